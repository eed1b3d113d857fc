//! The protocol by which an API lets a model call functions of the caller's.

use serde_json::{Map, Value};

use super::structured::Cut;
use super::tools::ArgumentsSchema;
use super::way::{fill, reach, texts};

/// A property of the body that is for the first request alone; the property that tags it
/// where it is an object; and the texts that keep it, each with what is then put over it:
/// JSON, or nothing. It is one of these texts, or tagged with one.
pub type Once = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// The places and shapes by which a model is told of functions and calls them, and by
/// which what they give goes into the next request. Ways are names of properties, joined
/// by dots.
#[derive(Debug)]
pub struct ToolProtocol {
    /// The property of the body that lists the tools.
    pub tools: &'static str,
    /// A tool in that list: JSON with `"{name}"`, `"{description}"` and `"{schema}"`, and
    /// `"{strict}"` for whether the schema has the strict form.
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
    /// The properties of the body by any of which the server knows the conversation so
    /// far, each with the way in an answer to its next value; empty if the value stays.
    pub kept: &'static [(&'static str, &'static str)],
    /// The properties of the body that have one value in a run if they are set, each with
    /// that in JSON.
    pub only: &'static [(&'static str, &'static str)],
    /// The properties of the body that are for the first request alone.
    pub once: &'static [Once],
    /// The signs that an answer is not whole.
    pub cut: &'static [Cut],
}

impl ToolProtocol {
    /// Describes a function, as the body lists it.
    pub(super) fn tool(&self, name: &str, description: &str, schema: &ArgumentsSchema) -> Value {
        fill(self.tool, &|what: &str| match what {
            "name" => Some(name.into()),
            "description" => Some(description.into()),
            "schema" => Some(schema.schema.clone()),
            "strict" => Some(schema.is_strict.into()),
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

    /// Tells whether one of the body's tools is a function of that name.
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
        for (name, tag, kept) in self.once {
            let Some(value) = body.get_mut(*name) else { continue };
            let text = match &*value {
                Value::Object(object) => object.get(*tag).and_then(Value::as_str),
                value => value.as_str(),
            };
            match kept.iter().find(|(keeping, _)| text == Some(keeping)) {
                Some((_, over)) => put_over(value, &fill(over, &|_| None)),
                None => drop(body.remove(*name)),
            }
        }
    }

    /// Tells whether something in an answer, beside function calls, waits for the caller.
    pub(super) fn has_others(&self, answer: &Value) -> bool {
        self.others.iter().any(|(way, values)| match values {
            [] => !reach(answer, way).is_empty(),
            values => texts(answer, way).iter().any(|text| values.contains(text)),
        })
    }
}

/// Puts the properties of one object over those of another.
fn put_over(value: &mut Value, over: &Value) {
    match (value, over) {
        (Value::Object(value), Value::Object(over)) => {
            for (name, over) in over {
                put_over(value.entry(name.as_str()).or_insert(Value::Null), over);
            }
        }
        (_, Value::Null) => {}
        (value, over) => value.clone_from(over),
    }
}

/// Returns the value of a property that is there and not null.
pub(super) fn set<'b>(body: &'b Map<String, Value>, name: &str) -> Option<&'b Value> {
    body.get(name).filter(|value| !value.is_null())
}

/// Tells whether a tool is a function of that name, by the shape of functions in which
/// nothing is filled in.
fn is_called(tool: &Value, shape: &Value, name: &str) -> bool {
    match shape {
        Value::Object(shape) => shape.iter().all(|(key, shape)| is_called(&tool[key], shape, name)),
        Value::String(shape) if shape == "{name}" => tool == name,
        Value::String(shape) => shape.starts_with('{') || tool == shape,
        _ => true,
    }
}

/// One that says the least.
#[cfg(test)]
pub(super) const BARE: ToolProtocol = ToolProtocol {
    tools: "tools",
    tool: "{}",
    calls: "calls",
    id: "id",
    name: "name",
    arguments: "arguments",
    foreign: "",
    others: &[],
    input: "input",
    text: "",
    items: "items",
    output: "{}",
    kept: &[],
    only: &[],
    once: &[],
    cut: &[],
};

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

    const PROTOCOL: ToolProtocol = ToolProtocol {
        once: &[(
            "choice",
            "type",
            &[("some", r#"{"mode": "auto", "of": {"all": false}}"#), ("none", "")],
        )],
        ..BARE
    };

    #[test]
    fn what_is_for_the_first_request_alone_is_taken_out_or_changed() {
        let then = |choice: Value| {
            let mut body =
                Map::from_iter([("choice".to_owned(), choice), ("a".to_owned(), 1.into())]);
            PROTOCOL.take_once(&mut body);
            assert_eq!(body["a"], 1);
            body.get("choice").cloned()
        };
        for gone in [json!("required"), json!({"type": "one", "name": "some"}), json!({}), json!(1)]
        {
            assert_eq!(then(gone.clone()), None, "{gone}");
        }
        assert_eq!(then(json!("none")), Some(json!("none")));
        let some = json!({"type": "some", "mode": "required", "of": {"all": true, "names": [1]}});
        let changed = json!({"type": "some", "mode": "auto", "of": {"all": false, "names": [1]}});
        assert_eq!(then(some), Some(changed));
        // A property that is missing is added.
        let bare = json!({"type": "some", "mode": "auto", "of": {"all": false}});
        assert_eq!(then(json!({"type": "some"})), Some(bare));
        let mut none = Map::new();
        PROTOCOL.take_once(&mut none);
        assert!(none.is_empty());
    }
}
