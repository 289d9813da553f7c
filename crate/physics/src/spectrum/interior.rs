//! One eigenvector in the middle of a spectrum too large to diagonalise: polynomially
//! filtered Lanczos (P. Sierant, M. Lewenstein, J. Zakrzewski, PRL 125, 156601 (2020)).
//!
//! The filter is the Chebyshev expansion of a delta function at the wanted energy E, cut at
//! order K and scaled to 1 there:
//!
//! ```text
//! P_K(x) = (1/D) sum_k (2 - delta_k0) cos(k arccos e) T_k(x),        P_K(e) = 1
//! ```
//!
//! It takes the levels nearest to E to the top of the spectrum of P_K(H), where a Lanczos
//! run finds them without any factorisation. K is chosen such that a few levels share the
//! peak: fewer would need more products, more of them more Lanczos steps.

use super::dense::not_converged;
use crate::error::Error;
use numerics::cast::size;
use numerics::dense::Tridiagonal;
use numerics::evolution::SpectralInterval;
use numerics::sparse::Sparse;
use numerics::vector::{axpy, dot, norm_sqr};

/// Levels under the filter's peak.
const WITHIN_PEAK: f64 = 15.0;
/// Lowest order of the filter: its peak is off the wanted energy by about the width over K.
const LOWEST_ORDER: usize = 120;
/// Most Lanczos steps before giving up.
const MOST_STEPS: usize = 600;
/// Residual of the filtered eigenproblem at which the top vector has converged.
const CONVERGED: f64 = 1e-12;
/// Largest residual of the eigenvector itself that is accepted.
pub const RESIDUAL: f64 = 1e-9;
/// Multiply-adds of one step of the search.
const STEP: usize = 8_000_000;

/// The eigenvector found.
#[derive(Clone, Debug)]
pub struct Interior {
    /// <v|H|v>
    pub energy: f64,
    /// Normalised components.
    pub vector: Vec<f64>,
    /// || H v - E v ||
    pub residual: f64,
}

/// A search under way.
pub struct Polfed {
    matrix: Sparse,
    interval: SpectralInterval,
    /// Coefficients of P_K.
    filter: Vec<f64>,
    /// Orthonormal Lanczos vectors.
    basis: Vec<Vec<f64>>,
    /// Diagonal and off-diagonal of P_K(H) among them.
    alpha: Vec<f64>,
    beta: Vec<f64>,
    product: Product,
    /// Lanczos steps that will probably do.
    expected: usize,
    found: Option<Interior>,
}

/// P_K(H) applied to a vector, order after order.
struct Product {
    order: usize,
    previous: Vec<f64>,
    current: Vec<f64>,
    sum: Vec<f64>,
}

impl Product {
    fn new(start: &[f64], first: f64) -> Self {
        Self {
            order: 0,
            previous: vec![0.0; start.len()],
            current: start.to_vec(),
            sum: start.iter().map(|x| x * first).collect(),
        }
    }
}

impl Polfed {
    /// Starts the search for the eigenvector whose energy is nearest to `energy`.
    pub fn new(matrix: Sparse, energy: f64) -> Self {
        let interval = SpectralInterval::enclosing(&matrix);
        let filter = filter(&matrix, interval, energy);
        let n = matrix.dimension();
        let mut start: Vec<f64> = (0..n)
            .map(|i| 1.0 + 0.9 * (i as f64 * 0.618_034 + (i as f64 * 1.3e-3).sin()).sin())
            .collect();
        let scale = 1.0 / norm_sqr(&start).sqrt();
        start.iter_mut().for_each(|x| *x *= scale);
        Self {
            product: Product::new(&start, filter[0]),
            basis: vec![start],
            alpha: Vec::new(),
            beta: Vec::new(),
            expected: 70.min(n),
            matrix,
            interval,
            filter,
            found: None,
        }
    }

    /// Order K of the filter.
    pub fn order(&self) -> usize {
        self.filter.len() - 1
    }

    /// What was found, once `step` has returned 1.
    pub fn found(&self) -> Option<&Interior> {
        self.found.as_ref()
    }

    /// A few products; the fraction probably done, 1 at the end.
    ///
    /// # Errors
    /// [`Error::NotConverged`] when the Lanczos run or the final residual fails.
    pub fn step(&mut self) -> Result<f64, Error> {
        let orders = (STEP / self.matrix.entries().max(1)).max(1);
        for _ in 0..orders {
            if self.product.order + 1 < self.filter.len() {
                self.advance();
            }
        }
        if self.product.order + 1 == self.filter.len() && self.extend()? {
            return Ok(1.0);
        }
        let inside = self.product.order as f64 / self.filter.len() as f64;
        let steps = self.alpha.len() as f64 + inside;
        Ok((steps / self.expected.max(self.alpha.len() + 5) as f64).min(0.99))
    }

    /// One more order of the filter.
    fn advance(&mut self) {
        let product = &mut self.product;
        let factors = (self.interval).chebyshev(if product.order == 0 { 1.0 } else { 2.0 });
        self.matrix
            .apply_scaled(factors, &product.current, &mut product.previous);
        std::mem::swap(&mut product.previous, &mut product.current);
        product.order += 1;
        let c = self.filter[product.order];
        axpy(c, &product.current, &mut product.sum);
    }

    /// One more Lanczos vector from a finished product; whether the search is over.
    fn extend(&mut self) -> Result<bool, Error> {
        let mut next = std::mem::take(&mut self.product.sum);
        let last = self.basis.len() - 1;
        self.alpha.push(dot(&self.basis[last], &next));
        // Twice is enough (Kahan and Parlett).
        for _ in 0..2 {
            for v in &self.basis {
                let overlap = dot(v, &next);
                axpy(-overlap, v, &mut next);
            }
        }
        let size = norm_sqr(&next).sqrt();
        let steps = self.alpha.len();
        let exhausted = size < 1e-13 || steps == self.matrix.dimension();
        if exhausted || steps.is_multiple_of(5) {
            if let Some(top) = self.top(size, exhausted) {
                self.found = Some(self.assemble(&top)?);
                return Ok(true);
            }
        }
        if steps == MOST_STEPS {
            return Err(not_converged(size, CONVERGED));
        }
        next.iter_mut().for_each(|x| *x /= size);
        self.beta.push(size);
        self.product = Product::new(&next, self.filter[0]);
        self.basis.push(next);
        Ok(false)
    }

    /// The top eigenvector of the tridiagonal matrix, if it has converged.
    fn top(&self, size: f64, exhausted: bool) -> Option<Vec<f64>> {
        let filtered = Tridiagonal::new(self.alpha.clone(), self.beta.clone());
        let (_, vectors) = filtered.eigensystem()?;
        let m = self.alpha.len();
        let column = vectors.column(m - 1).iter().copied().collect::<Vec<f64>>();
        let residual = size * column[m - 1].abs();
        (exhausted || residual < CONVERGED).then_some(column)
    }

    fn assemble(&self, components: &[f64]) -> Result<Interior, Error> {
        let n = self.matrix.dimension();
        let mut vector = vec![0.0; n];
        for (c, v) in components.iter().zip(&self.basis) {
            axpy(*c, v, &mut vector);
        }
        let scale = 1.0 / norm_sqr(&vector).sqrt();
        vector.iter_mut().for_each(|x| *x *= scale);
        let energy = self.matrix.expectation(&vector);
        let mut image = vec![0.0; n];
        self.matrix.multiply(&vector, &mut image);
        let pairs = image.iter().zip(&vector);
        let residual = pairs
            .map(|(h, x)| (h - energy * x).powi(2))
            .sum::<f64>()
            .sqrt();
        match residual < RESIDUAL {
            true => Ok(Interior {
                energy,
                vector,
                residual,
            }),
            false => Err(not_converged(residual, RESIDUAL)),
        }
    }
}

/// Coefficients of P_K for the matrix.
fn filter(matrix: &Sparse, interval: SpectralInterval, energy: f64) -> Vec<f64> {
    let place = ((energy - interval.centre) / interval.radius).clamp(-1.0, 1.0);
    // Half the height of the peak is at x - e = 1.9 sqrt(1 - e^2) / K.
    let width = 1.9 * (1.0 - place * place).max(1e-4).sqrt() * interval.radius;
    let order = 2.0 * width * level_density(matrix, energy) / WITHIN_PEAK;
    let angle = place.acos();
    let mut coefficients: Vec<f64> = (0..=size(order).max(LOWEST_ORDER))
        .map(|k| if k == 0 { 1.0 } else { 2.0 } * (k as f64 * angle).cos())
        .collect();
    let height: f64 = coefficients
        .iter()
        .enumerate()
        .map(|(k, c)| c * (k as f64 * angle).cos())
        .sum();
    coefficients.iter_mut().for_each(|c| *c /= height);
    coefficients
}

/// Levels per unit of energy, by a Gaussian with the spectrum's exact mean and variance.
fn level_density(matrix: &Sparse, energy: f64) -> f64 {
    let (mean, variance) = matrix.moments();
    let distance = (energy - mean).powi(2) / (2.0 * variance);
    let height = matrix.dimension() as f64 / (2.0 * std::f64::consts::PI * variance).sqrt();
    // Far out in the tail the estimate only sets the filter's order.
    height * (-distance.min(6.0)).exp()
}

#[cfg(test)]
mod tests {
    use super::super::tests::sector;
    use super::*;
    use crate::lattice::tests::named;
    use crate::spectrum::dense;

    fn find(matrix: &Sparse, energy: f64) -> Interior {
        let mut finder = Polfed::new(matrix.clone(), energy);
        while finder.step().unwrap() < 1.0 {}
        finder.found().unwrap().clone()
    }

    #[test]
    fn the_level_nearest_to_an_energy_is_found_anywhere_in_the_spectrum() {
        for (lattice, bosons) in [
            (named("square-4x4"), 4),
            (named("square-3x4"), 5),
            (named("chain-10"), 4),
        ] {
            let sector = sector(lattice.clone(), bosons, 0.7);
            let (_, matrix) = sector.block_matrix(&sector.invariant_block());
            let levels = dense::eigenvalues(matrix.to_dense()).unwrap();
            let (low, high) = (levels[0], levels[levels.len() - 1]);
            for share in [0.1, 0.31, 0.5, 0.73] {
                let energy = low + share * (high - low);
                let found = find(&matrix, energy);
                let distance = |e: f64| (e - energy).abs();
                let nearest = levels
                    .iter()
                    .copied()
                    .map(distance)
                    .fold(f64::MAX, f64::min);
                assert!(found.residual < 1e-10, "{}", found.residual);
                assert!(
                    distance(found.energy) < nearest + 1e-9,
                    "{lattice:?} {share}: {} off, {nearest} possible",
                    distance(found.energy)
                );
            }
        }
    }
}
