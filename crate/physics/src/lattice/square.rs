//! `square-LxxLy`: a rectangle of the square lattice with open ends.

use super::grid::{in_order, Grid};
use super::{Bond, Kind, Permutation, Picture, Point, Symmetry};

pub(super) static SQUARE: Kind = Kind {
    id: "square",
    dimensions: 2,
    shortest: 1,
    periodic: false,
    velocity: 2.0,
    plane_velocity: |grid| (grid.lx > 1 && grid.ly > 1).then_some(4.0),
    bonds,
    symmetry,
    picture,
};

fn bonds(grid: Grid) -> Vec<Bond> {
    in_order(grid.steps((1, 0)).chain(grid.steps((0, 1))))
}

/// `(x, y) -> (y, x)`, on equal sides.
pub(super) fn diagonal(grid: Grid) -> Permutation {
    grid.permutation(|x, y| (y, x))
}

/// `(x, y) -> (L-1-y, L-1-x)`, on equal sides.
pub(super) fn antidiagonal(grid: Grid) -> Permutation {
    grid.permutation(|x, y| (grid.lx - 1 - y, grid.ly - 1 - x))
}

/// Equal sides: the two diagonal reflections name the sectors, so that a system at a corner keeps
/// its own mirror; the x mirror exchanges them. Otherwise the x and y mirrors, as far as there are.
fn symmetry(grid: Grid) -> Symmetry {
    let mut mirrors = Vec::new();
    if grid.lx > 1 {
        mirrors.push(grid.permutation(|x, y| (grid.lx - 1 - x, y)));
    }
    if grid.ly > 1 {
        mirrors.push(grid.permutation(|x, y| (x, grid.ly - 1 - y)));
    }
    if grid.lx == grid.ly && grid.lx > 1 {
        let parities = vec![diagonal(grid), antidiagonal(grid)];
        return Symmetry {
            exchange: mirrors.first().cloned(),
            reflections: parities.iter().cloned().chain(mirrors).collect(),
            parities,
            ..Symmetry::none(grid.sites())
        };
    }
    Symmetry {
        parities: mirrors.clone(),
        reflections: mirrors,
        ..Symmetry::none(grid.sites())
    }
}

fn picture(grid: Grid, attach: usize) -> Picture {
    Picture {
        sites: grid.points(),
        system: beside(grid, attach),
        bonds: bonds(grid),
        images: Vec::new(),
    }
}

/// Where the system is drawn: outwards from an edge or corner; from the inside, into the middle of
/// a cell.
pub(super) fn beside(grid: Grid, attach: usize) -> Point {
    let outwards = |at: usize, length: usize| match at {
        0 => -1.0,
        at if at + 1 == length => 1.0,
        _ => 0.0,
    };
    let (x, y) = grid.place(attach);
    let (dx, dy) = (outwards(x, grid.lx), outwards(y, grid.ly));
    let reach = if dx != 0.0 && dy != 0.0 { 0.8 } else { 1.05 };
    let (dx, dy) = if (dx, dy) == (0.0, 0.0) {
        (0.5, -0.5)
    } else {
        (dx * reach, dy * reach)
    };
    (x as f64 + dx, y as f64 + dy)
}
