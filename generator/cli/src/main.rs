//! The program `openapi-loom`.

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use openapi_loom::{Defaults, diff, explain, generate, list, report};

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

fn main() -> ExitCode {
    let mut command = Cli::command();
    let cli = Cli::from_arg_matches(&command.get_matches_mut());
    let cli = cli.unwrap_or_else(|error| error.exit());
    let defaults = Defaults::none("openapi-loom", "generate");
    report::exit_code(match &cli.command {
        Command::Generate(args) => generate::run(args, &defaults, None),
        Command::Diff(args) => diff::run(args, &defaults),
        Command::List(args) => list::run(args, &defaults),
        Command::Explain(args) => explain::run(args, &defaults),
        #[cfg(feature = "completions")]
        Command::Completions(args) => openapi_loom::completions::run(args, Cli::command()),
    })
}
