//! The bath's shape as the text form names it.

use std::fmt;

/// A lattice with open boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BathShape {
    /// Rectangle of lx columns and ly rows, site i = x + lx y.
    Square {
        /// Columns.
        lx: usize,
        /// Rows.
        ly: usize,
    },
    /// A line of `length` sites.
    Chain {
        /// Number of sites.
        length: usize,
    },
}

impl BathShape {
    /// Number of sites L.
    pub fn sites(self) -> usize {
        match self {
            // A shape is refused by its number of sites, so that number must exist for any shape that can be written.
            BathShape::Square { lx, ly } => lx.saturating_mul(ly),
            BathShape::Chain { length } => length,
        }
    }

    /// Column and row of a site.
    pub fn coordinates(self, site: usize) -> (usize, usize) {
        match self {
            BathShape::Square { lx, .. } => (site % lx, site / lx),
            BathShape::Chain { .. } => (site, 0),
        }
    }

    /// The site in a column and a row, where the lattice has one.
    pub fn site_at(self, (x, y): (usize, usize)) -> Option<usize> {
        let (lx, ly) = match self {
            BathShape::Square { lx, ly } => (lx, ly),
            BathShape::Chain { length } => (length, 1),
        };
        (x < lx && y < ly).then_some(x + lx * y)
    }

    /// Reads `square-4x4` or `chain-12`; sides are decimal digits and at least 1.
    pub fn from_name(name: &str) -> Option<Self> {
        if let Some(sides) = name.strip_prefix("square-") {
            let (lx, ly) = sides.split_once('x')?;
            Some(BathShape::Square {
                lx: side(lx)?,
                ly: side(ly)?,
            })
        } else {
            Some(BathShape::Chain {
                length: side(name.strip_prefix("chain-")?)?,
            })
        }
    }
}

/// A side's length; one too long for the machine counts as the longest, to be refused as too large.
fn side(digits: &str) -> Option<usize> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(digits.parse().unwrap_or(usize::MAX)).filter(|&length| length > 0)
}

impl fmt::Display for BathShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BathShape::Square { lx, ly } => write!(f, "square-{lx}x{ly}"),
            BathShape::Chain { length } => write!(f, "chain-{length}"),
        }
    }
}
