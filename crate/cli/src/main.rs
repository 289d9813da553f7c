//! The laboratory from a terminal: the same experiments, JSON on standard output.

use std::ffi::OsString;
use std::io::{IsTerminal, Read, Write};
use std::process::ExitCode;

use lab::chart::{self, Plot, View};
use lab::error::Error;
use lab::record::Record;
use lab::runner;
use lab::scenario::{limits, presets, schema, Lang, Scenario};

const USAGE: &str = "\
second-law - the second law of thermodynamics from one energy eigenstate

usage:
  second-law run '<scenario>'              run it; the record as JSON on standard output
  second-law eth '<scenario>'              the same with panel=eth: every eigenstate of the
                                           bath against thermal equilibrium
  second-law all-eigenstates '<scenario>'  the same with panel=all-eigenstates: entropy
                                           production from every eigenstate
  second-law sizes '<scenario>'            the same with panel=sizes: the fluctuation theorem
                                           for baths of growing size
  second-law plot '<scenario>' --svg FILE  run it; its chart as an SVG picture
      [--plot NAME]                        another plot of the panel than its first, such as
                                           deviation, distribution or characteristic
  second-law presets                       list the presets
  second-law --help | --version

A scenario is what stands after # in a link of the page: key=value pairs joined by &, for
example 'preset=long-times&coupling=0.5,1'. '-' reads it from standard input.
";

fn main() -> ExitCode {
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
            format!("argument {place} is not UTF-8 text: {word}")
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
        [panel @ ("eth" | "all-eigenstates" | "sizes"), text] => read_scenario(text)
            .and_then(|scenario| scenario.with("panel", panel).map_err(lines))
            .and_then(|scenario| print_record(&scenario)),
        ["plot", text, "--svg", file] => plot(text, file, "main"),
        ["plot", text, "--svg", file, "--plot", name] => plot(text, file, name),
        _ => Err(format!(
            "not understood: second-law {}\n\n{USAGE}",
            words.join(" ")
        )),
    }
}

/// Writes to standard output; a reader that has gone away is no error.
fn print(text: &str) -> Result<(), String> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}

fn help() -> Result<(), String> {
    print(&format!("{USAGE}\n{}", schema::help(Lang::En)))
}

fn list_presets() -> Result<(), String> {
    let lines: String = presets::PRESETS
        .iter()
        .map(|preset| format!("{:24} {}\n", preset.id, preset.title.en))
        .collect();
    print(&lines)
}

fn read_scenario(argument: &str) -> Result<Scenario, String> {
    let mut text = argument.to_string();
    if argument == "-" {
        text = standard_input().map_err(|error| format!("standard input: {error}"))?;
    }
    Scenario::parse(&text).map_err(lines)
}

/// The text on standard input, no more of it than a scenario can have.
fn standard_input() -> Result<String, String> {
    // No character takes more than four bytes. One more is read, so that a longer text is seen to be longer.
    let most = 4 * limits::TEXT;
    let mut bytes = Vec::new();
    std::io::stdin()
        .take(most as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())?;
    if bytes.len() > most {
        return Err(format!(
            "more than {most} bytes; allowed: at most {} characters",
            limits::TEXT
        ));
    }
    String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to() + 1;
        format!("not UTF-8 text from byte {place} on")
    })
}

/// Errors one a line.
fn lines(errors: Vec<Error>) -> String {
    let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

fn print_record(scenario: &Scenario) -> Result<(), String> {
    print(&format!("{}\n", run(scenario)?.json()))
}

fn run(scenario: &Scenario) -> Result<Record, String> {
    let mut bar = Bar::new();
    let record = runner::run(scenario, |part, fraction, _| {
        bar.show(&part.to_string(), fraction);
        true
    });
    bar.clear();
    record.map_err(|error| error.to_string())
}

fn plot(argument: &str, file: &str, name: &str) -> Result<(), String> {
    let plot = Plot::from_name(name).ok_or_else(|| {
        let names: Vec<String> = Plot::NAMES.iter().map(ToString::to_string).collect();
        format!("--plot {name}: there is {}", names.join(", "))
    })?;
    let record = run(&read_scenario(argument)?)?;
    let view = View {
        plot,
        ..View::export()
    };
    let svg = chart::svg(&record, &view);
    std::fs::write(file, svg).map_err(|error| format!("{file}: {error}"))
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
            let width = 32;
            let filled = (fraction * width as f64) as usize;
            let bar = format!("{}{}", "#".repeat(filled), ".".repeat(width - filled));
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
