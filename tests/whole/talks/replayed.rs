//! The requests of the vendor's own client, and those that the crate makes of the
//! same calls. `data/wire/record.py` makes the recordings.

use std::collections::BTreeSet;

use openapi_loom_generator::{Groups, Inputs};
use serde_json::Value;
use workspace_tests::recorded::{differences, facts};
use workspace_tests::server::{Reply, Request, Server};
use workspace_tests::shared::read_workspace;
use workspace_tests::vendor::Vendor;

use super::{CLIENT, GROUPS, run};

pub(super) const REPLAY: &str = concat!(
    include_str!("replay.rs.txt"),
    "\nmod companions {\n",
    include_str!("../../data/wire/companions.rs"),
    "}\n"
);

/// Returns the requests of all groups, in the order in which they are made again.
fn recorded() -> Vec<Value> {
    let texts = GROUPS.map(|group| read_workspace(&format!("tests/data/wire/{group}.jsonl")));
    texts
        .iter()
        .flat_map(|text| text.lines())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Returns what can be read as any answer: an empty object, or the end of a stream.
fn answer(request: &Request) -> Reply {
    match request.header("accept") {
        Some("text/event-stream") => Reply::events().piece("data: [DONE]\n\n"),
        _ => Reply::json(200, "{}"),
    }
}

/// The requests that are sent otherwise on purpose, by operation: what differs, as
/// it is recorded, as it is sent, and why.
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
        found.extend(differences(recorded, &facts(sent), &DELIBERATE, &mut deliberate));
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
