//! A few eigenvectors in the middle of a spectrum too large to diagonalise: polynomially
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
//!
//! Of several levels, the filter only says which subspace they lie in: it may give levels on
//! both sides of E one value. H itself, diagonalised in that subspace, tells them apart, and the
//! search ends when nothing outside of it can be as near to E as the last level wanted.

use nalgebra::DMatrix;

use super::dense::{eigensystem, not_converged};
use crate::error::Error;
use numerics::cast::size;
use numerics::dense::Tridiagonal;
use numerics::evolution::SpectralInterval;
use numerics::sorting::sorted;
use numerics::sparse::Sparse;
use numerics::vector::{axpy, dot, norm_sqr, power_of_two};

/// Levels under the filter's peak, where one of them is wanted.
const WITHIN_PEAK: f64 = 15.0;
/// And for each level more.
const PER_LEVEL: f64 = 1.5;
/// Lowest order of the filter where one level is wanted: its peak is off the wanted energy by about the width over K.
const LOWEST_ORDER: usize = 120;
/// Lowest order where several are, whose energies are looked at one by one.
const FEWEST_ORDERS: usize = 16;
/// Most Lanczos steps before giving up, and for each level more.
const MOST_STEPS: usize = 600;
const STEPS_PER_LEVEL: usize = 12;
/// Residual of the filtered eigenproblem at which the top vector has converged.
const CONVERGED: f64 = 1e-12;
/// Largest residual of the eigenvector itself that is accepted, in units of energy or of half the spectrum's width, whichever is
/// smaller.
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
    /// Where the levels are wanted, and how many.
    energy: f64,
    count: usize,
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
    found: Vec<Interior>,
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
        Self::several(matrix, energy, 1)
    }

    /// Starts the search for the `count` eigenvectors whose energies are nearest to `energy`; of all of them, where there are
    /// fewer. Of levels that coincide one is found: a Lanczos run sees one vector of a multiplet.
    pub fn several(matrix: Sparse, energy: f64, count: usize) -> Self {
        let interval = SpectralInterval::enclosing(&matrix);
        let n = matrix.dimension();
        let count = count.clamp(1, n);
        let within = WITHIN_PEAK + PER_LEVEL * (count - 1) as f64;
        let lowest = if count == 1 {
            LOWEST_ORDER
        } else {
            FEWEST_ORDERS
        };
        let order = filter_order(&matrix, interval, energy, within).max(lowest);
        let filter = filter(interval, energy, order);
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
            expected: (70 + 4 * (count - 1)).min(n),
            matrix,
            interval,
            energy,
            count,
            filter,
            found: Vec::new(),
        }
    }

    /// Order K of the filter.
    pub fn order(&self) -> usize {
        self.filter.len() - 1
    }

    /// What was found, once `step` has returned 1: the nearest first.
    pub fn found(&self) -> &[Interior] {
        &self.found
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
        // Where many are wanted a look costs as much as some steps.
        if exhausted || steps.is_multiple_of(5 + self.count / 2) {
            self.found = match self.count {
                1 => self.nearest(size, exhausted)?,
                _ => self.nearest_several(size, exhausted)?,
            };
            if !self.found.is_empty() {
                return Ok(true);
            }
        }
        if steps == MOST_STEPS + STEPS_PER_LEVEL * (self.count - 1) {
            return Err(not_converged(size, CONVERGED));
        }
        next.iter_mut().for_each(|x| *x /= size);
        self.beta.push(size);
        self.product = Product::new(&next, self.filter[0]);
        self.basis.push(next);
        Ok(false)
    }

    /// The top eigenvector of the filtered matrix, if it has converged.
    fn nearest(&self, size: f64, exhausted: bool) -> Result<Vec<Interior>, Error> {
        let Some((_, vectors)) = self.filtered() else {
            return Ok(Vec::new());
        };
        let m = self.alpha.len();
        let column = vectors.column(m - 1).iter().copied().collect::<Vec<f64>>();
        let residual = size * column[m - 1].abs();
        match exhausted || residual < CONVERGED {
            true => Ok(vec![self.checked(self.combined(&column))?]),
            false => Ok(Vec::new()),
        }
    }

    /// The levels wanted, if they have converged and nothing else can be as near; none otherwise.
    fn nearest_several(&self, size: f64, exhausted: bool) -> Result<Vec<Interior>, Error> {
        let Some((values, vectors)) = self.filtered() else {
            return Ok(Vec::new());
        };
        let m = self.alpha.len();
        let residual = |k: usize| size * vectors[(m - 1, k)].abs();
        let converged = |k: &usize| exhausted || residual(*k) < CONVERGED;
        let top: Vec<usize> = (0..m).rev().take_while(converged).collect();
        if top.len() < self.count {
            return Ok(Vec::new());
        }
        let span: Vec<Vec<f64>> = top
            .iter()
            .map(|&k| self.combined(&vectors.column(k).iter().copied().collect::<Vec<f64>>()))
            .collect();
        let images: Vec<Vec<f64>> = span
            .iter()
            .map(|v| {
                let mut image = vec![0.0; v.len()];
                self.matrix.multiply(v, &mut image);
                image
            })
            .collect();
        let inside = DMatrix::from_fn(span.len(), span.len(), |i, j| dot(&span[i], &images[j]));
        let (energies, mixing) = eigensystem(inside)?;
        let distance = |k: usize| (energies[k] - self.energy).abs();
        let places: Vec<usize> = (0..energies.len()).collect();
        let places = sorted(&places, |&a, &b| distance(a).total_cmp(&distance(b)));
        let wanted = &places[..self.count];
        // The largest filtered value outside of the subspace, against the least that a level as near as these has.
        let outside = (m.checked_sub(top.len() + 1)).map(|k| values[k] + residual(k));
        let far = distance(wanted[self.count - 1]);
        let ambiguous = |value: f64| value >= self.least_within(far);
        if !exhausted && outside.is_some_and(ambiguous) {
            return Ok(Vec::new());
        }
        let vector = |&k: &usize| {
            let mut vector = vec![0.0; self.matrix.dimension()];
            for (c, v) in mixing.column(k).iter().zip(&span) {
                axpy(*c, v, &mut vector);
            }
            self.checked(vector)
        };
        wanted.iter().map(vector).collect()
    }

    /// Eigenvalues, ascending, and eigenvectors of P_K(H) among the Lanczos vectors.
    fn filtered(&self) -> Option<(Vec<f64>, DMatrix<f64>)> {
        Tridiagonal::new(self.alpha.clone(), self.beta.clone()).eigensystem()
    }

    /// The least value of P_K up to a distance from the wanted energy.
    fn least_within(&self, distance: f64) -> f64 {
        // Between two places P_K, of order K, cannot dip far.
        let count = 4 * self.filter.len();
        let at = |k: usize| {
            let energy = self.energy + distance * (2.0 * k as f64 / count as f64 - 1.0);
            let angle = place(self.interval, energy).acos();
            let terms = self.filter.iter().enumerate();
            terms.map(|(k, c)| c * (k as f64 * angle).cos()).sum()
        };
        (0..=count).map(at).fold(f64::INFINITY, f64::min)
    }

    /// The combination of the Lanczos vectors with these components.
    fn combined(&self, components: &[f64]) -> Vec<f64> {
        let mut vector = vec![0.0; self.matrix.dimension()];
        for (c, v) in components.iter().zip(&self.basis) {
            axpy(*c, v, &mut vector);
        }
        vector
    }

    /// A vector with its energy, normalised.
    ///
    /// # Errors
    /// [`Error::NotConverged`] when it is no eigenvector.
    fn checked(&self, mut vector: Vec<f64>) -> Result<Interior, Error> {
        let n = vector.len();
        let scale = 1.0 / norm_sqr(&vector).sqrt();
        vector.iter_mut().for_each(|x| *x *= scale);
        let energy = self.matrix.expectation(&vector);
        let mut image = vec![0.0; n];
        self.matrix.multiply(&vector, &mut image);
        let pairs = image.iter().zip(&vector);
        // In a unit in which squares stay in the range of doubles.
        let radius = self.interval.radius;
        let unit = power_of_two(radius);
        let residual = pairs
            .map(|(h, x)| ((h - energy * x) / unit).powi(2))
            .sum::<f64>()
            .sqrt()
            * unit;
        let tolerance = RESIDUAL * radius.min(1.0);
        match residual < tolerance {
            true => Ok(Interior {
                energy,
                vector,
                residual,
            }),
            false => Err(not_converged(residual, tolerance)),
        }
    }
}

/// The order K with which about so many levels share the peak of P_K.
fn filter_order(matrix: &Sparse, interval: SpectralInterval, energy: f64, within: f64) -> usize {
    let place = place(interval, energy);
    // Half the height of the peak is at x - e = 1.9 sqrt(1 - e^2) / K.
    let width = 1.9 * (1.0 - place * place).max(1e-4).sqrt() * interval.radius;
    size(2.0 * width * level_density(matrix, energy) / within)
}

/// Coefficients of P_K, K = `order`, with its peak at an energy.
fn filter(interval: SpectralInterval, energy: f64, order: usize) -> Vec<f64> {
    let angle = place(interval, energy).acos();
    let mut coefficients: Vec<f64> = (0..=order)
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

/// Where an energy lies in the interval, from -1 to 1.
fn place(interval: SpectralInterval, energy: f64) -> f64 {
    ((energy - interval.centre) / interval.radius).clamp(-1.0, 1.0)
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
        finder.found()[0].clone()
    }

    #[test]
    fn several_levels_nearest_to_an_energy_are_found_and_none_is_left_out() {
        for (lattice, bosons, g) in [
            (named("square-4x4"), 4, 0.1),
            (named("square-4x4"), 5, 1.0),
            (named("chain-12"), 4, 0.7),
        ] {
            let sector = sector(lattice.clone(), bosons, g);
            let (_, matrix) = sector.block_matrix(&sector.invariant_block());
            let levels = dense::eigenvalues(matrix.to_dense()).unwrap();
            for (energy, count) in [(0.0, 2), (-1.3, 7), (2.1, 20), (0.0, 40), (-0.4, 100)] {
                let mut finder = Polfed::several(matrix.clone(), energy, count);
                while finder.step().unwrap() < 1.0 {}
                let distance = |e: f64| (e - energy).abs();
                let nearest = sorted(&levels, |a, b| distance(*a).total_cmp(&distance(*b)));
                let found = finder.found();
                assert_eq!(found.len(), count);
                for (k, (found, expected)) in found.iter().zip(&nearest).enumerate() {
                    let off = (distance(found.energy) - distance(*expected)).abs();
                    assert!(off < 1e-10, "{lattice:?} {energy} {k} of {count}: {off}");
                    assert!(found.residual < RESIDUAL);
                }
                let overlap = dot(&found[0].vector, &found[1].vector);
                assert!(overlap.abs() < 1e-10, "orthogonal: {overlap}");
            }
        }
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
