//! What stands in place of an average that says nothing of the bath.

use super::say;
use crate::scenario::{Lang, Scenario};

/// With S surely empty or surely filled at the start the sum over its states misses one, and
/// the average is below 1 for a reason that says nothing about the bath.
pub fn irreversible(scenario: &Scenario) -> bool {
    let p = scenario.occupation;
    p <= 0.0 || p >= 1.0
}

pub fn irreversibility(lang: Lang) -> &'static str {
    say(
        lang,
        "With the system surely empty or surely filled at the start, ⟨e⁻ˢ⟩ is below 1 for a trivial reason (absolute irreversibility). Choose an occupation between 0 and 1, for example 0.5.",
        "最初に系が確実に空、または確実に占有されている場合、⟨e⁻ˢ⟩は自明な理由（絶対不可逆性）で1を下回ります。占有数を0と1の間、たとえば0.5にしてください。",
    )
}
