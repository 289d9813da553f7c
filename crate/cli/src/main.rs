//! The laboratory from a terminal: the same experiments, JSON on standard output.

use std::ffi::OsString;
use std::io::{IsTerminal, Read, Write};
use std::process::ExitCode;

use lab::draw::View;
use lab::error::Error;
use lab::export::{self, Format};
use lab::message::Message;
use lab::panels::{self, Record};
use lab::runner;
use lab::scenario::{limits, presets, schema, Lang, Scenario};
use lab::words::Words;

/// The reader's words: in the language of the terminal where the program has it, else in English.
fn words() -> &'static Words {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    let id = locale.and_then(|locale| Lang::from_id(locale.split(['_', '.', '@']).next()?));
    Words::of(id.unwrap_or(Lang::En))
}

fn say(message: Message) -> String {
    words().say(&message)
}

fn main() -> ExitCode {
    panels::install(&[]);
    let outcome = arguments().and_then(|words| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        obey(&words)
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// The words after the program's name.
fn arguments() -> Result<Vec<String>, String> {
    let words = std::env::args_os().skip(1).enumerate();
    let read = |(place, word): (usize, OsString)| {
        word.into_string().map_err(|word| {
            let (place, word) = (place + 1, word.to_string_lossy());
            let message = Message::new("cli.argument").with("place", place);
            say(message.with("word", word))
        })
    };
    words.map(read).collect()
}

fn obey(words: &[&str]) -> Result<(), String> {
    match words[..] {
        [] | ["--help" | "-h" | "help"] => help(),
        ["--version" | "-V"] => print(&format!("second-law {}\n", env!("CARGO_PKG_VERSION"))),
        ["presets"] => list_presets(),
        ["run", text] => read_scenario(text).and_then(|scenario| print_record(&scenario)),
        [name, text] if panels::find(name).is_some() => {
            read_in_panel(text, name).and_then(|scenario| print_record(&scenario))
        }
        ["plot", text, option, file] => plot(text, as_format(option, words)?, file, "main"),
        ["plot", text, option, file, "--plot", name] => {
            plot(text, as_format(option, words)?, file, name)
        }
        _ => Err(not_understood(words)),
    }
}

fn not_understood(words: &[&str]) -> String {
    let message = Message::new("cli.not-understood").with("words", words.join(" "));
    say(message.saying("usage", Message::new("cli.usage")))
}

/// The format that an option like `--svg` names.
fn as_format(option: &str, words: &[&str]) -> Result<&'static Format, String> {
    let format = option.strip_prefix("--").and_then(export::find);
    format.ok_or_else(|| not_understood(words))
}

/// Writes to standard output; a reader that has gone away is no error.
fn print(text: &str) -> Result<(), String> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}

fn help() -> Result<(), String> {
    let usage = words().text("cli.usage");
    print(&format!("{usage}\n{}", schema::help(words())))
}

fn list_presets() -> Result<(), String> {
    let lines: String = presets::PRESETS
        .iter()
        .map(|preset| {
            let title = format!("preset.{}.title", preset.id);
            format!("{:24} {}\n", preset.id, words().text(&title))
        })
        .collect();
    print(&lines)
}

fn read_text(argument: &str) -> Result<String, String> {
    match argument {
        "-" => standard_input()
            .map_err(|error| say(Message::new("cli.standard-input").saying("error", error))),
        text => Ok(text.to_string()),
    }
}

fn read_scenario(argument: &str) -> Result<Scenario, String> {
    Scenario::parse(&read_text(argument)?).map_err(lines)
}

/// The scenario in the panel of that name. Where the text names none it is read in this one, so that every value that was
/// given stays.
fn read_in_panel(argument: &str, panel: &str) -> Result<Scenario, String> {
    let text = read_text(argument)?;
    let own = Scenario::parse(&text).map_err(lines)?;
    match text.contains("panel=") {
        true => own.with("panel", panel).map_err(lines),
        false => Scenario::parse(&format!("{text}&panel={panel}")).map_err(lines),
    }
}

/// The text on standard input, no more of it than a scenario can have.
fn standard_input() -> Result<String, Message> {
    // No character takes more than four bytes. One more is read, so that a longer text is seen to be longer.
    let most = 4 * limits::TEXT;
    let mut bytes = Vec::new();
    std::io::stdin()
        .take(most as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(Message::plain)?;
    if bytes.len() > most {
        let message = Message::new("cli.too-long").with("most", most);
        return Err(message.with("characters", limits::TEXT));
    }
    String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to() + 1;
        Message::new("cli.not-utf8").with("place", place)
    })
}

/// Errors one a line.
fn lines(errors: Vec<Error>) -> String {
    let lines: Vec<String> = errors.iter().map(|error| say(error.message())).collect();
    lines.join("\n")
}

fn print_record(scenario: &Scenario) -> Result<(), String> {
    print(&format!("{}\n", run(scenario)?.panel().json()))
}

fn run(scenario: &Scenario) -> Result<Record, String> {
    let mut bar = Bar::new();
    let record = runner::run(scenario, |part, fraction, _| {
        bar.show(&part.to_string(), fraction);
        true
    });
    bar.clear();
    record.map_err(|error| say(error.message()))
}

fn plot(argument: &str, format: &Format, file: &str, name: &str) -> Result<(), String> {
    let scenario = read_scenario(argument)?;
    let plots = scenario.panel.plots;
    if !plots.contains(&name) {
        let panel = scenario.panel;
        let names = Message::joined("list", plots.iter().map(Message::plain));
        let message = Message::new("cli.plot").with("name", name);
        return Err(say(message.with("panel", panel).saying("names", names)));
    }
    let record = run(&scenario)?;
    let view = View {
        plot: name.to_string(),
        ..View::export()
    };
    let Some(bytes) = (format.write)(&record, &view, words()) else {
        let message = Message::new("cli.no-file").with("format", format.id);
        return Err(say(message
            .with("name", name)
            .with("panel", scenario.panel)));
    };
    std::fs::write(file, bytes).map_err(|error| format!("{file}: {error}"))
}

/// A progress line on standard error, where that is a terminal.
struct Bar {
    visible: bool,
    shown: std::time::Instant,
}

impl Bar {
    fn new() -> Self {
        Self {
            visible: std::io::stderr().is_terminal(),
            shown: std::time::Instant::now(),
        }
    }

    fn show(&mut self, part: &str, fraction: f64) {
        if self.visible && self.shown.elapsed().as_millis() > 80 {
            const WIDTH: u32 = 32;
            let is_filled = |k: u32| f64::from(k) <= fraction * f64::from(WIDTH);
            let bar: String = (1..=WIDTH)
                .map(|k| if is_filled(k) { '#' } else { '.' })
                .collect();
            eprint!("\r{part:12} [{bar}] {:3.0} %", 100.0 * fraction);
            self.shown = std::time::Instant::now();
        }
    }

    fn clear(&self) {
        if self.visible {
            eprint!("\r{:60}\r", "");
        }
    }
}
