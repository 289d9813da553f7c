//! What an experiment has found so far: plain numbers, ready to be drawn or exported.
//!
//! Parts hand in raw measurements; everything that follows from them by arithmetic, above
//! all entropy production, is derived here, in one place.

mod account;
pub mod all_eigenstates;
mod ensemble;
pub mod eth;
mod export;
pub mod gaps;
pub mod histogram;
mod levels;
mod light_cone;
mod signal;
mod sizes;
mod statistics;
mod summary;
mod violation;

pub use ensemble::{Comparison, Errors, Parting, Sampling, APART};
pub use light_cone::{LightCone, Speeds};
pub use signal::Signal;
pub use sizes::{Growth, Holds, Size};
pub use statistics::{Characteristic, Digest, Statistics};
pub use violation::Onset;

use account::{Account, TOLERANCE};
use ensemble::Share;
use serde::Serialize;
use statistics::Lines;

use crate::bath;
use crate::error::Error;
use crate::experiment::sizes::baths as sizes_of;
use crate::experiment::{chunks, decode, finite, plan, settings, Part, Prepared, Setting};
use crate::scenario::{Mu, Panel, Scenario, Text};
use numerics::vector::larger;
use physics::thermal::binary_entropy;
use physics::typicality::Estimate;

/// The result of one scenario, complete or still growing.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// Canonical text of the scenario.
    #[serde(rename = "scenario")]
    pub text: String,
    /// Version of this program.
    pub version: &'static str,
    /// The bath, once its state is known.
    pub bath: Option<BathSummary>,
    /// One run for each coupling, in the scenario's order; in panel `reversal` first the
    /// perfect return, then, with a kick, the imperfect one, for each coupling. The runs of a
    /// canonical bath to compare with follow after all of these.
    pub runs: Vec<Run>,
    /// The scenario itself.
    #[serde(skip)]
    pub scenario: Scenario,
    /// beta mu at the scenario's own temperature: outer `None` while it is not computed.
    #[serde(skip)]
    fitted_beta_mu: Option<Option<Estimate>>,
    #[serde(skip)]
    finished: Vec<Part>,
    /// The baths of panel `sizes`, a record of its own for each.
    #[serde(skip)]
    members: Vec<Record>,
    #[serde(skip)]
    eth: eth::Collected,
    #[serde(skip)]
    all: all_eigenstates::Collected,
}

/// The bath and its state.
#[derive(Clone, Debug, Serialize)]
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
    pub canonical_energy_error: Option<f64>,
    /// Standard error of beta mu, where it is estimated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beta_mu_error: Option<f64>,
    /// || H_B v - E v || of an eigenstate that was found alone, without the other levels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub residual: Option<f64>,
}

/// One evolution: a coupling and what was measured at each time.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Run {
    /// gamma'.
    pub coupling: f64,
    /// In panel `reversal`, the phase at the turning point; 0 for the perfect return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kick: Option<f64>,
    /// The bath's state at the start: `eigenstate`, `canonical` or `typical`.
    pub state: &'static str,
    /// Times, in hbar over the unit of energy: in 1/gamma with hopping 1.
    pub time: Vec<f64>,
    /// <n_S>.
    pub occupation: Vec<f64>,
    /// S_S, in nats.
    pub system_entropy: Vec<f64>,
    /// <H_B>.
    pub bath_energy: Vec<f64>,
    /// <N_B>.
    pub bath_number: Vec<f64>,
    /// Q = -(D<H_B> - mu D<N_B>), taken up by the system; not a number (null in JSON) while
    /// beta mu is unknown and at beta = 0, where mu diverges.
    pub heat: Vec<f64>,
    /// sigma = D S_S - beta Q, in nats; not a number while beta mu is unknown.
    pub entropy_production: Vec<f64>,
    /// <e^{-s}>, where the scenario's panel asks for it and 0 < p < 1.
    pub exponential_average: Option<Vec<f64>>,
    /// P(s) at the scenario's chosen time, where it asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statistics: Option<Statistics>,
    /// For a canonical bath, how its averages were made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sampling: Option<Sampling>,
    /// Largest | <psi|psi> - 1 |.
    pub norm_error: f64,
    /// Largest | <H>(t) - <H>(0) |.
    pub energy_drift: f64,
    /// <n_i> for every bath site, then the system site; one row for each time.
    pub site_density: Vec<Vec<f64>>,
    /// Bosons a unit of time that cross each bond from its first site to its second, one row for
    /// each time: the bath's bonds in the lattice's order, then the one from the attached site to
    /// the system site; empty unless the scenario asks for currents.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bond_current: Vec<Vec<f64>>,
    /// ln || e^{-(beta/2)(H_B - E_i)} P_s U |s_0>|E_i> ||^2 for (s_0, s) = 00, 01, 10, 11, one
    /// row for each time.
    #[serde(skip)]
    log_weights: Vec<[f64; 4]>,
    /// ln of what rounding may have added to each of these weights.
    #[serde(skip)]
    log_errors: Vec<[f64; 4]>,
    #[serde(skip)]
    lines: Lines,
    /// Of the canonical mixture, by number; those not begun are empty.
    #[serde(skip)]
    shares: Vec<Share>,
    /// <H_B> at the start, where it is an average of this run's own.
    #[serde(skip)]
    start_energy: Option<f64>,
}

/// A time that the theory marks.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Mark {
    /// Which of the two.
    pub kind: MarkKind,
    /// When, in the scenario's unit of time.
    pub time: f64,
}

/// The two Lieb-Robinson marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// tau_v = l / (2 gamma): one boson's largest group velocity. An estimate.
    Arrival,
    /// tau_LR = l / v_LR, v_LR = 2 e J Z: a bound, and a loose one.
    LiebRobinson,
}

impl Record {
    /// An empty record of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let run = |setting: &Setting| Run {
            coupling: setting.coupling,
            kick: setting.kick,
            state: setting.bath.id(),
            ..Run::default()
        };
        Self {
            text: scenario.to_text(),
            version: env!("CARGO_PKG_VERSION"),
            bath: None,
            runs: settings(scenario).iter().map(run).collect(),
            scenario: scenario.clone(),
            fitted_beta_mu: None,
            finished: Vec::new(),
            members: match scenario.panel {
                Panel::Sizes => sizes_of(scenario).iter().map(Self::new).collect(),
                _ => Vec::new(),
            },
            eth: eth::Collected::default(),
            all: all_eigenstates::Collected::default(),
        }
    }

    /// Takes in the output of a finished part.
    ///
    /// # Errors
    /// [`Error::Input`] when the bytes are not that part's output.
    pub fn accept(&mut self, part: Part, output: &[u8]) -> Result<(), Error> {
        match part {
            Part::Levels
            | Part::Thermal
            | Part::Run(_)
            | Part::Vectors(_)
            | Part::Statistics(_) => {}
            Part::Eigenstates { .. } | Part::Canonical(_) | Part::Entanglement(_) => {
                self.eth.accept(part, output)?;
            }
            Part::Neighbour(_) | Part::Temperatures | Part::All(_) => {
                self.all.accept(part, output)?;
            }
            Part::Sample(k, chunk) => {
                let shares = self.runs.get_mut(k).map(|run| &mut run.shares);
                if let Some(share) = shares.and_then(|shares| shares.get_mut(chunk)) {
                    share.complete = true;
                    self.average(k)?;
                }
            }
            Part::Member(bath, stage) => {
                if let Some(member) = self.members.get_mut(bath) {
                    member.accept(stage.part(), output)?;
                }
            }
            Part::State => {
                let prepared: Prepared = decode(output)?;
                let density = prepared.density.iter().copied();
                let temperatures = prepared.beta.into_iter().chain(prepared.own_beta);
                let energies = prepared
                    .canonical_energy
                    .into_iter()
                    .chain([prepared.energy]);
                finite(part, "bath", density.chain(temperatures).chain(energies))?;
                self.bath = Some(self.describe(prepared));
            }
            Part::BetaMu => {
                let found: Option<Estimate> = decode(output)?;
                let numbers = found
                    .into_iter()
                    .flat_map(|f| f.error.into_iter().chain([f.value]));
                finite(part, "beta_mu", numbers)?;
                self.fitted_beta_mu = Some(found);
            }
        }
        if matches!(part, Part::State | Part::BetaMu) {
            self.settle_chemical_potential()?;
        }
        self.finished.push(part);
        Ok(())
    }

    fn describe(&self, prepared: Prepared) -> BathSummary {
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
    fn account(&self) -> Account {
        let state = self.bath.as_ref().map(|b| &b.eigenstate);
        Account {
            beta: state.and_then(|s| s.beta).unwrap_or(f64::NAN),
            beta_mu: state.and_then(|s| s.beta_mu).unwrap_or(f64::NAN),
            energy: state.map_or(f64::NAN, |s| s.energy),
            occupation: self.scenario.occupation,
        }
    }

    /// Takes in new rows of a part: column `name`, its values row after row.
    ///
    /// # Errors
    /// [`Error::Input`] when there is no such part or column; [`Error::NotFinite`] when a value
    /// is no number, or what follows from it is none; [`Error::Inaccurate`] and
    /// [`Error::Disagreement`] when <e^{-s}> is lost to rounding.
    pub fn rows(&mut self, part: Part, name: &str, values: &[f64]) -> Result<(), Error> {
        finite(part, name, values.iter().copied())?;
        if matches!(part, Part::All(_)) && self.all.rows(name, values) {
            return Ok(());
        }
        if let Part::Member(bath, stage) = part {
            if let Some(member) = self.members.get_mut(bath) {
                return member.rows(stage.part(), name, values);
            }
        }
        let lattice = bath::lattice(&self.scenario);
        let (width, bonds) = (lattice.sites() + 1, lattice.bonds().len() + 1);
        let shares = chunks(&self.scenario);
        let run = match part {
            Part::Run(k) | Part::Statistics(k) | Part::Sample(k, _) => self.runs.get_mut(k),
            _ => None,
        };
        let largest = |so_far: f64| values.iter().copied().fold(so_far, larger);
        let unknown = || {
            Error::Input(Text::from((
                format!("part {part} has no column {name}"),
                format!("{part} に {name} という列はありません"),
            )))
        };
        match (part, run, name) {
            (Part::Run(_), Some(run), "time") => run.time.extend(values),
            (Part::Run(_), Some(run), "occupation") => run.occupation.extend(values),
            (Part::Run(_), Some(run), "bath_energy") => run.bath_energy.extend(values),
            (Part::Run(_), Some(run), "norm_error") => run.norm_error = largest(run.norm_error),
            (Part::Run(_), Some(run), "energy_drift") => {
                run.energy_drift = largest(run.energy_drift)
            }
            (Part::Run(_), Some(run), "site_density") => run
                .site_density
                .extend(values.chunks_exact(width).map(<[f64]>::to_vec)),
            (Part::Run(_), Some(run), "bond_current") => run
                .bond_current
                .extend(values.chunks_exact(bonds).map(<[f64]>::to_vec)),
            (Part::Run(_), Some(run), "log_weights") => run.log_weights.extend(fours(values)),
            (Part::Run(_), Some(run), "log_errors") => run.log_errors.extend(fours(values)),
            (Part::Statistics(_), Some(run), _) => {
                if !run.lines.take(name, values) {
                    return Err(unknown());
                }
            }
            (Part::Sample(_, chunk), Some(run), _) if chunk < shares => {
                let begun = run.shares.len().max(chunk + 1);
                run.shares.resize_with(begun, Share::default);
                if !run.shares[chunk].take(name, values) {
                    return Err(unknown());
                }
            }
            _ => return Err(unknown()),
        }
        match part {
            Part::Run(k) => self.derive(k, self.runs[k].entropy_production.len()),
            Part::Statistics(k) if self.runs[k].lines.is_complete() => self.derive_statistics(k),
            _ => Ok(()),
        }
    }

    /// Derives what follows from the raw columns of run `k`, from row `from` on, as far as
    /// every raw column reaches.
    ///
    /// # Errors
    /// [`Error::NotFinite`] where the result is beyond all numbers, [`Error::Inaccurate`] where
    /// rounding has changed <e^{-s}> by more than is allowed; those of `derive_statistics`.
    fn derive(&mut self, k: usize, from: usize) -> Result<(), Error> {
        let mut account = self.account();
        let p = account.occupation;
        let number = self.scenario.bosons as f64 + p;
        let run = &mut self.runs[k];
        if let Some(energy) = run.start_energy {
            account.energy = energy;
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
            let (heat, sigma) = (
                account.heat(n, energy),
                account.entropy_production(n, energy),
            );
            // At beta = 0 there is no heat.
            if account.is_known()
                && !(sigma.is_finite() && (heat.is_finite() || account.beta == 0.0))
            {
                return Err(Error::NotFinite {
                    what: at(
                        run,
                        row,
                        "heat or entropy production",
                        "熱またはエントロピー生成",
                    ),
                });
            }
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
                let average = account.exponential_average(weights, n);
                let error = account.exponential_error(weights, errors, n) / average.max(1.0);
                let what = || at(run, row, "⟨exp(−s)⟩", "⟨exp(−s)⟩");
                if account.is_known() && !average.is_finite() {
                    return Err(Error::NotFinite { what: what() });
                }
                if account.is_known() && (error > TOLERANCE || error.is_nan()) {
                    return Err(Error::Inaccurate {
                        what: what(),
                        error,
                        tolerance: TOLERANCE,
                    });
                }
                averages.push(average);
            }
            run.exponential_average = Some(averages);
        }
        match from {
            0 => self.derive_statistics(k),
            _ => Ok(()),
        }
    }

    /// Derives the distribution of run `k`, once its lines are there.
    ///
    /// # Errors
    /// Those of [`Statistics::new`].
    fn derive_statistics(&mut self, k: usize) -> Result<(), Error> {
        let account = self.account();
        let run = &mut self.runs[k];
        let coupling = run.coupling;
        run.statistics = Statistics::new(&run.lines, coupling, self.scenario.at, &account)?;
        Ok(())
    }

    /// Whether every part is done.
    pub fn complete(&self) -> bool {
        plan(&self.scenario)
            .iter()
            .all(|task| self.finished.contains(&task.part))
    }

    /// Whether there is anything to draw beside empty axes.
    pub fn begun(&self) -> bool {
        match self.scenario.panel {
            Panel::Eth => self.eth_begun(),
            Panel::AllEigenstates => self.all.begun(),
            Panel::Sizes => self.members.iter().any(Record::begun),
            Panel::LightCone => self.runs.iter().any(|run| !run.time.is_empty()),
            // Where <e^{-s}> says nothing its place is taken by words, at once.
            Panel::Fluctuation => self.runs.iter().any(|run| match &run.exponential_average {
                Some(average) => average.iter().any(|x| x.is_finite()),
                None => !run.time.is_empty(),
            }),
            // Entropy production has to wait for beta mu; at the ends of the spectrum there is none.
            Panel::Entropy | Panel::Reversal => self.runs.iter().any(|run| {
                let known = self.finished.contains(&Part::BetaMu) && !run.time.is_empty();
                known || run.entropy_production.iter().any(|x| x.is_finite())
            }),
        }
    }

    /// The two Lieb-Robinson marks of the scenario.
    pub fn marks(&self) -> [Mark; 2] {
        let lattice = bath::lattice(&self.scenario);
        let reach = lattice.reach(self.scenario.attach) as f64;
        let hopping = self.scenario.hopping;
        let bond = hopping.max(self.scenario.repulsion.abs());
        let touching = lattice.bond_coordination(self.scenario.attach) as f64;
        let velocity = 2.0 * std::f64::consts::E * bond * touching;
        [
            Mark {
                kind: MarkKind::Arrival,
                time: reach / (2.0 * hopping),
            },
            Mark {
                kind: MarkKind::LiebRobinson,
                time: reach / velocity,
            },
        ]
    }
}

/// Rows of four numbers each.
fn fours(values: &[f64]) -> Vec<[f64; 4]> {
    let rows = values.chunks_exact(4);
    rows.map(|w| [w[0], w[1], w[2], w[3]]).collect()
}

/// A number of a run, named by its coupling and time.
fn at(run: &Run, row: usize, en: &str, ja: &str) -> Text {
    let (coupling, time) = (run.coupling, run.time[row]);
    Text::from((
        format!("{en} at coupling {coupling} and t = {time}"),
        format!("結合{coupling}、t = {time} での{ja}"),
    ))
}
