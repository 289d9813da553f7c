//! Panel `fluctuation`, without time: how far the theorem is from holding against how far S has left its initial state.
//!
//! |<e^{-s}> - 1| against |<n_S>(t) - <n_S>(0)|, a curve in time for each run: the critics' question (arXiv:1712.02128) is
//! whether the theorem holds only while nothing has happened. A ring stands where the arrival time is passed.

use crate::draw::axis::{Axis, Scale};
use crate::draw::curves::{name, style};
use crate::draw::figure::{AxesSpec, Curve, Figure};
use crate::draw::irreversible::{irreversibility, irreversible};
use crate::draw::scene::Scene;
use crate::draw::{Frame, View};
use crate::record::{named, MarkKind, Run, Table, Trajectories};
use crate::words::Words;

/// |<n_S>(t) - <n_S>(0)| at each time.
fn departure(run: &Run) -> Vec<f64> {
    let before = run.start_occupation;
    run.occupation.iter().map(|n| (n - before).abs()).collect()
}

pub fn compose(record: &Trajectories, view: &View, words: &Words) -> (Scene, Frame) {
    let shown = || {
        let runs = record.runs.iter().enumerate();
        runs.filter(|(k, _)| !view.hidden.contains(k))
            .map(|(_, run)| run)
    };
    let axis = |scale, values: Vec<f64>| match scale {
        Scale::Log => Axis::decades(values.into_iter()),
        Scale::Linear => Axis::around_zero(values.into_iter()),
    };
    let misleading = irreversible(&record.scenario);
    let mut figure = Figure::new(
        view,
        &AxesSpec {
            x: view.x.axis(Scale::Linear, |scale| {
                axis(scale, shown().flat_map(departure).collect())
            }),
            y: view.y.axis(view.y.scale.unwrap_or(Scale::Log), |scale| {
                axis(scale, shown().flat_map(Run::violation).collect())
            }),
            x_label: words.text("chart.departure"),
            y_label: "|⟨e⁻ˢ⟩ − 1|",
            marks: Vec::new(),
            reference: None,
            forbidden_below: false,
            whole: false,
        },
    );
    if misleading {
        figure.notice(irreversibility(words));
        return figure.finish();
    }
    let marks = record.time_marks();
    let arrival = marks.iter().find(|mark| mark.kind == MarkKind::Arrival);
    for (k, run) in record.runs.iter().enumerate() {
        let (x, y) = (departure(run), run.violation());
        let style = style(figure.palette, record, k);
        let passed = arrival.and_then(|mark| run.time.iter().position(|&t| t >= mark.time));
        let hidden = view.hidden.contains(&k);
        figure.curve(Curve {
            label: name(run, record, words),
            x: &x,
            y: &y,
            style,
            growing: false,
        });
        let place = passed.and_then(|row| x.get(row).zip(y.get(row)));
        if let Some((&x, &y)) = place.filter(|_| !hidden) {
            figure.open_dot(x, y, style.color);
        }
    }
    if view.legend {
        figure.legend();
    }
    figure.finish()
}

/// Both distances of every run at every time.
pub fn table(record: &Trajectories) -> Table {
    let rows = record.runs.iter().flat_map(|run| {
        let pairs = departure(run).into_iter().zip(run.violation());
        let rows = run.time.iter().zip(pairs);
        rows.map(|(&time, (x, y))| vec![run.coupling, time, x, y])
            .collect::<Vec<_>>()
    });
    named(
        &["coupling", "time", "departure", "violation"],
        rows.collect(),
    )
}
