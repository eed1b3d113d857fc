//! What the references of schemas lead to.
//!
//! A component is referred to by its name. Any other schema of the document
//! that a reference leads to becomes a component, so that a circle of such
//! references is one of components.

use serde_json::{Map, Value, json};

use super::closure::{Closure, MAX_HOPS};
use crate::diagnostic::{Diagnostic, Report};
use crate::pointer::Pointer;
use crate::remedy::{free_name, similar};

/// The keywords that refer to another schema.
const REFERENCES: [&str; 3] = ["$ref", "$recursiveRef", "$dynamicRef"];

/// The keys that hold one schema, and those that hold several.
const HOLD_ONE: [&str; 4] = ["schema", "items", "additionalProperties", "not"];
const HOLD_SEVERAL: [&str; 9] = [
    "schemas",
    "properties",
    "patternProperties",
    "$defs",
    "definitions",
    "allOf",
    "oneOf",
    "anyOf",
    "prefixItems",
];

impl<'a> Closure<'a> {
    /// Makes the reference of a schema one to a component, and adds that.
    pub(super) fn references(
        &mut self,
        schema: &mut Map<String, Value>,
        at: &Pointer,
        report: &mut Report,
    ) {
        let written = REFERENCES.iter().find_map(|key| Some((*key, schema.get(*key)?.clone())));
        let Some((key, reference)) = written else { return };
        let at = at.child(key);
        let Some(reference) = reference.as_str() else {
            let why = "A reference is text.";
            let error = Diagnostic::error("shape", &at, "a reference should be text");
            report.push(error.settled_without(&at, why));
            return;
        };
        let Some(target) = self.schema_target(reference, &at, report) else { return };
        let target = self.through_references(target);
        if let Some(name) = self.component_at(&target) {
            let name = name.replace('~', "~0").replace('/', "~1").replace('%', "%25");
            REFERENCES.iter().for_each(|key| drop(schema.shift_remove(*key)));
            schema.shift_insert(
                0,
                "$ref".to_owned(),
                format!("#/components/schemas/{name}").into(),
            );
            return;
        }
        let message = format!("`{reference}` leads to no schema");
        report.push(
            Diagnostic::error("reference", &at, message)
                .related(&target, "what it refers to")
                .settled_without(&at, "It leads to no schema."),
        );
    }

    /// The name of the component that is at a place, or that what is there
    /// becomes; none if that cannot be a schema.
    fn component_at(&mut self, target: &Pointer) -> Option<String> {
        if let Some(name) = target.component() {
            self.add_schema(&name);
            return Some(name);
        }
        if let Some(name) = self.extracted.get(target) {
            return Some(name.clone());
        }
        let (parent, key) = target.split()?;
        let holder = parent.last()?;
        // An element of a list is of the list's key.
        let holds = HOLD_ONE.contains(&key.as_str()) || HOLD_SEVERAL.contains(&holder.as_str());
        if !holds || !target.find(self.root).is_some_and(|node| node.is_object()) {
            return None;
        }
        let name = self.free_name(target);
        self.add_extracted(target.clone(), &name);
        Some(name)
    }

    /// Where a schema is that another is nothing but a reference to.
    fn through_references(&self, target: Pointer) -> Pointer {
        let mut target = target;
        for _ in 0..MAX_HOPS {
            if target.component().is_some() {
                break;
            }
            let node = target.find(self.root).and_then(Value::as_object);
            let reference = node.filter(|node| node.len() == 1).and_then(|node| node.get("$ref"));
            let next = reference.and_then(Value::as_str).and_then(Pointer::from_reference);
            match next.filter(|next| next.find(self.root).is_some()) {
                Some(next) => target = next,
                None => break,
            }
        }
        target
    }

    /// Where the schema is that a reference names.
    fn schema_target(&self, reference: &str, at: &Pointer, report: &mut Report) -> Option<Pointer> {
        let around = component_around(at);
        if let Some(known) = self.identified(reference) {
            return Some(known);
        }
        if reference == "#" && around.is_some() {
            return around;
        }
        if let Some(anchor) = reference.strip_prefix('#')
            && !anchor.is_empty()
            && !anchor.starts_with('/')
        {
            let found = self.anchored(anchor, around);
            if found.is_none() {
                let message = format!("no schema has the anchor `{anchor}`");
                let error = Diagnostic::error("unknown-reference", at, message);
                report.push(error.settled_without(at, "It refers to nothing."));
            }
            return found;
        }
        let target = Pointer::from_reference(reference);
        // Definitions inside a component are often named from there.
        let inside = target.as_ref().and_then(|target| Some(around.as_ref()?.join(target)));
        if let Some(inside) = inside
            && target.as_ref().is_some_and(|target| target.find(self.root).is_none())
            && inside.find(self.root).is_some()
        {
            return Some(inside);
        }
        self.target(reference, at, report)?;
        target
    }

    /// The component with the `$id` that a reference names, or what it names in
    /// there by an anchor or a path.
    fn identified(&self, reference: &str) -> Option<Pointer> {
        let (id, inside) = reference.split_once('#').unwrap_or((reference, ""));
        if id.is_empty() {
            return None;
        }
        let mut schemas = self.root["components"]["schemas"].as_object()?.iter();
        let (name, schema) =
            schemas.find(|(_, schema)| schema.get("$id").and_then(Value::as_str) == Some(id))?;
        let at = Pointer::root().descend(&["components", "schemas", name]);
        match inside {
            "" => Some(at),
            path if path.starts_with('/') => {
                let target = at.join(&Pointer::from_reference(&format!("#{path}"))?);
                target.find(self.root).map(|_| target)
            }
            anchor => find_anchor(schema, &at, anchor),
        }
    }

    /// The schema with an anchor: in the component that asks for it, or in the
    /// first that has it.
    fn anchored(&self, anchor: &str, around: Option<Pointer>) -> Option<Pointer> {
        let schemas = Pointer::root().descend(&["components", "schemas"]);
        around.into_iter().chain([schemas]).find_map(|at| {
            let node = at.find(self.root)?;
            find_anchor(node, &at, anchor)
        })
    }

    /// Puts references to the components that were made of parts of others in
    /// the place of those parts.
    pub(super) fn refer_to_extracted(&self, node: &mut Value, at: &Pointer) {
        // The innermost first: what is around them takes them along.
        let near = self.extracted.range(at.clone()..);
        let inside: Vec<_> =
            near.take_while(|(part, _)| part.as_str().starts_with(at.as_str())).collect();
        for (part, name) in inside.into_iter().rev() {
            let Some(rest) = part.rest(at).filter(|rest| *rest != Pointer::root()) else {
                continue;
            };
            if let Some(node) = node.pointer_mut(rest.as_str()) {
                *node = json!({ "$ref": format!("#/components/schemas/{name}") });
            }
        }
    }

    /// What a reference names. Nothing outside the document is ever opened.
    pub(super) fn target(
        &self,
        reference: &str,
        at: &Pointer,
        report: &mut Report,
    ) -> Option<&'a Value> {
        let Some(pointer) = Pointer::from_reference(reference) else {
            let message = format!("`{reference}` refers to another document, which is not opened");
            report.push(
                Diagnostic::error("external-reference", at, message)
                    .help("bundle the documents into one, or copy the part into `components`")
                    .settled_without(at, "What is in another document is not known."),
            );
            return None;
        };
        let target = pointer.find(self.root);
        if target.is_none() {
            let message = format!("`{reference}` refers to nothing in the document");
            report.push(self.unknown_reference(&pointer, at, message));
        }
        target
    }

    /// A reference to nothing: probably to something of a similar name.
    fn unknown_reference(&self, target: &Pointer, at: &Pointer, message: String) -> Diagnostic {
        let error = Diagnostic::error("unknown-reference", at, message);
        let beside = target.split().and_then(|(parent, name)| {
            let members = parent.find(self.root)?.as_object()?;
            let meant = similar(&name, members.keys().map(String::as_str))?;
            Some(parent.child(meant))
        });
        let Some(meant) = beside else {
            return error.settled_without(at, "It refers to nothing.");
        };
        let reference = format!("#{}", meant.as_str().replace('%', "%25"));
        let why = format!("It refers to nothing; {meant} is meant.");
        // A reference of a schema is named itself, that of a part by the part.
        let update = match at.last().as_deref() {
            Some("$ref") => reference.into(),
            _ => json!({ "$ref": reference }),
        };
        error.settled_with(at, update, why)
    }

    /// A name that no component schema has, for what is at a place.
    fn free_name(&self, at: &Pointer) -> String {
        let words = at.keys().filter(|key| {
            let is_path = key.starts_with('/');
            let is_holder = key == "content" || HOLD_SEVERAL.contains(&key.as_str());
            let says_nothing = matches!(key.as_str(), "components" | "paths" | "schema");
            is_path || !(is_holder || says_nothing || key.contains('/'))
        });
        let words: String = words.map(|key| pascal(&key)).collect();
        let mut name = free_name(self.root, words);
        while self.extracted.values().any(|other| *other == name) {
            name = free_name(self.root, format!("{name}2"));
        }
        name
    }
}

/// The words of a key as one.
fn pascal(key: &str) -> String {
    let words = key.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let capital = |word: &str| format!("{}{}", word[..1].to_ascii_uppercase(), &word[1..]);
    words.map(capital).collect()
}

/// The component schema that a place is in.
fn component_around(at: &Pointer) -> Option<Pointer> {
    let keys: Vec<String> = at.keys().take(3).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    match keys.as_slice() {
        ["components", "schemas", _] => Some(Pointer::root().descend(&keys)),
        _ => None,
    }
}

fn find_anchor(node: &Value, at: &Pointer, anchor: &str) -> Option<Pointer> {
    match node {
        Value::Object(object) => {
            let is_here = ["$anchor", "$dynamicAnchor"]
                .iter()
                .any(|key| object.get(*key).and_then(Value::as_str) == Some(anchor));
            if is_here {
                return Some(at.clone());
            }
            object.iter().find_map(|(key, child)| find_anchor(child, &at.child(key), anchor))
        }
        Value::Array(list) => list
            .iter()
            .enumerate()
            .find_map(|(index, child)| find_anchor(child, &at.child(index), anchor)),
        _ => None,
    }
}
