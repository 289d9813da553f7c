//! The sites and bonds of one shape: neighbours, distances, symmetries.

use std::collections::VecDeque;

use super::grid::Bond;
use super::shape::Shape;
use super::symmetry::Symmetry;
use numerics::sorting::sorted;

/// The sites and bonds of one shape.
#[derive(Clone, Debug)]
pub struct Lattice {
    shape: Shape,
    bonds: Vec<Bond>,
    symmetry: Symmetry,
}

impl Shape {
    /// Its sites and bonds.
    pub fn lattice(self) -> Lattice {
        Lattice::new(self)
    }
}

impl Lattice {
    fn new(shape: Shape) -> Self {
        let Shape { kind, grid } = shape;
        Self {
            shape,
            bonds: (kind.bonds)(grid),
            symmetry: (kind.symmetry)(grid),
        }
    }

    /// The lattice that a link calls so.
    pub fn named(name: &str) -> Option<Self> {
        Shape::from_name(name).map(Shape::lattice)
    }

    /// Its kind and sides.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Number of sites.
    pub fn sites(&self) -> usize {
        self.shape.sites()
    }

    /// Nearest-neighbour pairs `(i, j)` with `i < j`, ordered by `i`, then `j`.
    pub fn bonds(&self) -> &[Bond] {
        &self.bonds
    }

    /// The permutations of the sites that map bonds to bonds.
    pub fn symmetry(&self) -> &Symmetry {
        &self.symmetry
    }

    /// Nearest neighbours of a site, in increasing order.
    pub fn neighbours(&self, site: usize) -> Vec<usize> {
        let neighbours: Vec<usize> = self
            .bonds
            .iter()
            .filter_map(|&(i, j)| match site {
                s if s == i => Some(j),
                s if s == j => Some(i),
                _ => None,
            })
            .collect();
        sorted(&neighbours, usize::cmp)
    }

    /// Number of bonds on a shortest path from `from` to every site.
    pub fn distances(&self, from: usize) -> Vec<usize> {
        let mut distance = vec![usize::MAX; self.sites()];
        let mut queue = VecDeque::from([from]);
        distance[from] = 0;
        while let Some(i) = queue.pop_front() {
            for j in self.neighbours(i) {
                if distance[j] == usize::MAX {
                    distance[j] = distance[i] + 1;
                    queue.push_back(j);
                }
            }
        }
        distance
    }

    /// Number of bonds from the system site (attached to bath site `attach`) to the farthest
    /// bath site in its row or column: the side length for a corner, one more than half a side
    /// where ends meet.
    ///
    /// This is `l` of the two Lieb-Robinson marks.
    pub fn reach(&self, attach: usize) -> usize {
        let grid = self.shape.grid;
        let (x, y) = grid.place(attach);
        let distances = self.distances(attach);
        let along = grid.places().zip(distances);
        let along = along.filter(|((column, row), _)| *column == x || *row == y);
        1 + along.map(|(_, distance)| distance).max().unwrap_or(0)
    }

    /// Largest number of other bonds that share a site with one bond, the bond to the
    /// system site included: 6 in the bulk of a square lattice, 2 in a chain attached at
    /// its end.
    pub fn bond_coordination(&self, attach: usize) -> usize {
        let mut degree = vec![0; self.sites() + 1];
        let mut bonds = self.bonds.clone();
        bonds.push((attach, self.sites()));
        for &(i, j) in &bonds {
            degree[i] += 1;
            degree[j] += 1;
        }
        let shared = bonds.iter().map(|&(i, j)| degree[i] + degree[j] - 2);
        shared.max().unwrap_or(0)
    }
}
