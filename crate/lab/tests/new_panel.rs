//! A panel adds itself in one file: what it says of itself, its plan and its state. Nothing else in the laboratory knows it.

use serde::Serialize;

use second_law_lab::bath::Bath;
use second_law_lab::draw::{Frame, Scene, View};
use second_law_lab::error::Error;
use second_law_lab::export::{csv::csv, svg::svg};
use second_law_lab::json;
use second_law_lab::message::Message;
use second_law_lab::panels::{empty_figure, Panel, PanelState};
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

    fn state(&self, scenario: &Scenario) -> Box<dyn PanelState> {
        Box::new(Ends {
            scenario: scenario.physics(),
            found: None,
        })
    }
}

struct Ends {
    scenario: String,
    /// The lowest and the highest energy.
    found: Option<(f64, f64)>,
}

/// The record as JSON shows it: by its set-up and version it is opened again.
#[derive(Serialize)]
struct Export<'a> {
    scenario: &'a str,
    version: &'static str,
    bandwidth: Option<f64>,
}

impl PanelState for Ends {
    fn accept(&mut self, _: &Part, output: &[u8]) -> Result<(), Error> {
        self.found =
            Some(second_law_lab::work::output::<physics::spectrum::Levels>(output)?.ends());
        Ok(())
    }

    fn has_data(&self) -> bool {
        self.found.is_some()
    }

    fn json(&self) -> String {
        json::text(&Export {
            scenario: &self.scenario,
            version: env!("CARGO_PKG_VERSION"),
            bandwidth: self.found.map(|(low, high)| high - low),
        })
    }

    fn table(&self, _: &str) -> Option<Table> {
        let (low, high) = self.found?;
        Some(named(&["lowest", "highest"], vec![vec![low, high]]))
    }

    fn summary(&self) -> Vec<Message> {
        vec![Message::plain(self.json())]
    }

    fn figure(&self, view: &View, _: &Words) -> (Scene, Frame) {
        empty_figure(view)
    }
}

#[test]
fn a_panel_is_one_file_and_one_line() {
    second_law_lab::panels::install(&[&Bandwidth]);
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
    let saved: serde_json::Value = serde_json::from_str(&record.json()).unwrap();
    assert!(saved["bandwidth"].as_f64().unwrap() > 0.0);
    assert!(saved["version"].is_string());
    let again = Scenario::parse(saved["scenario"].as_str().unwrap()).unwrap();
    assert_eq!(again, scenario, "a saved record opens its set-up");
    assert!(csv(&record, "main").unwrap().contains("lowest,highest"));
    assert!(svg(&record, &View::export(), words).starts_with("<svg"));
}
