//! The requests of the vendor's own client, and those that the crate makes of the
//! same calls. `data/wire/record.py` makes the recordings.

use std::collections::BTreeSet;

use openapi_loom_generator::{Groups, Inputs};
use serde_json::{Map, Value, json};
use workspace_tests::multipart::parts;
use workspace_tests::server::{Reply, Request, Server};
use workspace_tests::shared::read_workspace;
use workspace_tests::vendor::Vendor;

use super::{CLIENT, GROUPS, run};

pub(super) const REPLAY: &str = include_str!("replay.rs.txt");

/// The headers that the recordings have, where they are sent.
const HEADERS: [&str; 6] = [
    "authorization",
    "accept",
    "content-type",
    "openai-beta",
    "openai-organization",
    "openai-project",
];

/// The requests of all groups, in the order in which they are made again.
fn recorded() -> Vec<Value> {
    let texts = GROUPS.map(|group| read_workspace(&format!("tests/data/wire/{group}.jsonl")));
    texts
        .iter()
        .flat_map(|text| text.lines())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// What is read as any answer: an empty object, or the end of a stream.
fn answer(request: &Request) -> Reply {
    match request.header("accept") {
        Some("text/event-stream") => Reply::events().piece("data: [DONE]\n\n"),
        _ => Reply::json(200, "{}"),
    }
}

/// A request as the recordings have it.
fn facts(request: &Request) -> Value {
    let headers = HEADERS.iter().filter_map(|name| Some((*name, request.header(name)?)));
    // What follows is the boundary, which is made up for each request.
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

/// What is sent otherwise on purpose, by operation: what, as it is recorded, as it
/// is sent, and why.
const DELIBERATE: [[&str; 5]; 10] = [
    ["createResponse", "accept", JSON, EVENTS, BOTH],
    ["beta_createResponse", "accept", JSON, EVENTS, BOTH],
    ["getResponse", "accept", JSON, EVENTS, BOTH],
    ["createChatCompletion", "accept", JSON, EVENTS, BOTH],
    ["createImage", "accept", JSON, EVENTS, BOTH],
    ["createImageEdit", "accept", JSON, EVENTS, BOTH],
    ["createTranscription", "accept", JSON, EVENTS, BOTH],
    ["deleteResponse", "accept", "*/*", JSON, UNREAD],
    ["beta_deleteResponse", "accept", "*/*", JSON, UNREAD],
    ["downloadFile", "accept", "application/binary", "*/*", "it is no registered type"],
];

const JSON: &str = "application/json";
const EVENTS: &str = "text/event-stream";
const UNREAD: &str = "errors are read as JSON, and the answer is not read";
const BOTH: &str = "the document declares both for it, and what is going to be read is asked for";

/// What differs between two requests of an operation, a line each; what differs on
/// purpose is put aside.
fn differences(recorded: &Value, sent: &Value, deliberate: &mut BTreeSet<usize>) -> Vec<String> {
    let mut differences = Vec::new();
    let operation = recorded["operation"].as_str().unwrap();
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
        match DELIBERATE.iter().position(is_known) {
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

#[test]
fn the_vendors_own_client_sends_the_same() {
    let Some(client) = &*CLIENT else { return };
    let server = Server::answering(answer);
    run(client, "replay", &server);
    let (recorded, sent) = (recorded(), server.requests());
    assert_eq!((recorded.len(), sent.len()), (103, 103));
    let mut deliberate = BTreeSet::new();
    let mut found = Vec::new();
    for (recorded, sent) in recorded.iter().zip(&sent) {
        found.extend(differences(recorded, &facts(sent), &mut deliberate));
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    let idle: Vec<_> = (0..DELIBERATE.len()).filter(|entry| !deliberate.contains(entry)).collect();
    assert!(idle.is_empty(), "these differ no more: {idle:?}");
}

#[test]
fn every_operation_is_recorded() {
    let Some(document) = Vendor::of("2026-08-21") else { return };
    let groups = GROUPS.map(str::to_owned);
    let inputs = Inputs { groups: Groups::Named(&groups), ..document.inputs() };
    let api = openapi_loom_generator::api(&inputs).unwrap();
    let known: BTreeSet<&str> = api.operations.iter().map(|one| &*one.declared_id).collect();
    let recorded = recorded();
    let found: BTreeSet<&str> =
        recorded.iter().map(|line| line["operation"].as_str().unwrap()).collect();
    assert_eq!(found, known);
}
