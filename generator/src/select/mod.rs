//! Groups of operations → their transitive closure, strictly typed.
//!
//! Only the closure is looked at: a broken schema that no selected operation
//! reaches does not stop the run. What is reached is checked for keywords that
//! would change its meaning, normalized, and parsed into [`openapiv3`].

mod closure;
mod group;
mod keywords;
mod offer;
mod typed;

use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};
use serde_json::{Map, Value};

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Input, Report, Severity};
use crate::document::Document;
use crate::fingerprint::Fingerprint;
use crate::pointer::Pointer;

pub use group::{Group, groups};
pub use offer::{Offered, offer, reached};

/// The part of a document that is generated.
#[derive(Debug)]
pub struct Selection {
    /// The document's title.
    pub title: String,
    /// The document's version.
    pub version: String,
    /// The first server.
    pub base_url: Option<String>,
    /// The operations in document order.
    pub operations: Vec<Operation>,
    /// The ids of all operations of the document, those of other groups
    /// included.
    pub known: BTreeSet<String>,
    /// The component schemas reached, sorted by name.
    pub schemas: IndexMap<String, ReferenceOr<Schema>>,
    /// Those of them that something is wrong with, which is reported and left
    /// out.
    pub broken: BTreeSet<Pointer>,
    /// How many other components (responses, parameters, …) were reached.
    pub shared: usize,
    /// The sha256 of all of it, in the one spelling that it is brought to.
    pub fingerprint: String,
}

/// A selected operation.
#[derive(Debug)]
pub struct Operation {
    /// Its id.
    pub id: String,
    /// Its group.
    pub group: String,
    /// Its HTTP method, in capitals.
    pub method: String,
    /// Its path template.
    pub path: String,
    /// Where it is.
    pub at: Pointer,
    /// The rest, with references to shared parts resolved.
    pub spec: openapiv3::Operation,
}

/// How bad it is that the document does not have what the configuration names.
#[derive(Clone, Copy, Debug)]
pub struct Misfit {
    /// Something of its operations.
    pub entry: Severity,
    /// A group, or any operation at all.
    pub absent: Severity,
}

/// Selects what `config` names.
pub fn select(
    document: &Document,
    config: &Config,
    misfit: Misfit,
    report: &mut Report,
) -> Selection {
    let root = &document.root;
    let found = group::operations(root, config);
    let wanted = group::wanted(&found, config, misfit.absent, report);
    if found.is_empty() {
        let at = Pointer::root().child("paths");
        // What has no paths is no OpenAPI document.
        let severity = if at.find(root).is_some_and(Value::is_object) {
            misfit.absent
        } else {
            Severity::Error
        };
        let error = Diagnostic::error("no-operations", &at, "the document has no operations");
        let help =
            "it needs one at least: a path below `paths`, with a method such as `get` below it";
        report.push(Diagnostic { severity, ..error.help(help) });
    }
    let known = found.into_iter().map(|operation| operation.id).collect();
    let mut closure = closure::Closure::new(root);
    let about = ["/info/title", "/info/version", "/servers/0/url"].map(|place| text(root, place));
    let mut fingerprint = Fingerprint::default();
    fingerprint.add(&about);
    let mut operations = Vec::new();
    for operation in wanted {
        let mut node = closure.operation(&operation, report);
        let typed = typed::operation(&mut node, &operation.at, report);
        fingerprint.add(&(&operation.id, &operation.group, &operation.method, &operation.path));
        fingerprint.add(&node);
        if let Some(spec) = typed {
            operations.push(Operation {
                id: operation.id,
                group: operation.group,
                method: operation.method,
                path: operation.path,
                at: operation.at,
                spec,
            });
        }
    }
    streams(&mut closure, &operations, config, misfit.entry, report);
    let mut schemas: Vec<(String, Value)> = closure.schemas(report);
    schemas.sort_by(|(left, _), (right, _)| left.cmp(right));
    let mut broken = BTreeSet::new();
    let schemas = schemas
        .into_iter()
        .map(|(name, mut node)| {
            let at = Pointer::root().descend(&["components", "schemas", &name]);
            let (schema, whole) = typed::schema(&mut node, &at, report);
            if !whole {
                broken.insert(at);
            }
            fingerprint.add(&(&name, &node));
            (name, schema)
        })
        .collect();
    let [title, version, base_url] = about;
    Selection {
        title: title.unwrap_or_else(|| "API".to_owned()),
        version: version.unwrap_or_default(),
        base_url,
        operations,
        known,
        schemas,
        broken,
        shared: closure.shared(),
        fingerprint: fingerprint.finish(),
    }
}

/// Adds the events that operations stream, which no operation refers to.
fn streams(
    closure: &mut closure::Closure<'_>,
    operations: &[Operation],
    config: &Config,
    unmatched: Severity,
    report: &mut Report,
) {
    for (index, stream) in config.streams.iter().enumerate() {
        let at = Pointer::root().child("streams").child(index);
        if !stream
            .operations
            .iter()
            .any(|id| operations.iter().any(|operation| operation.id == *id))
        {
            continue;
        }
        if !closure.add_schema(&stream.events) {
            let message = format!("the document has no schema `{}`", stream.events);
            let help = "write the component that is the union of the events: `events: …`";
            report.push(Diagnostic {
                severity: unmatched,
                ..Diagnostic::error("config-unmatched", &at.child("events"), message)
                    .in_input(Input::Config)
                    .help(help)
            });
        }
    }
}

fn text(root: &Value, pointer: &str) -> Option<String> {
    match root.pointer(pointer)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The object at a place, or an error that says what is there instead.
fn object<'a>(
    node: &'a Value,
    at: &Pointer,
    report: &mut Report,
) -> Option<&'a Map<String, Value>> {
    let object = node.as_object();
    if object.is_none() {
        let why = "It should be an object.";
        let error = Diagnostic::error("shape", at, "an object should be here");
        report.push(error.settled_without(at, why));
    }
    object
}
