//! Work `late`: one coupling's evolution from one state of the bath over a late window, for the means taken there.

use serde::{Deserialize, Serialize};

use super::cost::Cost;
use super::nearby::NearState;
use super::recipe::{damaged, read, Recipe, Rows, Work};
use super::run::{Run, RunWork};
use super::state::{InitialState, InitialVector};
use crate::error::Error;

/// One evolution over the times of `run`. Reads `state`, or `nearby`.
///
/// Rows: once `energy` <H_B> at the start and, where it is known, the level's `index`; then those of [`Run`] that means are
/// made of: `occupation`, `bath_energy`, `norm_error`, `energy_drift`, and as asked `log_weights` and `log_errors`.
#[derive(Serialize, Deserialize)]
pub struct Late {
    /// The evolution.
    pub run: Run,
    /// Where the initial state is one of several, which of them, and the inverse temperature.
    pub nearby: Option<(usize, f64)>,
}

impl Recipe for Late {
    const NAME: &'static str = "late";

    fn start(self, outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        let (start, index, beta) = match self.nearby {
            None => {
                let prepared: InitialState = read(outputs, 0)?;
                let start = prepared.start.ok_or_else(damaged)?;
                let index = prepared.level.and_then(|level| level.index);
                (start, index, prepared.beta)
            }
            Some((place, beta)) => {
                let mut states: Vec<NearState> = read(outputs, 0)?;
                let state = match place < states.len() {
                    true => states.swap_remove(place),
                    false => return Err(damaged()),
                };
                let start = InitialVector {
                    vector: state.vector,
                    norm: 1.0,
                    energy: state.energy,
                    without_factor: None,
                };
                (start, state.index, Some(beta))
            }
        };
        let index = index.map(|index| ("index", vec![index as f64]));
        let energy = ("energy", vec![start.energy]);
        Ok(Box::new(LateWork {
            run: RunWork::of_mean(&self.run, &start, beta)?,
            first: index.into_iter().chain([energy]).collect(),
        }))
    }

    fn cost(&self) -> Cost {
        self.run.cost_of(true)
    }
}

struct LateWork {
    run: RunWork,
    /// What is said once, before anything else.
    first: Rows,
}

impl Work for LateWork {
    fn step(&mut self) -> Result<f64, Error> {
        self.run.step()
    }

    fn rows(&mut self) -> Rows {
        let mut rows = std::mem::take(&mut self.first);
        let needed = |name: &str| !matches!(name, "time" | "site_density");
        rows.extend(self.run.rows().into_iter().filter(|(name, _)| needed(name)));
        rows
    }
}
