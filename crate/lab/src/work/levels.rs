//! Work `levels`: the full spectrum of a bath's sector.

use serde::{Deserialize, Serialize};

use super::cost::{Cost, DENSE, WITHOUT_VECTORS};
use super::recipe::{encode, Recipe, Work};
use crate::bath::Bath;
use crate::error::Error;
use numerics::cast::count;
use physics::spectrum::LevelFinder;

/// All levels of the sector. Output: `physics::spectrum::Levels`.
#[derive(Serialize, Deserialize)]
pub struct Levels {
    /// The bath.
    pub bath: Bath,
}

impl Recipe for Levels {
    const NAME: &'static str = "levels";

    fn start(self, _: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        Ok(Box::new(LevelsWork(LevelFinder::new(self.bath.sector()))))
    }

    fn cost(&self) -> Cost {
        let sizes = self.bath.block_sizes();
        let block = sizes.largest();
        Cost {
            seconds: sizes.cubes() * DENSE,
            bytes: WITHOUT_VECTORS * 8.0 * block * block,
            kept_bytes: 0.0,
            states: self.bath.states(),
            block: count(block) as u64,
        }
    }
}

/// Diagonalises the sector, a block a step.
struct LevelsWork(LevelFinder);

impl Work for LevelsWork {
    fn step(&mut self) -> Result<f64, Error> {
        Ok(self.0.step()?)
    }

    fn output(&self) -> Vec<u8> {
        encode(&self.0.levels())
    }
}
