//! Which operations a document has, and to which group each belongs.

use std::collections::HashMap;

use heck::ToSnakeCase;
use serde_json::Value;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Input, Report, Severity};
use crate::pointer::Pointer;

/// The methods of a path.
pub(super) const METHODS: [&str; 8] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An operation as found, not looked into yet.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) id: String,
    pub(super) group: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) at: Pointer,
    /// Where the operation is whose id it has, or one that is the same in Rust.
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

/// The groups a document offers, in document order.
pub fn groups(root: &Value, config: &Config) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for operation in operations(root, config) {
        match groups.iter_mut().find(|group| group.name == operation.group) {
            Some(group) => group.operations.push(operation.id),
            None => groups.push(Group { name: operation.group, operations: vec![operation.id] }),
        }
    }
    groups
}

/// All operations of a document, in its order.
pub(super) fn operations(root: &Value, config: &Config) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut ids = Names::default();
    let mut groups = Names::default();
    let at = Pointer::root().child("paths");
    for (path, item) in root.get("paths").and_then(Value::as_object).into_iter().flatten() {
        let (item, at) = shared_item(root, item, at.child(path));
        for (method, operation) in item.as_object().into_iter().flatten() {
            if METHODS.contains(&method.as_str()) {
                let at = at.child(method);
                let (id, first) = ids.distinct(id(operation, method, path), found.len());
                found.push(Found {
                    id,
                    group: groups.common(group(operation, path, config)),
                    method: method.to_uppercase(),
                    path: format!("/{}", path.strip_prefix('/').unwrap_or(path)),
                    twin: first.map(|first| found[first].at.clone()),
                    at,
                });
            }
        }
    }
    found
}

/// Names by what they are in Rust, where letter case and separators make no
/// difference.
#[derive(Default)]
struct Names(HashMap<String, (String, usize)>);

impl Names {
    /// The first of the names that are the same.
    fn common(&mut self, name: String) -> String {
        let known = self.0.entry(name.to_snake_case()).or_insert_with(|| (name, 0));
        known.0.clone()
    }

    /// A name that no other is the same as, and which one has its own already.
    fn distinct(&mut self, name: String, number: usize) -> (String, Option<usize>) {
        let first = self.0.get(&name.to_snake_case()).map(|(_, first)| *first);
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let mut free = std::iter::once(name.clone()).chain(numbered);
        let taken = |name: &String| self.0.contains_key(&name.to_snake_case());
        let name = free.find(|name| !taken(name)).unwrap_or_else(|| name.clone());
        self.0.insert(name.to_snake_case(), (name.clone(), number));
        (name, first)
    }
}

/// A path's operations, or those that it shares with others by a reference.
fn shared_item<'a>(root: &'a Value, item: &'a Value, at: Pointer) -> (&'a Value, Pointer) {
    let reference = item.get("$ref").and_then(Value::as_str).and_then(Pointer::from_reference);
    match reference.and_then(|at| Some((at.find(root)?, at))) {
        Some(shared) => shared,
        None => (item, at),
    }
}

/// The operations of the groups that `config` names. `absent` is how bad it is
/// that there are none of one.
pub(super) fn wanted(
    found: &[Found],
    config: &Config,
    absent: Severity,
    report: &mut Report,
) -> Vec<Found> {
    for (index, name) in config.groups.iter().enumerate() {
        if !found.iter().any(|operation| is_same(&operation.group, name)) {
            let at = Pointer::root().child("groups").child(index);
            let message = format!("the document has no operation in the group `{name}`");
            let help = if found.is_empty() {
                "it has no groups at all".to_owned()
            } else {
                format!("its groups are: {}", names(found))
            };
            report.push(Diagnostic {
                severity: absent,
                ..Diagnostic::error("config-unmatched", &at, message)
                    .in_input(Input::Config)
                    .help(help)
            });
        }
    }
    let all = config.groups.is_empty();
    let is_wanted = |operation: &&Found| {
        all || config.groups.iter().any(|group| is_same(group, &operation.group))
    };
    let wanted: Vec<Found> = found.iter().filter(is_wanted).cloned().collect();
    for operation in &wanted {
        if let Some(twin) = &operation.twin {
            let id = &operation.id;
            let message = format!("another operation has the same name; this one is `{id}`");
            let update = serde_json::json!({ "operationId": id });
            report.push(
                Diagnostic::warning("name-collision", &operation.at, message)
                    .related(twin, "the other one")
                    .settled_with(&operation.at, update, "Its name would be that of another one."),
            );
        }
    }
    wanted
}

/// Whether two names are one in Rust.
pub(super) fn is_same(name: &str, other: &str) -> bool {
    name == other || name.to_snake_case() == other.to_snake_case()
}

fn names(found: &[Found]) -> String {
    let mut names: Vec<&str> = found.iter().map(|operation| operation.group.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}

/// The operation's id, or one made of its method and path.
fn id(operation: &Value, method: &str, path: &str) -> String {
    match operation.get("operationId").and_then(Value::as_str) {
        Some(id) if !id.trim().is_empty() => id.to_owned(),
        _ => format!("{method} {path}"),
    }
}

fn group(operation: &Value, path: &str, config: &Config) -> String {
    let said = config.group_key.iter().try_fold(operation, |node, key| node.get(key));
    let said = said.filter(|_| !config.group_key.is_empty()).and_then(Value::as_str);
    let tag = || operation.pointer("/tags/0").and_then(Value::as_str);
    let segment = || path.split('/').find(|part| !part.is_empty() && !part.starts_with('{'));
    said.or_else(tag).or_else(segment).unwrap_or("api").to_owned()
}
