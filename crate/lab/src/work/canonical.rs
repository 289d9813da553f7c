//! Work `canonical`: the temperature of every level of a bath, and the canonical averages there.

use serde::{Deserialize, Serialize};

use super::cost::Cost;
use super::cost::BOLTZMANN;
use super::eigenstates::BlockStates;
use super::recipe::{damaged, encode, read, Recipe, Work};
use crate::bath::Bath;
use crate::error::Error;
use physics::canonical::CanonicalSolver;
use physics::local::LocalState;
use physics::spectrum::{order_multiplets, Level, Levels};

/// Every level against the canonical ensemble at its energy. Reads the `eigenstates` of every block. Output: [`EthLevels`].
#[derive(Serialize, Deserialize)]
pub struct Canonical {
    /// The bath.
    pub bath: Bath,
    /// The site whose mirror orders degenerate levels.
    pub attach: usize,
}

impl Recipe for Canonical {
    const NAME: &'static str = "canonical";

    fn start(self, outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        let parts = (0..outputs.len()).map(|k| read(outputs, k));
        let parts = parts.collect::<Result<_, _>>()?;
        Ok(Box::new(CanonicalWork::new(&self, parts)?))
    }

    fn cost(&self) -> Cost {
        let states = self.bath.states() as f64;
        Cost {
            // Two passes of Newton's method for each level.
            seconds: 2.0 * states * states * BOLTZMANN,
            states: self.bath.states(),
            ..Cost::default()
        }
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

/// Output of `canonical`: all levels of one bath by energy, and the canonical curve.
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

/// Finds every level's temperature and the canonical averages there.
struct CanonicalWork {
    energies: Vec<f64>,
    local: Vec<LocalState>,
    /// Energies treated so far: the levels', then the curve's.
    done: usize,
    /// Where the search for the next temperature starts.
    beta: f64,
    found: EthLevels,
}

impl CanonicalWork {
    /// Merges the blocks of the bath.
    fn new(recipe: &Canonical, parts: Vec<BlockStates>) -> Result<Self, Error> {
        let sector = recipe.bath.sector();
        let blocks = sector.blocks();
        if parts.len() != blocks.len() {
            return Err(damaged());
        }
        let values: Vec<Vec<f64>> = parts.iter().map(|p| p.energies.clone()).collect();
        let mut levels = Levels::merge(&blocks, &values);
        order_multiplets(&mut levels, &sector, recipe.attach);
        let merged = (0..levels.len()).map(|index| {
            let level = levels.0[index];
            let part = &parts[level.block];
            let column = if level.partner {
                &part.partners
            } else {
                &part.local
            };
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
        let mut sweep = CanonicalSolver::from(&self.energies, self.beta);
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
