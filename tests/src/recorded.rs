//! Requests of the vendor's own client, as `data/wire/record.py` records them, beside
//! those that were sent.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::multipart::parts;
use crate::server::Request;

/// The headers that the recordings have, where they are sent.
const HEADERS: [&str; 6] = [
    "authorization",
    "accept",
    "content-type",
    "openai-beta",
    "openai-organization",
    "openai-project",
];

/// Returns a request as the recordings have it.
pub fn facts(request: &Request) -> Value {
    let headers = HEADERS.iter().filter_map(|name| Some((*name, request.header(name)?)));
    // The boundary follows, which is made up for each request.
    let plain = |(name, value): (&str, &str)| {
        let value = value.split_once("; boundary=").map_or(value, |(kind, _)| kind);
        (name.to_owned(), json!(value))
    };
    let mut facts = json!({
        "method": request.method,
        "path": request.path(),
        "query": request.query(),
        "headers": headers.map(plain).collect::<Map<_, _>>(),
    });
    if request.header("content-type").is_some_and(|kind| kind.starts_with("multipart/")) {
        facts["parts"] = parts(request).iter().map(|part| part.facts()).collect();
    } else if !request.body.is_empty() {
        facts["body"] = request.json();
    }
    facts
}

/// Lists the differences between two requests of an operation, a line each.
/// Differences on purpose are put aside by their places in that list: the operation,
/// what differs, as it is recorded, as it is sent, and why.
///
/// # Panics
///
/// Panics if the recording names no operation.
pub fn differences(
    recorded: &Value,
    sent: &Value,
    on_purpose: &[[&str; 5]],
    deliberate: &mut BTreeSet<usize>,
) -> Vec<String> {
    let mut differences = Vec::new();
    let operation = recorded["operation"].as_str().expect("an operation");
    let whole = ["method", "path", "query", "body", "parts"].map(|name| (name, name));
    let headers = HEADERS.map(|name| (name, "headers"));
    for (name, place) in whole.into_iter().chain(headers) {
        let of = |request: &Value| match place {
            "headers" => request[place][name].clone(),
            _ => comparable(name, &request[name]),
        };
        let (recorded, sent) = (of(recorded), of(sent));
        if recorded == sent {
            continue;
        }
        let is_known = |entry: &[&str; 5]| {
            let [for_operation, what, then, now, _] = *entry;
            (operation, name) == (for_operation, what) && recorded == then && sent == now
        };
        match on_purpose.iter().position(is_known) {
            Some(entry) => _ = deliberate.insert(entry),
            None => {
                let line = format!("{operation}: {name}: {recorded} recorded, {sent} sent");
                differences.push(line);
            }
        }
    }
    differences
}

/// Pairs and parts by their names, since they come in any order; those of one name
/// stay in theirs. Numbers by their values: `1` and `1.0` are one.
fn comparable(what: &str, value: &Value) -> Value {
    let (Value::Array(list), "query" | "parts") = (value, what) else { return by_value(value) };
    let mut list: Vec<Value> = list.iter().map(by_value).collect();
    list.sort_by_key(|item| item[0].as_str().or(item["name"].as_str()).map(str::to_owned));
    for part in list.iter_mut().filter(|_| what == "parts") {
        // In forms, numbers are texts.
        if let Some(number) = part["body"].as_str().and_then(|text| text.parse::<f64>().ok()) {
            part["body"] = json!(number);
        }
    }
    list.into()
}

fn by_value(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(list) => list.iter().map(by_value).collect(),
        Value::Object(object) => {
            object.iter().map(|(name, value)| (name.clone(), by_value(value))).collect()
        }
        other => other.clone(),
    }
}
