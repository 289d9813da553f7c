//! Panel `all-eigenstates`: entropy production at one time from every eigenstate of the bath,
//! against its energy, and its distribution.

use super::record::{AllEigenstates, AllEigenstatesState, NegativeShare, SigmaStatistics};
use crate::draw::axis::{Axis, Scale};
use crate::draw::by_dimension::{self, DimensionPoint, DimensionSeries};
use crate::draw::energy_label;
use crate::draw::figure::{AxesSpec, Figure};
use crate::draw::scene::Scene;
use crate::draw::theme::CurveStyle;
use crate::draw::{Frame, Points, View};
use crate::message::Message;
use crate::record::histogram::Histogram;
use crate::scenario::Family;
use crate::words::Words;
use numerics::cast::count;

/// Bins of the histogram.
const BINS: usize = 50;

/// Every eigenstate as a point.
pub fn compose(record: &AllEigenstatesState, view: &View, words: &Words) -> (Scene, Frame) {
    let all = record.all_eigenstates();
    let points = points(record, &all);
    let mut figure = Figure::new(
        view,
        &AxesSpec {
            x: view.x.axis(Scale::Linear, |_| match record.all_ends() {
                // Known before the points are: the axis stands still while they come.
                Some(ends) => Axis::padded(ends.into_iter()),
                None => Axis::padded(points.x.iter().copied()),
            }),
            y: view.y.axis(Scale::Linear, |_| {
                Axis::around(0.0, 0.06, points.y.iter().copied())
            }),
            x_label: energy_label(words),
            y_label: sigma_label(words),
            marks: Vec::new(),
            reference: Some(0.0),
            forbidden_below: true,
            whole: false,
        },
    );
    figure.name_forbidden(0.0, words.text("story.plot.forbidden"));
    figure.points(&points.x, &points.y, view.theme);
    if let (true, Some(statistics)) = (view.inset, &all.statistics) {
        figure.remark(&below(statistics, words));
    }
    figure.finish()
}

/// The points of the panel's plot: which level, E/L, and sigma(t*).
pub fn points(record: &AllEigenstatesState, all: &AllEigenstates) -> Points {
    let sites = record.scenario.bath.sites() as f64;
    let mut points = Points::default();
    for level in &all.levels {
        if let Some(sigma) = level.entropy_production {
            points.index.push(Some(level.index));
            points.x.push(level.energy / sites);
            points.y.push(sigma);
        }
    }
    points
}

/// The distribution of entropy production over all eigenstates.
pub fn histogram(record: &AllEigenstatesState, view: &View, words: &Words) -> (Scene, Frame) {
    let all = record.all_eigenstates();
    let values: Vec<f64> = all
        .levels
        .iter()
        .filter_map(|l| l.entropy_production)
        .collect();
    let x = Axis::around(0.0, 0.06, values.iter().copied());
    // Zero is the boundary of two bins: none holds values of both signs.
    let width = (x.max - x.min) / BINS as f64;
    let (left, right) = ((-x.min / width).ceil(), (x.max / width).ceil());
    let bins = count(left + right);
    let histogram = Histogram::new(&values, -left * width, right * width, bins);
    let mut figure = Figure::new(
        view,
        &AxesSpec {
            x: view.x.axis(Scale::Linear, |_| x),
            y: view.y.axis(Scale::Linear, |_| {
                Axis::around_zero(histogram.density.iter().copied())
            }),
            x_label: sigma_label(words),
            y_label: words.text("chart.density"),
            marks: Vec::new(),
            reference: None,
            forbidden_below: false,
            whole: false,
        },
    );
    figure.tint_left_of(0.0);
    let style = CurveStyle {
        dash: &[],
        ..figure.palette.curve(0)
    };
    let label = format!("γ′ = {}, t = {}", all.coupling, all.time);
    figure.steps(label, &histogram, style, true);
    if let (true, Some(statistics)) = (view.inset, &all.statistics) {
        figure.remark(&below(statistics, words));
    }
    if view.legend {
        figure.legend();
    }
    figure.finish()
}

/// The share of eigenstates with sigma(t*) < -epsilon against the number of states, both axes logarithmic. A bath without any
/// stands at the lower end as an open dot.
pub fn sizes(record: &AllEigenstatesState, view: &View, words: &Words) -> (Scene, Frame) {
    let all = record.all_eigenstates();
    let share = |bath: &NegativeShare| {
        Some(DimensionPoint {
            dimension: bath.dimension as f64,
            value: bath.share?,
            ends: None,
        })
    };
    let points = all.finite_size.iter().filter_map(share);
    let (some, none): (Vec<_>, Vec<_>) = points.partition(|point| point.value > 0.0);
    // The least share that each of the others could have had.
    let least: Vec<DimensionPoint> = none
        .iter()
        .map(|point| DimensionPoint {
            value: 1.0 / point.dimension,
            ..*point
        })
        .collect();
    let label = Message::new("chart.negative").with("epsilon", all.epsilon);
    let label = words.say(&label);
    let series = vec![DimensionSeries {
        label: words.text("chart.negative.name").to_string(),
        points: some,
        fit: all.decay,
    }];
    let mut figure = by_dimension::figure(view, words, &label, &series, &least);
    if record.scenario.family == Family::None {
        figure.notice(words.text("chart.decay.none"));
        return figure.finish();
    }
    let hidden = figure.is_hidden(0);
    by_dimension::draw(&mut figure, series);
    let color = figure.palette.curve(0).color;
    for point in none.iter().filter(|_| !hidden) {
        let bottom = figure.y().min * 1.001;
        figure.open_dot(point.dimension, bottom, color);
    }
    if view.legend {
        figure.legend();
    }
    figure.finish()
}

fn sigma_label(words: &Words) -> &str {
    words.text("chart.sigma")
}

fn below(s: &SigmaStatistics, words: &Words) -> String {
    let least = format!("{:.3}", s.minimum).replace('-', "−");
    let message = Message::new("chart.below-zero").with("below", s.below_zero);
    words.say(&message.with("levels", s.levels).with("least", least))
}
