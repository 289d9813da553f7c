//! Speed of the three things a run spends its time on: `cargo bench -p second-law-bench`.

use criterion::{criterion_group, criterion_main, BatchSize, Criterion};
use num_complex::Complex64;

use lab::bath::Bath;
use lab::runner;
use lab::scenario::Scenario;
use numerics::evolution::Evolution;
use physics::fock::Fock;
use physics::spectrum;
use physics::thermal::LogPartitionTrace;

fn spectrum(c: &mut Criterion) {
    let sector = Bath::from(&Scenario::default()).sector();
    let mut group = c.benchmark_group("spectrum");
    group.sample_size(10);
    group.bench_function("levels of 4x4, N = 4 (1,820 states)", |b| {
        b.iter(|| spectrum::levels(&sector).unwrap())
    });
    let above = Bath::from(&Scenario::default()).with_bosons(5).sector();
    group.bench_function("ln Z of 4x4, N = 5 (4,368 states) at beta = 0.1", |b| {
        b.iter(|| {
            let mut trace = LogPartitionTrace::new(&above, 0.1);
            while trace.step() < 1.0 {}
            trace.log_partition()
        })
    });
    group.finish();
}

fn product(c: &mut Criterion) {
    let model = Bath::from(&Scenario::default())
        .model()
        .with_system(0, 1.0, 0.0);
    let matrix = model.matrix(&Fock::new(17, 5));
    let x: Vec<Complex64> = (0..matrix.dimension())
        .map(|i| Complex64::from_polar(1.0, i as f64))
        .collect();
    let mut y = x.clone();
    c.bench_function("product with the 6,188-state H", |b| {
        b.iter(|| matrix.multiply(&x, &mut y))
    });
}

fn propagation(c: &mut Criterion) {
    let scenario = Scenario::default();
    let model = Bath::from(&scenario).model().with_system(0, 1.0, 0.0);
    let matrix = model.matrix(&Fock::new(17, 5));
    let mut start = vec![Complex64::default(); matrix.dimension()];
    start[6000] = Complex64::new(1.0, 0.0);
    let mut group = c.benchmark_group("propagation");
    group.sample_size(10);
    group.bench_function("6,188 states, 200 times to t = 100", |b| {
        b.iter_batched(
            || (matrix.clone(), start.clone()),
            |(matrix, start)| {
                let mut evolution = Evolution::new(matrix, start, scenario.times.values());
                while !evolution.is_done() {
                    evolution.step();
                }
            },
            BatchSize::LargeInput,
        )
    });
    group.bench_function("the default run, all of it", |b| {
        b.iter(|| runner::run(&scenario, |_, _, _| true).unwrap())
    });
    group.finish();
}

fn eigenstates(c: &mut Criterion) {
    let mut group = c.benchmark_group("every eigenstate of 4x4, N = 4");
    group.sample_size(10);
    for panel in ["eth", "all-eigenstates"] {
        let scenario = Scenario::default()
            .with("panel", panel)
            .expect("the default bath has this panel");
        group.bench_function(panel, |b| {
            b.iter(|| runner::run(&scenario, |_, _, _| true).unwrap())
        });
    }
    group.finish();
}

/// What the late window adds to the panel of sizes: at most six tenths.
fn late(c: &mut Criterion) {
    let mut group = c.benchmark_group("baths of growing size");
    group.sample_size(10);
    for window in ["off", "20:100:81"] {
        let text = format!("panel=sizes&family=none&late={window}");
        let scenario = Scenario::parse(&text).expect("the default bath has a late window");
        group.bench_function(format!("the default bath, late={window}"), |b| {
            b.iter(|| runner::run(&scenario, |_, _, _| true).unwrap())
        });
    }
    group.finish();
}

criterion_group!(benches, spectrum, product, propagation, eigenstates, late);
criterion_main!(benches);
