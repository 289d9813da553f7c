//! What is said of a parameter: its name, unit and type, where it is kept and where it matters.

use serde::Serialize;

use super::{number, panel, Scenario};
use crate::message::Message;

/// One parameter.
pub struct Key {
    /// Its name in the text form.
    pub name: &'static str,
    /// The part of the form that it belongs to.
    pub group: Group,
    /// The letter that stands for it in formulas, or "".
    pub symbol: &'static str,
    /// Its unit, or "" for a pure number: E is the unit of energy (with hopping = 1, E = gamma), hbar = k_B = 1.
    pub unit: &'static str,
    /// What a panel has to use for its result to depend on it.
    pub applies: panel::Use,
    /// How the form sets it.
    pub control: FormControl,
    /// Its values, and where a scenario keeps it.
    pub kind: ParameterKind,
}

super::choice::choice! {
    /// A part of the form.
    Group {
        /// Which preset, and which version of the grammar.
        Setup = "setup";
        /// The lattice, its bosons and H_B.
        Bath = "bath";
        /// H_S and H_I.
        System = "system";
        /// What bath and system are in at t = 0, and the temperature.
        Start = "start";
        /// The grid of times.
        Time = "time";
        /// The panel and its own options.
        Panel = "panel";
        /// Language, colours, embedding: nothing that changes a result.
        Page = "page";
    }
}

/// How the form sets a parameter.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum FormControl {
    /// A slider over the values readers mostly want, beside a field for any allowed value.
    Slider {
        /// The slider's left end.
        min: f64,
        /// Its right end.
        max: f64,
        /// Distance of its positions.
        step: f64,
    },
    /// The same for values of several decades: equal steps are equal ratios.
    Decades {
        /// The slider's left end, above 0.
        min: f64,
        /// Its right end.
        max: f64,
    },
    /// A field for a number.
    Number {
        /// What one press of an arrow key adds.
        step: f64,
    },
    /// A list to choose from.
    Select,
    /// A field for text of the parameter's own form: a lattice, a list, a time grid.
    Field,
    /// Not in the form.
    Hidden,
}

/// A range of numbers, `min` and `max` included unless `min_excluded`.
#[derive(Clone, Copy)]
pub struct Range {
    /// Lower end.
    pub min: f64,
    /// Upper end, always included.
    pub max: f64,
    /// Whether values must be above `min`, not equal to it.
    pub min_excluded: bool,
}

impl Range {
    /// From `min` to `max`, both included.
    pub const fn closed(min: f64, max: f64) -> Self {
        Range {
            min,
            max,
            min_excluded: false,
        }
    }

    /// Above 0 and at most `max`.
    pub const fn positive(max: f64) -> Self {
        Range {
            min: 0.0,
            max,
            min_excluded: true,
        }
    }

    pub(super) fn contains(self, value: f64) -> bool {
        (self.min..=self.max).contains(&value) && !(self.min_excluded && value == self.min)
    }

    pub(super) fn message(self) -> Message {
        let key = match self.min_excluded {
            true => "range.above",
            false => "range",
        };
        let message = Message::new(key).with("min", number::text(self.min));
        message.with("max", number::text(self.max))
    }
}

/// The type of a parameter: which texts are values, and how a scenario gives and takes them.
pub enum ParameterKind {
    /// A whole number from `min` to `max`. `bound` is the largest value in a given set-up, where that is less than `max`.
    Integer {
        /// Smallest value.
        min: u64,
        /// Largest value in any set-up.
        max: u64,
        /// Largest value in a given set-up; `None` where only `max` counts.
        bound: Option<fn(&Scenario) -> u64>,
        /// The value, or `None` where another key stands in its place.
        get: fn(&Scenario) -> Option<u64>,
        /// Writes a value within `min` and `max`.
        set: fn(&mut Scenario, u64),
    },
    /// A finite decimal number.
    Number {
        /// Which numbers are values.
        range: Range,
        /// The value, or `None` where another key stands in its place.
        get: fn(&Scenario) -> Option<f64>,
        /// Writes a value in the range.
        set: fn(&mut Scenario, f64),
    },
    /// Numbers separated by commas: at least one, at most `longest`.
    Numbers {
        /// What each number must lie in.
        range: Range,
        /// Most numbers in the list.
        longest: usize,
        /// The list.
        get: fn(&Scenario) -> &[f64],
        /// Writes a list of numbers in the range, no longer than `longest`.
        set: fn(&mut Scenario, Vec<f64>),
    },
    /// One of a few names. `set` says whether the name was one of them.
    Choice {
        /// The names, in the order of the form.
        names: &'static [&'static str],
        /// The name chosen.
        get: fn(&Scenario) -> &'static str,
        /// Writes the choice of that name; `None`, and no change, where there is none.
        set: fn(&mut Scenario, &str) -> Option<()>,
    },
    /// The id of a preset. Where a text says it, the reader replaces the physics of the whole set-up.
    Preset,
    /// The name of a panel.
    Panel,
    /// The bath's lattice.
    Bath,
    /// The grid of times.
    Times,
    /// A window of late times, or none.
    Late,
    /// Names of controls and parts of the page, separated by commas.
    Controls,
}

/// Largest time that can be asked for.
pub const LONGEST_TIME: f64 = 1e6;
