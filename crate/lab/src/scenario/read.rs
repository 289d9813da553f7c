//! From text to a scenario: the one entry for text that cannot be trusted.

use super::panel::{self, panels, PanelSpec};
use super::schema::{Group, Key, ParameterKind, KEYS};
use super::{check, limits, presets, presets::Preset, Scenario};
use crate::error::Error;
use std::borrow::Cow;

impl Scenario {
    /// The canonical text: what differs from the preset, in the schema's order. [`Scenario::parse`] reads it back.
    pub fn to_text(&self) -> String {
        write(self)
    }

    /// Reads a set-up for another engine than this one: like [`Scenario::parse`], but a bath may be as large as 60 sites and
    /// its sector as it likes.
    ///
    /// # Errors
    /// Everything that is wrong with the text.
    pub fn parse_of_any_size(text: &str) -> Result<Self, Vec<Error>> {
        let (scenario, _, mut errors) = values(text, None);
        errors.extend(check::problems_beyond_size(&scenario));
        match errors.is_empty() {
            true => Ok(scenario),
            false => Err(abridged(errors)),
        }
    }

    /// The same scenario with one key changed, as in the form. A preset brings its own physics and leaves the page's settings;
    /// a panel brings its own defaults in place of those of the panel before.
    ///
    /// # Errors
    /// The value is not one of the key's, or does not fit the rest of the set-up.
    pub fn with(&self, key: &str, value: &str) -> Result<Self, Vec<Error>> {
        let key = Key::find(key).ok_or_else(|| vec![unknown_key(key, value)])?;
        let mut scenario = self.clone();
        if let Some(panel) = panel::find(value.trim()).filter(|_| key.name == "panel") {
            enter(&mut scenario, panel);
        }
        apply(key, &mut scenario, value).ok_or_else(|| vec![key.refused(value, self)])?;
        match check::problems(&scenario) {
            problems if problems.is_empty() => Ok(scenario),
            problems => Err(problems),
        }
    }
}

/// The same in a panel, whichever the text names: every other value that is given stays.
pub(crate) fn read_in_panel(text: &str, panel: &'static PanelSpec) -> (Scenario, Vec<Error>) {
    read_as(text, Some(panel))
}

/// Reads a scenario in the order defaults, preset, the panel's defaults, other keys. What is wrong is reported by name and stays at the preset's value.
pub(crate) fn read(text: &str) -> (Scenario, Vec<Error>) {
    read_as(text, None)
}

fn read_as(text: &str, forced: Option<&'static PanelSpec>) -> (Scenario, Vec<Error>) {
    let (mut scenario, base, mut errors) = values(text, forced);
    errors.extend(check::repair(&mut scenario, &base));
    (scenario, abridged(errors))
}

/// The scenario as it was written, what it was written against, and the values that are not the keys'.
fn values(text: &str, forced: Option<&'static PanelSpec>) -> (Scenario, Scenario, Vec<Error>) {
    let text = fragment(text);
    let length = text.chars().count();
    if length > limits::TEXT {
        let error = Error::TooLong {
            length,
            limit: limits::TEXT,
        };
        return (Scenario::paper(), Scenario::paper(), vec![error]);
    }

    let mut errors = Vec::new();
    let settings = settings(text, &mut errors);
    let (preset, others): (Vec<_>, Vec<_>) = settings
        .into_iter()
        .partition(|(key, _)| key.name == "preset");

    let mut refused = Vec::new();
    let mut base = Scenario::paper();
    for (key, value) in preset {
        if apply(key, &mut base, &value).is_none() {
            refused.push((key, value));
        }
    }
    let named = others.iter().find(|(key, _)| key.name == "panel");
    let named = named.and_then(|(_, id)| panel::find(id.trim()));
    if let Some(panel) = forced.or(named) {
        base = preset_of(&base).in_panel(panel);
    }
    let mut scenario = base.clone();
    for (key, value) in others {
        if apply(key, &mut scenario, &value).is_none() {
            refused.push((key, value));
        }
    }
    scenario.panel = forced.unwrap_or(scenario.panel);
    // What is allowed may depend on the rest of the set-up, so it is said when all of it is known.
    errors.extend(
        refused
            .into_iter()
            .map(|(key, given)| key.refused(&given, &scenario)),
    );
    (scenario, base, errors)
}

/// As many errors as a reader can take in, and the number of the others.
fn abridged(mut errors: Vec<Error>) -> Vec<Error> {
    let count = errors.len().saturating_sub(limits::ERRORS);
    if count > 0 {
        errors.truncate(limits::ERRORS);
        errors.push(Error::More { count });
    }
    errors
}

/// The set-up's part of what a reader may paste: a link's fragment with or without its `#`, a query, or the whole link.
fn fragment(text: &str) -> &str {
    let text = text.trim();
    if is_address(text) {
        let set_up = text.split_once('#').or_else(|| text.split_once('?'));
        return set_up.map_or("", |(_, set_up)| set_up);
    }
    text.strip_prefix(['#', '?']).unwrap_or(text)
}

/// Whether a text begins as an address does; one that has an address somewhere in a value is a set-up.
fn is_address(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|other| other.is_ascii_alphanumeric() || "+-.".contains(other))
    })
}

/// The keys that are set and their values as text, each key once; everything else in the text is an error.
fn settings(text: &str, errors: &mut Vec<Error>) -> Vec<(&'static Key, String)> {
    let mut settings: Vec<(&'static Key, String)> = Vec::new();
    let mut repeated: Vec<&'static str> = Vec::new();
    for part in text.split('&').filter(|part| !part.trim().is_empty()) {
        match setting(part) {
            Err(error) => errors.push(error),
            Ok((key, value)) if settings.iter().any(|(seen, _)| seen.name == key.name) => {
                errors.push(Error::DuplicateKey {
                    name: key.name.to_string(),
                    given: value,
                });
                repeated.push(key.name);
            }
            Ok(setting) => settings.push(setting),
        }
    }
    let given = |name: &str| {
        settings
            .iter()
            .find(|(key, _)| key.name == name)
            .map(|(_, value)| value.clone())
    };
    if let (Some(_), Some(index)) = (given("beta"), given("index")) {
        errors.push(Error::Conflict {
            name: "index",
            other: "beta",
            given: index,
        });
        repeated.extend(["beta", "index"]);
    }
    // Of two values neither is the one that was meant.
    settings.retain(|(key, _)| !repeated.contains(&key.name));
    settings
}

/// One `key=value`.
fn setting(part: &str) -> Result<(&'static Key, String), Error> {
    let part = part.trim();
    let Some((raw_name, raw_value)) = part.split_once('=') else {
        return Err(Error::MissingValue {
            name: percent_decoded(part)
                .unwrap_or(Cow::Borrowed(part))
                .into_owned(),
        });
    };
    let bad_encoding = || Error::Encoding {
        name: raw_name.to_string(),
        given: raw_value.to_string(),
    };
    let name = percent_decoded(raw_name).ok_or_else(bad_encoding)?;
    let value = percent_decoded(raw_value).ok_or_else(bad_encoding)?;
    match Key::find(&name) {
        Some(key) => Ok((key, value.into_owned())),
        None => Err(unknown_key(&name, &value)),
    }
}

/// The error for a name that no parameter has.
fn unknown_key(name: &str, given: &str) -> Error {
    Error::UnknownKey {
        name: name.to_string(),
        given: given.to_string(),
        near: nearest_key(name),
        known: KEYS.iter().map(|key| key.name).collect(),
    }
}

/// Replaces `%41` by `A`; None where the encoding is broken or the result is not UTF-8.
fn percent_decoded(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let mut digit = || char::from(bytes.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            plain => plain,
        });
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

/// The key that a misspelt name most likely meant.
fn nearest_key(name: &str) -> Option<&'static str> {
    // A name far longer than any key is no misspelling of one, and comparing it would take long.
    if name.chars().count() > 20 {
        return None;
    }
    let name = name.to_ascii_lowercase();
    KEYS.iter()
        .map(|key| (edits(&name, key.name), key.name))
        // A short name is near everything: at most a third of it may be wrong.
        .filter(|(edits, key)| edits * 3 <= key.len())
        .min()
        .map(|(_, key)| key)
}

/// Levenshtein distance: letters to insert, delete or replace.
fn edits(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.chars().enumerate() {
            let replace = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replace.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.chars().count()]
}

/// Sets one key. A preset replaces the physics of the whole set-up, which only a reader of texts can give.
fn apply(key: &Key, scenario: &mut Scenario, text: &str) -> Option<()> {
    if let ParameterKind::Preset = key.kind {
        let mut chosen = presets::find(text.trim())?.scenario();
        // It leaves the page as it is: language, colours, embedding, what is hidden.
        for key in KEYS.iter().filter(|key| key.group == Group::Page) {
            key.text(scenario)
                .and_then(|value| key.set(&mut chosen, &value));
        }
        *scenario = chosen;
        return Some(());
    }
    key.set(scenario, text)
}

impl Preset {
    /// The set-up itself.
    pub fn scenario(&self) -> Scenario {
        // A test holds every preset's text to be free of errors.
        let (scenario, _) = read(self.text);
        Scenario {
            preset: self.id,
            ..scenario
        }
    }

    /// The set-up in another panel: where its text is silent, that panel's defaults hold.
    pub fn in_panel(&self, panel: &'static PanelSpec) -> Scenario {
        let usual = Scenario::paper();
        let mut scenario = Scenario {
            panel,
            ..self.scenario()
        };
        for key in panel_keys().filter(|key| !self.says(key)) {
            let own = panel.defaults.iter().find(|(name, _)| *name == key.name);
            let value = match own {
                Some((_, value)) => Some(value.to_string()),
                None => key.text(&usual),
            };
            // Defaults are values: a test sets every one of them.
            value.and_then(|value| key.set(&mut scenario, &value));
        }
        scenario
    }

    /// Whether its text sets a key.
    fn says(&self, key: &Key) -> bool {
        let names = self.text.split('&').filter_map(|part| part.split_once('='));
        names.into_iter().any(|(name, _)| name == key.name)
    }
}

/// The keys whose default depends on the panel, each once.
fn panel_keys() -> impl Iterator<Item = &'static Key> {
    let depends = |key: &&Key| {
        let mut defaults = panels().iter().flat_map(|panel| panel.defaults);
        defaults.any(|(name, _)| *name == key.name)
    };
    KEYS.iter().filter(depends)
}

/// The preset that a scenario is written against.
fn preset_of(scenario: &Scenario) -> &'static Preset {
    presets::find(scenario.preset).unwrap_or(presets::default())
}

/// Takes a scenario to another panel. What stood at the old panel's default goes to the new one's.
fn enter(scenario: &mut Scenario, panel: &'static PanelSpec) {
    let preset = preset_of(scenario);
    let (old, new) = (preset.in_panel(scenario.panel), preset.in_panel(panel));
    for key in panel_keys() {
        if key.text(scenario) == key.text(&old) {
            key.text(&new).and_then(|value| key.set(scenario, &value));
        }
    }
    scenario.panel = panel;
}

/// The canonical text: the preset unless it is the default one, the panel unless it is the preset's, and what differs from
/// that preset in that panel, in the schema's order.
fn write(scenario: &Scenario) -> String {
    let preset = preset_of(scenario);
    let base = Scenario {
        panel: preset.scenario().panel,
        ..preset.in_panel(scenario.panel)
    };
    let mut parts = Vec::new();
    if preset.id != presets::default().id {
        parts.push(format!("preset={}", preset.id));
    }
    for key in KEYS.iter().filter(|key| key.name != "preset") {
        let value = key.text(scenario);
        if value != key.text(&base) {
            // Values are written in letters, digits and .,:- only: nothing needs percent-encoding.
            parts.extend(value.map(|value| format!("{}={value}", key.name)));
        }
    }
    parts.join("&")
}
