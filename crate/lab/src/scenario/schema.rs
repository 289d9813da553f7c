//! The schema of a scenario: every parameter's name, type, range, unit and meaning, said once. The reader and writer of
//! links, the page's form, the validation messages, the command line's help and the documentation's table derive from it.

use serde::Serialize;

use super::presets;
use super::{
    limits, number, BathShape, ChoiceName, Control, Panel, Scenario, Spacing, Text, TimeGrid,
};
use crate::error::Error;

pub use super::describe::{form, help, markdown, KeyForm};
pub use super::keys::{KEYS, PANEL_DEFAULTS, PARTS};

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
    /// What it is called on the page.
    pub label: Text,
    /// One line on what it means.
    pub meaning: Text,
    /// The panels whose result it changes.
    pub panels: &'static [Panel],
    /// How the form sets it.
    pub control: FormControl,
    /// Its values, and where a scenario keeps it.
    pub kind: Kind,
}

super::choice::choice! {
    /// A part of the form.
    Group {
        /// Which preset, and which version of the grammar.
        Setup = "setup", "Set-up", "設定";
        /// The lattice, its bosons and H_B.
        Bath = "bath", "Bath", "熱浴";
        /// H_S and H_I.
        System = "system", "System site", "系S";
        /// What bath and system are in at t = 0, and the temperature.
        Start = "start", "State at the start", "初期状態";
        /// The grid of times.
        Time = "time", "Time", "時間";
        /// The panel and its own options.
        Panel = "panel", "What is shown", "表示する内容";
        /// Language, colours, embedding: nothing that changes a result.
        Page = "page", "Page", "ページ";
    }
}

/// How the form sets a parameter.
#[derive(Serialize)]
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

    fn contains(self, value: f64) -> bool {
        (self.min..=self.max).contains(&value) && !(self.min_excluded && value == self.min)
    }

    fn words(self) -> Text {
        let (min, max) = (number::text(self.min), number::text(self.max));
        if self.min_excluded {
            Text::from((
                format!("above {min}, at most {max}"),
                format!("{min}より大きく{max}以下"),
            ))
        } else {
            Text::from((
                format!("from {min} to {max}"),
                format!("{min}以上{max}以下"),
            ))
        }
    }
}

/// The type of a parameter: which texts are values, and how a scenario gives and takes them.
pub enum Kind {
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
        names: &'static [ChoiceName],
        /// The name chosen.
        get: fn(&Scenario) -> &'static str,
        /// Writes the choice of that name; `None`, and no change, where there is none.
        set: fn(&mut Scenario, &str) -> Option<()>,
    },
    /// The id of a preset: setting it replaces the physics of the whole set-up.
    Preset,
    /// The bath's lattice.
    Bath,
    /// The grid of times.
    Times,
    /// Names of controls and parts of the page, separated by commas.
    Controls,
}

/// Largest time that can be asked for.
pub const LONGEST_TIME: f64 = 1e6;

impl Key {
    /// The key with this name.
    pub fn find(name: &str) -> Option<&'static Key> {
        KEYS.iter().find(|key| key.name == name)
    }

    /// The value in `scenario` as text, or None where another key stands in its place (beta and index).
    pub fn text(&self, scenario: &Scenario) -> Option<String> {
        match &self.kind {
            Kind::Integer { get, .. } => get(scenario).map(|value| value.to_string()),
            Kind::Number { get, .. } => get(scenario).map(number::text),
            Kind::Numbers { get, .. } => {
                Some(join(get(scenario).iter().copied().map(number::text)))
            }
            Kind::Choice { get, .. } => Some(get(scenario).to_string()),
            Kind::Preset => Some(scenario.preset.to_string()),
            Kind::Bath => Some(scenario.bath.to_string()),
            Kind::Times => Some(scenario.times.to_string()),
            Kind::Controls => Some(join(
                scenario.hide.iter().map(|control| control.id().to_string()),
            )),
        }
    }

    /// Sets the value from text, or returns None and leaves `scenario` as it was. Spaces around values are ignored.
    pub fn set(&self, scenario: &mut Scenario, text: &str) -> Option<()> {
        let text = text.trim();
        match &self.kind {
            Kind::Integer { min, max, set, .. } => set(
                scenario,
                number::integer(text).filter(|value| (*min..=*max).contains(value))?,
            ),
            Kind::Number { range, set, .. } => set(scenario, decimal_in(text, *range)?),
            Kind::Numbers {
                range,
                longest,
                set,
                ..
            } => {
                let values: Vec<f64> = text
                    .split(',')
                    .map(|item| decimal_in(item, *range))
                    .collect::<Option<_>>()?;
                set(
                    scenario,
                    Some(values).filter(|values| values.len() <= *longest)?,
                )
            }
            Kind::Choice { set, .. } => set(scenario, text)?,
            Kind::Preset => *scenario = presets::find(text)?.scenario().on_page_of(scenario),
            Kind::Bath => scenario.bath = BathShape::from_name(text)?,
            Kind::Times => scenario.times = time_grid(text)?,
            Kind::Controls => scenario.hide = controls(text)?,
        }
        Some(())
    }

    /// The error for a text that [`Key::set`] refused in this set-up.
    pub fn refused(&self, given: &str, scenario: &Scenario) -> Error {
        Error::Parameter {
            name: self.name.to_string(),
            given: given.to_string(),
            allowed: self.allowed(scenario),
        }
    }

    /// The smallest and largest value in this set-up, for a key that holds a number.
    pub fn range(&self, scenario: &Scenario) -> Option<(f64, f64)> {
        match &self.kind {
            Kind::Integer {
                min, max, bound, ..
            } => {
                let bound = bound.map_or(*max, |bound| bound(scenario).min(*max));
                Some((*min as f64, bound as f64))
            }
            Kind::Number { range, .. } | Kind::Numbers { range, .. } => {
                Some((range.min, range.max))
            }
            _ => None,
        }
    }

    /// Whether a whole number is as small as the rest of the set-up demands; true for every other key.
    pub fn is_within_bound(&self, scenario: &Scenario) -> bool {
        match &self.kind {
            Kind::Integer {
                bound: Some(bound),
                get,
                ..
            } => get(scenario).is_none_or(|value| value <= bound(scenario)),
            _ => true,
        }
    }

    /// In words, the values that this key takes in this set-up.
    pub fn allowed(&self, scenario: &Scenario) -> Text {
        match &self.kind {
            Kind::Integer { min, max, .. } if min == max => {
                Text::from((min.to_string(), min.to_string()))
            }
            Kind::Integer {
                min,
                max,
                bound: None,
                ..
            } => Text::from((
                format!("a whole number from {min} to {max}"),
                format!("{min}以上{max}以下の整数"),
            )),
            Kind::Integer {
                min,
                max,
                bound: Some(bound),
                ..
            } => {
                let max = bound(scenario).min(*max);
                let setup = match self.name {
                    "index" => format!("bath={}, bosons={}", scenario.bath, scenario.bosons),
                    _ => format!("bath={}", scenario.bath),
                };
                Text::from((
                    format!("a whole number from {min} to {max} (for {setup})"),
                    format!("{min}以上{max}以下の整数（{setup} の場合）"),
                ))
            }
            Kind::Number { range, .. } => {
                let words = range.words();
                Text::from((
                    format!("a decimal number {}", words.en),
                    format!("{}の数", words.ja),
                ))
            }
            Kind::Numbers { range, longest, .. } => {
                let words = range.words();
                Text::from((
                    format!(
                        "1 to {longest} decimal numbers {}, separated by commas",
                        words.en
                    ),
                    format!("{}の数をコンマで区切って1～{longest}個", words.ja),
                ))
            }
            Kind::Choice { names, .. } => {
                one_of(names.iter().map(|name| name.id).filter(|id| !id.is_empty()))
            }
            Kind::Preset => one_of(presets::PRESETS.iter().map(|preset| preset.id)),
            Kind::Bath => {
                let (fewest, most) = (limits::FEWEST_SITES, limits::MOST_SITES);
                Text::from((
                    format!("square-LxxLy (such as square-4x4) or chain-L (such as chain-12), {fewest} to {most} sites"),
                    format!("square-LxxLy（例：square-4x4）または chain-L（例：chain-12）、サイト数は{fewest}～{most}"),
                ))
            }
            Kind::Times => {
                let (longest, most) = (number::text(LONGEST_TIME), limits::TIMES);
                Text::from((
                    format!(
                        "log:from:to:count or lin:from:to:count with from < to ≤ {longest}, from > 0 (log) or from ≥ 0 (lin), \
                         count a whole number from 1 to {most}"
                    ),
                    format!(
                        "log:始め:終わり:個数 または lin:始め:終わり:個数。始め＜終わり≦{longest}、logでは始め＞0、linでは始め≧0、\
                         個数は1以上{most}以下の整数"
                    ),
                ))
            }
            Kind::Controls => {
                let words = one_of(hideable().map(Control::id));
                Text::from((
                    format!("names separated by commas, each once: {}", words.en),
                    format!("次の名前をコンマで区切って各1回まで：{}", words.ja),
                ))
            }
        }
    }
}

/// Everything that `hide` can hide: parts of the page, then the parameters.
pub fn hideable() -> impl Iterator<Item = Control> {
    let parts = PARTS.iter().map(|part| part.id);
    let keys = KEYS
        .iter()
        .map(|key| key.name)
        .filter(|name| !matches!(*name, "v" | "currents" | "embed" | "hide"));
    parts.chain(keys).map(Control)
}

fn decimal_in(text: &str, range: Range) -> Option<f64> {
    number::decimal(text.trim()).filter(|value| range.contains(*value))
}

fn time_grid(text: &str) -> Option<TimeGrid> {
    let parts: Vec<&str> = text.split(':').map(str::trim).collect();
    let [spacing, from, to, count] = parts[..] else {
        return None;
    };
    let spacing = Spacing::from_id(spacing)?;
    let first = match spacing {
        Spacing::Log => Range::positive(LONGEST_TIME),
        Spacing::Lin => Range::closed(0.0, LONGEST_TIME),
    };
    let grid = TimeGrid {
        spacing,
        from: decimal_in(from, first)?,
        to: decimal_in(to, first)?,
        count: number::integer(count).filter(|count| (1..=limits::TIMES).contains(count))? as usize,
    };
    // Ends so close that double precision cannot tell the times between them apart are refused like equal ends.
    (grid.from < grid.to && grid.values().windows(2).all(|pair| pair[0] < pair[1])).then_some(grid)
}

fn controls(text: &str) -> Option<Vec<Control>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let mut hidden = Vec::new();
    for name in text.split(',').map(str::trim) {
        let control = hideable().find(|control| control.id() == name)?;
        if hidden.contains(&control) {
            return None;
        }
        hidden.push(control);
    }
    Some(hidden)
}

fn join(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join(",")
}

fn one_of(names: impl Iterator<Item = &'static str>) -> Text {
    let names: Vec<_> = names.collect();
    Text::from((names.join(", "), names.join("、")))
}
