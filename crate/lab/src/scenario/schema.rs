//! The schema of a scenario: every parameter's name, type, range, and unit, said once. The reader and writer of
//! links, the page's form, the validation messages, the command line's help and the documentation's table derive from it.

use super::presets;
use super::{bath, limits, number, panel, Hideable, Scenario, Shape, Spacing, TimeGrid};
use crate::error::Error;
use crate::message::Message;

pub use super::describe::{form, help, markdown, preset_list, schema, KeyForm, Listed, Schema};
pub use super::keys::{KEYS, PARTS, VERSION};
pub use super::parameter::{FormControl, Group, Key, ParameterKind, Range, LONGEST_TIME};
use numerics::cast::index;

impl Key {
    /// The key with this name.
    pub fn find(name: &str) -> Option<&'static Key> {
        KEYS.iter().find(|key| key.name == name)
    }

    /// The value in `scenario` as text, or None where another key stands in its place (beta and index).
    pub fn text(&self, scenario: &Scenario) -> Option<String> {
        match &self.kind {
            ParameterKind::Integer { get, .. } => get(scenario).map(|value| value.to_string()),
            ParameterKind::Number { get, .. } => get(scenario).map(number::text),
            ParameterKind::Numbers { get, .. } => {
                Some(join(get(scenario).iter().copied().map(number::text)))
            }
            ParameterKind::Choice { get, .. } => Some(get(scenario).to_string()),
            ParameterKind::Preset => Some(scenario.preset.to_string()),
            ParameterKind::Panel => Some(scenario.panel.to_string()),
            ParameterKind::Bath => Some(scenario.bath.to_string()),
            ParameterKind::Times => Some(scenario.times.to_string()),
            ParameterKind::Late => Some(late_text(scenario.late)),
            ParameterKind::Controls => Some(join(
                scenario.hide.iter().map(|control| control.id().to_string()),
            )),
        }
    }

    /// Sets the value from text, or returns None and leaves `scenario` as it was. Spaces around values are ignored.
    pub fn set(&self, scenario: &mut Scenario, text: &str) -> Option<()> {
        let text = text.trim();
        match &self.kind {
            ParameterKind::Integer { min, max, set, .. } => set(
                scenario,
                number::integer(text).filter(|value| (*min..=*max).contains(value))?,
            ),
            ParameterKind::Number { range, set, .. } => set(scenario, decimal_in(text, *range)?),
            ParameterKind::Numbers {
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
            ParameterKind::Choice { set, .. } => set(scenario, text)?,
            ParameterKind::Preset => scenario.preset = presets::find(text)?.id,
            ParameterKind::Panel => scenario.panel = panel::find(text)?,
            ParameterKind::Bath => scenario.bath = Shape::from_name(text)?,
            ParameterKind::Times => scenario.times = time_grid(text)?,
            ParameterKind::Late => scenario.late = late_window(text)?,
            ParameterKind::Controls => scenario.hide = controls(text)?,
        }
        Some(())
    }

    /// The error for a text that [`Key::set`] refused in this set-up.
    pub fn refused(&self, given: &str, scenario: &Scenario) -> Error {
        let newer = |given: &str| given.trim().parse::<u64>().is_ok_and(|v| v > VERSION);
        if self.name == "v" && newer(given) {
            return Error::Newer {
                name: self.name,
                given: given.to_string(),
            };
        }
        Error::Parameter {
            name: self.name.to_string(),
            given: given.to_string(),
            allowed: self.allowed(scenario),
        }
    }

    /// The smallest and largest value in this set-up, for a key that holds a number.
    pub fn range(&self, scenario: &Scenario) -> Option<(f64, f64)> {
        match &self.kind {
            ParameterKind::Integer {
                min, max, bound, ..
            } => {
                let bound = bound.map_or(*max, |bound| bound(scenario).min(*max));
                Some((*min as f64, bound as f64))
            }
            ParameterKind::Number { range, .. } | ParameterKind::Numbers { range, .. } => {
                Some((range.min, range.max))
            }
            ParameterKind::Choice { .. }
            | ParameterKind::Preset
            | ParameterKind::Panel
            | ParameterKind::Bath
            | ParameterKind::Times
            | ParameterKind::Late
            | ParameterKind::Controls => None,
        }
    }

    /// Whether a whole number is as small as the rest of the set-up demands; true for every other key.
    pub fn is_within_bound(&self, scenario: &Scenario) -> bool {
        match &self.kind {
            ParameterKind::Integer { bound, get, .. } => match (bound, get(scenario)) {
                (Some(bound), Some(value)) => value <= bound(scenario),
                (None, _) | (_, None) => true,
            },
            ParameterKind::Number { .. }
            | ParameterKind::Numbers { .. }
            | ParameterKind::Choice { .. }
            | ParameterKind::Preset
            | ParameterKind::Panel
            | ParameterKind::Bath
            | ParameterKind::Times
            | ParameterKind::Late
            | ParameterKind::Controls => true,
        }
    }

    /// For readers, the values that this key takes in this set-up.
    pub fn allowed(&self, scenario: &Scenario) -> Message {
        match &self.kind {
            ParameterKind::Integer { min, max, .. } if min == max => Message::plain(min),
            ParameterKind::Integer {
                min,
                max,
                bound: None,
                ..
            } => {
                let message = Message::new("allowed.integer");
                message.with("min", min).with("max", max)
            }
            ParameterKind::Integer {
                min,
                max,
                bound: Some(bound),
                ..
            } => {
                let max = bound(scenario).min(*max);
                let setup = match self.name {
                    "index" | "levels" => {
                        format!("bath={}, bosons={}", scenario.bath, scenario.bosons)
                    }
                    _ => format!("bath={}", scenario.bath),
                };
                let message = Message::new("allowed.integer.bound").with("min", min);
                message.with("max", max).with("setup", setup)
            }
            ParameterKind::Number { range, .. } => {
                Message::new("allowed.number").saying("range", range.message())
            }
            ParameterKind::Numbers { range, longest, .. } => Message::new("allowed.numbers")
                .with("longest", longest)
                .saying("range", range.message()),
            ParameterKind::Choice { names, .. } => one_of(names.iter().copied()),
            ParameterKind::Preset => one_of(presets::PRESETS.iter().map(|preset| preset.id)),
            ParameterKind::Panel => one_of(panel::panels().iter().map(|panel| panel.id)),
            ParameterKind::Bath => {
                let (fewest, most) = (limits::FEWEST_SITES, limits::MOST_SITES);
                let message = Message::new("allowed.bath").saying("forms", bath::forms());
                message.with("fewest", fewest).with("most", most)
            }
            ParameterKind::Times => Message::new("allowed.times")
                .with("longest", number::text(LONGEST_TIME))
                .with("most", limits::TIMES),
            ParameterKind::Late => Message::new("allowed.late")
                .with("longest", number::text(LONGEST_TIME))
                .with("most", limits::TIMES),
            ParameterKind::Controls => {
                let names = one_of(hideable().map(Hideable::id));
                Message::new("allowed.controls").saying("names", names)
            }
        }
    }
}

impl Scenario {
    /// Every key and its value as text; empty for the one of beta and index that is not used, and for the browser's language.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        KEYS.iter()
            .map(|key| (key.name, key.text(self).unwrap_or_default()))
            .collect()
    }

    /// Smallest and largest value that each numeric key takes in this set-up.
    pub fn ranges(&self) -> Vec<(&'static str, (f64, f64))> {
        KEYS.iter()
            .filter_map(|key| Some((key.name, key.range(self)?)))
            .collect()
    }
}

/// Everything that `hide` can hide: parts of the page, then the parameters.
pub fn hideable() -> impl Iterator<Item = Hideable> {
    let parts = PARTS.iter().copied();
    let keys = KEYS
        .iter()
        .map(|key| key.name)
        .filter(|name| !matches!(*name, "v" | "currents" | "embed" | "hide"));
    parts.chain(keys).map(Hideable)
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
        count: index(number::integer(count).filter(|count| (1..=limits::TIMES).contains(count))?),
    };
    // Ends so close that double precision cannot tell the times between them apart are refused like equal ends.
    (grid.from < grid.to && grid.values().windows(2).all(|pair| pair[0] < pair[1])).then_some(grid)
}

/// What stands for no late window.
const NO_WINDOW: &str = "off";

fn late_text(window: Option<TimeGrid>) -> String {
    match window {
        Some(grid) => {
            let (from, to) = (number::text(grid.from), number::text(grid.to));
            format!("{from}:{to}:{}", grid.count)
        }
        None => NO_WINDOW.to_string(),
    }
}

/// Without its spacing a window is a grid of equal steps; a mean takes two times or more.
fn late_window(text: &str) -> Option<Option<TimeGrid>> {
    if text == NO_WINDOW {
        return Some(None);
    }
    let grid = time_grid(&format!("{}:{text}", Spacing::Lin))?;
    (grid.count > 1).then_some(Some(grid))
}

fn controls(text: &str) -> Option<Vec<Hideable>> {
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

fn one_of(names: impl Iterator<Item = &'static str>) -> Message {
    Message::joined("list", names.map(Message::plain))
}
