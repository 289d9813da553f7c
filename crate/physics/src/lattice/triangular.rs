//! `triangular-LxxLy`: the square lattice's sites and bonds and one diagonal of every cell, with
//! open ends.

use super::grid::{in_order, Grid};
use super::square::{antidiagonal, diagonal};
use super::{Bond, Kind, Picture, Point, Symmetry};

pub(super) static TRIANGULAR: Kind = Kind {
    id: "triangular",
    dimensions: 2,
    // Without a cell there is no diagonal.
    shortest: 2,
    periodic: false,
    // E = -2 gamma (cos kx + cos ky + cos(kx + ky)): |dE/dkx|, |dE/dky| and |dE/dkx - dE/dky|,
    // at which the three directions' distances grow, are all at most 4 gamma.
    velocity: 4.0,
    plane_velocity: |_| None,
    bonds,
    symmetry,
    picture,
};

/// The steps from a site to its neighbours of larger number.
const STEPS: [(usize, usize); 3] = [(1, 0), (0, 1), (1, 1)];

fn bonds(grid: Grid) -> Vec<Bond> {
    in_order(STEPS.into_iter().flat_map(|step| grid.steps(step)))
}

/// Equal sides: the diagonal and the antidiagonal mirror. Otherwise the rotation by pi alone.
fn symmetry(grid: Grid) -> Symmetry {
    let Grid { lx, ly } = grid;
    let own = match lx == ly {
        true => vec![diagonal(grid), antidiagonal(grid)],
        false => vec![grid.permutation(|x, y| (lx - 1 - x, ly - 1 - y))],
    };
    Symmetry {
        parities: own.clone(),
        reflections: own,
        ..Symmetry::none(grid.sites())
    }
}

/// Rows shifted so that all neighbours are equally far; the system sits outwards from an edge, and
/// from the inside in the middle of a triangle.
fn picture(grid: Grid, attach: usize) -> Picture {
    // Wide enough for a site in the middle of a triangle.
    const SPACING: f64 = 1.35;
    let height = 0.75f64.sqrt();
    let place = |x: f64, y: f64| -> Point { (SPACING * (x - 0.5 * y), SPACING * height * y) };
    let (x, y) = grid.place(attach);
    let (x, y) = (x as f64, y as f64);
    let own = place(x, y);
    let neighbours = bonds(grid).into_iter().filter_map(|(i, j)| match attach {
        a if a == i => Some(j),
        a if a == j => Some(i),
        _ => None,
    });
    let (dx, dy) = neighbours.fold((0.0, 0.0), |(dx, dy), neighbour| {
        let (column, row) = grid.place(neighbour);
        let (px, py) = place(column as f64, row as f64);
        (dx + px - own.0, dy + py - own.1)
    });
    let size = f64::hypot(dx, dy);
    let system = match size > 0.1 {
        true => (own.0 - 1.1 * dx / size, own.1 - 1.1 * dy / size),
        false => place(x + 2.0 / 3.0, y + 1.0 / 3.0),
    };
    Picture {
        sites: grid
            .places()
            .map(|(x, y)| place(x as f64, y as f64))
            .collect(),
        system,
        bonds: bonds(grid),
        images: Vec::new(),
    }
}
