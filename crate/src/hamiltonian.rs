//! Hard-core boson Hamiltonians as real symmetric sparse matrices.
//!
//! ```text
//! H = -sum_k gamma_k (b_i^dagger b_j + h.c.) + sum_k g_k n_i n_j + sum_i w_i n_i
//! ```
//!
//! The bath's sites come first; the system site, where there is one, is the last.

mod entries;

use num_complex::Complex64;

use entries::Entries;
pub use entries::MOST_COLUMNS;

use crate::fock::Fock;
use crate::lattice::Lattice;
use crate::symmetry::OrbitBasis;

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
        assert_eq!(w.len(), lattice.sites(), "a potential for every site");
        let bonds = lattice.bonds();
        Self {
            sites: lattice.sites(),
            hops: bonds.iter().map(|&(i, j)| (i, j, gamma)).collect(),
            pairs: bonds.iter().map(|&(i, j)| (i, j, g)).collect(),
            potential: w,
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
        Sparse::from_rows(fock.dimension(), self.commonest(), |row, push| {
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
        Sparse::from_rows(orbits.dimension(), self.commonest(), |row, push| {
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

/// What a real matrix can multiply: a number, or several side by side.
pub trait Linear:
    Copy
    + Default
    + std::ops::Add<Output = Self>
    + std::ops::Sub<Output = Self>
    + std::ops::Mul<f64, Output = Self>
    + std::ops::AddAssign
{
}

impl Linear for f64 {}
impl Linear for Complex64 {}

/// A number that a real matrix can multiply: `f64` or `Complex64`.
pub trait Scalar: Linear {
    /// Squared modulus.
    fn norm_sqr(self) -> f64;
    /// Real part of `conj(self) * other`.
    fn dot(self, other: Self) -> f64;
}

impl Scalar for f64 {
    #[inline(always)]
    fn norm_sqr(self) -> f64 {
        self * self
    }
    #[inline(always)]
    fn dot(self, other: f64) -> f64 {
        self * other
    }
}

impl Scalar for Complex64 {
    #[inline(always)]
    fn norm_sqr(self) -> f64 {
        self.re * self.re + self.im * self.im
    }
    #[inline(always)]
    fn dot(self, other: Complex64) -> f64 {
        self.re * other.re + self.im * other.im
    }
}

/// Squared norm of a vector.
pub fn norm_sqr<T: Scalar>(x: &[T]) -> f64 {
    x.iter().map(|v| v.norm_sqr()).sum()
}

/// Real part of the scalar product `<x|y>`.
pub fn dot<T: Scalar>(x: &[T], y: &[T]) -> f64 {
    x.iter().zip(y).map(|(a, b)| a.dot(*b)).sum()
}

/// A real symmetric matrix: the diagonal, and the other entries row by row.
#[derive(Clone, Debug)]
pub struct Sparse {
    diagonal: Vec<f64>,
    entries: Entries,
}

impl Sparse {
    /// Builds row after row: `fill(row, push)` calls `push(column, value)` for each entry;
    /// entries of one column are added up. Most entries should have the value `commonest`.
    fn from_rows(
        dimension: usize,
        commonest: f64,
        mut fill: impl FnMut(usize, &mut dyn FnMut(usize, f64)),
    ) -> Self {
        let mut diagonal = vec![0.0; dimension];
        let mut entries = Entries::new(dimension, commonest);
        let mut row: Vec<(u32, f64)> = Vec::new();
        for (r, own) in diagonal.iter_mut().enumerate() {
            row.clear();
            fill(r, &mut |column, value| match column == r {
                true => *own += value,
                false => row.push((column as u32, value)),
            });
            row.sort_unstable_by_key(|e| e.0);
            row.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                kept.1 += if same { next.1 } else { 0.0 };
                same
            });
            entries.push_row(row.iter().copied());
        }
        entries.finish();
        Self { diagonal, entries }
    }

    /// Number of rows.
    pub fn dimension(&self) -> usize {
        self.diagonal.len()
    }

    /// Number of stored entries, the diagonal included.
    pub fn entries(&self) -> usize {
        self.diagonal.len() + self.entries.len()
    }

    /// Entry by entry, column-major: for dense solvers and tests.
    pub fn to_dense(&self) -> nalgebra::DMatrix<f64> {
        let n = self.dimension();
        let mut dense = nalgebra::DMatrix::zeros(n, n);
        for r in 0..n {
            dense[(r, r)] = self.diagonal[r];
            for (c, v) in self.entries.row(r) {
                dense[(r, c)] = v;
            }
        }
        dense
    }

    /// `y = H x`.
    pub fn multiply<T: Linear>(&self, x: &[T], y: &mut [T]) {
        self.fused(x, y, |hx, _, _| hx);
    }

    /// `y[r] = combine((H x)[r], x[r], y[r])` in one pass: the step of every recursion here.
    #[inline]
    pub fn fused<T: Linear>(&self, x: &[T], y: &mut [T], combine: impl Fn(T, T, T) -> T) {
        let n = self.dimension();
        assert!(x.len() == n && y.len() == n, "vectors of the matrix's size");
        for r in 0..n {
            let sum = x[r] * self.diagonal[r] + self.entries.row_times(r, x);
            y[r] = combine(sum, x[r], y[r]);
        }
    }

    /// `<x|H|x>`.
    pub fn expectation<T: Scalar>(&self, x: &[T]) -> f64 {
        (0..self.dimension())
            .map(|r| x[r].dot(x[r] * self.diagonal[r] + self.entries.row_times(r, x)))
            .sum()
    }

    /// Mean and variance of the eigenvalues: Tr H / n, and Tr H^2 / n minus its square.
    pub fn moments(&self) -> (f64, f64) {
        let n = self.dimension().max(1) as f64;
        let mean = self.diagonal.iter().sum::<f64>() / n;
        let values = self.diagonal.iter().copied().chain(self.entries.values());
        let squares = values.map(|v| v * v);
        (mean, squares.sum::<f64>() / n - mean * mean)
    }

    /// An interval that holds every eigenvalue (Gershgorin's discs).
    pub fn bounds(&self) -> (f64, f64) {
        let mut bounds = (f64::INFINITY, f64::NEG_INFINITY);
        for r in 0..self.dimension() {
            let radius: f64 = self.entries.row(r).map(|(_, v)| v.abs()).sum();
            bounds.0 = bounds.0.min(self.diagonal[r] - radius);
            bounds.1 = bounds.1.max(self.diagonal[r] + radius);
        }
        bounds
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symmetry::blocks;

    fn example(lattice: &Lattice) -> Model {
        Model::bath(lattice, 1.0, 0.3, vec![0.0; lattice.sites()])
    }

    #[test]
    fn the_matrix_is_symmetric() {
        let lattice = Lattice::rectangle(3, 3);
        let w = (0..9).map(|i| (i as f64).sin()).collect();
        let model = Model::bath(&lattice, 1.0, 0.3, w).with_system(2, 0.7, 0.2);
        let dense = model.matrix(&Fock::new(10, 4)).to_dense();
        assert_eq!(dense, dense.transpose());
    }

    #[test]
    fn blocks_are_the_matrix_between_orbit_states() {
        let lattice = Lattice::rectangle(3, 3);
        let fock = Fock::new(9, 3);
        let model = example(&lattice);
        let dense = model.matrix(&fock).to_dense();
        for block in blocks(&lattice, true) {
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
        let lattice = Lattice::rectangle(2, 3);
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
