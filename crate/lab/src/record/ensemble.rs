//! How long one eigenstate cannot be told from the canonical mixture.

use serde::Serialize;

use super::quantity::Quantity;
use super::run::{fours, Run};
use super::samples::{jackknife, Averages, Sampling, TraceSample};
use super::trajectories::Trajectories;
use crate::bath;
use crate::error::Error;
use crate::plan::trajectories::{has_exact_averages, share_count};
use crate::scenario::BathState;
use numerics::vector::largest;

/// When an eigenstate's curve parts from the canonical one.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Divergence {
    /// gamma'.
    pub coupling: f64,
    /// First time at which the curves differ by more than [`DIVERGENCE_TOLERANCE`] and three standard
    /// errors; `None` if they never do.
    pub time: Option<f64>,
}

/// How a scenario's own runs compare with those of a canonical bath.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Comparison {
    /// The canonical averages are sums over the whole basis, not estimates.
    pub exact: bool,
    /// Random vectors that every canonical run has so far, where it is an estimate.
    pub samples: usize,
    /// What counts as parted, beside three standard errors: [`DIVERGENCE_TOLERANCE`].
    pub threshold: f64,
    /// When the curves part, one entry for each of the scenario's own runs.
    #[serde(rename = "partings")]
    pub divergences: Vec<Divergence>,
}

/// Curves that differ by less than this (in nats, or in <e^{-s}>) are called equal.
pub const DIVERGENCE_TOLERANCE: f64 = 0.01;

impl Trajectories {
    /// Averages run `k` over the shares that are complete. An exact trace is shown when it is
    /// whole, an estimate from its first sample on.
    ///
    /// # Errors
    /// Those of `derive`.
    pub(super) fn average(&mut self, k: usize) -> Result<(), Error> {
        let exact = has_exact_averages(&self.scenario);
        let balance = self.balance(k);
        let lattice = bath::lattice(&self.scenario);
        let (width, bonds) = (lattice.sites() + 1, lattice.bonds().len() + 1);
        let run = &mut self.runs[k];
        let shares: Vec<&TraceSample> = run.shares.iter().filter(|s| s.complete).collect();
        if shares.is_empty() || (exact && shares.len() < share_count(&self.scenario)) {
            return Ok(());
        }
        let averages = Averages::over(shares.iter().copied());
        let errors = (!exact && shares.len() > 1).then(|| jackknife(&shares, &balance));
        let sampling = Sampling {
            exact,
            shares: shares.len(),
            errors,
        };
        let worst = |of: fn(&TraceSample) -> f64| largest(shares.iter().map(|s| of(s)));
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
        let divergences = self.divergences();
        let canonical = |run: &&Run| run.state == BathState::Canonical.id();
        let shares = |run: &Run| run.sampling.as_ref().map_or(0, |s| s.shares);
        let samples = self.runs.iter().filter(canonical).map(shares).min()?;
        (!divergences.is_empty()).then(|| Comparison {
            exact: has_exact_averages(&self.scenario),
            samples,
            threshold: DIVERGENCE_TOLERANCE,
            divergences,
        })
    }

    /// For each run that has a canonical one beside it, when the two part.
    pub fn divergences(&self) -> Vec<Divergence> {
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
            .map(|(own, canonical)| Divergence {
                coupling: own.coupling,
                time: divergence(own, canonical, self.quantity),
            })
            .collect()
    }
}

fn divergence(own: &Run, canonical: &Run, quantity: Quantity) -> Option<f64> {
    let errors = quantity.errors(canonical);
    let pairs = quantity.of(own).iter().zip(quantity.of(canonical));
    pairs
        .enumerate()
        .find(|(i, (a, b))| {
            let error = errors.and_then(|e| e.get(*i)).copied().unwrap_or(0.0);
            (*a - *b).abs() > DIVERGENCE_TOLERANCE + 3.0 * error
        })
        .and_then(|(i, _)| own.time.get(i).copied())
}

impl Run {
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
