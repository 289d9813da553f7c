//! The baths of other sizes that stand beside a scenario's own.

use super::{limits, panel::Use, Family, Scenario, Selection, Shape};
use crate::error::Error;
use crate::message::Message;

/// The other baths of a scenario's family by size, each as a scenario of its own with S at the same place; the lattice alone
/// where it has no such place.
pub fn others(scenario: &Scenario) -> impl Iterator<Item = Result<Scenario, Shape>> + '_ {
    let place = scenario.bath.grid.place(scenario.attach);
    let members = scenario.family.members(scenario.bath).into_iter();
    let others = members.filter(|member| *member != (scenario.bath, scenario.bosons));
    others.map(move |(bath, bosons)| {
        Ok(Scenario {
            bath,
            bosons,
            attach: bath.grid.find(place).ok_or(bath)?,
            ..scenario.clone()
        })
    })
}

/// The scenario's own bath, then the others of its family by size, each as a scenario of its own. In a valid scenario every
/// one of them has the attached site.
pub fn baths(scenario: &Scenario) -> Vec<Scenario> {
    let others = others(scenario).flatten();
    [scenario.clone()].into_iter().chain(others).collect()
}

/// Why what the panel adds to the scenario's own bath cannot be computed; `None` where it can, or where nothing is added.
pub fn refusal(scenario: &Scenario) -> Option<Error> {
    if !scenario.panel.uses(Use::Family) {
        return None;
    }
    if !scenario.family.is_of(scenario.bath) {
        return Some(absent(scenario));
    }
    match scenario.selection {
        Selection::Index(index) if chooses_by_beta(scenario) => Some(Error::Parameter {
            name: "index".to_string(),
            given: index.to_string(),
            allowed: Message::new("allowed.beta"),
        }),
        Selection::Index(_) | Selection::Beta(_) => {
            others(scenario).find_map(|other| match other {
                Err(bath) => Some(placeless(scenario, bath)),
                Ok(other) => {
                    limits::size_limit_exceeded(&other).map(|reason| too_large(scenario, reason))
                }
            })
        }
    }
}

/// Whether the panel starts from a bath's eigenstate that only a temperature can name: levels of other sizes have other numbers.
fn chooses_by_beta(scenario: &Scenario) -> bool {
    scenario.panel.uses(Use::Temperature) && !scenario.panel.uses(Use::Number)
}

fn absent(scenario: &Scenario) -> Error {
    let of_bath = Family::ALL
        .iter()
        .filter(|family| family.is_of(scenario.bath));
    let names = Message::joined("list", of_bath.map(Message::plain));
    Error::Parameter {
        name: "family".to_string(),
        given: scenario.family.to_string(),
        allowed: Message::new("allowed.family.names")
            .saying("names", names)
            .with("bath", scenario.bath),
    }
}

fn placeless(scenario: &Scenario, bath: Shape) -> Error {
    let site = scenario.attach;
    Error::Parameter {
        name: "family".to_string(),
        given: scenario.family.to_string(),
        allowed: Message::new("allowed.family")
            .with("bath", bath)
            .with("site", site),
    }
}

fn too_large(scenario: &Scenario, reason: Message) -> Error {
    Error::TooLarge {
        name: "family",
        given: scenario.family.to_string(),
        reason,
        fits: Box::new(Message::new("fits.family")),
    }
}
