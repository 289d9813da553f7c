//! What follows one state of the bath in time: the bath, and a run for each coupling.
//!
//! Works hand in raw measurements; everything that follows from them by arithmetic, above
//! all entropy production, is derived here, in one place.

use serde::Serialize;

use super::distribution::Distribution;
use super::entropy_balance::EntropyBalance;
use super::late::{Late, Sums, Window};
use super::quantity::Quantity;
use super::run::Run;
use super::samples::TraceSample;
use crate::bath;
use crate::error::Error;
use crate::message::Message;
use crate::plan::trajectories::{
    configs, late_levels, late_window, measures_average, plan, share_count, RunConfig,
};
use crate::plan::Part;
use crate::scenario::{Mu, Scenario};
use crate::work::{decode, finite, InitialState};
use numerics::vector::larger;
use physics::thermal::binary_entropy;
use physics::typicality::Estimate;

/// The runs of one set-up, complete or still growing.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Trajectories {
    /// Canonical text of the scenario.
    #[serde(rename = "scenario")]
    pub text: String,
    /// Version of this program.
    pub version: &'static str,
    /// The bath, once its state is known.
    pub bath: Option<BathSummary>,
    /// One run for each coupling, in the scenario's order; where time is turned round first the
    /// perfect return, then, with a kick, the imperfect one, for each coupling. The runs of a
    /// canonical bath to compare with follow after all of these.
    pub runs: Vec<Run>,
    /// One for each coupling.
    #[serde(skip)]
    late: Vec<Window>,
    /// The scenario itself.
    #[serde(skip)]
    pub scenario: Scenario,
    /// What the panel draws of each run.
    #[serde(skip)]
    pub quantity: Quantity,
    /// beta mu at the scenario's own temperature: outer `None` while it is not computed.
    #[serde(skip)]
    fitted_beta_mu: Option<Option<Estimate>>,
    /// All parts, and those that are done.
    #[serde(skip)]
    parts: Vec<Part>,
    #[serde(skip)]
    finished: Vec<Part>,
}

/// The bath and its state.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BathSummary {
    /// Number of bath sites L.
    pub sites: usize,
    /// Number of states of the sector with N_B bosons.
    pub dimension: usize,
    /// Lowest energy of the sector; `None` where its levels are not all found.
    pub ground_energy: Option<f64>,
    /// Highest energy of the sector.
    pub top_energy: Option<f64>,
    /// The bath's initial state.
    pub eigenstate: EigenstateSummary,
    /// <n_i> of that state; empty while it is not known.
    pub site_density: Vec<f64>,
}

/// The state that the bath starts in, and the temperature that goes with it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EigenstateSummary {
    /// Place by energy, from 0; `None` for a thermal state, and where levels are not all found.
    pub index: Option<usize>,
    /// Its energy E_n, or the mean energy of a thermal state.
    pub energy: f64,
    /// The inverse temperature that entropy production uses: the scenario's, or the
    /// level's own, U(beta) = E_n; `None` at the two ends of the spectrum.
    pub beta: Option<f64>,
    /// The beta mu that entropy production uses: fitted, or 0 with `mu=zero`; `None` until
    /// it is computed, and where there is no beta.
    pub beta_mu: Option<f64>,
    /// Signs under the lattice's commuting mirrors; "" without mirrors, "." where the
    /// vector has no definite sign; "" for a thermal state.
    pub sector: String,
    /// Number of levels of this energy; 1 for a thermal state.
    pub multiplicity: usize,
    /// The nearest level's own inverse temperature, U(beta) = E_n.
    pub own_beta: Option<f64>,
    /// Canonical energy U(beta).
    pub canonical_energy: Option<f64>,
    /// Standard error of U(beta), where it is estimated from random vectors.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub canonical_energy_error: Option<f64>,
    /// Standard error of beta mu, where it is estimated.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub beta_mu_error: Option<f64>,
    /// || H_B v - E v || of an eigenstate that was found alone, without the other levels.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub residual: Option<f64>,
}

/// A time that the theory marks.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "TimeMark"))]
pub struct Mark {
    /// Which of the two.
    pub kind: MarkKind,
    /// When, in the scenario's unit of time.
    pub time: f64,
}

/// The two Lieb-Robinson marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "TimeMarkKind"))]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// tau_v = l / v, v one boson's largest group velocity along an axis, 2 gamma but on the triangular lattice. An estimate.
    Arrival,
    /// tau_LR = l / v_LR, v_LR = 2 e J Z, J = max(gamma, |g|, gamma'): a bound, and a loose one.
    LiebRobinson,
}

impl Trajectories {
    /// Empty runs of a scenario.
    pub fn new(scenario: &Scenario, quantity: Quantity) -> Self {
        let run = |config: &RunConfig| Run {
            coupling: config.coupling,
            kick: config.kick,
            mismatch: config.mismatch,
            start_occupation: config.occupation,
            state: config.bath.id(),
            ..Run::default()
        };
        let tasks = plan(scenario).tasks.into_iter();
        Self {
            text: scenario.physics(),
            version: env!("CARGO_PKG_VERSION"),
            bath: None,
            runs: configs(scenario).iter().map(run).collect(),
            late: windows(scenario),
            scenario: scenario.clone(),
            quantity,
            fitted_beta_mu: None,
            parts: tasks.map(|task| task.part).collect(),
            finished: Vec::new(),
        }
    }

    /// Takes in the output of a finished part.
    ///
    /// # Errors
    /// [`Error::Input`] when the bytes are not that part's output.
    pub fn accept(&mut self, part: &Part, output: &[u8]) -> Result<(), Error> {
        match part.key() {
            ("state", []) => {
                let prepared: InitialState = decode(output)?;
                let density = prepared.density.iter().copied();
                let temperatures = prepared.beta.into_iter().chain(prepared.own_beta);
                let energies = prepared
                    .canonical_energy
                    .into_iter()
                    .chain([prepared.energy]);
                finite("state", "bath", density.chain(temperatures).chain(energies))?;
                self.bath = Some(self.describe(prepared));
                self.settle_chemical_potential()?;
            }
            ("beta-mu", []) => {
                let found: Option<Estimate> = decode(output)?;
                let numbers = found
                    .into_iter()
                    .flat_map(|f| f.error.into_iter().chain([f.value]));
                finite("beta-mu", "beta_mu", numbers)?;
                self.fitted_beta_mu = Some(found);
                self.settle_chemical_potential()?;
            }
            ("sample", &[k, share]) => {
                let shares = self.runs.get_mut(k).map(|run| &mut run.shares);
                if let Some(share) = shares.and_then(|shares| shares.get_mut(share)) {
                    share.complete = true;
                    self.average(k)?;
                }
            }
            // What these found came in rows, or is read by other parts alone.
            _ => {}
        }
        self.finished.push(part.clone());
        Ok(())
    }

    fn describe(&self, prepared: InitialState) -> BathSummary {
        let (index, multiplicity, sector) = match prepared.level {
            Some(level) => (level.index, level.multiplicity, level.sector),
            None => (None, 1, String::new()),
        };
        BathSummary {
            sites: self.scenario.bath.sites(),
            site_density: prepared.density,
            dimension: prepared.dimension,
            ground_energy: prepared.ends.map(|ends| ends.0),
            top_energy: prepared.ends.map(|ends| ends.1),
            eigenstate: EigenstateSummary {
                index,
                energy: prepared.energy,
                beta: prepared.beta,
                beta_mu: None,
                sector,
                multiplicity,
                own_beta: prepared.own_beta,
                canonical_energy: prepared.canonical_energy,
                canonical_energy_error: prepared.canonical_error,
                beta_mu_error: None,
                residual: prepared.residual,
            },
        }
    }

    fn settle_chemical_potential(&mut self) -> Result<(), Error> {
        let zero = self.scenario.mu == Mu::Zero;
        if let Some(bath) = &mut self.bath {
            let state = &mut bath.eigenstate;
            let fitted = self.fitted_beta_mu.flatten();
            (state.beta_mu, state.beta_mu_error) = match zero {
                true => (state.beta.map(|_| 0.0), None),
                false => (fitted.map(|f| f.value), fitted.and_then(|f| f.error)),
            };
        }
        for k in 0..self.runs.len() {
            match self.runs[k].shares.is_empty() {
                true => self.derive(k, 0)?,
                // The errors need the chemical potential too.
                false => self.average(k)?,
            }
        }
        Ok(())
    }

    /// What entropy production is counted from: not a number where it is not known (yet).
    pub(crate) fn balance(&self, k: usize) -> EntropyBalance {
        let state = self.bath.as_ref().map(|b| &b.eigenstate);
        EntropyBalance {
            beta: state.and_then(|s| s.beta).unwrap_or(f64::NAN),
            beta_mu: state.and_then(|s| s.beta_mu).unwrap_or(f64::NAN),
            energy: state.map_or(f64::NAN, |s| s.energy),
            occupation: self.runs[k].start_occupation,
        }
    }

    /// Takes in new rows of a part: column `name`, its values row after row.
    ///
    /// # Errors
    /// [`Error::Input`] when there is no such part or column; [`Error::NotFinite`] when a value
    /// is no number, or what follows from it is none; [`Error::Inaccurate`] and
    /// [`Error::Disagreement`] when <e^{-s}> is lost to rounding.
    pub fn rows(&mut self, part: &Part, name: &str, values: &[f64]) -> Result<(), Error> {
        let (work, place) = part.key();
        finite(work, name, values.iter().copied())?;
        let unknown = || {
            let message = Message::new("input.column").with("part", part);
            Error::Input(message.with("column", name))
        };
        if let ("late", &[k, level]) = (work, place) {
            let sums = (self.late.get_mut(k)).and_then(|late| late.levels.get_mut(level));
            return match sums.map(|sums| sums.take(name, values)) {
                Some(true) => self.settle_late(k, level),
                Some(false) | None => Err(unknown()),
            };
        }
        let shares = share_count(&self.scenario);
        let k = place.first().copied().ok_or_else(unknown)?;
        let run = self.runs.get_mut(k).ok_or_else(unknown)?;
        match (work, place) {
            ("run", [_]) => {
                let lattice = bath::lattice(&self.scenario);
                let widths = (lattice.sites() + 1, lattice.bonds().len() + 1);
                if !run.take(name, values, widths) {
                    return Err(unknown());
                }
                let from = run.entropy_production.len();
                self.derive(k, from)
            }
            ("bath-entropy", [_]) => {
                match name {
                    "bath_entropy" => run.bath_entropy.extend(values),
                    "start_bath_entropy" => run.start_bath_entropy = values.first().copied(),
                    _ => return Err(unknown()),
                }
                self.derive(k, 0)
            }
            ("statistics", [_]) => {
                if !run.outcomes.take(name, values) {
                    return Err(unknown());
                }
                match run.outcomes.is_complete() {
                    true => self.derive_statistics(k),
                    false => Ok(()),
                }
            }
            ("sample", &[_, share]) if share < shares => {
                let begun = run.shares.len().max(share + 1);
                run.shares.resize_with(begun, TraceSample::default);
                match run.shares[share].take(name, values) {
                    true => Ok(()),
                    false => Err(unknown()),
                }
            }
            _ => Err(unknown()),
        }
    }

    /// Adds the new rows of one eigenstate to the sums over the late window. The chemical potential is known: its part
    /// comes first.
    ///
    /// # Errors
    /// As `derive`.
    fn settle_late(&mut self, k: usize, level: usize) -> Result<(), Error> {
        let balance = self.balance(0);
        let weighs = measures_average(&self.scenario) && balance.is_known();
        let Window {
            coupling,
            grid,
            levels,
        } = &mut self.late[k];
        let times = grid.values();
        levels[level].settle(&balance, weighs, |row, number| {
            at(*coupling, times[row], number)
        })
    }

    /// The means over the late window, one for each coupling; none where there is no window.
    pub fn late(&self) -> Vec<Late> {
        self.late.iter().map(Window::late).collect()
    }

    /// The largest norm error and the largest energy drift, the late window's included.
    pub fn worst(&self) -> (f64, f64) {
        let runs = self
            .runs
            .iter()
            .map(|run| (run.norm_error, run.energy_drift));
        let late = self.late.iter().flat_map(|window| &window.levels);
        let all = runs.chain(late.map(|sums| (sums.norm_error, sums.energy_drift)));
        all.fold((0.0, 0.0), |(a, b), (norm, drift)| {
            (larger(a, norm), larger(b, drift))
        })
    }

    /// Derives what follows from the raw columns of run `k`, from row `from` on, as far as
    /// every raw column reaches.
    ///
    /// # Errors
    /// [`Error::NotFinite`] where the result is beyond all numbers, [`Error::Inaccurate`] where
    /// rounding has changed <e^{-s}> by more than is allowed; those of `derive_statistics`.
    pub(super) fn derive(&mut self, k: usize, from: usize) -> Result<(), Error> {
        let mut balance = self.balance(k);
        let p = balance.occupation;
        let number = self.scenario.bosons as f64 + p;
        let run = &mut self.runs[k];
        if let Some(energy) = run.start_energy {
            balance.energy = energy;
        }
        let rows = run
            .time
            .len()
            .min(run.occupation.len())
            .min(run.bath_energy.len());
        for column in [
            &mut run.system_entropy,
            &mut run.bath_number,
            &mut run.heat,
            &mut run.entropy_production,
        ] {
            column.truncate(from);
        }
        for row in from..rows {
            let (n, energy) = (run.occupation[row], run.bath_energy[row]);
            run.system_entropy.push(binary_entropy(n));
            run.bath_number.push(number - n);
            let what = || at(run.coupling, run.time[row], Message::new("number.heat"));
            let sigma = balance.checked_production(n, energy, what)?;
            let heat = balance.heat(n, energy);
            run.heat.push(heat);
            run.entropy_production.push(sigma);
        }
        if !run.log_weights.is_empty() {
            let rows = run.log_weights.len().min(rows).min(run.log_errors.len());
            let done = match from {
                0 => 0,
                _ => run.exponential_average.as_ref().map_or(0, Vec::len),
            };
            let mut averages = run.exponential_average.take().unwrap_or_default();
            averages.truncate(done);
            for row in done..rows {
                let (weights, errors, n) = (
                    &run.log_weights[row],
                    &run.log_errors[row],
                    run.occupation[row],
                );
                let what = || at(run.coupling, run.time[row], Message::plain("⟨exp(−s)⟩"));
                let average = balance.checked_average(weights, errors, n, what)?;
                averages.push(average);
            }
            run.exponential_average = Some(averages);
        }
        run.derive_information(&balance);
        match from {
            0 => self.derive_statistics(k),
            _ => Ok(()),
        }
    }

    /// Derives the distribution of run `k`, once its lines are there.
    ///
    /// # Errors
    /// Those of [`Distribution::new`].
    fn derive_statistics(&mut self, k: usize) -> Result<(), Error> {
        let balance = self.balance(k);
        let run = &mut self.runs[k];
        let coupling = run.coupling;
        run.statistics = Distribution::new(&run.outcomes, coupling, self.scenario.at, &balance)?;
        Ok(())
    }

    /// Whether every part is done.
    pub fn complete(&self) -> bool {
        self.parts.iter().all(|part| self.finished.contains(part))
    }

    /// Whether there is an entropy production to draw: it has to wait for beta mu, and at the ends of the spectrum there
    /// is none.
    pub fn has_entropy_production(&self) -> bool {
        let known = self.finished.contains(&Part::new("beta-mu"));
        self.runs.iter().any(|run| {
            (known && !run.time.is_empty()) || run.entropy_production.iter().any(|x| x.is_finite())
        })
    }

    /// The two Lieb-Robinson marks of the scenario.
    pub fn time_marks(&self) -> [Mark; 2] {
        time_marks(&self.scenario)
    }
}

fn windows(scenario: &Scenario) -> Vec<Window> {
    let window = |(grid, &coupling)| Window {
        coupling,
        grid,
        levels: vec![Sums::default(); late_levels(scenario)],
    };
    let grid = late_window(scenario).into_iter();
    let couplings = grid.flat_map(|grid| scenario.coupling.iter().map(move |c| (grid, c)));
    couplings.map(window).collect()
}

/// The two Lieb-Robinson marks of the scenario.
pub fn time_marks(scenario: &Scenario) -> [Mark; 2] {
    let lattice = bath::lattice(scenario);
    let reach = lattice.reach(scenario.attach) as f64;
    let hopping = scenario.hopping;
    // The bound holds for every curve: the strongest coupling's bond counts too.
    let bonds = scenario.coupling.iter().copied();
    let bond = bonds.fold(hopping.max(scenario.repulsion.abs()), f64::max);
    let touching = lattice.bond_coordination(scenario.attach) as f64;
    let group = scenario.bath.kind.velocity * hopping;
    let bound = 2.0 * std::f64::consts::E * bond * touching;
    [
        Mark {
            kind: MarkKind::Arrival,
            time: reach / group,
        },
        Mark {
            kind: MarkKind::LiebRobinson,
            time: reach / bound,
        },
    ]
}

/// A number of a run, named by its coupling and time.
fn at(coupling: f64, time: f64, number: Message) -> Message {
    Message::new("number.at")
        .saying("number", number)
        .with("coupling", coupling)
        .with("time", time)
}
