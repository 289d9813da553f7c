//! A set-up as a complete program for another engine, which people know or which spreads over many machines.
//!
//! A script carries the numbers of its set-up (bonds, site energies, the level's energy and signs, the seed of random vectors) and
//! needs nothing of this program; it prints the record in this program's JSON. Scripts are written in English.

mod setup;
mod size;

pub use size::{table, Size};

use crate::error::Error;
use crate::export::REFERENCE;
use crate::json;
use crate::scenario::Scenario;
use setup::Setup;
use size::grouped;

/// An engine that scripts are written for.
pub struct Engine {
    /// Its name for the terminal.
    pub id: &'static str,
    /// What it is called.
    name: &'static str,
    /// The program, with `@SETUP@` and the like where numbers go.
    template: &'static str,
    /// What the run takes, in words.
    expected: fn(&Size) -> String,
}

/// The engines.
pub static ENGINES: &[Engine] = &[
    Engine {
        id: "quspin",
        name: "QuSpin",
        template: include_str!("quspin.py"),
        expected: |size| alone(size, "QuSpin"),
    },
    Engine {
        id: "xdiag",
        name: "XDiag",
        template: include_str!("xdiag.jl"),
        expected: |size| alone(size, "XDiag (as QuSpin takes; not measured)"),
    },
    Engine {
        id: "slepc",
        name: "PETSc and SLEPc",
        template: include_str!("slepc.py"),
        expected: Size::on_nodes,
    },
];

/// The engine of a name.
pub fn find(id: &str) -> Option<&'static Engine> {
    ENGINES.iter().find(|engine| engine.id == id)
}

impl Engine {
    /// The program that runs a set-up on this engine. What of the set-up this program finds within a minute (the level, beta mu)
    /// is written out; the rest the script finds itself.
    ///
    /// # Errors
    /// [`Error::Parameter`] names what a script does not do: panels other than those of one evolution, comparisons, currents,
    /// a level that the signs of mirrors do not tell from others. Those of the works that find the level.
    pub fn script(&self, scenario: &Scenario) -> Result<String, Error> {
        let setup = Setup::of(scenario, self.name)?;
        let size = Size::of(scenario);
        let title = format!(
            "{}\n\nThe second law from one state of the bath, on {}.",
            match scenario.to_text() {
                text if text.is_empty() => "preset=second-law".to_string(),
                text => text,
            },
            self.name
        );
        let about = format!(
            "Written by second-law {} after {REFERENCE}.\n\n{} states of the bath, {} with S.\n{}",
            env!("CARGO_PKG_VERSION"),
            grouped(size.bath_states as f64),
            grouped(size.states as f64),
            (self.expected)(&size)
        );
        Ok(self
            .template
            .replace("@TITLE@", &title)
            .replace("@ABOUT@", &about)
            .replace("@RECORD@", include_str!("record.py"))
            .replace("@SETUP@", &json::text(&setup)))
    }
}

/// What a run takes on one machine.
fn alone(size: &Size, engine: &str) -> String {
    format!(
        "Expected on one core with {engine}: {}, {} of memory.",
        size::duration(size.dense_seconds + 2.0 * size.evolution_seconds()),
        size::memory(size.dense_bytes.max(2.0 * size.bytes))
    )
}
