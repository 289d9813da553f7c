//! What the page is told as JSON beside drawings and records: how a text was read, what is to be computed, which runs there are.

use serde::Serialize;

use crate::draw::irreversible::irreversible;
use crate::draw::{Axis, Scale};
use crate::error::Error;
use crate::json::Named;
use crate::panels::Record;
use crate::plan::trajectories::times;
use crate::plan::Task;
use crate::record::Run;
use crate::scenario::{read, Scenario, Spacing};
use crate::work::run::Times;

/// What a scenario's text came to.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Reading<'a> {
    /// The canonical text.
    text: String,
    /// Each parameter's value as text.
    #[cfg_attr(test, ts(type = "Record<string, string>"))]
    values: Named<String>,
    /// The smallest and largest value of each number, in this set-up.
    #[cfg_attr(test, ts(type = "Record<string, [number, number]>"))]
    ranges: Named<(f64, f64)>,
    /// When the runs of the set-up are.
    times: Span,
    /// Whether an average of e^{-s} says nothing of the bath.
    irreversible: bool,
    /// What was wrong with the given text.
    #[cfg_attr(test, ts(type = "Problem[]"))]
    errors: &'a [Error],
    /// The text was damaged on its way, and could mean one set-up only.
    mended: bool,
    /// The text could not be read, and the set-up is another one.
    replaced: bool,
}

impl<'a> Reading<'a> {
    /// A scenario, with what was wrong on the way to it.
    pub fn new(scenario: &Scenario, errors: &'a [Error]) -> Self {
        Self {
            text: scenario.to_text(),
            values: Named(scenario.values()),
            ranges: Named(scenario.ranges()),
            times: Span::of(scenario),
            irreversible: irreversible(scenario),
            errors,
            mended: false,
            replaced: false,
        }
    }

    /// What reading a text came to.
    pub fn told(reading: &'a read::Reading) -> Self {
        Self {
            mended: reading.mended,
            replaced: reading.replaced,
            ..Self::new(&reading.scenario, &reading.errors)
        }
    }
}

/// From when to when a run goes, and how its times are spaced.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Span {
    /// Equal steps, or equal ratios.
    spacing: Scale,
    /// The first time.
    from: f64,
    /// The last.
    to: f64,
}

impl Span {
    /// That of the scenario's runs.
    pub fn of(scenario: &Scenario) -> Self {
        let times = times(scenario);
        let (spacing, from) = match times {
            Times::Grid(grid) => (grid.spacing, grid.from),
            Times::ThereAndBack { .. } => (Spacing::Lin, 0.0),
        };
        Self {
            spacing: match spacing {
                Spacing::Lin => Scale::Linear,
                Spacing::Log => Scale::Log,
            },
            from,
            to: times.last(),
        }
    }

    /// The time at a share of the way, from 0 to 1.
    pub fn at(&self, share: f64) -> f64 {
        let Span { spacing, from, to } = *self;
        let axis = Axis {
            scale: spacing,
            min: from,
            max: to,
        };
        axis.value(share)
    }
}

/// A part to compute.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Planned<'a> {
    /// Its name.
    part: String,
    /// What a progress bar calls it.
    phase: &'static str,
    /// Name of the work that does it.
    work: &'static str,
    /// Same key, same output.
    key: &'a str,
    /// What its worker holds in memory.
    bytes: f64,
    /// What it takes on one core of a present-day laptop, in seconds.
    seconds: f64,
    /// The parts that it reads.
    inputs: Vec<String>,
}

fn part(task: &Task) -> Planned<'_> {
    Planned {
        part: task.part.to_string(),
        phase: task.phase,
        work: task.work,
        key: &task.key,
        bytes: task.cost.bytes,
        seconds: task.cost.seconds,
        inputs: task.reads.iter().map(ToString::to_string).collect(),
    }
}

/// The parts that a record's scenario asks for, each after those it reads.
pub fn planned(record: &Record) -> Vec<Planned<'_>> {
    record.plan.tasks.iter().map(part).collect()
}

/// What tells one run from the others.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RunInfo {
    /// gamma'.
    coupling: f64,
    /// Where time is turned round, the phase at the turn.
    kick: Option<f64>,
    /// There too, delta of the way back.
    mismatch: Option<f64>,
}

/// The runs of a record that are drawn, in its order.
pub fn runs(record: &Record) -> Vec<RunInfo> {
    let info = |run: &Run| RunInfo {
        coupling: run.coupling,
        kick: run.kick,
        mismatch: run.mismatch,
    };
    record.panel().runs().into_iter().map(info).collect()
}
