//! The document's view of an exchange.

use openai_threads_fake::{Answer, Exchange};
use openapi_loom_generator::ir::{Api, Operation, TypeId, TypeRef};
use serde_json::{Value, json};

/// Returns the operation of the document that a request is for.
pub(crate) fn operation<'a>(api: &'a Api, exchange: &Exchange) -> Option<&'a Operation> {
    let path = exchange.request.path().strip_prefix("/v1")?;
    let parts: Vec<_> = path.split('/').collect();
    let fits = |operation: &&Operation| {
        let template: Vec<_> = operation.path.split('/').collect();
        let same = |(part, wanted): (&&str, &&str)| wanted.starts_with('{') || part == wanted;
        operation.method == exchange.request.method
            && template.len() == parts.len()
            && parts.iter().zip(&template).all(same)
    };
    let fitting = || api.operations.iter().filter(fits);
    fitting().find(|operation| operation.path == path).or_else(|| fitting().next())
}

/// Returns what the fake sends in an exchange, each with the type that the document
/// has for it.
pub(crate) fn sent(api: &Api, exchange: &Exchange) -> Vec<(TypeId, Value)> {
    let operation = operation(api, exchange);
    match &exchange.answer {
        Answer::Object { status: 200, body } => {
            let Some(TypeRef::Named(ty)) = operation.and_then(|found| found.answer.json().cloned())
            else {
                panic!("{exchange:?}")
            };
            vec![(ty, body.clone())]
        }
        Answer::Object { body, .. } => {
            vec![(TypeId(vec!["ErrorResponse".to_owned()]), body.clone())]
        }
        Answer::Bytes(_) => Vec::new(),
        Answer::Events(events) => {
            let stream = operation.and_then(|found| found.stream.as_ref()).unwrap();
            let event = events.iter().map(|event| json!({"event": event.name, "data": event.data}));
            event.map(|event| (stream.named().unwrap().clone(), event)).collect()
        }
    }
}
