//! Comparisons of small documents, and what they find in a line each.

use openapi_loom_generator::Inputs;
use openapi_loom_generator::diff::{Change, Diff, Place, Version, diff};
use openapi_loom_generator::source::Document;
use serde_json::{Map, Value, json};
use workspace_tests::synthetic::alone;

/// The groups of the documents: what no operation of them reaches is not there.
const GROUPS: &str = "groups: [pets, homes, lists]\n";

/// The choices for `diff-mutants.yaml`.
pub(crate) const CONFIG: &str = "
streams:
  - {operations: [makePet], property: stream, events: PetEvent, error: error, end: {event: done, data: '[DONE]'}}
pages:
  - {operations: [listPets], cursor: after, size: limit, items: data, more: has_more, item_cursor: id}
polls:
  - {operations: [makePet], with: getPet, arguments: {pet_id: id}, status: kind, terminal: [emu]}
";

/// Returns the generator's inputs.
pub(crate) fn inputs<'a>(document: &'a str, config: &'a str) -> Inputs<'a> {
    Inputs { config, ..alone(document.as_bytes()) }
}

/// Returns a side of a comparison, from a document as a tree.
pub(crate) fn version(document: &Value) -> Version {
    configured(document, GROUPS)
}

/// Returns the same with choices.
pub(crate) fn configured(document: &Value, config: &str) -> Version {
    let document = document.to_string();
    let inputs = inputs(&document, config);
    openapi_loom_generator::version(&inputs)
        .unwrap_or_else(|failure| panic!("{failure}\n\nin {document}"))
}

/// A document with something of all that is promised, in the group `pets`.
pub(crate) const PETS: &str = include_str!("../../data/diff-contract.yaml");

/// Returns a side of a comparison, from a document as it is written.
pub(crate) fn written(document: &str) -> Version {
    let inputs = inputs(document, "groups: [pets]\n");
    openapi_loom_generator::version(&inputs)
        .unwrap_or_else(|failure| panic!("{failure}\n\nin {document}"))
}

/// Checks what is told when one text of [`PETS`] is another.
#[track_caller]
pub(crate) fn check(from: &str, to: &str, lines: &[&str]) {
    assert!(PETS.contains(from), "{from}");
    assert_eq!(told(PETS, &PETS.replacen(from, to, 1)), lines, "{from} -> {to}");
}

/// Returns the lines of a comparison of two documents as they are written.
pub(crate) fn told(old: &str, new: &str) -> Vec<String> {
    diff(&written(old), &written(new)).changes.iter().map(line).collect()
}

/// Returns a document of these paths and schemas.
pub(crate) fn document(paths: Value, schemas: Value) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1.0.0"},
        "servers": [{"url": "https://pets.example/v1"}],
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

/// Returns a document of schemas of which callers send, read, or send and read the
/// first.
pub(crate) fn schemas(usage: &str, schemas: &Value) -> Value {
    let first = schemas.as_object().and_then(|map| map.keys().next()).unwrap();
    let schema = json!({"$ref": format!("#/components/schemas/{first}")});
    let content = json!({"application/json": {"schema": schema}});
    let mut methods = Map::new();
    if usage != "sent" {
        let answers = json!({"200": {"description": "A pet.", "content": content}});
        methods.insert(
            "get".to_owned(),
            json!({"operationId": "readPet", "tags": ["pets"], "responses": answers}),
        );
    }
    if usage != "read" {
        let body = json!({"required": true, "content": content});
        let answers = json!({"204": {"description": "Done."}});
        methods.insert(
            "post".to_owned(),
            json!({"operationId": "sendPet", "tags": ["pets"], "requestBody": body, "responses": answers}),
        );
    }
    document(json!({"/pets": methods}), schemas.clone())
}

/// Reads YAML.
pub(crate) fn yaml(text: &str) -> Value {
    let document = Document::parse(text.as_bytes());
    document.unwrap_or_else(|error| panic!("{error}")).value().clone()
}

/// Lists the changes from one document to another, a line each.
pub(crate) fn lines(old: &Value, new: &Value) -> Vec<String> {
    diff(&version(old), &version(new)).changes.iter().map(line).collect()
}

/// Returns all changes but those of words, a line each.
pub(crate) fn facts(diff: &Diff) -> String {
    let facts = diff.changes.iter().filter(|change| change.kind.name() != "description-changed");
    facts.map(|change| line(change) + "\n").collect()
}

/// Returns a change in a line.
pub(crate) fn line(change: &Change) -> String {
    let mut line =
        format!("{}: {}: {}", change.class.name(), place(&change.place), change.kind.name());
    for (sign, items) in [
        ("", &change.before),
        ("-> ", &change.after),
        ("+ ", &change.new_types),
        ("- ", &change.gone_types),
    ] {
        if !items.is_empty() {
            line.push_str(&format!(" {sign}{}", items.join(", ")));
        }
    }
    if change.kind.name().starts_with("item-") {
        for item in &change.broken {
            let after = item.after.as_deref().unwrap_or("gone");
            line.push_str(&format!(" | {}: {} -> {after}", item.item, item.before));
        }
    }
    line
}

fn place(place: &Place) -> String {
    match place {
        Place::Document => "document".to_owned(),
        Place::Operation(id) => id.clone(),
        Place::Header(ids, name) => format!("{}(header {name})", ids.join("+")),
        Place::Operations(ids, true) => format!("all of {}", ids.len()),
        Place::Operations(ids, false) => ids.join("+"),
        Place::Parameter(id, name) => format!("{id}({name})"),
        Place::Parameters(ids, name) => format!("{}({name})", ids.join("+")),
        Place::Body(ids) => format!("body of {}", ids.join("+")),
        Place::Type(name) => name.clone(),
        Place::Member(owner, name) => format!("{owner}.{name}"),
        Place::Webhook(name) => format!("webhook {name}"),
        Place::Scheme(name) => format!("scheme {name}"),
    }
}
