//! The texts that a command is given, and what they may be besides a set-up as it stands in a link: lines, a record.
//!
//! Nothing here decides what a set-up may be: every text ends in [`Scenario::parse`].

use std::io::{BufReader, Read};

use lab::message::Message;
use lab::scenario::read::Reading;
use lab::scenario::{limits, Scenario};
use serde::Deserialize;

use crate::failure::{lines, say, Failure};

/// What Windows puts before a text, as UTF-8.
pub const MARK: &str = "\u{feff}";

/// The longest record that is read, in bytes.
const RECORD: u64 = 1 << 30;

/// What is read of a record: it says its set-up itself.
#[derive(Deserialize)]
struct Saved {
    scenario: String,
    version: Option<String>,
}

/// The set-up that an argument names; `-` stands for standard input.
pub fn scenario(argument: &str) -> Result<Scenario, Failure> {
    valid(Scenario::read_after(&text(argument)?, &Scenario::default()))
}

/// The same for another engine, which may hold more.
pub fn scenario_of_any_size(argument: &str) -> Result<Scenario, Failure> {
    let scenario = Scenario::parse_of_any_size(&text(argument)?);
    scenario.map_err(|errors| Failure::Setup(lines(&errors)))
}

/// The scenario in the panel of that name; every value that was given stays.
pub fn in_panel(argument: &str, panel: &str) -> Result<Scenario, Failure> {
    valid(Scenario::read_in_panel(&text(argument)?, panel))
}

/// The set-up where it could be read; that it was mended for that is said on standard error.
fn valid(reading: Reading) -> Result<Scenario, Failure> {
    if !reading.errors.is_empty() {
        return Err(Failure::Setup(lines(&reading.errors)));
    }
    if reading.mended {
        let message = Message::new("cli.mended").with("text", reading.scenario.to_text());
        eprintln!("{}", say(message));
    }
    Ok(reading.scenario)
}

/// A set-up's text as one line.
fn text(argument: &str) -> Result<String, Failure> {
    match argument {
        "-" => standard_input(),
        text => match is_record(text.as_bytes()) {
            true => of_record(text.as_bytes()),
            false => Ok(joined(text)),
        },
    }
}

/// Lines of `key=value` as one text; what Windows adds to a text is left out.
pub fn joined(text: &str) -> String {
    let lines = text.trim_start_matches(MARK).lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("&")
}

/// The text on standard input: of a set-up no more than it can have, of a record as much as it takes.
fn standard_input() -> Result<String, Failure> {
    let refused = |error| {
        let message = Message::new("cli.standard-input");
        Failure::setup(message.saying("error", error))
    };
    // No character takes more than four bytes. One more is read, so that a longer text is seen to be longer.
    let most = 4 * limits::TEXT;
    let mut bytes = Vec::new();
    let mut input = std::io::stdin().take(most as u64 + 1);
    input
        .read_to_end(&mut bytes)
        .map_err(|error| refused(Message::plain(error)))?;
    if is_record(&bytes) {
        let rest = std::io::stdin().take(RECORD);
        return of_record(without_mark(&bytes).chain(rest));
    }
    if bytes.len() > most {
        let message = Message::new("cli.too-long").with("most", most);
        return Err(refused(message.with("characters", limits::TEXT)));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to() + 1;
        refused(Message::new("cli.not-utf8").with("place", place))
    })?;
    Ok(joined(&text))
}

/// Whether a text begins as JSON does and no set-up can.
fn is_record(bytes: &[u8]) -> bool {
    let mut bytes = without_mark(bytes).iter();
    bytes.find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK.as_bytes()).unwrap_or(bytes)
}

/// The set-up of a record; on standard error a word where another version of the program has made it.
fn of_record(json: impl Read) -> Result<String, Failure> {
    let saved: Result<Saved, _> = serde_json::from_reader(BufReader::new(json));
    let saved = saved.map_err(|error| {
        let message = Message::new("cli.not-record");
        Failure::setup(message.with("error", error))
    })?;
    let own = env!("CARGO_PKG_VERSION");
    if let Some(version) = saved.version.filter(|version| version != own) {
        let message = Message::new("cli.other-version").with("version", version);
        eprintln!("{}", say(message.with("own", own)));
    }
    Ok(saved.scenario)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_marks_and_windows_line_ends_are_read() {
        assert_eq!(joined("\u{feff}a=1\r\n\r\n  b=2\r\n"), "a=1&b=2");
        assert_eq!(
            joined(" https://x.org/#a=1&b=2\n"),
            "https://x.org/#a=1&b=2"
        );
        assert!(is_record(b"\xef\xbb\xbf\r\n {\"scenario\":\"\"}"));
        assert!(!is_record(b"bath=square-2x3"));
    }
}
