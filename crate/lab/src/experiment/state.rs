//! Part `state`: the state that the bath starts in, and its temperature.

use serde::{Deserialize, Serialize};

use super::{encode, settings, Work};
use crate::bath;
use crate::error::Error;
use crate::scenario::{BathState, Scenario, Selection, Text};
use numerics::evolution::ThermalWeight;
use numerics::sparse::Sparse;
use numerics::vector::norm_sqr;
use physics::random::random_signs;
use physics::spectrum::{eigenstate, BathSector, Eigenstate, Levels};
use physics::thermal::{canonical_energy, inverse_temperature};

/// A state of the bath to start from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Start {
    /// Components over the bath sector's Fock basis; real.
    pub vector: Vec<f64>,
    /// <psi|psi>: 1 but for the vectors of a sampled mixture.
    pub norm: f64,
    /// Energy from which thermal factors are counted.
    pub energy: f64,
    /// e^{(beta/2)(H_B - E)} of the vector; `None` for an eigenstate, where that is the same.
    pub without_factor: Option<Vec<f64>>,
}

/// The level that a bath in one eigenstate is in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChosenLevel {
    /// Place by energy among the sector's levels, from 0; `None` where they are not all known.
    pub index: Option<usize>,
    /// Number of levels of this energy.
    pub multiplicity: usize,
    /// Signs under the commuting mirrors; "." where the vector has no definite sign.
    pub sector: String,
}

/// Output of part `state`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Prepared {
    /// The bath's initial state; `None` for a mixture.
    pub start: Option<Start>,
    /// Which eigenstate that is; `None` for a thermal state.
    pub level: Option<ChosenLevel>,
    /// <H_B>.
    pub energy: f64,
    /// The temperature that entropy production uses: the scenario's, or the level's own.
    pub beta: Option<f64>,
    /// The level's own: U(beta) = E_n.
    pub own_beta: Option<f64>,
    /// U(beta).
    pub canonical_energy: Option<f64>,
    /// Its standard error, where it is estimated from random vectors.
    pub canonical_error: Option<f64>,
    /// || H_B v - E v || of an eigenstate found alone.
    pub residual: Option<f64>,
    /// Lowest and highest energy of the sector; `None` where its levels are not known.
    pub ends: Option<(f64, f64)>,
    /// Number of states of the sector.
    pub dimension: usize,
    /// <n_i> of the initial state; empty for a mixture, whose runs bring it.
    pub density: Vec<f64>,
}

/// Chooses the level and finds its eigenvector, or prepares a thermal state, in one step.
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
        let mut runs = settings(&self.scenario).into_iter();
        if beta.is_none() && runs.any(|run| run.bath == BathState::Canonical) {
            return Err(no_temperature(index));
        }
        let sector = bath::sector(&self.scenario, self.scenario.bosons);
        let canonical = beta.map(|b| canonical_energy(&energies, b));
        let (start, level, energy) = match self.scenario.state {
            BathState::Eigenstate => {
                let state = eigenstate(&sector, &self.levels, index, self.scenario.attach)?;
                let (start, level) = of_eigenstate(state);
                let energy = start.energy;
                (Some(start), Some(level), energy)
            }
            BathState::Typical => {
                let (beta, canonical) = beta.zip(canonical).ok_or_else(|| no_temperature(index))?;
                let start = typical_state(&sector, self.scenario.seed, beta, canonical);
                let energy = start.energy;
                (Some(start), None, energy)
            }
            BathState::Canonical => {
                let energy = canonical.ok_or_else(|| no_temperature(index))?;
                (None, None, energy)
            }
        };
        let density = |start: &Start| sector.fock.density(&start.vector);
        self.prepared = Some(Prepared {
            density: start.as_ref().map(density).unwrap_or_default(),
            start,
            level,
            energy,
            beta,
            own_beta,
            canonical_energy: canonical,
            canonical_error: None,
            residual: None,
            ends: Some(self.levels.ends()),
            dimension: self.levels.len(),
        });
        Ok(1.0)
    }

    fn output(&self) -> Vec<u8> {
        self.prepared.as_ref().map(encode).unwrap_or_default()
    }
}

fn of_eigenstate(state: Eigenstate) -> (Start, ChosenLevel) {
    let start = Start {
        vector: state.vector,
        norm: 1.0,
        energy: state.energy,
        without_factor: None,
    };
    let level = ChosenLevel {
        index: Some(state.index),
        multiplicity: state.multiplicity,
        sector: state.sector,
    };
    (start, level)
}

/// A typical pure state of the canonical ensemble, e^{-(beta/2) H_B} |r> normalised
/// (Sugiura and Shimizu, PRL 111, 010401 (2013)).
pub fn typical_state(sector: &BathSector, seed: u64, beta: f64, energy: f64) -> Start {
    let matrix = sector.model.matrix(&sector.fock);
    let mut plain = random_signs(seed, 0, sector.fock.dimension());
    let mut vector = thermal_factor(&matrix, beta, energy, &plain);
    let scale = 1.0 / norm_sqr(&vector).sqrt();
    vector.iter_mut().for_each(|x| *x *= scale);
    // Its own mean energy replaces U(beta) as the origin of thermal factors.
    let own = matrix.expectation(&vector);
    let scale = scale * (0.5 * beta * (energy - own)).exp();
    plain.iter_mut().for_each(|x| *x *= scale);
    Start {
        vector,
        norm: 1.0,
        energy: own,
        without_factor: Some(plain),
    }
}

/// e^{-(beta/2)(H_B - E)} applied to a vector of the bath.
pub fn thermal_factor(matrix: &Sparse, beta: f64, energy: f64, vector: &[f64]) -> Vec<f64> {
    let factor = ThermalWeight::new(matrix.clone(), 0.5 * beta, energy);
    let (mut weighted, log) = factor.apply(vector);
    let scale = log.exp();
    weighted.iter_mut().for_each(|x| *x *= scale);
    weighted
}

/// A thermal state needs a temperature, and the ends of the spectrum have none.
fn no_temperature(index: usize) -> Error {
    Error::Parameter {
        name: "index".to_string(),
        given: index.to_string(),
        allowed: Text::new(
            "a level with a temperature, not one of the two ends of the spectrum, for a thermal state",
            "熱的な状態には、温度の定まる準位（スペクトルの両端以外）",
        ),
    }
}
