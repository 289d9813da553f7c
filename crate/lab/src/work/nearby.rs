//! Work `nearby`: the eigenstates of a bath nearest U(beta), several of them.
//!
//! From all levels of the sector they come multiplet after multiplet, by index inside each. In a bath too large for that
//! they are those of full symmetry, as the one of `interior` is, and their places by energy are not known.

use serde::{Deserialize, Serialize};

use super::cost::Cost;
use super::interior::Interior;
use super::recipe::{encode, read, Recipe, Work};
use crate::bath::Bath;
use crate::error::Error;
use crate::scenario::BathState;
use physics::spectrum::interior::Polfed;
use physics::spectrum::{eigenstate, BathSector, Levels};
use physics::symmetry::OrbitBasis;
use physics::thermal::canonical_energy;
use physics::typicality::TypicalLevels;

/// The `count` eigenstates nearest U(beta); fewer where the sector has fewer. Reads `levels`, or `thermal` of a bath too
/// large for them. Output: a [`NearState`] for each, the nearest first.
#[derive(Serialize, Deserialize)]
pub struct Nearby {
    /// The bath.
    pub bath: Bath,
    /// The temperature whose energy is wanted.
    pub beta: f64,
    /// The site whose mirror chooses among degenerate levels.
    pub attach: usize,
    /// How many.
    pub count: usize,
    /// Whether the bath is too large for all of its levels.
    pub interior: bool,
}

/// One of the eigenstates.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NearState {
    /// Place by energy among the sector's levels, from 0; `None` where they are not all known.
    pub index: Option<usize>,
    /// E_n.
    pub energy: f64,
    /// Components over the bath sector's Fock basis; real, norm 1.
    pub vector: Vec<f64>,
}

impl Recipe for Nearby {
    const NAME: &'static str = "nearby";

    fn start(self, outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        let sector = self.bath.sector();
        match self.interior {
            true => {
                let levels: TypicalLevels = read(outputs, 0)?;
                let (orbits, matrix) = sector.block_matrix(&sector.invariant_block());
                let energy = levels.energy(self.beta).value;
                Ok(Box::new(InteriorWork {
                    finder: Polfed::several(matrix, energy, self.count),
                    orbits,
                }))
            }
            false => {
                let levels: Levels = read(outputs, 0)?;
                let energy = canonical_energy(&levels.energies(), self.beta);
                Ok(Box::new(LevelsWork {
                    wanted: levels.nearest_several(energy, self.count),
                    levels,
                    sector,
                    attach: self.attach,
                    found: Vec::new(),
                }))
            }
        }
    }

    fn cost(&self) -> Cost {
        let interior = Interior {
            bath: self.bath.clone(),
            beta: self.beta,
            state: BathState::Eigenstate,
            seed: 0,
        };
        let levels = super::levels::Levels {
            bath: self.bath.clone(),
        };
        let count = self.count as f64;
        match self.interior {
            // A wider filter of a lower order, and as many more steps.
            true => {
                let one = interior.cost();
                Cost {
                    seconds: 2.0 * one.seconds,
                    bytes: one.bytes + 8.0 * 8.0 * count * one.block as f64,
                    ..one
                }
            }
            // Each takes as long as the eigenvalues of its block.
            false => {
                let one = levels.cost();
                let blocks = self.bath.block_sizes().0.len() as f64;
                Cost {
                    seconds: one.seconds * count / blocks,
                    ..one
                }
            }
        }
    }
}

/// One eigenvector after the other, from all levels.
struct LevelsWork {
    levels: Levels,
    sector: BathSector,
    attach: usize,
    wanted: Vec<usize>,
    found: Vec<NearState>,
}

impl Work for LevelsWork {
    fn step(&mut self) -> Result<f64, Error> {
        if let Some(&index) = self.wanted.get(self.found.len()) {
            let state = eigenstate(&self.sector, &self.levels, index, self.attach)?;
            self.found.push(NearState {
                index: Some(state.index),
                energy: state.energy,
                vector: state.vector,
            });
        }
        Ok(self.found.len() as f64 / self.wanted.len() as f64)
    }

    fn output(&self) -> Vec<u8> {
        encode(&self.found)
    }
}

/// All of them at once, from the middle of the spectrum.
struct InteriorWork {
    finder: Polfed,
    orbits: OrbitBasis,
}

impl Work for InteriorWork {
    fn step(&mut self) -> Result<f64, Error> {
        Ok(self.finder.step()?)
    }

    fn output(&self) -> Vec<u8> {
        let found = self.finder.found().iter().map(|found| NearState {
            index: None,
            energy: found.energy,
            vector: self.orbits.expand(&found.vector),
        });
        encode(&found.collect::<Vec<_>>())
    }
}
