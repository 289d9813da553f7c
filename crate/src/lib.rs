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
//! | [`lattice`] | sites, bonds, distances, reflections |
//! | [`fock`] | the basis of a fixed number of bosons |
//! | [`symmetry`] | signs under the reflections, and the basis that goes with them |
//! | [`hamiltonian`] | couplings and sparse matrices |
//! | [`bath`] | from a scenario to its bath |
//! | [`spectrum`] | levels by parity blocks, single eigenvectors, one interior level of a larger bath |
//! | [`sparse`], [`vector`] | sparse matrices and vectors |
//! | [`bessel`] | Bessel functions |
//! | [`evolution`], [`columns`] | the propagator: one state at many times, many states at one |
//! | [`thermal`] | temperature, chemical potential, canonical averages |
//! | [`typicality`] | the same from a few random vectors, for larger sectors |
//! | [`canonical`] | canonical averages at the energy of every level |
//! | [`entanglement`] | half of the bath against the other half |
//! | [`local`] | two sites beside the system: averages and their reduced state |
//! | [`experiment`] | what a scenario asks for, in resumable parts |
//! | [`record`] | the numbers found, and what follows from them |
//! | [`sorting`] | one sorting routine for all |
//! | [`estimate`] | what a scenario will cost |
//! | [`chart`] | drawings of a record |
//! | [`json`] | how JSON is written |
//! | `web` | the page's bindings and its canvas |
//! | [`error`] | everything that can go wrong |
//!
//! `sparse`, `vector`, `bessel`, `evolution`, `columns` and `sorting` come from the package
//! `second-law-numerics` (`crate/numerics`), which also holds the dense solver.
#![warn(missing_docs)]

pub use second_law_numerics::{bessel, columns, evolution, sorting, sparse, vector};

pub mod bath;
pub mod canonical;
pub mod chart;
pub mod entanglement;
pub mod error;
pub mod estimate;
pub mod experiment;
pub mod fock;
pub mod hamiltonian;
pub mod json;
pub mod lattice;
pub mod local;
pub mod record;
pub mod scenario;
pub mod spectrum;
pub mod symmetry;
pub mod thermal;
pub mod typicality;
#[cfg(feature = "web")]
pub mod web;
