//! The command as a program.

use std::path::Path;

pub(crate) use workspace_tests::program::Ran;

/// Runs the command in a directory.
pub(crate) fn xtask(dir: &Path, arguments: &[&str]) -> Ran {
    Ran::of(env!("CARGO_BIN_EXE_xtask"), dir, arguments)
}

/// Runs the command in a directory with this on its standard input.
pub(crate) fn xtask_reading(dir: &Path, arguments: &[&str], input: &str) -> Ran {
    Ran::with_input(env!("CARGO_BIN_EXE_xtask"), dir, arguments, input)
}
