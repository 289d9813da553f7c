//! The schema as others need it: help for the terminal, a table for the documentation, JSON for the page's form.

use super::schema::{hideable, FormControl, Key, Kind, KEYS, PANEL_DEFAULTS, PARTS};
use super::{presets, Control, Lang, Panel, Scenario, Text};
use crate::json::Named;
use serde::Serialize;

const UNITS: Text = Text::new(
    "E is the unit of energy (with hopping = 1, E = γ); ħ = k_B = 1.",
    "E はエネルギーの単位（hopping = 1 なら E = γ）、ħ = k_B = 1。",
);

/// Every parameter with its values, default and meaning, for a terminal.
pub fn help(lang: Lang) -> String {
    let (default, unit) = match lang {
        Lang::En => ("default", "unit"),
        Lang::Ja => ("既定値", "単位"),
    };
    let mut text = String::new();
    for key in KEYS {
        text += &format!("  {:<12}{}", key.name, key.meaning.get(lang));
        text += &format!("\n{:14}{}", "", key.allowed(&Scenario::default()).get(lang));
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
    text + "\n  " + UNITS.get(lang) + "\n"
}

/// The same as a Markdown table.
pub fn markdown(lang: Lang) -> String {
    let mut text = String::from(match lang {
        Lang::En => "| key | symbol | meaning | values | default | unit |\n",
        Lang::Ja => "| キー | 記号 | 意味 | 値 | 既定値 | 単位 |\n",
    });
    text += "| --- | --- | --- | --- | --- | --- |\n";
    for key in KEYS {
        text += &format!(
            "| `{}` | {} | {} | {} | {} | {} |\n",
            key.name,
            key.symbol,
            key.meaning.get(lang),
            key.allowed(&Scenario::default()).get(lang),
            default_cell(key, lang),
            key.unit,
        );
    }
    text + "\n" + UNITS.get(lang) + "\n"
}

/// A parameter as the page's form needs it.
#[derive(Serialize)]
pub struct KeyForm {
    key: &'static str,
    group: Name,
    symbol: &'static str,
    unit: &'static str,
    label: &'static Text,
    meaning: &'static Text,
    allowed: Text,
    default: Option<String>,
    panel_defaults: Named<&'static str>,
    panels: Vec<&'static str>,
    control: &'static FormControl,
    #[serde(flatten)]
    values: Values,
}

/// An id with what readers see in its place.
#[derive(Serialize)]
struct Name {
    id: &'static str,
    label: Text,
}

/// What a parameter's values are.
#[derive(Default, Serialize)]
struct Values {
    /// integer, number, numbers, choice, bath, times or names
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_excluded: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    longest: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<Vec<Name>>,
}

/// The whole form, in the order of the keys.
pub fn form() -> Vec<KeyForm> {
    KEYS.iter().map(key_form).collect()
}

fn key_form(key: &'static Key) -> KeyForm {
    let defaults = panel_defaults(key).map(|(panel, value)| (panel.id(), value));
    KeyForm {
        key: key.name,
        group: name(key.group.id(), &key.group.label()),
        symbol: key.symbol,
        unit: key.unit,
        label: &key.label,
        meaning: &key.meaning,
        allowed: key.allowed(&Scenario::default()),
        default: key.text(&Scenario::default()),
        panel_defaults: Named(defaults.collect()),
        panels: key.panels.iter().map(|panel| panel.id()).collect(),
        control: &key.control,
        values: values(&key.kind),
    }
}

fn values(kind: &'static Kind) -> Values {
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
    match kind {
        Kind::Integer { min, max, .. } => between("integer", *min as f64, *max as f64),
        Kind::Number { range, .. } => Values {
            min_excluded: Some(range.min_excluded),
            ..between("number", range.min, range.max)
        },
        Kind::Numbers { range, longest, .. } => Values {
            longest: Some(*longest),
            ..between("numbers", range.min, range.max)
        },
        Kind::Choice { names, .. } => {
            let names = names.iter().map(|own| name(own.id, &own.label));
            among("choice", names.collect())
        }
        Kind::Preset => {
            let names = presets::PRESETS.iter();
            let names = names.map(|preset| name(preset.id, &preset.title));
            among("choice", names.collect())
        }
        Kind::Bath => plain("bath"),
        Kind::Times => plain("times"),
        Kind::Controls => among("names", hideable().map(hideable_name).collect()),
    }
}

fn name(id: &'static str, label: &Text) -> Name {
    Name {
        id,
        label: label.clone(),
    }
}

fn hideable_name(control: Control) -> Name {
    let part = PARTS.iter().find(|part| part.id == control.id());
    let label = part.map(|part| &part.label);
    let label = label.or(Key::find(control.id()).map(|key| &key.label));
    name(control.id(), label.expect("what can be hidden has a label"))
}

/// The default as text; None where there is none to show.
fn default_text(key: &Key) -> Option<String> {
    key.text(&Scenario::default())
        .filter(|text| !text.is_empty())
}

/// The panels with a default of their own for a key, and that default.
fn panel_defaults(key: &Key) -> impl Iterator<Item = (Panel, &'static str)> + '_ {
    let own = PANEL_DEFAULTS
        .iter()
        .filter(|(_, name, _)| *name == key.name);
    own.map(|(panel, _, value)| (*panel, *value))
}

/// The defaults for the documentation's table.
fn default_cell(key: &Key, lang: Lang) -> String {
    let usual = default_text(key).map(|value| format!("`{value}`"));
    let own = panel_defaults(key).map(|(panel, value)| match lang {
        Lang::En => format!("`{value}` with `panel={panel}`"),
        Lang::Ja => format!("`panel={panel}` では `{value}`"),
    });
    let separator = match lang {
        Lang::En => "; ",
        Lang::Ja => "、",
    };
    usual
        .into_iter()
        .chain(own)
        .collect::<Vec<_>>()
        .join(separator)
}
