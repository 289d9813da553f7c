//! What a set-up takes elsewhere: states, bytes, products, and machines for them.

use std::fmt::Write;

use crate::plan::trajectories::{has_exact_averages, times};
use crate::scenario::limits::{self, states};
use crate::scenario::{BathState, Scenario};
use crate::work::cost::{row_entries, VECTORS};
use numerics::bessel::{bessel_j, last_order};

/// A node of the table: bytes of memory that a job can use, and bytes of matrix and vectors a second that its products move
/// when the network between nodes sets the pace. Two cores of one machine moved 2.5 GB/s (6x6, 6 bosons).
const NODE: (f64, f64) = (200e9, 10e9);
/// Bytes a second on one core, measured with the same set-up.
const CORE: f64 = 1.4e9;
/// Entries beyond which PETSc takes 64-bit indices.
const INDICES: f64 = 2_147_483_647.0;
/// Memory at the peak, while the matrix is built, over that of the steady state.
const PEAK: f64 = 2.0;

/// What a set-up takes elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// States of the bath's sector.
    pub bath_states: u64,
    /// States of bath and system, S filled; the larger number where S starts as a mixture.
    pub states: u64,
    /// Bytes of the matrix and of the vectors of an evolution, in double precision.
    pub bytes: f64,
    /// Whether rows or entries are more than 32-bit indices count.
    pub wide: bool,
    /// Products of the matrix with a real vector, over all couplings, vectors and times.
    pub products: f64,
    /// Seconds to diagonalise the bath's sector as a dense matrix, where one of its levels is asked for.
    pub(super) dense_seconds: f64,
    /// Bytes of that matrix and its vectors.
    pub(super) dense_bytes: f64,
}

impl Size {
    /// Of a set-up of any size.
    pub fn of(scenario: &Scenario) -> Self {
        let lattice = scenario.bath.lattice();
        let (sites, bonds) = (lattice.sites(), lattice.bonds().len());
        let bath_states = states(sites, scenario.bosons);
        let starts: Vec<usize> = [
            (scenario.occupation > 0.0).then_some(scenario.bosons + 1),
            (scenario.occupation < 1.0).then_some(scenario.bosons),
        ]
        .into_iter()
        .flatten()
        .collect();
        let whole = starts.iter().map(|&n| states(sites + 1, n)).max();
        let whole = whole.unwrap_or(bath_states);
        let entries = whole as f64 * row_entries(bonds + 1, sites + 1, scenario.bosons + 1);
        let wide = entries > INDICES;
        let index = if wide { 8.0 } else { 4.0 };
        let vectors = match (scenario.state, has_exact_averages(scenario)) {
            (BathState::Eigenstate | BathState::Typical, _) => 1.0,
            (BathState::Canonical, true) => bath_states as f64,
            (BathState::Canonical, false) => scenario.samples as f64,
        };
        let runs = scenario.coupling.len() as f64 * starts.len() as f64 * vectors;
        let dense = match scenario.state {
            BathState::Eigenstate => bath_states as f64,
            BathState::Canonical | BathState::Typical => 0.0,
        };
        Self {
            bath_states,
            states: whole,
            bytes: entries * (8.0 + index) + whole as f64 * 100.0,
            wide,
            products: runs * products_of_one(scenario),
            dense_seconds: VECTORS * dense.powi(3),
            dense_bytes: 3.0 * 8.0 * dense * dense,
        }
    }

    /// Bytes that all products move.
    fn traffic(&self) -> f64 {
        self.products * self.bytes
    }

    /// Seconds of the evolution on one core.
    pub fn evolution_seconds(&self) -> f64 {
        self.traffic() / CORE
    }

    /// Nodes that hold it while it is built.
    pub fn nodes(&self) -> f64 {
        (PEAK * self.bytes / NODE.0).ceil().max(1.0)
    }

    /// Seconds of the evolution on so many nodes.
    fn seconds_on(&self, nodes: f64) -> f64 {
        self.traffic() / (nodes * NODE.1)
    }

    /// What stands in the slots of a script.
    pub(super) fn slots(&self) -> Vec<(&'static str, String)> {
        let nodes = self.nodes();
        vec![
            ("BATH_STATES", grouped(self.bath_states as f64)),
            ("STATES", grouped(self.states as f64)),
            ("PRODUCTS", grouped(self.products)),
            ("BYTES", memory(self.bytes)),
            ("CORE_TIME", duration(self.evolution_seconds())),
            ("NODES", grouped(nodes)),
            ("NODES_TIME", duration(self.seconds_on(nodes))),
            // In complex numbers, and without a basis that is common to all products.
            ("ALONE_TIME", {
                duration(self.dense_seconds + 2.0 * self.evolution_seconds())
            }),
            ("ALONE_BYTES", {
                memory(self.dense_bytes.max(2.0 * self.bytes))
            }),
        ]
    }
}

/// Products with a real vector of one evolution: of the pair (re, im), as many as the script's Chebyshev expansions have orders.
fn products_of_one(scenario: &Scenario) -> f64 {
    let radius = radius(scenario);
    let mut before = 0.0;
    let mut products = 0.0;
    for t in times(scenario).values() {
        let z: f64 = radius * (t - before);
        let steps = (z / 400.0).ceil().max(1.0);
        if z > 0.0 {
            products += steps * 2.0 * orders(z / steps);
        }
        before = t;
    }
    products
}

/// Orders of e^{-izx} that are more than rounding.
fn orders(z: f64) -> f64 {
    let values = bessel_j(z, last_order(z));
    let last = values.iter().rposition(|value| value.abs() > 1e-16);
    last.unwrap_or_default() as f64
}

/// Half the width of the spectrum, roughly: every boson in the best orbital of one, as far as the others leave room.
fn radius(scenario: &Scenario) -> f64 {
    let lattice = scenario.bath.lattice();
    let sites = lattice.sites();
    let mut orbital = vec![1.0; sites];
    let mut largest = 0.0;
    for _ in 0..200 {
        // Shifted, so that the two signs of a bipartite lattice do not alternate.
        let mut next: Vec<f64> = orbital.iter().map(|x| 4.0 * x).collect();
        for &(i, j) in lattice.bonds() {
            next[i] += orbital[j];
            next[j] += orbital[i];
        }
        let norm = next.iter().map(|x| x * x).sum::<f64>().sqrt();
        largest = norm / orbital.iter().map(|x| x * x).sum::<f64>().sqrt() - 4.0;
        orbital = next.iter().map(|x| x / norm).collect();
    }
    let (n, l) = (scenario.bosons as f64, sites as f64);
    let coupling = scenario.coupling.iter().copied().fold(0.0, f64::max);
    let pairs = lattice.bonds().len() as f64 * (n / l).powi(2);
    scenario.hopping * largest * n * (1.0 - n / l)
        + 0.5 * (scenario.repulsion.abs() * pairs + scenario.disorder * n.min(l - n))
        + coupling
}

/// A whole number with commas.
fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Bytes in words, two digits.
fn memory(bytes: f64) -> String {
    match bytes {
        b if b < 1e9 => format!("{:.0} MB", (b / 1e6).ceil()),
        b if b < 1e12 => format!("{:.1} GB", b / 1e9),
        b => format!("{:.1} TB", b / 1e12),
    }
}

/// Seconds in words, roughly.
fn duration(seconds: f64) -> String {
    match seconds {
        s if s < 90.0 => format!("{:.0} s", s.ceil()),
        s if s < 5_400.0 => format!("{:.0} min", s / 60.0),
        s if s < 172_800.0 => format!("{:.0} h", s / 3_600.0),
        s => format!("{:.0} days", s / 86_400.0),
    }
}

/// The rows of the documentation's table of sizes, in Markdown: one typical state, one coupling, the default times.
pub fn rows() -> String {
    let mut text = String::new();
    for (bath, bosons) in [
        ("square-4x4", 4),
        ("square-4x5", 5),
        ("square-5x5", 6),
        ("square-5x6", 7),
        ("square-6x6", 6),
        ("square-6x6", 9),
        ("square-6x6", 12),
        ("square-6x7", 10),
    ] {
        let setup = format!("state=typical&coupling=1&bath={bath}&bosons={bosons}");
        let scenario = Scenario::parse_of_any_size(&setup).expect("a set-up");
        let size = Size::of(&scenario);
        let here = limits::fits(&scenario);
        let row = writeln!(
            text,
            "| {} | {bosons} | {} | {} | {} | {} | {} | {} | {} |",
            &bath["square-".len()..],
            grouped(size.bath_states as f64),
            grouped(size.states as f64),
            memory(size.bytes),
            match here {
                true => "this program".to_string(),
                false => grouped(size.nodes()),
            },
            if size.wide { "64 bits" } else { "32 bits" },
            grouped(size.products),
            match here {
                true => duration(size.evolution_seconds()),
                false => duration(size.seconds_on(size.nodes())),
            },
        );
        row.expect("a string");
    }
    text
}
