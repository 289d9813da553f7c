//! Panel `sizes`, late times: how far e^{-s} averaged, and entropy production, still move about their late values, against
//! the number of the bath's states, with the fitted powers.

use super::record::{LatePoint, SizesState};
use crate::draw::by_dimension::{self, DimensionPoint, DimensionSeries};
use crate::draw::irreversible::irreversible;
use crate::draw::scene::Scene;
use crate::draw::{Frame, View};
use crate::message::Message;
use crate::plan::trajectories::late_window;
use crate::words::Words;

/// Both root mean squares against D, both axes logarithmic. The dot is the mean over the eigenstates, the bar reaches from
/// the smallest to the largest of them.
pub fn compose(record: &SizesState, view: &View, words: &Words) -> (Scene, Frame) {
    let Some(window) = late_window(&record.scenario) else {
        let mut figure = by_dimension::figure(view, words, "", &[], &[]);
        figure.notice(words.text("chart.late.none"));
        return figure.finish();
    };
    let label = Message::new("chart.late").with("from", window.from);
    let label = words.say(&label.with("to", window.to));
    let all = series(record, words);
    let mut figure = by_dimension::figure(view, words, &label, &all, &[]);
    by_dimension::draw(&mut figure, all);
    if view.legend {
        figure.legend();
    }
    figure.finish()
}

fn series(record: &SizesState, words: &Words) -> Vec<DimensionSeries> {
    let several = record.scenario.coupling.len() > 1;
    let mut all = Vec::new();
    for (k, growth) in record.late_growth().into_iter().enumerate() {
        let mut add = |key, points: Vec<LatePoint>, fit| {
            let name = words.text(key);
            let point = |p: &LatePoint| DimensionPoint {
                dimension: p.dimension,
                value: p.spread.mean,
                ends: Some([p.spread.smallest, p.spread.largest]),
            };
            all.push(DimensionSeries {
                label: match several {
                    true => format!("γ′ = {}, {name}", growth.coupling),
                    false => name.to_string(),
                },
                points: points.iter().map(point).collect(),
                fit,
            });
        };
        // Where the start is certain there is no average of e^{-s}.
        if !irreversible(&record.scenario) {
            let points = record.late_points(k, |spread| spread.exponential_deviation);
            add(
                "chart.late.exponential",
                points,
                growth.exponential_deviation,
            );
        }
        let points = record.late_points(k, |spread| spread.entropy_production_rms);
        add(
            "chart.late.production",
            points,
            growth.entropy_production_rms,
        );
    }
    all
}
