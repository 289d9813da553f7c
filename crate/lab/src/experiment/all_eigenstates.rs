//! Parts of panel `all-eigenstates`: the system beside every eigenstate of the bath's sector,
//! each at its own temperature, all at one time.
//!
//! A level's vector is that of its symmetry block, so the mirrors of the block that leave the
//! attached site alone have a sign, and system and bath evolve in the sector of these signs.
//! The twin of a level, its image under a mirror of the square, stays where it is while the
//! system moves to the image of the attached site.

use serde::{Deserialize, Serialize};

use super::eth::{block_list, largest_block};
use super::{bath_key, decode, encode, levels, Part, Rows, Task, Work};
use crate::bath;
use crate::error::Error;
use crate::scenario::{limits, Mu, Scenario};
use numerics::columns::{products, Columns, Lanes, Propagator, LANES};
use numerics::sparse::Sparse;
use numerics::vector::larger;
use physics::canonical::CanonicalSweep;
use physics::fock::Fock;
use physics::spectrum::{order_doublets, BathSector, BlockEigenstates, Level, Levels};
use physics::symmetry::{Block, OrbitBasis};
use physics::thermal::{beta_mu, log_partition};

/// Levels of one block that are worth a part of their own.
const CHUNK: u64 = 128;
/// Most parts of one block: each of them diagonalises the block.
const PIECES: u64 = 4;
/// Most parts of a block so large that diagonalising it takes seconds.
const LARGE_PIECES: u64 = 2;
const LARGE: u64 = 1_000;
/// Products with the Hamiltonian in one step.
const PRODUCTS: usize = 64;
/// Levels whose temperature is found in one step.
const STRETCH: usize = 64;

/// What the parts `all` treat: a block, and which of how many pieces of it.
pub fn chunks(scenario: &Scenario) -> Vec<(usize, usize, usize)> {
    let states = limits::states(scenario.bath.sites(), scenario.bosons);
    let most = match largest_block(scenario) > LARGE {
        true => LARGE_PIECES,
        false => PIECES,
    };
    let mut chunks = Vec::new();
    for (b, block) in block_list(scenario).iter().enumerate() {
        let levels = states / block.representation.order() as u64;
        let pieces = levels.div_ceil(CHUNK).clamp(1, most) as usize;
        chunks.extend((0..pieces).map(|piece| (b, piece, pieces)));
    }
    chunks
}

/// The parts of the panel.
pub(super) fn plan(scenario: &Scenario) -> Vec<Task> {
    let bath = bath_key(scenario);
    let levels = Task {
        part: Part::Levels,
        inputs: vec![],
        key: format!("levels {bath}"),
    };
    let mut inputs = vec![Part::Levels];
    let mut tasks = vec![levels];
    if scenario.mu == Mu::Fitted {
        for side in 0..2 {
            let bosons = neighbour(scenario, side);
            let other = Scenario {
                bosons,
                ..scenario.clone()
            };
            inputs.push(Part::Neighbour(side));
            tasks.push(Task {
                part: Part::Neighbour(side),
                inputs: vec![],
                key: format!("levels {}", bath_key(&other)),
            });
        }
    }
    tasks.push(Task {
        part: Part::Temperatures,
        inputs,
        key: format!("temperatures {bath} {} {}", scenario.attach, scenario.mu),
    });
    let run = format!(
        "{bath} {} {:?} {:?} {:?} {:?}",
        scenario.attach,
        scenario.coupling.first(),
        scenario.potential,
        scenario.occupation,
        scenario.at
    );
    tasks.extend((0..chunks(scenario).len()).map(|chunk| Task {
        part: Part::All(chunk),
        // The temperatures are not read, but without them no point can be drawn.
        inputs: vec![Part::Levels, Part::Temperatures],
        key: format!("all {chunk} {run}"),
    }));
    tasks
}

/// Bosons in the sector below (`side` 0) or above (1) the bath's own.
fn neighbour(scenario: &Scenario, side: usize) -> usize {
    scenario.bosons - 1 + 2 * side
}

/// Prepares the levels of the sector below or above.
///
/// # Errors
/// [`Error::Input`] when `side` is neither.
pub(super) fn neighbour_levels(
    scenario: &Scenario,
    side: usize,
) -> Result<levels::LevelsWork, Error> {
    match side {
        0 | 1 => Ok(levels::LevelsWork::with_bosons(
            scenario,
            neighbour(scenario, side),
        )),
        _ => Err(super::unknown_part(&Part::Neighbour(side).to_string())),
    }
}

/// One level with its own temperature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThermalLevel {
    /// E_n.
    pub energy: f64,
    /// Signs under the commuting mirrors.
    pub sector: String,
    /// U(beta) = E_n; `None` at the ends of the spectrum.
    pub beta: Option<f64>,
    /// beta mu at that beta, 0 with `mu=zero`.
    pub beta_mu: Option<f64>,
}

/// The bath's levels with the doublets of the square in the order of single eigenstates.
fn ordered(scenario: &Scenario, mut levels: Levels) -> Levels {
    let sector = bath::sector(scenario, scenario.bosons);
    order_doublets(&mut levels, &sector, scenario.attach);
    levels
}

/// Part `temperatures`: beta and beta mu of every level, in the order of their index.
pub struct TemperaturesWork {
    energies: Vec<f64>,
    /// Levels of the sectors below and above, unless the chemical potential is left out.
    around: Option<[Vec<f64>; 2]>,
    beta: f64,
    done: usize,
    levels: Vec<ThermalLevel>,
}

impl TemperaturesWork {
    /// Starts from the levels of the bath's sector and, with a fitted chemical potential, of
    /// the two beside it.
    ///
    /// # Errors
    /// [`Error::Input`] when the inputs are not those.
    pub fn new(scenario: &Scenario, inputs: &[Vec<u8>]) -> Result<Self, Error> {
        let read = |k: usize| -> Result<Levels, Error> {
            decode(inputs.get(k).map(Vec::as_slice).unwrap_or_default())
        };
        let levels = ordered(scenario, read(0)?);
        let around = match scenario.mu {
            Mu::Fitted => Some([read(1)?.energies(), read(2)?.energies()]),
            Mu::Zero => None,
        };
        let blocks = block_list(scenario);
        let energies = levels.energies();
        let levels = (0..levels.len()).map(|index| ThermalLevel {
            energy: energies[index],
            sector: levels.parity(index, &blocks).to_string(),
            beta: None,
            beta_mu: None,
        });
        Ok(Self {
            levels: levels.collect(),
            energies,
            around,
            beta: 0.0,
            done: 0,
        })
    }
}

impl Work for TemperaturesWork {
    fn step(&mut self) -> Result<f64, Error> {
        let mut sweep = CanonicalSweep::from(&self.energies, self.beta);
        let end = (self.done + STRETCH).min(self.levels.len());
        for level in &mut self.levels[self.done..end] {
            level.beta = sweep.beta_at(level.energy);
            level.beta_mu = level.beta.map(|beta| match &self.around {
                Some(around) => {
                    let [below, above] = [0, 1].map(|k| log_partition(&around[k], beta));
                    beta_mu(below, above)
                }
                None => 0.0,
            });
            self.beta = level.beta.unwrap_or(self.beta);
        }
        self.done = end;
        Ok(end as f64 / self.levels.len() as f64)
    }

    fn output(&self) -> Vec<u8> {
        encode(&self.levels)
    }
}

/// Part `all`: a piece of one block's levels, evolved to the chosen time.
///
/// Rows: `index` of the level, `occupation` <n_S>, `bath_energy` <H_B>, `norm_error` and
/// `energy_drift` of each level, averaged over the system's initial states as its probability
/// p says.
pub struct AllWork {
    scenario: Scenario,
    sector: BathSector,
    block: Block,
    /// Index of each level of the block, and of its twin where there are any.
    indices: [Vec<usize>; 2],
    /// Which piece of how many.
    piece: (usize, usize),
    eigenstates: Option<BlockEigenstates>,
    /// What is left to do, last first: twins or not, and a range of places in the block.
    batches: Vec<(bool, std::ops::Range<usize>)>,
    count: usize,
    /// How the present kind (twins or not) evolves.
    setups: Option<(bool, Vec<Setup>)>,
    travelling: Option<Travelling>,
    ready: Vec<[f64; 5]>,
}

/// A batch on its way with one initial state of the system.
struct Travelling {
    /// Which of the setups.
    member: usize,
    columns: Columns,
    averages: [[f64; 4]; LANES],
}

impl AllWork {
    /// Prepares the `chunk`-th part from the levels of the bath's sector.
    ///
    /// # Errors
    /// [`Error::Input`] when there is no such part.
    pub fn new(scenario: &Scenario, chunk: usize, levels: Levels) -> Result<Self, Error> {
        let missing = || super::unknown_part(&Part::All(chunk).to_string());
        let (b, piece, pieces) = *chunks(scenario).get(chunk).ok_or_else(missing)?;
        let sector = bath::sector(scenario, scenario.bosons);
        let block = sector.blocks().swap_remove(b);
        let mut indices = [Vec::new(), Vec::new()];
        for (index, level) in ordered(scenario, levels).0.iter().enumerate() {
            let Level {
                block, place, twin, ..
            } = *level;
            if block == b {
                let column = &mut indices[usize::from(twin)];
                column.resize(column.len().max(place + 1), 0);
                column[place] = index;
            }
        }
        Ok(Self {
            scenario: scenario.clone(),
            sector,
            block,
            indices,
            piece: (piece, pieces),
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
        let (piece, pieces) = self.piece;
        let levels = found.energies.len();
        let (from, to) = (levels * piece / pieces, levels * (piece + 1) / pieces);
        for twin in [true, false] {
            if twin && self.block.twin.is_none() {
                continue;
            }
            let starts = (from..to).step_by(LANES).rev();
            self.batches
                .extend(starts.map(|start| (twin, start..(start + LANES).min(to))));
        }
        self.count = self.batches.len();
        self.eigenstates = Some(found);
        Ok(())
    }

    /// Sets the next batch going, or the same with the system's other initial state.
    fn depart(&mut self, member: usize, averages: [[f64; 4]; LANES]) {
        let (Some(found), Some((twin, places))) = (&self.eigenstates, self.batches.last()) else {
            return;
        };
        if self.setups.as_ref().is_none_or(|(kind, _)| kind != twin) {
            let attach = match &self.block.twin {
                Some((_, mirror)) if *twin => mirror[self.scenario.attach],
                _ => self.scenario.attach,
            };
            let setups = Setup::all(&self.scenario, &self.block, &found.orbits, attach);
            self.setups = Some((*twin, setups));
        }
        if let Some((_, setups)) = &self.setups {
            let vectors: Vec<&[f64]> = places.clone().map(|place| found.vector(place)).collect();
            self.travelling = Some(Travelling {
                member,
                columns: Columns::new(setups[member].start(&vectors)),
                averages,
            });
        }
    }

    /// Takes the measurements of a batch that has arrived.
    fn arrive(&mut self, mut travelling: Travelling) {
        let (Some(found), Some((_, setups))) = (&self.eigenstates, &self.setups) else {
            return;
        };
        let Some((twin, places)) = self.batches.last().cloned() else {
            return;
        };
        let setup = &setups[travelling.member];
        setup.measure(&travelling.columns, &mut travelling.averages, |lane| {
            places.clone().nth(lane).map(|place| found.energies[place])
        });
        if travelling.member + 1 < setups.len() {
            return self.depart(travelling.member + 1, travelling.averages);
        }
        self.batches.pop();
        let indices = &self.indices[usize::from(twin)];
        for (place, [n, energy, norm, drift]) in places.zip(travelling.averages) {
            self.ready
                .push([indices[place] as f64, n, energy, norm, drift]);
        }
    }
}

impl Work for AllWork {
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
            } = &setups[travelling.member];
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
    rest: Sparse,
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
    fn all(scenario: &Scenario, block: &Block, orbits: &OrbitBasis, attach: usize) -> Vec<Self> {
        let p = scenario.occupation;
        [(false, 1.0 - p), (true, p)]
            .into_iter()
            .filter(|&(_, probability)| probability > 0.0)
            .map(|(filled, probability)| {
                Self::new(scenario, block, orbits, attach, filled, probability)
            })
            .collect()
    }

    fn new(
        scenario: &Scenario,
        block: &Block,
        orbits: &OrbitBasis,
        attach: usize,
        filled: bool,
        probability: f64,
    ) -> Self {
        let (sites, bosons) = (scenario.bath.sites(), scenario.bosons);
        let coupling = scenario.coupling.first().copied().unwrap_or(0.0);
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
        let bath = bath::model(scenario);
        let whole = bath.with_system(attach, coupling, scenario.potential);
        let mut rest = whole.clone();
        rest.hops.drain(..bath.hops.len());
        rest.pairs.clear();
        rest.potential[..sites].fill(0.0);
        let hamiltonian = whole.block(&fock, &whole_orbits);
        Self {
            probability,
            propagator: Propagator::new(&hamiltonian, scenario.at),
            hamiltonian,
            bath: bath.beside_system().block(&fock, &whole_orbits),
            rest: rest.block(&fock, &whole_orbits),
            first_filled,
            embedding,
            potential: if filled { scenario.potential } else { 0.0 },
        }
    }

    /// |s>|E_n> for a few levels, given by their components in the block.
    fn start(&self, vectors: &[&[f64]]) -> Vec<Lanes> {
        let lane = |k: usize, orbit: usize| vectors.get(k).map_or(0.0, |v| v[orbit]);
        self.embedding
            .iter()
            .map(|&(orbit, factor)| Lanes(std::array::from_fn(|k| lane(k, orbit) * factor)))
            .collect()
    }

    /// Adds this initial state's share of <n_S> and <H_B>, and the largest errors.
    fn measure(
        &self,
        columns: &Columns,
        averages: &mut [[f64; 4]; LANES],
        energy: impl Fn(usize) -> Option<f64>,
    ) {
        let parts = [&columns.real, &columns.imaginary];
        let mut sums = [[0.0; LANES]; 4];
        let mut image = vec![Lanes::default(); columns.real.len()];
        for part in parts {
            let (empty, filled) = part.split_at(self.first_filled);
            let mut add = |row: usize, values: [f64; LANES]| {
                for (sum, value) in sums[row].iter_mut().zip(values) {
                    *sum += value;
                }
            };
            add(0, products(empty, empty));
            add(1, products(filled, filled));
            self.bath.multiply(part, &mut image);
            add(2, products(part, &image));
            self.rest.multiply(part, &mut image);
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
