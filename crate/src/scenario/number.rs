//! Numbers as the text form writes them.

/// Reads a finite decimal such as `-0.5`, `12` or `1e-3`; refuses nan, inf, hexadecimal and numbers beyond a double's range.
pub fn decimal(text: &str) -> Option<f64> {
    // Rust also reads the words "inf", "infinity" and "nan".
    let plain = text
        .bytes()
        .all(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    let value: f64 = text.parse().ok().filter(|_| plain)?;
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
