//! A set-up as a complete program for another engine, which people know or which spreads over many machines.
//!
//! A script carries the numbers of its set-up (bonds, site energies, the level's energy and signs, the seed of random vectors) and
//! needs nothing of this program; it prints the record in this program's JSON. Scripts are written in English.

mod setup;
mod size;

pub use size::{rows, Size};

use crate::error::Error;
use crate::export::REFERENCE;
use crate::json;
use crate::scenario::Scenario;
use setup::Setup;

/// An engine that scripts are written for.
pub struct Engine {
    /// Its name for the terminal.
    pub id: &'static str,
    /// What it is called.
    name: &'static str,
    /// The program, with `@SETUP@` and the like where numbers go.
    template: &'static str,
}

/// The engines.
pub static ENGINES: &[Engine] = &[
    Engine {
        id: "quspin",
        name: "QuSpin",
        template: include_str!("quspin.py"),
    },
    Engine {
        id: "xdiag",
        name: "XDiag",
        template: include_str!("xdiag.jl"),
    },
    Engine {
        id: "slepc",
        name: "SLEPc",
        template: include_str!("slepc.py"),
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
        let setup = json::text(&Setup::of(scenario, self.name)?);
        let text = scenario.to_text();
        let own = format!("preset={}", scenario.preset);
        let mut slots = Size::of(scenario).slots();
        slots.extend([
            ("TITLE", if text.is_empty() { own } else { text }),
            ("VERSION", env!("CARGO_PKG_VERSION").to_string()),
            ("REFERENCE", REFERENCE.to_string()),
            ("RECORD", include_str!("record.py").to_string()),
            ("SETUP", setup),
        ]);
        let filled = |script: String, (name, value): (&str, String)| {
            script.replace(&format!("@{name}@"), &value)
        };
        Ok(slots.into_iter().fold(self.template.to_string(), filled))
    }
}
