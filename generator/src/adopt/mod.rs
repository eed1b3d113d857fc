//! A document takes over the facts of another one, and none of its words.
//!
//! Both are compared as they are written, over what the selected operations
//! reach: operation by operation, schema by schema. Two schemas that say the same
//! in the one spelling are the same, however they are spelled; where they differ,
//! the keywords that differ are changed in the text, by their spans. So comments,
//! order and layout outside of a changed fact stay as they are.

mod change;
mod components;
mod emit;
mod facts;
mod known;
mod lost;
mod merge;
mod moved;
mod out;
mod patch;
mod schema;
mod view;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;

use indexmap::IndexSet;

use crate::config::Config;
use crate::diff::{self, Change as Difference, Class};
use crate::report::{Diagnostic, Failure, Lines, Locator, Source, Sources};
use crate::select::{self, ReachedOperation};
use crate::source::{Document, Node, Pointer};
use crate::{Inputs, read, version};

use facts::Side;
use merge::{Merge, Record, is_named_alike};
use moved::{Moves, is_shaped_alike};
use patch::Patch;

pub use merge::ChangeKind;
pub use out::NEEDS_WORDS;

/// The number of passes over a document before it is given up.
const MOST_PASSES: usize = 8;

/// A document that says what another one says.
#[derive(Clone, Debug)]
pub struct Adopted {
    /// Its text.
    pub text: String,
    /// The changes of facts, in the order of the places, and then the words of ours that have no
    /// place any more.
    pub changes: Vec<FactChange>,
    /// The places that need words.
    pub unworded: Vec<Position>,
}

/// A change of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FactChange {
    /// Its kind: changed, new, moved, or gone upstream; of words of ours, without a place.
    pub kind: ChangeKind,
    /// Its place.
    pub place: Position,
    /// A description of it, or of its old and its new value; empty if the place
    /// says it.
    pub what: String,
}

/// A place in the new text; of what is taken out, in the old one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// Its place in the document.
    pub at: Pointer,
}

/// The reason to take nothing over.
#[derive(Debug)]
pub enum Refusal {
    /// An input cannot be read or understood; the findings are about the document
    /// that takes over, or about the other one.
    Ours(Failure),
    /// The same of the other document.
    Theirs(Failure),
    /// The other document is hardly about the same API.
    Foreign {
        /// The number of our operations that it has.
        known: usize,
        /// The number of our operations.
        all: usize,
    },
    /// The text to be written does not say what upstream says: the differences.
    Unequal(Vec<Difference>),
}

/// Makes the document of `inputs` say what `theirs` says. What is not there any
/// more goes if `removes` is set, and is only told otherwise.
///
/// The result is read and compared with `theirs`, as [`diff`](crate::diff::diff)
/// does, before it is given. A document that has none of our operations is refused;
/// if `removes` is set, one that has fewer than half of them.
pub fn adopt(inputs: &Inputs<'_>, theirs: &[u8], removes: bool) -> Result<Adopted, Box<Refusal>> {
    let upstream = Inputs { document: theirs, of_record: false, files: None, ..*inputs };
    let their_read = read(&upstream).map_err(Refusal::Theirs)?;
    let their_document = crate::document(theirs).map_err(Refusal::Theirs)?;
    let config = &their_read.config;
    let their_also = also(&their_read.document, config);
    let ours = Inputs { of_record: false, ..*inputs };
    let mut settling = Settling {
        inputs: &ours,
        theirs: &their_document,
        their_also: &their_also,
        anew: BTreeSet::new(),
        records: Vec::new(),
    };
    let before = text_of(&ours)?;
    let old = document(before)?;
    related(&old, &their_document, config, removes)?;
    let text = settling.settle(before.to_owned(), removes)?;
    let records = std::mem::take(&mut settling.records);
    let full = match removes {
        true => text.clone(),
        false => settling.settle(text.clone(), true)?,
    };
    equal(&ours, &full, &upstream)?;
    let new = document(&text)?;
    let gone = records.iter().filter(|record| record.kind == ChangeKind::Gone);
    let gone = gone.map(|record| record.at.clone()).collect();
    let mut changes = changes(records, &new, &text, (&old, before));
    changes.extend(lost::lost((&old, before), (&new, &text), &gone));
    Ok(Adopted { unworded: unworded_in(&new, &text), text, changes })
}

/// Returns the places of a document that need words.
pub fn unworded(document: &[u8]) -> Result<Vec<Position>, Failure> {
    let read = crate::document(document)?;
    let text = std::str::from_utf8(crate::source::without_mark(document)).unwrap_or_default();
    Ok(unworded_in(&read, text))
}

fn unworded_in(document: &Document, text: &str) -> Vec<Position> {
    let mut found = Vec::new();
    let lines = Lines::of(Cow::Borrowed(text));
    let mut pending = vec![document.root()];
    while let Some(node) = pending.pop() {
        if node.as_str() == Some(NEEDS_WORDS) {
            found.push(Position { line: line(&lines, node), at: node.at() });
        }
        pending.extend(node.children().rev());
    }
    found.sort();
    found
}

/// Returns the components that the selected operations of a corrected document reach.
fn also(document: &Document, config: &Config) -> BTreeSet<Pointer> {
    let reach = select::reach(document, config, &BTreeSet::new());
    reach.components.into_iter().map(Node::at).collect()
}

/// Checks that another document has operations of ours: one at least, and half of
/// them where the rest goes.
fn related(
    ours: &Document,
    theirs: &Document,
    config: &Config,
    removes: bool,
) -> Result<(), Refusal> {
    let [ours, theirs] =
        [ours, theirs].map(|it| select::reach(it, config, &BTreeSet::new()).operations);
    let is_known = |our: &&ReachedOperation<'_>| {
        theirs.iter().any(|their| is_named_alike(our, their) || is_shaped_alike(our, their))
    };
    let (known, all) = (ours.iter().filter(is_known).count(), ours.len());
    let least = if removes { all.div_ceil(2) } else { all.min(1) };
    if known < least { Err(Refusal::Foreign { known, all }) } else { Ok(()) }
}

/// Returns the text of our document, which has to be YAML.
fn text_of<'a>(inputs: &Inputs<'a>) -> Result<&'a str, Refusal> {
    let read = crate::document(inputs.document).map_err(Refusal::Ours)?;
    let bytes = crate::source::without_mark(inputs.document);
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    match read.root().spans().1.start {
        start if text[start..].starts_with('{') => {
            let message =
                "facts are taken over into YAML, and this document is written in brackets";
            let error = Diagnostic::error("adopt", &Pointer::root(), message);
            let error = error.help("write it in YAML, without brackets around all of it");
            Err(Refusal::Ours(located(inputs, &read, vec![error])))
        }
        _ => Ok(text),
    }
}

fn document(text: &str) -> Result<Document, Refusal> {
    crate::document(text.as_bytes()).map_err(Refusal::Ours)
}

/// Findings about our document, with their places.
fn located(inputs: &Inputs<'_>, document: &Document, found: Vec<Diagnostic>) -> Failure {
    let document = Source { bytes: inputs.document, read: Some(document) };
    let sources = Sources { document, ..Sources::default() };
    Failure { found: Locator::new(sources, None).findings(found) }
}

/// The passes over a document until nothing is different.
struct Settling<'a> {
    inputs: &'a Inputs<'a>,
    theirs: &'a Document,
    their_also: &'a BTreeSet<Pointer>,
    /// The places that are written anew as a whole.
    anew: BTreeSet<Pointer>,
    records: Vec<Record>,
}

impl Settling<'_> {
    fn settle(&mut self, text: String, removes: bool) -> Result<String, Refusal> {
        let mut text = text;
        for _ in 0..MOST_PASSES {
            let (new, records) = self.pass(&text, removes)?;
            let Some(new) = new else {
                // Without `removes`, only the last pass tells what is gone.
                self.records.retain(|record| removes || record.kind != ChangeKind::Gone);
                self.records.extend(records);
                break;
            };
            // A fact that is different again after it was changed is written
            // anew.
            let known = self.records.iter().map(|record| &record.at);
            let known: BTreeSet<&Pointer> = known.collect();
            let again = records.iter().filter(|record| known.contains(&record.at));
            let again = again.flat_map(|record| [Some(record.at.clone()), record.at.parent()]);
            self.anew.extend(again.flatten());
            self.records.extend(records);
            text = new;
        }
        Ok(text)
    }

    /// Returns the text with what is different changed, unless nothing is.
    fn pass(
        &mut self,
        text: &str,
        removes: bool,
    ) -> Result<(Option<String>, Vec<Record>), Refusal> {
        let inputs = Inputs { document: text.as_bytes(), ..*self.inputs };
        let corrected = read(&inputs).map_err(Refusal::Ours)?;
        let ours = document(text)?;
        let config = &corrected.config;
        let also = also(&corrected.document, config);
        let mut merge = Merge {
            ours: Side::new(&ours, config, &also),
            theirs: Side::new(self.theirs, config, self.their_also),
            config,
            text,
            removes,
            anew: &self.anew,
            patch: Patch::new(&ours, text),
            records: Vec::new(),
            refused: Vec::new(),
            is_trial: false,
            moves: Moves::default(),
            targets: RefCell::default(),
        };
        merge.run();
        if !merge.refused.is_empty() {
            let refused = std::mem::take(&mut merge.refused);
            return Err(Refusal::Ours(located(&inputs, &ours, refused)));
        }
        let records = std::mem::take(&mut merge.records);
        let is_done = merge.patch.is_empty();
        Ok(((!is_done).then(|| merge.patch.finish()), records))
    }
}

/// Checks that a text says what upstream says.
fn equal(inputs: &Inputs<'_>, text: &str, upstream: &Inputs<'_>) -> Result<(), Refusal> {
    // What theirs cannot say, ours cannot either: it is told where it can be read.
    let theirs = version(upstream).map_err(Refusal::Theirs)?;
    let ours = Inputs { document: text.as_bytes(), ..*inputs };
    let ours = version(&ours).map_err(Refusal::Ours)?;
    let found = diff::diff(&ours, &theirs).changes.into_iter();
    let found: Vec<Difference> = found.filter(|change| change.class != Class::Docs).collect();
    if found.is_empty() { Ok(()) } else { Err(Refusal::Unequal(found)) }
}

/// Lists the changes of facts, each once, with its line.
fn changes(
    records: Vec<Record>,
    document: &Document,
    text: &str,
    (old, before): (&Document, &str),
) -> Vec<FactChange> {
    let [lines, lines_before] = [text, before].map(|text| Lines::of(Cow::Borrowed(text)));
    let mut changes: IndexSet<FactChange> = IndexSet::new();
    for Record { kind, at, what } in records {
        let here = placed(document, &at).map(|node| line(&lines, node));
        let line = here.or_else(|| old.find(&at).map(|node| line(&lines_before, node)));
        let place = Position { line: line.unwrap_or(1), at };
        changes.insert(FactChange { kind, place, what });
    }
    let mut changes: Vec<FactChange> = changes.into_iter().collect();
    changes.sort_by(|one, other| (one.kind, &one.place).cmp(&(other.kind, &other.place)));
    changes
}

/// Returns the node at a place, which names an item of a list by its `name`.
fn placed<'d>(document: &'d Document, at: &Pointer) -> Option<Node<'d>> {
    document.find(at).or_else(|| {
        let (list, name) = at.split()?;
        let named = |item: Node<'d>| item.resolved()?.get("name")?.text();
        document.find(&list)?.items().find(|item| named(*item) == Some(&name))
    })
}

/// Returns the line of a node.
fn line(lines: &Lines<'_>, node: Node<'_>) -> usize {
    let (key, value) = node.spans();
    lines.line(key.map_or(value.start, |key| key.start))
}
