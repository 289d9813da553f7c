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

use crate::vector::power_of_two;

pub use reduction::Reduction;
pub use tridiagonal::Tridiagonal;

/// All eigenvalues of a symmetric matrix, ascending; `None` when the iteration does not settle.
pub fn eigenvalues(mut matrix: DMatrix<f64>) -> Option<Vec<f64>> {
    let unit = normalise(&mut matrix);
    let mut values = Reduction::new(matrix).tridiagonal.eigenvalues()?;
    values.iter_mut().for_each(|x| *x *= unit);
    Some(values)
}

/// All eigenvalues, ascending, and the orthonormal eigenvectors as columns in that order;
/// `None` when an iteration does not settle.
pub fn eigensystem(mut matrix: DMatrix<f64>) -> Option<(Vec<f64>, DMatrix<f64>)> {
    let unit = normalise(&mut matrix);
    let reduction = Reduction::new(matrix);
    let (mut values, mut vectors) = reduction.tridiagonal.eigensystem()?;
    reduction.restore(&mut vectors);
    values.iter_mut().for_each(|x| *x *= unit);
    Some((values, vectors))
}

/// Entries whose largest lies between this and its inverse have squares, and sums of them, that doubles hold.
const SMALLEST: f64 = 1e-100;

/// Divides a matrix by the power of two in its largest entry, which changes no digit, where squares of entries might be
/// beyond the range of doubles; gives that power, 1 where nothing was divided.
pub fn normalise(matrix: &mut DMatrix<f64>) -> f64 {
    let largest = matrix.amax();
    if largest == 0.0 || (SMALLEST..=SMALLEST.recip()).contains(&largest) {
        return 1.0;
    }
    let unit = power_of_two(largest);
    matrix.iter_mut().for_each(|x| *x /= unit);
    unit
}

#[cfg(test)]
mod tests;
