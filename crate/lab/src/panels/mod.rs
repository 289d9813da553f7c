//! The panels: what can be asked of the laboratory, one folder each.
//!
//! A panel is a [`PanelSpec`] (what it uses, its defaults and plots), a plan (which parts it takes), and a state that takes
//! in what these find and draws, tabulates and tells it. A new one is a folder and a line in [`STANDARD`]; nothing else in
//! the laboratory knows which panels there are.

mod all_eigenstates;
#[cfg(test)]
mod chart_tests;
mod entropy;
mod eth;
mod fluctuation;
mod light_cone;
mod reversal;
mod sizes;

pub use all_eigenstates::{AllEigenstates, AllEigenstatesState, SigmaPoint};
pub use eth::{Eth, EthPoint, EthState};
pub use fluctuation::FluctuationState;
pub use light_cone::{LightCone, LightCones, Signal, Speeds};
pub use sizes::{Size, SizeScaling, SizesState, ValidityTime};

use std::any::Any;
use std::sync::OnceLock;

use crate::draw::axis::{Axis, Scale};
use crate::draw::figure::{Figure, Plan as AxesSpec};
use crate::draw::{Frame, Points, Sheet, View};
use crate::error::Error;
use crate::message::Message;
use crate::plan::{Part, Plan};
use crate::record::{BathSummary, Moment, Run, Table, Trajectories};
use crate::scenario::panel::{self, PanelSpec};
use crate::scenario::{read, Scenario};
use crate::words::Words;

/// A panel.
pub trait Panel: Sync {
    /// What it says of itself.
    fn spec(&self) -> &'static PanelSpec;

    /// The parts of a set-up's experiment, each after the parts it reads.
    fn plan(&self, scenario: &Scenario) -> Plan;

    /// The empty state of a set-up's record.
    fn state(&self, scenario: &Scenario) -> Box<dyn PanelState>;
}

/// What a panel knows of one set-up, complete or still growing.
///
/// A panel that follows one bath in time holds its [`Trajectories`], and the rest is what it adds to them.
pub trait PanelState: Any {
    /// The runs and their bath, where there is one bath alone.
    fn trajectories(&self) -> Option<&Trajectories> {
        None
    }

    /// The same, to take in what is found.
    fn trajectories_mut(&mut self) -> Option<&mut Trajectories> {
        None
    }

    /// Takes in the output of a finished part.
    ///
    /// # Errors
    /// [`Error::Input`] when the bytes are not that part's output; what follows from them may be an error of its own.
    fn accept(&mut self, part: &Part, output: &[u8]) -> Result<(), Error> {
        match self.trajectories_mut() {
            Some(own) => own.accept(part, output),
            None => Ok(()),
        }
    }

    /// Takes in new rows of a part: column `name`, its values row after row.
    ///
    /// # Errors
    /// [`Error::Input`] when there is no such part or column; [`Error::NotFinite`] when a value
    /// is no number, or what follows from it is none.
    fn rows(&mut self, part: &Part, name: &str, values: &[f64]) -> Result<(), Error> {
        match self.trajectories_mut() {
            Some(own) => own.rows(part, name, values),
            None => Ok(()),
        }
    }

    /// Whether there is anything to draw beside empty axes.
    fn has_data(&self) -> bool;

    /// The record as JSON; numbers that are none are null.
    fn json(&self) -> String {
        self.trajectories()
            .map(Trajectories::json)
            .unwrap_or_default()
    }

    /// The numbers of a plot, by its name; `None` where it has none of its own.
    fn table(&self, plot: &str) -> Option<Table> {
        self.trajectories()
            .filter(|_| plot == "main")
            .map(Trajectories::table)
    }

    /// What there is to see, in sentences.
    fn summary(&self) -> Vec<Message> {
        self.trajectories()
            .map(Trajectories::words)
            .unwrap_or_default()
    }

    /// The drawing of one of the panel's plots, and where things are on it.
    fn figure(&self, view: &View, words: &Words) -> (Sheet, Frame);

    /// The points of the main plot, in the values of its axes; none where it has none.
    fn points(&self) -> Points {
        Points::default()
    }

    /// Every run that is drawn.
    fn runs(&self) -> Vec<&Run> {
        self.trajectories()
            .map(|own| own.runs.iter().collect())
            .unwrap_or_default()
    }

    /// Something that not every panel has, as JSON, by name; `None` where this one has it not.
    fn detail(&self, _name: &str) -> Option<String> {
        None
    }
}

/// A drawing without anything on it, for a panel that has nothing to draw.
pub fn empty_figure(view: &View) -> (Sheet, Frame) {
    let axis = Axis {
        scale: Scale::Linear,
        min: 0.0,
        max: 1.0,
    };
    let plan = AxesSpec {
        x: axis,
        y: axis,
        x_label: "",
        y_label: "",
        marks: Vec::new(),
        reference: None,
        forbidden_below: false,
        whole: false,
    };
    Figure::new(view, &plan).finish()
}

/// The error for a part that a panel does not have.
fn unknown(part: &Part) -> Error {
    Error::Input(Message::new("input.part").with("part", part))
}

/// The panels of the laboratory, in the order of their tabs; the first is the one of a text that names none.
static STANDARD: &[&dyn Panel] = &[
    &entropy::Entropy,
    &fluctuation::Fluctuation,
    &eth::EthPanel,
    &all_eigenstates::AllEigenstatesPanel,
    &sizes::Sizes,
    &light_cone::LightConePanel,
    &reversal::Reversal,
];

static INSTALLED: OnceLock<Vec<&'static dyn Panel>> = OnceLock::new();

/// Makes the standard panels and `more` the panels of the program; the first call decides.
pub fn install(more: &[&'static dyn Panel]) {
    let panels = INSTALLED.get_or_init(|| [STANDARD, more].concat());
    panel::install(panels.iter().map(|panel| panel.spec()));
}

/// What the panels of the program are, in the order of their tabs.
pub fn all() -> &'static [&'static PanelSpec] {
    install(&[]);
    panel::panels()
}

/// The panel with this name.
pub fn find(id: &str) -> Option<&'static PanelSpec> {
    install(&[]);
    panel::find(id)
}

/// The panel that a set-up is shown in.
pub fn of(scenario: &Scenario) -> &'static dyn Panel {
    install(&[]);
    let panels = INSTALLED.get().map_or(STANDARD, Vec::as_slice);
    let own = panels.iter().find(|panel| *panel.spec() == *scenario.panel);
    *own.expect("a scenario's panel is one of the program's")
}

/// The three ways to a scenario. They stand here because each brings the panels along.
impl Scenario {
    /// Reads a scenario strictly.
    ///
    /// # Errors
    /// Everything that is wrong with the text, each by the parameter's name.
    pub fn parse(text: &str) -> Result<Self, Vec<Error>> {
        match Self::read(text) {
            (scenario, errors) if errors.is_empty() => Ok(scenario),
            (_, errors) => Err(errors),
        }
    }

    /// Reads as much of a scenario as is right; the rest is reported and stays at the preset's values.
    pub fn read(text: &str) -> (Self, Vec<Error>) {
        install(&[]);
        read::read(text)
    }
}

impl Default for Scenario {
    /// The paper's set-up: preset `second-law`.
    fn default() -> Self {
        install(&[]);
        Self::paper()
    }
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

/// What an experiment has found so far.
pub struct Record {
    /// The set-up.
    pub scenario: Scenario,
    /// Its canonical text.
    pub text: String,
    /// The parts it takes.
    pub plan: Plan,
    finished: Vec<Part>,
    state: Box<dyn PanelState>,
}

impl Record {
    /// An empty record of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let panel = of(scenario);
        Self {
            scenario: scenario.clone(),
            text: scenario.to_text(),
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
