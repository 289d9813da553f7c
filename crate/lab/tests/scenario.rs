//! The text form of a scenario: what is read, what is refused and in which words, and that nothing gets lost on the way.

use proptest::prelude::*;
use second_law_lab::error::Error;
use second_law_lab::estimate::Estimate;
use second_law_lab::panels;
use second_law_lab::scenario::schema::{self, Key, KEYS};
use second_law_lab::scenario::{
    limits, presets, BathState, Compare, Currents, Embed, Family, Lang, Mu, Observable, Scenario,
    Selection, Shape, Spacing, Statistics, Theme, TimeGrid,
};
use second_law_lab::words::Words;

/// The one error of a text that has exactly one.
fn error(text: &str) -> Error {
    let errors = Scenario::parse(text).expect_err(text);
    assert_eq!(errors.len(), 1, "{text}: {errors:?}");
    errors.into_iter().next().unwrap()
}

/// What a reader of a language is told.
fn said(error: &Error, lang: Lang) -> String {
    Words::of(lang).say(&error.message())
}

/// The text is refused with this code, by this parameter's name; both messages show the name, and `words` stands in the English one.
fn assert_refused(text: &str, code: &str, parameter: &str, words: &str) {
    let error = error(text);
    assert_eq!(
        (error.code(), error.parameter()),
        (code, Some(parameter)),
        "{text}: {error}"
    );
    for lang in Lang::ALL {
        assert!(
            said(&error, *lang).contains(parameter),
            "{text}: {}",
            said(&error, *lang)
        );
    }
    let message = said(&error, Lang::En);
    assert!(message.contains(words), "{text}: {message}");
}

#[test]
fn empty_text_is_the_papers_set_up() {
    for text in [
        "",
        "#",
        "?",
        " \n",
        "v=1",
        "preset=second-law",
        "https://example.org/lab/",
        "https://example.org/?a=b#",
    ] {
        assert_eq!(
            Scenario::parse(text).unwrap(),
            Scenario::default(),
            "{text:?}"
        );
    }
    assert_eq!(Scenario::default().to_text(), "");
}

#[test]
fn defaults_are_those_of_the_documented_table() {
    let documented = [
        ("v", "1"),
        ("preset", "second-law"),
        ("bath", "square-4x4"),
        ("bosons", "4"),
        ("hopping", "1"),
        ("repulsion", "0.1"),
        ("disorder", "0"),
        ("seed", "1"),
        ("attach", "0"),
        ("coupling", "0.1,0.5,1,2"),
        ("potential", "0"),
        ("occupation", "1"),
        ("state", "eigenstate"),
        ("compare", "none"),
        ("beta", "0.1"),
        ("index", ""),
        ("mu", "fitted"),
        ("times", "log:0.01:100:200"),
        ("late", "off"),
        ("levels", "1"),
        ("statistics", "average"),
        ("at", "2"),
        ("turn", "10"),
        ("kick", "0"),
        ("kick-site", "0"),
        ("mismatch", "0"),
        ("panel", "entropy"),
        ("observable", "density"),
        ("epsilon", "0.05"),
        ("family", "none"),
        ("samples", "8"),
        ("currents", "off"),
        ("lang", ""),
        ("theme", "auto"),
        ("embed", "off"),
        ("hide", ""),
    ];
    let values = Scenario::default().values();
    assert_eq!(
        values
            .iter()
            .map(|(key, text)| (*key, text.as_str()))
            .collect::<Vec<_>>(),
        documented
    );
}

#[test]
fn a_value_that_is_given_survives_a_panel_command() {
    let text = |given: &str, panel: &str| {
        let read = Scenario::parse_in_panel(given, panel);
        read.unwrap_or_else(|errors| panic!("{given}: {errors:?}"))
            .to_text()
    };
    // The default of one panel is a value in another, whether the text names its panel or not.
    for given in [
        "family=none",
        "family=none&panel=eth",
        "panel=entropy&family=none",
    ] {
        assert_eq!(text(given, "sizes"), "panel=sizes&family=none", "{given}");
    }
    for given in ["late=off", "preset=fluctuation&late=off"] {
        assert!(text(given, "sizes").contains("late=off"), "{given}");
    }
    assert_eq!(text("", "sizes"), "panel=sizes");
    assert_eq!(
        text("panel=sizes&late=20:100:81", "entropy"),
        "late=20:100:81"
    );
    assert_eq!(
        text("panel=entropy&occupation=1", "fluctuation"),
        "occupation=1&panel=fluctuation"
    );
    let refused = |text: &str, panel: &str| {
        let errors = Scenario::parse_in_panel(text, panel).unwrap_err();
        errors[0].parameter().map(String::from)
    };
    assert_eq!(
        refused("panel=none-such", "sizes").as_deref(),
        Some("panel")
    );
    assert_eq!(refused("", "none-such").as_deref(), Some("panel"));
    assert_eq!(refused("index=3", "sizes").as_deref(), Some("index"));
}

#[test]
fn every_key_is_read() {
    let text = "bath=square-3x4&bosons=3&hopping=1.5&repulsion=-0.25&disorder=2&seed=7&attach=11&coupling=1&potential=0.5\
                &occupation=0.25&state=typical&compare=canonical&index=219&mu=zero&times=lin:0:5:11&late=10:20:5&levels=3&statistics=full&at=3&turn=4&kick=0.5&kick-site=2&mismatch=0.3\
                &panel=reversal&observable=local-state&epsilon=0.1&family=third&samples=4&currents=on&lang=ja&theme=dark&embed=plot&hide=legend,bosons";
    let scenario = Scenario::parse(text).unwrap();
    let expected = Scenario {
        preset: "second-law",
        bath: Shape::from_name("square-3x4").unwrap(),
        bosons: 3,
        hopping: 1.5,
        repulsion: -0.25,
        disorder: 2.0,
        seed: 7,
        attach: 11,
        coupling: vec![1.0],
        potential: 0.5,
        occupation: 0.25,
        state: BathState::Typical,
        compare: Compare::Canonical,
        selection: Selection::Index(219),
        mu: Mu::Zero,
        times: TimeGrid {
            spacing: Spacing::Lin,
            from: 0.0,
            to: 5.0,
            count: 11,
        },
        late: Some(TimeGrid {
            spacing: Spacing::Lin,
            from: 10.0,
            to: 20.0,
            count: 5,
        }),
        levels: 3,
        panel: panels::find("reversal").unwrap(),
        observable: Observable::LocalState,
        epsilon: 0.1,
        family: Family::Third,
        statistics: Statistics::Full,
        at: 3.0,
        kick: 0.5,
        kick_site: 2,
        mismatch: 0.3,
        turn: 4.0,
        samples: 4,
        currents: Currents::On,
        lang: Some(Lang::Ja),
        theme: Theme::Dark,
        embed: Embed::Plot,
        hide: scenario.hide.clone(),
    };
    assert_eq!(scenario, expected);
    assert_eq!(
        scenario
            .hide
            .iter()
            .map(|control| control.id())
            .collect::<Vec<_>>(),
        ["legend", "bosons"]
    );
    assert_eq!(scenario.to_text(), text);
}

#[test]
fn preset_is_read_before_the_other_keys_wherever_it_stands() {
    let scenario = Scenario::parse("bosons=5&preset=integrable-chain").unwrap();
    assert_eq!(
        scenario,
        Scenario::parse("preset=integrable-chain&bosons=5").unwrap()
    );
    assert_eq!(
        (scenario.bath, scenario.bosons),
        (Shape::from_name("chain-16").unwrap(), 5)
    );
    assert_eq!(scenario.to_text(), "preset=integrable-chain&bosons=5");
}

#[test]
fn a_panel_has_defaults_of_its_own_for_what_preset_and_text_leave_open() {
    for (text, occupation, canonical) in [
        ("panel=fluctuation", 0.5, "panel=fluctuation"),
        (
            "occupation=1&panel=fluctuation",
            1.0,
            "occupation=1&panel=fluctuation",
        ),
        ("panel=fluctuation&occupation=0.5", 0.5, "panel=fluctuation"),
        (
            "preset=disorder&panel=fluctuation",
            0.5,
            "preset=disorder&panel=fluctuation",
        ),
        ("preset=fluctuation", 0.5, "preset=fluctuation"),
        (
            "preset=fluctuation&panel=entropy",
            1.0,
            "preset=fluctuation&panel=entropy",
        ),
        (
            "preset=wrong-chemical-potential&panel=reversal",
            0.5,
            "preset=wrong-chemical-potential&panel=reversal",
        ),
        ("occupation=0.5", 0.5, "occupation=0.5"),
    ] {
        let scenario = Scenario::parse(text).unwrap();
        assert_eq!(
            (scenario.occupation, scenario.to_text().as_str()),
            (occupation, canonical),
            "{text}"
        );
    }
    let mut seen = 0;
    for panel in panels::all() {
        for (key, value) in panel.defaults {
            let scenario = Scenario::parse(&format!("panel={panel}")).unwrap();
            let text = Key::find(key).unwrap().text(&scenario);
            assert_eq!(text.as_deref(), Some(*value));
            seen += 1;
        }
    }
    assert!(seen > 4);
}

#[test]
fn a_change_of_panel_takes_its_defaults_along_and_leaves_what_the_reader_set() {
    let panel = |text: &str, panel: &str| {
        let scenario = Scenario::parse(text).unwrap().with("panel", panel).unwrap();
        assert_eq!(Scenario::parse(&scenario.to_text()).unwrap(), scenario);
        scenario.to_text()
    };
    assert_eq!(panel("", "fluctuation"), "panel=fluctuation");
    assert_eq!(panel("panel=fluctuation", "entropy"), "");
    assert_eq!(
        panel("occupation=0.3", "fluctuation"),
        "occupation=0.3&panel=fluctuation"
    );
    assert_eq!(
        panel("occupation=0&panel=fluctuation", "reversal"),
        "occupation=0&panel=reversal"
    );
    assert_eq!(
        panel("preset=fluctuation", "entropy"),
        "preset=fluctuation&panel=entropy"
    );
}

#[test]
fn a_value_equal_to_the_presets_is_not_written() {
    let text = "preset=integrable-chain&bosons=4&repulsion=0.0&beta=2e-1";
    assert_eq!(
        Scenario::parse(text).unwrap().to_text(),
        "preset=integrable-chain"
    );
    // Back at the default, but not at the preset's value.
    assert_eq!(
        Scenario::parse("preset=integrable-chain&beta=0.1")
            .unwrap()
            .to_text(),
        "preset=integrable-chain&beta=0.1"
    );
}

#[test]
fn a_pasted_link_is_read_from_its_fragment() {
    for text in [
        "#beta=0.3",
        "?beta=0.3",
        "beta=0.3&",
        "https://example.org/lab/?x=1#beta=0.3",
        "file:///lab.html#beta=0.3\n",
    ] {
        assert_eq!(
            Scenario::parse(text).unwrap().selection,
            Selection::Beta(0.3),
            "{text}"
        );
    }
}

#[test]
fn percent_encoding_is_decoded() {
    let scenario = Scenario::parse("coupling=0.5%2C1%2c2&%62eta=%30.3").unwrap();
    assert_eq!(
        (scenario.coupling, scenario.selection),
        (vec![0.5, 1.0, 2.0], Selection::Beta(0.3))
    );
}

#[test]
fn bad_encoding_is_refused() {
    for value in ["%", "%4", "%zz", "0%+1", "%ff", "%e3%81", "%C0%80", "%é"] {
        assert_refused(&format!("beta={value}"), "bad-encoding", "beta", "UTF-8");
    }
    assert_refused("b%eta=1", "bad-encoding", "b%eta", "UTF-8");
}

#[test]
fn beta_and_index_exclude_each_other() {
    assert_refused(
        "beta=0.1&index=5",
        "conflict",
        "index",
        "index=5 is not possible beside beta; allowed: one of the two",
    );
    let at_index = Scenario::parse("index=5").unwrap();
    assert_eq!(
        (at_index.selection, at_index.to_text().as_str()),
        (Selection::Index(5), "index=5")
    );
    assert_eq!(at_index.with("beta", "0.1").unwrap(), Scenario::default());
}

#[test]
fn numbers_are_finite_decimals() {
    for value in [
        "nan", "NaN", "inf", "-inf", "infinity", "1e999", "-1e999", "0x10", "+-1", "1,5", "1_000",
        "", "one", "壱", "1e", "--1",
    ] {
        assert_refused(
            &format!("beta={value}"),
            "bad-value",
            "beta",
            "a decimal number from -100 to 100",
        );
    }
    for value in ["0.1,,1", "0.1,,2", "1e999", "0.1,nan", "-0.1", "100.1", ""] {
        assert_refused(
            &format!("coupling={value}"),
            "bad-value",
            "coupling",
            "1 to 32 decimal numbers from 0 to 100",
        );
    }
    assert_refused(
        &format!("coupling={}1", "1,".repeat(32)),
        "bad-value",
        "coupling",
        "1 to 32",
    );
    for (text, value) in [
        ("+0.5", 0.5_f64),
        (".5", 0.5),
        ("5e-1", 0.5),
        ("-0", 0.0),
        ("1.", 1.0),
        (" 2 ", 2.0),
    ] {
        let Selection::Beta(beta) = Scenario::parse(&format!("beta={text}")).unwrap().selection
        else {
            panic!("{text}")
        };
        assert_eq!(beta.to_bits(), value.to_bits(), "{text}");
    }
}

#[test]
fn integers_are_whole() {
    for value in [
        "4.0",
        "4.5",
        "-1",
        "+4",
        "4e0",
        "",
        "99999999999999999999999",
    ] {
        assert_refused(
            &format!("bosons={value}"),
            "bad-value",
            "bosons",
            "a whole number from 1 to 15 (for bath=square-4x4)",
        );
    }
    assert_refused(
        "seed=9007199254740992",
        "bad-value",
        "seed",
        "a whole number from 0 to 9007199254740991",
    );
    assert_eq!(
        Scenario::parse("seed=9007199254740991").unwrap().seed,
        (1 << 53) - 1
    );
}

#[test]
fn ranges_are_kept() {
    for (text, key, allowed) in [
        ("hopping=0", "hopping", "above 0, at most 100"),
        ("hopping=-1", "hopping", "above 0, at most 100"),
        ("disorder=-0.1", "disorder", "from 0 to 100"),
        ("occupation=1.0001", "occupation", "from 0 to 1"),
        ("occupation=-0.1", "occupation", "from 0 to 1"),
        ("at=0", "at", "above 0"),
        ("turn=0", "turn", "above 0"),
        ("epsilon=0", "epsilon", "above 0, at most 1"),
        ("samples=0", "samples", "from 1 to 1000"),
        ("samples=1001", "samples", "from 1 to 1000"),
        ("v=0", "v", "allowed: 1"),
        ("late=", "late", "or off"),
        ("late=20:100", "late", "from:to:count"),
        ("late=100:20:81", "late", "from < to"),
        ("late=20:100:1", "late", "from 2 to 100000"),
        ("late=lin:20:100:81", "late", "from:to:count"),
        ("late=20:1e7:81", "late", "1000000"),
        ("levels=0", "levels", "from 1 to 100"),
        ("levels=101&panel=sizes", "levels", "from 1 to 100"),
        ("levels=", "levels", "from 1 to 100"),
        (
            "levels=37&panel=sizes&family=none&bath=square-3x3&bosons=2",
            "levels",
            "from 1 to 36 (for bath=square-3x3, bosons=2)",
        ),
        (
            "levels=2&panel=sizes&state=typical",
            "levels",
            "1 with state=typical",
        ),
        ("state=canonic", "state", "eigenstate, canonical, typical"),
        ("panel=", "panel", "light-cone"),
        ("lang=fr", "lang", "allowed: en, ja"),
        ("preset=nothing", "preset", "second-law, long-times"),
        ("hide=legend,legend", "hide", "each once"),
        ("hide=everything", "hide", "legend"),
    ] {
        assert_refused(text, "bad-value", key, allowed);
    }
}

#[test]
fn a_link_of_a_newer_version_is_named_as_such() {
    for text in ["v=2", "v=10&bosons=3"] {
        assert_refused(text, "newer", "v", "made by a newer version");
    }
}

#[test]
fn only_a_text_that_begins_as_an_address_is_one() {
    // Without a fragment, as some programs pass links on, its query is the set-up.
    let (scenario, errors) = Scenario::read("https://example.org/lab/?bosons=3");
    assert_eq!((scenario.bosons, errors.len()), (3, 0));
    let (scenario, errors) = Scenario::read("bosons=3&hide=https://example.org/");
    assert_eq!(scenario.bosons, 3);
    assert!(matches!(&errors[..], [error] if error.parameter() == Some("hide")));
}

#[test]
fn parameters_must_fit_the_lattice() {
    for (text, key, allowed) in [
        ("bosons=17", "bosons", "from 1 to 15 (for bath=square-4x4)"),
        ("bosons=16", "bosons", "from 1 to 15"),
        ("bosons=0", "bosons", "from 1 to 15"),
        ("attach=99", "attach", "from 0 to 15"),
        ("attach=16", "attach", "from 0 to 15"),
        ("kick-site=16", "kick-site", "from 0 to 15"),
        (
            "index=1820",
            "index",
            "from 0 to 1819 (for bath=square-4x4, bosons=4)",
        ),
        ("state=canonical&index=1820", "index", "from 0 to 1819"),
        ("bath=square-0x4", "bath", "2 to 30 sites"),
        ("bath=square-4x0", "bath", "2 to 30 sites"),
        ("bath=square-1x1", "bath", "2 to 30 sites"),
        ("bath=square-4", "bath", "square-LxxLy"),
        ("bath=square-4x4x4", "bath", "square-LxxLy"),
        ("bath=square--4x4", "bath", "square-LxxLy"),
        ("bath=chain-0", "bath", "chain-L"),
        ("bath=chain-", "bath", "chain-L"),
        ("bath=cube-3", "bath", "chain-L"),
    ] {
        assert_refused(text, "bad-value", key, allowed);
    }
    for text in [
        "bosons=15",
        "attach=15",
        "index=1819",
        "bath=square-1x2&bosons=1",
        "bath=chain-30&bosons=1",
    ] {
        Scenario::parse(text).expect(text);
    }
}

#[test]
fn too_large_a_bath_is_refused_with_what_would_fit() {
    assert_refused(
        "bath=square-9x9",
        "too-large",
        "bath",
        "more than 30 sites. What fits: bath=square-5x5 with bosons=4",
    );
    assert_refused("bath=chain-31", "too-large", "bath", "more than 30 sites");
    assert_refused(
        "bath=square-99999999999999999999x99999999999999999999",
        "too-large",
        "bath",
        "more than 30 sites",
    );
    assert_refused(
        "bath=square-5x5&bosons=5&index=7",
        "too-large",
        "bath",
        "with 5 bosons it has a symmetry block of 13283 states, and all levels are found up to 5000. \
         What fits: bath=square-5x5 with bosons=4, or bath=square-4x4 with bosons=5",
    );
    assert_refused(
        "bath=square-5x5&bosons=8",
        "too-large",
        "bath",
        "one eigenstate is found in up to 30000. What fits: bath=square-5x5 with bosons=6",
    );
    assert_refused(
        "bath=square-5x6&bosons=9&state=typical",
        "too-large",
        "bath",
        "at most 8000000 can be evolved",
    );
    for text in [
        "bosons=6",
        "bosons=8&state=typical",
        "bosons=9&state=typical",
        "bosons=6&disorder=1&state=typical",
    ] {
        Scenario::parse(&format!("bath=square-5x5&{text}")).unwrap();
    }
    // Matrices of all that may be evolved, and of the bath with one boson more, have at most the 2^24 columns that an
    // entry's 24 bits number.
    let above = limits::states(30, 9).max(limits::TOTAL_STATES);
    assert!(above <= 1 << 24);
    // 5,311,735 states fit alone, and not with the 3,124,550 of an empty system beside them.
    assert_refused(
        "bath=square-5x5&bosons=9&state=typical&occupation=0.5",
        "too-large",
        "bath",
        "bath and system have 8436285 states",
    );
    // The largest case that must run: 4x4 with 8 bosons, 12,870 states.
    Scenario::parse("bosons=8").unwrap();
}

#[test]
fn what_would_fit_does_fit() {
    for (bath, bosons) in [
        ("square-9x9", 4),
        ("square-5x5", 12),
        ("chain-30", 20),
        ("chain-29", 12),
        ("square-6x6", 20),
    ] {
        let error = error(&format!("bath={bath}&bosons={bosons}"));
        let message = said(&error, Lang::En);
        let (_, fits) = message.split_once("What fits: ").expect("what fits");
        for choice in fits.split(", or ") {
            Scenario::parse(&choice.replace(" with ", "&")).expect(choice);
        }
    }
}

#[test]
fn a_family_is_refused_where_one_of_its_baths_cannot_stand_beside_the_scenarios_own() {
    for (text, code, parameter, words) in [
        (
            "panel=sizes&attach=12",
            "bad-value",
            "family",
            "square-3x3 has no site at the place of attach=12",
        ),
        (
            "panel=eth&family=half&attach=3",
            "bad-value",
            "family",
            "square-2x3 has no site",
        ),
        (
            "panel=sizes&bath=chain-12&attach=10",
            "bad-value",
            "family",
            "chain-9 has no site",
        ),
        (
            "panel=eth&family=quarter-large&disorder=1",
            "too-large",
            "family",
            "disorder=0",
        ),
        ("panel=sizes&index=3", "bad-value", "index", "choose beta"),
    ] {
        assert_refused(text, code, parameter, words);
        let (scenario, _) = Scenario::read(text);
        assert_eq!(Scenario::parse(&scenario.to_text()), Ok(scenario), "{text}");
    }
    // Nothing that was not asked for runs in its place.
    let (scenario, errors) = Scenario::read("panel=sizes&attach=12&theme=dark");
    assert_eq!(scenario.to_text(), "theme=dark");
    let named: Vec<_> = errors.iter().filter_map(Error::parameter).collect();
    assert_eq!(named, ["family"]);
    // Another panel leaves the family alone, and a form that would enter this one says why it cannot.
    let alone = Scenario::parse("attach=12&family=half").unwrap();
    let refused = alone.with("panel", "sizes").unwrap_err();
    assert_eq!(refused[0].parameter(), Some("family"));
    assert!(Scenario::parse("panel=sizes&family=none&attach=12").is_ok());
}

#[test]
fn whatever_is_read_can_be_planned_and_estimated() {
    for preset in presets::PRESETS {
        for family in Family::ALL {
            for attach in [0, 3, 12, 29] {
                for panel in ["eth", "sizes"] {
                    let id = preset.id;
                    let text = format!("preset={id}&panel={panel}&family={family}&attach={attach}");
                    let (scenario, _) = Scenario::read(&text);
                    assert_eq!(
                        Scenario::parse(&scenario.to_text()),
                        Ok(scenario.clone()),
                        "{text}"
                    );
                    let plan = panels::of(&scenario).plan(&scenario);
                    assert!(!plan.tasks.is_empty(), "{text}");
                    assert!(Estimate::of(&plan, 8).seconds > 0.0, "{text}");
                }
            }
        }
    }
}

#[test]
fn more_errors_than_a_reader_takes_in_are_counted() {
    for count in [1, limits::ERRORS, limits::ERRORS + 1, 1000] {
        let names = (0..count).map(|name| format!("x{name}=1&"));
        let (scenario, errors) = Scenario::read(&names.collect::<String>());
        assert_eq!(scenario, Scenario::default());
        let named = count.min(limits::ERRORS);
        assert!(errors[..named]
            .iter()
            .all(|error| error.code() == "unknown-key"));
        match count - named {
            0 => assert_eq!(errors.len(), named),
            count => assert_eq!(errors[named..], [Error::More { count }]),
        }
    }
    let one = Error::More { count: 1 };
    assert_eq!(said(&one, Lang::En), "and one more");
    assert_eq!(said(&one, Lang::Ja), "ほか1件");
}

#[test]
fn times_are_checked() {
    for value in [
        "log:0:10:5",
        "log:-1:10:5",
        "log:1:1:5",
        "log:2:1:5",
        "lin:-1:1:5",
        "log:1:10:0",
        "log:1:10:100001",
        "log:1:10:5.0",
        "log:1:10",
        "log:1:10:5:6",
        "exp:1:10:5",
        "log:nan:10:5",
        "log:1:inf:5",
        "lin:0:1000001:5",
        "log:1:1e999:5",
        "",
        // No double lies between these ends.
        "lin:1:1.0000000000000002:5",
    ] {
        assert_refused(
            &format!("times={value}"),
            "bad-value",
            "times",
            "count a whole number from 1 to 100000",
        );
    }
}

#[test]
fn times_include_both_ends_and_one_time_is_the_first() {
    let times = |text: &str| Scenario::parse(text).unwrap().times.values();
    assert_eq!(times("times=lin:0:2:5"), [0.0, 0.5, 1.0, 1.5, 2.0]);
    assert_eq!(times("times=log:3:7:1"), [3.0]);
    let decades = times("times=log:0.01:100:5");
    for (time, exact) in decades.iter().zip([0.01, 0.1, 1.0, 10.0, 100.0]) {
        assert!((time / exact - 1.0).abs() < 1e-14, "{time}");
    }
    assert_eq!((decades[0], decades[4]), (0.01, 100.0));
    assert_eq!(times("times=log:0.01:100:100000").len(), 100_000);
}

#[test]
fn rubbish_is_named() {
    assert_refused(
        "temperature=1",
        "unknown-key",
        "temperature",
        "there is no parameter temperature.",
    );
    assert_refused(
        "coupeling=1",
        "unknown-key",
        "coupeling",
        "did you mean coupling?",
    );
    assert_refused("=1", "unknown-key", "", "no parameter");
    assert_refused("beta", "missing-value", "beta", "key=value");
    assert_refused(
        "beta=0.1&beta=0.2",
        "duplicate-key",
        "beta",
        "more than once",
    );
    assert_refused(
        "preset=disorder&preset=torus",
        "duplicate-key",
        "preset",
        "more than once",
    );
    assert_refused("beta=0.1=0.2", "bad-value", "beta", "0.1=0.2");
}

#[test]
fn too_long_a_text_is_refused_and_the_page_still_opens() {
    for text in [
        "x".repeat(1_000_000),
        format!("beta=0.1{}", "&".repeat(limits::TEXT)),
        "あ".repeat(limits::TEXT + 1),
    ] {
        let (scenario, errors) = Scenario::read(&text);
        assert_eq!(scenario, Scenario::default());
        assert_eq!(
            errors,
            [Error::TooLong {
                length: text.chars().count(),
                limit: limits::TEXT
            }]
        );
    }
    assert_eq!(
        Scenario::parse(&format!("beta=0.1{}", "&".repeat(limits::TEXT - 8))).unwrap(),
        Scenario::default()
    );
}

#[test]
fn a_long_value_is_cut_in_the_message() {
    let message = said(&error(&format!("beta={}", "あ".repeat(5000))), Lang::En);
    assert!(
        message.contains('…') && message.chars().count() < 200,
        "{message}"
    );
}

#[test]
fn reading_reports_all_that_is_wrong_and_runs_no_mixture() {
    let (scenario, errors) = Scenario::read(
        "preset=integrable-chain&beta=nan&repulsion=1&nonsense=1&attach=99&mu=zero&mu=fitted&x",
    );
    let named: Vec<_> = errors
        .iter()
        .map(|error| (error.code(), error.parameter().unwrap()))
        .collect();
    assert_eq!(
        named,
        [
            ("unknown-key", "nonsense"),
            ("duplicate-key", "mu"),
            ("missing-value", "x"),
            ("bad-value", "beta"),
            ("bad-value", "attach"),
        ]
    );
    assert_eq!(scenario, Scenario::default());
}

#[test]
fn values_that_do_not_fit_together_run_as_another_set_up_whole() {
    for text in [
        "bosons=17&beta=0.2",
        "bath=square-9x9&beta=0.2",
        "bath=square-9x9&attach=80",
        "bath=square-2x2&bosons=5&kick=1",
        "bath=chain-14&bosons=7&index=3431&attach=13&bosons=2",
        "bath=square-5x6&bosons=15",
        "index=1820",
    ] {
        let (scenario, errors) = Scenario::read(text);
        assert!(!errors.is_empty(), "{text}");
        assert_eq!(scenario, Scenario::default(), "{text}: {errors:?}");
    }
}

#[test]
fn one_key_is_set_as_in_the_form() {
    let scenario =
        Scenario::parse("repulsion=1&lang=ja&theme=dark&embed=plot&hide=legend").unwrap();
    assert_eq!(
        scenario.with("beta", " 0.5 ").unwrap().selection,
        Selection::Beta(0.5)
    );
    assert_eq!(
        scenario.with("preset", "disorder").unwrap().to_text(),
        "preset=disorder&lang=ja&theme=dark&embed=plot&hide=legend"
    );
    assert_eq!(scenario.with("lang", "").unwrap().lang, None);
    assert_eq!(scenario.with("hide", "").unwrap().hide, []);
    for (key, value, code) in [
        ("beta", "nan", "bad-value"),
        ("attach", "16", "bad-value"),
        ("bath", "chain-4", "bad-value"),
        ("bath", "square-9x9", "too-large"),
        ("betta", "1", "unknown-key"),
    ] {
        let errors = scenario.with(key, value).unwrap_err();
        assert_eq!(
            errors.iter().map(Error::code).collect::<Vec<_>>(),
            [code],
            "{key}={value}"
        );
    }
}

#[test]
fn ranges_follow_the_set_up() {
    let ranges = Scenario::parse("bath=chain-6&bosons=2").unwrap().ranges();
    let range = |name| {
        ranges
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, range)| *range)
    };
    assert_eq!(range("bosons"), Some((1.0, 5.0)));
    assert_eq!(range("index"), Some((0.0, 14.0)));
    assert_eq!(range("occupation"), Some((0.0, 1.0)));
    assert_eq!(range("state"), None);
}

#[test]
fn every_preset_is_valid_canonical_and_described() {
    for preset in presets::PRESETS {
        let scenario = Scenario::parse(preset.text).expect(preset.id);
        assert_eq!(scenario.to_text(), preset.text, "{}", preset.id);
        assert_eq!(
            preset.scenario().to_text(),
            if preset.id == "second-law" {
                String::new()
            } else {
                format!("preset={}", preset.id)
            }
        );
        assert_eq!(
            Scenario::parse(&format!("preset={}", preset.id)).unwrap(),
            preset.scenario()
        );
        for field in ["title", "blurb"] {
            let text = format!("preset.{}.{field}", preset.id);
            assert!(is_japanese(Words::of(Lang::Ja).text(&text)), "{text}");
            assert_ne!(Words::of(Lang::En).text(&text), text);
        }
    }
}

#[test]
fn every_key_says_what_it_means_in_both_languages() {
    for key in KEYS {
        assert_eq!(Key::find(key.name).unwrap().name, key.name);
        let meaning = format!("parameter.{}.meaning", key.name);
        let english = Words::of(Lang::En).text(&meaning);
        assert!(
            english.is_ascii() || english.contains(['−', '·', 'β']),
            "{}: {english}",
            key.name,
        );
        assert_ne!(english, meaning);
        assert!(is_japanese(Words::of(Lang::Ja).text(&meaning)), "{meaning}");
        for lang in Lang::ALL {
            let words = Words::of(*lang);
            assert!(
                schema::help(words).contains(words.text(&meaning)),
                "{}",
                key.name
            );
            assert!(
                schema::markdown(words).contains(&format!("| `{}` |", key.name)),
                "{}",
                key.name
            );
        }
    }
}

fn is_japanese(text: &str) -> bool {
    text.chars()
        .any(|c| ('\u{3040}'..='\u{30ff}').contains(&c) || ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn sliders_and_defaults_lie_in_the_allowed_range() {
    use schema::{FormControl, ParameterKind};
    for key in KEYS {
        let (min, max) = match key.control {
            FormControl::Slider { min, max, step } => {
                assert!(step > 0.0 && step < max - min, "{}", key.name);
                (min, max)
            }
            FormControl::Decades { min, max } => {
                assert!(min > 0.0, "{}", key.name);
                (min, max)
            }
            FormControl::Number { .. }
            | FormControl::Select
            | FormControl::Field
            | FormControl::Hidden => continue,
        };
        assert!(min < max, "{}", key.name);
        let (lowest, highest) = match key.kind {
            ParameterKind::Integer { min, max, .. } => (min as f64, max as f64),
            ParameterKind::Number { range, .. } | ParameterKind::Numbers { range, .. } => {
                (range.min, range.max)
            }
            ParameterKind::Choice { .. }
            | ParameterKind::Preset
            | ParameterKind::Panel
            | ParameterKind::Bath
            | ParameterKind::Times
            | ParameterKind::Late
            | ParameterKind::Controls => {
                panic!("{} has a slider and no numbers", key.name)
            }
        };
        assert!(lowest <= min && max <= highest, "{}", key.name);
    }
}

#[test]
fn the_form_gets_every_key_as_json() {
    let schema = serde_json::to_value(schema::form()).unwrap();
    let keys: Vec<_> = schema
        .as_array()
        .unwrap()
        .iter()
        .map(|key| key["key"].as_str().unwrap())
        .collect();
    assert_eq!(keys, KEYS.iter().map(|key| key.name).collect::<Vec<_>>());
    let bosons = &schema[3];
    assert_eq!(
        (&bosons["type"], &bosons["min"], &bosons["max"]),
        (&"integer".into(), &1.0.into(), &29.0.into())
    );
    assert_eq!(
        (&bosons["default"], &bosons["control"]["type"]),
        (&"4".into(), &"slider".into())
    );
    assert!(!schema.to_string().contains("label"), "names, and no words");
    let listed = serde_json::to_value(schema::preset_list()).unwrap();
    assert_eq!(listed[1]["text"], "preset=long-times");
}

#[test]
fn errors_are_data_for_the_page() {
    let json = serde_json::to_value(error("beta=nan")).unwrap();
    assert_eq!(
        (&json["code"], &json["parameter"], &json["given"]),
        (&"bad-value".into(), &"beta".into(), &"nan".into())
    );
    assert_eq!(json["message"]["key"], "error.bad-value");
    let arguments = &json["message"]["arguments"];
    assert_eq!(arguments["name"], "beta");
    assert_eq!(arguments["allowed"]["key"], "allowed.number");
    assert_eq!(
        arguments["allowed"]["arguments"]["range"]["arguments"]["min"],
        "-100"
    );
    let error = error("beta=nan");
    assert!(said(&error, Lang::En).starts_with("beta=nan is not possible"));
    assert!(said(&error, Lang::Ja).starts_with("beta=nan は"));
}

#[test]
fn number_of_states_is_the_binomial_coefficient() {
    assert_eq!(
        [0, 1, 2, 3, 4, 5].map(|k| limits::states(4, k)),
        [1, 4, 6, 4, 1, 0]
    );
    assert_eq!(
        [
            limits::states(16, 4),
            limits::states(17, 5),
            limits::states(30, 15)
        ],
        [1820, 6188, 155_117_520]
    );
    for n in 1..=60 {
        for k in 1..=n {
            assert_eq!(
                limits::states(n, k),
                limits::states(n - 1, k - 1) + limits::states(n - 1, k),
                "C({n},{k})"
            );
        }
    }
}

/// A number in the range: of few digits, of many, or close to 0.
fn number(range: std::ops::RangeInclusive<f64>) -> impl Strategy<Value = String> {
    let (min, max) = range.into_inner();
    (min..=max, 0..3).prop_map(move |(x, style)| {
        let x = match style {
            0 => (x * 8.0).round() / 8.0,
            1 => x,
            _ => x * 1e-9,
        };
        format!("{:?}", x.clamp(min, max))
    })
}

fn one_of(names: Vec<&'static str>) -> impl Strategy<Value = String> {
    prop::sample::select(names).prop_map(String::from)
}

/// A value that fits the key alone, as text.
fn value(key: &'static Key) -> BoxedStrategy<String> {
    use schema::ParameterKind;
    match &key.kind {
        ParameterKind::Integer {
            min,
            max,
            bound: None,
            ..
        } => (*min..=*max).prop_map(|x| x.to_string()).boxed(),
        ParameterKind::Integer { min, .. } => (*min..=20).prop_map(|x| x.to_string()).boxed(),
        ParameterKind::Number { range, .. } => {
            let min = if range.min_excluded { 1e-12 } else { range.min };
            number(min..=range.max).boxed()
        }
        ParameterKind::Numbers { range, longest, .. } => {
            prop::collection::vec(number(range.min..=range.max), 1..=*longest)
                .prop_map(|list| list.join(","))
                .boxed()
        }
        ParameterKind::Choice { names, .. } => one_of(names.to_vec()).boxed(),
        ParameterKind::Panel => {
            one_of(panels::all().iter().map(|panel| panel.id).collect()).boxed()
        }
        ParameterKind::Preset => {
            one_of(presets::PRESETS.iter().map(|preset| preset.id).collect()).boxed()
        }
        ParameterKind::Bath => prop_oneof![
            (1_usize..=6, 1_usize..=5).prop_map(|(lx, ly)| format!("square-{lx}x{ly}")),
            (1_usize..=32).prop_map(|length| format!("chain-{length}")),
        ]
        .boxed(),
        ParameterKind::Times => (
            one_of(vec!["log", "lin"]),
            number(1e-12..=1e3),
            1.001e3..=1e6,
            1..300,
        )
            .prop_map(|(spacing, from, to, count)| format!("{spacing}:{from}:{to:?}:{count}"))
            .boxed(),
        ParameterKind::Late => (0.0..=1e3, 1.001e3..=1e6, 2..300)
            .prop_map(|(from, to, count)| format!("{from:?}:{to:?}:{count}"))
            .boxed(),
        ParameterKind::Controls => prop::sample::subsequence(
            schema::hideable()
                .map(|control| control.id())
                .collect::<Vec<_>>(),
            0..6,
        )
        .prop_map(|names| names.join(","))
        .boxed(),
    }
}

/// A text of a random choice of keys in random order, each value fit alone.
fn settings() -> impl Strategy<Value = String> {
    let settings: Vec<_> = KEYS
        .iter()
        .map(|key| value(key).prop_map(move |value| format!("{}={value}", key.name)))
        .collect();
    settings
        .prop_flat_map(|all| prop::sample::subsequence(all, 0..=KEYS.len()))
        .prop_shuffle()
        .prop_map(|parts| parts.join("&"))
}

/// Text that looks like a scenario and mostly is none.
fn rubbish() -> impl Strategy<Value = String> {
    let key = prop_oneof![
        4 => one_of(KEYS.iter().map(|key| key.name).collect()),
        1 => "\\PC{0,8}",
    ];
    let value = prop_oneof![
        "[0-9.,:e%+-]{0,12}",
        "(log|lin):[0-9.e-]{1,4}:[0-9.e-]{1,4}:[0-9]{1,6}",
        "(square|chain)-[0-9]{1,3}(x[0-9]{1,3})?",
        "[0-9]{1,3}",
        "\\PC{0,8}",
    ];
    prop::collection::vec(
        (key, value).prop_map(|(key, value)| format!("{key}={value}")),
        0..12,
    )
    .prop_map(|parts| parts.join("&"))
}

/// The scenario of a text without the settings that do not fit the others.
fn loosened(text: &str) -> Scenario {
    let mut parts: Vec<&str> = text.split('&').collect();
    loop {
        let errors = match Scenario::parse(&parts.join("&")) {
            Ok(scenario) => return scenario,
            Err(errors) => errors,
        };
        let wrong = |part: &str| {
            let name = part.split('=').next();
            errors.iter().any(|error| error.parameter() == name)
        };
        let before = parts.len();
        parts.retain(|part| !wrong(part));
        // Where a default is at fault, the last of what was asked for goes.
        if parts.len() == before {
            parts.pop();
        }
    }
}

proptest! {
    #[test]
    fn canonical_text_reads_back_to_the_same_scenario(text in settings()) {
        let scenario = loosened(&text);
        let canonical = scenario.to_text();
        let again = Scenario::parse(&canonical);
        prop_assert_eq!(again.as_ref(), Ok(&scenario));
        prop_assert_eq!(again.unwrap().to_text(), canonical);
    }

    #[test]
    fn values_read_back_one_by_one(text in settings()) {
        let scenario = loosened(&text);
        for (key, value) in scenario.values().into_iter().filter(|(_, value)| !value.is_empty()) {
            if key != "preset" {
                prop_assert_eq!(scenario.with(key, &value), Ok(scenario.clone()), "{}={}", key, value);
            }
        }
    }

    #[test]
    fn a_valid_value_is_taken_as_given(text in settings()) {
        // Nothing is clamped: without an error, every written value is the one the scenario has.
        if let Ok(scenario) = Scenario::parse(&text) {
            for part in text.split('&').filter(|part| !part.is_empty()) {
                let (key, value) = part.split_once('=').unwrap();
                let key = Key::find(key).unwrap();
                let mut again = scenario.clone();
                key.set(&mut again, value).unwrap();
                prop_assert_eq!(key.text(&again), key.text(&scenario), "{}", part);
            }
        }
    }

    #[test]
    fn any_text_gives_a_valid_scenario(text in prop_oneof![rubbish(), "\\PC*", any::<String>(), settings()]) {
        let (scenario, errors) = Scenario::read(&text);
        prop_assert_eq!(Scenario::parse(&scenario.to_text()), Ok(scenario.clone()));
        prop_assert_eq!(Scenario::parse(&text), if errors.is_empty() { Ok(scenario.clone()) } else { Err(errors) });
        prop_assert!(limits::fits(&scenario));
        prop_assert!(scenario.times.values().windows(2).all(|pair| pair[0] < pair[1]));
    }
}

/// How decimals are read; the package's test holds the browser's reading to the same table.
#[test]
fn decimals_are_read_to_the_nearest_double_and_nothing_else_is() {
    let table: Vec<(String, Option<String>)> =
        serde_json::from_str(include_str!("../../../tests/decimals.json")).unwrap();
    for (given, expected) in table {
        let (scenario, errors) = Scenario::read(&format!("potential={given}"));
        let mut values = scenario.values().into_iter();
        let own = values.find(|(name, _)| *name == "potential");
        let found = own.map(|(_, text)| text).filter(|_| errors.is_empty());
        assert_eq!(found, expected, "{given}");
    }
}
