//! Panel `fluctuation`: the average of e^{-s} against time, which is 1 where the fluctuation
//! theorem holds, and its violation on logarithmic axes (figure 3 of arXiv:1603.07857).

use super::axis::{Axis, Scale};
use super::curves;
use super::figure::{paper, Figure, Plan};
use super::sheet::Sheet;
use super::time::{time_axis, time_label, time_marks, TimeMark};
use super::{say, AxisView, Frame, View};
use crate::experiment::statistics;
use crate::record::{Record, Run};
use crate::scenario::{Lang, Panel};

/// The average against time; below it, if the view asks for an inset, its violation.
pub(super) fn compose(record: &Record, view: &View) -> (Sheet, Frame) {
    let values = || shown(record, view).flat_map(|run| averages(run).iter().copied());
    let y = view
        .y
        .axis(view.y.scale.unwrap_or_default(), |scale| match scale {
            Scale::Log => Axis::decades(values().chain([1.0])),
            Scale::Linear => Axis::around(1.0, 0.01, values()),
        });
    let (sheet, region) = paper(view);
    // Two plots need room for both.
    let room = region.height() > 26.0 * view.font;
    let both = view.inset && room && !irreversible(record);
    let mut marks = time_marks(record, view.lang);
    marks.extend(curves::parting_mark(record, view.lang));
    marks.extend(chosen_time(record, view.lang));
    let misleading = irreversible(record);
    if misleading {
        // Words stand in place of curves.
        marks.clear();
    }
    let plan = Plan {
        x: time_axis(&record.scenario, view),
        y,
        x_label: match both {
            true => "",
            false => time_label(&record.scenario, view.lang),
        },
        y_label: "⟨e⁻ˢ⟩",
        marks,
        reference: (!misleading).then_some(1.0),
        forbidden_below: false,
        whole: false,
    };
    let (upper, lower) = region.split(if both { 0.56 } else { 1.0 });
    let mut figure = Figure::on(sheet, upper, view, &plan);
    if misleading {
        figure.notice(irreversibility(view.lang));
    } else {
        let average = |run: &Run| averages(run).to_vec();
        let panel = Panel::Fluctuation;
        curves::draw(&mut figure, record, view, average, |run| run.errors(panel));
        curves::part(&mut figure, record, view, panel);
        if view.legend {
            figure.legend();
        }
    }
    let (sheet, frame) = figure.finish();
    if !both {
        return (sheet, frame);
    }
    // The reader's axes are those of the upper plot; times are shared.
    let view = &View {
        y: AxisView::default(),
        ..view.clone()
    };
    let mut plan = violation_plan(record, view);
    for mark in &mut plan.marks {
        mark.name.clear();
    }
    let mut second = Figure::on(sheet, lower, view, &plan);
    violations(&mut second, record, view);
    (second.finish().0, frame)
}

/// The time whose whole distribution is computed too.
fn chosen_time(record: &Record, lang: Lang) -> Option<TimeMark> {
    let scenario = &record.scenario;
    statistics::is_wanted(scenario).then(|| TimeMark {
        time: scenario.at,
        symbol: "t*",
        name: say(lang, "time of P(s)", "P(s) の時刻").to_string(),
        formula: "P(s), G(u)",
        line: true,
    })
}

/// The violation |<e^{-s}> - 1| against time, both logarithmic, with the growth as t^2 that
/// holds at short times.
pub(super) fn deviation(record: &Record, view: &View) -> (Sheet, Frame) {
    let mut figure = Figure::new(view, &violation_plan(record, view));
    if irreversible(record) {
        figure.notice(irreversibility(view.lang));
        return figure.finish();
    }
    violations(&mut figure, record, view);
    if view.legend {
        figure.legend();
    }
    figure.finish()
}

fn violation_plan(record: &Record, view: &View) -> Plan {
    let values = || shown(record, view).flat_map(Run::violation);
    let x = AxisView {
        scale: view.x.scale.or(Some(Scale::Log)),
        ..view.x
    };
    Plan {
        x: time_axis(&record.scenario, &View { x, ..view.clone() }),
        y: view
            .y
            .axis(view.y.scale.unwrap_or(Scale::Log), |scale| match scale {
                Scale::Log => Axis::decades(values()),
                Scale::Linear => Axis::around_zero(values()),
            }),
        x_label: time_label(&record.scenario, view.lang),
        y_label: "|⟨e⁻ˢ⟩ − 1|",
        marks: time_marks(record, view.lang),
        reference: None,
        forbidden_below: false,
        whole: false,
    }
}

fn violations(figure: &mut Figure, record: &Record, view: &View) {
    // The guide starts a little above the strongest violation at the first time.
    let first = |run: &Run| Some((*run.time.first()?, *run.violation().first()?));
    let starts = own(record).filter_map(first);
    let start = starts.filter(|(t, v)| *t > 0.0 && *v > 0.0);
    if let Some((t, v)) = start.max_by(|a, b| a.1.total_cmp(&b.1)) {
        let factors: Vec<f64> = (0..=60).map(|k| 10f64.powf(f64::from(k) / 40.0)).collect();
        let x: Vec<f64> = factors.iter().map(|f| t * f).collect();
        let y: Vec<f64> = factors.iter().map(|f| 5.0 * v * f * f).collect();
        let words = say(view.lang, "fitted power", "フィットした指数");
        let names = match powers(record) {
            Some(powers) => vec![
                format!("∝ t²  ({words} {powers})"),
                format!("∝ t²  ({powers})"),
            ],
            None => vec!["∝ t²".to_string()],
        };
        figure.guide(&x, &y, &names);
    }
    curves::draw(figure, record, view, Run::violation, |_| None);
}

/// The scenario's own runs, without those that they are compared with.
fn own(record: &Record) -> impl Iterator<Item = &Run> {
    let state = record.scenario.state.id();
    record.runs.iter().filter(move |run| run.state == state)
}

/// The smallest and largest power of t with which the runs' violations begin, in words.
fn powers(record: &Record) -> Option<String> {
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

fn shown<'a>(record: &'a Record, view: &'a View) -> impl Iterator<Item = &'a Run> {
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

/// With S surely empty or surely filled at the start the sum over its states misses one, and
/// the average is below 1 for a reason that says nothing about the bath.
pub(super) fn irreversible(record: &Record) -> bool {
    let p = record.scenario.occupation;
    p <= 0.0 || p >= 1.0
}

pub(super) fn irreversibility(lang: Lang) -> &'static str {
    say(
        lang,
        "With the system surely empty or surely filled at the start, ⟨e⁻ˢ⟩ is below 1 for a trivial reason (absolute irreversibility). Choose an occupation between 0 and 1, for example 0.5.",
        "最初に系が確実に空、または確実に占有されている場合、⟨e⁻ˢ⟩は自明な理由（絶対不可逆性）で1を下回ります。占有数を0と1の間、たとえば0.5にしてください。",
    )
}
