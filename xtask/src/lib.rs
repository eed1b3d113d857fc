//! The project's command line, `cargo xtask`.
//!
//! All reading and writing of files is here; what is written, the generator
//! decides. One module per command, beside what the commands share. It is a
//! library for the sake of `xtask-fetch`, the program that downloads.

mod cargo_toml;
mod changelog;
mod diff;
mod explain;
pub mod fetch;
mod inputs;
mod list;
mod lock;
mod output;
mod paths;
mod regen;
mod report;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's command line.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Changelog(changelog::Args),
    Diff(diff::Args),
    Explain(explain::Args),
    Fetch(fetch::Args),
    List(list::Args),
    Regen(regen::Args),
}

/// Runs the command that the process was started with. Exits with 0 for success,
/// 1 for failure, and, from clap, 2 for wrong usage.
pub fn main() -> ExitCode {
    report::exit_code(match Cli::parse().command {
        Command::Changelog(args) => changelog::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Fetch(_) => fetch::hand_over(),
        Command::List(args) => list::run(&args),
        Command::Regen(args) => regen::run(&args),
    })
}
