//! Eigenvalues and eigenvectors of a tridiagonal matrix by divide and conquer (J. J. M. Cuppen,
//! Numer. Math. 36, 177 (1981); deflation as in J. J. Dongarra, D. C. Sorensen, SIAM J. Sci. Stat.
//! Comput. 8, s139 (1987)).
//!
//! ```text
//! T = diag(T_1, T_2) + rho u u^T,   u = (0, ..., 0, 1, +-1, 0, ..., 0),
//!   = Q [ D + rho z z^T ] Q^T,      Q = diag(Q_1, Q_2),   z = Q^T u
//! ```
//!
//! Where z_j vanishes, or two d_j are equal, to rounding error, an eigenvector of T is known without
//! further work. For the others [`secular`] has the vectors of D + rho z z^T, and a product with Q
//! makes them those of T.

use std::ops::Range;

use nalgebra::{DMatrix, DMatrixView};

use crate::sorting::argsort;

use super::ql::{diagonalise, largest};
use super::secular;

/// Dimension up to which QL is faster.
const SMALL: usize = 32;

/// Eigenvalues, in no order, and the orthonormal eigenvectors as columns in the same order, of the matrix
/// with these entries on the diagonal and beside it; `None` when an iteration does not settle.
pub fn eigensystem(diagonal: Vec<f64>, off_diagonal: Vec<f64>) -> Option<(Vec<f64>, DMatrix<f64>)> {
    let n = diagonal.len();
    let mut solver = DivideAndConquer {
        d: diagonal,
        e: off_diagonal,
        q: DMatrix::identity(n, n),
        columns: Vec::with_capacity(n * n),
    };
    solver.conquer(0..n)?;
    Some((solver.d, solver.q))
}

struct DivideAndConquer {
    /// The eigenvalues of every range that is done; the diagonal elsewhere.
    d: Vec<f64>,
    /// What is beside the diagonal.
    e: Vec<f64>,
    /// The eigenvectors of every range that is done, as a block on the diagonal.
    q: DMatrix<f64>,
    /// Columns of `q` while they are replaced; n^2 numbers at most.
    columns: Vec<f64>,
}

/// The rows in which a column of diag(Q_1, Q_2), or a combination of two, may not vanish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Support {
    Upper,
    Both,
    Lower,
}

/// A column of Q that mixes with others.
#[derive(Clone, Copy, Debug)]
struct Mixing {
    column: usize,
    d: f64,
    z: f64,
    support: Support,
}

impl DivideAndConquer {
    fn conquer(&mut self, range: Range<usize>) -> Option<()> {
        if range.len() <= SMALL {
            return self.small(range);
        }
        let middle = range.start + range.len() / 2;
        let off_diagonal = self.e[middle - 1];
        self.d[middle - 1] -= off_diagonal.abs();
        self.d[middle] -= off_diagonal.abs();
        self.conquer(range.start..middle)?;
        self.conquer(middle..range.end)?;
        self.merge(range, middle, off_diagonal)
    }

    fn small(&mut self, range: Range<usize>) -> Option<()> {
        let Range { start, end } = range;
        let q = &mut self.q;
        let off_diagonal = &mut self.e[start..end.saturating_sub(1).max(start)];
        diagonalise(&mut self.d[start..end], off_diagonal, |i, c, s| {
            rotate(q, start..end, [start + i, start + i + 1], c, s);
        })
    }

    /// Joins the two halves of a range, which have the entry `off_diagonal` between them.
    fn merge(&mut self, range: Range<usize>, middle: usize, off_diagonal: f64) -> Option<()> {
        let (mixing, deflated) = self.deflate(range.clone(), middle, off_diagonal);
        if mixing.is_empty() {
            return Some(());
        }
        let d: Vec<f64> = mixing.iter().map(|m| m.d).collect();
        let z: Vec<f64> = mixing.iter().map(|m| m.z).collect();
        let (mut values, mut vectors) = secular::solve(&d, 2.0 * off_diagonal.abs(), &z)?;
        values.extend(deflated.iter().map(|&j| self.d[j]));
        self.d[range.clone()].copy_from_slice(&values);

        // Columns of one support side by side: either half of the rows has to do with two kinds.
        let support = |k: usize| mixing[k].support;
        let order = argsort(mixing.len(), &|j, k| support(j).cmp(&support(k)));
        for vector in vectors.as_mut_slice().chunks_exact_mut(order.len()) {
            let ordered: Vec<f64> = order.iter().map(|&k| vector[k]).collect();
            vector.copy_from_slice(&ordered);
        }
        let columns: Vec<usize> = order.iter().map(|&k| mixing[k].column).collect();
        let first = |kind| order.partition_point(|&k| support(k) < kind);
        let halves = [
            (range.start..middle, 0..first(Support::Lower)),
            (middle..range.end, first(Support::Both)..columns.len()),
        ];

        self.columns.clear();
        for (rows, of) in halves.clone() {
            self.gather(rows, &columns[of]);
        }
        self.gather(range.clone(), &deflated);
        let mut gathered = &self.columns[..];
        for (rows, of) in halves {
            let old = DMatrixView::from_slice(gathered, rows.len(), of.len());
            gathered = &gathered[old.len()..];
            let shape = (rows.len(), columns.len());
            let mut new = self.q.view_mut((rows.start, range.start), shape);
            new.gemm(1.0, &old, &vectors.rows_range(of), 0.0);
        }
        let deflated = DMatrixView::from_slice(gathered, range.len(), deflated.len());
        let place = (range.start, range.start + columns.len());
        self.q
            .view_mut(place, deflated.shape())
            .copy_from(&deflated);
        Some(())
    }

    /// Splits the columns of Q into those that mix, by ascending d, and those that are
    /// eigenvectors already, after rotations that make them so.
    fn deflate(
        &mut self,
        range: Range<usize>,
        middle: usize,
        off_diagonal: f64,
    ) -> (Vec<Mixing>, Vec<usize>) {
        // Normalised, with rho to match.
        let (rho, scale) = (2.0 * off_diagonal.abs(), std::f64::consts::FRAC_1_SQRT_2);
        let z = |q: &DMatrix<f64>, j: usize| match j < middle {
            true => scale * q[(middle - 1, j)],
            false => scale.copysign(off_diagonal) * q[(middle, j)],
        };
        let most = range.clone().map(|j| z(&self.q, j).abs());
        let most = most.fold(largest(&self.d[range.clone()]), f64::max);
        let tolerance = 8.0 * f64::EPSILON * most;
        let d = &self.d[range.clone()];
        let order = argsort(d.len(), &|i, j| d[i].total_cmp(&d[j]));
        let (mut mixing, mut deflated): (Vec<Mixing>, Vec<usize>) = Default::default();
        for j in order.into_iter().map(|k| range.start + k) {
            let mut new = Mixing {
                column: j,
                d: self.d[j],
                z: z(&self.q, j),
                support: match j < middle {
                    true => Support::Upper,
                    false => Support::Lower,
                },
            };
            if rho * new.z.abs() <= tolerance {
                deflated.push(j);
                continue;
            }
            if let Some(&old) = mixing.last() {
                let r = (old.z * old.z + new.z * new.z).sqrt();
                let (c, s) = (new.z / r, old.z / r);
                let apart = new.d - old.d;
                // The rotation that leaves nothing of the older one's z leaves this beside D.
                if (apart * c * s).abs() <= tolerance {
                    rotate(&mut self.q, range.clone(), [old.column, j], c, s);
                    self.d[old.column] = old.d * c * c + new.d * s * s;
                    new.d = old.d * s * s + new.d * c * c;
                    new.z = r;
                    if old.support != new.support {
                        new.support = Support::Both;
                    }
                    deflated.push(old.column);
                    mixing.pop();
                }
            }
            mixing.push(new);
        }
        (mixing, deflated)
    }

    /// Copies these rows of these columns of Q.
    fn gather(&mut self, rows: Range<usize>, columns: &[usize]) {
        for &j in columns {
            let column = self.q.column(j);
            self.columns.extend(&column.as_slice()[rows.clone()]);
        }
    }
}

/// In these rows, columns x and y become c x - s y and s x + c y.
fn rotate(q: &mut DMatrix<f64>, rows: Range<usize>, [x, y]: [usize; 2], c: f64, s: f64) {
    for row in rows {
        let (of_x, of_y) = (q[(row, x)], q[(row, y)]);
        q[(row, x)] = c * of_x - s * of_y;
        q[(row, y)] = s * of_x + c * of_y;
    }
}
