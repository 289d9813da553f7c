//! Hard-core bosons on a small lattice: bases, Hamiltonians, spectra, thermal averages.
//!
//! Knows no set-up, no word and no browser: what comes in are lattices and numbers.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`lattice`] | sites, bonds, distances, reflections |
//! | [`fock`] | the basis of a fixed number of bosons |
//! | [`symmetry`] | signs under the reflections, and the basis that goes with them |
//! | [`hamiltonian`] | couplings and sparse matrices |
//! | [`random`] | random numbers, the same on every machine |
//! | [`spectrum`] | levels by parity blocks, single eigenvectors, one interior level of a larger bath |
//! | [`thermal`] | temperature, chemical potential, canonical averages |
//! | [`typicality`] | the same from a few random vectors, for larger sectors |
//! | [`canonical`] | canonical averages at the energy of every level |
//! | [`entanglement`] | half of the bath against the other half |
//! | [`local`] | two sites beside the system: averages and their reduced state |
//! | [`error`] | what can go wrong |
#![warn(missing_docs)]

pub mod canonical;
pub mod entanglement;
pub mod error;
pub mod fock;
pub mod hamiltonian;
pub mod lattice;
pub mod local;
pub mod random;
pub mod spectrum;
pub mod symmetry;
pub mod thermal;
pub mod typicality;
