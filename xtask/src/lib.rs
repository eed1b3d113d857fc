//! The workspace's own commands, `cargo xtask`: those of the command line with
//! the paths of this workspace, and what only it has. It is a library for the
//! sake of `xtask-fetch`, the program that downloads.

mod adopt;
mod changelog;
mod corpus;
pub mod fetch;
mod file;
mod lock;
mod paths;

use std::process::ExitCode;

use clap::builder::Resettable;
use clap::{Arg, CommandFactory, FromArgMatches, Parser, Subcommand};
use openapi_loom::{diff, explain, generate, help, list, report};

use crate::paths::{APPROVALS, CLIENT, CONFIG, DOCUMENT, OVERLAY, defaults};

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
/// 1 for failure, and 2 for wrong usage.
pub fn main() -> ExitCode {
    let cli = Cli::from_arg_matches(&command().get_matches()).unwrap_or_else(|error| error.exit());
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

/// Returns the command line, with what the workspace has for options that are left out.
fn command() -> clap::Command {
    Cli::command().mut_subcommands(|command| match command.get_name() {
        // It is about the documents of others.
        "corpus" => command,
        name => match examples(name) {
            Some(examples) => help::with_examples(command.mut_args(with_default), examples),
            None => command.mut_args(with_default),
        },
    })
}

/// Returns the examples of a command that does not have them by itself.
fn examples(command: &str) -> Option<&'static str> {
    Some(match command {
        "changelog" => {
            "  \
            cargo xtask changelog old.yaml spec/openai.yaml\n  \
            cargo xtask changelog old.yaml spec/openai.yaml --version 1.0.0"
        }
        "diff" => {
            "  \
            cargo xtask diff old.yaml spec/openai.yaml\n  \
            cargo xtask diff old.yaml spec/openai.yaml --format markdown\n  \
            git show HEAD:spec/openai.yaml | cargo xtask diff - spec/openai.yaml --fail-on breaking"
        }
        "explain" => {
            "  \
            cargo xtask explain\n  \
            cargo xtask explain RunObject.metadata\n  \
            cargo xtask explain create_run.model"
        }
        "fetch" => {
            "  \
            cargo xtask fetch\n  \
            cargo xtask fetch --rev HEAD --update"
        }
        "list" => {
            "  \
            cargo xtask list\n  \
            cargo xtask list --group threads\n  \
            cargo xtask list spec/upstream/openapi.yaml"
        }
        "regen" => {
            "  \
            cargo xtask regen\n  \
            cargo xtask regen --check\n  \
            cargo xtask regen --all --spec spec/upstream/openapi.yaml --crate-name openai --out ../openai"
        }
        _ => return None,
    })
}

/// Returns the words for the value of an option that is left out.
fn default_of(option: &str) -> Option<String> {
    let path = match option {
        "spec" => DOCUMENT,
        "overlay" => OVERLAY,
        "config" => CONFIG,
        "approvals" => return Some(format!("{APPROVALS} of the workspace, if there is one")),
        "out" => CLIENT,
        _ => return None,
    };
    Some(format!("{path} of the workspace"))
}

/// Returns an option that may be left out, as the workspace has all that it names.
fn with_default(option: Arg) -> Arg {
    let option = option.hide(false);
    let help = option.get_help().map(ToString::to_string).unwrap_or_default();
    match default_of(option.get_id().as_str()) {
        Some(default) if !help.contains("[default: ") => {
            let option = option.required(false).required_unless_present(Resettable::Reset);
            option.help(format!("{help} [default: {default}]"))
        }
        _ => option,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use clap::CommandFactory;
    use clap::error::ErrorKind;

    use super::{Cli, command};
    use crate::paths::{CHANGELOG, CONFIG, LOCK, UPSTREAM, in_workspace};

    /// Returns the commands of this program in a text: examples in a list, lines of blocks, and
    /// what is in backquotes.
    fn commands(text: &str) -> Vec<String> {
        let lines = text.lines().map(|line| line.trim_start_matches(['$', ' ']));
        let quoted =
            text.split("```").step_by(2).flat_map(|text| text.split('`').skip(1).step_by(2));
        let all = lines.chain(quoted).flat_map(|line| line.split(" && "));
        let all = all.map(|command| command.split(" | ").last().unwrap_or(command));
        let commands = all.filter(|command| command.starts_with("cargo xtask "));
        let said = commands.map(|command| command.split(" #").next().unwrap_or(command));
        said.map(|command| command.replace(['[', ']', '\\'], "")).collect()
    }

    /// Asserts that the program would take all commands of a text, but for what they leave
    /// out where a command is only named.
    fn assert_taken(place: &str, text: &str) {
        for said in commands(text) {
            let words = said.split_whitespace().skip(1);
            let Err(error) = command().try_get_matches_from(words) else { continue };
            assert_eq!(
                error.kind(),
                ErrorKind::MissingRequiredArgument,
                "{place}: {said}: {error}"
            );
        }
    }

    /// The READMEs and the examples of `--help` say what the program takes.
    #[test]
    fn commands_that_are_documented_are_taken() {
        let pages = ["README.md", "generated/README.md", "generator/README.md"];
        for page in pages {
            let text = fs::read_to_string(in_workspace(page)).unwrap();
            assert!(!commands(&text).is_empty(), "{page}");
            assert_taken(page, &text);
        }
        for subcommand in command().get_subcommands() {
            let examples = subcommand.get_after_help().unwrap().to_string();
            assert!(commands(&examples).len() > 1, "{}", subcommand.get_name());
            assert_taken(subcommand.get_name(), &examples);
        }
    }

    /// The README has a row for each command.
    #[test]
    fn each_command_is_documented() {
        let readme = fs::read_to_string(in_workspace("README.md")).unwrap();
        let (_, table) = readme.split_once("| Command | Does |\n").unwrap();
        let rows: Vec<&str> = table.lines().take_while(|line| line.starts_with('|')).collect();
        for subcommand in command().get_subcommands() {
            let begin = format!("| `cargo xtask {}", subcommand.get_name());
            assert!(rows.iter().any(|row| row.starts_with(&begin)), "{begin}");
        }
    }

    #[test]
    fn commands_are_found_in_a_text() {
        let text = "Run `cargo xtask a [B]`, not `cargo c`.\n\n```console\n$ cargo xtask d --e  # f\n$ g\n```\n\
                    Examples:\n  cargo xtask h && cargo xtask i\n";
        let wanted = ["cargo xtask d --e ", "cargo xtask h", "cargo xtask i", "cargo xtask a B"];
        assert_eq!(commands(text), wanted);
        assert!(command().try_get_matches_from(["xtask", "regen", "--name", "a"]).is_err());
    }

    /// Each option with a default of its own says it in its documentation.
    #[test]
    fn documentation_names_the_defaults() {
        let cli = Cli::command();
        for (command, option, path) in [
            ("adopt", "upstream", UPSTREAM),
            ("changelog", "out", CHANGELOG),
            ("fetch", "out", UPSTREAM),
            ("fetch", "lock", LOCK),
            ("fetch", "rev", LOCK),
            ("fetch", "url", CONFIG),
        ] {
            let command = cli.find_subcommand(command).unwrap();
            let option = command.get_arguments().find(|it| it.get_id() == option).unwrap();
            let help = option.get_help().unwrap().to_string();
            let (_, default) = help.split_once("[default: ").unwrap();
            assert!(default.contains(path), "{help}");
        }
    }
}
