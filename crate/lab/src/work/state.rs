//! Work `state`: the state that the bath starts in, and its temperature.

use serde::{Deserialize, Serialize};

use super::cost::Cost;
use super::numbers;
use super::recipe::{encode, read, Recipe, Work};
use crate::bath::Bath;
use crate::error::Error;
use crate::message::Message;
use crate::scenario::{BathState, Selection};
use numerics::evolution::ThermalWeight;
use numerics::sparse::Sparse;
use numerics::vector::norm_sqr;
use physics::random::random_signs;
use physics::spectrum::{eigenstate, BathSector, Eigenstate, Levels};
use physics::thermal::{canonical_energy, inverse_temperature};

/// A state of the bath to start from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InitialVector {
    /// Components over the bath sector's Fock basis; real.
    #[serde(with = "numbers")]
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
pub struct LevelInfo {
    /// Place by energy among the sector's levels, from 0; `None` where they are not all known.
    pub index: Option<usize>,
    /// Number of levels of this energy.
    pub multiplicity: usize,
    /// Signs under the commuting mirrors; "." where the vector has no definite sign.
    pub sector: String,
}

/// Output of part `state`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InitialState {
    /// The bath's initial state; `None` for a mixture.
    pub start: Option<InitialVector>,
    /// Which eigenstate that is; `None` for a thermal state.
    pub level: Option<LevelInfo>,
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

/// The level nearest an energy or of a number, with its eigenvector, or a thermal state. Reads `levels`. Output:
/// [`InitialState`].
#[derive(Serialize, Deserialize)]
pub struct State {
    /// The bath.
    pub bath: Bath,
    /// Which energy.
    pub selection: Selection,
    /// The site whose mirror chooses among degenerate levels.
    pub attach: usize,
    /// What the bath is in.
    pub state: BathState,
    /// Seed of a typical state.
    pub seed: u64,
    /// Whether a canonical bath is computed beside it, which takes a temperature.
    pub compared: bool,
}

impl Recipe for State {
    const NAME: &'static str = "state";

    fn start(self, outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        Ok(Box::new(StateWork {
            levels: read(outputs, 0)?,
            recipe: self,
            prepared: None,
        }))
    }

    fn cost(&self) -> Cost {
        // The eigenvector of one level takes as long as all eigenvalues of its block.
        Cost::default()
    }
}

/// Chooses the level and finds its eigenvector, or prepares a thermal state, in one step.
struct StateWork {
    recipe: State,
    levels: Levels,
    prepared: Option<InitialState>,
}

impl Work for StateWork {
    fn step(&mut self) -> Result<f64, Error> {
        let energies = self.levels.energies();
        let index = match self.recipe.selection {
            Selection::Beta(beta) => self.levels.nearest(canonical_energy(&energies, beta)),
            Selection::Index(index) => index,
        };
        let own_beta = inverse_temperature(&energies, self.levels.0[index].energy);
        let beta = match self.recipe.selection {
            Selection::Beta(beta) => Some(beta),
            Selection::Index(_) => own_beta,
        };
        if beta.is_none() && self.recipe.compared {
            return Err(no_temperature(index));
        }
        let sector = self.recipe.bath.sector();
        let canonical = beta.map(|b| canonical_energy(&energies, b));
        let (start, level, energy) = match self.recipe.state {
            BathState::Eigenstate => {
                let state = eigenstate(&sector, &self.levels, index, self.recipe.attach)?;
                let (start, level) = of_eigenstate(state);
                let energy = start.energy;
                (Some(start), Some(level), energy)
            }
            BathState::Typical => {
                let (beta, canonical) = beta.zip(canonical).ok_or_else(|| no_temperature(index))?;
                let start = typical_state(&sector, self.recipe.seed, beta, canonical);
                let energy = start.energy;
                (Some(start), None, energy)
            }
            BathState::Canonical => {
                let energy = canonical.ok_or_else(|| no_temperature(index))?;
                (None, None, energy)
            }
        };
        let density = |start: &InitialVector| sector.fock.density(&start.vector);
        self.prepared = Some(InitialState {
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

fn of_eigenstate(state: Eigenstate) -> (InitialVector, LevelInfo) {
    let start = InitialVector {
        vector: state.vector,
        norm: 1.0,
        energy: state.energy,
        without_factor: None,
    };
    let level = LevelInfo {
        index: Some(state.index),
        multiplicity: state.multiplicity,
        sector: state.sector,
    };
    (start, level)
}

/// A typical pure state of the canonical ensemble, e^{-(beta/2) H_B} |r> normalised
/// (Sugiura and Shimizu, PRL 111, 010401 (2013)).
pub fn typical_state(sector: &BathSector, seed: u64, beta: f64, energy: f64) -> InitialVector {
    let matrix = sector.model.matrix(&sector.fock);
    let mut plain = random_signs(seed, 0, sector.fock.dimension());
    let mut vector = thermal_factor(&matrix, beta, energy, &plain);
    let scale = 1.0 / norm_sqr(&vector).sqrt();
    vector.iter_mut().for_each(|x| *x *= scale);
    // Its own mean energy replaces U(beta) as the origin of thermal factors.
    let own = matrix.expectation(&vector);
    let scale = scale * (0.5 * beta * (energy - own)).exp();
    plain.iter_mut().for_each(|x| *x *= scale);
    InitialVector {
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
        allowed: Message::new("allowed.temperature"),
    }
}
