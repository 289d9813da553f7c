//! What a work is: its recipe, its steps, and how both travel.

use serde::{de::DeserializeOwned, Serialize};

use super::cost::Cost;
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

/// The output at place `k` of those that a work reads.
///
/// # Errors
/// [`Error::Input`] when it is missing or of another kind.
pub fn read<T: DeserializeOwned>(outputs: &[Vec<u8>], k: usize) -> Result<T, Error> {
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

/// Bytes of a recipe or an output.
pub(crate) fn encode(value: &impl Serialize) -> Vec<u8> {
    match postcard::to_stdvec(value) {
        Ok(bytes) => bytes,
        Err(_) => unreachable!("plain numbers and strings serialise"),
    }
}

/// A recipe or an output from its bytes.
///
/// # Errors
/// [`Error::Input`] when they are of another kind.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    postcard::from_bytes(bytes).map_err(|_| damaged())
}

/// An input that is not what the work reads.
pub fn damaged() -> Error {
    Error::Input(Message::new("input.damaged"))
}
