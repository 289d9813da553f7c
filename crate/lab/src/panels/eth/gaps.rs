//! Ratios of consecutive gaps between levels: whether levels of one symmetry sector repel.

use serde::Serialize;

use crate::message::{decimals, Message};
use crate::record::histogram::moments;
use physics::spectrum::DEGENERACY;

/// Mean ratio of the Gaussian orthogonal ensemble: large matrices, numerically (Y. Y. Atas et
/// al., Phys. Rev. Lett. 110, 084101 (2013)).
pub const GOE: f64 = 0.5307;
/// Mean ratio of uncorrelated levels, 2 ln 2 - 1.
pub const POISSON: f64 = 2.0 * std::f64::consts::LN_2 - 1.0;

/// Density of r = min(s, s') / max(s, s') for 0 <= r <= 1 in the Gaussian orthogonal ensemble:
/// twice the surmise of Atas et al. for three levels, whose mean is 4 - 2 sqrt(3).
pub fn goe_density(r: f64) -> f64 {
    27.0 / 4.0 * (r + r * r) / (1.0 + r + r * r).powf(2.5)
}

/// The same for uncorrelated levels.
pub fn poisson_density(r: f64) -> f64 {
    2.0 / (1.0 + r).powi(2)
}

/// The ratios of one or all symmetry sectors.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct GapRatios {
    /// Signs under the commuting mirrors, or "all". The square's "++" and "--" stand twice:
    /// they split once more by the x mirror.
    pub sector: String,
    /// Levels of the sector.
    pub levels: usize,
    /// Number of ratios.
    pub count: usize,
    /// Pairs of gaps that are both zero, which have no ratio.
    pub undefined: usize,
    /// Mean ratio; `None` without ratios.
    pub mean: Option<f64>,
    /// Its standard error, as of independent ratios; `None` with fewer than two.
    pub error: Option<f64>,
}

/// Ratios of consecutive gaps of ascending levels, and the number of pairs that have none.
/// Gaps below 1e-9 of the bandwidth are zero.
pub fn ratios(energies: &[f64]) -> (Vec<f64>, usize) {
    let (Some(low), Some(high)) = (energies.first(), energies.last()) else {
        return (Vec::new(), 0);
    };
    let zero = DEGENERACY * (high - low);
    let gaps: Vec<f64> = energies
        .windows(2)
        .map(|e| e[1] - e[0])
        .map(|gap| if gap <= zero { 0.0 } else { gap })
        .collect();
    let mut undefined = 0;
    let mut found = Vec::new();
    for pair in gaps.windows(2) {
        match pair[0].max(pair[1]) {
            0.0 => undefined += 1,
            larger => found.push(pair[0].min(pair[1]) / larger),
        }
    }
    (found, undefined)
}

impl GapRatios {
    /// The mean with its error in four decimals; a dash for what too few ratios do not have.
    pub fn text(&self) -> String {
        let four = |x: Option<f64>| x.map_or("–".to_string(), |x| decimals(x, 4));
        format!("{} ± {}", four(self.mean), four(self.error))
    }

    /// The same for readers, with the reason for a dash.
    pub fn message(&self) -> Message {
        match self.count {
            0 => Message::new("gaps.none").with("mean", self.text()),
            1 => Message::new("gaps.single").with("mean", self.text()),
            _ => Message::plain(self.text()),
        }
    }

    /// What follows from the ratios of a sector.
    pub(super) fn new(sector: &str, levels: usize, ratios: &[f64], undefined: usize) -> Self {
        let (mean, deviation) = moments(ratios).unzip();
        // One value has no scatter.
        let others = Some(ratios.len().saturating_sub(1)).filter(|&n| n > 0);
        Self {
            sector: sector.to_string(),
            levels,
            count: ratios.len(),
            undefined,
            mean,
            error: deviation.zip(others).map(|(d, n)| d / (n as f64).sqrt()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_of_a_few_levels() {
        let (found, undefined) = ratios(&[0.0, 1.0, 3.0, 3.0, 3.0, 4.0]);
        assert_eq!(found, [0.5, 0.0, 0.0]);
        assert_eq!(undefined, 1);
        assert_eq!(ratios(&[1.0]), (vec![], 0));
        assert_eq!(ratios(&[]), (vec![], 0));
    }

    #[test]
    fn too_few_ratios_have_no_mean_or_no_error() {
        let none = GapRatios::new("++", 2, &[], 0);
        assert_eq!((none.mean, none.error), (None, None));
        let one = GapRatios::new("++", 3, &[0.4], 0);
        assert_eq!((one.mean, one.error), (Some(0.4), None));
        let two = GapRatios::new("++", 4, &[0.4, 0.6], 0);
        assert!((two.mean.unwrap() - 0.5).abs() < 1e-15);
        assert!((two.error.unwrap() - 0.1).abs() < 1e-15);
    }

    #[test]
    fn the_densities_are_normalised_and_have_their_means() {
        let steps = 20_000;
        let integral = |f: &dyn Fn(f64) -> f64| {
            let at = |k: usize| f((k as f64 + 0.5) / steps as f64);
            (0..steps).map(at).sum::<f64>() / steps as f64
        };
        assert!((integral(&goe_density) - 1.0).abs() < 1e-8);
        assert!((integral(&poisson_density) - 1.0).abs() < 1e-8);
        let surmise = integral(&|r| r * goe_density(r));
        assert!((surmise - (4.0 - 2.0 * 3f64.sqrt())).abs() < 1e-8);
        assert!((integral(&|r| r * poisson_density(r)) - POISSON).abs() < 1e-8);
    }
}
