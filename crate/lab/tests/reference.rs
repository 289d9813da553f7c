//! Against numbers computed by QuSpin (tests/reference).

use numerics::cast::size;
use second_law_lab::panels::{self, Record};
use second_law_lab::runner;
use second_law_lab::scenario::{Scenario, Selection, Spacing, TimeGrid};
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

fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|x| x.as_f64().unwrap())
        .collect()
}

/// The scenario of a reference file, with its couplings.
fn scenario(file: &Value) -> Scenario {
    let params = &file["params"];
    let lattice = &file["lattice"];
    let side = |key: &str| lattice[key].as_u64().unwrap();
    let bath = match side("Ly") {
        1 => format!("chain-{}", side("Lx")),
        _ => format!("square-{}x{}", side("Lx"), side("Ly")),
    };
    let number = |key: &str| params[key].as_f64().unwrap();
    let coupling = file["runs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|run| run["gamma_prime"].as_f64().unwrap())
        .collect();
    Scenario {
        hopping: number("gamma"),
        repulsion: number("g"),
        bosons: size(number("N_B")),
        attach: size(number("attach_site")),
        selection: Selection::Beta(number("beta")),
        times: TimeGrid {
            spacing: Spacing::Log,
            from: 0.01,
            to: 100.0,
            count: 60,
        },
        coupling,
        ..Scenario::parse(&format!("bath={bath}&bosons={}", number("N_B"))).unwrap()
    }
}

fn run(scenario: &Scenario) -> Record {
    runner::run(scenario, |_, _, _| true).unwrap()
}

fn assert_close(what: &str, found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (i, (a, b)) in found.iter().zip(expected).enumerate() {
        assert!((a - b).abs() < TOLERANCE, "{what}[{i}]: {a} instead of {b}");
    }
}

fn check_evolution(name: &str) {
    let file = reference(name);
    let mut scenario = scenario(&file);
    scenario.occupation = file["params"]["system_initial"].as_f64().unwrap();
    scenario.potential = file["params"]["omega_S"].as_f64().unwrap();
    let record = run(&scenario);
    assert!(record.complete());
    let bath = record.bath();
    let state = &bath.eigenstate;
    let expected = &file["eigenstate"];
    let index = state.index.map(|index| index as u64);
    assert_eq!(index, expected["index"].as_u64());
    let beta = file["params"]["beta"].as_f64().unwrap();
    assert_close(
        "bath",
        &[
            state.energy,
            bath.ground_energy.unwrap(),
            bath.top_energy.unwrap(),
            state.beta_mu.unwrap(),
            state.canonical_energy.unwrap(),
        ],
        &[
            expected["E_i"].as_f64().unwrap(),
            file["bath"]["E_ground"].as_f64().unwrap(),
            file["bath"]["E_top"].as_f64().unwrap(),
            beta * file["bath"]["mu"].as_f64().unwrap(),
            expected["E_canonical"].as_f64().unwrap(),
        ],
    );
    for (run, expected) in record.runs().iter().zip(file["runs"].as_array().unwrap()) {
        assert_close("time", &run.time, &numbers(&expected["t"]));
        assert_close("occupation", &run.occupation, &numbers(&expected["n_S"]));
        assert_close(
            "system entropy",
            &run.system_entropy,
            &numbers(&expected["S"]),
        );
        assert_close("bath energy", &run.bath_energy, &numbers(&expected["H_B"]));
        let sigma = numbers(&expected["sigma"]);
        assert_close("entropy production", &run.entropy_production, &sigma);
        assert!(run.norm_error < 1e-12, "norm {}", run.norm_error);
        assert!(run.energy_drift < 1e-11, "energy {}", run.energy_drift);
    }
    // At the first time the bath has hardly moved: its density is the eigenstate's own.
    let start = Scenario {
        times: TimeGrid {
            spacing: Spacing::Lin,
            from: 0.0,
            to: 1.0,
            count: 2,
        },
        ..scenario
    };
    let density = run(&start).runs()[0].site_density[0].clone();
    let sites = density.len() - 1;
    assert_close(
        "density",
        &density[..sites],
        &numbers(&expected["site_density"]),
    );
}

#[test]
fn second_law_on_the_4x4_bath() {
    check_evolution("s1_4x4_N4");
}

#[test]
fn second_law_on_the_3x4_bath() {
    check_evolution("s2_3x4_N3");
}

#[test]
fn free_chain_with_a_fourfold_level() {
    check_evolution("s4_chain12_N4_g0");
}

#[test]
fn fluctuation_theorem_on_the_3x4_bath() {
    let file = reference("ft_3x4_N3");
    for expected in file["runs"].as_array().unwrap() {
        let scenario = Scenario {
            occupation: expected["p"].as_f64().unwrap(),
            panel: panels::find("fluctuation").unwrap(),
            coupling: vec![expected["gamma_prime"].as_f64().unwrap()],
            ..scenario(&file)
        };
        let record = run(&scenario);
        let run = &record.runs()[0];
        let average = run.exponential_average.as_ref().unwrap();
        assert_close("average", average, &numbers(&expected["exp_minus_sigma"]));
        assert_close("occupation", &run.occupation, &numbers(&expected["p_S1"]));
    }
}
