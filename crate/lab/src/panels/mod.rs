//! The panels: what can be asked of the laboratory, one folder each.
//!
//! A panel is a [`PanelSpec`] (what it uses, its defaults and plots), a plan (which parts it takes), and a state that takes
//! in what these find and draws, tabulates and tells it. A new one is a folder and a line in [`STANDARD`]; nothing else in
//! the laboratory knows which panels there are.

mod all_eigenstates;
#[cfg(test)]
mod chart_tests;
#[cfg(feature = "first-visit")]
mod elsewhere;
mod entropy;
mod eth;
mod fluctuation;
mod information;
mod light_cone;
mod map;
mod panel;
mod record;
mod reversal;
mod sizes;

pub use all_eigenstates::{AllEigenstates, AllEigenstatesState, NegativeShare, SigmaPoint};
pub use eth::{Eth, EthPoint, EthState};
pub use fluctuation::FluctuationState;
#[cfg(test)]
pub use information::InformationExport;
pub use light_cone::{LightCone, LightCones, LightConesExport, Signal, Speeds};
#[cfg(test)]
pub use map::MapExport;
pub use map::SmallestMap;
pub(crate) use panel::unknown;
pub use panel::{empty_figure, Panel, PanelState};
pub use record::Record;
#[cfg(test)]
pub use reversal::ReversalExport;
pub use sizes::{LateScaling, Size, SizeScaling, SizesExport, SizesState, ValidityTime};

/// A panel that a first visit does not meet: its module leaves it to the whole one.
#[cfg(feature = "first-visit")]
macro_rules! later {
    ($panel:expr) => {
        &elsewhere::Elsewhere(&$panel)
    };
}
#[cfg(not(feature = "first-visit"))]
macro_rules! later {
    ($panel:expr) => {
        &$panel
    };
}

use std::sync::OnceLock;

use crate::error::Error;
use crate::scenario::panel::PanelSpec;
use crate::scenario::read::{self, Reading};
use crate::scenario::{panel as specs, Scenario};

/// The panels of the laboratory, in the order of their tabs; the first is the one of a text that names none.
static STANDARD: &[&dyn Panel] = &[
    &entropy::Entropy,
    later!(fluctuation::Fluctuation),
    later!(eth::EthPanel),
    later!(all_eigenstates::AllEigenstatesPanel),
    later!(sizes::Sizes),
    &light_cone::LightConePanel,
    &reversal::Reversal,
    later!(information::InformationPanel),
    later!(map::Map),
];

static INSTALLED: OnceLock<Vec<&'static dyn Panel>> = OnceLock::new();

/// Makes the standard panels and `more` the panels of the program; the first call decides.
pub fn install(more: &[&'static dyn Panel]) {
    let panels = INSTALLED.get_or_init(|| [STANDARD, more].concat());
    specs::install(panels.iter().map(|panel| panel.spec()));
}

/// What the panels of the program are, in the order of their tabs.
pub fn all() -> &'static [&'static PanelSpec] {
    install(&[]);
    specs::panels()
}

/// The panel with this name.
pub fn find(id: &str) -> Option<&'static PanelSpec> {
    install(&[]);
    specs::find(id)
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

    /// Reads a scenario that has the usual one in its place where it cannot be read, and what is wrong.
    pub fn read(text: &str) -> (Self, Vec<Error>) {
        let reading = Self::read_after(text, &Self::default());
        (reading.scenario, reading.errors)
    }

    /// Reads a text as the page does, which shows `last` so far.
    pub fn read_after(text: &str, last: &Self) -> Reading {
        install(&[]);
        read::read(text, last)
    }

    /// Reads a scenario strictly, in a panel: every value that is given stays, where [`Scenario::with`] takes a value that
    /// is the default of the panel before to that of the new one.
    ///
    /// # Errors
    /// Those of [`Scenario::parse`]; a name that is no panel's.
    pub fn parse_in_panel(text: &str, panel: &str) -> Result<Self, Vec<Error>> {
        let reading = Self::read_in_panel(text, panel);
        match reading.errors.is_empty() {
            true => Ok(reading.scenario),
            false => Err(reading.errors),
        }
    }

    /// The same with whether the text was mended; the usual set-up stands where it cannot be read.
    pub fn read_in_panel(text: &str, panel: &str) -> Reading {
        let last = Self::default();
        match find(panel) {
            Some(panel) => read::read_in_panel(text, &last, panel),
            None => read::read(&format!("panel={panel}"), &last),
        }
    }
}

impl Default for Scenario {
    /// The paper's set-up: preset `second-law`.
    fn default() -> Self {
        install(&[]);
        Self::paper()
    }
}
