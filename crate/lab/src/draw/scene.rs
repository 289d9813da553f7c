//! A finished drawing as plain data, and its painter.
//!
//! Charts lay themselves out in CSS px, without a backend and without measuring any font:
//! the width of a text is estimated from a table, so the same record gives the same drawing
//! on a canvas, in an SVG file and in a test. [`Scene::paint`] hands the drawing to
//! plotters, in units of 1/8 px: plotters' coordinates are whole numbers, and on whole
//! pixels curves wobble.

use plotters::coord::Shift;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::prelude::{DrawingArea, DrawingBackend, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{
    Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBAColor, ShapeStyle,
    TextStyle as PlottersStyle,
};

use super::line::{Point, Rect};
use super::theme::FONT;
use numerics::cast::whole;

/// Units of a backend's grid in one CSS px.
pub const FINE: u32 = 8;

/// plotters' SVG backend writes a font size divided by this; [`Scene::paint`] multiplies by
/// it, and the page's canvas divides again, so that sizes here are true CSS px.
pub const FONT_RATIO: f64 = 1.24;

/// Distance from the baseline to the middle of a small letter, in font sizes (half an `ex`):
/// how far below its anchor plotters' SVG backend puts the baseline of centred text.
pub const HALF_EX: f64 = 0.26;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stroke {
    pub color: RGBAColor,
    pub width: f64,
}

/// The place of a text's anchor along its baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TextStyle {
    pub size: f64,
    pub color: RGBAColor,
    pub bold: bool,
    pub anchor: Anchor,
    /// Read from bottom to top.
    pub upright: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum Primitive {
    Line {
        points: Vec<Point>,
        stroke: Stroke,
    },
    Box {
        rect: Rect,
        color: RGBAColor,
    },
    /// A filled polygon.
    Area {
        points: Vec<Point>,
        color: RGBAColor,
    },
    Disc {
        center: Point,
        radius: f64,
        color: RGBAColor,
    },
    /// `at` is on the baseline.
    Text {
        text: String,
        at: Point,
        style: TextStyle,
    },
}

/// Shapes in the order they are painted, on paper of `width` times `height` CSS px.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) shapes: Vec<Primitive>,
}

impl Scene {
    pub(crate) fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            shapes: Vec::new(),
        }
    }

    pub(crate) fn line(&mut self, points: Vec<Point>, stroke: Stroke) {
        self.shapes.push(Primitive::Line { points, stroke });
    }

    pub(crate) fn segment(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.line(vec![from, to], stroke);
    }

    pub(crate) fn rect(&mut self, rect: Rect, color: RGBAColor) {
        self.shapes.push(Primitive::Box { rect, color });
    }

    pub(crate) fn area(&mut self, points: Vec<Point>, color: RGBAColor) {
        self.shapes.push(Primitive::Area { points, color });
    }

    pub(crate) fn disc(&mut self, center: Point, radius: f64, color: RGBAColor) {
        self.shapes.push(Primitive::Disc {
            center,
            radius,
            color,
        });
    }

    /// Write `text` with its anchor at `at`. `_{..}` in horizontal text sets a subscript, `^{..}` a
    /// superscript.
    pub(crate) fn text(&mut self, text: &str, at: Point, style: &TextStyle) {
        let pieces = pieces(text);
        if let [(piece, Script::Base)] = pieces.as_slice() {
            let text = piece.to_string();
            return self.shapes.push(Primitive::Text {
                text,
                at,
                style: style.clone(),
            });
        }
        let width = text_width(text, style.size);
        let mut x = at.0
            - match style.anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => width / 2.0,
                Anchor::End => width,
            };
        for (piece, script) in pieces {
            let size = script.size(style.size);
            let y = at.1 + script.below() * style.size;
            // A renderer may drop the blank at the start of a text, so it is left as room.
            let blank = piece.len() - piece.trim_start().len();
            x += plain_width(&piece[..blank], size);
            self.shapes.push(Primitive::Text {
                text: piece.trim_start().to_string(),
                at: (x, y),
                style: TextStyle {
                    size,
                    anchor: Anchor::Start,
                    ..style.clone()
                },
            });
            x += plain_width(&piece[blank..], size);
        }
    }

    /// Paint everything on a backend's area, whose unit is 1/[`FINE`] CSS px.
    pub fn paint<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
    ) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
        for shape in &self.shapes {
            match shape {
                Primitive::Line { points, stroke } => {
                    let style = ShapeStyle {
                        color: stroke.color,
                        filled: false,
                        stroke_width: fine(stroke.width).max(1) as u32,
                    };
                    area.draw(&PathElement::new(fine_points(points), style))?;
                }
                Primitive::Box { rect, color } => {
                    let corners = [
                        fine_point((rect.left, rect.top)),
                        fine_point((rect.right, rect.bottom)),
                    ];
                    area.draw(&Rectangle::new(corners, filled(*color)))?;
                }
                Primitive::Area { points, color } => {
                    area.draw(&Polygon::new(fine_points(points), filled(*color)))?;
                }
                Primitive::Disc {
                    center,
                    radius,
                    color,
                } => {
                    area.draw(&Circle::new(
                        fine_point(*center),
                        fine(*radius),
                        filled(*color),
                    ))?;
                }
                Primitive::Text { text, at, style } => {
                    area.draw(&Text::new(
                        text.as_str(),
                        fine_point(middle_of(*at, style)),
                        lettering(style),
                    ))?;
                }
            }
        }
        Ok(())
    }
}

fn fine(length: f64) -> i32 {
    whole((length * f64::from(FINE)).round())
}

fn fine_point((x, y): Point) -> (i32, i32) {
    (fine(x), fine(y))
}

fn fine_points(points: &[Point]) -> Vec<(i32, i32)> {
    let mut fine: Vec<_> = points.iter().map(|&p| fine_point(p)).collect();
    // Two points are needed to make a line, even a very short one.
    if fine.len() > 2 {
        fine.dedup();
    }
    fine
}

fn filled(color: RGBAColor) -> ShapeStyle {
    ShapeStyle {
        color,
        filled: true,
        stroke_width: 0,
    }
}

/// Where plotters must put the middle of a text for its baseline to start at `at`.
fn middle_of((x, y): Point, style: &TextStyle) -> Point {
    let rise = HALF_EX * style.size;
    if style.upright {
        (x - rise, y)
    } else {
        (x, y - rise)
    }
}

fn lettering(style: &TextStyle) -> PlottersStyle<'static> {
    let weight = if style.bold {
        FontStyle::Bold
    } else {
        FontStyle::Normal
    };
    let size = style.size * f64::from(FINE) * FONT_RATIO;
    let h_pos = match style.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let mut font = FontDesc::new(FontFamily::Name(FONT), size, weight);
    if style.upright {
        font = font.transform(FontTransform::Rotate270);
    }
    PlottersStyle {
        font,
        color: style.color.to_backend_color(),
        pos: Pos::new(h_pos, VPos::Center),
    }
}

/// Size of a subscript or a superscript relative to its text.
const SCRIPT: f64 = 0.74;

/// How a piece of a text stands.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Script {
    Base,
    Lowered,
    Raised,
}

impl Script {
    fn size(self, size: f64) -> f64 {
        match self {
            Script::Base => size,
            Script::Lowered | Script::Raised => SCRIPT * size,
        }
    }

    /// How far below the base line, in font sizes.
    fn below(self) -> f64 {
        match self {
            Script::Base => 0.0,
            Script::Lowered => 0.22,
            Script::Raised => -0.36,
        }
    }
}

/// A text cut at its subscripts and superscripts.
fn pieces(text: &str) -> Vec<(&str, Script)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find("_{").into_iter().chain(rest.find("^{")).min() {
        let Some(close) = rest[open..].find('}') else {
            break;
        };
        let script = match rest[open..].starts_with('_') {
            true => Script::Lowered,
            false => Script::Raised,
        };
        pieces.push((&rest[..open], Script::Base));
        pieces.push((&rest[open + 2..open + close], script));
        rest = &rest[open + close + 1..];
    }
    pieces.push((rest, Script::Base));
    pieces.retain(|(piece, script)| {
        !(piece.is_empty() || *script != Script::Base && piece.trim().is_empty())
    });
    pieces
}

/// By how much a reader's font may be wider than estimated.
pub(crate) const SLACK: f64 = 0.1;

/// Estimated width of a text (scripts as in [`Scene::text`]) in CSS px.
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    pieces(text)
        .into_iter()
        .map(|(piece, script)| plain_width(piece, script.size(size)))
        .sum()
}

fn plain_width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// Advance widths of the printable ASCII characters in thousandths of the font size
/// (Helvetica's metrics; the page's other fonts are within a few per cent).
const ADVANCES: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

fn advance(c: char) -> f64 {
    const WIDER: f64 = 1.05;
    match c {
        ' '..='~' => WIDER * f64::from(ADVANCES[c as usize - ' ' as usize]) / 1000.0,
        '⁰'..='⁹' | '⁻' | '¹' | '²' | '³' => 0.37,
        '′' => 0.25,
        '∝' => 0.8,
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' => 1.0,
        _ => 0.6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_follow_script_size_and_subscripts() {
        assert_eq!(text_width("", 12.0), 0.0);
        assert_eq!(text_width("\u{6642}\u{9593}", 12.0), 24.0);
        assert!(text_width("WW", 12.0) > 2.0 * text_width("ii", 12.0));
        assert!((text_width("abc", 24.0) - 2.0 * text_width("abc", 12.0)).abs() < 1e-12);
        let (lowered, level) = (text_width("τ_{LR}", 12.0), text_width("τLR", 12.0));
        assert!(lowered < level && lowered > text_width("τ", 12.0));
    }

    #[test]
    fn subscripts_are_cut_out_and_unfinished_ones_left_alone() {
        assert_eq!(
            pieces("τ_{LR} bound"),
            [
                ("τ", Script::Base),
                ("LR", Script::Lowered),
                (" bound", Script::Base)
            ]
        );
        assert_eq!(
            pieces("∝ D^{−0.5}"),
            [("∝ D", Script::Base), ("−0.5", Script::Raised)]
        );
        assert_eq!(pieces("a_{b"), [("a_{b", Script::Base)]);
        assert_eq!(pieces("plain"), [("plain", Script::Base)]);
    }

    #[test]
    fn a_subscripted_text_keeps_its_anchor() {
        let style = |anchor| TextStyle {
            size: 12.0,
            color: RGBAColor(0, 0, 0, 1.0),
            bold: false,
            anchor,
            upright: false,
        };
        let left = |anchor| {
            let mut scene = Scene::new(100.0, 100.0);
            scene.text("τ_{LR} x", (50.0, 10.0), &style(anchor));
            assert_eq!(scene.shapes.len(), 3);
            let Primitive::Text { at, .. } = &scene.shapes[0] else {
                panic!("a text")
            };
            at.0
        };
        let width = text_width("τ_{LR} x", 12.0);
        assert_eq!(left(Anchor::Start), 50.0);
        assert_eq!(left(Anchor::Middle), 50.0 - width / 2.0);
        assert_eq!(left(Anchor::End), 50.0 - width);
    }
}
