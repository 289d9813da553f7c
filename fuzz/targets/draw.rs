//! Whatever is set up and however it is looked at, empty axes are drawn, and no number on them is none.
#![no_main]

use lab::draw::View;
use lab::export::svg::svg;
use lab::panels::{self, Record};
use lab::scenario::{Lang, Scenario};
use lab::words::Words;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|given: (&str, &str)| {
    let (text, view) = given;
    let Ok(view) = serde_json::from_str::<View>(view) else {
        return;
    };
    panels::install(&[]);
    let record = Record::new(&Scenario::read(text).0);
    let drawn = svg(&record, &view, Words::of(Lang::En));
    assert!(!drawn.contains("NaN"), "{drawn}");
});
