//! Panel `eth`: every eigenstate against the canonical value at its energy, the distribution
//! of the deviations, their decay with the bath's size; level statistics and entanglement
//! where the scenario asks for these.

use super::axis::{Axis, Scale};
use super::figure::{Curve, Figure, Plan};
use super::sheet::Sheet;
use super::theme::CurveStyle;
use super::{say, Frame, View};
use crate::record::eth::{Deviations, Eth, WINDOW};
use crate::record::gaps::{goe_density, poisson_density};
use crate::record::histogram::Histogram;
use crate::record::Record;
use crate::scenario::{Lang, Observable};

/// Every eigenstate as a point; for `gaps` the distribution of their ratios.
pub(super) fn compose(record: &Record, view: &View) -> (Sheet, Frame) {
    let eth = record.eth();
    if record.scenario.observable == Observable::Gaps {
        return gaps(&eth, view);
    }
    let points = points(record, &eth);
    let (x, y) = (&points.x, &points.y);
    let page = eth.entanglement.as_ref().map(|e| e.page);
    let plan = Plan {
        x: view.x.axis(Scale::Linear, |_| snug(x.iter().copied())),
        y: view
            .y
            .axis(Scale::Linear, |_| match record.scenario.observable {
                Observable::LocalState | Observable::Entanglement => {
                    Axis::around_zero(y.iter().copied().chain(page))
                }
                _ => snug(y.iter().copied()),
            }),
        x_label: energy_label(view.lang),
        y_label: value_label(record.scenario.observable, view.lang),
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
        _ => eth.curve.iter().map(|(e, a)| (e / sites, *a)).unzip(),
    };
    let shifted = |by: f64| -> Vec<f64> { canonical.iter().map(|a| a + by).collect() };
    if !canonical.is_empty() {
        let (low, high) = (shifted(-eth.epsilon), shifted(eth.epsilon));
        let color = figure.palette.band;
        figure.between(&energies, &low, &high, color);
    }
    figure.points(x, y, view.theme);
    if let Some(page) = page {
        let name = say(view.lang, "random state (Page)", "ランダムな状態（Page）");
        figure.curve(Curve {
            label: format!("{name}, {page:.3}"),
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
            label: say(view.lang, "canonical", "カノニカル").to_string(),
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
        figure.remark(&outliers(statistics, eth.epsilon, view.lang));
    }
    if view.legend {
        figure.legend();
    }
    figure.finish()
}

/// The points of the panel's plot: which level, E/L, and the value.
pub(super) fn points(record: &Record, eth: &Eth) -> super::Points {
    let sites = record.scenario.bath.sites() as f64;
    let mut points = super::Points::default();
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
pub(super) fn histogram(record: &Record, view: &View) -> (Sheet, Frame) {
    let eth = record.eth();
    if record.scenario.observable == Observable::Gaps {
        return gaps(&eth, view);
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
        .map(|size| {
            (
                format!("{}, N = {}", size.bath, size.bosons),
                &size.deviations[..],
            )
        })
        .collect();
    if families.is_empty() && !own.is_empty() {
        let scenario = &record.scenario;
        families.push((format!("{}, N = {}", scenario.bath, scenario.bosons), &own));
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
    let plan = Plan {
        x: view.x.axis(Scale::Linear, |scale| {
            let room = 0.04 * (largest - from);
            let left = if distance { 0.0 } else { from - room };
            Axis::new(scale, left, largest + room).unwrap_or_else(|| snug([0.0].into_iter()))
        }),
        y: view.y.axis(Scale::Linear, |_| {
            Axis::around_zero(heights.iter().copied())
        }),
        x_label: match distance {
            true => say(
                view.lang,
                "distance from canonical",
                "カノニカル状態からの距離",
            ),
            false => say(
                view.lang,
                "deviation from canonical",
                "カノニカル平均からのずれ",
            ),
        },
        y_label: say(view.lang, "density of eigenstates", "固有状態の密度"),
        marks: Vec::new(),
        reference: None,
        forbidden_below: false,
        whole: false,
    };
    let mut figure = Figure::new(view, &plan);
    if histograms.is_empty() && record.complete() {
        figure.notice(say(
            view.lang,
            "This quantity has no canonical value to deviate from.",
            "この量には、ずれを測るカノニカル平均がありません。",
        ));
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
pub(super) fn sizes(record: &Record, view: &View) -> (Sheet, Frame) {
    let eth = record.eth();
    let of = |y: fn(&Deviations) -> f64| -> Vec<(f64, f64)> {
        let known = eth.sizes.iter();
        let known = known.filter_map(|s| Some((s.dimension as f64, y(s.statistics.as_ref()?))));
        known.filter(|(_, y)| *y > 0.0).collect()
    };
    let series = [
        (
            say(view.lang, "standard deviation", "標準偏差"),
            of(|d| d.standard_deviation),
            eth.decay.standard_deviation,
        ),
        (
            say(view.lang, "share of outliers", "外れ値の割合"),
            of(|d| d.fraction),
            eth.decay.fraction,
        ),
        (
            say(view.lang, "largest deviation", "最大のずれ"),
            of(|d| d.largest),
            eth.decay.largest,
        ),
    ];
    let all = || series.iter().flat_map(|(_, points, _)| points);
    let plan = Plan {
        x: view
            .x
            .axis(view.x.scale.unwrap_or(Scale::Log), |scale| match scale {
                Scale::Log => Axis::decades(all().map(|p| p.0)),
                Scale::Linear => Axis::around_zero(all().map(|p| p.0)),
            }),
        y: view
            .y
            .axis(view.y.scale.unwrap_or(Scale::Log), |scale| match scale {
                Scale::Log => Axis::decades(all().map(|p| p.1)),
                Scale::Linear => Axis::around_zero(all().map(|p| p.1)),
            }),
        x_label: say(
            view.lang,
            "states of the bath's sector",
            "熱浴のセクターの状態数",
        ),
        y_label: say(view.lang, "deviation, share", "ずれ、割合"),
        marks: Vec::new(),
        reference: None,
        forbidden_below: false,
        whole: false,
    };
    let mut figure = Figure::new(view, &plan);
    if eth.sizes.len() < 2 && record.complete() {
        figure.notice(say(
            view.lang,
            "Choose baths of other sizes (family=quarter, third or half) to compare.",
            "比べるには、ほかの大きさの熱浴（family=quarter、third、half）を選んでください。",
        ));
        return figure.finish();
    }
    for (k, (name, points, fit)) in series.iter().enumerate() {
        let style = CurveStyle {
            dash: &[],
            ..figure.palette.curve(k)
        };
        let (x, y): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
        let label = match fit {
            Some(fit) => format!("{name} ∝ D^({})", fit.exponent()),
            None => name.to_string(),
        };
        let line: Vec<f64> = match fit {
            Some(fit) => x.iter().map(|&d| fit.at(d)).collect(),
            None => y.clone(),
        };
        let hidden = figure.is_hidden(figure.curves.len());
        figure.curve(Curve {
            label,
            x: &x,
            y: &line,
            style,
            growing: false,
        });
        if !hidden {
            figure.dots(&x, &y, style);
        }
    }
    if view.legend {
        figure.legend();
    }
    figure.finish()
}

/// Ratios of consecutive gaps against the two distributions that theory knows.
pub(super) fn gaps(eth: &Eth, view: &View) -> (Sheet, Frame) {
    let ratios = eth.gaps.as_ref().map_or(&[][..], |gaps| &gaps.ratios);
    let histogram = Histogram::new(ratios, 0.0, 1.0, RATIO_BINS);
    let r: Vec<f64> = (0..=100).map(|k| f64::from(k) / 100.0).collect();
    let goe: Vec<f64> = r.iter().map(|&r| goe_density(r)).collect();
    let poisson: Vec<f64> = r.iter().map(|&r| poisson_density(r)).collect();
    let heights = histogram.density.iter().chain(&goe).chain(&poisson);
    let plan = Plan {
        x: view.x.axis(Scale::Linear, |scale| Axis {
            scale,
            min: 0.0,
            max: 1.0,
        }),
        y: view
            .y
            .axis(Scale::Linear, |_| Axis::around_zero(heights.copied())),
        x_label: say(
            view.lang,
            "ratio of neighbouring gaps r",
            "隣り合う準位間隔の比 r",
        ),
        y_label: say(view.lang, "density P(r)", "密度 P(r)"),
        marks: Vec::new(),
        reference: None,
        forbidden_below: false,
        whole: false,
    };
    let mut figure = Figure::new(view, &plan);
    let mean = |mean: f64| format!("⟨r⟩ = {mean:.4}");
    let label = match &eth.gaps {
        Some(gaps) => {
            let bath = say(view.lang, "this bath", "この熱浴");
            format!("{bath}, {} ± {:.4}", mean(gaps.all.mean), gaps.all.error)
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
    for (en, ja, value, y, style) in [
        (
            "random matrix (GOE)",
            "ランダム行列（GOE）",
            crate::record::gaps::GOE,
            &goe,
            random,
        ),
        (
            "uncorrelated (Poisson)",
            "無相関（ポアソン）",
            crate::record::gaps::POISSON,
            &poisson,
            uncorrelated,
        ),
    ] {
        figure.curve(Curve {
            label: format!("{}, {}", say(view.lang, en, ja), mean(value)),
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

/// A linear axis that holds the values with a little room, not necessarily zero.
pub(super) fn snug(values: impl Iterator<Item = f64>) -> Axis {
    let finite = values.filter(|v| v.is_finite());
    let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| {
        (l.min(v), h.max(v))
    });
    let room = 0.04 * (high - low);
    Axis::new(Scale::Linear, low - room, high + room).unwrap_or(Axis {
        scale: Scale::Linear,
        min: if low.is_finite() { low - 0.5 } else { 0.0 },
        max: if low.is_finite() { low + 0.5 } else { 1.0 },
    })
}

pub(super) fn energy_label(lang: Lang) -> &'static str {
    say(lang, "energy per site E/L", "サイトあたりのエネルギー E/L")
}

fn value_label(observable: Observable, lang: Lang) -> &'static str {
    match observable {
        Observable::Density => say(lang, "density ⟨n⟩ beside S", "Sの隣の粒子密度 ⟨n⟩"),
        Observable::Hopping => say(
            lang,
            "hopping ⟨b†b + h.c.⟩ beside S",
            "Sの隣のホッピング ⟨b†b + h.c.⟩",
        ),
        Observable::Pair => say(lang, "pair ⟨nn⟩ beside S", "Sの隣の2粒子占有 ⟨nn⟩"),
        Observable::LocalState => say(lang, "distance from canonical", "カノニカル状態との距離"),
        Observable::Entanglement => say(
            lang,
            "entanglement entropy (nats)",
            "エンタングルメントエントロピー (nats)",
        ),
        Observable::Gaps => say(lang, "density P(r)", "密度 P(r)"),
    }
}

fn outliers(s: &Deviations, epsilon: f64, lang: Lang) -> String {
    let (outliers, levels, share) = (s.outliers, s.levels, 100.0 * s.fraction);
    match lang {
        Lang::En => format!("|d| > {epsilon}: {outliers} of {levels} ({share:.1} %)"),
        Lang::Ja => format!("|d| > {epsilon}：{levels}個中{outliers}個（{share:.1} %）"),
    }
}
