//! Dense real symmetric eigenproblems.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`reduction`] | a matrix made tridiagonal, and the way back |
//! | [`tridiagonal`] | eigenvalues, eigenvectors and linear systems of tridiagonal matrices |
//! | `ql` | eigenvalues by rotations |
//! | `conquer` | eigenvectors by divide and conquer |
//! | `secular` | a diagonal matrix and one of rank one |

mod conquer;
mod ql;
pub mod reduction;
mod secular;
pub mod tridiagonal;

use nalgebra::DMatrix;

pub use reduction::Reduction;
pub use tridiagonal::Tridiagonal;

/// All eigenvalues of a symmetric matrix, ascending; `None` when the iteration does not settle.
pub fn eigenvalues(matrix: DMatrix<f64>) -> Option<Vec<f64>> {
    Reduction::new(matrix).tridiagonal.eigenvalues()
}

/// All eigenvalues, ascending, and the orthonormal eigenvectors as columns in that order;
/// `None` when an iteration does not settle.
pub fn eigensystem(matrix: DMatrix<f64>) -> Option<(Vec<f64>, DMatrix<f64>)> {
    let reduction = Reduction::new(matrix);
    let (values, mut vectors) = reduction.tridiagonal.eigensystem()?;
    reduction.restore(&mut vectors);
    Some((values, vectors))
}

#[cfg(test)]
mod tests;
