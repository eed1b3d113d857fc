//! Work that is waited for: what is asked until when.

use std::collections::HashMap;
use std::sync::Mutex;

use insta::assert_snapshot;
use serde_json::json;
use workspace_tests::server::{Reply, Server};

use super::{CLIENT, run};

pub(super) const POLLED: &str = include_str!("polled.rs.txt");

/// The statuses of each thing: when it was started, and each time that it is asked for.
const STATUSES: [(&str, &[&str]); 8] = [
    ("resp_1", &["queued", "in_progress", "completed"]),
    ("resp_2", &["in_progress", "cancelled"]),
    ("batch_1", &["validating", "finalizing", "expired"]),
    ("batch_2", &["cancelling", "cancelled"]),
    ("vs_1", &["in_progress", "in_progress", "completed"]),
    ("file_1", &["in_progress", "failed"]),
    ("vsfb_1", &["in_progress", "cancelled"]),
    ("file_2", &["uploaded", "processed"]),
];

/// Returns the id of what a call starts, cancels or asks for.
fn about(path: &str) -> &str {
    let place = path.trim_end_matches("/cancel").rsplit('/').next().unwrap();
    match place {
        "responses" => "resp_1",
        "batches" => "batch_1",
        "vector_stores" => "vs_1",
        "files" if path == "/files" => "file_2",
        "files" => "file_1",
        "file_batches" => "vsfb_1",
        id => id,
    }
}

#[test]
fn work_is_asked_for_until_it_ends() {
    let Some(client) = &*CLIENT else { return };
    let said = Mutex::new(HashMap::<String, usize>::new());
    let server = Server::answering(move |request| {
        let id = about(request.path());
        let statuses = STATUSES.iter().find(|(known, _)| *known == id).unwrap().1;
        let mut said = said.lock().unwrap();
        let number = said.entry(id.to_owned()).or_default();
        let status = statuses[*number];
        *number += 1;
        let body = json!({"id": id, "status": status});
        Reply::json(200, body.to_string()).header("openai-poll-after-ms", "1")
    });
    let ends = run(client, "polled", &server);
    let requests = server.requests();
    let asked = requests.iter().map(|sent| format!("{} {}\n", sent.method, sent.path()));
    assert_snapshot!(format!("{}\n{ends}", asked.collect::<String>()));
}
