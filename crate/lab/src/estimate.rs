//! What a scenario will cost, before it runs.

use serde::Serialize;

use crate::bath;
use crate::experiment::{self, all_eigenstates, eth, sizes, Part};
use crate::scenario::limits::{self, Way};
use crate::scenario::{BathState, Observable, Panel, Scenario};
use numerics::evolution;
use numerics::sorting::sorted;
use physics::fock::binomial;
use physics::symmetry::blocks;

/// Seconds above which a run asks before it starts.
const LONG: f64 = 15.0;
/// Seconds per n^3 for the eigenvalues of a dense block of n states, fitted to times of the
/// WebAssembly package (docs/method.md, "How cost grows").
const DENSE: f64 = 1.1e-10;
/// Seconds per matrix entry of a product with a state, what is done with it included.
const SPARSE: f64 = 1e-9;

/// Products of the search for an interior eigenstate, per state of its block.
const FILTER: f64 = 18.0;
/// Seconds per matrix entry of a product with a real vector.
const PRODUCT: f64 = 0.5e-9;
/// Seconds per n^3 for eigenvalues and eigenvectors.
const VECTORS: f64 = 3.7e-10;
/// Seconds for the weight of one level at one temperature.
const BOLTZMANN: f64 = 1.9e-8;
/// Seconds per matrix entry of a product with one of several vectors side by side.
const COLUMN: f64 = 1.6e-10;
/// Square matrices of a block's size that are held while it is diagonalised with its vectors:
/// the matrix, the vectors, and the solver's own.
const WITH_VECTORS: f64 = 4.0;
/// The same for eigenvalues alone.
const WITHOUT_VECTORS: f64 = 1.3;
/// Bytes of everything else.
const BASE: f64 = 4e6;

/// Size, memory and time of a run.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// States of the system and the bath together.
    pub dimension: u64,
    /// States of the bath's largest symmetry block, which is diagonalised as a dense matrix.
    pub block_dimension: u64,
    /// Bytes in the busiest worker.
    pub memory_bytes: f64,
    /// Seconds on one core of a present-day laptop.
    pub seconds: f64,
    /// Whether the page asks before it starts.
    pub long: bool,
}

/// Estimates a scenario's run from its dimensions.
pub fn estimate(scenario: &Scenario) -> Estimate {
    match scenario.panel {
        Panel::Eth => eth_cost(scenario),
        Panel::AllEigenstates => all_eigenstates_cost(scenario),
        Panel::Sizes => sizes_cost(scenario),
        Panel::Entropy | Panel::Fluctuation | Panel::LightCone | Panel::Reversal => runs(scenario),
    }
}

/// Sizes of the blocks of a scenario's bath, twins not counted.
fn block_sizes(scenario: &Scenario) -> Vec<f64> {
    let states = binomial(scenario.bath.sites(), scenario.bosons) as f64;
    blocks(&bath::lattice(scenario), scenario.disorder == 0.0)
        .iter()
        .map(|block| states / block.representation.order() as f64)
        .collect()
}

fn largest(sizes: &[f64]) -> f64 {
    sizes.iter().copied().fold(0.0, f64::max).ceil()
}

/// Every eigenvector of every bath of the panel, and the canonical averages at its levels.
fn eth_cost(scenario: &Scenario) -> Estimate {
    let (mut seconds, mut block) = (0.0, 0.0f64);
    let copies = match scenario.observable {
        // Found once more for the entropies, which come after.
        Observable::Entanglement => 2.0,
        _ => 1.0,
    };
    let all = eth::baths(scenario);
    for (k, other) in all.iter().enumerate() {
        let sizes = block_sizes(other);
        let states = binomial(other.bath.sites(), other.bosons) as f64;
        let cubes: f64 = sizes.iter().map(|n| n.powi(3)).sum();
        seconds += cubes * VECTORS * if k == 0 { copies } else { 1.0 };
        // Two passes of Newton's method for each level.
        seconds += 2.0 * states * states * BOLTZMANN;
        block = block.max(largest(&sizes));
    }
    let states = binomial(scenario.bath.sites(), scenario.bosons) as f64;
    if copies > 1.0 {
        // One block of the reduced state for each number of bosons in the half.
        let half = scenario.bath.sites() / 2;
        let cubes: f64 = (0..=scenario.bosons)
            .map(|n| {
                let side = |sites, bosons| binomial(sites, bosons) as f64;
                let (a, b) = (
                    side(half, n),
                    side(
                        scenario.bath.sites() - half,
                        scenario.bosons.saturating_sub(n),
                    ),
                );
                a.min(b).powi(2) * (a.max(b) + 4.0 * a.min(b))
            })
            .sum();
        seconds += states * cubes * DENSE;
    }
    Estimate {
        dimension: states as u64,
        block_dimension: block as u64,
        memory_bytes: BASE + WITH_VECTORS * 8.0 * block * block,
        seconds,
        long: seconds > LONG,
    }
}

/// Every eigenvector, and the evolution of every eigenstate to one time.
fn all_eigenstates_cost(scenario: &Scenario) -> Estimate {
    let lattice = bath::lattice(scenario);
    let sites = lattice.sites();
    let sizes = block_sizes(scenario);
    let block = largest(&sizes);
    let mut seconds = 0.0;
    let mut pieces = vec![0.0; sizes.len()];
    for (b, _, _) in all_eigenstates::chunks(scenario) {
        pieces[b] += 1.0;
    }
    for (size, pieces) in sizes.iter().zip(&pieces) {
        seconds += size.powi(3) * VECTORS * pieces;
    }
    let mut neighbours = 0.0f64;
    for bosons in [scenario.bosons - 1, scenario.bosons, scenario.bosons + 1] {
        let other = Scenario {
            bosons,
            ..scenario.clone()
        };
        let sizes = block_sizes(&other);
        seconds += sizes.iter().map(|n| n.powi(3)).sum::<f64>() * DENSE;
        neighbours = neighbours.max(WITHOUT_VECTORS * 8.0 * largest(&sizes).powi(2));
    }
    let states = binomial(sites, scenario.bosons) as f64;
    seconds += 4.0 * states * states * BOLTZMANN;
    let radius = scenario.hopping * (lattice.bonds().len() as f64).sqrt() * 2.0;
    // Starting and measuring cost as much as some thirty products.
    let orders = 55.0 + 1.1 * radius * scenario.at;
    let mirrored = scenario.disorder == 0.0
        && lattice
            .mirrors()
            .iter()
            .any(|mirror| mirror.permutation(&lattice)[scenario.attach] == scenario.attach);
    let mut dimension = 0.0f64;
    let mut entries = 0.0f64;
    for (filled, probability) in [(0, 1.0 - scenario.occupation), (1, scenario.occupation)] {
        if probability > 0.0 {
            let whole = binomial(sites + 1, scenario.bosons + filled) as f64;
            dimension = dimension.max(whole);
            let kept = if mirrored { whole / 2.0 } else { whole };
            let per_row = 2.0 + lattice.bonds().len() as f64 * 0.5;
            entries = entries.max(kept * per_row);
            seconds += states * orders * kept * per_row * COLUMN;
        }
    }
    let evolving = WITH_VECTORS * 8.0 * block * block + entries * 24.0;
    Estimate {
        dimension: dimension as u64,
        block_dimension: block as u64,
        memory_bytes: BASE + evolving.max(neighbours),
        seconds,
        long: seconds > LONG,
    }
}

/// The runs of every bath of the panel.
fn sizes_cost(scenario: &Scenario) -> Estimate {
    let each = sizes::baths(scenario).iter().map(runs).collect::<Vec<_>>();
    let most = |of: fn(&Estimate) -> u64| each.iter().map(of).max().unwrap_or(0);
    let seconds = each.iter().map(|one| one.seconds).sum();
    Estimate {
        dimension: most(|one| one.dimension),
        block_dimension: most(|one| one.block_dimension),
        memory_bytes: each.iter().map(|one| one.memory_bytes).fold(0.0, f64::max),
        seconds,
        long: seconds > LONG,
    }
}

/// A run for each coupling.
fn runs(scenario: &Scenario) -> Estimate {
    let (bath_seconds, bath_bytes, block) = bath_cost(scenario);
    let lattice = bath::lattice(scenario);
    let sites = lattice.sites();
    let filled = scenario.occupation > 0.0;
    let dimension = binomial(sites + 1, scenario.bosons + usize::from(filled));
    // An eigenstate keeps the signs of the mirror that fixes the attached site.
    let halved = scenario.disorder == 0.0
        && scenario.state == BathState::Eigenstate
        && lattice
            .mirrors()
            .iter()
            .any(|mirror| mirror.permutation(&lattice)[scenario.attach] == scenario.attach);
    let kept = dimension as f64 / if halved { 2.0 } else { 1.0 };
    let entries = kept * row_entries(lattice.bonds().len(), sites + 1, scenario.bosons + 1);
    let window = evolution::WINDOW_BYTES as f64;
    let times = experiment::times(scenario);
    let last = times.last().copied().unwrap_or(0.0);
    let count = times.len() as f64;
    // Outputs of one window are held together: where few fit, windows are short.
    let held = (window / (32.0 * kept)).clamp(1.0, count);
    let radius = scenario.hopping * (lattice.bonds().len() as f64).sqrt() * 2.0;
    let products = radius * last + 40.0 * (count / held).max(radius * last / 150.0);
    let outputs = count * (2.0 * entries + 30.0 * kept);
    let mixed = scenario.occupation > 0.0 && scenario.occupation < 1.0;
    let weighted = mixed && scenario.panel == Panel::Fluctuation;
    let one = (products * entries + outputs) * SPARSE * if mixed { 1.4 } else { 1.0 }
        + if weighted {
            count * 12.0 * entries * SPARSE
        } else {
            0.0
        };
    let tasks = experiment::plan(scenario);
    let runs = tasks
        .iter()
        .filter(|t| matches!(t.part, Part::Run(_) | Part::Sample(..)))
        .count() as f64;
    // The matrix, the vectors of a window, the basis and its orbits; outputs of the window apart.
    let own = 4.0 * entries + 176.0 * kept + 32.0 * dimension as f64;
    let thermal = if weighted {
        4.0 * entries + 16.0 * kept
    } else {
        0.0
    };
    let side_by_side = if mixed { 2.0 } else { 1.0 }
        * if weighted && scenario.state != BathState::Eigenstate {
            2.0
        } else {
            1.0
        };
    let evolution_bytes = side_by_side * (own + thermal + held * 32.0 * kept);
    let mut seconds = bath_seconds + runs * one;
    let mut memory = bath_bytes.max(evolution_bytes);
    if tasks.iter().any(|t| matches!(t.part, Part::Statistics(_))) {
        let above = Scenario {
            bosons: scenario.bosons + 1,
            ..scenario.clone()
        };
        let sizes = block_sizes(&above);
        seconds += sizes.iter().map(|n| n.powi(3)).sum::<f64>() * VECTORS;
        memory = memory.max(WITH_VECTORS * 8.0 * largest(&sizes).powi(2));
    }
    Estimate {
        dimension,
        block_dimension: block as u64,
        memory_bytes: BASE + memory,
        seconds,
        long: seconds > LONG,
    }
}

/// Matrix entries in a row: the diagonal, and every hop of a boson onto an empty site.
fn row_entries(bonds: usize, sites: usize, bosons: usize) -> f64 {
    let filling = bosons as f64 / sites as f64;
    1.0 + 2.0 * bonds as f64 * filling * (1.0 - filling)
}

/// Seconds and bytes for the bath's state and chemical potential, and the block that is
/// searched or diagonalised.
fn bath_cost(scenario: &Scenario) -> (f64, f64, f64) {
    let sizes = block_sizes(scenario);
    let (bonds, sites) = (bath::lattice(scenario).bonds().len(), scenario.bath.sites());
    let entries =
        |bosons: usize| binomial(sites, bosons) as f64 * row_entries(bonds, sites, bosons);
    match limits::way(scenario) {
        Way::Levels => {
            let block = largest(&sizes);
            let cubes: f64 = sizes.iter().map(|n| n.powi(3)).sum();
            (
                2.0 * cubes * DENSE,
                WITHOUT_VECTORS * 8.0 * block * block,
                block,
            )
        }
        Way::Interior => {
            let block = sizes.iter().copied().fold(f64::INFINITY, f64::min).ceil();
            let own = block * row_entries(bonds, sites, scenario.bosons);
            let search = match scenario.state {
                BathState::Eigenstate => FILTER * block * own * PRODUCT,
                _ => 0.0,
            };
            let sampled: f64 = [scenario.bosons - 1, scenario.bosons, scenario.bosons + 1]
                .map(entries)
                .iter()
                .sum();
            let thermal = 80.0 * scenario.samples as f64 * sampled * 2.0 * PRODUCT;
            let states = binomial(sites, scenario.bosons + 1) as f64;
            let bytes = (4.0 * own + 80.0 * 8.0 * block)
                .max(4.0 * entries(scenario.bosons + 1) + 60.0 * states);
            (search + thermal, bytes, block)
        }
    }
}

/// Bytes that parts side by side may hold together; a part that needs more by itself runs
/// alone.
pub const ROOM: f64 = 1.5e9;

/// Bytes that a part holds, of the parts that hold whole matrices; 0 for the others.
pub fn part_bytes(scenario: &Scenario, part: Part) -> f64 {
    let with_vectors = |scenario: &Scenario, block: usize| {
        let sizes = block_sizes(scenario);
        sizes.get(block).map_or(0.0, |n| WITH_VECTORS * 8.0 * n * n)
    };
    let levels = |bosons: usize| {
        let scenario = Scenario {
            bosons,
            ..scenario.clone()
        };
        WITHOUT_VECTORS * 8.0 * largest(&block_sizes(&scenario)).powi(2)
    };
    match part {
        Part::Eigenstates { bath, block } => match eth::baths(scenario).get(bath) {
            Some(own) => with_vectors(own, block),
            None => 0.0,
        },
        Part::Entanglement(block) => with_vectors(scenario, block),
        Part::All(chunk) => match all_eigenstates::chunks(scenario).get(chunk) {
            Some((block, _, _)) => with_vectors(scenario, *block),
            None => 0.0,
        },
        Part::Levels => levels(scenario.bosons),
        Part::Neighbour(0) => levels(scenario.bosons - 1),
        Part::Neighbour(_) => levels(scenario.bosons + 1),
        _ => 0.0,
    }
}

impl Estimate {
    /// The same with the memory of all workers, as far as there is [`ROOM`] for parts side by
    /// side.
    pub fn on(self, scenario: &Scenario, workers: usize) -> Self {
        let bytes: Vec<f64> = experiment::plan(scenario)
            .iter()
            .map(|task| part_bytes(scenario, task.part))
            .collect();
        let bytes = sorted(&bytes, |a, b| b.total_cmp(a));
        let busiest = bytes.first().copied().unwrap_or(0.0);
        let (mut held, mut beside) = (busiest, 0.0);
        for other in bytes.iter().skip(1).take(workers.saturating_sub(1)) {
            if held + other <= ROOM {
                held += other;
                beside += other;
            }
        }
        Self {
            memory_bytes: self.memory_bytes + beside,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workers_side_by_side_hold_more_but_no_more_than_there_is_room_for() {
        let on = |text: &str, workers: usize| {
            let scenario = Scenario::parse(text).unwrap();
            estimate(&scenario).on(&scenario, workers).memory_bytes
        };
        let alone = on("panel=eth&bosons=8", 1);
        let two = on("panel=eth&bosons=8", 2);
        assert!(two > 1.2 * alone && two < 1.4 * alone, "{alone} {two}");
        // Four blocks of 480 MB each: the fourth waits.
        let large = "panel=eth&bath=square-4x5&bosons=5";
        assert!(on(large, 2) < on(large, 3));
        assert_eq!(on(large, 3), on(large, 16));
        assert!(on(large, 16) < ROOM + BASE);
        assert_eq!(on("panel=eth&disorder=1", 1), on("panel=eth&disorder=1", 8));
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
