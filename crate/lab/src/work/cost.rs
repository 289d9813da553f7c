//! What a work costs, said by itself before it starts.
//!
//! The constants were fitted to times and memory of the page's module (docs/method/20-cost.md);
//! `cargo run --release -p second-law-lab --example cost` measures them again.

/// What a work takes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// Seconds on one core of a present-day laptop.
    pub seconds: f64,
    /// Bytes that the worker holds at most, besides what the program itself takes.
    pub bytes: f64,
    /// Bytes that the page keeps of it, its rows above all.
    pub kept_bytes: f64,
    /// States of the space that is evolved, or of the sector whose levels are found.
    pub states: u64,
    /// States of the largest block that is diagonalised or searched.
    pub block: u64,
}

/// Bytes on the page for a number of the record: in the record, beside it for later runs, and twice as text of some 20
/// characters while the record is read or saved.
pub const NUMBER: f64 = 70.0;
/// Seconds per n^3 for the eigenvalues of a dense block of n states.
pub const DENSE: f64 = 1.1e-10;
/// Seconds per n^3 for eigenvalues and eigenvectors.
pub const VECTORS: f64 = 3.7e-10;
/// Seconds per matrix entry of a product with a state, what is done with it included.
pub const SPARSE: f64 = 1e-9;
/// Seconds per matrix entry of a product with a real vector.
pub const PRODUCT: f64 = 0.5e-9;
/// Seconds per matrix entry of a product with one of several vectors side by side.
pub const COLUMN: f64 = 1.6e-10;
/// Products of the search for an interior eigenstate, per state of its block.
pub const FILTER: f64 = 18.0;
/// Seconds for the weight of one level at one temperature.
pub const BOLTZMANN: f64 = 1.9e-8;
/// Square matrices of a block's size that are held while it is diagonalised with its vectors: the matrix, the vectors, and
/// the solver's own.
pub const WITH_VECTORS: f64 = 4.0;
/// The same for eigenvalues alone.
pub const WITHOUT_VECTORS: f64 = 1.3;

/// Matrix entries in a row: the diagonal, and every hop of a boson onto an empty site.
pub fn row_entries(bonds: usize, sites: usize, bosons: usize) -> f64 {
    let filling = bosons as f64 / sites as f64;
    1.0 + 2.0 * bonds as f64 * filling * (1.0 - filling)
}
