//! The baths of other sizes that stand beside a scenario's own.

use super::{limits, BathShape, Panel, Scenario, Selection, Text};
use crate::error::Error;

/// The other baths of a scenario's family by size, each as a scenario of its own with S at the same place; the lattice alone
/// where it has no such place.
pub fn others(scenario: &Scenario) -> impl Iterator<Item = Result<Scenario, BathShape>> + '_ {
    let place = scenario.bath.coordinates(scenario.attach);
    let members = scenario.family.members(scenario.bath).into_iter();
    let others = members.filter(|member| *member != (scenario.bath, scenario.bosons));
    others.map(move |(bath, bosons)| {
        Ok(Scenario {
            bath,
            bosons,
            attach: bath.site_at(place).ok_or(bath)?,
            ..scenario.clone()
        })
    })
}

/// Why what the panel adds to the scenario's own bath cannot be computed; `None` where it can, or where nothing is added.
pub fn obstacle(scenario: &Scenario) -> Option<Error> {
    match (scenario.panel, scenario.selection) {
        (Panel::Sizes, Selection::Index(index)) => Some(Error::Parameter {
            name: "index".to_string(),
            given: index.to_string(),
            allowed: Text::new(
                "nothing in this panel: baths of different size have different levels; choose beta",
                "このパネルでは指定できません（大きさの異なる熱浴では準位も異なるため）。beta を使ってください",
            ),
        }),
        (Panel::Eth | Panel::Sizes, _) => others(scenario).find_map(|other| match other {
            Err(bath) => Some(placeless(scenario, bath)),
            Ok(other) => limits::obstacle(&other).map(|reason| too_large(scenario, reason)),
        }),
        _ => None,
    }
}

fn placeless(scenario: &Scenario, bath: BathShape) -> Error {
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
