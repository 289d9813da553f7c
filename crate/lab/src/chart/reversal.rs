//! Panel `reversal`: entropy production out to the turning time and back, with and without
//! a kick at the turn.

use super::axis::{Axis, Scale};
use super::entropy::{entropy_axis, entropy_label};
use super::figure::{Curve, Figure, Plan};
use super::sheet::Sheet;
use super::time::{time_label, TimeMark};
use super::{Frame, View};
use crate::experiment;
use crate::message::Message;
use crate::record::{Record, Run};
use crate::words::Words;

pub(super) fn compose(record: &Record, view: &View, words: &Words) -> (Sheet, Frame) {
    let turn = record.scenario.turn;
    let last = experiment::times(&record.scenario).len();
    // Always linear: the way back is compared with the way out by eye.
    let x = view.x.axis(Scale::Linear, |scale| Axis {
        scale,
        min: 0.0,
        max: 2.0 * turn,
    });
    let mut figure = Figure::new(
        view,
        &Plan {
            x,
            y: entropy_axis(record, view),
            x_label: time_label(&record.scenario, words),
            y_label: entropy_label(words),
            marks: vec![TimeMark {
                time: turn,
                symbol: "T",
                name: words.text("chart.mark.turn").to_string(),
                formula: "ψ → ψ*",
                line: true,
            }],
            reference: Some(0.0),
            forbidden_below: true,
            whole: false,
        },
    );
    for (k, run) in record.runs.iter().enumerate() {
        figure.curve(Curve {
            label: name(run, words),
            x: &run.time,
            y: &run.entropy_production,
            style: figure.palette.curve(k),
            growing: run.time.len() < last,
        });
    }
    if view.legend {
        figure.legend();
    }
    if view.inset {
        figure.lattice(&record.scenario);
    }
    figure.finish()
}

fn name(run: &Run, words: &Words) -> String {
    let coupling = format!("γ′ = {}", run.coupling);
    let message = match run.kick.unwrap_or(0.0) {
        0.0 => Message::new("chart.curve.untouched"),
        kick => Message::new("chart.curve.kicked").with("kick", kick),
    };
    words.say(&message.with("curve", coupling))
}
