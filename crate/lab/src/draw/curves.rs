//! What plots of the runs share: a curve each, the canonical ones dashed in the colour of
//! the run that they are compared with, error bands, and where the two part.

use super::figure::{Curve, Figure};
use super::theme::{CurveStyle, Palette};
use super::time::TimeMark;
use super::View;
use crate::message::Message;
use crate::plan::trajectories;
use crate::record::{Quantity, Run, Trajectories};
use crate::scenario::BathState;
use crate::words::Words;

/// Dash of a canonical curve beside an eigenstate's.
const COMPARED: &[f64] = &[5.0, 4.0];

/// What the panel draws of every run, with its error band.
pub(crate) fn draw(figure: &mut Figure, record: &Trajectories, view: &View, words: &Words) {
    let values = |run: &Run| record.quantity.of(run).to_vec();
    draw_values(figure, record, view, words, values, |run| {
        record.quantity.errors(run)
    });
}

/// Values of every run as a curve.
pub(crate) fn draw_values(
    figure: &mut Figure,
    record: &Trajectories,
    view: &View,
    words: &Words,
    of: impl Fn(&Run) -> Vec<f64>,
    errors: impl Fn(&Run) -> Option<&[f64]>,
) {
    let last = trajectories::times(&record.scenario).count();
    for (k, run) in record.runs.iter().enumerate() {
        let values = of(run);
        let style = style(figure.palette, record, k);
        let hidden = view.hidden.contains(&k);
        if let Some(errors) = errors(run).filter(|_| !hidden) {
            figure.error_band(&run.time, &values, errors, style.color);
        }
        figure.curve_over_time(Curve {
            label: name(run, record, words),
            x: &run.time,
            y: &values,
            style,
            // A canonical run is sampled: all of its times are there from the first sample on.
            growing: run.time.len() < last && run.sampling.is_none(),
        });
    }
    figure.explain_dots(words);
}

/// The means over the late window, each with what its run is within most of the time: root mean square about the mean.
pub(crate) fn late(figure: &mut Figure, record: &Trajectories, view: &View) {
    for (k, late) in record.late().iter().enumerate() {
        let Some(level) = late.levels.first().filter(|_| !view.hidden.contains(&k)) else {
            continue;
        };
        let (mean, rms) = match record.quantity {
            Quantity::EntropyProduction => {
                (level.entropy_production_mean, level.entropy_production_rms)
            }
            Quantity::ExponentialAverage => {
                let off = level.exponential_mean - 1.0;
                let about = level.exponential_deviation.powi(2) - off * off;
                (level.exponential_mean, about.max(0.0).sqrt())
            }
        };
        let color = style(figure.palette, record, k).color;
        figure.level((late.from, late.to), mean, rms, color);
    }
}

/// Rings where the curves part from the canonical ones.
pub(crate) fn divergences(figure: &mut Figure, record: &Trajectories, view: &View) {
    for (k, divergence) in record.divergences().iter().enumerate() {
        let run = &record.runs[k];
        let row = divergence
            .time
            .and_then(|t| run.time.iter().position(|&time| time == t));
        if let (Some(row), false) = (row, view.hidden.contains(&k)) {
            let color = style(figure.palette, record, k).color;
            figure.open_dot(run.time[row], record.quantity.of(run)[row], color);
        }
    }
}

/// The first of the divergences as a marked time.
pub(crate) fn divergence_mark(record: &Trajectories, words: &Words) -> Option<TimeMark> {
    let times = record.divergences().into_iter().filter_map(|p| p.time);
    let first = times.min_by(f64::total_cmp)?;
    Some(TimeMark {
        time: first,
        symbol: "t_{c}".to_string(),
        name: words.text("chart.mark.parting").to_string(),
        formula: "|Δ| > 0.01 + 3 SE".to_string(),
        line: false,
    })
}

/// The name of a run's curve.
pub(crate) fn name(run: &Run, record: &Trajectories, words: &Words) -> String {
    let coupling = format!("γ′ = {}", run.coupling);
    let compared =
        run.state == BathState::Canonical.id() && record.scenario.state != BathState::Canonical;
    match compared {
        true => words.say(&Message::new("chart.curve.canonical").with("curve", coupling)),
        false => coupling,
    }
}

/// How a run's curve is drawn.
pub(crate) fn style(palette: &Palette, record: &Trajectories, k: usize) -> CurveStyle {
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
