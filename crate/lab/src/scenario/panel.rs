//! What a panel says of itself, as plain data: the rest of the laboratory asks this and never which panel it is.
//!
//! The panels' own folders hold one [`PanelSpec`] each. They stand above this room, so their list is brought down once,
//! when the program starts ([`install`]); `crate::panels` does it before it hands out the first scenario.

use std::sync::OnceLock;

use serde::Serialize;

/// Something that a panel's computation uses. A parameter applies to the panels that use what it sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Use {
    /// The bath, and which panel it is: every panel.
    Bath,
    /// S attached to the bath.
    Coupling,
    /// S filled with one probability at the start.
    Occupation,
    /// One initial state, followed over a grid of times.
    Evolution,
    /// A canonical bath to compare with.
    Comparison,
    /// An energy of the bath chosen by a temperature.
    Temperature,
    /// An energy of the bath chosen by a level's number.
    Number,
    /// Entropy production, with a chemical potential.
    Production,
    /// The average of e^{-s}.
    Average,
    /// The distribution of s at one time.
    Distribution,
    /// One chosen time.
    Instant,
    /// A time at which the evolution is turned round.
    Turn,
    /// All levels of the bath's sector.
    Levels,
    /// Each level's own chemical potential, from the sectors with one boson less and one more.
    Neighbours,
    /// A local observable in every eigenstate.
    Observable,
    /// A bound on a deviation.
    Bound,
    /// Baths of other sizes.
    Family,
    /// Currents on the bonds.
    Currents,
    /// Means over a late window.
    Late,
    /// Several eigenstates of each bath.
    NearLevels,
    /// The entropy of the bath's state.
    BathEntropy,
    /// Nothing of any panel: the page alone.
    Page,
}

/// A panel as the text form, the form and the page see it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PanelSpec {
    /// Its name in the text form.
    pub id: &'static str,
    /// What its computation uses, besides the bath.
    pub uses: &'static [Use],
    /// Defaults of its own, key and value: they hold where neither preset nor text says otherwise.
    #[serde(skip)]
    pub defaults: &'static [(&'static str, &'static str)],
    /// The names of its plots, the main one first.
    pub plots: &'static [&'static str],
    /// What its curves or points show, as a letter.
    pub symbol: &'static str,
    /// The column of a run at one time that its curves show.
    pub column: Option<&'static str>,
    /// Digits that a value at one time is said with.
    pub digits: u8,
    /// Whether the reader may choose between a linear and a logarithmic axis: of times, of values.
    pub scales: Scales,
    /// Groups of the form that are open from the beginning.
    pub open: &'static [&'static str],
    /// The parameter that matters most: on a small screen it is set with a slider beside the figure.
    pub slider: &'static str,
}

/// Which axes may be linear or logarithmic.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Scales {
    /// The axis of times.
    pub time: bool,
    /// The axis of values.
    pub value: bool,
}

impl PanelSpec {
    /// Its own default of a parameter, where it has one.
    pub fn default(&self, key: &str) -> Option<&'static str> {
        let mut defaults = self.defaults.iter();
        defaults.find(|(name, _)| *name == key).map(|(_, own)| *own)
    }

    /// Whether its computation uses this.
    pub fn uses(&self, what: Use) -> bool {
        what == Use::Bath || self.uses.contains(&what)
    }
}

impl PartialEq for PanelSpec {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl std::fmt::Display for PanelSpec {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

static PANELS: OnceLock<Vec<&'static PanelSpec>> = OnceLock::new();

/// Makes these the panels of the program, in the order of their tabs; the first list given stays.
pub fn install(panels: impl Iterator<Item = &'static PanelSpec>) {
    PANELS.get_or_init(|| panels.collect());
}

/// The panels of the program, in the order of their tabs. From outside: `crate::panels::all`, which installs them first.
pub(crate) fn panels() -> &'static [&'static PanelSpec] {
    PANELS
        .get()
        .expect("crate::panels installs the panels before there is a scenario")
}

/// The panel with this name.
pub(crate) fn find(id: &str) -> Option<&'static PanelSpec> {
    panels().iter().copied().find(|panel| panel.id == id)
}
