//! Groups of operations → their transitive closure.
//!
//! Only the closure is looked at: a broken schema that no selected operation
//! reaches does not stop the run. With all groups, sound schemas that no
//! operation reaches (what webhooks bring, the events of a socket) belong to it
//! too.
//!
//! Operations and their parts are read here; a schema is handed on to
//! `schema` by its node.

mod address;
mod callback;
mod closure;
mod content;
mod contract;
mod group;
mod ids;
mod model;
mod named;
mod offer;
mod operation;
mod optional;
mod payload;
mod reach;
mod reference;
mod schemes;
mod security;
mod service;
mod targets;
mod webhook;
mod wire;

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Input, Report, Severity};
use crate::fingerprint::Fingerprint;
use crate::ir::{Scheme, Security, Variable};
use crate::schema::{self, Combiner, Components, Reader, Schema, Unions};
use crate::source::{Document, Node, Pointer};
use crate::vocabulary::{self, ObjectKind};

use closure::Closure;
use group::OperationNode;
use optional::Sound;
use payload::Payloads;
use schemes::SchemeNames;

pub use group::{Group, groups, webhook_names};
pub use model::*;
pub use offer::{Offered, offer, reached};
pub(crate) use reach::{Reach, ReachedOperation, reach};
pub(crate) use wire::{is_token, is_value};

/// The severities of names that the document does not have: those of the
/// configuration, and its own.
#[derive(Clone, Copy, Debug)]
pub struct Misfit {
    /// Something of its operations.
    pub entry: Severity,
    /// A group, or any operation at all.
    pub absent: Severity,
    /// The target of a reference.
    pub nowhere: Severity,
}

/// Selects what `config` names.
pub fn select(
    document: &Document,
    config: &Config,
    misfit: Misfit,
    report: &mut Report,
) -> Selection {
    let root = document.root();
    if !is_known_version(root, report) {
        return Selection::default();
    }
    check_about(root, report);
    let found = group::operations(document, config);
    let wanted = group::wanted(&found, config, misfit, report);
    if found.is_empty() {
        let missing = no_operations(root, config, misfit.absent);
        missing.into_iter().for_each(|found| report.push(found));
    }
    let groups = found.iter().map(|operation| operation.group.clone()).collect();
    group::tags_without_group(root, &wanted, &groups, report);
    let known = found.into_iter().map(|operation| operation.id).collect();
    let mut service = service::service(document, report);
    let mut closure = Closure::new(document, misfit.nowhere);
    let named = SchemeNames::of(document);
    let secured = security::read(&named, &wanted, config, misfit.entry, &mut closure, report);
    let own = secured.over(&mut service);
    path_items(&mut closure, config, report);
    wanted.iter().for_each(|operation| closure.operation(operation, misfit.entry, report));
    configured(&mut closure, &wanted, config, misfit.entry, report);
    let reached = closure.schemas(report);
    let has_all = config.groups.is_empty();
    let optional = closure.optional(&wanted, has_all, report);
    let links = std::mem::take(&mut closure.links);
    let Sound { components: others, posted, mut broken } =
        optional::sound(&mut closure, &links, optional, has_all, misfit.entry, report);
    let unneeded = others.iter().map(|(name, _)| name.clone()).collect();
    let mut reader = Reader::new(&links, misfit.entry, report);
    let mut components: Components = read(reached, &mut reader).collect();
    components.extend(others);
    schema::bind(&mut components, &links);
    let mut operations = operations(&wanted, own, &mut closure, &mut reader);
    broken.append(&mut reader.broken);
    let mut webhooks = has_all.then(|| webhook::union(document, &posted)).flatten();
    let mut payloads = Payloads::new(components.values().map(|schema| &schema.at.0).collect());
    for (operation, found) in operations.iter_mut().zip(&wanted) {
        operation.promise = contract::promise(&named, found);
        operation.callbacks = callback::read(found.node, &posted, &mut payloads);
    }
    let hooks = contract::webhooks(document, config, &mut payloads);
    let brought = payloads.components;
    let schemas = combined(components, &mut operations, &mut webhooks, report);
    let schemes = contract::schemes(&named, &operations);
    let mut selection = Selection {
        title: about(root, "title").unwrap_or_else(|| "API".to_owned()),
        version: about(root, "version").unwrap_or_default(),
        is_before_3_2: is_before_3_2(root),
        service,
        operations,
        webhooks,
        schemes,
        hooks,
        brought,
        known,
        about_groups: group::texts(root, &groups),
        groups,
        nowhere: misfit.nowhere,
        schemas,
        unneeded,
        broken,
        shared: closure.shared(),
        fingerprint: String::new(),
    };
    selection.fingerprint = fingerprint(&selection);
    selection
}

/// Reads operations, each with the security of its own.
fn operations<'d>(
    wanted: &[OperationNode<'d>],
    own: Vec<Option<Security>>,
    closure: &mut Closure<'d>,
    reader: &mut Reader<'_>,
) -> Vec<Operation> {
    let document = closure.document;
    let read = |(found, security)| {
        let mut fill = operation::Fill { closure: &mut *closure, reader: &mut *reader };
        Operation { security, ..operation::read(document, found, &mut fill) }
    };
    wanted.iter().zip(own).map(read).collect()
}

/// Combines the parts of each schema, once all of them are read: what a child says counts
/// for its parents, and what a union says for its arms.
fn combined(
    mut components: Components,
    operations: &mut [Operation],
    webhooks: &mut Option<Schema>,
    report: &mut Report,
) -> IndexMap<String, Arc<Schema>> {
    schema::conditional(&mut components, report);
    let mut unions = Unions::default();
    components.values().for_each(|schema| unions.add(schema));
    operations.iter_mut().for_each(|one| one.each_schema(&mut |schema| unions.add(schema)));
    schema::children(&mut components, &unions, report);
    let mut combiner = Combiner::new(&components, report);
    for operation in operations {
        operation.each_schema(&mut |schema| combiner.inline(schema));
    }
    webhooks.iter_mut().for_each(|union| combiner.inline(union));
    components
        .iter()
        .map(|(name, schema)| (name.clone(), combiner.component(name, schema)))
        .collect()
}

/// Returns a text that the document says about itself.
fn about(root: Node<'_>, key: &str) -> Option<String> {
    root.get("info")?.get(key)?.text().map(str::to_owned)
}

/// Reads components.
fn read(
    reached: Vec<(String, Node<'_>)>,
    reader: &mut Reader<'_>,
) -> impl Iterator<Item = (String, Arc<Schema>)> {
    reached.into_iter().map(|(name, node)| (name, Arc::new(reader.content(node))))
}

/// Returns a schema by itself, in the one spelling.
pub(crate) fn schema<'d>(document: &'d Document, node: Node<'d>) -> Schema {
    let mut closure = Closure::new(document, Severity::Warning);
    let mut ignored = Report::default();
    closure.schema(node, &mut ignored);
    let links = std::mem::take(&mut closure.links);
    Reader::new(&links, Severity::Warning, &mut ignored).content(node)
}

/// Returns the sha256 of what is selected.
fn fingerprint(selection: &Selection) -> String {
    let Selection {
        title,
        version,
        service,
        operations,
        webhooks,
        schemas,
        schemes,
        about_groups,
        ..
    } = selection;
    let mut fingerprint = Fingerprint::default();
    fingerprint.add(&(title, version, &service.base_url));
    for scheme in &service.schemes {
        fingerprint.add(&(&scheme.name, scheme.auth.to_string(), &scheme.description));
    }
    fingerprint.add(&service.security);
    for Variable { name, default, values, description } in &service.variables {
        fingerprint.add(&(name, default, values, description));
    }
    fingerprint.add(&service.about_servers);
    fingerprint.add(about_groups);
    for (name, Scheme { origin: _, kind, urls, scopes: _, about_scopes, deprecated }) in schemes {
        fingerprint.add(&(name, kind, urls, about_scopes, deprecated));
    }
    for operation in operations {
        fingerprint.add(&(operation, &operation.promise.security));
    }
    webhooks.iter().for_each(|union| fingerprint.add(union));
    schemas.iter().for_each(|(name, schema)| fingerprint.add(&(name, &**schema)));
    fingerprint.finish()
}

/// Checks what a document says of itself.
fn check_about(root: Node<'_>, report: &mut Report) {
    let inside = [("info", ObjectKind::Info), ("components", ObjectKind::Components)];
    let inside = inside.into_iter().filter_map(|(key, kind)| Some((kind, root.get(key)?)));
    for (kind, node) in [(ObjectKind::Root, root)].into_iter().chain(inside) {
        vocabulary::check(kind, node, report);
        vocabulary::check_frame(kind, node, report);
    }
    report_old_dialect(root, report);
    for tag in root.get("tags").into_iter().flat_map(Node::items) {
        vocabulary::check(ObjectKind::Tag, tag, report);
        let more = tag.get("externalDocs");
        more.into_iter().for_each(|it| vocabulary::check(ObjectKind::ExternalDocs, it, report));
    }
}

/// The drafts of JSON Schema by whose rules what is beside a `$ref` says nothing.
const OLD_DRAFTS: [&str; 4] = ["draft-03", "draft-04", "draft-06", "draft-07"];

/// Warns that schemas are not read by the rules that a document names.
fn report_old_dialect(root: Node<'_>, report: &mut Report) {
    let Some(dialect) = root.get("jsonSchemaDialect") else { return };
    let named = dialect.as_str().unwrap_or_default();
    if let Some(draft) = OLD_DRAFTS.into_iter().find(|draft| named.contains(draft)) {
        let at = dialect.at();
        let message = format!("schemas are not read as {draft}: what is beside a `$ref` counts");
        let warning = Diagnostic::warning("dialect", &at, message);
        report.push(warning.settled_without(&at, "The usual dialect is meant."));
    }
}

/// Tells whether a document is written for this reader.
pub(crate) fn is_known_version(root: Node<'_>, report: &mut Report) -> bool {
    for key in ["swagger", "openapi"] {
        let version = root.get(key).and_then(Node::text);
        if let Some(version) = version.filter(|version| !version.starts_with("3.")) {
            let at = Pointer::root().child(key);
            let message = format!("a document of version {version} is not understood");
            report.push(
                Diagnostic::error("version", &at, message)
                    .help("convert it to OpenAPI 3.0, 3.1 or 3.2: there are tools that do so"),
            );
            return false;
        }
    }
    let version = root.get("openapi").and_then(Node::text);
    if !version.is_some_and(is_version) {
        let root = Pointer::root();
        let (at, message) = match version {
            Some(version) => (
                root.child("openapi"),
                format!("{version:?} is no version of OpenAPI that is known"),
            ),
            None => (root, "the document does not say its version".to_owned()),
        };
        let message = message + "; it is read as OpenAPI 3.1";
        let update = serde_json::json!({ "openapi": "3.1.0" });
        let warning = Diagnostic::warning("version", &at, message);
        let why = "The version of OpenAPI that it is written for.";
        report.push(warning.settled_with(&Pointer::root(), update, why));
    }
    true
}

/// Tells whether a text is a version of OpenAPI 3.0 to 3.2, with or without the
/// number of its patch.
fn is_version(text: &str) -> bool {
    let numbers: Option<Vec<u32>> = text.split('.').map(|part| part.parse().ok()).collect();
    matches!(numbers.as_deref(), Some([3, 0..=2] | [3, 0..=2, _]))
}

/// Tells whether a document is written for an OpenAPI older than 3.2.
fn is_before_3_2(root: Node<'_>) -> bool {
    let version = root.get("openapi").and_then(Node::text);
    !version.is_some_and(|version| version == "3.2" || version.starts_with("3.2."))
}

/// Finds what is to be said of a document without operations: nothing, if it is
/// one of types that OpenAPI lets do without.
fn no_operations(root: Node<'_>, config: &Config, absent: Severity) -> Option<Diagnostic> {
    let at = Pointer::root().child("paths");
    let paths = root.get("paths").filter(|paths| paths.is_object());
    let mut types = closure::declared(root.document()).into_iter().chain(root.get("webhooks"));
    if config.groups.is_empty() && types.any(|types| !types.is_empty()) {
        let old = root.get("openapi").and_then(Node::text)?.starts_with("3.0");
        let message = "the document has no `paths`, which OpenAPI 3.0 asks for; \
                       its types are generated";
        let warning = Diagnostic::warning("no-operations", &at, message);
        let why = "The document is one of types.";
        let update = serde_json::json!({ "paths": {} });
        let warning = warning.settled_with(&Pointer::root(), update, why);
        return (old && paths.is_none()).then_some(warning);
    }
    // A document without paths is no OpenAPI document.
    let severity = if paths.is_some() { absent } else { Severity::Error };
    let error = Diagnostic::error("no-operations", &at, "the document has no operations");
    let operation = "write an operation below `paths`: a path, and a method such as `get` below it";
    let help = match config.groups.is_empty() {
        true => format!("{operation}; schemas or webhooks would do as well"),
        false => operation.to_owned(),
    };
    Some(Diagnostic { severity, ..error.help(help) })
}

/// Reports what is wrong with the references of path items. It stops no run of groups,
/// which may have no operation there.
fn path_items(closure: &mut Closure<'_>, config: &Config, report: &mut Report) {
    let mut found = Report::default();
    for (_, item) in group::paths(closure.document) {
        closure.path_item(item, &mut found);
        // What has operations is looked at with them.
        if group::methods(item).next().is_none() {
            closure.check(ObjectKind::PathItem, item, &mut found);
        }
    }
    for found in found.into_found() {
        let severity = if config.groups.is_empty() { found.severity } else { Severity::Warning };
        report.push(Diagnostic { severity, ..found });
    }
}

/// Adds the components to which the configuration alone refers: the events that
/// operations stream, and what they answer to a value.
fn configured(
    closure: &mut Closure<'_>,
    operations: &[OperationNode<'_>],
    config: &Config,
    unmatched: Severity,
    report: &mut Report,
) {
    let mut add = |component: &str, at: Pointer, help: &str| {
        if !closure.add_schema(component) {
            let message = format!("the document has no schema `{component}`");
            report.push(Diagnostic {
                severity: unmatched,
                ..Diagnostic::error("config-unmatched", &at, message)
                    .in_input(Input::Config)
                    .help(help)
            });
        }
    };
    let ids: BTreeSet<&str> = operations.iter().map(|operation| operation.id.as_str()).collect();
    let is_wanted = |ids_of: &[String]| ids_of.iter().any(|id| ids.contains(id.as_str()));
    for stream in config.streams.iter().filter(|stream| is_wanted(&stream.operations)) {
        let at = Pointer::root().child("streams").child(stream.index).child("events");
        let help = "write the component that is the union of the events: `events: …`";
        stream.events.iter().for_each(|events| add(events, at.clone(), help));
    }
    for entry in config.answers.iter().filter(|entry| is_wanted(&entry.operations)) {
        let at = Pointer::root().child("answers").child(entry.index).child("values");
        let help = "write `text`, `bytes`, or a component that is answered to the value";
        for (value, component) in entry.components() {
            add(component, at.child(value), help);
        }
    }
}
