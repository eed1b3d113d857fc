//! What the selected operations reach.

use std::collections::{BTreeSet, VecDeque};

use serde_json::{Map, Value, json};

use super::group::Found;
use super::{keywords, object};
use crate::diagnostic::{Diagnostic, Report};
use crate::pointer::Pointer;
use crate::remedy::{Remedy, free_name, similar};

/// How often one reference to a shared part may lead to the next.
const MAX_HOPS: usize = 16;

/// The components reached so far.
pub(super) struct Closure<'a> {
    root: &'a Value,
    seen: BTreeSet<String>,
    pending: VecDeque<String>,
    shared: BTreeSet<String>,
}

impl<'a> Closure<'a> {
    pub(super) fn new(root: &'a Value) -> Self {
        Self { root, seen: BTreeSet::new(), pending: VecDeque::new(), shared: BTreeSet::new() }
    }

    /// How many shared parts other than schemas were reached.
    pub(super) fn shared(&self) -> usize {
        self.shared.len()
    }

    /// Adds a component schema by name; whether the document has it.
    pub(super) fn add_schema(&mut self, name: &str) -> bool {
        let known = self.root["components"]["schemas"].get(name).is_some();
        if known && self.seen.insert(name.to_owned()) {
            self.pending.push_back(name.to_owned());
        }
        known
    }

    /// A copy of an operation with the parameters of its path and with its
    /// references to shared parameters, bodies and responses resolved.
    pub(super) fn operation(&mut self, found: &Found, report: &mut Report) -> Value {
        let Some(node) = found.at.find(self.root).and_then(|node| object(node, &found.at, report))
        else {
            return Value::Null;
        };
        // Callbacks are not calls, and an operation's own servers and security
        // are the caller's choice per call.
        let kept = |key: &str| {
            !key.starts_with("x-") && !matches!(key, "callbacks" | "security" | "servers")
        };
        let mut operation: Map<String, Value> = node
            .iter()
            .filter(|(key, _)| kept(key))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        self.add_path_parameters(&mut operation, found, report);
        let mut operation = Value::Object(operation);
        for (key, node) in operation.as_object_mut().into_iter().flatten() {
            let at = found.at.child(key);
            match (key.as_str(), node) {
                ("requestBody", body) => self.resolve(body, &at, report),
                ("parameters", Value::Array(parameters)) => {
                    for (index, parameter) in parameters.iter_mut().enumerate() {
                        self.resolve(parameter, &at.child(index), report);
                    }
                }
                ("responses", Value::Object(responses)) => {
                    for (status, response) in responses {
                        self.resolve(response, &at.child(status), report);
                    }
                }
                _ => {}
            }
        }
        operation
    }

    /// The schemas reached, each with all that it reaches in turn.
    pub(super) fn schemas(&mut self, report: &mut Report) -> Vec<(String, Value)> {
        let mut schemas = Vec::new();
        while let Some(name) = self.pending.pop_front() {
            let at = Pointer::root().descend(&["components", "schemas", &name]);
            let node = self.root["components"]["schemas"][&name].clone();
            self.schema(&node, &at, report);
            schemas.push((name, node));
        }
        schemas
    }

    fn add_path_parameters(
        &mut self,
        operation: &mut Map<String, Value>,
        found: &Found,
        report: &mut Report,
    ) {
        let item = Pointer::root().child("paths").child(&found.path);
        let Some(Value::Array(shared)) = item.child("parameters").find(self.root).cloned() else {
            return;
        };
        let own = operation.entry("parameters").or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(own) = own else { return };
        for (index, mut parameter) in shared.into_iter().enumerate() {
            self.follow(&mut parameter, &item.child("parameters").child(index), report);
            let overridden = own.iter().any(|other| {
                other.get("name") == parameter.get("name") && other.get("in") == parameter.get("in")
            });
            if !overridden {
                own.push(parameter);
            }
        }
    }

    /// Resolves a reference to a shared part, and collects the schemas that
    /// the part holds. What only describes responses goes.
    fn resolve(&mut self, node: &mut Value, at: &Pointer, report: &mut Report) {
        self.follow(node, at, report);
        if let Value::Object(part) = node {
            part.retain(|key, _| !matches!(key.as_str(), "headers" | "links"));
        }
        self.collect(node, at, report);
    }

    fn collect(&mut self, node: &Value, at: &Pointer, report: &mut Report) {
        match node {
            Value::Object(object) => {
                for (key, child) in object {
                    match key.as_str() {
                        "schema" => self.schema(child, &at.child(key), report),
                        "example" | "examples" => {}
                        _ => self.collect(child, &at.child(key), report),
                    }
                }
            }
            Value::Array(list) => {
                for (index, child) in list.iter().enumerate() {
                    self.collect(child, &at.child(index), report);
                }
            }
            _ => {}
        }
    }

    /// Replaces a reference to a shared part by that part.
    fn follow(&mut self, node: &mut Value, at: &Pointer, report: &mut Report) {
        for _ in 0..MAX_HOPS {
            let Some(reference) = node.get("$ref").and_then(Value::as_str).map(str::to_owned)
            else {
                return;
            };
            let Some(target) = self.target(&reference, at, report) else {
                *node = Value::Null;
                return;
            };
            self.shared.insert(reference);
            *node = target.clone();
        }
        let message = "a chain of references that leads nowhere";
        let why = "A reference that leads nowhere.";
        report.push(Diagnostic::error("reference-loop", at, message).settled_without(at, why));
        *node = Value::Null;
    }

    /// Collects the schemas that a schema refers to, and checks its keywords.
    fn schema(&mut self, node: &Value, at: &Pointer, report: &mut Report) {
        let Some(schema) = node.as_object() else {
            if !node.is_boolean() {
                report.push(no_schema(node, at));
            }
            return;
        };
        keywords::check(schema, at, report);
        if let Some(reference) = schema.get("$ref") {
            self.schema_reference(reference, &at.child("$ref"), report);
        }
        for (key, child) in schema {
            match (key.as_str(), child) {
                (
                    "properties" | "patternProperties" | "$defs" | "definitions",
                    Value::Object(children),
                ) => {
                    for (name, child) in children {
                        self.schema(child, &at.child(key).child(name), report);
                    }
                }
                ("items" | "not", _) => self.schema(child, &at.child(key), report),
                ("additionalProperties", Value::Object(_)) => {
                    self.schema(child, &at.child(key), report)
                }
                ("allOf" | "oneOf" | "anyOf" | "prefixItems", Value::Array(children)) => {
                    for (index, child) in children.iter().enumerate() {
                        self.schema(child, &at.child(key).child(index), report);
                    }
                }
                _ => {}
            }
        }
    }

    fn schema_reference(&mut self, reference: &Value, at: &Pointer, report: &mut Report) {
        let Some(reference) = reference.as_str() else {
            let why = "A reference is text.";
            let error = Diagnostic::error("shape", at, "a reference should be text");
            report.push(error.settled_without(at, why));
            return;
        };
        if self.target(reference, at, report).is_none() {
            return;
        }
        let keys: Vec<String> =
            Pointer::from_reference(reference).iter().flat_map(Pointer::keys).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        match keys.as_slice() {
            ["components", "schemas", name] => {
                self.add_schema(name);
            }
            keys => {
                let message = format!("`{reference}` is no component schema");
                let target = Pointer::root().descend(keys);
                report.push(
                    Diagnostic::error("reference", at, message)
                        .related(&target, "what it refers to")
                        .settled_by(Remedy::Extract {
                            reference: at.clone(),
                            name: self.free_name(&target),
                            target,
                        }),
                );
            }
        }
    }

    /// What a reference names. Nothing outside the document is ever opened.
    fn target(&self, reference: &str, at: &Pointer, report: &mut Report) -> Option<&'a Value> {
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
            !matches!(key.as_str(), "components" | "schemas" | "properties" | "paths" | "content")
        });
        let words: String = words
            .flat_map(|key| {
                let mut letters =
                    key.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>();
                if let Some(first) = letters.get_mut(..1) {
                    first.make_ascii_uppercase();
                }
                letters.chars().collect::<Vec<_>>()
            })
            .collect();
        free_name(self.root, format!("Shared{words}"))
    }
}

/// Something that should be a schema and is none.
fn no_schema(node: &Value, at: &Pointer) -> Diagnostic {
    let error = Diagnostic::error("shape", at, "a schema should be here");
    let why = "A schema is an object; an empty one takes any value.";
    // What is merged into a list becomes an item of it.
    if node.is_array() {
        error.settled_without(at, why)
    } else {
        error.settled_with(at, json!({}), why)
    }
}
