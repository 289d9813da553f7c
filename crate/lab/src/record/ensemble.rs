//! Averages over shares of the canonical mixture, how sure they are, and how long one
//! eigenstate cannot be told from it.

use serde::Serialize;

use super::account::Account;
use super::{fours, Record, Run};
use crate::bath;
use crate::error::Error;
use crate::experiment::{chunks, is_exact};
use crate::scenario::{BathState, Panel};
use numerics::evolution::log_sum;
use numerics::vector::largest;

/// Sums over the vectors of one share of the mixture, not divided by anything.
#[derive(Clone, Debug, Default)]
pub(super) struct Share {
    pub time: Vec<f64>,
    pub occupation: Vec<f64>,
    pub bath_energy: Vec<f64>,
    pub site_density: Vec<f64>,
    pub bond_current: Vec<f64>,
    pub log_weights: Vec<f64>,
    pub log_errors: Vec<f64>,
    pub norm_error: f64,
    pub energy_drift: f64,
    /// The partition function's share.
    pub norm: f64,
    pub start_energy: f64,
    pub start_density: Vec<f64>,
    /// Every column is there.
    pub complete: bool,
}

impl Share {
    /// Takes in a column; whether there is one of that name.
    pub fn take(&mut self, name: &str, values: &[f64]) -> bool {
        let largest = || largest(values.iter().copied());
        let first = || values.first().copied().unwrap_or(f64::NAN);
        match name {
            "time" => self.time = values.to_vec(),
            "occupation" => self.occupation = values.to_vec(),
            "bath_energy" => self.bath_energy = values.to_vec(),
            "site_density" => self.site_density = values.to_vec(),
            "bond_current" => self.bond_current = values.to_vec(),
            "log_weights" => self.log_weights = values.to_vec(),
            "log_errors" => self.log_errors = values.to_vec(),
            "start_density" => self.start_density = values.to_vec(),
            "norm_error" => self.norm_error = largest(),
            "energy_drift" => self.energy_drift = largest(),
            "norm" => self.norm = first(),
            "start_energy" => self.start_energy = first(),
            _ => return false,
        }
        true
    }
}

/// How a canonical average was made.
#[derive(Clone, Debug, Serialize)]
pub struct Sampling {
    /// Summed over the whole basis; otherwise estimated from random vectors.
    pub exact: bool,
    /// Shares of the mixture so far: random vectors, or stretches of the basis.
    pub shares: usize,
    /// Standard errors by the jackknife; absent for an exact average and for one sample.
    #[serde(flatten)]
    pub errors: Option<Errors>,
}

/// Standard errors, one for each time.
#[derive(Clone, Debug, Serialize)]
pub struct Errors {
    /// Of <n_S>.
    pub occupation_error: Vec<f64>,
    /// Of sigma.
    pub entropy_production_error: Vec<f64>,
    /// Of <e^{-s}>, where it was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exponential_average_error: Option<Vec<f64>>,
}

/// When an eigenstate's curve parts from the canonical one.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Parting {
    /// gamma'.
    pub coupling: f64,
    /// First time at which the curves differ by more than [`APART`] and three standard
    /// errors; `None` if they never do.
    pub time: Option<f64>,
}

/// How a scenario's own runs compare with those of a canonical bath.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The canonical averages are sums over the whole basis, not estimates.
    pub exact: bool,
    /// Random vectors that every canonical run has so far, where it is an estimate.
    pub samples: usize,
    /// What counts as parted, beside three standard errors: [`APART`].
    pub threshold: f64,
    /// When the curves part, one entry for each of the scenario's own runs.
    pub partings: Vec<Parting>,
}

/// Curves that differ by less than this (in nats, or in <e^{-s}>) are called equal.
pub const APART: f64 = 0.01;

/// The averages over some shares.
struct Averages {
    occupation: Vec<f64>,
    bath_energy: Vec<f64>,
    site_density: Vec<f64>,
    bond_current: Vec<f64>,
    log_weights: Vec<f64>,
    log_errors: Vec<f64>,
    start_energy: f64,
    start_density: Vec<f64>,
}

impl Averages {
    fn over<'a>(shares: impl Iterator<Item = &'a Share> + Clone) -> Self {
        let norm: f64 = shares.clone().map(|s| s.norm).sum();
        let column = |of: fn(&Share) -> &[f64]| {
            let mut sum: Vec<f64> = Vec::new();
            for share in shares.clone() {
                let values = of(share);
                sum.resize(values.len(), 0.0);
                sum.iter_mut().zip(values).for_each(|(s, v)| *s += v);
            }
            sum.iter_mut().for_each(|s| *s /= norm);
            sum
        };
        let logs = |of: fn(&Share) -> &[f64]| -> Vec<f64> {
            let rows = shares.clone().map(|s| of(s).len()).max().unwrap_or(0);
            (0..rows)
                .map(|i| log_sum(shares.clone().map(|s| of(s)[i])) - norm.ln())
                .collect()
        };
        Self {
            occupation: column(|s| &s.occupation),
            bath_energy: column(|s| &s.bath_energy),
            site_density: column(|s| &s.site_density),
            bond_current: column(|s| &s.bond_current),
            log_weights: logs(|s| &s.log_weights),
            log_errors: logs(|s| &s.log_errors),
            start_density: column(|s| &s.start_density),
            start_energy: shares.clone().map(|s| s.start_energy).sum::<f64>() / norm,
        }
    }

    /// sigma and <e^{-s}> at each time.
    fn derived(&self, account: &Account) -> (Vec<f64>, Vec<f64>) {
        let account = Account {
            energy: self.start_energy,
            ..*account
        };
        let pairs = self.occupation.iter().zip(&self.bath_energy);
        let sigma = pairs.map(|(&n, &e)| account.entropy_production(n, e));
        let rows = self.log_weights.chunks_exact(4).zip(&self.occupation);
        let averages = rows.map(|(w, &n)| account.exponential_average(w, n));
        (sigma.collect(), averages.collect())
    }
}

impl Record {
    /// Averages run `k` over the shares that are complete. An exact trace is shown when it is
    /// whole, an estimate from its first sample on.
    ///
    /// # Errors
    /// Those of `derive`.
    pub(super) fn average(&mut self, k: usize) -> Result<(), Error> {
        let exact = is_exact(&self.scenario);
        let account = self.account();
        let lattice = bath::lattice(&self.scenario);
        let (width, bonds) = (lattice.sites() + 1, lattice.bonds().len() + 1);
        let run = &mut self.runs[k];
        let shares: Vec<&Share> = run.shares.iter().filter(|s| s.complete).collect();
        if shares.is_empty() || (exact && shares.len() < chunks(&self.scenario)) {
            return Ok(());
        }
        let averages = Averages::over(shares.iter().copied());
        let errors = (!exact && shares.len() > 1).then(|| jackknife(&shares, &account));
        let sampling = Sampling {
            exact,
            shares: shares.len(),
            errors,
        };
        let worst = |of: fn(&Share) -> f64| largest(shares.iter().map(|s| of(s)));
        let (norm_error, energy_drift) = (worst(|s| s.norm_error), worst(|s| s.energy_drift));
        let time = shares[0].time.clone();
        run.time = time;
        run.norm_error = norm_error;
        run.energy_drift = energy_drift;
        run.occupation = averages.occupation;
        run.bath_energy = averages.bath_energy;
        run.start_energy = Some(averages.start_energy);
        run.site_density = averages
            .site_density
            .chunks_exact(width)
            .map(<[f64]>::to_vec)
            .collect();
        run.bond_current = averages
            .bond_current
            .chunks_exact(bonds)
            .map(<[f64]>::to_vec)
            .collect();
        run.log_weights = fours(&averages.log_weights);
        run.log_errors = fours(&averages.log_errors);
        run.sampling = Some(sampling);
        if self.scenario.state == BathState::Canonical {
            if let Some(bath) = &mut self.bath {
                bath.site_density = averages.start_density;
            }
        }
        self.derive(k, 0)
    }

    /// The comparison with a canonical bath, where the scenario asks for one.
    pub fn comparison(&self) -> Option<Comparison> {
        let partings = self.partings();
        let canonical = |run: &&Run| run.state == BathState::Canonical.id();
        let shares = |run: &Run| run.sampling.as_ref().map_or(0, |s| s.shares);
        let samples = self.runs.iter().filter(canonical).map(shares).min()?;
        (!partings.is_empty()).then(|| Comparison {
            exact: is_exact(&self.scenario),
            samples,
            threshold: APART,
            partings,
        })
    }

    /// For each run that has a canonical one beside it, when the two part.
    pub fn partings(&self) -> Vec<Parting> {
        let compared = self
            .runs
            .iter()
            .filter(|run| run.state == BathState::Canonical.id());
        let own = self
            .runs
            .iter()
            .filter(|run| run.state == self.scenario.state.id());
        if self.scenario.state == BathState::Canonical {
            return Vec::new();
        }
        own.zip(compared)
            .map(|(own, canonical)| Parting {
                coupling: own.coupling,
                time: parting(own, canonical, self.scenario.panel),
            })
            .collect()
    }
}

fn parting(own: &Run, canonical: &Run, panel: Panel) -> Option<f64> {
    fn column(run: &Run, panel: Panel) -> &[f64] {
        match panel {
            Panel::Fluctuation => run.exponential_average.as_deref().unwrap_or_default(),
            _ => &run.entropy_production,
        }
    }
    let errors = canonical.errors(panel);
    let pairs = column(own, panel).iter().zip(column(canonical, panel));
    pairs
        .enumerate()
        .find(|(i, (a, b))| {
            let error = errors.and_then(|e| e.get(*i)).copied().unwrap_or(0.0);
            (*a - *b).abs() > APART + 3.0 * error
        })
        .and_then(|(i, _)| own.time.get(i).copied())
}

impl Run {
    /// Standard errors of what a panel draws; `None` where there are none.
    pub fn errors(&self, panel: Panel) -> Option<&[f64]> {
        let errors = self.sampling.as_ref()?.errors.as_ref()?;
        match panel {
            Panel::Fluctuation => errors.exponential_average_error.as_deref(),
            _ => Some(&errors.entropy_production_error),
        }
    }

    /// The standard error at one row by its name in the JSON; not a number where there is none.
    pub(super) fn error(&self, name: &str, row: usize) -> f64 {
        let errors = self.sampling.as_ref().and_then(|s| s.errors.as_ref());
        let column = errors.and_then(|errors| match name {
            "occupation_error" => Some(&errors.occupation_error),
            "entropy_production_error" => Some(&errors.entropy_production_error),
            _ => errors.exponential_average_error.as_ref(),
        });
        column.and_then(|c| c.get(row)).copied().unwrap_or(f64::NAN)
    }
}

/// Standard errors from leaving out one sample after the other.
fn jackknife(shares: &[&Share], account: &Account) -> Errors {
    let without = |left_out: usize| {
        let rest = shares
            .iter()
            .enumerate()
            .filter(move |(i, _)| *i != left_out);
        let averages = Averages::over(rest.map(|(_, share)| *share));
        let (sigma, average) = averages.derived(account);
        [averages.occupation, sigma, average]
    };
    let estimates: Vec<[Vec<f64>; 3]> = (0..shares.len()).map(without).collect();
    let count = shares.len() as f64;
    let error = |column: usize| -> Vec<f64> {
        (0..estimates[0][column].len())
            .map(|row| {
                let values = || estimates.iter().map(|e| e[column][row]);
                let mean = values().sum::<f64>() / count;
                let spread: f64 = values().map(|v| (v - mean).powi(2)).sum();
                ((count - 1.0) / count * spread).sqrt()
            })
            .collect()
    };
    Errors {
        occupation_error: error(0),
        entropy_production_error: error(1),
        exponential_average_error: Some(error(2)).filter(|e| !e.is_empty()),
    }
}
