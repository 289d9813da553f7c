//! Words for readers, in both languages of the page.

use serde::Serialize;
use std::borrow::Cow;

/// A language of the page's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English, the language of the command line and of `Display`.
    En,
    /// Japanese.
    Ja,
}

impl Lang {
    /// Every language of the page.
    pub const ALL: &'static [Lang] = &[Lang::En, Lang::Ja];

    /// Its name in the text form.
    pub const fn id(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ja => "ja",
        }
    }

    /// What it is called on the page.
    pub const fn label(self) -> Text {
        match self {
            Lang::En => Text::new("English", "英語"),
            Lang::Ja => Text::new("Japanese", "日本語"),
        }
    }

    /// The language with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "en" => Some(Lang::En),
            "ja" => Some(Lang::Ja),
            _ => None,
        }
    }
}

/// The same words in English and in Japanese.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Texts"))]
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
