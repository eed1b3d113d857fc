//! The program `openapi-loom`.

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use openapi_loom::{Defaults, diff, explain, generate, help, list, report};

/// Writes a Rust client from an OpenAPI document
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Generate(generate::Args),
    Diff(diff::Args),
    List(list::Args),
    Explain(explain::Args),
    #[cfg(feature = "completions")]
    Completions(openapi_loom::completions::Args),
}

const EXAMPLES: &str = "\
Examples:
  openapi-loom list api.yaml
  openapi-loom generate --spec api.yaml --out client
  openapi-loom generate --spec api.yaml --out client --check
  openapi-loom diff old.yaml new.yaml --fail-on breaking
  openapi-loom explain --spec api.yaml Pet.name
  curl -s https://example.org/openapi.json | openapi-loom list -";

/// Returns the command line, with examples of each command.
fn command() -> clap::Command {
    Cli::command().mut_subcommands(|command| {
        let examples = examples(command.get_name());
        help::with_examples(command, examples)
    })
}

/// Returns the examples of a command.
fn examples(command: &str) -> &'static str {
    match command {
        "generate" => {
            "  \
            openapi-loom generate --spec api.yaml --out client\n  \
            openapi-loom generate --spec api.yaml --out client --check\n  \
            openapi-loom generate --spec api.yaml --group pets --crate-name pets --out client\n  \
            openapi-loom generate --spec api.yaml --config choices.yaml --overlay fixes.yaml --out client\n  \
            curl -fsSL https://example.org/api.json | openapi-loom generate --spec - --out client"
        }
        "diff" => {
            "  \
            openapi-loom diff old.yaml new.yaml\n  \
            openapi-loom diff old.yaml new.yaml --group pets --format markdown\n  \
            openapi-loom diff old.yaml new.yaml --fail-on breaking --approvals approvals.yaml\n  \
            git show HEAD:api.yaml | openapi-loom diff - api.yaml"
        }
        "list" => {
            "  \
            openapi-loom list api.yaml\n  \
            openapi-loom list api.yaml --group pets\n  \
            curl -fsSL https://example.org/api.json | openapi-loom list -"
        }
        "explain" => {
            "  \
            openapi-loom explain --spec api.yaml\n  \
            openapi-loom explain --spec api.yaml Pet.name\n  \
            openapi-loom explain --spec api.yaml list_pets.limit"
        }
        _ => {
            "  \
            openapi-loom completions bash > ~/.local/share/bash-completion/completions/openapi-loom\n  \
            openapi-loom completions man > openapi-loom.1"
        }
    }
}

fn main() -> ExitCode {
    let cli = Cli::from_arg_matches(&command().get_matches());
    let cli = cli.unwrap_or_else(|error| error.exit());
    let defaults = Defaults::none("openapi-loom", "generate");
    report::exit_code(match &cli.command {
        Command::Generate(args) => generate::run(args, &defaults, None),
        Command::Diff(args) => diff::run(args, &defaults),
        Command::List(args) => list::run(args, &defaults),
        Command::Explain(args) => explain::run(args, &defaults),
        #[cfg(feature = "completions")]
        Command::Completions(args) => openapi_loom::completions::run(args, command()),
    })
}

#[cfg(test)]
mod tests {
    use super::command;

    /// The examples of `--help`, and those of the README, are commands that the program takes.
    #[test]
    fn examples_are_taken() {
        let readme = include_str!("../README.md").to_owned();
        let help = |command: &clap::Command| command.get_after_help().unwrap().to_string();
        let mut texts: Vec<String> = command().get_subcommands().map(help).collect();
        texts.extend([readme, help(&command())]);
        for text in texts {
            let lines = text.lines().map(|line| line.trim_start_matches(['$', ' ']));
            let said: Vec<&str> =
                lines.filter_map(|line| line.find("openapi-loom ").map(|at| &line[at..])).collect();
            assert!(said.len() > 1, "{text}");
            for said in said.iter().filter(|line| !line.contains('`')) {
                let words = said.split(" #").next().unwrap().split(" > ").next().unwrap();
                let taken = command().try_get_matches_from(words.split_whitespace());
                assert!(taken.is_ok(), "{said}: {}", taken.unwrap_err());
            }
        }
        assert!(command().try_get_matches_from(["openapi-loom", "list", "--name"]).is_err());
    }

    #[test]
    fn long_help_has_both_examples_and_what_it_had() {
        let mut command = command();
        let diff = command.find_subcommand_mut("diff").unwrap();
        let [short, long] = [diff.render_help(), diff.render_long_help()].map(|it| it.to_string());
        assert!(short.contains("Examples:") && !short.contains("Approvals:"), "{short}");
        let (before, _) = long.split_once("Approvals:").unwrap();
        assert!(before.contains("Examples:\n  openapi-loom diff old.yaml new.yaml\n"), "{long}");
    }
}
