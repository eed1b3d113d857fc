//! The operations of a document, and the group to which each belongs.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Misfit;
use super::ids;
use super::operation::{no_effect, said};
use crate::config::{Config, OPTIONAL_GROUPS};
use crate::diagnostic::{Diagnostic, Input, Report, Severity};
use crate::schema::ExternalDocs;
use crate::source::{Document, MAX_HOPS, Node, Pointer};
use crate::vocabulary::{OTHER_METHODS, ObjectKind, is_method};
use crate::words::{code, description, is_same, snake_case, unique};

/// An operation as found, not looked into yet.
#[derive(Clone, Debug)]
pub(super) struct OperationNode<'d> {
    pub(super) id: String,
    pub(super) group: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) node: Node<'d>,
    /// The path item, as it is written.
    pub(super) item: Node<'d>,
    /// The place of an operation with the same id in Rust, for which it has another one.
    pub(super) twin: Option<Pointer>,
}

/// A group and the ids of its operations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The name.
    pub name: String,
    /// The ids, in document order.
    pub operations: Vec<String>,
}

/// Returns the groups a document offers, in document order.
pub fn groups(document: &Document, config: &Config) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for operation in operations(document, config) {
        let number = *numbers.entry(operation.group.clone()).or_insert_with(|| {
            groups.push(Group { name: operation.group, operations: Vec::new() });
            groups.len() - 1
        });
        groups[number].operations.push(operation.id);
    }
    groups
}

/// Returns all operations of a document, in its order.
pub(super) fn operations<'d>(document: &'d Document, config: &Config) -> Vec<OperationNode<'d>> {
    let mut found: Vec<OperationNode<'d>> = Vec::new();
    // What is the same in Rust is one group, called as the first one is.
    let mut groups: HashMap<String, String> = HashMap::new();
    for (path, item) in paths(document) {
        for (method, operation) in methods(item) {
            let group = group(operation, path, config);
            found.push(OperationNode {
                id: id(operation, method, path),
                group: groups.entry(snake_case(&group)).or_insert(group).clone(),
                method: match is_method(method) {
                    true => method.to_uppercase(),
                    // One without a key of its own is sent as it is written.
                    false => method.to_owned(),
                },
                path: format!("/{}", path.strip_prefix('/').unwrap_or(path)),
                twin: None,
                node: operation,
                item,
            });
        }
    }
    ids::tell_apart(&mut found);
    found
}

/// Returns the operations of a document, as they are written.
pub(super) fn operations_of(document: &Document) -> impl Iterator<Item = Node<'_>> {
    paths(document).flat_map(|(_, item)| methods(item)).map(|(_, operation)| operation)
}

/// Returns the paths of a document, with their operations.
pub(super) fn paths(document: &Document) -> impl Iterator<Item = (&str, Node<'_>)> {
    items(document, "paths", ObjectKind::PathItem)
}

/// Returns the names of the webhooks of a document, in its order.
pub fn webhook_names(document: &Document) -> Vec<String> {
    crate::words::unique(webhooks(document).map(|(name, ..)| name.to_owned()))
}

/// Lists what a service posts: the name of each webhook, its path item, and the
/// operation that it asks to be served.
pub(super) fn webhooks(document: &Document) -> impl Iterator<Item = (&str, Node<'_>, Node<'_>)> {
    webhook_items(document)
        .flat_map(|(name, item)| methods(item).map(move |(_, operation)| (name, item, operation)))
}

/// Returns the path items of webhooks, by name, as they are written.
pub(super) fn webhook_items(document: &Document) -> impl Iterator<Item = (&str, Node<'_>)> {
    items(document, "webhooks", ObjectKind::Served)
}

/// Returns the path items of a kind below a key of the root.
fn items<'d>(
    document: &'d Document,
    key: &str,
    kind: ObjectKind,
) -> impl Iterator<Item = (&'d str, Node<'d>)> + use<'d> {
    let items = document.root().get(key).into_iter().flat_map(Node::entries);
    items.filter(move |(name, item)| !kind.is_extension(name, *item))
}

/// Lists the objects of a path item or another part: what is written, and what that refers to in
/// turn. What one of them says counts before what the next ones say.
pub(super) fn layers(written: Node<'_>) -> Vec<Node<'_>> {
    let mut layers = vec![written];
    let mut last = written;
    while let Some(reference) = last.get("$ref").and_then(Node::as_str)
        && let Ok(next) = written.document().resolve(last, reference)
        && layers.len() <= MAX_HOPS
        && !layers.contains(&next)
    {
        layers.push(next);
        last = next;
    }
    layers
}

/// Returns the operations of a path, by method.
pub(super) fn methods(item: Node<'_>) -> impl Iterator<Item = (&str, Node<'_>)> {
    let mut known = HashSet::new();
    let all = layers(item).into_iter().flat_map(own_methods);
    all.filter(move |(method, _)| known.insert(as_known(method)))
}

/// Returns a method as the keys of path items have it, if it has one.
pub(super) fn as_known(method: &str) -> Cow<'_, str> {
    let key = method.to_lowercase();
    if is_method(&key) { Cow::Owned(key) } else { Cow::Borrowed(method) }
}

/// Returns the operations in one of the objects of a path item, by method: those with a key of
/// their own first.
pub(super) fn own_methods(layer: Node<'_>) -> impl Iterator<Item = (&str, Node<'_>)> {
    let own = layer.entries().filter(|(key, _)| is_method(key));
    own.chain(layer.get(OTHER_METHODS).into_iter().flat_map(Node::entries))
}

/// Reads what the tags of a document say of the groups that are named like them: that of each, if
/// several are the same in Rust.
pub(super) fn texts(root: Node<'_>, groups: &BTreeSet<String>) -> BTreeMap<String, String> {
    let groups: HashMap<String, &String> =
        groups.iter().map(|group| (snake_case(group), group)).collect();
    let tags = root.get("tags").into_iter().flat_map(Node::items);
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for tag in tags {
        let name = said(tag, "name").map(|name| snake_case(&name));
        let Some(group) = name.and_then(|name| groups.get(&name)) else { continue };
        let more = tag.get("externalDocs").and_then(ExternalDocs::read).map(|more| more.sentence());
        let [summary, text] = ["summary", "description"].map(|key| said(tag, key));
        let parent = said(tag, "parent").map(|parent| format!("It is part of {}.", code(&parent)));
        let said = [summary, text, parent, more].into_iter().flatten();
        texts.entry((*group).clone()).or_default().extend(said);
    }
    let told = |texts: Vec<String>| description(texts.iter().map(|text| Some(text.as_str())));
    let texts = texts.into_iter().filter_map(|(group, texts)| Some((group, told(texts)?)));
    texts.collect()
}

/// Lists the tags of an operation but for the first, which its group is named after, or the
/// configuration names it instead.
pub(super) fn further_tags(found: &OperationNode<'_>) -> Vec<String> {
    let tags = found.node.get("tags").into_iter().flat_map(Node::items).filter_map(Node::text);
    let group = snake_case(&found.group);
    unique(tags.skip(1).filter(|tag| snake_case(tag) != group).map(str::to_owned))
}

/// Tells of tags that operations have, or other tags are part of, no group is named after, and
/// more than a name is said of.
pub(super) fn tags_without_group(
    root: Node<'_>,
    wanted: &[OperationNode<'_>],
    groups: &BTreeSet<String>,
    report: &mut Report,
) {
    let groups: HashSet<String> = groups.iter().map(|group| snake_case(group)).collect();
    let tags = || root.get("tags").into_iter().flat_map(Node::items);
    let mut further: HashSet<String> = wanted.iter().flat_map(further_tags).collect();
    let is_had = |tag: &Node<'_>| {
        let name = said(*tag, "name").unwrap_or_default();
        further.contains(&name) || groups.contains(&snake_case(&name))
    };
    let parents: Vec<String> =
        tags().filter(is_had).filter_map(|tag| said(tag, "parent")).collect();
    further.extend(parents);
    for tag in tags() {
        let name = tag.get("name").and_then(Node::text).unwrap_or_default();
        let says_more = tag.entries().any(|(key, _)| key != "name" && !key.starts_with("x-"));
        if says_more && further.contains(name) && !groups.contains(&snake_case(name)) {
            let message =
                format!("no group is named after the tag {name:?}: what it says is ignored");
            report.push(no_effect(tag, message));
        }
    }
}

/// Returns the operations of the groups that `config` names. `absent` is how bad it is
/// that there are none of one; of one that is optional, as bad as an entry that does
/// not fit, at most.
pub(super) fn wanted<'d>(
    found: &[OperationNode<'d>],
    config: &Config,
    misfit: Misfit,
    report: &mut Report,
) -> Vec<OperationNode<'d>> {
    for (key, number, name) in config.named() {
        let at = Pointer::root().child(key).child(number);
        let is_optional = key == OPTIONAL_GROUPS;
        if is_optional && config.groups.iter().any(|known| is_same(known, name)) {
            let message = format!("the group `{name}` is one of `groups` as well");
            let help = "a group is either always there or optional: take it out of one of them";
            let twice = Diagnostic::error("config-unmatched", &at, message);
            report.push(twice.in_input(Input::Config).help(help));
        }
        if !found.iter().any(|operation| is_same(&operation.group, name)) {
            let message = format!("the document has no operation in the group `{name}`");
            let help = if found.is_empty() {
                "it has no groups at all".to_owned()
            } else {
                format!("its groups are: {}", names(found))
            };
            let is_mild = is_optional && misfit.entry == Severity::Warning;
            let severity = if is_mild { misfit.entry } else { misfit.absent };
            report.push(Diagnostic {
                severity,
                ..Diagnostic::error("config-unmatched", &at, message)
                    .in_input(Input::Config)
                    .help(help)
            });
        }
    }
    let is_wanted = |operation: &&OperationNode<'d>| config.wants(&operation.group);
    let wanted: Vec<OperationNode<'d>> = found.iter().filter(is_wanted).cloned().collect();
    for operation in &wanted {
        if let Some(twin) = &operation.twin {
            let id = &operation.id;
            let message = format!("another operation has the same name; this one is `{id}`");
            let update = serde_json::json!({ "operationId": id });
            let at = operation.node.at();
            report.push(
                Diagnostic::warning("name-collision", &at, message)
                    .related(twin, "the other one")
                    .settled_with(&at, update, "Its name would be that of another one."),
            );
        }
    }
    wanted
}

fn names(found: &[OperationNode<'_>]) -> String {
    let mut names: Vec<&str> = found.iter().map(|operation| operation.group.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}

/// Returns the operation's id, or one made of its method and path.
fn id(operation: Node<'_>, method: &str, path: &str) -> String {
    match operation.get("operationId").and_then(Node::text) {
        Some(id) if !id.trim().is_empty() => id.to_owned(),
        _ => format!("{method} {path}"),
    }
}

fn group(operation: Node<'_>, path: &str, config: &Config) -> String {
    let said = config.group_key.iter().try_fold(operation, |node, key| node.get(key));
    let said = said.filter(|_| !config.group_key.is_empty()).and_then(Node::text);
    let tag = || operation.get("tags")?.items().next()?.text();
    let segment = || {
        path.split('?').next()?.split('/').find(|part| !part.is_empty() && !part.starts_with('{'))
    };
    said.or_else(tag).or_else(segment).unwrap_or("api").to_owned()
}
