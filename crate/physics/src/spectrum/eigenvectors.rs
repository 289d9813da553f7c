//! All eigenvectors of one symmetry block.

use nalgebra::DMatrix;

use super::multiplet::pivot;
use super::{dense, BathSector, Level, Levels, DEGENERACY};
use crate::error::Error;
use crate::symmetry::{Block, OrbitBasis};
use numerics::sorting::argsort;

/// The levels of one block with their eigenvectors.
///
/// Every vector has the block's signs under the mirrors. Levels of one energy inside a block
/// (they occur in integrable baths) are told apart by the rule of `multiplet`, over the
/// orbits' states, so that no vector depends on the solver.
pub struct BlockEigenstates {
    /// The block's basis.
    pub orbits: OrbitBasis,
    /// E_n, ascending.
    pub energies: Vec<f64>,
    /// Orthonormal columns, components along the orbits' states.
    pub vectors: DMatrix<f64>,
}

impl BlockEigenstates {
    /// Diagonalises a block.
    ///
    /// # Errors
    /// [`Error::NotConverged`] from the solver.
    pub fn new(sector: &BathSector, block: &Block) -> Result<Self, Error> {
        let (orbits, matrix) = sector.block_matrix(block);
        let (energies, vectors) = dense::eigensystem(matrix.to_dense())?;
        let mut found = Self {
            orbits,
            energies,
            vectors,
        };
        found.settle_multiplets();
        Ok(found)
    }

    fn settle_multiplets(&mut self) {
        let (Some(low), Some(high)) = (self.energies.first(), self.energies.last()) else {
            return;
        };
        let gap = DEGENERACY * (high - low);
        let mut start = 0;
        while start < self.energies.len() {
            let mut end = start + 1;
            while end < self.energies.len() && self.energies[end] - self.energies[end - 1] <= gap {
                end += 1;
            }
            if end - start > 1 {
                let span = self.vectors.columns(start, end - start).into_owned();
                for k in start..end {
                    let vector = pivot(span.clone(), k - start);
                    self.vectors.set_column(k, &vector);
                }
            }
            start = end;
        }
    }

    /// Components of the `place`-th eigenvector along the orbits' states.
    pub fn vector(&self, place: usize) -> &[f64] {
        let n = self.vectors.nrows();
        &self.vectors.as_slice()[place * n..(place + 1) * n]
    }
}

/// Puts the levels of every multiplet in the order that [`super::eigenstate`] counts them in:
/// where two parities turn into each other, as on a square or a torus of equal sides, those even
/// under the parities that fix the attached site come first.
pub fn order_multiplets(levels: &mut Levels, sector: &BathSector, attach: usize) {
    let parities = sector.symmetry().parities.iter().enumerate();
    let fixing: Vec<usize> = parities
        .filter(|(_, p)| p[attach] == attach)
        .map(|(k, _)| k)
        .collect();
    let blocks = sector.blocks();
    if blocks.iter().all(|block| block.partner.is_none()) {
        return;
    }
    for multiplet in levels.multiplets() {
        let start = multiplet.start;
        let odd = |index: usize| -> Vec<bool> {
            let parity = levels.parity(index, &blocks);
            fixing.iter().map(|&k| parity.sign(k) < 0).collect()
        };
        let order = argsort(multiplet.len(), &|a, b| odd(start + a).cmp(&odd(start + b)));
        let ordered: Vec<Level> = order.into_iter().map(|k| levels.0[start + k]).collect();
        levels.0[multiplet].copy_from_slice(&ordered);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::sector;
    use super::super::{eigenstate, levels};
    use super::*;
    use crate::fock::MaskPermutation;
    use crate::lattice::tests::named;

    #[test]
    fn every_vector_is_an_eigenvector_with_the_signs_of_its_block() {
        for (lattice, bosons, g) in [
            (named("square-3x3"), 3, 0.1),
            (named("square-2x4"), 3, 0.1),
            (named("chain-8"), 4, 0.0),
            (named("ring-8"), 3, 0.1),
            (named("torus-3x4"), 3, 0.1),
            (named("torus-3x3"), 3, 0.1),
            (named("triangular-3x3"), 3, 0.1),
        ] {
            let sector = sector(lattice, bosons, g);
            let matrix = sector.model.matrix(&sector.fock);
            for block in sector.blocks() {
                let found = BlockEigenstates::new(&sector, &block).unwrap();
                let n = found.energies.len();
                let overlap = found.vectors.transpose() * &found.vectors;
                assert!((overlap - DMatrix::identity(n, n)).amax() < 1e-10);
                for (k, energy) in found.energies.iter().enumerate() {
                    let vector = found.orbits.expand(found.vector(k));
                    let mut image = vec![0.0; vector.len()];
                    matrix.multiply(&vector, &mut image);
                    for (h, v) in image.iter().zip(&vector) {
                        assert!((h - energy * v).abs() < 1e-10);
                    }
                    for (m, parity) in sector.symmetry().parities.iter().enumerate() {
                        let moved = MaskPermutation::new(parity);
                        let parity: f64 = sector
                            .fock
                            .masks()
                            .iter()
                            .zip(&vector)
                            .map(|(&mask, x)| x * vector[sector.fock.index(moved.apply(mask))])
                            .sum();
                        assert!((parity - f64::from(block.parity.sign(m))).abs() < 1e-12);
                    }
                }
            }
        }
    }

    #[test]
    fn doublets_are_counted_as_single_eigenstates_are() {
        let sector = sector(named("square-3x3"), 3, 0.1);
        let blocks = sector.blocks();
        for attach in [0, 2] {
            let mut levels = levels(&sector).unwrap();
            order_multiplets(&mut levels, &sector, attach);
            let unordered = super::super::levels(&sector).unwrap();
            let mut doublets = 0;
            for index in 0..levels.len() {
                let multiplet = levels.multiplet(index);
                if multiplet.len() == 2
                    && levels.0[multiplet.start + 1].block == levels.0[index].block
                {
                    doublets += 1;
                    let single = eigenstate(&sector, &unordered, index, attach).unwrap();
                    assert_eq!(levels.parity(index, &blocks).to_string(), single.sector);
                }
            }
            assert!(doublets > 20);
        }
    }

    #[test]
    fn multiplets_of_a_torus_are_counted_as_single_eigenstates_are() {
        let sector = sector(named("torus-3x3"), 3, 0.1);
        let blocks = sector.blocks();
        let unordered = super::super::levels(&sector).unwrap();
        let mut levels = unordered.clone();
        order_multiplets(&mut levels, &sector, 0);
        let largest = (0..levels.len()).map(|index| levels.multiplet(index).len());
        assert!(largest.max() >= Some(4));
        for index in 0..levels.len() {
            let single = eigenstate(&sector, &unordered, index, 0).unwrap();
            assert_eq!(levels.parity(index, &blocks).to_string(), single.sector);
        }
    }
}
