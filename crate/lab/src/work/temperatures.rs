//! Work `temperatures`: beta and beta mu of every level of a bath.

use serde::{Deserialize, Serialize};

use super::cost::Cost;
use super::cost::BOLTZMANN;
use super::recipe::{encode, read, Recipe, Work};
use crate::bath::Bath;
use crate::error::Error;
use crate::scenario::Mu;
use physics::canonical::CanonicalSolver;
use physics::spectrum::{order_multiplets, Levels};
use physics::thermal::{beta_mu, log_partition};

/// Levels whose temperature is found in one step.
const STRETCH: usize = 64;

/// Every level's own temperature. Reads `levels` and, with a fitted chemical potential, those of the sectors with one boson
/// less and one more. Output: a [`ThermalLevel`] for each, in the order of their index.
#[derive(Serialize, Deserialize)]
pub struct Temperatures {
    /// The bath.
    pub bath: Bath,
    /// The site whose mirror orders degenerate levels.
    pub attach: usize,
    /// Which chemical potential.
    pub mu: Mu,
}

impl Recipe for Temperatures {
    const NAME: &'static str = "temperatures";

    fn start(self, outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        let levels = ordered(&self.bath, self.attach, read(outputs, 0)?);
        let energies_of =
            |k| -> Result<Vec<f64>, Error> { Ok(read::<Levels>(outputs, k)?.energies()) };
        let around = match self.mu {
            Mu::Fitted => Some([energies_of(1)?, energies_of(2)?]),
            Mu::Zero => None,
        };
        let blocks = self.bath.blocks();
        let energies = levels.energies();
        let levels = (0..levels.len()).map(|index| ThermalLevel {
            energy: energies[index],
            sector: levels.parity(index, &blocks).to_string(),
            beta: None,
            beta_mu: None,
        });
        Ok(Box::new(TemperaturesWork {
            levels: levels.collect(),
            energies,
            around,
            beta: 0.0,
            done: 0,
        }))
    }

    fn cost(&self) -> Cost {
        let states = self.bath.states() as f64;
        Cost {
            seconds: 4.0 * states * states * BOLTZMANN,
            ..Cost::default()
        }
    }
}

/// The bath's levels with the doublets of the square in the order of single eigenstates.
pub(super) fn ordered(bath: &Bath, attach: usize, mut levels: Levels) -> Levels {
    order_multiplets(&mut levels, &bath.sector(), attach);
    levels
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

struct TemperaturesWork {
    energies: Vec<f64>,
    /// Levels of the sectors below and above, unless the chemical potential is left out.
    around: Option<[Vec<f64>; 2]>,
    beta: f64,
    done: usize,
    levels: Vec<ThermalLevel>,
}

impl Work for TemperaturesWork {
    fn step(&mut self) -> Result<f64, Error> {
        let mut sweep = CanonicalSolver::from(&self.energies, self.beta);
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
