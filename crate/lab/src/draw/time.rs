//! What plots against time share: the axis and the two Lieb-Robinson marks.

use super::axis::{Axis, Scale};
use super::View;
use crate::record::{Mark, MarkKind, Trajectories};
use crate::scenario::{Scenario, Spacing};
use crate::words::Words;

/// A time worth a vertical line.
#[derive(Clone)]
pub(crate) struct TimeMark {
    pub time: f64,
    /// The symbol, and what may follow it where there is room.
    pub symbol: String,
    pub name: String,
    pub formula: String,
    /// Draw the line too, not only the label above the plot.
    pub line: bool,
}

/// The range of times a scenario asks for: known from the start of a run, so that the plot
/// draws itself without its axis moving.
pub(crate) fn time_axis(scenario: &Scenario, view: &View) -> Axis {
    let times = &scenario.times;
    let own = match times.spacing {
        Spacing::Log => Scale::Log,
        Spacing::Lin => Scale::Linear,
    };
    let step = (times.to - times.from) / times.count.max(2) as f64;
    view.x.axis(view.x.scale.unwrap_or(own), |scale| {
        match scale {
            Scale::Linear => Axis::new(scale, times.from.min(0.0), times.to),
            Scale::Log if times.from > 0.0 => Axis::new(scale, times.from, times.to),
            Scale::Log => Axis::new(scale, step, times.to),
        }
        .unwrap_or(Axis {
            scale,
            min: 0.01,
            max: 100.0,
        })
    })
}

/// Times are in 1/gamma only while energies are in units of gamma.
pub(crate) fn time_label<'a>(scenario: &Scenario, words: &'a Words) -> &'a str {
    if scenario.hopping == 1.0 {
        words.text("chart.time.gamma")
    } else {
        words.text("chart.time.hbar")
    }
}

/// The two Lieb-Robinson marks, named apart: one is an estimate, the other a bound.
pub(crate) fn time_marks(record: &Trajectories, words: &Words) -> Vec<TimeMark> {
    let named = |mark: Mark| match mark.kind {
        MarkKind::Arrival => TimeMark {
            time: mark.time,
            symbol: "τ_{v}".to_string(),
            name: words.text("chart.mark.arrival").to_string(),
            formula: format!("τ_v = l / {}γ", record.scenario.bath.kind.velocity),
            line: true,
        },
        MarkKind::LiebRobinson => TimeMark {
            time: mark.time,
            symbol: "τ_{LR}".to_string(),
            name: words.text("chart.mark.lieb-robinson").to_string(),
            formula: "τ_LR = l / v_LR,  v_LR = 2eJZ,  J ≥ γ, |g|, γ′".to_string(),
            line: true,
        },
    };
    record.time_marks().into_iter().map(named).collect()
}
