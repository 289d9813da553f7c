//! Work `interior`: the initial state of a bath too large for all of its levels.
//!
//! Temperatures come from random vectors, with an error. The eigenstate is the one nearest
//! U(beta) among those of full symmetry: its block is the smallest, levels lie densely in it
//! too, and the mirrors halve the evolution.

use super::state::{typical_state, InitialState, InitialVector, LevelInfo};
use serde::{Deserialize, Serialize};

use super::cost::{row_entries, Cost, FILTER, PRODUCT};
use super::recipe::{encode, read, Recipe, Work};
use crate::bath::Bath;
use crate::error::Error;
use crate::scenario::BathState;
use numerics::cast::count;
use physics::spectrum::interior::Polfed;
use physics::spectrum::BathSector;
use physics::symmetry::OrbitBasis;
use physics::typicality::TypicalLevels;

/// An eigenstate, a typical state, or none for a mixture. Reads `thermal`. Output: [`InitialState`].
#[derive(Serialize, Deserialize)]
pub struct Interior {
    /// The bath.
    pub bath: Bath,
    /// The temperature whose energy is wanted.
    pub beta: f64,
    /// What the bath is in.
    pub state: BathState,
    /// Seed of a typical state.
    pub seed: u64,
}

impl Recipe for Interior {
    const NAME: &'static str = "interior";
    const PHASE: &'static str = "state";

    fn start(self, outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        Ok(Box::new(InteriorWork::new(self, read(outputs, 0)?)))
    }

    fn cost(&self) -> Cost {
        let block = self.bath.invariant_states();
        let lattice = self.bath.lattice();
        let own = block * row_entries(lattice.bonds().len(), lattice.sites(), self.bath.bosons);
        Cost {
            seconds: match self.state {
                BathState::Eigenstate => FILTER * block * own * PRODUCT,
                BathState::Canonical | BathState::Typical => 0.0,
            },
            bytes: 4.0 * own + 80.0 * 8.0 * block,
            kept_bytes: 0.0,
            states: self.bath.states(),
            block: count(block) as u64,
        }
    }
}

struct InteriorWork {
    recipe: Interior,
    levels: TypicalLevels,
    sector: BathSector,
    search: Option<(Polfed, OrbitBasis, String)>,
    prepared: Option<InitialState>,
}

impl InteriorWork {
    fn new(recipe: Interior, levels: TypicalLevels) -> Self {
        let sector = recipe.bath.sector();
        let search = (recipe.state == BathState::Eigenstate).then(|| {
            let block = sector.invariant_block();
            let (orbits, matrix) = sector.block_matrix(&block);
            let energy = levels.energy(recipe.beta).value;
            let parity = block.parity.to_string();
            (Polfed::new(matrix, energy), orbits, parity)
        });
        Self {
            recipe,
            levels,
            sector,
            search,
            prepared: None,
        }
    }

    fn prepare(
        &self,
        start: Option<InitialVector>,
        level: Option<LevelInfo>,
        residual: Option<f64>,
    ) -> InitialState {
        let canonical = self.levels.energy(self.recipe.beta);
        let energy = start.as_ref().map_or(canonical.value, |s| s.energy);
        let density = |start: &InitialVector| self.sector.fock.density(&start.vector);
        InitialState {
            density: start.as_ref().map(density).unwrap_or_default(),
            start,
            level,
            energy,
            beta: Some(self.recipe.beta),
            own_beta: self.levels.inverse_temperature(energy),
            canonical_energy: Some(canonical.value),
            canonical_error: canonical.error,
            residual,
            ends: None,
            dimension: self.sector.fock.dimension(),
        }
    }
}

impl Work for InteriorWork {
    fn step(&mut self) -> Result<f64, Error> {
        let Some((finder, orbits, sector)) = &mut self.search else {
            let start = (self.recipe.state == BathState::Typical).then(|| {
                let energy = self.levels.energy(self.recipe.beta).value;
                typical_state(&self.sector, self.recipe.seed, self.recipe.beta, energy)
            });
            self.prepared = Some(self.prepare(start, None, None));
            return Ok(1.0);
        };
        let fraction = finder.step()?;
        if let Some(found) = finder.found().first() {
            let start = InitialVector {
                vector: orbits.expand(&found.vector),
                norm: 1.0,
                energy: found.energy,
                without_factor: None,
            };
            let level = LevelInfo {
                index: None,
                multiplicity: 1,
                sector: sector.clone(),
            };
            let residual = found.residual;
            self.prepared = Some(self.prepare(Some(start), Some(level), Some(residual)));
        }
        Ok(fraction)
    }

    fn output(&self) -> Vec<u8> {
        self.prepared.as_ref().map(encode).unwrap_or_default()
    }
}
