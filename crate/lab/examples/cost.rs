//! How time and memory grow with the number of states: `cargo run --release --example cost`.
//!
//! One core; the least of several runs. Memory is the largest amount allocated while a kernel
//! works, counted by the allocator. Prints a table in Markdown and the power laws fitted to
//! it; with a file's name as argument also draws them as an SVG picture.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use num_complex::Complex64;

use numerics::evolution::Evolution;
use physics::fock::Fock;
use physics::spectrum::interior::Polfed;
use physics::spectrum::{BathSector, LevelFinder};
use physics::typicality::Ftlm;
use second_law_lab::bath::Bath;
use second_law_lab::draw::{growth, Series};
use second_law_lab::scenario::{Lang, Scenario};
use second_law_lab::words::Words;

/// Counts what is allocated.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is handed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        MOST.fetch_max(now, Ordering::Relaxed);
        System.alloc(layout)
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        System.dealloc(pointer, layout);
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Times are the least of at least this many runs, or of as many as fit into `PATIENCE`.
const RUNS: usize = 3;
/// Seconds after which a kernel is not run again.
const PATIENCE: f64 = 3.0;

/// Seconds and peak bytes of a kernel on something that is prepared before.
fn measure<T>(prepare: impl Fn() -> T, work: impl Fn(T)) -> (f64, f64) {
    let (mut seconds, mut bytes) = (f64::INFINITY, 0.0f64);
    let begun = Instant::now();
    for _ in 0..RUNS {
        let before = NOW.load(Ordering::Relaxed);
        let prepared = prepare();
        MOST.store(NOW.load(Ordering::Relaxed), Ordering::Relaxed);
        let start = Instant::now();
        work(prepared);
        seconds = seconds.min(start.elapsed().as_secs_f64());
        bytes = bytes.max((MOST.load(Ordering::Relaxed) - before) as f64);
        if begun.elapsed().as_secs_f64() > PATIENCE {
            break;
        }
    }
    (seconds, bytes)
}

fn scenario(text: &str) -> Scenario {
    Scenario::parse(text).expect("a set-up of this program")
}

fn sector(text: &str) -> BathSector {
    let scenario = scenario(text);
    Bath::from(&scenario).with_bosons(scenario.bosons).sector()
}

/// What was measured of one kernel.
struct Kernel {
    name: &'static str,
    /// States, what of, seconds, bytes.
    rows: Vec<(f64, &'static str, f64, f64)>,
}

impl Kernel {
    fn series(&self, value: fn(&(f64, &'static str, f64, f64)) -> f64) -> Series {
        Series {
            name: self.name.to_string(),
            points: self.rows.iter().map(|row| (row.0, value(row))).collect(),
        }
    }
}

/// All levels of one block without symmetry, from the sector's basis on.
fn levels() -> Kernel {
    // The solver's own workspace, allocated once for all sizes, is not counted.
    let first = sector("bath=square-3x4&bosons=4&disorder=1");
    LevelFinder::new(first)
        .step()
        .expect("the levels are found");
    let row = |text: &'static str| {
        let sector = sector(text);
        let (seconds, bytes) = measure(
            || LevelFinder::new(sector.clone()),
            |mut finder| while finder.step().expect("the levels are found") < 1.0 {},
        );
        (sector.fock.dimension() as f64, text, seconds, bytes)
    };
    Kernel {
        name: "all levels of a dense block",
        rows: [
            "bath=square-3x3&bosons=4&disorder=1",
            "bath=square-3x4&bosons=4&disorder=1",
            "bath=square-3x4&bosons=5&disorder=1",
            "bath=square-4x4&bosons=4&disorder=1",
            "bath=square-3x5&bosons=5&disorder=1",
        ]
        .map(row)
        .to_vec(),
    }
}

/// One interior eigenstate of the block of full symmetry, at the energy of beta = 0.1.
fn interior() -> Kernel {
    let row = |(text, energy): (&'static str, f64)| {
        let sector = sector(text);
        let (_, matrix) = sector.block_matrix(&sector.blocks()[0]);
        let states = matrix.dimension() as f64;
        let (seconds, bytes) = measure(
            || Polfed::new(matrix.clone(), energy),
            |mut finder| while finder.step().expect("the eigenstate is found") < 1.0 {},
        );
        (states, text, seconds, bytes)
    };
    Kernel {
        name: "one interior eigenstate",
        // Energies near U(0.1) of each, which sets how dense the levels are.
        rows: [
            ("bath=square-4x4&bosons=6", -1.0),
            ("bath=square-4x5&bosons=5", -1.05),
            ("bath=square-5x5&bosons=5", -1.2),
            ("bath=square-4x5&bosons=6", -1.1),
            ("bath=square-5x5&bosons=6", -1.3),
        ]
        .map(row)
        .to_vec(),
    }
}

/// Bath and system of these numbers of bosons without symmetry.
const WHOLES: [&str; 6] = [
    "bath=square-3x4&bosons=4",
    "bath=square-4x4&bosons=5",
    "bath=square-4x5&bosons=5",
    "bath=square-5x5&bosons=5&state=typical",
    "bath=square-5x5&bosons=6&state=typical",
    "bath=square-5x5&bosons=7&state=typical",
];

fn whole(text: &str) -> numerics::sparse::Sparse {
    let scenario = scenario(text);
    let fock = Fock::new(scenario.bath.sites() + 1, scenario.bosons + 1);
    let model = Bath::from(&scenario)
        .model()
        .with_system(scenario.attach, 1.0, 0.0);
    model.matrix(&fock)
}

/// H times a complex vector.
fn product() -> Kernel {
    let row = |text: &'static str| {
        let matrix = whole(text);
        let n = matrix.dimension();
        let x: Vec<Complex64> = (0..n)
            .map(|i| Complex64::from_polar(1.0, i as f64))
            .collect();
        // As many as make a time that can be measured.
        let times = (1 << 24) / matrix.entries() + 1;
        let (seconds, bytes) = measure(
            || (matrix.clone(), x.clone(), x.clone()),
            |(matrix, x, mut y)| (0..times).for_each(|_| matrix.multiply(&x, &mut y)),
        );
        (n as f64, text, seconds / times as f64, bytes)
    };
    Kernel {
        name: "one product with H",
        rows: WHOLES.map(row).to_vec(),
    }
}

/// A complex vector to t = 5, with ten outputs.
fn propagation() -> Kernel {
    let row = |text: &'static str| {
        let matrix = whole(text);
        let n = matrix.dimension();
        let scale = 1.0 / (n as f64).sqrt();
        let x: Vec<Complex64> = (0..n)
            .map(|i| Complex64::from_polar(scale, i as f64))
            .collect();
        let times: Vec<f64> = (1..=10).map(|k| 0.5 * f64::from(k)).collect();
        let (seconds, bytes) = measure(
            || (matrix.clone(), x.clone()),
            |(matrix, x)| {
                let mut evolution = Evolution::new(matrix, x, times.clone());
                while !evolution.is_done() {
                    evolution.step();
                }
            },
        );
        (n as f64, text, seconds, bytes)
    };
    Kernel {
        name: "propagation to t = 5, 10 times",
        rows: WHOLES.map(row).to_vec(),
    }
}

/// Canonical averages, one random vector.
fn typicality() -> Kernel {
    let row = |text: &'static str| {
        let sector = sector(text);
        let (seconds, bytes) = measure(
            || Ftlm::new(&sector, 1, 1),
            |mut finder| while finder.step().expect("the averages are found") < 1.0 {},
        );
        (sector.fock.dimension() as f64, text, seconds, bytes)
    };
    Kernel {
        name: "averages, one random vector",
        rows: WHOLES.map(row).to_vec(),
    }
}

fn main() {
    let kernels = [levels(), interior(), product(), propagation(), typicality()];
    println!("| kernel | set-up | states | seconds | megabytes |");
    println!("| --- | --- | --- | --- | --- |");
    for kernel in &kernels {
        for (states, text, seconds, bytes) in &kernel.rows {
            let (name, megabytes) = (kernel.name, bytes / 1e6);
            println!("| {name} | `{text}` | {states} | {seconds:.3e} | {megabytes:.1} |");
        }
    }
    let seconds: Vec<Series> = kernels.iter().map(|k| k.series(|row| row.2)).collect();
    let bytes: Vec<Series> = kernels.iter().map(|k| k.series(|row| row.3)).collect();
    println!("\n| kernel | seconds | bytes |\n| --- | --- | --- |");
    for (time, memory) in seconds.iter().zip(&bytes) {
        let law = |series: &Series| {
            let fit = series.fit().expect("several sizes");
            format!("{:.1e} n^({})", fit.prefactor, fit.exponent())
        };
        println!("| {} | {} | {} |", time.name, law(time), law(memory));
    }
    if let Some(file) = std::env::args().nth(1) {
        let version = env!("CARGO_PKG_VERSION");
        let about = format!("second-law {version}, measured by cargo run --release --example cost");
        std::fs::write(&file, growth(&seconds, &bytes, &about, Words::of(Lang::En)))
            .expect("the picture's file can be written");
    }
}
