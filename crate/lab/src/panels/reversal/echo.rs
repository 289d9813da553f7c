//! The echo: entropy production at 2T against the turning time T, for a few mismatches of the way back.

use serde::Serialize;

use crate::error::Error;
use crate::message::Message;
use crate::plan::trajectories::echo_mismatches;
use crate::record::{named, Table, Trajectories};
use crate::scenario::Scenario;

/// One coupling and one mismatch.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Echo {
    /// gamma'.
    pub coupling: f64,
    /// delta.
    pub mismatch: f64,
    /// T.
    pub turn: Vec<f64>,
    /// sigma(2T), in nats; not a number while beta mu is unknown.
    #[cfg_attr(test, ts(type = "(number | null)[]"))]
    pub entropy_production: Vec<f64>,
}

/// What was measured at the ends of the ways back: coupling after coupling, the mismatches of each.
pub struct Echoes {
    settings: Vec<(f64, f64)>,
    mismatches: usize,
    found: Vec<Ends>,
}

#[derive(Clone, Default)]
struct Ends {
    turn: Vec<f64>,
    occupation: Vec<f64>,
    bath_energy: Vec<f64>,
}

impl Echoes {
    pub fn new(scenario: &Scenario) -> Self {
        let mismatches = echo_mismatches(scenario);
        let of = |&coupling: &f64| mismatches.iter().map(move |&mismatch| (coupling, mismatch));
        let settings: Vec<(f64, f64)> = scenario.coupling.iter().flat_map(of).collect();
        Self {
            mismatches: mismatches.len(),
            found: vec![Ends::default(); settings.len()],
            settings,
        }
    }

    /// Takes in a column of new rows of the echo at this place.
    ///
    /// # Errors
    /// [`Error::Input`] when there is no such echo or column.
    pub fn take(&mut self, place: &[usize], name: &str, values: &[f64]) -> Result<(), Error> {
        let place = match place {
            &[coupling, mismatch] => coupling * self.mismatches + mismatch,
            _ => usize::MAX,
        };
        let column = self.found.get_mut(place).and_then(|ends| match name {
            "turn" => Some(&mut ends.turn),
            "occupation" => Some(&mut ends.occupation),
            "bath_energy" => Some(&mut ends.bath_energy),
            _ => None,
        });
        let unknown = || {
            Error::Input(
                Message::new("input.column")
                    .with("part", "echo")
                    .with("column", name),
            )
        };
        column.ok_or_else(unknown)?.extend(values);
        Ok(())
    }

    /// The echoes so far, with the temperature of the runs' bath.
    pub fn of(&self, runs: &Trajectories) -> Vec<Echo> {
        let balance = runs.balance(0);
        let echo = |(&(coupling, mismatch), ends): (&(f64, f64), &Ends)| {
            let pairs = ends.occupation.iter().zip(&ends.bath_energy);
            Echo {
                coupling,
                mismatch,
                turn: ends.turn.clone(),
                entropy_production: pairs
                    .map(|(&n, &energy)| balance.entropy_production(n, energy))
                    .collect(),
            }
        };
        self.settings.iter().zip(&self.found).map(echo).collect()
    }
}

/// All echoes in one table.
pub fn table(echoes: &[Echo]) -> Table {
    let rows = echoes.iter().flat_map(|echo| {
        let points = echo.turn.iter().zip(&echo.entropy_production);
        points.map(|(&turn, &sigma)| vec![echo.coupling, echo.mismatch, turn, sigma])
    });
    let names = ["coupling", "mismatch", "turn", "entropy_production"];
    named(&names, rows.collect())
}
