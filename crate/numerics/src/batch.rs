//! Several real vectors carried side by side to one time: the propagation without anything
//! that a single output time does not need.
//!
//! H and the vectors are real, so every Chebyshev vector T_k(x) v is real: the real part of
//! psi(t) collects the even orders and the imaginary part the odd ones. The global phase
//! e^{-i centre t} is left out; no expectation value knows it.

use crate::element::Packet;
use crate::evolution::{coefficients, SpectralInterval, TOLERANCE};
use crate::sparse::Sparse;

/// e^{-iHt} for one H and one t.
#[derive(Clone, Debug)]
pub struct Propagator {
    interval: SpectralInterval,
    coefficients: Vec<f64>,
}

impl Propagator {
    /// Prepares the expansion; it leaves out less than 1e-14 of a state's norm.
    pub fn new(matrix: &Sparse, time: f64) -> Self {
        let interval = SpectralInterval::enclosing(matrix);
        let (coefficients, _) = coefficients(interval.radius * time, TOLERANCE);
        Self {
            interval,
            coefficients,
        }
    }

    /// Products with H that one propagation takes.
    pub fn orders(&self) -> usize {
        self.coefficients.len()
    }
}

/// Vectors on their way.
#[derive(Clone, Debug)]
pub struct BatchPropagation {
    order: usize,
    previous: Vec<Packet>,
    current: Vec<Packet>,
    /// Re psi(t), up to the global phase.
    pub real: Vec<Packet>,
    /// Im psi(t), up to the global phase.
    pub imaginary: Vec<Packet>,
}

impl BatchPropagation {
    /// Starts from real vectors.
    pub fn new(start: Vec<Packet>) -> Self {
        let zero = vec![Packet::default(); start.len()];
        Self {
            order: 0,
            previous: zero.clone(),
            real: zero.clone(),
            imaginary: zero,
            current: start,
        }
    }

    /// Goes on by at most `products` products with the matrix; the fraction done.
    pub fn advance(&mut self, matrix: &Sparse, by: &Propagator, products: usize) -> f64 {
        let last = by.coefficients.len();
        for _ in 0..products.min(last - self.order) {
            let k = self.order;
            // (-i)^k is 1, -i, -1, i, ...
            let sum = match k % 2 {
                0 => &mut self.real,
                _ => &mut self.imaginary,
            };
            let c = match k % 4 {
                0 | 3 => by.coefficients[k],
                _ => -by.coefficients[k],
            };
            for (s, &x) in sum.iter_mut().zip(&self.current) {
                *s += x * c;
            }
            self.order += 1;
            if self.order < last {
                let factors = by.interval.chebyshev(if k == 0 { 1.0 } else { 2.0 });
                matrix.apply_scaled(factors, &self.current, &mut self.previous);
                std::mem::swap(&mut self.previous, &mut self.current);
            }
        }
        self.order as f64 / last as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::element::{products, PACKET};
    use crate::evolution::Evolution;
    use crate::vector::norm_sqr;
    use num_complex::Complex64;

    #[test]
    fn columns_arrive_where_single_states_do() {
        // A particle that hops on a ring with a bumpy floor.
        let n = 23;
        let matrix = Sparse::from_rows(n, -1.0, &mut |row, push| {
            push(row, (row as f64).sin());
            push((row + 1) % n, -1.0);
            push((row + n - 1) % n, -1.0);
        });
        let starts: Vec<Vec<f64>> = (0..PACKET)
            .map(|k| {
                let v: Vec<f64> = (0..n).map(|i| ((i * (k + 2)) as f64).sin()).collect();
                let norm = norm_sqr(&v).sqrt();
                v.iter().map(|x| x / norm).collect()
            })
            .collect();
        for time in [0.0, 0.3, 2.0, 60.0] {
            let propagator = Propagator::new(&matrix, time);
            let mut columns = BatchPropagation::new(
                (0..n)
                    .map(|i| Packet(std::array::from_fn(|k| starts[k][i])))
                    .collect(),
            );
            while columns.advance(&matrix, &propagator, 7) < 1.0 {}
            for (k, start) in starts.iter().enumerate() {
                let start = start.iter().map(|&x| Complex64::new(x, 0.0)).collect();
                let mut single = Evolution::new(matrix.clone(), start, vec![time]);
                let mut state = Vec::new();
                while !single.is_done() {
                    state.extend(single.step().into_iter().map(|s| s.state));
                }
                // Up to the phase that the columns leave out: the overlap has modulus 1.
                let overlap: Complex64 = state[0]
                    .iter()
                    .zip(columns.real.iter().zip(&columns.imaginary))
                    .map(|(a, (re, im))| a.conj() * Complex64::new(re.0[k], im.0[k]))
                    .sum();
                assert!((overlap.norm() - 1.0).abs() < 1e-13, "{time} {overlap}");
                let norm = products(&columns.real, &columns.real)[k]
                    + products(&columns.imaginary, &columns.imaginary)[k];
                assert!((norm - 1.0).abs() < 1e-13);
            }
        }
    }
}
