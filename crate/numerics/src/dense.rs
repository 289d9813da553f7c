//! Dense real symmetric eigenproblems and linear systems, by faer.

use faer::diag::DiagMut;
use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::evd::{self_adjoint_evd, self_adjoint_evd_scratch, ComputeEigenvectors};
use faer::linalg::matmul::matmul;
use faer::linalg::solvers::{PartialPivLu, Solve};
use faer::{Accum, Mat, MatMut, MatRef, Side};
use nalgebra::DMatrix;

fn view(matrix: &DMatrix<f64>) -> MatRef<'_, f64> {
    MatRef::from_column_major_slice(matrix.as_slice(), matrix.nrows(), matrix.ncols())
}

fn view_mut(matrix: &mut DMatrix<f64>) -> MatMut<'_, f64> {
    let (rows, columns) = matrix.shape();
    MatMut::from_column_major_slice_mut(matrix.as_mut_slice(), rows, columns)
}

/// All eigenvalues of a symmetric matrix, ascending; `None` when the iteration does not settle.
pub fn eigenvalues(matrix: &DMatrix<f64>) -> Option<Vec<f64>> {
    if matrix.is_empty() {
        return Some(Vec::new());
    }
    view(matrix).self_adjoint_eigenvalues(Side::Lower).ok()
}

/// All eigenvalues, ascending, and the orthonormal eigenvectors as columns in that order;
/// `None` when the iteration does not settle.
pub fn eigensystem(matrix: &DMatrix<f64>) -> Option<(Vec<f64>, DMatrix<f64>)> {
    let n = matrix.nrows();
    if n == 0 {
        return Some((Vec::new(), DMatrix::zeros(0, 0)));
    }
    // Straight into the matrix that is handed out: the largest blocks leave no room for a copy.
    let mut values = vec![0.0; n];
    let mut vectors = DMatrix::zeros(n, n);
    let parallelism = faer::get_global_parallelism();
    let wanted = ComputeEigenvectors::Yes;
    let scratch = self_adjoint_evd_scratch::<f64>(n, wanted, parallelism, Default::default());
    self_adjoint_evd(
        view(matrix),
        DiagMut::from_slice_mut(&mut values),
        Some(view_mut(&mut vectors)),
        parallelism,
        MemStack::new(&mut MemBuffer::new(scratch)),
        Default::default(),
    )
    .ok()?;
    Some((values, vectors))
}

/// The same for the tridiagonal matrix with these entries on and beside its diagonal, as a
/// Lanczos run gives it.
pub fn tridiagonal_eigensystem(
    diagonal: &[f64],
    beside: &[f64],
) -> Option<(Vec<f64>, DMatrix<f64>)> {
    let n = diagonal.len();
    assert_eq!(
        beside.len() + 1,
        n,
        "an entry between any two on the diagonal"
    );
    eigensystem(&DMatrix::from_fn(n, n, |i, j| match i.abs_diff(j) {
        0 => diagonal[i],
        1 => beside[i.min(j)],
        _ => 0.0,
    }))
}

/// M M^T.
pub fn gram(matrix: &DMatrix<f64>) -> DMatrix<f64> {
    let n = matrix.nrows();
    let mut product = DMatrix::zeros(n, n);
    let m = view(matrix);
    let parallelism = faer::get_global_parallelism();
    let target = view_mut(&mut product);
    matmul(target, Accum::Replace, m, m.transpose(), 1.0, parallelism);
    product
}

/// A square matrix, factored to solve with it many times.
pub struct Factored(PartialPivLu<f64>);

impl Factored {
    /// P A = L U.
    pub fn new(matrix: &DMatrix<f64>) -> Self {
        Self(view(matrix).partial_piv_lu())
    }

    /// A^-1 applied to each column; not finite where the matrix is singular.
    pub fn solve(&self, columns: &DMatrix<f64>) -> DMatrix<f64> {
        let solved: Mat<f64> = self.0.solve(view(columns));
        DMatrix::from_fn(solved.nrows(), solved.ncols(), |i, k| solved[(i, k)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_two_by_two_matrix_by_hand() {
        let matrix = DMatrix::from_row_slice(2, 2, &[2.0, 1.0, 1.0, 2.0]);
        let close = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-14);
        assert!(close(&eigenvalues(&matrix).unwrap(), &[1.0, 3.0]));
        for (values, vectors) in [
            eigensystem(&matrix).unwrap(),
            tridiagonal_eigensystem(&[2.0, 2.0], &[1.0]).unwrap(),
        ] {
            assert!(close(&values, &[1.0, 3.0]));
            let sum = vectors[(0, 0)] + vectors[(1, 0)];
            assert!(sum.abs() < 1e-14, "(1, -1) belongs to 1");
        }
        let solved = Factored::new(&matrix).solve(&DMatrix::from_row_slice(2, 1, &[3.0, 0.0]));
        assert!(close(solved.as_slice(), &[2.0, -1.0]));
        assert!(close(gram(&matrix).as_slice(), &[5.0, 4.0, 4.0, 5.0]));
    }
}
