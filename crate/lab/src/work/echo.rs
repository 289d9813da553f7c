//! Work `echo`: time turned round at one time after another, and what is measured when the way back is over.
//!
//! Back from a turn at T the bath's sites are off by random energies, so that what comes back at 2T is the start the less
//! exactly the longer the way was. One evolution there serves all turns.

use std::collections::VecDeque;

use num_complex::Complex64;
use serde::{Deserialize, Serialize};

use super::cost::Cost;
use super::evolving::{starts, CoupledSystem};
use super::recipe::{damaged, read, Recipe, Rows, Work};
use super::run::Run;
use super::state::InitialState;
use crate::error::Error;
use numerics::evolution::{Evolution, Snapshot};
use numerics::vector::norm_sqr;

/// Turns at every time of a run, each with its way back. Reads `state`.
///
/// Rows: `turn` T, and at 2T `occupation` <n_S> and `bath_energy` <H_B>.
#[derive(Serialize, Deserialize)]
pub struct Echo {
    /// The way there; its times are those of the turns, and its way back has no kick.
    pub run: Run,
}

impl Recipe for Echo {
    const NAME: &'static str = "echo";

    fn start(self, outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        let prepared: InitialState = read(outputs, 0)?;
        let start = prepared.start.ok_or_else(damaged)?;
        let turns = self.run.times.values();
        let mut ways = Vec::new();
        for (filled, probability) in starts(self.run.occupation) {
            let evolving = CoupledSystem::new(&self.run, filled, &start.vector)?;
            ways.push(Way::new(evolving, probability, turns.clone()));
        }
        Ok(Box::new(EchoWork {
            found: vec![[0.0; 2]; turns.len()],
            turns,
            ways,
            present: 0,
            told: 0,
        }))
    }

    fn cost(&self) -> Cost {
        let one = self.run.cost_of(true);
        // The ways back are as long as their turns are late: half of the longest on average.
        let turns = self.run.times.count() as f64;
        Cost {
            seconds: one.seconds * (1.0 + turns / 2.0),
            bytes: 1.5 * one.bytes,
            ..one
        }
    }
}

struct EchoWork {
    turns: Vec<f64>,
    /// <n_S> and <H_B> at 2T, for each turn.
    found: Vec<[f64; 2]>,
    ways: Vec<Way>,
    /// Which of the ways is under way; at the last one rows become ready.
    present: usize,
    told: usize,
}

/// The system empty or filled at the start.
struct Way {
    evolving: CoupledSystem,
    probability: f64,
    there: Evolution,
    /// States at turns that wait for their way back.
    turned: VecDeque<Snapshot>,
    back: Option<(usize, Evolution)>,
    done: usize,
}

impl Way {
    fn new(evolving: CoupledSystem, probability: f64, turns: Vec<f64>) -> Self {
        let start = evolving.start.iter().map(|&x| Complex64::new(x, 0.0));
        let there = Evolution::new(evolving.hamiltonian.clone(), start.collect(), turns);
        Self {
            evolving,
            probability,
            there,
            turned: VecDeque::new(),
            back: None,
            done: 0,
        }
    }

    /// Goes on a little; the turn whose way back is over, with its share of what is measured there.
    fn step(&mut self, turns: &[f64]) -> Option<(usize, [f64; 2])> {
        if let Some((turn, mut back)) = self.back.take() {
            let home = back.step().pop();
            let Some(home) = home else {
                self.back = Some((turn, back));
                return None;
            };
            self.done += 1;
            return Some((turn, self.measure(&home.state)));
        }
        match self.turned.pop_front() {
            Some(Snapshot { index, state }) => {
                let reversed = state.iter().map(Complex64::conj).collect();
                let hamiltonian = self.evolving.way_back.clone();
                let back = Evolution::new(hamiltonian, reversed, vec![turns[index]]);
                self.back = Some((index, back));
            }
            None => self.turned.extend(self.there.step()),
        }
        None
    }

    fn measure(&self, state: &[Complex64]) -> [f64; 2] {
        let evolving = &self.evolving;
        let occupation = norm_sqr(&state[evolving.first_filled()..]);
        let energy =
            evolving.hamiltonian.expectation(state) - evolving.system_terms.expectation(state);
        [occupation, energy].map(|value| self.probability * value)
    }
}

impl Work for EchoWork {
    fn step(&mut self) -> Result<f64, Error> {
        let count = self.turns.len();
        if let Some(way) = self.ways.get_mut(self.present) {
            if let Some((turn, share)) = way.step(&self.turns) {
                let sums = self.found[turn].iter_mut().zip(share);
                sums.for_each(|(sum, share)| *sum += share);
                self.present += usize::from(way.done == count);
            }
        }
        let done: usize = self.ways.iter().map(|way| way.done).sum();
        match self.present == self.ways.len() {
            true => Ok(1.0),
            false => Ok(done as f64 / (count * self.ways.len()) as f64),
        }
    }

    fn rows(&mut self) -> Rows {
        let last = self.ways.last().map_or(0, |way| way.done);
        let new = self.told..last;
        self.told = last;
        if new.is_empty() {
            return Rows::new();
        }
        let column = |k: usize| self.found[new.clone()].iter().map(|f| f[k]).collect();
        vec![
            ("turn", self.turns[new.clone()].to_vec()),
            ("occupation", column(0)),
            ("bath_energy", column(1)),
        ]
    }
}
