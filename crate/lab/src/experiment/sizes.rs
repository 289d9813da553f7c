//! Parts of panel `sizes`: the fluctuation theorem for baths of one filling and growing size.
//!
//! Each bath is a set-up of panel `fluctuation` of its own; its parts are those of that
//! set-up, under the bath's number. Their keys are the same too, so that what another panel
//! has found is not found again.

use super::{eth, Part, Stage, Task};
use crate::scenario::{Compare, Currents, Panel, Scenario, Statistics};
use numerics::sorting::sorted;

/// The baths of the panel as set-ups of their own, by the number of their sites: the family's,
/// and the scenario's own.
pub fn baths(scenario: &Scenario) -> Vec<Scenario> {
    let all: Vec<Scenario> = eth::baths(scenario)
        .into_iter()
        .map(|bath| Scenario {
            panel: Panel::Fluctuation,
            statistics: Statistics::Average,
            compare: Compare::Nothing,
            currents: Currents::Off,
            ..bath
        })
        .collect();
    let size = |bath: &Scenario| (bath.bath.sites(), bath.bosons);
    sorted(&all, |a, b| size(a).cmp(&size(b)))
}

/// The parts of every bath.
pub(super) fn plan(scenario: &Scenario) -> Vec<Task> {
    let mut tasks = Vec::new();
    for (bath, own) in baths(scenario).iter().enumerate() {
        let member = |part: Part| Stage::of(part).map(|stage| Part::Member(bath, stage));
        tasks.extend(super::plan(own).into_iter().filter_map(|task| {
            Some(Task {
                part: member(task.part)?,
                inputs: task.inputs.into_iter().filter_map(member).collect(),
                key: task.key,
            })
        }));
    }
    tasks
}
