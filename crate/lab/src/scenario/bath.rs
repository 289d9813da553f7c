//! What a scenario's bath looks the same under.

use super::Scenario;
use physics::hamiltonian::Model;
use physics::lattice::Symmetry;
use physics::random::site_energies;

/// The permutations of the bath's sites that leave its Hamiltonian as it is.
pub fn symmetry(scenario: &Scenario) -> Symmetry {
    let lattice = scenario.bath.lattice();
    let potential = site_energies(scenario.disorder, scenario.seed, lattice.sites());
    Model::bath(&lattice, scenario.hopping, scenario.repulsion, potential).symmetry(&lattice)
}
