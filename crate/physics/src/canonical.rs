//! Canonical averages at the energies of many levels: the curve that weak ETH compares with.

use crate::thermal::{inverse_temperature, settled};

/// Solves U(beta) = E for one energy after another. Neighbouring energies have neighbouring
/// temperatures, so each solution starts Newton's method for the next.
pub struct CanonicalSolver<'a> {
    energies: &'a [f64],
    ends: (f64, f64),
    beta: f64,
    /// e^{-beta E_n} / Z at the present beta.
    weights: Vec<f64>,
}

/// Iterations of Newton's method before the slower, safe search takes over.
const ITERATIONS: usize = 12;

impl<'a> CanonicalSolver<'a> {
    /// Over the levels of one sector, in any order.
    pub fn new(energies: &'a [f64]) -> Self {
        Self::from(energies, 0.0)
    }

    /// The same, with a temperature to start from.
    pub fn from(energies: &'a [f64], beta: f64) -> Self {
        let fold = |f: fn(f64, f64) -> f64, start| energies.iter().copied().fold(start, f);
        let mut sweep = Self {
            energies,
            ends: (
                fold(f64::min, f64::INFINITY),
                fold(f64::max, f64::NEG_INFINITY),
            ),
            beta,
            weights: vec![0.0; energies.len()],
        };
        sweep.weigh();
        sweep
    }

    /// Sets the weights for the present beta; the mean energy and its variance.
    fn weigh(&mut self) -> (f64, f64) {
        // The largest exponent is at one end of the spectrum: shifted there, none overflows.
        let reference = match self.beta > 0.0 {
            true => self.ends.0,
            false => self.ends.1,
        };
        let mut total = 0.0;
        for (weight, energy) in self.weights.iter_mut().zip(self.energies) {
            *weight = (-self.beta * (energy - reference)).exp();
            total += *weight;
        }
        let mut mean = 0.0;
        for (weight, energy) in self.weights.iter_mut().zip(self.energies) {
            *weight /= total;
            mean += *weight * energy;
        }
        let spread = |(weight, energy): (&f64, &f64)| weight * (energy - mean) * (energy - mean);
        let variance = self.weights.iter().zip(self.energies).map(spread).sum();
        (mean, variance)
    }

    /// The beta at which U(beta) = `energy`, to rounding; `None` at the ends of the spectrum,
    /// as [`inverse_temperature`] says.
    pub fn beta_at(&mut self, energy: f64) -> Option<f64> {
        let (low, high) = self.ends;
        let resolution = 1e-9 * (high - low);
        if energy <= low + resolution || energy >= high - resolution {
            return None;
        }
        for _ in 0..ITERATIONS {
            let (mean, variance) = self.weigh();
            let step = (mean - energy) / variance;
            if !step.is_finite() || step.abs() > 1e3 / (high - low) {
                break;
            }
            // The weights are those of `beta` before this last, negligible step.
            if step.abs() <= 1e-13 * self.beta.abs().max(1.0 / (high - low)) {
                return Some(settled(self.beta, high - low));
            }
            self.beta += step;
        }
        self.beta = inverse_temperature(self.energies, energy)?;
        self.weigh();
        Some(self.beta)
    }

    /// Weights e^{-beta E_n} / Z at the temperature found last, at first the one to start from.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thermal::{boltzmann, canonical_energy};

    #[test]
    fn every_energy_finds_its_temperature_in_any_order() {
        let energies: Vec<f64> = (0..300)
            .map(|i| ((i * i) as f64 * 0.37).sin() * 5.0)
            .collect();
        let mut sweep = CanonicalSolver::new(&energies);
        for beta in [-3.0, -0.4, 0.0, 1e-5, 0.2, 2.5, -1.0, 8.0, -8.0] {
            let energy = canonical_energy(&energies, beta);
            let found = sweep.beta_at(energy).unwrap();
            assert!((found - beta).abs() < 1e-9, "{beta} {found}");
            for (a, b) in sweep.weights().iter().zip(boltzmann(&energies, beta)) {
                assert!((a - b).abs() < 1e-10);
            }
        }
        let low = energies.iter().copied().fold(f64::INFINITY, f64::min);
        assert_eq!(sweep.beta_at(low), None);
    }
}
