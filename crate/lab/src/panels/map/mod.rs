//! Where entropy production is negative: its smallest value over the times, against the occupation of S at the start and the
//! coupling.

mod chart;
mod record;

pub use record::SmallestMap;

use serde::Serialize;

use super::{Panel, PanelState};
use crate::draw::{Frame, Scene, View};
use crate::json;
use crate::message::Message;
use crate::plan::{trajectories, Plan};
use crate::record::{BathSummary, Quantity, Run, Table, Trajectories};
use crate::scenario::panel::{PanelSpec, Scales, Use};
use crate::scenario::Scenario;
use crate::words::Words;
use numerics::vector::largest;

static SPEC: PanelSpec = PanelSpec {
    id: "map",
    // Not the occupation of S: the map has all of them.
    uses: &[
        Use::Coupling,
        Use::Evolution,
        Use::Temperature,
        Use::Number,
        Use::Production,
    ],
    defaults: &[("coupling", "0.25,0.5,0.75,1,1.25,1.5,1.75,2")],
    plots: &["main"],
    symbol: "\u{3c3}",
    // It shows a map without time.
    column: None,
    digits: 4,
    scales: Scales {
        time: false,
        value: false,
    },
    open: &["system", "start"],
    slider: "repulsion",
};

pub(super) struct Map;

impl Panel for Map {
    fn spec(&self) -> &'static PanelSpec {
        &SPEC
    }

    fn plan(&self, scenario: &Scenario) -> Plan {
        trajectories::plan(scenario)
    }

    fn state(&self, scenario: &Scenario) -> Box<dyn PanelState> {
        let runs = Trajectories::new(scenario, Quantity::EntropyProduction);
        Box::new(MapState(runs))
    }
}

/// Two runs for each coupling, S empty and S filled at the start.
pub struct MapState(Trajectories);

/// The map as JSON shows it; its runs belong to no set-up of a reader's.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MapExport<'a> {
    scenario: &'a str,
    version: &'a str,
    bath: Option<&'a BathSummary>,
    runs: [(); 0],
    norm_error: f64,
    energy_drift: f64,
    map: SmallestMap,
}

impl PanelState for MapState {
    fn trajectories_mut(&mut self) -> Option<&mut Trajectories> {
        Some(&mut self.0)
    }

    fn has_data(&self) -> bool {
        let known = |run: &Run| run.entropy_production.iter().any(|x| x.is_finite());
        self.0
            .runs
            .chunks_exact(2)
            .any(|pair| pair.iter().all(known))
    }

    fn json(&self) -> String {
        let worst = |of: fn(&Run) -> f64| largest(self.0.runs.iter().map(of));
        json::text(&MapExport {
            scenario: &self.0.text,
            version: self.0.version,
            bath: self.0.bath.as_ref(),
            runs: [],
            norm_error: worst(|run| run.norm_error),
            energy_drift: worst(|run| run.energy_drift),
            map: SmallestMap::of(&self.0),
        })
    }

    fn table(&self, plot: &str) -> Option<Table> {
        (plot == "main").then(|| SmallestMap::of(&self.0).table())
    }

    fn summary(&self) -> Vec<Message> {
        let bath = self.0.bath_words().into_iter();
        bath.chain(SmallestMap::of(&self.0).words()).collect()
    }

    fn figure(&self, view: &View, words: &Words) -> (Scene, Frame) {
        chart::compose(&SmallestMap::of(&self.0), view, words)
    }

    /// `tiles`: the numbers of the map.
    fn detail(&self, name: &str) -> Option<String> {
        (name == "tiles").then(|| json::text(&SmallestMap::of(&self.0)))
    }
}
