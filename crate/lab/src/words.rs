//! The words of one language: every text that readers see, by its key.
//!
//! The texts stand in `www/texts`, one file for each language, `{"key": "text with {slots}"}`. The page hands in the
//! reader's; the terminal has all of them inside.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use numerics::sorting::argsort;

use crate::message::Message;

/// The languages: each a line here and a file of texts.
macro_rules! languages {
    ($($(#[$doc:meta])* $name:ident = $id:literal;)+) => {
        /// Language of what readers see.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Lang { $($(#[$doc])* $name),+ }

        impl Lang {
            /// Every language.
            pub const ALL: &'static [Lang] = &[$(Lang::$name),+];
            /// Their names, in the order of `ALL`.
            pub const NAMES: &'static [&'static str] = &[$($id),+];

            /// Its name in the text form.
            pub const fn id(self) -> &'static str {
                match self { $(Lang::$name => $id),+ }
            }

            /// The language with this name.
            pub fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Lang::$name),)+ _ => None }
            }

            /// Its file of texts.
            const fn texts(self) -> &'static str {
                match self {
                    $(Lang::$name => include_str!(concat!("../../../www/texts/", $id, ".json"))),+
                }
            }
        }
    };
}

languages! {
    /// English, the terminal's where nothing else is asked for.
    En = "en";
    /// Japanese.
    Ja = "ja";
}

/// The texts of one language, each with its key, in the order of these.
#[derive(Debug, Clone, Default)]
pub struct Words(Vec<(String, String)>);

impl Words {
    /// Those that are there already, each with its key.
    pub fn of_texts(mut texts: Vec<(String, String)>) -> Self {
        let order = argsort(texts.len(), &|i, j| texts[i].0.cmp(&texts[j].0));
        let taken = order.into_iter().map(|i| std::mem::take(&mut texts[i]));
        Words(taken.collect())
    }

    /// Reads a file of texts. The page's module leaves this to the browser.
    ///
    /// # Errors
    /// The text is not a JSON object of strings.
    pub fn parse(json: &str) -> Result<Self, serde_json::Error> {
        let texts: BTreeMap<String, String> = serde_json::from_str(json)?;
        Ok(Words(texts.into_iter().collect()))
    }

    /// The words of a language out of the program itself. Nothing in the page's module asks for them, which so comes without.
    pub fn of(lang: Lang) -> &'static Self {
        static INCLUDED: [OnceLock<Words>; Lang::ALL.len()] =
            [const { OnceLock::new() }; Lang::ALL.len()];
        // A test reads every file.
        INCLUDED[lang as usize].get_or_init(|| Words::parse(lang.texts()).unwrap_or_default())
    }

    /// The text of a key; the key itself where there is none.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        let found = self.0.binary_search_by(|(own, _)| own.as_str().cmp(key));
        found.map_or(key, |place| &self.0[place].1)
    }

    /// A message in this language. A slot that nothing fills stays as it is.
    pub fn say(&self, message: &Message) -> String {
        match message {
            Message::Plain(words) => words.clone(),
            Message::Text { key, arguments } => {
                let mut said = String::new();
                let mut rest = self.text(key);
                while let Some((before, slot, after)) = next_slot(rest) {
                    said += before;
                    match arguments.0.iter().find(|(name, _)| *name == slot) {
                        Some((_, argument)) => said += &self.say(argument),
                        None => said += &rest[before.len()..rest.len() - after.len()],
                    }
                    rest = after;
                }
                said + rest
            }
        }
    }
}

/// What stands before a text's first slot, the slot's name, and what follows it.
fn next_slot(text: &str) -> Option<(&str, &str, &str)> {
    let (before, from) = text.split_once('{')?;
    let (slot, after) = from.split_once('}')?;
    Some((before, slot, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_read() {
        for lang in Lang::ALL {
            let words = Words::parse(lang.texts()).unwrap();
            assert!(words.0.len() > 100, "{lang:?}");
            assert_ne!(words.text("title"), "title", "{lang:?}");
        }
    }

    #[test]
    fn slots_are_filled_with_values_and_messages() {
        let json = r#"{"sum": "{a} and {b}{c}", "part": "<{a}>", "list": "{before}, {after}"}"#;
        let words = Words::parse(json).unwrap();
        let part = Message::new("part").with("a", "{b}");
        let sum = Message::new("sum").with("b", 2.5).saying("a", part);
        assert_eq!(
            words.say(&sum),
            "<{b}> and 2.5{c}",
            "what fills a slot has no slots"
        );
        let items = ["x", "y", "z"].map(Message::plain);
        assert_eq!(words.say(&Message::joined("list", items)), "x, y, z");
        assert_eq!(words.say(&Message::new("none").with("a", 1)), "none");
    }
}
