//! Everything that can go wrong, in one enum: a stable code for programs, a message for readers.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::message::Message;

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
        allowed: Message,
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
    /// A text in a way of writing set-ups that came after this one.
    Newer {
        /// The key of the version.
        name: &'static str,
        /// The version.
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
        reason: Message,
        /// A set-up near this one that can be held; boxed, so that a Result with an Error stays small.
        fits: Box<Message>,
    },
    /// An iteration stopped before it reached its tolerance.
    NotConverged {
        /// The computation.
        what: Message,
        /// The residual it was left with, in units of energy; infinite where there is none.
        error: f64,
        /// The residual it was to reach.
        tolerance: f64,
    },
    /// What was computed is no finite number.
    NotFinite {
        /// What it is.
        what: Message,
    },
    /// What rounding may have added is more than the numbers shown allow for.
    Inaccurate {
        /// The number.
        what: Message,
        /// Its error, of the number itself where that is above 1.
        error: f64,
        /// The error that is allowed.
        tolerance: f64,
    },
    /// Two ways to one number end in different ones.
    Disagreement {
        /// The number.
        what: Message,
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
    Input(Message),
}

impl Error {
    /// Stable name of the kind of error, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Parameter { .. } => "bad-value",
            Error::UnknownKey { .. } => "unknown-key",
            Error::DuplicateKey { .. } => "duplicate-key",
            Error::Conflict { .. } => "conflict",
            Error::Newer { .. } => "newer",
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
            Error::Conflict { name, .. }
            | Error::Newer { name, .. }
            | Error::TooLarge { name, .. } => Some(name),
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
            | Error::Newer { given, .. }
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

    /// What would have been allowed in place of that value.
    pub fn allowed(&self) -> Option<&Message> {
        match self {
            Error::Parameter { allowed, .. } => Some(allowed),
            Error::TooLarge { fits, .. } => Some(fits),
            Error::UnknownKey { .. }
            | Error::DuplicateKey { .. }
            | Error::Conflict { .. }
            | Error::Newer { .. }
            | Error::MissingValue { .. }
            | Error::Encoding { .. }
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

    /// Quotes the value otherwise.
    pub(crate) fn set_given(&mut self, value: &str) {
        match self {
            Error::Parameter { given, .. }
            | Error::UnknownKey { given, .. }
            | Error::DuplicateKey { given, .. }
            | Error::Conflict { given, .. }
            | Error::Encoding { given, .. }
            | Error::Newer { given, .. }
            | Error::TooLarge { given, .. } => *given = value.to_string(),
            Error::MissingValue { .. }
            | Error::More { .. }
            | Error::TooLong { .. }
            | Error::NotConverged { .. }
            | Error::NotFinite { .. }
            | Error::Inaccurate { .. }
            | Error::Disagreement { .. }
            | Error::Panic { .. }
            | Error::Input(_) => {}
        }
    }

    /// What a reader is told.
    pub fn message(&self) -> Message {
        match self {
            Error::Parameter {
                name,
                given,
                allowed,
            } => told("error.bad-value", name, given).saying("allowed", allowed.clone()),
            Error::UnknownKey {
                name,
                given,
                near: Some(near),
                ..
            } => told("error.unknown-key.near", name, given).with("near", near),
            Error::UnknownKey { name, given, .. } => told("error.unknown-key", name, given),
            Error::DuplicateKey { name, given } => told("error.duplicate-key", name, given),
            Error::Conflict { name, other, given } => {
                told("error.conflict", name, given).with("other", other)
            }
            Error::Newer { name, given } => told("error.newer", name, given),
            Error::MissingValue { name } => {
                Message::new("error.missing-value").with("name", short(name))
            }
            Error::Encoding { name, given } => told("error.bad-encoding", name, given),
            Error::More { count: 1 } => Message::new("error.more.one"),
            Error::More { count } => Message::new("error.more").with("count", count),
            Error::TooLong { length, limit } => Message::new("error.too-long")
                .with("length", length)
                .with("limit", limit),
            Error::TooLarge {
                name,
                given,
                reason,
                fits,
            } => told("error.too-large", name, given)
                .saying("reason", reason.clone())
                .saying("fits", Message::clone(fits)),
            Error::NotConverged {
                what,
                error,
                tolerance,
            } => Message::new("error.not-converged")
                .saying("what", what.clone())
                .with("error", format!("{error:.1e}"))
                .with("tolerance", format!("{tolerance:.1e}")),
            Error::NotFinite { what } => {
                Message::new("error.not-finite").saying("what", what.clone())
            }
            Error::Inaccurate {
                what,
                error,
                tolerance,
            } => Message::new("error.inaccurate")
                .saying("what", what.clone())
                .with("error", format!("{error:.1e}"))
                .with("tolerance", format!("{tolerance:.0e}")),
            Error::Disagreement {
                what,
                values: [one, other],
                tolerance,
            } => Message::new("error.disagreement")
                .saying("what", what.clone())
                .with("one", one)
                .with("other", other)
                .with("tolerance", format!("{tolerance:.0e}")),
            Error::Panic { detail } => Message::new("error.panic").with("detail", detail),
            Error::Input(message) => message.clone(),
        }
    }
}

/// The text of an error about a value of a key.
fn told(key: &'static str, name: &str, given: &str) -> Message {
    let message = Message::new(key).with("name", short(name));
    message.with("given", short(given))
}

/// What a reader can take in of a text that may be thousands of characters of rubbish.
fn short(given: &str) -> String {
    const LONGEST: usize = 60;
    match given.char_indices().nth(LONGEST) {
        None => given.to_string(),
        Some((end, _)) => format!("{}…", &given[..end]),
    }
}

/// For programs and their logs; readers get [`Error::message`] in their language.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())?;
        match (self.parameter(), self.given()) {
            (Some(name), Some(given)) => write!(f, ": {}={}", short(name), short(given)),
            (Some(name), None) => write!(f, ": {}", short(name)),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

impl From<physics::error::Error> for Error {
    fn from(error: physics::error::Error) -> Self {
        match error {
            physics::error::Error::NotConverged { error, tolerance } => Error::NotConverged {
                what: Message::new("error.eigenvalues"),
                error,
                tolerance,
            },
        }
    }
}

/// An error as the page sees it.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Problem<'a> {
    /// Stable name of the kind of error.
    code: &'static str,
    /// Key of the parameter at fault, where there is one.
    parameter: Option<&'a str>,
    /// The value that was refused, as it was written.
    given: Option<&'a str>,
    /// What happened, for readers.
    message: Message,
}

impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let problem = Problem {
            code: self.code(),
            parameter: self.parameter(),
            given: self.given(),
            message: self.message(),
        };
        problem.serialize(serializer)
    }
}
