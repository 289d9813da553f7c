//! Weak ETH: a local observable in every eigenstate of the bath against the canonical average at its energy.

mod chart;
mod gaps;
mod record;
mod table;
mod words;

pub use record::{Eth, EthPoint, EthState};

use record::Collected;

use super::{Panel, PanelState};
use crate::bath::Bath;
use crate::draw::{Frame, Points, Scene, View};
use crate::error::Error;
use crate::json;
use crate::message::Message;
use crate::plan::{Part, Plan};
use crate::record::levels::LevelsExport;
use crate::record::Table;
use crate::scenario::family::baths;
use crate::scenario::panel::{PanelSpec, Scales, Use};
use crate::scenario::{Observable, Scenario};
use crate::words::Words;
use crate::work::canonical::Canonical;
use crate::work::eigenstates::Eigenstates;
use crate::work::entanglement::Entanglement;
use numerics::sorting;

static SPEC: PanelSpec = PanelSpec {
    id: "eth",
    uses: &[
        Use::Temperature,
        Use::Number,
        Use::Levels,
        Use::Observable,
        Use::Bound,
        Use::Family,
    ],
    defaults: &[],
    plots: &["main", "histogram", "sizes", "gaps"],
    symbol: "A",
    column: None,
    digits: 4,
    scales: Scales {
        time: false,
        value: false,
    },
    open: &["bath", "panel"],
    slider: "epsilon",
};

pub(super) struct EthPanel;

impl Panel for EthPanel {
    fn spec(&self) -> &'static PanelSpec {
        &SPEC
    }

    /// The parts `eigenstates:BATH:BLOCK` and `canonical:BATH` of every bath of the family, and as asked `entanglement:BLOCK`.
    fn plan(&self, scenario: &Scenario) -> Plan {
        let mut plan = Plan::default();
        for (k, other) in baths(scenario).iter().enumerate() {
            let bath = Bath::from(other);
            let blocks = bath.blocks();
            let part = |block: usize| Part::at("eigenstates", &[k, block]);
            // The largest block first: side by side with all the others it takes the least time.
            let order = |block: usize| blocks[block].representation.order();
            let largest_first = sorting::argsort(blocks.len(), &|a, b| order(a).cmp(&order(b)));
            for block in largest_first {
                let eigenstates = Eigenstates {
                    bath: bath.clone(),
                    attach: other.attach,
                    block,
                };
                plan.add(part(block), &eigenstates, &[]);
            }
            let reads: Vec<Part> = (0..blocks.len()).map(part).collect();
            let canonical = Canonical {
                bath,
                attach: other.attach,
            };
            plan.add(Part::at("canonical", &[k]), &canonical, &reads);
        }
        if scenario.observable == Observable::Entanglement {
            let bath = Bath::from(scenario);
            for block in 0..bath.blocks().len() {
                let entanglement = Entanglement {
                    bath: bath.clone(),
                    block,
                };
                plan.add(Part::at("entanglement", &[block]), &entanglement, &[]);
            }
        }
        plan
    }

    fn state(&self, scenario: &Scenario) -> Box<dyn PanelState> {
        Box::new(EthState {
            scenario: scenario.clone(),
            found: Collected::default(),
            parts: self.plan(scenario).tasks.len(),
            done: 0,
        })
    }
}

impl PanelState for EthState {
    fn accept(&mut self, part: &Part, output: &[u8]) -> Result<(), Error> {
        self.found.accept(part, output)?;
        self.done += 1;
        Ok(())
    }

    fn has_data(&self) -> bool {
        self.eth_begun()
    }

    fn json(&self) -> String {
        json::text(&LevelsExport::new(
            &self.scenario,
            self.eth_ends(),
            self.eth(),
        ))
    }

    fn table(&self, plot: &str) -> Option<Table> {
        self.numbers(plot)
    }

    fn summary(&self) -> Vec<Message> {
        words::eth_words(&self.eth(), &self.scenario)
    }

    fn figure(&self, view: &View, words: &Words) -> (Scene, Frame) {
        match view.plot.as_str() {
            "histogram" => chart::histogram(self, view, words),
            "sizes" => chart::sizes(self, view, words),
            "gaps" => chart::gaps(&self.eth(), view, words),
            _ => chart::compose(self, view, words),
        }
    }

    fn points(&self) -> Points {
        chart::points(self, &self.eth())
    }

    fn detail(&self, name: &str) -> Option<String> {
        (name == "levels").then(|| json::text(&self.eth().levels))
    }
}
