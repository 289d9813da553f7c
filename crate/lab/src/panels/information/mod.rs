//! Where the entropy is kept: what system and bath know of each other, against time, for one coupling.

mod chart;

use serde::Serialize;

use super::{Panel, PanelState};
use crate::draw::{Frame, Scene, View};
use crate::json;
use crate::message::{decimals, Message};
use crate::plan::{trajectories, Plan};
use crate::record::{Quantity, Run, Trajectories};
use crate::scenario::panel::{PanelSpec, Scales, Use};
use crate::scenario::Scenario;
use crate::words::Words;
use numerics::vector::largest;

static SPEC: PanelSpec = PanelSpec {
    id: "information",
    uses: &[
        Use::Coupling,
        Use::Occupation,
        Use::Evolution,
        Use::Temperature,
        Use::Number,
        Use::Production,
        Use::BathEntropy,
    ],
    defaults: &[],
    plots: &["main"],
    symbol: "\u{3c3}",
    column: Some("entropy_production"),
    digits: 3,
    scales: Scales {
        time: true,
        value: false,
    },
    open: &["system", "start"],
    slider: "occupation",
};

pub(super) struct InformationPanel;

impl Panel for InformationPanel {
    fn spec(&self) -> &'static PanelSpec {
        &SPEC
    }

    fn plan(&self, scenario: &Scenario) -> Plan {
        trajectories::plan(scenario)
    }

    fn state(&self, scenario: &Scenario) -> Box<dyn PanelState> {
        let runs = Trajectories::new(scenario, Quantity::EntropyProduction);
        Box::new(InformationState(runs))
    }
}

/// The runs, with the entropy of the bath and what follows from it.
struct InformationState(Trajectories);

/// The runs as JSON shows them, and by how much sigma = I + Delta D is missed.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InformationExport<'a> {
    #[serde(flatten)]
    runs: &'a Trajectories,
    identity_error: f64,
}

impl PanelState for InformationState {
    fn trajectories(&self) -> Option<&Trajectories> {
        Some(&self.0)
    }

    fn trajectories_mut(&mut self) -> Option<&mut Trajectories> {
        Some(&mut self.0)
    }

    fn has_data(&self) -> bool {
        self.0
            .runs
            .iter()
            .any(|run| !run.mutual_information.is_empty())
    }

    fn json(&self) -> String {
        json::text(&InformationExport {
            runs: &self.0,
            identity_error: self.identity_error(),
        })
    }

    fn summary(&self) -> Vec<Message> {
        let ends = self.0.runs.iter().filter_map(end);
        let sum = Message::new("summary.identity")
            .with("error", format!("{:.0e}", self.identity_error()));
        self.0
            .bath_words()
            .into_iter()
            .chain(ends)
            .chain([sum])
            .collect()
    }

    fn figure(&self, view: &View, words: &Words) -> (Scene, Frame) {
        chart::compose(&self.0, view, words)
    }

    fn detail(&self, name: &str) -> Option<String> {
        self.0.detail(name)
    }
}

impl InformationState {
    /// Largest |sigma - I - Delta D| of all runs.
    fn identity_error(&self) -> f64 {
        largest(self.0.runs.iter().map(Run::identity_error))
    }
}

/// Where a run ends.
fn end(run: &Run) -> Option<Message> {
    let row = run.divergence_change.len().checked_sub(1)?;
    let said = |value: f64| decimals(value, 4);
    Some(
        Message::new("summary.information")
            .with("coupling", run.coupling)
            .with("time", run.time[row])
            .with("sigma", said(run.entropy_production[row]))
            .with("mutual", said(run.mutual_information[row]))
            .with("divergence", said(run.divergence_change[row]))
            .with("system", said(run.system_entropy[row]))
            .with("bath", said(run.bath_entropy[row])),
    )
}
