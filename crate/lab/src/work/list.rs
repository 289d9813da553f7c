//! Every work, and how one starts.

use super::recipe::{damaged, decode, finite, Recipe, Rows, Work};
#[cfg(not(feature = "first-visit"))]
use super::{
    bath_entropy, beside, canonical, distribution, eigenstates, entanglement, nearby, temperatures,
};
use super::{beta_mu, echo, interior, late, levels, run, sample, state, thermal};
use crate::error::Error;

/// Starts a work from its recipe's bytes and the outputs that it reads.
type Start = fn(&[u8], &[Vec<u8>]) -> Result<Box<dyn Work>, Error>;

/// A work of the list, by its name.
struct Entry {
    name: &'static str,
    start: Start,
}

const fn entry<R: Recipe>() -> Entry {
    Entry {
        name: R::NAME,
        start: |recipe, outputs| decode::<R>(recipe)?.start(outputs),
    }
}

/// The works of the panels that every build computes.
const WORKS: &[Entry] = &[
    entry::<levels::Levels>(),
    entry::<thermal::Thermal>(),
    entry::<state::State>(),
    entry::<interior::Interior>(),
    entry::<beta_mu::BetaMu>(),
    entry::<run::Run>(),
    entry::<late::Late>(),
    entry::<sample::Sample>(),
    entry::<echo::Echo>(),
];

/// Those of the other panels.
#[cfg(not(feature = "first-visit"))]
const LATER: &[Entry] = &[
    entry::<nearby::Nearby>(),
    entry::<bath_entropy::BathEntropy>(),
    entry::<distribution::Vectors>(),
    entry::<distribution::Distribution>(),
    entry::<eigenstates::Eigenstates>(),
    entry::<canonical::Canonical>(),
    entry::<entanglement::Entanglement>(),
    entry::<temperatures::Temperatures>(),
    entry::<beside::Beside>(),
];
#[cfg(feature = "first-visit")]
const LATER: &[Entry] = &[];

/// Starts the work of that name from its recipe's bytes and the outputs of the works that it reads. Every row that it
/// hands out is a number.
///
/// # Errors
/// [`Error::Input`] when there is no such work, or when recipe or outputs are not its own.
pub fn start(name: &str, recipe: &[u8], outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
    let entry = WORKS.iter().chain(LATER).find(|work| work.name == name);
    let entry = entry.ok_or_else(damaged)?;
    Ok(Box::new(Checked {
        name: entry.name,
        work: (entry.start)(recipe, outputs)?,
        ready: Rows::new(),
    }))
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
