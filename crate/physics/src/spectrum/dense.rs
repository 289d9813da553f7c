//! Dense real symmetric eigenproblems, checked before and after.

use nalgebra::DMatrix;
use numerics::dense as solver;

use crate::error::Error;

fn check(matrix: &DMatrix<f64>) -> Result<(), Error> {
    assert!(matrix.is_square(), "a square matrix");
    match matrix.iter().all(|x| x.is_finite()) {
        true => Ok(()),
        false => Err(not_converged(f64::INFINITY, f64::MAX)),
    }
}

/// The error of an eigenvalue solver that did not reach `tolerance`.
pub(crate) fn not_converged(error: f64, tolerance: f64) -> Error {
    Error::NotConverged { error, tolerance }
}

/// All eigenvalues of a symmetric matrix, ascending.
///
/// # Errors
/// [`Error::NotConverged`] when the iteration does not settle or an entry is not finite.
pub fn eigenvalues(matrix: DMatrix<f64>) -> Result<Vec<f64>, Error> {
    check(&matrix)?;
    solver::eigenvalues(matrix).ok_or_else(|| not_converged(f64::INFINITY, f64::EPSILON))
}

/// All eigenvalues, ascending, and the orthonormal eigenvectors as columns in that order.
///
/// # Errors
/// As [`eigenvalues`].
pub fn eigensystem(matrix: DMatrix<f64>) -> Result<(Vec<f64>, DMatrix<f64>), Error> {
    check(&matrix)?;
    solver::eigensystem(matrix).ok_or_else(|| not_converged(f64::INFINITY, f64::EPSILON))
}

/// An orthonormal basis (columns) of the eigenvectors that belong to the `count`
/// eigenvalues nearest to `energy`, by inverse iteration on a block of vectors.
///
/// # Errors
/// [`Error::NotConverged`] when the residual does not fall to rounding error, 1e-10 of the largest entry: the
/// eigenvalues nearest to `energy` are not `count` well separated from the others.
pub fn eigenvectors_near(
    mut matrix: DMatrix<f64>,
    energy: f64,
    count: usize,
) -> Result<DMatrix<f64>, Error> {
    check(&matrix)?;
    let n = matrix.nrows();
    let energy = energy / solver::normalise(&mut matrix);
    // Of the matrix's own size, whatever its unit is; the zero matrix has none.
    let scale = match matrix.amax() {
        0.0 => 1.0,
        largest => largest,
    };
    let reduction = solver::Reduction::new(matrix);
    let reduced = &reduction.tridiagonal;
    // Off the eigenvalue by rounding's size, so that the factorisation is not singular.
    let factored = reduced.shifted(energy + 1e-13 * scale);
    let mut vectors = DMatrix::from_fn(n, count, |i, k| {
        1.0 + 0.7 * ((i * (2 * k + 3) + k) as f64 * 0.61).sin()
    });
    let mut residual = f64::INFINITY;
    for _ in 0..8 {
        factored.solve(&mut vectors);
        if !vectors.iter().all(|x| x.is_finite()) {
            return Err(not_converged(f64::INFINITY, 1e-10 * scale));
        }
        for k in 0..count {
            let size = vectors.column(k).norm();
            vectors.column_mut(k).scale_mut(1.0 / size);
        }
        vectors = vectors.qr().q();
        let image = reduced.multiply(&vectors);
        let within = &vectors * (vectors.transpose() * &image);
        // Until rounding is all that is left: the next one is no smaller then.
        let before = std::mem::replace(&mut residual, (image - within).amax());
        if residual > 0.5 * before {
            break;
        }
    }
    match residual < 1e-10 * scale {
        true => {
            reduction.restore(&mut vectors);
            Ok(vectors)
        }
        // What is no number has not converged either.
        false => Err(not_converged(residual, 1e-10 * scale)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_system(matrix: &DMatrix<f64>, expected: &[f64]) {
        let (values, vectors) = eigensystem(matrix.clone()).unwrap();
        let alone = eigenvalues(matrix.clone()).unwrap();
        let n = matrix.nrows();
        for ((a, b), e) in values.iter().zip(&alone).zip(expected) {
            assert!(
                (a - e).abs() < 1e-12 && (b - e).abs() < 1e-12,
                "{a} {b} {e}"
            );
        }
        assert_eq!(values.len(), expected.len());
        let identity = DMatrix::identity(n, n);
        assert!((vectors.transpose() * &vectors - identity).amax() < 1e-12);
        let diagonal = DMatrix::from_diagonal(&nalgebra::DVector::from_vec(values));
        assert!((matrix * &vectors - &vectors * diagonal).amax() < 1e-11);
    }

    #[test]
    fn one_by_one_zero_diagonal_and_degenerate_matrices() {
        check_system(&DMatrix::from_element(1, 1, -3.5), &[-3.5]);
        check_system(&DMatrix::zeros(0, 0), &[]);
        for n in [2, 7, 40, 200] {
            check_system(&DMatrix::zeros(n, n), &vec![0.0; n]);
            let diagonal =
                DMatrix::from_fn(n, n, |i, j| if i == j { ((i * 7) % n) as f64 } else { 0.0 });
            let mut expected: Vec<f64> = (0..n).map(|i| ((i * 7) % n) as f64).collect();
            expected.sort_by(f64::total_cmp);
            check_system(&diagonal, &expected);
            // All ones: n - 1 levels at 0 and one at n.
            let mut expected = vec![0.0; n];
            expected[n - 1] = n as f64;
            check_system(&DMatrix::from_element(n, n, 1.0), &expected);
        }
    }

    #[test]
    fn hopping_on_a_chain_in_closed_form() {
        let n = 150;
        let chain = DMatrix::from_fn(n, n, |i, j| if i.abs_diff(j) == 1 { -1.0 } else { 0.0 });
        let expected: Vec<f64> = (1..=n)
            .map(|k| -2.0 * (std::f64::consts::PI * k as f64 / (n as f64 + 1.0)).cos())
            .collect();
        check_system(&chain, &expected);
    }

    #[test]
    fn inverse_iteration_spans_a_degenerate_level() {
        let ones = DMatrix::from_fn(6, 6, |i, j| if i / 3 == j / 3 { 1.0 } else { 0.0 });
        let vectors = eigenvectors_near(ones.clone(), 3.0, 2).unwrap();
        assert!((&ones * &vectors - &vectors * 3.0).amax() < 1e-12);
        assert!((vectors.transpose() * &vectors - DMatrix::identity(2, 2)).amax() < 1e-12);
        let all = eigenvectors_near(DMatrix::zeros(3, 3), 0.0, 3).unwrap();
        assert!((all.transpose() * &all - DMatrix::identity(3, 3)).amax() < 1e-12);
    }

    #[test]
    fn eigenvectors_do_not_depend_on_the_unit_of_energy() {
        let n = 30;
        let chain = DMatrix::from_fn(n, n, |i, j| match i.abs_diff(j) {
            0 => 0.3 * ((i * i) as f64).sin(),
            1 => -1.0,
            _ => 0.0,
        });
        let level = |matrix: &DMatrix<f64>| {
            let (values, vectors) = eigensystem(matrix.clone()).unwrap();
            let near = eigenvectors_near(matrix.clone(), values[11], 1).unwrap();
            (values, vectors.column(11).into_owned(), near)
        };
        let (values, vector, near) = level(&chain);
        assert!(vector.dot(&near.column(0)).abs() > 1.0 - 1e-13);
        for unit in [1e-6, 1e-12, 1e-100, 1e-300, 1e200] {
            let (scaled, other, near) = level(&(&chain * unit));
            for (a, b) in scaled.iter().zip(&values) {
                assert!((a / unit - b).abs() < 1e-13, "{unit}: {a} {b}");
            }
            for found in [&other, &near.column(0).into_owned()] {
                assert!(vector.dot(found).abs() > 1.0 - 1e-13, "{unit}");
            }
        }
    }

    #[test]
    fn entries_that_are_no_numbers_are_an_error() {
        assert!(eigenvalues(DMatrix::from_element(2, 2, f64::NAN)).is_err());
    }
}
