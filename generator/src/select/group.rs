//! Which operations a document has, and to which group each belongs.

use serde_json::Value;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Input, Report, Severity};
use crate::pointer::Pointer;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An operation as found, not looked into yet.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) id: String,
    pub(super) group: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) at: Pointer,
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
    let mut found = Vec::new();
    let at = Pointer::root().child("paths");
    for (path, item) in root.get("paths").and_then(Value::as_object).into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            if METHODS.contains(&method.as_str()) {
                found.push(Found {
                    id: id(operation, method, path),
                    group: group(operation, path, config),
                    method: method.to_uppercase(),
                    path: path.clone(),
                    at: at.child(path).child(method),
                });
            }
        }
    }
    found
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
        if !found.iter().any(|operation| operation.group == *name) {
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
    let is_wanted = |operation: &&Found| all || config.groups.contains(&operation.group);
    found.iter().filter(is_wanted).cloned().collect()
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
