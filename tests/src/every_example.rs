//! Every example in a whole document, and the type that it is an example of:
//! of bodies, of answers, of events, of schemas and of what is inside them.

use std::collections::BTreeMap;

use openapi_loom_generator::ir::{Answer, Api, Content, Operation, Presence, Shape, TypeRef};
use openapi_loom_generator::pointer::Pointer;
use serde_json::{Value, json};

use crate::examples::blocks;

/// An example that is JSON.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its place in the document.
    pub place: String,
    /// The type that it is an example of.
    pub ty: TypeRef,
    /// Its value.
    pub value: Value,
}

/// The examples of a document.
#[derive(Clone, Debug, Default)]
pub struct Everything {
    /// The examples that are JSON and have a type.
    pub found: Vec<Found>,
    /// The places of those that are no JSON although a type wants it.
    pub no_json: Vec<String>,
    /// The places of those that no type is for.
    pub no_type: Vec<String>,
}

/// Finds all of them.
pub fn every_example(root: &Value, api: &Api) -> Everything {
    let mut finder = Finder { types: types(api), everything: Everything::default() };
    for operation in api.operations.iter().filter(|operation| !operation.is_variant()) {
        let variants = api.operations.iter().filter(|one| one.declared_id == operation.declared_id);
        let bodies = variants.filter_map(|one| one.body.as_ref());
        let mut json = bodies.filter_map(|body| match &body.content {
            Content::Json(ty) => Some(ty),
            _ => None,
        });
        // JSON that says no more than a form does has no operation of its own.
        let body = json.next().or(operation.body_type());
        finder.operation(&root["paths"][&operation.path], operation, body);
    }
    finder.schemas(root, &Pointer::root());
    finder.everything
}

/// Returns the types of the places of a document, as far as they have one.
fn types(api: &Api) -> BTreeMap<String, TypeRef> {
    let mut types = BTreeMap::new();
    for (id, def) in &api.types {
        if let Shape::Object(object) = &def.shape {
            for field in &object.fields {
                let nullable = matches!(
                    field.presence,
                    Presence::RequiredNullable | Presence::OptionalNullable
                );
                let ty = match nullable {
                    true => TypeRef::Nullable(Box::new(field.ty.clone())),
                    false => field.ty.clone(),
                };
                add(&mut types, &field.origin, ty);
            }
        }
        if let Shape::Union(union) = &def.shape {
            for arm in &union.arms {
                if let Some(payload) = &arm.payload {
                    add(&mut types, &arm.origin, payload.clone());
                }
            }
        }
        add(&mut types, &def.origin, TypeRef::Named(id.clone()));
        if let Shape::Alias(ty) = &def.shape {
            inside(&mut types, &def.origin, ty.clone());
        }
    }
    for parameter in api.operations.iter().flat_map(|operation| &operation.parameters) {
        add(&mut types, &parameter.origin.child("schema"), parameter.ty.clone());
        add(&mut types, &parameter.origin, parameter.ty.clone());
    }
    types
}

/// Adds the type of a place, and those of what lists and maps there hold.
fn add(types: &mut BTreeMap<String, TypeRef>, at: &Pointer, ty: TypeRef) {
    inside(types, at, ty.clone());
    types.insert(at.as_str().to_owned(), ty);
}

fn inside(types: &mut BTreeMap<String, TypeRef>, at: &Pointer, ty: TypeRef) {
    match ty {
        TypeRef::List(items) => add(types, &at.child("items"), *items),
        TypeRef::Map(values) => add(types, &at.child("additionalProperties"), *values),
        TypeRef::Nullable(inner) => inside(types, at, *inner),
        _ => {}
    }
}

struct Finder {
    types: BTreeMap<String, TypeRef>,
    everything: Everything,
}

impl Finder {
    fn add(&mut self, place: String, ty: Option<&TypeRef>, value: Value) {
        match ty {
            Some(ty) => self.everything.found.push(Found { place, ty: ty.clone(), value }),
            None => self.everything.no_type.push(place),
        }
    }

    fn text(&mut self, place: String, ty: Option<&TypeRef>, text: &str) {
        match (serde_json::from_str(text), ty) {
            (Ok(value), ty) => self.add(place, ty, value),
            (Err(_), Some(_)) => self.everything.no_json.push(place),
            (Err(_), None) => self.everything.no_type.push(place),
        }
    }

    /// Collects the examples that an operation has: what is sent and read, by the word of
    /// OpenAPI and by that of a vendor whose documentation is made of it.
    /// `body` is the type of its body as JSON.
    fn operation(&mut self, item: &Value, operation: &Operation, body: Option<&TypeRef>) {
        let node = &item[operation.method.to_lowercase()];
        let place = format!("{} {}", operation.method, operation.path);
        self.media(&format!("{place} body"), body, &node["requestBody"]);
        for (status, response) in node["responses"].as_object().into_iter().flatten() {
            let ty = answer(operation, status);
            self.media(&format!("{place} {status}"), ty, response);
        }
        let meta = &node["x-oaiMeta"]["examples"];
        let examples = meta.as_array().map_or(std::slice::from_ref(meta), Vec::as_slice);
        for (number, example) in examples.iter().enumerate() {
            let place = format!("{place} example {number}");
            if let Some(text) = example["request"]["curl"].as_str().and_then(sent) {
                self.text(format!("{place} request"), body, &text);
            }
            if let Some(text) = example["response"].as_str() {
                self.response(&format!("{place} response"), operation, text);
            }
        }
    }

    /// Collects the examples beside a schema of content.
    fn media(&mut self, place: &str, ty: Option<&TypeRef>, part: &Value) {
        for (kind, media) in part["content"].as_object().into_iter().flatten() {
            let ty = ty.filter(|_| kind.contains("json"));
            let place = format!("{place} {kind}");
            if let Some(value) = media.get("example") {
                self.add(place.clone(), ty, value.clone());
            }
            for (name, example) in media["examples"].as_object().into_iter().flatten() {
                self.add(format!("{place} {name}"), ty, example["value"].clone());
            }
        }
    }

    /// Adds the answer to a call: events, events without their frame, or JSON.
    fn response(&mut self, place: &str, operation: &Operation, text: &str) {
        let events = operation.stream.as_ref();
        if let Some(stream) =
            events.filter(|_| text.starts_with("event:") || text.starts_with("data:"))
        {
            for (number, event, data) in blocks(text) {
                let place = format!("{place}, event {number}");
                match (serde_json::from_str::<Value>(data), &stream.data) {
                    (Err(_), _) => self.everything.no_json.push(place),
                    (Ok(data), Some(_)) => self.add(place, Some(&stream.events), data),
                    (Ok(data), None) => {
                        let whole = json!({"event": event, "data": data});
                        self.add(place, Some(&stream.events), whole);
                    }
                }
            }
            return;
        }
        let several: Vec<Value> =
            serde_json::Deserializer::from_str(text).into_iter().map_while(Result::ok).collect();
        match events.filter(|_| several.len() > 1) {
            Some(stream) => {
                for (number, value) in several.into_iter().enumerate() {
                    self.add(format!("{place}, event {number}"), Some(&stream.events), value);
                }
            }
            None => self.text(place.to_owned(), operation.answer.types().next(), text),
        }
    }

    /// Collects the examples that schemas and parameters have, wherever they are.
    fn schemas(&mut self, node: &Value, at: &Pointer) {
        match node {
            Value::Object(object) => {
                for (key, child) in object {
                    let at = at.child(key);
                    match key.as_str() {
                        // Properties may be called anything.
                        "properties" => {
                            for (name, child) in child.as_object().into_iter().flatten() {
                                self.schemas(child, &at.child(name));
                            }
                        }
                        "x-oaiMeta" | "default" | "enum" | "example" | "examples" => {}
                        _ => self.schemas(child, &at),
                    }
                }
                // An example of content is found with its operation.
                if !at.keys().any(|key| key == "content") || object.get("schema").is_none() {
                    self.schema(object, at);
                }
            }
            Value::Array(items) => {
                for (number, item) in items.iter().enumerate() {
                    self.schemas(item, &at.child(number));
                }
            }
            _ => {}
        }
    }

    /// Returns the type of a place. What is an example of an arm is one of the union.
    fn type_at(&self, at: &Pointer) -> Option<&TypeRef> {
        let mut at = at.as_str();
        loop {
            if let Some(ty) = self.types.get(at) {
                return Some(ty);
            }
            let (of, _) = at.rsplit_once('/')?;
            at = ["/anyOf", "/oneOf", "/allOf"].iter().find_map(|key| of.strip_suffix(key))?;
        }
    }

    fn schema(&mut self, object: &serde_json::Map<String, Value>, at: &Pointer) {
        let ty = self.type_at(at).cloned();
        let is_text = matches!(ty, Some(TypeRef::String | TypeRef::File));
        if let Some(value) = object.get("example") {
            // In YAML, what looks like a number is one.
            let value = match value {
                Value::Number(number) if is_text => number.to_string().into(),
                value => value.clone(),
            };
            self.add(at.as_str().to_owned(), ty.as_ref(), value);
        }
        for value in object.get("examples").and_then(Value::as_array).into_iter().flatten() {
            self.add(at.as_str().to_owned(), ty.as_ref(), value.clone());
        }
        if let Some(text) = object.get("x-oaiMeta").and_then(|meta| meta["example"].as_str()) {
            self.text(format!("{} example", at.as_str()), ty.as_ref(), text);
        }
    }
}

/// Returns the type of what an operation answers with a status.
fn answer<'a>(operation: &'a Operation, status: &str) -> Option<&'a TypeRef> {
    let error = operation.errors.iter().find(|known| known.status == status);
    if let Some(error) = error {
        return error.ty.as_ref();
    }
    match &operation.answer {
        Answer::ByStatus(successes) => successes
            .iter()
            .find(|success| success.status.to_string() == status)
            .and_then(|success| success.gives.as_ref()?.ty()),
        answer => answer.types().next(),
    }
}

/// Returns the body that a command line for curl sends: the text in single
/// quotes after `-d`.
fn sent(command: &str) -> Option<String> {
    let flags = ["--data-raw", "--data", "-d"];
    let (at, flag) =
        flags.iter().filter_map(|flag| Some((command.find(&format!("{flag} "))?, flag))).min()?;
    let rest = command[at + flag.len()..].trim_start().strip_prefix('\'')?;
    // `'\''` and `'"'"'` are how a shell writes a single quote inside of them.
    let rest = rest.replace(r"'\''", "\u{0}").replace("'\"'\"'", "\u{0}");
    let (text, _) = rest.split_once('\'')?;
    Some(text.replace('\u{0}', "'"))
}
