//! A whole experiment on this machine's threads: the native twin of the page's scheduler.

use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;

use crate::error::Error;
use crate::panels::Record;
use crate::plan::{Part, Task};
use crate::scenario::Scenario;
use crate::work::{start, Rows};

/// How many threads this machine runs side by side.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Runs a whole experiment here, as many parts side by side as there are cores.
///
/// `progress` hears of every step: the part, its fraction done, and the record so far; it
/// returns false to stop, and the record so far is returned.
///
/// # Errors
/// What a part reports.
pub fn run(
    scenario: &Scenario,
    progress: impl FnMut(&Part, f64, &Record) -> bool,
) -> Result<Record, Error> {
    run_on(cores(), scenario, progress)
}

/// The same with at most this many parts side by side; the record is the same whatever the number.
///
/// # Errors
/// What a part reports.
pub fn run_on(
    threads: usize,
    scenario: &Scenario,
    mut progress: impl FnMut(&Part, f64, &Record) -> bool,
) -> Result<Record, Error> {
    let mut record = Record::new(scenario);
    let mut waiting = record.plan.tasks.clone();
    let mut outputs: Vec<(Part, Vec<u8>)> = Vec::new();
    let stopped = AtomicBool::new(false);
    let (sender, news) = mpsc::channel();
    thread::scope(|scope| {
        let mut running = 0;
        let outcome = loop {
            while running < threads.max(1) {
                let Some((task, inputs)) = next_ready(&mut waiting, &outputs) else {
                    break;
                };
                let (sender, stopped) = (sender.clone(), &stopped);
                scope.spawn(move || guarded(&task, &inputs, &sender, stopped));
                running += 1;
            }
            if running == 0 {
                break Ok(());
            }
            // A sender is alive as long as `sender` is.
            let Ok((part, message)) = news.recv() else {
                break Ok(());
            };
            match message {
                Ok(Message::Step(fraction, rows)) => {
                    let taken = rows
                        .iter()
                        .try_for_each(|(name, values)| record.rows(&part, name, values));
                    if taken.is_err() {
                        break taken;
                    }
                    if !progress(&part, fraction, &record) {
                        break Ok(());
                    }
                }
                Ok(Message::Done(output)) => {
                    running -= 1;
                    if let Err(error) = record.accept(&part, &output) {
                        break Err(error);
                    }
                    outputs.push((part, output));
                }
                Err(error) => break Err(error),
            }
        };
        stopped.store(true, Ordering::Relaxed);
        outcome
    })?;
    Ok(record)
}

/// Takes out of `waiting` the first task whose inputs are all there, with those inputs.
fn next_ready(
    waiting: &mut Vec<Task>,
    outputs: &[(Part, Vec<u8>)],
) -> Option<(Task, Vec<Vec<u8>>)> {
    let output = |part: &Part| {
        outputs
            .iter()
            .find(|(p, _)| p == part)
            .map(|(_, o)| o.clone())
    };
    let place = waiting
        .iter()
        .position(|task| task.reads.iter().all(|part| output(part).is_some()))?;
    let task = waiting.remove(place);
    let inputs = task.reads.iter().filter_map(output).collect();
    Some((task, inputs))
}

/// What a part under way tells.
enum Message {
    Step(f64, Rows),
    Done(Vec<u8>),
}

/// A part, and what it tells.
type News = (Part, Result<Message, Error>);

/// Carries one part through; a panic becomes an error, or its reader would wait for ever.
fn guarded(task: &Task, inputs: &[Vec<u8>], sender: &mpsc::Sender<News>, stopped: &AtomicBool) {
    let work = || perform(task, inputs, sender, stopped);
    if let Err(panic) = catch_unwind(AssertUnwindSafe(work)) {
        let said = panic.downcast_ref::<String>().map(String::as_str);
        let said = said.or(panic.downcast_ref::<&str>().copied());
        let detail = format!("{}: {}", task.part, said.unwrap_or("panic"));
        // When nobody listens any more nobody is to be told.
        let _ = sender.send((task.part.clone(), Err(Error::Panic { detail })));
    }
}

/// Carries one part through, unless told to stop.
fn perform(task: &Task, inputs: &[Vec<u8>], sender: &mpsc::Sender<News>, stopped: &AtomicBool) {
    // When nobody listens any more the part is not wanted any more.
    let tell = |message| sender.send((task.part.clone(), message)).is_ok();
    let mut work = match start(task.work, &task.recipe, inputs) {
        Ok(work) => work,
        Err(error) => {
            tell(Err(error));
            return;
        }
    };
    while !stopped.load(Ordering::Relaxed) {
        match work.step() {
            Ok(fraction) => {
                if !tell(Ok(Message::Step(fraction, work.rows()))) {
                    return;
                }
                if fraction >= 1.0 {
                    tell(Ok(Message::Done(work.output())));
                    return;
                }
            }
            Err(error) => {
                tell(Err(error));
                return;
            }
        }
    }
}
