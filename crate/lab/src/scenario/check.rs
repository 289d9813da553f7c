//! What must hold between parameters that are each valid alone.

use super::panel::Use;
use super::{bath, family, limits, schema::Key, schema::KEYS, BathState, Observable, Scenario};
use crate::error::Error;
use crate::message::Message;

/// Every way in which the parameters do not fit together; empty for a valid scenario.
pub fn problems(scenario: &Scenario) -> Vec<Error> {
    let mut problems = match bath_refused(scenario, limits::MOST_SITES) {
        Some(problem) => return vec![problem],
        None => out_of_bounds(scenario),
    };
    if problems.is_empty() {
        problems.extend(
            limits::size_limit_exceeded(scenario).map(|reason| too_large(scenario, reason)),
        );
    }
    problems.extend(mixed_momenta(scenario));
    problems.extend(one_state(scenario));
    problems.extend(unresolved_mixture(scenario));
    // Only baths that stand by themselves can stand side by side.
    if problems.is_empty() {
        problems.extend(family::refusal(scenario));
    }
    problems
}

/// The same for an engine that holds a bath of any size, as long as a mask holds its sites.
pub fn problems_beyond_size(scenario: &Scenario) -> Vec<Error> {
    let mut problems = match bath_refused(scenario, limits::MOST_SITES_ELSEWHERE) {
        Some(problem) => return vec![problem],
        None => out_of_bounds(scenario),
    };
    problems.extend(mixed_momenta(scenario));
    problems
}

/// A bath of too few sites, or of more than a mask holds.
fn bath_refused(scenario: &Scenario, most_sites: usize) -> Option<Error> {
    let sites = scenario.bath.sites();
    if sites > most_sites {
        let reason = Message::new("limit.most-sites").with("most", most_sites);
        return Some(too_large(scenario, reason));
    }
    let too_small = sites < limits::FEWEST_SITES;
    Key::find("bath")
        .filter(|_| too_small)
        .map(|key| misfit(key, scenario))
}

/// The parameters that do not fit the bath.
fn out_of_bounds(scenario: &Scenario) -> Vec<Error> {
    let unbounded = KEYS.iter().filter(|key| !key.is_within_bound(scenario));
    unbounded.map(|key| misfit(key, scenario)).collect()
}

/// Where ends meet, levels have momenta, which parity sectors mix: the ratios of gaps in a sector say nothing.
fn mixed_momenta(scenario: &Scenario) -> Option<Error> {
    let asked = scenario.panel.uses(Use::Observable) && scenario.observable == Observable::Gaps;
    if !asked || !bath::symmetry(scenario).has_momenta() {
        return None;
    }
    let others = Observable::ALL
        .iter()
        .filter(|&&other| other != Observable::Gaps);
    let names = Message::joined("list", others.map(Message::plain));
    Some(Error::Parameter {
        name: "observable".to_string(),
        given: scenario.observable.to_string(),
        allowed: Message::new("allowed.observable")
            .saying("names", names)
            .with("bath", scenario.bath),
    })
}

/// A thermal state of the bath is one, whatever levels there are.
fn one_state(scenario: &Scenario) -> Option<Error> {
    let several = scenario.panel.uses(Use::NearLevels) && scenario.levels > 1;
    (several && scenario.state != BathState::Eigenstate).then(|| Error::Parameter {
        name: "levels".to_string(),
        given: scenario.levels.to_string(),
        allowed: Message::new("allowed.levels.state").with("state", scenario.state),
    })
}

/// The entropy of a bath that starts in the canonical mixture takes all states of the mixture.
fn unresolved_mixture(scenario: &Scenario) -> Option<Error> {
    let sites = scenario.bath.sites();
    let states = limits::states(sites, scenario.bosons);
    let asked = scenario.panel.uses(Use::BathEntropy) && scenario.state == BathState::Canonical;
    if !asked || states <= limits::MIXTURE_STATES {
        return None;
    }
    let others = BathState::ALL
        .iter()
        .filter(|&&other| other != BathState::Canonical);
    let names = Message::joined("list", others.map(Message::plain));
    Some(Error::Parameter {
        name: "state".to_string(),
        given: scenario.state.to_string(),
        allowed: Message::new("allowed.state.mixture")
            .saying("names", names)
            .with("panel", scenario.panel)
            .with("states", states)
            .with("most", limits::MIXTURE_STATES),
    })
}

/// The error for a value that is right by itself and wrong in this set-up.
fn misfit(key: &Key, scenario: &Scenario) -> Error {
    key.refused(&key.text(scenario).unwrap_or_default(), scenario)
}

fn too_large(scenario: &Scenario, reason: Message) -> Error {
    Error::TooLarge {
        name: "bath",
        given: scenario.bath.to_string(),
        reason,
        fits: Box::new(limits::suggestion(scenario)),
    }
}
