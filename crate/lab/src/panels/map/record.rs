//! The smallest entropy production over the times, for every occupation of S and every coupling.
//!
//! rho_S(0) = diag(1 - p, p) enters linearly: <n_S> and <H_B> at any p are averages of those at p = 0 and p = 1, so two
//! evolutions a coupling give all occupations. Entropy production is not linear in p; it is formed from the averages.

use serde::Serialize;

use crate::message::{decimals, Message};
use crate::record::entropy_balance::EntropyBalance;
use crate::record::{named, Run, Table, Trajectories};

/// Occupations from 0 to 1, both included.
const OCCUPATIONS: usize = 41;

/// Entropy production above this is not called negative: rounding.
pub const NEGATIVE: f64 = -1e-10;

/// The smallest entropy production over the times.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SmallestMap {
    /// p = <n_S> at the start.
    pub occupation: Vec<f64>,
    /// gamma', in the scenario's order.
    pub coupling: Vec<f64>,
    /// The smallest sigma of each coupling and each occupation, in nats; not a number where none is known.
    #[cfg_attr(test, ts(type = "(number | null)[][]"))]
    pub minimum: Vec<Vec<f64>>,
    /// When that is.
    #[cfg_attr(test, ts(type = "(number | null)[][]"))]
    pub at: Vec<Vec<f64>>,
}

impl SmallestMap {
    /// The map of the times that all runs have reached: of each coupling two, S empty and S filled at the start.
    pub fn of(runs: &Trajectories) -> Self {
        let last = (OCCUPATIONS - 1) as f64;
        let occupation: Vec<f64> = (0..OCCUPATIONS).map(|k| k as f64 / last).collect();
        let pairs = runs.runs.chunks_exact(2).enumerate();
        let (minimum, at) = pairs
            .map(|(k, pair)| {
                let balance = runs.balance(2 * k);
                let smallest = |&p: &f64| smallest(&pair[0], &pair[1], p, &balance);
                occupation.iter().map(smallest).unzip()
            })
            .unzip();
        Self {
            coupling: runs.scenario.coupling.clone(),
            occupation,
            minimum,
            at,
        }
    }
}

/// The smallest sigma at occupation `p`, and when that is, from the runs that start empty and filled.
fn smallest(empty: &Run, filled: &Run, p: f64, balance: &EntropyBalance) -> (f64, f64) {
    let mean = |a: f64, b: f64| (1.0 - p) * a + p * b;
    let start = |run: &Run| run.start_energy.unwrap_or(balance.energy);
    let balance = EntropyBalance {
        occupation: p,
        energy: mean(start(empty), start(filled)),
        ..*balance
    };
    let measured = |run: &Run| run.time.len().min(run.bath_energy.len());
    let rows = measured(empty).min(measured(filled));
    let sigma = |row: usize| {
        let n = mean(empty.occupation[row], filled.occupation[row]);
        balance.entropy_production(n, mean(empty.bath_energy[row], filled.bath_energy[row]))
    };
    let values = (0..rows).map(|row| (sigma(row), empty.time[row]));
    values
        // The runs end by name where their own is beyond all numbers: what is none here is not known yet.
        .filter(|(sigma, _)| sigma.is_finite())
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .unwrap_or((f64::NAN, f64::NAN))
}

impl SmallestMap {
    /// Coupling, occupation, smallest value and its time of every point that is known.
    fn points(&self) -> impl Iterator<Item = [f64; 4]> + '_ {
        let rows = self.coupling.iter().zip(self.minimum.iter().zip(&self.at));
        rows.flat_map(|(&coupling, (minimum, at))| {
            let values = self.occupation.iter().zip(minimum.iter().zip(at));
            values.map(move |(&p, (&least, &time))| [coupling, p, least, time])
        })
        .filter(|[_, _, least, _]| least.is_finite())
    }

    /// The points as a table.
    pub fn table(&self) -> Table {
        let rows = self.points().map(Vec::from).collect();
        named(&["coupling", "occupation", "minimum", "at"], rows)
    }

    /// How many points are negative, and which is lowest.
    pub fn words(&self) -> Option<Message> {
        let [coupling, p, least, time] = self.points().min_by(|a, b| a[2].total_cmp(&b[2]))?;
        let below = self.points().filter(|point| point[2] < NEGATIVE).count();
        let message = match below {
            0 => Message::new("summary.map.none"),
            _ => Message::new("summary.map")
                .with("below", below)
                .with("least", decimals(least, 4))
                .with("coupling", coupling)
                .with("occupation", p)
                .with("time", decimals(time, 3)),
        };
        Some(message.with("points", self.points().count()))
    }
}
