//! The part of an API's input that has been sent.

use std::collections::{BTreeMap, BTreeSet};

use openapi_loom_generator::ir::{Api, Location, Operation, Shape, TypeId, TypeRef};
use serde_json::Value;
use workspace_tests::oracle::arm;
use workspace_tests::server::Request;

/// The input that has not been sent yet: each operation with no more than it
/// requires, each with all that it takes at once, and each property and each
/// arm of a union, however deep in a body.
pub(crate) struct Coverage<'a> {
    api: &'a Api,
    missing: BTreeSet<String>,
}

impl<'a> Coverage<'a> {
    /// Makes everything is missing.
    pub(crate) fn new(api: &'a Api) -> Self {
        let mut missing = BTreeSet::new();
        let mut reached = BTreeMap::new();
        for operation in &api.operations {
            missing.extend([minimal(operation), whole(operation)]);
            if let Some(body) = operation.body_type() {
                reach(api, body, &mut reached);
            }
        }
        missing.extend(reached.into_iter().flat_map(|(id, shape)| parts(id, shape)));
        Self { api, missing }
    }

    /// Lists what is still missing.
    pub(crate) fn missing(self) -> Vec<String> {
        self.missing.into_iter().collect()
    }

    /// Takes into account what a request says.
    pub(crate) fn add(&mut self, request: &Request) {
        let operation = operation(self.api, request);
        let body = request.json();
        let (sent, left_out): (Vec<bool>, Vec<bool>) =
            choices(self.api, operation, request, &body).partition(|sent| *sent);
        if sent.is_empty() {
            self.missing.remove(&minimal(operation));
        }
        if left_out.is_empty() {
            self.missing.remove(&whole(operation));
        }
        if let Some(declared) = operation.body_type() {
            self.walk(declared, &body);
        }
    }

    fn walk(&mut self, ty: &'a TypeRef, value: &Value) {
        match (self.api.target(ty), value) {
            (_, Value::Null) => {}
            (TypeRef::Nullable(inner), value) => self.walk(inner, value),
            (TypeRef::List(inner), Value::Array(items)) => {
                items.iter().for_each(|item| self.walk(inner, item));
            }
            (TypeRef::Map(inner), Value::Object(map)) => {
                map.values().for_each(|value| self.walk(inner, value));
            }
            (TypeRef::Named(id), value) => self.walk_named(id, value),
            _ => {}
        }
    }

    fn walk_named(&mut self, id: &TypeId, value: &Value) {
        match &self.api.types[id].shape {
            Shape::Object(object) => {
                for field in &object.fields {
                    if let Some(value) = value.get(&field.name) {
                        self.missing.remove(&part(id, &field.name));
                        self.walk(&field.ty, value);
                    }
                }
            }
            Shape::Union(union) => {
                let Some(arm) = arm(union, value) else { return };
                self.missing.remove(&part(id, &arm.key));
                if let Some(payload) = &arm.payload {
                    self.walk(payload, value);
                }
            }
            Shape::Enum(_)
            | Shape::IntegerEnum(_)
            | Shape::Events(_)
            | Shape::Accumulation(_)
            | Shape::Assembly(_)
            | Shape::Alias(_) => {}
        }
    }
}

fn minimal(operation: &Operation) -> String {
    format!("{} with no more than it requires", operation.id)
}

fn whole(operation: &Operation) -> String {
    format!("{} with all that it takes", operation.id)
}

fn part(id: &TypeId, part: impl std::fmt::Debug) -> String {
    format!("{} {part:?}", id.0.join("."))
}

/// Returns the properties or arms of a type.
fn parts(id: &TypeId, shape: &Shape) -> Vec<String> {
    match shape {
        Shape::Object(object) => object.fields.iter().map(|field| part(id, &field.name)).collect(),
        Shape::Union(union) => union.arms.iter().map(|arm| part(id, &arm.key)).collect(),
        Shape::Enum(_)
        | Shape::IntegerEnum(_)
        | Shape::Events(_)
        | Shape::Accumulation(_)
        | Shape::Assembly(_)
        | Shape::Alias(_) => Vec::new(),
    }
}

/// Collects the types that the use of a type leads to.
fn reach<'a>(api: &'a Api, ty: &'a TypeRef, reached: &mut BTreeMap<&'a TypeId, &'a Shape>) {
    let Some(id) = ty.named() else { return };
    let shape = &api.types[id].shape;
    if reached.insert(id, shape).is_some() {
        return;
    }
    match shape {
        Shape::Object(object) => {
            let rest = object.rest.iter();
            object
                .fields
                .iter()
                .map(|field| &field.ty)
                .chain(rest)
                .for_each(|ty| reach(api, ty, reached));
        }
        Shape::Union(union) => {
            union
                .arms
                .iter()
                .filter_map(|arm| arm.payload.as_ref())
                .for_each(|ty| reach(api, ty, reached));
        }
        Shape::Alias(ty) => reach(api, ty, reached),
        Shape::Enum(_)
        | Shape::IntegerEnum(_)
        | Shape::Events(_)
        | Shape::Accumulation(_)
        | Shape::Assembly(_) => {}
    }
}

/// Lists, for each thing that an operation takes but does not require, whether the
/// request has it.
fn choices<'a>(
    api: &'a Api,
    operation: &'a Operation,
    request: &'a Request,
    body: &'a Value,
) -> impl Iterator<Item = bool> {
    let query: Vec<String> = request.query().into_iter().map(|(name, _)| name).collect();
    let parameters = operation.parameters.iter().filter(|parameter| !parameter.required);
    let parameters = parameters.map(move |parameter| match parameter.location {
        Location::Query => query.contains(&parameter.name),
        Location::Header => request.header(&parameter.name.to_lowercase()).is_some(),
        Location::Path => true,
        Location::Cookie => request
            .header("cookie")
            .is_some_and(|cookies| cookies.contains(&format!("{}=", parameter.name))),
    });
    let object = operation.body_type().and_then(|ty| api.object(ty));
    let fields = object.into_iter().flat_map(|object| &object.fields);
    let properties = fields
        .filter(|field| !field.presence.is_required())
        .map(|field| body.get(&field.name).is_some_and(|value| !value.is_null()));
    parameters.chain(properties)
}

/// Returns the operation that a request is for: of the paths that fit, the one with
/// the fewest parameters.
pub(crate) fn operation<'a>(api: &'a Api, request: &Request) -> &'a Operation {
    let fits = |operation: &&Operation| {
        let mut segments = request.path().split('/');
        let same = operation.path.split('/').all(|known| {
            segments.next().is_some_and(|segment| known.starts_with('{') || known == segment)
        });
        same && segments.next().is_none() && operation.method == request.method
    };
    api.operations
        .iter()
        .filter(fits)
        .min_by_key(|operation| operation.path.matches('{').count())
        .unwrap_or_else(|| panic!("no operation for {} {}", request.method, request.target))
}
