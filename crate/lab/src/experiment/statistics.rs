//! Parts `vectors` and `statistics`: the whole distribution of entropy production at one
//! time.
//!
//! Two-point measurement of the system's occupation, H_B and N_B: the outcome (s_0 -> s, E')
//! has the probability p_{s_0} |<s|<E'| U(t) |s_0>|E_i>|^2. The bath's levels E' are those of
//! the sectors of N_B - 1, N_B and N_B + 1 bosons; their eigenvectors do not depend on the
//! time and are parts of their own, a symmetry block each.

use nalgebra::DMatrix;
use num_complex::Complex64;
use serde::{Deserialize, Serialize};

use super::evolving::{conserved, Evolving};
use super::run::Weighing;
use super::{encode, settings, unknown_part, Part, Prepared, Rows, Setting, Work};
use crate::bath;
use crate::error::Error;
use crate::scenario::{BathState, Panel, Scenario, Statistics};
use numerics::evolution::Evolution;
use numerics::vector::norm_sqr;
use physics::fock::{binomial, Fock, MaskPermutation};
use physics::lattice::Permutation;
use physics::spectrum::{dense, BathSector};
use physics::symmetry::{blocks, Block, OrbitBasis};

/// Whether a scenario asks for the distribution, and has one: with the system surely empty
/// or surely filled the theorem does not apply.
pub fn is_wanted(scenario: &Scenario) -> bool {
    super::run::with_weights(scenario)
        && scenario.panel == Panel::Fluctuation
        && scenario.statistics == Statistics::Full
        && scenario.state == BathState::Eigenstate
}

/// Number of parts `vectors`: one for each block of the three sectors.
pub fn vector_parts(scenario: &Scenario) -> usize {
    3 * blocks(&bath::lattice(scenario), scenario.disorder == 0.0).len()
}

/// Output of a part `vectors`: one block's levels and eigenvectors.
#[derive(Serialize, Deserialize)]
pub struct BlockVectors {
    bosons: usize,
    block: usize,
    energies: Vec<f64>,
    /// Column after column, over the block's orbits; empty where the evolution never leads.
    vectors: Vec<f64>,
}

/// Diagonalises one block of one sector, in one step.
pub struct VectorsWork {
    sector: BathSector,
    block: usize,
    /// Whether the evolution leads into the block at all.
    reached: bool,
    found: Option<BlockVectors>,
}

impl VectorsWork {
    /// Prepares the `k`-th block: sector after sector, fewest bosons first.
    ///
    /// # Errors
    /// [`Error::Input`] when there is no such block.
    pub fn new(scenario: &Scenario, k: usize, prepared: &Prepared) -> Result<Self, Error> {
        if k >= vector_parts(scenario) {
            return Err(unknown_part(&Part::Vectors(k).to_string()));
        }
        let count = vector_parts(scenario) / 3;
        let sector = bath::sector(scenario, scenario.bosons - 1 + k / count);
        let block = k % count;
        let start = prepared.start.as_ref().ok_or_else(super::damaged)?;
        let setting = Setting {
            coupling: 0.0,
            kick: None,
            bath: BathState::Eigenstate,
        };
        let from = Fock::new(sector.fock.sites(), scenario.bosons);
        let signs = conserved(scenario, setting, &from, &start.vector);
        // A vector with the conserved signs and nothing else in common with the block.
        let orbits = OrbitBasis::new(&sector.fock, &signs);
        let components: Vec<f64> = (0..orbits.dimension())
            .map(|i| 1.0 + 0.5 * (i as f64 * 0.7).sin())
            .collect();
        let probe = orbits.expand(&components);
        let reached = images(&sector.blocks()[block]).any(|image| {
            let parts = project(&sector, block, image.as_ref(), &probe);
            parts.iter().any(|x| x.abs() > 1e-9)
        });
        Ok(Self {
            sector,
            block,
            reached,
            found: None,
        })
    }
}

impl Work for VectorsWork {
    fn step(&mut self) -> Result<f64, Error> {
        let (mut energies, mut vectors) = (Vec::new(), Vec::new());
        if self.reached {
            let block = &self.sector.blocks()[self.block];
            let (_, matrix) = self.sector.block_matrix(block);
            let (values, columns) = dense::eigensystem(matrix.to_dense())?;
            energies = values;
            vectors = columns.data.into();
        }
        self.found = Some(BlockVectors {
            bosons: self.sector.fock.particles(),
            block: self.block,
            energies,
            vectors,
        });
        Ok(1.0)
    }

    fn output(&self) -> Vec<u8> {
        self.found.as_ref().map(encode).unwrap_or_default()
    }
}

/// The block's own vectors, and their mirror images where those are a block of their own.
fn images(block: &Block) -> impl Iterator<Item = Option<Permutation>> {
    let twin = block.twin.as_ref().map(|(_, mirror)| Some(mirror.clone()));
    std::iter::once(None).chain(twin)
}

/// Components of a vector of the sector along a block's orbits, or along their mirror images.
fn project<T>(
    sector: &BathSector,
    block: usize,
    image: Option<&Permutation>,
    vector: &[T],
) -> Vec<T>
where
    T: Copy + Default + std::ops::AddAssign + std::ops::Mul<f64, Output = T>,
{
    let fock = &sector.fock;
    let orbits = OrbitBasis::new(fock, &sector.blocks()[block].representation);
    match image {
        None => orbits.project(vector),
        Some(mirror) => {
            let moved = MaskPermutation::new(mirror);
            let place = |&mask: &u32| vector[fock.index(moved.apply(mask))];
            orbits.project(&fock.masks().iter().map(place).collect::<Vec<T>>())
        }
    }
}

/// Evolves one run to the chosen time and resolves it in the bath's levels; measures there
/// too what the curves are made of, so that the two can be compared at the very same time.
pub struct StatisticsWork {
    scenario: Scenario,
    vectors: Vec<BlockVectors>,
    /// The system's initial states still to do.
    waiting: Vec<(Evolving, Evolution)>,
    lines: Lines,
    beta: Option<f64>,
    energy: f64,
    curve: Curve,
}

/// What a run measures, at the chosen time.
#[derive(Default)]
struct Curve {
    occupation: f64,
    bath_energy: f64,
    /// As in `Observed`: (s_0, s) = 00, 01, 10, 11.
    log_weights: [f64; 4],
    log_errors: [f64; 4],
}

/// Outcomes of the measurement: one entry for each level and each pair of occupations.
#[derive(Default)]
struct Lines {
    from: Vec<f64>,
    to: Vec<f64>,
    energy: Vec<f64>,
    weight: Vec<f64>,
}

impl StatisticsWork {
    /// Prepares the `k`-th run.
    ///
    /// # Errors
    /// [`Error::Input`] when there is no such run or the state is not of this bath.
    pub fn new(
        scenario: &Scenario,
        k: usize,
        prepared: &Prepared,
        vectors: Vec<BlockVectors>,
    ) -> Result<Self, Error> {
        let setting = *settings(scenario)
            .get(k)
            .ok_or_else(|| unknown_part(&Part::Statistics(k).to_string()))?;
        let start = prepared.start.as_ref().ok_or_else(super::damaged)?;
        let evolve = |filled| {
            let evolving = Evolving::new(scenario, setting, filled, &start.vector)?;
            let state = evolving.start.iter().map(|&x| Complex64::new(x, 0.0));
            let evolution = Evolution::new(
                evolving.hamiltonian.clone(),
                state.collect(),
                vec![scenario.at],
            );
            Ok::<_, Error>((evolving, evolution))
        };
        Ok(Self {
            scenario: scenario.clone(),
            vectors,
            waiting: vec![evolve(false)?, evolve(true)?],
            lines: Lines::default(),
            beta: prepared.beta,
            energy: start.energy,
            curve: Curve::default(),
        })
    }

    /// Adds one initial occupation's share of what a run measures, without the bath's levels.
    fn measure(&mut self, evolving: &Evolving, state: &[Complex64], noise: f64) {
        let p = self.scenario.occupation;
        let probability = if evolving.filled { p } else { 1.0 - p };
        let filled = evolving.first_filled();
        let energy = evolving.hamiltonian.expectation(state) - evolving.rest.expectation(state);
        self.curve.occupation += probability * norm_sqr(&state[filled..]);
        self.curve.bath_energy += probability * energy;
        if let Some(beta) = self.beta {
            let factor = Weighing::new(evolving, &self.scenario, beta, self.energy);
            let row = 2 * usize::from(evolving.filled);
            for (s, (log, error)) in factor.weigh(state, noise).into_iter().enumerate() {
                self.curve.log_weights[row + s] = log;
                self.curve.log_errors[row + s] = error;
            }
        }
    }

    /// Adds the outcomes of one initial occupation.
    fn resolve(&mut self, evolving: &Evolving, state: &[Complex64]) {
        let state = evolving.orbits.expand(state);
        let bosons = evolving.fock.particles();
        let empty = binomial(evolving.fock.sites() - 1, bosons) as usize;
        // The system's bit is the highest: first all states with S empty, then the filled.
        for (filled, part) in [(false, &state[..empty]), (true, &state[empty..])] {
            let inside = bosons - usize::from(filled);
            let sector = bath::sector(&self.scenario, inside);
            for block in self.vectors.iter().filter(|b| b.bosons == inside) {
                let n = block.energies.len();
                if n == 0 {
                    continue;
                }
                let vectors = DMatrix::from_column_slice(n, n, &block.vectors);
                for image in images(&sector.blocks()[block.block]) {
                    let components = project(&sector, block.block, image.as_ref(), part);
                    let parts = DMatrix::from_fn(n, 2, |i, j| match j {
                        0 => components[i].re,
                        _ => components[i].im,
                    });
                    let amplitudes = vectors.tr_mul(&parts);
                    for (level, energy) in block.energies.iter().enumerate() {
                        self.lines.from.push(f64::from(u8::from(evolving.filled)));
                        self.lines.to.push(f64::from(u8::from(filled)));
                        self.lines.energy.push(*energy);
                        let (re, im) = (amplitudes[(level, 0)], amplitudes[(level, 1)]);
                        self.lines.weight.push(re * re + im * im);
                    }
                }
            }
        }
    }
}

impl Work for StatisticsWork {
    fn step(&mut self) -> Result<f64, Error> {
        if let Some((evolving, mut evolution)) = self.waiting.pop() {
            match evolution.step().pop() {
                Some(snapshot) => {
                    self.measure(&evolving, &snapshot.state, evolution.noise(0));
                    self.resolve(&evolving, &snapshot.state);
                }
                None => self.waiting.push((evolving, evolution)),
            }
        }
        let left = |(_, evolution): &(Evolving, Evolution)| 1.0 - evolution.progress();
        let left: f64 = self.waiting.iter().map(left).sum();
        Ok(match self.waiting.is_empty() {
            true => 1.0,
            false => (1.0 - 0.5 * left).clamp(0.0, 0.999),
        })
    }

    fn rows(&mut self) -> Rows {
        if !self.waiting.is_empty() || self.lines.weight.is_empty() {
            return Rows::new();
        }
        let lines = std::mem::take(&mut self.lines);
        vec![
            ("line_from", lines.from),
            ("line_to", lines.to),
            ("line_energy", lines.energy),
            ("line_weight", lines.weight),
            ("occupation", vec![self.curve.occupation]),
            ("bath_energy", vec![self.curve.bath_energy]),
            ("log_weights", self.curve.log_weights.to_vec()),
            ("log_errors", self.curve.log_errors.to_vec()),
        ]
    }
}
