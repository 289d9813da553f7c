//! Work `sample`: a share of a run whose bath is in the canonical mixture.
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

use serde::{Deserialize, Serialize};

use super::cost::Cost;
use super::recipe::{damaged, read, Recipe, Rows, Work};
use super::run::{Observed, Run, RunWork};
use super::state::thermal_factor;
use super::state::{InitialState, InitialVector};
use crate::error::Error;
use crate::scenario::limits::MIXTURE_STATES;
use numerics::cast::index;
use numerics::sparse::Sparse;
use numerics::vector::norm_sqr;
use physics::random::random_signs;
use physics::spectrum::BathSector;

/// Basis states in one part of an exact trace.
const CHUNK: usize = 32;

/// Whether canonical averages of a sector of so many states are sums over its basis, not estimates from samples.
pub fn is_exact(states: u64) -> bool {
    states <= MIXTURE_STATES
}

/// Shares that a canonical run is made of: random vectors, or stretches of the basis.
pub fn shares(states: u64, samples: usize) -> usize {
    match is_exact(states) {
        true => index(states).div_ceil(CHUNK),
        false => samples,
    }
}

/// A share of an evolution of the canonical mixture. Reads `state`.
///
/// Rows: those of [`Run`], summed over the share's vectors, and `norm`, the share's of the partition function,
/// `start_energy` and `start_density`.
#[derive(Serialize, Deserialize)]
pub struct Sample {
    /// The evolution.
    pub run: Run,
    /// Which share.
    pub share: usize,
    /// Seed of the random vectors.
    pub seed: u64,
}

impl Recipe for Sample {
    const NAME: &'static str = "sample";

    fn start(self, outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        Ok(Box::new(SampleWork::new(self, &read(outputs, 0)?)?))
    }

    fn cost(&self) -> Cost {
        let one = self.run.cost_of(false);
        let states = self.run.bath.states();
        let vectors = match is_exact(states) {
            true => states.min(CHUNK as u64) as f64,
            false => 1.0,
        };
        Cost {
            seconds: vectors * one.seconds,
            ..one
        }
    }
}

/// Evolves the vectors of one share, one after the other.
struct SampleWork {
    recipe: Sample,
    exact: bool,
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
    fn new(recipe: Sample, prepared: &InitialState) -> Result<Self, Error> {
        let (beta, energy) = prepared
            .beta
            .zip(prepared.canonical_energy)
            .ok_or_else(damaged)?;
        let sector = recipe.run.bath.sector();
        let (exact, share) = (is_exact(recipe.run.bath.states()), recipe.share);
        let waiting = match exact {
            true => share * CHUNK..((share + 1) * CHUNK).min(sector.fock.dimension()),
            false => share..share + 1,
        };
        Ok(Self {
            exact,
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
                observed: vec![Observed::default(); recipe.run.times.count()],
            },
            sector,
            recipe,
            finished: false,
        })
    }

    /// The `x`-th vector, evolved from its thermal state on.
    fn open(&mut self, x: usize) -> Result<RunWork, Error> {
        let dimension = self.sector.fock.dimension();
        let plain = match self.exact {
            true => (0..dimension).map(|i| f64::from(i == x)).collect(),
            false => random_signs(self.recipe.seed, x as u64, dimension),
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
        let start = InitialVector {
            vector,
            norm,
            energy: self.energy,
            without_factor: Some(plain),
        };
        RunWork::new(&self.recipe.run, &start, Some(self.beta))
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
            ("time", self.recipe.run.times.values()),
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
        if self.recipe.run.currents {
            columns.push((
                "bond_current",
                observed.iter().flat_map(|o| o.currents.clone()).collect(),
            ));
        }
        if self.recipe.run.averages {
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
    use crate::bath::Bath;
    use crate::scenario::{BathState, Selection, Shape, Spacing, TimeGrid};
    use crate::work::levels::Levels;
    use crate::work::run::Times;
    use crate::work::state::State;
    use crate::work::{decode, encode, start};
    use physics::spectrum::{eigenstate, levels};
    use physics::thermal::boltzmann;

    fn rows_of(work: &mut dyn Work) -> Rows {
        let mut rows = Rows::new();
        while work.step().unwrap() < 1.0 {}
        rows.extend(work.rows());
        rows
    }

    fn column(rows: &Rows, name: &str) -> Vec<f64> {
        rows.iter().find(|(n, _)| *n == name).unwrap().1.clone()
    }

    fn output<R: Recipe>(recipe: &R, outputs: &[Vec<u8>]) -> Vec<u8> {
        let mut work = start(R::NAME, &encode(recipe), outputs).unwrap();
        while work.step().unwrap() < 1.0 {}
        work.output()
    }

    #[test]
    fn the_weights_of_the_mixture_are_those_of_all_eigenstates() {
        let bath = Bath {
            shape: Shape::from_name("square-2x3").unwrap(),
            bosons: 2,
            hopping: 1.0,
            repulsion: 0.1,
            disorder: 0.0,
            seed: 0,
        };
        let run = Run {
            bath: bath.clone(),
            attach: 0,
            coupling: 1.0,
            potential: 0.0,
            occupation: 0.3,
            times: Times::Grid(TimeGrid {
                spacing: Spacing::Lin,
                from: 0.0,
                to: 4.0,
                count: 3,
            }),
            back: None,
            averages: true,
            currents: false,
            bath_entropy: false,
        };
        let all = output(&Levels { bath: bath.clone() }, &[]);
        let state = State {
            bath: bath.clone(),
            selection: Selection::Beta(0.6),
            attach: 0,
            state: BathState::Canonical,
            seed: 1,
            compared: true,
        };
        let prepared = output(&state, &[all]);
        let sample = Sample {
            run: run.clone(),
            share: 0,
            seed: 1,
        };
        let mut work = start(
            Sample::NAME,
            &encode(&sample),
            std::slice::from_ref(&prepared),
        )
        .unwrap();
        let rows = rows_of(&mut *work);
        let norm = column(&rows, "norm")[0];
        let found: Vec<f64> = column(&rows, "log_weights")
            .iter()
            .map(|log| log.exp() / norm)
            .collect();

        let prepared: InitialState = decode(&prepared).unwrap();
        let sector = bath.sector();
        let levels = levels(&sector).unwrap();
        let probability = boltzmann(&levels.energies(), 0.6);
        let mut expected = vec![0.0; found.len()];
        for (index, p) in probability.iter().enumerate() {
            let state = eigenstate(&sector, &levels, index, 0).unwrap();
            let from = InitialVector {
                vector: state.vector,
                norm: 1.0,
                energy: state.energy,
                without_factor: None,
            };
            let mut one = RunWork::new(&run, &from, prepared.beta).unwrap();
            for (sum, log) in expected
                .iter_mut()
                .zip(column(&rows_of(&mut one), "log_weights"))
            {
                *sum += p * log.exp();
            }
        }
        for (a, b) in found.iter().zip(&expected) {
            assert!((a - b).abs() < 1e-11, "{a} {b}");
        }
    }
}
