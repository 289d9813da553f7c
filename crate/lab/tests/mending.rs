//! Links as the world hands them on: what can mean one set-up only is read as that one, and nothing else is changed.

use proptest::prelude::*;
use second_law_lab::scenario::campaign::{self, is_campaign};
use second_law_lab::scenario::schema::KEYS;
use second_law_lab::scenario::{presets, Scenario};

/// Set-ups with every kind of value that a text can hold.
const SETUPS: [&str; 15] = [
    "bath=square-2x3&bosons=2",
    "bath=square-2x3&bosons=2&embed=plot",
    "preset=disorder",
    "preset=integrable-chain&coupling=0.2,0.8",
    "bath=torus-3x3&bosons=3&coupling=0.5&times=lin:0:5:51",
    "bath=chain-6&bosons=3&attach=2&repulsion=-0.3&beta=-1.5",
    "bath=square-3x3&bosons=3&index=5&mu=zero",
    "panel=light-cone&bath=square-3x4&bosons=4&coupling=1",
    "panel=reversal&turn=5&kick=3.141592653589793&kick-site=3&coupling=1",
    "panel=eth&bath=triangular-3x3&bosons=3&observable=pair",
    "panel=all-eigenstates&occupation=0.3&at=2",
    "times=log:1e-3:100:40&potential=-2.5e1&seed=9007199254740991",
    "hide=legend,numbers&lang=ja&theme=dark&compare=canonical",
    "state=typical&samples=3&disorder=1&seed=7",
    "bath=square-2x2&bosons=1&currents=on",
];

fn each(text: &str, change: impl Fn(char) -> String) -> String {
    text.chars().map(change).collect()
}

fn percent_encoded(text: &str) -> String {
    let encoded = |byte: u8| match byte.is_ascii_alphanumeric() {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    text.bytes().map(encoded).collect()
}

fn full_width(text: &str) -> String {
    let wide = |c: char| match c.is_ascii_graphic() {
        true => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
        false => c,
    };
    text.chars().map(wide).collect()
}

/// Between the sides of a lattice alone: elsewhere an x is a letter.
fn with_times_sign(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let digit = |place: usize| letters.get(place).is_some_and(char::is_ascii_digit);
    let sign =
        |place: usize| letters[place] == 'x' && place > 0 && digit(place - 1) && digit(place + 1);
    (0..letters.len())
        .map(|place| if sign(place) { '×' } else { letters[place] })
        .collect()
}

/// As quoted-printable, with the end of a line after every ninth sign and the breaks gone; no end tears an escape apart.
fn broken(text: &str) -> String {
    // Of any other sign quoted-printable makes several, and lines are broken already.
    if !text.is_ascii() || text.contains('\n') {
        return text.to_string();
    }
    let signs: Vec<String> = each(text, |c| format!("{c}\n").replace('=', "=3D"))
        .lines()
        .map(str::to_string)
        .collect();
    let lines: Vec<String> = signs.chunks(9).map(|line| line.concat()).collect();
    lines.join("=")
}

/// The texts that one set-up's may have become, each by the name of what was done.
fn damaged(text: &str) -> Vec<(&'static str, String)> {
    let mut all = vec![
        ("percent", percent_encoded(text)),
        ("percent twice", percent_encoded(&percent_encoded(text))),
        (
            "percent three times",
            percent_encoded(&percent_encoded(&percent_encoded(text))),
        ),
        ("ampersands", text.replace('&', "%26")),
        ("equals signs", text.replace('=', "%3D")),
        ("commas twice", text.replace(',', "%252C")),
        ("HTML", text.replace('&', "&amp;")),
        ("HTML, by number", text.replace('&', "&#038;")),
        ("HTML, by another number", text.replace('&', "&#x26;")),
        ("HTML twice", text.replace('&', "&amp;amp;")),
        ("HTML without its end", text.replace("&times=", "×=")),
        (
            "HTML that was saved with that",
            text.replace("&times=", "&times;="),
        ),
        (
            "HTML without another end",
            text.replace("&currents=", "¤ts="),
        ),
        (
            "HTML that was saved with that, too",
            text.replace("&currents=", "&curren;ts="),
        ),
        ("what JSON escapes", text.replace('&', "\\u0026")),
        (
            "JSON of a careful program",
            text.replace('&', "\\u0026").replace('=', "\\u003D"),
        ),
        ("full width", full_width(text)),
        ("capitals", text.to_uppercase()),
        (
            "a capital",
            each(text, |c| c.to_string()).replacen('b', "B", 1),
        ),
        ("en dash", text.replace('-', "–")),
        ("minus sign", text.replace('-', "\u{2212}")),
        ("hyphen that does not break", text.replace('-', "\u{2011}")),
        ("long vowel", text.replace('-', "ー")),
        ("sign of multiplication", with_times_sign(text)),
        ("Japanese comma", text.replace(',', "、")),
        (
            "quoted-printable",
            text.replace('=', "=3D").replace("&b", "&=\r\nb"),
        ),
        (
            "quoted-printable whose breaks an address lost",
            broken(text),
        ),
        ("byte order mark", format!("\u{feff}{text}")),
        ("spaces", text.replace('&', " & ").replace('=', " = ")),
        ("lines", text.replace('&', "&\n")),
        ("lines in place of ampersands", text.replace('&', "\r\n")),
        ("mail", text.replace('&', "&\r\n> ")),
        ("another sign", format!("#{text}")),
        ("two signs", format!("##{text}")),
        ("a slash", format!("#/{text}")),
        ("an exclamation mark", format!("#!{text}")),
        ("an anchor", format!("{text}#top")),
        ("words to find", format!("{text}:~:text=entropy")),
        ("a query", format!("?{text}")),
        ("a link", format!("https://example.org/lab/#{text}")),
        (
            "a link with a query",
            format!("https://example.org/lab/?{text}"),
        ),
        (
            "a link with both",
            format!("https://example.org/lab/?utm_source=mail#{text}"),
        ),
        (
            "a query and an anchor",
            format!("https://example.org/lab/?{text}#top"),
        ),
        (
            "an address without its scheme",
            format!("example.org/lab/#{text}"),
        ),
        (
            "a campaign",
            format!("{text}&utm_source=news&utm_medium=e-mail&fbclid=IwAR0_x-y"),
        ),
        (
            "a campaign before",
            format!("utm_source=news&gclid=1&{text}"),
        ),
        (
            "a campaign whose names begin with a line",
            format!("_ga=2.1&{text}&__hstc=1&_ke=abc&Echobox=17"),
        ),
        (
            "a query and a campaign",
            format!("https://example.org/lab/?{text}#utm_source=mail&Echobox=17"),
        ),
        (
            "the page's looks before those of the query",
            match text.contains("lang=") {
                true => format!(
                    "https://example.org/lab/?{}#lang=ja",
                    text.replace("lang=ja", "lang=en")
                ),
                false => format!("https://example.org/lab/?{text}#utm_source=mail"),
            },
        ),
        (
            "the page of another set-up",
            format!("https://example.org/lab/ja/presets/torus/#{text}"),
        ),
        ("twice the same", format!("{text}&{text}")),
        (
            "a key of the second part as a query",
            text.replacen('&', "?", 1),
        ),
    ];
    let source = [
        "\"></a>",
        "\" target=\"_blank\">link</a>",
        "<br>",
        "</p>\n<p>2 more",
        "\"}]",
        "\", \"next\": 3",
    ];
    all.extend(source.map(|end| ("the rest of a page's source", format!("{text}{end}"))));
    let stuck = [
        ".", ",", ")", "]", ">", "\"", "'", "”", "’", "。", "」", "、", "）", "…", ";", "!", "?",
        "#", "*", "_", " .", ".)", "»", "\u{200b}",
    ];
    all.extend(stuck.map(|end| ("what stuck to its end", format!("{text}{end}"))));
    let before = ["(", "<", "\"", "“", "「", "（", "*", "«", "\u{200e}"];
    all.extend(before.map(|start| ("what stuck to its beginning", format!("{start}{text}"))));
    all.extend(before.map(|start| ("brackets", format!("{start}{text})"))));
    all
}

#[test]
fn what_can_mean_one_set_up_only_is_read_as_that_one() {
    let presets = presets::PRESETS
        .iter()
        .map(|preset| format!("preset={}", preset.id));
    for text in SETUPS.map(str::to_string).into_iter().chain(presets) {
        let meant = Scenario::parse(&text).expect(&text);
        let reading = Scenario::read_after(&text, &Scenario::default());
        assert!(!reading.mended, "{text} is right as it stands");
        let safe = Scenario::read_after(&percent_encoded(&text), &Scenario::default());
        assert_eq!(safe.scenario, meant, "the page's safe link");
        assert!(!safe.mended && safe.errors.is_empty(), "{text}");
        for (kind, hurt) in damaged(&text) {
            assert_eq!(
                Scenario::parse(&hurt).as_ref(),
                Ok(&meant),
                "{kind}: {hurt}"
            );
            // One hurt may come on top of another.
            for again in [
                percent_encoded(&hurt),
                hurt.replace('&', "&amp;"),
                format!("{hurt}。"),
                format!("({hurt})"),
            ] {
                assert_eq!(
                    Scenario::parse(&again).as_ref(),
                    Ok(&meant),
                    "{kind}, and again: {again}"
                );
            }
        }
    }
}

#[test]
fn a_part_after_the_sign_that_shows_nothing_goes_with_what_is_beneath() {
    let site = "https://example.org/lab/";
    for (link, meant) in [
        ("?preset=disorder#utm_source=x", "preset=disorder"),
        ("?preset=disorder#", "preset=disorder"),
        (
            "?bath=square-2x3&bosons=2#embed=plot",
            "bath=square-2x3&bosons=2&embed=plot",
        ),
        (
            "?bath=square-2x3&bosons=2&lang=en&theme=dark#lang=ja",
            "bath=square-2x3&bosons=2&theme=dark&lang=ja",
        ),
        (
            "?preset%3Ddisorder%26coupling%3D1#embed%3Dplot",
            "preset=disorder&coupling=1&embed=plot",
        ),
        (
            "?preset=disorder&amp;coupling=1#lang=ja",
            "preset=disorder&coupling=1&lang=ja",
        ),
        (
            "?preset=disorder#bath=square-2x3&bosons=2",
            "bath=square-2x3&bosons=2",
        ),
        (
            "?preset=disorder#Bath＝square-2x3&bosons=2",
            "bath=square-2x3&bosons=2",
        ),
        ("?v=7#preset=disorder", "preset=disorder"),
        ("?v=7", ""),
        ("#embed=plot", "embed=plot"),
        ("presets/disorder/", "preset=disorder"),
        ("presets/disorder", "preset=disorder"),
        ("ja/presets/disorder/index.html", "preset=disorder"),
        ("presets/disorder/#utm_source=x", "preset=disorder"),
        ("presets/disorder/#top", "preset=disorder"),
        (
            "presets/disorder/?utm_source=x#embed=plot",
            "preset=disorder&embed=plot",
        ),
        (
            "presets/disorder/?lang=ja#theme=dark",
            "preset=disorder&lang=ja&theme=dark",
        ),
        ("presets/disorder/#preset=torus", "preset=torus"),
        ("presets/disorder/?preset=torus", "preset=torus"),
        ("presets/", ""),
        ("", ""),
    ] {
        let link = format!("{site}{link}");
        assert_eq!(
            Scenario::parse(&link),
            Ok(Scenario::parse(meant).unwrap()),
            "{link}"
        );
    }
    // A name that nothing has is told of, and costs no set-up.
    let reading = Scenario::read_after(
        &format!("{site}?preset=disorder#fontsize=12"),
        &Scenario::default(),
    );
    assert_eq!(reading.scenario.to_text(), "preset=disorder");
    assert_eq!(reading.errors[0].parameter(), Some("fontsize"));
    // A chapter of the story is no set-up, in whichever way an address names it.
    for link in [
        "#chapter=3",
        "?preset=disorder#chapter=3",
        "chapters/3/",
        "ja/chapters/3/#lang=ja",
    ] {
        let errors = Scenario::parse(&format!("{site}{link}")).unwrap_err();
        assert_eq!(errors[0].parameter(), Some("chapter"), "{link}");
    }
}

#[test]
fn no_key_of_a_set_up_is_a_campaign_s() {
    for key in KEYS {
        assert!(!is_campaign(key.name), "{}", key.name);
    }
    for name in campaign::KEYS {
        assert_eq!(name, name.to_ascii_lowercase());
    }
}

#[test]
fn what_may_mean_several_set_ups_is_named_and_none_of_them_runs() {
    let usual = Scenario::default();
    for text in [
        "coupling=0,5x",
        "bath=square-2*3&bosons=2",
        "potential=10²",
        "bosons=1 2",
        "bath=square-2x3&bosons=2&bosons=3",
        "bath=square-5x6&bosons=99",
        "bath=square-2x3&bosons=9",
        "preset=no-such-preset&beta=0.5",
        "beta=0.2&index=3",
        "bosons=½",
        "coupling=0.2,0<wbr>.8",
        "bath=square-2x3&bosons=2\"></a> or https://example.org/lab/#bath=square-2x3&bosons=3",
    ] {
        let reading = Scenario::read_after(text, &usual);
        assert!(reading.replaced, "{text}");
        assert!(!reading.errors.is_empty(), "{text}");
        assert_eq!(reading.scenario, usual, "{text}");
        assert!(Scenario::parse(text).is_err(), "{text}");
    }
}

#[test]
fn the_last_set_up_goes_on_whole_where_a_text_cannot_be_read() {
    let last = Scenario::parse("bath=square-2x3&bosons=2&lang=ja").unwrap();
    let reading = Scenario::read_after("bath=square-5x6&bosons=99&embed=plot&theme=dark", &last);
    assert!(reading.replaced);
    assert_eq!(
        reading.scenario.to_text(),
        "bath=square-2x3&bosons=2&lang=ja&theme=dark&embed=plot"
    );
    // What says how the page looks and cannot be read discards nothing, and neither does a name that nothing has.
    let reading =
        Scenario::read_after("bath=square-3x3&bosons=3&theme=pink&fontsize=12&top", &last);
    assert!(!reading.replaced);
    assert_eq!(reading.scenario.to_text(), "bath=square-3x3&bosons=3");
    let named: Vec<_> = reading
        .errors
        .iter()
        .filter_map(|error| error.parameter())
        .collect();
    assert_eq!(named, ["fontsize", "top", "theme"]);
}

#[test]
fn messages_quote_the_text_as_it_was_given() {
    for (text, given) in [
        ("Bosons=99。", "99。"),
        ("bath＝square-2x3&bosons=９９", "９９"),
        ("beta=nan", "nan"),
        ("BETA=Nan!", "Nan!"),
    ] {
        let errors = Scenario::parse(text).unwrap_err();
        assert_eq!(errors[0].given(), Some(given), "{text}");
    }
}

/// Signs that a text may be hurt with anywhere.
const UNSEEN: [&str; 6] = [
    "\u{200b}", "\u{ad}", "\u{feff}", "\u{200e}", "\u{2060}", "\r\n",
];

proptest! {
    #[test]
    fn unseen_characters_and_broken_lines_anywhere_change_nothing(
        setup in 0..SETUPS.len(),
        sign in 0..UNSEEN.len(),
        places in prop::collection::vec(any::<prop::sample::Index>(), 1..4),
    ) {
        let text = SETUPS[setup];
        let meant = Scenario::parse(text).unwrap();
        let mut hurt: Vec<String> = text.chars().map(String::from).collect();
        for place in places {
            hurt.insert(place.index(hurt.len()), UNSEEN[sign].to_string());
        }
        let hurt = hurt.concat();
        prop_assert_eq!(Scenario::parse(&hurt), Ok(meant), "{}", hurt);
    }

    #[test]
    fn two_kinds_of_damage_are_mended_as_one_is(setup in 0..SETUPS.len(), first in any::<prop::sample::Index>(), second in any::<prop::sample::Index>()) {
        let text = SETUPS[setup];
        let meant = Scenario::parse(text).unwrap();
        let mut all = damaged(text);
        // What puts a whole link around a text comes last, and once.
        all.retain(|(_, hurt)| !hurt.contains("example.org") && !hurt.contains('?') && !hurt.contains(":~:"));
        let (_, hurt) = first.get(&all);
        let escaped = hurt.contains(';') || hurt.contains('%') || hurt.contains("=3D") || hurt.contains("\\u");
        let mut all = damaged(hurt);
        // What tears an escape apart leaves no sign of it.
        let tears = ["spaces", "lines", "lines in place of ampersands", "mail", "quoted-printable", "quoted-printable whose breaks an address lost"];
        all.retain(|(kind, _)| !(escaped && tears.contains(kind)));
        all.retain(|(kind, _)| !["a key of the second part as a query", "twice the same"].contains(kind));
        let (kind, hurt) = second.get(&all);
        prop_assert_eq!(Scenario::parse(hurt), Ok(meant), "{}: {}", kind, hurt);
    }
}
