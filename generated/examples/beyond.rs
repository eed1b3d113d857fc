//! Calls beyond the document, and their tests:
//! `cargo test -p openai-threads --example beyond`
//!
//! Servers that speak the protocol have parameters and paths of their own. The program asks one
//! for them; run it with `OPENAI_API_KEY`, and `OPENAI_BASE_URL` for a server that knows them:
//! `cargo run -p openai-threads --example beyond -- asst_…`

use openai_threads::types::RunObject;
use openai_threads::{Client, Error, Method};
use serde_json::{Value, json};

/// Starts a run with a field of the body, a parameter and a header that no document declares.
async fn start(client: &Client, thread: &str, assistant: &str) -> Result<RunObject, Error> {
    let run = client.threads().create_run(thread, assistant);
    run.temperature(0.2)
        .body_field("top_k", 40)
        .body_field("metadata", json!({"team": "blue"}))
        .query("trace", "full")
        .header("x-region", "eu")
        .await
}

/// Archives a thread, for which the document has no path.
async fn archive(client: &Client, thread: &str) -> Result<Value, Error> {
    let call = client.call(Method::POST, "/threads/{thread_id}/archive").path("thread_id", thread);
    call.query("force", "true").json(&json!({"reason": "done"})).send().await
}

/// Returns a property that the document does not declare.
fn region(run: &RunObject) -> Option<&str> {
    run.extra.get("region")?.as_str()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let assistant = std::env::args().nth(1).ok_or("usage: beyond ASSISTANT_ID")?;
    let client = Client::from_env()?;
    let thread = client.threads().create_thread().await?;
    let run = start(&client, &thread.id, &assistant).await?;
    println!("{} in {:?}", run.id, region(&run));
    println!("{}", archive(&client, &thread.id).await?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{archive, region, start};
    use openai_threads::transport::testing::{Recorded, Reply, ScriptedTransport};
    use openai_threads::{ApiErrorKind, Client};
    use serde_json::{Value, json};

    fn client(script: &ScriptedTransport) -> Client {
        Client::builder().api_key("secret").transport(script.clone()).build().unwrap()
    }

    fn json_of(request: &Recorded) -> Value {
        serde_json::from_slice(&request.body).unwrap()
    }

    #[tokio::test]
    async fn parameters_that_no_document_has_are_sent() {
        let answer = json!({"id": "run_1", "status": "queued", "region": "eu"});
        let script = ScriptedTransport::new([Reply::json(200, answer.to_string())]);
        let run = start(&client(&script), "thread_1", "asst_1").await.unwrap();
        let request = &script.requests()[0];
        assert_eq!(request.uri.path(), "/v1/threads/thread_1/runs");
        assert_eq!(request.uri.query(), Some("trace=full"));
        assert_eq!(request.header("x-region"), Some("eu"));
        let body = json!({
            "assistant_id": "asst_1",
            "temperature": 0.2,
            "top_k": 40,
            "metadata": {"team": "blue"},
        });
        assert_eq!(json_of(request), body);
        // What the answer has beyond the document is kept.
        assert_eq!(region(&run), Some("eu"));
    }

    #[tokio::test]
    async fn a_path_that_no_document_has_is_called_as_any_other() {
        let script = ScriptedTransport::new([
            Reply::new(503).header("retry-after", "1"),
            Reply::json(200, r#"{"archived":true}"#),
            Reply::json(404, r#"{"error":{"message":"no such thread"}}"#),
        ]);
        let client = client(&script);
        assert_eq!(archive(&client, "a/b").await.unwrap(), json!({"archived": true}));
        let requests = script.requests();
        assert_eq!(requests.len(), 2);
        assert_eq!(requests[1].method, "POST");
        assert_eq!(requests[1].uri.path(), "/v1/threads/a%2Fb/archive");
        assert_eq!(requests[1].uri.query(), Some("force=true"));
        assert_eq!(requests[1].header("authorization"), Some("Bearer secret"));
        assert_eq!(json_of(&requests[1]), json!({"reason": "done"}));
        let error = archive(&client, "gone").await.unwrap_err();
        let api = error.api().unwrap();
        assert_eq!((api.kind, api.message.as_str()), (ApiErrorKind::NotFound, "no such thread"));
    }
}
