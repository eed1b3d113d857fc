//! What an `allOf` adds up to that is not just one of objects, and a union
//! beside other keywords.
//!
//! All parts of an `allOf` hold. Of scalars, that is the narrowest; of lists,
//! one whose items are all that the parts say; a union among objects becomes a
//! union of merged objects. Merging objects is left to the builder, which knows
//! their properties.

mod distribute;
mod kind;
mod list;
mod scalar;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use self::kind::Kind;
use crate::diagnostic::{Diagnostic, Report};
use crate::normalize::{self, COMBINING, UNIONS, is_annotation};
use crate::pointer::Pointer;

/// The extension that says where the document has a schema that was moved.
pub const PLACE: &str = "x-place";

/// How many arms the unions of one schema may be multiplied to.
const MAX_ARMS: usize = 400;

/// How deep schemas may be merged into one another.
const MAX_DEPTH: usize = 48;

type Object = Map<String, Value>;

/// A component, normalized, and where the document has it.
pub(super) type Components = BTreeMap<String, (Pointer, Value)>;

/// Combines what is said about one value in several places.
pub(super) struct Combiner<'a> {
    components: &'a Components,
    kinds: BTreeMap<String, Kind>,
    /// The places that are being combined: one may be copied into itself.
    open: BTreeSet<Pointer>,
    arms: usize,
    report: &'a mut Report,
}

/// Where in the document a schema is, and what led there.
#[derive(Clone, Debug)]
struct Scope {
    at: Pointer,
    /// The components that the value is known to be one of.
    lineage: Vec<String>,
    depth: usize,
}

impl Scope {
    /// The scope of a schema inside this one that is about the same value.
    fn same(&self, node: &Value, natural: Pointer) -> Self {
        Self { at: place(node, natural), lineage: self.lineage.clone(), depth: self.depth + 1 }
    }

    /// The scope of a schema inside this one that is about another value.
    fn other(&self, node: &Value, natural: Pointer) -> Self {
        Self { at: place(node, natural), lineage: Vec::new(), depth: self.depth + 1 }
    }
}

/// One of the things that are said about a value.
#[derive(Clone, Debug)]
struct Part {
    node: Value,
    at: Pointer,
    /// The component of which this is what it says beside its union.
    of: Option<String>,
}

impl<'a> Combiner<'a> {
    pub(super) fn new(components: &'a Components, report: &'a mut Report) -> Self {
        Self { components, kinds: BTreeMap::new(), open: BTreeSet::new(), arms: 0, report }
    }

    /// Combines a component.
    pub(super) fn component(&mut self, name: &str, at: &Pointer, node: &mut Value) {
        self.arms = 0;
        self.schema(node, &Scope { at: at.clone(), lineage: vec![name.to_owned()], depth: 0 });
    }

    /// Combines a schema that is no component.
    pub(super) fn inline(&mut self, at: &Pointer, node: &mut Value) {
        self.arms = 0;
        self.schema(node, &Scope { at: at.clone(), lineage: Vec::new(), depth: 0 });
    }

    fn schema(&mut self, node: &mut Value, scope: &Scope) {
        let Value::Object(schema) = node else { return };
        if scope.depth > MAX_DEPTH {
            return;
        }
        if !is_mixture(schema) {
            self.children(schema, scope);
        } else if self.open.insert(scope.at.clone()) {
            self.mixture(schema, scope);
            self.children(schema, scope);
            self.open.remove(&scope.at);
        }
    }

    fn children(&mut self, schema: &mut Object, scope: &Scope) {
        for (key, child) in schema {
            let at = scope.at.child(key);
            match (key.as_str(), child) {
                ("properties", Value::Object(children)) => {
                    for (name, child) in children {
                        let scope = scope.other(child, at.child(name));
                        self.schema(child, &scope);
                    }
                }
                ("items" | "additionalProperties", child) => {
                    let scope = scope.other(child, at);
                    self.schema(child, &scope);
                }
                ("allOf" | "oneOf" | "anyOf", Value::Array(children)) => {
                    for (index, child) in children.iter_mut().enumerate() {
                        let scope = scope.same(child, at.child(index));
                        self.schema(child, &scope);
                    }
                }
                _ => {}
            }
        }
    }

    /// Combines what a schema says by several keywords.
    fn mixture(&mut self, schema: &mut Object, scope: &Scope) {
        let mut parts = self.parts(&Value::Object(schema.clone()), scope, &mut Vec::new());
        parts.retain(|part| !self.says_nothing(&part.node));
        let kinds: BTreeSet<Kind> = parts.iter().map(|part| self.kind(&part.node)).collect();
        let kinds: Vec<Kind> = kinds.into_iter().collect();
        match kinds.as_slice() {
            [] => keep_annotations(schema),
            _ if parts.len() == 1 => only(schema, parts.remove(0)),
            [Kind::Scalar] => self.scalars(schema, &parts),
            [Kind::List] => self.lists(schema, &parts),
            [Kind::Object] => merge(schema, parts, &scope.at),
            [Kind::Union] | [Kind::Object, Kind::Union] => self.distribute(schema, parts, scope),
            _ => {}
        }
    }

    /// What a schema says, one keyword after the other. References are followed
    /// where there is a union behind them.
    fn parts(&mut self, node: &Value, scope: &Scope, seen: &mut Vec<String>) -> Vec<Part> {
        let Some(schema) = node.as_object() else { return Vec::new() };
        let mut parts = Vec::new();
        if let Some(Value::Array(listed)) = schema.get("allOf") {
            for (index, part) in listed.iter().enumerate() {
                let at = place(part, scope.at.child("allOf").child(index));
                parts.extend(self.part(part, at, scope, seen));
            }
        }
        let mut rest = schema.clone();
        rest.shift_remove("allOf");
        let discriminator = rest.shift_remove("discriminator");
        for key in UNIONS {
            if let Some(arms) = rest.shift_remove(key) {
                let mut union = Map::from_iter([(key.to_owned(), arms)]);
                union.extend(discriminator.clone().map(|node| ("discriminator".to_owned(), node)));
                parts.push(Part { node: Value::Object(union), at: scope.at.clone(), of: None });
            }
        }
        rest.retain(|key, _| !is_annotation(key));
        parts.push(Part { node: Value::Object(rest), at: scope.at.clone(), of: None });
        parts
    }

    fn part(
        &mut self,
        part: &Value,
        at: Pointer,
        scope: &Scope,
        seen: &mut Vec<String>,
    ) -> Vec<Part> {
        let whole = Part { node: part.clone(), at: at.clone(), of: None };
        if self.kind(part) != Kind::Union || seen.len() > MAX_DEPTH {
            return vec![whole];
        }
        let Some(name) = reference(part).map(str::to_owned) else {
            let scope = Scope { at, ..scope.clone() };
            return self.parts(part, &scope, seen);
        };
        let Some((at, content)) = self.components.get(&name) else { return vec![whole] };
        if seen.contains(&name) {
            return Vec::new();
        }
        let known = self.knows(content, &name, &scope.lineage);
        seen.push(name.clone());
        let inner = Scope { at: at.clone(), ..scope.clone() };
        let mut parts = self.parts(content, &inner, seen);
        seen.pop();
        // That the value is one of the arms is known already.
        parts.retain(|part| !(known && part.at == *at && is_union(&part.node)));
        for part in parts.iter_mut().filter(|part| part.at == *at && !is_union(&part.node)) {
            part.of = Some(name.clone());
        }
        parts
    }

    /// Whether a value of that lineage is known to be one of the arms of a
    /// component.
    fn knows(&self, content: &Value, name: &str, lineage: &[String]) -> bool {
        let arms = UNIONS.iter().filter_map(|key| content.get(key)?.as_array());
        let arms = arms.flatten().filter_map(reference);
        arms.chain([name]).any(|arm| lineage.iter().any(|known| known == arm))
    }

    fn says_nothing(&mut self, node: &Value) -> bool {
        let only_more_keys = node.as_object().is_some_and(|schema| {
            schema.iter().all(|(key, value)| match key.as_str() {
                "type" => value == "object",
                "additionalProperties" => value.is_boolean(),
                key => is_annotation(key),
            })
        });
        only_more_keys || self.kind(node) == Kind::Any
    }

    fn too_many(&mut self, at: &Pointer, union: &Pointer) {
        let message =
            format!("the unions here make more than {MAX_ARMS} arms together; any value is taken");
        let warning = Diagnostic::warning("too-many-arms", at, message);
        self.report.push(warning.settled_without(union, "Too many arms with it."));
    }
}

/// Whether a schema says something by several keywords that is to be combined.
fn is_mixture(schema: &Object) -> bool {
    let says = |key: &str| !is_annotation(key) && key != "discriminator";
    let Some(key) = schema.keys().find(|key| COMBINING.contains(&key.as_str())) else {
        return false;
    };
    let count = schema.keys().filter(|key| says(key)).count();
    count > 1 || (key == "allOf" && schema[key].as_array().is_some_and(|parts| parts.len() > 1))
}

fn is_union(node: &Value) -> bool {
    UNIONS.iter().any(|key| node.get(key).is_some())
}

/// The component that a schema refers to, with or without annotations.
fn reference(node: &Value) -> Option<&str> {
    let reference = match node.get("$ref") {
        Some(reference) => reference,
        None => match node.get("allOf")?.as_array()?.as_slice() {
            [only] if !is_mixture(node.as_object()?) => only.get("$ref")?,
            _ => return None,
        },
    };
    reference.as_str()?.strip_prefix("#/components/schemas/")
}

/// Where the document has a schema: at its natural place, unless it was moved.
fn place(node: &Value, natural: Pointer) -> Pointer {
    match node.get(PLACE).and_then(Value::as_str) {
        Some(place) => Pointer::from_text(place),
        None => natural,
    }
}

fn keep_annotations(schema: &mut Object) {
    schema.retain(|key, _| is_annotation(key));
}

/// Makes a schema say just this.
fn only(schema: &mut Object, part: Part) {
    keep_annotations(schema);
    match part.node {
        node if node.get("$ref").is_some() => {
            schema.insert("allOf".to_owned(), Value::Array(vec![node]));
        }
        Value::Object(node) => add(schema, node),
        _ => {}
    }
}

/// Adds keywords to a schema, whose own win.
fn add(schema: &mut Object, more: Object) {
    for (key, value) in more {
        schema.entry(key).or_insert(value);
    }
}

/// A reference to a component.
fn refer_to(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// Leaves objects to be merged.
fn merge(schema: &mut Object, parts: Vec<Part>, at: &Pointer) {
    keep_annotations(schema);
    let mut listed = Vec::new();
    for part in parts {
        // What the schema says by itself stays there.
        if part.at == *at && part.node.get("allOf").is_none() {
            only(schema, part);
        } else {
            listed.push(moved(part));
        }
    }
    schema.insert("allOf".to_owned(), Value::Array(listed));
}

/// A part as it stands elsewhere.
fn moved(part: Part) -> Value {
    let Part { mut node, at, .. } = part;
    if let Value::Object(schema) = &mut node
        && !schema.contains_key("$ref")
    {
        schema.entry(PLACE).or_insert_with(|| at.as_str().into());
    }
    node
}

/// Normalizes what was put together.
fn normalized(mut node: Value) -> Value {
    normalize::schema(&mut node);
    node
}
