//! Where things are on a drawing, for what a page puts over it.

use serde::Serialize;

use super::axis::Axis;
use super::line::Rect;

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
    /// Where words stand on the plot that no crosshair may strike through.
    pub words: Vec<Rect>,
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
    /// Its course, for those who hear of it; none while it has no point, and for a map.
    pub course: Option<Course>,
}

/// How a curve goes: points (x, y) of it, in the units of its axes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Course {
    /// Where it begins.
    pub first: (f64, f64),
    /// Where it is lowest.
    pub least: (f64, f64),
    /// Where it is highest.
    pub greatest: (f64, f64),
    /// Where it ends.
    pub last: (f64, f64),
}

impl Course {
    /// The course of a curve; what is no number is not part of it.
    pub(crate) fn of(x: &[f64], y: &[f64]) -> Option<Self> {
        let points = x.iter().copied().zip(y.iter().copied());
        let mut points = points.filter(|(x, y)| x.is_finite() && y.is_finite());
        let first = points.next()?;
        let begun = Self {
            first,
            least: first,
            greatest: first,
            last: first,
        };
        Some(points.fold(begun, |course, point| Self {
            least: if point.1 < course.least.1 {
                point
            } else {
                course.least
            },
            greatest: if point.1 > course.greatest.1 {
                point
            } else {
                course.greatest
            },
            last: point,
            ..course
        }))
    }
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
