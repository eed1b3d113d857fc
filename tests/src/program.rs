//! A command as a program.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The outcome of a command.
#[derive(Debug)]
pub struct Ran {
    /// The code that it exited with.
    pub code: i32,
    /// Its result.
    pub stdout: String,
    /// The rest of what it said.
    pub stderr: String,
}

impl Ran {
    /// Runs a program in a directory.
    ///
    /// # Panics
    ///
    /// Panics if it cannot be run.
    pub fn of(program: &str, dir: &Path, arguments: &[&str]) -> Self {
        Command::new(program).current_dir(dir).args(arguments).output().unwrap().into()
    }

    /// Runs a program in a directory with this on its standard input.
    ///
    /// # Panics
    ///
    /// Panics if it cannot be run.
    pub fn with_input(program: &str, dir: &Path, arguments: &[&str], input: &str) -> Self {
        let mut command = Command::new(program);
        command.current_dir(dir).args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that reads nothing has closed it.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap().into()
    }

    /// Returns the line of the result that begins with a word.
    ///
    /// # Panics
    ///
    /// Panics if there is none.
    #[track_caller]
    pub fn line(&self, word: &str) -> &str {
        self.stdout
            .lines()
            .find(|line| line.starts_with(word))
            .unwrap_or_else(|| panic!("no {word} in {self:?}"))
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
