//! The bath's levels by parity blocks, and single eigenvectors of chosen levels.

pub mod dense;
mod eigenvectors;
pub mod interior;
mod multiplet;

pub use eigenvectors::{order_doublets, BlockEigenstates};
pub use multiplet::{eigenstate, Eigenstate};

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::fock::Fock;
use crate::hamiltonian::Model;
use crate::lattice::Lattice;
use crate::symmetry::{blocks, Block, OrbitBasis, Parity};
use numerics::sorting::sorted;
use numerics::sparse::Sparse;

/// Levels closer than this fraction of the bandwidth are one multiplet.
pub const DEGENERACY: f64 = 1e-9;

/// The bath's Hamiltonian in one sector of boson number.
#[derive(Clone, Debug)]
pub struct BathSector {
    /// Where the bosons live.
    pub lattice: Lattice,
    /// The couplings.
    pub model: Model,
    /// Whether the model has the lattice's symmetries (no disorder).
    pub symmetric: bool,
    /// The sector's basis.
    pub fock: Fock,
}

impl BathSector {
    /// The sector's symmetry blocks.
    pub fn blocks(&self) -> Vec<Block> {
        blocks(&self.lattice, self.symmetric)
    }

    /// One block's orbit basis and matrix.
    pub fn block_matrix(&self, block: &Block) -> (OrbitBasis, Sparse) {
        let orbits = OrbitBasis::new(&self.fock, &block.representation);
        let matrix = self.model.block(&self.fock, &orbits);
        (orbits, matrix)
    }
}

/// One level.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// E_n.
    pub energy: f64,
    /// Which of the sector's blocks it belongs to.
    pub block: usize,
    /// Its place in the block, by energy.
    pub place: usize,
    /// Whether it is the twin, in the mirror-image sector, of the block's own level.
    pub twin: bool,
}

/// All levels of one sector, ascending.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Levels(pub Vec<Level>);

impl Levels {
    /// Sorts the eigenvalues of all blocks, each list ascending, into one list of levels.
    /// Levels of one energy stand in the order of their blocks, even parity first.
    pub fn merge(blocks: &[Block], values: &[Vec<f64>]) -> Self {
        let mut levels = Vec::new();
        for (b, (block, values)) in blocks.iter().zip(values).enumerate() {
            for (place, &energy) in values.iter().enumerate() {
                for twin in [false, true] {
                    if !twin || block.twin.is_some() {
                        levels.push(Level {
                            energy,
                            block: b,
                            place,
                            twin,
                        });
                    }
                }
            }
        }
        let mut merged = Self(sorted(&levels, |a, b| a.energy.total_cmp(&b.energy)));
        merged.order_multiplets();
        merged
    }

    /// Inside a multiplet rounding decides the order of energies; blocks decide it here.
    fn order_multiplets(&mut self) {
        let mut start = 0;
        while start < self.0.len() {
            let end = self.multiplet(start).end;
            let key = |l: &Level| (l.twin, l.block, l.place);
            let ordered = sorted(&self.0[start..end], |a, b| key(a).cmp(&key(b)));
            self.0[start..end].copy_from_slice(&ordered);
            start = end;
        }
    }

    /// Number of levels.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The energies, ascending up to rounding within a multiplet.
    pub fn energies(&self) -> Vec<f64> {
        self.0.iter().map(|l| l.energy).collect()
    }

    /// Lowest and highest energy.
    pub fn ends(&self) -> (f64, f64) {
        let fold = |f: fn(f64, f64) -> f64, start| self.0.iter().map(|l| l.energy).fold(start, f);
        (
            fold(f64::min, f64::INFINITY),
            fold(f64::max, f64::NEG_INFINITY),
        )
    }

    /// The indices of all levels degenerate with level `index`.
    pub fn multiplet(&self, index: usize) -> std::ops::Range<usize> {
        let (low, high) = self.ends();
        let gap = DEGENERACY * (high - low);
        let close = |a: usize, b: usize| (self.0[a].energy - self.0[b].energy).abs() <= gap;
        let mut range = index..index + 1;
        while range.start > 0 && close(range.start - 1, range.start) {
            range.start -= 1;
        }
        while range.end < self.len() && close(range.end - 1, range.end) {
            range.end += 1;
        }
        range
    }

    /// Index of the first level of the multiplet nearest to `energy`; of two that are equally
    /// near the lower one. Such ties occur: without repulsion the levels of a bath that splits
    /// into two sublattices lie symmetrically about U(0) = 0.
    pub fn nearest(&self, energy: f64) -> usize {
        let (low, high) = self.ends();
        let distance = |i: usize| (self.0[i].energy - energy).abs();
        let least = (0..self.len()).map(distance).fold(f64::INFINITY, f64::min);
        let nearest = (0..self.len())
            .find(|&i| distance(i) <= least + DEGENERACY * (high - low))
            .expect("a sector has levels");
        self.multiplet(nearest).start
    }

    /// Sector of a level under the commuting mirrors.
    pub fn parity(&self, index: usize, blocks: &[Block]) -> Parity {
        let level = &self.0[index];
        let block = &blocks[level.block];
        match (&block.twin, level.twin) {
            (Some((parity, _)), true) => *parity,
            _ => block.parity,
        }
    }
}

/// All levels of a sector, block after block; resumable.
pub struct LevelFinder {
    sector: BathSector,
    blocks: Vec<Block>,
    values: Vec<Vec<f64>>,
}

impl LevelFinder {
    /// Starts on a sector.
    pub fn new(sector: BathSector) -> Self {
        let blocks = sector.blocks();
        Self {
            sector,
            blocks,
            values: Vec::new(),
        }
    }

    /// Diagonalises one more block; the fraction of blocks done.
    pub fn step(&mut self) -> Result<f64, Error> {
        if let Some(block) = self.blocks.get(self.values.len()) {
            let (_, matrix) = self.sector.block_matrix(block);
            self.values.push(dense::eigenvalues(matrix.to_dense())?);
        }
        Ok(self.values.len() as f64 / self.blocks.len() as f64)
    }

    /// The levels, once every block is done.
    pub fn levels(&self) -> Levels {
        Levels::merge(&self.blocks, &self.values)
    }
}

/// All levels of a sector at once.
pub fn levels(sector: &BathSector) -> Result<Levels, Error> {
    let mut finder = LevelFinder::new(sector.clone());
    while finder.step()? < 1.0 {}
    Ok(finder.levels())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn sector(lattice: Lattice, bosons: usize, g: f64) -> BathSector {
        let sites = lattice.sites();
        BathSector {
            lattice,
            model: Model::bath(&lattice, 1.0, g, vec![0.0; sites]),
            symmetric: true,
            fock: Fock::new(sites, bosons),
        }
    }

    #[test]
    fn blocks_together_give_the_full_spectrum() {
        for (lattice, bosons) in [
            (Lattice::rectangle(3, 3), 3),
            (Lattice::rectangle(3, 4), 3),
            (Lattice::chain(8), 3),
            (Lattice::rectangle(2, 2), 2),
        ] {
            let sector = sector(lattice, bosons, 0.1);
            let by_blocks = levels(&sector).unwrap().energies();
            let whole = dense::eigenvalues(sector.model.matrix(&sector.fock).to_dense()).unwrap();
            assert_eq!(by_blocks.len(), whole.len());
            for (a, b) in by_blocks.iter().zip(&whole) {
                assert!((a - b).abs() < 1e-12, "{lattice:?}: {a} {b}");
            }
        }
    }

    #[test]
    fn of_two_levels_equally_near_the_lower_one_is_taken_whatever_the_rounding() {
        let levels = levels(&sector(Lattice::chain(6), 1, 0.1)).unwrap();
        for rounding in [-1e-14, 0.0, 1e-14] {
            assert_eq!(levels.nearest(rounding), 2);
        }
        assert_eq!(levels.nearest(1e-6), 3);
        assert_eq!(levels.nearest(-1e3), 0);
        assert_eq!(levels.nearest(1e3), 5);
    }

    #[test]
    fn a_doublet_of_the_square_counts_even_parity_first() {
        let sector = sector(Lattice::rectangle(3, 3), 3, 0.1);
        let levels = levels(&sector).unwrap();
        let blocks = sector.blocks();
        let doublet = (0..levels.len())
            .find(|&i| levels.multiplet(i).len() == 2)
            .expect("the square has doublets");
        assert_eq!(levels.parity(doublet, &blocks).to_string(), "+-");
        assert_eq!(levels.parity(doublet + 1, &blocks).to_string(), "-+");
    }
}
