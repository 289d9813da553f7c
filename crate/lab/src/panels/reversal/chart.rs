//! Panel `reversal`: entropy production out to the turning time and back, with and without
//! a kick at the turn.

use crate::draw::axis::{Axis, Scale};
use crate::draw::entropy_axis::{entropy_axis, entropy_label};
use crate::draw::figure::{Curve, Figure, Plan};
use crate::draw::sheet::Sheet;
use crate::draw::time::{time_label, TimeMark};
use crate::draw::{say, Frame, View};
use crate::plan::trajectories;
use crate::record::{Run, Trajectories};
use crate::scenario::Lang;

pub fn compose(record: &Trajectories, view: &View) -> (Sheet, Frame) {
    let turn = record.scenario.turn;
    let last = trajectories::times(&record.scenario).count();
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
                symbol: "T".to_string(),
                name: say(view.lang, "time turned round", "ここで時間を反転").to_string(),
                formula: "ψ → ψ*".to_string(),
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
