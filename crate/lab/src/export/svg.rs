//! The chart of a record as an SVG document.

use super::format::{Format, REFERENCE};
use crate::draw::{document, View};
use crate::panels::Record;
use crate::words::Words;

/// `.svg`
pub static SVG: Format = Format {
    id: "svg",
    media_type: "image/svg+xml",
    of_plot: true,
    write: |record, view, words| Some(svg(record, view, words).into_bytes()),
};

/// The chart, lettered in these words, as an SVG document of `view.width` times `view.height` CSS px.
///
/// Coordinates inside are 1/8 px (`viewBox`), which keeps curves smooth. `<title>` and
/// `<desc>` say what it is: the view's title, the scenario, the program's version and the
/// paper.
pub fn svg(record: &Record, view: &View, words: &Words) -> String {
    let (scene, _) = record.panel().figure(view, words);
    let title = view.title.as_deref().unwrap_or("Second Law Lab");
    let (version, scenario) = (env!("CARGO_PKG_VERSION"), &record.text);
    let about = format!("Second Law Lab {version}; scenario {scenario}; {REFERENCE}");
    document(&scene, title, &about)
}
