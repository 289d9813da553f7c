//! Drawings: axes, curves, bars, points and maps as plain data, and their painter. Knows runs and baths, and no panel.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `theme` | colours, dashes, fonts |
//! | `axis` | ranges, ticks and their labels |
//! | `line` | gaps, thinning, clipping, dashes |
//! | `sheet` | a drawing as plain data, and its painter |
//! | `figure` | what all plots share: margins, axes, curves, marked times |
//! | `flags` | labels of vertical lines, staggered above a plot |
//! | `corner` | what stands inside a plot beside its curves: legend, lattice, a notice |
//! | `scatter` | many points, coloured by their crowd |
//! | `steps` | histograms |
//! | `heat` | values as colours over two axes |
//! | `irreversible` | what stands in place of an average that says nothing |
//! | `time` | what plots against time share |
//! | `curves` | what plots of the runs share |
//! | `entropy_axis` | the axis of entropy production |
//! | `growth` | cost against size, for the documentation |
//! | `svg` | a drawing as an SVG document |
//!
//! [`paint`] puts a drawing on any backend of plotters and [`svg()`] writes it as a document. Nothing here measures fonts or asks what time it is:
//! the same record and view give the same drawing everywhere.

pub(crate) mod axis;
pub(crate) mod corner;
pub(crate) mod curves;
pub(crate) mod entropy_axis;
pub(crate) mod figure;
pub(crate) mod flags;
pub(crate) mod growth;
pub(crate) mod heat;
pub(crate) mod irreversible;
pub(crate) mod line;
pub(crate) mod scatter;
pub(crate) mod sheet;
pub(crate) mod steps;
pub(crate) mod svg;
pub(crate) mod theme;
pub(crate) mod time;

use plotters::coord::Shift;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::{DrawingArea, DrawingBackend};
use serde::{Deserialize, Serialize};

pub use axis::{Axis, Scale};
pub use growth::{growth, Series};
pub use heat::ColorScale;
pub use sheet::{Sheet, FINE, FONT_RATIO, HALF_EX};
pub use svg::document;
pub use theme::Theme;

use crate::message::Message;
use crate::words::Words;

/// How a reader wants to see a record. Read from JSON; what is left out is as in `default`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct View {
    /// Width of the whole drawing in CSS px.
    pub width: f64,
    /// Height of the whole drawing in CSS px.
    pub height: f64,
    /// Which of the panel's plots, by its name.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub plot: String,
    /// Light or dark paper.
    pub theme: Theme,
    /// The horizontal axis.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub x: AxisView,
    /// The vertical axis.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub y: AxisView,
    /// Which of the runs, where a plot shows only one.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub run: usize,
    /// Curves switched off, by their place in the record.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub hidden: Vec<usize>,
    /// A time to point out.
    #[cfg_attr(test, ts(optional))]
    pub cursor: Option<f64>,
    /// Write a legend into the plot.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub legend: bool,
    /// Draw what goes with the plot too: the lattice, or a second plot.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub inset: bool,
    /// Paint the paper too; otherwise what is behind the drawing shows through.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub background: bool,
    /// Written above the plot.
    #[cfg_attr(test, ts(optional))]
    pub title: Option<String>,
    /// Size of the axes' lettering in CSS px.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub font: f64,
}

/// What a reader chose for an axis; `None` leaves it to the panel and its data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(default, deny_unknown_fields)]
pub struct AxisView {
    /// Linear or logarithmic.
    pub scale: Option<Scale>,
    /// What is shown of it, from and to; ignored where no such axis exists.
    pub range: Option<(f64, f64)>,
}

impl Default for View {
    fn default() -> Self {
        Self {
            width: 720.0,
            height: 440.0,
            plot: "main".to_string(),
            theme: Theme::Light,
            x: AxisView::default(),
            y: AxisView::default(),
            run: 0,
            hidden: Vec::new(),
            cursor: None,
            legend: false,
            inset: false,
            background: false,
            title: None,
            font: 13.0,
        }
    }
}

impl View {
    /// The view of an exported figure: complete in itself.
    pub fn export() -> Self {
        Self {
            legend: true,
            inset: true,
            background: true,
            ..Self::default()
        }
    }
}

impl AxisView {
    /// The reader's range if it is one, else `automatic`, made for the given scale.
    pub(crate) fn axis(&self, scale: Scale, automatic: impl FnOnce(Scale) -> Axis) -> Axis {
        let chosen = self.range.and_then(|(min, max)| Axis::new(scale, min, max));
        chosen.unwrap_or_else(|| automatic(scale))
    }
}

/// Where things are on a drawing: what a page needs to put a crosshair, a zoom box and a
/// legend over it. Lengths are in CSS px.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Frame {
    /// Left edge of the plot area inside the axes.
    pub left: f64,
    /// Its top edge.
    pub top: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The horizontal axis: what a position across the plot area means.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// All curves in the record's order, the hidden ones too.
    pub curves: Vec<FrameCurve>,
    /// The marked times that are in view.
    pub marks: Vec<FrameMark>,
    /// What the colours of a heat map mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub colors: Option<ColorScale>,
}

/// A curve as a legend lists it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Curve"))]
pub struct FrameCurve {
    /// Its name.
    pub label: String,
    /// `#rrggbb`
    pub color: String,
    /// Dash, gap, dash, gap, ... as SVG's `stroke-dasharray`; empty for a solid line.
    pub dash: Vec<f64>,
    /// Switched off by the view.
    pub hidden: bool,
}

/// A marked time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Mark"))]
pub struct FrameMark {
    /// Its symbol and name.
    pub label: String,
    /// When it is.
    pub time: f64,
    /// Where it comes from.
    pub formula: String,
    /// Where its line is, in CSS px from the drawing's left edge.
    pub x: f64,
}

/// The points of a scatter plot, in the values of its axes: what a page needs to find the one
/// under the pointer.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Points {
    /// Place of the level by energy; `None` while blocks of the bath are missing.
    pub index: Vec<Option<usize>>,
    /// Value along the horizontal axis: E/L.
    pub x: Vec<f64>,
    /// Value along the vertical axis.
    pub y: Vec<f64>,
}

/// Paints a drawing on an area of a plotters backend whose unit is 1/[`FINE`] CSS px.
pub fn paint<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    sheet: &Sheet,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    sheet.paint(area)
}

/// The axis of every level.
pub(crate) fn energy_label(words: &Words) -> &str {
    words.text("chart.energy")
}

/// A bath with the bosons in it.
pub(crate) fn bath_name(bath: &str, bosons: usize, words: &Words) -> String {
    let message = Message::new("chart.bath").with("bath", bath);
    words.say(&message.with("bosons", bosons))
}
