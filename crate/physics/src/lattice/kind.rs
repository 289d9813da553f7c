//! What a kind of lattice says of itself, and how it is drawn.

use std::fmt;

use super::grid::{Bond, Grid, Point};
use super::symmetry::Symmetry;

/// What is particular to a kind of lattice.
pub struct Kind {
    /// Its name in links, before the sides: `square` in `square-4x4`.
    pub id: &'static str,
    /// How many sides it has: 1 (a length) or 2 (columns and rows).
    pub dimensions: usize,
    /// Shortest side.
    pub shortest: usize,
    /// Whether its ends meet, so that moving every site along is a symmetry.
    pub periodic: bool,
    /// Largest group velocity of one boson along an axis, in units of the hopping gamma.
    pub velocity: f64,
    /// Largest rate at which one boson's distance grows, in bonds and units of gamma, where a
    /// direction between the axes makes it larger than `velocity`.
    pub plane_velocity: fn(Grid) -> Option<f64>,
    /// Pairs of neighbours by their first site, then by their second.
    pub(super) bonds: fn(Grid) -> Vec<Bond>,
    /// The permutations of the sites that map bonds to bonds.
    pub(super) symmetry: fn(Grid) -> Symmetry,
    /// How it is drawn with a system beside a site.
    pub(super) picture: fn(Grid, usize) -> Picture,
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Kind {}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// Where sites and bonds are drawn.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Places of the bath's sites.
    pub sites: Vec<Point>,
    /// Place of the system.
    pub system: Point,
    /// Bonds drawn as lines between their sites.
    pub bonds: Vec<Bond>,
    /// Bonds across ends that meet.
    pub images: Vec<Image>,
}

/// A site drawn once more beyond an edge, so that its neighbour at the opposite edge is seen to be
/// one.
#[derive(Clone, Debug)]
pub struct Image {
    /// The site at the edge.
    pub from: usize,
    /// Its neighbour at the opposite edge.
    pub of: usize,
    /// Where the neighbour's image is drawn.
    pub at: Point,
}

impl Picture {
    /// Left, top, right and bottom of all that is drawn.
    pub fn extent(&self) -> (f64, f64, f64, f64) {
        let (x, y) = self.system;
        let images = self.images.iter().map(|image| &image.at);
        self.sites
            .iter()
            .chain(images)
            .fold((x, y, x, y), |(l, t, r, b), &(x, y)| {
                (l.min(x), t.min(y), r.max(x), b.max(y))
            })
    }
}
