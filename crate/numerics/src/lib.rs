//! Linear algebra with real symmetric matrices, which knows nothing of bosons.
//!
//! A package of its own because it is always compiled for speed, while the rest of what the
//! page loads is compiled for size. For that to hold, what takes time is compiled here: the
//! loops are functions of concrete types, not generic ones that a caller would instantiate.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`vector`] | sums over vectors |
//! | [`sparse`], `entries` | sparse matrices and their products; how the entries are held |
//! | [`dense`] | dense and tridiagonal eigenproblems |
//! | [`bessel`] | Bessel functions |
//! | [`cast`] | casts between kinds of numbers, with what makes them safe |
//! | [`element`] | what vectors are made of |
//! | [`evolution`] | one state at many times |
//! | [`batch`] | many states at one time |
//! | [`sorting`] | one sorting routine for all |
#![warn(missing_docs)]

pub mod batch;
pub mod bessel;
pub mod cast;
pub mod dense;
pub mod element;
mod entries;
pub mod evolution;
pub mod sorting;
pub mod sparse;
pub mod vector;
