//! Work `entanglement`: entropy of half the bath in every eigenstate of one symmetry block.

use serde::{Deserialize, Serialize};

use super::cost::Cost;
use super::cost::DENSE;
use super::eigenstates::{block_of, with_vectors};
use super::recipe::{encode, Recipe, Work};
use crate::bath::Bath;
use crate::error::Error;
use physics::entanglement::{half, Cut};
use physics::fock::{binomial, MaskPermutation};
use physics::spectrum::{BathSector, BlockEigenstates};
use physics::symmetry::Block;

/// Vectors cut in two in one step.
const ENTROPIES: usize = 16;

/// The entropies of one block. Output: [`BlockEntropies`].
#[derive(Serialize, Deserialize)]
pub struct Entanglement {
    /// The bath.
    pub bath: Bath,
    /// Which of the sector's blocks.
    pub block: usize,
}

impl Recipe for Entanglement {
    const NAME: &'static str = "entanglement";

    fn start(self, _: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        let sector = self.bath.sector();
        Ok(Box::new(EntanglementWork {
            cut: Cut::new(&sector.fock, half(sector.lattice.sites())),
            block: block_of(&sector, self.block)?,
            sector,
            eigenstates: None,
            found: BlockEntropies::default(),
        }))
    }

    fn cost(&self) -> Cost {
        let own = with_vectors(&self.bath, self.block);
        let (sites, bosons) = (self.bath.lattice().sites(), self.bath.bosons);
        let cut = half(sites);
        // One block of the reduced state for each number of bosons in the half.
        let cubes: f64 = (0..=bosons)
            .map(|n| {
                let a = binomial(cut, n) as f64;
                let b = binomial(sites - cut, bosons - n) as f64;
                a.min(b).powi(2) * (a.max(b) + 4.0 * a.min(b))
            })
            .sum();
        let blocks = self.bath.blocks().len() as f64;
        Cost {
            seconds: own.seconds + self.bath.states() as f64 / blocks * cubes * DENSE,
            ..own
        }
    }
}

/// Output of `entanglement`: one block's entropies in nats, in the order of its levels.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct BlockEntropies {
    /// Of the block's own eigenvectors.
    pub own: Vec<f64>,
    /// Of their partners; empty without partners.
    pub partners: Vec<f64>,
}

/// Entropy of the bath's first half in every eigenvector of a block.
struct EntanglementWork {
    sector: BathSector,
    block: Block,
    cut: Cut,
    eigenstates: Option<BlockEigenstates>,
    found: BlockEntropies,
}

impl Work for EntanglementWork {
    fn step(&mut self) -> Result<f64, Error> {
        let Some(eigenstates) = &self.eigenstates else {
            self.eigenstates = Some(BlockEigenstates::new(&self.sector, &self.block)?);
            return Ok(0.2);
        };
        let count = eigenstates.energies.len();
        let from = self.found.own.len();
        for place in from..(from + ENTROPIES).min(count) {
            let vector = eigenstates.orbits.expand(eigenstates.vector(place));
            self.found.own.push(self.cut.entropy(&vector)?);
            if let Some((_, mirror)) = &self.block.partner {
                let partner = MaskPermutation::new(mirror).transform(&self.sector.fock, &vector);
                self.found.partners.push(self.cut.entropy(&partner)?);
            }
        }
        match self.found.own.len() == count {
            true => Ok(1.0),
            false => Ok(0.2 + 0.8 * self.found.own.len() as f64 / count as f64),
        }
    }

    fn output(&self) -> Vec<u8> {
        encode(&self.found)
    }
}
