//! Eigenvalues and eigenvectors of a diagonal matrix plus one of rank one, D + rho z z^T.
//!
//! The eigenvalues are the roots of the secular equation
//!
//! ```text
//! f(x) = 1 + rho sum_j z_j^2 / (d_j - x) = 0,
//! ```
//!
//! one between any two neighbours of the d_j and one above them all. Each is found as a distance
//! from the nearer d_j, by the rational interpolation of J. R. Bunch, C. P. Nielsen, D. C. Sorensen,
//! Numer. Math. 31, 31 (1978). The vectors are orthogonal to rounding error because they are those of
//! the z that has exactly these roots (M. Gu, S. C. Eisenstat, SIAM J. Matrix Anal. Appl. 15, 1266 (1994)).

use nalgebra::DMatrix;

/// Interpolations in which a root must have settled; five are usual.
const STEPS: usize = 100;

/// Eigenvalues, ascending, and eigenvectors (columns) of D + rho z z^T, with D strictly ascending,
/// rho > 0 and no z_j zero. `None` when a root does not settle.
pub fn solve(d: &[f64], rho: f64, z: &[f64]) -> Option<(Vec<f64>, DMatrix<f64>)> {
    let k = d.len();
    let mut values = Vec::with_capacity(k);
    // First the differences d_j - lambda_i in column i.
    let mut vectors = DMatrix::zeros(k, k);
    let squares: Vec<f64> = z.iter().map(|z| rho * z * z).collect();
    for (i, differences) in vectors.as_mut_slice().chunks_exact_mut(k).enumerate() {
        values.push(root(d, &squares, i, differences)?);
    }
    // rho z_j^2 = - prod_i (d_j - lambda_i) / prod_{i /= j} (d_j - d_i)
    let mut exact: Vec<f64> = (0..k).map(|j| vectors[(j, j)]).collect();
    for (i, differences) in vectors.as_slice().chunks_exact(k).enumerate() {
        for j in (0..k).filter(|&j| j != i) {
            exact[j] *= differences[j] / (d[j] - d[i]);
        }
    }
    let signed = exact
        .iter()
        .zip(z)
        .map(|(x, z)| x.abs().sqrt().copysign(*z));
    let exact: Vec<f64> = signed.collect();
    for column in vectors.as_mut_slice().chunks_exact_mut(k) {
        let mut norm = 0.0;
        for (x, z) in column.iter_mut().zip(&exact) {
            *x = z / *x;
            norm += *x * *x;
        }
        let scale = 1.0 / f64::sqrt(norm);
        column.iter_mut().for_each(|x| *x *= scale);
    }
    Some((values, vectors))
}

/// f in two parts, the poles below the root and those above it, each with its derivative.
struct Secular {
    below: f64,
    below_slope: f64,
    above: f64,
    above_slope: f64,
}

impl Secular {
    /// At x between the poles i and i + 1; x and the poles are counted from the same origin.
    fn at(x: f64, poles: &[f64], squares: &[f64], i: usize) -> Self {
        let sums = |poles: &[f64], squares: &[f64]| {
            let (mut sum, mut slope) = (0.0, 0.0);
            for (pole, square) in poles.iter().zip(squares) {
                let inverse = 1.0 / (pole - x);
                sum += square * inverse;
                slope += square * inverse * inverse;
            }
            (sum, slope)
        };
        let (below, below_slope) = sums(&poles[..=i], &squares[..=i]);
        let (above, above_slope) = sums(&poles[i + 1..], &squares[i + 1..]);
        Self {
            below,
            below_slope,
            above,
            above_slope,
        }
    }

    fn value(&self) -> f64 {
        1.0 + self.below + self.above
    }

    /// Whether rounding can be all that is left.
    fn vanishes(&self) -> bool {
        self.value().abs() <= f64::EPSILON * (1.0 + self.below.abs() + self.above.abs())
    }

    /// The roots of the function that has a pole at `a` for the part below and one at `b` for the
    /// part above, and shares with both parts their values and slopes at x.
    fn interpolated(&self, x: f64, a: f64, b: Option<f64>) -> [f64; 2] {
        let (to_a, to_b) = (a - x, b.map_or(0.0, |b| b - x));
        let (at_a, at_b) = (
            self.below_slope * to_a * to_a,
            self.above_slope * to_b * to_b,
        );
        let constant = self.value() - self.below_slope * to_a - self.above_slope * to_b;
        let Some(b) = b else {
            return [a + at_a / constant; 2];
        };
        // constant x^2 - p x + q = 0, where a or b is the origin.
        let p = constant * (a + b) + at_a + at_b;
        let q = at_a * b + at_b * a;
        let t = p + (p * p - 4.0 * constant * q).max(0.0).sqrt().copysign(p);
        [2.0 * q / t, t / (2.0 * constant)]
    }
}

/// The i-th root, with all d_j - root in `differences`; `squares` are the rho z_j^2.
fn root(d: &[f64], squares: &[f64], i: usize, differences: &mut [f64]) -> Option<f64> {
    let last = i + 1 == d.len();
    let mut origin = d[i];
    count_from(origin, d, differences);
    let (mut low, mut high) = (0.0, 0.0);
    if last {
        high = squares.iter().sum::<f64>() * (1.0 + 8.0 * f64::EPSILON);
    } else {
        // From the nearer of the two poles the distance keeps its digits.
        let half = 0.5 * (d[i + 1] - d[i]);
        if Secular::at(half, differences, squares, i).value() >= 0.0 {
            high = half;
        } else {
            origin = d[i + 1];
            low = -half;
            count_from(origin, d, differences);
        }
    }
    let mut x = if last { 0.5 * high } else { low + high };
    for _ in 0..STEPS {
        let f = Secular::at(x, differences, squares, i);
        let next = f.interpolated(x, differences[i], differences.get(i + 1).copied());
        if f.value() < 0.0 {
            low = x;
        } else {
            high = x;
        }
        let next = next.into_iter().find(|&x| low < x && x < high);
        let next = next.unwrap_or(0.5 * (low + high));
        let settled = f.vanishes() || (next - x).abs() <= f64::EPSILON * x.abs();
        if settled {
            differences.iter_mut().for_each(|distance| *distance -= x);
            return Some(origin + x);
        }
        x = next;
    }
    None
}

/// All d_j - origin.
fn count_from(origin: f64, d: &[f64], differences: &mut [f64]) {
    let pairs = differences.iter_mut().zip(d);
    pairs.for_each(|(difference, d)| *difference = d - origin);
}
