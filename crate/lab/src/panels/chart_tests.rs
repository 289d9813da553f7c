//! Whole charts: what every drawing must hold, over sizes, languages and themes.

use super::Record;
use crate::draw::axis::Scale;
use crate::draw::line::Rect;
use crate::draw::scene::{text_width, Anchor, Primitive, Stroke};
use crate::draw::{AxisView, Frame, FrameCurve, FrameMark, Scene, Theme, View};
use crate::record::Trajectories;
use crate::runner;
use crate::scenario::{Lang, Scenario};
use crate::words::Words;

/// English on light paper, Japanese on dark.
fn words(view: &View) -> &'static Words {
    match view.theme {
        Theme::Light => Words::of(Lang::En),
        Theme::Dark => Words::of(Lang::Ja),
    }
}

fn compose(record: &Record, view: &View) -> (Scene, Frame) {
    record.panel().figure(view, words(view))
}

fn svg(record: &Record, view: &View) -> String {
    crate::export::svg::svg(record, view, words(view))
}

fn trajectories(record: &mut Record) -> &mut Trajectories {
    record.state.trajectories_mut().expect("a panel of runs")
}

/// A record of the default scenario with curves of the right kind, `rows` of them computed.
fn record(rows: usize) -> Record {
    record_in("entropy", rows)
}

fn record_in(panel: &str, rows: usize) -> Record {
    let scenario = Scenario::parse(&format!("panel={panel}&occupation=0.5")).unwrap();
    let mut record = Record::new(&scenario);
    for run in &mut trajectories(&mut record).runs {
        run.time = scenario.times.values()[..rows].to_vec();
        let rate = run.coupling * run.coupling;
        let average = |t: &f64| 1.0 + 0.01 * rate * t * t / (1.0 + t.powi(3)) * (3.0 * t).cos();
        run.exponential_average = Some(run.time.iter().map(average).collect());
        run.entropy_production = run
            .time
            .iter()
            .map(|t| 1.34 * (1.0 - (-rate * t * t / (0.3 + t)).exp()))
            .collect();
    }
    record
}

fn complete() -> Record {
    record(Scenario::default().times.count)
}

/// Complete records of every panel; the engine's own where it takes more than curves.
fn records() -> Vec<Record> {
    let count = Scenario::default().times.count;
    let computed = [
        "panel=light-cone",
        "panel=reversal&kick=0.5&turn=3",
        "panel=reversal&mismatch=0.5&turn=3",
        "panel=information&occupation=0.5",
        "panel=map",
        "panel=fluctuation&statistics=full&at=3",
        "panel=eth&family=third",
        "panel=all-eigenstates",
        // Its own bath alone: two curves, as elsewhere.
        "panel=sizes&family=none&times=log:0.01:5:40",
    ]
    .map(|panel| {
        let text = format!("{panel}&bath=square-3x3&bosons=2&coupling=0.5,1");
        let scenario = Scenario::parse(&text).expect("a scenario");
        runner::run(&scenario, |_, _, _| true).expect("a small bath")
    });
    [record_in("entropy", count), record_in("fluctuation", count)]
        .into_iter()
        .chain(computed)
        .collect()
}

/// A plot of a record, in one of many views.
struct Case<'a> {
    record: &'a Record,
    view: View,
}

impl Case<'_> {
    fn panel(&self) -> &'static str {
        self.record.scenario.panel.id
    }

    fn plot(&self) -> &str {
        &self.view.plot
    }
}

impl std::fmt::Debug for Case<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?}", self.panel(), self.view)
    }
}

/// Every plot, at sizes from a phone held upright to a projector, in both languages.
fn cases(records: &[Record]) -> Vec<Case<'_>> {
    const SIZES: [(f64, f64, f64); 4] = [
        (280.0, 220.0, 12.0),
        (360.0, 300.0, 13.0),
        (720.0, 440.0, 13.0),
        (1400.0, 800.0, 20.0),
    ];
    let mut cases = Vec::new();
    for record in records {
        let resolved = record.runs().iter().any(|run| run.statistics.is_some());
        for plot in record.scenario.panel.plots {
            if matches!(*plot, "distribution" | "characteristic") != resolved {
                continue;
            }
            for (width, height, font) in SIZES {
                for theme in [Theme::Light, Theme::Dark] {
                    for scale in [Scale::Log, Scale::Linear] {
                        let x = AxisView {
                            scale: Some(scale),
                            range: None,
                        };
                        let view = View {
                            width,
                            height,
                            font,
                            theme,
                            x,
                            plot: plot.to_string(),
                            ..View::export()
                        };
                        cases.push(Case { record, view });
                    }
                }
            }
        }
    }
    cases
}

/// The box a text fills, by its estimated width.
fn extent(shape: &Primitive) -> Option<Rect> {
    let Primitive::Text {
        text,
        at: (x, y),
        style,
    } = shape
    else {
        return None;
    };
    let width = text_width(text, style.size);
    let start = match style.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => -width / 2.0,
        Anchor::End => -width,
    };
    let (ascent, descent) = (0.74 * style.size, 0.2 * style.size);
    Some(match style.upright {
        false => Rect {
            left: x + start,
            right: x + start + width,
            top: y - ascent,
            bottom: y + descent,
        },
        true => Rect {
            left: x - ascent,
            right: x + descent,
            top: y - start - width,
            bottom: y - start,
        },
    })
}

#[test]
fn no_text_is_cut_and_no_two_texts_overlap() {
    let records = records();
    for case in cases(&records) {
        let (scene, _) = compose(case.record, &case.view);
        let texts: Vec<Rect> = scene.shapes.iter().filter_map(extent).collect();
        for (k, text) in texts.iter().enumerate() {
            let inside = text.left >= 0.0
                && text.top >= 0.0
                && text.right <= scene.width
                && text.bottom <= scene.height;
            assert!(
                inside,
                "{case:?}: {:?} in {text:?}",
                scene.shapes.iter().filter(|s| extent(s).is_some()).nth(k)
            );
            for other in &texts[..k] {
                assert!(!text.overlaps(other), "{case:?}: {text:?} over {other:?}");
            }
        }
    }
}

#[test]
fn every_line_stays_on_the_paper_even_when_zoomed_in() {
    let records = records();
    for range in [None, Some((0.3, 0.9))] {
        for mut case in cases(&records) {
            (case.view.x.range, case.view.y.range) = (range, range);
            // One plot, so that the frame tells where all curves are.
            case.view.inset = false;
            let (scene, frame) = compose(case.record, &case.view);
            let paper = Rect {
                left: 0.0,
                top: 0.0,
                right: scene.width,
                bottom: scene.height,
            };
            let plot = Rect {
                left: frame.left,
                top: frame.top,
                right: frame.left + frame.width,
                bottom: frame.top + frame.height,
            };
            for shape in &scene.shapes {
                let Primitive::Line { points, stroke } = shape else {
                    continue;
                };
                assert!(points.iter().all(|p| paper.contains(*p)), "{points:?}");
                if points.len() > 2 {
                    assert!(
                        points.iter().all(|p| plot.grown(1e-9).contains(*p)),
                        "{stroke:?} leaves the plot"
                    );
                }
            }
        }
    }
}

#[test]
fn the_document_is_well_formed_and_holds_every_curve_and_both_marks() {
    let mut records = records();
    for record in &mut records {
        record.text = "a=1&b=<2>\u{1}".to_string();
    }
    for mut case in cases(&records) {
        case.view.title = Some("S & \"B\" <1>\u{8}".to_string());
        well_formed(&svg(case.record, &case.view));
        // A caption takes room that a legend may need.
        case.view.caption = Some(String::new());
        let (record, view) = (case.record, &case.view);
        let svg = svg(record, view);
        well_formed(&svg);
        assert!(svg.starts_with(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\"", view.width, view.height, 8.0 * view.width, 8.0 * view.height)));
        assert!(svg.contains("a=1&amp;b=&lt;2&gt;;") && svg.contains("arXiv:1603.07857"));
        let (_, frame) = compose(record, view);
        let count = match (case.panel(), case.plot()) {
            (_, "distribution") => 0,
            (_, "characteristic") => 3,
            // One outline for each bath of the family; spread, outliers and largest deviation;
            // the ratios and two laws; the canonical curve.
            ("eth", "histogram") => 4,
            ("eth", "sizes" | "gaps") => 3,
            ("eth", _) | ("all-eigenstates", "histogram") => 1,
            // One for each coupling, and the two Lieb-Robinson times.
            ("sizes", "sizes") => 4,
            // The average and entropy production, for each coupling.
            ("sizes", "late") => 2 * record.scenario.coupling.len(),
            // A few mismatches of one coupling, where there is one; several quantities of one run.
            ("reversal", "echo") if record.scenario.mismatch > 0.0 => 4,
            ("reversal", "echo") => 0,
            ("information", _) => 5,
            _ => record.panel().runs().len(),
        };
        assert_eq!(frame.curves.len(), count, "{case:?}");
        // A heat map shows one run and no curve.
        let curves = match case.panel() {
            "light-cone" => &[],
            _ => &frame.curves[..],
        };
        for curve in curves {
            let stroke = format!("stroke=\"{}\"", curve.color.to_uppercase());
            assert!(
                svg.lines()
                    .any(|l| l.contains("<polyline") && l.contains(&stroke)),
                "{curve:?}"
            );
            // Subscripts and superscripts are letters of their own.
            let label = curve
                .label
                .split("_{")
                .flat_map(|part| part.split("^{"))
                .next();
            let label = label.unwrap_or_default();
            assert!(view.width < 360.0 || svg.contains(label), "{case:?}");
        }
        let symbols: &[&str] = match (case.panel(), case.plot()) {
            ("light-cone", _) => &["2γ", "v_LR", "v "],
            ("reversal", plot) if plot != "echo" => &["T "],
            (_, "distribution") => &["⟨s⟩"],
            (_, "characteristic") => &[],
            ("reversal", "echo") | ("fluctuation", "departure") | ("map", _) => &[],
            ("eth" | "all-eigenstates" | "sizes", _) => &[],
            _ => &["τ_v", "τ_LR"],
        };
        for symbol in symbols {
            let shown = |m: &FrameMark| m.label.starts_with(symbol) && m.time.is_finite();
            assert!(frame.marks.iter().any(shown), "{symbol} {case:?}");
            let (base, _) = symbol.split_once('_').unwrap_or((symbol, ""));
            assert!(svg.contains(&format!(">\n{}", base.trim())), "{symbol}");
        }
    }
}

/// A name that a panel lists and its drawing forgets would show another plot.
#[test]
fn every_plot_that_a_panel_lists_is_a_drawing_of_its_own() {
    for record in records() {
        let plots = record.scenario.panel.plots;
        let drawn = plots.iter().map(|plot| {
            let view = View {
                plot: plot.to_string(),
                ..View::default()
            };
            format!("{:?}", compose(&record, &view).0.shapes)
        });
        let drawn: Vec<String> = drawn.collect();
        for (k, shapes) in drawn.iter().enumerate() {
            let same = drawn[..k].iter().position(|other| other == shapes);
            assert_eq!(same, None, "{}: {}", record.text, plots[k]);
        }
    }
}

#[test]
fn the_same_record_gives_the_same_document() {
    let view = View::export();
    assert_eq!(svg(&complete(), &view), svg(&complete(), &view));
}

#[test]
fn nothing_that_is_not_a_number_is_drawn() {
    let mut holed = Vec::new();
    for panel in ["entropy", "fluctuation", "light-cone", "reversal"] {
        let mut record = record_in(panel, Scenario::default().times.count);
        let runs = &mut trajectories(&mut record).runs;
        for column in [0, 1] {
            let of = |run: usize| -> usize { run % runs.len() };
            let places = [of(0), of(1), of(2), of(3)];
            for (k, place) in places.into_iter().enumerate() {
                let run = &mut runs[place];
                let values = match column {
                    0 => &mut run.entropy_production,
                    _ => run.exponential_average.as_mut().unwrap(),
                };
                match k {
                    0 => values[10..20].fill(f64::NAN),
                    1 => values[30] = f64::INFINITY,
                    2 => values.fill(f64::NAN),
                    _ => values.truncate(7),
                }
            }
        }
        holed.push(record);
    }
    let empty = [
        "entropy",
        "fluctuation",
        "eth",
        "all-eigenstates",
        "sizes",
        "light-cone",
        "reversal",
    ];
    let empty =
        empty.map(|panel| Record::new(&Scenario::parse(&format!("panel={panel}")).unwrap()));
    holed.extend(empty);
    {
        for mut case in cases(&holed) {
            for scale in [Scale::Linear, Scale::Log] {
                case.view.y.scale = Some(scale);
                for cursor in [None, Some(f64::NAN), Some(0.05)] {
                    case.view.cursor = cursor;
                    let (scene, frame) = compose(case.record, &case.view);
                    let finite = |&(x, y): &(f64, f64)| x.is_finite() && y.is_finite();
                    for shape in &scene.shapes {
                        assert!(
                            match shape {
                                Primitive::Line { points, .. } | Primitive::Area { points, .. } =>
                                    points.iter().all(finite),
                                Primitive::Box { rect, .. } =>
                                    finite(&(rect.left, rect.top))
                                        && finite(&(rect.right, rect.bottom)),
                                Primitive::Disc { center, .. } => finite(center),
                                Primitive::Text { text, at, .. } =>
                                    finite(at) && !text.contains("NaN") && !text.contains("inf"),
                            },
                            "{shape:?}"
                        );
                    }
                    assert!(frame.width > 0.0 && frame.height > 0.0 && frame.y.min < frame.y.max);
                }
            }
        }
    }
}

#[test]
fn views_without_sense_are_drawn_all_the_same() {
    for (width, height) in [(0.0, 0.0), (-5.0, f64::NAN), (1e9, 30.0), (61.0, 61.0)] {
        for range in [
            Some((f64::NAN, 1.0)),
            Some((2.0, 1.0)),
            Some((-1.0, 0.0)),
            Some((1e-300, 1e300)),
        ] {
            let axis = AxisView {
                scale: Some(Scale::Log),
                range,
            };
            let view = View {
                width,
                height,
                font: f64::INFINITY,
                x: axis,
                y: axis,
                ..View::export()
            };
            well_formed(&svg(&complete(), &view));
        }
    }
}

#[test]
fn a_growing_record_moves_neither_the_time_axis_nor_the_plot_area() {
    let view = View::default();
    let (_, first) = compose(&record(0), &view);
    for rows in 1..=Scenario::default().times.count {
        let (_, frame) = compose(&record(rows), &view);
        assert_eq!(frame.x, first.x);
        assert_eq!(
            (frame.left, frame.top, frame.width, frame.height),
            (first.left, first.top, first.width, first.height)
        );
        assert!(frame.y.min <= first.y.min && frame.y.max >= first.y.max);
    }
}

#[test]
fn a_hidden_curve_is_listed_but_not_drawn() {
    let all = compose(&complete(), &View::default());
    let some = compose(
        &complete(),
        &View {
            hidden: vec![1, 7],
            ..View::default()
        },
    );
    let drawn = |scene: &Scene| {
        let curves = Theme::Light.palette().curve(1);
        scene
            .shapes
            .iter()
            .filter(|s| matches!(s, Primitive::Line { stroke, .. } if stroke.color == curves.color))
            .count()
    };
    assert!(drawn(&all.0) > 0 && drawn(&some.0) == 0);
    assert_eq!(
        some.1.curves.iter().map(|c| c.hidden).collect::<Vec<_>>(),
        [false, true, false, false]
    );
}

#[test]
fn the_legend_and_the_inset_keep_clear_of_the_curves() {
    let (with, _) = compose(&complete(), &View::export());
    let (without, _) = compose(
        &complete(),
        &View {
            legend: false,
            inset: false,
            ..View::export()
        },
    );
    let boxes = |scene: &Scene| -> Vec<Rect> {
        let rect = |s: &Primitive| match s {
            Primitive::Box { rect, .. } => Some(*rect),
            Primitive::Line { .. }
            | Primitive::Area { .. }
            | Primitive::Disc { .. }
            | Primitive::Text { .. } => None,
        };
        scene.shapes.iter().filter_map(rect).collect()
    };
    let (before, after) = (boxes(&without), boxes(&with));
    let legend = after.iter().find(|rect| !before.contains(rect));
    let legend = legend.expect("the legend has a background");
    for shape in &without.shapes {
        if let Primitive::Line { points, .. } = shape {
            assert!(points.len() == 2 || !points.iter().any(|p| legend.contains(*p)));
        }
    }
    let discs = |scene: &Scene| {
        let disc = |s: &&Primitive| matches!(s, Primitive::Disc { .. });
        scene.shapes.iter().filter(disc).count()
    };
    let sites = discs(&with) - discs(&without);
    assert_eq!(sites, 17, "16 bath sites and S");
}

#[test]
fn views_are_read_from_json_and_misspelt_ones_refused() {
    let view: View = serde_json::from_str(
        r#"{"width":360,"theme":"dark","plot":"main","x":{"scale":"linear","range":[0,5]},"hidden":[2],"unnamed":true,"cursor":null}"#,
    )
    .unwrap();
    assert_eq!(
        (view.width, view.theme, &*view.plot),
        (360.0, Theme::Dark, "main")
    );
    assert_eq!(
        view.x,
        AxisView {
            scale: Some(Scale::Linear),
            range: Some((0.0, 5.0))
        }
    );
    assert_eq!(view.height, View::default().height);
    for wrong in [r#"{"wdith":1}"#, r#"{"lang":"fr"}"#, r#"{"plot":7}"#] {
        assert!(serde_json::from_str::<View>(wrong).is_err(), "{wrong}");
    }
}

/// Checks the grammar that these documents use: nested tags with quoted attributes, and text
/// between them without bare `<` or `&`.
fn well_formed(document: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = document;
    while let Some((text, tag)) = rest.split_once('<') {
        sound(text);
        let (tag, after) = tag.split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
            continue;
        }
        let body = tag.strip_suffix('/').unwrap_or(tag);
        let (name, attributes) = body.split_once(' ').unwrap_or((body, ""));
        let mut parts = attributes.split('"');
        while let Some(key) = parts.next().filter(|key| !key.trim().is_empty()) {
            assert!(
                key.trim()
                    .strip_suffix('=')
                    .is_some_and(|k| k.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')),
                "{tag}"
            );
            let value = parts.next().expect("a value in quotes");
            sound(value);
            assert!(!value.contains("NaN") && !value.contains("inf"), "{tag}");
        }
        if body.len() == tag.len() {
            open.push(name);
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest}");
}

fn sound(text: &str) {
    assert!(
        !text.chars().any(|c| c.is_control() && c != '\n'),
        "{text:?}"
    );
    for after in text.split('&').skip(1) {
        let entity = after.split(';').next().unwrap_or_default();
        assert!(
            ["amp", "lt", "gt", "quot", "apos"].contains(&entity),
            "{text:?}"
        );
    }
}

#[test]
fn every_eigenstate_is_a_point_whose_place_the_page_can_find() {
    let records = records();
    let mut eth = records
        .iter()
        .filter(|record| record.scenario.panel.id == "eth");
    let record = eth.next().expect("a record of every eigenstate");
    let (scene, frame) = compose(record, &View::default());
    let points = record.panel().points();
    assert_eq!(points.index.len(), 36);
    let discs: Vec<(f64, f64)> = scene
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Primitive::Disc { center, .. } => Some(*center),
            Primitive::Line { .. }
            | Primitive::Box { .. }
            | Primitive::Area { .. }
            | Primitive::Text { .. } => None,
        })
        .collect();
    for (x, y) in points.x.iter().zip(&points.y) {
        let place = (
            frame.left + frame.x.fraction(*x) * frame.width,
            frame.top + (1.0 - frame.y.fraction(*y)) * frame.height,
        );
        let near = |d: &&(f64, f64)| (d.0 - place.0).hypot(d.1 - place.1) < 1e-6;
        assert!(discs.iter().any(|d| near(&d)), "{place:?}");
    }
}

#[test]
fn what_an_observable_asks_for_is_drawn() {
    for (observable, label) in [
        ("density", "thermal equilibrium"),
        ("gaps", "uncorrelated (Poisson), ⟨r⟩ = 0.3863"),
        ("entanglement", "random state (Page)"),
    ] {
        let text = format!("panel=eth&bath=square-3x3&bosons=2&observable={observable}");
        let scenario = Scenario::parse(&text).unwrap();
        let record = runner::run(&scenario, |_, _, _| true).unwrap();
        let (_, frame) = compose(&record, &View::default());
        let named = |curve: &FrameCurve| curve.label.starts_with(label);
        assert!(
            frame.curves.iter().any(named),
            "{observable}: {:?}",
            frame.curves
        );
    }
}

#[test]
fn sizes_without_a_family_say_what_to_choose() {
    let scenario = Scenario::parse("panel=eth&bath=square-3x3&bosons=2").unwrap();
    let record = runner::run(&scenario, |_, _, _| true).unwrap();
    let view = View {
        plot: "sizes".to_string(),
        ..View::default()
    };
    assert!(svg(&record, &view).contains("family=quarter"));
}

#[test]
fn names_stand_where_curves_part_and_the_cursor_strikes_none_of_them_through() {
    let text = "panel=reversal&kick=3.141592653589793&turn=5&bath=square-3x3&bosons=2&coupling=1";
    let scenario = Scenario::parse(text).unwrap();
    let record = runner::run(&scenario, |_, _, _| true).unwrap();
    for (width, height, font) in [
        (360.0, 300.0, 13.0),
        (720.0, 440.0, 13.0),
        (1400.0, 800.0, 26.0),
    ] {
        let view = View {
            width,
            height,
            font,
            ..View::default()
        };
        let written = |scene: &Scene, part: &str| -> Option<Rect> {
            let says = |shape: &&Primitive| matches!(shape, Primitive::Text { text, .. } if text.contains(part));
            scene.shapes.iter().find(says).and_then(extent)
        };
        let (scene, frame) = compose(&record, &view);
        // Until the turn the two runs are one curve.
        let name = written(&scene, "\u{3c6} = \u{3c0}").expect("the nudged run has a name");
        assert!(
            name.right > frame.marks[0].x,
            "{width}: {name:?} left of {}",
            frame.marks[0].x
        );

        for part in ["\u{3c6} = \u{3c0}", "forbidden by"] {
            let Some(words) = written(&scene, part) else {
                continue;
            };
            let at = (words.left + words.right) / 2.0;
            let cursor = (at - frame.left) / frame.width * (frame.x.max - frame.x.min);
            let (scene, _) = compose(
                &record,
                &View {
                    cursor: Some(cursor),
                    ..view.clone()
                },
            );
            let stroke = Stroke {
                color: view.theme.palette().cursor,
                width: 1.0,
            };
            let here = |points: &[(f64, f64)]| points.iter().all(|p| (p.0 - at).abs() < 1.0);
            let cursors: Vec<f64> = scene
                .shapes
                .iter()
                .filter_map(|shape| match shape {
                    Primitive::Line { points, stroke: s } => (*s == stroke).then_some(points),
                    Primitive::Box { .. }
                    | Primitive::Area { .. }
                    | Primitive::Disc { .. }
                    | Primitive::Text { .. } => None,
                })
                .filter(|points| here(points))
                .inspect(|points| {
                    let (top, bottom) = (points[0].1, points[1].1);
                    let apart =
                        bottom <= words.top + 0.3 * font || top >= words.bottom - 0.3 * font;
                    assert!(apart, "{width}, {part}: {points:?} through {words:?}");
                })
                .map(|points| points[1].1 - points[0].1)
                .collect();
            assert!(cursors.iter().sum::<f64>() > 0.6 * frame.height, "{width}");
        }
    }
}

/// Its box would hide what is drawn under it.
#[test]
fn a_remark_covers_no_curve() {
    let text = "panel=information&bath=square-3x3&bosons=2&coupling=1&times=log:0.01:100:120";
    let scenario = Scenario::parse(text).unwrap();
    let record = runner::run(&scenario, |_, _, _| true).unwrap();
    for (theme, part) in [(Theme::Light, "dots:"), (Theme::Dark, "\u{70b9}")] {
        for (width, height, font) in [
            (345.0, 290.0, 12.0),
            (560.0, 384.0, 13.0),
            (900.0, 500.0, 14.0),
        ] {
            let view = View {
                width,
                height,
                font,
                theme,
                ..View::default()
            };
            let (scene, _) = compose(&record, &view);
            let says = |shape: &Primitive| matches!(shape, Primitive::Text { text, .. } if text.starts_with(part));
            let at = scene.shapes.iter().position(says).expect("the remark");
            let Some(Primitive::Box { rect, .. }) = scene.shapes[..at]
                .iter()
                .rev()
                .find(|s| matches!(s, Primitive::Box { .. }))
            else {
                panic!("the remark has a box");
            };
            let through = |shape: &Primitive| match shape {
                Primitive::Line { points, stroke } => {
                    stroke.width > 1.2 && points.iter().any(|p| rect.contains(*p))
                }
                Primitive::Box { .. }
                | Primitive::Area { .. }
                | Primitive::Disc { .. }
                | Primitive::Text { .. } => false,
            };
            assert!(
                !scene.shapes[..at].iter().any(through),
                "{width}, {part}: {rect:?}"
            );
        }
    }
}
