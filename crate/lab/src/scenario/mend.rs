//! Texts that were hurt on their way: what mail programs, word processors, input methods, content management and hands
//! make of a link, and the one set-up it can still mean.
//!
//! Names and values are written in small ASCII letters, digits and `.,:+-` only, so every step here maps what no valid text
//! holds to what it can only have been. Whoever reads asks for this after the text as it stands gave no set-up: a valid text
//! is never changed.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::campaign::is_campaign;
use super::presets;
use super::schema::{Group, Key};

/// How compatibility forms are replaced by plain ones (Unicode's NFKC).
static FOLDING: OnceLock<fn(&str) -> String> = OnceLock::new();

/// Has compatibility forms such as `２` and `＝` replaced by `folding` from now on; the first one given stays.
///
/// The page hands in JavaScript's `normalize`: its tables need not be downloaded.
pub fn use_folding(folding: fn(&str) -> String) {
    // A second start of the same module brings the same one.
    let _ = FOLDING.set(folding);
}

fn folded(text: &str) -> String {
    #[cfg(not(target_arch = "wasm32"))]
    let own = |text: &str| unicode_normalization::UnicodeNormalization::nfkc(text).collect();
    #[cfg(target_arch = "wasm32")]
    let own = str::to_string;
    match FOLDING.get() {
        Some(folding) => folding(text),
        None => own(text),
    }
}

/// The set-up's text that a damaged one can only have been; what cannot be mended stays as it is.
pub fn mended(text: &str) -> String {
    let plain = plain(text);
    let unwrapped = unwrapped(&set_up(&plain));
    let pieces = unwrapped.split('#').enumerate().flat_map(|(place, part)| {
        // What follows a further `#` and sets nothing is a place on the page.
        let settles = move |piece: &&str| place == 0 || piece.contains('=');
        part.split(['&', '?']).filter(settles)
    });
    let mut settings: Vec<String> = Vec::new();
    for piece in pieces.map(without_words) {
        let setting = match piece.split_once('=') {
            Some((given, value)) => format!("{}={}", name(given), value_alone(core(value))),
            None => core(piece).to_string(),
        };
        // The same thing said twice is said once.
        if !setting.is_empty() && !settings.contains(&setting) {
            settings.push(setting);
        }
    }
    settings.join("&")
}

/// Encodings undone until nothing changes, and every character the plain one that it stands for.
fn plain(text: &str) -> String {
    let mut text = text.to_string();
    loop {
        let next = decoded(&characters(&text));
        if next == text {
            return text;
        }
        text = next;
    }
}

/// Small ASCII letters and signs for what looks like them; characters that are not seen are gone.
fn characters(text: &str) -> String {
    // A raised or lowered digit is a digit of another number: it stays, and the text cannot be read.
    let raised = |c: char| matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{209c}');
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| !is_invisible(c)) {
        match c {
            c if raised(c) => plain.push(c),
            c if c.is_ascii() => plain.push(c),
            c => plain.push_str(&folded(c.encode_utf8(&mut [0; 4]))),
        }
    }
    // Where an `&times` or `&curren` without `;` stands in a page's text, browsers make a sign of it.
    let plain = plain
        .replace("\u{d7}=", "&times=")
        .replace("\u{a4}ts=", "&currents=");
    let sign = |c: char| match c {
        // Hyphens, dashes, the minus sign, the long vowel of Japanese, which has the minus' key.
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{2796}' | '\u{30fc}' => '-',
        '\u{d7}' | '\u{2715}' | '\u{2716}' | '\u{2a2f}' => 'x',
        // The comma and the full stop of Chinese and Japanese.
        '\u{3001}' => ',',
        '\u{3002}' => '.',
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        c if c.is_whitespace() && c != '\n' => ' ',
        c => c.to_ascii_lowercase(),
    };
    plain.chars().map(sign).collect()
}

/// Characters of no width: soft hyphens, joiners, marks of direction, variation selectors, byte order marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// One layer of HTML's, of JSON's, of quoted-printable's and of percent's encoding undone.
fn decoded(text: &str) -> String {
    let unescaped = from_json(&unescaped(text));
    let joined = without_lone_breaks(&without_soft_breaks(&unescaped)).replace("=3d", "=");
    percent_decoded(&joined).unwrap_or(joined)
}

/// Every `\u0026` of JSON and of scripts replaced by its character.
fn from_json(text: &str) -> String {
    let mut parts = text.split("\\u");
    let mut plain = parts.next().unwrap_or("").to_string();
    for part in parts {
        let code = part
            .get(..4)
            .and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match code.and_then(char::from_u32) {
            Some(character) => {
                plain.push(character);
                plain.push_str(&part[4..]);
            }
            None => {
                plain.push_str("\\u");
                plain.push_str(part);
            }
        }
    }
    plain
}

/// A setting whose own `=` is quoted-printable's `=3d` without any other: that is the end of a line, whose break an address
/// has lost.
fn without_lone_breaks(text: &str) -> String {
    const OWN: &str = "=3d";
    let settings = text.split_inclusive(['&', '#', '?', '\n']);
    let whole = settings.map(|setting| match setting.contains(OWN) {
        true => setting
            .split(OWN)
            .map(|part| part.replace('=', ""))
            .collect::<Vec<_>>()
            .join(OWN),
        false => setting.to_string(),
    });
    whole.collect()
}

/// The lines that quoted-printable ends with `=` put together. Where that `=` follows a key it is the text's own.
fn without_soft_breaks(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut lines = text.split("=\n");
    whole.extend(lines.next());
    for line in lines {
        let setting = whole.rsplit(['&', '#', '?', ' ']).next().unwrap_or("");
        // The key itself may have been broken; where it follows a whole setting, it began on a line of its own.
        let name = match setting.rsplit_once('\n') {
            Some((before, name)) if before.contains('=') => name.to_string(),
            _ => setting.replace('\n', ""),
        };
        if Key::find(core(&name)).is_some() {
            whole.push('=');
        }
        whole.push_str(line);
    }
    whole
}

/// HTML's character references replaced by their characters.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('&') {
        plain.push_str(&rest[..place]);
        let reference = rest[place + 1..]
            .split_once(';')
            .and_then(|(name, after)| Some((referred(name)?, after)));
        match reference {
            Some((character, after)) => {
                plain.push(character);
                rest = after;
            }
            None => {
                plain.push('&');
                rest = &rest[place + 1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// The character that HTML calls by a name or a number.
fn referred(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "equals" => '=',
        "num" => '#',
        "quest" => '?',
        "comma" => ',',
        "colon" => ':',
        "period" => '.',
        "plus" => '+',
        "hyphen" | "dash" | "ndash" | "mdash" | "minus" => '-',
        "times" => '\u{d7}',
        "curren" => '\u{a4}',
        "quot" => '"',
        "lt" => '<',
        "gt" => '>',
        "apos" | "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "shy" | "zwj" | "zwnj" | "lrm" | "rlm" | "zerowidthspace" => '\u{ad}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    })
}

/// The set-up's text as it stands in a link or alone; one whose every sign is percent-encoded, as in the page's safe links, is
/// decoded.
pub(super) fn as_it_stands(text: &str) -> Cow<'_, str> {
    match set_up(text.trim()) {
        Cow::Borrowed(text) => without_escapes(text),
        whole @ Cow::Owned(_) => whole,
    }
}

/// A text whose every sign is percent-encoded, decoded; any other as it is.
fn without_escapes(text: &str) -> Cow<'_, str> {
    let decoded = match text.contains(['=', '&']) {
        true => None,
        false => percent_decoded(text),
    };
    match decoded.filter(|decoded| decoded.contains('=')) {
        Some(decoded) => Cow::Owned(decoded),
        None => Cow::Borrowed(text),
    }
}

/// Every `%41` replaced by its byte, other percent signs left; None where the bytes are not UTF-8.
fn percent_decoded(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |place: usize| char::from(*bytes.get(place)?).to_digit(16);
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut place = 0;
    while place < bytes.len() {
        let byte = (bytes[place] == b'%')
            .then(|| u8::try_from(digit(place + 1)? * 16 + digit(place + 2)?).ok())
            .flatten();
        decoded.push(byte.unwrap_or(bytes[place]));
        place += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).ok()
}

/// Of a whole link the parts with a set-up, without what browsers add to find words on a page (`:~:text=`).
///
/// What follows `#` goes before the query, and that before the set-up which the address itself names; one that says only how
/// the page looks, or where its link was found, goes with the one below. The page does the same: `www/room.ts`.
fn set_up(text: &str) -> Cow<'_, str> {
    let text = text.split(":~:").next().unwrap_or(text);
    // In `&#38;` it is HTML's.
    let sign = text
        .match_indices('#')
        .map(|(place, _)| place)
        .find(|&place| !text[..place].ends_with('&'));
    let (before, fragment) = match sign {
        Some(place) => (&text[..place], &text[place + 1..]),
        None => (text, ""),
    };
    let (address, query) = before.split_once('?').unwrap_or((before, ""));
    let query = match !address.contains('=') && is_ours(query) {
        true => query,
        false => "",
    };
    let named = carried(address);
    let above = may_be_set_up(fragment) && (!before.contains('=') || is_address(before));
    if above && (says_what(fragment) || (query.is_empty() && named.is_none())) {
        return Cow::Borrowed(fragment);
    }
    let fragment = if above { fragment } else { "" };
    match named {
        Some(named) if !says_what(query) => over(over(Cow::Owned(named), query), fragment),
        _ if !query.is_empty() => over(Cow::Borrowed(query), fragment),
        _ if is_address(before) => Cow::Borrowed(fragment),
        _ => Cow::Borrowed(text),
    }
}

/// The set-up of a page of the site that shows one: `presets/disorder/`, or a chapter of the story, which is none.
fn carried(address: &str) -> Option<String> {
    if address.contains('=') {
        return None;
    }
    let path = address.strip_suffix("index.html").unwrap_or(address);
    let (folder, name) = path.trim_end_matches('/').rsplit_once('/')?;
    let (_, kind) = folder.rsplit_once('/')?;
    match kind {
        "presets" => presets::find(name).map(|preset| format!("preset={}", preset.id)),
        "chapters" => matches!(name.parse(), Ok(1..=7)).then(|| format!("chapter={name}")),
        _ => None,
    }
}

/// A set-up's text with what a later one says of the page; where both say it, the later one holds.
fn over<'a>(text: Cow<'a, str>, later: &str) -> Cow<'a, str> {
    if later.is_empty() {
        return text;
    }
    let (text, later) = (without_escapes(&text), without_escapes(later));
    let told = names(&later);
    let kept = text
        .split('&')
        .filter(|setting| !names(setting).iter().any(|name| told.contains(name)));
    // What sets nothing is a place on the page.
    let more = later.split(['&', '#']).filter(|part| may_be_set_up(part));
    Cow::Owned(kept.chain(more).collect::<Vec<_>>().join("&"))
}

/// Whether a text sets anything, its equals signs escaped or not.
fn may_be_set_up(text: &str) -> bool {
    plain(text).contains('=')
}

/// The names that a text sets, as they can only have been.
fn names(text: &str) -> Vec<String> {
    let plain = unwrapped(&plain(text));
    let pieces = plain.split(['&', '?', '#']);
    let settings = pieces.filter_map(|piece| piece.split_once('='));
    settings.map(|(given, _)| name(given).to_string()).collect()
}

/// Whether a query sets one of the keys: other programs put theirs there too, and `v` is what many call a version of their own.
fn is_ours(query: &str) -> bool {
    let is_key = |name: &String| name != "v" && Key::find(name).is_some();
    names(query).iter().any(is_key)
}

/// Whether a text says what is shown, and not only how the page looks.
fn says_what(text: &str) -> bool {
    let shows = |name: &String| match Key::find(name) {
        Some(key) => key.group != Group::Page && key.name != "v",
        // The story's own.
        None => name == "chapter",
    };
    names(text).iter().any(shows)
}

/// Whether a text begins as an address does; one that has an address somewhere in a value is a set-up.
fn is_address(text: &str) -> bool {
    let stuck = |c: char| !c.is_ascii_alphanumeric();
    let scheme = text.trim_start_matches(stuck).split_once("://");
    scheme.is_some_and(|(scheme, _)| {
        scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// One line of a text that was broken into several: a line that begins with a key is a setting of its own, any other goes
/// on with the one before. Spaces beside a sign are gone.
fn unwrapped(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for line in text.split('\n') {
        // Marks before a line are those of a quoted mail.
        let line = line
            .trim_start_matches([' ', '>', '|'])
            .trim_end_matches(' ');
        let name = line.split_once('=').map_or("", |(given, _)| name(given));
        if Key::find(name).is_some() || is_campaign(name) {
            whole.push('&');
        }
        whole.push_str(line);
    }
    for sign in ['&', '=', ',', ':'] {
        let parts: Vec<&str> = whole
            .split(sign)
            .map(|part| part.trim_matches(' '))
            .collect();
        whole = parts.join(&sign.to_string());
    }
    whole
}

/// A setting without the words of a sentence that the text stood in; a number among them may belong to the setting.
fn without_words(piece: &str) -> &str {
    match piece.split_once(' ') {
        Some((setting, words)) if !words.contains(|c: char| c.is_ascii_digit()) => setting,
        _ => piece,
    }
}

/// A name or a value without what stuck to its ends.
fn core(text: &str) -> &str {
    // What a percent sign begins may be the rest of a character.
    let stuck = |c: char| !c.is_alphanumeric() && c != '%';
    let text = text.trim_end_matches(stuck);
    text.trim_start_matches(|c: char| stuck(c) && !matches!(c, '-' | '+' | '.'))
}

/// A name without what stuck to its ends; that of a campaign may begin with a line below.
fn name(text: &str) -> &str {
    let whole = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
    match is_campaign(whole) {
        true => whole,
        false => core(text),
    }
}

/// A value without the rest of the page's source that its link was cut from: `"></a>`, `<br>`. Where the value goes on behind
/// that, it stays as it is, and cannot be read.
fn value_alone(text: &str) -> &str {
    let Some(place) = text.find(['"', '<', '>']) else {
        return text;
    };
    let (value, rest) = text.split_at(place);
    let rest = match rest.strip_prefix('<') {
        Some(tag) => tag.split_once('>').map_or("", |(_, after)| after),
        None => &rest[1..],
    };
    let listed = value.ends_with([',', ':']) && rest.starts_with(char::is_alphanumeric);
    let number = rest.trim_start_matches([' ', ',', ':', '.']);
    match listed || number.starts_with(|c: char| c.is_ascii_digit()) {
        true => text,
        false => core(value),
    }
}
