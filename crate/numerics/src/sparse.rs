//! Sparse real symmetric matrices.

use std::ops::Range;

use num_complex::Complex64;

use crate::cast::index32;
use crate::element::{Element, Packet};
use crate::entries::Entries;

/// The elements of vectors that a matrix multiplies, `f64`, `Complex64` and [`Packet`], with the loops for each of them: they are
/// compiled here, for speed.
pub trait Multiplied: Element {
    /// [`Sparse::apply_scaled`]
    fn apply_scaled(matrix: &Sparse, factors: [f64; 3], x: &[Self], y: &mut [Self]);
    /// [`Sparse::expectation`]
    fn expectation(matrix: &Sparse, x: &[Self]) -> f64;
}

macro_rules! multiplied {
    ($($component:ty),*) => {$(
        impl Multiplied for $component {
            fn apply_scaled(matrix: &Sparse, [a, b, c]: [f64; 3], x: &[Self], y: &mut [Self]) {
                let n = matrix.dimension();
                assert!(x.len() == n && y.len() == n, "vectors of the matrix's size");
                for row in 0..n {
                    y[row] = matrix.product(row, x) * a + x[row] * b + y[row] * c;
                }
            }

            fn expectation(matrix: &Sparse, x: &[Self]) -> f64 {
                assert!(x.len() == matrix.dimension(), "a vector of the matrix's size");
                (0..x.len()).map(|row| x[row].dot(matrix.product(row, x))).sum()
            }
        }
    )*};
}

multiplied!(f64, Complex64, Packet);

/// What [`Sparse::from_rows`] asks for the entries of a row: `fill(row, push)` calls
/// `push(column, value)` for each of them.
pub type FillRow<'a> = dyn FnMut(usize, &mut dyn FnMut(usize, f64)) + 'a;

/// A real symmetric matrix: the diagonal, and the other entries row by row.
#[derive(Clone, Debug)]
pub struct Sparse {
    diagonal: Vec<f64>,
    entries: Entries,
}

impl Sparse {
    /// Builds row after row; entries of one column are added up. Most entries should have the
    /// value `commonest`.
    pub fn from_rows(dimension: usize, commonest: f64, fill: &mut FillRow) -> Self {
        let mut diagonal = vec![0.0; dimension];
        let mut entries = Entries::new(dimension, commonest);
        let mut row: Vec<(u32, f64)> = Vec::new();
        for (r, own) in diagonal.iter_mut().enumerate() {
            row.clear();
            fill(r, &mut |column, value| {
                if column == r {
                    *own += value;
                    return;
                }
                // Rows are short: each entry goes where it belongs.
                let column = index32(column);
                match row.binary_search_by_key(&column, |entry| entry.0) {
                    Ok(place) => row[place].1 += value,
                    Err(place) => row.insert(place, (column, value)),
                }
            });
            entries.push_row(&row);
        }
        entries.finish();
        Self { diagonal, entries }
    }

    /// The square block on the diagonal that takes up these rows and columns.
    pub fn diagonal_block(&self, range: Range<usize>) -> Self {
        let entries = &self.entries;
        Self::from_rows(range.len(), entries.commonest(), &mut |row, push| {
            push(row, self.diagonal[range.start + row]);
            for (column, value) in entries.row(range.start + row) {
                if range.contains(&column) {
                    push(column - range.start, value);
                }
            }
        })
    }

    /// Number of rows.
    pub fn dimension(&self) -> usize {
        self.diagonal.len()
    }

    /// Number of stored entries, the diagonal included.
    pub fn entries(&self) -> usize {
        self.diagonal.len() + self.entries.len()
    }

    /// Entry by entry, column-major: for dense solvers and tests.
    pub fn to_dense(&self) -> nalgebra::DMatrix<f64> {
        let n = self.dimension();
        let mut dense = nalgebra::DMatrix::zeros(n, n);
        for r in 0..n {
            dense[(r, r)] = self.diagonal[r];
            for (c, v) in self.entries.row(r) {
                dense[(r, c)] = v;
            }
        }
        dense
    }

    /// `y = H x`.
    pub fn multiply<T: Multiplied>(&self, x: &[T], y: &mut [T]) {
        self.apply_scaled([1.0, 0.0, 0.0], x, y);
    }

    /// `y = a H x + b x + c y` in one pass: the step of every recursion here.
    pub fn apply_scaled<T: Multiplied>(&self, [a, b, c]: [f64; 3], x: &[T], y: &mut [T]) {
        T::apply_scaled(self, [a, b, c], x, y);
    }

    /// `<x|H|x>`.
    pub fn expectation<T: Multiplied>(&self, x: &[T]) -> f64 {
        T::expectation(self, x)
    }

    #[inline(always)]
    fn product<T: Element>(&self, row: usize, x: &[T]) -> T {
        x[row] * self.diagonal[row] + self.entries.row_times(row, x)
    }

    /// Mean and variance of the eigenvalues: Tr H / n, and Tr H^2 / n minus its square.
    pub fn moments(&self) -> (f64, f64) {
        let n = self.dimension().max(1) as f64;
        let mean = self.diagonal.iter().sum::<f64>() / n;
        let values = self.diagonal.iter().copied().chain(self.entries.values());
        let squares = values.map(|v| v * v);
        (mean, squares.sum::<f64>() / n - mean * mean)
    }

    /// An interval that holds every eigenvalue (Gershgorin's discs).
    pub fn bounds(&self) -> (f64, f64) {
        let mut bounds = (f64::INFINITY, f64::NEG_INFINITY);
        for r in 0..self.dimension() {
            let radius: f64 = self.entries.row(r).map(|(_, v)| v.abs()).sum();
            bounds.0 = bounds.0.min(self.diagonal[r] - radius);
            bounds.1 = bounds.1.max(self.diagonal[r] + radius);
        }
        bounds
    }
}
