//! Panels of all eigenstates: against QuSpin, exact identities, and the other panels.

use nalgebra::DMatrix;
use physics::fock::Fock;
use physics::local::{bond, LocalState};
use physics::spectrum::dense;
use second_law_lab::bath::{self, Bath};
use second_law_lab::draw::View;
use second_law_lab::export::csv::csv;
use second_law_lab::panels::Record;
use second_law_lab::panels::{self, Eth, EthPoint};
use second_law_lab::panels::{AllEigenstatesState, EthState};
use second_law_lab::plan::{Part, Plan};
use second_law_lab::runner;
use second_law_lab::scenario::{Lang, Scenario};
use second_law_lab::words::Words;
use second_law_lab::work::start;
use serde_json::Value;

fn record(text: &str) -> Record {
    let scenario = Scenario::parse(text).unwrap();
    let record = runner::run(&scenario, |_, _, _| true).unwrap();
    assert!(record.complete());
    record
}

fn reference(name: &str) -> Value {
    let path = format!(
        "{}/../../tests/reference/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    serde_json::from_str(&text).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|x| x.as_f64().unwrap())
        .collect()
}

fn local(point: &EthPoint) -> LocalState {
    let [density, neighbour, pair, hopping] = point.local;
    LocalState {
        density,
        neighbour,
        pair,
        hopping,
    }
}

/// Averages over the multiplets of a reference file.
fn averaged(values: &[f64], multiplet: &[f64]) -> Vec<f64> {
    multiplet
        .iter()
        .map(|m| {
            let same = values.iter().zip(multiplet).filter(|(_, n)| *n == m);
            let (sum, count) = same.fold((0.0, 0.0), |(s, c), (v, _)| (s + v, c + 1.0));
            sum / count
        })
        .collect()
}

fn check_eigenstates(name: &str, bath: &str) {
    let file = reference(name);
    let multiplet = numbers(&file["multiplet"]);
    for (observable, column) in [("density", "n0"), ("pair", "n0n1"), ("hopping", "hop01")] {
        let eth = record(&format!("panel=eth&{bath}&observable={observable}"))
            .state::<EthState>()
            .eth();
        let energies: Vec<f64> = eth.levels.iter().map(|l| l.energy).collect();
        let values: Vec<f64> = eth.levels.iter().map(|l| l.value.unwrap()).collect();
        for (found, expected) in [
            (energies, numbers(&file["E"])),
            (averaged(&values, &multiplet), numbers(&file[column])),
        ] {
            assert_eq!(found.len(), expected.len());
            for (i, (a, b)) in found.iter().zip(&expected).enumerate() {
                assert!((a - b).abs() < 1e-9, "{column}[{i}]: {a} instead of {b}");
            }
        }
    }
}

#[test]
fn observables_of_every_eigenstate_of_the_3x3_bath() {
    check_eigenstates("eig_3x3_N3", "bath=square-3x3&bosons=3");
}

#[test]
fn observables_of_every_eigenstate_of_the_3x4_bath() {
    check_eigenstates("eig_3x4_N4", "bath=square-3x4&bosons=4");
}

#[test]
fn mean_gap_ratios_of_every_sector() {
    let file = reference("r_3x4_N4");
    for run in file["runs"].as_array().unwrap() {
        let g = run["g"].as_f64().unwrap();
        let text = format!("panel=eth&observable=gaps&bath=square-3x4&bosons=4&repulsion={g}");
        let gaps = record(&text).state::<EthState>().eth().gaps.unwrap();
        let expected = run["mean_r_all_sectors"].as_f64().unwrap();
        assert!((gaps.all.mean.unwrap() - expected).abs() < 1e-9);
        for sector in run["sectors"].as_array().unwrap() {
            let sign = |key: &str| match sector[key].as_i64().unwrap() {
                1 => '+',
                _ => '-',
            };
            let name: String = ["parity_x", "parity_y"]
                .iter()
                .map(|key| sign(key))
                .collect();
            let found = gaps.sectors.iter().find(|s| s.sector == name).unwrap();
            assert_eq!(found.levels as u64, sector["dim"].as_u64().unwrap());
            assert!((found.mean.unwrap() - sector["mean_r"].as_f64().unwrap()).abs() < 1e-9);
        }
    }
}

/// Every way in which a bath can be cut into blocks: square with partners, rectangle, chain with
/// degenerate levels, disorder without symmetry.
const BATHS: [&str; 5] = [
    "bath=square-3x3&bosons=3",
    "bath=square-3x3&bosons=4&attach=5",
    "bath=square-3x4&bosons=3&attach=4",
    "bath=chain-8&bosons=4&repulsion=0",
    "bath=square-3x3&bosons=3&disorder=2",
];

#[test]
fn averages_over_all_levels_are_those_of_all_fock_states() {
    for text in BATHS {
        let record = record(&format!("panel=eth&{text}"));
        let sites = record.scenario.bath.sites();
        let fock = Fock::new(sites, record.scenario.bosons);
        let eth = record.state::<EthState>().eth();
        let (a, c) = bond(&bath::lattice(&record.scenario), record.scenario.attach);
        assert_eq!(eth.bond, [a, c]);
        let traces = fock.masks().iter().fold([0.0; 4], |t, mask| {
            let (at_a, at_c) = (f64::from(mask >> a & 1), f64::from(mask >> c & 1));
            // Hopping changes every Fock state: no diagonal.
            [t[0] + at_a, t[1] + at_c, t[2] + at_a * at_c, t[3]]
        });
        for (k, trace) in traces.iter().enumerate() {
            let sum: f64 = eth.levels.iter().map(|l| l.local[k]).sum();
            assert!((sum - trace).abs() < 1e-9, "{text} {k}: {sum} {trace}");
        }
        for level in &eth.levels {
            let weights = local(level).weights();
            assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            assert!(weights.iter().all(|&p| p > -1e-12));
        }
    }
}

#[test]
fn the_canonical_value_is_the_trace_with_the_boltzmann_operator() {
    for text in [
        "bath=square-3x3&bosons=3",
        "bath=square-3x3&bosons=3&disorder=2",
    ] {
        for observable in ["density", "hopping", "pair"] {
            let record = record(&format!("panel=eth&observable={observable}&{text}"));
            let sector = Bath::from(&record.scenario).with_bosons(3).sector();
            let h = sector.model.matrix(&sector.fock).to_dense();
            let (energies, vectors) = dense::eigensystem(h.clone()).unwrap();
            let operator = observable_matrix(&record, &sector.fock, observable);
            let eth = record.state::<EthState>().eth();
            let mut compared = 0;
            for level in eth.levels.iter().step_by(7) {
                let Some(beta) = level.beta else { continue };
                let weight = |e: f64| (-beta * (e - level.energy)).exp();
                let boltzmann: Vec<f64> = energies.iter().map(|&e| weight(e)).collect();
                let rho = &vectors
                    * DMatrix::from_diagonal(&nalgebra::DVector::from_vec(boltzmann))
                    * vectors.transpose();
                let average = (&rho * &operator).trace() / rho.trace();
                assert!((average - level.canonical.unwrap()).abs() < 1e-9);
                assert!(((&rho * &h).trace() / rho.trace() - level.energy).abs() < 1e-9);
                compared += 1;
            }
            assert!(compared > 8);
            // So is every point of the curve, at the temperature whose mean energy it has.
            let average = |beta: f64, operator: &DMatrix<f64>| {
                let weight = |e: &f64| (-beta * (e - energies[0])).exp();
                let boltzmann =
                    nalgebra::DVector::from_iterator(energies.len(), energies.iter().map(weight));
                let rho = &vectors * DMatrix::from_diagonal(&boltzmann) * vectors.transpose();
                (&rho * operator).trace() / rho.trace()
            };
            assert!(eth.curve.len() > 200);
            for (energy, value) in eth.curve.iter().skip(10).step_by(40) {
                let (mut low, mut high) = (-60.0, 60.0);
                for _ in 0..60 {
                    let middle = 0.5 * (low + high);
                    // The mean energy falls with beta.
                    match average(middle, &h) > *energy {
                        true => low = middle,
                        false => high = middle,
                    }
                }
                let expected = average(0.5 * (low + high), &operator);
                assert!(
                    (value - expected).abs() < 1e-9,
                    "{energy}: {value} {expected}"
                );
            }
        }
    }
}

/// The observable as a dense matrix over the Fock basis.
fn observable_matrix(record: &Record, fock: &Fock, name: &str) -> DMatrix<f64> {
    let [a, c] = record.state::<EthState>().eth().bond;
    let n = fock.dimension();
    let mut matrix = DMatrix::zeros(n, n);
    for (i, &mask) in fock.masks().iter().enumerate() {
        let (at_a, at_c) = (mask >> a & 1, mask >> c & 1);
        match name {
            "density" => matrix[(i, i)] = f64::from(at_a),
            "pair" => matrix[(i, i)] = f64::from(at_a * at_c),
            _ if at_a != at_c => matrix[(fock.index(mask ^ (1 << a | 1 << c)), i)] = 1.0,
            _ => {}
        }
    }
    matrix
}

fn plan(scenario: &Scenario) -> Plan {
    panels::of(scenario).plan(scenario)
}

#[test]
fn another_observable_or_bound_recomputes_nothing() {
    let keys = |text: &str| -> Vec<String> {
        let Plan { tasks } = plan(&Scenario::parse(text).unwrap());
        tasks.into_iter().map(|task| task.key).collect()
    };
    let before = keys("panel=eth&family=quarter");
    for change in [
        "observable=local-state",
        "observable=gaps",
        "epsilon=0.2",
        "coupling=3",
    ] {
        assert_eq!(before, keys(&format!("panel=eth&family=quarter&{change}")));
    }
    let with_entropies = keys("panel=eth&family=quarter&observable=entanglement");
    assert_eq!(before, with_entropies[..before.len()]);
    assert!(with_entropies.len() > before.len());
    assert_ne!(before[0], keys("panel=eth&repulsion=0.2")[0]);
}

#[test]
fn outliers_are_those_beyond_the_bound_in_the_window() {
    let density = |epsilon: f64| -> Eth {
        record(&format!(
            "panel=eth&bath=square-3x3&bosons=3&epsilon={epsilon}"
        ))
        .state::<EthState>()
        .eth()
    };
    let (tight, loose) = (density(0.01), density(0.9));
    let window: Vec<f64> = tight
        .levels
        .iter()
        .filter(|l| l.beta.is_some_and(|b| b.abs() <= 1.0))
        .map(|l| l.deviation.unwrap())
        .collect();
    let statistics = tight.statistics.unwrap();
    assert_eq!(statistics.levels, window.len());
    let beyond = window.iter().filter(|d| d.abs() > 0.01).count();
    assert!(beyond > 0 && statistics.outliers == beyond);
    assert_eq!(loose.statistics.unwrap().outliers, 0);
    let mean = window.iter().sum::<f64>() / window.len() as f64;
    assert!((statistics.mean.unwrap() - mean).abs() < 1e-14);
    // The ends of the spectrum have no temperature and no canonical value.
    assert_eq!(tight.levels[0].beta, None);
    assert_eq!(tight.levels[0].canonical, None);
}

#[test]
fn deviations_shrink_along_the_family() {
    for observable in ["density", "local-state"] {
        let text =
            format!("panel=eth&bath=square-3x4&bosons=3&family=quarter&observable={observable}");
        let eth = record(&text).state::<EthState>().eth();
        let dimensions: Vec<usize> = eth.sizes.iter().map(|s| s.dimension).collect();
        assert_eq!(dimensions, [28, 220, 1820]);
        let deviations: Vec<f64> = eth
            .sizes
            .iter()
            .map(|s| s.statistics.as_ref().unwrap().standard_deviation.unwrap())
            .collect();
        assert!(deviations.windows(2).all(|d| d[1] < d[0]), "{deviations:?}");
        let fit = eth.decay.standard_deviation.unwrap();
        assert!(fit.power + fit.error.unwrap() < 0.0, "{fit:?}");
    }
}

#[test]
fn entanglement_is_that_of_the_eigenvectors_and_stays_below_pages_value() {
    for text in ["bath=square-3x3&bosons=3", "bath=chain-8&bosons=3"] {
        let record = record(&format!("panel=eth&observable=entanglement&{text}"));
        let eth = record.state::<EthState>().eth();
        let page = eth.entanglement.as_ref().unwrap();
        let sites = record.scenario.bath.sites();
        assert_eq!(page.half, sites / 2);
        let most = (1u64 << page.half) as f64;
        let values: Vec<f64> = eth.levels.iter().map(|l| l.value.unwrap()).collect();
        assert!(values.iter().all(|&s| s > 0.0 && s < most.ln()));
        let sector = Bath::from(&record.scenario).with_bosons(3).sector();
        let h = sector.model.matrix(&sector.fock).to_dense();
        let (energies, vectors) = dense::eigensystem(h.clone()).unwrap();
        let mut compared = 0;
        for k in 1..energies.len() - 1 {
            let alone =
                energies[k] - energies[k - 1] > 1e-6 && energies[k + 1] - energies[k] > 1e-6;
            if alone {
                let expected = entropy(&sector.fock, vectors.column(k).as_slice(), page.half);
                assert!((values[k] - expected).abs() < 1e-9, "{text} {k}");
                compared += 1;
            }
        }
        assert!(compared > 20);
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        assert!(mean < page.page && mean > 0.7 * page.page);
    }
}

/// Entropy of the first sites from the full reduced matrix of dimension 2^half.
fn entropy(fock: &Fock, state: &[f64], half: usize) -> f64 {
    let rest = fock.sites() - half;
    let mut matrix = DMatrix::zeros(1 << half, 1 << rest);
    for (&mask, &x) in fock.masks().iter().zip(state) {
        matrix[((mask & ((1 << half) - 1)) as usize, (mask >> half) as usize)] = x;
    }
    let weights = (&matrix * matrix.transpose()).symmetric_eigenvalues();
    -weights
        .iter()
        .filter(|&&p| p > 1e-16)
        .map(|p| p * p.ln())
        .sum::<f64>()
}

#[test]
fn every_eigenstate_averages_to_the_canonical_ensemble() {
    for (text, filled) in [("occupation=1", true), ("occupation=0", false)] {
        let record = record(&format!(
            "panel=all-eigenstates&bath=square-3x4&bosons=3&coupling=0.7&potential=0.3&at=1.7&{text}"
        ));
        let all = record.state::<AllEigenstatesState>().all_eigenstates();
        assert_eq!(all.levels.len(), 220);
        assert!(all.norm_error < 1e-12 && all.energy_drift < 1e-11);
        let beta = 0.35;
        let weight = |e: f64| (-beta * e).exp();
        let z: f64 = all.levels.iter().map(|l| weight(l.energy)).sum();
        let average = |x: &dyn Fn(usize) -> f64| -> f64 {
            let terms = all.levels.iter().enumerate();
            terms.map(|(k, l)| weight(l.energy) * x(k)).sum::<f64>() / z
        };
        let occupation = average(&|k| all.levels[k].occupation);
        let energy = average(&|k| all.levels[k].bath_energy);
        let (n, h) = thermal_trace(&record.scenario, beta, filled);
        assert!((occupation - n).abs() < 1e-9, "{occupation} {n}");
        assert!((energy - h).abs() < 1e-9, "{energy} {h}");
    }
}

#[test]
fn every_eigenstate_averages_to_the_curve_of_the_canonical_bath() {
    let text = "bath=square-3x4&bosons=3&coupling=0.7&beta=0.35";
    let at = 1.7;
    let all = record(&format!("panel=all-eigenstates&at={at}&{text}"))
        .state::<AllEigenstatesState>()
        .all_eigenstates();
    // 220 states: the comparison sums over all of them.
    let compared = record(&format!("{text}&compare=canonical&times=lin:0:{at}:2"));
    let canonical = compared.runs().iter().find(|run| run.state == "canonical");
    let canonical = canonical.unwrap();
    let weights: Vec<f64> = all
        .levels
        .iter()
        .map(|l| (-0.35 * l.energy).exp())
        .collect();
    let z: f64 = weights.iter().sum();
    for (found, curve) in [
        (
            all.levels
                .iter()
                .map(|l| l.occupation)
                .collect::<Vec<f64>>(),
            &canonical.occupation,
        ),
        (
            all.levels.iter().map(|l| l.bath_energy).collect(),
            &canonical.bath_energy,
        ),
    ] {
        let average: f64 = found.iter().zip(&weights).map(|(x, w)| x * w / z).sum();
        assert!((average - curve[1]).abs() < 1e-9, "{average} {}", curve[1]);
    }
}

/// <n_S> and <H_B> at the chosen time from dense matrices, with the bath in
/// e^{-beta H_B} / Z and no eigenvector of H_B: sum over Fock states f of e^{-beta H_B / 2}|f>.
fn thermal_trace(scenario: &Scenario, beta: f64, filled: bool) -> (f64, f64) {
    let sites = scenario.bath.sites();
    let model = Bath::from(scenario).model();
    let bath_fock = Fock::new(sites, scenario.bosons);
    let fock = Fock::new(sites + 1, scenario.bosons + usize::from(filled));
    let half = exponential(&(model.matrix(&bath_fock).to_dense() * (-0.5 * beta)));
    let whole = model.with_system(scenario.attach, scenario.coupling[0], scenario.potential);
    let (levels, vectors) = dense::eigensystem(whole.matrix(&fock).to_dense()).unwrap();
    let first = if filled {
        fock.dimension() - bath_fock.dimension()
    } else {
        0
    };
    let mut start = DMatrix::zeros(fock.dimension(), bath_fock.dimension());
    start
        .view_mut((first, 0), (bath_fock.dimension(), bath_fock.dimension()))
        .copy_from(&half);
    let z = half.norm_squared();
    let coefficients = vectors.transpose() * start;
    let part = |f: fn(f64) -> f64| {
        let scaled = DMatrix::from_fn(levels.len(), bath_fock.dimension(), |i, j| {
            f(levels[i] * scenario.at) * coefficients[(i, j)]
        });
        &vectors * scaled
    };
    let bath = model.beside_system().matrix(&fock).to_dense();
    let empty = Fock::new(sites, scenario.bosons + usize::from(filled)).dimension();
    let (mut n, mut h) = (0.0, 0.0);
    for psi in [part(f64::cos), part(f64::sin)] {
        n += psi.rows(empty, fock.dimension() - empty).norm_squared();
        h += psi.component_mul(&(&bath * &psi)).sum();
    }
    (n / z, h / z)
}

/// e^A by its series after halving A until it is small.
fn exponential(a: &DMatrix<f64>) -> DMatrix<f64> {
    let halvings = 6;
    let small = a / f64::from(1 << halvings);
    let n = a.nrows();
    let (mut sum, mut term) = (DMatrix::identity(n, n), DMatrix::identity(n, n));
    for k in 1..24 {
        term = &term * &small / f64::from(k);
        sum += &term;
    }
    for _ in 0..halvings {
        sum = &sum * &sum;
    }
    sum
}

#[test]
fn each_point_is_the_run_that_starts_from_its_eigenstate() {
    for text in [
        "bath=square-3x3&bosons=3&coupling=0.8,2",
        "bath=square-3x3&bosons=3&coupling=0.8&attach=2&occupation=0.4&potential=-0.5",
        "bath=square-3x3&bosons=3&coupling=1.5&attach=4&mu=zero",
        "bath=square-3x4&bosons=3&coupling=1&occupation=0.3&attach=1",
        "bath=chain-7&bosons=3&coupling=1&disorder=1.5&occupation=0",
    ] {
        let at = 1.9;
        let all = record(&format!("panel=all-eigenstates&at={at}&{text}"))
            .state::<AllEigenstatesState>()
            .all_eigenstates();
        let count = all.levels.len();
        assert!(all
            .levels
            .iter()
            .enumerate()
            .all(|(k, level)| level.index == k));
        let mut compared = 0;
        for k in (0..count).step_by(9).chain([count - 1]) {
            let single = record(&format!("{text}&index={k}&times=lin:0:{at}:2"));
            let run = &single.runs()[0];
            let level = &all.levels[k];
            let state = &single.bath().eigenstate;
            assert!((state.energy - level.energy).abs() < 1e-10);
            match (level.beta, state.beta) {
                (Some(a), Some(b)) => assert!((a - b).abs() < 1e-9),
                (a, b) => assert_eq!(a, b),
            }
            // Multiplets of this small bath's own, beside the square's doublets, follow
            // another rule.
            if state.multiplicity > 2 || (state.multiplicity == 2 && state.sector != level.sector) {
                continue;
            }
            compared += 1;
            assert!(
                (run.occupation[1] - level.occupation).abs() < 1e-9,
                "{text} {k}"
            );
            assert!((run.bath_energy[1] - level.bath_energy).abs() < 1e-9);
            match level.entropy_production {
                Some(sigma) => assert!((run.entropy_production[1] - sigma).abs() < 1e-9),
                None => assert!(run.entropy_production[1].is_nan() && state.beta.is_none()),
            }
        }
        assert!(compared > 3, "{text}: {compared}");
    }
}

#[test]
fn counts_of_all_eigenstates_are_those_of_the_points() {
    let record = record(
        "panel=all-eigenstates&bath=square-3x3&bosons=3&coupling=0.1&occupation=0.5&mu=zero",
    );
    let all = record.state::<AllEigenstatesState>().all_eigenstates();
    let statistics = all.statistics.as_ref().unwrap();
    let sigma: Vec<f64> = all
        .levels
        .iter()
        .filter_map(|l| l.entropy_production)
        .collect();
    assert_eq!(statistics.levels, sigma.len());
    assert_eq!(
        statistics.without_beta.len(),
        all.levels.len() - sigma.len()
    );
    assert!(statistics.without_beta.contains(&0));
    let below = sigma.iter().filter(|s| **s < -1e-10).count();
    assert_eq!(statistics.below_zero, below);
    let least = sigma.iter().copied().fold(f64::INFINITY, f64::min);
    assert_eq!(statistics.minimum, least);
    assert_eq!(
        all.levels[statistics.minimum_index].entropy_production,
        Some(least)
    );
    assert!(statistics.quantiles.windows(2).all(|q| q[0].1 <= q[1].1));
}

#[test]
fn every_plot_has_its_numbers() {
    let lines = |text: &str, plot: &str| -> Option<Vec<String>> {
        let csv = csv(&record(text), plot)?;
        // The last three columns say where the file comes from.
        let numbers = |line: &str| line.rsplitn(4, ',').last().map(str::to_string);
        csv.lines().map(numbers).collect()
    };
    let text = "panel=eth&bath=square-3x3&bosons=3&family=third&epsilon=0.02";
    let eth = record("panel=eth&bath=square-3x3&bosons=3&epsilon=0.02&family=none")
        .state::<EthState>()
        .eth();
    let counted = eth.statistics.as_ref().unwrap().levels;
    let alone = lines("panel=eth&bath=square-3x3&bosons=3", "histogram").unwrap();
    assert_eq!(alone.len(), 1 + counted);
    let family = lines(text, "histogram").unwrap();
    let of_bath = family
        .iter()
        .filter(|line| line.starts_with("9.0,3.0,84.0,"));
    assert_eq!(of_bath.count(), counted);
    let sizes = lines(text, "sizes").unwrap();
    assert_eq!(sizes.len(), 5);
    let outliers = eth.statistics.unwrap().outliers;
    assert!(sizes[2].starts_with(&format!("9.0,3.0,84.0,{counted}.0,{outliers}.0,")));
    let gaps = lines(text, "gaps").unwrap();
    assert_eq!(gaps.len(), 1 + eth.gaps.unwrap().all.count);
    let all = "panel=all-eigenstates&bath=square-3x3&bosons=2";
    assert_eq!(lines(all, "histogram"), lines(all, "main"));
    assert_eq!(lines(all, "sizes"), None);
    let compared = "panel=all-eigenstates&bath=square-2x3&bosons=2&family=third";
    let sizes = lines(compared, "sizes").unwrap();
    assert_eq!(sizes[0], "sites,bosons,dimension,levels,below,share");
    assert!(sizes[1].starts_with("6.0,2.0,15.0,13.0,") && sizes.len() > 3);
    // A bath without any stands on the plot too.
    let view = View {
        plot: "sizes".to_string(),
        ..View::default()
    };
    let record = record(compared);
    let (_, frame) = record.panel().figure(&view, Words::of(Lang::En));
    assert!(sizes.last().is_some_and(|last| last.ends_with(",0.0,0.0")));
    assert!(frame.x.contains(15.0) && frame.x.contains(3003.0));
}

#[test]
fn what_is_there_before_the_end_can_be_drawn() {
    for (text, drawn_first) in [
        ("panel=eth&bath=square-3x3&bosons=3", "eigenstates"),
        (
            "panel=eth&bath=square-3x3&bosons=3&observable=gaps",
            "eigenstates",
        ),
        (
            "panel=eth&bath=square-3x3&bosons=3&observable=local-state",
            "canonical",
        ),
        (
            "panel=eth&bath=square-3x3&bosons=3&observable=entanglement",
            "entanglement",
        ),
        ("panel=all-eigenstates&bath=square-3x3&bosons=3", "all"),
    ] {
        let scenario = Scenario::parse(text).unwrap();
        let mut record = Record::new(&scenario);
        let mut outputs: Vec<(Part, Vec<u8>)> = Vec::new();
        let mut begun = None;
        for task in plan(&scenario).tasks {
            let input = |part: &Part| {
                let known = outputs.iter().find(|(other, _)| other == part);
                known.unwrap().1.clone()
            };
            let inputs: Vec<Vec<u8>> = task.reads.iter().map(input).collect();
            let mut work = start(task.work, &task.recipe, &inputs).unwrap();
            while work.step().unwrap() < 1.0 {}
            for (name, values) in work.rows() {
                record.rows(&task.part, name, &values).unwrap();
            }
            record.accept(&task.part, &work.output()).unwrap();
            outputs.push((task.part.clone(), work.output()));
            if record.panel().has_data() {
                begun.get_or_insert(task.phase);
                let view = View::default();
                let points = record.panel().points().x.len();
                let (_, frame) = record.panel().figure(&view, Words::of(Lang::En));
                assert!(points > 0 || !frame.curves.is_empty(), "{text}");
            }
        }
        assert_eq!(begun, Some(drawn_first), "{text}");
    }
}

#[test]
fn the_json_has_levels_and_statistics() {
    for (panel, observable) in [("eth", Some("density")), ("all-eigenstates", None)] {
        let record = record(&format!("panel={panel}&bath=square-3x3&bosons=2"));
        let json: Value = serde_json::from_str(&record.json()).unwrap();
        assert_eq!(json["scenario"], record.text);
        assert_eq!(json["bath"]["dimension"], 36);
        assert_eq!(json["observable"].as_str(), observable);
        assert_eq!(json["runs"].as_array().unwrap().len(), 0);
        assert_eq!(json["levels"].as_array().unwrap().len(), 36);
        assert_eq!(
            serde_json::from_str::<Vec<serde_json::Value>>(
                &record.panel().detail("levels").unwrap()
            )
            .unwrap()
            .len(),
            36
        );
        assert!(json["statistics"]["levels"].as_u64().unwrap() > 20);
        assert!(json["levels"][0]["beta"].is_null());
        assert!(json["levels"][20]["beta"].is_number());
        assert_eq!(record.panel().table("main").unwrap().rows.len(), 36);
    }
}
