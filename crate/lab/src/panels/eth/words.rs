//! Weak ETH in sentences.

use super::record::Eth;
use crate::message::Message;
use crate::record::histogram::PowerLaw;
use crate::scenario::Observable;

/// What the points show.
pub fn eth_words(eth: &Eth, observable: Observable) -> Vec<Message> {
    let mut words = Vec::new();
    if let Some(s) = &eth.statistics {
        let share = 100.0 * s.fraction;
        words.push(
            Message::new("summary.outliers")
                .with("levels", s.levels)
                .with("window", s.window)
                .with("outliers", s.outliers)
                .with("share", format!("{share:.2}"))
                .with("epsilon", eth.epsilon)
                .with("deviation", format!("{:.4}", s.standard_deviation))
                .with("largest", format!("{:.4}", s.largest)),
        );
    }
    words.extend(decay_words(eth));
    if let (Observable::Gaps, Some(gaps)) = (observable, &eth.gaps) {
        words.push(
            Message::new("summary.gaps")
                .with("mean", format!("{:.4}", gaps.all.mean))
                .with("error", format!("{:.4}", gaps.all.error))
                .with("goe", format!("{:.4}", gaps.goe))
                .with("poisson", format!("{:.4}", gaps.poisson)),
        );
    }
    if let Some(entanglement) = &eth.entanglement {
        let largest = eth
            .levels
            .iter()
            .filter_map(|l| l.value)
            .fold(0.0, f64::max);
        words.push(
            Message::new("summary.entanglement")
                .with("largest", format!("{largest:.4}"))
                .with("page", format!("{:.4}", entanglement.page)),
        );
    }
    words
}

/// How the deviations shrink with the bath, as powers of the number of its states.
fn decay_words(eth: &Eth) -> Option<Message> {
    let power = |fit: &Option<PowerLaw>| fit.as_ref().map(PowerLaw::exponent);
    let spread = power(&eth.decay.standard_deviation)?;
    let largest = power(&eth.decay.largest)?;
    let message = Message::new("summary.decay").with("sizes", eth.sizes.len());
    Some(message.with("spread", spread).with("largest", largest))
}
