//! Words for readers, in both languages of the page.

use super::Lang;
use serde::Serialize;
use std::borrow::Cow;

/// The same words in English and in Japanese.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text {
    /// English.
    pub en: Cow<'static, str>,
    /// Japanese.
    pub ja: Cow<'static, str>,
}

impl Text {
    /// Fixed words.
    pub const fn new(en: &'static str, ja: &'static str) -> Self {
        Text {
            en: Cow::Borrowed(en),
            ja: Cow::Borrowed(ja),
        }
    }

    /// The words for a reader of `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ja => &self.ja,
        }
    }
}

/// Composed words: (English, Japanese).
impl From<(String, String)> for Text {
    fn from((en, ja): (String, String)) -> Self {
        Text {
            en: Cow::Owned(en),
            ja: Cow::Owned(ja),
        }
    }
}
