//! The whole record as JSON, whichever plot is looked at.

use super::format::{Format, DOI, REFERENCE};
use crate::panels::Record;

/// `.json`
pub static JSON: Format = Format {
    id: "json",
    media_type: "application/json",
    of_plot: false,
    write: |record, _, _| Some(json(record).into_bytes()),
};

/// The units of every number, by what it is; E is the unit that the set-up's energies are given in.
const UNITS: &str = r#"{"hbar":"1","k_B":"1","energies":"E","times":"1/E","inverse_temperatures":"1/E","currents":"E","entropies":"nat"}"#;

/// The record as one JSON object, with where it comes from and its units at the end; numbers that are none are null.
pub fn json(record: &Record) -> String {
    let mut json = record.json();
    json.pop();
    json + ",\"program\":\"Second Law Lab\",\"reference\":\""
        + REFERENCE
        + "\",\"doi\":\""
        + DOI
        + "\",\"units\":"
        + UNITS
        + "}"
}
