//! Many set-ups, side by side on all cores; the results of one machine are the same bytes however often they were interrupted.

#[cfg(feature = "parquet")]
mod parquet;
mod results;
mod setups;

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::{mpsc, Condvar, Mutex, PoisonError};
use std::thread;

use clap::ArgMatches;
use lab::error::Error;
use lab::estimate::{estimate, ROOM};
use lab::export::json::json;
use lab::message::Message;
use lab::runner;
use lab::scenario::limits;

use crate::failure::{say, Failure};
use crate::output::STANDARD;
use crate::progress::Bar;
use results::{line, Results};
use setups::Entry;

/// Lines that wait for an earlier one to be written, a thread.
const AHEAD: usize = 16;

/// The longest file of set-ups, in bytes.
const LONGEST: u64 = 1 << 28;

/// Runs a sweep as it was asked for.
pub fn sweep(given: &ArgMatches) -> Result<(), Failure> {
    let named = |name: &str| given.get_one::<String>(name).map(String::as_str);
    let entries = setups::entries(&read(named("FILE").unwrap_or(STANDARD))?);
    let wrong: Vec<String> = entries.iter().flat_map(complaints).collect();
    if !wrong.is_empty() {
        let shown = abridged(&wrong);
        match given.get_flag("skip") {
            true => eprintln!("{shown}"),
            false => return Err(Failure::Setup(shown)),
        }
    }
    let output = named("output").unwrap_or(STANDARD);
    let in_order = !given.get_flag("as-done");
    let (mut results, done) = Results::open(output, &entries, in_order)?;
    let threads = given
        .get_one::<u16>("threads")
        .copied()
        .map_or_else(runner::cores, usize::from);
    let failed = run(&entries, &done, threads, in_order, &mut results)?;
    #[cfg(feature = "parquet")]
    if let Some(table) = named("parquet") {
        parquet::convert(output, table)?;
    }
    match failed.is_empty() {
        true => Ok(()),
        false => Err(Failure::Fault(abridged(&failed))),
    }
}

fn read(file: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = match file {
        STANDARD => std::io::stdin().take(LONGEST).read_to_end(&mut bytes),
        name => {
            std::fs::File::open(name).and_then(|file| file.take(LONGEST).read_to_end(&mut bytes))
        }
    };
    read.map_err(|error| Failure::file(file, error))?;
    Ok(bytes)
}

/// What is wrong with a set-up, its line named.
fn complaints(entry: &Entry) -> Vec<String> {
    let errors = entry.scenario.as_ref().err();
    errors
        .into_iter()
        .flatten()
        .map(|error| complaint(entry, error))
        .collect()
}

fn complaint(entry: &Entry, error: &Error) -> String {
    let message = Message::new("cli.sweep.line").with("line", entry.line);
    say(message.saying("error", error.message()))
}

/// As many as a reader can take in, and the number of the others.
fn abridged(said: &[String]) -> String {
    let mut lines = said[..said.len().min(limits::ERRORS)].to_vec();
    let count = said.len() - lines.len();
    if count > 0 {
        lines.push(say(Error::More { count }.message()));
    }
    lines.join("\n")
}

/// What threads share.
#[derive(Default)]
struct Shared {
    /// The next entry that nobody has begun.
    next: usize,
    /// Entries whose lines are written, without a gap from the first.
    written: usize,
    /// Bytes that runs under way hold.
    held: f64,
    stopped: bool,
}

/// A run that has ended: its entry's place, its line, and what went wrong.
type Ended = (usize, String, Option<String>);

/// Runs every entry that is not done and writes its line; what went wrong in the computations.
fn run(
    entries: &[Entry],
    done: &[bool],
    threads: usize,
    in_order: bool,
    results: &mut Results,
) -> Result<Vec<String>, Failure> {
    let waiting: Vec<usize> = (0..entries.len()).filter(|place| !done[*place]).collect();
    let workers = threads.min(waiting.len()).max(1);
    let room = ROOM * workers.div_ceil(2) as f64;
    let (shared, changed) = (Mutex::new(Shared::default()), Condvar::new());
    let lock = || shared.lock().unwrap_or_else(PoisonError::into_inner);
    let (sender, ended) = mpsc::channel::<Ended>();
    let work = |sender: mpsc::Sender<Ended>| loop {
        let mut own = lock();
        let (place, bytes) = loop {
            if own.stopped || own.next == waiting.len() {
                return;
            }
            let entry = &entries[waiting[own.next]];
            let bytes = entry
                .scenario
                .as_ref()
                .map_or(0.0, |scenario| estimate(scenario).memory_bytes);
            let is_near = own.next < own.written + AHEAD * workers;
            if is_near && (own.held == 0.0 || own.held + bytes <= room) {
                break (own.next, bytes);
            }
            own = changed.wait(own).unwrap_or_else(PoisonError::into_inner);
        };
        own.next += 1;
        own.held += bytes;
        drop(own);
        let (text, failure) = outcome(&entries[waiting[place]], threads / workers, || {
            lock().stopped
        });
        lock().held -= bytes;
        changed.notify_all();
        if sender.send((place, text, failure)).is_err() {
            return;
        }
    };
    let mut bar = Bar::new();
    let mut failed = Vec::new();
    let written = thread::scope(|scope| {
        for _ in 0..workers {
            let sender = sender.clone();
            scope.spawn(|| work(sender));
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut written = 0;
        let outcome = ended.iter().try_for_each(|(place, text, failure)| {
            failed.extend(failure);
            early.insert(place, text);
            while let Some((place, text)) = early.pop_first() {
                if in_order && place != written {
                    early.insert(place, text);
                    break;
                }
                match results.add(&text) {
                    Ok(true) => written += 1,
                    Ok(false) => return Err(None),
                    Err(failure) => return Err(Some(failure)),
                }
                lock().written = written;
                changed.notify_all();
                let all = entries.len();
                let finished = all - waiting.len() + written;
                bar.show(&format!("{finished} / {all}"), finished as f64 / all as f64);
            }
            Ok(())
        });
        lock().stopped = true;
        changed.notify_all();
        outcome
    });
    bar.clear();
    match written {
        Err(Some(failure)) => Err(failure),
        Ok(()) | Err(None) => Ok(failed),
    }
}

/// The line of an entry, and what went wrong while it was computed.
fn outcome(entry: &Entry, threads: usize, stopped: impl Fn() -> bool) -> (String, Option<String>) {
    let scenario = match &entry.scenario {
        Ok(scenario) => scenario,
        Err(errors) => return (line(entry, Err(errors)), None),
    };
    match runner::run_on(threads, scenario, |_, _, _| !stopped()) {
        Ok(record) => (line(entry, Ok(&json(&record))), None),
        Err(error) => {
            let said = complaint(entry, &error);
            (line(entry, Err(&[error])), Some(said))
        }
    }
}
