//! The schema as others need it: help for the terminal, a table for the documentation, JSON for the page's form.

use super::schema::{hideable, FormControl, Key, Kind, KEYS, PANEL_DEFAULTS, PARTS};
use super::{presets, Control, Lang, Panel, Scenario};
use crate::json::Named;
use serde_json::{json, Value};

const UNITS: super::Text = super::Text::new(
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

/// For the page's form: a list of
/// `{key, group, symbol, unit, label, meaning, allowed, default, panels, control, type, ..}`, where `type` is one of integer
/// and number and numbers (with `min`, `max`; numbers with `longest`), choice (with `names`), bath, times and names (with `names`).
pub fn json() -> Value {
    KEYS.iter().map(key_json).collect()
}

fn key_json(key: &Key) -> Value {
    let mut value = json!({
        "key": key.name,
        "group": {"id": key.group.id(), "label": key.group.label()},
        "symbol": key.symbol,
        "unit": key.unit,
        "label": key.label,
        "meaning": key.meaning,
        "allowed": key.allowed(&Scenario::default()),
        "default": key.text(&Scenario::default()),
        "panel_defaults": Named(panel_defaults(key).map(|(panel, value)| (panel.id(), value)).collect()),
        "panels": key.panels.iter().map(|panel| panel.id()).collect::<Vec<_>>(),
        "control": match key.control {
            FormControl::Slider { min, max, step } => json!({"type": "slider", "min": min, "max": max, "step": step}),
            FormControl::Number { step } => json!({"type": "number", "step": step}),
            FormControl::Select => json!({"type": "select"}),
            FormControl::Field => json!({"type": "field"}),
            FormControl::Hidden => json!({"type": "hidden"}),
        },
    });
    let details = match &key.kind {
        Kind::Integer { min, max, .. } => json!({"type": "integer", "min": min, "max": max}),
        Kind::Number { range, .. } => {
            json!({"type": "number", "min": range.min, "max": range.max, "min_excluded": range.min_excluded})
        }
        Kind::Numbers { range, longest, .. } => {
            json!({"type": "numbers", "min": range.min, "max": range.max, "longest": longest})
        }
        Kind::Choice { names, .. } => json!({
            "type": "choice",
            "names": names.iter().map(|name| json!({"id": name.id, "label": name.label})).collect::<Vec<_>>(),
        }),
        Kind::Preset => json!({
            "type": "choice",
            "names": presets::PRESETS.iter().map(|preset| json!({"id": preset.id, "label": preset.title})).collect::<Vec<_>>(),
        }),
        Kind::Bath => json!({"type": "bath"}),
        Kind::Times => json!({"type": "times"}),
        Kind::Controls => {
            json!({"type": "names", "names": hideable().map(hideable_json).collect::<Vec<_>>()})
        }
    };
    for (name, detail) in details.as_object().into_iter().flatten() {
        value[name] = detail.clone();
    }
    value
}

fn hideable_json(control: Control) -> Value {
    let part = PARTS
        .iter()
        .find(|part| part.id == control.id())
        .map(|part| &part.label);
    let label = part.or(Key::find(control.id()).map(|key| &key.label));
    json!({"id": control.id(), "label": label})
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
