//! A change with what is looked up for people: its lines in the two documents,
//! and whether it is approved.

use std::thread;

use openapi_loom_generator::diff::{Change, Class, Diff, Kind, Version};
use openapi_loom_generator::report::TextPlace;
use openapi_loom_generator::source::Pointer;

use super::approvals::Approvals;
use crate::inputs::Sources;

/// A change with what is looked up for people.
#[derive(Debug)]
pub(super) struct Told<'a> {
    pub(super) change: &'a Change,
    /// The change's places in the older document and in the newer one.
    pub(super) at: [Option<At>; 2],
    /// The reason why it is accepted.
    pub(super) approved: Option<&'a str>,
    /// The name of the change in an approval, where it is told that it needs one.
    pub(super) fingerprint: Option<String>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub(super) file: String,
    pub(super) line: usize,
}

impl Told<'_> {
    /// Tells whether it is about other words only.
    pub(super) fn is_text(&self) -> bool {
        self.change.kind == Kind::Description
    }

    /// Returns its places, in words: `old.yaml:3 → new.yaml:4`.
    pub(super) fn places(&self) -> Option<String> {
        let word = |at: &At| format!("{}:{}", at.file, at.line);
        let places: Vec<String> = self.at.iter().flatten().map(word).collect();
        (!places.is_empty()).then(|| places.join(" → "))
    }
}

/// Returns all changes, in the order of the comparison. Those of the class `least` and
/// worse need an approval.
pub(super) fn told<'a>(
    diff: &'a Diff,
    [old, new]: &[Version; 2],
    [before, after]: &[Sources; 2],
    approvals: &'a Approvals,
    least: Class,
) -> Vec<Told<'a>> {
    let (befores, afters) = thread::scope(|scope| {
        let changes = &diff.changes;
        let befores = scope.spawn(|| lines(old, before, changes.iter().map(|c| c.old.as_ref())));
        let afters = lines(new, after, changes.iter().map(|c| c.new.as_ref()));
        (befores.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), afters)
    });
    let changes = diff.changes.iter().zip(befores.into_iter().zip(afters));
    let told = changes.map(|(change, (before, after))| {
        let approved = approvals.reason(change);
        let needs_one = change.class >= least && approved.is_none();
        let fingerprint = needs_one.then(|| change.fingerprint());
        Told { change, at: [before, after], approved, fingerprint }
    });
    told.collect()
}

/// Returns the lines of places of a document.
fn lines<'a>(
    version: &Version,
    sources: &Sources,
    places: impl Iterator<Item = Option<&'a Pointer>>,
) -> Vec<Option<At>> {
    let texts = sources.texts();
    let at = |place: &TextPlace| At { file: texts.name(place), line: place.line };
    version.written(places).iter().map(|place| place.as_ref().map(at)).collect()
}
