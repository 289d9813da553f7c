//! From a scenario to the bath it describes: lattice, couplings, sectors.

use crate::scenario::Scenario;
use physics::lattice::Lattice;
use physics::spectrum::BathSector;

pub use crate::scenario::bath::{model, symmetry};

/// The bath's lattice.
pub fn lattice(scenario: &Scenario) -> Lattice {
    scenario.bath.lattice()
}

/// The bath with `bosons` bosons in it.
pub fn sector(scenario: &Scenario, bosons: usize) -> BathSector {
    BathSector::new(lattice(scenario), model(scenario), bosons)
}
