//! The workspace's own commands, `cargo xtask`: those of the command line with
//! the paths of this workspace, and what only it has. It is a library for the
//! sake of `xtask-fetch`, the program that downloads.

mod adopt;
mod changelog;
mod corpus;
pub mod fetch;
mod lock;
mod paths;

use std::process::ExitCode;

use clap::{Arg, CommandFactory, FromArgMatches, Parser, Subcommand};
use openapi_loom::{diff, explain, generate, list, report};

use crate::paths::defaults;

/// The project's command line
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Adopt(adopt::Args),
    Changelog(changelog::Args),
    Corpus(corpus::Args),
    Diff(diff::Args),
    Explain(explain::Args),
    Fetch(fetch::Args),
    List(list::Args),
    Regen(generate::Args),
}

/// Runs the command that the process was started with. Exits with 0 for success,
/// 1 for failure, and, from clap, 2 for wrong usage.
pub fn main() -> ExitCode {
    let command = Cli::command();
    let command = command.mut_subcommands(|command| match command.get_name() {
        // It is about the documents of others.
        "corpus" => command,
        _ => command.mut_args(with_default),
    });
    let cli = Cli::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit());
    let defaults = defaults();
    report::exit_code(match cli.command {
        Command::Adopt(args) => adopt::run(&args),
        Command::Changelog(args) => changelog::run(&args),
        Command::Corpus(args) => corpus::run(&args),
        Command::Diff(args) => diff::run(&args, &defaults),
        Command::Explain(args) => explain::run(&args, &defaults),
        Command::Fetch(_) => fetch::hand_over(),
        Command::List(args) => list::run(&args, &defaults),
        Command::Regen(args) => generate::run(&args, &defaults, Some(&lock::note)),
    })
}

/// The words for the value of an option that is left out, by the option.
const DEFAULTS: [(&str, &str); 5] = [
    ("spec", "spec/openai.yaml of the workspace"),
    ("overlay", "spec/overlay.yaml of the workspace"),
    ("config", "spec/config.yaml of the workspace"),
    ("approvals", "spec/approvals.yaml of the workspace, if there is one"),
    ("out", "generated of the workspace"),
];

/// An option that may be left out, as the workspace has all that it names.
fn with_default(option: Arg) -> Arg {
    let option = option.hide(false);
    let default = DEFAULTS.iter().find(|(id, _)| option.get_id() == id);
    let help = option.get_help().map(ToString::to_string).unwrap_or_default();
    match default {
        Some((_, default)) if !help.contains("[default: ") => {
            option.required(false).help(format!("{help} [default: {default}]"))
        }
        _ => option,
    }
}
