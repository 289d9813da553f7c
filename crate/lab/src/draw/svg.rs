//! A drawing as an SVG document.

use plotters::prelude::{IntoDrawingArea, SVGBackend};

use super::{Scene, FINE};
use numerics::cast::whole32;

/// A drawing as an SVG document with a title and a description.
pub fn document(scene: &Scene, title: &str, about: &str) -> String {
    let size = |length: f64| whole32(length * f64::from(FINE));
    let (width, height) = (size(scene.width), size(scene.height));
    let mut body = String::new();
    {
        let area = SVGBackend::with_string(&mut body, (width, height)).into_drawing_area();
        let painted = scene.paint(&area).and_then(|()| area.present());
        assert!(painted.is_ok(), "writing to a string does not fail");
    }
    let (_, shapes) = body
        .split_once(">\n")
        .expect("plotters writes a header line");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" stroke-linejoin=\"round\">\n<title>{}</title>\n<desc>{}</desc>\n{shapes}",
        scene.width,
        scene.height,
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
