//! Numbers as the text form writes them.

use std::sync::OnceLock;

/// How decimals are read: gives the nearest double, not a number where the text is none.
static PARSER: OnceLock<fn(&str) -> f64> = OnceLock::new();

/// Has decimals read by `parser` from now on; the first one given stays.
///
/// The page hands in JavaScript's, which reads them to the same doubles: the standard library's
/// way takes tables that are a twentieth of all that a reader of the page downloads.
pub fn use_parser(parser: fn(&str) -> f64) {
    // A second start of the same module brings the same parser.
    let _ = PARSER.set(parser);
}

#[cfg(not(target_arch = "wasm32"))]
fn parsed(text: &str) -> f64 {
    match PARSER.get() {
        Some(parser) => parser(text),
        None => text.parse().unwrap_or(f64::NAN),
    }
}

/// Without the fallback, so that its tables stay out of the module.
#[cfg(target_arch = "wasm32")]
fn parsed(text: &str) -> f64 {
    PARSER.get().map_or(f64::NAN, |parser| parser(text))
}

/// Reads a finite decimal such as `-0.5`, `12` or `1e-3`; refuses nan, inf, hexadecimal and numbers beyond a double's range.
pub fn decimal(text: &str) -> Option<f64> {
    // What reads it also knows words like "Infinity", and JavaScript takes blank text for 0.
    let plain = |b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
    if text.is_empty() || !text.bytes().all(plain) {
        return None;
    }
    let value = parsed(text);
    // Adding zero turns -0 into 0: equal values are written alike.
    value.is_finite().then_some(value + 0.0)
}

/// Reads a whole number of decimal digits, without sign or fraction.
pub fn integer(text: &str) -> Option<u64> {
    text.bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse().ok())?
}

/// The shortest digits that [`decimal`] reads back as the same double; with an exponent where plain digits are hard to count.
pub fn text(value: f64) -> String {
    if value == 0.0 || (1e-4..1e7).contains(&value.abs()) {
        format!("{value}")
    } else {
        format!("{value:e}")
    }
}
