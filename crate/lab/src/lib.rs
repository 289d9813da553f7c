//! The second law of thermodynamics from one energy eigenstate.
//!
//! Hard-core bosons on a small lattice: a bath in a single energy eigenstate and one
//! system site attached to it. The crate diagonalises the bath exactly, evolves the whole
//! reversibly, and measures entropy production, the fluctuation theorem and the statistics
//! of eigenstates (E. Iyoda, K. Kaneko and T. Sagawa, Phys. Rev. Lett. 119, 100601 (2017),
//! arXiv:1603.07857).
//!
//! Units: hbar = k_B = 1; every energy in one unit E, times in 1/E, entropies in nats. The bath
//! hopping gamma is 1 by default: E is gamma then, and times are in 1/gamma.
//!
//! # Map, in the order the data flows
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`scenario`] | a set-up: its text form, validation, presets |
//! | [`bath`] | from a scenario to its bath |
//! | [`experiment`] | what a scenario asks for, in resumable parts |
//! | [`record`] | the numbers found, and what follows from them |
//! | [`estimate`] | what a scenario will cost |
//! | [`chart`] | drawings of a record |
//! | [`runner`] | a whole experiment on this machine's threads |
//! | [`json`] | how JSON is written |
//! | [`error`] | everything that can go wrong |
//!
//! Matrices come from the package `second-law-numerics`, bosons from `second-law-physics`;
//! the page's bindings (`second-law-wasm`) and the terminal program (`second-law`) are built on this one.
#![warn(missing_docs)]

pub mod bath;
pub mod chart;
pub mod error;
pub mod estimate;
pub mod experiment;
pub mod json;
pub mod record;
pub mod runner;
pub mod scenario;
