//! Any value is taken for a key or refused by name; what is taken reads back as the same.
#![no_main]

use lab::scenario::Scenario;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|given: (&str, &str, &str)| {
    let (text, key, value) = given;
    let (scenario, _) = Scenario::read(text);
    if let Ok(changed) = scenario.with(key, value) {
        let (again, errors) = Scenario::read(&changed.to_text());
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(again.to_text(), changed.to_text());
    }
});
