//! Bath lattices: one file a kind, and what follows from its bonds for all of them.
//!
//! A kind's file says its sites and bonds, where they are drawn, and which reflections it has;
//! adding one is a file and a line in [`KINDS`]. What a link names (`square-4x4`) is a [`Shape`];
//! a [`Lattice`] is the data of one shape.

mod chain;
mod graph;
mod grid;
mod kind;
mod ring;
mod shape;
mod square;
mod symmetry;
#[cfg(test)]
pub(crate) mod tests;
mod torus;
mod triangular;

pub use graph::Lattice;
pub use grid::{Bond, Grid, Point};
pub use kind::{Image, Kind, Picture};
pub use shape::Shape;
pub use symmetry::{compose, Permutation, Symmetry};

/// Every kind of lattice, in the order of the form.
pub static KINDS: &[&Kind] = &[
    &square::SQUARE,
    &chain::CHAIN,
    &ring::RING,
    &torus::TORUS,
    &triangular::TRIANGULAR,
];
