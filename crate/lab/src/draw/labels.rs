//! Labels that several plots have.

use crate::message::Message;
use crate::words::Words;

/// The axis of every level.
pub(crate) fn energy_label(words: &Words) -> &str {
    words.text("chart.energy")
}

/// A bath with the bosons in it.
pub(crate) fn bath_name(bath: &str, bosons: usize, words: &Words) -> String {
    let message = Message::new("chart.bath").with("bath", bath);
    words.say(&message.with("bosons", bosons))
}
