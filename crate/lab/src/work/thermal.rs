//! Work `thermal`: what stands for the levels of a bath too large for all of them: averages from random vectors.

use serde::{Deserialize, Serialize};

use super::cost::{row_entries, Cost, PRODUCT};
use super::recipe::{encode, Recipe, Work};
use crate::bath::Bath;
use crate::error::Error;
use physics::fock::binomial;
use physics::typicality::Ftlm;

/// Thermal averages of the sector. Output: `physics::typicality::TypicalLevels`.
#[derive(Serialize, Deserialize)]
pub struct Thermal {
    /// The bath.
    pub bath: Bath,
    /// Seed of the random vectors.
    pub seed: u64,
    /// How many there are.
    pub samples: usize,
}

impl Recipe for Thermal {
    const NAME: &'static str = "thermal";

    fn start(self, _: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        let sector = self.bath.sector();
        let finder = Ftlm::new(&sector, self.seed, self.samples);
        Ok(Box::new(ThermalWork(finder)))
    }

    fn cost(&self) -> Cost {
        sampled(&self.bath, self.samples)
    }
}

/// What the random vectors of one sector take.
pub fn sampled(bath: &Bath, samples: usize) -> Cost {
    let lattice = bath.lattice();
    let (bonds, sites) = (lattice.bonds().len(), lattice.sites());
    let states = binomial(sites, bath.bosons) as f64;
    let entries = states * row_entries(bonds, sites, bath.bosons);
    Cost {
        seconds: 80.0 * samples as f64 * entries * 2.0 * PRODUCT,
        bytes: 4.0 * entries + 60.0 * states,
        states: bath.states(),
        ..Cost::default()
    }
}

struct ThermalWork(Ftlm);

impl Work for ThermalWork {
    fn step(&mut self) -> Result<f64, Error> {
        Ok(self.0.step()?)
    }

    fn output(&self) -> Vec<u8> {
        encode(self.0.levels())
    }
}
