//! What a panel is to the laboratory: its plan, and the state that takes in what it finds and shows it.

use std::any::Any;

use crate::draw::axis::{Axis, Scale};
use crate::draw::figure::{AxesSpec, Figure};
use crate::draw::{Frame, Points, Scene, View};
use crate::error::Error;
use crate::message::Message;
use crate::plan::{Part, Plan};
use crate::record::{Run, Table, Trajectories};
use crate::scenario::panel::PanelSpec;
use crate::scenario::Scenario;
use crate::words::Words;

/// A panel.
pub trait Panel: Sync {
    /// What it says of itself.
    fn spec(&self) -> &'static PanelSpec;

    /// Whether this build computes it: the module of a first visit leaves most panels to the whole one.
    fn is_here(&self) -> bool {
        true
    }

    /// The parts of a set-up's experiment, each after the parts it reads.
    fn plan(&self, scenario: &Scenario) -> Plan;

    /// The empty state of a set-up's record.
    fn state(&self, scenario: &Scenario) -> Box<dyn PanelState>;
}

/// What a panel knows of one set-up, complete or still growing.
///
/// A panel that follows one bath in time holds its [`Trajectories`], and the rest is what it adds to them. Plain data, which any
/// thread may hold: Python's are many.
pub trait PanelState: Any + Send + Sync {
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
    fn figure(&self, view: &View, words: &Words) -> (Scene, Frame);

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
pub fn empty_figure(view: &View) -> (Scene, Frame) {
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
pub(crate) fn unknown(part: &Part) -> Error {
    Error::Input(Message::new("input.part").with("part", part))
}
