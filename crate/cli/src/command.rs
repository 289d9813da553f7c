//! The program's commands and options, said once: what is understood, the help of each, completions and the man page.

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ContextValue};
use clap::{Arg, ArgAction, ArgGroup, Command, ValueHint};
use clap_complete::Shell;
use lab::message::Message;
use lab::panels;
use lab::scenario::{presets, schema};
use lab::script;
use lab::words::Words;

use crate::output;

/// The argument that holds a set-up's text.
pub const SETUP: &str = "SETUP";
/// The argument that names another engine.
pub const ENGINE: &str = "ENGINE";

/// The whole program in these words.
pub fn command(words: &'static Words) -> Command {
    // First of all: the schema knows of panels once they are there.
    let panels = panels::all();
    let overview = format!("{}\n{}", words.text("cli.usage"), schema::help(words));
    let all = panels.iter().map(|panel| {
        let about = Message::new("cli.about.panel").with("panel", panel);
        leaf(panel.id, words, words.say(&about)).arg(setup(words))
    });
    let formats: Vec<_> = output::formats().map(|format| format.id).collect();
    let plot = said("plot", words)
        .arg(setup(words))
        .arg(option("plot", "NAME", words))
        .args(formats.iter().map(|id| file(id, words)))
        .group(
            ArgGroup::new("files")
                .args(formats)
                .required(true)
                .multiple(true),
        );
    let engines: Vec<_> = script::ENGINES.iter().map(|engine| engine.id).collect();
    let engine = Arg::new(ENGINE)
        .required(true)
        .value_parser(PossibleValuesParser::new(engines))
        .hide_possible_values(true)
        .help(words.text("cli.option.engine"));
    let presets = said("presets", words).arg(flag("json", "cli.option.presets-json", words));
    let shell = Arg::new("shell")
        .value_parser(clap::value_parser!(Shell))
        .required(true)
        .help(words.text("cli.option.shell"));
    let program = Command::new("second-law")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words.text("cli.about"))
        .after_long_help(schema::help(words))
        .override_help(overview)
        .disable_help_subcommand(true);
    with_help(program, words)
        .disable_version_flag(true)
        .arg(
            flag("version", "cli.option.version", words)
                .short('V')
                .action(ArgAction::Version),
        )
        .subcommand(said("run", words).arg(setup(words)))
        .subcommands(all)
        .subcommand(plot)
        .subcommands(cfg!(feature = "png").then(|| film(words)))
        .subcommand(sweep(words))
        .subcommand(said("script", words).arg(engine).arg(setup(words)))
        .subcommand(presets)
        .subcommand(said("completions", words).arg(shell))
        .subcommand(
            said("man", words).arg(Arg::new("COMMAND").help(words.text("cli.option.man-command"))),
        )
        .subcommand(Command::new("help").hide(true).arg(Arg::new("COMMAND")))
}

/// The same as shells are told of it: what a set-up can begin with is offered.
pub fn command_to_complete(words: &'static Words) -> Command {
    let known = presets::PRESETS
        .iter()
        .map(|preset| format!("preset={}", preset.id));
    let keys = schema::KEYS.iter().map(|key| format!("{}=", key.name));
    let texts: Vec<String> = known.chain(keys).collect();
    let offered = |command: Command| {
        let takes_setup = command.get_arguments().any(|arg| arg.get_id() == SETUP);
        match takes_setup {
            true => command.mut_arg(SETUP, |arg| {
                arg.value_parser(PossibleValuesParser::new(texts.clone()))
            }),
            false => command,
        }
    };
    let mut names = panels::all()
        .iter()
        .flat_map(|panel| panel.plots)
        .copied()
        .collect::<Vec<_>>();
    names.sort_unstable();
    names.dedup();
    command(words)
        .mut_subcommands(offered)
        .mut_subcommand("plot", |plot| {
            plot.mut_arg("plot", |arg| {
                arg.value_parser(PossibleValuesParser::new(names))
            })
        })
}

/// What is wrong with a command, and where to read what would be right.
pub fn misuse(error: &clap::Error, given: &[String], program: &Command) -> Message {
    let named = |kind| match error.get(kind) {
        Some(ContextValue::String(name)) => Some(name.clone()),
        Some(ContextValue::Strings(names)) => Some(names.join(" ")),
        _ => None,
    };
    let value = named(ContextKind::InvalidValue).filter(|value| !value.is_empty());
    let word = value
        .or(named(ContextKind::InvalidSubcommand))
        .or(named(ContextKind::InvalidArg));
    let known = given
        .iter()
        .find(|word| program.find_subcommand(word).is_some());
    // Of several options that would do clap writes all, as `<--svg <FILE>|--csv <FILE>>`.
    let word = word.unwrap_or_default();
    let word = match word.contains('|') {
        true => {
            let names = word.trim_matches(['<', '>']).replace(" <FILE>", "");
            let names = names.trim_end_matches(" <FILE");
            Message::new("cli.one-of").with("options", names.replace('|', ", "))
        }
        false => Message::plain(word),
    };
    let missing = error.kind() == clap::error::ErrorKind::MissingRequiredArgument
        || error.kind() == clap::error::ErrorKind::InvalidValue
            && named(ContextKind::InvalidValue).is_some_and(|value| value.is_empty());
    Message::new(if missing {
        "cli.missing"
    } else {
        "cli.not-understood"
    })
    .saying("word", word)
    .with("words", given.join(" "))
    .with(
        "help",
        known.map_or(String::new(), |name| format!("{name} ")) + "--help",
    )
}

fn film(words: &'static Words) -> Command {
    said("film", words)
        .arg(setup(words))
        .arg(option("plot", "NAME", words))
        .arg(file("gif", words).required(true))
}

fn sweep(words: &'static Words) -> Command {
    let threads = clap::value_parser!(u16).range(1..);
    let sweep = said("sweep", words)
        .arg(
            Arg::new("FILE")
                .required(true)
                .help(words.text("cli.option.sweep-file"))
                .value_hint(ValueHint::FilePath),
        )
        .arg(file("output", words))
        .arg(flag("as-done", "cli.option.as-done", words))
        .arg(flag("skip", "cli.option.skip", words))
        .arg(option("threads", "N", words).value_parser(threads));
    match cfg!(feature = "parquet") {
        true => sweep.arg(file("parquet", words).requires("output")),
        false => sweep,
    }
}

/// A command whose help says what its text says.
fn said(name: &'static str, words: &'static Words) -> Command {
    leaf(name, words, words.text(about_key(name)).to_string())
}

/// The key of the text that says what a command does.
fn about_key(name: &str) -> &'static str {
    match name {
        "run" => "cli.about.run",
        "plot" => "cli.about.plot",
        "script" => "cli.about.script",
        "presets" => "cli.about.presets",
        "film" => "cli.about.film",
        "sweep" => "cli.about.sweep",
        "completions" => "cli.about.completions",
        _ => "cli.about.man",
    }
}

fn leaf(name: &'static str, words: &'static Words, about: String) -> Command {
    let usage = words.text("cli.heading.usage");
    let template =
        format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}");
    with_help(
        Command::new(name).about(about).help_template(template),
        words,
    )
}

/// Help under its own heading, in the reader's language.
fn with_help(command: Command, words: &'static Words) -> Command {
    let help = flag("help", "cli.option.help", words)
        .short('h')
        .action(ArgAction::Help);
    let heading = words.text("cli.heading.options");
    command
        .disable_help_flag(true)
        .next_help_heading(heading)
        .arg(help.display_order(1000))
}

fn setup(words: &'static Words) -> Arg {
    Arg::new(SETUP)
        .required(true)
        .help(words.text("cli.option.setup"))
}

fn option(name: &'static str, value: &'static str, words: &'static Words) -> Arg {
    let key = format!("cli.option.{}", name);
    Arg::new(name)
        .long(name)
        .value_name(value)
        .help(words.text(&key).to_string())
}

fn file(name: &'static str, words: &'static Words) -> Arg {
    option(name, "FILE", words).value_hint(ValueHint::FilePath)
}

fn flag(name: &'static str, key: &'static str, words: &'static Words) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(words.text(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use lab::scenario::Lang;

    #[test]
    fn the_program_is_well_formed_and_every_word_of_its_help_is_there_in_every_language() {
        for lang in Lang::ALL {
            let words = Words::of(*lang);
            command(words).debug_assert();
            command_to_complete(words).debug_assert();
            let mut program = command(words);
            program.build();
            for own in program.get_subcommands_mut() {
                let help = own.render_help().to_string();
                assert!(!help.contains("cli."), "{help}");
            }
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let misused = |text: &str| {
            let given: Vec<String> = text.split(' ').map(String::from).collect();
            let mut program = command(Words::of(Lang::En));
            let words = std::iter::once("second-law".to_string()).chain(given.clone());
            let error = program.try_get_matches_from_mut(words).unwrap_err();
            Words::of(Lang::En).say(&misuse(&error, &given, &program))
        };
        assert!(misused("fly").starts_with("fly is not understood"));
        assert!(misused("plot a=1 --fax x").starts_with("--fax is not understood"));
        assert!(misused("run").contains("<SETUP> is missing"));
        assert!(misused("plot a=1 --svg").contains("--svg <FILE> is missing"));
        assert!(misused("plot a=1").contains("--csv"));
        assert!(misused("run a=1 b=2").contains("b=2 is not understood"));
    }
}
