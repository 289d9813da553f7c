//! There and back: time is turned round half-way, with and without a kick at the turn or another bath on the way back; and how
//! much comes back from turns at many times.

mod chart;
mod echo;

use serde::Serialize;

use super::{Panel, PanelState};
use crate::draw::{Frame, Scene, View};
use crate::error::Error;
use crate::json;
use crate::plan::{trajectories, Part, Plan};
use crate::record::{Quantity, Table, Trajectories};
use crate::scenario::panel::{PanelSpec, Scales, Use};
use crate::scenario::Scenario;
use crate::words::Words;
use echo::{Echo, Echoes};

static SPEC: PanelSpec = PanelSpec {
    id: "reversal",
    uses: &[
        Use::Coupling,
        Use::Occupation,
        Use::Evolution,
        Use::Temperature,
        Use::Number,
        Use::Production,
        Use::Turn,
        Use::Currents,
    ],
    defaults: &[],
    plots: &["main", "echo"],
    symbol: "\u{3c3}",
    column: Some("entropy_production"),
    digits: 3,
    scales: Scales {
        time: false,
        value: true,
    },
    open: &["system", "time"],
    slider: "kick",
};

pub(super) struct Reversal;

impl Panel for Reversal {
    fn spec(&self) -> &'static PanelSpec {
        &SPEC
    }

    fn plan(&self, scenario: &Scenario) -> Plan {
        let mut plan = trajectories::plan(scenario);
        trajectories::add_echoes(&mut plan, scenario);
        plan
    }

    fn state(&self, scenario: &Scenario) -> Box<dyn PanelState> {
        let runs = Trajectories::new(scenario, Quantity::EntropyProduction);
        Box::new(ReversalState {
            echoes: Echoes::new(scenario),
            runs,
        })
    }
}

/// The runs, and the echoes as far as they are asked for.
struct ReversalState {
    runs: Trajectories,
    echoes: Echoes,
}

/// The runs as JSON shows them, with the echoes.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReversalExport<'a> {
    #[serde(flatten)]
    runs: &'a Trajectories,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<Echo>>"))]
    echo: Vec<Echo>,
}

impl PanelState for ReversalState {
    fn trajectories(&self) -> Option<&Trajectories> {
        Some(&self.runs)
    }

    fn trajectories_mut(&mut self) -> Option<&mut Trajectories> {
        Some(&mut self.runs)
    }

    fn rows(&mut self, part: &Part, name: &str, values: &[f64]) -> Result<(), Error> {
        match part.key() {
            ("echo", place) => self.echoes.take(place, name, values),
            _ => self.runs.rows(part, name, values),
        }
    }

    fn has_data(&self) -> bool {
        self.runs.has_entropy_production()
    }

    fn json(&self) -> String {
        json::text(&ReversalExport {
            runs: &self.runs,
            echo: self.echoes.of(&self.runs),
        })
    }

    fn table(&self, plot: &str) -> Option<Table> {
        match plot {
            "main" => Some(self.runs.table()),
            "echo" => Some(echo::table(&self.echoes.of(&self.runs))),
            _ => None,
        }
    }

    fn figure(&self, view: &View, words: &Words) -> (Scene, Frame) {
        match view.plot.as_str() {
            "echo" => chart::echo(&self.runs, &self.echoes.of(&self.runs), view, words),
            _ => chart::compose(&self.runs, view, words),
        }
    }

    fn detail(&self, name: &str) -> Option<String> {
        self.runs.detail(name)
    }
}
