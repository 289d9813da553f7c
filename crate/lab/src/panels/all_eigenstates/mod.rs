//! Entropy production at one time for every eigenstate that the bath could start in.

mod chart;
mod record;
mod words;

pub use record::{AllEigenstates, AllEigenstatesState, NegativeShare, SigmaPoint};

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
use crate::scenario::family::baths;
use crate::scenario::panel::{PanelSpec, Scales, Use};
use crate::scenario::{Family, Mu, Scenario};
use crate::words::Words;
use crate::work::beside::{pieces, Beside};
use crate::work::finite;
use crate::work::levels::Levels;
use crate::work::temperatures::Temperatures;

static SPEC: PanelSpec = PanelSpec {
    id: "all-eigenstates",
    uses: &[
        Use::Coupling,
        Use::Occupation,
        Use::Production,
        Use::Instant,
        Use::Levels,
        Use::Neighbours,
        Use::Bound,
        Use::Family,
    ],
    // Entropy production is so seldom negative that a bound of hundredths would find none of the larger baths.
    defaults: &[("epsilon", "0.001")],
    plots: &["main", "histogram", "sizes"],
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

/// The parts of one bath: `levels`, with a fitted chemical potential `neighbour:0` and `neighbour:1`, then `temperatures`, and
/// a piece `all:K` of the levels each.
fn of_bath(scenario: &Scenario) -> Plan {
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

impl Panel for AllEigenstatesPanel {
    fn spec(&self) -> &'static PanelSpec {
        &SPEC
    }

    /// The parts of the scenario's own bath, then those of the others of its family.
    fn plan(&self, scenario: &Scenario) -> Plan {
        let mut plan = of_bath(scenario);
        for (k, other) in baths(scenario).iter().enumerate().skip(1) {
            plan.add_bath(k, of_bath(other));
        }
        plan
    }

    fn state(&self, scenario: &Scenario) -> Box<dyn PanelState> {
        let empty = |bath| (bath, Collected::default());
        Box::new(AllEigenstatesState {
            scenario: scenario.clone(),
            baths: baths(scenario).into_iter().map(empty).collect(),
        })
    }
}

impl PanelState for AllEigenstatesState {
    fn accept(&mut self, part: &Part, output: &[u8]) -> Result<(), Error> {
        let (found, inner) = self.found_mut(part)?;
        found.accept(&inner, output)
    }

    fn rows(&mut self, part: &Part, name: &str, values: &[f64]) -> Result<(), Error> {
        finite(part.key().0, name, values.iter().copied())?;
        let (found, _) = self.found_mut(part)?;
        match found.rows(name, values) {
            true => Ok(()),
            false => Err(super::unknown(part)),
        }
    }

    fn has_data(&self) -> bool {
        self.found().begun()
    }

    fn json(&self) -> String {
        let ends = self.found().ends();
        json::text(&LevelsExport::new(
            &self.scenario,
            ends,
            self.all_eigenstates(),
        ))
    }

    fn table(&self, plot: &str) -> Option<Table> {
        if plot == "sizes" {
            let compared = self.scenario.family != Family::None;
            return compared.then(|| self.sizes_table());
        }
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
            "sizes" => chart::sizes(self, view, words),
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
