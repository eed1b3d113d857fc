//! The cost of a call, beside the same request by `reqwest` alone, both over one
//! connection that is kept.

mod server;
mod table;

use std::hint::black_box;

use openai_threads::Client;
use openai_threads::types::RunObject;
use openapi_loom_runtime::http::http_client_builder;
use server::Answer;
use table::{Contender, compare};
use tokio::runtime::Builder;

/// Calls in a round.
const CALLS: usize = 50;

/// A run, as servers send it.
const RUN: &str = r#"{"id":"run_1","object":"thread.run","created_at":1700000000,
"assistant_id":"asst_1","thread_id":"thread_1","status":"completed","started_at":1700000001,
"expires_at":null,"cancelled_at":null,"failed_at":null,"completed_at":1700000009,
"required_action":null,"last_error":null,"model":"gpt-4o","instructions":"Be brief.",
"tools":[{"type":"code_interpreter"}],"metadata":{},"incomplete_details":null,
"usage":{"prompt_tokens":123,"completion_tokens":456,"total_tokens":579},"temperature":1.0,
"top_p":1.0,"max_prompt_tokens":1000,"max_completion_tokens":1000,
"truncation_strategy":{"type":"auto","last_messages":null},"response_format":"auto",
"tool_choice":"auto","parallel_tool_calls":true}"#;

fn main() {
    let length = RUN.len();
    let answer = Answer {
        headers: format!("content-type: application/json\r\ncontent-length: {length}\r\n\r\n"),
        block: RUN.as_bytes().to_vec(),
        times: 1,
        tail: Vec::new(),
    };
    let url = answer.serve();
    // Both on one connection: on which cores the two ends of a connection run
    // makes more of a difference than anything that is measured here.
    let http = http_client_builder().build().expect("an HTTP client");
    let client = Client::builder().api_key("sk-test").base_url(&url).http_client(http.clone());
    let threads = client.build().expect("a client").threads();
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    compare(
        &format!("{CALLS} calls of `getRun` over loopback"),
        501,
        vec![
            Contender::new("client", || {
                runtime.block_on(async {
                    for _ in 0..CALLS {
                        black_box(threads.get_run("thread_1", "run_1").await.expect("a run"));
                    }
                });
            }),
            // At most 5 % more.
            Contender::against("reqwest alone", 1.0 / 1.05, || {
                runtime.block_on(async {
                    for _ in 0..CALLS {
                        black_box(get_run(&http, &url).await.expect("a run"));
                    }
                });
            }),
        ],
    );
}

async fn get_run(http: &reqwest::Client, url: &str) -> reqwest::Result<RunObject> {
    let request = http
        .get(format!("{url}/threads/thread_1/runs/run_1"))
        .bearer_auth("sk-test")
        .header("accept", "application/json")
        .header("openai-beta", "assistants=v2");
    request.send().await?.error_for_status()?.json().await
}
