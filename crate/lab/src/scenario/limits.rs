//! How large a set-up may be, and what would fit in place of one that is too large.

use super::panel::Use;
use super::{bath, paper_bath, BathState, Scenario, Selection, Shape, Statistics};
use crate::message::Message;

/// Longest text of a scenario, in characters: static hosts and chat programs cut longer links.
pub const TEXT: usize = 8_192;

/// Most errors that are said of one text, each by name; of the others, how many there are.
pub const ERRORS: usize = 10;

/// Most couplings in one run: more curves cannot be told apart.
pub const COUPLINGS: usize = 32;

/// Most times in one run.
pub const TIMES: u64 = 100_000;

/// Most eigenstates of one bath that are followed over the late window.
pub const NEAR_LEVELS: u64 = 100;

/// Smallest bath: a boson needs somewhere to hop.
pub const FEWEST_SITES: usize = 2;

/// Largest bath: its occupations and that of S fit the bits of a 32-bit mask.
pub const MOST_SITES: usize = 30;

/// Largest bath of a script for another engine: binomials, and masks with S, fit 64 bits.
pub const MOST_SITES_ELSEWHERE: usize = 60;

/// Largest symmetry block for which all levels of the bath are found, where one eigenstate would do: beyond this, one
/// interior eigenstate by filtering is faster. 4x4 with 8 bosons (12,870 states) has blocks of about 1,600 and 3,200.
pub const LEVELS_BLOCK: u64 = 3_300;

/// Largest symmetry block in which one interior eigenstate is searched: 5x5 with 6 bosons has one of 22,475 states.
pub const INTERIOR_BLOCK: u64 = 30_000;

/// Most states of system and bath together that are evolved: about 300 bytes each, for the matrix, the basis and the vectors of
/// a window, 2.4 GB of the 4 GB that WebAssembly can address.
pub const TOTAL_STATES: u64 = 8_000_000;

/// Most states of a symmetry block whose eigenvectors are all found: the matrix, the vectors and the solver's workspace are
/// dense, 4 times 8 n^2 bytes, 0.8 GB at this n, which a browser still grants one worker.
pub const BLOCK_STATES: u64 = 5_000;

/// Most states of a symmetry block whose eigenvalues alone are found, of a sector beside the bath's own: the matrix and the
/// solver's workspace are 1.3 times 8 n^2 bytes, 1 GB at this n. 4x5 with 6 bosons has blocks of 9,690 states.
pub const VALUES_STATES: u64 = 10_000;

/// Largest sector of a bath whose canonical mixture is taken apart into all of its states, not sampled.
pub const MIXTURE_STATES: u64 = 256;

/// C(sites, bosons): states of `bosons` hard-core bosons on `sites` sites; exact up to 60 sites.
pub const fn states(sites: usize, bosons: usize) -> u64 {
    if bosons > sites {
        return 0;
    }
    let (mut value, mut k) = (1_u64, 0);
    while k < bosons {
        // C(n, k+1) = C(n, k) (n - k) / (k + 1), an exact division.
        value = value * (sites - k) as u64 / (k as u64 + 1);
        k += 1;
    }
    value
}

/// How the state that the bath starts from is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SolveMethod {
    /// From all levels of its sector.
    Levels,
    /// Alone, by filtering; temperatures from random vectors.
    Interior,
}

/// States of the bath's sector of `bosons`, divided by symmetry: the largest block, and the states that no symmetry changes.
fn blocks(scenario: &Scenario, bosons: usize) -> (u64, u64) {
    let states = states(scenario.bath.sites(), bosons);
    let symmetry = bath::symmetry(scenario);
    let orders = physics::symmetry::blocks(&symmetry);
    let orders = orders.iter().map(|block| block.representation.order());
    let (fewest, all) = (orders.min().unwrap_or(1), symmetry.point_group().len());
    (states.div_ceil(fewest as u64), states.div_ceil(all as u64))
}

/// Whether the panel or the choice of the eigenstate takes all levels.
fn takes_levels(scenario: &Scenario) -> bool {
    scenario.panel.uses(Use::Levels) || matches!(scenario.selection, Selection::Index(_))
}

/// Whether the whole distribution of entropy production is computed, which takes all eigenvectors of three sectors.
fn takes_distribution(scenario: &Scenario) -> bool {
    let mixed = scenario.occupation > 0.0 && scenario.occupation < 1.0;
    scenario.panel.uses(Use::Distribution)
        && scenario.statistics == Statistics::Full
        && scenario.state == BathState::Eigenstate
        && mixed
}

/// How a scenario's bath is solved.
pub fn solve_method(scenario: &Scenario) -> SolveMethod {
    match takes_levels(scenario) || blocks(scenario, scenario.bosons).0 <= LEVELS_BLOCK {
        true => SolveMethod::Levels,
        false => SolveMethod::Interior,
    }
}

/// Why the engine cannot hold a bath; `None` where it can.
pub fn size_limit_exceeded(scenario: &Scenario) -> Option<Message> {
    let (sites, bosons) = (scenario.bath.sites(), scenario.bosons);
    if !(FEWEST_SITES..=MOST_SITES).contains(&sites) || !(1..sites).contains(&bosons) {
        return Some(
            Message::new("limit.sites")
                .with("fewest_sites", FEWEST_SITES)
                .with("most_sites", MOST_SITES),
        );
    }
    if takes_levels(scenario) {
        // Each eigenstate's own beta mu takes all levels of the neighbouring sectors as well.
        let sectors = match scenario.panel.uses(Use::Neighbours) {
            true => bosons - 1..=bosons + 1,
            false => bosons..=bosons,
        };
        for n in sectors {
            let largest = self::blocks(scenario, n).0;
            let most = match n == bosons {
                true => BLOCK_STATES,
                false => VALUES_STATES,
            };
            if largest > most {
                return Some(
                    Message::new("limit.levels")
                        .with("n", n)
                        .with("largest", largest)
                        .with("block_states", most),
                );
            }
        }
    }
    if takes_distribution(scenario) {
        let sectors = (bosons - 1..=bosons + 1).map(|n| (n, self::blocks(scenario, n).0));
        if let Some((n, largest)) = sectors.max_by_key(|(_, largest)| *largest) {
            if largest > BLOCK_STATES {
                return Some(
                    Message::new("limit.statistics")
                        .with("n", n)
                        .with("largest", largest)
                        .with("block_states", BLOCK_STATES),
                );
            }
        }
    }
    if scenario.state == BathState::Eigenstate && solve_method(scenario) == SolveMethod::Interior {
        let smallest = self::blocks(scenario, bosons).1;
        if smallest > INTERIOR_BLOCK {
            return Some(
                Message::new("limit.interior")
                    .with("bosons", bosons)
                    .with("smallest", smallest)
                    .with("interior_block", INTERIOR_BLOCK),
            );
        }
    }
    let total = evolved(scenario);
    (total > TOTAL_STATES).then(|| {
        Message::new("limit.evolved")
            .with("bosons", bosons)
            .with("total", total)
            .with("total_states", TOTAL_STATES)
    })
}

/// States of all vectors that are evolved side by side: S filled and S empty where it starts as a mixture, and a thermal
/// vector without its thermal factor beside it where e^{-s} is averaged.
fn evolved(scenario: &Scenario) -> u64 {
    let (sites, bosons, p) = (
        scenario.bath.sites() + 1,
        scenario.bosons,
        scenario.occupation,
    );
    let empty = if p < 1.0 { states(sites, bosons) } else { 0 };
    let filled = if p > 0.0 {
        states(sites, bosons + 1)
    } else {
        0
    };
    let twice = scenario.panel.uses(Use::Average) && scenario.state != BathState::Eigenstate;
    (empty + filled) * if twice { 2 } else { 1 }
}

/// Whether the engine can hold a scenario's bath.
pub fn fits(scenario: &Scenario) -> bool {
    size_limit_exceeded(scenario).is_none()
}

/// Set-ups near this one that fit: fewer bosons on the same bath, the same without disorder, or the largest square for as
/// many bosons.
pub fn suggestion(scenario: &Scenario) -> Message {
    let (sites, bosons) = (scenario.bath.sites(), scenario.bosons);
    let with = |bath: Shape, bosons: usize, disorder: f64| Scenario {
        bath,
        bosons,
        disorder,
        ..scenario.clone()
    };
    let fewer = (1..=bosons)
        .rev()
        .filter(|_| sites <= MOST_SITES)
        .find(|&n| fits(&with(scenario.bath, n, scenario.disorder)))
        .map(|n| (scenario.bath, n));
    let ordered = scenario.disorder != 0.0 && fits(&with(scenario.bath, bosons, 0.0));
    let square = (2..=5)
        .rev()
        .filter_map(|side| paper_bath().with_sites(side * side))
        .find(|&bath| fits(&with(bath, bosons, scenario.disorder)))
        .map(|bath| (bath, bosons));
    let square = square.unwrap_or((paper_bath(), 4));

    let named = |(bath, bosons): (Shape, usize)| {
        let message = Message::new("fits.bath").with("bath", bath);
        message.with("bosons", bosons)
    };
    let ordered = ordered.then(|| Message::plain("disorder=0"));
    let choices = fewer.map(named).into_iter().chain(ordered);
    Message::joined("list.or", choices.chain([named(square)]))
}
