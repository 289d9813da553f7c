//! Entropy production at one time, for every eigenstate that the bath could start in.

use serde::Serialize;

use crate::error::Error;
use crate::panels::unknown;
use crate::plan::Part;
use crate::record::entropy_balance::EntropyBalance;
use crate::record::histogram::PowerLaw;
use crate::record::{named, Table};
use crate::scenario::{Scenario, Shape};
use crate::work::decode;
use crate::work::temperatures::ThermalLevel;
use numerics::cast::count;
use numerics::sorting::sorted;
use numerics::vector::{larger, largest};

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

    /// Whether every level has been evolved.
    pub fn is_complete(&self) -> bool {
        self.begun() && self.index.len().min(self.bath_energy.len()) == self.levels.len()
    }

    /// The levels evolved so far, by index, S having been filled with the probability `p`.
    pub fn points(&self, p: f64) -> Vec<SigmaPoint> {
        let rows = self.index.iter().zip(&self.occupation);
        let rows = rows.zip(&self.bath_energy);
        let points: Vec<SigmaPoint> = rows
            .filter_map(|((&index, &occupation), &bath_energy)| {
                let index = count(index);
                let level = self.levels.get(index)?;
                let balance = EntropyBalance {
                    beta: level.beta.unwrap_or(f64::NAN),
                    beta_mu: level.beta_mu.unwrap_or(f64::NAN),
                    energy: level.energy,
                    occupation: p,
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
        sorted(&points, |a, b| a.index.cmp(&b.index))
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

/// How many eigenstates of one bath violate the second law at t*. That their share goes to zero as the bath grows is what
/// "almost all" says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NegativeShare {
    /// Its lattice.
    pub bath: String,
    /// Bosons in it.
    pub bosons: usize,
    /// States of the sector.
    pub dimension: usize,
    /// Those that have a temperature, and so an entropy production.
    pub levels: usize,
    /// Those with sigma(t*) < -epsilon.
    pub below: usize,
    /// Their share of `levels`; `None` where no level has a temperature.
    pub share: Option<f64>,
}

/// Everything that panel `all-eigenstates` shows.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AllEigenstates {
    /// gamma': the first of the scenario's couplings.
    pub coupling: f64,
    /// t*.
    pub time: f64,
    /// epsilon: how far below zero an entropy production counts as negative in `finite_size`.
    pub epsilon: f64,
    /// The levels evolved so far, by index.
    pub levels: Vec<SigmaPoint>,
    /// The baths of the family whose levels are all evolved, by size.
    pub finite_size: Vec<NegativeShare>,
    /// The power of D with which the share falls; `None` with fewer than two baths that have such eigenstates.
    pub decay: Option<PowerLaw>,
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
    /// The scenario's own bath, then the others of its family, each with what its parts have handed in.
    pub(super) baths: Vec<(Scenario, Collected)>,
}

impl AllEigenstatesState {
    /// What is known of the scenario's own bath.
    pub(super) fn found(&self) -> &Collected {
        &self.baths[0].1
    }

    /// What is known of a part's bath, and the part in it.
    pub(super) fn found_mut(&mut self, part: &Part) -> Result<(&mut Collected, Part), Error> {
        let (k, inner) = part.in_bath().unwrap_or((0, part.clone()));
        let bath = self.baths.get_mut(k).map(|(_, found)| found);
        Ok((bath.ok_or_else(|| unknown(part))?, inner))
    }

    /// Lowest and highest E/L, once the levels are known.
    pub(crate) fn all_ends(&self) -> Option<[f64; 2]> {
        let sites = self.scenario.bath.sites() as f64;
        let (_, low, high) = self.found().ends()?;
        Some([low / sites, high / sites])
    }

    /// What is known of panel `all-eigenstates`, complete or still growing.
    pub fn all_eigenstates(&self) -> AllEigenstates {
        let found = self.found();
        let levels = found.points(self.scenario.occupation);
        let finite_size = self.finite_size();
        let shares = finite_size.iter();
        let shares = shares.filter_map(|bath| Some((bath.dimension as f64, bath.share?)));
        AllEigenstates {
            coupling: self.scenario.coupling.first().copied().unwrap_or(0.0),
            time: self.scenario.at,
            epsilon: self.scenario.epsilon,
            statistics: statistics(&levels),
            decay: PowerLaw::fit(&shares.collect::<Vec<_>>()),
            levels,
            finite_size,
            norm_error: self.worst(|found| found.norm_error),
            energy_drift: self.worst(|found| found.energy_drift),
        }
    }

    fn worst(&self, of: fn(&Collected) -> f64) -> f64 {
        largest(self.baths.iter().map(|(_, found)| of(found)))
    }

    /// The baths of the family that are complete, by size; the scenario's own may be none of them.
    fn finite_size(&self) -> Vec<NegativeShare> {
        let scenario = &self.scenario;
        let family = scenario.family.members(scenario.bath);
        let of_family = self
            .baths
            .iter()
            .filter(|(own, found)| family.contains(&(own.bath, own.bosons)) && found.is_complete());
        let shares = of_family.map(|(own, found)| {
            let points = found.points(scenario.occupation);
            let sigma = points.iter().filter_map(|level| level.entropy_production);
            let (levels, below) = sigma.fold((0, 0), |(levels, below), sigma| {
                (levels + 1, below + usize::from(sigma < -scenario.epsilon))
            });
            NegativeShare {
                bath: own.bath.to_string(),
                bosons: own.bosons,
                dimension: points.len(),
                levels,
                below,
                share: (levels > 0).then(|| below as f64 / levels as f64),
            }
        });
        let shares: Vec<NegativeShare> = shares.collect();
        sorted(&shares, |a, b| a.dimension.cmp(&b.dimension))
    }

    /// The baths of the family, a row each.
    pub(super) fn sizes_table(&self) -> Table {
        let columns = ["sites", "bosons", "dimension", "levels", "below", "share"];
        let rows = self.finite_size().into_iter().map(|bath| {
            let sites = Shape::from_name(&bath.bath).map_or(f64::NAN, |b| b.sites() as f64);
            let counts = [bath.bosons, bath.dimension, bath.levels, bath.below];
            let share = bath.share.unwrap_or(f64::NAN);
            let row = [sites].into_iter().chain(counts.map(|n| n as f64));
            row.chain([share]).collect()
        });
        named(&columns, rows.collect())
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
