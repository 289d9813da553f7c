//! What plots of the runs share: a curve each, the canonical ones dashed in the colour of
//! the run that they are compared with, error bands, and where the two part.

use super::figure::{Curve, Figure};
use super::theme::{CurveStyle, Palette};
use super::time::TimeMark;
use super::{say, View};
use crate::experiment;
use crate::record::{Record, Run};
use crate::scenario::{BathState, Lang, Panel};

/// Dash of a canonical curve beside an eigenstate's.
const COMPARED: &[f64] = &[5.0, 4.0];

/// The quantity that a panel draws for each run.
pub(super) fn values(run: &Run, panel: Panel) -> &[f64] {
    match panel {
        Panel::Fluctuation => run.exponential_average.as_deref().unwrap_or_default(),
        _ => &run.entropy_production,
    }
}

/// Every run as a curve.
pub(super) fn draw(
    figure: &mut Figure,
    record: &Record,
    view: &View,
    of: impl Fn(&Run) -> Vec<f64>,
    errors: impl Fn(&Run) -> Option<&[f64]>,
) {
    let last = experiment::times(&record.scenario).len();
    for (k, run) in record.runs.iter().enumerate() {
        let values = of(run);
        let style = style(figure.palette, record, k);
        let hidden = view.hidden.contains(&k);
        if let Some(errors) = errors(run).filter(|_| !hidden) {
            figure.error_band(&run.time, &values, errors, style.color);
        }
        figure.curve(Curve {
            label: name(run, record, view.lang),
            x: &run.time,
            y: &values,
            style,
            // A canonical run is sampled: all of its times are there from the first sample on.
            growing: run.time.len() < last && run.sampling.is_none(),
        });
    }
}

/// Rings where the curves part from the canonical ones.
pub(super) fn part(figure: &mut Figure, record: &Record, view: &View, panel: Panel) {
    for (k, parting) in record.partings().iter().enumerate() {
        let run = &record.runs[k];
        let row = parting
            .time
            .and_then(|t| run.time.iter().position(|&time| time == t));
        if let (Some(row), false) = (row, view.hidden.contains(&k)) {
            let color = style(figure.palette, record, k).color;
            figure.open_dot(run.time[row], values(run, panel)[row], color);
        }
    }
}

/// The first of the partings as a marked time.
pub(super) fn parting_mark(record: &Record, lang: Lang) -> Option<TimeMark> {
    let times = record.partings().into_iter().filter_map(|p| p.time);
    let first = times.min_by(f64::total_cmp)?;
    Some(TimeMark {
        time: first,
        symbol: "t_{c}",
        name: say(lang, "parts from canonical", "カノニカルから離れる").to_string(),
        formula: "|Δ| > 0.01 + 3 × error",
        line: false,
    })
}

fn name(run: &Run, record: &Record, lang: Lang) -> String {
    let coupling = format!("γ′ = {}", run.coupling);
    let compared =
        run.state == BathState::Canonical.id() && record.scenario.state != BathState::Canonical;
    match compared {
        true => format!("{coupling}, {}", say(lang, "canonical", "カノニカル")),
        false => coupling,
    }
}

fn style(palette: &Palette, record: &Record, k: usize) -> CurveStyle {
    let own = record
        .runs
        .iter()
        .filter(|run| run.state == record.scenario.state.id())
        .count();
    if own == record.runs.len() || own == 0 {
        return palette.curve(k);
    }
    CurveStyle {
        color: palette.curve(k % own).color,
        dash: if k < own { &[] } else { COMPARED },
    }
}
