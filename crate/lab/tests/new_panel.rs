//! A panel adds itself in one file: what it says of itself, its plan and its state. Nothing else in the laboratory knows it.

use second_law_lab::bath::Bath;
use second_law_lab::draw::{Frame, Scene, View};
use second_law_lab::error::Error;
use second_law_lab::export::{csv::csv, svg::svg};
use second_law_lab::message::Message;
use second_law_lab::panels::{self, Panel, PanelState};
use second_law_lab::plan::{Part, Plan};
use second_law_lab::record::{named, Table};
use second_law_lab::runner;
use second_law_lab::scenario::panel::{PanelSpec, Scales};
use second_law_lab::scenario::schema::{self, Key};
use second_law_lab::scenario::{Lang, Scenario};
use second_law_lab::words::Words;
use second_law_lab::work::levels::Levels;

static SPEC: PanelSpec = PanelSpec {
    id: "bandwidth",
    uses: &[],
    defaults: &[("bosons", "2")],
    plots: &["main"],
    symbol: "W",
    column: None,
    digits: 3,
    scales: Scales {
        time: false,
        value: false,
    },
    open: &["bath"],
    slider: "bosons",
};

/// From the lowest to the highest level of the bath.
struct Bandwidth;

impl Panel for Bandwidth {
    fn spec(&self) -> &'static PanelSpec {
        &SPEC
    }

    fn plan(&self, scenario: &Scenario) -> Plan {
        let mut plan = Plan::default();
        let levels = Levels {
            bath: Bath::from(scenario),
        };
        plan.add(Part::new("levels"), &levels, &[]);
        plan
    }

    fn state(&self, _: &Scenario) -> Box<dyn PanelState> {
        Box::new(Ends(None))
    }
}

struct Ends(Option<(f64, f64)>);

impl PanelState for Ends {
    fn accept(&mut self, _: &Part, output: &[u8]) -> Result<(), Error> {
        self.0 = Some(second_law_lab::work::output::<physics::spectrum::Levels>(output)?.ends());
        Ok(())
    }

    fn has_data(&self) -> bool {
        self.0.is_some()
    }

    fn json(&self) -> String {
        let (low, high) = self.0.unwrap_or((f64::NAN, f64::NAN));
        format!("{{\"bandwidth\":{}}}", high - low)
    }

    fn table(&self, _: &str) -> Option<Table> {
        let (low, high) = self.0?;
        Some(named(&["lowest", "highest"], vec![vec![low, high]]))
    }

    fn summary(&self) -> Vec<Message> {
        vec![Message::plain(self.json())]
    }

    fn figure(&self, view: &View, _: &Words) -> (Scene, Frame) {
        panels::empty_figure(view)
    }
}

#[test]
fn a_panel_is_one_file_and_one_line() {
    panels::install(&[&Bandwidth]);
    let scenario = Scenario::parse("panel=bandwidth&bath=chain-6").unwrap();
    assert_eq!(scenario.bosons, 2, "its own default");
    assert_eq!(scenario.to_text(), "bath=chain-6&panel=bandwidth");
    let words = Words::of(Lang::En);
    let refused = words.say(&Scenario::parse("panel=bandwith").unwrap_err()[0].message());
    assert!(refused.contains("bandwidth"), "{refused}");
    let schema = serde_json::to_value(schema::schema()).unwrap();
    let tabs = schema["panels"].as_array().unwrap();
    assert_eq!(tabs.last().unwrap()["id"], "bandwidth");
    let shown = |key: &str| {
        let form = schema["parameters"].as_array().unwrap();
        let key = form.iter().find(|k| k["key"] == key);
        let panels = key.unwrap()["panels"].as_array().unwrap().clone();
        panels.iter().any(|panel| panel == "bandwidth")
    };
    assert!(shown("hopping") && !shown("coupling"));
    let allowed = Key::find("panel").unwrap().allowed(&scenario);
    assert!(words.say(&allowed).contains("bandwidth"));
    let record = runner::run(&scenario, |_, _, _| true).unwrap();
    assert!(record.complete() && record.panel().has_data());
    assert!(record.json().starts_with("{\"bandwidth\":"));
    assert!(csv(&record, "main").unwrap().contains("lowest,highest"));
    assert!(svg(&record, &View::export(), words).starts_with("<svg"));
}
