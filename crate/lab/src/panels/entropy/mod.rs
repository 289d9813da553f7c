//! Entropy production against time, one curve a coupling (figure 2 of arXiv:1603.07857).

mod chart;

use super::{Panel, PanelState};
use crate::draw::{Frame, Scene, View};
use crate::plan::{trajectories, Plan};
use crate::record::{Quantity, Trajectories};
use crate::scenario::panel::{PanelSpec, Scales, Use};
use crate::scenario::Scenario;
use crate::words::Words;

static SPEC: PanelSpec = PanelSpec {
    id: "entropy",
    uses: &[
        Use::Coupling,
        Use::Occupation,
        Use::Evolution,
        Use::Comparison,
        Use::Temperature,
        Use::Number,
        Use::Production,
        Use::Currents,
        Use::Late,
    ],
    defaults: &[],
    plots: &["main"],
    symbol: "\u{3c3}",
    column: Some("entropy_production"),
    digits: 3,
    scales: Scales {
        time: true,
        value: true,
    },
    open: &["system", "bath"],
    slider: "coupling",
};

pub(super) struct Entropy;

impl Panel for Entropy {
    fn spec(&self) -> &'static PanelSpec {
        &SPEC
    }

    fn plan(&self, scenario: &Scenario) -> Plan {
        trajectories::plan(scenario)
    }

    fn state(&self, scenario: &Scenario) -> Box<dyn PanelState> {
        let runs = Trajectories::new(scenario, Quantity::EntropyProduction);
        Box::new(EntropyState(runs))
    }
}

struct EntropyState(Trajectories);

impl PanelState for EntropyState {
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
