//! What the selected operations reach.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Map, Value, json};

use super::group::Found;
use super::{keywords, object, service, slips};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::pointer::Pointer;

/// How often one reference may lead to the next.
pub(super) const MAX_HOPS: usize = 16;

/// A component schema that was reached.
pub(super) struct Component {
    pub(super) name: String,
    /// Where the document has it: for one that is made of a part of something
    /// else, there.
    pub(super) at: Pointer,
    pub(super) node: Value,
}

/// The components reached so far.
pub(super) struct Closure<'a> {
    pub(super) root: &'a Value,
    seen: BTreeSet<String>,
    pending: VecDeque<String>,
    shared: BTreeSet<String>,
    /// The places inside of something else that references lead to, with the
    /// components that they become.
    pub(super) extracted: BTreeMap<Pointer, String>,
}

impl<'a> Closure<'a> {
    pub(super) fn new(root: &'a Value) -> Self {
        Self {
            root,
            seen: BTreeSet::new(),
            pending: VecDeque::new(),
            shared: BTreeSet::new(),
            extracted: BTreeMap::new(),
        }
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
        self.tell_server(&mut operation, found, report);
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
                        // Nothing hangs on its being there.
                        if let Value::Object(response) = response
                            && !response.get("description").is_some_and(Value::is_string)
                        {
                            response.insert("description".to_owned(), "".into());
                        }
                    }
                }
                _ => {}
            }
        }
        operation
    }

    /// The schemas reached since this was asked last, each with all that it
    /// reaches in turn.
    pub(super) fn schemas(&mut self, report: &mut Report) -> Vec<Component> {
        let mut schemas = Vec::new();
        while let Some(name) = self.pending.pop_front() {
            let at = match self.extracted.iter().find(|(_, other)| **other == name) {
                Some((at, _)) => at.clone(),
                None => Pointer::root().descend(&["components", "schemas", &name]),
            };
            let mut node = at.find(self.root).cloned().unwrap_or_default();
            self.schema(&mut node, &at, report);
            schemas.push(Component { name, at, node });
        }
        schemas
    }

    /// The component schemas that are not reached yet, each with all that it
    /// reaches. What no operation needs stops no run: where something is wrong
    /// with it, it is left out.
    pub(super) fn unreached(&mut self, report: &mut Report) -> Vec<Component> {
        let declared = self.root["components"]["schemas"].as_object();
        let mut schemas = Vec::new();
        for name in declared.into_iter().flat_map(Map::keys) {
            if self.seen.contains(name) {
                continue;
            }
            self.add_schema(name);
            let mut found = Report::default();
            let with_it = self.schemas(&mut found);
            if found.has_errors() {
                self.forget(&with_it);
                let at = Pointer::root().descend(&["components", "schemas", name]);
                for found in found.into_found().into_iter().filter(Diagnostic::is_error) {
                    let found = found.related(&at, "left out, since no operation needs it");
                    report.push(Diagnostic { severity: Severity::Warning, ..found });
                }
            } else {
                found.into_found().into_iter().for_each(|found| report.push(found));
                schemas.extend(with_it);
            }
        }
        schemas
    }

    /// Takes schemas for not reached.
    fn forget(&mut self, schemas: &[Component]) {
        for Component { name, at, .. } in schemas {
            self.seen.remove(name);
            self.extracted.remove(at);
        }
    }

    /// Adds what is at a place as a component of that name.
    pub(super) fn add_extracted(&mut self, at: Pointer, name: &str) {
        self.extracted.insert(at, name.to_owned());
        self.pending.push_back(name.to_owned());
    }

    fn add_path_parameters(
        &mut self,
        operation: &mut Map<String, Value>,
        found: &Found,
        report: &mut Report,
    ) {
        let Some((item, _)) = found.at.split() else { return };
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

    /// Says where an operation is served, if not where the others are: a client
    /// has one address, so that callers have to give another.
    fn tell_server(&self, operation: &mut Map<String, Value>, found: &Found, report: &mut Report) {
        let of_path = found.at.split().map(|(item, _)| item.child("servers"));
        let places = [Some(found.at.child("servers")), of_path];
        let mut own = places.into_iter().flatten().filter_map(|at| {
            let first = service::urls(at.find(self.root)?).next()?;
            Some((at, first))
        });
        let Some((at, url)) = own.next() else { return };
        if service::urls(&self.root["servers"]).any(|known| known == url) {
            return;
        }
        let message = format!("this is served at `{url}`: callers have to say so with `base_url`");
        let why = "It is served where the others are.";
        report.push(Diagnostic::warning("other-server", &at, message).settled_without(&at, why));
        let text = operation.get("description").and_then(Value::as_str).unwrap_or_default();
        let gap = if text.is_empty() { "" } else { "\n\n" };
        let text = format!("{text}{gap}It is served at `{url}`: give that as `base_url`.");
        operation.insert("description".to_owned(), text.into());
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

    fn collect(&mut self, node: &mut Value, at: &Pointer, report: &mut Report) {
        match node {
            Value::Object(object) => {
                object.retain(|key, _| !matches!(key.as_str(), "example" | "examples"));
                for (key, child) in object {
                    match key.as_str() {
                        "schema" => self.schema(child, &at.child(key), report),
                        _ => self.collect(child, &at.child(key), report),
                    }
                }
            }
            Value::Array(list) => {
                for (index, child) in list.iter_mut().enumerate() {
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
    fn schema(&mut self, node: &mut Value, at: &Pointer, report: &mut Report) {
        let Some(schema) = node.as_object_mut() else {
            if !node.is_boolean() {
                report.push(no_schema(node, at));
            }
            return;
        };
        keywords::check(schema, at, report);
        slips::mend(schema, at, report);
        self.references(schema, at, report);
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
                ("items" | "not", child) => self.schema(child, &at.child(key), report),
                ("additionalProperties", child @ Value::Object(_)) => {
                    self.schema(child, &at.child(key), report);
                }
                ("allOf" | "oneOf" | "anyOf" | "prefixItems", Value::Array(children)) => {
                    for (index, child) in children.iter_mut().enumerate() {
                        self.schema(child, &at.child(key).child(index), report);
                    }
                }
                _ => {}
            }
        }
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
