//! What is wrong, where, and what to write to settle it.

use std::fmt;

use crate::pointer::{Pointer, printable};

/// One finding about the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether the run fails.
    pub severity: Severity,
    /// Which input it is about.
    pub input: Input,
    /// Where in that input.
    pub at: Pointer,
    /// The rule, a stable name to search for.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// Something to look at; the output is complete all the same.
    Warning,
}

/// The inputs of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// The OpenAPI document.
    Document,
    /// The overlay with its corrections.
    Overlay,
    /// The configuration.
    Config,
}

impl Diagnostic {
    /// An error in the document.
    pub fn error(rule: &'static str, at: &Pointer, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            input: Input::Document,
            at: at.clone(),
            rule,
            message: printable(&message.into()),
            help: None,
        }
    }

    /// A warning about the document.
    pub fn warning(rule: &'static str, at: &Pointer, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(rule, at, message) }
    }

    /// The same finding about another input.
    #[must_use]
    pub fn in_input(self, input: Input) -> Self {
        Self { input, ..self }
    }

    /// The same finding with a way out.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// Whether the run fails because of it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let input = match self.input {
            Input::Document => "document",
            Input::Overlay => "overlay",
            Input::Config => "config",
        };
        write!(f, "{severity}[{}]: {}\n  --> {input} {}", self.rule, self.message, self.at)?;
        if let Some(help) = &self.help {
            let mut lines = help.lines();
            write!(f, "\n  help: {}", lines.next().unwrap_or_default())?;
            for line in lines {
                write!(f, "\n        {line}")?;
            }
        }
        Ok(())
    }
}

/// The findings of a run so far.
#[derive(Debug, Default)]
pub struct Report {
    found: Vec<Diagnostic>,
}

impl Report {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if !self.found.contains(&diagnostic) {
            self.found.push(diagnostic);
        }
    }

    /// The warnings, or, if anything failed, everything found.
    pub fn finish(self) -> Result<Vec<Diagnostic>, Failure> {
        if self.found.iter().any(Diagnostic::is_error) {
            return Err(Failure { found: self.found });
        }
        Ok(self.found)
    }

    /// Whether an error was found at a place or inside of it.
    pub fn has_error_in(&self, at: &Pointer) -> bool {
        self.found.iter().any(|found| found.is_error() && found.at.is_in(at))
    }

    /// Stops the run here if anything failed.
    pub fn check(&mut self) -> Result<(), Failure> {
        let found = std::mem::take(self).finish()?;
        self.found = found;
        Ok(())
    }
}

/// Why a run wrote nothing: at least one error, with all that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Errors and warnings in the order in which they were found.
    pub found: Vec<Diagnostic>,
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { found: vec![diagnostic] }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.found.iter().enumerate() {
            let gap = if index == 0 { "" } else { "\n\n" };
            write!(f, "{gap}{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
