//! What the panels show, each held to what theory says of it.

use second_law_lab::export::csv::csv;
use second_law_lab::panels::Record;
use second_law_lab::panels::{AllEigenstatesState, LightCones, SizesState};
use second_law_lab::record::time_marks;
use second_law_lab::runner;
use second_law_lab::scenario::Scenario;

fn run(text: &str) -> Record {
    let scenario = Scenario::parse(text).unwrap_or_else(|errors| panic!("{errors:?}"));
    runner::run(&scenario, |_, _, _| true).unwrap()
}

#[test]
fn time_turned_round_comes_back_to_the_start() {
    for bath in [
        "square-3x3&bosons=3",
        "chain-8&bosons=4",
        "square-3x3&bosons=3&disorder=1",
    ] {
        for occupation in [0.0, 0.4, 1.0] {
            let record = run(&format!(
                "panel=reversal&bath={bath}&occupation={occupation}&turn=12&kick=0.5&kick-site=3&coupling=0.7"
            ));
            let [perfect, kicked] = record.runs() else {
                panic!("a perfect and an imperfect return");
            };
            assert_eq!((perfect.kick, kicked.kick), (Some(0.0), Some(0.5)));
            let (middle, last) = (perfect.time.len() / 2, perfect.time.len() - 1);
            assert_eq!((perfect.time[middle], perfect.time[last]), (12.0, 24.0));
            assert!(perfect.entropy_production[last].abs() < 1e-9);
            for row in 0..=middle {
                let (there, back) = (perfect.occupation[row], perfect.occupation[last - row]);
                assert!((there - back).abs() < 1e-10, "the same path back");
                assert!(
                    (there - kicked.occupation[row]).abs() < 1e-12,
                    "the same path there"
                );
            }
            assert!(
                kicked.entropy_production[last] > 1e-4,
                "the kick spoils the return"
            );
            assert!(kicked.norm_error < 1e-12 && kicked.energy_drift < 1e-11);
        }
    }
}

#[test]
fn without_a_kick_there_is_one_return() {
    let record = run("panel=reversal&bath=square-2x2&bosons=2&coupling=0.5,1&kick=0");
    assert_eq!(record.runs().len(), 2);
    assert!(record.runs().iter().all(|run| run.kick == Some(0.0)));
}

#[test]
fn outside_the_cone_nothing_has_happened_yet() {
    let record = run("panel=light-cone&bath=chain-12&bosons=4&coupling=1&times=lin:0:8:161");
    let cone = &record.state::<LightCones>().light_cones()[0];
    assert_eq!(cone.distance, (0..=12).collect::<Vec<_>>());
    let bound = time_marks(&record.scenario)[1].time;
    for (row, &t) in cone.time.iter().enumerate() {
        // l/v_LR is when the bound allows a signal at the far end.
        if t < 0.25 * bound {
            assert!(
                cone.signal[row][12] < 1e-12,
                "{t}: {}",
                cone.signal[row][12]
            );
        }
        assert!(cone.signal[row].iter().all(|s| s.is_finite()));
    }
    let speed = cone.speed.unwrap();
    assert!(speed > 1.0 && speed < 2.6, "close to 2 gamma: {speed}");
    let speeds = record.state::<LightCones>().speeds();
    assert_eq!((speeds.fronts, speeds.plane), (vec![cone.speed], None));
    assert_eq!((speeds.axis, speeds.lieb_robinson), (2.0, 12.0 / bound));
    let arrivals: Vec<f64> = cone.arrival.iter().skip(1).map(|a| a.unwrap()).collect();
    assert!(arrivals.windows(2).all(|w| w[0] < w[1]), "{arrivals:?}");
}

#[test]
fn the_fluctuation_theorem_fails_as_the_square_of_time() {
    let record = run(
        "panel=fluctuation&bath=square-3x4&bosons=3&occupation=0.5&coupling=0.5,1\
                      &times=log:0.002:0.02:20",
    );
    for run in record.runs() {
        let average = run.exponential_average.as_ref().unwrap();
        let points: Vec<(f64, f64)> = run
            .time
            .iter()
            .zip(average)
            .map(|(t, a)| (t.ln(), (a - 1.0).abs().ln()))
            .collect();
        let (first, last) = (points[0], points[points.len() - 1]);
        let slope = (last.1 - first.1) / (last.0 - first.0);
        assert!((slope - 2.0).abs() < 0.02, "slope {slope}");
    }
    // What the plot says of it, with its own choice of times.
    let powers = record.trajectories().onset().powers;
    assert_eq!(powers.len(), 2);
    for power in powers {
        assert!((power.unwrap() - 2.0).abs() < 0.02, "fitted {power:?}");
    }
}

#[test]
fn a_certain_start_has_no_exponential_average() {
    for occupation in ["0", "1"] {
        let record = run(&format!(
            "panel=fluctuation&bath=square-2x2&bosons=2&occupation={occupation}&times=log:0.1:1:3"
        ));
        assert!(record
            .runs()
            .iter()
            .all(|r| r.exponential_average.is_none()));
        assert!(record.json().contains("\"exponential_average\":null"));
    }
}

#[test]
fn the_distribution_has_the_curves_moments() {
    for (text, coupling) in [
        ("bath=square-3x3&bosons=3&occupation=0.4", 0.7),
        ("bath=square-2x3&bosons=1&occupation=0.3&attach=1", 2.0),
        ("bath=chain-6&bosons=5&occupation=0.6&attach=2", 1.0),
        ("bath=square-3x3&bosons=4&occupation=0.5&disorder=2", 1.0),
        (
            "bath=square-3x3&bosons=3&occupation=0.5&attach=2&index=30",
            1.0,
        ),
    ] {
        for at in [0.0625, 1.5, 20.0] {
            let record = run(&format!(
                "panel=fluctuation&statistics=full&{text}&coupling={coupling}&at={at}&times=lin:0:{at}:2"
            ));
            let run = &record.runs()[0];
            let found = run.statistics.as_ref().expect("statistics were asked for");
            assert_eq!((found.time, run.time[1]), (at, at));
            assert!((found.total - 1.0).abs() < 1e-10, "{text}: {}", found.total);
            let sigma = run.entropy_production[1];
            assert!(
                (found.mean - sigma).abs() < 1e-10,
                "{text}: {} {sigma}",
                found.mean
            );
            let average = run.exponential_average.as_ref().unwrap()[1];
            let exponential = found.exponential_average;
            assert!(
                (exponential - average).abs() < 1e-10,
                "{text}: {exponential} {average}"
            );
            let functions = &found.characteristic;
            assert!((functions.forward[0] - 1.0).abs() < 1e-10, "G_F(0) = 1");
            assert!(functions.difference.iter().all(|d| d.is_finite()));
            assert!(found.probability.iter().all(|p| *p >= 0.0));
        }
    }
}

#[test]
fn the_canonical_curve_is_the_weighted_sum_over_all_eigenstates() {
    let bath = "bath=square-3x3&bosons=3&times=lin:0:6:4&coupling=0.8&occupation=0.7";
    let canonical = run(&format!("{bath}&compare=canonical&beta=0.4"));
    let [_, compared] = canonical.runs() else {
        panic!("the eigenstate's run and the canonical one");
    };
    assert_eq!(compared.state, "canonical");
    assert!(compared.sampling.as_ref().unwrap().exact);
    let alone = run(&format!("{bath}&state=canonical&beta=0.4"));
    assert_eq!(alone.runs().len(), 1);
    let dimension = canonical.bath().dimension;
    let (mut norm, mut filled, mut energy) = (0.0, vec![0.0; 4], vec![0.0; 4]);
    for index in 0..dimension {
        let one = run(&format!("{bath}&index={index}"));
        let weight = (-0.4 * one.bath().eigenstate.energy).exp();
        norm += weight;
        for row in 0..4 {
            filled[row] += weight * one.runs()[0].occupation[row];
            energy[row] += weight * one.runs()[0].bath_energy[row];
        }
    }
    for row in 0..4 {
        for found in [compared, &alone.runs()[0]] {
            assert!((found.occupation[row] - filled[row] / norm).abs() < 1e-10);
            assert!((found.bath_energy[row] - energy[row] / norm).abs() < 1e-9);
        }
    }
    assert!(
        compared.entropy_production[0].abs() < 1e-10,
        "nothing at the start"
    );
}

#[test]
fn an_estimate_lies_within_its_error_band() {
    let bath = "bath=chain-10&bosons=5&beta=0.3&coupling=1&times=lin:0:3:4";
    let exact = {
        let text = "bath=chain-10&bosons=5&times=lin:0:3:4&coupling=1";
        let (mut norm, mut filled) = (0.0, [0.0; 4]);
        for index in 0..252 {
            let one = run(&format!("{text}&index={index}"));
            let weight = (-0.3 * one.bath().eigenstate.energy).exp();
            norm += weight;
            for (sum, n) in filled.iter_mut().zip(&one.runs()[0].occupation) {
                *sum += weight * n;
            }
        }
        filled.map(|sum| sum / norm)
    };
    // 252 states are summed exactly; a site more is estimated.
    let whole = run(&format!("{bath}&state=canonical"));
    for (found, expected) in whole.runs()[0].occupation.iter().zip(exact) {
        assert!((found - expected).abs() < 1e-10);
    }
    let larger = "bath=chain-11&bosons=5&beta=0.3&coupling=1&times=lin:0:3:4&state=canonical";
    let few = run(&format!("{larger}&samples=6"));
    let many = run(&format!("{larger}&samples=96"));
    let (few, many) = (&few.runs()[0], &many.runs()[0]);
    for (run, samples) in [(few, 6), (many, 96)] {
        let sampling = run.sampling.as_ref().unwrap();
        assert!(!sampling.exact && sampling.shares == samples);
    }
    let errors = |run: &second_law_lab::record::Run| {
        let sampling = run.sampling.as_ref().unwrap();
        sampling.errors.as_ref().unwrap().occupation_error.clone()
    };
    for row in 1..4 {
        let (wide, narrow) = (errors(few)[row], errors(many)[row]);
        assert!(narrow > 0.0 && narrow < wide, "{narrow} {wide}");
        let apart = (few.occupation[row] - many.occupation[row]).abs();
        assert!(apart < 4.0 * wide.hypot(narrow), "{apart} {wide}");
    }
}

#[test]
fn one_typical_state_stands_for_the_mixture() {
    let bath = "bath=square-3x4&bosons=4&beta=0.1&occupation=0.5&times=lin:0:2:5&coupling=1";
    for panel in ["entropy", "fluctuation"] {
        let typical = run(&format!("{bath}&panel={panel}&state=typical"));
        let state = &typical.bath().eigenstate;
        assert_eq!(state.index, None);
        assert!((state.energy - state.canonical_energy.unwrap()).abs() < 0.5);
        let run = &typical.runs()[0];
        assert!(run.norm_error < 1e-12 && run.energy_drift < 1e-10);
        assert!(run.entropy_production[0].abs() < 1e-12);
        if let Some(average) = &run.exponential_average {
            assert!((average[0] - 1.0).abs() < 1e-12, "{}", average[0]);
            assert!(average.iter().all(|a| (a - 1.0).abs() < 0.2));
        }
    }
}

#[test]
fn the_canonical_bath_keeps_the_fluctuation_theorem_longer_than_an_estimate_can_tell() {
    let text = "panel=fluctuation&occupation=0.5&bath=square-3x3&bosons=3&beta=0.2&coupling=1&times=lin:0:0.4:5";
    let record = run(&format!("{text}&compare=canonical"));
    let canonical = record.runs()[1].exponential_average.as_ref().unwrap();
    assert!((canonical[0] - 1.0).abs() < 1e-10, "{}", canonical[0]);
    let partings = record.trajectories().divergences();
    assert_eq!(partings.len(), 1);
    assert!(partings[0].time.is_none_or(|t| t > 0.0));
}

#[test]
fn a_thermal_state_needs_a_temperature() {
    for state in ["canonical", "typical"] {
        let text = format!("bath=chain-5&bosons=2&index=0&state={state}");
        let scenario = Scenario::parse(&text).unwrap();
        let error = runner::run(&scenario, |_, _, _| true).unwrap_err();
        assert_eq!(error.parameter(), Some("index"));
    }
}

#[test]
fn a_bath_too_large_for_its_levels_starts_from_one_interior_eigenstate() {
    let bath = "bath=square-4x5&bosons=5&coupling=1&times=lin:0:2:3&samples=4";
    let record = run(bath);
    let state = &record.bath().eigenstate;
    assert_eq!((state.index, state.sector.as_str()), (None, "++"));
    assert!(state.residual.unwrap() < 1e-9);
    let (canonical, error) = (
        state.canonical_energy.unwrap(),
        state.canonical_energy_error,
    );
    assert!(
        (state.energy - canonical).abs() < 0.02,
        "levels lie densely"
    );
    assert!(error.unwrap() > 0.0 && error.unwrap() < 0.1);
    assert!((state.own_beta.unwrap() - 0.1).abs() < 0.02);
    assert!(state.beta_mu.unwrap() < 0.0);
    let run_ = &record.runs()[0];
    assert!(run_.norm_error < 1e-12 && run_.energy_drift < 1e-11);
    assert!(run_.entropy_production[0].abs() < 1e-11);
    assert!(run_.entropy_production[2] > 0.1);
    let typical = run(&format!("{bath}&state=typical"));
    assert!(typical.bath().eigenstate.residual.is_none());
    let apart = typical.runs()[0].occupation[2] - run_.occupation[2];
    assert!(apart.abs() < 0.05, "{apart}");
}

#[test]
fn each_bath_of_growing_size_is_the_run_of_its_own_set_up() {
    let common = "coupling=0.5,1&times=log:0.01:5:30";
    let record = run(&format!(
        "panel=sizes&family=none&bath=square-3x3&bosons=2&{common}&epsilon=0.003"
    ));
    let alone = run(&format!(
        "panel=fluctuation&bath=square-3x3&bosons=2&{common}"
    ));
    let [size] = &record.state::<SizesState>().bath_sizes()[..] else {
        panic!("the scenario's own bath alone");
    };
    assert_eq!(
        (size.bath.as_str(), size.bosons, size.side),
        ("square-3x3", 2, 3.0)
    );
    assert!((size.filling - 2.0 / 9.0).abs() < 1e-15);
    assert_eq!(size.runs.len(), 2);
    for (own, other) in size.runs.iter().zip(alone.runs()) {
        assert_eq!(own.entropy_production, other.entropy_production);
        assert_eq!(own.exponential_average, other.exponential_average);
    }
    for (holds, other) in size.holds.iter().zip(alone.runs()) {
        let until = holds.until.expect("so small a bath leaves the bound");
        let row = other.violation().iter().position(|v| *v > 0.003).unwrap();
        assert!(other.time[row - 1] <= until && until <= other.time[row]);
    }
    // The stronger the coupling, the sooner.
    assert!(size.holds[1].until < size.holds[0].until);
    assert!(
        record
            .state::<SizesState>()
            .growth()
            .iter()
            .all(|growth| growth.fit.is_none()),
        "one bath is no fit"
    );
    assert!(record.complete() && record.panel().has_data());
}

#[test]
fn baths_of_growing_size_come_in_order_and_hold_longer() {
    let record = run("panel=sizes&times=log:0.01:2:60");
    let sizes = record.state::<SizesState>().bath_sizes();
    let sites: Vec<f64> = sizes
        .iter()
        .map(|size| size.side * size.side)
        .map(f64::round)
        .collect();
    assert_eq!(sites, [9.0, 12.0, 16.0, 20.0]);
    let until: Vec<f64> = sizes
        .iter()
        .map(|size| size.holds[0].until.unwrap())
        .collect();
    assert!(until.windows(2).all(|pair| pair[0] < pair[1]), "{until:?}");
    for size in &sizes {
        assert!((0.2..=0.25).contains(&size.filling));
        assert!(
            size.arrival > size.lieb_robinson,
            "the bound is the earlier of the two"
        );
        let state = &size.state.as_ref().unwrap().eigenstate;
        assert_eq!(state.index.is_none(), state.residual.is_some());
        assert!(state.residual.is_none_or(|residual| residual < 1e-9));
    }
    let growth = record.state::<SizesState>().growth()[0].fit.unwrap();
    assert!(growth.power > 1.0 && growth.error.is_some());
    let csv = csv(&record, "main").unwrap();
    let heads = csv.lines().find(|line| !line.starts_with('#')).unwrap();
    assert!(heads.starts_with("sites,bosons,coupling,time,"), "{heads}");
}

#[test]
fn a_bound_passed_before_the_first_output_enters_no_growth() {
    let text = "panel=sizes&bath=square-2x3&bosons=3&family=half&epsilon=0.00001&times=log:1:2:4";
    let record = run(text);
    let sizes = record.state::<SizesState>().bath_sizes();
    assert_eq!(sizes.len(), 4);
    assert!(sizes.iter().all(|size| size.holds[0].until == Some(1.0)));
    assert!(record.state::<SizesState>().growth()[0].fit.is_none());
}

#[test]
fn a_level_by_number_means_nothing_in_baths_of_different_size() {
    let errors = Scenario::parse("panel=sizes&index=20").unwrap_err();
    assert_eq!(errors[0].parameter(), Some("index"));
}

/// A document, its lines joined, so that a number stands where it was broken.
fn document(name: &str) -> String {
    let path = format!("{}/../../docs/method/{name}.md", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn assert_says(document: &str, numbers: &str) {
    assert!(document.contains(numbers), "not in the document: {numbers}");
}

/// Three figures of a number, as a table writes them.
fn figures(x: f64) -> String {
    let digits = numerics::cast::size((2.0 - x.abs().log10().floor()).max(0.0));
    format!("{x:.digits$}")
}

#[test]
fn the_table_of_late_times_is_what_the_program_finds() {
    let record = run("panel=sizes&times=lin:0:0.1:2");
    let state = record.state::<SizesState>();
    let text = document("13-sizes");
    for size in state.bath_sizes() {
        let level = size.late[0].levels[0];
        let states = size.state.unwrap().dimension;
        let states = match states {
            1000.. => format!("{},{:03}", states / 1000, states % 1000),
            _ => states.to_string(),
        };
        let (deviation, rms) = (level.exponential_deviation, level.entropy_production_rms);
        let small = |x: f64| {
            if x < 1e-3 {
                format!("{x:.5}")
            } else {
                figures(x)
            }
        };
        let smallest = match level.entropy_production_smallest {
            negative if negative < 0.0 => figures(negative),
            positive => format!("{positive:.4}"),
        };
        assert_says(
            &text,
            &format!(
                "| {states} | {} | {:.4} | {} | {smallest} |",
                small(deviation),
                level.entropy_production_mean,
                small(rms)
            ),
        );
    }
    let growth = &state.late_growth()[0];
    let power = |fit: &Option<second_law_lab::record::histogram::PowerLaw>| {
        let fit = fit.as_ref().unwrap();
        format!("{:.2} +- {:.2}", fit.power, fit.error.unwrap())
    };
    let (deviation, rms) = (
        power(&growth.exponential_deviation),
        power(&growth.entropy_production_rms),
    );
    assert_says(&text, &format!("go as {deviation} and {rms}."));
}

/// v_LR counts the strongest coupling, so that the mark is one for every curve.
#[test]
fn the_bound_counts_the_coupling() {
    let bound = |text: &str| time_marks(&Scenario::parse(text).unwrap())[1].time;
    let e = std::f64::consts::E;
    assert!((bound("coupling=1") - 4.0 / (12.0 * e)).abs() < 1e-15);
    assert!((bound("coupling=0.1,0.5") - 4.0 / (12.0 * e)).abs() < 1e-15);
    assert!((bound("coupling=0.1,2,0.5") - 4.0 / (24.0 * e)).abs() < 1e-15);
    assert!((bound("coupling=1&repulsion=-3") - 4.0 / (36.0 * e)).abs() < 1e-15);
    let text = document("10-lieb-robinson");
    assert_says(
        &text,
        &format!("about {:.3}, with gamma' up to 2", bound("")),
    );
    let speed = |text: &str| 4.0 / bound(text);
    let cone = document("11-light-cone");
    assert_says(
        &cone,
        &format!("is {:.1} for the two couplings", speed("coupling=1,2")),
    );
    let chain = 12.0 / bound("bath=chain-12&bosons=4&coupling=1");
    assert_says(&cone, &format!("{chain:.1} with gamma' = 1"));
}

#[test]
fn the_numbers_of_the_dispute_are_what_the_program_finds() {
    let text = document("17-claims");
    let early = run("times=lin:0.0613:0.1226:2&coupling=1,2");
    let occupation = |run: usize, row: usize| early.runs()[run].occupation[row];
    assert_says(
        &text,
        &format!("to {:.4} at gamma' = 1 (t = 0.1226)", occupation(0, 1)),
    );
    assert_says(
        &text,
        &format!("to {:.4} at gamma' = 2 (t = 0.0613;", occupation(1, 0)),
    );
    let later = run("panel=fluctuation&coupling=1&times=lin:0:2:2");
    let own = &later.runs()[0];
    let moved = own.occupation[0] - own.occupation[1];
    let violation = 100.0 * own.violation()[1];
    assert_says(
        &text,
        &format!("has moved by {moved:.2}, and the theorem is violated by {violation:.1} %"),
    );
    let cones = run("panel=light-cone&coupling=0.5,1,2&times=lin:0:4:401");
    let cones = cones.state::<LightCones>().light_cones();
    let fronts: Vec<f64> = cones.iter().map(|cone| cone.arrival[4].unwrap()).collect();
    let text = document("10-lieb-robinson");
    let [a, b, c] = fronts[..] else {
        panic!("three couplings")
    };
    assert_says(&text, &format!("t = {a:.2}, {b:.2} and {c:.2} for gamma' = 0.5, 1 and 2, already at {:.2} to {:.2} tau_v", c / 2.0, a / 2.0));
    let back = run("preset=reversal");
    let last = back.runs()[0].entropy_production.last().unwrap().abs();
    assert!(last < 1e-12, "zero to rounding: {last}");
}

#[test]
fn the_table_of_shares_is_what_the_program_finds() {
    let record = run("preset=all-eigenstates&family=quarter");
    let all = record.state::<AllEigenstatesState>().all_eigenstates();
    let text = document("15-all-eigenstates");
    assert_eq!(all.finite_size.len(), 3);
    let grouped = |n: usize| match n {
        1000.. => format!("{},{:03}", n / 1000, n % 1000),
        _ => n.to_string(),
    };
    for bath in &all.finite_size {
        let name = bath.bath.trim_start_matches("square-");
        let (states, levels) = (grouped(bath.dimension), grouped(bath.levels));
        let share = 100.0 * bath.share.unwrap();
        let below = bath.below;
        assert_says(
            &text,
            &format!("| {name} | {states} | {levels} | {below} | {share:.2} % |"),
        );
    }
}
