//! Panel `reversal`: entropy production out to the turning time and back, with and without
//! a kick at the turn.

use crate::draw::axis::{Axis, Scale};
use crate::draw::entropy_axis::{entropy_axis, entropy_label};
use crate::draw::figure::{AxesSpec, Curve, Figure};
use crate::draw::scene::Scene;
use crate::draw::theme::CurveStyle;
use crate::draw::time::{time_label, TimeMark};
use crate::draw::{Frame, View};
use crate::message::Message;
use crate::plan::trajectories;
use crate::record::{Run, Trajectories};
use crate::words::Words;

/// Dash of a curve with a kick at the turn.
const KICKED: &[f64] = &[9.0, 4.0];

pub fn compose(record: &Trajectories, view: &View, words: &Words) -> (Scene, Frame) {
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
        &AxesSpec {
            x,
            y: entropy_axis(record, view),
            x_label: time_label(&record.scenario, words),
            y_label: entropy_label(words),
            marks: vec![TimeMark {
                time: turn,
                symbol: "T".to_string(),
                name: words.text("chart.mark.turn").to_string(),
                formula: "ψ → ψ*".to_string(),
                line: true,
            }],
            reference: Some(0.0),
            forbidden_below: true,
            whole: false,
        },
    );
    figure.name_forbidden(0.0, words.text("story.plot.forbidden"));
    let couplings = &record.scenario.coupling;
    for run in &record.runs {
        // The runs of one coupling have one colour, and the nudged one is dashed.
        let place = couplings.iter().position(|&c| c == run.coupling);
        figure.curve(Curve {
            label: name(run, words),
            x: &run.time,
            y: &run.entropy_production,
            style: CurveStyle {
                dash: if run.kick.unwrap_or(0.0) == 0.0 {
                    &[]
                } else {
                    KICKED
                },
                ..figure.palette.curve(view.first + place.unwrap_or(0))
            },
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
        kick if kick == std::f64::consts::PI => {
            Message::new("chart.curve.kicked").with("kick", "π")
        }
        kick => Message::new("chart.curve.kicked").with("kick", kick),
    };
    words.say(&message.with("curve", coupling))
}
