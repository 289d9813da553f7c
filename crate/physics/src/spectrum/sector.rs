//! The bath's Hamiltonian in one sector of boson number, and its symmetry blocks.

use crate::fock::Fock;
use crate::hamiltonian::Model;
use crate::lattice::{Lattice, Symmetry};
use crate::symmetry::{blocks, Block, OrbitBasis, Parity, Representation};
use numerics::sparse::Sparse;

/// The bath's Hamiltonian in one sector of boson number.
#[derive(Clone, Debug)]
pub struct BathSector {
    /// Where the bosons live.
    pub lattice: Lattice,
    /// The couplings.
    pub model: Model,
    /// The sector's basis.
    pub fock: Fock,
    /// What leaves the model as it is.
    symmetry: Symmetry,
}

impl BathSector {
    /// The sector of `bosons` bosons of a model on its lattice.
    pub fn new(lattice: Lattice, model: Model, bosons: usize) -> Self {
        Self {
            symmetry: model.symmetry(&lattice),
            fock: Fock::new(lattice.sites(), bosons),
            lattice,
            model,
        }
    }

    /// The permutations of the sites that leave the Hamiltonian as it is.
    pub fn symmetry(&self) -> &Symmetry {
        &self.symmetry
    }

    /// The sector's symmetry blocks.
    pub fn blocks(&self) -> Vec<Block> {
        blocks(&self.symmetry)
    }

    /// The states that no symmetry changes: the smallest block, whose levels no symmetry
    /// makes coincide.
    pub fn invariant_block(&self) -> Block {
        Block {
            parity: Parity::all(self.symmetry.parities.len())[0],
            representation: Representation::invariant(&self.symmetry),
            partner: None,
        }
    }

    /// One block's orbit basis and matrix.
    pub fn block_matrix(&self, block: &Block) -> (OrbitBasis, Sparse) {
        let orbits = OrbitBasis::new(&self.fock, &block.representation);
        let matrix = self.model.block(&self.fock, &orbits);
        (orbits, matrix)
    }
}
