//! The requests of the vendor's own client for what threads are used with, and those
//! that the generated client makes of the same calls over real HTTP.

use std::collections::BTreeSet;

use openai_threads::{Client, Result};
use serde_json::Value;
use workspace_tests::recorded::{differences, facts};
use workspace_tests::server::{Reply, Server};
use workspace_tests::shared::read_workspace;
use workspace_tests::vendor::Vendor;

#[path = "../../data/wire/companions.rs"]
mod calls;

/// Returns a client as that of the recordings, for another server.
pub(super) fn client(url: &str) -> Client {
    let client = Client::builder().api_key("sk-test-1234").organization("org-42").project("proj-7");
    client.base_url(url).max_retries(0).build().unwrap()
}

/// Makes all calls of the recordings, in their order.
pub(super) async fn call_all(client: &Client) -> Result<()> {
    calls::files(client).await?;
    calls::uploads(client).await?;
    calls::vector_stores(client).await?;
    calls::assistants(client).await?;
    calls::models(client).await
}

/// The recordings, in the order in which the calls are made.
const GROUPS: [&str; 5] = ["files", "uploads", "vector_stores", "assistants", "models"];

/// Differences that are on purpose.
const DELIBERATE: [[&str; 5]; 1] =
    [["downloadFile", "accept", "application/binary", "*/*", "it is no registered type"]];

fn recorded() -> Vec<Value> {
    let texts = GROUPS.map(|group| read_workspace(&format!("tests/data/wire/{group}.jsonl")));
    let lines = texts.iter().flat_map(|text| text.lines());
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn every_recorded_request_is_made_the_same() {
    let server = Server::answering(|_| Reply::json(200, "{}"));
    call_all(&client(&server.url())).await.unwrap();
    let (recorded, sent) = (recorded(), server.requests());
    assert_eq!((recorded.len(), sent.len()), (39, 39));
    let mut deliberate = BTreeSet::new();
    let found: Vec<String> = recorded
        .iter()
        .zip(&sent)
        .flat_map(|(recorded, sent)| {
            differences(recorded, &facts(sent), &DELIBERATE, &mut deliberate)
        })
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    assert_eq!(deliberate.len(), DELIBERATE.len());
}

#[test]
fn all_operations_are_in_the_recordings() {
    let api = Vendor::of_record().api();
    let of_companions = api.operations.iter().filter(|one| one.group != "threads");
    let known: BTreeSet<&str> = of_companions.map(|one| &*one.declared_id).collect();
    let recorded = recorded();
    let found: BTreeSet<&str> =
        recorded.iter().map(|line| line["operation"].as_str().unwrap()).collect();
    assert_eq!(found, known);
}
