//! `ring-L`: a line of sites whose ends meet.

use std::f64::consts::{PI, TAU};

use super::grid::{in_order, Grid};
use super::{Bond, Kind, Picture, Point, Symmetry};

pub(super) static RING: Kind = Kind {
    id: "ring",
    dimensions: 1,
    // Two sites would be joined twice.
    shortest: 3,
    periodic: true,
    velocity: 2.0,
    plane_velocity: |_| None,
    bonds,
    symmetry,
    picture,
};

fn bonds(grid: Grid) -> Vec<Bond> {
    in_order((0..grid.lx).map(|i| (i, (i + 1) % grid.lx)))
}

/// The reflection about site 0 and, on an even ring, half a turn, which commutes with it. Every
/// site is fixed by one of the reflections `i -> c - i`.
fn symmetry(grid: Grid) -> Symmetry {
    let length = grid.lx;
    let reflection = |c: usize| grid.permutation(|x, y| ((c + length - x) % length, y));
    let turn = |by: usize| grid.permutation(|x, y| ((x + by) % length, y));
    let mut parities = vec![reflection(0)];
    if length.is_multiple_of(2) {
        parities.push(turn(length / 2));
    }
    Symmetry {
        parities,
        reflections: (0..length).map(reflection).collect(),
        translations: vec![turn(1)],
        ..Symmetry::none(length)
    }
}

/// A circle, site 0 at the top and the others clockwise; the system sits outside.
fn picture(grid: Grid, attach: usize) -> Picture {
    let radius = 0.5 / (PI / grid.lx as f64).sin();
    let place = |position: usize, distance: f64| -> Point {
        let angle = TAU * position as f64 / grid.lx as f64;
        (distance * angle.sin(), -distance * angle.cos())
    };
    Picture {
        sites: (0..grid.lx).map(|i| place(i, radius)).collect(),
        system: place(attach, radius + 1.1),
        bonds: bonds(grid),
        images: Vec::new(),
    }
}
