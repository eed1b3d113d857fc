//! The operations that a document offers, before anything is selected.

use super::callback;
use super::closure::Closure;
use super::group::{self, OperationNode};
use crate::config::{Config, Entry};
use crate::diagnostic::{Report, Severity};
use crate::source::{Document, Node};
use crate::words::is_same;

/// An operation that a document offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its id.
    pub id: String,
    /// Its group.
    pub group: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its HTTP method, in capitals.
    pub method: String,
    /// Its path template.
    pub path: String,
    /// True if it should no longer be used.
    pub deprecated: bool,
}

impl Offered {
    /// Tells whether it is in the group of a name; groups of one name in Rust are one.
    pub fn is_in(&self, group: &str) -> bool {
        is_same(&self.group, group)
    }
}

/// Returns the operations of a document, in its order.
pub fn offer(document: &Document, config: &Config) -> Vec<Offered> {
    group::operations(document, config).into_iter().map(offered).collect()
}

fn offered(found: OperationNode<'_>) -> Offered {
    let OperationNode { id, group, method, path, node, .. } = found;
    let tags = node.get("tags").into_iter().flat_map(Node::items);
    let tags = tags.filter_map(Node::text).map(str::to_owned).collect();
    let deprecated = node.get("deprecated").and_then(Node::as_bool).unwrap_or_default();
    Offered { id, group, tags, method, path, deprecated }
}

/// Returns the component schemas that the operations of a group reach, with the events
/// that they stream, sorted. What is wrong with them is not looked at.
pub fn reached(document: &Document, config: &Config, group: &str) -> Vec<String> {
    let mut closure = Closure::new(document, Severity::Warning);
    let mut ignored = Report::default();
    let mut wanted = group::operations(document, config);
    wanted.retain(|found| is_same(&found.group, group));
    for found in &wanted {
        closure.operation(found, Severity::Warning, &mut ignored);
        for stream in &config.streams {
            if let Some(events) = &stream.events
                && stream.operations.contains(&found.id)
            {
                closure.add_schema(events);
            }
        }
        for entry in config.answers.iter().filter(|entry| entry.is_for(&found.id)) {
            entry.components().for_each(|(_, component)| _ = closure.add_schema(component));
        }
    }
    callback::walked(&mut closure, &wanted);
    let mut names: Vec<String> =
        closure.schemas(&mut ignored).into_iter().map(|(name, _)| name).collect();
    names.sort();
    names
}
