//! All levels of a sector, block after block, and their order.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::dense;
use super::sector::BathSector;
use crate::error::Error;
use crate::symmetry::{Block, Parity};
use numerics::sorting::sorted;

/// Levels closer than this fraction of the bandwidth are one multiplet.
pub const DEGENERACY: f64 = 1e-9;

/// One level.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// E_n.
    pub energy: f64,
    /// Which of the sector's blocks it belongs to.
    pub block: usize,
    /// Its place in the block, by energy.
    pub place: usize,
    /// Whether it is the partner, in the mirror-image sector, of the block's own level.
    pub partner: bool,
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
                for partner in [false, true] {
                    if !partner || block.partner.is_some() {
                        levels.push(Level {
                            energy,
                            block: b,
                            place,
                            partner,
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
        let key = |l: &Level| (l.partner, l.block, l.place);
        for multiplet in self.multiplets() {
            let ordered = sorted(&self.0[multiplet.clone()], |a, b| key(a).cmp(&key(b)));
            self.0[multiplet].copy_from_slice(&ordered);
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

    /// Energies closer than this are one.
    fn resolution(&self) -> f64 {
        let (low, high) = self.ends();
        DEGENERACY * (high - low)
    }

    /// The indices of all levels degenerate with level `index`.
    pub fn multiplet(&self, index: usize) -> Range<usize> {
        let gap = self.resolution();
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

    /// The indices of each multiplet, ascending.
    pub fn multiplets(&self) -> Vec<Range<usize>> {
        let gap = self.resolution();
        let groups = self.0.chunk_by(|a, b| (b.energy - a.energy).abs() <= gap);
        let mut end = 0;
        let ranges = groups.map(|levels| {
            let start = end;
            end += levels.len();
            start..end
        });
        ranges.collect()
    }

    /// Index of the first level of the multiplet nearest to `energy`; of two that are equally
    /// near the lower one. Such ties occur: without repulsion the levels of a bath that splits
    /// into two sublattices lie symmetrically about U(0) = 0.
    pub fn nearest(&self, energy: f64) -> usize {
        let tie = self.resolution();
        let distance = |i: usize| (self.0[i].energy - energy).abs();
        let least = (0..self.len()).map(distance).fold(f64::INFINITY, f64::min);
        let nearest = (0..self.len())
            .find(|&i| distance(i) <= least + tie)
            .expect("a sector has levels");
        self.multiplet(nearest).start
    }

    /// Indices of the `count` levels nearest to `energy`, at most all of them, nearest first: multiplet after multiplet from
    /// [`Levels::nearest`] on, of two equally near the lower one, and by index inside each.
    pub fn nearest_several(&self, energy: f64, count: usize) -> Vec<usize> {
        let tie = self.resolution();
        let distance = |i: usize| (self.0[i].energy - energy).abs();
        let first = self.multiplet(self.nearest(energy));
        let (mut below, mut above) = (first.start, first.end);
        let mut found: Vec<usize> = first.collect();
        while found.len() < count && (below > 0 || above < self.len()) {
            let lower = match (below, above) {
                (0, _) => false,
                (_, above) if above == self.len() => true,
                _ => distance(below - 1) <= distance(above) + tie,
            };
            let next = self.multiplet(if lower { below - 1 } else { above });
            match lower {
                true => below = next.start,
                false => above = next.end,
            }
            found.extend(next);
        }
        found.truncate(count);
        found
    }

    /// Sector of a level under the parities.
    pub fn parity(&self, index: usize, blocks: &[Block]) -> Parity {
        let level = &self.0[index];
        let block = &blocks[level.block];
        match (&block.partner, level.partner) {
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
