//! What the selected operations reach.

use std::collections::{BTreeSet, VecDeque};

use serde_json::{Map, Value};

use super::group::Found;
use super::{keywords, object};
use crate::diagnostic::{Diagnostic, Report};
use crate::pointer::Pointer;

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
        report.push(Diagnostic::error("reference-loop", at, message));
        *node = Value::Null;
    }

    /// Collects the schemas that a schema refers to, and checks its keywords.
    fn schema(&mut self, node: &Value, at: &Pointer, report: &mut Report) {
        let Some(schema) = node.as_object() else {
            if !node.is_boolean() {
                report.push(Diagnostic::error("shape", at, "a schema should be here"));
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
            report.push(Diagnostic::error("shape", at, "a reference should be text"));
            return;
        };
        if self.target(reference, at, report).is_none() {
            return;
        }
        let keys: Vec<String> =
            Pointer::from_reference(reference).iter().flat_map(Pointer::keys).collect();
        match keys.as_slice() {
            [components, schemas, name] if components == "components" && schemas == "schemas" => {
                self.add_schema(name);
            }
            _ => report.push(
                Diagnostic::error("reference", at, format!("`{reference}` is no component schema"))
                    .help("move what it refers to into `components.schemas` and refer to it there"),
            ),
        }
    }

    /// What a reference names. Nothing outside the document is ever opened.
    fn target(&self, reference: &str, at: &Pointer, report: &mut Report) -> Option<&'a Value> {
        let Some(pointer) = Pointer::from_reference(reference) else {
            let message = format!("`{reference}` refers to another document, which is not opened");
            report.push(
                Diagnostic::error("external-reference", at, message)
                    .help("bundle the documents into one, or copy the part into `components`"),
            );
            return None;
        };
        let target = pointer.find(self.root);
        if target.is_none() {
            let message = format!("`{reference}` refers to nothing in the document");
            report.push(Diagnostic::error("unknown-reference", at, message));
        }
        target
    }
}
