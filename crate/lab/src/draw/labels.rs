//! Labels that several plots have.

use crate::message::Message;
use crate::scenario::bath::called;
use crate::scenario::Shape;
use crate::words::Words;

/// The axis of every level.
pub(crate) fn energy_label(words: &Words) -> &str {
    words.text("chart.energy")
}

/// A bath with the bosons in it.
pub(crate) fn bath_name(bath: Shape, bosons: usize, words: &Words) -> String {
    let message = Message::new("chart.bath").saying("bath", called(bath));
    words.say(&message.with("bosons", bosons))
}
