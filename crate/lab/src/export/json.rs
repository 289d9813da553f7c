//! The whole record as JSON, whichever plot is looked at.

use super::format::Format;
use crate::panels::Record;

/// `.json`
pub static JSON: Format = Format {
    id: "json",
    media_type: "application/json",
    of_plot: false,
    write: |record, _, _| Some(json(record).into_bytes()),
};

/// The record as one JSON object; numbers that are none are null.
pub fn json(record: &Record) -> String {
    record.json()
}
