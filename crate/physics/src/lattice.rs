//! Bath lattices: sites, nearest-neighbour bonds, distances and symmetries.
//!
//! Sites are numbered `i = x + Lx * y`; boundaries are open.

use std::collections::VecDeque;

use numerics::sorting::sorted;

/// The outline of a bath: a rectangle of `lx * ly` sites, or a chain (`ly = 1`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Lattice {
    lx: usize,
    ly: usize,
}

/// A permutation of the sites: `permutation[i]` is where site `i` goes.
pub type Permutation = Vec<usize>;

impl Lattice {
    /// A rectangle of `lx` columns and `ly` rows, both at least 1.
    pub fn rectangle(lx: usize, ly: usize) -> Self {
        assert!(lx > 0 && ly > 0, "a lattice has at least one site");
        Self { lx, ly }
    }

    /// A chain of `length` sites.
    pub fn chain(length: usize) -> Self {
        Self::rectangle(length, 1)
    }

    /// Number of sites.
    pub fn sites(&self) -> usize {
        self.lx * self.ly
    }

    /// Columns and rows.
    pub fn shape(&self) -> (usize, usize) {
        (self.lx, self.ly)
    }

    /// Column and row of a site.
    pub fn coordinates(&self, site: usize) -> (usize, usize) {
        (site % self.lx, site / self.lx)
    }

    fn site(&self, x: usize, y: usize) -> usize {
        x + self.lx * y
    }

    /// Nearest-neighbour pairs `(i, j)` with `i < j`, ordered by `i`, then `j`.
    pub fn bonds(&self) -> Vec<(usize, usize)> {
        let mut bonds = Vec::new();
        for i in 0..self.sites() {
            let (x, y) = self.coordinates(i);
            if x + 1 < self.lx {
                bonds.push((i, self.site(x + 1, y)));
            }
            if y + 1 < self.ly {
                bonds.push((i, self.site(x, y + 1)));
            }
        }
        bonds
    }

    /// Nearest neighbours of a site, in increasing order.
    pub fn neighbours(&self, site: usize) -> Vec<usize> {
        let neighbours: Vec<usize> = self
            .bonds()
            .into_iter()
            .filter_map(|(i, j)| match site {
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

    /// Number of bonds from the system site (attached to bath site `attach`) to the
    /// farthest bath site along one axis; the side length for a corner.
    ///
    /// This is `l` of the two Lieb-Robinson marks.
    pub fn reach(&self, attach: usize) -> usize {
        let (x, y) = self.coordinates(attach);
        let along_x = x.max(self.lx - 1 - x);
        let along_y = y.max(self.ly - 1 - y);
        1 + along_x.max(along_y)
    }

    /// Largest number of other bonds that share a site with one bond, the bond to the
    /// system site included: 6 in the bulk of a square lattice, 2 in a chain attached at
    /// its end.
    pub fn bond_coordination(&self, attach: usize) -> usize {
        let mut degree = vec![0; self.sites() + 1];
        let mut bonds = self.bonds();
        bonds.push((attach, self.sites()));
        for &(i, j) in &bonds {
            degree[i] += 1;
            degree[j] += 1;
        }
        let shared = bonds.iter().map(|&(i, j)| degree[i] + degree[j] - 2);
        shared.max().unwrap_or(0)
    }

    /// The point group of the lattice as it acts on its sites, identity first: up to two
    /// elements for a chain, four for a rectangle, eight for a square.
    pub fn point_group(&self) -> Vec<Permutation> {
        let mut group: Vec<Permutation> = Vec::new();
        for mirrors in Mirror::subsets(self) {
            let identity: Permutation = (0..self.sites()).collect();
            let element = mirrors
                .into_iter()
                .fold(identity, |sofar, m| compose(&m.permutation(self), &sofar));
            if !group.contains(&element) {
                group.push(element);
            }
        }
        group
    }

    /// The mirrors that map the lattice to itself: for a square the two diagonal ones
    /// first, whose signs label its sectors, then x and y; otherwise x, then y.
    pub fn mirrors(&self) -> Vec<Mirror> {
        let mut mirrors = Vec::new();
        if self.lx == self.ly && self.lx > 1 {
            mirrors.extend([Mirror::Diagonal, Mirror::AntiDiagonal]);
        }
        if self.lx > 1 {
            mirrors.push(Mirror::X);
        }
        if self.ly > 1 {
            mirrors.push(Mirror::Y);
        }
        mirrors
    }

    /// The commuting mirrors whose signs name the parity sectors.
    pub fn commuting_mirrors(&self) -> Vec<Mirror> {
        let mut mirrors = self.mirrors();
        mirrors.truncate(2);
        mirrors
    }
}

/// A reflection of the lattice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mirror {
    /// `(x, y) -> (y, x)`
    Diagonal,
    /// `(x, y) -> (L-1-y, L-1-x)`
    AntiDiagonal,
    /// `x -> Lx-1-x`
    X,
    /// `y -> Ly-1-y`
    Y,
}

impl Mirror {
    /// Where each site goes.
    pub fn permutation(self, lattice: &Lattice) -> Permutation {
        let (lx, ly) = lattice.shape();
        (0..lattice.sites())
            .map(|i| {
                let (x, y) = lattice.coordinates(i);
                match self {
                    Mirror::Diagonal => lattice.site(y, x),
                    Mirror::AntiDiagonal => lattice.site(lx - 1 - y, ly - 1 - x),
                    Mirror::X => lattice.site(lx - 1 - x, y),
                    Mirror::Y => lattice.site(x, ly - 1 - y),
                }
            })
            .collect()
    }

    fn subsets(lattice: &Lattice) -> Vec<Vec<Mirror>> {
        let mirrors = lattice.mirrors();
        (0..1usize << mirrors.len())
            .map(|chosen| {
                mirrors
                    .iter()
                    .enumerate()
                    .filter(|(k, _)| chosen >> k & 1 == 1)
                    .map(|(_, &m)| m)
                    .collect()
            })
            .collect()
    }
}

/// The permutation "first `inner`, then `outer`".
pub fn compose(outer: &Permutation, inner: &Permutation) -> Permutation {
    inner.iter().map(|&i| outer[i]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn square_has_the_bonds_of_a_grid() {
        let lattice = Lattice::rectangle(4, 4);
        assert_eq!(lattice.bonds().len(), 24);
        assert_eq!(lattice.neighbours(0), vec![1, 4]);
        assert_eq!(lattice.neighbours(5), vec![1, 4, 6, 9]);
        assert_eq!(Lattice::chain(12).bonds().len(), 11);
    }

    #[test]
    fn point_groups_have_the_right_order_and_map_bonds_to_bonds() {
        for (lattice, order) in [
            (Lattice::rectangle(4, 4), 8),
            (Lattice::rectangle(3, 4), 4),
            (Lattice::rectangle(2, 2), 8),
            (Lattice::chain(5), 2),
            (Lattice::rectangle(1, 5), 2),
            (Lattice::chain(1), 1),
        ] {
            let group = lattice.point_group();
            assert_eq!(group.len(), order, "{lattice:?}");
            assert!(group[0].iter().enumerate().all(|(i, &j)| i == j));
            let bonds = lattice.bonds();
            for g in &group {
                for &(i, j) in &bonds {
                    let image = (g[i].min(g[j]), g[i].max(g[j]));
                    assert!(bonds.contains(&image));
                }
                for h in &group {
                    assert!(group.contains(&compose(g, h)), "closed");
                }
            }
        }
    }

    #[test]
    fn reach_of_a_corner_is_the_side_length() {
        assert_eq!(Lattice::rectangle(4, 4).reach(0), 4);
        assert_eq!(Lattice::rectangle(3, 4).reach(0), 4);
        assert_eq!(Lattice::rectangle(3, 3).reach(4), 2);
        assert_eq!(Lattice::chain(12).reach(0), 12);
    }

    #[test]
    fn bonds_in_the_bulk_touch_six_others() {
        assert_eq!(Lattice::rectangle(4, 4).bond_coordination(0), 6);
        assert_eq!(Lattice::rectangle(4, 4).bond_coordination(5), 7);
        assert_eq!(Lattice::chain(12).bond_coordination(0), 2);
        assert_eq!(Lattice::chain(1).bond_coordination(0), 0);
    }

    #[test]
    fn distances_are_those_of_the_grid() {
        let lattice = Lattice::rectangle(3, 4);
        for (i, d) in lattice.distances(0).into_iter().enumerate() {
            let (x, y) = lattice.coordinates(i);
            assert_eq!(d, x + y);
        }
    }
}
