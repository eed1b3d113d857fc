//! A document takes over the facts of another one, and none of its words.

mod facts;
mod layout;
mod moved;
mod operations;
mod refusals;
mod vendor;
mod words;

use openapi_loom_generator::Inputs;
use openapi_loom_generator::adopt::{Adopted, ChangeKind, Refusal, adopt};
use openapi_loom_generator::report::Failure;
use workspace_tests::synthetic::alone;

/// The document before the schema of pets.
const BEFORE: &str = "\
openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
servers: [{url: 'https://pets.example/v1'}]
paths:
  /pets:
    post:
      operationId: makePet
      tags: [pets]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
      responses:
        '204': {description: Made.}
components:
  schemas:
";

/// Returns a document with these schemas, one of which is `Pet`.
pub(crate) fn document(schemas: &str) -> String {
    let lines = schemas.lines().map(|line| match line.is_empty() {
        true => "\n".to_owned(),
        false => format!("    {line}\n"),
    });
    BEFORE.to_owned() + &lines.collect::<String>()
}

/// Returns the generator's inputs.
pub(crate) fn inputs(document: &str) -> Inputs<'_> {
    Inputs { config: "groups: [pets]\n", of_record: true, ..alone(document.as_bytes()) }
}

/// Adopts into a document. Checks that twice is as once, and that what is taken out
/// is gone then.
pub(crate) fn adopted(ours: &str, theirs: &str, removes: bool) -> Adopted {
    let adopted = tried(ours, theirs, removes).unwrap_or_else(|refusal| panic!("{refusal}"));
    let again = tried(&adopted.text, theirs, removes).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(again.text, adopted.text, "twice is as once");
    let is_kept = |kind: ChangeKind| !removes && kind == ChangeKind::Gone;
    let kept = adopted.changes.iter().filter(|change| is_kept(change.kind));
    assert_eq!(again.changes, kept.cloned().collect::<Vec<_>>());
    adopted
}

/// Returns the same, or why not.
pub(crate) fn tried(ours: &str, theirs: &str, removes: bool) -> Result<Adopted, String> {
    adopt(&inputs(ours), theirs.as_bytes(), removes).map_err(|refusal| match *refusal {
        Refusal::Ours(failure) => format!("ours: {}", told(&failure)),
        Refusal::Theirs(failure) => format!("theirs: {}", told(&failure)),
        Refusal::Foreign { known, all } => format!("foreign: {known} of {all}"),
        Refusal::Unequal(changes) => format!("unequal: {changes:#?}"),
    })
}

fn told(failure: &Failure) -> String {
    let lines = failure.found.iter().map(|found| {
        let help = found.help.as_deref().unwrap_or_default();
        format!("{}: {}: {} ({help})", found.place.line, found.message, found.at)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the schemas of a document that takes over those of another.
pub(crate) fn schemas(ours: &str, theirs: &str, removes: bool) -> String {
    let adopted = adopted(&document(ours), &document(theirs), removes);
    let (before, schemas) = adopted.text.split_at(BEFORE.len());
    assert_eq!(before, BEFORE);
    schemas.lines().map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line))).collect()
}

/// Checks what schemas become.
#[track_caller]
pub(crate) fn check(ours: &str, theirs: &str, expected: &str) {
    assert_eq!(schemas(ours, theirs, false), expected);
    assert_eq!(schemas(ours, theirs, true), expected);
}

/// Checks what they become where something is gone: kept, and taken out.
#[track_caller]
pub(crate) fn check_gone(ours: &str, theirs: &str, kept: &str, removed: &str) {
    assert_eq!(schemas(ours, theirs, false), kept);
    assert_eq!(schemas(ours, theirs, true), removed);
}

/// Lists what became of facts, a line each.
pub(crate) fn changes(adopted: &Adopted) -> Vec<String> {
    let lines = adopted.changes.iter().map(|change| {
        let (line, at) = (change.place.line, &change.place.at);
        format!("{:?} {line} {at}: {}", change.kind, change.what)
    });
    lines.collect()
}
