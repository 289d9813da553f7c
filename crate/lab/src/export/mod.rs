//! A record as a file: one file here a format, and the list of them that the page and the terminal read.

pub mod csv;
mod format;
pub mod json;
pub mod svg;

pub use format::{caption, set_up, Format, DOI, PROGRAM, REFERENCE};

/// Every format, in the order of the page's menu.
pub static FORMATS: &[&Format] = &[&svg::SVG, &csv::CSV, &json::JSON];

/// The format with this name.
pub fn find(id: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.id == id)
}
