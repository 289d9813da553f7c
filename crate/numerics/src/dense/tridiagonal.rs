//! Tridiagonal symmetric matrices: eigenvalues, eigenvectors, linear systems.

use nalgebra::DMatrix;

use crate::sorting::{argsort, sorted};

use super::conquer;
use super::ql::{diagonalise, largest};
use crate::vector::power_of_two;

/// A tridiagonal symmetric matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tridiagonal {
    /// T_ii.
    pub diagonal: Vec<f64>,
    /// T_{i,i+1}: one less, none of a matrix of dimension zero.
    pub off_diagonal: Vec<f64>,
}

impl Tridiagonal {
    /// The matrix with these entries.
    pub fn new(diagonal: Vec<f64>, off_diagonal: Vec<f64>) -> Self {
        let between = diagonal.len().saturating_sub(1);
        assert_eq!(
            off_diagonal.len(),
            between,
            "an entry between any two on the diagonal"
        );
        Self {
            diagonal,
            off_diagonal,
        }
    }

    /// All eigenvalues, ascending; `None` when the iteration does not settle.
    pub fn eigenvalues(&self) -> Option<Vec<f64>> {
        let (mut values, mut off_diagonal) = (self.diagonal.clone(), self.off_diagonal.clone());
        diagonalise(&mut values, &mut off_diagonal, |_, _, _| ())?;
        Some(sorted(&values, f64::total_cmp))
    }

    /// All eigenvalues, ascending, and the orthonormal eigenvectors as columns in that order;
    /// `None` when an iteration does not settle.
    pub fn eigensystem(&self) -> Option<(Vec<f64>, DMatrix<f64>)> {
        // Deflation compares entries with components of unit vectors. The power of two in the largest
        // entry changes no digit.
        let size = largest(&self.diagonal).max(largest(&self.off_diagonal));
        let scale = power_of_two(size);
        let scaled = |entries: &[f64]| entries.iter().map(|x| x / scale).collect();
        let (values, mut vectors) =
            conquer::eigensystem(scaled(&self.diagonal), scaled(&self.off_diagonal))?;
        let order = argsort(values.len(), &|i, j| values[i].total_cmp(&values[j]));
        for k in 0..order.len() {
            // Columns before k have been swapped with the ones that were wanted there.
            let mut from = order[k];
            while from < k {
                from = order[from];
            }
            vectors.swap_columns(k, from);
        }
        Some((order.iter().map(|&k| scale * values[k]).collect(), vectors))
    }

    /// T - shift, factored to solve with it many times.
    pub fn shifted(&self, shift: f64) -> Factored {
        Factored::new(self, shift)
    }

    /// T x of each column x.
    pub fn multiply(&self, columns: &DMatrix<f64>) -> DMatrix<f64> {
        let n = self.diagonal.len();
        assert!(columns.nrows() == n, "vectors of the matrix's dimension");
        DMatrix::from_fn(n, columns.ncols(), |i, k| {
            let mut sum = self.diagonal[i] * columns[(i, k)];
            if i > 0 {
                sum += self.off_diagonal[i - 1] * columns[(i - 1, k)];
            }
            if i + 1 < n {
                sum += self.off_diagonal[i] * columns[(i + 1, k)];
            }
            sum
        })
    }
}

/// A tridiagonal matrix as P L U, by elimination with row exchanges.
pub struct Factored {
    /// Rows of U: on the diagonal and the two places right of it.
    upper: Vec<[f64; 3]>,
    /// For each step the multiple of its row that was taken from the next one, and whether the
    /// two had been exchanged.
    steps: Vec<(f64, bool)>,
}

impl Factored {
    fn new(matrix: &Tridiagonal, shift: f64) -> Self {
        let n = matrix.diagonal.len();
        let off_diagonal = |i: usize| matrix.off_diagonal.get(i).copied().unwrap_or(0.0);
        let (mut upper, mut steps) = (Vec::with_capacity(n), Vec::with_capacity(n));
        if n == 0 {
            return Self { upper, steps };
        }
        let mut current = [matrix.diagonal[0] - shift, off_diagonal(0), 0.0];
        for i in 1..n {
            let mut next = [
                off_diagonal(i - 1),
                matrix.diagonal[i] - shift,
                off_diagonal(i),
            ];
            let exchanged = next[0].abs() > current[0].abs();
            if exchanged {
                std::mem::swap(&mut current, &mut next);
            }
            // Two equal zeros leave nothing to eliminate.
            let multiple = match next[0] == 0.0 {
                true => 0.0,
                false => next[0] / current[0],
            };
            steps.push((multiple, exchanged));
            upper.push(current);
            current = [
                next[1] - multiple * current[1],
                next[2] - multiple * current[2],
                0.0,
            ];
        }
        upper.push(current);
        Self { upper, steps }
    }

    /// (T - shift)^-1 applied to each column, in place; not finite where that is singular.
    pub fn solve(&self, columns: &mut DMatrix<f64>) {
        let n = self.upper.len();
        assert!(columns.nrows() == n, "vectors of the matrix's dimension");
        if n == 0 {
            return;
        }
        for x in columns.as_mut_slice().chunks_exact_mut(n) {
            for (i, &(multiple, exchanged)) in self.steps.iter().enumerate() {
                if exchanged {
                    x.swap(i, i + 1);
                }
                x[i + 1] -= multiple * x[i];
            }
            for i in (0..n).rev() {
                let [pivot, first, second] = self.upper[i];
                if i + 1 < n {
                    x[i] -= first * x[i + 1];
                }
                if i + 2 < n {
                    x[i] -= second * x[i + 2];
                }
                x[i] /= pivot;
            }
        }
    }
}
