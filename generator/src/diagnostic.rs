//! What is wrong, where, and what to write to settle it.

use std::collections::HashMap;
use std::fmt;

use serde_json::Value;

use crate::document::Document;
use crate::origin;
use crate::overlay::Action;
use crate::pointer::{Pointer, printable};
use crate::remedy::{References, Remedy};

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
    /// Actions that settle it, ready to be added to the overlay.
    pub actions: Vec<Action>,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
    /// Where it is written: in the overlay, when that put it into the document.
    pub written: Spot,
    /// The byte at which the parser stopped, when the input is no YAML or JSON.
    pub offset: Option<usize>,
    /// What becomes [`actions`](Self::actions) when the run is over.
    pub(crate) remedies: Vec<Remedy>,
}

/// Where something is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// In which input.
    pub input: Input,
    /// Where in that input.
    pub at: Pointer,
}

/// A place that has to do with a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where in the document.
    pub at: Pointer,
    /// Where that is written.
    pub written: Spot,
    /// What it is.
    pub label: &'static str,
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
            actions: Vec::new(),
            related: Vec::new(),
            written: Spot { input: Input::Document, at: at.clone() },
            offset: None,
            remedies: Vec::new(),
        }
    }

    /// A warning about the document.
    pub fn warning(rule: &'static str, at: &Pointer, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(rule, at, message) }
    }

    /// The same finding about another input.
    #[must_use]
    pub fn in_input(self, input: Input) -> Self {
        Self { input, written: Spot { input, at: self.at.clone() }, ..self }
    }

    /// The same finding with a way out.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(printable(&help.into())), ..self }
    }

    /// The same finding with another place that has to do with it.
    #[must_use]
    pub fn related(mut self, at: &Pointer, label: &'static str) -> Self {
        let written = Spot { input: self.input, at: at.clone() };
        self.related.push(Related { at: at.clone(), written, label });
        self
    }

    /// The same finding, settled when the overlay takes something away.
    #[must_use]
    pub(crate) fn settled_without(self, at: &Pointer, why: impl Into<String>) -> Self {
        self.settled_by(Remedy::Remove { at: at.clone(), why: why.into() })
    }

    /// The same finding, settled when the overlay adds something.
    #[must_use]
    pub(crate) fn settled_with(self, at: &Pointer, update: Value, why: impl Into<String>) -> Self {
        self.settled_by(Remedy::Update { at: at.clone(), update, why: why.into() })
    }

    /// The same finding, that two things would have one name.
    #[must_use]
    pub(crate) fn one_of_two(self, other: &Pointer) -> Self {
        let at = self.at.clone();
        let component = [&at, other].into_iter().find_map(Pointer::component);
        self.related(other, "the other one").settled_by(match component {
            Some(component) => Remedy::Rename { component },
            None => Remedy::Remove { at, why: "Something else has the same name.".to_owned() },
        })
    }

    /// The same finding with what would settle it.
    #[must_use]
    pub(crate) fn settled_by(mut self, remedy: Remedy) -> Self {
        self.remedies.push(remedy);
        self
    }

    /// What to do about it, in words; the actions, if any, come after.
    pub fn advice(&self) -> Option<String> {
        match (&self.help, self.actions.is_empty()) {
            (help, true) => help.clone(),
            (None, false) => Some("add to the overlay:".to_owned()),
            (Some(help), false) => Some(format!("{help}; or add to the overlay:")),
        }
    }

    /// Whether the run fails because of it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Diagnostic {
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

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Document => "document",
            Self::Overlay => "overlay",
            Self::Config => "config",
        })
    }
}

/// The findings of a run so far.
#[derive(Debug, Default)]
pub struct Report {
    found: Vec<Diagnostic>,
    /// Which of them are about a place.
    by_place: HashMap<Pointer, Vec<usize>>,
}

impl Report {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let here = self.by_place.entry(diagnostic.at.clone()).or_default();
        if !here.iter().any(|number| self.found[*number] == diagnostic) {
            here.push(self.found.len());
            self.found.push(diagnostic);
        }
    }

    /// The warnings, or, if anything failed, everything found, each with where
    /// in the document as written it is.
    pub fn finish(self, document: &Document) -> Result<Vec<Diagnostic>, Failure> {
        let references = References::of(&document.root);
        let mut traced = Self::default();
        for found in self.found {
            traced.push(origin::trace(found, document, &references));
        }
        if traced.has_errors() {
            return Err(Failure { found: traced.found });
        }
        Ok(traced.found)
    }

    /// What was found so far.
    pub(crate) fn into_found(self) -> Vec<Diagnostic> {
        self.found
    }

    /// Whether an error was found.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(Diagnostic::is_error)
    }

    /// Whether an error in an input was found.
    pub fn has_errors_in(&self, input: Input) -> bool {
        self.found.iter().any(|found| found.is_error() && found.input == input)
    }

    /// Whether an error was found at a place or inside of it.
    pub fn has_error_in(&self, at: &Pointer) -> bool {
        self.found.iter().any(|found| found.is_error() && found.at.is_in(at))
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
