//! Works `vectors` and `statistics`: the whole distribution of entropy production at one
//! time.
//!
//! Two-point measurement of the system's occupation, H_B and N_B: the outcome (s_0 -> s, E')
//! has the probability p_{s_0} |<s|<E'| U(t) |s_0>|E_i>|^2. The bath's levels E' are those of
//! the sectors of N_B - 1, N_B and N_B + 1 bosons; their eigenvectors do not depend on the
//! time and are works of their own, a symmetry block each.

use nalgebra::{DMatrix, DMatrixView};
use num_complex::Complex64;
use serde::{Deserialize, Serialize};

use super::cost::Cost;
use super::cost::{VECTORS, WITH_VECTORS};
use super::evolving::{symmetry_of_state, CoupledSystem};
use super::numbers;
use super::recipe::{damaged, encode, read, Recipe, Rows, Work};
use super::run::{Run, Weighing};
use super::state::InitialState;
use crate::bath::Bath;
use crate::error::Error;
use numerics::cast::index;
use numerics::evolution::Evolution;
use numerics::vector::norm_sqr;
use physics::fock::{binomial, Fock, MaskPermutation};
use physics::lattice::Permutation;
use physics::spectrum::{dense, BathSector};
use physics::symmetry::{Block, OrbitBasis};

/// Output of `vectors`: one block's levels and eigenvectors.
#[derive(Serialize, Deserialize)]
pub struct BlockVectors {
    bosons: usize,
    block: usize,
    energies: Vec<f64>,
    /// Column after column, over the block's orbits; empty where the evolution never leads.
    #[serde(with = "numbers")]
    vectors: Vec<f64>,
}

/// Levels and eigenvectors of one block of one of the three sectors N_B - 1, N_B, N_B + 1. Reads `state`. Output:
/// [`BlockVectors`].
#[derive(Serialize, Deserialize)]
pub struct Vectors {
    /// The bath, with N_B bosons.
    pub bath: Bath,
    /// The site that S is attached to: blocks that the evolution never leads to are left out.
    pub attach: usize,
    /// Which block: sector after sector, fewest bosons first.
    pub block: usize,
}

impl Vectors {
    /// How many blocks there are.
    pub fn count(bath: &Bath) -> usize {
        3 * bath.blocks().len()
    }

    fn sector(&self) -> Bath {
        let below = self.bath.bosons - 1;
        self.bath
            .with_bosons(below + self.block / self.bath.blocks().len())
    }
}

impl Recipe for Vectors {
    const NAME: &'static str = "vectors";

    fn start(self, outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        if self.block >= Self::count(&self.bath) {
            return Err(damaged());
        }
        Ok(Box::new(VectorsWork::new(&self, &read(outputs, 0)?)?))
    }

    fn cost(&self) -> Cost {
        let sector = self.sector();
        let sizes = sector.block_sizes();
        let size = sizes.0[self.block % sizes.0.len()];
        Cost {
            seconds: size.powi(3) * VECTORS,
            bytes: WITH_VECTORS * 8.0 * size * size,
            kept_bytes: 8.0 * size * size,
            states: 0,
            block: 0,
        }
    }
}

/// Diagonalises one block of one sector, in one step.
struct VectorsWork {
    sector: BathSector,
    block: usize,
    /// Whether the evolution leads into the block at all.
    reached: bool,
    found: Option<BlockVectors>,
}

impl VectorsWork {
    fn new(recipe: &Vectors, prepared: &InitialState) -> Result<Self, Error> {
        let sector = recipe.sector().sector();
        let block = recipe.block % recipe.bath.blocks().len();
        let start = prepared.start.as_ref().ok_or_else(damaged)?;
        let from = Fock::new(sector.fock.sites(), recipe.bath.bosons);
        if start.vector.len() != from.dimension() {
            return Err(damaged());
        }
        let signs = symmetry_of_state(&recipe.bath, &[recipe.attach], &from, &start.vector);
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
    let partner = block
        .partner
        .as_ref()
        .map(|(_, mirror)| Some(mirror.clone()));
    std::iter::once(None).chain(partner)
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

/// The outcomes of the two-point measurement of one run at one time. Reads `state`, then every `vectors`.
///
/// Rows: `line_from`, `line_to`, `line_energy`, `line_weight`, one entry an outcome; and what a run measures, at that very
/// time, so that the two can be compared: `occupation`, `bath_energy`, `log_weights`, `log_errors`.
#[derive(Serialize, Deserialize)]
pub struct Distribution {
    /// The evolution, to the one time that it is recorded at.
    pub run: Run,
}

impl Recipe for Distribution {
    const NAME: &'static str = "statistics";

    fn start(self, outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        let vectors = (1..outputs.len()).map(|k| read(outputs, k));
        let vectors = vectors.collect::<Result<_, _>>()?;
        let prepared = read(outputs, 0)?;
        Ok(Box::new(DistributionWork::new(self, &prepared, vectors)?))
    }

    fn cost(&self) -> Cost {
        Cost::default()
    }
}

/// Evolves one run to the chosen time and resolves it in the bath's levels.
struct DistributionWork {
    recipe: Distribution,
    vectors: Vec<BlockVectors>,
    /// The system's initial states still to do.
    waiting: Vec<(CoupledSystem, Evolution)>,
    lines: MeasurementOutcomes,
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
struct MeasurementOutcomes {
    from: Vec<f64>,
    to: Vec<f64>,
    energy: Vec<f64>,
    weight: Vec<f64>,
}

impl DistributionWork {
    fn new(
        recipe: Distribution,
        prepared: &InitialState,
        vectors: Vec<BlockVectors>,
    ) -> Result<Self, Error> {
        let start = prepared.start.as_ref().ok_or_else(damaged)?;
        let evolve = |filled| {
            let evolving = CoupledSystem::new(&recipe.run, filled, &start.vector)?;
            let state = evolving.start.iter().map(|&x| Complex64::new(x, 0.0));
            let hamiltonian = evolving.hamiltonian.clone();
            let evolution = Evolution::new(hamiltonian, state.collect(), recipe.run.times.values());
            Ok::<_, Error>((evolving, evolution))
        };
        Ok(Self {
            waiting: vec![evolve(false)?, evolve(true)?],
            recipe,
            vectors,
            lines: MeasurementOutcomes::default(),
            beta: prepared.beta,
            energy: start.energy,
            curve: Curve::default(),
        })
    }

    /// Adds one initial occupation's share of what a run measures, without the bath's levels.
    fn measure(&mut self, evolving: &CoupledSystem, state: &[Complex64], noise: f64) {
        let p = self.recipe.run.occupation;
        let probability = if evolving.filled { p } else { 1.0 - p };
        let filled = evolving.first_filled();
        let energy =
            evolving.hamiltonian.expectation(state) - evolving.system_terms.expectation(state);
        self.curve.occupation += probability * norm_sqr(&state[filled..]);
        self.curve.bath_energy += probability * energy;
        if let Some(beta) = self.beta {
            let factor = Weighing::new(evolving, &self.recipe.run.bath, beta, self.energy);
            let row = 2 * usize::from(evolving.filled);
            for (s, (log, error)) in factor.weigh(state, noise).into_iter().enumerate() {
                self.curve.log_weights[row + s] = log;
                self.curve.log_errors[row + s] = error;
            }
        }
    }

    /// Adds the outcomes of one initial occupation.
    fn resolve(&mut self, evolving: &CoupledSystem, state: &[Complex64]) {
        let state = evolving.orbits.expand(state);
        let bosons = evolving.fock.particles();
        let empty = index(binomial(evolving.fock.sites() - 1, bosons));
        // The system's bit is the highest: first all states with S empty, then the filled.
        for (filled, part) in [(false, &state[..empty]), (true, &state[empty..])] {
            let inside = bosons - usize::from(filled);
            let sector = self.recipe.run.bath.with_bosons(inside).sector();
            for block in self.vectors.iter().filter(|b| b.bosons == inside) {
                let n = block.energies.len();
                if n == 0 {
                    continue;
                }
                let vectors = DMatrixView::from_slice(&block.vectors, n, n);
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

impl Work for DistributionWork {
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
        let left = |(_, evolution): &(CoupledSystem, Evolution)| 1.0 - evolution.progress();
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
