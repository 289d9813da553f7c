//! The table of parameters, in the order in which a canonical text writes them.

use super::panel::Use;
use super::parameter::{FormControl, Group, Key, ParameterKind, Range, LONGEST_TIME};
use super::{
    limits, BathState, Compare, Currents, Embed, Family, Lang, Mu, Observable, Scenario, Selection,
    Statistics, Theme,
};
use numerics::cast::index;

/// Parts of the page, other than the form's own controls, that `hide` can hide.
pub const PARTS: &[&str] = &[
    "parameters",
    "lattice",
    "scrubber",
    "legend",
    "numbers",
    "share",
];

/// The version of this way of writing a set-up.
pub const VERSION: u64 = 1;

/// Largest site index of any bath.
const LAST_SITE: u64 = limits::MOST_SITES as u64 - 1;
/// The largest whole number that a double, and so a browser's number, holds with all its neighbours.
const LARGEST_EXACT: u64 = (1 << 53) - 1;

fn last_site(scenario: &Scenario) -> u64 {
    scenario.bath.sites() as u64 - 1
}

fn last_level(scenario: &Scenario) -> u64 {
    // A bath beyond the limits is refused as such; its levels are not counted.
    let sites = scenario.bath.sites().min(limits::MOST_SITES);
    limits::states(sites, scenario.bosons).saturating_sub(1)
}

/// A bath alone has to have the eigenstates that are asked for; of a family each has as many as it can.
fn near_levels(scenario: &Scenario) -> u64 {
    match scenario.family == Family::None {
        true => last_level(scenario) + 1,
        false => limits::NEAR_LEVELS,
    }
}

/// Every parameter.
pub static KEYS: &[Key] = &[
    Key {
        name: "v",
        group: Group::Setup,
        symbol: "",
        unit: "",
        applies: Use::Page,
        control: FormControl::Hidden,
        kind: ParameterKind::Integer {
            min: 1,
            max: VERSION,
            bound: None,
            get: |_| Some(VERSION),
            set: |_, _| {},
        },
    },
    Key {
        name: "preset",
        group: Group::Setup,
        symbol: "",
        unit: "",
        applies: Use::Bath,
        control: FormControl::Select,
        kind: ParameterKind::Preset,
    },
    Key {
        name: "bath",
        group: Group::Bath,
        symbol: "",
        unit: "",
        applies: Use::Bath,
        control: FormControl::Field,
        kind: ParameterKind::Bath,
    },
    Key {
        name: "bosons",
        group: Group::Bath,
        symbol: "N_B",
        unit: "",
        applies: Use::Bath,
        control: FormControl::Slider {
            min: 1.0,
            max: LAST_SITE as f64,
            step: 1.0,
        },
        kind: ParameterKind::Integer {
            min: 1,
            max: LAST_SITE,
            bound: Some(last_site),
            get: |s| Some(s.bosons as u64),
            set: |s, value| s.bosons = index(value),
        },
    },
    Key {
        name: "hopping",
        group: Group::Bath,
        symbol: "γ",
        unit: "E",
        applies: Use::Bath,
        control: FormControl::Slider {
            min: 0.1,
            max: 3.0,
            step: 0.1,
        },
        kind: ParameterKind::Number {
            range: Range::positive(100.0),
            get: |s| Some(s.hopping),
            set: |s, value| s.hopping = value,
        },
    },
    Key {
        name: "repulsion",
        group: Group::Bath,
        symbol: "g",
        unit: "E",
        applies: Use::Bath,
        control: FormControl::Slider {
            min: -2.0,
            max: 4.0,
            step: 0.1,
        },
        kind: ParameterKind::Number {
            range: Range::closed(-100.0, 100.0),
            get: |s| Some(s.repulsion),
            set: |s, value| s.repulsion = value,
        },
    },
    Key {
        name: "disorder",
        group: Group::Bath,
        symbol: "W",
        unit: "E",
        applies: Use::Bath,
        control: FormControl::Slider {
            min: 0.0,
            max: 20.0,
            step: 0.5,
        },
        kind: ParameterKind::Number {
            range: Range::closed(0.0, 100.0),
            get: |s| Some(s.disorder),
            set: |s, value| s.disorder = value,
        },
    },
    Key {
        name: "seed",
        group: Group::Bath,
        symbol: "",
        unit: "",
        applies: Use::Bath,
        control: FormControl::Number { step: 1.0 },
        kind: ParameterKind::Integer {
            min: 0,
            max: LARGEST_EXACT,
            bound: None,
            get: |s| Some(s.seed),
            set: |s, value| s.seed = value,
        },
    },
    Key {
        name: "attach",
        group: Group::System,
        symbol: "a",
        unit: "",
        applies: Use::Bath,
        control: FormControl::Slider {
            min: 0.0,
            max: LAST_SITE as f64,
            step: 1.0,
        },
        kind: ParameterKind::Integer {
            min: 0,
            max: LAST_SITE,
            bound: Some(last_site),
            get: |s| Some(s.attach as u64),
            set: |s, value| s.attach = index(value),
        },
    },
    Key {
        name: "coupling",
        group: Group::System,
        symbol: "γ′",
        unit: "E",
        applies: Use::Coupling,
        control: FormControl::Slider {
            min: 0.0,
            max: 4.0,
            step: 0.05,
        },
        kind: ParameterKind::Numbers {
            range: Range::closed(0.0, 100.0),
            longest: limits::COUPLINGS,
            get: |s| &s.coupling,
            set: |s, values| s.coupling = values,
        },
    },
    Key {
        name: "potential",
        group: Group::System,
        symbol: "ω_S",
        unit: "E",
        applies: Use::Coupling,
        control: FormControl::Slider {
            min: -4.0,
            max: 4.0,
            step: 0.1,
        },
        kind: ParameterKind::Number {
            range: Range::closed(-100.0, 100.0),
            get: |s| Some(s.potential),
            set: |s, value| s.potential = value,
        },
    },
    Key {
        name: "occupation",
        group: Group::Start,
        symbol: "p",
        unit: "",
        applies: Use::Occupation,
        control: FormControl::Slider {
            min: 0.0,
            max: 1.0,
            step: 0.05,
        },
        kind: ParameterKind::Number {
            range: Range::closed(0.0, 1.0),
            get: |s| Some(s.occupation),
            set: |s, value| s.occupation = value,
        },
    },
    Key {
        name: "state",
        group: Group::Start,
        symbol: "",
        unit: "",
        applies: Use::Evolution,
        control: FormControl::Select,
        kind: ParameterKind::Choice {
            names: BathState::NAMES,
            get: |s| s.state.id(),
            set: |s, id| BathState::from_id(id).map(|value| s.state = value),
        },
    },
    Key {
        name: "compare",
        group: Group::Start,
        symbol: "",
        unit: "",
        applies: Use::Comparison,
        control: FormControl::Select,
        kind: ParameterKind::Choice {
            names: Compare::NAMES,
            get: |s| s.compare.id(),
            set: |s, id| Compare::from_id(id).map(|value| s.compare = value),
        },
    },
    Key {
        name: "beta",
        group: Group::Start,
        symbol: "β",
        unit: "1/E",
        applies: Use::Temperature,
        control: FormControl::Slider {
            min: -1.0,
            max: 1.0,
            step: 0.05,
        },
        kind: ParameterKind::Number {
            range: Range::closed(-100.0, 100.0),
            get: |s| match s.selection {
                Selection::Beta(beta) => Some(beta),
                Selection::Index(_) => None,
            },
            set: |s, value| s.selection = Selection::Beta(value),
        },
    },
    Key {
        name: "index",
        group: Group::Start,
        symbol: "n",
        unit: "",
        applies: Use::Number,
        control: FormControl::Number { step: 1.0 },
        kind: ParameterKind::Integer {
            min: 0,
            max: limits::states(limits::MOST_SITES, limits::MOST_SITES / 2) - 1,
            bound: Some(last_level),
            get: |s| match s.selection {
                Selection::Index(index) => Some(index as u64),
                Selection::Beta(_) => None,
            },
            set: |s, value| s.selection = Selection::Index(index(value)),
        },
    },
    Key {
        name: "mu",
        group: Group::Start,
        symbol: "μ",
        unit: "",
        applies: Use::Production,
        control: FormControl::Select,
        kind: ParameterKind::Choice {
            names: Mu::NAMES,
            get: |s| s.mu.id(),
            set: |s, id| Mu::from_id(id).map(|value| s.mu = value),
        },
    },
    Key {
        name: "times",
        group: Group::Time,
        symbol: "t",
        unit: "ħ/E",
        applies: Use::Evolution,
        control: FormControl::Field,
        kind: ParameterKind::Times,
    },
    Key {
        name: "late",
        group: Group::Time,
        symbol: "",
        unit: "ħ/E",
        applies: Use::Late,
        control: FormControl::Field,
        kind: ParameterKind::Late,
    },
    Key {
        name: "levels",
        group: Group::Time,
        symbol: "K",
        unit: "",
        applies: Use::NearLevels,
        control: FormControl::Number { step: 1.0 },
        kind: ParameterKind::Integer {
            min: 1,
            max: limits::NEAR_LEVELS,
            bound: Some(near_levels),
            get: |s| Some(s.levels as u64),
            set: |s, value| s.levels = index(value),
        },
    },
    Key {
        name: "statistics",
        group: Group::Panel,
        symbol: "",
        unit: "",
        applies: Use::Distribution,
        control: FormControl::Select,
        kind: ParameterKind::Choice {
            names: Statistics::NAMES,
            get: |s| s.statistics.id(),
            set: |s, id| Statistics::from_id(id).map(|value| s.statistics = value),
        },
    },
    Key {
        name: "at",
        group: Group::Time,
        symbol: "t*",
        unit: "ħ/E",
        applies: Use::Instant,
        control: FormControl::Slider {
            min: 0.1,
            max: 20.0,
            step: 0.1,
        },
        kind: ParameterKind::Number {
            range: Range::positive(LONGEST_TIME),
            get: |s| Some(s.at),
            set: |s, value| s.at = value,
        },
    },
    Key {
        name: "turn",
        group: Group::Time,
        symbol: "T",
        unit: "ħ/E",
        applies: Use::Turn,
        control: FormControl::Slider {
            min: 1.0,
            max: 100.0,
            step: 1.0,
        },
        kind: ParameterKind::Number {
            range: Range::positive(LONGEST_TIME),
            get: |s| Some(s.turn),
            set: |s, value| s.turn = value,
        },
    },
    Key {
        name: "kick",
        group: Group::Time,
        symbol: "φ",
        unit: "rad",
        applies: Use::Turn,
        control: FormControl::Slider {
            min: 0.0,
            max: 3.1,
            step: 0.1,
        },
        kind: ParameterKind::Number {
            range: Range::closed(-10.0, 10.0),
            get: |s| Some(s.kick),
            set: |s, value| s.kick = value,
        },
    },
    Key {
        name: "kick-site",
        group: Group::Time,
        symbol: "k",
        unit: "",
        applies: Use::Turn,
        control: FormControl::Slider {
            min: 0.0,
            max: LAST_SITE as f64,
            step: 1.0,
        },
        kind: ParameterKind::Integer {
            min: 0,
            max: LAST_SITE,
            bound: Some(last_site),
            get: |s| Some(s.kick_site as u64),
            set: |s, value| s.kick_site = index(value),
        },
    },
    Key {
        name: "mismatch",
        group: Group::Time,
        symbol: "δ",
        unit: "E",
        applies: Use::Turn,
        control: FormControl::Slider {
            min: 0.0,
            max: 2.0,
            step: 0.05,
        },
        kind: ParameterKind::Number {
            range: Range::closed(0.0, 100.0),
            get: |s| Some(s.mismatch),
            set: |s, value| s.mismatch = value,
        },
    },
    Key {
        name: "panel",
        group: Group::Panel,
        symbol: "",
        unit: "",
        applies: Use::Bath,
        control: FormControl::Select,
        kind: ParameterKind::Panel,
    },
    Key {
        name: "observable",
        group: Group::Panel,
        symbol: "A",
        unit: "",
        applies: Use::Observable,
        control: FormControl::Select,
        kind: ParameterKind::Choice {
            names: Observable::NAMES,
            get: |s| s.observable.id(),
            set: |s, id| Observable::from_id(id).map(|value| s.observable = value),
        },
    },
    Key {
        name: "epsilon",
        group: Group::Panel,
        symbol: "ε",
        unit: "",
        applies: Use::Bound,
        control: FormControl::Decades {
            min: 1e-4,
            max: 1.0,
        },
        kind: ParameterKind::Number {
            range: Range::positive(1.0),
            get: |s| Some(s.epsilon),
            set: |s, value| s.epsilon = value,
        },
    },
    Key {
        name: "family",
        group: Group::Panel,
        symbol: "",
        unit: "",
        applies: Use::Family,
        control: FormControl::Select,
        kind: ParameterKind::Choice {
            names: Family::NAMES,
            get: |s| s.family.id(),
            set: |s, id| Family::from_id(id).map(|value| s.family = value),
        },
    },
    Key {
        name: "samples",
        group: Group::Panel,
        symbol: "",
        unit: "",
        applies: Use::Evolution,
        control: FormControl::Number { step: 1.0 },
        kind: ParameterKind::Integer {
            min: 1,
            max: 1000,
            bound: None,
            get: |s| Some(s.samples as u64),
            set: |s, value| s.samples = index(value),
        },
    },
    Key {
        name: "currents",
        group: Group::Panel,
        symbol: "",
        unit: "",
        applies: Use::Currents,
        control: FormControl::Hidden,
        kind: ParameterKind::Choice {
            names: Currents::NAMES,
            get: |s| s.currents.id(),
            set: |s, id| Currents::from_id(id).map(|value| s.currents = value),
        },
    },
    Key {
        name: "lang",
        group: Group::Page,
        symbol: "",
        unit: "",
        applies: Use::Page,
        control: FormControl::Select,
        kind: ParameterKind::Choice {
            names: Lang::NAMES,
            get: |s| s.lang.map_or("", Lang::id),
            set: |s, id| match Lang::from_id(id) {
                None if !id.is_empty() => None,
                lang => {
                    s.lang = lang;
                    Some(())
                }
            },
        },
    },
    Key {
        name: "theme",
        group: Group::Page,
        symbol: "",
        unit: "",
        applies: Use::Page,
        control: FormControl::Select,
        kind: ParameterKind::Choice {
            names: Theme::NAMES,
            get: |s| s.theme.id(),
            set: |s, id| Theme::from_id(id).map(|value| s.theme = value),
        },
    },
    Key {
        name: "embed",
        group: Group::Page,
        symbol: "",
        unit: "",
        applies: Use::Page,
        control: FormControl::Hidden,
        kind: ParameterKind::Choice {
            names: Embed::NAMES,
            get: |s| s.embed.id(),
            set: |s, id| Embed::from_id(id).map(|value| s.embed = value),
        },
    },
    Key {
        name: "hide",
        group: Group::Page,
        symbol: "",
        unit: "",
        applies: Use::Page,
        control: FormControl::Hidden,
        kind: ParameterKind::Controls,
    },
];
