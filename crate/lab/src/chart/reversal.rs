//! Panel `reversal`: entropy production out to the turning time and back, with and without
//! a kick at the turn.

use super::axis::{Axis, Scale};
use super::entropy::{entropy_axis, entropy_label};
use super::figure::{Curve, Figure, Plan};
use super::sheet::Sheet;
use super::time::{time_label, TimeMark};
use super::{say, Frame, View};
use crate::experiment;
use crate::record::{Record, Run};
use crate::scenario::Lang;

pub(super) fn compose(record: &Record, view: &View) -> (Sheet, Frame) {
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
            x_label: time_label(&record.scenario, view.lang),
            y_label: entropy_label(view.lang),
            marks: vec![TimeMark {
                time: turn,
                symbol: "T",
                name: say(view.lang, "time turned round", "ここで時間を反転").to_string(),
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
            label: name(run, view.lang),
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

fn name(run: &Run, lang: Lang) -> String {
    let coupling = format!("γ′ = {}", run.coupling);
    match (run.kick.unwrap_or(0.0), lang) {
        (0.0, Lang::En) => format!("{coupling}, untouched"),
        (0.0, Lang::Ja) => format!("{coupling}、そのまま"),
        (kick, Lang::En) => format!("{coupling}, kicked φ = {kick}"),
        (kick, Lang::Ja) => format!("{coupling}、キック φ = {kick}"),
    }
}
