//! Parts `state` and `beta-mu`: the eigenstate that the bath starts in, its temperature
//! and its chemical potential.

use serde::{Deserialize, Serialize};

use super::{encode, Work};
use crate::bath;
use crate::error::Error;
use crate::scenario::{Scenario, Selection};
use crate::spectrum::{self, eigenstate, BathSector, Eigenstate, Levels};
use crate::thermal::{
    beta_mu, canonical_energy, inverse_temperature, log_partition, LogPartitionTrace,
};

/// Output of part `state`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Prepared {
    /// The bath's initial state.
    pub eigenstate: Eigenstate,
    /// The temperature that entropy production uses: the scenario's, or the level's own.
    pub beta: Option<f64>,
    /// The level's own: U(beta) = E_n.
    pub own_beta: Option<f64>,
    /// U(beta).
    pub canonical_energy: Option<f64>,
    /// Lowest and highest energy of the sector.
    pub ends: (f64, f64),
    /// Number of states of the sector.
    pub dimension: usize,
    /// <n_i> of the eigenstate.
    pub density: Vec<f64>,
}

/// Chooses the level and finds its eigenvector, in one step.
pub struct StateWork {
    scenario: Scenario,
    levels: Levels,
    prepared: Option<Prepared>,
}

impl StateWork {
    /// Starts from the sector's levels.
    pub fn new(scenario: &Scenario, levels: Levels) -> Self {
        Self {
            scenario: scenario.clone(),
            levels,
            prepared: None,
        }
    }
}

impl Work for StateWork {
    fn step(&mut self) -> Result<f64, Error> {
        let energies = self.levels.energies();
        let index = match self.scenario.selection {
            Selection::Beta(beta) => self.levels.nearest(canonical_energy(&energies, beta)),
            Selection::Index(index) => index,
        };
        let own_beta = inverse_temperature(&energies, self.levels.0[index].energy);
        let beta = match self.scenario.selection {
            Selection::Beta(beta) => Some(beta),
            Selection::Index(_) => own_beta,
        };
        let sector = bath::sector(&self.scenario, self.scenario.bosons);
        let eigenstate = eigenstate(&sector, &self.levels, index, self.scenario.attach)?;
        self.prepared = Some(Prepared {
            density: sector.fock.density(&eigenstate.vector),
            eigenstate,
            beta,
            own_beta,
            canonical_energy: beta.map(|b| canonical_energy(&energies, b)),
            ends: self.levels.ends(),
            dimension: self.levels.len(),
        });
        Ok(1.0)
    }

    fn output(&self) -> Vec<u8> {
        self.prepared.as_ref().map(encode).unwrap_or_default()
    }
}

/// Finds beta mu, by whichever way to the two partition functions is cheaper.
pub struct BetaMuWork {
    beta: Option<f64>,
    /// Still to do, last first.
    waiting: Vec<BathSector>,
    trace: Option<LogPartitionTrace>,
    /// ln Z of the sectors done: N_B + 1, then N_B - 1.
    log_z: Vec<f64>,
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
            beta,
            waiting,
            trace: None,
            log_z: Vec::new(),
        }
    }

    fn advance(&mut self, beta: f64) -> Result<f64, Error> {
        if let Some(trace) = &mut self.trace {
            let fraction = trace.step();
            if fraction == 1.0 {
                self.log_z.push(trace.log_partition());
                self.trace = None;
            }
            return Ok(fraction);
        }
        if let Some(sector) = self.waiting.pop() {
            if LogPartitionTrace::cost(&sector, beta) < diagonalisation_cost(&sector) {
                self.trace = Some(LogPartitionTrace::new(&sector, beta));
                return Ok(0.0);
            }
            let levels = spectrum::levels(&sector)?;
            self.log_z.push(log_partition(&levels.energies(), beta));
        }
        Ok(1.0)
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
            1 => 0.9,
            _ => 0.9 * inside.min(0.99),
        })
    }

    fn output(&self) -> Vec<u8> {
        let found = match self.log_z[..] {
            [above, below] => Some(beta_mu(below, above)),
            _ => None,
        };
        encode(&found)
    }
}
