//! How far the fluctuation theorem is from holding.

use serde::Serialize;

use super::fit::line;
use super::run::Run;
use super::trajectories::Trajectories;

/// Violations below this are the propagation's own error.
const NOISE: f64 = 1e-10;

impl Run {
    /// |<e^{-s}> - 1| at each time; empty where the average was not measured.
    pub fn violation(&self) -> Vec<f64> {
        let averages = self.exponential_average.as_deref().unwrap_or_default();
        averages
            .iter()
            .map(|average| (average - 1.0).abs())
            .collect()
    }

    /// Power of t with which the violation grows up to the time `until`: least squares
    /// through its logarithms; `None` with fewer than three times that stand out from the
    /// propagation's error.
    pub fn violation_power(&self, until: f64) -> Option<f64> {
        let points: Vec<(f64, f64)> = self
            .time
            .iter()
            .zip(self.violation())
            .filter(|&(&t, v)| t > 0.0 && t <= until && v.is_finite() && v > NOISE)
            .map(|(t, v)| (t.ln(), v.ln()))
            .collect();
        line(&points).map(|(slope, _)| slope)
    }
}

/// How the fluctuation theorem begins to fail: |<e^{-s}> - 1| ~ t^power.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ViolationOnset {
    /// Times up to this one enter the fits: well inside what the Lieb-Robinson bound grants.
    pub until: f64,
    /// The fitted power of each of the scenario's own runs, in the record's order; `None`
    /// with too few times that stand out from the propagation's error.
    pub powers: Vec<Option<f64>>,
}

impl Trajectories {
    /// The powers of t with which the runs' violations begin.
    pub fn onset(&self) -> ViolationOnset {
        let times = self.time_marks().map(|mark| mark.time);
        let until = times.into_iter().fold(f64::INFINITY, f64::min) / 4.0;
        let state = self.scenario.state.id();
        let own = self.runs.iter().filter(|run| run.state == state);
        ViolationOnset {
            until,
            powers: own.map(|run| run.violation_power(until)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_power_of_a_growth_is_found_where_it_stands_out_from_noise() {
        let time: Vec<f64> = (1..=100).map(|k| 0.01 * f64::from(k)).collect();
        let growing = |t: &f64| 1.0 - 0.3 * t.powi(2) * if *t > 0.5 { 9.0 } else { 1.0 };
        let mut run = Run {
            exponential_average: Some(time.iter().map(growing).collect()),
            time,
            ..Run::default()
        };
        assert!((run.violation_power(0.5).unwrap() - 2.0).abs() < 1e-9);
        assert!((run.violation_power(1.0).unwrap() - 2.0).abs() > 0.1);
        assert_eq!(run.violation_power(0.02), None, "two points are no fit");
        run.exponential_average = Some(vec![1.0 + 1e-13; 100]);
        assert_eq!(run.violation_power(0.5), None);
        run.exponential_average = None;
        assert!(run.violation().is_empty() && run.violation_power(0.5).is_none());
    }
}
