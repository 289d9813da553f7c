//! The schema as others need it: help for the terminal, a table for the documentation, JSON for the page's form.

use super::panel::{panels, PanelSpec};
use super::schema::{hideable, FormControl, Key, ParameterKind, KEYS};
use super::{presets, Hideable, Scenario};
use crate::json::Named;
use crate::message::Message;
use crate::words::Words;
use physics::lattice;
use serde::Serialize;

/// Every parameter with its values, default and meaning, for a terminal.
pub fn help(words: &Words) -> String {
    let (default, unit) = (words.text("help.default"), words.text("help.unit"));
    let mut text = String::new();
    for key in KEYS {
        text += &format!("  {:<12}{}", key.name, meaning(key, words));
        text += &format!("\n{:14}{}", "", words.say(&key.allowed(&Scenario::paper())));
        if let Some(value) = default_text(key) {
            text += &format!("; {default} {value}");
        }
        for (panel, value) in panel_defaults(key) {
            text += &format!(" ({value}: panel={panel})");
        }
        if !key.unit.is_empty() {
            text += &format!("; {unit} {}", key.unit);
        }
        text.push('\n');
    }
    text + "\n  " + words.text("help.units") + "\n"
}

/// The same as a Markdown table.
pub fn markdown(words: &Words) -> String {
    let mut text = format!("{}\n", words.text("help.columns"));
    text += "| --- | --- | --- | --- | --- | --- |\n";
    for key in KEYS {
        text += &format!(
            "| `{}` | {} | {} | {} | {} | {} |\n",
            key.name,
            key.symbol,
            meaning(key, words),
            words.say(&key.allowed(&Scenario::paper())),
            default_cell(key, words),
            key.unit,
        );
    }
    text + "\n" + words.text("help.units") + "\n"
}

/// One line on what a key means.
fn meaning(key: &Key, words: &Words) -> String {
    words
        .text(&format!("parameter.{}.meaning", key.name))
        .to_string()
}

/// A parameter as the page's form needs it; what it is called there stands in the words, by its key.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Parameter"))]
pub struct KeyForm {
    key: &'static str,
    /// The part of the form that it belongs to.
    group: &'static str,
    /// Its letter in formulas, or "".
    symbol: &'static str,
    /// Its unit, or "" for a pure number.
    unit: &'static str,
    /// For readers, the values that it takes.
    allowed: Message,
    default: Option<String>,
    #[cfg_attr(test, ts(type = "Record<string, string>"))]
    panel_defaults: Named<&'static str>,
    /// The panels whose result it changes.
    panels: Vec<&'static str>,
    control: &'static FormControl,
    #[serde(flatten)]
    values: Values,
}

/// What a parameter's values are.
#[derive(Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
struct Values {
    /// integer, number, numbers, choice, bath, times or names
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    min: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    max: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    min_excluded: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    longest: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    names: Option<Vec<&'static str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    kinds: Option<Vec<LatticeKind>>,
}

/// A kind of lattice as the form asks for it.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
struct LatticeKind {
    id: &'static str,
    /// How many sides it has: 1 or 2.
    sides: usize,
    /// Its shortest side.
    shortest: usize,
}

fn lattice_kind(kind: &&lattice::Kind) -> LatticeKind {
    LatticeKind {
        id: kind.id,
        sides: kind.dimensions,
        shortest: kind.shortest,
    }
}

/// What the page knows of set-ups before there is one.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Schema {
    /// In the order of the form.
    parameters: Vec<KeyForm>,
    /// In the order of their tabs; the first is the one of a text that names none.
    #[cfg_attr(test, ts(type = "PanelSpec[]"))]
    panels: &'static [&'static PanelSpec],
}

/// The parameters and the panels.
pub fn schema() -> Schema {
    Schema {
        parameters: form(),
        panels: panels(),
    }
}

/// The whole form, in the order of the keys.
pub fn form() -> Vec<KeyForm> {
    KEYS.iter().map(key_form).collect()
}

fn key_form(key: &'static Key) -> KeyForm {
    let defaults = panel_defaults(key).map(|(panel, value)| (panel.id, value));
    KeyForm {
        key: key.name,
        group: key.group.id(),
        symbol: key.symbol,
        unit: key.unit,
        allowed: key.allowed(&Scenario::paper()),
        default: key.text(&Scenario::paper()),
        panel_defaults: Named(defaults.collect()),
        panels: panels()
            .iter()
            .filter(|panel| panel.uses(key.applies))
            .map(|panel| panel.id)
            .collect(),
        control: &key.control,
        values: values(key),
    }
}

fn values(key: &'static Key) -> Values {
    let between = |r#type, min, max| Values {
        r#type,
        min: Some(min),
        max: Some(max),
        ..Values::default()
    };
    let among = |r#type, names| Values {
        r#type,
        names: Some(names),
        ..Values::default()
    };
    let plain = |r#type| Values {
        r#type,
        ..Values::default()
    };
    match &key.kind {
        ParameterKind::Integer { min, max, .. } => between("integer", *min as f64, *max as f64),
        ParameterKind::Number { range, .. } => Values {
            min_excluded: Some(range.min_excluded),
            ..between("number", range.min, range.max)
        },
        ParameterKind::Numbers { range, longest, .. } => Values {
            longest: Some(*longest),
            ..between("numbers", range.min, range.max)
        },
        ParameterKind::Choice { names, .. } => among("choice", names.to_vec()),
        ParameterKind::Preset => {
            let names = presets::PRESETS.iter();
            among("choice", names.map(|preset| preset.id).collect())
        }
        ParameterKind::Panel => among("choice", panels().iter().map(|panel| panel.id).collect()),
        ParameterKind::Bath => Values {
            kinds: Some(lattice::KINDS.iter().map(lattice_kind).collect()),
            ..plain("bath")
        },
        ParameterKind::Times => plain("times"),
        ParameterKind::Late => plain("late"),
        ParameterKind::Controls => among("names", hideable().map(Hideable::id).collect()),
    }
}

/// A preset as the page lists it; its title and what it shows stand in the words.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Preset"))]
pub struct Listed {
    id: &'static str,
    /// The text form, as a link has it.
    text: String,
    /// The chapter of the story, 1 to 7, that it is a footnote of.
    chapter: u8,
}

/// All presets for the page.
pub fn preset_list() -> Vec<Listed> {
    let listed = |preset: &'static presets::Preset| Listed {
        id: preset.id,
        text: preset.scenario().to_text(),
        chapter: preset.chapter,
    };
    presets::PRESETS.iter().map(listed).collect()
}

/// The default as text; None where there is none to show.
fn default_text(key: &Key) -> Option<String> {
    key.text(&Scenario::paper()).filter(|text| !text.is_empty())
}

/// The panels with a default of their own for a key, and that default.
fn panel_defaults(key: &Key) -> impl Iterator<Item = (&'static PanelSpec, &'static str)> + '_ {
    let own = |&panel: &&'static PanelSpec| Some((panel, panel.default(key.name)?));
    panels().iter().filter_map(own)
}

/// The defaults for the documentation's table.
fn default_cell(key: &Key, words: &Words) -> String {
    let usual = default_text(key).map(|value| Message::plain(format!("`{value}`")));
    let own = panel_defaults(key).map(|(panel, value)| {
        let message = Message::new("help.default.panel").with("value", value);
        message.with("panel", panel)
    });
    words.say(&Message::joined(
        "help.defaults",
        usual.into_iter().chain(own),
    ))
}
