//! Everything that can go wrong, in one enum: a stable code for programs, a message in two languages for readers.

use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::scenario::schema::KEYS;
use crate::scenario::{Lang, Text};

/// What went wrong, which parameter it concerns, what was given and what would have been allowed.
#[derive(Debug, Clone, PartialEq)]
pub enum Error {
    /// A value outside what its key allows.
    Parameter {
        /// The key.
        name: String,
        /// The value as it was written.
        given: String,
        /// In words, what the key takes in this set-up.
        allowed: Text,
    },
    /// A key the grammar does not have; `near` is the known key spelt most like it.
    UnknownKey {
        /// The name that no key has.
        name: String,
        /// The value it came with.
        given: String,
        /// The known key spelt most like it, if one is close enough to be meant.
        near: Option<&'static str>,
    },
    /// A key that is set more than once.
    DuplicateKey {
        /// The key.
        name: String,
        /// The later value; neither is used.
        given: String,
    },
    /// Two keys that set the same thing.
    Conflict {
        /// The key to leave out.
        name: &'static str,
        /// The key that sets the same thing; neither is used.
        other: &'static str,
        /// The value of the first.
        given: String,
    },
    /// A part of the text without `=`.
    MissingValue {
        /// The part as it was written.
        name: String,
    },
    /// A percent-encoding that is cut short, not hexadecimal, or not UTF-8.
    Encoding {
        /// The key, not decoded.
        name: String,
        /// The value, not decoded.
        given: String,
    },
    /// Further errors of one text, which are not said one by one.
    More {
        /// How many.
        count: usize,
    },
    /// A text longer than a link can be.
    TooLong {
        /// Its length, in characters.
        length: usize,
        /// The longest allowed, in characters.
        limit: usize,
    },
    /// A valid set-up that the machine cannot hold, and what it could.
    TooLarge {
        /// The key to change.
        name: &'static str,
        /// Its value as it was written.
        given: String,
        /// Which limit is passed, and by what.
        reason: Text,
        /// A set-up near this one that can be held; boxed, so that a Result with an Error stays small.
        fits: Box<Text>,
    },
    /// An iteration stopped before it reached its tolerance.
    NotConverged {
        /// The computation.
        what: Text,
        /// The residual it was left with, in units of energy; infinite where there is none.
        error: f64,
        /// The residual it was to reach.
        tolerance: f64,
    },
    /// What was computed is no finite number.
    NotFinite {
        /// What it is.
        what: Text,
    },
    /// What rounding may have added is more than the numbers shown allow for.
    Inaccurate {
        /// The number.
        what: Text,
        /// Its error, of the number itself where that is above 1.
        error: f64,
        /// The error that is allowed.
        tolerance: f64,
    },
    /// Two ways to one number end in different ones.
    Disagreement {
        /// The number.
        what: Text,
        /// What either way gives.
        values: [f64; 2],
        /// The difference that is allowed, of the number itself where that is above 1.
        tolerance: f64,
    },
    /// An error of the program's own: a part of an experiment panicked.
    Panic {
        /// What it was doing, and what it said.
        detail: String,
    },
    /// Input or output outside a scenario failed: a file, an option, a message.
    Input(Text),
}

impl Error {
    /// Stable name of the kind of error, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Parameter { .. } => "bad-value",
            Error::UnknownKey { .. } => "unknown-key",
            Error::DuplicateKey { .. } => "duplicate-key",
            Error::Conflict { .. } => "conflict",
            Error::MissingValue { .. } => "missing-value",
            Error::Encoding { .. } => "bad-encoding",
            Error::More { .. } => "more",
            Error::TooLong { .. } => "too-long",
            Error::TooLarge { .. } => "too-large",
            Error::NotConverged { .. } => "not-converged",
            Error::NotFinite { .. } => "not-finite",
            Error::Inaccurate { .. } => "inaccurate",
            Error::Disagreement { .. } => "disagreement",
            Error::Panic { .. } => "panic",
            Error::Input(_) => "input",
        }
    }

    /// The key of the scenario that the error is about.
    pub fn parameter(&self) -> Option<&str> {
        match self {
            Error::Parameter { name, .. }
            | Error::UnknownKey { name, .. }
            | Error::DuplicateKey { name, .. }
            | Error::MissingValue { name }
            | Error::Encoding { name, .. } => Some(name),
            Error::Conflict { name, .. } | Error::TooLarge { name, .. } => Some(name),
            Error::More { .. }
            | Error::TooLong { .. }
            | Error::NotConverged { .. }
            | Error::NotFinite { .. }
            | Error::Inaccurate { .. }
            | Error::Disagreement { .. }
            | Error::Panic { .. }
            | Error::Input(_) => None,
        }
    }

    /// The value that was refused, as it was written.
    pub fn given(&self) -> Option<&str> {
        match self {
            Error::Parameter { given, .. }
            | Error::UnknownKey { given, .. }
            | Error::DuplicateKey { given, .. }
            | Error::Conflict { given, .. }
            | Error::Encoding { given, .. }
            | Error::TooLarge { given, .. } => Some(given),
            Error::MissingValue { .. }
            | Error::More { .. }
            | Error::TooLong { .. }
            | Error::NotConverged { .. }
            | Error::NotFinite { .. }
            | Error::Inaccurate { .. }
            | Error::Disagreement { .. }
            | Error::Panic { .. }
            | Error::Input(_) => None,
        }
    }

    /// The message for a reader of `lang`.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.english(),
            Lang::Ja => self.japanese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Error::Parameter {
                name,
                given,
                allowed,
            } => {
                format!(
                    "{}={} is not possible; allowed: {}",
                    short(name),
                    short(given),
                    allowed.en
                )
            }
            Error::UnknownKey { name, given, near } => {
                let hint = match near {
                    Some(key) => format!("did you mean {key}?"),
                    None => format!("allowed: {}", key_names().join(", ")),
                };
                let (name, given) = (short(name), short(given));
                format!("{name}={given} is not possible: there is no parameter {name}; {hint}")
            }
            Error::DuplicateKey { name, given } => {
                let (name, given) = (short(name), short(given));
                format!(
                    "{name}={given} is not possible: {name} is given more than once; allowed: once"
                )
            }
            Error::Conflict { name, other, given } => {
                let given = short(given);
                format!("{name}={given} is not possible beside {other}; allowed: one of the two")
            }
            Error::MissingValue { name } => {
                format!(
                    "“{}” has no value; allowed: key=value, joined by &",
                    short(name)
                )
            }
            Error::Encoding { name, given } => {
                format!(
                    "{}={} is not valid percent-encoded text; allowed: % followed by two hexadecimal digits, together UTF-8",
                    short(name),
                    short(given)
                )
            }
            Error::More { count: 1 } => "and one more".to_string(),
            Error::More { count } => format!("and {count} more"),
            Error::TooLong { length, limit } => {
                format!("The set-up's text has {length} characters; allowed: at most {limit}")
            }
            Error::TooLarge {
                name,
                given,
                reason,
                fits,
            } => {
                format!(
                    "{name}={given} is too large: {}. What fits: {}",
                    reason.en, fits.en
                )
            }
            Error::NotConverged {
                what,
                error,
                tolerance,
            } => {
                format!(
                    "{} did not converge: error {error:.1e}, wanted {tolerance:.1e}",
                    what.en
                )
            }
            Error::NotFinite { what } => {
                format!(
                    "{} came out as no finite number: this set-up leads beyond the range of the computer's numbers",
                    what.en
                )
            }
            Error::Inaccurate {
                what,
                error,
                tolerance,
            } => {
                format!(
                    "{} is known only to {error:.1e}, and {tolerance:.0e} is wanted: rounding errors are magnified too far at this temperature",
                    what.en
                )
            }
            Error::Disagreement {
                what,
                values: [one, other],
                tolerance,
            } => {
                format!(
                    "{}: two ways to the same number give {one} and {other}, and {tolerance:.0e} is allowed between them",
                    what.en
                )
            }
            Error::Panic { detail } => format!("an error of the program's own: {detail}"),
            Error::Input(text) => text.en.to_string(),
        }
    }

    fn japanese(&self) -> String {
        match self {
            Error::Parameter {
                name,
                given,
                allowed,
            } => {
                format!(
                    "{}={} は指定できません。指定できる値：{}",
                    short(name),
                    short(given),
                    allowed.ja
                )
            }
            Error::UnknownKey { name, given, near } => {
                let hint = match near {
                    Some(key) => format!("{key} のことですか？"),
                    None => format!("指定できるもの：{}", key_names().join("、")),
                };
                let (name, given) = (short(name), short(given));
                format!("{name}={given} は指定できません。{name} というパラメーターはありません。{hint}")
            }
            Error::DuplicateKey { name, given } => {
                let (name, given) = (short(name), short(given));
                format!("{name}={given} は指定できません。{name} が2回以上書かれています。書けるのは1回だけです。")
            }
            Error::Conflict { name, other, given } => {
                let given = short(given);
                format!("{name}={given} は {other} と同時に指定できません。どちらか一方だけを指定してください。")
            }
            Error::MissingValue { name } => {
                format!(
                    "「{}」に値がありません。「キー=値」を & でつないで書いてください。",
                    short(name)
                )
            }
            Error::Encoding { name, given } => {
                format!(
                    "{}={} はパーセントエンコードとして正しくありません。% の後に16進数2桁が続き、全体がUTF-8である必要があります。",
                    short(name),
                    short(given)
                )
            }
            Error::More { count } => format!("ほか{count}件"),
            Error::TooLong { length, limit } => {
                format!("設定の文字列が{length}文字あります。上限は{limit}文字です。")
            }
            Error::TooLarge {
                name,
                given,
                reason,
                fits,
            } => {
                format!(
                    "{name}={given} は大きすぎます：{}。計算できる例：{}",
                    reason.ja, fits.ja
                )
            }
            Error::NotConverged {
                what,
                error,
                tolerance,
            } => {
                format!(
                    "{}が収束しませんでした（誤差 {error:.1e}、目標 {tolerance:.1e}）。",
                    what.ja
                )
            }
            Error::NotFinite { what } => {
                format!("{}が有限の数になりませんでした。この設定では、計算機で表せる数の範囲を超えてしまいます。", what.ja)
            }
            Error::Inaccurate {
                what,
                error,
                tolerance,
            } => {
                format!("{}の精度は{error:.1e}にとどまり、必要な{tolerance:.0e}に届きません。この温度では丸め誤差が大きく拡大されるためです。", what.ja)
            }
            Error::Disagreement {
                what,
                values: [one, other],
                tolerance,
            } => {
                format!("{}を2通りの方法で計算した結果が{one}と{other}になり、許される差{tolerance:.0e}を超えています。", what.ja)
            }
            Error::Panic { detail } => format!("プログラム自体のエラーです：{detail}"),
            Error::Input(text) => text.ja.to_string(),
        }
    }
}

fn key_names() -> Vec<&'static str> {
    KEYS.iter().map(|key| key.name).collect()
}

/// What a reader can take in of a text that may be thousands of characters of rubbish.
fn short(given: &str) -> String {
    const LONGEST: usize = 60;
    match given.char_indices().nth(LONGEST) {
        None => given.to_string(),
        Some((end, _)) => format!("{}…", &given[..end]),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english())
    }
}

impl std::error::Error for Error {}

impl From<physics::error::Error> for Error {
    fn from(error: physics::error::Error) -> Self {
        match error {
            physics::error::Error::NotConverged { error, tolerance } => Error::NotConverged {
                what: Text::new("the eigenvalue solver", "固有値の計算"),
                error,
                tolerance,
            },
        }
    }
}

/// As the page sees it: `{code, parameter, given, message: {en, ja}}`.
impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let message = Text::from((self.english(), self.japanese()));
        let mut fields = serializer.serialize_struct("Error", 4)?;
        fields.serialize_field("code", self.code())?;
        fields.serialize_field("parameter", &self.parameter())?;
        fields.serialize_field("given", &self.given())?;
        fields.serialize_field("message", &message)?;
        fields.end()
    }
}
