//! What readers are told, before it is in any language.

use serde::Serialize;

use crate::json::Named;

/// A text of the files of words with what fills its slots, or words that are the same in every language.
///
/// As JSON a string, or `{key, arguments}` with the arguments by the names of their slots.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
pub enum Message {
    /// A number, a symbol, a name of the text form, or what somebody else's program said.
    Plain(String),
    /// A text.
    Text {
        /// Its key in the files of words.
        key: &'static str,
        /// What stands in its `{slots}`.
        #[cfg_attr(test, ts(type = "Record<string, Message>"))]
        arguments: Named<Message>,
    },
}

impl Message {
    /// The text of a key, without anything in its slots yet.
    pub const fn new(key: &'static str) -> Self {
        Message::Text {
            key,
            arguments: Named(Vec::new()),
        }
    }

    /// Words that are the same in every language.
    pub fn plain(words: impl ToString) -> Self {
        Message::Plain(words.to_string())
    }

    /// The same with a value in one of the slots.
    pub fn with(self, slot: &'static str, value: impl ToString) -> Self {
        self.saying(slot, Message::plain(value))
    }

    /// The same with a message in one of the slots.
    pub fn saying(mut self, slot: &'static str, message: Message) -> Self {
        if let Message::Text { arguments, .. } = &mut self {
            arguments.0.push((slot, message));
        }
        self
    }

    /// One after the other, two at a time as the text of `key` puts `{before}` and `{after}` together; empty without items.
    pub fn joined(key: &'static str, items: impl IntoIterator<Item = Message>) -> Self {
        let pair = |before, after| {
            let joined = Message::new(key);
            joined.saying("before", before).saying("after", after)
        };
        items.into_iter().reduce(pair).unwrap_or(Message::plain(""))
    }
}

/// A number as readers see it: so many decimals, with a true minus sign; a dash for what is no number.
pub fn decimals(x: f64, places: usize) -> String {
    match x.is_finite() {
        true => format!("{x:.places$}").replace('-', "\u{2212}"),
        false => "\u{2013}".to_string(),
    }
}
