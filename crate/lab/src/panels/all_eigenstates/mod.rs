//! Entropy production at one time for every eigenstate that the bath could start in.

mod chart;
mod record;
mod words;

pub use record::{AllEigenstates, AllEigenstatesState, SigmaPoint};

use record::Collected;

use super::{Panel, PanelState};
use crate::bath::Bath;
use crate::draw::{Frame, Points, Scene, View};
use crate::error::Error;
use crate::json;
use crate::message::Message;
use crate::plan::{Part, Plan};
use crate::record::levels::LevelsExport;
use crate::record::{named, Table};
use crate::scenario::panel::{PanelSpec, Scales, Use};
use crate::scenario::{Mu, Scenario};
use crate::words::Words;
use crate::work::beside::{pieces, Beside};
use crate::work::finite;
use crate::work::levels::Levels;
use crate::work::temperatures::Temperatures;

static SPEC: PanelSpec = PanelSpec {
    id: "all-eigenstates",
    uses: &[
        Use::Coupling,
        Use::Production,
        Use::Instant,
        Use::Levels,
        Use::Neighbours,
    ],
    defaults: &[],
    plots: &["main", "histogram"],
    symbol: "\u{3c3}",
    column: None,
    digits: 4,
    scales: Scales {
        time: false,
        value: false,
    },
    open: &["system", "start", "time"],
    slider: "at",
};

pub(super) struct AllEigenstatesPanel;

impl Panel for AllEigenstatesPanel {
    fn spec(&self) -> &'static PanelSpec {
        &SPEC
    }

    /// The parts `levels`, with a fitted chemical potential `neighbour:0` and `neighbour:1`, then `temperatures`, and a piece
    /// `all:K` of the levels each.
    fn plan(&self, scenario: &Scenario) -> Plan {
        let bath = Bath::from(scenario);
        let levels = Part::new("levels");
        let mut plan = Plan::default();
        plan.add(levels.clone(), &Levels { bath: bath.clone() }, &[]);
        let mut reads = vec![levels.clone()];
        if scenario.mu == Mu::Fitted {
            for (side, bosons) in [bath.bosons - 1, bath.bosons + 1].into_iter().enumerate() {
                let part = Part::at("neighbour", &[side]);
                let bath = bath.with_bosons(bosons);
                plan.add(part.clone(), &Levels { bath }, &[]);
                reads.push(part);
            }
        }
        let temperatures = Temperatures {
            bath: bath.clone(),
            attach: scenario.attach,
            mu: scenario.mu,
        };
        plan.add(Part::new("temperatures"), &temperatures, &reads);
        for (k, (block, piece, of)) in pieces(&bath).into_iter().enumerate() {
            let beside = Beside {
                bath: bath.clone(),
                attach: scenario.attach,
                coupling: scenario.coupling.first().copied().unwrap_or(0.0),
                potential: scenario.potential,
                occupation: scenario.occupation,
                at: scenario.at,
                block,
                piece: (piece, of),
            };
            // The temperatures are not read, but without them no point can be drawn.
            let reads = [levels.clone(), Part::new("temperatures")];
            plan.add(Part::at("all", &[k]), &beside, &reads);
        }
        plan
    }

    fn state(&self, scenario: &Scenario) -> Box<dyn PanelState> {
        Box::new(AllEigenstatesState {
            scenario: scenario.clone(),
            found: Collected::default(),
        })
    }
}

impl PanelState for AllEigenstatesState {
    fn accept(&mut self, part: &Part, output: &[u8]) -> Result<(), Error> {
        self.found.accept(part, output)
    }

    fn rows(&mut self, part: &Part, name: &str, values: &[f64]) -> Result<(), Error> {
        finite(part.key().0, name, values.iter().copied())?;
        match self.found.rows(name, values) {
            true => Ok(()),
            false => Err(super::unknown(part)),
        }
    }

    fn has_data(&self) -> bool {
        self.found.begun()
    }

    fn json(&self) -> String {
        let ends = self.found.ends();
        json::text(&LevelsExport::new(
            &self.scenario,
            ends,
            self.all_eigenstates(),
        ))
    }

    fn table(&self, plot: &str) -> Option<Table> {
        let or_nan = |x: Option<f64>| x.unwrap_or(f64::NAN);
        let columns = [
            "index",
            "energy",
            "beta",
            "beta_mu",
            "occupation",
            "bath_energy",
            "entropy_production",
        ];
        let rows = self.all_eigenstates().levels.into_iter().map(|level| {
            vec![
                level.index as f64,
                level.energy,
                or_nan(level.beta),
                or_nan(level.beta_mu),
                level.occupation,
                level.bath_energy,
                or_nan(level.entropy_production),
            ]
        });
        matches!(plot, "main" | "histogram").then(|| named(&columns, rows.collect()))
    }

    fn summary(&self) -> Vec<Message> {
        words::sigma_words(&self.all_eigenstates())
    }

    fn figure(&self, view: &View, words: &Words) -> (Scene, Frame) {
        match view.plot.as_str() {
            "histogram" => chart::histogram(self, view, words),
            _ => chart::compose(self, view, words),
        }
    }

    fn points(&self) -> Points {
        chart::points(self, &self.all_eigenstates())
    }

    fn detail(&self, name: &str) -> Option<String> {
        (name == "levels").then(|| json::text(&self.all_eigenstates().levels))
    }
}
