//! The protocol by which an API lets a model call functions of the caller's.

use serde_json::{Map, Value};

use super::structured::Cut;
use super::way::{fill, reach, texts};

/// The places and shapes by which a model is told of functions and calls them, and by
/// which what they give goes into the next request. Ways are names of properties, joined
/// by dots.
#[derive(Debug)]
pub struct ToolProtocol {
    /// The property of the body that lists the tools.
    pub tools: &'static str,
    /// A tool in that list: JSON with `"{name}"`, `"{description}"` and `"{schema}"`.
    pub tool: &'static str,
    /// The way in an answer to the function calls.
    pub calls: &'static str,
    /// The way in a function call to its id.
    pub id: &'static str,
    /// The way in a function call to the name of the function.
    pub name: &'static str,
    /// The way in a function call to its arguments: a text that is JSON.
    pub arguments: &'static str,
    /// The way in a function call to a text which says that the name alone does not tell
    /// its function; empty if there is no such place.
    pub foreign: &'static str,
    /// The ways in an answer to what else waits for the caller, each with the texts there
    /// that say so; none if anything there does.
    pub others: &'static [(&'static str, &'static [&'static str])],
    /// The property of the body that lists the items of the conversation.
    pub input: &'static str,
    /// The item that a text in the list's place stands for: JSON with `"{text}"`; empty if
    /// it is always a list.
    pub text: &'static str,
    /// The way in an answer to the items that go into that list.
    pub items: &'static str,
    /// The item for what a function gives: JSON with `"{id}"` and `"{output}"`.
    pub output: &'static str,
    /// The properties of the body with any of which the server knows what came before,
    /// each with the way in an answer to its next value; empty if it stays.
    pub kept: &'static [(&'static str, &'static str)],
    /// The properties of the body that have one value in a run if they are set, each with
    /// that in JSON.
    pub only: &'static [(&'static str, &'static str)],
    /// The properties of the body that are for the first request alone, each with the
    /// texts that keep it: it is one of them, or an object that has one.
    pub once: &'static [(&'static str, &'static [&'static str])],
    /// The signs that an answer is not whole.
    pub cut: &'static [Cut],
}

impl ToolProtocol {
    /// Describes a function, as the body lists it.
    pub(super) fn tool(&self, name: &str, description: &str, schema: &Value) -> Value {
        fill(self.tool, &|what: &str| match what {
            "name" => Some(name.into()),
            "description" => Some(description.into()),
            "schema" => Some(schema.clone()),
            _ => None,
        })
    }

    /// Makes an item of what a function gives.
    pub(super) fn output(&self, id: &str, output: &str) -> Value {
        fill(self.output, &|what: &str| match what {
            "id" => Some(id.into()),
            "output" => Some(output.into()),
            _ => None,
        })
    }

    /// Whether tools of the body are functions with one of that name.
    pub(super) fn declares(&self, tools: &[Value], name: &str) -> bool {
        let shape = fill(self.tool, &|_| None);
        tools.iter().any(|tool| is_called(tool, &shape, name))
    }

    /// Checks that a body asks for nothing with which there is no run.
    pub(super) fn check(&self, body: &Map<String, Value>) -> Result<(), String> {
        for (name, only) in self.only {
            let other = set(body, name).map(Value::to_string);
            if let Some(other) = other.filter(|value| value != only) {
                return Err(format!(
                    "`{name}` can only be {only} in a run of tools: it is {other}"
                ));
            }
        }
        Ok(())
    }

    /// Takes the items of the conversation out of a body.
    pub(super) fn take_items(&self, body: &mut Map<String, Value>) -> Vec<Value> {
        match body.remove(self.input) {
            Some(Value::Array(items)) => items,
            Some(Value::String(text)) if !self.text.is_empty() => {
                let text = |name: &str| (name == "text").then(|| text.as_str().into());
                vec![fill(self.text, &text)]
            }
            Some(Value::Null) | None => Vec::new(),
            Some(other) => vec![other],
        }
    }

    /// Takes what is for the first request alone out of a body.
    pub(super) fn take_once(&self, body: &mut Map<String, Value>) {
        for (name, keeping) in self.once {
            let is_kept = |value: &Value| match value {
                Value::String(text) => keeping.contains(&text.as_str()),
                _ => false,
            };
            let stays = |value: &Value| match value {
                Value::Object(object) => object.values().any(is_kept),
                value => is_kept(value),
            };
            if body.get(*name).is_some_and(|value| !stays(value)) {
                body.remove(*name);
            }
        }
    }

    /// Whether something of an answer, beside function calls, waits for the caller.
    pub(super) fn has_others(&self, answer: &Value) -> bool {
        self.others.iter().any(|(way, values)| match values {
            [] => !reach(answer, way).is_empty(),
            values => texts(answer, way).iter().any(|text| values.contains(text)),
        })
    }
}

/// The value of a property that is there and not null.
pub(super) fn set<'b>(body: &'b Map<String, Value>, name: &str) -> Option<&'b Value> {
    body.get(name).filter(|value| !value.is_null())
}

/// Whether a tool is a function of that name, by the shape of functions in which nothing
/// is filled in.
fn is_called(tool: &Value, shape: &Value, name: &str) -> bool {
    match shape {
        Value::Object(shape) => shape.iter().all(|(key, shape)| is_called(&tool[key], shape, name)),
        Value::String(shape) if shape == "{name}" => tool == name,
        Value::String(shape) => shape.starts_with('{') || tool == shape,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn functions_are_told_from_other_tools() {
        let shape =
            json!({"type": "function", "of": {"name": "{name}", "is": "{schema}"}, "strict": true});
        let is = |tool: Value| is_called(&tool, &shape, "add");
        assert!(is(json!({"type": "function", "of": {"name": "add"}})));
        assert!(!is(json!({"type": "function", "of": {"name": "sub"}})));
        assert!(!is(json!({"type": "custom", "of": {"name": "add"}})));
        assert!(!is(json!({"type": "function", "name": "add"})));
        assert!(!is(json!("add")));
    }
}
