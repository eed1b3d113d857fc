//! Properties that no value may have (`a: false`), beside the parts that declare them.

use std::collections::{HashMap, HashSet};

use super::read::{Links, MAX_REFERRED, takes_none};
use crate::source::{Node, NodeId};
use crate::vocabulary::{self, Holds};

/// The properties that all parts of a schema say something of.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Those that a part declares.
    declared: HashSet<String>,
    /// Those that no value has, whatever holds under a condition or of an arm.
    never: HashSet<String>,
}

/// The properties of schemas that have parts with one which no value may have.
#[derive(Debug, Default)]
pub(super) struct Never(HashMap<NodeId, Option<Said>>);

impl Never {
    /// Returns what the parts of a schema say that one is a part of, if no value may have a
    /// property by one of them, and whether the part always holds.
    pub(super) fn around(&mut self, part: Node<'_>, links: &Links) -> Option<(&Said, bool)> {
        let (whole, always) = whole(part);
        let said = self.0.entry(whole.id());
        let said = said.or_insert_with(|| has_never(whole).then(|| Said::of(whole, links)));
        Some((said.as_ref()?, always))
    }
}

impl Said {
    /// Tells whether a part declares a property.
    pub(super) fn declares(&self, name: &str) -> bool {
        self.declared.contains(name)
    }

    /// Tells whether no value may have a property, which no part declares.
    pub(super) fn excludes(&self, name: &str) -> bool {
        self.never.contains(name) && !self.declares(name)
    }

    fn of(whole: Node<'_>, links: &Links) -> Self {
        let mut said = Self::default();
        let mut seen = HashSet::from([whole.id()]);
        let mut pending = vec![(whole, true)];
        while let Some((node, always)) = pending.pop() {
            for (name, property) in node.get("properties").into_iter().flat_map(Node::entries) {
                if !takes_none(property) {
                    said.declared.insert(name.to_owned());
                } else if always {
                    said.never.insert(name.to_owned());
                }
            }
            pending.extend(parts(node).map(|(part, holds)| (part, always && holds)));
            if let Some(target) = links.targets.get(&node.id())
                && seen.len() <= MAX_REFERRED
                && seen.insert(*target)
            {
                pending.push((node.document().node(*target), always));
            }
        }
        said
    }
}

/// Tells whether a schema, or a part of it that is written there, has a property that no value
/// may have.
fn has_never(whole: Node<'_>) -> bool {
    let mut pending = vec![whole];
    while let Some(node) = pending.pop() {
        let mut properties = node.get("properties").into_iter().flat_map(Node::entries);
        if properties.any(|(_, property)| takes_none(property)) {
            return true;
        }
        pending.extend(parts(node).map(|(part, _)| part));
    }
    false
}

/// The parts of a schema, each with whether it always holds.
fn parts<'d>(schema: Node<'d>) -> impl Iterator<Item = (Node<'d>, bool)> {
    schema.entries().flat_map(|(key, node)| {
        let parts: Vec<Node<'d>> = match key {
            "allOf" | "oneOf" | "anyOf" => node.items().collect(),
            "then" | "else" => vec![node],
            "dependentSchemas" | "dependencies" => node.entries().map(|(_, node)| node).collect(),
            _ => Vec::new(),
        };
        parts.into_iter().map(move |part| (part, key == "allOf"))
    })
}

/// Returns the schema that one is a part of, and whether the part always holds.
fn whole(schema: Node<'_>) -> (Node<'_>, bool) {
    let (mut node, mut always) = (schema, true);
    while let Some((outer, holds)) = around(node) {
        (node, always) = (outer, always && holds);
    }
    (node, always)
}

/// Returns the schema that one is right in as a part, and whether it always holds there.
fn around(part: Node<'_>) -> Option<(Node<'_>, bool)> {
    let parent = part.parent()?;
    let outer = parent.parent();
    match (part.key(), parent.key()) {
        (None, Some(key @ ("allOf" | "oneOf" | "anyOf"))) => Some((outer?, key == "allOf")),
        (Some(_), Some("dependentSchemas" | "dependencies")) => Some((outer?, false)),
        // A property may be called so.
        (Some("then" | "else"), key) if !key.is_some_and(holds_several) => Some((parent, false)),
        _ => None,
    }
}

/// Tells whether a key holds schemas by names of their own.
fn holds_several(key: &str) -> bool {
    let held = vocabulary::keyword(key).map(|known| known.holds);
    key == "schemas" || held == Some(Holds::Named)
}
