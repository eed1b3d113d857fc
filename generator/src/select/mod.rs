//! Groups of operations → their transitive closure, strictly typed.
//!
//! Only the closure is looked at: a broken schema that no selected operation
//! reaches does not stop the run. With all groups, sound schemas that no
//! operation reaches (what webhooks bring, the events of a socket) belong to it
//! too.
//!
//! What is reached has slips of the pen mended and its references made ones to
//! components; it is normalized, what is said of one value in several places is
//! combined, and it is parsed into [`openapiv3`].

mod closure;
mod combine;
mod group;
mod keywords;
mod offer;
mod reference;
mod service;
mod slips;
mod typed;

use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};
use serde_json::{Map, Value};

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Input, Report, Severity};
use crate::document::Document;
use crate::fingerprint::Fingerprint;
use crate::ir::{Auth, Service};
use crate::pointer::Pointer;

use combine::{Combiner, Components};

pub use combine::PLACE;
pub use group::{Group, groups};
pub use offer::{Offered, offer, reached};

/// The part of a document that is generated.
#[derive(Debug)]
pub struct Selection {
    /// The document's title.
    pub title: String,
    /// The document's version.
    pub version: String,
    /// Where it is served, and how it is asked.
    pub service: Service,
    /// The operations in document order.
    pub operations: Vec<Operation>,
    /// The ids of all operations of the document, those of other groups
    /// included.
    pub known: BTreeSet<String>,
    /// The component schemas reached, with all groups the others too, sorted by
    /// name.
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
    check_version(root, report);
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
    let service = service::service(root);
    if service.auth != Auth::default() {
        fingerprint.add(&service.auth.to_string());
    }
    let mut nodes: Vec<Value> =
        wanted.iter().map(|operation| closure.operation(operation, report)).collect();
    streams(&mut closure, &wanted, config, misfit.entry, report);
    let mut schemas = closure.schemas(report);
    if config.groups.is_empty() {
        schemas.extend(closure.unreached(report));
    }
    for closure::Component { at, node, .. } in &mut schemas {
        closure.refer_to_extracted(node, at);
    }
    let components = components(schemas);
    for (operation, node) in wanted.iter().zip(&mut nodes) {
        closure.refer_to_extracted(node, &operation.at);
    }
    let mut schemas = components.clone();
    let mut combiner = Combiner::new(&components, report);
    for (operation, node) in wanted.iter().zip(&mut nodes) {
        typed::each_schema(node, &operation.at, &mut |node, at| {
            typed::prepare(node);
            combiner.inline(at, node);
        });
    }
    schemas.iter_mut().for_each(|(name, (at, node))| combiner.component(name, at, node));
    let mut operations = Vec::new();
    for (operation, mut node) in wanted.into_iter().zip(nodes) {
        let typed = typed::operation(&mut node, &operation.at, misfit.entry, report);
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
    let mut broken = BTreeSet::new();
    let schemas = schemas
        .into_iter()
        .map(|(name, (at, mut node))| {
            let (schema, whole) = typed::schema(&mut node, &at, misfit.entry, report);
            if !whole {
                broken.insert(at);
            }
            fingerprint.add(&(&name, &node));
            (name, schema)
        })
        .collect();
    let [title, version, _] = about;
    Selection {
        title: title.unwrap_or_else(|| "API".to_owned()),
        version: version.unwrap_or_default(),
        service,
        operations,
        known,
        schemas,
        broken,
        shared: closure.shared(),
        fingerprint: fingerprint.finish(),
    }
}

/// Components in the one spelling, each with its place.
fn components(reached: Vec<closure::Component>) -> Components {
    let prepared = reached.into_iter().map(|closure::Component { name, at, mut node }| {
        typed::prepare(&mut node);
        // One that is made of a part of something else says where that is.
        if at.component().as_ref() != Some(&name)
            && let Value::Object(schema) = &mut node
            && !schema.contains_key("$ref")
        {
            schema.insert(PLACE.to_owned(), at.as_str().into());
        }
        (name, (at, node))
    });
    prepared.collect()
}

/// Reports a document that is written for another reader.
fn check_version(root: &Value, report: &mut Report) {
    let said = ["swagger", "openapi"].map(|key| (key, text(root, &format!("/{key}"))));
    for (key, version) in said {
        if let Some(version) = version.filter(|version| !version.starts_with("3.")) {
            let at = Pointer::root().child(key);
            let message = format!("a document of version {version} is not understood");
            report.push(
                Diagnostic::error("version", &at, message)
                    .help("convert it to OpenAPI 3.0 or 3.1: there are tools that do so"),
            );
        }
    }
}

/// Adds the events that operations stream, which no operation refers to.
fn streams(
    closure: &mut closure::Closure<'_>,
    operations: &[group::Found],
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
        let Some(events) = &stream.events else { continue };
        if !closure.add_schema(events) {
            let message = format!("the document has no schema `{events}`");
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
