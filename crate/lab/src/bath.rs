//! From a scenario to the bath it describes: lattice, couplings, sectors.

use crate::scenario::{BathShape, Scenario};
use physics::fock::Fock;
use physics::hamiltonian::Model;
use physics::lattice::Lattice;
use physics::random::site_energies;
use physics::spectrum::BathSector;

/// The bath's lattice.
pub fn lattice(scenario: &Scenario) -> Lattice {
    match scenario.bath {
        BathShape::Square { lx, ly } => Lattice::rectangle(lx, ly),
        BathShape::Chain { length } => Lattice::chain(length),
    }
}

/// The bath's couplings.
pub fn model(scenario: &Scenario) -> Model {
    let lattice = lattice(scenario);
    let potential = site_energies(scenario.disorder, scenario.seed, lattice.sites());
    Model::bath(&lattice, scenario.hopping, scenario.repulsion, potential)
}

/// The bath with `bosons` bosons in it.
pub fn sector(scenario: &Scenario, bosons: usize) -> BathSector {
    let lattice = lattice(scenario);
    BathSector {
        lattice,
        model: model(scenario),
        symmetric: scenario.disorder == 0.0,
        fock: Fock::new(lattice.sites(), bosons),
    }
}
