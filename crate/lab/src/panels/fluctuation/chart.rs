//! Panel `fluctuation`: the average of e^{-s} against time, which is 1 where the fluctuation
//! theorem holds, and its violation on logarithmic axes (figure 3 of arXiv:1603.07857).

use crate::draw::axis::{Axis, Scale};
use crate::draw::curves;
use crate::draw::figure::{blank_scene, AxesSpec, Figure};
use crate::draw::irreversible::{irreversibility, irreversible};
use crate::draw::scene::Scene;
use crate::draw::time::{time_axis, time_label, time_marks, TimeMark};
use crate::draw::{AxisView, Frame, View};
use crate::message::Message;
use crate::plan::trajectories::resolves_distribution;
use crate::record::{Run, Trajectories};
use crate::words::Words;
use numerics::sorting::sorted;

/// The average against time; below it, if the view asks for an inset, its violation.
pub fn compose(record: &Trajectories, view: &View, words: &Words) -> (Scene, Frame) {
    let values = || shown(record, view).flat_map(|run| averages(run).iter().copied());
    let most = farthest(record, view);
    let y = view
        .y
        .axis(view.y.scale.unwrap_or_default(), |scale| match scale {
            Scale::Log => Axis::decades(values().chain([1.0])),
            Scale::Linear => Axis::around(1.0, 0.01, values().filter(|v| (v - 1.0).abs() <= most)),
        });
    let (scene, region) = blank_scene(view);
    // Two plots need room for both.
    let room = region.height() > 26.0 * view.font;
    let both = view.inset && room && !irreversible(&record.scenario);
    let mut marks = time_marks(record, words);
    marks.extend(curves::divergence_mark(record, words));
    marks.extend(chosen_time(record, words));
    let misleading = irreversible(&record.scenario);
    if misleading {
        // Words stand in place of curves.
        marks.clear();
    }
    let plan = AxesSpec {
        x: time_axis(&record.scenario, view),
        y,
        x_label: match both {
            true => "",
            false => time_label(&record.scenario, words),
        },
        y_label: "⟨e⁻ˢ⟩",
        marks,
        reference: (!misleading).then_some(1.0),
        forbidden_below: false,
        whole: false,
    };
    let (upper, lower) = region.split(if both { 0.56 } else { 1.0 });
    let mut figure = Figure::on(scene, upper, view, &plan);
    if misleading {
        figure.notice(irreversibility(words));
    } else {
        curves::late(&mut figure, record, view);
        curves::draw(&mut figure, record, view, words);
        curves::divergences(&mut figure, record, view);
        if view.legend {
            figure.legend();
        }
    }
    let (scene, frame) = figure.finish();
    if !both {
        return (scene, frame);
    }
    // The reader's axes are those of the upper plot; times are shared.
    let view = &View {
        y: AxisView::default(),
        ..view.clone()
    };
    let mut plan = violation_plan(record, view, words);
    for mark in &mut plan.marks {
        mark.name.clear();
    }
    let mut second = Figure::on(scene, lower, view, &plan);
    violations(&mut second, record, view, words);
    (second.finish().0, frame)
}

/// How far from 1 the axis goes at most: three times as far as the middle one of the curves, so that one that strays does not press
/// the others into a line; it then leaves the plot, and its name says how far it goes.
fn farthest(record: &Trajectories, view: &View) -> f64 {
    let strays = |run: &Run| {
        let away = averages(run).iter().map(|v| (v - 1.0).abs());
        away.filter(|v| v.is_finite()).fold(0.0, f64::max)
    };
    let all: Vec<f64> = shown(record, view).map(strays).collect();
    let all = sorted(&all, f64::total_cmp);
    let middle = all.get(all.len().saturating_sub(1) / 2);
    3.0 * middle.map_or(f64::INFINITY, |v| v.max(LEAST))
}

/// The shortest half of an axis that is spoken of as far from 1.
const LEAST: f64 = 0.01;

/// The time whose whole distribution is computed too.
fn chosen_time(record: &Trajectories, words: &Words) -> Option<TimeMark> {
    let scenario = &record.scenario;
    resolves_distribution(scenario).then(|| TimeMark {
        time: scenario.at,
        symbol: "t*".to_string(),
        name: words.text("chart.mark.chosen").to_string(),
        formula: "P(s), G(u)".to_string(),
        line: true,
    })
}

/// The violation |<e^{-s}> - 1| against time, both logarithmic, with the growth as t^2 that
/// holds at short times.
pub fn deviation(record: &Trajectories, view: &View, words: &Words) -> (Scene, Frame) {
    let mut figure = Figure::new(view, &violation_plan(record, view, words));
    if irreversible(&record.scenario) {
        figure.notice(irreversibility(words));
        return figure.finish();
    }
    violations(&mut figure, record, view, words);
    if view.legend {
        figure.legend();
    }
    figure.finish()
}

fn violation_plan<'a>(record: &Trajectories, view: &View, words: &'a Words) -> AxesSpec<'a> {
    let values: Vec<f64> = shown(record, view).flat_map(Run::violation).collect();
    let x = AxisView {
        scale: view.x.scale.or(Some(Scale::Log)),
        ..view.x
    };
    AxesSpec {
        x: time_axis(&record.scenario, &View { x, ..view.clone() }),
        y: view.y.holding(Scale::Log, &values),
        x_label: time_label(&record.scenario, words),
        y_label: "|⟨e⁻ˢ⟩ − 1|",
        marks: time_marks(record, words),
        reference: None,
        forbidden_below: false,
        whole: false,
    }
}

fn violations(figure: &mut Figure, record: &Trajectories, view: &View, words: &Words) {
    // The guide starts a little above the strongest violation at the first time.
    let first = |run: &Run| Some((*run.time.first()?, *run.violation().first()?));
    let starts = own(record).filter_map(first);
    let start = starts.filter(|(t, v)| *t > 0.0 && *v > 0.0);
    if let Some((t, v)) = start.max_by(|a, b| a.1.total_cmp(&b.1)) {
        let factors: Vec<f64> = (0..=60).map(|k| 10f64.powf(f64::from(k) / 40.0)).collect();
        let x: Vec<f64> = factors.iter().map(|f| t * f).collect();
        let y: Vec<f64> = factors.iter().map(|f| 5.0 * v * f * f).collect();
        let names = match powers(record) {
            Some(powers) => vec![
                words.say(&Message::new("chart.guide").with("powers", &powers)),
                format!("∝ t²  ({powers})"),
            ],
            None => vec!["∝ t²".to_string()],
        };
        figure.guide(&x, &y, &names);
    }
    curves::draw_values(figure, record, view, words, Run::violation, |_| None);
}

/// The scenario's own runs, without those that they are compared with.
fn own(record: &Trajectories) -> impl Iterator<Item = &Run> {
    let state = record.scenario.state.id();
    record.runs.iter().filter(move |run| run.state == state)
}

/// The smallest and largest power of t with which the runs' violations begin, in words.
fn powers(record: &Trajectories) -> Option<String> {
    let powers = record.onset().powers.into_iter().flatten();
    let (low, high) = powers.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), p| {
        (low.min(p), high.max(p))
    });
    let (least, most) = (format!("{low:.2}"), format!("{high:.2}"));
    match (low <= high, least == most) {
        (false, _) => None,
        (true, true) => Some(least),
        (true, false) => Some(format!("{least}–{most}")),
    }
}

fn shown<'a>(record: &'a Trajectories, view: &'a View) -> impl Iterator<Item = &'a Run> {
    let visible = |(k, _): &(usize, &Run)| !view.hidden.contains(k);
    record
        .runs
        .iter()
        .enumerate()
        .filter(visible)
        .map(|(_, run)| run)
}

fn averages(run: &Run) -> &[f64] {
    run.exponential_average.as_deref().unwrap_or_default()
}
