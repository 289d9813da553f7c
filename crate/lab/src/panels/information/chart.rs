//! Panel `information`: entropy production of one run, the two parts that it is the sum of, and the entropies of system and
//! bath.

use crate::draw::axis::{Axis, Scale};
use crate::draw::figure::{AxesSpec, Curve, Figure};
use crate::draw::scene::Scene;
use crate::draw::theme::CurveStyle;
use crate::draw::time::{time_axis, time_label, time_marks};
use crate::draw::{Frame, View};
use crate::message::Message;
use crate::plan::trajectories;
use crate::record::{Run, Trajectories};
use crate::words::Words;

/// The curves: letter, key of the name, and dashes.
const CURVES: [(&str, &str, &[f64]); 5] = [
    ("σ", "chart.curve.sigma", &[]),
    ("I", "chart.curve.mutual", &[]),
    ("ΔD", "chart.curve.divergence", &[]),
    ("S_{S}", "chart.curve.system", &[]),
    // Beside a system that started pure it lies on the one before.
    ("S_{B}", "chart.curve.bath", &[9.0, 9.0]),
];

/// A legend inside a plot narrower than this, in font sizes, has letters alone.
const NARROW: f64 = 40.0;

/// The values of the curves.
fn values(run: &Run) -> [&[f64]; 5] {
    [
        &run.entropy_production,
        &run.mutual_information,
        &run.divergence_change,
        &run.system_entropy,
        &run.bath_entropy,
    ]
}

pub fn compose(record: &Trajectories, view: &View, words: &Words) -> (Scene, Frame) {
    let place = view.run.min(record.runs.len().saturating_sub(1));
    let run = record.runs.get(place);
    let shown = || {
        let curves = run.map(values).into_iter().flatten().enumerate();
        let visible = curves.filter(|(k, _)| !view.hidden.contains(k));
        visible.flat_map(|(_, values)| values.iter().copied())
    };
    let mut figure = Figure::new(
        view,
        &AxesSpec {
            x: time_axis(&record.scenario, view),
            y: view.y.axis(Scale::Linear, |_| Axis::around_zero(shown())),
            x_label: time_label(&record.scenario, words),
            y_label: words.text("chart.nats"),
            marks: time_marks(record, words),
            reference: Some(0.0),
            forbidden_below: false,
            whole: false,
        },
    );
    if let Some(run) = run {
        let last = trajectories::times(&record.scenario).count();
        for (k, (values, (letter, key, dash))) in values(run).into_iter().zip(CURVES).enumerate() {
            figure.curve_over_time(Curve {
                label: match view.legend && view.width < NARROW * figure.font {
                    true => letter.to_string(),
                    false => words.say(
                        &Message::new("chart.curve.quantity")
                            .with("letter", letter)
                            .saying("name", Message::new(key)),
                    ),
                },
                x: &run.time,
                y: values,
                style: CurveStyle {
                    color: figure.palette.curve(k).color,
                    dash,
                },
                growing: values.len() < last && run.sampling.is_none(),
            });
            figure.in_short(letter.to_string());
        }
    }
    figure.explain_dots(words);
    if view.legend {
        figure.legend();
    }
    figure.finish()
}
