//! The numbers of a set-up that a script carries.

use serde::Serialize;

use crate::bath::Bath;
use crate::error::Error;
use crate::message::Message;
use crate::plan::trajectories::{configs, has_exact_averages, late_window, plan, times};
use crate::plan::{Part, Task};
use crate::scenario::limits::{solve_method, SolveMethod};
use crate::scenario::panel::{panels, PanelSpec, Use};
use crate::scenario::schema::Key;
use crate::scenario::{BathState, Compare, Currents, Mu, Scenario, Selection};
use crate::work::{output, start, InitialState};
use physics::lattice::{Bond, Symmetry};
use physics::typicality::{Estimate, TypicalLevels};

/// Longest estimated time, in seconds on one core, that is spent on a number that the script can find itself.
const LONGEST: f64 = 60.0;

/// What a script carries. Energies in the set-up's unit, sites counted from 0.
#[derive(Serialize)]
pub struct Setup {
    scenario: String,
    version: &'static str,
    bonds: Vec<Bond>,
    /// w_i of every bath site.
    energies: Vec<f64>,
    hopping: f64,
    repulsion: f64,
    attach: usize,
    potential: f64,
    bosons: usize,
    couplings: Vec<f64>,
    occupation: f64,
    times: Vec<f64>,
    state: &'static str,
    beta: f64,
    /// `None` where the script estimates it from the random vectors.
    beta_mu: Option<f64>,
    /// Energy of the level, or that which the level is to be nearest to; `None` where the script estimates U(beta).
    energy: Option<f64>,
    level: Level,
    /// Lowest and highest energy of the sector, where they are known.
    ends: [Option<f64>; 2],
    /// Site permutations of order two that commute, and the level's sign under each.
    mirrors: Vec<(Vec<usize>, i8)>,
    seed: u64,
    samples: usize,
    /// Whether a canonical average is a sum over the whole basis.
    exact: bool,
}

/// What the record says of the level.
#[derive(Default, Serialize)]
struct Level {
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
    #[serde(skip_serializing_if = "String::is_empty")]
    sector: String,
    multiplicity: usize,
    own_beta: Option<f64>,
    canonical_energy: Option<f64>,
}

impl Setup {
    /// The numbers of a set-up for an engine of this name.
    pub fn of(scenario: &Scenario, engine: &'static str) -> Result<Self, Error> {
        check(scenario, engine)?;
        let known = Known::of(scenario)?;
        let lattice = scenario.bath.lattice();
        let (beta, level, mirrors) = known.level(scenario, engine)?;
        let state = known.state.as_ref();
        Ok(Self {
            scenario: scenario.to_text(),
            version: env!("CARGO_PKG_VERSION"),
            bonds: lattice.bonds().to_vec(),
            energies: Bath::from(scenario).model().potential,
            hopping: scenario.hopping,
            repulsion: scenario.repulsion,
            attach: scenario.attach,
            potential: scenario.potential,
            bosons: scenario.bosons,
            couplings: scenario.coupling.clone(),
            occupation: scenario.occupation,
            times: times(scenario).values(),
            state: scenario.state.id(),
            beta,
            beta_mu: match scenario.mu {
                Mu::Zero => Some(0.0),
                Mu::Fitted => known.beta_mu,
            },
            energy: state.map(|state| state.energy).or(known.canonical_energy),
            level,
            ends: state
                .and_then(|state| state.ends)
                .map_or([None; 2], |(low, high)| [Some(low), Some(high)]),
            mirrors,
            seed: scenario.seed,
            samples: scenario.samples,
            exact: has_exact_averages(scenario),
        })
    }
}

/// That a script can do what the set-up asks for.
fn check(scenario: &Scenario, engine: &'static str) -> Result<(), Error> {
    let follows = |panel: &PanelSpec| {
        panel.uses(Use::Evolution)
            && ![Use::Turn, Use::Average, Use::Levels, Use::Family]
                .iter()
                .any(|&other| panel.uses(other))
    };
    let names = |names: &mut dyn Iterator<Item = &'static str>| {
        Message::joined("list", names.map(Message::plain))
    };
    if !follows(scenario.panel) {
        let others = panels().iter().filter(|panel| follows(panel));
        let others = names(&mut others.map(|panel| panel.id));
        return Err(refused("panel", scenario.panel.id, others, engine));
    }
    if scenario.panel.uses(Use::Comparison) && scenario.compare != Compare::Nothing {
        let none = Message::plain(Compare::Nothing);
        return Err(refused("compare", scenario.compare.id(), none, engine));
    }
    if scenario.panel.uses(Use::Currents) && scenario.currents == Currents::On {
        let off = Message::plain(Currents::Off);
        return Err(refused("currents", scenario.currents.id(), off, engine));
    }
    if late_window(scenario).is_some() {
        let given = Key::find("late").and_then(|key| key.text(scenario));
        let off = Message::plain("off");
        return Err(refused("late", &given.unwrap_or_default(), off, engine));
    }
    debug_assert_eq!(configs(scenario).len(), scenario.coupling.len());
    Ok(())
}

/// What a script does not do.
fn refused(name: &'static str, given: &str, allowed: Message, engine: &'static str) -> Error {
    let allowed = Message::new("allowed.script").saying("names", allowed);
    Error::Parameter {
        name: name.to_string(),
        given: given.to_string(),
        allowed: allowed.with("engine", engine),
    }
}

/// What this program finds before the script runs.
struct Known {
    state: Option<InitialState>,
    canonical_energy: Option<f64>,
    beta_mu: Option<f64>,
}

impl Known {
    fn of(scenario: &Scenario) -> Result<Self, Error> {
        let tasks = plan(scenario).tasks;
        let task = |name: &str| tasks.iter().find(|task| task.part == Part::new(name));
        let short = |task: &&Task| task.cost.seconds <= LONGEST;
        let (mut state, mut canonical_energy) = (None, None);
        let mut prepared = None;
        match solve_method(scenario) {
            SolveMethod::Levels => {
                let levels = task("levels")
                    .filter(short)
                    .map(|task| carry_out(task, &[]));
                if let (Some(levels), Some(task)) = (levels.transpose()?, task("state")) {
                    let bytes = carry_out(task, &[levels])?;
                    state = Some(output::<InitialState>(&bytes)?);
                    prepared = Some(bytes);
                }
            }
            SolveMethod::Interior if scenario.state == BathState::Eigenstate => {
                let thermal = task("thermal")
                    .filter(short)
                    .map(|task| carry_out(task, &[]));
                if let (Some(bytes), Selection::Beta(beta)) =
                    (thermal.transpose()?, scenario.selection)
                {
                    let levels: TypicalLevels = output(&bytes)?;
                    canonical_energy = Some(levels.energy(beta).value);
                }
            }
            SolveMethod::Interior => {}
        }
        let wanted = scenario.mu == Mu::Fitted;
        let beta_mu = task("beta-mu").filter(|task| wanted && short(task));
        // Where it reads the state, that has to be known.
        let beta_mu = beta_mu.filter(|task| task.reads.is_empty() || prepared.is_some());
        let inputs: Vec<Vec<u8>> = prepared.into_iter().collect();
        let beta_mu = beta_mu.map(|task| carry_out(task, &inputs[..task.reads.len()]));
        let beta_mu = match beta_mu.transpose()? {
            Some(bytes) => output::<Option<Estimate>>(&bytes)?.map(|found| found.value),
            None => None,
        };
        Ok(Self {
            state,
            canonical_energy,
            beta_mu,
        })
    }

    /// The temperature, what is known of the level, and the mirrors with its signs.
    #[allow(clippy::type_complexity)]
    fn level(
        &self,
        scenario: &Scenario,
        engine: &'static str,
    ) -> Result<(f64, Level, Vec<(Vec<usize>, i8)>), Error> {
        let beta = match (&self.state, scenario.selection) {
            (_, Selection::Beta(beta)) => beta,
            (Some(state), Selection::Index(index)) => {
                state.beta.ok_or_else(|| Error::Parameter {
                    name: "index".to_string(),
                    given: index.to_string(),
                    allowed: Message::new("allowed.temperature"),
                })?
            }
            (None, Selection::Index(index)) => {
                let beta = Message::plain("beta");
                return Err(refused("index", &index.to_string(), beta, engine));
            }
        };
        let mut level = Level {
            multiplicity: 1,
            ..Level::default()
        };
        if let Some(state) = &self.state {
            level.own_beta = state.own_beta;
            level.canonical_energy = state.canonical_energy;
        }
        if scenario.state != BathState::Eigenstate {
            return Ok((beta, level, Vec::new()));
        }
        let symmetry = Bath::from(scenario).symmetry();
        let found = self.state.as_ref().and_then(|state| state.level.as_ref());
        let mirrors = match found {
            Some(found) => {
                level.index = found.index;
                level.multiplicity = found.multiplicity;
                level.sector = found.sector.clone();
                signed(&symmetry, &found.sector)
            }
            None => invariant(&symmetry),
        };
        let mirrors = mirrors.ok_or_else(|| {
            let others = [BathState::Canonical, BathState::Typical];
            let others = Message::joined("list", others.iter().map(Message::plain));
            refused("state", scenario.state.id(), others, engine)
        })?;
        Ok((beta, level, mirrors))
    }
}

/// The commuting mirrors with a level's signs; `None` where it has no definite one.
fn signed(symmetry: &Symmetry, sector: &str) -> Option<Vec<(Vec<usize>, i8)>> {
    let sign = |c| match c {
        '+' => Some(1),
        '-' => Some(-1),
        _ => None,
    };
    let parities = symmetry.parities.iter().cloned();
    parities
        .zip(sector.chars())
        .map(|(parity, c)| Some((parity, sign(c)?)))
        .collect()
}

/// Mirrors under all of which the program's level is even where the bath is large; `None` where these are not all its symmetry.
fn invariant(symmetry: &Symmetry) -> Option<Vec<(Vec<usize>, i8)>> {
    let mirrors = symmetry.parities.iter().chain(&symmetry.exchange);
    let mirrors: Vec<_> = mirrors.map(|mirror| (mirror.clone(), 1)).collect();
    (symmetry.point_group().len() == 1 << mirrors.len()).then_some(mirrors)
}

/// Carries a task through on this thread.
fn carry_out(task: &Task, inputs: &[Vec<u8>]) -> Result<Vec<u8>, Error> {
    let mut work = start(task.work, &task.recipe, inputs)?;
    while work.step()? < 1.0 {
        work.rows();
    }
    Ok(work.output())
}
