//! A schema without the unions of one arm that it is wrapped in.

use super::facts::{KeyRole, role};
use crate::config::Config;
use crate::source::Node;
use crate::vocabulary::Table;

/// The keywords that combine schemas.
pub(super) const COMBINED: [&str; 3] = ["oneOf", "anyOf", "allOf"];

/// A schema, and what it wraps: `anyOf: [that, {type: 'null'}]` and the like.
#[derive(Clone, Debug)]
pub(super) struct View<'d> {
    /// The schemas that wrap, outermost first, and last the one that they are
    /// about.
    layers: Vec<Node<'d>>,
    /// The keywords by which each layer but the last wraps the next one.
    by: Vec<&'static str>,
}

/// The form of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SchemaForm {
    Reference,
    Union,
    Combined,
    Own,
}

impl<'d> View<'d> {
    pub(super) fn of(node: Node<'d>, config: &Config) -> Self {
        let mut view = Self::whole(node);
        while let Some((by, inner)) = wrapped(view.core(), config) {
            view.by.push(by);
            view.layers.push(inner);
        }
        view
    }

    /// Returns a schema as it is written, whatever it wraps.
    pub(super) fn whole(node: Node<'d>) -> Self {
        Self { layers: vec![node], by: Vec::new() }
    }

    /// Returns the schema that it is about.
    pub(super) fn core(&self) -> Node<'d> {
        self.layers[self.layers.len() - 1]
    }

    /// Returns the schemas that wrap, outermost first, and last the one that it is about.
    pub(super) fn layers(&self) -> impl DoubleEndedIterator<Item = Node<'d>> {
        self.layers.iter().copied()
    }

    /// Returns all of it.
    pub(super) fn outermost(&self) -> Node<'d> {
        self.layers[0]
    }

    /// Tells whether nothing is wrapped.
    pub(super) fn is_bare(&self) -> bool {
        self.layers.len() == 1
    }

    /// Returns the value of a keyword in the innermost layer that has it.
    pub(super) fn get(&self, key: &str) -> Option<Node<'d>> {
        self.layers.iter().rev().enumerate().find_map(|(number, layer)| {
            let wraps = number > 0 && self.by[self.layers.len() - 1 - number] == key;
            layer.get(key).filter(|_| !wraps)
        })
    }

    /// Returns the members of all layers but those that wrap, each with its layer; of a
    /// key that is there twice, the innermost.
    pub(super) fn members(&self) -> Vec<(&'d str, Node<'d>, Node<'d>)> {
        let mut members: Vec<(&str, Node<'_>, Node<'_>)> = Vec::new();
        for (number, layer) in self.layers.iter().enumerate() {
            let by = self.by.get(number);
            for (key, child) in layer.entries().filter(|(key, _)| by != Some(key)) {
                members.retain(|(known, ..)| *known != key);
                members.push((key, child, *layer));
            }
        }
        members
    }

    /// Returns the `anyOf` and `oneOf` of its layers, the outermost first.
    pub(super) fn unions(&self) -> Vec<(Node<'d>, &'static str)> {
        let layers = self.layers.iter();
        let all = layers.flat_map(|layer| ["anyOf", "oneOf"].map(|key| (*layer, key)));
        all.filter(|(layer, key)| layer.get(key).is_some()).collect()
    }

    /// Lists the nodes that say that null is taken: keys, items of types and of
    /// values, and arms.
    pub(super) fn nulls(&self) -> Vec<Node<'d>> {
        let layers = self.layers.iter();
        let found = layers.flat_map(|layer| {
            let lists = ["type", "enum"].into_iter().filter_map(|key| Some((key, layer.get(key)?)));
            let items = lists.flat_map(|(key, list)| {
                list.items().filter(move |item| stands_for_null(key, *item))
            });
            let unions = ["anyOf", "oneOf"].into_iter().filter_map(|key| layer.get(key));
            let arms = unions.flat_map(Node::items).filter(|arm| is_null(*arm));
            items.chain(arms).chain(layer.get("nullable")).collect::<Vec<_>>()
        });
        found.collect()
    }

    /// Tells whether no layer says what another one says too, types and words
    /// aside.
    pub(super) fn is_distinct(&self, config: &Config) -> bool {
        let facts = self.layers.iter().enumerate().flat_map(|(number, layer)| {
            let by = self.by.get(number).copied();
            layer.entries().map(|(key, _)| key).filter(move |key| by != Some(key))
        });
        let mut facts: Vec<&str> = facts
            .filter(|key| role(Table::Schema, key, config) == KeyRole::Fact)
            .filter(|key| !matches!(*key, "type" | "nullable"))
            .collect();
        let all = facts.len();
        facts.sort_unstable();
        facts.dedup();
        facts.len() == all
    }

    pub(super) fn form(&self) -> SchemaForm {
        let core = self.core();
        match () {
            () if core.get("$ref").is_some() => SchemaForm::Reference,
            () if ["oneOf", "anyOf"].iter().any(|key| core.get(key).is_some_and(tells)) => {
                SchemaForm::Union
            }
            () if core.get("allOf").is_some() => SchemaForm::Combined,
            () => SchemaForm::Own,
        }
    }
}

/// Returns the keyword by which a schema wraps the only schema that it is about.
fn wrapped<'d>(node: Node<'d>, config: &Config) -> Option<(&'static str, Node<'d>)> {
    let mut combined = COMBINED.iter().filter_map(|key| Some((*key, node.get(key)?)));
    let (by, list) = combined.next()?;
    let is_only = combined.next().is_none() && node.get("$ref").is_none();
    let mut arms = list.items().filter(|arm| !is_null(*arm) && !only_notes(*arm, config));
    let inner = arms.next().filter(|_| is_only && arms.next().is_none())?;
    // A fact that is stated on both sides makes them two schemas.
    let says = |key: &str| role(Table::Schema, key, config) == KeyRole::Fact;
    let mut own = node.entries().map(|(key, _)| key).filter(|key| *key != by && says(key));
    let is_apart = own.all(|key| matches!(key, "type" | "nullable") || inner.get(key).is_none());
    (is_apart && inner.is_object()).then_some((by, inner))
}

/// Tells whether the arms of a union say more than which properties are needed.
fn tells(arms: Node<'_>) -> bool {
    arms.items().any(|arm| arm.entries().any(|(key, _)| key != "required"))
}

/// Tells whether a schema takes nothing but null.
pub(super) fn is_null(node: Node<'_>) -> bool {
    let says = |key: &str| match node.get(key) {
        Some(list) if list.is_list() => {
            list.len() == 1 && list.items().all(|item| stands_for_null(key, item))
        }
        value => value.is_some_and(|value| stands_for_null(key, value)),
    };
    ["type", "enum", "const"].into_iter().any(says)
}

/// Tells whether a value of a keyword, or an item of it, stands for null, which among types
/// has a name.
fn stands_for_null(key: &str, value: Node<'_>) -> bool {
    value.is_null() || key == "type" && value.as_str() == Some("null")
}

/// Tells whether a schema says nothing of values but that null is one of them.
fn only_notes(node: Node<'_>, config: &Config) -> bool {
    let says = |key: &str| key != "nullable" && role(Table::Schema, key, config) == KeyRole::Fact;
    node.is_object() && !node.is_empty() && !node.entries().any(|(key, _)| says(key))
}
