//! The baths of other sizes that stand beside a scenario's own.

use super::{limits, panel::Use, Family, Scenario, Selection, Shape, Text};
use crate::error::Error;

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
pub fn obstacle(scenario: &Scenario) -> Option<Error> {
    if !scenario.panel.uses(Use::Family) {
        return None;
    }
    if !scenario.family.is_of(scenario.bath) {
        return Some(absent(scenario));
    }
    match scenario.selection {
        Selection::Index(index) if !scenario.panel.uses(Use::Number) => Some(Error::Parameter {
            name: "index".to_string(),
            given: index.to_string(),
            allowed: Text::new(
                "nothing in this panel: baths of different size have different levels; choose beta",
                "このパネルでは指定できません（大きさの異なる熱浴では準位も異なるため）。beta を使ってください",
            ),
        }),
        Selection::Index(_) | Selection::Beta(_) => others(scenario).find_map(|other| match other {
            Err(bath) => Some(placeless(scenario, bath)),
            Ok(other) => limits::obstacle(&other).map(|reason| too_large(scenario, reason)),
        }),
    }
}

fn absent(scenario: &Scenario) -> Error {
    let of_bath = Family::ALL
        .iter()
        .filter(|family| family.is_of(scenario.bath));
    let names: Vec<&str> = of_bath.map(|family| family.id()).collect();
    let bath = scenario.bath;
    Error::Parameter {
        name: "family".to_string(),
        given: scenario.family.to_string(),
        allowed: Text::from((
            format!("{} (for bath={bath})", names.join(", ")),
            format!("{}（bath={bath} の場合）", names.join("、")),
        )),
    }
}

fn placeless(scenario: &Scenario, bath: Shape) -> Error {
    let site = scenario.attach;
    Error::Parameter {
        name: "family".to_string(),
        given: scenario.family.to_string(),
        allowed: Text::from((
            format!("none, since {bath} has no site at the place of attach={site}"),
            format!("none（attach={site} にあたるサイトが {bath} にないため）"),
        )),
    }
}

fn too_large(scenario: &Scenario, reason: Text) -> Error {
    Error::TooLarge {
        name: "family",
        given: scenario.family.to_string(),
        reason,
        fits: Box::new(Text::new(
            "disorder=0, or a smaller family",
            "disorder=0、またはより小さい系列",
        )),
    }
}
