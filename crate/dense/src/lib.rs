//! Dense real symmetric eigenproblems and linear systems, by faer.
//!
//! A package of its own because faer's code is generic: it is compiled where it is used, with
//! that package's settings. This one is always compiled for speed, whatever the size.
//!
//! Matrices are slices, column after column.
#![warn(missing_docs)]

use faer::diag::DiagMut;
use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::evd::{self_adjoint_evd, self_adjoint_evd_scratch, ComputeEigenvectors};
use faer::linalg::matmul::matmul;
use faer::linalg::solvers::{PartialPivLu, Solve};
use faer::{Accum, Mat, MatMut, MatRef, Side};

fn view(matrix: &[f64], rows: usize) -> MatRef<'_, f64> {
    let columns = if rows == 0 { 0 } else { matrix.len() / rows };
    MatRef::from_column_major_slice(matrix, rows, columns)
}

/// All eigenvalues of a symmetric matrix with `n` rows, ascending; `None` when the iteration
/// does not settle.
pub fn eigenvalues(matrix: &[f64], n: usize) -> Option<Vec<f64>> {
    if n == 0 {
        return Some(Vec::new());
    }
    view(matrix, n).self_adjoint_eigenvalues(Side::Lower).ok()
}

/// All eigenvalues, ascending; the orthonormal eigenvectors are written into the columns of
/// `vectors`, which holds as much as the matrix. `None` when the iteration does not settle.
pub fn eigensystem(matrix: &[f64], n: usize, vectors: &mut [f64]) -> Option<Vec<f64>> {
    if n == 0 {
        return Some(Vec::new());
    }
    let mut values = vec![0.0; n];
    let parallelism = faer::get_global_parallelism();
    let wanted = ComputeEigenvectors::Yes;
    let scratch = self_adjoint_evd_scratch::<f64>(n, wanted, parallelism, Default::default());
    self_adjoint_evd(
        view(matrix, n),
        DiagMut::from_slice_mut(&mut values),
        Some(MatMut::from_column_major_slice_mut(vectors, n, n)),
        parallelism,
        MemStack::new(&mut MemBuffer::new(scratch)),
        Default::default(),
    )
    .ok()?;
    Some(values)
}

/// M M^T of a matrix with `n` rows.
pub fn gram(matrix: &[f64], n: usize) -> Vec<f64> {
    let m = view(matrix, n);
    let mut product = vec![0.0; n * n];
    let target = MatMut::from_column_major_slice_mut(&mut product, n, n);
    matmul(
        target,
        Accum::Replace,
        m,
        m.transpose(),
        1.0,
        faer::get_global_parallelism(),
    );
    product
}

/// A square matrix, factored to solve with it many times.
pub struct Factored {
    n: usize,
    factors: PartialPivLu<f64>,
}

impl Factored {
    /// P A = L U of a matrix with `n` rows.
    pub fn new(matrix: &[f64], n: usize) -> Self {
        Self {
            n,
            factors: view(matrix, n).partial_piv_lu(),
        }
    }

    /// A^-1 applied to each column; not finite where the matrix is singular.
    pub fn solve(&self, columns: &[f64]) -> Vec<f64> {
        let solved: Mat<f64> = self.factors.solve(view(columns, self.n));
        let entries = (0..solved.ncols()).flat_map(|k| (0..self.n).map(move |i| (i, k)));
        entries.map(|(i, k)| solved[(i, k)]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_two_by_two_matrix_by_hand() {
        let matrix = [2.0, 1.0, 1.0, 2.0];
        let close = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-14);
        assert!(close(&eigenvalues(&matrix, 2).unwrap(), &[1.0, 3.0]));
        let mut vectors = [0.0; 4];
        let values = eigensystem(&matrix, 2, &mut vectors).unwrap();
        assert!(close(&values, &[1.0, 3.0]));
        assert!(
            (vectors[0] + vectors[1]).abs() < 1e-14,
            "(1, -1) belongs to 1"
        );
        let solved = Factored::new(&matrix, 2).solve(&[3.0, 0.0]);
        assert!(close(&solved, &[2.0, -1.0]));
        assert!(close(&gram(&matrix, 2), &[5.0, 4.0, 4.0, 5.0]));
    }
}
