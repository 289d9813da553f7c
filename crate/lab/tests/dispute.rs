//! Entropy production as information, the map of its smallest values and the way back through another bath, each against
//! dense matrices (tests/reference, made by tests/compare/dispute.py), against identities, and at its limits.

use second_law_lab::draw::View;
use second_law_lab::error::Error;
use second_law_lab::export::csv::csv;
use second_law_lab::export::svg::svg;
use second_law_lab::panels::Record;
use second_law_lab::runner;
use second_law_lab::scenario::{Lang, Scenario};
use second_law_lab::words::Words;
use serde_json::Value;

const TOLERANCE: f64 = 1e-10;

fn reference(name: &str) -> Value {
    let path = format!(
        "{}/../../tests/reference/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    serde_json::from_str(&text).unwrap()
}

fn text_of(file: &Value, panel: &str) -> String {
    let pairs = file["scenario"].as_object().unwrap().iter();
    let text = |value: &Value| value.as_str().map_or(value.to_string(), String::from);
    let parts = pairs.map(|(key, value)| format!("{key}={}&", text(value)));
    format!("{}panel={panel}", parts.collect::<String>())
}

fn run(text: &str) -> Record {
    let scenario = Scenario::parse(text).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
    runner::run(&scenario, |_, _, _| true).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(&run(text).json()).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    let all = value.as_array().unwrap_or_else(|| panic!("{value}"));
    all.iter().map(|x| x.as_f64().unwrap()).collect()
}

fn assert_close(what: &str, found: &Value, expected: &Value) {
    let (found, expected) = (numbers(found), numbers(expected));
    assert_eq!(found.len(), expected.len(), "{what}");
    for (i, (a, b)) in found.iter().zip(&expected).enumerate() {
        assert!((a - b).abs() < TOLERANCE, "{what}[{i}]: {a} instead of {b}");
    }
}

fn assert_state(found: &Value, file: &Value) {
    for key in ["energy", "beta", "beta_mu"] {
        let numbers = [&found["bath"]["eigenstate"][key], &file[key]];
        let [a, b] = numbers.map(|x| x.as_f64().unwrap());
        assert!((a - b).abs() < 1e-9, "{key}: {a} instead of {b}");
    }
}

#[test]
fn information_agrees_with_dense_density_matrices() {
    for name in ["information_2x3_N2", "information_2x3_N2_canonical"] {
        let file = reference(name);
        let found = json(&text_of(&file, "information"));
        assert_state(&found, &file);
        let columns = [
            "system_entropy",
            "bath_entropy",
            "mutual_information",
            "divergence_change",
            "entropy_production",
        ];
        for key in columns {
            assert_close(&format!("{name} {key}"), &found["runs"][0][key], &file[key]);
        }
        assert!(found["identity_error"].as_f64().unwrap() < TOLERANCE);
    }
}

/// sigma = I + Delta D along every run, and with the whole in one pure state nothing is lost.
#[test]
fn what_is_lost_is_kept_as_correlation() {
    let small =
        "panel=information&bath=square-3x3&bosons=3&coupling=0.7,2&times=lin:0:20:21&disorder=1";
    for state in ["eigenstate", "typical", "canonical"] {
        for occupation in [0.0, 0.35, 1.0] {
            let record = run(&format!("{small}&state={state}&occupation={occupation}"));
            for run in record.runs() {
                assert_eq!(run.divergence_change.len(), run.time.len());
                assert!(run.identity_error() < TOLERANCE);
                assert!(run.mutual_information.iter().all(|i| *i > -1e-12));
                assert!(run.mutual_information.iter().any(|i| *i > 0.01));
                assert!(
                    run.mutual_information[0].abs() < 1e-12,
                    "a product at first"
                );
                if state == "canonical" || occupation == 0.35 {
                    continue;
                }
                for (row, &i) in run.mutual_information.iter().enumerate() {
                    let system = run.system_entropy[row];
                    assert!((i - 2.0 * system).abs() < 1e-9, "{i} {system}");
                    assert!((run.bath_entropy[row] - system).abs() < 1e-9);
                }
            }
        }
    }
}

#[test]
fn a_bath_found_without_its_levels_has_an_entropy_too() {
    let record =
        run("panel=information&bath=square-4x5&bosons=5&coupling=1&times=lin:0:1:3&occupation=0.5");
    let run = &record.runs()[0];
    assert!(run.bath_entropy[2] > 0.1);
    assert!(run.identity_error() < TOLERANCE);
}

fn refused(text: &str) -> (String, String) {
    let errors: Vec<Error> = Scenario::parse(text).unwrap_err();
    let name = errors[0].parameter().unwrap_or_default().to_string();
    (name, Words::of(Lang::En).say(&errors[0].message()))
}

#[test]
fn what_has_too_many_states_or_a_wrong_sign_is_refused_by_name() {
    let (name, said) = refused("panel=information&state=canonical");
    assert_eq!(name, "state");
    assert!(
        said.contains("eigenstate, typical") && said.contains("1820 here, 256 at most"),
        "{said}"
    );
    assert!(Scenario::parse("panel=information&state=canonical&bath=chain-10&bosons=4").is_ok());
    assert!(Scenario::parse("panel=entropy&state=canonical").is_ok());
    // Whoever reads on is left with another set-up, and the whole of it.
    let (read, _) = Scenario::read("panel=information&state=canonical&coupling=0.3");
    assert_eq!(read.to_text(), "");
    for value in ["-0.1", "100.5", "nan", "x"] {
        let (name, said) = refused(&format!("panel=reversal&mismatch={value}"));
        assert_eq!(name, "mismatch");
        assert!(said.contains("from 0 to 100"), "{said}");
    }
}

#[test]
fn the_map_agrees_with_dense_matrices() {
    let file = reference("map_3x3_N3");
    let found = json(&text_of(&file, "map"));
    assert_state(&found, &file);
    let map = &found["map"];
    assert_close("occupation", &map["occupation"], &file["occupation"]);
    assert_eq!(numbers(&map["coupling"]), [0.3, 1.0]);
    for row in 0..2 {
        assert_close("minimum", &map["minimum"][row], &file["minimum"][row]);
        let smallest = numbers(&map["minimum"][row]);
        let times = numbers(&map["at"][row])
            .into_iter()
            .zip(numbers(&file["at"][row]));
        // Where the smallest value is the start's there may be others like it.
        for ((a, b), least) in times.zip(smallest).filter(|(_, least)| *least < -1e-6) {
            assert_eq!(a, b, "{least}");
        }
    }
    assert!(numbers(&map["minimum"][1]).iter().any(|x| *x < -0.01));
}

/// What the map says of a point is what the panel of the entropy production shows there.
#[test]
fn a_point_of_the_map_is_a_run_of_its_own() {
    let bath = "bath=square-3x3&bosons=3&times=log:0.05:40:60";
    for state in ["eigenstate", "typical", "canonical"] {
        let map = &json(&format!("panel=map&coupling=0.4,1&state={state}&{bath}"))["map"];
        for place in [0, 11, 40] {
            let p = map["occupation"][place].as_f64().unwrap();
            let text = format!("panel=entropy&coupling=1&occupation={p}&state={state}&{bath}");
            let record = run(&text);
            let sigma = &record.runs()[0].entropy_production;
            let least = sigma.iter().copied().fold(f64::INFINITY, f64::min);
            let found = map["minimum"][1][place].as_f64().unwrap();
            assert!(
                (found - least).abs() < 1e-12,
                "{state} {p}: {found} {least}"
            );
        }
    }
}

#[test]
fn without_a_temperature_the_map_is_empty_and_without_a_coupling_it_is_zero() {
    let end = json("panel=map&bath=chain-6&bosons=2&index=0&times=lin:0:2:3");
    assert!(end["map"]["minimum"]
        .as_array()
        .unwrap()
        .iter()
        .all(|row| row.as_array().unwrap().iter().all(Value::is_null)));
    let record = run("panel=map&bath=chain-6&bosons=2&coupling=0&times=lin:0:2:3");
    let map = &serde_json::from_str::<Value>(&record.json()).unwrap()["map"];
    assert!(numbers(&map["minimum"][0]).iter().all(|x| x.abs() < 1e-13));
    let said = record.summary(Words::of(Lang::En));
    assert!(said.contains("negative in none of 41"), "{said}");
    assert!(csv(&record, "main")
        .unwrap()
        .contains("coupling,occupation,minimum,at"));
}

#[test]
fn a_way_back_through_another_bath_agrees_with_dense_matrices() {
    let file = reference("mismatch_3x3_N3");
    let found = json(&text_of(&file, "reversal"));
    assert_state(&found, &file);
    let runs = &found["runs"];
    for (k, (kick, mismatch)) in [(0.0, 0.0), (1.1, 0.5)].into_iter().enumerate() {
        assert_eq!(runs[k]["kick"], kick);
        assert_eq!(runs[k]["mismatch"], mismatch);
    }
    assert_close("times", &runs[0]["time"], &file["times"]);
    for (k, name) in ["perfect", "imperfect"].into_iter().enumerate() {
        assert_close(name, &runs[k]["entropy_production"], &file[name]);
        for error in ["norm_error", "energy_drift"] {
            assert!(runs[k][error].as_f64().unwrap() < 1e-12, "{name} {error}");
        }
    }
    for (k, echo) in file["echo"].as_array().unwrap().iter().enumerate() {
        assert_eq!(found["echo"][k]["mismatch"], echo["mismatch"]);
        for key in ["turn", "entropy_production"] {
            assert_close("echo", &found["echo"][k][key], &echo[key]);
        }
    }
}

#[test]
fn the_echo_ends_where_the_run_ends_and_fades_with_the_way() {
    let record = run(
        "panel=reversal&bath=square-3x3&bosons=3&coupling=0.5,1&turn=6&mismatch=0.3&occupation=0.8",
    );
    let found: Value = serde_json::from_str(&record.json()).unwrap();
    let echoes = found["echo"].as_array().unwrap();
    assert_eq!(echoes.len(), 8);
    for (k, run) in record.runs().iter().enumerate().filter(|(k, _)| k % 2 == 1) {
        // The third of four is the set-up's own.
        let own = numbers(&echoes[4 * (k / 2) + 2]["entropy_production"]);
        let last = run.entropy_production.last().unwrap();
        assert!((own[23] - last).abs() < 1e-11, "{} {last}", own[23]);
        assert!(own[1].abs() < 0.1 * own[23]);
    }
    assert!(csv(&record, "echo")
        .unwrap()
        .contains("coupling,mismatch,turn,entropy_production"));
    // Without a mismatch, and for a mixture, there is none.
    for text in ["mismatch=0", "mismatch=0.3&state=canonical"] {
        let found = json(&format!(
            "panel=reversal&bath=chain-5&bosons=2&coupling=1&{text}"
        ));
        assert!(found["echo"].is_null(), "{text}");
    }
}

/// The critics' plot: both distances grow from nothing, and its table holds them.
#[test]
fn the_violation_stands_beside_how_far_the_system_has_left() {
    let record = run("panel=fluctuation&bath=square-3x3&bosons=3&coupling=1&times=log:0.01:10:30");
    let table = csv(&record, "departure").unwrap();
    assert!(table.contains("coupling,time,departure,violation"));
    let run = &record.runs()[0];
    let rows: Vec<Vec<f64>> = table
        .lines()
        .filter_map(|line| line.split(',').take(4).map(|x| x.parse().ok()).collect())
        .collect();
    assert_eq!(rows.len(), 30);
    for (row, values) in rows.iter().enumerate() {
        let expected = [
            1.0,
            run.time[row],
            (run.occupation[row] - 0.5).abs(),
            run.violation()[row],
        ];
        for (a, b) in values.iter().zip(expected) {
            assert!((a - b).abs() < 1e-14 + 1e-12 * b.abs(), "{a} {b}");
        }
    }
    assert!(rows[0][2] < 1e-4 && rows[0][3] < 1e-4);
}

/// The same plot goes to and fro and is no curve over time: of its discs two are the ring at the arrival. Over time the points of a
/// curve that turns too fast are discs.
#[test]
fn only_curves_over_time_are_dotted_where_they_turn_too_fast() {
    let record = run("panel=fluctuation&bath=square-2x3&bosons=2&coupling=4");
    let discs = |plot: &str| {
        let view = View {
            plot: plot.to_string(),
            ..View::export()
        };
        let svg = svg(&record, &view, Words::of(Lang::En));
        svg.matches("<circle").count()
    };
    assert_eq!(discs("departure"), 2);
    assert!(discs("main") > 20);
}

/// A file of the repository.
fn file(path: &str) -> String {
    let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// That a text holds what was computed.
fn says(path: &str, numbers: &[String]) {
    // One kind of space and of minus, whatever a line's end does.
    let text = file(path).replace('\u{2212}', "-").replace('\n', " ");
    for number in numbers {
        assert!(text.contains(number), "{path} does not say {number}");
    }
}

#[test]
fn the_documents_and_the_page_say_what_the_map_shows() {
    let (mut counts, mut lowest) = (Vec::new(), Vec::new());
    for (bath, row) in [
        ("bath=square-3x3&bosons=2&", "| 3x3 | 2 |"),
        ("bath=square-3x4&bosons=3&", "| 3x4 | 3 |"),
        ("", "| 4x4 | 4 |"),
    ] {
        let map = &json(&format!("{bath}panel=map"))["map"];
        let mut points = Vec::new();
        for (coupling, minimum) in numbers(&map["coupling"])
            .iter()
            .zip(map["minimum"].as_array().unwrap())
        {
            let row = numbers(&map["occupation"])
                .into_iter()
                .zip(numbers(minimum));
            points.extend(row.map(|(p, least)| (least, p, *coupling)));
        }
        assert_eq!(points.len(), 328);
        let below = points.iter().filter(|point| point.0 < -1e-10).count();
        let (least, p, coupling) = points
            .into_iter()
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .unwrap();
        let line = format!(
            "{row} {below} | {least:.3} | {p}, {coupling} | `second-law run '{bath}panel=map'` |"
        );
        says("docs/method/22-map.md", &[line]);
        counts.push(below.to_string());
        lowest.push(format!("{least:.3}"));
    }
    let [a, b, c] = &counts[..] else { panic!() };
    let [x, y, z] = &lowest[..] else { panic!() };
    says(
        "www/texts/en.json",
        &[
            format!("{a}, {b} and {c} of the 328"),
            format!("{x}, {y} and {z}"),
        ],
    );
    says(
        "www/texts/ja.json",
        &[format!("{a}、{b}、{c}個"), format!("{x}、{y}、{z}")],
    );
}

#[test]
fn the_documents_say_what_comes_back() {
    let end = |text: &str, k: usize| {
        let record = run(text);
        *record.runs()[k].entropy_production.last().unwrap()
    };
    for delta in ["0.1", "0.2", "0.4"] {
        let cells: Vec<String> = ["2.5", "5", "10"]
            .iter()
            .map(|turn| {
                let text = format!("coupling=1&turn={turn}&mismatch={delta}&panel=reversal");
                assert!(end(&text, 0).abs() < 1e-9, "perfect");
                format!("{:.3}", end(&text, 1))
            })
            .collect();
        says(
            "docs/method/12-reversal.md",
            &[format!("| {delta} | {} |", cells.join(" | "))],
        );
    }
    assert!(end("preset=reversal", 0).abs() < 1e-12);
    assert_eq!(format!("{:.3}", end("preset=reversal", 1)), "0.189");
    let nudged = |site: u32| end(&format!("preset=reversal-nudge&turn=5&kick-site={site}"), 1);
    let ends = [nudged(3), nudged(10), nudged(0), nudged(15)];
    let (low, high) = ends
        .iter()
        .fold((9.0f64, 0.0f64), |(l, h), x| (l.min(*x), h.max(*x)));
    assert_eq!((low, high), (ends[0], ends[1]));
    says(
        "docs/method/12-reversal.md",
        &[format!("between {low:.2} and {high:.2} of 1.34")],
    );
}

#[test]
fn the_documents_say_what_information_is_worth() {
    let record = run("preset=information");
    let first = &record.runs()[0];
    let last = first.time.len() - 1;
    let lowest = first.divergence_change.iter().copied().fold(0.0, f64::min);
    let said = format!(
        "sigma = {:.3} is I = {:.3} and Delta D = {:.3}; on the way Delta D is as low as {lowest:.3}",
        first.entropy_production[last], first.mutual_information[last], first.divergence_change[last]
    );
    says("docs/method/21-information.md", &[said]);
    let record = run("preset=fluctuation");
    let arrival = record.trajectories().time_marks()[0].time;
    let passed = |k: usize| {
        let run = &record.runs()[k];
        let row = run.time.iter().position(|&t| t >= arrival).unwrap();
        ((run.occupation[row] - 0.5).abs(), run.violation()[row])
    };
    let (moved, violation) = passed(2);
    let strong = format!(
        "S has moved by {moved:.3} there at gamma' = 1, and the violation is {violation:.4}"
    );
    let (moved, violation) = passed(0);
    let weak =
        format!("at gamma' = 0.1 it has moved by {moved:.3}, and the violation is {violation:.4}");
    says("docs/method/22-map.md", &[strong, weak]);
}
