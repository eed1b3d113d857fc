//! The actions that an overlay could take about a finding: remedies → actions.

use std::cell::OnceCell;
use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::overlay::{Action, Overlay, OverlayVersion};
use crate::report::diagnostic::Remedy;
use crate::source::pointer::{escaped, quoted};
use crate::source::{Document, Node, NodeKind, Pointer};
use crate::words::Numbered;

/// The document that remedies are for, with all references in it, collected
/// once they are asked for.
pub(crate) struct Remedies<'a> {
    document: &'a Document,
    /// True if a value is only put in the place of one of its kind.
    strict: bool,
    references: OnceCell<HashSet<&'a str>>,
}

impl<'a> Remedies<'a> {
    /// Remedies as this overlay can have them.
    pub(crate) fn of(document: &'a Document, overlay: Option<&Overlay>) -> Self {
        let strict = overlay.is_some_and(|overlay| overlay.version >= OverlayVersion::V1_1);
        Self { document, strict, references: OnceCell::new() }
    }

    /// Returns the actions; none if the document does not have what they are about, or
    /// has it in another file, which no overlay reaches.
    pub(crate) fn actions(&self, remedy: &Remedy) -> Vec<Action> {
        match remedy {
            Remedy::Remove { at, why } => {
                let node = self.find(at);
                node.map(|node| remove(path(node), why)).into_iter().collect()
            }
            Remedy::RemoveText { list, text, why } => {
                let holder = self.find(list);
                let holder =
                    holder.filter(|list| list.children().any(|item| item.as_str() == Some(text)));
                let path = |list| format!("{}[?@ == {}]", path(list), quoted(text));
                holder.map(|list| remove(path(list), why)).into_iter().collect()
            }
            Remedy::Update { at, update: value, why } => {
                let node = self.find(at);
                node.map_or_else(Vec::new, |node| self.update(node, value, why))
            }
            Remedy::Rename { component } => self.rename(component).unwrap_or_default(),
        }
    }

    fn find(&self, at: &Pointer) -> Option<Node<'a>> {
        self.document.find(at).filter(|_| at.file().is_none())
    }

    /// Puts a value in the place of a node, or merges it with it.
    fn update(&self, node: Node<'_>, value: &Value, why: &str) -> Vec<Action> {
        let merges = match node.kind() {
            NodeKind::List => true,
            NodeKind::Object => value.is_object(),
            _ => !value.is_object() && !value.is_array(),
        };
        match (node.parent(), node.key()) {
            (Some(parent), Some(key)) if self.strict && !merges => {
                let value = Map::from_iter([(key.to_owned(), value.clone())]);
                vec![remove(path(node), why), update(path(parent), Value::Object(value), why)]
            }
            _ => vec![update(path(node), value.clone(), why)],
        }
    }

    fn rename(&self, old: &str) -> Option<Vec<Action>> {
        let at = Pointer::root().descend(&["components", "schemas", old]);
        let part = self.find(&at)?;
        let schemas = part.parent()?;
        let name = &Numbered::default().free(old, "", |name| schemas.get(name).is_some());
        // Looking for each in all of the document would take long.
        let known = reference_to(old);
        if !self.references().contains(known.as_str()) {
            return None;
        }
        let (own, renamed) =
            (format!("`{old}` under a name of its own."), format!("`{old}` is `{name}`."));
        let added = Map::from_iter([(name.clone(), part.to_value())]);
        let referring = format!("$..[?@['$ref'] == {}]", quoted(&known));
        Some(vec![
            update(path(schemas), Value::Object(added), &own),
            update(referring, json!({ "$ref": reference_to(name) }), &renamed),
            remove(path(part), &renamed),
        ])
    }

    fn references(&self) -> &HashSet<&'a str> {
        self.references.get_or_init(|| {
            let mut found = HashSet::new();
            let mut pending = vec![self.document.root()];
            while let Some(node) = pending.pop() {
                found.extend(node.get("$ref").and_then(Node::as_str));
                pending.extend(node.children());
            }
            found
        })
    }
}

/// Returns a node as a JSONPath, as an overlay's `target` wants it.
pub(crate) fn path(node: Node<'_>) -> String {
    let way: Vec<Node<'_>> = node.ancestors().collect();
    let mut path = "$".to_owned();
    for node in way.iter().rev().skip(1) {
        path.push_str(&match node.key() {
            None => format!("[{}]", node.index()),
            Some(key) if is_plain(key) => format!(".{key}"),
            Some(key) => format!("[{}]", quoted(key)),
        });
    }
    path
}

/// Tells whether a key needs no quotes in a JSONPath.
fn is_plain(key: &str) -> bool {
    key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && key.starts_with(|c: char| !c.is_ascii_digit())
}

fn remove(target: String, why: &str) -> Action {
    let description = why.to_owned();
    Action { target, description, update: None, copy: None, remove: true, when: None }
}

fn update(target: String, update: Value, why: &str) -> Action {
    let description = why.to_owned();
    Action { target, description, update: Some(update), copy: None, remove: false, when: None }
}

/// Returns a reference to a component schema.
fn reference_to(name: &str) -> String {
    let name = escaped(name).replace('%', "%25");
    format!("#/components/schemas/{name}")
}
