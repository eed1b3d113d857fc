//! Findings: what is wrong, where, and what would settle it. They are data that
//! every stage makes; where that is in a text, and what people read, comes later.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::ops::Range;

use serde_json::Value;

use crate::source::pointer::{Pointer, printable};

/// The help of what no document is to blame for.
pub(crate) const DEFECT: &str =
    "this is a defect of the generator: please report it with the document";

/// One thing to say about the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The severity: whether the run fails.
    pub severity: Severity,
    /// The input that it is about.
    pub input: Input,
    /// The place in that input.
    pub at: Pointer,
    /// The rule, a stable name to search for.
    pub rule: &'static str,
    /// The fault, in words.
    pub message: String,
    /// The advice on what to do about it.
    pub help: Option<String>,
    /// The changes that settle it.
    pub(crate) remedies: Vec<Remedy>,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
    /// The bytes of the text that it is about, if no place leads to them: an
    /// empty range where a parser stopped.
    pub span: Option<Range<usize>>,
}

/// A place that has to do with a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The place in the input.
    pub at: Pointer,
    /// The words for what it is.
    pub label: &'static str,
}

/// A change of the document that settles a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// Something goes.
    Remove { at: Pointer, why: String },
    /// The items of a list that are this text go.
    RemoveText { list: Pointer, text: String, why: String },
    /// Something is added, or put in the place of a value.
    Update { at: Pointer, update: Value, why: String },
    /// A component gets another name, wherever it is referred to.
    Rename { component: String },
}

/// The weight of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Severity {
    /// Nothing is written.
    #[default]
    Error,
    /// Something to look at; the output is complete all the same.
    Warning,
}

/// The inputs of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Input {
    /// The OpenAPI document, with the files that it refers to.
    Document,
    /// The overlay with its corrections.
    Overlay,
    /// The configuration.
    Config,
}

impl Diagnostic {
    /// Returns an error in the document.
    pub fn error(rule: &'static str, at: &Pointer, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            input: Input::Document,
            at: at.clone(),
            rule,
            message: printable(&message.into()),
            help: None,
            remedies: Vec::new(),
            related: Vec::new(),
            span: None,
        }
    }

    /// Returns a warning about the document.
    pub fn warning(rule: &'static str, at: &Pointer, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(rule, at, message) }
    }

    /// Returns the same finding about another input.
    #[must_use]
    pub fn in_input(self, input: Input) -> Self {
        Self { input, ..self }
    }

    /// Returns the same finding about these bytes of the text.
    #[must_use]
    pub(crate) fn written_at(self, span: Range<usize>) -> Self {
        Self { span: Some(span), ..self }
    }

    /// Returns the same finding with a way out.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(printable(&help.into())), ..self }
    }

    /// Returns the same finding with another place that has to do with it.
    #[must_use]
    pub fn related(mut self, at: &Pointer, label: &'static str) -> Self {
        self.related.push(Related { at: at.clone(), label });
        self
    }

    /// Returns the same finding, settled when the overlay takes something away.
    #[must_use]
    pub(crate) fn settled_without(self, at: &Pointer, why: impl Into<String>) -> Self {
        self.settled_by(Remedy::Remove { at: at.clone(), why: why.into() })
    }

    /// Returns the same finding, settled when the overlay adds something.
    #[must_use]
    pub(crate) fn settled_with(self, at: &Pointer, update: Value, why: impl Into<String>) -> Self {
        self.settled_by(Remedy::Update { at: at.clone(), update, why: why.into() })
    }

    /// Returns the same finding, that two things would have one name.
    #[must_use]
    pub(crate) fn one_of_two(self, other: &Pointer) -> Self {
        let at = self.at.clone();
        let component = [&at, other].into_iter().find_map(Pointer::component);
        self.related(other, "the other one").settled_by(match component {
            Some(component) => Remedy::Rename { component },
            None => Remedy::Remove { at, why: "Something else has the same name.".to_owned() },
        })
    }

    /// Returns the same finding with what would settle it.
    #[must_use]
    pub(crate) fn settled_by(mut self, remedy: Remedy) -> Self {
        self.remedies.push(remedy);
        self
    }

    /// Tells whether the run fails because of it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { severity, rule, message, input, at, .. } = self;
        write!(f, "{severity}[{rule}]: {message}\n  --> {input} {at}")
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

/// The parts that tell one finding from another.
type Identifying = (Severity, Input, Pointer, &'static str, String, Option<Range<usize>>);

/// The findings so far, each once.
#[derive(Debug, Default)]
pub struct Report {
    found: Vec<Diagnostic>,
    /// The number of each among all.
    known: HashMap<Identifying, usize>,
    /// The findings that many places give rise to, by rule and message: their
    /// number among all, and how many places there are.
    counted: BTreeMap<(&'static str, String), (usize, usize)>,
}

impl Report {
    /// Adds a finding, unless the same was said of its place.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.add(diagnostic);
    }

    /// Adds a finding, unless it is there, and returns its number among all.
    fn add(&mut self, diagnostic: Diagnostic) -> usize {
        let Diagnostic { severity, input, at, rule, message, span, .. } = &diagnostic;
        let known = (*severity, *input, at.clone(), *rule, message.clone(), span.clone());
        let next = self.found.len();
        let number = *self.known.entry(known).or_insert(next);
        if number == next {
            self.found.push(diagnostic);
        }
        number
    }

    /// Adds a finding that many places may give rise to: it is told once, with
    /// the first of them and their number.
    pub(crate) fn push_counted(&mut self, diagnostic: Diagnostic) {
        let key = (diagnostic.rule, diagnostic.message.clone());
        match self.counted.get_mut(&key) {
            Some((_, count)) => *count += 1,
            None => {
                let number = self.add(diagnostic);
                self.counted.insert(key, (number, 1));
            }
        }
    }

    /// Returns what was found so far, in that order.
    pub fn found(&self) -> &[Diagnostic] {
        &self.found
    }

    /// Returns what was found so far, in that order.
    pub fn into_found(self) -> Vec<Diagnostic> {
        let mut found = self.found;
        for (number, count) in self.counted.into_values().filter(|(_, count)| *count > 1) {
            if let Some(first) = found.get_mut(number) {
                first
                    .message
                    .push_str(&format!(" (in {count} places, of which this is the first)"));
            }
        }
        found
    }

    /// Tells whether an error was found.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(Diagnostic::is_error)
    }

    /// Tells whether an error in an input was found.
    pub fn has_errors_in(&self, input: Input) -> bool {
        self.found.iter().any(|found| found.is_error() && found.input == input)
    }
}

impl From<Diagnostic> for Report {
    fn from(diagnostic: Diagnostic) -> Self {
        [diagnostic].into_iter().collect()
    }
}

impl FromIterator<Diagnostic> for Report {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(found: I) -> Self {
        let mut report = Self::default();
        found.into_iter().for_each(|found| report.push(found));
        report
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.found.iter().enumerate() {
            let gap = if index == 0 { "" } else { "\n\n" };
            write!(f, "{gap}{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Report {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_of_a_finding_that_was_there() {
        let warning = |place: &str, message: &str| {
            Diagnostic::warning("left-out", &Pointer::root().child(place), message)
        };
        let mut report = Report::default();
        report.push(warning("a", "One"));
        report.push_counted(warning("a", "One"));
        report.push(warning("b", "Two"));
        report.push_counted(warning("c", "One"));
        let messages: Vec<String> =
            report.into_found().into_iter().map(|found| found.message).collect();
        assert_eq!(messages, ["One (in 2 places, of which this is the first)", "Two"]);
    }
}
