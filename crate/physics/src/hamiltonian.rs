//! Hard-core boson Hamiltonians as real symmetric sparse matrices.
//!
//! ```text
//! H = -sum_k gamma_k (b_i^dagger b_j + h.c.) + sum_k g_k n_i n_j + sum_i w_i n_i
//! ```
//!
//! The bath's sites come first; the system site, where there is one, is the last.

use crate::fock::Fock;
use crate::lattice::{Lattice, Symmetry};
use crate::symmetry::OrbitBasis;
use numerics::sparse::Sparse;

/// The couplings of a Hamiltonian on `sites` sites. Energies in units of the bath hopping.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Number of sites.
    pub sites: usize,
    /// `(i, j, gamma)`: the term `-gamma (b_i^dagger b_j + h.c.)`.
    pub hops: Vec<(usize, usize, f64)>,
    /// `(i, j, g)`: the term `g n_i n_j`.
    pub pairs: Vec<(usize, usize, f64)>,
    /// `w_i`: the term `w_i n_i`; one for each site.
    pub potential: Vec<f64>,
}

impl Model {
    /// The bath: hopping `gamma` and repulsion `g` on every bond, potential `w` on every site.
    pub fn bath(lattice: &Lattice, gamma: f64, g: f64, w: Vec<f64>) -> Self {
        assert!(w.len() == lattice.sites(), "a potential for every site");
        let bonds = lattice.bonds();
        Self {
            sites: lattice.sites(),
            hops: bonds.iter().map(|&(i, j)| (i, j, gamma)).collect(),
            pairs: bonds.iter().map(|&(i, j)| (i, j, g)).collect(),
            potential: w,
        }
    }

    /// The permutations of the bath's sites that leave it as it is: the lattice's where every
    /// site has one potential, none where they differ.
    pub fn symmetry(&self, lattice: &Lattice) -> Symmetry {
        let uniform = self.potential.windows(2).all(|pair| pair[0] == pair[1]);
        match uniform {
            true => lattice.symmetry().clone(),
            false => Symmetry::none(self.sites),
        }
    }

    /// The bath with a system site joined to bath site `attach` by hopping `coupling`, at
    /// potential `omega`. The system site's index is the bath's number of sites.
    pub fn with_system(&self, attach: usize, coupling: f64, omega: f64) -> Self {
        let mut whole = self.clone();
        whole.hops.push((attach, self.sites, coupling));
        whole.potential.push(omega);
        whole.sites += 1;
        whole
    }

    /// omega_S n_S + H_I: what [`Model::with_system`] added to `bath`.
    pub fn system_terms(&self, bath: &Self) -> Self {
        let mut terms = self.clone();
        terms.hops.drain(..bath.hops.len());
        terms.pairs.clear();
        terms.potential[..bath.sites].fill(0.0);
        terms
    }

    /// The same bath terms on a lattice that also has a system site which they leave alone.
    pub fn beside_system(&self) -> Self {
        let mut whole = self.clone();
        whole.potential.push(0.0);
        whole.sites += 1;
        whole
    }

    /// The value of most entries beside the diagonal: the amplitude of the first hop, which
    /// the bath's others share.
    fn commonest(&self) -> f64 {
        self.hops.first().map_or(0.0, |hop| -hop.2)
    }

    fn diagonal(&self, mask: u32) -> f64 {
        let filled = |i: usize| mask >> i & 1 == 1;
        let repulsion: f64 = self
            .pairs
            .iter()
            .filter(|&&(i, j, _)| filled(i) && filled(j))
            .map(|&(_, _, g)| g)
            .sum();
        let potential: f64 = self
            .potential
            .iter()
            .enumerate()
            .filter(|&(i, _)| filled(i))
            .map(|(_, w)| w)
            .sum();
        repulsion + potential
    }

    /// The matrix in the full Fock basis of one sector.
    pub fn matrix(&self, fock: &Fock) -> Sparse {
        Sparse::from_rows(fock.dimension(), self.commonest(), &mut |row, push| {
            let mask = fock.masks()[row];
            push(row, self.diagonal(mask));
            for &(i, j, gamma) in &self.hops {
                if gamma != 0.0 && (mask >> i ^ mask >> j) & 1 == 1 {
                    push(fock.index(mask ^ (1 << i | 1 << j)), -gamma);
                }
            }
        })
    }

    /// The block of the matrix that acts on `orbits`, a symmetry-adapted basis of the sector
    /// `fock`. The model must have that symmetry.
    pub fn block(&self, fock: &Fock, orbits: &OrbitBasis) -> Sparse {
        Sparse::from_rows(orbits.dimension(), self.commonest(), &mut |row, push| {
            let mask = orbits.representatives()[row];
            push(row, self.diagonal(mask));
            let own = orbits.own_amplitude(row);
            for &(i, j, gamma) in &self.hops {
                if gamma != 0.0 && (mask >> i ^ mask >> j) & 1 == 1 {
                    let image = fock.index(mask ^ (1 << i | 1 << j));
                    if let Some((column, amplitude)) = orbits.member(image) {
                        push(column, -gamma * amplitude / own);
                    }
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lattice::tests::named;
    use crate::symmetry::blocks;
    use num_complex::Complex64;
    use numerics::vector::dot;

    fn example(lattice: &Lattice) -> Model {
        Model::bath(lattice, 1.0, 0.3, vec![0.0; lattice.sites()])
    }

    #[test]
    fn the_matrix_is_symmetric() {
        let lattice = named("square-3x3");
        let w = (0..9).map(|i| (i as f64).sin()).collect();
        let model = Model::bath(&lattice, 1.0, 0.3, w).with_system(2, 0.7, 0.2);
        let dense = model.matrix(&Fock::new(10, 4)).to_dense();
        assert_eq!(dense, dense.transpose());
    }

    #[test]
    fn blocks_are_the_matrix_between_orbit_states() {
        let lattice = named("square-3x3");
        let fock = Fock::new(9, 3);
        let model = example(&lattice);
        let dense = model.matrix(&fock).to_dense();
        for block in blocks(lattice.symmetry()) {
            let orbits = OrbitBasis::new(&fock, &block.representation);
            let small = model.block(&fock, &orbits).to_dense();
            assert!((&small - small.transpose()).amax() < 1e-14, "symmetric");
            for k in 0..orbits.dimension() {
                let mut unit = vec![0.0; orbits.dimension()];
                unit[k] = 1.0;
                let image = &dense * nalgebra::DVector::from_vec(orbits.expand(&unit));
                let column = orbits.project(image.as_slice());
                for (r, value) in column.iter().enumerate() {
                    assert!((value - small[(r, k)]).abs() < 1e-13);
                }
            }
        }
    }

    #[test]
    fn products_agree_with_the_dense_matrix() {
        let lattice = named("square-2x3");
        let model = example(&lattice).with_system(0, 2.0, -0.4);
        let sparse = model.matrix(&Fock::new(7, 3));
        let n = sparse.dimension();
        let x: Vec<Complex64> = (0..n)
            .map(|i| Complex64::new((i as f64).cos(), (2.0 * i as f64).sin()))
            .collect();
        let mut y = vec![Complex64::default(); n];
        sparse.multiply(&x, &mut y);
        let dense = sparse.to_dense();
        for r in 0..n {
            let expected: Complex64 = (0..n).map(|c| x[c] * dense[(r, c)]).sum();
            assert!((y[r] - expected).norm() < 1e-13);
        }
        assert!((sparse.expectation(&x) - dot(&x, &y)).abs() < 1e-12);
        let (low, high) = sparse.bounds();
        let levels = dense.symmetric_eigenvalues();
        assert!(levels.min() >= low && levels.max() <= high);
    }
}
