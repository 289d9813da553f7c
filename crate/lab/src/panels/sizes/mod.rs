//! The fluctuation theorem for baths of one filling and growing size.

mod chart;
mod late_chart;
mod record;

pub use record::{LateScaling, Size, SizeScaling, SizesExport, SizesState, ValidityTime};

use super::{Panel, PanelState};
use crate::draw::{Frame, Scene, View};
use crate::error::Error;
use crate::message::Message;
use crate::plan::{trajectories, Part, Plan};
use crate::record::{Quantity, Run, Table, Trajectories};
use crate::scenario::family;
use crate::scenario::panel::{PanelSpec, Scales, Use};
use crate::scenario::Scenario;
use crate::words::Words;
use numerics::sorting::sorted;

static SPEC: PanelSpec = PanelSpec {
    id: "sizes",
    uses: &[
        Use::Coupling,
        Use::Occupation,
        Use::Evolution,
        Use::Temperature,
        Use::Production,
        Use::Average,
        Use::Bound,
        Use::Family,
        Use::Late,
        Use::NearLevels,
    ],
    defaults: &[
        // With S surely filled or empty the average of e^{-s} is below 1 for a trivial reason.
        ("occupation", "0.5"),
        ("family", "sides"),
        // One curve for each bath.
        ("coupling", "1"),
        // A larger bound is never reached by the larger baths.
        ("epsilon", "0.001"),
        ("times", "log:0.01:20:160"),
        ("late", "20:100:81"),
    ],
    plots: &["main", "deviation", "production", "sizes", "late"],
    symbol: "\u{27e8}e\u{207b}\u{2e2}\u{27e9}",
    column: Some("exponential_average"),
    digits: 4,
    scales: Scales {
        time: true,
        value: false,
    },
    open: &["system", "panel"],
    slider: "epsilon",
};

pub(super) struct Sizes;

/// The baths as set-ups of their own, by the number of their sites.
fn baths(scenario: &Scenario) -> Vec<Scenario> {
    let size = |bath: &Scenario| (bath.bath.sites(), bath.bosons);
    sorted(&family::baths(scenario), |a, b| size(a).cmp(&size(b)))
}

impl Panel for Sizes {
    fn spec(&self) -> &'static PanelSpec {
        &SPEC
    }

    /// The parts of every bath.
    fn plan(&self, scenario: &Scenario) -> Plan {
        let mut plan = Plan::default();
        for (k, own) in baths(scenario).iter().enumerate() {
            plan.add_bath(k, trajectories::plan(own));
        }
        plan
    }

    fn state(&self, scenario: &Scenario) -> Box<dyn PanelState> {
        let own = |bath: &Scenario| Trajectories::new(bath, Quantity::ExponentialAverage);
        Box::new(SizesState {
            baths: baths(scenario).iter().map(own).collect(),
            scenario: scenario.clone(),
        })
    }
}

impl SizesState {
    fn bath(&mut self, part: &Part) -> Result<(&mut Trajectories, Part), Error> {
        let found = part
            .in_bath()
            .and_then(|(k, inner)| Some((self.baths.get_mut(k)?, inner)));
        found.ok_or_else(|| super::unknown(part))
    }
}

impl PanelState for SizesState {
    fn accept(&mut self, part: &Part, output: &[u8]) -> Result<(), Error> {
        let (own, inner) = self.bath(part)?;
        own.accept(&inner, output)
    }

    fn rows(&mut self, part: &Part, name: &str, values: &[f64]) -> Result<(), Error> {
        let (own, inner) = self.bath(part)?;
        own.rows(&inner, name, values)
    }

    /// Where <e^{-s}> says nothing its place is taken by words, at once.
    fn has_data(&self) -> bool {
        self.drawn_runs().any(|(_, run)| run.has_average())
    }

    fn json(&self) -> String {
        self.sizes_json()
    }

    fn table(&self, plot: &str) -> Option<Table> {
        match plot {
            "main" | "deviation" => Some(self.sizes_table()),
            "late" => Some(self.late_table()),
            _ => None,
        }
    }

    fn summary(&self) -> Vec<Message> {
        self.sizes_summary()
    }

    fn figure(&self, view: &View, words: &Words) -> (Scene, Frame) {
        match view.plot.as_str() {
            "deviation" => chart::deviation(self, view, words),
            "production" => chart::production(self, view, words),
            "sizes" => chart::times(self, view, words),
            "late" => late_chart::compose(self, view, words),
            _ => chart::compose(self, view, words),
        }
    }

    fn runs(&self) -> Vec<&Run> {
        self.drawn_runs().map(|(_, run)| run).collect()
    }
}
