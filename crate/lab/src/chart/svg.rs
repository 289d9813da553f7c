//! A drawing as an SVG document.

use plotters::prelude::{IntoDrawingArea, SVGBackend};

use super::{compose, Sheet, View, FINE};
use crate::record::Record;

/// What the numbers belong to; written into every figure.
const REFERENCE: &str =
    "E. Iyoda, K. Kaneko, T. Sagawa, Phys. Rev. Lett. 119, 100601 (2017), arXiv:1603.07857";

/// The chart of a record as an SVG document of `view.width` times `view.height` CSS px.
///
/// Coordinates inside are 1/8 px (`viewBox`), which keeps curves smooth. `<title>` and
/// `<desc>` say what it is: the view's title, the scenario, the program's version and the
/// paper.
pub fn svg(record: &Record, view: &View) -> String {
    let (sheet, _) = compose(record, view);
    let title = view.title.as_deref().unwrap_or("Second Law Lab");
    let (version, scenario) = (record.version, &record.text);
    let about = format!("Second Law Lab {version}; scenario {scenario}; {REFERENCE}");
    document(&sheet, title, &about)
}

/// A drawing as an SVG document with a title and a description.
pub(super) fn document(sheet: &Sheet, title: &str, about: &str) -> String {
    let size = |length: f64| (length * f64::from(FINE)).round() as u32;
    let (width, height) = (size(sheet.width), size(sheet.height));
    let mut body = String::new();
    {
        let area = SVGBackend::with_string(&mut body, (width, height)).into_drawing_area();
        let painted = sheet.paint(&area).and_then(|()| area.present());
        painted.expect("writing to a string does not fail");
    }
    let (_, shapes) = body
        .split_once(">\n")
        .expect("plotters writes a header line");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" stroke-linejoin=\"round\">\n<title>{}</title>\n<desc>{}</desc>\n{shapes}",
        sheet.width,
        sheet.height,
        escaped(title),
        escaped(about),
    )
}

/// Text for use between tags. Characters that no XML document may hold are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(c),
            _ => {}
        }
    }
    out
}
