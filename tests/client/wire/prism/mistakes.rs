//! Valid requests with one thing in them made wrong.

use std::fmt;

use openapi_loom_generator::ir::{Api, Operation, TypeRef};
use openapi_loom_runtime::http::http_client_builder;
use serde_json::{Value, json};
use workspace_tests::server::Request;

use super::coverage::operation;

/// A request with a mistake in it.
pub(crate) struct Mistake {
    request: Request,
    /// The part that is wrong.
    place: Value,
}

/// Returns a request with each property of its body in turn of the wrong type, or
/// missing if it is required, and with nothing in its query but each parameter
/// in turn that is not just any text.
pub(crate) fn mistakes(api: &Api, request: &Request) -> Vec<Mistake> {
    let operation = operation(api, request);
    let mut mistakes = in_query(api, operation, request);
    mistakes.extend(in_body(api, operation, request));
    mistakes
}

fn in_query(api: &Api, operation: &Operation, request: &Request) -> Vec<Mistake> {
    let query = request.query();
    let checked = operation.parameters.iter().filter(|parameter| {
        // Prism encodes brackets in the names of the document, but not in those
        // of the request, and so never finds such a parameter.
        !parameter.name.contains('[') && api.target(&parameter.ty) != &TypeRef::String
    });
    checked
        .filter(|parameter| query.iter().any(|(name, _)| *name == parameter.name))
        .map(|parameter| Mistake {
            request: Request {
                target: format!("{}?{}=wrong", request.path(), parameter.name),
                ..request.clone()
            },
            place: json!(["query", parameter.name]),
        })
        .collect()
}

fn in_body(api: &Api, operation: &Operation, request: &Request) -> Vec<Mistake> {
    let Some(object) = operation.body_type().and_then(|ty| api.object(ty)) else {
        return Vec::new();
    };
    let with = |body: Value, place: Value| Mistake {
        request: Request { body: body.to_string().into_bytes(), ..request.clone() },
        place,
    };
    let mut mistakes = Vec::new();
    for field in &object.fields {
        let mut body = request.json();
        body[&field.name] = wrong(api, &field.ty);
        mistakes.push(with(body, json!(["body", field.name])));
        if field.presence.is_required() {
            let mut body = request.json();
            body.as_object_mut().unwrap().remove(&field.name);
            mistakes.push(with(body, json!(["body"])));
        }
    }
    mistakes
}

/// Returns a value that is not of a type.
fn wrong(api: &Api, ty: &TypeRef) -> Value {
    match api.target(ty) {
        TypeRef::Integer(_) | TypeRef::Number(_) | TypeRef::UnixTime => json!("wrong"),
        _ => json!(17),
    }
}

impl Mistake {
    /// Returns the status and the body of the answer to the request.
    pub(crate) async fn send(&self, url: &str) -> (u16, Value) {
        let method = self.request.method.parse().unwrap();
        let mut request = http_client_builder()
            .build()
            .unwrap()
            .request(method, format!("{url}{}", self.request.target))
            .body(self.request.body.clone());
        for name in ["authorization", "content-type"] {
            if let Some(value) = self.request.header(name) {
                request = request.header(name, value);
            }
        }
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap())
    }

    /// Tells whether an answer finds fault with the part that is wrong.
    pub(crate) fn is_found(&self, answer: &Value) -> bool {
        let violations = answer["validation"].as_array().into_iter().flatten();
        violations.into_iter().any(|violation| violation["location"] == self.place)
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.request.method, self.request.target, self.place)
    }
}
