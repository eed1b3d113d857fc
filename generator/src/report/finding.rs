//! A finding with its place in a text.

use std::fmt;
use std::ops::Range;

use super::diagnostic::{Input, Severity};
use crate::correct::Action;
use crate::source::pointer::{Pointer, printable};

/// One finding about the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The severity: whether the run fails.
    pub severity: Severity,
    /// The input that it is about.
    pub input: Input,
    /// The place in that input; of the document, as corrections left it.
    pub at: Pointer,
    /// The rule, a stable name to search for.
    pub rule: &'static str,
    /// The fault, in words.
    pub message: String,
    /// The advice on what to do about it.
    pub help: Option<String>,
    /// Actions that settle it, ready to be added to the overlay.
    pub actions: Vec<Action>,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
    /// The place where it is written: in the overlay, when that put it into the document.
    pub written: Spot,
    /// The place of that in the text.
    pub place: TextPlace,
    /// The byte at which the parser stopped, when the input is no YAML or JSON.
    pub offset: Option<usize>,
}

/// The place where something is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The input that it is in.
    pub input: Input,
    /// The place in that input.
    pub at: Pointer,
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TextPlace {
    /// The input that it is in.
    pub input: Input,
    /// The file that it is in, of those that the document refers to; none if it
    /// is in the document itself.
    pub file: Option<String>,
    /// The bytes to underline, all on one line.
    pub span: Range<usize>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// True if what was asked for is just there, and not somewhere inside of it.
    pub exact: bool,
    /// The text of the line; of a long one, what is around the bytes.
    pub text: String,
    /// The range in that text of the bytes to underline.
    pub underlined: Range<usize>,
}

/// A place that has to do with a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The place in the document.
    pub at: Pointer,
    /// The place where that is written.
    pub place: TextPlace,
    /// The words for what it is.
    pub label: &'static str,
}

impl Finding {
    /// Tells whether the run fails because of it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Says in words what to do about it; the actions, if any, come after.
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

/// The reason that a run wrote nothing: at least one error, with all that was found.
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
