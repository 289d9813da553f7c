//! Parts `thermal` and `state` of a bath too large for all of its levels.
//!
//! Temperatures come from random vectors, with an error. The eigenstate is the one nearest
//! U(beta) among those of full symmetry: its block is the smallest, levels lie densely in it
//! too, and the mirrors halve the evolution.

use super::state::{typical_state, ChosenLevel, Prepared, Start};
use super::{encode, Work};
use crate::bath;
use crate::error::Error;
use crate::scenario::{BathState, Scenario, Selection};
use physics::spectrum::interior::InteriorFinder;
use physics::spectrum::BathSector;
use physics::symmetry::OrbitBasis;
use physics::typicality::{TypicalFinder, TypicalLevels};

/// Part `thermal`: what stands for the levels of the bath's sector.
pub struct ThermalWork(TypicalFinder);

impl ThermalWork {
    /// Prepares the scenario's random vectors.
    pub fn new(scenario: &Scenario) -> Self {
        let sector = bath::sector(scenario, scenario.bosons);
        Self(TypicalFinder::new(&sector, scenario.seed, scenario.samples))
    }
}

impl Work for ThermalWork {
    fn step(&mut self) -> Result<f64, Error> {
        Ok(self.0.step()?)
    }

    fn output(&self) -> Vec<u8> {
        encode(self.0.levels())
    }
}

/// Part `state`: an eigenstate, a typical state, or none for a mixture.
pub struct InteriorWork {
    scenario: Scenario,
    levels: TypicalLevels,
    beta: f64,
    sector: BathSector,
    search: Option<(InteriorFinder, OrbitBasis, String)>,
    prepared: Option<Prepared>,
}

impl InteriorWork {
    /// Starts from what stands for the sector's levels.
    ///
    /// # Errors
    /// [`Error::Input`] where the eigenstate is chosen by its number, which takes all levels.
    pub fn new(scenario: &Scenario, levels: TypicalLevels) -> Result<Self, Error> {
        let Selection::Beta(beta) = scenario.selection else {
            return Err(super::damaged());
        };
        let sector = bath::sector(scenario, scenario.bosons);
        let search = (scenario.state == BathState::Eigenstate).then(|| {
            // The first block is the one whose vectors are even under every mirror.
            let block = &sector.blocks()[0];
            let (orbits, matrix) = sector.block_matrix(block);
            let energy = levels.energy(beta).value;
            let parity = block.parity.to_string();
            (InteriorFinder::new(matrix, energy), orbits, parity)
        });
        Ok(Self {
            scenario: scenario.clone(),
            levels,
            beta,
            sector,
            search,
            prepared: None,
        })
    }

    fn prepare(
        &self,
        start: Option<Start>,
        level: Option<ChosenLevel>,
        residual: Option<f64>,
    ) -> Prepared {
        let canonical = self.levels.energy(self.beta);
        let energy = start.as_ref().map_or(canonical.value, |s| s.energy);
        let density = |start: &Start| self.sector.fock.density(&start.vector);
        Prepared {
            density: start.as_ref().map(density).unwrap_or_default(),
            start,
            level,
            energy,
            beta: Some(self.beta),
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
            let start = (self.scenario.state == BathState::Typical).then(|| {
                let energy = self.levels.energy(self.beta).value;
                typical_state(&self.sector, self.scenario.seed, self.beta, energy)
            });
            self.prepared = Some(self.prepare(start, None, None));
            return Ok(1.0);
        };
        let fraction = finder.step()?;
        if let Some(found) = finder.found() {
            let start = Start {
                vector: orbits.expand(&found.vector),
                norm: 1.0,
                energy: found.energy,
                without_factor: None,
            };
            let level = ChosenLevel {
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
