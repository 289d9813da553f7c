//! Canonical averages of sectors too large for their levels: a few random vectors and a
//! short Lanczos run from each (finite-temperature Lanczos: J. Jaklic and P. Prelovsek, PRB
//! 49, 5065 (1994)).
//!
//! For a vector |r> of independent random signs, <r|f(H)|r> is Tr f(H) in the mean; the
//! levels and weights of a Lanczos run from |r> give it for every smooth f at once, so one
//! run serves all temperatures. Standard errors come from the spread over samples, by the
//! jackknife.

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::random::random_signs;
use crate::spectrum::dense::not_converged;
use crate::spectrum::BathSector;
use numerics::dense::Tridiagonal;
use numerics::sparse::Sparse;
use numerics::vector::{axpy, dot, norm_sqr, power_of_two};

/// Lanczos steps from each vector.
const STEPS: usize = 80;
/// Multiply-adds of one step of the work.
const STEP: usize = 8_000_000;

/// A number and its standard error; `None` where it is exact, or from a single sample.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// One standard deviation.
    pub error: Option<f64>,
}

impl Estimate {
    /// A number that is no estimate.
    pub fn exact(value: f64) -> Self {
        Self { value, error: None }
    }
}

/// What stands for a sector's levels: for each sample, energies with weights that add up to
/// the number of states.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TypicalLevels {
    samples: Vec<Vec<(f64, f64)>>,
}

/// ln Z and U of weighted energies.
fn canonical<'a>(nodes: impl Iterator<Item = &'a (f64, f64)> + Clone, beta: f64) -> (f64, f64) {
    let exponent = |node: &(f64, f64)| -beta * node.0;
    let shift = nodes
        .clone()
        .map(exponent)
        .fold(f64::NEG_INFINITY, f64::max);
    let (mut z, mut energy) = (0.0, 0.0);
    for node in nodes {
        let weight = node.1 * (exponent(node) - shift).exp();
        z += weight;
        energy += weight * node.0;
    }
    (shift + z.ln(), energy / z)
}

impl TypicalLevels {
    /// Number of samples.
    pub fn samples(&self) -> usize {
        self.samples.len()
    }

    fn estimate(&self, of: impl Fn(&[&Vec<(f64, f64)>]) -> f64) -> Estimate {
        let all: Vec<&Vec<(f64, f64)>> = self.samples.iter().collect();
        let count = all.len();
        let error = (count > 1).then(|| {
            let without = |left_out: usize| {
                let mut rest = all.clone();
                rest.remove(left_out);
                of(&rest)
            };
            let values: Vec<f64> = (0..count).map(without).collect();
            let mean = values.iter().sum::<f64>() / count as f64;
            let spread: f64 = values.iter().map(|v| (v - mean).powi(2)).sum();
            ((count - 1) as f64 / count as f64 * spread).sqrt()
        });
        Estimate {
            value: of(&all),
            error,
        }
    }

    /// ln Z(beta).
    pub fn log_partition(&self, beta: f64) -> Estimate {
        self.estimate(|samples| {
            let nodes = samples.iter().flat_map(|s| s.iter());
            canonical(nodes, beta).0 - (samples.len() as f64).ln()
        })
    }

    /// U(beta).
    pub fn energy(&self, beta: f64) -> Estimate {
        self.estimate(|samples| canonical(samples.iter().flat_map(|s| s.iter()), beta).1)
    }

    /// The beta at which U(beta) = `energy`; `None` beyond the spectrum's ends.
    pub fn inverse_temperature(&self, energy: f64) -> Option<f64> {
        let u = |beta: f64| self.energy_of_all(beta);
        let (mut low, mut high) = (-1.0, 1.0);
        while u(low) < energy {
            low *= 2.0;
            if low < -1e4 {
                return None;
            }
        }
        while u(high) > energy {
            high *= 2.0;
            if high > 1e4 {
                return None;
            }
        }
        for _ in 0..200 {
            let middle = 0.5 * (low + high);
            match u(middle) > energy {
                true => low = middle,
                false => high = middle,
            }
        }
        Some(0.5 * (low + high))
    }

    fn energy_of_all(&self, beta: f64) -> f64 {
        canonical(self.samples.iter().flatten(), beta).1
    }
}

/// Makes [`TypicalLevels`], resumable.
pub struct Ftlm {
    matrix: Sparse,
    seed: u64,
    wanted: usize,
    levels: TypicalLevels,
    run: Option<Lanczos>,
}

/// A Lanczos run without reorthogonalisation: copies of converged levels share their weight,
/// which leaves averages as they are.
struct Lanczos {
    /// What `alpha` and `beta` are in: the power of two in the matrix's size, which changes no digit.
    unit: f64,
    previous: Vec<f64>,
    current: Vec<f64>,
    alpha: Vec<f64>,
    beta: Vec<f64>,
}

impl Ftlm {
    /// Prepares `samples` random vectors of a sector.
    pub fn new(sector: &BathSector, seed: u64, samples: usize) -> Self {
        Self {
            matrix: sector.model.matrix(&sector.fock),
            seed,
            wanted: samples,
            levels: TypicalLevels::default(),
            run: None,
        }
    }

    /// A few products; the fraction done.
    ///
    /// # Errors
    /// [`Error::NotConverged`] when the small eigenproblem does not settle.
    pub fn step(&mut self) -> Result<f64, Error> {
        let products = (STEP / self.matrix.entries().max(1)).max(1);
        for _ in 0..products {
            if self.levels.samples() == self.wanted {
                break;
            }
            let mut run = match self.run.take() {
                Some(run) => run,
                None => self.open(),
            };
            if run.advance(&self.matrix) {
                let states = self.matrix.dimension() as f64;
                self.levels.samples.push(run.nodes(states)?);
            } else {
                self.run = Some(run);
            }
        }
        let inside = self.run.as_ref().map_or(0, |run| run.alpha.len());
        let done = self.levels.samples() as f64 + inside as f64 / STEPS as f64;
        Ok(done / self.wanted as f64)
    }

    fn open(&self) -> Lanczos {
        let n = self.matrix.dimension();
        let sample = self.levels.samples() as u64;
        let mut current = random_signs(self.seed, sample, n);
        let scale = 1.0 / (n as f64).sqrt();
        current.iter_mut().for_each(|x| *x *= scale);
        let (low, high) = self.matrix.bounds();
        Lanczos {
            unit: power_of_two(low.abs().max(high.abs())),
            previous: vec![0.0; n],
            current,
            alpha: Vec::new(),
            beta: Vec::new(),
        }
    }

    /// What was found, once `step` has returned 1.
    pub fn levels(&self) -> &TypicalLevels {
        &self.levels
    }
}

impl Lanczos {
    /// One step; whether it was the last.
    fn advance(&mut self, matrix: &Sparse) -> bool {
        let coupling = self.beta.last().copied().unwrap_or(0.0);
        let mut next = std::mem::take(&mut self.previous);
        matrix.apply_scaled([1.0 / self.unit, 0.0, -coupling], &self.current, &mut next);
        let alpha = dot(&self.current, &next);
        axpy(-alpha, &self.current, &mut next);
        let size = norm_sqr(&next).sqrt();
        self.alpha.push(alpha);
        if self.alpha.len() == STEPS.min(matrix.dimension()) || size < 1e-10 {
            return true;
        }
        next.iter_mut().for_each(|x| *x /= size);
        self.beta.push(size);
        self.previous = std::mem::replace(&mut self.current, next);
        false
    }

    fn nodes(&self, states: f64) -> Result<Vec<(f64, f64)>, Error> {
        // Where the run ended early, the last size leads nowhere.
        let beside = self.beta[..self.alpha.len() - 1].to_vec();
        let (values, vectors) = Tridiagonal::new(self.alpha.clone(), beside)
            .eigensystem()
            .ok_or_else(|| not_converged(f64::INFINITY, f64::EPSILON))?;
        let weight = |k: usize| states * vectors[(0, k)].powi(2);
        let nodes = (values.iter().enumerate()).map(|(k, &e)| (e * self.unit, weight(k)));
        Ok(nodes.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lattice::tests::named;
    use crate::spectrum::{levels, tests::sector};
    use crate::thermal::{canonical_energy, inverse_temperature, log_partition};

    #[test]
    fn estimates_lie_within_their_errors_of_the_exact_averages() {
        let sector = sector(named("square-4x4"), 4, 0.3);
        let energies = levels(&sector).unwrap().energies();
        let mut finder = Ftlm::new(&sector, 1, 12);
        while finder.step().unwrap() < 1.0 {}
        let found = finder.levels();
        assert_eq!(found.samples(), 12);
        for beta in [-0.5, 0.0, 0.1, 0.4, 1.0] {
            let z = found.log_partition(beta);
            let off = z.value - log_partition(&energies, beta);
            assert!(off.abs() < 5.0 * z.error.unwrap() + 1e-10, "{beta}: {off}");
            let u = found.energy(beta);
            let off = u.value - canonical_energy(&energies, beta);
            assert!(off.abs() < 5.0 * u.error.unwrap() + 1e-10, "{beta}: {off}");
            assert!(u.error.unwrap() < 0.3);
        }
        let energy = energies[700];
        let exact = inverse_temperature(&energies, energy).unwrap();
        assert!((found.inverse_temperature(energy).unwrap() - exact).abs() < 0.02);
        assert_eq!(found.inverse_temperature(1e3), None);
    }
}
