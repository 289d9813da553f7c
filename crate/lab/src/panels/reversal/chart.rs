//! Panel `reversal`: entropy production out to the turning time and back, with and without
//! an imperfect way back, and the echo.

use super::echo::Echo;
use crate::draw::axis::{Axis, Scale};
use crate::draw::entropy_axis::{entropy_axis, entropy_label};
use crate::draw::figure::{AxesSpec, Curve, Figure};
use crate::draw::scene::Scene;
use crate::draw::theme::CurveStyle;
use crate::draw::time::{time_label, TimeMark};
use crate::draw::{Frame, View};
use crate::message::Message;
use crate::plan::trajectories;
use crate::record::words::angle;
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
        // The runs of one coupling have one colour, and the imperfect one is dashed.
        let perfect = [run.kick, run.mismatch]
            .into_iter()
            .flatten()
            .all(|x| x == 0.0);
        let place = couplings.iter().position(|&c| c == run.coupling);
        figure.curve_over_time(Curve {
            label: name(run, words),
            x: &run.time,
            y: &run.entropy_production,
            style: CurveStyle {
                dash: if perfect { &[] } else { KICKED },
                ..figure.palette.curve(view.first + place.unwrap_or(0))
            },
            growing: run.time.len() < last,
        });
        figure.in_short(flaw(run));
    }
    figure.explain_dots(words);
    if view.legend {
        figure.legend();
    }
    if view.inset {
        figure.lattice(&record.scenario);
    }
    figure.finish()
}

/// What makes the return of a run imperfect, in letters; of an untouched one its coupling.
fn flaw(run: &Run) -> String {
    let one = |letter: &str, value: Option<f64>| {
        let value = value.filter(|&x| x != 0.0);
        value.map(|x| format!("{letter} = {}", angle(x)))
    };
    let flaws = [one("φ", run.kick), one("δ", run.mismatch)];
    let flaws: Vec<String> = flaws.into_iter().flatten().collect();
    match flaws.is_empty() {
        true => format!("γ′ = {}", run.coupling),
        false => flaws.join(", "),
    }
}

fn name(run: &Run, words: &Words) -> String {
    let coupling = format!("γ′ = {}", run.coupling);
    let kicked = run.kick.filter(|&kick| kick != 0.0);
    let mismatched = run.mismatch.filter(|&mismatch| mismatch != 0.0);
    let message = match (kicked, mismatched) {
        (None, None) => Message::new("chart.curve.untouched"),
        (Some(kick), None) => Message::new("chart.curve.kicked").with("kick", angle(kick)),
        (None, Some(mismatch)) => Message::new("chart.curve.mismatched").with("mismatch", mismatch),
        (Some(kick), Some(mismatch)) => Message::new("chart.curve.flawed")
            .with("kick", angle(kick))
            .with("mismatch", mismatch),
    };
    words.say(&message.with("curve", coupling))
}

/// Entropy production at 2T against T, a curve for each mismatch; of one coupling, that of the run in view.
pub fn echo(runs: &Trajectories, echoes: &[Echo], view: &View, words: &Words) -> (Scene, Frame) {
    let drawn = runs.runs.get(view.run).or(runs.runs.first());
    let coupling = drawn.map_or(f64::NAN, |run| run.coupling);
    let of_run = || echoes.iter().filter(|echo| echo.coupling == coupling);
    let values = || of_run().flat_map(|echo| echo.entropy_production.iter().copied());
    let turn = runs.scenario.turn;
    let mut figure = Figure::new(
        view,
        &AxesSpec {
            x: view.x.axis(Scale::Linear, |scale| Axis {
                scale,
                min: 0.0,
                max: turn,
            }),
            y: view.y.axis(Scale::Linear, |_| Axis::around_zero(values())),
            x_label: words.text("chart.turn"),
            y_label: words.text("chart.echo"),
            marks: Vec::new(),
            reference: Some(0.0),
            forbidden_below: true,
            whole: false,
        },
    );
    for (k, echo) in of_run().enumerate() {
        figure.curve(Curve {
            label: format!("δ = {}", echo.mismatch),
            x: &echo.turn,
            y: &echo.entropy_production,
            style: figure.palette.curve(k),
            growing: false,
        });
    }
    match echoes.is_empty() {
        true => figure.notice(words.text("chart.echo.none")),
        false if view.legend => figure.legend(),
        false => {}
    }
    figure.finish()
}
