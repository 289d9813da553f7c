//! `torus-LxxLy`: a rectangle of the square lattice whose opposite ends meet.

use super::grid::{in_order, Grid};
use super::square::diagonal;
use super::{Bond, Image, Kind, Permutation, Picture, Point, Symmetry};

pub(super) static TORUS: Kind = Kind {
    id: "torus",
    dimensions: 2,
    // Two sites in a row would be joined twice.
    shortest: 3,
    periodic: true,
    velocity: 2.0,
    plane_velocity: |_| Some(4.0),
    bonds,
    symmetry,
    picture,
};

fn next(grid: Grid, (x, y): (usize, usize)) -> [usize; 2] {
    [
        grid.site((x + 1) % grid.lx, y),
        grid.site(x, (y + 1) % grid.ly),
    ]
}

fn bonds(grid: Grid) -> Vec<Bond> {
    let from = |(i, place)| next(grid, place).map(|j| (i, j));
    in_order(grid.places().enumerate().flat_map(from))
}

/// The x and y mirrors through site 0 name the sectors; on equal sides the diagonal mirror
/// exchanges them. Every site is fixed by an x and a y mirror and, on equal sides, by a diagonal
/// and an antidiagonal one, in this order.
fn symmetry(grid: Grid) -> Symmetry {
    let Grid { lx, ly } = grid;
    let flip_x = |c: usize| grid.permutation(|x, y| ((c + lx - x) % lx, y));
    let flip_y = |c: usize| grid.permutation(|x, y| (x, (c + ly - y) % ly));
    let mut reflections: Vec<Permutation> = (0..lx).map(flip_x).collect();
    reflections.extend((0..ly).map(flip_y));
    if lx == ly {
        let along = |c: usize| grid.permutation(|x, y| ((y + c) % lx, (x + lx - c) % lx));
        let across = |c: usize| grid.permutation(|x, y| ((c + lx - y) % lx, (c + lx - x) % lx));
        reflections.extend((0..lx).map(along));
        reflections.extend((0..lx).map(across));
    }
    Symmetry {
        parities: vec![flip_x(0), flip_y(0)],
        exchange: (lx == ly).then(|| diagonal(grid)),
        reflections,
        translations: vec![
            grid.permutation(|x, y| ((x + 1) % lx, y)),
            grid.permutation(|x, y| (x, (y + 1) % ly)),
        ],
        ..Symmetry::none(grid.sites())
    }
}

/// Cut open along two lines: beyond each edge stand images of the sites of the opposite edge. The
/// system sits in the middle of a cell.
fn picture(grid: Grid, attach: usize) -> Picture {
    // Wide enough for a site in the middle of a cell.
    const SPACING: f64 = 1.3;
    const BEYOND: f64 = 0.7;
    let Grid { lx, ly } = grid;
    let place = |x: f64, y: f64| (SPACING * x, SPACING * y);
    let (right, bottom) = ((lx - 1) as f64, (ly - 1) as f64);
    let mut images = Vec::new();
    let mut across = |first, last, before: Point, after: Point| {
        for (from, of, (x, y)) in [(first, last, before), (last, first, after)] {
            let at = place(x, y);
            images.push(Image { from, of, at });
        }
    };
    for y in 0..ly {
        let (first, last, row) = (grid.site(0, y), grid.site(lx - 1, y), y as f64);
        across(first, last, (-BEYOND, row), (right + BEYOND, row));
    }
    for x in 0..lx {
        let (first, last, column) = (grid.site(x, 0), grid.site(x, ly - 1), x as f64);
        across(first, last, (column, -BEYOND), (column, bottom + BEYOND));
    }
    let (x, y) = grid.place(attach);
    let aside = if x + 1 < lx { 0.5 } else { -0.5 };
    let down = if y > 0 { -0.5 } else { 0.5 };
    Picture {
        sites: grid
            .points()
            .into_iter()
            .map(|(x, y)| place(x, y))
            .collect(),
        system: place(x as f64 + aside, y as f64 + down),
        bonds: in_order(grid.steps((1, 0)).chain(grid.steps((0, 1)))),
        images,
    }
}
