//! Numbers of baths of growing size against the number D of their states, with the fitted powers of it.

use super::axis::Scale;
use super::figure::{AxesSpec, Curve, Figure};
use super::theme::CurveStyle;
use super::View;
use crate::record::histogram::PowerLaw;
use crate::words::Words;

/// One number of each bath.
pub(crate) struct DimensionSeries {
    pub label: String,
    pub points: Vec<DimensionPoint>,
    pub fit: Option<PowerLaw>,
}

/// It, of one bath.
#[derive(Clone, Copy)]
pub(crate) struct DimensionPoint {
    /// D.
    pub dimension: f64,
    /// The number, or its mean over several eigenstates.
    pub value: f64,
    /// The smallest and the largest of these.
    pub ends: Option<[f64; 2]>,
}

/// The empty figure for all of them, and for `more` that are not drawn here. Both axes are logarithmic unless the reader wants
/// others.
pub(crate) fn figure<'a>(
    view: &'a View,
    words: &Words,
    y_label: &str,
    all: &[DimensionSeries],
    more: &[DimensionPoint],
) -> Figure<'a> {
    let (mut dimensions, mut values) = (Vec::new(), Vec::new());
    for point in all.iter().flat_map(|series| &series.points).chain(more) {
        dimensions.push(point.dimension);
        values.push(point.value);
        values.extend(point.ends.into_iter().flatten());
    }
    let plan = AxesSpec {
        x: view.x.holding(Scale::Log, &dimensions),
        y: view.y.holding(Scale::Log, &values),
        x_label: words.text("chart.states"),
        y_label,
        marks: Vec::new(),
        reference: None,
        forbidden_below: false,
        whole: false,
    };
    Figure::new(view, &plan)
}

/// A dot for each bath, with a bar over its eigenstates, and a line for the fitted power.
pub(crate) fn draw(figure: &mut Figure, all: Vec<DimensionSeries>) {
    for (k, series) in all.into_iter().enumerate() {
        let style = CurveStyle {
            dash: &[],
            ..figure.palette.curve(k)
        };
        let x: Vec<f64> = series.points.iter().map(|p| p.dimension).collect();
        let y: Vec<f64> = series.points.iter().map(|p| p.value).collect();
        let (label, line) = match &series.fit {
            Some(fit) => (
                format!("{} ∝ D^{{{}}}", series.label, fit.exponent()),
                x.iter().map(|&d| fit.at(d)).collect(),
            ),
            None => (series.label, y.clone()),
        };
        let hidden = figure.is_hidden(figure.curves.len());
        figure.curve(Curve {
            label,
            x: &x,
            y: &line,
            style,
            growing: false,
        });
        if !hidden {
            figure.dots(&x, &y, style);
            for point in &series.points {
                if let Some(ends) = point.ends {
                    figure.whisker(point.dimension, ends, style.color);
                }
            }
        }
    }
}
