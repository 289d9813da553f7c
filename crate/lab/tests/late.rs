//! Means over the late window: those of the curve itself, of several eigenstates, along a family of baths.

use second_law_lab::panels::{self, Record, SizesState};
use second_law_lab::record::{Late, LateLevel};
use second_law_lab::runner;
use second_law_lab::scenario::{Lang, Scenario};
use second_law_lab::words::Words;
use serde_json::Value;

fn run(text: &str) -> Record {
    let scenario = Scenario::parse(text).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
    runner::run(&scenario, |_, _, _| true).unwrap()
}

fn late(record: &Record) -> Vec<Late> {
    record.trajectories().late()
}

/// What the definition says of values at equal steps.
fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares = values.iter().map(|v| (v - mean).powi(2));
    (mean, (squares.sum::<f64>() / n).sqrt())
}

fn assert_close(found: f64, expected: f64, what: &str) {
    assert!(
        (found - expected).abs() < 1e-10,
        "{what}: {found} instead of {expected}"
    );
}

/// The window's means are those of the curve that is recorded at the same times, by other products.
#[test]
fn the_window_says_what_the_curve_does() {
    for setup in [
        "bath=square-3x3&bosons=2&coupling=0.5,1&occupation=0.4",
        "bath=square-3x3&bosons=3&coupling=1&occupation=0.5&disorder=1&beta=-0.3",
        // Weights that differ by more than moments can bear.
        "bath=chain-8&bosons=4&coupling=1&occupation=0.5&beta=6",
        "bath=square-3x3&bosons=3&coupling=1&occupation=0.5&index=30",
        "bath=square-3x3&bosons=3&coupling=1&occupation=0.5&state=typical",
    ] {
        let record = run(&format!(
            "panel=fluctuation&{setup}&times=lin:10:40:31&late=10:40:31"
        ));
        let windows = late(&record);
        assert_eq!(windows.len(), record.runs().len(), "{setup}");
        for (late, run) in windows.iter().zip(record.runs()) {
            assert_eq!((late.from, late.to, late.count), (10.0, 40.0, 31));
            let [level] = late.levels[..] else {
                panic!("the set-up's own state");
            };
            assert_eq!(level.index, record.bath().eigenstate.index, "{setup}");
            let (mean, rms) = moments(&run.entropy_production);
            assert_close(level.entropy_production_mean, mean, setup);
            assert_close(level.entropy_production_rms, rms, setup);
            let least = run
                .entropy_production
                .iter()
                .copied()
                .fold(f64::MAX, f64::min);
            assert_close(level.entropy_production_smallest, least, setup);
            let averages = run.exponential_average.as_ref().unwrap();
            let (mean, rms) = moments(averages);
            let off = rms.hypot(mean - 1.0);
            assert!(
                (level.exponential_mean / mean - 1.0).abs() < 1e-9,
                "{setup}"
            );
            assert!(
                (level.exponential_deviation / off - 1.0).abs() < 1e-8,
                "{setup}"
            );
        }
    }
}

#[test]
fn what_does_not_exist_is_null_and_a_mixture_has_no_window() {
    let json = |text: &str| -> Value { serde_json::from_str(&run(text).json()).unwrap() };
    let small = "bath=square-2x3&bosons=2&coupling=1&times=lin:0:1:2&late=5:9:5";
    let entropy = json(small);
    let level = &entropy["late"][0]["levels"][0];
    assert!(level["entropy_production_mean"].is_number());
    assert!(
        level["exponential_mean"].is_null(),
        "panel entropy measures none"
    );
    assert!(entropy["late"][0]["spread"]["entropy_production_mean"]["deviation"].is_null());
    let ground = json(&format!("{small}&index=0"));
    let level = &ground["late"][0]["levels"][0];
    assert_eq!(level["index"], 0);
    assert!(level["entropy_production_mean"].is_null(), "no temperature");
    let mixture = run(&format!("{small}&state=canonical"));
    assert!(late(&mixture).is_empty());
    let said = mixture.summary(Words::of(Lang::En));
    assert!(said.contains("no means over the late window"), "{said}");
    assert!(json("bath=square-2x3&bosons=2&coupling=1&times=lin:0:1:2")
        .get("late")
        .is_none());
}

#[test]
fn several_eigenstates_are_those_nearest_the_thermal_energy_with_the_set_ups_temperature() {
    let setup = "bath=square-3x3&bosons=3&coupling=1&occupation=0.4&beta=0.2";
    let several = run(&format!(
        "panel=sizes&family=none&{setup}&times=lin:0:1:2&late=10:20:11&levels=12"
    ));
    let [size] = &several.state::<SizesState>().bath_sizes()[..] else {
        panic!("one bath");
    };
    let levels = &size.late[0].levels;
    assert_eq!(levels.len(), 12);
    let canonical = size
        .state
        .as_ref()
        .unwrap()
        .eigenstate
        .canonical_energy
        .unwrap();
    let distance = |level: &LateLevel| (level.energy - canonical).abs();
    assert!(levels
        .windows(2)
        .all(|w| distance(&w[0]) <= distance(&w[1]) + 1e-7));
    let beta_mu = size.state.as_ref().unwrap().eigenstate.beta_mu.unwrap();
    for level in levels {
        let index = level.index.expect("all levels are known");
        let setup = setup.replace("&beta=0.2", "");
        let alone = run(&format!("{setup}&index={index}&times=lin:10:20:11"));
        let state = &alone.bath().eigenstate;
        assert_close(level.energy, state.energy, "energy");
        // sigma with the set-up's beta and beta mu, from what its own run measured.
        let own = &alone.runs()[0];
        let entropy = |p: f64| -p * p.ln() - (1.0 - p) * (1.0 - p).ln();
        let sigma: Vec<f64> = own
            .occupation
            .iter()
            .zip(&own.bath_energy)
            .map(|(&n, &energy)| {
                let heat = 0.2 * (energy - state.energy) - beta_mu * (0.4 - n);
                entropy(n) - entropy(0.4) + heat
            })
            .collect();
        let (mean, rms) = moments(&sigma);
        assert_close(level.entropy_production_mean, mean, "mean");
        assert_close(level.entropy_production_rms, rms, "rms");
    }
    let spread = size.late[0].spread.unwrap();
    let means: Vec<f64> = levels.iter().map(|l| l.entropy_production_mean).collect();
    let (mean, rms) = moments(&means);
    assert_close(
        spread.entropy_production_mean.mean,
        mean,
        "mean of the means",
    );
    let sample = rms * (12.0f64 / 11.0).sqrt();
    assert_close(
        spread.entropy_production_mean.deviation,
        sample,
        "their deviation",
    );
}

/// Whatever order the parts of a plan are done in, what the sums are made of is there before the rows.
#[test]
fn the_window_waits_for_temperature_and_chemical_potential() {
    for levels in [1, 3] {
        let scenario = Scenario::parse(&format!(
            "panel=sizes&bath=square-2x3&bosons=2&family=none&levels={levels}"
        ));
        let scenario = scenario.unwrap();
        let plan = panels::of(&scenario).plan(&scenario);
        let late = plan.tasks.iter().filter(|task| task.work == "late");
        let reads: Vec<String> = late
            .flat_map(|task| task.reads.iter().map(ToString::to_string))
            .collect();
        for needed in ["beta-mu", "state"] {
            let found = reads.iter().filter(|part| part.ends_with(needed)).count();
            assert_eq!(found, levels, "{needed} in {reads:?}");
        }
    }
}

#[test]
fn of_a_family_each_bath_has_as_many_as_it_can_and_it_is_said() {
    let record = run("panel=sizes&bath=square-3x3&bosons=2&family=third&coupling=1&times=lin:0:1:2&late=5:9:5&levels=30");
    let sizes = record.state::<SizesState>().bath_sizes();
    let counts: Vec<usize> = sizes.iter().map(|s| s.late[0].levels.len()).collect();
    assert_eq!(counts[0], 15, "2x3 with two bosons");
    assert!(counts[1..].iter().all(|&count| count == 30), "{counts:?}");
    let said = record.summary(Words::of(Lang::En));
    assert!(
        said.contains("15 eigenstates; all of them are followed, not 30"),
        "{said}"
    );
}

/// The table of the definitions: what is left at late times shrinks with the bath (arXiv:2102.12083, arXiv:1706.10112).
#[test]
fn what_is_left_at_late_times_shrinks_with_the_bath() {
    let record =
        run("panel=sizes&family=none&bath=square-3x4&bosons=3&times=lin:0:1:2&late=20:100:161");
    let sizes = record.state::<SizesState>().bath_sizes();
    let level = sizes[0].late[0].levels[0];
    for (found, expected) in [
        (level.exponential_deviation, 0.0046),
        (level.entropy_production_mean, 0.1256),
        (level.entropy_production_rms, 0.0033),
        (level.entropy_production_smallest, 0.118),
    ] {
        assert!((found / expected - 1.0).abs() < 0.02, "{found} {expected}");
    }
}

fn reference(name: &str) -> Value {
    let path = format!(
        "{}/../../tests/reference/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    serde_json::from_str(&text).unwrap()
}

fn text_of(file: &Value) -> String {
    let pairs = file["scenario"].as_object().unwrap().iter();
    let text = |value: &Value| value.as_str().map_or(value.to_string(), String::from);
    let parts = pairs.map(|(key, value)| format!("{key}={}", text(value)));
    parts.collect::<Vec<_>>().join("&")
}

/// Every number of the reference stands in the record.
fn assert_holds(found: &Value, expected: &Value, place: &str) {
    match expected {
        Value::Object(all) => {
            for (key, value) in all {
                assert_holds(&found[key], value, &format!("{place}.{key}"));
            }
        }
        Value::Array(all) => {
            assert_eq!(found.as_array().map(Vec::len), Some(all.len()), "{place}");
            for (k, value) in all.iter().enumerate() {
                assert_holds(&found[k], value, &format!("{place}[{k}]"));
            }
        }
        Value::Number(number) => {
            let (a, b) = (found.as_f64(), number.as_f64().unwrap());
            let close = a.is_some_and(|a| (a - b).abs() < 1e-9 * b.abs().max(1.0));
            assert!(close, "{place}: {a:?} instead of {b}");
        }
        Value::Null | Value::Bool(_) | Value::String(_) => assert_eq!(found, expected, "{place}"),
    }
}

/// Against dense matrices of an independent program (tests/compare/late.py).
#[test]
fn late_windows_and_their_spread_agree_with_an_independent_program() {
    for name in ["late_3x4_N3", "late_chain9_N3"] {
        let file = reference(name);
        let found: Value = serde_json::from_str(&run(&text_of(&file)).json()).unwrap();
        let size = &found["sizes"][0];
        assert_holds(
            &size["state"]["eigenstate"]["beta_mu"],
            &file["beta_mu"],
            name,
        );
        assert_holds(&size["late"], &file["late"], name);
    }
}

#[test]
fn the_share_of_eigenstates_below_zero_agrees_with_an_independent_program() {
    let file = reference("share_chains");
    let found: Value = serde_json::from_str(&run(&text_of(&file)).json()).unwrap();
    assert_holds(&found["finite_size"], &file["finite_size"], "finite_size");
    let sigma = found["levels"].as_array().unwrap().iter();
    let sigma: Vec<Value> = sigma
        .map(|level| level["entropy_production"].clone())
        .collect();
    assert_holds(&Value::from(sigma), &file["entropy_production"], "sigma");
}

/// The bound decides what counts; a family of one bath is none.
#[test]
fn the_share_below_zero_counts_what_the_levels_say() {
    let text = "panel=all-eigenstates&bath=chain-8&bosons=2&family=quarter&repulsion=0.7&coupling=0.5&occupation=0.3";
    let shares = |epsilon: &str| -> Value {
        let record = run(&format!("{text}&at=2&epsilon={epsilon}"));
        serde_json::from_str(&record.json()).unwrap()
    };
    let (wide, narrow) = (shares("0.05"), shares("1e-9"));
    for found in [&wide, &narrow] {
        let epsilon = found["epsilon"].as_f64().unwrap();
        let levels = found["levels"].as_array().unwrap();
        let sigma = levels
            .iter()
            .filter_map(|l| l["entropy_production"].as_f64());
        let below = sigma.filter(|sigma| *sigma < -epsilon).count();
        let own = &found["finite_size"][0];
        assert_eq!(
            (own["bath"].as_str(), own["bosons"].as_u64()),
            (Some("chain-8"), Some(2))
        );
        assert_eq!(own["below"].as_u64(), Some(below as u64));
        assert_eq!(own["dimension"], 28);
    }
    let below = |found: &Value| found["finite_size"][2]["below"].as_u64();
    assert!(
        below(&wide) < below(&narrow),
        "{:?} {:?}",
        below(&wide),
        below(&narrow)
    );
    let alone = run("panel=all-eigenstates&bath=chain-6&bosons=2&family=none");
    let alone: Value = serde_json::from_str(&alone.json()).unwrap();
    assert_eq!(alone["finite_size"].as_array().map(Vec::len), Some(0));
    assert_eq!(alone["epsilon"], 0.001);
    // A level that was chosen elsewhere is no obstacle here.
    assert!(
        Scenario::parse("panel=all-eigenstates&bath=chain-8&bosons=2&family=quarter&index=5")
            .is_ok()
    );
}
