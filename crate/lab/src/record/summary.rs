//! What a record shows in words and numbers, for readers who do not see its chart.

use super::{BathSummary, Record, Run};
use crate::message::Message;
use crate::scenario::{BathState, Panel};
use crate::words::Words;

impl Record {
    /// Sentences on the bath and on every curve.
    pub fn summary(&self, words: &Words) -> String {
        let mut sentences: Vec<Message> = self.bath.iter().map(start).collect();
        match self.scenario.panel {
            Panel::LightCone => sentences.extend(self.fronts()),
            Panel::Sizes => sentences.extend(self.sizes_summary()),
            _ => {
                let runs = self.runs.iter();
                sentences.extend(runs.filter_map(|run| course(run, self.scenario.panel)));
            }
        }
        sentences.extend(self.levels_summary().unwrap_or_default());
        sentences.extend(self.distributions());
        sentences.extend(self.departures());
        words.say(&Message::joined("sentences", sentences))
    }

    fn fronts(&self) -> Vec<Message> {
        let said = |(coupling, speed): (f64, f64)| {
            let message = Message::new("summary.front").with("coupling", coupling);
            message.with("speed", format!("{speed:.3}"))
        };
        let cones = self.light_cones();
        let speeds = cones.iter().filter_map(|c| Some((c.coupling, c.speed?)));
        speeds.map(said).collect()
    }

    fn distributions(&self) -> Vec<Message> {
        let said = |run: &Run| {
            let found = run.statistics.as_ref()?;
            let average = found.exponential_average;
            Some(
                Message::new("summary.distribution")
                    .with("coupling", run.coupling)
                    .with("time", found.time)
                    .with("mean", format!("{:.4}", found.mean))
                    .with("average", format!("{average:.4}")),
            )
        };
        self.runs.iter().filter_map(said).collect()
    }

    fn departures(&self) -> Vec<Message> {
        let partings = self.partings();
        let said = partings.iter().map(|parting| {
            let message = match parting.time {
                Some(time) => Message::new("summary.parting").with("time", format!("{time:.3}")),
                None => Message::new("summary.together"),
            };
            message.with("coupling", parting.coupling)
        });
        said.collect()
    }
}

fn start(bath: &BathSummary) -> Message {
    let state = &bath.eigenstate;
    let message = match (state.index, state.residual) {
        (Some(number), _) => Message::new("summary.bath.numbered").with("number", number),
        (None, Some(_)) => Message::new("summary.bath.eigenstate"),
        (None, None) => Message::new("summary.bath.thermal"),
    };
    message
        .with("sites", bath.sites)
        .with("dimension", bath.dimension)
        .with("energy", format!("{:.4}", state.energy))
}

/// Where a curve goes: its last and its smallest value.
fn course(run: &Run, panel: Panel) -> Option<Message> {
    let values = match panel {
        Panel::Fluctuation => run.exponential_average.as_deref()?,
        _ => &run.entropy_production,
    };
    let finite = || values.iter().copied().filter(|v| v.is_finite());
    let (time, last) = (*run.time.last()?, finite().next_back()?);
    let smallest = finite().fold(f64::INFINITY, f64::min);
    let what = match panel {
        Panel::Fluctuation => Message::plain("⟨exp(−s)⟩"),
        _ => Message::new("summary.entropy"),
    };
    let mut which = Message::new("summary.run").with("coupling", run.coupling);
    if run.state == BathState::Canonical.id() {
        which = Message::new("summary.run.canonical").saying("run", which);
    }
    if let Some(kick) = run.kick {
        which = Message::new("summary.run.kicked").saying("run", which);
        which = which.with("kick", kick);
    }
    Some(
        Message::new("summary.course")
            .saying("run", which)
            .saying("what", what)
            .with("time", time)
            .with("last", format!("{last:.4}"))
            .with("smallest", format!("{smallest:.4}")),
    )
}
