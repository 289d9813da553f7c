//! Entropy production of every eigenstate in sentences.

use super::record::AllEigenstates;
use crate::message::{decimals, Message};
use crate::scenario::bath::called;
use crate::scenario::Shape;

/// Numbers of levels, of many only the first few.
fn listed(levels: &[usize]) -> Message {
    const MOST: usize = 8;
    let shown = levels.iter().take(MOST).map(Message::plain);
    let shown = Message::joined("list", shown);
    match levels.len().saturating_sub(MOST) {
        0 => shown,
        more => Message::new("list.more")
            .saying("list", shown)
            .with("count", more),
    }
}

pub fn sigma_words(all: &AllEigenstates) -> Vec<Message> {
    let Some(s) = &all.statistics else {
        return Vec::new();
    };
    let share = 100.0 * s.fraction;
    let mut words = vec![Message::new("summary.below-zero")
        .with("coupling", all.coupling)
        .with("time", all.time)
        .with("below", s.below_zero)
        .with("levels", s.levels)
        .with("share", decimals(share, 2))
        .with("least", decimals(s.minimum, 4))
        .with("at", s.minimum_index)];
    let quantile = |share: f64| {
        let found = s.quantiles.iter().find(|(of, _)| *of == share);
        found.map_or(String::new(), |(_, sigma)| decimals(*sigma, 4))
    };
    let [one, five, half, most] = [0.01, 0.05, 0.5, 0.95].map(quantile);
    words.push(
        Message::new("summary.quantiles")
            .with("one", one)
            .with("five", five)
            .with("half", half)
            .with("most", most),
    );
    for bath in &all.finite_size {
        let shape = Shape::from_name(&bath.bath).map_or(Message::plain(""), called);
        let size = Message::new("summary.size").saying("bath", shape);
        let share = bath
            .share
            .map_or("–".to_string(), |share| decimals(100.0 * share, 2));
        words.push(
            Message::new("summary.negative")
                .saying("size", size.with("bosons", bath.bosons))
                .with("epsilon", all.epsilon)
                .with("below", bath.below)
                .with("levels", bath.levels)
                .with("share", share),
        );
    }
    if let Some(fit) = &all.decay {
        words.push(Message::new("summary.negative.decay").with("power", fit.exponent()));
    }
    if !s.without_beta.is_empty() {
        let missing = listed(&s.without_beta);
        words.push(Message::new("summary.without-beta").saying("numbers", missing));
    }
    words
}
