//! What an experiment has found so far, whatever its panel.

use std::any::Any;

use super::panel::PanelState;
use crate::error::Error;
use crate::message::Message;
use crate::plan::{Part, Plan};
use crate::record::{BathSummary, Moment, Run, Trajectories};
use crate::scenario::Scenario;
use crate::words::Words;

/// What an experiment has found so far.
pub struct Record {
    /// The set-up.
    pub scenario: Scenario,
    /// Its canonical text.
    pub text: String,
    /// The parts it takes.
    pub plan: Plan,
    finished: Vec<Part>,
    pub(super) state: Box<dyn PanelState>,
}

impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "record of {:?}, {} parts done",
            self.text,
            self.finished.len()
        )
    }
}

impl Record {
    /// An empty record of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let panel = super::of(scenario);
        Self {
            scenario: scenario.clone(),
            text: scenario.physics(),
            plan: panel.plan(scenario),
            finished: Vec::new(),
            state: panel.state(scenario),
        }
    }

    /// Takes in the output of a finished part.
    ///
    /// # Errors
    /// Those of [`PanelState::accept`].
    pub fn accept(&mut self, part: &Part, output: &[u8]) -> Result<(), Error> {
        self.state.accept(part, output)?;
        self.finished.push(part.clone());
        Ok(())
    }

    /// Takes in new rows of a part.
    ///
    /// # Errors
    /// Those of [`PanelState::rows`].
    pub fn rows(&mut self, part: &Part, name: &str, values: &[f64]) -> Result<(), Error> {
        self.state.rows(part, name, values)
    }

    /// Whether every part is done.
    pub fn complete(&self) -> bool {
        let mut tasks = self.plan.tasks.iter();
        tasks.all(|task| self.finished.contains(&task.part))
    }

    /// What the panel knows.
    pub fn panel(&self) -> &dyn PanelState {
        &*self.state
    }

    /// The panel's own state.
    ///
    /// # Panics
    /// When the panel has another.
    pub fn state<T: PanelState>(&self) -> &T {
        let state: &dyn Any = &*self.state;
        state.downcast_ref().expect("the state of this panel")
    }

    /// The runs of a panel that follows one bath in time; none in the others.
    pub fn runs(&self) -> &[Run] {
        self.state.trajectories().map_or(&[], |own| &own.runs)
    }

    /// The runs of a panel that follows one bath in time, and their bath.
    ///
    /// # Panics
    /// In the other panels.
    pub fn trajectories(&self) -> &Trajectories {
        self.state
            .trajectories()
            .expect("a panel that follows one bath in time")
    }

    /// The bath and its state.
    ///
    /// # Panics
    /// In a panel of several baths, and before the state is known.
    pub fn bath(&self) -> &BathSummary {
        let own = self.state.trajectories().and_then(|own| own.bath.as_ref());
        own.expect("the state of one bath is known")
    }

    /// The record as JSON; numbers that are none are null.
    pub fn json(&self) -> String {
        self.state.json()
    }

    /// What there is to see, in sentences.
    pub fn summary(&self, words: &Words) -> String {
        words.say(&Message::joined("sentences", self.state.summary()))
    }

    /// All values at one time: for each run the row at or just before it.
    pub fn at(&self, time: f64) -> Moment {
        Moment::of(self.state.runs().into_iter(), time)
    }
}
