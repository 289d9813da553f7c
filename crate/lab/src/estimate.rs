//! What a scenario will cost, before it runs: what its parts say of themselves, added up.

use serde::Serialize;

use crate::panels;
use crate::plan::Plan;
use crate::scenario::Scenario;

/// Seconds above which a run that a change of the form asks for does not start by itself.
const LONG: f64 = 15.0;
/// Seconds and bytes above which no run does, not even that of a link.
const MOST: (f64, f64) = (60.0, 1e9);
/// Bytes of the program itself in every worker, and on the page.
const BASE: f64 = 4e6;
/// Bytes that parts side by side may hold together; a part that needs more by itself runs alone. Less than what the page asks
/// about, so that many cores are no reason to ask: there parts wait for one another.
pub const ROOM: f64 = 0.94e9;

/// Size, memory and time of a run.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Estimate {
    /// States of the system and the bath together.
    pub dimension: u64,
    /// States of the bath's largest symmetry block, which is diagonalised as a dense matrix.
    pub block_dimension: u64,
    /// Bytes of all workers when they hold most, and of what the page keeps.
    pub memory_bytes: f64,
    /// Seconds on one core of a present-day laptop.
    pub seconds: f64,
    /// Whether the page asks before it starts after a change of the form.
    pub long: bool,
    /// Whether it asks also where a link or a choice of the reader names the set-up.
    pub demanding: bool,
}

/// Estimates a scenario's run on one worker.
pub fn estimate(scenario: &Scenario) -> Estimate {
    Estimate::of(&panels::of(scenario).plan(scenario), 1)
}

impl Estimate {
    /// What a plan takes on so many workers, as far as there is [`ROOM`] for parts side by side.
    pub fn of(plan: &Plan, workers: usize) -> Self {
        let cost = plan.cost();
        let held = |group: Vec<f64>| {
            let mut held = 0.0;
            for (place, bytes) in group.into_iter().take(workers.max(1)).enumerate() {
                if place == 0 || held + bytes <= ROOM {
                    held += BASE + bytes;
                }
            }
            held
        };
        let most = plan.side_by_side().into_iter().map(held);
        let memory_bytes = cost.kept_bytes + most.fold(BASE, f64::max);
        let demanding = cost.seconds > MOST.0 || memory_bytes > MOST.1;
        Self {
            dimension: cost.states,
            block_dimension: cost.block,
            memory_bytes,
            seconds: cost.seconds,
            long: cost.seconds > LONG || demanding,
            demanding,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::presets::PRESETS;

    #[test]
    fn workers_side_by_side_hold_more_but_no_more_than_there_is_room_for() {
        let on = |text: &str, workers: usize| {
            let scenario = Scenario::parse(text).unwrap();
            Estimate::of(&panels::of(&scenario).plan(&scenario), workers).memory_bytes
        };
        let alone = on("panel=eth&bosons=8", 1);
        let two = on("panel=eth&bosons=8", 2);
        assert!(two > 1.2 * alone && two < 1.4 * alone, "{alone} {two}");
        // Four blocks of 480 MB each: one after the other.
        let large = "panel=eth&bath=square-4x5&bosons=5";
        assert_eq!(on(large, 1), on(large, 16));
        // Many smaller parts: as many at a time as there is room for.
        let many = "preset=canonical-comparison";
        assert!(on(many, 2) < on(many, 4));
        assert_eq!(on(many, 16), on(many, 32));
        assert_eq!(on("panel=eth&disorder=1", 1), on("panel=eth&disorder=1", 8));
    }

    #[test]
    fn presets_start_by_themselves_on_any_number_of_cores() {
        for preset in PRESETS {
            let scenario = Scenario::parse(&format!("preset={}", preset.id)).unwrap();
            let plan = panels::of(&scenario).plan(&scenario);
            for workers in [1, 2, 4, 8, 16] {
                let found = Estimate::of(&plan, workers);
                let megabytes = found.memory_bytes / 1e6;
                assert!(
                    !found.demanding,
                    "{} on {workers}: {megabytes} MB",
                    preset.id
                );
            }
        }
    }

    #[test]
    fn the_default_is_short_and_cost_grows_with_the_set_up() {
        let estimate_of = |text: &str| estimate(&Scenario::parse(text).unwrap());
        let default = estimate_of("");
        assert_eq!(default.dimension, 6188);
        assert!(!default.long);
        let longer = estimate_of("times=log:0.01:100000:200");
        assert!(longer.long && longer.seconds > default.seconds);
        // Largest memories of a worker, and seconds of one core, of the WebAssembly package.
        for (text, megabytes, seconds) in [
            ("panel=eth&disorder=1", 106.0, 2.84),
            ("panel=eth&bosons=6", 126.0, 7.12),
            ("panel=eth&bosons=8", 320.0, 25.9),
            ("panel=all-eigenstates", 16.0, 1.93),
            ("panel=all-eigenstates&at=20", 16.0, 6.08),
        ] {
            let found = estimate_of(text);
            let memory = found.memory_bytes / 1e6 / megabytes;
            assert!((memory - 1.0).abs() < 0.2, "{text}: {memory}");
            let time = found.seconds / seconds;
            assert!((0.6..1.6).contains(&time), "{text}: {time}");
        }
        let disordered = estimate_of("disorder=1");
        assert_eq!(disordered.block_dimension, 1820);
        assert!(disordered.seconds > default.seconds);
    }
}
