//! Bath lattices: one file a kind, and what follows from its bonds for all of them.
//!
//! A kind's file says its sites and bonds, where they are drawn, and which reflections it has;
//! adding one is a file and a line in [`KINDS`]. What a link names (`square-4x4`) is a [`Shape`];
//! a [`Lattice`] is the data of one shape.

mod chain;
mod grid;
mod ring;
mod square;
mod symmetry;
mod torus;
mod triangular;

use std::collections::VecDeque;
use std::fmt;

use numerics::sorting::sorted;

pub use grid::Grid;
pub use symmetry::{compose, Permutation, Symmetry};

/// Every kind of lattice, in the order of the form.
pub static KINDS: &[&Kind] = &[
    &square::SQUARE,
    &chain::CHAIN,
    &ring::RING,
    &torus::TORUS,
    &triangular::TRIANGULAR,
];

/// Two neighbouring sites, the smaller first.
pub type Bond = (usize, usize);

/// A place in the picture, in units of the distance between neighbours, y downwards.
pub type Point = (f64, f64);

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
    bonds: fn(Grid) -> Vec<Bond>,
    /// The permutations of the sites that map bonds to bonds.
    symmetry: fn(Grid) -> Symmetry,
    /// How it is drawn with a system beside a site.
    picture: fn(Grid, usize) -> Picture,
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

    /// Its sites and bonds.
    pub fn lattice(self) -> Lattice {
        Lattice::new(self)
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

/// The sites and bonds of one shape.
#[derive(Clone, Debug)]
pub struct Lattice {
    shape: Shape,
    bonds: Vec<Bond>,
    symmetry: Symmetry,
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

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn named(name: &str) -> Lattice {
        Lattice::named(name).unwrap()
    }

    #[test]
    fn square_has_the_bonds_of_a_grid() {
        let square = named("square-4x4");
        assert_eq!(square.bonds().len(), 24);
        assert_eq!(square.neighbours(0), vec![1, 4]);
        assert_eq!(square.neighbours(5), vec![1, 4, 6, 9]);
        assert_eq!(named("chain-12").bonds().len(), 11);
    }

    #[test]
    fn ends_that_meet_and_diagonals_add_their_bonds() {
        assert_eq!(named("ring-3").bonds(), [(0, 1), (0, 2), (1, 2)]);
        assert_eq!(named("ring-12").neighbours(0), [1, 11]);
        let torus = named("torus-3x4");
        assert_eq!(torus.bonds().len(), 24);
        assert_eq!(torus.neighbours(0), [1, 2, 3, 9]);
        let triangular = named("triangular-3x4");
        assert_eq!(triangular.bonds().len(), 8 + 9 + 6);
        assert_eq!(triangular.neighbours(4), [0, 1, 3, 5, 7, 8]);
    }

    #[test]
    fn where_ends_meet_every_site_is_like_every_other() {
        for kind in KINDS.iter().filter(|kind| kind.periodic) {
            let sides = ["5", "3x5"][kind.dimensions - 1];
            let lattice = named(&format!("{}-{sides}", kind.id));
            let group = lattice.symmetry().point_group();
            for site in 0..lattice.sites() {
                assert!(group.iter().any(|g| g[0] == site), "{} {site}", kind.id);
                assert!(lattice.symmetry().reflects_about(site));
            }
        }
    }

    #[test]
    fn velocities_are_those_of_one_boson_in_the_bulk() {
        // E(k) = -sum over the neighbours of cos(k d), in units of gamma.
        for (name, bulk) in [
            ("square-3x3", 4),
            ("chain-3", 1),
            ("ring-5", 2),
            ("torus-5x5", 12),
            ("triangular-3x3", 4),
        ] {
            let lattice = named(name);
            let Shape { kind, grid } = lattice.shape();
            let to = |site: usize| {
                let (x, y) = grid.place(site);
                (x as f64, y as f64)
            };
            let (x0, y0) = to(bulk);
            let steps: Vec<(f64, f64)> = lattice
                .neighbours(bulk)
                .into_iter()
                .map(|j| (to(j).0 - x0, to(j).1 - y0))
                .collect();
            let (mut axis, mut plane) = (0.0f64, 0.0f64);
            for k in 0..360 * 360 {
                let (kx, ky) = (f64::from(k % 360), f64::from(k / 360));
                let gradient = |along: fn((f64, f64)) -> f64| -> f64 {
                    let slope =
                        |&d: &(f64, f64)| along(d) * (kx * d.0 + ky * d.1).to_radians().sin();
                    steps.iter().map(slope).sum()
                };
                let (vx, vy) = (gradient(|d| d.0), gradient(|d| d.1));
                axis = axis.max(vx.abs());
                // Bonds to go on a way: those of the grid, or fewer where diagonals are steps too.
                let bonds = match steps.contains(&(1.0, 1.0)) {
                    true => vx.abs().max(vy.abs()).max((vx - vy).abs()),
                    false => vx.abs() + vy.abs(),
                };
                plane = plane.max(bonds);
            }
            assert!((axis - kind.velocity).abs() < 1e-3, "{name} {axis}");
            let faster = (kind.plane_velocity)(grid).unwrap_or(kind.velocity);
            assert!((plane - faster).abs() < 1e-3, "{name} {plane}");
        }
    }

    #[test]
    fn point_groups_have_the_right_order_and_map_bonds_to_bonds() {
        for (name, order) in [
            ("square-4x4", 8),
            ("square-3x4", 4),
            ("square-2x2", 8),
            ("chain-5", 2),
            ("square-1x5", 2),
            ("chain-1", 1),
            ("ring-3", 6),
            ("ring-8", 16),
            ("torus-3x3", 72),
            ("torus-3x4", 48),
            ("torus-4x4", 128),
            ("triangular-2x2", 4),
            ("triangular-3x3", 4),
            ("triangular-3x4", 2),
        ] {
            let lattice = named(name);
            let symmetry = lattice.symmetry();
            let group = symmetry.point_group();
            assert_eq!(group.len(), order, "{name}");
            assert!(group[0].iter().enumerate().all(|(i, &j)| i == j));
            let bonds = lattice.bonds();
            for g in &group {
                for &(i, j) in bonds {
                    let image = (g[i].min(g[j]), g[i].max(g[j]));
                    assert!(bonds.contains(&image), "{name}");
                }
                for h in &group {
                    assert!(group.contains(&compose(g, h)), "{name}: closed");
                }
            }
            for reflection in symmetry.reflections.iter().chain(&symmetry.parities) {
                assert!(group.contains(reflection), "{name}");
                assert_eq!(compose(reflection, reflection), group[0], "{name}");
            }
            for a in &symmetry.parities {
                for b in &symmetry.parities {
                    assert_eq!(compose(a, b), compose(b, a), "{name}: parities commute");
                }
            }
            if let (Some(exchange), [a, b]) = (&symmetry.exchange, &symmetry.parities[..]) {
                assert_eq!(compose(exchange, a), compose(b, exchange), "{name}");
            }
        }
    }

    #[test]
    fn names_are_read_back_and_what_is_no_name_is_refused() {
        for name in [
            "square-4x4",
            "square-1x5",
            "chain-12",
            "ring-3",
            "torus-3x4",
            "triangular-2x5",
        ] {
            assert_eq!(Shape::from_name(name).unwrap().to_string(), name);
        }
        for name in [
            "",
            "square",
            "square-4",
            "chain-3x3",
            "chain-0",
            "chain--3",
            "cube-3x3",
            "square-4x",
            "square-+4x4",
            "ring-2",
            "torus-2x4",
            "torus-4x2",
            "triangular-1x4",
        ] {
            assert!(Shape::from_name(name).is_none(), "{name}");
        }
        let endless = Shape::from_name("square-99999999999999999999x9").unwrap();
        assert_eq!(endless.sites(), usize::MAX);
    }

    #[test]
    fn reach_of_a_corner_is_the_side_length() {
        for (name, attach, reach) in [
            ("square-4x4", 0, 4),
            ("square-3x4", 0, 4),
            ("square-3x3", 4, 2),
            ("chain-12", 0, 12),
            ("ring-12", 5, 7),
            ("ring-5", 0, 3),
            ("torus-4x4", 0, 3),
            ("torus-3x5", 7, 3),
            ("triangular-4x4", 0, 4),
        ] {
            assert_eq!(named(name).reach(attach), reach, "{name}");
        }
    }

    #[test]
    fn bonds_in_the_bulk_touch_six_others() {
        for (name, attach, touching) in [
            ("square-4x4", 0, 6),
            ("square-4x4", 5, 7),
            ("chain-12", 0, 2),
            ("chain-1", 0, 0),
            ("ring-8", 3, 3),
            ("torus-4x4", 0, 7),
            ("triangular-5x5", 0, 10),
            ("triangular-5x5", 12, 11),
        ] {
            assert_eq!(named(name).bond_coordination(attach), touching, "{name}");
        }
    }

    #[test]
    fn distances_are_those_of_the_grid() {
        let lattice = named("square-3x4");
        for (i, d) in lattice.distances(0).into_iter().enumerate() {
            let (x, y) = lattice.shape().grid.place(i);
            assert_eq!(d, x + y);
        }
    }

    #[test]
    fn neighbours_are_drawn_apart_and_the_system_keeps_its_distance() {
        for name in [
            "square-4x4",
            "square-3x5",
            "square-1x1",
            "chain-12",
            "chain-2",
            "ring-3",
            "ring-12",
            "torus-3x4",
            "torus-4x4",
            "triangular-2x2",
            "triangular-4x4",
        ] {
            let shape = Shape::from_name(name).unwrap();
            for attach in 0..shape.sites() {
                let picture = shape.picture(attach);
                let apart = |a: Point, b: Point| (a.0 - b.0).hypot(a.1 - b.1);
                for &(i, j) in &picture.bonds {
                    let length = apart(picture.sites[i], picture.sites[j]);
                    assert!((0.9..=1.6).contains(&length), "{name} {length}");
                }
                let images = picture.images.iter().map(|image| &image.at);
                for &site in picture.sites.iter().chain(images) {
                    assert!(apart(site, picture.system) > 0.6, "{name} {attach}");
                }
                assert!(apart(picture.sites[attach], picture.system) < 1.4);
            }
        }
    }
}
