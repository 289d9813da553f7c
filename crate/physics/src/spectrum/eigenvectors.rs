//! All eigenvectors of one symmetry block.

use nalgebra::DMatrix;

use super::multiplet::pivot;
use super::{dense, BathSector, Levels, DEGENERACY};
use crate::error::Error;
use crate::symmetry::{Block, OrbitBasis};

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

/// Puts the two levels of every doublet of the square in the order that
/// [`super::eigenstate`] counts them in: first the one that is even under the diagonal
/// mirror through the attached site, where there is such a mirror.
pub fn order_doublets(levels: &mut Levels, sector: &BathSector, attach: usize) {
    let diagonals = sector.lattice.commuting_mirrors();
    let fixing = diagonals
        .iter()
        .position(|mirror| mirror.permutation(&sector.lattice)[attach] == attach);
    let blocks = sector.blocks();
    let Some(mirror) = fixing.filter(|_| blocks.iter().any(|b| b.twin.is_some())) else {
        return;
    };
    let mut start = 0;
    while start < levels.len() {
        let multiplet = levels.multiplet(start);
        if multiplet.len() == 2 {
            let second = levels.0[start + 1];
            if second.twin && levels.parity(start, &blocks).sign(mirror) < 0 {
                levels.0.swap(start, start + 1);
            }
        }
        start = multiplet.end;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::sector;
    use super::super::{eigenstate, levels};
    use super::*;
    use crate::fock::MaskPermutation;
    use crate::lattice::Lattice;

    #[test]
    fn every_vector_is_an_eigenvector_with_the_signs_of_its_block() {
        for (lattice, bosons, g) in [
            (Lattice::rectangle(3, 3), 3, 0.1),
            (Lattice::rectangle(2, 4), 3, 0.1),
            (Lattice::chain(8), 4, 0.0),
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
                    for (m, mirror) in lattice.commuting_mirrors().iter().enumerate() {
                        let moved = MaskPermutation::new(&mirror.permutation(&lattice));
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
        let sector = sector(Lattice::rectangle(3, 3), 3, 0.1);
        let blocks = sector.blocks();
        for attach in [0, 2] {
            let mut levels = levels(&sector).unwrap();
            order_doublets(&mut levels, &sector, attach);
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
}
