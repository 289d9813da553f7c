//! A published link opens the same experiment for good: `tests/links/published.json` has what each gave when it was published.
//!
//! `node tests/links/add.mjs WHERE LINK...` adds links; what stands there is never changed.

use std::{env, thread};

use second_law_lab::estimate::estimate;
use second_law_lab::page::Reading;
use second_law_lab::runner;
use second_law_lab::scenario::Scenario;
use serde_json::Value;

const PUBLISHED: &str = include_str!("../../../tests/links/published.json");

/// Seconds above which a link is computed only where ALL_LINKS is set, as `npm run reliability` does.
const LONGEST: f64 = 1.5;

/// What a number may differ by, of itself where it is above 1: other machines round otherwise.
const TOLERANCE: f64 = 1e-9;

fn published() -> Vec<Value> {
    serde_json::from_str(PUBLISHED).unwrap()
}

#[test]
fn every_published_link_reads_as_what_it_was() {
    for one in published() {
        let link = one["link"].as_str().unwrap();
        let (scenario, errors) = Scenario::read(link);
        let reading = serde_json::to_value(Reading::new(&scenario, &errors)).unwrap();
        assert!(errors.is_empty(), "{link}: {errors:?}");
        for (key, value) in one["values"].as_object().unwrap() {
            if is_silent_bound(key, &one["values"]) {
                assert_eq!(&reading["values"][key], "0.001", "{key} of {link}");
                continue;
            }
            assert_eq!(&reading["values"][key], value, "{key} of {link}");
        }
    }
}

/// The bound said nothing in the panel of all eigenstates when these links were published. Since shares are counted there it
/// has a default of its own, which changes none of their numbers.
fn is_silent_bound(key: &str, values: &Value) -> bool {
    key == "epsilon" && values["panel"] == "all-eigenstates" && values["epsilon"] == "0.05"
}

fn gives_its_numbers(one: &Value) {
    let link = one["link"].as_str().unwrap();
    let numbers = one["numbers"].as_object().unwrap();
    if numbers.is_empty() {
        return;
    }
    let scenario = Scenario::parse(link).unwrap_or_else(|errors| panic!("{link}: {errors:?}"));
    if estimate(&scenario).seconds > LONGEST && env::var_os("ALL_LINKS").is_none() {
        return;
    }
    let record = runner::run(&scenario, |_, _, _| true).unwrap();
    let record: Value = serde_json::from_str(&record.panel().json()).unwrap();
    for (place, number) in numbers {
        let then = number.as_f64().unwrap();
        let now = record.pointer(place).and_then(Value::as_f64);
        let same = now.is_some_and(|now| (now - then).abs() <= TOLERANCE * then.abs().max(1.0));
        assert!(same, "{place} of {link}: {now:?}, and it was {then}");
    }
}

#[test]
fn every_published_link_gives_the_numbers_that_it_gave() {
    let published = published();
    assert!(published.len() > 40);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for worker in 0..workers {
            let own = published.iter().skip(worker).step_by(workers);
            scope.spawn(move || own.for_each(gives_its_numbers));
        }
    });
}
