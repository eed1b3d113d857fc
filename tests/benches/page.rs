//! The speed of reading a page of messages from the bytes of an answer, as a call does,
//! beside structs as one would write them for just these messages, with the union's right
//! variant in its place. And that of the client's types by `serde_json` alone.

mod table;

use std::collections::BTreeMap;
use std::hint::black_box;

use openai_threads::types::ListMessagesResponse;
use openapi_loom_runtime::http::decode_answer;
use reqwest::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use table::{Contender, compare};

/// Pages in a round.
const PAGES: usize = 500;

fn main() {
    let page = page();
    compare(
        &format!("{PAGES} pages of 100 messages, {} bytes each", page.len()),
        15,
        vec![
            Contender::new("client", || {
                for _ in 0..PAGES {
                    let page = decode_answer::<ListMessagesResponse>(StatusCode::OK, &page);
                    assert_eq!(black_box(page.expect("a page")).data.len(), 100);
                }
            }),
            Contender::new("its types, serde_json", || {
                for _ in 0..PAGES {
                    let page = serde_json::from_slice::<ListMessagesResponse>(&page);
                    assert_eq!(black_box(page.expect("a page")).data.len(), 100);
                }
            }),
            Contender::against("serde_derive", 0.9, || {
                for _ in 0..PAGES {
                    let page = serde_json::from_slice::<Page>(&page);
                    assert_eq!(black_box(page.expect("a page")).data.len(), 100);
                }
            }),
        ],
    );
}

fn page() -> Vec<u8> {
    let data: Vec<Value> = (0..100).map(message).collect();
    let page = json!({
        "object": "list",
        "data": data,
        "first_id": "msg_000",
        "last_id": "msg_099",
        "has_more": true,
    });
    page.to_string().into_bytes()
}

fn message(place: usize) -> Value {
    let text = "Seventeen times twenty-three is 391, as \"long multiplication\" shows.\n";
    let annotation = json!({
        "type": "file_citation",
        "text": "[1]",
        "file_citation": {"file_id": "file-1"},
        "start_index": 10,
        "end_index": 13,
    });
    json!({
        "id": format!("msg_{place:03}"),
        "object": "thread.message",
        "created_at": 1_700_000_000 + place,
        "thread_id": "thread_1",
        "status": "completed",
        "incomplete_details": null,
        "completed_at": 1_700_000_100 + place,
        "incomplete_at": null,
        "role": if place.is_multiple_of(2) { "user" } else { "assistant" },
        "content": [{"type": "text", "text": {"value": text, "annotations": [annotation]}}],
        "assistant_id": "asst_1",
        "run_id": "run_1",
        "attachments": [],
        "metadata": {"topic": "sums"},
    })
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are decoded, not read")]
struct Page {
    object: String,
    data: Vec<Message>,
    first_id: String,
    last_id: String,
    has_more: bool,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are decoded, not read")]
struct Message {
    id: String,
    object: String,
    created_at: i64,
    thread_id: String,
    status: Status,
    incomplete_details: Option<IncompleteDetails>,
    completed_at: Option<i64>,
    incomplete_at: Option<i64>,
    role: Role,
    content: Vec<Content>,
    assistant_id: Option<String>,
    run_id: Option<String>,
    attachments: Option<Vec<Attachment>>,
    metadata: Option<BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    InProgress,
    Incomplete,
    Completed,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Role {
    User,
    Assistant,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are decoded, not read")]
struct IncompleteDetails {
    reason: String,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are decoded, not read")]
struct Content {
    r#type: String,
    text: Text,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are decoded, not read")]
struct Text {
    value: String,
    annotations: Vec<Annotation>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are decoded, not read")]
struct Annotation {
    r#type: String,
    text: String,
    file_citation: FileCitation,
    start_index: i64,
    end_index: i64,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are decoded, not read")]
struct FileCitation {
    file_id: String,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are decoded, not read")]
struct Attachment {
    file_id: Option<String>,
    tools: Option<Vec<Tool>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are decoded, not read")]
struct Tool {
    r#type: String,
}
