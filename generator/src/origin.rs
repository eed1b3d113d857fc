//! Where in the document as it was written something is that a later stage
//! found.
//!
//! On the way, references to shared parts were resolved, schemas normalized,
//! and an overlay applied. This goes the same way back. It is only walked for
//! what is reported, so that the stages need not keep track.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Input, Spot};
use crate::document::Document;
use crate::normalize::{self, COMBINING, UNIONS};
use crate::overlay::Edit;
use crate::pointer::Pointer;
use crate::remedy::{References, Remedy};

/// How often one reference may lead to the next.
const MAX_HOPS: usize = 16;

/// Completes a finding: its places in the document, where each is written, and
/// the actions that settle it.
pub(crate) fn trace(
    mut found: Diagnostic,
    document: &Document,
    references: &References<'_>,
) -> Diagnostic {
    if found.input != Input::Document {
        return found;
    }
    let root = &document.root;
    found.at = in_document(root, &found.at);
    for related in &mut found.related {
        related.at = in_document(root, &related.at);
        related.written = written(&document.edits, &related.at);
    }
    for mut remedy in std::mem::take(&mut found.remedies) {
        for at in remedy.places() {
            *at = in_document(root, at);
        }
        if let Remedy::RemoveText { list, text, .. } = &mut remedy
            && let Some((holder, item)) = item(root, list, text)
        {
            *list = holder;
            found.at = item;
        }
        found.actions.extend(remedy.actions(root, references));
    }
    found.written = written(&document.edits, &found.at);
    found
}

/// The list of a schema that has a text, or that of one of the parts that were
/// put together in it; and the text in that list.
fn item(root: &Value, list: &Pointer, text: &str) -> Option<(Pointer, Pointer)> {
    let (schema, key) = list.split()?;
    let schema = Place { node: schema.find(root)?, at: schema };
    let parts = || COMBINING.iter().flat_map(|key| schema.each(key));
    match schema.each(&key).into_iter().find(|item| item.node == text) {
        Some(found) => Some((list.clone(), found.at)),
        None => parts().find_map(|part| item(root, &part.at.child(&key), text)),
    }
}

/// Where in the document a text is that a schema lists, or one of the parts or
/// arms that it is put together of.
pub(crate) fn listed(root: &Value, schema: &Pointer, text: &str) -> Option<Pointer> {
    let mut seen = BTreeSet::new();
    let mut pending = vec![in_document(root, schema)];
    while let Some(at) = pending.pop() {
        let Some(node) = at.find(root).filter(|_| seen.insert(at.clone())) else { continue };
        let schema = Place { node, at };
        let found = schema.each("enum").into_iter().chain(schema.child("const"));
        if let Some(found) = found.into_iter().find(|value| value.node == text) {
            return Some(found.at);
        }
        let reference = node.get("$ref").and_then(Value::as_str).and_then(Pointer::from_reference);
        let parts = COMBINING.iter().flat_map(|key| schema.each(key));
        let mut next: Vec<Pointer> = parts.map(|part| part.at).chain(reference).collect();
        next.reverse();
        pending.extend(next);
    }
    None
}

/// Where in the document a place is that a stage after the overlay names. Of
/// one that the document does not have, as much as it has is traced.
pub(crate) fn in_document(root: &Value, at: &Pointer) -> Pointer {
    let keys: Vec<String> = at.keys().collect();
    let mut walk = Walk { root, best: (0, Pointer::root()), hops: 0 };
    walk.go(&Place { node: root, at: Pointer::root() }, &keys, 0).unwrap_or_else(|| {
        let (done, best) = walk.best;
        keys.iter().skip(done).fold(best, |at, key| at.child(key))
    })
}

/// Where in its input a place of the document is written: each change is taken
/// back, the last first.
pub(crate) fn written(edits: &[Edit], at: &Pointer) -> Spot {
    let mut at = at.clone();
    for edit in edits.iter().rev() {
        match edit {
            Edit::Put { at: put, by } => {
                if let Some(rest) = at.rest(put) {
                    return Spot { input: Input::Overlay, at: by.join(&rest) };
                }
            }
            Edit::Cut { at: cut, by, list: false } => {
                if at.is_in(cut) {
                    return Spot { input: Input::Overlay, at: by.clone() };
                }
            }
            Edit::Cut { at: cut, list: true, .. } => at = before_cut(&at, cut).unwrap_or(at),
        }
    }
    Spot { input: Input::Document, at }
}

/// A place in a list before an element was taken out.
pub(crate) fn before_cut(at: &Pointer, cut: &Pointer) -> Option<Pointer> {
    let (list, index) = cut.split()?;
    let rest = at.rest(&list)?;
    let mut keys = rest.keys();
    let now: usize = keys.next()?.parse().ok()?;
    let then = if now >= index.parse().ok()? { now + 1 } else { now };
    Some(keys.fold(list.child(then), |at, key| at.child(key)))
}

/// A node on the way.
struct Place<'a> {
    node: &'a Value,
    at: Pointer,
}

impl<'a> Place<'a> {
    fn child(&self, key: &str) -> Option<Self> {
        let node = match self.node {
            Value::Array(list) => list.get(key.parse::<usize>().ok()?)?,
            node => node.get(key)?,
        };
        Some(Self { node, at: self.at.child(key) })
    }

    /// The elements of a list here.
    fn each(&self, key: &str) -> Vec<Self> {
        let Some(list) = self.child(key) else { return Vec::new() };
        let count = list.node.as_array().map_or(0, Vec::len);
        (0..count).filter_map(|index| list.child(&index.to_string())).collect()
    }
}

struct Walk<'a> {
    root: &'a Value,
    /// How many keys were followed so far at best, and where they lead.
    best: (usize, Pointer),
    hops: usize,
}

impl<'a> Walk<'a> {
    /// Follows the keys from `done` on.
    fn go(&mut self, place: &Place<'a>, keys: &[String], done: usize) -> Option<Pointer> {
        if done > self.best.0 {
            self.best = (done, place.at.clone());
        }
        let Some(key) = keys.get(done) else { return Some(place.at.clone()) };
        if let Some(index) = keys.get(done + 1).and_then(|index| index.parse().ok()) {
            let moved = match key.as_str() {
                "oneOf" | "anyOf" | "allOf" => arm(place, key, index),
                "parameters" => self.parameter(place, index),
                _ => None,
            };
            if let Some(moved) = moved {
                return self.go(&moved, keys, done + 2);
            }
        }
        place
            .child(key)
            .and_then(|child| self.go(&child, keys, done + 1))
            .or_else(|| self.through_reference(place, keys, done))
            .or_else(|| self.through_arms(place, keys, done))
            .or_else(|| respelled(place, key).map(|other| other.at))
    }

    /// What a reference to a shared part leads to stands in its place.
    fn through_reference(
        &mut self,
        place: &Place<'a>,
        keys: &[String],
        done: usize,
    ) -> Option<Pointer> {
        let reference = place.node.get("$ref")?.as_str()?;
        let at = Pointer::from_reference(reference)?;
        let node = at.find(self.root)?;
        self.hops += 1;
        if self.hops > MAX_HOPS {
            return None;
        }
        self.go(&Place { node, at }, keys, done)
    }

    /// An arm that says all there is, and parts that were put together, stand
    /// in the place of what they are in.
    fn through_arms(&mut self, place: &Place<'a>, keys: &[String], done: usize) -> Option<Pointer> {
        COMBINING.iter().flat_map(|key| place.each(key)).find_map(|arm| self.go(&arm, keys, done))
    }

    /// The parameters of an operation are followed by those of its path.
    fn parameter(&self, operation: &Place<'a>, index: usize) -> Option<Place<'a>> {
        let keys: Vec<String> = operation.at.keys().collect();
        let [paths, path, _] = keys.as_slice() else { return None };
        let own = operation.each("parameters");
        if paths != "paths" || index < own.len() {
            return None;
        }
        let item = Pointer::root().child(paths).child(path);
        let item = Place { node: item.find(self.root)?, at: item };
        let identity = |parameter: &Place<'a>| {
            let node = self.resolved(parameter.node);
            Some((node.get("name")?.clone(), node.get("in")?.clone()))
        };
        let own: Vec<_> = own.iter().map(identity).collect();
        let mut seen = BTreeSet::new();
        let inherited = item.each("parameters").into_iter().filter(|parameter| {
            let identity = identity(parameter);
            let first =
                seen.insert(identity.as_ref().map(|(name, place)| format!("{name} {place}")));
            first && !own.contains(&identity)
        });
        inherited.into_iter().nth(index - own.len())
    }

    fn resolved(&self, node: &'a Value) -> &'a Value {
        let mut node = node;
        for _ in 0..MAX_HOPS {
            let reference = node.get("$ref").and_then(Value::as_str);
            match reference.and_then(Pointer::from_reference).and_then(|at| at.find(self.root)) {
                Some(target) => node = target,
                None => break,
            }
        }
        node
    }
}

/// The arm that has this number among those that normalizing leaves.
fn arm<'a>(schema: &Place<'a>, key: &str, index: usize) -> Option<Place<'a>> {
    let arms = schema.each(key).into_iter().filter(|arm| normalize::is_arm(arm.node, key));
    if key != "allOf" {
        return arms.into_iter().nth(index);
    }
    // A reference beside other keywords comes first, one that is the only arm
    // of a union last.
    let beside = schema.child("$ref");
    let only = UNIONS.iter().filter_map(|key| arm(schema, key, 0));
    beside.into_iter().chain(arms).chain(only).nth(index)
}

/// What a keyword stands for that the document spells in another way.
fn respelled<'a>(schema: &Place<'a>, key: &str) -> Option<Place<'a>> {
    schema.child(match key {
        "anyOf" => "type",
        "enum" => "const",
        "minimum" => "exclusiveMinimum",
        "maximum" => "exclusiveMaximum",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diagnostic::{Report, Severity};
    use crate::overlay::Overlay;

    fn at(text: &str) -> Pointer {
        Pointer::from_text(text)
    }

    #[track_caller]
    fn traced(root: &Value, from: &str, to: &str) {
        assert_eq!(in_document(root, &at(from)).as_str(), to);
    }

    #[test]
    fn arms_that_normalizing_moved() {
        let root = json!({
            "union": {"oneOf": [{"type": "null"}, {"enum": [null]}, {"items": {}}, {"items": {}}]},
            "parts": {"$ref": "#/x", "allOf": [{"title": "T"}, {"properties": {"a": {}}}]},
            "one": {"allOf": [{"title": "T"}, {"anyOf": [{"properties": {"b": {"type": ["string", "array"]}}}]}]},
            "const": {"const": 1},
        });
        traced(&root, "/union/oneOf/1", "/union/oneOf/3");
        traced(&root, "/union/oneOf/1/items", "/union/oneOf/3/items");
        traced(&root, "/parts/allOf/0", "/parts/$ref");
        traced(&root, "/parts/allOf/1/properties/a", "/parts/allOf/1/properties/a");
        traced(&root, "/one/properties/b", "/one/allOf/1/anyOf/0/properties/b");
        traced(&root, "/one/properties/b/anyOf/1", "/one/allOf/1/anyOf/0/properties/b/type");
        traced(&root, "/const/enum", "/const/const");
        traced(&root, "/const/properties/c", "/const/properties/c");
    }

    #[test]
    fn shared_parts() {
        let root = json!({
            "paths": {"/a": {
                "parameters": [{"name": "a", "in": "path"}, {"name": "b", "in": "query"}, {"$ref": "#/c/p"}],
                "get": {
                    "parameters": [{"name": "a", "in": "path"}],
                    "responses": {"200": {"$ref": "#/c/r"}},
                },
                "post": {},
            }},
            "c": {"p": {"name": "p", "in": "query", "schema": {}}, "r": {"$ref": "#/c/s"}, "s": {"content": {"x": {}}}},
        });
        traced(&root, "/paths/~1a/get/parameters/0", "/paths/~1a/get/parameters/0");
        traced(&root, "/paths/~1a/get/parameters/1", "/paths/~1a/parameters/1");
        traced(&root, "/paths/~1a/get/parameters/2/schema", "/c/p/schema");
        traced(&root, "/paths/~1a/post/parameters/0", "/paths/~1a/parameters/0");
        traced(&root, "/paths/~1a/get/responses/200/content/x", "/c/s/content/x");
    }

    #[test]
    fn references_in_a_circle() {
        let root = json!({"a": {"$ref": "#/b"}, "b": {"$ref": "#/a"}});
        traced(&root, "/a/c", "/a/c");
    }

    #[test]
    fn what_an_overlay_put_there_or_moved() {
        let overlay = Overlay::parse(
            "overlay: 1.0.0
info: {title: T, version: '1'}
actions:
- {target: $.list, description: D, update: [x]}
- {target: '$.list[0]', description: D, remove: true}
- {target: $, description: D, update: {new: {a: {b: 1}}, old: {c: 2}}}
- {target: $.gone, description: D, remove: true}
- {target: $.new.a.b, description: D, update: 3}
",
        )
        .unwrap();
        let root =
            json!({"list": [{"a": 0}, {"a": 1}, {"a": 2}], "old": {"d": 1}, "gone": {"e": 1}});
        let mut document = Document { root, edits: Vec::new() };
        let mut report = Report::default();

        overlay.apply(&mut document, Severity::Error, &mut report);

        assert!(!report.has_errors(), "{report:?}");
        let spot = |text: &str| {
            let spot = written(&document.edits, &at(text));
            format!("{} {}", spot.input, spot.at)
        };
        assert_eq!(spot("/list/1/a"), "document /list/2/a");
        assert_eq!(spot("/list/2"), "overlay /actions/0/update/0");
        assert_eq!(spot("/new/a"), "overlay /actions/2/update/new/a");
        assert_eq!(spot("/new/a/b"), "overlay /actions/4/update");
        assert_eq!(spot("/old/c"), "overlay /actions/2/update/old/c");
        assert_eq!(spot("/old/d"), "document /old/d");
        assert_eq!(spot("/gone/e"), "overlay /actions/3");
    }
}
