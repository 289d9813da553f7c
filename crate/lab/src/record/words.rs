//! What a record shows in words and numbers, for readers who do not see its chart.

use super::late::{Late, LateSpread};
use super::quantity::Quantity;
use super::run::Run;
use super::trajectories::{BathSummary, Trajectories};
use crate::message::{decimals, Message};
use crate::scenario::panel::Use;
use numerics::cast::size;

impl Trajectories {
    /// The bath, the distributions, when curves part from the canonical ones, and what the curves show: where each of them
    /// goes is told from the plot, of those that are seen.
    pub fn words(&self) -> Vec<Message> {
        [
            self.bath_words(),
            self.late_words(),
            self.distribution_words(),
            self.divergence_words(),
            self.curves_words(),
        ]
        .concat()
    }

    /// The bath and its state.
    pub fn bath_words(&self) -> Vec<Message> {
        self.bath.iter().map(start).collect()
    }

    /// What the curves show.
    fn curves_words(&self) -> Vec<Message> {
        let shown = match self.quantity {
            Quantity::ExponentialAverage => "summary.curves.average",
            Quantity::EntropyProduction => "summary.curves.production",
        };
        vec![Message::new(shown)]
    }

    /// The means over the late window, or why there are none.
    pub fn late_words(&self) -> Vec<Message> {
        if self.scenario.late.is_some() && self.late().is_empty() {
            let asked = self.scenario.panel.uses(Use::Late);
            return asked
                .then(|| Message::new("summary.late.mixture"))
                .into_iter()
                .collect();
        }
        let said = |late: Late| {
            let spread = late.spread?;
            let which = Message::new("summary.run").with("coupling", late.coupling);
            Some(late_sentence(which, &late, &spread))
        };
        self.late().into_iter().filter_map(said).collect()
    }

    /// The distribution of every run that has one.
    pub fn distribution_words(&self) -> Vec<Message> {
        let said = |run: &Run| {
            let found = run.statistics.as_ref()?;
            let average = found.exponential_average;
            Some(
                Message::new("summary.distribution")
                    .with("coupling", run.coupling)
                    .with("time", found.time)
                    .with("mean", decimals(found.mean, 4))
                    .with("average", decimals(average, 4)),
            )
        };
        self.runs.iter().filter_map(said).collect()
    }

    /// When every curve parts from the canonical one, where there is one.
    pub fn divergence_words(&self) -> Vec<Message> {
        let divergences = self.divergences();
        let said = divergences.iter().map(|divergence| {
            let message = match divergence.time {
                Some(time) => Message::new("summary.parting").with("time", decimals(time, 3)),
                None => Message::new("summary.together"),
            };
            message.with("coupling", divergence.coupling)
        });
        said.collect()
    }
}

/// What eigenstates do over a late window; `which` names them.
pub fn late_sentence(which: Message, late: &Late, spread: &LateSpread) -> Message {
    let key = match spread.exponential_deviation.mean.is_finite() {
        true => "summary.late",
        false => "summary.late.certain",
    };
    Message::new(key)
        .saying("run", which)
        .with("from", late.from)
        .with("to", late.to)
        .with("levels", spread.levels)
        .with("deviation", figures(spread.exponential_deviation.mean))
        .with("mean", figures(spread.entropy_production_mean.mean))
        .with("rms", figures(spread.entropy_production_rms.mean))
        .with(
            "smallest",
            figures(spread.entropy_production_smallest.smallest),
        )
}

/// Three figures.
fn figures(x: f64) -> String {
    let digits = match x.abs().log10().floor() {
        power if power.is_finite() => size((2.0 - power).clamp(0.0, 12.0)),
        _ => 2,
    };
    decimals(x, digits)
}

/// An angle in radians, half a turn as it is written.
pub fn angle(radians: f64) -> String {
    let sign = if radians < 0.0 { "\u{2212}" } else { "" };
    match radians.abs() == std::f64::consts::PI {
        true => format!("{sign}\u{3c0}"),
        false => radians.to_string(),
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
        .with("energy", decimals(state.energy, 4))
}
