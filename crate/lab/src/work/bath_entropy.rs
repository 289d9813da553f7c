//! Work `bath-entropy`: the entropy of a bath that starts in the canonical mixture, beside a system that evolves with it.
//!
//! Every vector of the bath's basis, with its thermal factor, is evolved as a pure state, and what all of them leave of the
//! bath at one time is diagonalised: exact, and for small baths alone.

use std::sync::Arc;

use num_complex::Complex64;
use serde::{Deserialize, Serialize};

use super::cost::{Cost, DENSE};
use super::evolving::starts;
use super::recipe::{damaged, read, Recipe, Rows, Work};
use super::run::Run;
use super::state::{thermal_factor, InitialState};
use crate::error::Error;
use numerics::evolution::{Evolution, WINDOW_BYTES};
use numerics::sparse::Sparse;
use numerics::vector::norm_sqr;
use physics::entanglement::BathMixture;
use physics::fock::Fock;

/// The entropy of the bath at every time of a run from the canonical mixture. Reads `state`.
///
/// Rows: `bath_entropy`, in nats, and once `start_bath_entropy`, that of the mixture.
#[derive(Serialize, Deserialize)]
pub struct BathEntropy {
    /// The evolution.
    pub run: Run,
}

impl Recipe for BathEntropy {
    const NAME: &'static str = "bath-entropy";
    const PHASE: &'static str = "sample";

    fn start(self, outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        Ok(Box::new(BathEntropyWork::new(
            self.run,
            &read(outputs, 0)?,
        )?))
    }

    fn cost(&self) -> Cost {
        let one = self.run.cost_of(false);
        let states = self.run.bath.states() as f64;
        let times = self.run.times.count() as f64;
        Cost {
            // Three blocks at each time, each with its eigenvalues twice.
            seconds: states * one.seconds + 3.0 * times * (2.0 * states).powi(3) * DENSE,
            bytes: one.bytes + WINDOW_BYTES as f64,
            ..one
        }
    }
}

/// A state on its way, up to the last time that was reached.
struct Traveller {
    /// Which of the ways.
    way: usize,
    weight: f64,
    state: Vec<Complex64>,
}

/// The system empty or filled at the start.
struct Way {
    filled: bool,
    hamiltonian: Arc<Sparse>,
    /// First state in which the system is filled.
    first_filled: usize,
}

struct BathEntropyWork {
    times: Vec<f64>,
    ways: Vec<Way>,
    travellers: Vec<Traveller>,
    start_entropy: Option<f64>,
    /// Times whose states are held together.
    chunk: usize,
    /// First time of the present chunk, and the traveller whose turn it is.
    from: usize,
    next: usize,
    mixtures: Vec<BathMixture>,
    ready: Vec<f64>,
}

impl BathEntropyWork {
    fn new(run: Run, prepared: &InitialState) -> Result<Self, Error> {
        let temperature = prepared.beta.zip(prepared.canonical_energy);
        let (beta, energy) = temperature.ok_or_else(damaged)?;
        let sector = run.bath.sector();
        let matrix = sector.model.matrix(&sector.fock);
        let dimension = sector.fock.dimension();
        let basis = (0..dimension).map(|x| {
            let unit: Vec<f64> = (0..dimension).map(|i| f64::from(i == x)).collect();
            thermal_factor(&matrix, beta, energy, &unit)
        });
        let basis: Vec<Vec<f64>> = basis.collect();
        let partition: f64 = basis.iter().map(|vector| norm_sqr(vector)).sum();
        let sites = sector.fock.sites();
        let whole = sector
            .model
            .with_system(run.attach, run.coupling, run.potential);
        let mut start = BathMixture::default();
        let (mut ways, mut travellers) = (Vec::new(), Vec::new());
        for (filled, probability) in starts(run.occupation) {
            let fock = Fock::new(sites + 1, run.bath.bosons + usize::from(filled));
            let first = match filled {
                true => fock.dimension() - dimension,
                false => 0,
            };
            let way = Way {
                filled,
                hamiltonian: Arc::new(whole.matrix(&fock)),
                first_filled: Fock::new(sites, run.bath.bosons + usize::from(filled)).dimension(),
            };
            let weight = probability / partition;
            for vector in &basis {
                let mut state = vec![Complex64::default(); fock.dimension()];
                let components = state[first..].iter_mut().zip(vector);
                components.for_each(|(to, &x)| *to = Complex64::new(x, 0.0));
                start.add(filled, way.parts(&state), weight);
                travellers.push(Traveller {
                    way: ways.len(),
                    weight,
                    state,
                });
            }
            ways.push(way);
        }
        let bytes: usize = travellers.iter().map(|t| 16 * t.state.len()).sum();
        let times = run.times.values();
        Ok(Self {
            chunk: (WINDOW_BYTES / bytes.max(1)).clamp(1, times.len()),
            times,
            ways,
            travellers,
            start_entropy: Some(start.entropy()?),
            from: 0,
            next: 0,
            mixtures: Vec::new(),
            ready: Vec::new(),
        })
    }
}

impl Way {
    /// The components of a state beside the empty and beside the filled system.
    fn parts<'a>(&self, state: &'a [Complex64]) -> [&'a [Complex64]; 2] {
        let (empty, filled) = state.split_at(self.first_filled);
        [empty, filled]
    }
}

impl Work for BathEntropyWork {
    fn step(&mut self) -> Result<f64, Error> {
        let to = (self.from + self.chunk).min(self.times.len());
        let Some(traveller) = self.travellers.get_mut(self.next) else {
            return Ok(1.0);
        };
        let begun = match self.from {
            0 => 0.0,
            from => self.times[from - 1],
        };
        let ahead = self.times[self.from..to].iter().map(|t| t - begun);
        let way = &self.ways[traveller.way];
        self.mixtures
            .resize_with(to - self.from, BathMixture::default);
        let state = std::mem::take(&mut traveller.state);
        let mut evolution = Evolution::new(way.hamiltonian.clone(), state, ahead.collect());
        while !evolution.is_done() {
            for snapshot in evolution.step() {
                let parts = way.parts(&snapshot.state);
                self.mixtures[snapshot.index].add(way.filled, parts, traveller.weight);
                traveller.state = snapshot.state;
            }
        }
        self.next += 1;
        if self.next == self.travellers.len() {
            for mixture in std::mem::take(&mut self.mixtures) {
                self.ready.push(mixture.entropy()?);
            }
            self.from = to;
            self.next = if to < self.times.len() { 0 } else { self.next };
        }
        let within = self.next as f64 / self.travellers.len() as f64 * self.chunk as f64;
        let done = (self.from as f64 + within) / self.times.len() as f64;
        match self.from == self.times.len() {
            true => Ok(1.0),
            false => Ok(done.min(0.999)),
        }
    }

    fn rows(&mut self) -> Rows {
        let start = self.start_entropy.take();
        let first = start.map(|entropy| ("start_bath_entropy", vec![entropy]));
        let ready = std::mem::take(&mut self.ready);
        let rows = (!ready.is_empty()).then_some(("bath_entropy", ready));
        first.into_iter().chain(rows).collect()
    }
}
