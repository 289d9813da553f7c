//! How large a set-up may be, and what would fit in place of one that is too large.

use super::{BathShape, Scenario, Text};

/// Longest text of a scenario, in characters: static hosts and chat programs cut longer links.
pub const TEXT: usize = 8_192;

/// Most couplings in one run: more curves cannot be told apart.
pub const COUPLINGS: usize = 32;

/// Most times in one run.
pub const TIMES: u64 = 100_000;

/// Smallest bath: a boson needs somewhere to hop.
pub const FEWEST_SITES: usize = 2;

/// Largest bath: its occupations and that of S fit the bits of a 32-bit mask.
pub const MOST_SITES: usize = 30;

/// Most states of a bath sector whose spectrum is solved exactly. A dense matrix of n states takes 8 n^2 bytes: 1.4 GB at
/// this n, or 85 MB for each of the four parity blocks that a square lattice has (4x4 with 8 bosons: 12,870 states).
pub const BATH_STATES: u64 = 13_000;

/// Most states of a symmetry block whose eigenvectors are all found: the matrix, the vectors and the solver's workspace are
/// dense, a little over 5 times 8 n^2 bytes, 1.1 GB at this n, which a browser still grants one worker.
pub const BLOCK_STATES: u64 = 5_000;

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

/// Whether the engine can hold a bath of `sites` sites with `bosons` bosons at the start.
///
/// The bath's sectors of N - 1, N and N + 1 bosons are all diagonalised: the middle one for the state, the others for
/// beta mu. The evolution's sectors, C(L + 1, N + 1) states at most, are then no larger than two of them together.
pub fn fits(sites: usize, bosons: usize) -> bool {
    (FEWEST_SITES..=MOST_SITES).contains(&sites)
        && (1..sites).contains(&bosons)
        && largest_sector(sites, bosons) <= BATH_STATES
}

/// States of the largest of the bath's sectors of N - 1, N and N + 1 bosons, for 1 <= N < `sites`.
pub fn largest_sector(sites: usize, bosons: usize) -> u64 {
    (bosons - 1..=bosons + 1)
        .map(|n| states(sites, n))
        .max()
        .unwrap_or(0)
}

/// Set-ups near this one that fit: fewer bosons on the same bath, or the largest square for as many bosons.
pub fn suggestion(scenario: &Scenario) -> Text {
    let sites = scenario.bath.sites();
    let fewer = (sites <= MOST_SITES)
        .then(|| (1..=scenario.bosons).rev().find(|&n| fits(sites, n)))
        .flatten()
        .map(|n| (scenario.bath, n));
    let square = (2..=5)
        .rev()
        .find(|side| fits(side * side, scenario.bosons))
        .map(|side| (side, scenario.bosons))
        // The paper's own bath fits with any number of bosons.
        .unwrap_or((4, 8));
    let square = (
        BathShape::Square {
            lx: square.0,
            ly: square.0,
        },
        square.1,
    );

    let choices: Vec<_> = fewer.into_iter().chain([square]).collect();
    let english: Vec<_> = choices
        .iter()
        .map(|(bath, n)| format!("bath={bath} with bosons={n}"))
        .collect();
    let japanese: Vec<_> = choices
        .iter()
        .map(|(bath, n)| format!("bath={bath}、bosons={n}"))
        .collect();
    Text::from((english.join(", or "), japanese.join("、または ")))
}
