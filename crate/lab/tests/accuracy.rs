//! <e^{-s}> at any temperature, against sums over all eigenvectors found here by dense
//! diagonalisation; and set-ups at the edge of the doubles.

use nalgebra::{DMatrix, DVector, SymmetricEigen};
use num_complex::Complex64;
use physics::lattice::Grid;
use physics::random::{random_signs, site_energies};
use proptest::prelude::*;
use second_law_lab::draw::View;
use second_law_lab::error::Error;
use second_law_lab::export::svg::svg;
use second_law_lab::panels::Record;
use second_law_lab::runner;
use second_law_lab::scenario::{Lang, Scenario, Selection};
use second_law_lab::words::Words;

fn record(text: &str) -> Result<Record, Error> {
    runner::run(&Scenario::parse(text).unwrap(), |_, _, _| true)
}

/// Bit masks of `bosons` bosons on `sites` sites, ascending.
fn masks(sites: usize, bosons: usize) -> Vec<u32> {
    let all = 0..1u32 << sites;
    all.filter(|m| m.count_ones() as usize == bosons).collect()
}

/// H over these masks: bonds with amplitude and repulsion, site energies.
fn hamiltonian(
    masks: &[u32],
    bonds: &[(usize, usize, f64, f64)],
    energies: &[f64],
) -> DMatrix<f64> {
    let mut h = DMatrix::zeros(masks.len(), masks.len());
    for (k, &mask) in masks.iter().enumerate() {
        let filled = |i: usize| mask >> i & 1 == 1;
        for (i, w) in energies.iter().enumerate() {
            h[(k, k)] += if filled(i) { *w } else { 0.0 };
        }
        for &(i, j, gamma, g) in bonds {
            if filled(i) && filled(j) {
                h[(k, k)] += g;
            }
            if filled(i) != filled(j) {
                let to = masks.binary_search(&(mask ^ (1 << i | 1 << j))).unwrap();
                h[(k, to)] -= gamma;
            }
        }
    }
    h
}

/// ln sum e^x
fn log_sum(logs: &[f64]) -> f64 {
    let largest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    largest + logs.iter().map(|x| (x - largest).exp()).sum::<f64>().ln()
}

/// <e^{-s}> at one time from every eigenvector of the bath and of the whole.
fn expected(scenario: &Scenario, time: f64) -> f64 {
    let (sites, bosons) = (scenario.bath.sites(), scenario.bosons);
    let Grid { lx, ly } = scenario.bath.grid;
    let (gamma, g) = (scenario.hopping, scenario.repulsion);
    let mut bonds = Vec::new();
    for site in 0..sites {
        if site % lx + 1 < lx {
            bonds.push((site, site + 1, gamma, g));
        }
        if site / lx + 1 < ly {
            bonds.push((site, site + lx, gamma, g));
        }
    }
    let mut energies = site_energies(scenario.disorder, scenario.seed, sites);
    let bath: Vec<_> = (bosons - 1..=bosons + 1)
        .map(|n| SymmetricEigen::new(hamiltonian(&masks(sites, n), &bonds, &energies)))
        .collect();
    bonds.push((scenario.attach, sites, scenario.coupling[0], 0.0));
    energies.push(scenario.potential);

    let Selection::Beta(beta) = scenario.selection else {
        panic!("a temperature is given");
    };
    let log_z = |k: usize| {
        let logs: Vec<f64> = bath[k].eigenvalues.iter().map(|e| -beta * e).collect();
        log_sum(&logs)
    };
    let beta_mu = 0.5 * (log_z(0) - log_z(2));
    let own = &bath[1];
    let boltzmann = |n: usize| (-beta * own.eigenvalues[n] - log_z(1)).exp();
    let mean: f64 = (0..own.eigenvalues.len())
        .map(|n| boltzmann(n) * own.eigenvalues[n])
        .sum();
    // Vectors that start: for the occupation with their probability, for the weights without
    // their thermal factor, and what the sum of the weights is divided by, as a logarithm.
    let column = |n: usize| own.eigenvectors.column(n).into_owned();
    type Weighted = Vec<(f64, DVector<f64>)>;
    let (thermal, plain, log_norm): (Weighted, Vec<DVector<f64>>, f64) = match scenario.state.id() {
        "eigenstate" => {
            let far = |n: &usize| (own.eigenvalues[*n] - mean).abs();
            let nearest = (0..own.eigenvalues.len())
                .min_by(|a, b| far(a).total_cmp(&far(b)))
                .unwrap();
            let v = column(nearest);
            (
                vec![(1.0, v.clone())],
                vec![v],
                -beta * own.eigenvalues[nearest],
            )
        }
        "canonical" => {
            let levels = 0..own.eigenvalues.len();
            let weighted = levels.clone().map(|n| (boltzmann(n), column(n))).collect();
            (weighted, levels.map(column).collect(), log_z(1))
        }
        _ => {
            let r = DVector::from_vec(random_signs(scenario.seed, 0, own.eigenvalues.len()));
            let parts = own.eigenvectors.tr_mul(&r);
            let logs: Vec<f64> = (0..parts.len())
                .map(|n| 2.0 * parts[n].abs().ln() - beta * own.eigenvalues[n])
                .collect();
            let norm = log_sum(&logs);
            let factor = |n: usize| (-0.5 * (beta * own.eigenvalues[n] + norm)).exp();
            let scaled = DVector::from_fn(parts.len(), |n, _| parts[n] * factor(n));
            (vec![(1.0, &own.eigenvectors * scaled)], vec![r], norm)
        }
    };

    let p = scenario.occupation;
    let mut occupation = 0.0;
    // (s_0, s) = 00, 01, 10, 11
    let mut log_weights = [f64::NEG_INFINITY; 4];
    for filled in [0, 1] {
        let total = masks(sites + 1, bosons + filled);
        let whole = SymmetricEigen::new(hamiltonian(&total, &bonds, &energies));
        let empty = total.partition_point(|m| m >> sites == 0);
        let vectors = whole.eigenvectors.map(Complex64::from);
        let sectors: Vec<_> = bath
            .iter()
            .map(|sector| sector.eigenvectors.map(Complex64::from))
            .collect();
        let evolved = |v: &DVector<f64>| -> DVector<Complex64> {
            let mut start = DVector::zeros(total.len());
            let from = if filled == 1 { empty } else { 0 };
            start.rows_mut(from, v.len()).copy_from(v);
            let parts = whole.eigenvectors.tr_mul(&start);
            let turned = DVector::from_fn(parts.len(), |n, _| {
                Complex64::from_polar(1.0, -whole.eigenvalues[n] * time) * parts[n]
            });
            &vectors * turned
        };
        let share = if filled == 1 { p } else { 1.0 - p };
        for (probability, v) in &thermal {
            let state = evolved(v);
            occupation +=
                share * probability * state.rows(empty, total.len() - empty).norm_squared();
        }
        for v in &plain {
            let state = evolved(v);
            for s in [0, 1] {
                let (from, to) = [(0, empty), (empty, total.len())][s];
                let inside = bosons + filled - s;
                let sector = &bath[inside + 1 - bosons];
                let part = state.rows(from, to - from);
                let amplitudes = sectors[inside + 1 - bosons].tr_mul(&part);
                let mut logs: Vec<f64> = (0..amplitudes.len())
                    .map(|n| amplitudes[n].norm_sqr().ln() - beta * sector.eigenvalues[n])
                    .collect();
                logs.push(log_weights[2 * filled + s]);
                log_weights[2 * filled + s] = log_sum(&logs);
            }
        }
    }
    let gained = [0.0, -1.0, 1.0, 0.0];
    let end = [1.0 - occupation, occupation];
    (0..4)
        .map(|k| end[k % 2] * (log_weights[k] - log_norm + beta_mu * gained[k]).exp())
        .sum()
}

/// The program's number agrees with the sum over eigenvectors; whether it gave one.
fn check(text: &str) -> bool {
    let scenario = Scenario::parse(text).unwrap();
    let found = match runner::run(&scenario, |_, _, _| true) {
        Ok(record) => record,
        Err(error) => {
            assert_eq!(error.code(), "inaccurate", "{text}: {error}");
            return false;
        }
    };
    let run = &found.runs()[0];
    let (time, average) = (run.time[0], run.exponential_average.as_ref().unwrap()[0]);
    let right = expected(&scenario, time);
    assert!(
        (average - right).abs() < 1e-8 * right.max(1.0),
        "{text} at {time}: {average}, and {right} is right"
    );
    true
}

#[test]
fn the_average_is_right_at_large_beta() {
    for (bath, more) in [
        ("chain-6&bosons=2", ""),
        ("square-2x3&bosons=3", "&repulsion=8"),
        ("square-2x3&bosons=3", "&disorder=2&hopping=50"),
        ("square-3x3&bosons=4", "&disorder=1"),
        (
            "chain-5&bosons=2",
            "&mu=fitted&potential=1.5&occupation=0.3",
        ),
    ] {
        for state in ["eigenstate", "typical", "canonical"] {
            for beta in ["-100", "-50", "-1", "0", "0.3", "30", "100"] {
                let text = format!("panel=fluctuation&compare=none&coupling=1&bath={bath}{more}&state={state}&beta={beta}&times=lin:2:3:2");
                assert!(check(&text), "{text} was refused");
            }
        }
    }
}

#[test]
fn an_average_may_rightly_be_huge() {
    let text = "panel=fluctuation&compare=none&bath=chain-4&bosons=2&repulsion=-100&beta=50&coupling=1&times=lin:2:3:2";
    assert!(check(text));
    let average = record(text).unwrap().runs()[0]
        .exponential_average
        .clone()
        .unwrap();
    assert!((average[0] / 3.775e12 - 1.0).abs() < 1e-3, "{average:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn the_average_is_right_or_refused_at_any_temperature(
        beta in -100.0..100.0f64,
        state in prop::sample::select(vec!["eigenstate", "typical", "canonical"]),
        bath in prop::sample::select(vec![
            "chain-4&bosons=2", "chain-5&bosons=3", "chain-6&bosons=2", "square-2x3&bosons=2",
            "square-2x3&bosons=4", "square-3x3&bosons=2",
        ]),
        repulsion in -3.0..6.0f64,
        // Without disorder levels coincide, and which vector a bath is in is a rule of its own.
        disorder in 0.1..4.0f64,
        hopping in prop::sample::select(vec![0.2, 1.0, 30.0]),
        coupling in 0.01..3.0f64,
        occupation in 0.05..0.95f64,
        time in 0.01..20.0f64,
    ) {
        let later = time + 1.0;
        let text = format!("panel=fluctuation&compare=none&bath={bath}&state={state}&beta={beta:?}&repulsion={repulsion:?}&disorder={disorder:?}&hopping={hopping:?}&coupling={coupling:?}&occupation={occupation:?}&times=lin:{time:?}:{later:?}:2");
        check(&text);
    }
}

#[test]
fn the_default_bath_is_right_at_low_temperature() {
    for (beta, right) in [
        ("30", 0.75265),
        ("40", 0.75238),
        ("50", 0.75235),
        ("60", 0.7523),
    ] {
        let text = format!("panel=fluctuation&compare=none&coupling=1&beta={beta}&times=lin:2:3:2");
        let average = record(&text).unwrap().runs()[0]
            .exponential_average
            .clone()
            .unwrap()[0];
        assert!((average - right).abs() < 1e-4, "{beta}: {average}");
    }
}

#[test]
fn curve_and_distribution_agree_at_low_temperature() {
    let record = record("panel=fluctuation&compare=none&bath=square-3x4&bosons=4&coupling=1&beta=-100&statistics=full&at=2&times=lin:0:2:2").unwrap();
    let found = record.runs()[0].statistics.as_ref().unwrap();
    let curve = record.runs()[0].exponential_average.as_ref().unwrap()[1];
    assert!((found.exponential_average - curve).abs() < 1e-10);
    assert!((found.curve_exponential_average - curve).abs() < 1e-12);
}

#[test]
fn what_is_lost_to_rounding_is_refused_by_name() {
    let text = "panel=fluctuation&compare=none&bath=square-2x4&bosons=3&repulsion=-100&beta=50&coupling=1&times=lin:0:2:3";
    let error = record(text).unwrap_err();
    assert!(
        ["inaccurate", "not-finite"].contains(&error.code()),
        "{error}"
    );
    for lang in Lang::ALL {
        let said = Words::of(*lang).say(&error.message());
        assert!(said.contains("exp(−s)"), "{said}");
    }
}

/// Set-ups at the edge of the doubles and with means of no value.
const EDGES: [&str; 22] = [
    "bath=square-2x2&bosons=1&times=lin:0:5e-324:2",
    "bath=square-2x2&bosons=1&panel=light-cone&times=lin:0:5e-324:2",
    "bath=square-2x2&bosons=1&panel=reversal&turn=5e-324",
    "bath=square-2x2&bosons=1&panel=reversal&turn=1e-200",
    "bath=square-2x2&bosons=1&panel=eth&epsilon=5e-324",
    "bath=square-2x2&bosons=1&panel=sizes&family=none&epsilon=5e-324",
    "bath=square-3x3&bosons=4&hopping=1e-300",
    "bath=square-3x3&bosons=4&hopping=5e-324",
    "bath=square-3x3&bosons=3&coupling=5e-324",
    "bath=square-3x3&bosons=3&panel=eth&hopping=1e-300",
    "bath=square-2x2&bosons=2&panel=all-eigenstates&at=5e-324",
    "bath=chain-2&bosons=1&coupling=1&times=log:1e-300:10:7",
    "bath=chain-4&bosons=2&state=canonical&coupling=1&beta=1e-200&times=lin:0:3:4",
    "bath=chain-4&bosons=2&state=typical&coupling=1&beta=1e-200&times=lin:0:3:4",
    "bath=square-2x2&bosons=1&panel=fluctuation&beta=1e-200",
    "bath=square-2x2&bosons=1&panel=fluctuation&statistics=full&at=5e-324",
    "bath=square-3x3&bosons=4&state=canonical&coupling=1&beta=-100&hopping=100&repulsion=100&times=lin:0:3:4",
    "bath=square-2x2&bosons=1&panel=eth&observable=gaps",
    "bath=chain-2&bosons=1&panel=eth&observable=gaps",
    "bath=chain-3&bosons=1&panel=eth&observable=gaps",
    "bath=chain-2&bosons=1&panel=eth&observable=entanglement",
    "bath=chain-2&bosons=1&panel=eth&observable=density",
];

#[test]
fn no_number_is_missing_at_the_edge_of_the_doubles() {
    for text in EDGES {
        let record = record(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        for run in record.runs() {
            let columns = [
                &run.occupation,
                &run.bath_energy,
                &run.entropy_production,
                &run.heat,
            ];
            for column in columns.into_iter().chain(&run.exponential_average) {
                assert!(
                    column.len() == run.time.len() && column.iter().all(|x| x.is_finite()),
                    "{text}"
                );
            }
            assert!(run.norm_error < 1e-12 && run.energy_drift < 1e-9, "{text}");
        }
        for words in Lang::ALL.iter().map(|lang| Words::of(*lang)) {
            let summary = record.summary(words);
            assert!(!summary.contains("NaN"), "{text}: {summary}");
            for plot in record.scenario.panel.plots {
                let view = View {
                    plot: plot.to_string(),
                    ..View::default()
                };
                let svg = svg(&record, &view, words);
                assert!(
                    !svg.contains("NaN") && !svg.contains("inf"),
                    "{text} {plot:?}"
                );
            }
        }
        assert!(!record.json().contains("NaN"), "{text}");
    }
}

#[test]
fn a_heat_beyond_all_numbers_ends_the_run_by_name() {
    let error = record("bath=square-2x2&bosons=1&beta=5e-324").unwrap_err();
    assert_eq!(error.code(), "not-finite");
    let said = Words::of(Lang::En).say(&error.message());
    assert!(said.contains("t = "), "{said}");
}

#[test]
fn a_hole_in_the_rows_is_an_error() {
    let scenario = Scenario::parse("bath=chain-4&bosons=2&coupling=1&times=lin:0:1:2").unwrap();
    let mut record = Record::new(&scenario);
    let part = &"run:0".parse().unwrap();
    for hole in [f64::NAN, f64::INFINITY] {
        let error = record.rows(part, "norm_error", &[0.0, hole]).unwrap_err();
        assert_eq!(error.code(), "not-finite");
        let said = Words::of(Lang::En).say(&error.message());
        assert!(said.contains("norm_error"), "{said}");
    }
}
