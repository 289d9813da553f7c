//! The bath of a scenario: the couplings on its lattice, and what they leave the same.

use super::Scenario;
use physics::hamiltonian::Model;
use physics::lattice::Symmetry;
use physics::random::site_energies;

/// The bath's couplings.
pub fn model(scenario: &Scenario) -> Model {
    let lattice = scenario.bath.lattice();
    let potential = site_energies(scenario.disorder, scenario.seed, lattice.sites());
    Model::bath(&lattice, scenario.hopping, scenario.repulsion, potential)
}

/// The permutations of the bath's sites that leave its Hamiltonian as it is.
pub fn symmetry(scenario: &Scenario) -> Symmetry {
    model(scenario).symmetry(&scenario.bath.lattice())
}
