//! A symmetric matrix made tridiagonal: A = Q T Q^T with Q a product of Householder reflections.
//!
//! The reduction is the classic one (Golub and Van Loan, Matrix Computations, 8.3.1), with one
//! change for speed: the rank-two update of a step waits for the next step, which needs one
//! product with the updated matrix, and both are done in one passage through the matrix.
//! Reflections are put back in blocks, as I - V S V^T (Schreiber and Van Loan, SIAM J. Sci. Stat.
//! Comput. 10, 53 (1989)), so that nearly all of it is matrix products.

use nalgebra::DMatrix;
use wide::f64x2;

use super::Tridiagonal;
use crate::vector::{dot, norm_sqr};

/// Reflections that are put back together.
const BLOCK: usize = 48;
/// Columns that one passage takes side by side.
const SIDE: usize = 4;

/// T, and the reflections that lead back from it.
#[derive(Clone, Debug)]
pub struct Reduction {
    /// T = Q^T A Q.
    pub tridiagonal: Tridiagonal,
    /// Below the diagonal of column k: 1 (not stored, at row k + 1) and the rest of the vector
    /// v of the k-th reflection I - tau v v^T.
    reflectors: DMatrix<f64>,
    tau: Vec<f64>,
}

impl Reduction {
    /// Reduces a symmetric matrix, of which the lower triangle is read.
    pub fn new(mut matrix: DMatrix<f64>) -> Self {
        let n = matrix.nrows();
        assert!(matrix.is_square(), "a square matrix");
        let a = matrix.as_mut_slice();
        let (mut diagonal, mut off_diagonal) = (Vec::with_capacity(n), Vec::with_capacity(n));
        let mut tau = Vec::with_capacity(n);
        // The step before: A is still to become A - v w^T - w v^T.
        let (mut v, mut w) = (vec![0.0; n], vec![0.0; n]);
        let (mut next, mut product) = (vec![0.0; n], vec![0.0; n]);
        for k in 0..n {
            let column = &mut a[k * n..(k + 1) * n];
            for i in k..n {
                column[i] -= v[i] * w[k] + w[i] * v[k];
            }
            diagonal.push(column[k]);
            if k + 1 == n {
                break;
            }
            let (factor, entry) = reflection(&mut column[k + 1..]);
            tau.push(factor);
            off_diagonal.push(entry);
            next[k + 1] = 1.0;
            next[k + 2..].copy_from_slice(&column[k + 2..]);
            update_and_multiply(a, n, k + 1, [&v, &w], &next, &mut product);
            std::mem::swap(&mut v, &mut next);
            let (v, product) = (&v[k + 1..], &product[k + 1..]);
            let along = 0.5 * factor * factor * dot(v, product);
            for (w, (x, y)) in w[k + 1..].iter_mut().zip(v.iter().zip(product)) {
                *w = factor * y - along * x;
            }
        }
        Self {
            tridiagonal: Tridiagonal {
                diagonal,
                off_diagonal,
            },
            reflectors: matrix,
            tau,
        }
    }

    /// Q X in place of X: vectors in the basis of T (columns) become vectors in that of A.
    pub fn restore(&self, vectors: &mut DMatrix<f64>) {
        let n = self.reflectors.nrows();
        assert!(vectors.nrows() == n, "vectors of the matrix's dimension");
        let mut end = self.tau.len();
        while end > 0 {
            let start = end - ((end - 1) % BLOCK + 1);
            let (v, s) = self.block(start, end);
            let mut rows = vectors.rows_mut(start + 1, n - start - 1);
            let within = s * (v.transpose() * &rows);
            rows.gemm(-1.0, &v, &within, 1.0);
            end = start;
        }
    }

    /// The product of the reflections `start..end` as I - V S V^T on the rows below `start`.
    fn block(&self, start: usize, end: usize) -> (DMatrix<f64>, DMatrix<f64>) {
        let (n, count) = (self.reflectors.nrows(), end - start);
        let v = DMatrix::from_fn(n - start - 1, count, |i, j| match i.cmp(&j) {
            std::cmp::Ordering::Less => 0.0,
            std::cmp::Ordering::Equal => 1.0,
            std::cmp::Ordering::Greater => self.reflectors[(start + 1 + i, start + j)],
        });
        let overlaps = v.transpose() * &v;
        let mut s = DMatrix::zeros(count, count);
        for j in 0..count {
            let tau = self.tau[start + j];
            s[(j, j)] = tau;
            for i in 0..j {
                let sum: f64 = (i..j).map(|m| s[(i, m)] * overlaps[(m, j)]).sum();
                s[(i, j)] = -tau * sum;
            }
        }
        (v, s)
    }
}

/// Makes x the vector of the reflection I - tau v v^T, v = (1, x[1..]), that takes it to
/// (entry, 0, ..., 0); returns tau and the entry.
fn reflection(x: &mut [f64]) -> (f64, f64) {
    let first = x[0];
    let rest = norm_sqr(&x[1..]);
    if rest == 0.0 {
        return (0.0, first);
    }
    let entry = -(first * first + rest).sqrt().copysign(first);
    let scale = 1.0 / (first - entry);
    x[1..].iter_mut().for_each(|x| *x *= scale);
    ((entry - first) / entry, entry)
}

/// In the lower triangle of the n x n matrix `a` from row and column `from` on:
/// A <- A - v w^T - w v^T, and `product` <- A x.
fn update_and_multiply(
    a: &mut [f64],
    n: usize,
    from: usize,
    [v, w]: [&[f64]; 2],
    x: &[f64],
    product: &mut [f64],
) {
    product[from..].fill(0.0);
    let mut j = from;
    while j < n {
        let side = SIDE.min(n - j);
        // The triangle on the diagonal, entry by entry.
        for c in j..j + side {
            for i in c..j + side {
                let entry = &mut a[c * n + i];
                *entry -= v[i] * w[c] + w[i] * v[c];
                product[i] += *entry * x[c];
                if i > c {
                    product[c] += *entry * x[i];
                }
            }
        }
        // What is below it; where there is something, there are SIDE columns.
        let below = j + side;
        if below < n {
            let columns = &mut a[j * n..below * n];
            let mut columns = columns.chunks_exact_mut(n).map(|c| &mut c[below..]);
            let columns: [&mut [f64]; SIDE] = std::array::from_fn(|_| columns.next().unwrap());
            let factors = std::array::from_fn(|c| [v[j + c], w[j + c], x[j + c]]);
            let rows = [&v[below..], &w[below..], &x[below..]];
            let sums = panel(columns, factors, rows, &mut product[below..]);
            for (p, sum) in product[j..].iter_mut().zip(sums) {
                *p += sum;
            }
        }
        j = below;
    }
}

/// Some columns of [`update_and_multiply`], whose own entries of v, w and x are the `factors`;
/// returns their sums over the rows, for these columns' entries of the product.
fn panel(
    columns: [&mut [f64]; SIDE],
    factors: [[f64; 3]; SIDE],
    [v, w, x]: [&[f64]; 3],
    product: &mut [f64],
) -> [f64; SIDE] {
    let m = product.len();
    let (v, w, x) = (&v[..m], &w[..m], &x[..m]);
    let columns = columns.map(|c| &mut c[..m]);
    let [mut c0, mut c1, mut c2, mut c3] = columns.map(|c| c.chunks_exact_mut(2));
    let wide = factors.map(|f| f.map(f64x2::splat));
    let pair = |x: &[f64]| f64x2::new([x[0], x[1]]);
    let mut sums = [f64x2::ZERO; SIDE];
    let rows = v
        .chunks_exact(2)
        .zip(w.chunks_exact(2))
        .zip(x.chunks_exact(2));
    for (p, ((v, w), x)) in product.chunks_exact_mut(2).zip(rows) {
        let entries = [&mut c0, &mut c1, &mut c2, &mut c3].map(|c| c.next().unwrap());
        let (v, w, x, mut total) = (pair(v), pair(w), pair(x), pair(p));
        for ((entries, [fv, fw, fx]), sum) in entries.into_iter().zip(wide).zip(&mut sums) {
            let new = pair(entries) - (v * fw + w * fv);
            entries.copy_from_slice(&new.to_array());
            total += new * fx;
            *sum += new * x;
        }
        p.copy_from_slice(&total.to_array());
    }
    let mut sums = sums.map(f64x2::reduce_add);
    if m % 2 == 1 {
        let last = m - 1;
        let entries = [c0, c1, c2, c3].map(|c| c.into_remainder());
        for ((entries, [fv, fw, fx]), sum) in entries.into_iter().zip(factors).zip(&mut sums) {
            entries[0] -= v[last] * fw + w[last] * fv;
            product[last] += entries[0] * fx;
            *sum += entries[0] * x[last];
        }
    }
    sums
}
