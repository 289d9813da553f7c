//! How the news that a system was attached travels through the bath.
//!
//! A bath eigenstate left alone keeps every <n_i> constant, so any change at a site is the
//! signal. Locality (Lieb and Robinson, 1972) keeps it exponentially small outside a cone.

use serde::Serialize;

use crate::bath;
use crate::record::fit::line;
use crate::record::{Run, Trajectories};
use numerics::vector::{larger, largest};

/// The signal of one run over distance and time.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LightCone {
    /// gamma'.
    pub coupling: f64,
    /// Distances from the system site, in bonds: 0 is the system itself, 1 the attached site.
    pub distance: Vec<usize>,
    /// Times, in the scenario's unit.
    pub time: Vec<f64>,
    /// Largest |<n_i>(t) - <n_i>(0)| among the sites at each distance, a row for each time.
    pub signal: Vec<Vec<f64>>,
    /// The signal that counts as arrival.
    pub threshold: f64,
    /// When the signal first reaches the threshold at each distance; linear between outputs.
    /// `None` where it never does, and where it did before the first output.
    pub arrival: Vec<Option<f64>>,
    /// Speed of the front, in bonds per unit of time: least squares through the arrivals at
    /// distance 1 and beyond; `None` with fewer than three of them.
    pub speed: Option<f64>,
    /// Where that line crosses distance 0.
    pub delay: Option<f64>,
}

/// The speeds that a light cone is compared with, in bonds per unit of time.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Speeds {
    /// The fitted front of each run, in the record's order; `None` where there is none.
    pub fronts: Vec<Option<f64>>,
    /// Largest group velocity of one boson along an axis, 2 gamma but on the triangular lattice, where it is 4 gamma.
    pub axis: f64,
    /// The same in the plane: along both axes at once, which is 4 gamma when distance is
    /// counted in bonds. `None` on a chain.
    pub plane: Option<f64>,
    /// v_LR: beyond it signals are exponentially small.
    pub lieb_robinson: f64,
}

/// Fraction of the largest signal in the bath that counts as arrival.
const THRESHOLD: f64 = 0.02;

/// The runs, and the light cone of each.
pub struct LightCones(pub Trajectories);

impl LightCones {
    /// What the light cones' speeds are, and what they are to be compared with.
    pub fn speeds(&self) -> Speeds {
        let scenario = &self.0.scenario;
        let reach = bath::lattice(scenario).reach(scenario.attach) as f64;
        let [axis, lieb_robinson] = self.0.time_marks().map(|mark| reach / mark.time);
        let cones = self.light_cones();
        let mut fronts = vec![None; self.0.runs.len()];
        let begun = self.0.runs.iter().enumerate();
        let begun = begun.filter(|(_, run)| !run.site_density.is_empty());
        for ((k, _), cone) in begun.zip(&cones) {
            fronts[k] = cone.speed;
        }
        let kind = scenario.bath.kind;
        let plane = (kind.plane_velocity)(scenario.bath.grid);
        Speeds {
            fronts,
            axis,
            plane: plane.map(|velocity| axis * velocity / kind.velocity),
            lieb_robinson,
        }
    }

    /// The light cone of every run that has rows; empty until the bath's state is known.
    pub fn light_cones(&self) -> Vec<LightCone> {
        let Some(bath) = &self.0.bath else {
            return Vec::new();
        };
        let lattice = bath::lattice(&self.0.scenario);
        let distances: Vec<usize> = lattice
            .distances(self.0.scenario.attach)
            .into_iter()
            .map(|d| d + 1)
            .chain([0])
            .collect();
        let mut before = bath.site_density.clone();
        before.push(self.0.scenario.occupation);
        self.0
            .runs
            .iter()
            .filter(|run| !run.site_density.is_empty())
            .map(|run| cone(run, &distances, &before))
            .collect()
    }
}

fn cone(run: &Run, distances: &[usize], before: &[f64]) -> LightCone {
    let farthest = distances.iter().copied().max().unwrap_or(0);
    let signal: Vec<Vec<f64>> = run
        .site_density
        .iter()
        .map(|density| {
            let mut row = vec![0.0f64; farthest + 1];
            for ((&d, n), n0) in distances.iter().zip(density).zip(before) {
                row[d] = larger(row[d], (n - n0).abs());
            }
            row
        })
        .collect();
    let largest = largest(signal.iter().flat_map(|row| row.iter().skip(1).copied()));
    let threshold = THRESHOLD * largest;
    let arrival: Vec<Option<f64>> = (0..=farthest)
        .map(|d| arrival(&run.time, &signal, d, threshold))
        .collect();
    let points: Vec<(f64, f64)> = arrival
        .iter()
        .enumerate()
        .skip(1)
        .filter_map(|(d, t)| t.map(|t| (t, d as f64)))
        .collect();
    let line = line(&points);
    LightCone {
        coupling: run.coupling,
        distance: (0..=farthest).collect(),
        time: run.time.clone(),
        signal,
        threshold,
        arrival,
        speed: line.map(|(slope, _)| slope),
        delay: line.map(|(slope, offset)| -offset / slope),
    }
}

/// First time at which the signal at distance `d` reaches `threshold`; a signal that has done
/// so before the first output came at a time that nobody saw.
fn arrival(time: &[f64], signal: &[Vec<f64>], d: usize, threshold: f64) -> Option<f64> {
    let row = (0..time.len()).find(|&i| threshold > 0.0 && signal[i][d] >= threshold)?;
    let previous = row.checked_sub(1)?;
    let (low, high) = (signal[previous][d], signal[row][d]);
    let fraction = (threshold - low) / (high - low);
    Some(time[previous] + fraction * (time[row] - time[previous]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run whose density at a time and a distance is this.
    fn run_of(time: Vec<f64>, distances: &[usize], density: impl Fn(f64, f64) -> f64) -> Run {
        let row = |&t: &f64| distances.iter().map(|&d| density(t, d as f64)).collect();
        Run {
            site_density: time.iter().map(row).collect(),
            time,
            ..Run::default()
        }
    }

    #[test]
    fn a_moving_front_has_its_speed() {
        let time: Vec<f64> = (0..400).map(|i| i as f64 * 0.01).collect();
        let distances = [1, 2, 3, 4, 0];
        let front = |t: f64, d: f64| 0.2 + 0.1 * f64::from(u8::from(t >= 0.3 + d / 1.6));
        let run = run_of(time, &distances, front);
        let cone = cone(&run, &distances, &[0.2; 5]);
        assert!((cone.speed.unwrap() - 1.6).abs() < 0.03);
        assert!((cone.delay.unwrap() - 0.3).abs() < 0.03);
        assert_eq!(cone.distance, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn what_arrived_before_the_first_output_does_not_enter_the_fit() {
        let time: Vec<f64> = (0..400).map(|i| 1.5 + i as f64 * 0.01).collect();
        let distances = [1, 2, 3, 4, 5, 0];
        let front = |t: f64, d: f64| f64::from(u8::from(t >= d));
        let run = run_of(time, &distances, front);
        let cone = cone(&run, &distances, &[0.0; 6]);
        assert_eq!(cone.arrival[1], None);
        assert!((cone.speed.unwrap() - 1.0).abs() < 0.01);
    }

    #[test]
    fn no_signal_has_no_front() {
        let run = Run {
            time: vec![0.0, 1.0],
            site_density: vec![vec![0.5; 3]; 2],
            ..Run::default()
        };
        let cone = cone(&run, &[1, 2, 0], &[0.5; 3]);
        assert!(cone.arrival.iter().all(Option::is_none));
        assert_eq!(cone.speed, None);
    }
}
