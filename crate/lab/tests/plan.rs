//! Plans: parts in order, keys that say what they depend on, and parameters that matter exactly where the form shows them.

use proptest::prelude::*;
use second_law_lab::error::Error;
use second_law_lab::panels::{self, Record};
use second_law_lab::plan::{Part, Plan};
use second_law_lab::runner;
use second_law_lab::scenario::panel::Use;
use second_law_lab::scenario::schema::{Key, Kind, KEYS};
use second_law_lab::scenario::{Lang, Scenario};
use second_law_lab::words::Words;
use second_law_lab::work::{self, Recipe};

fn plan(text: &str) -> Plan {
    let scenario = Scenario::parse(text).unwrap();
    panels::of(&scenario).plan(&scenario)
}

#[test]
fn every_part_reads_only_parts_before_it_and_its_name_reads_back() {
    for text in [
        "",
        "index=5",
        "bath=chain-5&bosons=2&coupling=1,2,3&compare=canonical",
        "panel=fluctuation&occupation=0.5&statistics=full",
        "panel=eth&family=third&observable=entanglement",
        "panel=all-eigenstates",
        "panel=all-eigenstates&mu=zero&disorder=1",
        "panel=sizes",
    ] {
        let tasks = plan(text).tasks;
        for (k, task) in tasks.iter().enumerate() {
            assert_eq!(task.part.to_string().parse::<Part>().unwrap(), task.part);
            for input in &task.reads {
                assert!(tasks[..k].iter().any(|t| t.part == *input));
            }
        }
    }
    assert!("run:x".parse::<Part>().is_err());
}

#[test]
fn changing_couplings_or_times_keeps_the_keys_of_the_bath() {
    let keys = |text: &str| -> Vec<String> {
        plan(text).tasks[..3]
            .iter()
            .map(|t| t.key.clone())
            .collect()
    };
    assert_eq!(
        keys(""),
        keys("coupling=0.7&times=lin:0:5:9&occupation=0.5")
    );
    assert_ne!(keys(""), keys("repulsion=0.2"));
    assert_ne!(keys(""), keys("disorder=1"));
}

#[test]
fn what_does_not_fit_is_refused_by_name() {
    for (text, name) in [
        ("panel=eth&bath=square-4x4&bosons=8&disorder=1", "bath"),
        ("panel=all-eigenstates&bosons=8&disorder=1", "bath"),
        ("panel=eth&family=quarter-large&disorder=1", "family"),
        ("panel=eth&family=quarter&attach=3", "family"),
    ] {
        let errors = Scenario::parse(text).unwrap_err();
        assert_eq!(errors[0].parameter(), Some(name), "{text}");
    }
    let refused = Scenario::parse("panel=eth&bosons=8&disorder=1").unwrap_err();
    let words = Words::of(Lang::En);
    let said = words.say(&refused[0].message());
    assert!(said.contains("with bosons=5, or disorder=0"), "{said}");
    let refused = Scenario::parse("panel=all-eigenstates&bath=square-4x5&bosons=5");
    let said = words.say(&refused.unwrap_err()[0].message());
    assert!(said.contains("9690 states"), "the sector above: {said}");
    for text in [
        "panel=eth&bosons=8&family=half-large",
        "panel=eth&family=quarter-large",
    ] {
        assert!(Scenario::parse(text).is_ok(), "{text}");
    }
}

#[test]
fn damaged_recipes_and_outputs_are_an_error() {
    let tasks = plan("").tasks;
    let task = |name: &str| tasks.iter().find(|task| task.work == name).unwrap();
    let (state, run) = (task("state"), task("run"));
    assert!(work::start(state.work, &state.recipe, &[]).is_err());
    assert!(work::start(run.work, &run.recipe, &[vec![7; 3]]).is_err());
    assert!(work::start(run.work, &run.recipe[..9], &[]).is_err());
    let unknown = work::start("nothing", &[], &[]).err();
    assert!(matches!(unknown, Some(Error::Input(_))));
}

/// Small set-ups in which every kind of bath, state and choice occurs.
const SETUPS: &[&str] = &[
    "bath=chain-4&bosons=2&coupling=1&times=lin:0:2:3&occupation=0.5&family=none",
    "bath=chain-4&bosons=2&coupling=1&times=lin:0:2:3&state=typical&disorder=0.5&occupation=0.4&family=none",
    "bath=square-2x3&bosons=2&coupling=0.5,1&times=lin:0:2:3&kick=0.7&kick-site=3&statistics=full&occupation=0.3&family=none",
    // Beyond 256 states a canonical bath is sampled.
    "bath=chain-11&bosons=4&coupling=1&times=lin:0:0.5:2&turn=0.5&state=canonical&samples=1&family=none",
    "bath=chain-4&bosons=2&coupling=1&times=lin:0:2:3&compare=canonical&occupation=0.5&beta=0.5&family=none",
    "bath=chain-5&bosons=2&index=4&coupling=1&times=lin:0:2:3&occupation=0.5&family=none",
    "bath=square-2x3&bosons=3&coupling=1&times=lin:0:1:2&family=half&observable=pair&occupation=0.5",
];

/// Another value than the one that stands there, as far as the key has one.
fn changed(key: &Key, scenario: &Scenario) -> Option<Scenario> {
    let choices: Vec<&str> = match &key.kind {
        Kind::Choice { names, .. } => names.to_vec(),
        Kind::Integer { .. }
        | Kind::Number { .. }
        | Kind::Numbers { .. }
        | Kind::Preset
        | Kind::Panel
        | Kind::Bath
        | Kind::Times
        | Kind::Controls => match key.name {
            "bath" => vec!["chain-6"],
            "bosons" => vec!["1", "2"],
            "hopping" => vec!["1.3"],
            "repulsion" => vec!["0.7"],
            "disorder" => vec!["0.3"],
            "seed" => vec!["5"],
            "attach" | "kick-site" => vec!["1", "2"],
            "coupling" => vec!["0.8"],
            "potential" => vec!["0.4"],
            "occupation" => vec!["0.6"],
            "beta" => vec!["0.3"],
            "index" => vec!["2"],
            "times" => vec!["lin:0:3:4"],
            "at" => vec!["1.5"],
            "turn" => vec!["4"],
            "kick" => vec!["1.1"],
            "epsilon" => vec!["0.2", "1e-9"],
            "samples" => vec!["3"],
            _ => vec![],
        },
    };
    let mut others = choices.into_iter().filter_map(|value| {
        let other = scenario.with(key.name, value).ok()?;
        // A change that brings others along says nothing of the key alone.
        let alone = KEYS
            .iter()
            .filter(|own| own.name != key.name)
            .all(|own| own.text(&other) == own.text(scenario));
        (alone && other != *scenario).then_some(other)
    });
    others.next()
}

/// All that a set-up's record says, but for the text of the set-up.
fn result(scenario: &Scenario) -> Option<String> {
    let record = runner::run(scenario, |_, _, _| true).ok()?;
    let json = record.json();
    let (_, rest) = json.split_once("\"version\"")?;
    Some(rest.to_string())
}

/// For every panel and parameter: where the form hides it, it changes no result; where the form shows it, it changes one of
/// some set-up.
#[test]
fn a_parameter_changes_the_result_exactly_where_the_form_shows_it() {
    Scenario::default();
    for panel in panels::all() {
        let setups: Vec<Scenario> = SETUPS
            .iter()
            .filter_map(|text| Scenario::parse(&format!("{text}&panel={panel}")).ok())
            .collect();
        assert!(setups.len() > 2, "{panel}");
        let before: Vec<Option<String>> = setups.iter().map(result).collect();
        for key in KEYS.iter().filter(|key| {
            !matches!(key.applies, Use::Page) && !matches!(key.name, "preset" | "panel" | "v")
        }) {
            let mut matters = false;
            let mut tried = false;
            for (scenario, before) in setups.iter().zip(&before) {
                let Some(other) = changed(key, scenario) else {
                    continue;
                };
                let (Some(before), Some(after)) = (before, result(&other)) else {
                    continue;
                };
                tried = true;
                let differs = *before != after;
                matters |= differs;
                let shown = panel.uses(key.applies);
                assert!(
                    shown || !differs,
                    "{} is hidden in panel {panel} and changes {:?}",
                    key.name,
                    scenario.to_text()
                );
                if differs {
                    break;
                }
            }
            assert_eq!(
                matters,
                tried && panel.uses(key.applies),
                "{} in panel {panel}",
                key.name
            );
        }
    }
}

/// What the audit of the first version found: random vectors decide a canonical bath's curves in these panels too.
#[test]
fn samples_matter_in_the_light_cone_and_the_reversal() {
    for panel in ["light-cone", "reversal"] {
        let occupation = |samples: usize| {
            let text = format!("panel={panel}&state=canonical&bath=square-3x4&bosons=4&coupling=1&times=lin:0:2:3&turn=1&samples={samples}");
            let scenario = Scenario::parse(&text).unwrap();
            assert!(scenario.panel.uses(Key::find("samples").unwrap().applies));
            runner::run(&scenario, |_, _, _| true).unwrap().runs()[0].occupation[1]
        };
        let (one, eight) = (occupation(1), occupation(8));
        if panel == "light-cone" {
            assert!(
                (one - 0.56746).abs() < 1e-5 && (eight - 0.57353).abs() < 1e-5,
                "{one} {eight}"
            );
        }
        assert!((one - eight).abs() > 1e-4, "{panel}: {one} {eight}");
    }
}

proptest! {
    /// Equal recipes have equal bytes, and what differs differs in its bytes: keys are made of them.
    #[test]
    fn keys_differ_where_a_number_of_the_recipe_differs(a in -3.0..3.0f64, b in -3.0..3.0f64) {
        let keys = |potential: f64| -> Vec<String> {
            plan(&format!("potential={potential}")).tasks.into_iter().map(|task| task.key).collect()
        };
        prop_assert_eq!(keys(a), keys(a));
        prop_assert_eq!(keys(a) == keys(b), a == b);
    }
}

/// Works are named apart: two of one name could not be told from each other.
#[test]
fn a_record_of_another_part_is_refused() {
    let scenario = Scenario::default();
    let mut record = Record::new(&scenario);
    let part = "sample:0:0".parse().unwrap();
    assert!(record.rows(&part, "no such column", &[0.0]).is_err());
    assert_ne!(work::levels::Levels::NAME, work::thermal::Thermal::NAME);
}
