//! Work `beta-mu`: the bath's chemical potential, from the sectors with one boson less and
//! one more.

use serde::{Deserialize, Serialize};

use super::cost::Cost;
use super::levels::Levels;
use super::recipe::{encode, read, Recipe, Work};
use super::state::InitialState;
use super::thermal::sampled;
use crate::bath::Bath;
use crate::error::Error;
use physics::spectrum;
use physics::thermal::{beta_mu, log_partition, LogPartitionTrace};
use physics::typicality::{Estimate, Ftlm};

/// Multiply-adds beyond which a partition function is estimated from random vectors.
const EXACT: f64 = 5e9;

/// beta mu of a bath. Reads `state` where the temperature is that of a level. Output: `Option<Estimate>`.
#[derive(Serialize, Deserialize)]
pub struct BetaMu {
    /// The bath.
    pub bath: Bath,
    /// The temperature; `None` where it is the chosen level's own.
    pub beta: Option<f64>,
    /// Seed of the random vectors of a large bath.
    pub seed: u64,
    /// How many there are.
    pub samples: usize,
}

impl BetaMu {
    /// beta mu of a bath at a temperature, or at that of the chosen level. Random vectors enter only where a partition
    /// function has to be estimated from them.
    pub fn new(bath: Bath, beta: Option<f64>, seed: u64, samples: usize) -> Self {
        // A trace that is lost to rounding falls back on levels, or on samples where these are too many.
        let mut sectors = [bath.bosons - 1, bath.bosons + 1].into_iter();
        let sampled = sectors.any(|n| diagonalisation_cost(&bath.with_bosons(n)) > EXACT);
        match sampled {
            true => Self {
                bath,
                beta,
                seed,
                samples,
            },
            false => Self {
                bath,
                beta,
                seed: 0,
                samples: 0,
            },
        }
    }
}

/// The sectors of one boson less and one more.
fn neighbours(bath: &Bath) -> Vec<Bath> {
    [bath.bosons - 1, bath.bosons + 1]
        .map(|bosons| bath.with_bosons(bosons))
        .to_vec()
}

impl Recipe for BetaMu {
    const NAME: &'static str = "beta-mu";

    fn start(self, outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        let beta = match self.beta {
            Some(beta) => Some(beta),
            None => read::<InitialState>(outputs, 0)?.beta,
        };
        Ok(Box::new(BetaMuWork {
            waiting: match beta {
                Some(_) => neighbours(&self.bath),
                None => Vec::new(),
            },
            recipe: self,
            beta,
            method: None,
            log_z: Vec::new(),
        }))
    }

    fn cost(&self) -> Cost {
        let mut cost = Cost::default();
        for neighbour in neighbours(&self.bath) {
            let sector = match self.samples {
                // Eigenvalues or a trace of about the same cost.
                0 => Levels { bath: neighbour }.cost(),
                samples => sampled(&neighbour, samples),
            };
            cost.seconds += sector.seconds;
            cost.bytes = cost.bytes.max(sector.bytes);
        }
        cost
    }
}

/// Finds beta mu, by whichever way to the two partition functions is cheapest.
struct BetaMuWork {
    recipe: BetaMu,
    beta: Option<f64>,
    /// Still to do, last first.
    waiting: Vec<Bath>,
    method: Option<SolveMethod>,
    /// ln Z of the sectors done: N_B + 1, then N_B - 1.
    log_z: Vec<Estimate>,
}

/// How a partition function is computed.
enum SolveMethod {
    /// Exactly, by Chebyshev moments; the sector, in case they are not exact after all.
    Trace(LogPartitionTrace, Bath),
    /// From random vectors.
    Typical(Ftlm),
}

impl BetaMuWork {
    fn advance(&mut self, beta: f64) -> Result<f64, Error> {
        let (fraction, found) = match &mut self.method {
            Some(SolveMethod::Trace(trace, sector)) => match trace.step() {
                fraction if fraction < 1.0 => (fraction, None),
                _ if trace.is_exact() => (1.0, Some(Estimate::exact(trace.log_partition()))),
                _ => {
                    let sector = sector.clone();
                    return self.without_trace(&sector, beta).map(|()| 0.0);
                }
            },
            Some(SolveMethod::Typical(finder)) => {
                let fraction = finder.step()?;
                let value = || finder.levels().log_partition(beta);
                (fraction, (fraction == 1.0).then(value))
            }
            None => return self.open(beta).map(|()| 0.0),
        };
        if let Some(found) = found {
            self.log_z.push(found);
            self.method = None;
        }
        Ok(fraction)
    }

    /// Starts on the next sector.
    fn open(&mut self, beta: f64) -> Result<(), Error> {
        let Some(bath) = self.waiting.pop() else {
            return Ok(());
        };
        if trace_cost(&bath, beta) < diagonalisation_cost(&bath).min(EXACT) {
            let trace = LogPartitionTrace::new(&bath.sector(), beta);
            self.method = Some(SolveMethod::Trace(trace, bath));
            return Ok(());
        }
        self.without_trace(&bath, beta)
    }

    /// Finds the levels of a sector, or starts on the random vectors that stand for too many.
    fn without_trace(&mut self, bath: &Bath, beta: f64) -> Result<(), Error> {
        self.method = None;
        if diagonalisation_cost(bath) > EXACT {
            let BetaMu { seed, samples, .. } = self.recipe;
            self.method = Some(SolveMethod::Typical(Ftlm::new(
                &bath.sector(),
                seed,
                samples,
            )));
        } else {
            let levels = spectrum::levels(&bath.sector())?;
            let log_z = log_partition(&levels.energies(), beta);
            self.log_z.push(Estimate::exact(log_z));
        }
        Ok(())
    }
}

/// Multiply-adds that the trace by moments takes.
fn trace_cost(bath: &Bath, beta: f64) -> f64 {
    LogPartitionTrace::cost(&bath.lattice(), bath.bosons, &bath.symmetry(), beta)
}

/// Multiply-adds, in units of the trace's, that the eigenvalues of every block take.
fn diagonalisation_cost(bath: &Bath) -> f64 {
    bath.block_sizes().cubes() * (2.0 / 3.0)
}

impl Work for BetaMuWork {
    fn step(&mut self) -> Result<f64, Error> {
        let Some(beta) = self.beta else {
            return Ok(1.0);
        };
        let inside = self.advance(beta)?;
        Ok(match self.log_z.len() {
            2 => 1.0,
            // The larger sector comes first and takes most of the time.
            1 => 0.9 + 0.1 * inside.min(0.9),
            _ => 0.9 * inside.min(0.99),
        })
    }

    fn output(&self) -> Vec<u8> {
        let found = match self.log_z[..] {
            [above, below] => Some(Estimate {
                value: beta_mu(below.value, above.value),
                error: match (below.error, above.error) {
                    (None, None) => None,
                    (a, b) => Some(0.5 * a.unwrap_or(0.0).hypot(b.unwrap_or(0.0))),
                },
            }),
            _ => None,
        };
        encode(&found)
    }
}
