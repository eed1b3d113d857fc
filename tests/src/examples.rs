//! The examples in a vendor's document: of responses, of objects, of streams.

use openapi_loom_generator::ir::{Api, Operation, Shape, Stream, TypeId, TypeRef};
use serde_json::{Value, json};

/// An example that is JSON. One of an event is an object of `event` and `data`.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its place in the document.
    pub place: String,
    /// The type that it is an example of.
    pub ty: TypeId,
    /// Its value.
    pub value: Value,
}

impl Example {
    /// Tells whether it is of an event.
    pub fn is_event(&self, api: &Api) -> bool {
        matches!(api.types[&self.ty].shape, Shape::Events(_))
    }
}

/// The examples of a document.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// Those that are JSON.
    pub json: Vec<Example>,
    /// The numbers of examples.
    pub counts: Counts,
}

/// The numbers of examples, JSON or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Responses of operations that are no streams.
    pub responses: usize,
    /// Of them, those that are JSON.
    pub json_responses: usize,
    /// Objects of component schemas.
    pub objects: usize,
    /// Of them, those that are JSON.
    pub json_objects: usize,
    /// Events of streams, without the one that ends a stream.
    pub events: usize,
    /// Of them, those whose data is JSON.
    pub json_events: usize,
}

impl Examples {
    /// Finds the examples of the operations and components of an API in the
    /// document that it was built from.
    pub fn find(root: &Value, api: &Api) -> Self {
        let mut found = Self::default();
        for operation in &api.operations {
            let method = operation.method.to_lowercase();
            let meta = &root["paths"][&operation.path][&method]["x-oaiMeta"]["examples"];
            let examples = meta.as_array().map_or(std::slice::from_ref(meta), Vec::as_slice);
            for (place, example) in examples.iter().enumerate() {
                let place = format!("{} {place}", operation.id);
                if let Some(text) = example["response"].as_str() {
                    found.response(operation, &place, text);
                }
            }
        }
        for id in api.types.keys().filter(|id| id.0.len() == 1) {
            let meta = &root["components"]["schemas"][id.component()]["x-oaiMeta"];
            if let Some(text) = meta["example"].as_str() {
                found.counts.objects += 1;
                found.counts.json_objects += found.json(id.component(), id, text);
            }
        }
        found
    }

    fn response(&mut self, operation: &Operation, place: &str, text: &str) {
        let events = operation.stream.as_ref().and_then(Stream::named);
        match (events, operation.answer.json()) {
            (Some(events), _) if text.starts_with("event:") => {
                self.events(place, events, text);
            }
            (_, Some(TypeRef::Named(id))) => {
                self.counts.responses += 1;
                self.counts.json_responses += self.json(place, id, text);
            }
            _ => panic!("{place}: an example of what the operation does not answer"),
        }
    }

    fn json(&mut self, place: &str, ty: &TypeId, text: &str) -> usize {
        let Ok(value) = serde_json::from_str(text) else { return 0 };
        self.json.push(Example { place: place.to_owned(), ty: ty.clone(), value });
        1
    }

    fn events(&mut self, place: &str, ty: &TypeId, text: &str) {
        for (number, event, data) in blocks(text) {
            let Some(event) = event else { continue };
            self.counts.events += 1;
            if let Ok(data) = serde_json::from_str::<Value>(data) {
                self.counts.json_events += 1;
                let place = format!("{place}, event {number}");
                let value = json!({"event": event, "data": data});
                self.json.push(Example { place, ty: ty.clone(), value });
            }
        }
    }
}

/// Returns the events in the text of a stream, each with its number, its name if it has
/// one, and its data; without the one that ends the stream.
pub(crate) fn blocks(text: &str) -> impl Iterator<Item = (usize, Option<&str>, &str)> {
    text.split("\n\n").enumerate().filter_map(|(number, block)| {
        let field = |name| block.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        let data = field("data:").filter(|data| *data != "[DONE]")?;
        Some((number, field("event:"), data))
    })
}
