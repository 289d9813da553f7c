//! Canonical ensembles of the bath: energy, temperature, chemical potential.
//!
//! The bath exchanges energy and particles with the system, so its thermal state is
//! exp(-beta H_B + beta mu N_B) / Xi. Only beta mu is used, never mu alone, which diverges
//! as beta -> 0:
//!
//! ```text
//! beta mu = ( ln Z_{N_B - 1} - ln Z_{N_B + 1} ) / 2
//! ```

use crate::fock::{binomial, MaskPermutation};
use crate::lattice::{Lattice, Symmetry};
use crate::spectrum::BathSector;
use numerics::bessel::{bessel_i_scaled, last_order};
use numerics::element::{products, Packet, PACKET};
use numerics::evolution::SpectralInterval;
use numerics::sparse::Sparse;

/// ln sum_n e^{-beta E_n}, with energies shifted before exponentiating.
pub fn log_partition(energies: &[f64], beta: f64) -> f64 {
    let shift = energies
        .iter()
        .map(|e| -beta * e)
        .fold(f64::NEG_INFINITY, f64::max);
    shift
        + energies
            .iter()
            .map(|e| (-beta * e - shift).exp())
            .sum::<f64>()
            .ln()
}

/// Weights e^{-beta E_n} / Z.
pub fn boltzmann(energies: &[f64], beta: f64) -> Vec<f64> {
    let log_z = log_partition(energies, beta);
    energies.iter().map(|e| (-beta * e - log_z).exp()).collect()
}

/// Canonical average of a quantity given level by level.
pub fn canonical_average(energies: &[f64], values: &[f64], beta: f64) -> f64 {
    boltzmann(energies, beta)
        .iter()
        .zip(values)
        .map(|(p, v)| p * v)
        .sum()
}

/// U(beta), the canonical energy.
pub fn canonical_energy(energies: &[f64], beta: f64) -> f64 {
    canonical_average(energies, energies, beta)
}

/// A temperature found for levels over `bandwidth`: 0 where it differs from 0 by rounding
/// only, as at the middle of a spectrum that lies symmetrically about it.
pub fn settled(beta: f64, bandwidth: f64) -> f64 {
    match (beta * bandwidth).abs() < 1e-12 {
        true => 0.0,
        false => beta,
    }
}

/// The beta at which U(beta) = `energy`; negative above the mean energy. `None` where
/// there is none: at and beyond the two ends of the spectrum.
pub fn inverse_temperature(energies: &[f64], energy: f64) -> Option<f64> {
    let low = energies.iter().copied().fold(f64::INFINITY, f64::min);
    let high = energies.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let resolution = 1e-9 * (high - low);
    if energy <= low + resolution || energy >= high - resolution {
        return None;
    }
    let excess = |beta: f64| canonical_energy(energies, beta) - energy;
    // U falls with beta: bracket the root, then halve, then polish by Newton's method.
    let (mut left, mut right) = (-1.0 / (high - low), 1.0 / (high - low));
    while excess(left) < 0.0 {
        left *= 2.0;
    }
    while excess(right) > 0.0 {
        right *= 2.0;
    }
    let mut beta = 0.5 * (left + right);
    for _ in 0..200 {
        let weights = boltzmann(energies, beta);
        let mean: f64 = weights.iter().zip(energies).map(|(p, e)| p * e).sum();
        let variance: f64 = weights
            .iter()
            .zip(energies)
            .map(|(p, e)| p * (e - mean) * (e - mean))
            .sum();
        match mean > energy {
            true => left = beta,
            false => right = beta,
        }
        let newton = beta + (mean - energy) / variance;
        let next = match newton > left && newton < right {
            true => newton,
            false => 0.5 * (left + right),
        };
        if (next - beta).abs() <= 4.0 * f64::EPSILON * beta.abs().max(1e-3 / (high - low)) {
            return Some(settled(next, high - low));
        }
        beta = next;
    }
    Some(settled(beta, high - low))
}

/// beta mu from the partition functions of the sectors with one boson less and one more.
pub fn beta_mu(log_z_below: f64, log_z_above: f64) -> f64 {
    0.5 * (log_z_below - log_z_above)
}

/// Smallest trace for each state, relative to the largest weight in the interval, that rounding
/// leaves good to some 1e-11.
const LEAST_TRACE: f64 = 1e-4;

/// ln Z of a sector without its levels: an exact trace by Chebyshev moments.
///
/// Z = sum_k c_k(beta) Tr T_k(x), and by T_{2k} = 2 T_k^2 - 1 a vector of order k gives the
/// moments of orders 2k and 2k + 1. One Fock state of each orbit of the point group is
/// enough, weighted by the orbit's size; several of them travel side by side.
/// Where beta times the bandwidth is small, far cheaper than diagonalising.
pub struct LogPartitionTrace {
    matrix: Sparse,
    interval: SpectralInterval,
    beta: f64,
    /// c_k of e^{-beta radius x}, scaled by e^{-|beta| radius}.
    coefficients: Vec<f64>,
    /// Fock index and orbit size of each orbit's first state.
    orbits: Vec<(usize, f64)>,
    done: usize,
    trace: f64,
}

impl LogPartitionTrace {
    /// Prepares the trace at inverse temperature `beta`.
    pub fn new(sector: &BathSector, beta: f64) -> Self {
        let matrix = sector.model.matrix(&sector.fock);
        let interval = SpectralInterval::enclosing(&matrix);
        Self {
            beta,
            coefficients: coefficients(beta, interval),
            orbits: orbits(sector),
            matrix,
            interval,
            done: 0,
            trace: 0.0,
        }
    }

    /// Number of multiply-adds that the trace costs for `bosons` bosons on a lattice.
    pub fn cost(lattice: &Lattice, bosons: usize, symmetry: &Symmetry, beta: f64) -> f64 {
        let bonds = lattice.bonds().len() as f64;
        let filling = bosons as f64 / lattice.sites() as f64;
        let states = binomial(lattice.sites(), bosons) as f64;
        let entries = states * (2.0 + 2.0 * bonds * filling * (1.0 - filling));
        let order = last_order(beta.abs() * bonds.max(1.0)) as f64 * 0.5;
        entries * order * 0.5 * states / symmetry.point_group().len() as f64
    }

    /// Treats a few more orbits; the fraction done.
    pub fn step(&mut self) -> f64 {
        for _ in 0..4 {
            if self.done < self.orbits.len() {
                self.add_orbits();
            }
        }
        self.done as f64 / self.orbits.len().max(1) as f64
    }

    /// Adds a few orbits, whose vectors travel side by side.
    fn add_orbits(&mut self) {
        let last = (self.done + PACKET).min(self.orbits.len());
        let n = self.matrix.dimension();
        let mut current = vec![Packet::default(); n];
        let mut previous = current.clone();
        // A lane without an orbit has no weight.
        let mut weights = [0.0; PACKET];
        for (lane, &(start, size)) in self.orbits[self.done..last].iter().enumerate() {
            current[start].0[lane] = 1.0;
            weights[lane] = size;
        }
        self.done = last;
        let weighted = |moments: [f64; PACKET]| -> f64 {
            let terms = moments.iter().zip(&weights);
            terms.map(|(moment, weight)| moment * weight).sum()
        };
        let orders = self.coefficients.len();
        let mut first = [0.0; PACKET];
        for k in 0..orders.div_ceil(2) {
            let even = products(&current, &current).map(|square| 2.0 * square - 1.0);
            self.trace += self.coefficients[2 * k] * weighted(even);
            if 2 * k + 1 < orders {
                let factors = self.interval.chebyshev(if k == 0 { 1.0 } else { 2.0 });
                self.matrix.apply_scaled(factors, &current, &mut previous);
                std::mem::swap(&mut previous, &mut current);
                let mut odd = products(&current, &previous);
                match k {
                    0 => first = odd,
                    _ => odd = std::array::from_fn(|lane| 2.0 * odd[lane] - first[lane]),
                }
                self.trace += self.coefficients[2 * k + 1] * weighted(odd);
            }
        }
    }

    /// Whether rounding is small beside the trace, once every orbit is done. The colder the
    /// bath, the less of what is added up remains.
    pub fn is_exact(&self) -> bool {
        self.trace > LEAST_TRACE * self.matrix.dimension() as f64
    }

    /// ln Z, once every orbit is done.
    pub fn log_partition(&self) -> f64 {
        self.trace.ln() + self.beta.abs() * self.interval.radius - self.beta * self.interval.centre
    }
}

/// Chebyshev coefficients of e^{-beta radius x} e^{-|beta| radius}.
fn coefficients(beta: f64, interval: SpectralInterval) -> Vec<f64> {
    let z = beta.abs() * interval.radius;
    let mut c = bessel_i_scaled(z, last_order(z));
    for (k, c) in c.iter_mut().enumerate().skip(1) {
        *c *= if beta > 0.0 && k % 2 == 1 { -2.0 } else { 2.0 };
    }
    while c.len() > 1 && c.last().is_some_and(|c| c.abs() < 1e-16) {
        c.pop();
    }
    c
}

/// One Fock index for each orbit of the point group, and the orbit's size.
fn orbits(sector: &BathSector) -> Vec<(usize, f64)> {
    let fock = &sector.fock;
    let group: Vec<MaskPermutation> = sector
        .symmetry()
        .point_group()
        .iter()
        .map(|p| MaskPermutation::new(p))
        .collect();
    fock.masks()
        .iter()
        .enumerate()
        .filter_map(|(i, &mask)| {
            let images = group.iter().map(|g| g.apply(mask));
            let fixing = images.clone().filter(|&m| m == mask).count();
            let smallest = images.min() == Some(mask);
            smallest.then(|| (i, (group.len() / fixing) as f64))
        })
        .collect()
}

/// Von Neumann entropy of the system site with occupation `p`, in nats; 0 ln 0 = 0.
pub fn binary_entropy(p: f64) -> f64 {
    // Rounding may leave x a little below 0; what is no number stays none.
    let term = |x: f64| if x <= 0.0 { 0.0 } else { -x * x.ln() };
    term(p) + term(1.0 - p)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lattice::tests::named;
    use crate::spectrum::{levels, tests::sector};

    #[test]
    fn the_trace_gives_the_partition_function_of_the_levels() {
        for (lattice, bosons) in [
            (named("square-3x3"), 4),
            (named("square-3x4"), 3),
            (named("chain-6"), 1),
            (named("chain-5"), 0),
        ] {
            let sector = sector(lattice, bosons, 0.4);
            let energies = levels(&sector).unwrap().energies();
            for beta in [0.0, 0.1, -0.3, 2.0] {
                let mut trace = LogPartitionTrace::new(&sector, beta);
                while trace.step() < 1.0 {}
                let expected = log_partition(&energies, beta);
                let found = trace.log_partition();
                // Cancellation grows with beta times the bandwidth.
                let tolerance = if beta > 1.0 { 1e-11 } else { 1e-12 };
                assert!(
                    (found - expected).abs() < tolerance,
                    "{beta}: {found} {expected}"
                );
            }
        }
    }

    #[test]
    fn a_trace_that_is_lost_to_rounding_says_so() {
        let sector = sector(named("square-3x3"), 4, 0.4);
        let energies = levels(&sector).unwrap().energies();
        let mut lost = 0;
        for beta in [0.1, 1.0, 10.0, 50.0, -100.0, 1000.0] {
            let mut trace = LogPartitionTrace::new(&sector, beta);
            while trace.step() < 1.0 {}
            let off = (trace.log_partition() - log_partition(&energies, beta)).abs();
            assert!(!trace.is_exact() || off < 1e-10, "{beta}: {off}");
            lost += usize::from(!trace.is_exact());
        }
        assert!((1..=4).contains(&lost), "{lost}");
    }

    #[test]
    fn inverse_temperature_inverts_the_canonical_energy() {
        let energies: Vec<f64> = (0..200)
            .map(|i| ((i * i) as f64 * 0.37).sin() * 5.0)
            .collect();
        for beta in [-2.0, -0.1, 0.0, 1e-6, 0.1, 3.0] {
            let energy = canonical_energy(&energies, beta);
            let found = inverse_temperature(&energies, energy).unwrap();
            assert!((found - beta).abs() < 1e-11, "{beta} {found}");
        }
        let low = energies.iter().copied().fold(f64::INFINITY, f64::min);
        assert_eq!(inverse_temperature(&energies, low), None);
        assert_eq!(inverse_temperature(&energies, 5.1), None);
    }

    #[test]
    fn the_middle_of_a_symmetric_spectrum_has_beta_zero_without_rounding() {
        // One boson on a chain of five: 0 and two pairs, each up to rounding.
        let energies = levels(&sector(named("chain-5"), 1, 0.0))
            .unwrap()
            .energies();
        assert_eq!(inverse_temperature(&energies, energies[2]), Some(0.0));
        assert_ne!(inverse_temperature(&energies, 1e-9), Some(0.0));
    }

    #[test]
    fn entropy_of_a_certain_state_is_zero() {
        assert_eq!(binary_entropy(0.0), 0.0);
        assert_eq!(binary_entropy(1.0), 0.0);
        assert!(binary_entropy(1.0 + 1e-15).abs() < 1e-14);
        assert!(binary_entropy(f64::NAN).is_nan());
        assert!((binary_entropy(0.5) - 2f64.ln()).abs() < 1e-15);
    }
}
