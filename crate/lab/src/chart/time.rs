//! What plots against time share: the axis and the two Lieb-Robinson marks.

use super::axis::{Axis, Scale};
use super::{say, View};
use crate::record::{Mark, MarkKind, Record};
use crate::scenario::{Lang, Scenario, Spacing};

/// A time worth a vertical line.
#[derive(Clone)]
pub(super) struct TimeMark {
    pub time: f64,
    /// The symbol, and what may follow it where there is room.
    pub symbol: &'static str,
    pub name: String,
    pub formula: &'static str,
    /// Draw the line too, not only the label above the plot.
    pub line: bool,
}

/// The range of times a scenario asks for: known from the start of a run, so that the plot
/// draws itself without its axis moving.
pub(super) fn time_axis(scenario: &Scenario, view: &View) -> Axis {
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
pub(super) fn time_label(scenario: &Scenario, lang: Lang) -> &'static str {
    if scenario.hopping == 1.0 {
        say(lang, "time t (1/γ)", "時間 t (1/γ)")
    } else {
        say(lang, "time t (ħ = 1)", "時間 t (ħ = 1)")
    }
}

/// The two Lieb-Robinson marks, named apart: one is an estimate, the other a bound.
pub(super) fn time_marks(record: &Record, lang: Lang) -> Vec<TimeMark> {
    let named = |mark: Mark| match mark.kind {
        MarkKind::Arrival => TimeMark {
            time: mark.time,
            symbol: "τ_{v}",
            name: say(lang, "arrival (estimate)", "到達時間（目安）").to_string(),
            formula: "τ_v = l / 2γ",
            line: true,
        },
        MarkKind::LiebRobinson => TimeMark {
            time: mark.time,
            symbol: "τ_{LR}",
            name: say(
                lang,
                "Lieb–Robinson (bound)",
                "リーブ・ロビンソン時間（限界）",
            )
            .to_string(),
            formula: "τ_LR = l / v_LR,  v_LR = 2eJZ",
            line: true,
        },
    };
    record.marks().into_iter().map(named).collect()
}
