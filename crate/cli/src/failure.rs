//! How a command ends when it fails, and in whose words.

use std::process::ExitCode;
use std::sync::OnceLock;

use lab::error::Error;
use lab::message::Message;
use lab::scenario::{schema, Lang};
use lab::words::Words;

/// Why a command did not do what it was asked to, in the reader's words.
#[derive(Debug)]
pub enum Failure {
    /// The command itself is not one of the program's: exit code 2, as with most programs.
    Usage(String),
    /// The set-up is none: exit code 3.
    Setup(String),
    /// Anything else, such as a full disk or a computation that did not converge: exit code 1.
    Fault(String),
}

impl Failure {
    pub fn usage(message: Message) -> Self {
        Failure::Usage(say(message))
    }

    pub fn setup(message: Message) -> Self {
        Failure::Setup(say(message))
    }

    pub fn fault(message: Message) -> Self {
        Failure::Fault(say(message))
    }

    /// A file that could not be read or written.
    pub fn file(name: &str, error: impl std::fmt::Display) -> Self {
        Failure::Fault(format!("{name}: {error}"))
    }

    pub fn said(&self) -> &str {
        match self {
            Failure::Usage(said) | Failure::Setup(said) | Failure::Fault(said) => said,
        }
    }

    pub fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Failure::Usage(_) => 2,
            Failure::Setup(_) => 3,
            Failure::Fault(_) => 1,
        })
    }
}

/// The reader's words: in the language of the terminal where the program has it, else in English.
pub fn words() -> &'static Words {
    static FOUND: OnceLock<&Words> = OnceLock::new();
    FOUND.get_or_init(|| {
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
        let id = locale.and_then(|locale| Lang::from_id(locale.split(['_', '.', '@']).next()?));
        Words::of(id.unwrap_or(Lang::En))
    })
}

pub fn say(message: Message) -> String {
    words().say(&message)
}

/// Errors one a line; after names that are none the names that there are, once.
pub fn lines(errors: &[Error]) -> String {
    let mut lines: Vec<String> = errors.iter().map(|error| say(error.message())).collect();
    if errors.iter().any(|error| error.code() == "unknown-key") {
        let names = schema::KEYS.iter().map(|key| Message::plain(key.name));
        let names = Message::joined("list", names);
        lines.push(say(Message::new("cli.keys").saying("names", names)));
    }
    lines.join("\n")
}
