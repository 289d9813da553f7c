//! Eigenvalues of a tridiagonal matrix by the implicit QL algorithm (A. Dubrulle, R. S. Martin,
//! J. H. Wilkinson, Numer. Math. 12, 377 (1968)).

/// Sweeps in which an eigenvalue must have settled; two are usual.
const SWEEPS: usize = 60;

/// Turns `diagonal` into the eigenvalues, in no order; `off_diagonal` is used up.
///
/// Every plane rotation is told to `rotate` as (i, c, s): columns x_i and x_{i+1} of the matrix
/// of eigenvectors become c x_i - s x_{i+1} and s x_i + c x_{i+1}. `None` when the iteration
/// does not settle.
pub fn diagonalise(
    diagonal: &mut [f64],
    off_diagonal: &mut [f64],
    mut rotate: impl FnMut(usize, f64, f64),
) -> Option<()> {
    let (d, e) = (diagonal, off_diagonal);
    let n = d.len();
    // Less than the reduction of a full matrix loses, and more than the rotations leave in a crowd
    // of thousands of equal eigenvalues.
    let rounding = 4.0 * f64::EPSILON * largest(d).max(largest(e));
    for l in 0..n {
        let mut sweep = 0;
        loop {
            let m = (l..n - 1).find(|&m| e[m].abs() <= rounding);
            let m = m.unwrap_or(n - 1);
            if m == l {
                break;
            }
            sweep += 1;
            if sweep > SWEEPS {
                return None;
            }
            // Wilkinson's shift.
            let half = (d[l + 1] - d[l]) / (2.0 * e[l]);
            let root = half + (half * half + 1.0).sqrt().copysign(half);
            let mut g = d[m] - d[l] + e[l] / root;
            let (mut s, mut c, mut p) = (1.0, 1.0, 0.0);
            let mut i = m;
            while i > l {
                i -= 1;
                let (f, b) = (s * e[i], c * e[i]);
                let r = (f * f + g * g).sqrt();
                if i + 1 < m {
                    e[i + 1] = r;
                }
                if r == 0.0 {
                    // The matrix has fallen apart here.
                    d[i + 1] -= p;
                    break;
                }
                (s, c) = (f / r, g / r);
                let shifted = d[i + 1] - p;
                let t = (d[i] - shifted) * s + 2.0 * c * b;
                p = s * t;
                d[i + 1] = shifted + p;
                g = c * t - b;
                rotate(i, c, s);
                if i == l {
                    d[l] -= p;
                    e[l] = g;
                }
            }
            if let Some(e) = e.get_mut(m) {
                *e = 0.0;
            }
        }
    }
    Some(())
}

/// The largest modulus.
pub fn largest(x: &[f64]) -> f64 {
    x.iter().fold(0.0, |most: f64, x| most.max(x.abs()))
}
