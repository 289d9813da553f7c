//! Drawings: axes, curves, bars, points and maps as plain data, and their painter. Knows runs and baths, and no panel.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `view`, `frame` | how a reader wants a drawing; where things then are on it |
//! | `theme` | colours, dashes, fonts |
//! | `axis` | ranges, ticks and their labels |
//! | `labels` | labels that several plots have |
//! | `line` | gaps, thinning, clipping, dashes |
//! | `scene` | a drawing as plain data, and its painter |
//! | `figure` | what all plots share: margins, axes, curves, marked times |
//! | `mark_labels` | labels of vertical lines, staggered above a plot |
//! | `corner` | what stands inside a plot beside its curves: legend, lattice, a notice |
//! | `scatter` | many points, coloured by their crowd |
//! | `direct` | the curves' names beside them |
//! | `steps` | histograms |
//! | `color_map` | a number as a colour |
//! | `heat` | values as colours over two axes |
//! | `by_dimension` | numbers of baths of growing size and their powers of D |
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
pub(crate) mod by_dimension;
pub(crate) mod color_map;
pub(crate) mod corner;
pub(crate) mod curves;
pub(crate) mod direct;
pub(crate) mod entropy_axis;
pub(crate) mod figure;
pub(crate) mod frame;
pub(crate) mod growth;
pub(crate) mod heat;
pub(crate) mod irreversible;
pub(crate) mod labels;
pub(crate) mod line;
pub(crate) mod mark_labels;
pub(crate) mod resolution;
pub(crate) mod scatter;
pub(crate) mod scene;
pub(crate) mod steps;
pub(crate) mod svg;
pub(crate) mod theme;
pub(crate) mod time;
pub(crate) mod view;

use plotters::coord::Shift;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::{DrawingArea, DrawingBackend};

pub use axis::{Axis, Scale};
pub use frame::{Frame, FrameCurve, FrameMark, Points};
pub use growth::{growth, Series};
pub(crate) use labels::{bath_name, energy_label};
pub use line::Rect;
pub use scene::{Scene, FINE, FONT_RATIO, HALF_EX};
pub use svg::document;
pub use theme::Theme;
pub use view::{AxisView, View};

/// Paints a drawing on an area of a plotters backend whose unit is 1/[`FINE`] CSS px.
pub fn paint<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Scene,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    scene.paint(area)
}
