//! The numbers of the teaching kit: each computed here, and `site/kit/numbers.json` held to them.
//!
//! `WRITE_KIT=1 cargo test -p second-law-lab --test all kit::` writes the file.

use std::collections::BTreeMap;
use std::path::Path;

use second_law_lab::runner;
use second_law_lab::scenario::Scenario;
use serde_json::Value;

type Numbers = BTreeMap<String, f64>;

/// A record as its JSON says.
fn record(text: &str) -> Value {
    let scenario = Scenario::parse(text).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
    let record = runner::run(&scenario, |_, _, _| true).unwrap();
    serde_json::from_str(&record.panel().json()).unwrap()
}

/// A column of a run; what does not exist is not a number.
fn column(run: &Value, name: &str) -> Vec<f64> {
    let values = run[name].as_array().unwrap();
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    values.iter().map(number).collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

/// The first time at which a rising curve has come to that share of its last value.
fn reached(run: &Value, share: f64) -> f64 {
    let (time, sigma) = (column(run, "time"), column(run, "entropy_production"));
    let level = share * sigma[sigma.len() - 1];
    time[sigma.iter().position(|s| *s >= level).unwrap()]
}

/// The film, its reversal and the nudge at each of the sixteen sites.
fn film(numbers: &mut Numbers) {
    const THERE_AND_BACK: &str = "coupling=1&times=lin:0:10:501&turn=5&panel=reversal";
    let perfect = &record(THERE_AND_BACK)["runs"][0];
    let (sigma, entropy) = (
        column(perfect, "entropy_production"),
        column(perfect, "system_entropy"),
    );
    let (turn, last) = (sigma.len() / 2, sigma.len() - 1);
    let mut say = |name: &str, value: f64| numbers.insert(name.to_string(), value);
    say("made", sigma[turn]);
    say("own", entropy[turn] - entropy[0]);
    say("passed", sigma[turn] - (entropy[turn] - entropy[0]));
    // How many decimals of what is left are zeros; more than twelve are not promised on every machine.
    say("decimals", (-sigma[last].abs().log10()).floor().min(12.0));
    let home = column(perfect, "occupation");
    say("home-turn", 100.0 * home[turn]);
    let left = |kick: f64, site: usize| {
        let text = format!("{THERE_AND_BACK}&kick={kick}&kick-site={site}");
        let record = record(&text);
        let run = record["runs"].as_array().unwrap().last().unwrap();
        assert_eq!(number(&run["kick"]), kick);
        *column(run, "entropy_production").last().unwrap()
    };
    let nudged: Vec<f64> = (0..16)
        .map(|site| left(std::f64::consts::PI, site))
        .collect();
    say(
        "nudged-low",
        nudged.iter().copied().fold(f64::MAX, f64::min),
    );
    say("nudged-high", nudged.iter().copied().fold(0.0, f64::max));
    let small = [0.1, 0.2, 0.4].map(|kick| left(kick, 5));
    say("kick-1", small[0]);
    say("kick-2", small[1]);
    say("kick-4", small[2]);
    say("kick-ratio", small[1] / small[0]);
}

/// Couplings, and how fast the news travels.
fn coupling(numbers: &mut Numbers) {
    let text = "coupling=0.5,1,2&times=lin:0:20:2001";
    let found = record(text);
    let runs = found["runs"].as_array().unwrap();
    for (run, name) in runs.iter().zip(["half", "one", "two"]) {
        numbers.insert(format!("halfway-{name}"), reached(run, 0.5));
        let sigma = column(run, "entropy_production");
        numbers.insert(format!("end-{name}"), sigma[sigma.len() - 1]);
    }
    let film = &record("coupling=1&times=lin:0:5:501")["runs"][0];
    numbers.insert("nearly".into(), reached(film, 0.95));
    let cone = &record("coupling=1&times=lin:0:5:251&panel=light-cone")["light_cones"][0];
    let arrival = column(cone, "arrival");
    numbers.insert("near".into(), arrival[1]);
    numbers.insert("far".into(), arrival[arrival.len() - 1]);
    // From the nearest site to the far corner.
    let (bonds, taken) = (arrival.len() - 2, arrival[arrival.len() - 1] - arrival[1]);
    assert_eq!(bonds, 6, "as the answer says");
    numbers.insert("average-speed".into(), bonds as f64 / taken);
}

/// The wrong account, and what happens when one waits.
fn accounts(numbers: &mut Numbers) {
    let lowest = |run: &Value, after: f64| {
        let pairs = column(run, "time")
            .into_iter()
            .zip(column(run, "entropy_production"));
        let late = pairs.filter(|(t, _)| *t >= after).map(|(_, s)| s);
        late.fold(f64::MAX, f64::min)
    };
    let wrong = record("preset=wrong-chemical-potential&coupling=1");
    numbers.insert("uncounted".into(), lowest(&wrong["runs"][0], 0.0));
    let right = record("occupation=0.5&coupling=1");
    numbers.insert("counted".into(), lowest(&right["runs"][0], 0.0));
    let long = record("preset=long-times&coupling=1");
    let sigma = column(&long["runs"][0], "entropy_production");
    numbers.insert("long-low".into(), lowest(&long["runs"][0], 10.0));
    numbers.insert(
        "long-high".into(),
        sigma.iter().copied().fold(f64::MIN, f64::max),
    );
}

/// Every eigenstate: how many come out below zero, and the spread in growing baths.
fn eigenstates(numbers: &mut Numbers) {
    for (name, text) in [
        ("every", "preset=all-eigenstates&coupling=1&occupation=1"),
        ("gentle", "preset=all-eigenstates"),
    ] {
        let found = record(text);
        let statistics = &found["statistics"];
        numbers.insert(format!("{name}-states"), number(&statistics["levels"]));
        numbers.insert(format!("{name}-below"), number(&statistics["below_zero"]));
        numbers.insert(format!("{name}-least"), number(&statistics["minimum"]));
        numbers.insert("dimension".into(), number(&found["bath"]["dimension"]));
    }
    for (name, text, field, unit) in [
        ("share", "preset=finite-size", "fraction", 100.0),
        ("largest", "preset=integrable-chain", "largest", 1.0),
        (
            "spread",
            "preset=integrable-chain",
            "standard_deviation",
            1.0,
        ),
    ] {
        let found = record(text);
        for size in found["sizes"].as_array().unwrap() {
            let value = unit * number(&size["statistics"][field]);
            numbers.insert(format!("{name}-{}", size["sites"]), value);
        }
    }
}

/// The fluctuation theorem.
fn average(numbers: &mut Numbers) {
    let found = record("preset=fluctuation&coupling=0.1,1");
    for (run, name) in found["runs"]
        .as_array()
        .unwrap()
        .iter()
        .zip(["weak", "one"])
    {
        let (time, average) = (column(run, "time"), column(run, "exponential_average"));
        let from_one = |until: f64| {
            let pairs = time.iter().zip(&average).filter(|(t, _)| **t <= until);
            pairs.map(|(_, a)| (a - 1.0).abs()).fold(0.0, f64::max)
        };
        numbers.insert(format!("average-{name}-early"), from_one(1.0));
        numbers.insert(format!("average-{name}"), from_one(f64::MAX));
    }
}

#[test]
fn the_numbers_of_the_teaching_kit_are_the_programs() {
    let mut found = Numbers::new();
    for part in [film, coupling, accounts, eigenstates, average] {
        part(&mut found);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../site/kit/numbers.json");
    if std::env::var_os("WRITE_KIT").is_some() {
        let text = serde_json::to_string_pretty(&found).unwrap();
        std::fs::write(&path, format!("{text}\n")).unwrap();
    }
    let said: Numbers = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    assert!(said.keys().eq(found.keys()), "{found:#?}");
    for (name, value) in &found {
        let tolerance = 1e-9 * value.abs().max(1.0);
        assert!(
            (said[name] - value).abs() <= tolerance,
            "{name}: {value}, and the kit says {}",
            said[name]
        );
    }
}

/// What the answers say in words beside the numbers.
#[test]
fn the_answers_of_the_teaching_kit_follow_from_its_numbers() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../site/kit/numbers.json");
    let said: Numbers = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let is = |name: &str| said[name];
    assert!(is("decimals") >= 12.0, "it comes home");
    assert!(is("nudged-low") > 0.9 * is("made"), "any site will do");
    assert!((is("own") + is("passed") - is("made")).abs() < 1e-12);
    assert!(is("halfway-half") > is("halfway-one") && is("halfway-one") > is("halfway-two"));
    assert!(
        (is("end-half") - is("end-two")).abs() < 0.02,
        "to the same height"
    );
    assert!(
        is("uncounted") < -0.05 && is("counted") > -1e-12,
        "the account was wrong"
    );
    assert_eq!(is("every-below"), 0.0);
    assert!(is("gentle-below") > 0.0 && is("gentle-least") < 0.0);
    assert!(is("share-8") > is("share-12") && is("share-12") > is("share-16"));
    assert!(is("spread-8") > is("spread-12") && is("spread-12") > is("spread-16"));
    assert!(
        is("largest-16") > is("largest-8"),
        "the largest does not shrink"
    );
    assert!(
        is("kick-ratio") > 3.0 && is("kick-ratio") < 4.0,
        "nearly as the square"
    );
    assert!(is("long-low") > 0.0, "it does not come back by itself");
    assert!(is("average-one-early") < 0.01 && is("average-weak") > is("average-weak-early"));
}
