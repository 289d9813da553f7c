//! Whole charts: what every drawing must hold, over sizes, languages and themes.

use std::sync::OnceLock;

use super::line::Rect;
use super::sheet::{text_width, Anchor, Shape};
use super::*;
use crate::runner;
use crate::scenario::Scenario;

/// A record of the default scenario with curves of the right kind, `rows` of them computed.
fn record(rows: usize) -> Record {
    let scenario = Scenario {
        occupation: 0.5,
        ..Scenario::default()
    };
    let mut record = Record::new(&scenario);
    for run in &mut record.runs {
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

/// A complete record for a view's panel; the engine's own where it takes more than curves.
fn record_for(view: &View) -> Record {
    static RUNS: OnceLock<[Record; 6]> = OnceLock::new();
    let [cone, reversal, statistics, eth, all, growing] = RUNS.get_or_init(|| {
        [
            "panel=light-cone",
            "panel=reversal&kick=0.5&turn=3",
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
        })
    });
    match view.panel {
        Some(Panel::LightCone) => cone.clone(),
        Some(Panel::Reversal) => reversal.clone(),
        _ if matches!(view.plot, Plot::Distribution | Plot::Characteristic) => statistics.clone(),
        Some(Panel::Eth) => eth.clone(),
        Some(Panel::AllEigenstates) => all.clone(),
        Some(Panel::Sizes) => growing.clone(),
        _ => complete(),
    }
}

/// Every plot, at sizes from a phone held upright to a projector, in both languages.
fn views() -> Vec<View> {
    const PLOTS: [(Panel, Plot); 17] = [
        (Panel::Fluctuation, Plot::Distribution),
        (Panel::Fluctuation, Plot::Characteristic),
        (Panel::Entropy, Plot::Main),
        (Panel::Fluctuation, Plot::Main),
        (Panel::Fluctuation, Plot::Deviation),
        (Panel::LightCone, Plot::Main),
        (Panel::Reversal, Plot::Main),
        (Panel::Eth, Plot::Main),
        (Panel::Eth, Plot::Histogram),
        (Panel::Eth, Plot::Sizes),
        (Panel::Eth, Plot::Gaps),
        (Panel::AllEigenstates, Plot::Main),
        (Panel::AllEigenstates, Plot::Histogram),
        (Panel::Sizes, Plot::Main),
        (Panel::Sizes, Plot::Deviation),
        (Panel::Sizes, Plot::Production),
        (Panel::Sizes, Plot::Sizes),
    ];
    const SIZES: [(f64, f64, f64); 4] = [
        (280.0, 220.0, 12.0),
        (360.0, 300.0, 13.0),
        (720.0, 440.0, 13.0),
        (1400.0, 800.0, 20.0),
    ];
    let mut views = Vec::new();
    for (panel, plot) in PLOTS {
        for (width, height, font) in SIZES {
            for (lang, theme) in [(Lang::En, Theme::Light), (Lang::Ja, Theme::Dark)] {
                for scale in [Scale::Log, Scale::Linear] {
                    let x = AxisView {
                        scale: Some(scale),
                        range: None,
                    };
                    views.push(View {
                        width,
                        height,
                        font,
                        lang,
                        theme,
                        x,
                        panel: Some(panel),
                        plot,
                        ..View::export()
                    });
                }
            }
        }
    }
    views
}

/// The box a text fills, by its estimated width.
fn extent(shape: &Shape) -> Option<Rect> {
    let Shape::Text {
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
    for view in views() {
        let (sheet, _) = compose(&record_for(&view), &view);
        let texts: Vec<Rect> = sheet.shapes.iter().filter_map(extent).collect();
        for (k, text) in texts.iter().enumerate() {
            let inside = text.left >= 0.0
                && text.top >= 0.0
                && text.right <= sheet.width
                && text.bottom <= sheet.height;
            assert!(
                inside,
                "{view:?}: {:?} in {text:?}",
                sheet.shapes.iter().filter(|s| extent(s).is_some()).nth(k)
            );
            for other in &texts[..k] {
                assert!(!text.overlaps(other), "{view:?}: {text:?} over {other:?}");
            }
        }
    }
}

#[test]
fn every_line_stays_on_the_paper_even_when_zoomed_in() {
    for range in [None, Some((0.3, 0.9))] {
        for mut view in views() {
            (view.x.range, view.y.range) = (range, range);
            // One plot, so that the frame tells where all curves are.
            view.inset = false;
            let (sheet, frame) = compose(&record_for(&view), &view);
            let paper = Rect {
                left: 0.0,
                top: 0.0,
                right: sheet.width,
                bottom: sheet.height,
            };
            let plot = Rect {
                left: frame.left,
                top: frame.top,
                right: frame.left + frame.width,
                bottom: frame.top + frame.height,
            };
            for shape in &sheet.shapes {
                let Shape::Line { points, stroke } = shape else {
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
    for view in views() {
        let mut record = record_for(&view);
        record.text = "a=1&b=<2>\u{1}".to_string();
        let view = View {
            title: Some("S & \"B\" <1>\u{8}".to_string()),
            ..view
        };
        let svg = svg(&record, &view);
        well_formed(&svg);
        assert!(svg.starts_with(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\"", view.width, view.height, 8.0 * view.width, 8.0 * view.height)));
        assert!(svg.contains("a=1&amp;b=&lt;2&gt;;") && svg.contains("arXiv:1603.07857"));
        let (_, frame) = compose(&record, &view);
        let count = match (view.panel, view.plot) {
            (_, Plot::Distribution) => 0,
            (_, Plot::Characteristic) => 3,
            // One outline for each bath of the family; spread, outliers and largest deviation;
            // the ratios and two laws; the canonical curve.
            (Some(Panel::Eth), Plot::Histogram) => 4,
            (Some(Panel::Eth), Plot::Sizes | Plot::Gaps) => 3,
            (Some(Panel::Eth), _) | (Some(Panel::AllEigenstates), Plot::Histogram) => 1,
            // One for each coupling, and the two Lieb-Robinson times.
            (Some(Panel::Sizes), Plot::Sizes) => 4,
            _ => record.drawn_runs().len(),
        };
        assert_eq!(frame.curves.len(), count, "{view:?}");
        // A heat map shows one run and no curve.
        let curves = match view.panel {
            Some(Panel::LightCone) => &[],
            _ => &frame.curves[..],
        };
        for curve in curves {
            let stroke = format!("stroke=\"{}\"", curve.color.to_uppercase());
            assert!(
                svg.lines()
                    .any(|l| l.contains("<polyline") && l.contains(&stroke)),
                "{curve:?}"
            );
            // Subscripts are letters of their own.
            let label = curve.label.split("_{").next().unwrap_or_default();
            assert!(view.width < 360.0 || svg.contains(label), "{view:?}");
        }
        let symbols: &[&str] = match (view.panel, view.plot) {
            (Some(Panel::LightCone), _) => &["2γ", "v_LR", "v "],
            (Some(Panel::Reversal), _) => &["T "],
            (_, Plot::Distribution) => &["⟨s⟩"],
            (_, Plot::Characteristic) => &[],
            (Some(Panel::Eth | Panel::AllEigenstates | Panel::Sizes), _) => &[],
            _ => &["τ_v", "τ_LR"],
        };
        for symbol in symbols {
            let shown = |m: &FrameMark| m.label.starts_with(symbol) && m.time.is_finite();
            assert!(frame.marks.iter().any(shown), "{symbol} {view:?}");
            let (base, _) = symbol.split_once('_').unwrap_or((symbol, ""));
            assert!(svg.contains(&format!(">\n{}", base.trim())), "{symbol}");
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
    let mut record = complete();
    record.runs[0].entropy_production[10..20].fill(f64::NAN);
    record.runs[1].entropy_production[30] = f64::INFINITY;
    record.runs[2].entropy_production.fill(f64::NAN);
    record.runs[3].entropy_production.truncate(7);
    let empty = Record::new(&Scenario::default());
    for record in [record, empty] {
        for mut view in views() {
            for scale in [Scale::Linear, Scale::Log] {
                view.y.scale = Some(scale);
                for cursor in [None, Some(f64::NAN), Some(0.05)] {
                    view.cursor = cursor;
                    let (sheet, frame) = compose(&record, &view);
                    let finite = |&(x, y): &(f64, f64)| x.is_finite() && y.is_finite();
                    for shape in &sheet.shapes {
                        assert!(
                            match shape {
                                Shape::Line { points, .. } | Shape::Area { points, .. } =>
                                    points.iter().all(finite),
                                Shape::Box { rect, .. } =>
                                    finite(&(rect.left, rect.top))
                                        && finite(&(rect.right, rect.bottom)),
                                Shape::Disc { center, .. } => finite(center),
                                Shape::Text { text, at, .. } =>
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
    let drawn = |sheet: &Sheet| {
        let curves = Theme::Light.palette().curve(1);
        sheet
            .shapes
            .iter()
            .filter(|s| matches!(s, Shape::Line { stroke, .. } if stroke.color == curves.color))
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
    let boxes = |sheet: &Sheet| -> Vec<Rect> {
        let rect = |s: &Shape| match s {
            Shape::Box { rect, .. } => Some(*rect),
            _ => None,
        };
        sheet.shapes.iter().filter_map(rect).collect()
    };
    let (before, after) = (boxes(&without), boxes(&with));
    let legend = after.iter().find(|rect| !before.contains(rect));
    let legend = legend.expect("the legend has a background");
    for shape in &without.shapes {
        if let Shape::Line { points, .. } = shape {
            assert!(points.len() == 2 || !points.iter().any(|p| legend.contains(*p)));
        }
    }
    let discs = |sheet: &Sheet| {
        let disc = |s: &&Shape| matches!(s, Shape::Disc { .. });
        sheet.shapes.iter().filter(disc).count()
    };
    let sites = discs(&with) - discs(&without);
    assert_eq!(sites, 17, "16 bath sites and S");
}

#[test]
fn views_are_read_from_json_and_misspelt_ones_refused() {
    let view: View = serde_json::from_str(
        r#"{"width":360,"theme":"dark","lang":"ja","panel":"entropy","x":{"scale":"linear","range":[0,5]},"hidden":[2],"cursor":null}"#,
    )
    .unwrap();
    assert_eq!(
        (view.width, view.theme, view.lang, view.panel),
        (360.0, Theme::Dark, Lang::Ja, Some(Panel::Entropy))
    );
    assert_eq!(
        view.x,
        AxisView {
            scale: Some(Scale::Linear),
            range: Some((0.0, 5.0))
        }
    );
    assert_eq!(view.height, View::default().height);
    for wrong in [
        r#"{"wdith":1}"#,
        r#"{"lang":"fr"}"#,
        r#"{"panel":"Entropy"}"#,
    ] {
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
    let view = View {
        panel: Some(Panel::Eth),
        ..View::default()
    };
    let record = record_for(&view);
    let (sheet, frame) = compose(&record, &view);
    let points = points(&record, &view);
    assert_eq!(points.index.len(), 36);
    let discs: Vec<(f64, f64)> = sheet
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Disc { center, .. } => Some(*center),
            _ => None,
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
        ("density", "canonical"),
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
        plot: Plot::Sizes,
        ..View::default()
    };
    assert!(svg(&record, &view).contains("family=quarter"));
}
