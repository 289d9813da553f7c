//! Part `beta-mu`: the bath's chemical potential, from the sectors with one boson less and
//! one more.

use super::{encode, Work};
use crate::bath;
use crate::error::Error;
use crate::scenario::Scenario;
use physics::spectrum::{self, BathSector};
use physics::thermal::{beta_mu, log_partition, LogPartitionTrace};
use physics::typicality::{Estimate, TypicalFinder};

/// Multiply-adds beyond which a partition function is estimated from random vectors.
const EXACT: f64 = 5e9;

/// Finds beta mu, by whichever way to the two partition functions is cheapest.
pub struct BetaMuWork {
    scenario: Scenario,
    beta: Option<f64>,
    /// Still to do, last first.
    waiting: Vec<BathSector>,
    way: Option<Way>,
    /// ln Z of the sectors done: N_B + 1, then N_B - 1.
    log_z: Vec<Estimate>,
}

/// A partition function under way.
enum Way {
    /// Exactly, by Chebyshev moments.
    Trace(LogPartitionTrace),
    /// From random vectors.
    Typical(TypicalFinder),
}

impl BetaMuWork {
    /// Prepares the two neighbouring sectors; nothing to do without a temperature.
    pub fn new(scenario: &Scenario, beta: Option<f64>) -> Self {
        let waiting = match beta {
            Some(_) => [scenario.bosons - 1, scenario.bosons + 1]
                .map(|bosons| bath::sector(scenario, bosons))
                .to_vec(),
            None => Vec::new(),
        };
        Self {
            scenario: scenario.clone(),
            beta,
            waiting,
            way: None,
            log_z: Vec::new(),
        }
    }

    fn advance(&mut self, beta: f64) -> Result<f64, Error> {
        let (fraction, found) = match &mut self.way {
            Some(Way::Trace(trace)) => {
                let fraction = trace.step();
                let value = || Estimate::exact(trace.log_partition());
                (fraction, (fraction == 1.0).then(value))
            }
            Some(Way::Typical(finder)) => {
                let fraction = finder.step()?;
                let value = || finder.levels().log_partition(beta);
                (fraction, (fraction == 1.0).then(value))
            }
            None => return self.open(beta).map(|()| 0.0),
        };
        if let Some(found) = found {
            self.log_z.push(found);
            self.way = None;
        }
        Ok(fraction)
    }

    /// Starts on the next sector.
    fn open(&mut self, beta: f64) -> Result<(), Error> {
        let Some(sector) = self.waiting.pop() else {
            return Ok(());
        };
        let trace = LogPartitionTrace::cost(&sector, beta);
        let levels = diagonalisation_cost(&sector);
        if trace.min(levels) > EXACT {
            let Scenario { seed, samples, .. } = self.scenario;
            self.way = Some(Way::Typical(TypicalFinder::new(&sector, seed, samples)));
        } else if trace < levels {
            self.way = Some(Way::Trace(LogPartitionTrace::new(&sector, beta)));
        } else {
            let levels = spectrum::levels(&sector)?;
            let log_z = log_partition(&levels.energies(), beta);
            self.log_z.push(Estimate::exact(log_z));
        }
        Ok(())
    }
}

/// Multiply-adds, in units of the trace's, that the eigenvalues of every block take.
fn diagonalisation_cost(sector: &BathSector) -> f64 {
    let blocks = sector.blocks();
    let states = sector.fock.dimension() as f64;
    blocks
        .iter()
        .map(|block| (states / block.representation.order() as f64).powi(3))
        .sum::<f64>()
        * (2.0 / 3.0)
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
