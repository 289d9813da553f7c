//! A scenario's bath: what it is called in words, and what it looks the same under.

use super::{Family, Scenario, Shape};
use crate::message::Message;
use physics::hamiltonian::Model;
use physics::lattice::{Bond, Grid, Kind, Point, Symmetry, KINDS};
use physics::random::site_energies;
use serde::Serialize;

/// The permutations of the bath's sites that leave its Hamiltonian as it is.
pub fn symmetry(scenario: &Scenario) -> Symmetry {
    let lattice = scenario.bath.lattice();
    let potential = site_energies(scenario.disorder, scenario.seed, lattice.sites());
    Model::bath(&lattice, scenario.hopping, scenario.repulsion, potential).symmetry(&lattice)
}

/// What a lattice is called, for each kind of the list.
static NAMES: &[(&str, &str)] = &[
    ("square", "bath.name.square"),
    ("chain", "bath.name.chain"),
    ("ring", "bath.name.ring"),
    ("torus", "bath.name.torus"),
    ("triangular", "bath.name.triangular"),
];

/// A lattice in words: "4×4", "chain of 12".
pub fn called(shape: Shape) -> Message {
    let own = NAMES.iter().find(|(id, _)| *id == shape.kind.id);
    let sides = shape.sides().replace('x', "×");
    match own {
        Some((_, key)) => Message::new(key).with("sides", sides),
        None => Message::plain(shape),
    }
}

/// A scenario's lattice as the page draws it and asks for it.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Lattice"))]
pub struct Drawn {
    /// What it is called.
    name: Message,
    /// The id of its kind, and its sides.
    kind: &'static str,
    sides: Vec<usize>,
    /// Places of the bath's sites, then of the system, in units of the distance of neighbours, y downwards.
    #[cfg_attr(test, ts(type = "[number, number][]"))]
    sites: Vec<Point>,
    /// Pairs of sites joined by a line.
    #[cfg_attr(test, ts(type = "[number, number][]"))]
    bonds: Vec<Bond>,
    /// Bonds across ends that meet, as (site, its neighbour, place of the neighbour's image beyond the edge).
    #[cfg_attr(test, ts(type = "[number, number, [number, number]][]"))]
    images: Vec<(usize, usize, Point)>,
    /// The sites' random energies; empty without disorder.
    energies: Vec<f64>,
    /// Largest group velocity of one boson along an axis, in units of the hopping.
    velocity: f64,
    /// The families that it has.
    families: Vec<&'static str>,
    /// The family to compare with next, where there is one.
    next_family: Option<&'static str>,
    /// Whether levels have momenta, which parity sectors mix.
    momenta: bool,
}

/// The picture of a scenario's lattice and what follows from its kind.
pub fn drawn(scenario: &Scenario) -> Drawn {
    let shape = scenario.bath;
    let picture = shape.picture(scenario.attach);
    let images = picture.images.into_iter();
    let families = Family::ALL.iter().filter(|family| family.is_of(shape));
    let Grid { lx, ly } = shape.grid;
    Drawn {
        name: called(shape),
        kind: shape.kind.id,
        sides: [lx, ly][..shape.kind.dimensions].to_vec(),
        sites: picture.sites.into_iter().chain([picture.system]).collect(),
        bonds: picture.bonds,
        images: images.map(|i| (i.from, i.of, i.at)).collect(),
        energies: match scenario.disorder == 0.0 {
            true => Vec::new(),
            false => site_energies(scenario.disorder, scenario.seed, shape.sites()),
        },
        velocity: shape.kind.velocity,
        families: families.map(|family| family.id()).collect(),
        next_family: next_family(scenario).map(Family::id),
        momenta: symmetry(scenario).has_momenta(),
    }
}

fn next_family(scenario: &Scenario) -> Option<Family> {
    let own = scenario.panel.default("family").and_then(Family::from_id);
    scenario.family.next(own, scenario.bath, scenario.bosons)
}

/// How the kinds of lattices are written: "square-LxxLy, chain-L or ring-L (L ≥ 3)".
pub fn forms() -> Message {
    let form = |kind: &&Kind| match (kind.dimensions, kind.shortest) {
        (1, 1) => format!("{}-L", kind.id),
        (1, shortest) => format!("{}-L (L ≥ {shortest})", kind.id),
        (_, 1) => format!("{}-LxxLy", kind.id),
        (_, shortest) => format!("{}-LxxLy (Lx, Ly ≥ {shortest})", kind.id),
    };
    Message::joined("list", KINDS.iter().map(form).map(Message::plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Lang, Words};

    #[test]
    fn every_kind_of_lattice_has_a_name_in_words_and_no_other() {
        let named = NAMES.iter().map(|(id, _)| *id);
        assert!(named.eq(KINDS.iter().map(|kind| kind.id)));
        let shape = Shape::from_name("torus-3x4").unwrap();
        let words = Words::of(Lang::En);
        assert_eq!(words.say(&called(shape)), "torus 3×4");
    }

    #[test]
    fn the_page_gets_a_place_for_every_site_and_images_where_ends_meet() {
        for (bath, images, families, momenta) in [
            ("torus-3x4", 14, 3, true),
            ("ring-12", 0, Family::ALL.len(), true),
            ("triangular-3x4", 0, Family::ALL.len(), false),
            ("square-3x4", 0, Family::ALL.len(), false),
        ] {
            crate::panels::install(&[]);
            let scenario = Scenario::parse(&format!("bath={bath}")).unwrap();
            let drawn = drawn(&scenario);
            assert_eq!(drawn.sites.len(), 13, "{bath}");
            assert_eq!(drawn.images.len(), images, "{bath}");
            assert_eq!(drawn.families.len(), families, "{bath}");
            assert_eq!(drawn.momenta, momenta, "{bath}");
        }
    }

    #[test]
    fn the_family_to_compare_with_next_is_the_baths_own_and_then_a_larger_one() {
        for (text, expected) in [
            ("panel=eth&bath=square-4x4&bosons=4", Some(Family::Quarter)),
            ("panel=eth&bath=square-4x4&bosons=8", Some(Family::Half)),
            ("panel=eth&bath=square-3x4&bosons=4", Some(Family::Third)),
            ("panel=eth&bath=square-4x4&bosons=5", Some(Family::Quarter)),
            ("panel=eth&bath=torus-4x4&bosons=4", Some(Family::Sides)),
            ("panel=eth&family=quarter", Some(Family::QuarterLarge)),
            ("panel=eth&family=sides", Some(Family::SidesLarge)),
            ("panel=eth&bosons=5&family=third", None),
            ("panel=eth&family=half-large", None),
            ("panel=sizes&family=none", Some(Family::Sides)),
        ] {
            let (scenario, _) = Scenario::read(text);
            assert_eq!(next_family(&scenario), expected, "{text}");
        }
    }
}
