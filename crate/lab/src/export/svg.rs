//! The chart of a record as an SVG document.

use super::format::{caption, set_up, Format, PROGRAM, REFERENCE};
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

/// The chart, lettered in these words and with a caption that says where it comes from unless the
/// view has its own, as an SVG document of `view.width` times `view.height` CSS px.
///
/// Coordinates inside are 1/8 px (`viewBox`), which keeps curves smooth. `<title>` and
/// `<desc>` say what it is: the view's title, the scenario, the program's version and the
/// paper.
pub fn svg(record: &Record, view: &View, words: &Words) -> String {
    let captioned = View {
        caption: view.caption.clone().or_else(|| Some(caption(record))),
        ..view.clone()
    };
    let (scene, _) = record.panel().figure(&captioned, words);
    let title = view.title.as_deref().unwrap_or("Second Law Lab");
    let about = format!("{PROGRAM}; scenario {}; {REFERENCE}", set_up(record));
    document(&scene, title, &about)
}
