//! Completions for shells, and the pages of the manual.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Context;
use clap::Command;
use clap_complete::Shell;

/// Prints completions for a shell, or the pages of the manual
///
/// For example, `openapi-loom completions bash` into a file of
/// `~/.local/share/bash-completion/completions`, and `openapi-loom completions man`
/// into `openapi-loom.1`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What for
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
    let mut text = Vec::new();
    let shell = match args.target {
        Target::Bash => Shell::Bash,
        Target::Elvish => Shell::Elvish,
        Target::Fish => Shell::Fish,
        Target::Powershell => Shell::PowerShell,
        Target::Zsh => Shell::Zsh,
        Target::Man => {
            manual(program, &mut text)?;
            return print(&text);
        }
    };
    let name = program.get_name().to_owned();
    clap_complete::generate(shell, &mut program, name, &mut text);
    print(&text)
}

/// Writes the page of the program, and after it one of each command.
fn manual(mut program: Command, text: &mut Vec<u8>) -> anyhow::Result<()> {
    program.build();
    let mut pages = vec![program.clone()];
    pages.extend(program.get_subcommands().filter(|command| command.get_name() != "help").cloned());
    for page in pages {
        clap_mangen::Man::new(page).render(text).context("the manual")?;
    }
    Ok(())
}

fn print(text: &[u8]) -> anyhow::Result<ExitCode> {
    // A reader that went away (`… | head`) is no reason to fail.
    let _ = io::stdout().lock().write_all(text);
    Ok(ExitCode::SUCCESS)
}
