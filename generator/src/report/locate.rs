//! The way from places in the inputs to places in their texts.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::diagnostic::{Diagnostic, Input, Severity};
use super::finding::{Finding, Related, Spot, TextPlace};
use super::text::{Fragment, Lines};
use crate::correct::Overlay;
use crate::correct::remedy::Remedies;
use crate::source::{Document, Node, Pointer};

/// The inputs of a run, as far as they could be read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sources<'a> {
    pub(crate) document: Source<'a>,
    pub(crate) overlay: Source<'a>,
    pub(crate) config: Source<'a>,
}

/// An input: its bytes, and what was read from them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Source<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) read: Option<&'a Document>,
}

impl<'a> Sources<'a> {
    fn get(&self, input: Input) -> Source<'a> {
        match input {
            Input::Document => self.document,
            Input::Overlay => self.overlay,
            Input::Config => self.config,
        }
    }
}

/// Says where things are, with the texts prepared as they are needed.
pub(crate) struct Locator<'a> {
    sources: Sources<'a>,
    remedies: Option<Remedies<'a>>,
    /// The texts by their input, and the number of the file.
    lines: HashMap<(Input, usize), Lines<'a>>,
    known: HashSet<(Severity, &'static str, TextPlace, String)>,
    /// The actions that findings of a place offer.
    offered: HashSet<(TextPlace, String)>,
}

impl<'a> Locator<'a> {
    pub(crate) fn new(sources: Sources<'a>, overlay: Option<&Overlay>) -> Self {
        let remedies = sources.document.read.map(|document| Remedies::of(document, overlay));
        let (lines, known, offered) = (HashMap::new(), HashSet::new(), HashSet::new());
        Self { sources, remedies, lines, known, offered }
    }

    /// Returns the findings with their places, each once for what is written: as an error, where it
    /// is one for any part of the document.
    pub(crate) fn findings(&mut self, found: impl IntoIterator<Item = Diagnostic>) -> Vec<Finding> {
        let found: Vec<Diagnostic> = found.into_iter().collect();
        let key = |it: &Diagnostic| (it.input, it.at.clone(), it.rule, it.message.clone());
        let is_error = |it: &&Diagnostic| it.severity == Severity::Error;
        let errors: HashSet<_> = found.iter().filter(is_error).map(key).collect();
        let is_told = |it: &Diagnostic| is_error(&it) || !errors.contains(&key(it));
        found.into_iter().filter(is_told).filter_map(|found| self.finding(found)).collect()
    }

    fn finding(&mut self, found: Diagnostic) -> Option<Finding> {
        let document = self.sources.document.read.filter(|_| found.input == Input::Document);
        let Diagnostic { severity, input, at, rule, message, mut help, remedies, related, span } =
            found;
        let in_document = |at: Pointer| document.and_then(|it| it.before_made(&at)).unwrap_or(at);
        let at = in_document(at);
        let (written, place) = match &span {
            None => self.find(input, &at),
            Some(span) => (Spot { input, at: at.clone() }, self.in_text(input, span.clone())),
        };
        if !self.known.insert((severity, rule, place.clone(), message.clone())) {
            return None;
        }
        let known = self.remedies.as_ref().filter(|_| document.is_some());
        let mut actions = known.map_or_else(Vec::new, |known| {
            remedies.iter().flat_map(|remedy| known.actions(remedy)).collect::<Vec<_>>()
        });
        let offer = actions.iter().map(ToString::to_string).collect();
        if !actions.is_empty() && !self.offered.insert((place.clone(), offer)) {
            actions.clear();
            let above = "the actions of an earlier finding at this place settle it, too";
            help = Some(help.map_or(above.to_owned(), |help| format!("{help}; {above}")));
        }
        let related = related.into_iter().map(|related| {
            let at = in_document(related.at);
            let (_, place) = self.find(input, &at);
            Related { at, place, label: related.label }
        });
        let related = related.collect();
        let offset = span.filter(Range::is_empty).map(|span| span.start);
        Some(Finding {
            severity,
            input,
            at,
            rule,
            message,
            help,
            actions,
            related,
            written,
            place,
            offset,
        })
    }

    /// Finds where a place of an input is written; for one that it does not have,
    /// the place of what it would be inside of.
    pub(crate) fn find(&mut self, input: Input, at: &Pointer) -> (Spot, TextPlace) {
        let Some(document) = self.sources.get(input).read else {
            return (Spot { input, at: at.clone() }, self.in_text(input, 0..usize::MAX));
        };
        let (node, missing) = document.nearest(at);
        let Some(key) = missing.first() else { return self.of_node(node, true, &[]) };
        match document.taken_out_by(node.id(), key) {
            Some(by) => self.of_node(document.node(by), true, &[]),
            None => self.of_node(node, false, &missing),
        }
    }

    fn of_node(&mut self, node: Node<'a>, exact: bool, missing: &[String]) -> (Spot, TextPlace) {
        let (input, at) = node.document().spot(node.id());
        let at = missing.iter().fold(at, |at, key| at.child(key));
        let origin = node.origin();
        let lines = self
            .lines
            .entry((origin.input, origin.number))
            .or_insert_with(|| Lines::of(Cow::Borrowed(origin.text)));
        let found = lines.first_line(to_underline(node, origin.text));
        let file = origin.file.map(str::to_owned);
        (Spot { input, at }, place(found, origin.input, file, exact))
    }

    /// Returns a span of the text of an input.
    fn in_text(&mut self, input: Input, span: Range<usize>) -> TextPlace {
        let Source { bytes, read } = self.sources.get(input);
        let lines = self.lines.entry((input, 0)).or_insert_with(|| {
            Lines::of(match read {
                Some(document) => Cow::Borrowed(document.root().origin().text),
                None => String::from_utf8_lossy(crate::source::without_mark(bytes)),
            })
        });
        let end = span.end.min(lines.text.len());
        let found = if span.is_empty() {
            lines.at(span.start)
        } else {
            lines.first_line(span.start.min(end)..end)
        };
        place(found, input, None, true)
    }
}

fn place(found: Fragment, input: Input, file: Option<String>, exact: bool) -> TextPlace {
    let Fragment { span, line, column, text, underlined } = found;
    TextPlace { input, file, span, line, column, exact, text, underlined }
}

/// Chooses what to underline: a member that is a word or two as a whole, the key
/// of a longer one, and anything else from its beginning.
fn to_underline(node: Node<'_>, text: &str) -> Range<usize> {
    let (key, value) = node.spans();
    let written = text.get(value.clone()).unwrap_or_default();
    // An alias is a word, whatever it stands for.
    let short = (node.text().is_some() || written.starts_with('*')) && !written.contains('\n');
    match key {
        Some(key) if short => key.start..value.end.max(key.end),
        Some(key) => key,
        None => value,
    }
}
