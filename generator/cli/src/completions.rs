//! Completions for shells, and the pages of the manual.

use std::process::ExitCode;

use anyhow::Context;
use clap::Command;
use clap_complete::Shell;

use crate::report;

/// Prints completions for a shell, or the pages of the manual
///
/// For example, `openapi-loom completions bash` into a file of
/// `~/.local/share/bash-completion/completions`, and `openapi-loom completions man`
/// into `openapi-loom.1`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell, or the manual
    #[arg(value_enum, value_name = "SHELL")]
    target: Target,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Target {
    /// The shell of GNU
    Bash,
    /// The shell of that name
    Elvish,
    /// The friendly interactive shell
    Fish,
    /// PowerShell
    Powershell,
    /// The Z shell
    Zsh,
    /// The manual, as roff
    Man,
}

/// Runs the command; `program` is the command line itself.
pub fn run(args: &Args, mut program: Command) -> anyhow::Result<ExitCode> {
    let shell = match args.target {
        Target::Bash => Shell::Bash,
        Target::Elvish => Shell::Elvish,
        Target::Fish => Shell::Fish,
        Target::Powershell => Shell::PowerShell,
        Target::Zsh => Shell::Zsh,
        Target::Man => {
            report::stdout(&manual(program)?)?;
            return Ok(ExitCode::SUCCESS);
        }
    };
    let mut text = Vec::new();
    let name = program.get_name().to_owned();
    clap_complete::generate(shell, &mut program, name, &mut text);
    report::stdout(&String::from_utf8_lossy(&text))?;
    Ok(ExitCode::SUCCESS)
}

/// Returns the page of the program, and after it one of each command.
fn manual(mut program: Command) -> anyhow::Result<String> {
    program.build();
    let mut text = Vec::new();
    let commands = program.get_subcommands().filter(|command| command.get_name() != "help");
    for page in std::iter::once(&program).chain(commands) {
        clap_mangen::Man::new(page.clone()).render(&mut text).context("the manual")?;
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}
