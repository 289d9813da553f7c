//! `chain-L`: a line of sites with open ends.

use std::f64::consts::TAU;

use super::grid::Grid;
use super::{Bond, Kind, Picture, Symmetry};

pub(super) static CHAIN: Kind = Kind {
    id: "chain",
    dimensions: 1,
    shortest: 1,
    periodic: false,
    velocity: 2.0,
    plane_velocity: |_| None,
    bonds,
    symmetry,
    picture,
};

fn bonds(grid: Grid) -> Vec<Bond> {
    grid.steps((1, 0)).collect()
}

/// The mirror that exchanges the ends.
fn symmetry(grid: Grid) -> Symmetry {
    let mirror = (grid.lx > 1).then(|| grid.permutation(|x, y| (grid.lx - 1 - x, y)));
    let mirrors: Vec<_> = mirror.into_iter().collect();
    Symmetry {
        parities: mirrors.clone(),
        reflections: mirrors,
        ..Symmetry::none(grid.sites())
    }
}

/// Bent into an open ring, to be as tall as it is wide; the system sits outside.
fn picture(grid: Grid, attach: usize) -> Picture {
    const GAP: f64 = 2.0;
    let around = grid.lx as f64 + GAP;
    let radius = (around / TAU).max(0.9);
    let place = |position: usize, distance: f64| {
        let angle = TAU * (position as f64 + (GAP + 1.0) / 2.0) / around;
        (distance * angle.sin(), distance * angle.cos())
    };
    Picture {
        sites: (0..grid.lx).map(|i| place(i, radius)).collect(),
        system: place(attach, radius + 1.1),
        bonds: bonds(grid),
        images: Vec::new(),
    }
}
