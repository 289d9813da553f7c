//! Panel `entropy`: entropy production against time, one curve a coupling (figure 2 of
//! arXiv:1603.07857).

use super::axis::{Axis, Scale};
use super::curves;
use super::figure::{Figure, Plan};
use super::sheet::Sheet;
use super::time::{time_axis, time_label, time_marks};
use super::{say, Frame, View};
use crate::record::{Record, Run};
use crate::scenario::{Lang, Panel};

pub(super) fn compose(record: &Record, view: &View) -> (Sheet, Frame) {
    let scenario = &record.scenario;
    let mut marks = time_marks(record, view.lang);
    marks.extend(curves::parting_mark(record, view.lang));
    let mut figure = Figure::new(
        view,
        &Plan {
            x: time_axis(scenario, view),
            y: entropy_axis(record, view),
            x_label: time_label(scenario, view.lang),
            y_label: entropy_label(view.lang),
            marks,
            reference: Some(0.0),
            forbidden_below: true,
            whole: false,
        },
    );
    let sigma = |run: &Run| run.entropy_production.clone();
    curves::draw(&mut figure, record, view, sigma, |run| {
        run.errors(Panel::Entropy)
    });
    curves::part(&mut figure, record, view, Panel::Entropy);
    if view.legend {
        figure.legend();
    }
    if view.inset {
        figure.lattice(scenario);
    }
    figure.finish()
}

pub(super) fn entropy_label(lang: Lang) -> &'static str {
    say(
        lang,
        "entropy production σ (nats)",
        "エントロピー生成 σ (nats)",
    )
}

/// The vertical axis for the visible runs.
pub(super) fn entropy_axis(record: &Record, view: &View) -> Axis {
    let values = || {
        let visible = |(k, _): &(usize, &Run)| !view.hidden.contains(k);
        let shown = record.runs.iter().enumerate().filter(visible);
        shown.flat_map(|(_, run)| run.entropy_production.iter().copied())
    };
    let scale = view.y.scale.unwrap_or_default();
    view.y.axis(scale, |scale| match scale {
        Scale::Log => Axis::decades(values()),
        Scale::Linear => sigma_axis(values(), record.complete()),
    })
}

/// From a little below zero, so that a reader sees that no curve goes there, or from as far
/// below as one does. While a run goes on, room for at least one nat spares most changes of
/// the axis.
fn sigma_axis(values: impl Iterator<Item = f64> + Clone, complete: bool) -> Axis {
    let room = if complete { None } else { Some(1.0) };
    let whole = Axis::around_zero(values.clone().chain(room));
    let positive = Axis::around_zero(values.clone().filter(|v| *v > 0.0).chain(room));
    let margin = -0.06 * positive.max;
    let barely_negative = values.clone().all(|v| v.is_nan() || v > 0.7 * margin);
    if whole.max > 0.0 && barely_negative {
        Axis {
            min: margin,
            ..positive
        }
    } else {
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(values: &[f64], complete: bool) -> (f64, f64) {
        let axis = sigma_axis(values.iter().copied(), complete);
        (axis.min, axis.max)
    }

    #[test]
    fn the_axis_shows_that_no_curve_is_below_zero_or_how_far_one_is() {
        assert_eq!(range(&[0.0, 1.34], true), (-0.06 * 1.5, 1.5));
        // Rounding noise and a slight dip fit into the margin.
        assert_eq!(range(&[-1e-15, -0.01, 1.34], true).0, -0.06 * 1.5);
        assert!(range(&[-0.33, 0.01], true).0 <= -0.33);
        assert_eq!(range(&[-0.33, -0.01], true).1, 0.0);
        let (min, max) = range(&[0.0, 1e-3], false);
        assert!(min < 0.0 && max >= 1.0, "room while a run goes on");
        assert!(range(&[0.0, 1e-3], true).1 < 2e-3);
    }
}
