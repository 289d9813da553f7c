//! Distributions as histograms, and power laws through a few points.

use serde::Serialize;

use super::fit::line;
use numerics::cast::count;

/// Shares of values in bins of equal width, as a density: the area is the share of the
/// values that lie in the range.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Histogram {
    /// Boundaries, one more than bins.
    pub edges: Vec<f64>,
    /// Share of the values divided by the bin's width.
    pub density: Vec<f64>,
}

impl Histogram {
    /// Counts the finite `values` in `bins` bins from `from` to `to`, its upper end included.
    pub fn new(values: &[f64], from: f64, to: f64, bins: usize) -> Self {
        let width = (to - from) / bins as f64;
        let mut counts = vec![0usize; bins];
        let finite = values.iter().filter(|v| v.is_finite());
        for value in finite.clone().filter(|v| (from..=to).contains(*v)) {
            let bin = count((value - from) / width);
            counts[bin.min(bins - 1)] += 1;
        }
        let total = finite.count().max(1) as f64;
        let share = |count: &usize| *count as f64 / (total * width);
        Self {
            edges: (0..=bins).map(|k| from + width * k as f64).collect(),
            density: counts.iter().map(share).collect(),
        }
    }
}

/// y = prefactor x^power through points in logarithms.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PowerLaw {
    /// The exponent.
    pub power: f64,
    /// Its standard error from the scatter about the line; `None` with two points.
    pub error: Option<f64>,
    /// y at x = 1.
    pub prefactor: f64,
}

impl PowerLaw {
    /// Least squares through the logarithms of all points whose coordinates are positive;
    /// `None` with fewer than two of them.
    pub fn fit(points: &[(f64, f64)]) -> Option<Self> {
        let positive = points.iter().filter(|(x, y)| *x > 0.0 && *y > 0.0);
        let logs: Vec<(f64, f64)> = positive.map(|(x, y)| (x.ln(), y.ln())).collect();
        if let [(x0, y0), (x1, y1)] = logs[..] {
            let power = (y1 - y0) / (x1 - x0);
            return power.is_finite().then(|| Self {
                power,
                error: None,
                prefactor: (y0 - power * x0).exp(),
            });
        }
        let (power, offset) = line(&logs)?;
        let n = logs.len() as f64;
        let mean = logs.iter().map(|(x, _)| x / n).sum::<f64>();
        let spread: f64 = logs.iter().map(|(x, _)| (x - mean).powi(2)).sum();
        let missed = |(x, y): &(f64, f64)| (y - offset - power * x).powi(2);
        let scatter = logs.iter().map(missed).sum::<f64>() / (n - 2.0);
        Some(Self {
            power,
            error: Some((scatter / spread).sqrt()),
            prefactor: offset.exp(),
        })
    }

    /// y at x.
    pub fn at(&self, x: f64) -> f64 {
        self.prefactor * x.powf(self.power)
    }

    /// The exponent with its error, for readers: two decimals, more where the error is smaller.
    pub fn exponent(&self) -> String {
        let digits = match self.error {
            Some(error) if error > 0.0 => count((-error.log10().floor()).clamp(2.0, 5.0)),
            _ => 2,
        };
        let power = format!("{:.digits$}", self.power).replace('-', "−");
        match self.error {
            Some(error) => format!("{power} ± {error:.digits$}"),
            None => power,
        }
    }
}

/// Mean and standard deviation; `None` without values.
pub fn moments(values: &[f64]) -> Option<(f64, f64)> {
    if values.is_empty() {
        return None;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / n;
    Some((mean, variance.sqrt()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_has_the_area_of_what_it_holds() {
        let values = [0.0, 0.1, 0.49, 0.5, 1.0, 3.0, f64::NAN, -0.1];
        let histogram = Histogram::new(&values, 0.0, 1.0, 2);
        assert_eq!(histogram.edges, [0.0, 0.5, 1.0]);
        // Three of seven below one half, two from there on.
        let expected = [3.0 / 7.0 / 0.5, 2.0 / 7.0 / 0.5];
        for (found, expected) in histogram.density.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-15);
        }
    }

    #[test]
    fn a_power_law_is_found_with_its_error() {
        let points: Vec<(f64, f64)> = [28.0f64, 220.0, 1820.0, 15504.0]
            .iter()
            .map(|&d| (d, 3.0 * d.powf(-0.5)))
            .collect();
        let fit = PowerLaw::fit(&points).unwrap();
        assert!((fit.power + 0.5).abs() < 1e-12 && (fit.prefactor - 3.0).abs() < 1e-10);
        assert!(fit.error.unwrap() < 1e-12);
        // Residuals +e, -2e, +e at 0, 1, 2 leave the slope: error^2 = 6 e^2 / 2.
        let e = 0.01f64;
        let bent: Vec<(f64, f64)> = [(0.0, e), (1.0, 1.0 - 2.0 * e), (2.0, 2.0 + e)]
            .iter()
            .map(|&(x, y): &(f64, f64)| (x.exp(), y.exp()))
            .collect();
        let fit = PowerLaw::fit(&bent).unwrap();
        assert!((fit.power - 1.0).abs() < 1e-12);
        assert!((fit.error.unwrap() - 3f64.sqrt() * e).abs() < 1e-12);
        assert_eq!(PowerLaw::fit(&points[..2]).unwrap().error, None);
        assert_eq!(PowerLaw::fit(&[(1.0, 0.0), (2.0, 0.1)]), None);
        let said = |power, error| {
            let prefactor = 1.0;
            let fit = PowerLaw {
                power,
                error,
                prefactor,
            };
            fit.exponent()
        };
        assert_eq!(said(-0.0817, Some(0.0027)), "−0.082 ± 0.003");
        assert_eq!(said(-0.389, Some(0.11)), "−0.39 ± 0.11");
        assert_eq!(said(-0.389, None), "−0.39");
    }
}
