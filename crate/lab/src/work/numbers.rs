//! Long columns of numbers in outputs, as their bytes: one by one they would take longer to read than to use.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};

const BYTES: usize = size_of::<f64>();

/// For `#[serde(with = "numbers")]`.
///
/// # Errors
/// What the serialiser reports.
pub fn serialize<S: Serializer>(numbers: &[f64], serializer: S) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(BYTES * numbers.len());
    for number in numbers {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    serializer.serialize_bytes(&bytes)
}

/// The way back.
///
/// # Errors
/// Where there are no bytes, or some are left over.
pub fn deserialize<'a, D: Deserializer<'a>>(deserializer: D) -> Result<Vec<f64>, D::Error> {
    deserializer.deserialize_bytes(Numbers)
}

struct Numbers;

impl Visitor<'_> for Numbers {
    type Value = Vec<f64>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("bytes")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<f64>, E> {
        let (numbers, rest) = bytes.as_chunks::<BYTES>();
        match rest.is_empty() {
            true => Ok(numbers.iter().copied().map(f64::from_le_bytes).collect()),
            false => Err(E::invalid_length(bytes.len(), &self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::recipe::{decode, encode};
    use serde::{Deserialize, Serialize};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Column {
        #[serde(with = "super")]
        values: Vec<f64>,
        after: u32,
    }

    #[test]
    fn numbers_come_back_bit_for_bit_and_damage_is_seen() {
        let values = vec![0.0, -0.0, 1e-310, f64::NEG_INFINITY, 0.1, -3.5e300];
        let column = Column { values, after: 7 };
        let bytes = encode(&column);
        let back: Column = decode(&bytes).expect("as it was");
        assert_eq!(back, column);
        assert!(back.values[1].is_sign_negative());
        for end in 0..bytes.len() {
            assert!(decode::<Column>(&bytes[..end]).is_err(), "{end}");
        }
        let mut odd = bytes;
        odd[0] -= 1;
        assert!(decode::<Column>(&odd).is_err());
    }
}
