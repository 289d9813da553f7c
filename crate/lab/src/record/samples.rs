//! Averages over shares of the canonical mixture, and how sure they are.

use serde::Serialize;

use super::entropy_balance::EntropyBalance;
use numerics::evolution::log_sum;
use numerics::vector::largest;

/// Sums over the vectors of one share of the mixture, not divided by anything.
#[derive(Clone, Debug, Default)]
pub(crate) struct TraceSample {
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

impl TraceSample {
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
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Sampling {
    /// Summed over the whole basis; otherwise estimated from random vectors.
    pub exact: bool,
    /// TraceSamples of the mixture so far: random vectors, or stretches of the basis.
    pub shares: usize,
    /// Standard errors by the jackknife; absent for an exact average and for one sample.
    #[serde(flatten)]
    // The page reads them as columns of the table.
    #[cfg_attr(test, ts(skip))]
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

/// The averages over some shares.
pub(super) struct Averages {
    pub occupation: Vec<f64>,
    pub bath_energy: Vec<f64>,
    pub site_density: Vec<f64>,
    pub bond_current: Vec<f64>,
    pub log_weights: Vec<f64>,
    pub log_errors: Vec<f64>,
    pub start_energy: f64,
    pub start_density: Vec<f64>,
}

impl Averages {
    pub(super) fn over<'a>(shares: impl Iterator<Item = &'a TraceSample> + Clone) -> Self {
        let norm: f64 = shares.clone().map(|s| s.norm).sum();
        let column = |of: fn(&TraceSample) -> &[f64]| {
            let mut sum: Vec<f64> = Vec::new();
            for share in shares.clone() {
                let values = of(share);
                sum.resize(values.len(), 0.0);
                sum.iter_mut().zip(values).for_each(|(s, v)| *s += v);
            }
            sum.iter_mut().for_each(|s| *s /= norm);
            sum
        };
        let logs = |of: fn(&TraceSample) -> &[f64]| -> Vec<f64> {
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
    pub(super) fn derived(&self, balance: &EntropyBalance) -> (Vec<f64>, Vec<f64>) {
        let balance = EntropyBalance {
            energy: self.start_energy,
            ..*balance
        };
        let pairs = self.occupation.iter().zip(&self.bath_energy);
        let sigma = pairs.map(|(&n, &e)| balance.entropy_production(n, e));
        let rows = self.log_weights.chunks_exact(4).zip(&self.occupation);
        let averages = rows.map(|(w, &n)| balance.exponential_average(w, n));
        (sigma.collect(), averages.collect())
    }
}

/// Standard errors from leaving out one sample after the other.
pub(super) fn jackknife(shares: &[&TraceSample], balance: &EntropyBalance) -> Errors {
    let without = |left_out: usize| {
        let rest = shares
            .iter()
            .enumerate()
            .filter(move |(i, _)| *i != left_out);
        let averages = Averages::over(rest.map(|(_, share)| *share));
        let (sigma, average) = averages.derived(balance);
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
