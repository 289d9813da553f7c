//! The whole record as JSON, whichever plot is looked at.

use super::format::Format;

/// `.json`
pub static JSON: Format = Format {
    id: "json",
    media_type: "application/json",
    of_plot: false,
    write: |record, _, _| Some(record.json().into_bytes()),
};
