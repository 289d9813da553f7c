//! The laboratory from a terminal: the same experiments, JSON on standard output.

mod bib;
mod command;
mod failure;
#[cfg(feature = "png")]
mod film;
mod input;
mod output;
#[cfg(feature = "png")]
mod png;
mod progress;
mod sweep;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{ArgMatches, Command};
use clap_complete::Shell;
use clap_mangen::Man;

use command::{command, command_to_complete};
use failure::{say, words, Failure};

use lab::draw::{Theme as Paper, View};
use lab::export::json::json;
use lab::message::Message;
use lab::panels::{self, Record};
use lab::runner;
use lab::scenario::{presets, Scenario, Theme};
use lab::script;
use lab::words::Words;
use progress::Bar;
use serde::Serialize;

fn main() -> ExitCode {
    panels::install(&[]);
    let outcome = arguments().and_then(|words| obey(&words));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", failure.said());
            failure.code()
        }
    }
}

/// The words after the program's name.
fn arguments() -> Result<Vec<String>, Failure> {
    let words = std::env::args_os().skip(1).enumerate();
    let read = |(place, word): (usize, OsString)| {
        word.into_string().map_err(|word| {
            let (place, word) = (place + 1, word.to_string_lossy());
            let message = Message::new("cli.argument").with("place", place);
            Failure::usage(message.with("word", word))
        })
    };
    words.map(read).collect()
}

fn obey(given: &[String]) -> Result<(), Failure> {
    let mut program = command(words());
    let name = program.get_name().to_string();
    let matches = match program.try_get_matches_from_mut(std::iter::once(&name).chain(given)) {
        Ok(matches) => matches,
        Err(error) => return answer(&error, given, &program),
    };
    match matches.subcommand() {
        None => output::print(&program.render_help().to_string()),
        Some(("help", given)) => obey(&match text(given, "COMMAND") {
            Some(command) => vec![command.to_string(), "--help".to_string()],
            None => Vec::new(),
        }),
        Some(("run", given)) => print_record(&input::scenario(setup(given))?),
        Some(("plot", given)) => plot(given),
        Some(("script", given)) => print_script(given),
        #[cfg(feature = "png")]
        Some(("film", given)) => film(given),
        Some(("sweep", given)) => sweep::sweep(given),
        Some(("presets", given)) => list_presets(given.get_flag("json")),
        Some(("completions", given)) => complete(given),
        Some(("man", given)) => manual(program, text(given, "COMMAND")),
        // Every other command is a panel's name.
        Some((panel, given)) => print_record(&input::in_panel(setup(given), panel)?),
    }
}

/// What clap has to say: the help that was asked for, or what is wrong.
fn answer(error: &clap::Error, given: &[String], program: &Command) -> Result<(), Failure> {
    match error.kind() == ErrorKind::DisplayHelp || error.kind() == ErrorKind::DisplayVersion {
        true => output::print(&error.render().to_string()),
        false => Err(Failure::usage(command::misuse(error, given, program))),
    }
}

/// The text of the set-up that a command was given.
fn setup(given: &ArgMatches) -> &str {
    text(given, command::SETUP).unwrap_or_default()
}

/// The value of an option.
fn text<'a>(given: &'a ArgMatches, name: &str) -> Option<&'a str> {
    given.get_one::<String>(name).map(String::as_str)
}

/// A preset for programs.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'static str,
    title: &'a str,
    blurb: &'a str,
    scenario: String,
    panel: &'static str,
}

fn list_presets(json: bool) -> Result<(), Failure> {
    let keys = presets::PRESETS.iter().map(|preset| {
        let key = |part| format!("preset.{}.{part}", preset.id);
        (preset, key("title"), key("blurb"))
    });
    if !json {
        let line = |(preset, title, _): (&presets::Preset, String, _)| {
            format!("{:24} {}\n", preset.id, words().text(&title))
        };
        return output::print(&keys.map(line).collect::<String>());
    }
    let keys: Vec<_> = keys.collect();
    let listed = keys.iter().map(|(preset, title, blurb)| Listed {
        id: preset.id,
        title: words().text(title),
        blurb: words().text(blurb),
        scenario: preset.scenario().to_text(),
        panel: preset.scenario().panel.id,
    });
    let listed: Vec<_> = listed.collect();
    output::print(&format!("{}\n", lab::json::text(&listed)))
}

/// Prints the program that runs a set-up on another engine.
fn print_script(given: &ArgMatches) -> Result<(), Failure> {
    let scenario = input::scenario_of_any_size(setup(given))?;
    let engine = text(given, command::ENGINE).and_then(script::find);
    let script = engine.map_or(Ok(String::new()), |engine| engine.script(&scenario));
    let script = script.map_err(|error| match error.parameter() {
        Some(_) => Failure::setup(error.message()),
        None => Failure::fault(error.message()),
    })?;
    output::print(&script)
}

fn complete(given: &ArgMatches) -> Result<(), Failure> {
    let shell = given.get_one::<Shell>("shell").copied();
    let mut script = Vec::new();
    let mut program = command_to_complete(words());
    let name = program.get_name().to_string();
    let shell = shell.unwrap_or(Shell::Bash);
    clap_complete::generate(shell, &mut program, &name, &mut script);
    // A program with a hyphen in its name is called so in one half of the script for Bash and otherwise in the other:
    // https://github.com/clap-rs/clap/issues/6421.
    let halves = [name.replace('-', "__subcmd__"), name.replace('-', "__")];
    let script = String::from_utf8_lossy(&script).replace(&halves[0], &halves[1]);
    output::print(&script)
}

/// The page of the whole program, or of one of its commands.
fn manual(mut program: Command, command: Option<&str>) -> Result<(), Failure> {
    program.build();
    let shown = match command {
        None => program,
        Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| {
            let message = Message::new("cli.not-understood").with("word", name);
            let message = message.with("words", format!("man {name}"));
            Failure::usage(message.with("help", "--help"))
        })?,
    };
    let mut page = Vec::new();
    let rendered = Man::new(shown).render(&mut page);
    rendered.map_err(|error| Failure::Fault(error.to_string()))?;
    output::write(output::STANDARD, &page)
}

fn print_record(scenario: &Scenario) -> Result<(), Failure> {
    output::print(&format!("{}\n", json(&run(scenario)?)))
}

/// The record of a set-up, with a bar on the terminal while it is computed.
fn run(scenario: &Scenario) -> Result<Record, Failure> {
    let mut bar = Bar::new();
    let record = runner::run(scenario, |part, fraction, _| {
        bar.show(&part.to_string(), fraction);
        true
    });
    bar.clear();
    record.map_err(|error| Failure::Fault(say(error.message())))
}

/// The words of a file: in the language that the set-up names, else in the terminal's.
fn words_of(scenario: &Scenario) -> &'static Words {
    scenario.lang.map_or_else(words, Words::of)
}

/// A record, what is to be seen of it, and the words for it.
struct Shown {
    record: Record,
    view: View,
    words: &'static Words,
}

/// Runs what a command that draws was given.
fn shown(given: &ArgMatches) -> Result<Shown, Failure> {
    let scenario = input::scenario(setup(given))?;
    let plots = scenario.panel.plots;
    let name = text(given, "plot").unwrap_or(plots[0]);
    if !plots.contains(&name) {
        let names = Message::joined("list", plots.iter().map(Message::plain));
        let message = Message::new("cli.plot").with("name", name);
        let message = message.with("panel", scenario.panel);
        return Err(Failure::usage(message.saying("names", names)));
    }
    let view = View {
        plot: name.to_string(),
        theme: match scenario.theme {
            Theme::Dark => Paper::Dark,
            Theme::Light | Theme::Auto => Paper::Light,
        },
        ..View::export()
    };
    Ok(Shown {
        record: run(&scenario)?,
        view,
        words: words_of(&scenario),
    })
}

/// Writes every file that was asked for, of the one plot that was.
fn plot(given: &ArgMatches) -> Result<(), Failure> {
    let Shown {
        record,
        view,
        words,
    } = shown(given)?;
    let chosen = output::formats().filter_map(|format| Some((format, text(given, format.id)?)));
    for (format, file) in chosen {
        let Some(bytes) = (format.write)(&record, &view, words) else {
            return Err(no_file(format.id, &record, &view));
        };
        output::write(file, &bytes)?;
    }
    Ok(())
}

#[cfg(feature = "png")]
fn film(given: &ArgMatches) -> Result<(), Failure> {
    let Shown {
        record,
        view,
        words,
    } = shown(given)?;
    let film = film::film(&record, &view, words).ok_or_else(|| no_file("gif", &record, &view))?;
    output::write(text(given, "gif").unwrap_or(output::STANDARD), &film)
}

/// A plot that makes no file of a format.
fn no_file(format: &str, record: &Record, view: &View) -> Failure {
    let message = Message::new("cli.no-file").with("format", format);
    let message = message.with("name", &view.plot);
    Failure::usage(message.with("panel", record.scenario.panel))
}
