//! The fluctuation theorem: the exponential average of entropy production against time (figure 3 of arXiv:1603.07857), and
//! its distribution at one time.

mod chart;
mod departure;
mod distribution_chart;

use super::{Panel, PanelState};
use crate::draw::{Frame, Scene, View};
use crate::plan::{trajectories, Plan};
use crate::record::{Quantity, Run, Table, Trajectories};
use crate::scenario::panel::{PanelSpec, Scales, Use};
use crate::scenario::Scenario;
use crate::words::Words;

static SPEC: PanelSpec = PanelSpec {
    id: "fluctuation",
    uses: &[
        Use::Coupling,
        Use::Occupation,
        Use::Evolution,
        Use::Comparison,
        Use::Temperature,
        Use::Number,
        Use::Production,
        Use::Average,
        Use::Distribution,
        Use::Instant,
        Use::Currents,
        Use::Late,
    ],
    // With S surely filled or empty the average of e^{-s} is below 1 for a trivial reason.
    defaults: &[("occupation", "0.5")],
    plots: &[
        "main",
        "deviation",
        "departure",
        "distribution",
        "characteristic",
    ],
    symbol: "\u{27e8}e\u{207b}\u{2e2}\u{27e9}",
    column: Some("exponential_average"),
    digits: 4,
    scales: Scales {
        time: true,
        value: false,
    },
    open: &["system", "start", "panel"],
    slider: "coupling",
};

pub(super) struct Fluctuation;

impl Panel for Fluctuation {
    fn spec(&self) -> &'static PanelSpec {
        &SPEC
    }

    fn plan(&self, scenario: &Scenario) -> Plan {
        trajectories::plan(scenario)
    }

    fn state(&self, scenario: &Scenario) -> Box<dyn PanelState> {
        let runs = Trajectories::new(scenario, Quantity::ExponentialAverage);
        Box::new(FluctuationState(runs))
    }
}

/// The runs, with <e^{-s}> and, as asked, P(s).
pub struct FluctuationState(Trajectories);

impl PanelState for FluctuationState {
    fn trajectories(&self) -> Option<&Trajectories> {
        Some(&self.0)
    }

    fn trajectories_mut(&mut self) -> Option<&mut Trajectories> {
        Some(&mut self.0)
    }

    /// Where <e^{-s}> says nothing its place is taken by words, at once.
    fn has_data(&self) -> bool {
        self.0.runs.iter().any(Run::has_average)
    }

    fn table(&self, plot: &str) -> Option<Table> {
        match plot {
            "main" | "deviation" => Some(self.0.table()),
            "departure" => Some(departure::table(&self.0)),
            "distribution" => Some(self.0.distribution_table()),
            "characteristic" => Some(self.0.characteristic_table()),
            _ => None,
        }
    }

    fn figure(&self, view: &View, words: &Words) -> (Scene, Frame) {
        match view.plot.as_str() {
            "deviation" => chart::deviation(&self.0, view, words),
            "departure" => departure::compose(&self.0, view, words),
            "distribution" => distribution_chart::histogram(&self.0, view, words),
            "characteristic" => distribution_chart::characteristic(&self.0, view, words),
            _ => chart::compose(&self.0, view, words),
        }
    }

    fn detail(&self, name: &str) -> Option<String> {
        self.0.detail(name)
    }
}
