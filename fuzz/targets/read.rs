//! Any text is read or refused by name; what it came to reads back as the same, and can be planned and estimated.
#![no_main]

use lab::estimate::estimate;
use lab::scenario::Scenario;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (scenario, _) = Scenario::read(text);
    let (again, errors) = Scenario::read(&scenario.to_text());
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(again.to_text(), scenario.to_text());
    let cost = estimate(&scenario);
    assert!(cost.seconds.is_finite() && cost.memory_bytes.is_finite());
});
