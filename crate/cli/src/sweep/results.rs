//! The file of a sweep's results: one JSON object a line, which a stopped sweep goes on with.

use std::collections::HashMap;
use std::fs::{File, TryLockError};
use std::io::{BufRead, BufReader, ErrorKind, Seek, SeekFrom, Write};

use lab::error::Error;
use lab::json;
use lab::message::Message;
use lab::scenario::Lang;
use lab::words::Words;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::setups::Entry;
use crate::failure::Failure;
use crate::output::STANDARD;

/// The version of this program, which every line names.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a line says of itself, for a sweep that goes on.
#[derive(Deserialize)]
struct Head {
    line: usize,
    given: String,
    version: String,
    record: Option<IgnoredAny>,
    errors: Option<IgnoredAny>,
}

/// An error for programs, in the same words whatever the terminal's language.
#[derive(Serialize)]
struct Problem<'a> {
    code: &'static str,
    parameter: Option<&'a str>,
    given: Option<&'a str>,
    message: String,
}

/// The line of a set-up: its record as JSON, or what was wrong.
pub fn line(entry: &Entry, outcome: Result<&str, &[Error]>) -> String {
    let head = format!(
        "{{\"line\":{},\"given\":{},\"version\":\"{VERSION}\"",
        entry.line,
        json::text(&entry.given)
    );
    match outcome {
        Ok(record) => format!("{head},\"record\":{record}}}\n"),
        Err(errors) => {
            let problem = |error: &Error| {
                json::text(&Problem {
                    code: error.code(),
                    parameter: error.parameter(),
                    given: error.given(),
                    message: Words::of(Lang::En).say(&error.message()),
                })
            };
            let problems: Vec<String> = errors.iter().map(problem).collect();
            format!("{head},\"errors\":[{}]}}\n", problems.join(","))
        }
    }
}

/// Where the lines go.
pub enum Results {
    /// Standard output, which nothing goes on with.
    Standard,
    /// A file of this name, locked, with the bytes of its complete lines.
    Kept(String, File, u64),
}

impl Results {
    /// Opens the file; `done` tells of every entry whether the file has it already. Lines of another sweep or version are
    /// refused and stay as they are; half a line, of a sweep that was killed, goes.
    pub fn open(
        name: &str,
        entries: &[Entry],
        in_order: bool,
    ) -> Result<(Self, Vec<bool>), Failure> {
        let mut done = vec![false; entries.len()];
        if name == STANDARD {
            return Ok((Results::Standard, done));
        }
        let failed = |error: std::io::Error| Failure::file(name, error);
        let mut options = File::options();
        let mut file = options
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(name)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Failure::fault(
                    Message::new("cli.sweep.locked").with("file", name),
                ))
            }
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        let mut waiting: HashMap<(usize, String), usize> = HashMap::new();
        for (place, entry) in entries.iter().enumerate() {
            waiting.insert((entry.line, entry.given.clone()), place);
        }
        let mut length = 0;
        let mut reader = BufReader::new(&file);
        let mut text = Vec::new();
        for place in 0.. {
            text.clear();
            let read = reader.read_until(b'\n', &mut text).map_err(failed)?;
            if text.last() != Some(&b'\n') {
                break;
            }
            let own = serde_json::from_slice::<Head>(&text).ok().filter(|head| {
                head.version == VERSION && head.record.is_some() != head.errors.is_some()
            });
            let found = own.and_then(|head| waiting.remove(&(head.line, head.given)));
            match found.filter(|found| !in_order || *found == place) {
                Some(found) => done[found] = true,
                None => {
                    let message = Message::new("cli.sweep.other").with("file", name);
                    return Err(Failure::usage(message.with("line", place + 1)));
                }
            }
            length += read as u64;
        }
        file.set_len(length).map_err(failed)?;
        file.seek(SeekFrom::End(0)).map_err(failed)?;
        Ok((Results::Kept(name.to_string(), file, length), done))
    }

    /// Adds a line in one piece, and returns whether somebody still listens. What cannot be written whole is not left in part.
    pub fn add(&mut self, line: &str) -> Result<bool, Failure> {
        match self {
            Results::Standard => {
                let mut output = std::io::stdout().lock();
                match output
                    .write_all(line.as_bytes())
                    .and_then(|()| output.flush())
                {
                    Ok(()) => Ok(true),
                    Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
                    Err(error) => Err(Failure::Fault(error.to_string())),
                }
            }
            Results::Kept(name, file, length) => {
                if let Err(error) = file
                    .write_all(line.as_bytes())
                    .and_then(|()| file.sync_data())
                {
                    // The disk may refuse this too; the next sweep then cuts the half line off.
                    let _ = file.set_len(*length);
                    return Err(Failure::file(name, error));
                }
                *length += line.len() as u64;
                Ok(true)
            }
        }
    }
}
