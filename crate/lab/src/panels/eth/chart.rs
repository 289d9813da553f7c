//! Panel `eth`: every eigenstate against the canonical value at its energy, the distribution
//! of the deviations, their decay with the bath's size; level statistics and entanglement
//! where the scenario asks for these.

use super::gaps::{goe_density, poisson_density};
use super::record::{Deviations, Eth, EthState, Size, WINDOW};
use crate::draw::axis::{Axis, Scale};
use crate::draw::by_dimension::{self, DimensionPoint, DimensionSeries};
use crate::draw::figure::{AxesSpec, Curve, Figure};
use crate::draw::scene::Scene;
use crate::draw::theme::CurveStyle;
use crate::draw::{bath_name, energy_label};
use crate::draw::{Frame, Points, View};
use crate::message::Message;
use crate::record::histogram::Histogram;
use crate::scenario::{Observable, Shape};
use crate::words::Words;

/// Every eigenstate as a point; for `gaps` the distribution of their ratios.
pub fn compose(record: &EthState, view: &View, words: &Words) -> (Scene, Frame) {
    let eth = record.eth();
    if record.scenario.observable == Observable::Gaps {
        return gaps(&eth, view, words);
    }
    let points = points(record, &eth);
    let (x, y) = (&points.x, &points.y);
    let page = eth.entanglement.as_ref().map(|e| e.page);
    let plan = AxesSpec {
        x: view
            .x
            .axis(Scale::Linear, |_| Axis::padded(x.iter().copied())),
        y: view
            .y
            .axis(Scale::Linear, |_| match record.scenario.observable {
                Observable::LocalState | Observable::Entanglement => {
                    Axis::around_zero(y.iter().copied().chain(page))
                }
                Observable::Density | Observable::Hopping | Observable::Pair | Observable::Gaps => {
                    Axis::padded(y.iter().copied())
                }
            }),
        x_label: energy_label(words),
        y_label: value_label(record.scenario.observable, words),
        marks: Vec::new(),
        reference: None,
        forbidden_below: false,
        whole: false,
    };
    let mut figure = Figure::new(view, &plan);
    let sites = record.scenario.bath.sites() as f64;
    let (energies, canonical): (Vec<f64>, Vec<f64>) = match record.scenario.observable {
        // The distance from the canonical state is measured from zero.
        Observable::LocalState => [plan.x.min, plan.x.max]
            .map(|x| (x, 0.0))
            .into_iter()
            .unzip(),
        Observable::Density
        | Observable::Hopping
        | Observable::Pair
        | Observable::Entanglement
        | Observable::Gaps => eth.curve.iter().map(|(e, a)| (e / sites, *a)).unzip(),
    };
    let shifted = |by: f64| -> Vec<f64> { canonical.iter().map(|a| a + by).collect() };
    if !canonical.is_empty() {
        let (low, high) = (shifted(-eth.epsilon), shifted(eth.epsilon));
        let color = figure.palette.band;
        figure.between(&energies, &low, &high, color);
    }
    figure.points(x, y, view.theme);
    if let Some(page) = page {
        let label = Message::new("chart.page").with("value", format!("{page:.3}"));
        figure.curve(Curve {
            label: words.say(&label),
            x: &[plan.x.min, plan.x.max],
            y: &[page; 2],
            style: CurveStyle {
                color: figure.palette.curve(1).color,
                dash: &[7.0, 4.0],
            },
            growing: false,
        });
    }
    if !canonical.is_empty() && record.scenario.observable != Observable::LocalState {
        figure.curve(Curve {
            label: words.text("chart.canonical").to_string(),
            x: &energies,
            y: &canonical,
            style: CurveStyle {
                color: figure.palette.curve(1).color,
                dash: &[],
            },
            growing: false,
        });
    }
    let chosen = eth.chosen.and_then(|index| {
        let place = points.index.iter().position(|&k| k == Some(index))?;
        Some((x[place], y[place]))
    });
    if let Some((x, y)) = chosen {
        figure.pick_out(x, y);
    }
    if let (true, Some(statistics)) = (view.inset, &eth.statistics) {
        figure.remark(&outliers(statistics, eth.epsilon, words));
    }
    if view.legend {
        figure.legend();
    }
    figure.finish()
}

/// The points of the panel's plot: which level, E/L, and the value.
pub fn points(record: &EthState, eth: &Eth) -> crate::draw::Points {
    let sites = record.scenario.bath.sites() as f64;
    let mut points = Points::default();
    for level in &eth.levels {
        if let Some(value) = level.value {
            points.index.push(level.index);
            points.x.push(level.energy / sites);
            points.y.push(value);
        }
    }
    points
}

/// The distribution of the deviations in the window, one outline for each size of the bath.
pub fn histogram(record: &EthState, view: &View, words: &Words) -> (Scene, Frame) {
    let eth = record.eth();
    if record.scenario.observable == Observable::Gaps {
        return gaps(&eth, view, words);
    }
    let own: Vec<f64> = eth
        .levels
        .iter()
        .filter(|level| level.beta.is_some_and(|beta| beta.abs() <= WINDOW))
        .filter_map(|level| level.deviation)
        .collect();
    let mut families: Vec<(String, &[f64])> = eth
        .sizes
        .iter()
        .filter_map(|size| {
            let bath = Shape::from_name(&size.bath)?;
            let name = bath_name(bath, size.bosons, words);
            Some((name, &size.deviations[..]))
        })
        .collect();
    if families.is_empty() && !own.is_empty() {
        let scenario = &record.scenario;
        let name = bath_name(scenario.bath, scenario.bosons, words);
        families.push((name, &own));
    }
    let distance = record.scenario.observable == Observable::LocalState;
    let largest = families
        .iter()
        .flat_map(|(_, d)| d.iter())
        .fold(eth.epsilon, |m, d| m.max(d.abs()));
    let from = if distance { 0.0 } else { -largest };
    let histograms: Vec<(String, Histogram)> = families
        .into_iter()
        .filter(|(_, d)| !d.is_empty())
        // A small bath has few levels to share among bins; all sizes have the same bins.
        .map(|(label, d)| (label, Histogram::new(d, from, largest, BINS)))
        .collect();
    let heights = histograms.iter().enumerate();
    let heights = heights.filter(|(k, _)| !view.hidden.contains(k));
    let heights: Vec<f64> = heights.flat_map(|(_, (_, h))| h.density.clone()).collect();
    let plan = AxesSpec {
        x: view.x.axis(Scale::Linear, |scale| {
            let room = 0.04 * (largest - from);
            let left = if distance { 0.0 } else { from - room };
            Axis::new(scale, left, largest + room)
                .unwrap_or_else(|| Axis::padded([0.0].into_iter()))
        }),
        y: view.y.axis(Scale::Linear, |_| {
            Axis::around_zero(heights.iter().copied())
        }),
        x_label: match distance {
            true => words.text("chart.deviation.distance"),
            false => words.text("chart.deviation"),
        },
        y_label: words.text("chart.density"),
        marks: Vec::new(),
        reference: None,
        forbidden_below: false,
        whole: false,
    };
    let mut figure = Figure::new(view, &plan);
    if histograms.is_empty() && record.complete() {
        figure.notice(words.text("chart.deviation.none"));
    }
    let top = plan.y.max;
    let edge = eth.epsilon;
    let inner: &[f64] = if distance {
        &[0.0, edge]
    } else {
        &[-edge, edge]
    };
    let color = figure.palette.band;
    figure.between(inner, &[0.0; 2], &[top; 2], color);
    let last = histograms.len().saturating_sub(1);
    for (k, (label, histogram)) in histograms.into_iter().enumerate() {
        let style = figure.palette.curve(k);
        figure.steps(label, &histogram, style, k == last);
    }
    if view.legend {
        figure.legend();
    }
    figure.finish()
}

/// Bins of every histogram of deviations.
const BINS: usize = 30;
/// Bins of the histogram of gap ratios.
const RATIO_BINS: usize = 25;

/// Standard deviation, share of outliers and largest deviation against the number of states,
/// on logarithmic axes.
pub fn sizes(record: &EthState, view: &View, words: &Words) -> (Scene, Frame) {
    let eth = record.eth();
    let series = |key, fit, of: fn(&Deviations) -> Option<f64>| {
        let point = |size: &Size| {
            Some(DimensionPoint {
                dimension: size.dimension as f64,
                value: of(size.statistics.as_ref()?).filter(|y| *y > 0.0)?,
                ends: None,
            })
        };
        DimensionSeries {
            label: words.text(key).to_string(),
            points: eth.sizes.iter().filter_map(point).collect(),
            fit,
        }
    };
    let decay = eth.decay;
    let all = vec![
        series("chart.spread", decay.standard_deviation, |d| {
            d.standard_deviation
        }),
        series("chart.share", decay.fraction, |d| d.fraction),
        series("chart.largest", decay.largest, |d| d.largest),
    ];
    let mut figure = by_dimension::figure(view, words, words.text("chart.decay"), &all, &[]);
    if eth.sizes.len() < 2 && record.complete() {
        figure.notice(words.text("chart.decay.none"));
        return figure.finish();
    }
    by_dimension::draw(&mut figure, all);
    if view.legend {
        figure.legend();
    }
    figure.finish()
}

/// Ratios of consecutive gaps against the two distributions that theory knows.
pub fn gaps(eth: &Eth, view: &View, words: &Words) -> (Scene, Frame) {
    let ratios = eth.gaps.as_ref().map_or(&[][..], |gaps| &gaps.ratios);
    let histogram = Histogram::new(ratios, 0.0, 1.0, RATIO_BINS);
    let r: Vec<f64> = (0..=100).map(|k| f64::from(k) / 100.0).collect();
    let goe: Vec<f64> = r.iter().map(|&r| goe_density(r)).collect();
    let poisson: Vec<f64> = r.iter().map(|&r| poisson_density(r)).collect();
    let heights = histogram.density.iter().chain(&goe).chain(&poisson);
    let plan = AxesSpec {
        x: view.x.axis(Scale::Linear, |scale| Axis {
            scale,
            min: 0.0,
            max: 1.0,
        }),
        y: view
            .y
            .axis(Scale::Linear, |_| Axis::around_zero(heights.copied())),
        x_label: words.text("chart.gaps"),
        y_label: words.text("chart.gaps.density"),
        marks: Vec::new(),
        reference: None,
        forbidden_below: false,
        whole: false,
    };
    let mut figure = Figure::new(view, &plan);
    let mean = |mean: f64| format!("{mean:.4}");
    let label = match &eth.gaps {
        Some(gaps) => {
            let label = Message::new("chart.gaps.bath");
            words.say(&label.saying("mean", gaps.all.message()))
        }
        None => String::new(),
    };
    let theory = |k: usize, dash| CurveStyle {
        color: figure.palette.curve(k).color,
        dash,
    };
    let (random, uncorrelated) = (theory(1, &[]), theory(2, &[7.0, 4.0]));
    let style = CurveStyle {
        dash: &[],
        ..figure.palette.curve(0)
    };
    figure.steps(label, &histogram, style, true);
    for (key, value, y, style) in [
        ("chart.gaps.goe", super::gaps::GOE, &goe, random),
        (
            "chart.gaps.poisson",
            super::gaps::POISSON,
            &poisson,
            uncorrelated,
        ),
    ] {
        figure.curve(Curve {
            label: words.say(&Message::new(key).with("mean", mean(value))),
            x: &r,
            y,
            style,
            growing: false,
        });
    }
    if view.legend {
        figure.legend();
    }
    figure.finish()
}

fn value_label(observable: Observable, words: &Words) -> &str {
    match observable {
        Observable::Density => words.text("chart.observable.density"),
        Observable::Hopping => words.text("chart.observable.hopping"),
        Observable::Pair => words.text("chart.observable.pair"),
        Observable::LocalState => words.text("chart.observable.local-state"),
        Observable::Entanglement => words.text("chart.observable.entanglement"),
        Observable::Gaps => words.text("chart.gaps.density"),
    }
}

fn outliers(s: &Deviations, epsilon: f64, words: &Words) -> String {
    let message = match s.fraction {
        Some(fraction) => Message::new("chart.outliers")
            .with("epsilon", epsilon)
            .with("outliers", s.outliers)
            .with("levels", s.levels)
            .with("share", format!("{:.1}", 100.0 * fraction)),
        None => Message::new("chart.outliers.none").with("window", s.window),
    };
    words.say(&message)
}
