//! Work `eigenstates`: local averages in every eigenstate of one symmetry block.
//!
//! Four averages a level are kept (see [`physics::local`]): every local observable follows from them, so that another
//! observable or another bound recomputes nothing.

use serde::{Deserialize, Serialize};

use super::cost::{Cost, VECTORS, WITH_VECTORS};
use super::recipe::{damaged, encode, Recipe, Work};
use crate::bath::Bath;
use crate::error::Error;
use numerics::cast::count;
use physics::local::{bond, BondOperators, LocalState};
use physics::spectrum::{BathSector, BlockEigenstates};
use physics::symmetry::Block;

/// The eigenstates of one block. Output: [`BlockStates`].
#[derive(Serialize, Deserialize)]
pub struct Eigenstates {
    /// The bath.
    pub bath: Bath,
    /// The site beside which they are measured.
    pub attach: usize,
    /// Which of the sector's blocks.
    pub block: usize,
}

/// What diagonalising one block with its vectors takes.
pub(super) fn with_vectors(bath: &Bath, block: usize) -> Cost {
    let sizes = bath.block_sizes();
    let size = sizes.0.get(block).copied().unwrap_or(0.0);
    Cost {
        seconds: size.powi(3) * VECTORS,
        bytes: WITH_VECTORS * 8.0 * size * size,
        kept_bytes: 0.0,
        states: bath.states(),
        block: count(sizes.largest()) as u64,
    }
}

/// One block of a bath's sector.
///
/// # Errors
/// [`Error::Input`] when there is none of this number.
pub(super) fn block_of(sector: &BathSector, block: usize) -> Result<Block, Error> {
    sector.blocks().get(block).cloned().ok_or_else(damaged)
}

impl Recipe for Eigenstates {
    const NAME: &'static str = "eigenstates";

    fn start(self, _: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        let sector = self.bath.sector();
        let block = block_of(&sector, self.block)?;
        let (a, c) = bond(&sector.lattice, self.attach);
        let moved = block
            .partner
            .iter()
            .map(|(_, mirror)| (mirror[a], mirror[c]));
        Ok(Box::new(EigenstatesWork {
            bonds: [(a, c)].into_iter().chain(moved).collect(),
            sector,
            block,
            eigenstates: None,
            measured: BlockStates::default(),
        }))
    }

    fn cost(&self) -> Cost {
        with_vectors(&self.bath, self.block)
    }
}

/// Output of `eigenstates`: one block's levels, ascending.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct BlockStates {
    /// E_n.
    pub energies: Vec<f64>,
    /// The bond beside the system in each eigenvector.
    pub local: Vec<LocalState>,
    /// The same in their partners in the mirror-image sector; empty without partners.
    pub partners: Vec<LocalState>,
}

/// Diagonalises a block with its vectors, measures them and forgets them.
struct EigenstatesWork {
    sector: BathSector,
    block: Block,
    /// The bond in the block's vectors and, where there are partners, the bond that is moved
    /// to it by the partners' mirror.
    bonds: Vec<(usize, usize)>,
    eigenstates: Option<BlockEigenstates>,
    measured: BlockStates,
}

impl Work for EigenstatesWork {
    fn step(&mut self) -> Result<f64, Error> {
        let Some(found) = self.eigenstates.take() else {
            self.eigenstates = Some(BlockEigenstates::new(&self.sector, &self.block)?);
            return Ok(0.9);
        };
        let mut measured = self.bonds.iter().map(|&bond| {
            let representation = &self.block.representation;
            let operators =
                BondOperators::new(&self.sector.fock, &found.orbits, representation, bond);
            let levels = 0..found.energies.len();
            levels
                .map(|place| operators.measure(found.vector(place)))
                .collect()
        });
        self.measured = BlockStates {
            local: measured.next().unwrap_or_default(),
            partners: measured.next().unwrap_or_default(),
            energies: found.energies.clone(),
        };
        Ok(1.0)
    }

    fn output(&self) -> Vec<u8> {
        encode(&self.measured)
    }
}
