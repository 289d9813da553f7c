//! What a scenario will cost, before it runs.

use serde::Serialize;

use crate::bath;
use crate::evolution;
use crate::experiment::{plan, Part};
use crate::fock::binomial;
use crate::scenario::Scenario;
use crate::symmetry::blocks;

/// Seconds above which a run asks before it starts.
const LONG: f64 = 15.0;
/// Seconds per n^3 for the eigenvalues of a dense block of n states, fitted to times of the
/// WebAssembly package (docs/method.md, "How cost grows").
const DENSE: f64 = 4e-10;
/// Seconds per matrix entry of a product with a state, what is done with it included.
const SPARSE: f64 = 1.5e-9;

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
    let lattice = bath::lattice(scenario);
    let sites = lattice.sites();
    let block_orders: Vec<f64> = blocks(&lattice, scenario.disorder == 0.0)
        .iter()
        .map(|b| b.representation.order() as f64)
        .collect();
    let bath_states = binomial(sites, scenario.bosons) as f64;
    let smallest_group = block_orders.iter().copied().fold(f64::INFINITY, f64::min);
    let block = (bath_states / smallest_group).ceil();
    let diagonalisation: f64 = block_orders
        .iter()
        .map(|order| (bath_states / order).powi(3) * DENSE)
        .sum();
    let filled = scenario.occupation > 0.0;
    let dimension = binomial(sites + 1, scenario.bosons + usize::from(filled));
    let entries = dimension as f64 * (2.0 + lattice.bonds().len() as f64 * 0.5);
    let window = evolution::WINDOW_BYTES as f64;
    // H, H_B and the recursion's vectors beside one window of outputs.
    let evolution_bytes = entries * 24.0 + dimension as f64 * 16.0 * 16.0 + window;
    let runs = plan(scenario)
        .iter()
        .filter(|t| matches!(t.part, Part::Run(_)))
        .count() as f64;
    let radius = scenario.hopping * (lattice.bonds().len() as f64).sqrt() * 3.0;
    let products = radius * scenario.times.to * 1.5
        + scenario.times.count as f64
            * (20.0 + radius * scenario.times.to / scenario.times.count as f64)
            / 8.0;
    let seconds = diagonalisation * 2.0 + runs * products * entries * SPARSE;
    Estimate {
        dimension,
        block_dimension: block as u64,
        memory_bytes: (24.0 * block * block).max(evolution_bytes),
        seconds,
        long: seconds > LONG,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_short_and_cost_grows_with_the_set_up() {
        let estimate_of = |text: &str| estimate(&Scenario::parse(text).unwrap());
        let default = estimate_of("");
        assert_eq!(default.dimension, 6188);
        assert!(!default.long);
        let longer = estimate_of("times=log:0.01:100000:200");
        assert!(longer.long && longer.seconds > default.seconds);
        let disordered = estimate_of("disorder=1");
        assert_eq!(disordered.block_dimension, 1820);
        assert!(disordered.seconds > default.seconds);
    }
}
