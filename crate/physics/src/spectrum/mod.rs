//! The bath's levels by parity blocks, and single eigenvectors of chosen levels.

pub mod dense;
mod eigenvectors;
pub mod interior;
mod levels;
mod multiplet;
mod sector;
#[cfg(test)]
pub(crate) mod tests;

pub use eigenvectors::{order_multiplets, BlockEigenstates};
pub use levels::{levels, Level, LevelFinder, Levels, DEGENERACY};
pub use multiplet::{eigenstate, Eigenstate};
pub use sector::BathSector;
