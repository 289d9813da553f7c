//! Sites in rows: what all kinds of lattice are numbered by.

use super::symmetry::Permutation;
use numerics::sorting::sorted;

/// Two neighbouring sites, the smaller first.
pub type Bond = (usize, usize);

/// A place in the picture, in units of the distance between neighbours, y downwards.
pub type Point = (f64, f64);

/// `lx` columns and `ly` rows of sites, numbered `i = x + lx * y`; one row for a line of sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Grid {
    /// Columns.
    pub lx: usize,
    /// Rows.
    pub ly: usize,
}

impl Grid {
    /// Number of sites; the largest number there is where it cannot be counted, so that every grid
    /// that can be written can be refused as too large.
    pub fn sites(self) -> usize {
        self.lx.saturating_mul(self.ly)
    }

    /// The site in column `x` of row `y`.
    pub fn site(self, x: usize, y: usize) -> usize {
        x + self.lx * y
    }

    /// Column and row of a site.
    pub fn place(self, site: usize) -> (usize, usize) {
        (site % self.lx, site / self.lx)
    }

    /// The site in column `x` of row `y`, if it is on the grid.
    pub fn find(self, (x, y): (usize, usize)) -> Option<usize> {
        (x < self.lx && y < self.ly).then(|| self.site(x, y))
    }

    /// Column and row of every site, in order.
    pub fn places(self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.sites()).map(move |i| self.place(i))
    }

    /// Where each site goes when its column and row do.
    pub fn permutation(self, to: impl Fn(usize, usize) -> (usize, usize)) -> Permutation {
        let image = |(x, y)| {
            let (x, y) = to(x, y);
            self.site(x, y)
        };
        self.places().map(image).collect()
    }

    /// The pairs `(i, j)`, `i < j`, of sites `step` apart, with open ends.
    pub fn steps(self, (dx, dy): (usize, usize)) -> impl Iterator<Item = Bond> {
        self.places()
            .filter_map(move |(x, y)| Some((self.site(x, y), self.find((x + dx, y + dy))?)))
    }

    /// Columns as x and rows as y, the distance of neighbours being 1.
    pub fn points(self) -> Vec<Point> {
        self.places().map(|(x, y)| (x as f64, y as f64)).collect()
    }

    /// The grid of so many sites that is nearest to a square, columns at most rows.
    pub fn nearest_square(sites: usize) -> Self {
        let lx = (1..=sites).take_while(|lx| lx * lx <= sites);
        let lx = lx
            .filter(|lx| sites.is_multiple_of(*lx))
            .last()
            .unwrap_or(1);
        Self { lx, ly: sites / lx }
    }
}

/// Bonds by their first site, then by their second.
pub fn in_order(bonds: impl Iterator<Item = Bond>) -> Vec<Bond> {
    let bonds: Vec<Bond> = bonds.map(|(i, j)| (i.min(j), i.max(j))).collect();
    sorted(&bonds, |a, b| a.cmp(b))
}
