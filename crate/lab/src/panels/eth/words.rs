//! Weak ETH in sentences.

use super::record::Eth;
use crate::bath::Bath;
use crate::message::{decimals, Message};
use crate::record::histogram::PowerLaw;
use crate::scenario::{Observable, Scenario};
use numerics::vector::largest;

/// What the points show.
pub fn eth_words(eth: &Eth, scenario: &Scenario) -> Vec<Message> {
    let observable = scenario.observable;
    let mut words = Vec::new();
    if let Some(s) = &eth.statistics {
        let moments = s.fraction.zip(s.standard_deviation).zip(s.largest);
        let message = match moments {
            None => Message::new("summary.outliers.none"),
            Some(((fraction, deviation), largest)) => Message::new("summary.outliers")
                .with("levels", s.levels)
                .with("outliers", s.outliers)
                .with("share", decimals(100.0 * fraction, 2))
                .with("epsilon", eth.epsilon)
                .with("deviation", decimals(deviation, 4))
                .with("largest", decimals(largest, 4)),
        };
        words.push(message.with("window", s.window));
    }
    words.extend(decay_words(eth));
    if observable == Observable::Density && Bath::from(scenario).symmetry().has_momenta() {
        words.push(Message::new("summary.density.uniform"));
    }
    if let (Observable::Gaps, Some(gaps)) = (observable, &eth.gaps) {
        words.push(
            Message::new("summary.gaps")
                .saying("mean", gaps.all.message())
                .with("goe", decimals(gaps.goe, 4))
                .with("poisson", decimals(gaps.poisson, 4)),
        );
    }
    if let Some(entanglement) = &eth.entanglement {
        let largest = largest(eth.levels.iter().filter_map(|l| l.value));
        words.push(
            Message::new("summary.entanglement")
                .with("largest", decimals(largest, 4))
                .with("page", decimals(entanglement.page, 4)),
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
