//! There and back: time is turned round half-way, with and without a kick at the turn.

mod chart;

use super::{Panel, PanelState};
use crate::draw::{Frame, Scene, View};
use crate::plan::{trajectories, Plan};
use crate::record::{Quantity, Trajectories};
use crate::scenario::panel::{PanelSpec, Scales, Use};
use crate::scenario::Scenario;
use crate::words::Words;

static SPEC: PanelSpec = PanelSpec {
    id: "reversal",
    uses: &[
        Use::Coupling,
        Use::Evolution,
        Use::Temperature,
        Use::Number,
        Use::Production,
        Use::Turn,
        Use::Currents,
    ],
    defaults: &[],
    plots: &["main"],
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
        trajectories::plan(scenario)
    }

    fn state(&self, scenario: &Scenario) -> Box<dyn PanelState> {
        let runs = Trajectories::new(scenario, Quantity::EntropyProduction);
        Box::new(ReversalState(runs))
    }
}

struct ReversalState(Trajectories);

impl PanelState for ReversalState {
    fn trajectories(&self) -> Option<&Trajectories> {
        Some(&self.0)
    }

    fn trajectories_mut(&mut self) -> Option<&mut Trajectories> {
        Some(&mut self.0)
    }

    fn has_data(&self) -> bool {
        self.0.has_entropy_production()
    }

    fn figure(&self, view: &View, words: &Words) -> (Scene, Frame) {
        chart::compose(&self.0, view, words)
    }

    fn detail(&self, name: &str) -> Option<String> {
        self.0.detail(name)
    }
}
