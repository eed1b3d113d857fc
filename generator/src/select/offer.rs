//! What a document offers, before anything is selected.

use serde_json::Value;

use super::closure::Closure;
use super::group::{self, Found};
use crate::config::Config;
use crate::diagnostic::Report;
use crate::document::Document;

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
    /// Whether it should no longer be used.
    pub deprecated: bool,
}

/// The operations of a document, in its order.
pub fn offer(document: &Document, config: &Config) -> Vec<Offered> {
    let found = group::operations(&document.root, config);
    found.into_iter().map(|found| offered(&document.root, found)).collect()
}

fn offered(root: &Value, found: Found) -> Offered {
    let node = found.at.find(root);
    let tags = node.and_then(|node| node.get("tags")?.as_array());
    let tags = tags.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    let deprecated = node.and_then(|node| node.get("deprecated")?.as_bool()).unwrap_or_default();
    let Found { id, group, method, path, .. } = found;
    Offered { id, group, tags, method, path, deprecated }
}

/// The component schemas that the operations of a group reach, with the events
/// that they stream, sorted. What is wrong with them is not looked at.
pub fn reached(document: &Document, config: &Config, group: &str) -> Vec<String> {
    let mut closure = Closure::new(&document.root);
    let mut ignored = Report::default();
    for found in group::operations(&document.root, config) {
        if group::is_same(&found.group, group) {
            closure.operation(&found, &mut ignored);
            for stream in &config.streams {
                if let Some(events) = &stream.events
                    && stream.operations.contains(&found.id)
                {
                    closure.add_schema(events);
                }
            }
        }
    }
    let mut names: Vec<String> =
        closure.schemas(&mut ignored).into_iter().map(|component| component.name).collect();
    names.sort();
    names
}
