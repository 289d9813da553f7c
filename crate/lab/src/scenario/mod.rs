//! What to simulate, as a plain value and as the text that stands after `#` in a link.
//!
//! The text is `key=value` pairs joined by `&`; only what differs from the preset is written. [`Scenario::parse`] and
//! [`Scenario::read`] are the only entries for text that cannot be trusted: a scenario that comes out of them is valid.

pub mod bath;
pub mod campaign;
mod check;
mod choice;
mod describe;
pub mod family;
mod keys;
pub mod limits;
pub mod mend;
pub mod number;
pub mod panel;
mod parameter;
pub mod presets;
pub mod read;
pub mod schema;
mod times;

pub use choice::{
    BathState, Compare, Currents, Embed, Family, Mu, Observable, Spacing, Statistics, Theme,
};
pub use physics::lattice::Shape;
pub use times::TimeGrid;

pub use crate::words::Lang;

use panel::PanelSpec;

/// A complete set-up. Energies in one unit E (with hopping = 1, E = gamma), times in hbar/E, hbar = k_B = 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Id of the preset that the other values are written against.
    pub preset: &'static str,
    /// The bath's lattice.
    pub bath: Shape,
    /// N_B, bosons in the bath at the start: 1 to sites - 1.
    pub bosons: usize,
    /// gamma, amplitude of hopping between neighbouring bath sites.
    pub hopping: f64,
    /// g, interaction of bosons on neighbouring bath sites.
    pub repulsion: f64,
    /// W, width of the random site energies.
    pub disorder: f64,
    /// Seed of the random site energies.
    pub seed: u64,
    /// Bath site that S is attached to.
    pub attach: usize,
    /// gamma', amplitudes of hopping between S and the bath: one run each.
    pub coupling: Vec<f64>,
    /// omega_S, energy of a boson on S.
    pub potential: f64,
    /// p = <n_S> at the start.
    pub occupation: f64,
    /// The bath's state at the start.
    pub state: BathState,
    /// What the runs are compared with.
    pub compare: Compare,
    /// Which energy of the bath.
    pub selection: Selection,
    /// Which chemical potential enters the entropy production.
    pub mu: Mu,
    /// When a run is recorded.
    pub times: TimeGrid,
    /// The late window over which means are taken, at equal steps; `None` where there is none.
    pub late: Option<TimeGrid>,
    /// How many eigenstates of each bath, those nearest U(beta), are followed over the late window.
    pub levels: usize,
    /// What is computed and drawn.
    pub panel: &'static PanelSpec,
    /// Local observable of the weak-ETH panel.
    pub observable: Observable,
    /// epsilon, the deviation beyond which an eigenstate counts as an outlier of weak ETH.
    pub epsilon: f64,
    /// How much of the statistics of entropy production is computed.
    pub statistics: Statistics,
    /// Baths of other sizes that the weak-ETH panel compares with.
    pub family: Family,
    /// The chosen time: of the distribution P(s), and t* of the panel of all eigenstates.
    pub at: f64,
    /// phi, phase given to one bath site at the turning point, in radians.
    pub kick: f64,
    /// The bath site that is kicked.
    pub kick_site: usize,
    /// delta, width of the random energies that the bath's sites have on the way back.
    pub mismatch: f64,
    /// T, the time at which the evolution is turned round.
    pub turn: f64,
    /// Number of random vectors where a trace is estimated by typicality.
    pub samples: usize,
    /// Whether the flow on every bond is measured.
    pub currents: Currents,
    /// Language of the page, or the browser's.
    pub lang: Option<Lang>,
    /// Colours of the page.
    pub theme: Theme,
    /// How much of the page is shown.
    pub embed: Embed,
    /// Controls and parts of the page that are hidden.
    pub hide: Vec<Hideable>,
}

/// How the bath's energy is chosen.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Selection {
    /// The eigenstate whose energy is nearest U(beta), beta in 1/E.
    Beta(f64),
    /// The n-th level by energy, from 0.
    Index(usize),
}

/// Something on the page that `hide` can hide, by name: a parameter's key or a part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hideable(&'static str);

impl Hideable {
    /// Its name in the text form.
    pub const fn id(self) -> &'static str {
        self.0
    }
}

impl Scenario {
    /// The paper's set-up: preset `second-law`, in the first panel.
    pub(crate) fn paper() -> Self {
        Scenario {
            preset: "second-law",
            bath: paper_bath(),
            bosons: 4,
            hopping: 1.0,
            repulsion: 0.1,
            disorder: 0.0,
            seed: 1,
            attach: 0,
            coupling: vec![0.1, 0.5, 1.0, 2.0],
            potential: 0.0,
            occupation: 1.0,
            state: BathState::Eigenstate,
            compare: Compare::Nothing,
            selection: Selection::Beta(0.1),
            mu: Mu::Fitted,
            times: TimeGrid {
                spacing: Spacing::Log,
                from: 0.01,
                to: 100.0,
                count: 200,
            },
            late: None,
            levels: 1,
            panel: panel::panels()[0],
            observable: Observable::Density,
            epsilon: 0.05,
            statistics: Statistics::Average,
            family: Family::None,
            at: 2.0,
            kick: 0.0,
            kick_site: 0,
            mismatch: 0.0,
            turn: 10.0,
            samples: 8,
            currents: Currents::Off,
            lang: None,
            theme: Theme::Auto,
            embed: Embed::Off,
            hide: Vec::new(),
        }
    }
}

/// The bath of the paper, which fits any panel and any disorder.
pub(crate) fn paper_bath() -> Shape {
    Shape::from_name("square-4x4").expect("a lattice of the list")
}
