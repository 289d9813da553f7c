//! What stands in place of an average that says nothing of the bath.

use crate::scenario::Scenario;
use crate::words::Words;

/// With S surely empty or surely filled at the start the sum over its states misses one, and
/// the average is below 1 for a reason that says nothing about the bath.
pub fn irreversible(scenario: &Scenario) -> bool {
    let p = scenario.occupation;
    p <= 0.0 || p >= 1.0
}

pub fn irreversibility(words: &Words) -> &str {
    words.text("chart.irreversible")
}
