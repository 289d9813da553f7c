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
//! | [`error`], [`json`] | everything that can go wrong; how JSON is written |
//! | [`message`], [`words`] | what readers are told, before it is in any language; the texts of a language |
//! | [`scenario`] | a set-up: its text form, validation, presets |
//! | [`bath`] | the bath as a computation sees it |
//! | [`work`] | what is computed, in resumable pieces that know their inputs and no set-up |
//! | [`plan`] | from a set-up to the works it takes |
//! | [`record`] | the numbers found, and what follows from them |
//! | [`draw`] | drawings as plain data |
//! | [`panels`] | what can be asked of the laboratory, a folder each |
//! | [`export`] | a record as a file |
//! | [`estimate`] | what a scenario will cost |
//! | [`script`] | a set-up as a program for another engine |
//! | [`runner`] | a whole experiment on this machine's threads |
//! | [`page`] | what the page is told beside drawings and records |
//!
//! Matrices come from the package `second-law-numerics`, bosons from `second-law-physics`;
//! the page's bindings (`second-law-wasm`) and the terminal program (`second-law`) are built on this one.
#![warn(missing_docs)]

pub mod bath;
pub mod draw;
pub mod error;
pub mod estimate;
pub mod export;
pub mod json;
pub mod message;
pub mod page;
pub mod panels;
pub mod plan;
pub mod record;
pub mod runner;
pub mod scenario;
pub mod script;
#[cfg(test)]
mod types;
pub mod words;
pub mod work;
