//! Works: what is computed, in pieces that can run side by side.
//!
//! A work is named by a [`Recipe`]: its inputs as plain data, which say everything that its result depends on, besides the
//! outputs of the works that it reads. The recipe's bytes travel to the thread or the browser worker that carries it out,
//! and are its key in every cache. A [`Work`] under way is resumable: `step` does a little, `rows` hands out what can be
//! drawn already, `output` is what later works read. No work knows a set-up's text or a panel.
//!
//! | file | what is computed |
//! | --- | --- |
//! | `levels` | all levels of a sector |
//! | `thermal` | in their place for a larger bath: averages from random vectors |
//! | `state` | the bath's initial state and its temperature, from all levels |
//! | `interior` | the same from `thermal`, the eigenstate found alone |
//! | `beta_mu` | beta mu, from the sectors with one boson less and one more |
//! | `evolving` | a system and a bath ready to evolve |
//! | `run` | one evolution |
//! | `sample` | a share of an evolution of the canonical mixture |
//! | `distribution` | the distribution of entropy production at one time |
//! | `eigenstates` | local averages in every eigenstate of a block |
//! | `canonical` | every level's temperature and the canonical averages there |
//! | `entanglement` | entropy of half the bath in every eigenstate of a block |
//! | `temperatures` | beta and beta mu of every level |
//! | `beside` | the system beside every eigenstate of a block, at one time |
//! | `cost` | what a work takes |

pub mod beside;
pub mod beta_mu;
pub mod canonical;
pub mod cost;
pub mod distribution;
pub mod eigenstates;
pub mod entanglement;
mod evolving;
pub mod interior;
pub mod levels;
pub mod run;
pub mod sample;
pub mod state;
pub mod temperatures;
pub mod thermal;

pub use cost::Cost;
pub use state::{InitialState, InitialVector, LevelInfo};

use serde::{de::DeserializeOwned, Serialize};

use crate::error::Error;
use crate::message::Message;

/// Columns of numbers that became ready since they were last asked for.
pub type Rows = Vec<(&'static str, Vec<f64>)>;

/// A work under way.
pub trait Work: Send {
    /// Works for at most a few tens of milliseconds where it can be cut that fine; returns the fraction done, exactly 1 at
    /// the end.
    ///
    /// # Errors
    /// What the numerics report.
    fn step(&mut self) -> Result<f64, Error>;

    /// New rows since the last call.
    fn rows(&mut self) -> Rows {
        Rows::new()
    }

    /// What later works read, once this one is done.
    fn output(&self) -> Vec<u8> {
        Vec::new()
    }
}

/// The inputs of a work: everything that its result depends on, besides the outputs that it reads.
pub trait Recipe: Serialize + DeserializeOwned {
    /// The work's name, its own among all works.
    const NAME: &'static str;
    /// What a progress bar calls it: one name for works that stand in each other's place.
    const PHASE: &'static str = Self::NAME;

    /// Starts the work on the outputs of the works that it reads.
    ///
    /// # Errors
    /// [`Error::Input`] when `outputs` are not those.
    fn start(self, outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error>;

    /// What it takes.
    fn cost(&self) -> Cost;
}

/// A work of the list, by its name.
struct Entry {
    name: &'static str,
    start: fn(&[u8], &[Vec<u8>]) -> Result<Box<dyn Work>, Error>,
}

const fn entry<R: Recipe>() -> Entry {
    Entry {
        name: R::NAME,
        start: |recipe, outputs| decode::<R>(recipe)?.start(outputs),
    }
}

/// Every work there is.
const WORKS: &[Entry] = &[
    entry::<levels::Levels>(),
    entry::<thermal::Thermal>(),
    entry::<state::State>(),
    entry::<interior::Interior>(),
    entry::<beta_mu::BetaMu>(),
    entry::<run::Run>(),
    entry::<sample::Sample>(),
    entry::<distribution::Vectors>(),
    entry::<distribution::Distribution>(),
    entry::<eigenstates::Eigenstates>(),
    entry::<canonical::Canonical>(),
    entry::<entanglement::Entanglement>(),
    entry::<temperatures::Temperatures>(),
    entry::<beside::Beside>(),
];

/// Starts the work of that name from its recipe's bytes and the outputs of the works that it reads. Every row that it
/// hands out is a number.
///
/// # Errors
/// [`Error::Input`] when there is no such work, or when recipe or outputs are not its own.
pub fn start(name: &str, recipe: &[u8], outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
    let entry = WORKS.iter().find(|work| work.name == name);
    let entry = entry.ok_or_else(damaged)?;
    Ok(Box::new(Checked {
        name: entry.name,
        work: (entry.start)(recipe, outputs)?,
        ready: Rows::new(),
    }))
}

/// The output at place `k` of those that a work reads.
///
/// # Errors
/// [`Error::Input`] when it is missing or of another kind.
fn read<T: DeserializeOwned>(outputs: &[Vec<u8>], k: usize) -> Result<T, Error> {
    decode(outputs.get(k).map(Vec::as_slice).unwrap_or_default())
}

/// That every value of a column is a number; a logarithm may be that of zero.
///
/// # Errors
/// [`Error::NotFinite`] names the work and the column.
pub fn finite(work: &str, name: &str, mut values: impl Iterator<Item = f64>) -> Result<(), Error> {
    let of_zero = name.starts_with("log_");
    let is_number = |x: f64| x.is_finite() || (of_zero && x == f64::NEG_INFINITY);
    match values.all(is_number) {
        true => Ok(()),
        false => Err(Error::NotFinite {
            what: Message::new("number.column")
                .with("column", name)
                .with("part", work),
        }),
    }
}

/// A work whose rows are asked for finiteness as they are made.
struct Checked {
    name: &'static str,
    work: Box<dyn Work>,
    /// Rows checked and not yet handed out.
    ready: Rows,
}

impl Work for Checked {
    fn step(&mut self) -> Result<f64, Error> {
        let fraction = self.work.step()?;
        for (name, values) in self.work.rows() {
            finite(self.name, name, values.iter().copied())?;
            match self.ready.iter_mut().find(|(known, _)| *known == name) {
                Some((_, column)) => column.extend(values),
                None => self.ready.push((name, values)),
            }
        }
        Ok(fraction)
    }

    fn rows(&mut self) -> Rows {
        std::mem::take(&mut self.ready)
    }

    fn output(&self) -> Vec<u8> {
        self.work.output()
    }
}

/// Bytes of a recipe or an output.
pub(crate) fn encode(value: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(value).expect("plain numbers and strings serialise")
}

/// A recipe or an output from its bytes.
pub(crate) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    postcard::from_bytes(bytes).map_err(|_| damaged())
}

/// An input that is not what the work reads.
fn damaged() -> Error {
    Error::Input(Message::new("input.damaged"))
}
