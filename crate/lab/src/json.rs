//! JSON as this program writes it: the same text everywhere, without spaces.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Numbers as the standard library writes them, shortest first to read back the same: serde_json
/// would bring an algorithm and tables of its own.
struct Plain;

impl Formatter for Plain {
    fn write_f64<W: ?Sized + Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        write!(writer, "{value:?}")
    }
}

/// A value as JSON; numbers that are not finite become null.
pub fn text(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut bytes, Plain);
    // Not `expect`, which would bring the words of every error of the serialiser into the page.
    let written = value.serialize(&mut serializer).is_ok();
    match (written, String::from_utf8(bytes)) {
        (true, Ok(text)) => text,
        _ => unreachable!("plain values serialise, as UTF-8"),
    }
}

/// Names with values, written as an object in their own order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named<T>(pub Vec<(&'static str, T)>);

impl<T: Serialize> Serialize for Named<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_keep_their_order() {
        let object = Named(vec![("b", 1), ("a", 2)]);
        assert_eq!(text(&object), r#"{"b":1,"a":2}"#);
    }

    #[test]
    fn numbers_read_back_the_same() {
        let numbers = [
            0.1,
            -1e-7,
            1.0,
            1e300,
            5e-324,
            123_456_789.125,
            2.0f64.sqrt(),
        ];
        let read: Vec<f64> = serde_json::from_str(&text(&numbers)).unwrap();
        let off = read.iter().zip(&numbers).map(|(a, b)| ((a - b) / b).abs());
        assert!(off.fold(0.0, f64::max) < 1e-15, "{}", text(&numbers));
        assert_eq!(text(&[f64::NAN, 1.5]), "[null,1.5]");
    }
}
