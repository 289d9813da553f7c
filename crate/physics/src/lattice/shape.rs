//! A kind of lattice and its sides: what a link names.

use std::fmt;

use super::grid::Grid;
use super::kind::{Kind, Picture};
use super::KINDS;

/// A kind of lattice and its sides: what a link names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Which kind.
    pub kind: &'static Kind,
    /// Columns and rows; one row where there is one side.
    pub grid: Grid,
}

impl Shape {
    /// Reads `square-4x4` or `chain-12`: a kind of [`KINDS`] and as many sides as it has, decimal
    /// digits and none below the kind's shortest.
    pub fn from_name(name: &str) -> Option<Self> {
        let (id, sides) = name.split_once('-')?;
        let kind = KINDS.iter().find(|kind| kind.id == id)?;
        let side = |digits: &str| side(digits).filter(|&length| length >= kind.shortest);
        let grid = match (kind.dimensions, sides.split_once('x')) {
            (1, None) => Grid {
                lx: side(sides)?,
                ly: 1,
            },
            (2, Some((lx, ly))) => Grid {
                lx: side(lx)?,
                ly: side(ly)?,
            },
            _ => return None,
        };
        Some(Self { kind, grid })
    }

    /// Number of sites L.
    pub fn sites(&self) -> usize {
        self.grid.sites()
    }

    /// The sides as links write them: `4x4`, `12`.
    pub fn sides(&self) -> String {
        let Grid { lx, ly } = self.grid;
        match self.kind.dimensions {
            1 => lx.to_string(),
            _ => format!("{lx}x{ly}"),
        }
    }

    /// Length of a side: the number of sites of a line, its square root in the plane.
    pub fn side(&self) -> f64 {
        let sites = self.sites() as f64;
        match self.kind.dimensions {
            1 => sites,
            _ => sites.sqrt(),
        }
    }

    /// The shape of the same kind with so many sites, in the plane as nearly square as can be;
    /// `None` where a side would be too short.
    pub fn with_sites(&self, sites: usize) -> Option<Self> {
        let grid = match self.kind.dimensions {
            1 => Grid { lx: sites, ly: 1 },
            _ => Grid::nearest_square(sites),
        };
        let kind = self.kind;
        (grid.lx >= kind.shortest).then_some(Self { kind, grid })
    }

    /// How it is drawn with a system attached to site `attach`.
    pub fn picture(&self, attach: usize) -> Picture {
        (self.kind.picture)(self.grid, attach)
    }
}

/// A side's length; one too long for the machine counts as the longest, to be refused as too large.
fn side(digits: &str) -> Option<usize> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(digits.parse().unwrap_or(usize::MAX))
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind.id, self.sides())
    }
}
