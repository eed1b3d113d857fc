//! The help of commands.

use clap::Command;

/// Adds examples to the help of a command, above what its long help has at the end.
pub fn with_examples(command: Command, examples: &str) -> Command {
    let examples = format!("Examples:\n{examples}");
    let long = command.get_after_long_help().map(|more| format!("{examples}\n\n{more}"));
    let command = command.after_help(examples);
    match long {
        Some(long) => command.after_long_help(long),
        None => command,
    }
}
