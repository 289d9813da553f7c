//! Part `levels`: the full spectrum of the bath's sector.

use super::{encode, Work};
use crate::bath;
use crate::error::Error;
use crate::scenario::Scenario;
use physics::spectrum::LevelFinder;

/// Diagonalises the sector, a block a step.
pub struct LevelsWork(LevelFinder);

impl LevelsWork {
    /// Prepares the scenario's sector.
    pub fn new(scenario: &Scenario) -> Self {
        Self::with_bosons(scenario, scenario.bosons)
    }

    /// Prepares the scenario's bath with another number of bosons.
    pub fn with_bosons(scenario: &Scenario, bosons: usize) -> Self {
        Self(LevelFinder::new(bath::sector(scenario, bosons)))
    }
}

impl Work for LevelsWork {
    fn step(&mut self) -> Result<f64, Error> {
        Ok(self.0.step()?)
    }

    fn output(&self) -> Vec<u8> {
        encode(&self.0.levels())
    }
}
