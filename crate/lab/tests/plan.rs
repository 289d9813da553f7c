//! Plans: parts in order, keys that say what they depend on, and parameters that matter exactly where the form shows them.

use proptest::prelude::*;
use second_law_lab::error::Error;
use second_law_lab::panels::{self, Record};
use second_law_lab::plan::{Part, Plan};
use second_law_lab::runner;
use second_law_lab::scenario::panel::Use;
use second_law_lab::scenario::schema::{Key, ParameterKind, KEYS};
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
    assert!(
        refused.is_ok(),
        "of the sector above the eigenvalues do: {refused:?}"
    );
    let refused = Scenario::parse("panel=all-eigenstates&bath=chain-20&bosons=5");
    let said = words.say(&refused.unwrap_err()[0].message());
    assert!(
        said.contains("7752 states"),
        "of its own, the vectors too: {said}"
    );
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

/// A set-up in which temperatures are estimated from random vectors: for what no small one can show.
const LARGE: &str =
    "bath=chain-14&bosons=5&disorder=0.5&beta=20&coupling=1&times=lin:0:0.5:2&samples=1&family=none";

/// Other values than the one that stands there, by the key's type alone: a new parameter is tried like all others.
fn others(key: &Key, scenario: &Scenario) -> Vec<Scenario> {
    let near =
        |value: f64| [value + 0.3, 1.3 * value, value / 2.0, 0.2, 1e-9].map(|x| x.to_string());
    let values: Vec<String> = match &key.kind {
        ParameterKind::Integer { get, .. } => {
            let value = get(scenario).unwrap_or(1);
            let (below, above) = (value.saturating_sub(1), value + 1);
            [above, below, value + 2].map(|x| x.to_string()).to_vec()
        }
        ParameterKind::Number { get, .. } => near(get(scenario).unwrap_or(0.1)).to_vec(),
        ParameterKind::Numbers { .. } => vec!["0.8".to_string()],
        ParameterKind::Choice { names, .. } => names.iter().map(|name| name.to_string()).collect(),
        ParameterKind::Bath => ["chain-6", "square-2x3"].map(String::from).to_vec(),
        ParameterKind::Times => vec!["lin:0:3:4".to_string()],
        ParameterKind::Late => vec!["0.5:3:4".to_string()],
        // What these say is not a part of the physics.
        ParameterKind::Preset | ParameterKind::Panel | ParameterKind::Controls => Vec::new(),
    };
    let changed = values.into_iter().filter_map(|value| {
        let other = scenario.with(key.name, &value).ok()?;
        // A change that brings others along says nothing of the key alone.
        let alone = KEYS
            .iter()
            .filter(|own| own.name != key.name)
            .all(|own| own.text(&other) == own.text(scenario));
        (alone && other != *scenario).then_some(other)
    });
    changed.collect()
}

/// All that a set-up's record says, in numbers, tables and sentences, but for the text of the set-up.
fn result(scenario: &Scenario) -> Option<String> {
    let record = runner::run(scenario, |_, _, _| true).ok()?;
    let json = record.json();
    let (_, rest) = json.split_once("\"version\"")?;
    let table = |plot: &&str| {
        record
            .panel()
            .table(plot)
            .map(|table| format!("{:?}", table.rows))
    };
    let tables: Vec<_> = scenario.panel.plots.iter().map(table).collect();
    let sentences = record.summary(Words::of(Lang::En));
    Some(format!("{rest}\n{tables:?}\n{sentences}"))
}

/// For every panel and parameter: where the form hides it, no change of its value changes a result; where the form shows it,
/// one changes the result of some set-up.
#[test]
fn a_parameter_changes_the_result_exactly_where_the_form_shows_it() {
    for panel in panels::all() {
        let setups: Vec<(Scenario, String)> = SETUPS
            .iter()
            .filter_map(|text| Scenario::parse(&format!("{text}&panel={panel}")).ok())
            .filter_map(|scenario| Some((scenario.clone(), result(&scenario)?)))
            .collect();
        assert!(setups.len() > 2, "{panel}");
        for key in KEYS.iter().filter(|key| {
            !matches!(key.applies, Use::Page) && !matches!(key.name, "preset" | "panel" | "v")
        }) {
            let shown = panel.uses(key.applies);
            let changes = setups.iter().flat_map(|(scenario, before)| {
                let others = others(key, scenario).into_iter();
                let others = others.take(if shown { usize::MAX } else { 2 });
                others.map(move |other| (other, before))
            });
            let results = changes.filter_map(|(other, before)| {
                let differs = result(&other)? != *before;
                Some((other, differs))
            });
            if shown {
                let mut matters = results.into_iter().any(|(_, differs)| differs);
                if !matters {
                    let large = Scenario::parse(&format!("{LARGE}&panel={panel}")).unwrap();
                    let before = result(&large);
                    matters = others(key, &large)
                        .iter()
                        .filter_map(result)
                        .any(|after| Some(after) != before);
                }
                assert!(matters, "{} is shown in panel {panel}", key.name);
            } else {
                for (other, differs) in results {
                    let text = other.to_text();
                    assert!(
                        !differs,
                        "{} is hidden in panel {panel} and changes {text}",
                        key.name
                    );
                }
            }
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
