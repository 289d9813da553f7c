//! Parts of panel `eth`: every eigenstate of the bath's sector, and of a family of baths of
//! the same filling.
//!
//! Four averages a level are kept (see [`physics::local`]): every observable of the panel
//! follows from them, so that another observable or another bound recomputes nothing.

use serde::{Deserialize, Serialize};

use super::{bath_key, decode, encode, Part, Task, Work};
use crate::bath;
use crate::error::Error;
use crate::scenario::{family, limits, Observable, Scenario};
use numerics::sorting;
use physics::canonical::CanonicalSweep;
use physics::entanglement::{half, Cut};
use physics::fock::MaskPermutation;
use physics::local::{bond, BondOperators, LocalState};
use physics::spectrum::{order_doublets, BathSector, BlockEigenstates, Level, Levels};
use physics::symmetry::{blocks, Block};

/// The baths of the panel: the scenario's own, then the others of its family by size, each
/// as a scenario of its own. In a valid scenario every one of them has the attached site.
pub fn baths(scenario: &Scenario) -> Vec<Scenario> {
    let others = family::others(scenario).flatten();
    [scenario.clone()].into_iter().chain(others).collect()
}

/// States of the largest symmetry block of the scenario's bath, to within a few.
pub fn largest_block(scenario: &Scenario) -> u64 {
    let order = block_list(scenario)
        .iter()
        .map(|b| b.representation.order() as u64)
        .min();
    let states = limits::states(scenario.bath.sites(), scenario.bosons);
    states.div_ceil(order.unwrap_or(1))
}

/// The symmetry blocks of the scenario's bath.
pub(super) fn block_list(scenario: &Scenario) -> Vec<Block> {
    blocks(&bath::lattice(scenario), scenario.disorder == 0.0)
}

/// The parts of the panel.
pub(super) fn plan(scenario: &Scenario) -> Vec<Task> {
    let mut tasks = Vec::new();
    for (k, other) in baths(scenario).iter().enumerate() {
        let key = format!("{} {}", bath_key(other), other.attach);
        let parts: Vec<Part> = (0..block_list(other).len())
            .map(|block| Part::Eigenstates { bath: k, block })
            .collect();
        // The largest block first: side by side with all the others it takes the least time.
        let blocks = block_list(other);
        let order = |block: usize| blocks[block].representation.order();
        let largest_first = sorting::places(parts.len(), &|a, b| order(a).cmp(&order(b)));
        tasks.extend(largest_first.into_iter().map(|block| Task {
            part: parts[block],
            inputs: vec![],
            key: format!("eigenstates {key} {block}"),
        }));
        tasks.push(Task {
            part: Part::Canonical(k),
            inputs: parts,
            key: format!("canonical {key}"),
        });
    }
    if scenario.observable == Observable::Entanglement {
        let key = bath_key(scenario);
        tasks.extend((0..block_list(scenario).len()).map(|block| Task {
            part: Part::Entanglement(block),
            inputs: vec![],
            key: format!("entanglement {key} {block}"),
        }));
    }
    tasks
}

/// The sector and the block that a part is about.
///
/// # Errors
/// [`Error::Input`] when there are none of these numbers.
fn place(scenario: &Scenario, part: Part) -> Result<(BathSector, Block, Scenario), Error> {
    let (bath, block) = match part {
        Part::Eigenstates { bath, block } => (bath, block),
        Part::Entanglement(block) => (0, block),
        _ => return Err(super::unknown_part(&part.to_string())),
    };
    let missing = || super::unknown_part(&part.to_string());
    let own = baths(scenario).get(bath).cloned().ok_or_else(missing)?;
    let sector = bath::sector(&own, own.bosons);
    let block = sector.blocks().get(block).cloned().ok_or_else(missing)?;
    Ok((sector, block, own))
}

/// Output of a part `eigenstates`: one block's levels, ascending.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct BlockStates {
    /// E_n.
    pub energies: Vec<f64>,
    /// The bond beside the system in each eigenvector.
    pub local: Vec<LocalState>,
    /// The same in their twins in the mirror-image sector; empty without twins.
    pub twins: Vec<LocalState>,
}

/// Diagonalises a block with its vectors, measures them and forgets them.
pub struct EigenstatesWork {
    sector: BathSector,
    block: Block,
    /// The bond in the block's vectors and, where there are twins, the bond that is moved
    /// to it by the twins' mirror.
    bonds: Vec<(usize, usize)>,
    eigenstates: Option<BlockEigenstates>,
    measured: BlockStates,
}

impl EigenstatesWork {
    /// Prepares a part `eigenstates`.
    ///
    /// # Errors
    /// [`Error::Input`] when the scenario has no such part.
    pub fn new(scenario: &Scenario, part: Part) -> Result<Self, Error> {
        let (sector, block, own) = place(scenario, part)?;
        let (a, c) = bond(&sector.lattice, own.attach);
        let moved = block.twin.iter().map(|(_, mirror)| (mirror[a], mirror[c]));
        Ok(Self {
            bonds: [(a, c)].into_iter().chain(moved).collect(),
            sector,
            block,
            eigenstates: None,
            measured: BlockStates::default(),
        })
    }
}

impl Work for EigenstatesWork {
    fn step(&mut self) -> Result<f64, Error> {
        let Some(found) = self.eigenstates.take() else {
            self.eigenstates = Some(BlockEigenstates::new(&self.sector, &self.block)?);
            return Ok(0.9);
        };
        let mut measured = self.bonds.iter().map(|&bond| {
            let representation = &self.block.representation;
            let operators =
                BondOperators::new(&self.sector.fock, &found.orbits, representation, bond);
            let levels = 0..found.energies.len();
            levels
                .map(|place| operators.measure(found.vector(place)))
                .collect()
        });
        self.measured = BlockStates {
            local: measured.next().unwrap_or_default(),
            twins: measured.next().unwrap_or_default(),
            energies: found.energies.clone(),
        };
        Ok(1.0)
    }

    fn output(&self) -> Vec<u8> {
        encode(&self.measured)
    }
}

/// One level of a bath and what weak ETH compares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EthLevel {
    /// Energy, block and place in the block.
    pub level: Level,
    /// Signs under the commuting mirrors.
    pub sector: String,
    /// The bond beside the system in this eigenstate.
    pub local: LocalState,
    /// U(beta) = E_n; `None` at the ends of the spectrum.
    pub beta: Option<f64>,
    /// The canonical averages at that beta.
    pub canonical: Option<LocalState>,
}

/// Output of a part `canonical`: all levels of one bath by energy, and the canonical curve.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct EthLevels {
    /// In the order of their index.
    pub levels: Vec<EthLevel>,
    /// Energies, evenly spread, and canonical averages there.
    pub curve: Vec<(f64, LocalState)>,
    /// The energies of each block, ascending.
    pub blocks: Vec<Vec<f64>>,
}

/// Stretches of the canonical curve.
const CURVE: usize = 240;
/// Energies treated in one step.
const STRETCH: usize = 64;
/// Vectors cut in two in one step.
const ENTROPIES: usize = 16;

/// Finds every level's temperature and the canonical averages there.
pub struct CanonicalWork {
    energies: Vec<f64>,
    local: Vec<LocalState>,
    /// Energies treated so far: the levels', then the curve's.
    done: usize,
    /// Where the search for the next temperature starts.
    beta: f64,
    found: EthLevels,
}

impl CanonicalWork {
    /// Merges the blocks of the `k`-th bath.
    ///
    /// # Errors
    /// [`Error::Input`] when the inputs are not those blocks.
    pub fn new(scenario: &Scenario, k: usize, inputs: &[Vec<u8>]) -> Result<Self, Error> {
        let missing = || super::unknown_part(&Part::Canonical(k).to_string());
        let own = baths(scenario).get(k).cloned().ok_or_else(missing)?;
        let sector = bath::sector(&own, own.bosons);
        let parts: Vec<BlockStates> = inputs.iter().map(|i| decode(i)).collect::<Result<_, _>>()?;
        let blocks = sector.blocks();
        if parts.len() != blocks.len() {
            return Err(missing());
        }
        let values: Vec<Vec<f64>> = parts.iter().map(|p| p.energies.clone()).collect();
        let mut levels = Levels::merge(&blocks, &values);
        order_doublets(&mut levels, &sector, own.attach);
        let merged = (0..levels.len()).map(|index| {
            let level = levels.0[index];
            let part = &parts[level.block];
            let column = if level.twin { &part.twins } else { &part.local };
            EthLevel {
                level,
                sector: levels.parity(index, &blocks).to_string(),
                local: column[level.place],
                beta: None,
                canonical: None,
            }
        });
        let merged: Vec<EthLevel> = merged.collect();
        Ok(Self {
            energies: levels.energies(),
            local: merged.iter().map(|l| l.local).collect(),
            done: 0,
            beta: 0.0,
            found: EthLevels {
                levels: merged,
                curve: Vec::new(),
                blocks: values,
            },
        })
    }
}

/// Canonical averages with these weights.
fn average(weights: &[f64], local: &[LocalState]) -> LocalState {
    let mut sum = LocalState::default();
    for (weight, local) in weights.iter().zip(local) {
        sum.add(*weight, local);
    }
    sum
}

impl Work for CanonicalWork {
    fn step(&mut self) -> Result<f64, Error> {
        let count = self.energies.len();
        let all = count + CURVE - 1;
        let ends = [0, count - 1].map(|k| self.energies[k]);
        let mut sweep = CanonicalSweep::from(&self.energies, self.beta);
        for k in self.done..(self.done + STRETCH).min(all) {
            let energy = match k.checked_sub(count) {
                None => self.energies[k],
                Some(point) => ends[0] + (ends[1] - ends[0]) * (point + 1) as f64 / CURVE as f64,
            };
            let beta = sweep.beta_at(energy);
            let canonical = beta.map(|_| average(sweep.weights(), &self.local));
            self.beta = beta.unwrap_or(self.beta);
            match self.found.levels.get_mut(k) {
                Some(level) => (level.beta, level.canonical) = (beta, canonical),
                None => self.found.curve.extend(canonical.map(|c| (energy, c))),
            }
            self.done = k + 1;
        }
        Ok(self.done as f64 / all as f64)
    }

    fn output(&self) -> Vec<u8> {
        encode(&self.found)
    }
}

/// Output of a part `entanglement`: one block's entropies in nats, in the order of its levels.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct BlockEntropies {
    /// Of the block's own eigenvectors.
    pub own: Vec<f64>,
    /// Of their twins; empty without twins.
    pub twins: Vec<f64>,
}

/// Entropy of the bath's first half in every eigenvector of a block.
pub struct EntanglementWork {
    sector: BathSector,
    block: Block,
    cut: Cut,
    eigenstates: Option<BlockEigenstates>,
    found: BlockEntropies,
}

impl EntanglementWork {
    /// Prepares a part `entanglement`.
    ///
    /// # Errors
    /// [`Error::Input`] when the scenario has no such part.
    pub fn new(scenario: &Scenario, part: Part) -> Result<Self, Error> {
        let (sector, block, _) = place(scenario, part)?;
        Ok(Self {
            cut: Cut::new(&sector.fock, half(sector.lattice.sites())),
            sector,
            block,
            eigenstates: None,
            found: BlockEntropies::default(),
        })
    }
}

impl Work for EntanglementWork {
    fn step(&mut self) -> Result<f64, Error> {
        let Some(eigenstates) = &self.eigenstates else {
            self.eigenstates = Some(BlockEigenstates::new(&self.sector, &self.block)?);
            return Ok(0.2);
        };
        let count = eigenstates.energies.len();
        let from = self.found.own.len();
        for place in from..(from + ENTROPIES).min(count) {
            let vector = eigenstates.orbits.expand(eigenstates.vector(place));
            self.found.own.push(self.cut.entropy(&vector)?);
            if let Some((_, mirror)) = &self.block.twin {
                let twin = MaskPermutation::new(mirror).transform(&self.sector.fock, &vector);
                self.found.twins.push(self.cut.entropy(&twin)?);
            }
        }
        match self.found.own.len() == count {
            true => Ok(1.0),
            false => Ok(0.2 + 0.8 * self.found.own.len() as f64 / count as f64),
        }
    }

    fn output(&self) -> Vec<u8> {
        encode(&self.found)
    }
}
