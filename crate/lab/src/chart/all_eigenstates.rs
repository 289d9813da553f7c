//! Panel `all-eigenstates`: entropy production at one time from every eigenstate of the bath,
//! against its energy, and its distribution.

use super::axis::{Axis, Scale};
use super::eth::{energy_label, snug};
use super::figure::{Figure, Plan};
use super::sheet::Sheet;
use super::theme::CurveStyle;
use super::{say, Frame, Points, View};
use crate::record::all_eigenstates::{AllEigenstates, SigmaStatistics};
use crate::record::histogram::Histogram;
use crate::record::Record;
use crate::scenario::Lang;

/// Bins of the histogram.
const BINS: usize = 50;

/// Every eigenstate as a point.
pub(super) fn compose(record: &Record, view: &View) -> (Sheet, Frame) {
    let all = record.all_eigenstates();
    let points = points(record, &all);
    let mut figure = Figure::new(
        view,
        &Plan {
            x: view.x.axis(Scale::Linear, |_| match record.all_ends() {
                // Known before the points are: the axis stands still while they come.
                Some(ends) => snug(ends.into_iter()),
                None => snug(points.x.iter().copied()),
            }),
            y: view.y.axis(Scale::Linear, |_| {
                Axis::around(0.0, 0.06, points.y.iter().copied())
            }),
            x_label: energy_label(view.lang),
            y_label: sigma_label(view.lang),
            marks: Vec::new(),
            reference: Some(0.0),
            forbidden_below: true,
            whole: false,
        },
    );
    figure.points(&points.x, &points.y, view.theme);
    if let (true, Some(statistics)) = (view.inset, &all.statistics) {
        figure.remark(&below(statistics, view.lang));
    }
    figure.finish()
}

/// The points of the panel's plot: which level, E/L, and sigma(t*).
pub(super) fn points(record: &Record, all: &AllEigenstates) -> Points {
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
pub(super) fn histogram(record: &Record, view: &View) -> (Sheet, Frame) {
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
    let bins = (left + right) as usize;
    let histogram = Histogram::new(&values, -left * width, right * width, bins);
    let mut figure = Figure::new(
        view,
        &Plan {
            x: view.x.axis(Scale::Linear, |_| x),
            y: view.y.axis(Scale::Linear, |_| {
                Axis::around_zero(histogram.density.iter().copied())
            }),
            x_label: sigma_label(view.lang),
            y_label: say(view.lang, "density of eigenstates", "固有状態の密度"),
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
        figure.remark(&below(statistics, view.lang));
    }
    if view.legend {
        figure.legend();
    }
    figure.finish()
}

fn sigma_label(lang: Lang) -> &'static str {
    say(
        lang,
        "entropy production σ(t*) (nats)",
        "エントロピー生成 σ(t*) (nats)",
    )
}

fn below(s: &SigmaStatistics, lang: Lang) -> String {
    let (below, levels, least) = (s.below_zero, s.levels, format!("{:.3}", s.minimum));
    let least = least.replace('-', "−");
    match lang {
        Lang::En => format!("σ < 0: {below} of {levels}; smallest {least}"),
        Lang::Ja => format!("σ < 0：{levels}個中{below}個、最小値 {least}"),
    }
}
