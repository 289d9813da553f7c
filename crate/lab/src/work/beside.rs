//! Work `beside`: the system beside every eigenstate of a block of the bath's sector, all at one time.
//!
//! A level's vector is that of its symmetry block, so the mirrors of the block that leave the
//! attached site alone have a sign, and system and bath evolve in the sector of these signs.
//! The partner of a level, its image under a mirror of the square, stays where it is while the
//! system moves to the image of the attached site.

use serde::{Deserialize, Serialize};

use super::cost::Cost;
use super::cost::COLUMN;
use super::eigenstates::{block_of, with_vectors};
use super::evolving::starts;
use super::recipe::{read, Recipe, Rows, Work};
use super::temperatures::ordered;
use crate::bath::Bath;
use crate::error::Error;
use crate::message::Message;
use numerics::batch::{BatchPropagation, Propagator};
use numerics::cast::index;
use numerics::element::{products, Packet, PACKET};
use numerics::sparse::Sparse;
use numerics::vector::larger;
use physics::fock::{binomial, Fock};
use physics::spectrum::{BathSector, BlockEigenstates, Level, Levels};
use physics::symmetry::{Block, OrbitBasis};

/// Levels of one block that are worth a part of their own.
const CHUNK: u64 = 128;
/// Most parts of one block: each of them diagonalises the block.
const PIECES: u64 = 4;
/// Most parts of a block so large that diagonalising it takes seconds.
const LARGE_PIECES: u64 = 2;
const LARGE: u64 = 1_000;
/// Most orders of the expansion in time: their coefficients are held side by side, 8 bytes each.
const MOST_ORDERS: f64 = 3e7;
/// Products with the Hamiltonian in one step.
const PRODUCTS: usize = 64;

/// Which block, and which of how many pieces of it, the works of one bath treat.
pub fn pieces(bath: &Bath) -> Vec<(usize, usize, usize)> {
    let most = match bath.largest_block() > LARGE {
        true => LARGE_PIECES,
        false => PIECES,
    };
    let mut all = Vec::new();
    for (b, block) in bath.blocks().iter().enumerate() {
        let levels = bath.states() / block.representation.order() as u64;
        let pieces = index(levels.div_ceil(CHUNK).clamp(1, most));
        all.extend((0..pieces).map(|piece| (b, piece, pieces)));
    }
    all
}

/// A piece of one block's levels, evolved to one time. Reads `levels`.
///
/// Rows: `index` of the level, `occupation` <n_S>, `bath_energy` <H_B>, `norm_error` and
/// `energy_drift` of each level, averaged over the system's initial states as its probability
/// p says.
#[derive(Serialize, Deserialize)]
pub struct Beside {
    /// The bath.
    pub bath: Bath,
    /// The site that S is attached to.
    pub attach: usize,
    /// gamma'
    pub coupling: f64,
    /// omega_S
    pub potential: f64,
    /// p
    pub occupation: f64,
    /// The time.
    pub at: f64,
    /// Which of the sector's blocks.
    pub block: usize,
    /// Which piece of how many.
    pub piece: (usize, usize),
}

impl Beside {
    /// Half the width of an interval that all energies of S and bath lie in.
    fn half_width(&self) -> f64 {
        let Bath {
            hopping,
            repulsion,
            disorder,
            ..
        } = self.bath;
        let bonds = self.bath.lattice().bonds().len() as f64;
        let bosons = self.bath.bosons as f64 + 1.0;
        bonds * (hopping + repulsion.abs())
            + bosons * disorder
            + self.potential.abs()
            + self.coupling
    }
}

impl Recipe for Beside {
    const NAME: &'static str = "beside";
    const PHASE: &'static str = "all";

    fn start(self, outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        let latest = MOST_ORDERS / self.half_width();
        if self.at > latest {
            return Err(Error::Parameter {
                name: "at".to_string(),
                given: self.at.to_string(),
                allowed: Message::new("allowed.number").saying(
                    "range",
                    Message::new("range.above")
                        .with("min", 0)
                        .with("max", latest.floor()),
                ),
            });
        }
        Ok(Box::new(BesideWork::new(self, read(outputs, 0)?)?))
    }

    fn cost(&self) -> Cost {
        let lattice = self.bath.lattice();
        let (sites, bonds) = (lattice.sites(), lattice.bonds().len() as f64);
        let radius = self.bath.hopping * bonds.sqrt() * 2.0;
        // Starting and measuring cost as much as some thirty products.
        let orders = 55.0 + 1.1 * radius * self.at;
        let levels = self.bath.states() as f64 * self.share();
        let mirrored = self.bath.has_mirror_fixing(self.attach);
        let own = with_vectors(&self.bath, self.block);
        let (mut seconds, mut dimension, mut entries) = (own.seconds, 0, 0.0f64);
        for (filled, probability) in [(0, 1.0 - self.occupation), (1, self.occupation)] {
            if probability > 0.0 {
                let whole = binomial(sites + 1, self.bath.bosons + filled);
                dimension = dimension.max(whole);
                let kept = whole as f64 / if mirrored { 2.0 } else { 1.0 };
                let per_row = 2.0 + bonds * 0.5;
                entries = entries.max(kept * per_row);
                seconds += levels * orders * kept * per_row * COLUMN;
            }
        }
        Cost {
            seconds,
            bytes: own.bytes + entries * 24.0,
            states: dimension,
            ..own
        }
    }
}

impl Beside {
    /// The share of all levels that this piece treats, partners included.
    fn share(&self) -> f64 {
        let blocks = self.bath.blocks();
        let weight = |block: &Block| {
            let partners = if block.partner.is_some() { 2.0 } else { 1.0 };
            partners / block.representation.order() as f64
        };
        let all: f64 = blocks.iter().map(weight).sum();
        let own = blocks.get(self.block).map_or(0.0, weight);
        own / all / self.piece.1.max(1) as f64
    }
}

struct BesideWork {
    recipe: Beside,
    sector: BathSector,
    block: Block,
    /// Index of each level of the block, and of its partner where there are any.
    indices: [Vec<usize>; 2],
    eigenstates: Option<BlockEigenstates>,
    /// What is left to do, last first: partners or not, and a range of places in the block.
    batches: Vec<(bool, std::ops::Range<usize>)>,
    count: usize,
    /// How the present kind (partners or not) evolves.
    setups: Option<(bool, Vec<Setup>)>,
    travelling: Option<Travelling>,
    ready: Vec<[f64; 5]>,
}

/// A batch on its way with one initial state of the system.
struct Travelling {
    /// Which of the setups.
    setup: usize,
    columns: BatchPropagation,
    averages: [[f64; 4]; PACKET],
}

impl BesideWork {
    fn new(recipe: Beside, levels: Levels) -> Result<Self, Error> {
        let sector = recipe.bath.sector();
        let block = block_of(&sector, recipe.block)?;
        let mut indices = [Vec::new(), Vec::new()];
        for (index, level) in ordered(&recipe.bath, recipe.attach, levels)
            .0
            .iter()
            .enumerate()
        {
            let Level {
                block,
                place,
                partner,
                ..
            } = *level;
            if block == recipe.block {
                let column = &mut indices[usize::from(partner)];
                column.resize(column.len().max(place + 1), 0);
                column[place] = index;
            }
        }
        Ok(Self {
            recipe,
            sector,
            block,
            indices,
            eigenstates: None,
            batches: Vec::new(),
            count: 0,
            setups: None,
            travelling: None,
            ready: Vec::new(),
        })
    }

    fn diagonalise(&mut self) -> Result<(), Error> {
        let found = BlockEigenstates::new(&self.sector, &self.block)?;
        let (piece, pieces) = self.recipe.piece;
        let levels = found.energies.len();
        let (from, to) = (levels * piece / pieces, levels * (piece + 1) / pieces);
        for partner in [true, false] {
            if partner && self.block.partner.is_none() {
                continue;
            }
            let starts = (from..to).step_by(PACKET).rev();
            self.batches
                .extend(starts.map(|start| (partner, start..(start + PACKET).min(to))));
        }
        self.count = self.batches.len();
        self.eigenstates = Some(found);
        Ok(())
    }

    /// Sets the next batch going, or the same with the system's other initial state.
    fn depart(&mut self, setup: usize, averages: [[f64; 4]; PACKET]) {
        let (Some(found), Some((partner, places))) = (&self.eigenstates, self.batches.last())
        else {
            return;
        };
        if self.setups.as_ref().is_none_or(|(kind, _)| kind != partner) {
            let attach = match &self.block.partner {
                Some((_, mirror)) if *partner => mirror[self.recipe.attach],
                Some(_) | None => self.recipe.attach,
            };
            let setups = Setup::all(&self.recipe, &self.block, &found.orbits, attach);
            self.setups = Some((*partner, setups));
        }
        if let Some((_, setups)) = &self.setups {
            let vectors: Vec<&[f64]> = places.clone().map(|place| found.vector(place)).collect();
            self.travelling = Some(Travelling {
                setup,
                columns: BatchPropagation::new(setups[setup].start(&vectors)),
                averages,
            });
        }
    }

    /// Takes the measurements of a batch that has arrived.
    fn arrive(&mut self, mut travelling: Travelling) {
        let (Some(found), Some((_, setups))) = (&self.eigenstates, &self.setups) else {
            return;
        };
        let Some((partner, places)) = self.batches.last().cloned() else {
            return;
        };
        let setup = &setups[travelling.setup];
        setup.measure(&travelling.columns, &mut travelling.averages, |lane| {
            places.clone().nth(lane).map(|place| found.energies[place])
        });
        if travelling.setup + 1 < setups.len() {
            return self.depart(travelling.setup + 1, travelling.averages);
        }
        self.batches.pop();
        let indices = &self.indices[usize::from(partner)];
        for (place, [n, energy, norm, drift]) in places.zip(travelling.averages) {
            self.ready
                .push([indices[place] as f64, n, energy, norm, drift]);
        }
    }
}

impl Work for BesideWork {
    fn step(&mut self) -> Result<f64, Error> {
        if self.eigenstates.is_none() {
            self.diagonalise()?;
        }
        let mut products = PRODUCTS;
        while products > 0 && !self.batches.is_empty() {
            let Some(mut travelling) = self.travelling.take() else {
                self.depart(0, Default::default());
                continue;
            };
            let Some((_, setups)) = &self.setups else {
                break;
            };
            let Setup {
                hamiltonian,
                propagator,
                ..
            } = &setups[travelling.setup];
            let orders = propagator.orders().min(products);
            let fraction = travelling.columns.advance(hamiltonian, propagator, orders);
            products -= orders;
            match fraction < 1.0 {
                true => self.travelling = Some(travelling),
                false => self.arrive(travelling),
            }
        }
        match self.batches.len() {
            0 => Ok(1.0),
            left => Ok(1.0 - left as f64 / self.count as f64),
        }
    }

    fn rows(&mut self) -> Rows {
        let ready = std::mem::take(&mut self.ready);
        if ready.is_empty() {
            return Rows::new();
        }
        let names = [
            "index",
            "occupation",
            "bath_energy",
            "norm_error",
            "energy_drift",
        ];
        let column = |k: usize| ready.iter().map(|row| row[k]).collect();
        let columns = names.into_iter().enumerate();
        columns.map(|(k, name)| (name, column(k))).collect()
    }
}

/// One initial state of the system beside the vectors of one block.
struct Setup {
    probability: f64,
    hamiltonian: Sparse,
    /// H_B on the whole space.
    bath: Sparse,
    /// omega_S n_S + H_I.
    system_terms: Sparse,
    propagator: Propagator,
    /// First orbit in which the system is filled.
    first_filled: usize,
    /// For each orbit of the whole the block's orbit that it starts from, with its factor.
    embedding: Vec<(usize, f64)>,
    /// omega_S n_S at the start.
    potential: f64,
}

impl Setup {
    /// The system empty, filled or both, as far as they have a probability.
    fn all(recipe: &Beside, block: &Block, orbits: &OrbitBasis, attach: usize) -> Vec<Self> {
        starts(recipe.occupation)
            .map(|(filled, probability)| {
                Self::new(recipe, block, orbits, attach, filled, probability)
            })
            .collect()
    }

    fn new(
        recipe: &Beside,
        block: &Block,
        orbits: &OrbitBasis,
        attach: usize,
        filled: bool,
        probability: f64,
    ) -> Self {
        let (sites, bosons) = (recipe.bath.lattice().sites(), recipe.bath.bosons);
        let (bath_fock, fock) = (
            Fock::new(sites, bosons),
            Fock::new(sites + 1, bosons + usize::from(filled)),
        );
        let whole_orbits = OrbitBasis::new(&fock, &block.representation.fixing(attach));
        let system = 1u32 << sites;
        let masks = whole_orbits.representatives();
        let embedding = masks.iter().enumerate().map(|(row, &mask)| {
            // An orbit's state has its component's share of every one of its Fock states.
            let member = match (mask & system != 0) == filled {
                true => orbits.member(bath_fock.index(mask & !system)),
                false => None,
            };
            member.map_or((0, 0.0), |(orbit, amplitude)| {
                (orbit, amplitude / whole_orbits.own_amplitude(row))
            })
        });
        let embedding = embedding.collect();
        let first_filled = masks.partition_point(|&mask| mask < system);
        let bath = recipe.bath.model();
        let whole = bath.with_system(attach, recipe.coupling, recipe.potential);
        let hamiltonian = whole.block(&fock, &whole_orbits);
        Self {
            probability,
            propagator: Propagator::new(&hamiltonian, recipe.at),
            hamiltonian,
            bath: bath.beside_system().block(&fock, &whole_orbits),
            system_terms: whole.system_terms(&bath).block(&fock, &whole_orbits),
            first_filled,
            embedding,
            potential: if filled { recipe.potential } else { 0.0 },
        }
    }

    /// |s>|E_n> for a few levels, given by their components in the block.
    fn start(&self, vectors: &[&[f64]]) -> Vec<Packet> {
        let lane = |k: usize, orbit: usize| vectors.get(k).map_or(0.0, |v| v[orbit]);
        self.embedding
            .iter()
            .map(|&(orbit, factor)| Packet(std::array::from_fn(|k| lane(k, orbit) * factor)))
            .collect()
    }

    /// Adds this initial state's share of <n_S> and <H_B>, and the largest errors.
    fn measure(
        &self,
        columns: &BatchPropagation,
        averages: &mut [[f64; 4]; PACKET],
        energy: impl Fn(usize) -> Option<f64>,
    ) {
        let parts = [&columns.real, &columns.imaginary];
        let mut sums = [[0.0; PACKET]; 4];
        let mut image = vec![Packet::default(); columns.real.len()];
        for part in parts {
            let (empty, filled) = part.split_at(self.first_filled);
            let mut add = |row: usize, values: [f64; PACKET]| {
                for (sum, value) in sums[row].iter_mut().zip(values) {
                    *sum += value;
                }
            };
            add(0, products(empty, empty));
            add(1, products(filled, filled));
            self.bath.multiply(part, &mut image);
            add(2, products(part, &image));
            self.system_terms.multiply(part, &mut image);
            add(3, products(part, &image));
        }
        for (lane, [n, bath_energy, norm, drift]) in averages.iter_mut().enumerate() {
            let [empty, filled, bath, rest] = sums.map(|row| row[lane]);
            *n += self.probability * filled;
            *bath_energy += self.probability * bath;
            *norm = larger(*norm, (empty + filled - 1.0).abs());
            // At the start the bath has E_n and the coupling no average.
            let before = energy(lane).map(|e| e + self.potential);
            *drift = before.map_or(*drift, |e| larger(*drift, (bath + rest - e).abs()));
        }
    }
}
