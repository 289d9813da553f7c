//! Two neighbouring bath sites: four averages, and the reduced state that they fix.
//!
//! Eigenvectors are real and have a fixed number of bosons, so the reduced state of the
//! attached site a and its neighbour c is block diagonal over |00>, {|10>, |01>}, |11>
//! (a first), and real:
//!
//! ```text
//! p_11 = <n_a n_c>    p_10 = <n_a> - p_11    p_01 = <n_c> - p_11    p_00 = 1 - <n_a> - <n_c> + p_11
//! <10|rho|01> = <b_a^dagger b_c + h.c.> / 2
//! ```

use serde::{Deserialize, Serialize};

use crate::fock::Fock;
use crate::hamiltonian::Model;
use crate::lattice::Lattice;
use crate::symmetry::{OrbitBasis, Representation};
use numerics::sparse::Sparse;

/// Averages on the bond from a to c.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LocalState {
    /// <n_a>.
    pub density: f64,
    /// <n_c>.
    pub neighbour: f64,
    /// <n_a n_c>.
    pub pair: f64,
    /// <b_a^dagger b_c + h.c.>.
    pub hopping: f64,
}

impl LocalState {
    /// p_00, p_10, p_01, p_11 and the coherence <10|rho|01>.
    fn elements(&self) -> [f64; 5] {
        let filled = self.density + self.neighbour;
        [
            1.0 - filled + self.pair,
            self.density - self.pair,
            self.neighbour - self.pair,
            self.pair,
            0.5 * self.hopping,
        ]
    }

    /// The eigenvalues of the reduced state; they add up to 1.
    pub fn weights(&self) -> [f64; 4] {
        spectrum(self.elements())
    }

    /// (1/2) || rho - other ||_1, from 0 (equal) to 1 (told apart by one measurement).
    pub fn trace_distance(&self, other: &Self) -> f64 {
        let (a, b) = (self.elements(), other.elements());
        let difference = std::array::from_fn(|k| a[k] - b[k]);
        0.5 * spectrum(difference).iter().map(|x| x.abs()).sum::<f64>()
    }

    /// Adds `weight` times another bond's averages.
    pub fn add(&mut self, weight: f64, other: &Self) {
        self.density += weight * other.density;
        self.neighbour += weight * other.neighbour;
        self.pair += weight * other.pair;
        self.hopping += weight * other.hopping;
    }
}

/// The eigenvalues of a matrix with these elements.
fn spectrum([p00, p10, p01, p11, coherence]: [f64; 5]) -> [f64; 4] {
    let mean = 0.5 * (p10 + p01);
    let half = (0.5 * (p10 - p01)).hypot(coherence);
    [p00, mean - half, mean + half, p11]
}

/// The bond from a site to its neighbour of smallest index.
pub fn bond(lattice: &Lattice, site: usize) -> (usize, usize) {
    // The smallest lattice has two sites and is connected.
    let neighbour = lattice.neighbours(site)[0];
    (site, neighbour)
}

/// The four observables of a bond between states of one symmetry block, where an operator
/// has the averages of its own average over the block's group.
pub struct BondOperators([Sparse; 4]);

impl BondOperators {
    /// For the bond (a, c) in the basis `orbits` of `representation`.
    pub fn new(
        fock: &Fock,
        orbits: &OrbitBasis,
        representation: &Representation,
        (a, c): (usize, usize),
    ) -> Self {
        let share = 1.0 / representation.order() as f64;
        let sites = fock.sites();
        let averaged = |term: &dyn Fn(&mut Model, usize, usize)| {
            let mut model = Model {
                sites,
                potential: vec![0.0; sites],
                ..Model::default()
            };
            for g in representation.permutations() {
                term(&mut model, g[a], g[c]);
            }
            model.block(fock, orbits)
        };
        Self([
            averaged(&|model, a, _| model.potential[a] += share),
            averaged(&|model, _, c| model.potential[c] += share),
            averaged(&|model, a, c| model.pairs.push((a, c, share))),
            // A hop of amplitude gamma stands for -gamma (b_a^dagger b_c + h.c.).
            averaged(&|model, a, c| model.hops.push((a, c, -share))),
        ])
    }

    /// The averages in a state of the block, given by its components along the orbits.
    pub fn measure(&self, state: &[f64]) -> LocalState {
        let [density, neighbour, pair, hopping] =
            [0, 1, 2, 3].map(|k: usize| self.0[k].expectation(state));
        LocalState {
            density,
            neighbour,
            pair,
            hopping,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symmetry::blocks;

    #[test]
    fn averages_in_a_block_are_those_of_the_expanded_state() {
        let lattice = Lattice::rectangle(3, 3);
        let fock = Fock::new(9, 4);
        let (a, c) = bond(&lattice, 5);
        assert_eq!((a, c), (5, 2));
        for block in blocks(&lattice, true) {
            let orbits = OrbitBasis::new(&fock, &block.representation);
            let mut state: Vec<f64> = (0..orbits.dimension())
                .map(|i| (i as f64 * 1.3).sin())
                .collect();
            let norm = state.iter().map(|x| x * x).sum::<f64>().sqrt();
            state.iter_mut().for_each(|x| *x /= norm);
            let found =
                BondOperators::new(&fock, &orbits, &block.representation, (a, c)).measure(&state);
            let whole = orbits.expand(&state);
            let mut expected = LocalState::default();
            for (i, &mask) in fock.masks().iter().enumerate() {
                let (at_a, at_c) = (mask >> a & 1, mask >> c & 1);
                let weight = whole[i] * whole[i];
                expected.density += weight * f64::from(at_a);
                expected.neighbour += weight * f64::from(at_c);
                expected.pair += weight * f64::from(at_a * at_c);
                if at_a != at_c {
                    let swapped = fock.index(mask ^ (1 << a | 1 << c));
                    expected.hopping += whole[i] * whole[swapped];
                }
            }
            for (x, y) in [
                (found.density, expected.density),
                (found.neighbour, expected.neighbour),
                (found.pair, expected.pair),
                (found.hopping, expected.hopping),
            ] {
                assert!((x - y).abs() < 1e-13, "{x} {y}");
            }
        }
    }

    #[test]
    fn trace_distance_tells_orthogonal_states_apart_and_equal_ones_not() {
        let empty = LocalState::default();
        let full = LocalState {
            density: 1.0,
            neighbour: 1.0,
            pair: 1.0,
            hopping: 0.0,
        };
        // One boson shared evenly, in phase and out of phase.
        let shared = |hopping| LocalState {
            density: 0.5,
            neighbour: 0.5,
            pair: 0.0,
            hopping,
        };
        assert_eq!(empty.trace_distance(&full), 1.0);
        assert_eq!(full.trace_distance(&full), 0.0);
        assert!((shared(1.0).trace_distance(&shared(-1.0)) - 1.0).abs() < 1e-15);
        assert!((shared(1.0).trace_distance(&shared(0.0)) - 0.5).abs() < 1e-15);
        assert_eq!(shared(1.0).weights(), [0.0, 0.0, 1.0, 0.0]);
    }
}
