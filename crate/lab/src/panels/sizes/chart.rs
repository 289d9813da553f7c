//! Panel `sizes`: the fluctuation theorem and entropy production for baths of growing size, and
//! how long the theorem holds in them.

use super::record::{Size, SizesState};
use crate::draw::axis::{Axis, Scale};
use crate::draw::entropy_axis::entropy_label;
use crate::draw::figure::{blank_scene, AxesSpec, Curve, Figure};
use crate::draw::irreversible::{irreversibility, irreversible};
use crate::draw::line::Rect;
use crate::draw::scene::Scene;
use crate::draw::theme::CurveStyle;
use crate::draw::time::{time_axis, time_label};
use crate::draw::{bath_name, AxisView, Frame, View};
use crate::message::Message;
use crate::plan::trajectories;
use crate::record::{Run, Trajectories};
use crate::words::Words;

/// <e^{-s}> against time, one curve for each bath; below it, if the view asks for an inset,
/// entropy production.
pub fn compose(record: &SizesState, view: &View, words: &Words) -> (Scene, Frame) {
    let (scene, region) = blank_scene(view);
    let both = view.inset && region.height() > 26.0 * view.font && !irreversible(&record.scenario);
    let (upper, lower) = region.split(if both { 0.5 } else { 1.0 });
    let values = || shown(record, view).flat_map(average);
    let y = view
        .y
        .axis(view.y.scale.unwrap_or_default(), |scale| match scale {
            Scale::Log => Axis::decades(values().chain([1.0])),
            Scale::Linear => Axis::around(1.0, 0.01, values()),
        });
    let label = if both {
        ""
    } else {
        time_label(&record.scenario, words)
    };
    let plan = plan(record, view, y, "⟨e⁻ˢ⟩", label, Some(1.0));
    let mut figure = Figure::on(scene, upper, view, &plan);
    if irreversible(&record.scenario) {
        figure.notice(irreversibility(words));
        return figure.finish();
    }
    curves(&mut figure, record, words, average);
    if view.legend {
        figure.legend();
    }
    let (scene, frame) = figure.finish();
    match both {
        // The reader's axes are those of the upper plot; times are shared.
        true => (entropy(record, view, words, scene, lower, false).0, frame),
        false => (scene, frame),
    }
}

/// Entropy production against time.
pub fn production(record: &SizesState, view: &View, words: &Words) -> (Scene, Frame) {
    let (scene, region) = blank_scene(view);
    entropy(record, view, words, scene, region, view.legend)
}

fn entropy(
    record: &SizesState,
    view: &View,
    words: &Words,
    scene: Scene,
    region: Rect,
    legend: bool,
) -> (Scene, Frame) {
    let sigma = |run: &Run| run.entropy_production.clone();
    let y = Axis::around_zero(shown(record, view).flat_map(sigma));
    let label = time_label(&record.scenario, words);
    let plan = AxesSpec {
        forbidden_below: true,
        ..plan(record, view, y, entropy_label(words), label, Some(0.0))
    };
    let view = &View {
        y: AxisView::default(),
        ..view.clone()
    };
    let mut figure = Figure::on(scene, region, view, &plan);
    curves(&mut figure, record, words, sigma);
    if legend {
        figure.legend();
    }
    figure.finish()
}

/// The violation |<e^{-s}> - 1| on logarithmic axes, with the bound up to which the theorem
/// counts as holding.
pub fn deviation(record: &SizesState, view: &View, words: &Words) -> (Scene, Frame) {
    let epsilon = record.scenario.epsilon;
    let x = AxisView {
        scale: view.x.scale.or(Some(Scale::Log)),
        ..view.x
    };
    let view = &View { x, ..view.clone() };
    let mut values = vec![epsilon];
    values.extend(shown(record, view).flat_map(Run::violation));
    let y = view.y.holding(Scale::Log, &values);
    let label = time_label(&record.scenario, words);
    let plan = plan(record, view, y, "|⟨e⁻ˢ⟩ − 1|", label, Some(epsilon));
    let mut figure = Figure::new(view, &plan);
    if irreversible(&record.scenario) {
        figure.notice(irreversibility(words));
        return figure.finish();
    }
    curves(&mut figure, record, words, Run::violation);
    if view.legend {
        figure.legend();
    }
    figure.finish()
}

/// The time until which the theorem holds against the side length, with both Lieb-Robinson
/// times of each bath.
pub fn times(record: &SizesState, view: &View, words: &Words) -> (Scene, Frame) {
    let sizes = record.bath_sizes();
    let growth = record.growth();
    let side: Vec<f64> = sizes.iter().map(|size| size.side).collect();
    let last = Some(trajectories::times(&record.scenario).last());
    let series = growth.iter().enumerate().map(|(k, growth)| {
        let at = |size: &Size| size.holds.get(k)?.until;
        let held: Vec<f64> = sizes.iter().map(|s| at(s).unwrap_or(f64::NAN)).collect();
        // Still below the bound at the last time of all.
        let longer = |size: &Size| {
            size.holds
                .get(k)
                .is_some_and(|h| h.until.is_none() && Some(h.followed) == last)
        };
        let open: Vec<f64> = sizes.iter().filter(|s| longer(s)).map(|s| s.side).collect();
        (growth, held, open)
    });
    let series: Vec<_> = series.collect();
    let marks: [(&str, Vec<f64>, &'static [f64]); 2] = [
        (
            "τ_{v}",
            sizes.iter().map(|s| s.arrival).collect(),
            &[6.0, 4.0],
        ),
        (
            "τ_{LR}",
            sizes.iter().map(|s| s.lieb_robinson).collect(),
            crate::draw::theme::DOTTED,
        ),
    ];
    let held = series.iter().flat_map(|(_, held, _)| held);
    let marked = marks.iter().flat_map(|(_, times, _)| times);
    let all: Vec<f64> = held.chain(marked).copied().collect();
    let (low, high) = side
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), &s| {
            (a.min(s), b.max(s))
        });
    let chain = record.scenario.bath.kind.dimensions == 1;
    let base = if chain { "L" } else { "(√L)" };
    let room = 0.08 * (high - low).max(1.0);
    let plan = AxesSpec {
        x: view.x.axis(view.x.scale.unwrap_or(Scale::Linear), |scale| {
            Axis::new(scale, low - room, high + room)
                .unwrap_or_else(|| Axis::around_zero([1.0].into_iter()))
        }),
        y: view.y.holding(Scale::Log, &all),
        x_label: match chain {
            true => words.text("chart.side.chain"),
            false => words.text("chart.side.square"),
        },
        y_label: match record.scenario.hopping == 1.0 {
            true => words.text("chart.holds"),
            false => words.text("chart.holds.hbar"),
        },
        marks: Vec::new(),
        reference: None,
        forbidden_below: false,
        whole: false,
    };
    let mut figure = Figure::new(view, &plan);
    let color = figure.palette.ink;
    for (k, (growth, held, open)) in series.into_iter().enumerate() {
        let style = CurveStyle {
            dash: &[],
            ..figure.palette.curve(k)
        };
        let several = record.scenario.coupling.len() > 1;
        let name = match several {
            true => format!("γ′ = {}, ", growth.coupling),
            false => String::new(),
        };
        let label = match &growth.fit {
            Some(fit) => format!("{name}∝ {base}^{{{}}}", fit.exponent()),
            None => format!("γ′ = {}", growth.coupling),
        };
        // Baths beyond the bound have no time: the line joins those that have one.
        let points = side
            .iter()
            .copied()
            .zip(held)
            .filter(|(_, t)| t.is_finite());
        let (x, y): (Vec<f64>, Vec<f64>) = points.unzip();
        figure.curve(Curve {
            label,
            x: &x,
            y: &y,
            style,
            growing: false,
        });
        figure.dots(&x, &y, style);
        for side in open {
            figure.open_dot(side, plan.y.max * 0.999, style.color);
        }
    }
    for (name, times, dash) in &marks {
        figure.curve(Curve {
            label: name.to_string(),
            x: &side,
            y: times,
            style: CurveStyle { color, dash },
            growing: false,
        });
    }
    if view.legend {
        figure.legend();
    }
    figure.finish()
}

fn plan<'a>(
    record: &SizesState,
    view: &View,
    y: Axis,
    y_label: &'a str,
    x_label: &'a str,
    reference: Option<f64>,
) -> AxesSpec<'a> {
    AxesSpec {
        x: time_axis(&record.scenario, view),
        y,
        x_label,
        y_label,
        marks: Vec::new(),
        reference,
        forbidden_below: false,
        whole: false,
    }
}

/// A curve for each bath and coupling, in the record's order.
fn curves(figure: &mut Figure, record: &SizesState, words: &Words, of: impl Fn(&Run) -> Vec<f64>) {
    let last = trajectories::times(&record.scenario).count();
    for (k, (own, run)) in record.drawn_runs().enumerate() {
        let style = figure.palette.curve(k);
        figure.curve(Curve {
            label: name(own, run, record, words),
            x: &run.time,
            y: &of(run),
            style,
            growing: !run.time.is_empty() && run.time.len() < last,
        });
    }
}

/// The bath of a run, and its coupling where there are several.
fn name(own: &Trajectories, run: &Run, record: &SizesState, words: &Words) -> String {
    let bath = bath_name(own.scenario.bath, own.scenario.bosons, words);
    match record.scenario.coupling.len() {
        1 => bath,
        _ => {
            let message = Message::new("chart.bath.coupling").with("bath", bath);
            words.say(&message.with("coupling", run.coupling))
        }
    }
}

fn shown<'a>(record: &'a SizesState, view: &'a View) -> impl Iterator<Item = &'a Run> {
    let runs = record.drawn_runs().enumerate();
    runs.filter(|(k, _)| !view.hidden.contains(k))
        .map(|(_, (_, run))| run)
}

fn average(run: &Run) -> Vec<f64> {
    run.exponential_average.clone().unwrap_or_default()
}
