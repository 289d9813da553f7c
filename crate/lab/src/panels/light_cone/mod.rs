//! Change of the density over distance from S and time.

mod chart;
mod record;
mod signal;

pub use record::{LightCone, LightCones, Speeds};
pub use signal::Signal;

use serde::Serialize;

use super::{Panel, PanelState};
use crate::draw::{Frame, Scene, View};
use crate::json;
use crate::message::{decimals, Message};
use crate::plan::{trajectories, Plan};
use crate::record::{Quantity, Table, Trajectories};
use crate::scenario::panel::{PanelSpec, Scales, Use};
use crate::scenario::Scenario;
use crate::words::Words;

static SPEC: PanelSpec = PanelSpec {
    id: "light-cone",
    uses: &[
        Use::Coupling,
        Use::Occupation,
        Use::Evolution,
        Use::Temperature,
        Use::Number,
        // Its record has entropy production too.
        Use::Production,
        Use::Currents,
    ],
    defaults: &[],
    plots: &["main"],
    symbol: "|\u{27e8}n\u{27e9}(t) \u{2212} \u{27e8}n\u{27e9}(0)|",
    // It shows a map: there is a value for each distance.
    column: None,
    digits: 2,
    scales: Scales {
        time: true,
        value: false,
    },
    open: &["system", "bath"],
    slider: "coupling",
};

pub(super) struct LightConePanel;

impl Panel for LightConePanel {
    fn spec(&self) -> &'static PanelSpec {
        &SPEC
    }

    fn plan(&self, scenario: &Scenario) -> Plan {
        trajectories::plan(scenario)
    }

    fn state(&self, scenario: &Scenario) -> Box<dyn PanelState> {
        let runs = Trajectories::new(scenario, Quantity::EntropyProduction);
        Box::new(LightCones(runs))
    }
}

/// The runs as JSON shows them, with their light cones.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LightConesExport<'a> {
    #[serde(flatten)]
    runs: &'a Trajectories,
    light_cones: Vec<LightCone>,
}

impl PanelState for LightCones {
    fn trajectories(&self) -> Option<&Trajectories> {
        Some(&self.0)
    }

    fn trajectories_mut(&mut self) -> Option<&mut Trajectories> {
        Some(&mut self.0)
    }

    fn has_data(&self) -> bool {
        self.0.runs.iter().any(|run| !run.time.is_empty())
    }

    fn json(&self) -> String {
        json::text(&LightConesExport {
            runs: &self.0,
            light_cones: self.light_cones(),
        })
    }

    /// The runs, each row with the signal at every distance.
    fn table(&self, plot: &str) -> Option<Table> {
        let mut table = Some(self.0.table()).filter(|_| plot == "main")?;
        let cones = self.light_cones();
        let distances = cones.first().map_or(0, |cone| cone.distance.len());
        let headings = (0..distances).map(|d| format!("signal_at_distance_{d}"));
        table.columns.extend(headings);
        let signals = self.0.runs.iter().enumerate().flat_map(|(k, run)| {
            let cone = cones.get(k);
            (0..run.time.len()).map(move |i| cone.and_then(|cone| cone.signal.get(i)))
        });
        for (row, signal) in table.rows.iter_mut().zip(signals) {
            row.extend((0..distances).map(|d| signal.map_or(f64::NAN, |s| s[d])));
        }
        Some(table)
    }

    fn summary(&self) -> Vec<Message> {
        [self.0.bath_words(), self.fronts()].concat()
    }

    fn figure(&self, view: &View, words: &Words) -> (Scene, Frame) {
        chart::compose(self, view, words)
    }

    /// `speeds`; `signal:RUN:TIME`, the change of the density of one run at one time.
    fn detail(&self, name: &str) -> Option<String> {
        if name == "speeds" {
            return Some(json::text(&self.speeds()));
        }
        let (run, time) = name.strip_prefix("signal:")?.split_once(':')?;
        let signal = self.signal_at(run.parse().ok()?, crate::scenario::number::decimal(time)?);
        Some(json::text(&signal))
    }
}

impl LightCones {
    fn fronts(&self) -> Vec<Message> {
        let said = |(coupling, speed): (f64, f64)| {
            let message = Message::new("summary.front").with("coupling", coupling);
            message.with("speed", decimals(speed, 3))
        };
        let cones = self.light_cones();
        let speeds = cones.iter().filter_map(|c| Some((c.coupling, c.speed?)));
        speeds.map(said).collect()
    }
}
