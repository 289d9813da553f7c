//! Part `sample`: a share of a run whose bath is in the canonical mixture.
//!
//! A trace is a sum over vectors |x> of the bath, e^{-(beta/2) H_B} |x> each evolved as a
//! pure state:
//!
//! ```text
//! Tr e^{-beta H_B} A = sum_x <x| e^{-(beta/2) H_B} A e^{-(beta/2) H_B} |x>
//! ```
//!
//! exactly when |x> runs through the Fock basis, which a small bath allows; in the mean over
//! vectors of random signs otherwise (thermal typicality: Sugiura and Shimizu, PRL 111,
//! 010401 (2013)). Sums are handed out; the record divides them by the partition function
//! of the same vectors.

use super::run::{with_weights, Observed, RunWork};
use super::state::thermal_factor;
use super::{settings, times, unknown_part, Part, Prepared, Rows, Setting, Start, Work};
use crate::bath;
use crate::error::Error;
use crate::scenario::{Currents, Scenario};
use numerics::sparse::Sparse;
use numerics::vector::norm_sqr;
use physics::fock::binomial;
use physics::random::random_signs;
use physics::spectrum::BathSector;

/// Largest sector whose trace is summed over its whole basis.
const EXACT_STATES: u64 = 256;
/// Basis states in one part of an exact trace.
const CHUNK: usize = 32;

/// Whether canonical averages of a scenario are exact, not estimated from samples.
pub fn is_exact(scenario: &Scenario) -> bool {
    states(scenario) <= EXACT_STATES
}

/// Parts that a canonical run is made of: random vectors, or stretches of the basis.
pub fn chunks(scenario: &Scenario) -> usize {
    match is_exact(scenario) {
        true => (states(scenario) as usize).div_ceil(CHUNK),
        false => scenario.samples,
    }
}

fn states(scenario: &Scenario) -> u64 {
    binomial(scenario.bath.sites(), scenario.bosons)
}

/// Evolves the vectors of one share, one after the other.
pub struct SampleWork {
    scenario: Scenario,
    setting: Setting,
    sector: BathSector,
    matrix: Sparse,
    beta: f64,
    energy: f64,
    /// Vectors still to do.
    waiting: std::ops::Range<usize>,
    total: usize,
    run: Option<RunWork>,
    sums: Sums,
    finished: bool,
}

/// Sums over the vectors done.
struct Sums {
    norm: f64,
    energy: f64,
    density: Vec<f64>,
    observed: Vec<Observed>,
}

impl SampleWork {
    /// Prepares share `chunk` of run `k`.
    ///
    /// # Errors
    /// [`Error::Input`] when there is no such share or the bath has no temperature.
    pub fn new(
        scenario: &Scenario,
        k: usize,
        chunk: usize,
        prepared: &Prepared,
    ) -> Result<Self, Error> {
        let setting = *settings(scenario)
            .get(k)
            .filter(|_| chunk < chunks(scenario))
            .ok_or_else(|| unknown_part(&Part::Sample(k, chunk).to_string()))?;
        let (beta, energy) = prepared
            .beta
            .zip(prepared.canonical_energy)
            .ok_or_else(super::damaged)?;
        let sector = bath::sector(scenario, scenario.bosons);
        let waiting = match is_exact(scenario) {
            true => chunk * CHUNK..((chunk + 1) * CHUNK).min(sector.fock.dimension()),
            false => chunk..chunk + 1,
        };
        Ok(Self {
            setting,
            matrix: sector.model.matrix(&sector.fock),
            beta,
            energy,
            total: waiting.len(),
            waiting,
            run: None,
            sums: Sums {
                norm: 0.0,
                energy: 0.0,
                density: vec![0.0; sector.fock.sites()],
                observed: vec![Observed::default(); times(scenario).len()],
            },
            sector,
            scenario: scenario.clone(),
            finished: false,
        })
    }

    /// The `x`-th vector, evolved from its thermal state on.
    fn open(&mut self, x: usize) -> Result<RunWork, Error> {
        let dimension = self.sector.fock.dimension();
        let plain = match is_exact(&self.scenario) {
            true => (0..dimension).map(|i| f64::from(i == x)).collect(),
            false => random_signs(self.scenario.seed, x as u64, dimension),
        };
        let vector = thermal_factor(&self.matrix, self.beta, self.energy, &plain);
        let norm = norm_sqr(&vector);
        self.sums.norm += norm;
        self.sums.energy += self.matrix.expectation(&vector);
        for (sum, n) in self
            .sums
            .density
            .iter_mut()
            .zip(self.sector.fock.density(&vector))
        {
            *sum += n;
        }
        let start = Start {
            vector,
            norm,
            energy: self.energy,
            without_factor: Some(plain),
        };
        RunWork::from_start(&self.scenario, self.setting, &start, Some(self.beta))
    }
}

impl Work for SampleWork {
    fn step(&mut self) -> Result<f64, Error> {
        let mut run = match self.run.take() {
            Some(run) => run,
            None => match self.waiting.next() {
                Some(x) => self.open(x)?,
                None => return Ok(1.0),
            },
        };
        let fraction = run.step()?;
        let done = self.total - self.waiting.len();
        if fraction < 1.0 {
            self.run = Some(run);
        } else {
            for (sum, observed) in self.sums.observed.iter_mut().zip(run.observed()) {
                sum.add(observed);
            }
            self.finished = self.waiting.is_empty();
        }
        Ok(match self.finished {
            true => 1.0,
            false => ((done as f64 - 1.0 + fraction) / self.total as f64).clamp(0.0, 0.999),
        })
    }

    fn rows(&mut self) -> Rows {
        if !self.finished {
            return Rows::new();
        }
        let observed = &self.sums.observed;
        let column =
            |value: fn(&Observed) -> f64| -> Vec<f64> { observed.iter().map(value).collect() };
        let mut columns = vec![
            ("time", times(&self.scenario)),
            ("occupation", column(|o| o.occupation)),
            ("bath_energy", column(|o| o.bath_energy)),
            ("norm_error", column(|o| o.norm_error)),
            ("energy_drift", column(|o| o.energy_drift)),
            (
                "site_density",
                observed.iter().flat_map(|o| o.density.clone()).collect(),
            ),
            ("norm", vec![self.sums.norm]),
            ("start_energy", vec![self.sums.energy]),
            ("start_density", self.sums.density.clone()),
        ];
        if self.scenario.currents == Currents::On {
            columns.push((
                "bond_current",
                observed.iter().flat_map(|o| o.currents.clone()).collect(),
            ));
        }
        if with_weights(&self.scenario) {
            columns.push((
                "log_weights",
                observed.iter().flat_map(|o| o.log_weights).collect(),
            ));
            columns.push((
                "log_errors",
                observed.iter().flat_map(|o| o.log_errors).collect(),
            ));
        }
        columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{decode, start};
    use physics::spectrum::{eigenstate, levels};
    use physics::thermal::boltzmann;

    fn weights_of(work: &mut dyn Work) -> Rows {
        while work.step().unwrap() < 1.0 {}
        work.rows()
    }

    fn column(rows: &Rows, name: &str) -> Vec<f64> {
        rows.iter().find(|(n, _)| *n == name).unwrap().1.clone()
    }

    #[test]
    fn the_weights_of_the_mixture_are_those_of_all_eigenstates() {
        let scenario = Scenario::parse(
            "panel=fluctuation&occupation=0.3&state=canonical&bath=square-2x3&bosons=2&beta=0.6&coupling=1&times=lin:0:4:3",
        )
        .unwrap();
        let mut inputs = Vec::new();
        for part in [Part::Levels, Part::State] {
            let mut work = start(&scenario, part, &inputs).unwrap();
            while work.step().unwrap() < 1.0 {}
            inputs = vec![work.output()];
        }
        let prepared: Prepared = decode(&inputs[0]).unwrap();
        let rows = weights_of(&mut *start(&scenario, Part::Sample(0, 0), &inputs).unwrap());
        let norm = column(&rows, "norm")[0];
        let weights = |rows: &Rows| -> Vec<f64> {
            let logs = column(rows, "log_weights").into_iter();
            logs.map(f64::exp).collect()
        };
        let found: Vec<f64> = weights(&rows).iter().map(|w| w / norm).collect();

        let sector = bath::sector(&scenario, 2);
        let levels = levels(&sector).unwrap();
        let probability = boltzmann(&levels.energies(), 0.6);
        let mut expected = vec![0.0; found.len()];
        for (index, p) in probability.iter().enumerate() {
            let state = eigenstate(&sector, &levels, index, 0).unwrap();
            let from = Start {
                vector: state.vector,
                norm: 1.0,
                energy: state.energy,
                without_factor: None,
            };
            let setting = settings(&scenario)[0];
            let mut run = RunWork::from_start(&scenario, setting, &from, prepared.beta).unwrap();
            for (sum, w) in expected.iter_mut().zip(weights(&weights_of(&mut run))) {
                *sum += p * w;
            }
        }
        for (a, b) in found.iter().zip(&expected) {
            assert!((a - b).abs() < 1e-11, "{a} {b}");
        }
    }
}
