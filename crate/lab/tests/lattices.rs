//! Baths on a ring, a torus and a triangular lattice against dense matrices (tests/reference, made by
//! tests/compare/lattices.py).

use second_law_lab::bath::Bath;
use second_law_lab::error::Error;
use second_law_lab::panels::{self, Record};
use second_law_lab::runner;
use second_law_lab::scenario::{Lang, Scenario};
use second_law_lab::words::Words;
use serde_json::Value;

const TOLERANCE: f64 = 1e-9;

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

fn parse(text: &str) -> Result<Scenario, Vec<Error>> {
    panels::install(&[]);
    Scenario::parse(text)
}

fn record(text: &str) -> Value {
    let scenario = parse(text).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
    let record: Record = runner::run(&scenario, |_, _, _| true).unwrap();
    serde_json::from_str(&record.json()).unwrap()
}

fn assert_close(what: &str, found: &Value, expected: &Value) {
    let numbers = |value: &Value| -> Vec<f64> {
        match value.as_array() {
            Some(all) => all.iter().map(|x| x.as_f64().unwrap()).collect(),
            None => vec![value.as_f64().unwrap_or_else(|| panic!("{what}: {value}"))],
        }
    };
    let (found, expected) = (numbers(found), numbers(expected));
    assert_eq!(found.len(), expected.len(), "{what}");
    for (i, (a, b)) in found.iter().zip(&expected).enumerate() {
        assert!((a - b).abs() < TOLERANCE, "{what}[{i}]: {a} instead of {b}");
    }
}

fn check(name: &str) {
    let file = reference(name);
    let text = text_of(&file);
    let bath = Bath::from(&parse(&text).unwrap());
    let levels = physics::spectrum::levels(&bath.sector())
        .unwrap()
        .energies();
    assert_close("spectrum", &Value::from(levels), &file["spectrum"]);
    let found = record(&format!("{text}&panel=fluctuation"));
    let state = &found["bath"]["eigenstate"];
    for key in ["energy", "beta", "beta_mu"] {
        assert_close(key, &state[key], &file[key]);
    }
    let run = &found["runs"][0];
    for (key, expected) in [
        ("time", "times"),
        ("occupation", "n_s"),
        ("bath_energy", "bath_energy"),
        ("entropy_production", "entropy_production"),
        ("exponential_average", "exponential_average"),
    ] {
        assert_close(&format!("{name} {key}"), &run[key], &file[expected]);
    }
}

#[test]
fn a_ring_agrees_in_a_doublet() {
    check("ring_8_N3");
}

#[test]
fn a_torus_agrees() {
    check("torus_3x3_N3");
}

#[test]
fn a_triangular_lattice_agrees() {
    check("triangular_3x4_N3");
}

#[test]
fn on_a_torus_it_makes_no_difference_which_site_the_system_is_attached_to() {
    let of = |attach: usize| {
        let text = "bath=torus-3x3&bosons=3&coupling=1&index=46&times=lin:0:5:6";
        record(&format!("{text}&attach={attach}"))
    };
    let corner = of(0);
    for attach in [4, 5] {
        let other = of(attach);
        let column = |record: &Value, key: &str| record["runs"][0][key].clone();
        for key in ["occupation", "entropy_production", "bath_energy"] {
            assert_close(key, &column(&other, key), &column(&corner, key));
        }
    }
}

#[test]
fn what_a_lattice_does_not_have_is_refused_with_what_is_allowed() {
    let refused = |text: &str| {
        let errors = parse(text).unwrap_err();
        let error = &errors[0];
        let parameter = error.parameter().unwrap_or_default().to_string();
        (parameter, Words::of(Lang::En).say(&error.message()))
    };
    for (text, parameter, words) in [
        ("bath=ring-2", "bath", "ring-L (L ≥ 3)"),
        ("bath=torus-2x4", "bath", "torus-LxxLy (Lx, Ly ≥ 3)"),
        (
            "bath=triangular-1x4",
            "bath",
            "triangular-LxxLy (Lx, Ly ≥ 2)",
        ),
        ("bath=torus-6x6&bosons=2", "bath", "more than 30 sites"),
        (
            "bath=ring-8&bosons=2&attach=8",
            "attach",
            "from 0 to 7 (for bath=ring-8)",
        ),
        (
            "bath=torus-4x4&panel=eth&family=quarter",
            "family",
            "none, sides, sides-large (for bath=torus-4x4)",
        ),
        (
            "bath=ring-8&bosons=2&panel=eth&observable=gaps",
            "observable",
            "density, hopping, pair, local-state, entanglement",
        ),
    ] {
        let (name, message) = refused(text);
        assert_eq!(name, parameter, "{text}");
        assert!(message.contains(words), "{text}: {message}");
    }
    for text in [
        "bath=ring-8&bosons=2&panel=eth&observable=gaps&disorder=1",
        "bath=ring-8&bosons=2&panel=eth&family=quarter",
        "bath=triangular-3x4&bosons=3&panel=eth&family=quarter&observable=gaps",
        "bath=torus-4x4&panel=sizes",
    ] {
        assert!(parse(text).is_ok(), "{text}");
    }
}

#[test]
fn levels_with_momenta_have_no_ratios_of_gaps() {
    let gaps = |bath: &str| record(&format!("bath={bath}&bosons=2&panel=eth"))["gaps"].clone();
    assert!(gaps("ring-8").is_null());
    assert!(gaps("chain-8")["all"]["mean"].is_number());
}
