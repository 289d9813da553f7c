//! Entropy production at one time, for every eigenstate that the bath could start in.

use serde::Serialize;

use crate::error::Error;
use crate::plan::Part;
use crate::record::entropy_balance::EntropyBalance;
use crate::scenario::Scenario;
use crate::work::decode;
use crate::work::temperatures::ThermalLevel;
use numerics::cast::count;
use numerics::sorting::sorted;
use numerics::vector::larger;

/// Entropy productions that are negative by less than this are zero: the propagation's error.
pub const NOISE: f64 = 1e-10;
/// The shares of which the quantiles are told.
const QUANTILES: [f64; 7] = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

/// What the parts of the panel have handed in.
#[derive(Clone, Debug, Default)]
pub(super) struct Collected {
    levels: Vec<ThermalLevel>,
    index: Vec<f64>,
    occupation: Vec<f64>,
    bath_energy: Vec<f64>,
    norm_error: f64,
    energy_drift: f64,
}

impl Collected {
    /// Takes in a part's output.
    pub fn accept(&mut self, part: &Part, output: &[u8]) -> Result<(), Error> {
        if part.key() == ("temperatures", &[]) {
            self.levels = decode(output)?;
        }
        Ok(())
    }

    /// Takes in a column of new rows; whether there is such a column.
    pub fn rows(&mut self, name: &str, values: &[f64]) -> bool {
        let largest = |so_far: f64| values.iter().copied().fold(so_far, larger);
        match name {
            "index" => self.index.extend(values),
            "occupation" => self.occupation.extend(values),
            "bath_energy" => self.bath_energy.extend(values),
            "norm_error" => self.norm_error = largest(self.norm_error),
            "energy_drift" => self.energy_drift = largest(self.energy_drift),
            _ => return false,
        }
        true
    }

    /// Whether there is a level to draw.
    pub fn begun(&self) -> bool {
        !self.levels.is_empty() && !self.index.is_empty()
    }

    /// Number of levels, and lowest and highest energy, once they are known.
    pub fn ends(&self) -> Option<(usize, f64, f64)> {
        let (first, last) = (self.levels.first()?, self.levels.last()?);
        Some((self.levels.len(), first.energy, last.energy))
    }
}

/// One eigenstate of the bath, and what the system did beside it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SigmaPoint {
    /// Place by energy, from 0.
    pub index: usize,
    /// E_n.
    pub energy: f64,
    /// Signs under the commuting mirrors; "" without mirrors.
    pub sector: String,
    /// U(beta) = E_n; `None` at the ends of the spectrum.
    pub beta: Option<f64>,
    /// beta mu at that beta.
    pub beta_mu: Option<f64>,
    /// <n_S>(t*).
    pub occupation: f64,
    /// <H_B>(t*).
    pub bath_energy: f64,
    /// sigma(t*) in nats; `None` without a temperature.
    pub entropy_production: Option<f64>,
}

/// Entropy productions in a few numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SigmaStatistics {
    /// Levels that have an entropy production so far.
    pub levels: usize,
    /// Those below zero by more than the propagation's error.
    pub below_zero: usize,
    /// Their share.
    pub fraction: f64,
    /// The smallest value.
    pub minimum: f64,
    /// The level that has it.
    pub minimum_index: usize,
    /// Mean.
    pub mean: f64,
    /// Pairs of a share and the value that this share of the levels stays below.
    pub quantiles: Vec<(f64, f64)>,
    /// Levels without a temperature, which have no entropy production.
    pub without_beta: Vec<usize>,
}

/// Everything that panel `all-eigenstates` shows.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AllEigenstates {
    /// gamma': the first of the scenario's couplings.
    pub coupling: f64,
    /// t*.
    pub time: f64,
    /// The levels evolved so far, by index.
    pub levels: Vec<SigmaPoint>,
    /// `None` before the first level.
    pub statistics: Option<SigmaStatistics>,
    /// Largest | <psi|psi> - 1 |.
    pub norm_error: f64,
    /// Largest | <H>(t*) - <H>(0) |.
    pub energy_drift: f64,
}

/// The panel's state.
pub struct AllEigenstatesState {
    pub(super) scenario: Scenario,
    pub(super) found: Collected,
}

impl AllEigenstatesState {
    /// Lowest and highest E/L, once the levels are known.
    pub(crate) fn all_ends(&self) -> Option<[f64; 2]> {
        let sites = self.scenario.bath.sites() as f64;
        let (_, low, high) = self.found.ends()?;
        Some([low / sites, high / sites])
    }

    /// What is known of panel `all-eigenstates`, complete or still growing.
    pub fn all_eigenstates(&self) -> AllEigenstates {
        let found = &self.found;
        let rows = found.index.iter().zip(&found.occupation);
        let rows = rows.zip(&found.bath_energy);
        let levels: Vec<SigmaPoint> = rows
            .filter_map(|((&index, &occupation), &bath_energy)| {
                let index = count(index);
                let level = found.levels.get(index)?;
                let balance = EntropyBalance {
                    beta: level.beta.unwrap_or(f64::NAN),
                    beta_mu: level.beta_mu.unwrap_or(f64::NAN),
                    energy: level.energy,
                    occupation: self.scenario.occupation,
                };
                let sigma = balance.entropy_production(occupation, bath_energy);
                Some(SigmaPoint {
                    index,
                    energy: level.energy,
                    sector: level.sector.clone(),
                    beta: level.beta,
                    beta_mu: level.beta_mu,
                    occupation,
                    bath_energy,
                    entropy_production: Some(sigma).filter(|s| s.is_finite()),
                })
            })
            .collect();
        let levels = sorted(&levels, |a, b| a.index.cmp(&b.index));
        AllEigenstates {
            coupling: self.scenario.coupling.first().copied().unwrap_or(0.0),
            time: self.scenario.at,
            statistics: statistics(&levels),
            levels,
            norm_error: found.norm_error,
            energy_drift: found.energy_drift,
        }
    }
}

fn statistics(levels: &[SigmaPoint]) -> Option<SigmaStatistics> {
    let sigma: Vec<(f64, usize)> = levels
        .iter()
        .filter_map(|level| Some((level.entropy_production?, level.index)))
        .collect();
    let sigma = sorted(&sigma, |a, b| a.0.total_cmp(&b.0));
    let &(minimum, minimum_index) = sigma.first()?;
    let levels_known = sigma.len();
    let below_zero = sigma.iter().filter(|(s, _)| *s < -NOISE).count();
    // Linear between the values that enclose the share.
    let quantile = |share: f64| {
        let place = share * (levels_known - 1) as f64;
        let below = count(place);
        let above = (below + 1).min(levels_known - 1);
        sigma[below].0 + (place - below as f64) * (sigma[above].0 - sigma[below].0)
    };
    Some(SigmaStatistics {
        levels: levels_known,
        below_zero,
        fraction: below_zero as f64 / levels_known as f64,
        minimum,
        minimum_index,
        mean: sigma.iter().map(|(s, _)| s).sum::<f64>() / levels_known as f64,
        quantiles: QUANTILES.map(|share| (share, quantile(share))).to_vec(),
        without_beta: levels
            .iter()
            .filter(|level| level.beta.is_none())
            .map(|level| level.index)
            .collect(),
    })
}
