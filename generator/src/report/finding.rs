//! A finding with its place in a text.

use std::fmt;
use std::ops::Range;

use super::diagnostic::{Input, Severity};
use crate::correct::Action;
use crate::source::pointer::{Pointer, printable};

/// One finding about the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether the run fails.
    pub severity: Severity,
    /// Which input it is about.
    pub input: Input,
    /// Where in that input; of the document, as corrections left it.
    pub at: Pointer,
    /// The rule, a stable name to search for.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Actions that settle it, ready to be added to the overlay.
    pub actions: Vec<Action>,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
    /// Where it is written: in the overlay, when that put it into the document.
    pub written: Spot,
    /// Where that is in the text.
    pub place: Place,
    /// The byte at which the parser stopped, when the input is no YAML or JSON.
    pub offset: Option<usize>,
}

/// Where something is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// In which input.
    pub input: Input,
    /// Where in that input.
    pub at: Pointer,
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// In which input.
    pub input: Input,
    /// In which of the files that the document refers to, if not in itself.
    pub file: Option<String>,
    /// The bytes to underline, all on one line.
    pub span: Range<usize>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// Whether what was asked for is just there, and not somewhere inside of
    /// it.
    pub exact: bool,
    /// The text of the line; of a long one, what is around the bytes.
    pub text: String,
    /// Where in that text the bytes to underline are.
    pub underlined: Range<usize>,
}

/// A place that has to do with a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where in the document.
    pub at: Pointer,
    /// Where that is written.
    pub place: Place,
    /// What it is.
    pub label: &'static str,
}

impl Finding {
    /// Whether the run fails because of it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// What to do about it, in words; the actions, if any, come after.
    pub fn advice(&self) -> Option<String> {
        match (&self.help, self.actions.is_empty()) {
            (help, true) => help.clone(),
            (None, false) => Some("add to the overlay:".to_owned()),
            (Some(help), false) => Some(format!("{help}; or add to the overlay:")),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity, self.rule, self.message)?;
        write!(f, "\n  --> {} {}", self.input, self.at)?;
        if let Some(offset) = self.offset {
            write!(f, " (byte {offset})")?;
        }
        if self.written.input != self.input {
            write!(f, "\n  made so by {} {}", self.written.input, self.written.at)?;
        }
        for related in &self.related {
            write!(f, "\n  ::: {} {} is {}", self.input, related.at, related.label)?;
        }
        if let Some(help) = self.advice() {
            write!(f, "\n  help: {}", help.replace('\n', "\n        "))?;
        }
        self.actions.iter().try_for_each(|action| write!(f, "\n{}", printable(&action.to_string())))
    }
}

/// Why a run wrote nothing: at least one error, with all that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Errors and warnings in the order in which they were found.
    pub found: Vec<Finding>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, finding) in self.found.iter().enumerate() {
            let gap = if index == 0 { "" } else { "\n\n" };
            write!(f, "{gap}{finding}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
