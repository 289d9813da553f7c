//! From text to a scenario: the one entry for text that cannot be trusted.

use super::panel::{self, panels, PanelSpec};
use super::schema::{Group, Key, ParameterKind, KEYS};
use super::{campaign, check, limits, mend, presets, presets::Preset, Scenario};
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
        if let Some(error) = overlong(text) {
            return Err(vec![error]);
        }
        let mut asked = values(&mend::as_it_stands(text), None);
        let problems = check::problems_beyond_size(&asked.scenario);
        asked.errors.extend(problems);
        match asked.errors.is_empty() {
            true => Ok(asked.scenario),
            false => Err(abridged(asked.errors)),
        }
    }

    /// The canonical text of what is computed, without what is the page's alone: language, colours, embedding, what is hidden.
    /// Exported files carry this, so that whoever opens one keeps a page of their own.
    pub fn physics(&self) -> String {
        let usual = Scenario::paper();
        let scenario = Scenario {
            lang: usual.lang,
            theme: usual.theme,
            embed: usual.embed,
            hide: usual.hide,
            ..self.clone()
        };
        scenario.to_text()
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

/// What a text came to.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The set-up, valid in any case.
    pub scenario: Scenario,
    /// What was wrong, as it was given.
    pub errors: Vec<Error>,
    /// The text was damaged, and could mean one set-up only.
    pub mended: bool,
    /// The text's set-up could not be read, and another runs in its place.
    pub replaced: bool,
}

/// Reads a scenario in the order defaults, preset, the panel's defaults, other keys. A text that gives none is read again as
/// what it can only have been before it was damaged.
///
/// What cannot be read is reported by name, and the whole of `last` stands in the set-up's place with what the text says of
/// the page: a mixture that nobody asked for never runs. A key that there is not changes nothing, and discards nothing.
pub(crate) fn read(text: &str, last: &Scenario) -> Reading {
    read_as(text, last, None)
}

/// The same in a panel, whichever the text names: every other value that is given stays.
pub(crate) fn read_in_panel(text: &str, last: &Scenario, panel: &'static PanelSpec) -> Reading {
    read_as(text, last, Some(panel))
}

fn read_as(text: &str, last: &Scenario, forced: Option<&'static PanelSpec>) -> Reading {
    if let Some(error) = overlong(text) {
        return Reading {
            scenario: last.clone(),
            errors: vec![error],
            mended: false,
            replaced: true,
        };
    }
    let standing = mend::as_it_stands(text);
    let given = literal(&standing, forced);
    let candidate = match given.errors.is_empty() {
        true => None,
        false => Some(mend::mended(text)).filter(|mended| *mended != standing),
    };
    let (asked, mended) = match candidate {
        None => (given, false),
        Some(mended) => better(given, literal(&mended, forced), text),
    };
    let replaced = !asked.errors.iter().all(changes_nothing);
    Reading {
        scenario: match replaced {
            true => with_page_of(last, &asked.page),
            false => asked.scenario,
        },
        errors: abridged(asked.errors),
        mended,
        replaced,
    }
}

/// A text so long that no one reads it.
fn overlong(text: &str) -> Option<Error> {
    let (length, limit) = (text.chars().count(), limits::TEXT);
    (length > limit).then_some(Error::TooLong { length, limit })
}

/// A text as it stands.
struct Asked {
    /// Its set-up; one that no one asked for where there are errors.
    scenario: Scenario,
    errors: Vec<Error>,
    /// What it says of the page and can be read.
    page: Vec<(&'static Key, String)>,
}

/// Of a text as it stands and as mended the one that says more, and whether that is the mended one.
fn better(given: Asked, mut mended: Asked, text: &str) -> (Asked, bool) {
    let strange = |asked: &Asked| {
        asked
            .errors
            .iter()
            .filter(|error| is_strange(error))
            .count()
    };
    let helps = mended.errors.len() < given.errors.len()
        || (mended.errors.len() == given.errors.len() && strange(&mended) < strange(&given));
    if !helps {
        return (given, false);
    }
    for error in &mut mended.errors {
        quote(error, text);
    }
    (mended, true)
}

/// Whether an error is of a name that is none of the program's, and so may be damage.
fn is_strange(error: &Error) -> bool {
    error.code() == "unknown-key" || error.code() == "missing-value"
}

/// Gives an error the value that stands in the text, where that was mended.
fn quote(error: &mut Error, text: &str) {
    let (Some(name), Some(_)) = (error.parameter(), error.given()) else {
        return;
    };
    let name = format!("{name}=");
    let low = text.to_ascii_lowercase();
    let places = low.match_indices(&name).map(|(place, _)| place);
    let whole =
        |&place: &usize| !low[..place].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
    if let Some(place) = places.filter(whole).last() {
        let rest = &text[place + name.len()..];
        let value = rest.split(['&', '#']).next().unwrap_or(rest).trim();
        if !value.is_empty() {
            error.set_given(value);
        }
    }
}

/// Whether an error leaves open what set-up was meant: it does not where a name is none of the program's.
fn changes_nothing(error: &Error) -> bool {
    match error {
        Error::UnknownKey { .. } => true,
        Error::MissingValue { name } => Key::find(name).is_none(),
        Error::Parameter { name, .. } => {
            Key::find(name).is_some_and(|key| key.group == Group::Page)
        }
        Error::Newer { .. }
        | Error::DuplicateKey { .. }
        | Error::Conflict { .. }
        | Error::Encoding { .. }
        | Error::More { .. }
        | Error::TooLong { .. }
        | Error::TooLarge { .. }
        | Error::NotConverged { .. }
        | Error::NotFinite { .. }
        | Error::Inaccurate { .. }
        | Error::Disagreement { .. }
        | Error::Panic { .. }
        | Error::Input(_) => false,
    }
}

/// A set-up under the page's settings of another text.
fn with_page_of(last: &Scenario, page: &[(&'static Key, String)]) -> Scenario {
    let mut scenario = last.clone();
    for (key, value) in page {
        // Only what could be read is in the list.
        let _ = key.set(&mut scenario, value);
    }
    scenario
}

/// Reads a text that is taken at its word; in a panel where one is forced.
fn literal(text: &str, forced: Option<&'static PanelSpec>) -> Asked {
    let mut asked = values(text, forced);
    asked.errors.extend(check::problems(&asked.scenario));
    asked
}

/// The same, and whether the values go together is not asked.
fn values(text: &str, forced: Option<&'static PanelSpec>) -> Asked {
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
    let mut scenario = base;
    let mut page = Vec::new();
    for (key, value) in others {
        if apply(key, &mut scenario, &value).is_none() {
            refused.push((key, value));
        } else if key.group == Group::Page {
            page.push((key, value));
        }
    }
    scenario.panel = forced.unwrap_or(scenario.panel);
    // What is allowed may depend on the rest of the set-up, so it is said when all of it is known.
    errors.extend(
        refused
            .into_iter()
            .map(|(key, given)| key.refused(&given, &scenario)),
    );
    Asked {
        scenario,
        errors,
        page,
    }
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

/// The keys that are set and their values as text, each key once; everything else in the text is an error.
fn settings(text: &str, errors: &mut Vec<Error>) -> Vec<(&'static Key, String)> {
    let mut settings: Vec<(&'static Key, String)> = Vec::new();
    let mut repeated: Vec<&'static str> = Vec::new();
    for part in text.split('&').filter(|part| !part.trim().is_empty()) {
        match setting(part) {
            // What holds more than a campaign's mark may be a set-up whose separators were lost.
            Err(Error::UnknownKey { name, given, .. })
                if campaign::is_campaign(&name)
                    && !given.trim_end_matches('=').contains(['=', '\n', ' ']) => {}
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
        Scenario {
            preset: self.id,
            ..literal(self.text, None).scenario
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
