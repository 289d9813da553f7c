//! Panel `fluctuation`, at one time: the distribution P(s) and the characteristic functions.

use crate::draw::axis::{Axis, Scale};
use crate::draw::figure::{AxesSpec, Curve, Figure};
use crate::draw::scene::Scene;
use crate::draw::theme::CurveStyle;
use crate::draw::time::TimeMark;
use crate::draw::{Frame, View};
use crate::record::{Characteristic, Distribution, Trajectories};
use crate::words::Words;
use numerics::cast::count;

/// Bars across the histogram.
const BARS: usize = 60;
/// Probability beyond either end of the histogram that is not worth its room.
const TAIL: f64 = 5e-4;

/// P(s) as a histogram with its mean.
pub fn histogram(record: &Trajectories, view: &View, words: &Words) -> (Scene, Frame) {
    let found = statistics(record, view);
    let (edges, bars) = found.map(bars).unwrap_or_else(|| (vec![-1.0, 1.0], vec![]));
    let (low, high) = (edges[0], edges[edges.len() - 1]);
    let x = view
        .x
        .range
        .and_then(|(a, b)| Axis::new(Scale::Linear, a, b));
    let y = view.y.holding(Scale::Linear, &bars);
    let mut marks = Vec::new();
    if let Some(found) = found {
        marks.push(TimeMark {
            time: found.mean,
            symbol: "⟨s⟩".to_string(),
            name: format!("= σ = {:.4}", found.mean),
            formula: "⟨s⟩ = Σ P(s) s".to_string(),
            line: true,
        });
    }
    let mut figure = Figure::new(
        view,
        &AxesSpec {
            x: x.unwrap_or(Axis {
                scale: Scale::Linear,
                min: low,
                max: high,
            }),
            y,
            x_label: words.text("chart.measurement"),
            y_label: words.text("chart.probability"),
            marks,
            reference: None,
            forbidden_below: false,
            whole: false,
        },
    );
    let color = run_color(&figure, view);
    for (bar, pair) in bars.iter().zip(edges.windows(2)) {
        figure.bar(pair[0], pair[1], *bar, color);
    }
    match found {
        Some(found) => figure.caption(&format!(
            "{}t = {}   ⟨e⁻ˢ⟩ = {:.4}",
            whose(record, view),
            short(found.time),
            found.exponential_average
        )),
        None => figure.notice(missing(words)),
    }
    figure.finish()
}

/// |G_F(u)|, |G_R(i - u)| and the size of their difference, which the theorem says is zero.
pub fn characteristic(record: &Trajectories, view: &View, words: &Words) -> (Scene, Frame) {
    let found = statistics(record, view);
    let functions: Option<&Characteristic> = found.map(|f| &f.characteristic);
    let last = functions.and_then(|f| f.u.last().copied()).unwrap_or(1.0);
    let shown = |f: &Characteristic| [f.forward.clone(), f.reverse.clone(), f.difference.clone()];
    let columns = functions.map(shown).unwrap_or_default();
    // Rounding above 1 must not buy a whole decade of paper.
    let mut values = vec![1.0];
    values.extend(columns.iter().flatten().map(|v| v.min(1.0)));
    let mut figure = Figure::new(
        view,
        &AxesSpec {
            x: view.x.axis(Scale::Linear, |scale| Axis {
                scale,
                min: 0.0,
                max: last,
            }),
            y: view.y.holding(Scale::Log, &values),
            x_label: words.text("chart.u"),
            y_label: words.text("chart.characteristic"),
            marks: Vec::new(),
            reference: None,
            forbidden_below: false,
            whole: false,
        },
    );
    let Some(functions) = functions else {
        figure.notice(missing(words));
        return figure.finish();
    };
    let color = run_color(&figure, view);
    let ink = figure.palette.ink;
    let styles = [(color, &[][..]), (color, &[5.0, 4.0][..]), (ink, &[][..])];
    let names = ["|G_F(u)|", "|G_R(i − u)|", "|G_F(u) − G_R(i − u)|"];
    for ((name, (color, dash)), values) in names.iter().zip(styles).zip(&columns) {
        figure.curve(Curve {
            label: name.to_string(),
            x: &functions.u,
            y: values,
            style: CurveStyle { color, dash },
            growing: false,
        });
    }
    // The page says beside the plot what is what.
    if view.legend {
        figure.legend();
        if let Some(found) = found {
            figure.remark(&format!("{}t = {}", whose(record, view), short(found.time)));
        }
    }
    figure.finish()
}

fn statistics<'a>(record: &'a Trajectories, view: &View) -> Option<&'a Distribution> {
    record.runs.get(view.run)?.statistics.as_ref()
}

/// The run's coupling, in a picture that stands alone.
fn whose(record: &Trajectories, view: &View) -> String {
    let run = record.runs.get(view.run).filter(|_| view.legend);
    run.map_or(String::new(), |run| format!("γ′ = {}   ", run.coupling))
}

fn run_color(figure: &Figure, view: &View) -> plotters::style::RGBAColor {
    figure.palette.curve(view.run).color
}

fn missing(words: &Words) -> &str {
    words.text("chart.distribution.missing")
}

fn short(time: f64) -> String {
    let text = format!("{time:.4}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_string(),
        false => text,
    }
}

/// Edges of the bars, and the probability in each; what lies beyond the ends is counted in
/// the outermost bars.
fn bars(found: &Distribution) -> (Vec<f64>, Vec<f64>) {
    let pairs = found.entropy.iter().zip(&found.probability);
    let lines: Vec<(f64, f64)> = pairs.map(|(&s, &p)| (s, p)).collect();
    let low = quantile(lines.iter());
    let high = quantile(lines.iter().rev());
    let room = (0.04 * (high - low)).max(1e-6);
    let (low, high) = (low - room, high + room);
    let width = (high - low) / BARS as f64;
    let edges = (0..=BARS).map(|k| low + width * k as f64).collect();
    let mut bars = vec![0.0; BARS];
    for (s, p) in lines {
        let place = ((s - low) / width).floor().clamp(0.0, BARS as f64 - 1.0);
        bars[count(place)] += p;
    }
    (edges, bars)
}

/// The first s by which more than [`TAIL`] of the probability has passed.
fn quantile<'a>(lines: impl Iterator<Item = &'a (f64, f64)>) -> f64 {
    let mut passed = 0.0;
    for (s, p) in lines {
        passed += p;
        if passed > TAIL {
            return *s;
        }
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    #[test]
    fn the_bars_hold_the_whole_probability() {
        let text =
            "panel=fluctuation&statistics=full&bath=square-3x3&bosons=3&coupling=1&times=lin:0:1:2";
        let scenario = Scenario::parse(text).unwrap();
        let record = crate::runner::run(&scenario, |_, _, _| true).unwrap();
        let (edges, bars) = bars(record.runs()[0].statistics.as_ref().unwrap());
        assert_eq!(edges.len(), bars.len() + 1);
        assert!((bars.iter().sum::<f64>() - 1.0).abs() < 1e-10);
        assert!(bars.iter().filter(|b| **b > 1e-3).count() > 5);
    }

    #[test]
    fn short_times_are_written_short() {
        assert_eq!(short(2.0), "2");
        assert_eq!(short(0.25), "0.25");
        assert_eq!(short(100.0), "100");
    }
}
