//! A program and its tests, which need no network:
//! `cargo test -p openai-threads --example scripted`
//!
//! The program takes its tokens from a provider; run it with
//! `OPENAI_BASE_URL` for a server that takes them.

use std::time::Duration;

use openai_threads::types::RunObject;
use openai_threads::{ApiErrorKind, Client, Credential, Error, ErrorKind, Token, Transport};

/// A client that asks for its tokens as they are needed, over any transport.
fn client(transport: impl Transport) -> Result<Client, Error> {
    Client::builder().api_key(Credential::provider(fetch_token)).transport(transport).build()
}

/// Stands for the identity service of a program.
async fn fetch_token() -> Result<Token, std::io::Error> {
    Ok(Token::new("short-lived").expires_in(Duration::from_secs(3600)))
}

/// Asks a question and gives the run at its end.
async fn ask(client: &Client, question: &str) -> Result<RunObject, Error> {
    let threads = client.threads();
    let thread = threads.create_thread().await?;
    threads.create_message(&thread.id, "user", question).await?;
    threads.create_run(&thread.id, "asst_1").poll().await
}

/// Tells what to do about the end of a run.
fn verdict(ended: Result<RunObject, Error>) -> &'static str {
    match ended {
        Ok(run) if run.status == "completed" => "done",
        Ok(run) if run.status == "expired" => "ask again",
        Err(error) if error.kind() == ErrorKind::Timeout => "ask again",
        Err(error) if error.api().is_some_and(|api| api.kind == ApiErrorKind::RateLimit) => "wait",
        _ => "give up",
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let http = openai_threads::http_client_builder().build()?;
    let client = client(openai_threads::transport::ReqwestTransport::new(http))?;
    let run = ask(&client, "What is 17 * 23?");
    println!("{}", verdict(run.await));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{ask, client, verdict};
    use openai_threads::Client;
    use openai_threads::transport::testing::{Reply, ScriptedTransport, errors, from_json};
    use openai_threads_fake::{Fake, server};
    use std::time::Duration;

    #[tokio::test]
    async fn it_asks_once_the_server_is_there() {
        let script = ScriptedTransport::new([
            Reply::json(401, r#"{"error":{"message":"the token has expired"}}"#),
            Reply::json(200, r#"{"id":"thread_1"}"#),
            Reply::new(503).header("retry-after", "30"),
            Reply::json(200, r#"{"id":"msg_1"}"#),
            Reply::json(200, r#"{"id":"run_1","status":"completed"}"#)
                .delayed(Duration::from_secs(2)),
        ]);
        let run = ask(&client(script.clone()).unwrap(), "Is it there?").await.unwrap();
        assert_eq!(run.id, "run_1");
        let requests = script.requests();
        assert_eq!(requests.len(), 5);
        assert_eq!(requests[3].uri.path(), "/v1/threads/thread_1/messages");
        assert_eq!(requests[3].header("authorization"), Some("Bearer short-lived"));
        assert_eq!(script.elapsed(), Duration::from_secs(32));
    }

    #[tokio::test]
    async fn it_is_answered_by_a_fake_of_the_api() {
        let fake = Fake::start();
        let client = Client::builder().base_url(fake.url()).api_key("any").build().unwrap();
        let busy = server::Reply::text(503, "out of order").header("retry-after-ms", "1");
        fake.answer_next(busy);
        let run = ask(&client, "Is it there?").await;
        assert_eq!(verdict(run), "done");
        // A thread (twice), a message, a run, and the two looks at it that end it.
        assert_eq!(fake.requests().len(), 6);
    }

    #[test]
    fn it_knows_what_to_do() {
        let run = |status: &str| from_json(format!(r#"{{"status": "{status}"}}"#));
        assert_eq!(verdict(run("completed")), "done");
        assert_eq!(verdict(run("expired")), "ask again");
        assert_eq!(verdict(run("failed")), "give up");
        assert_eq!(verdict(Err(errors::timeout("timed out"))), "ask again");
        assert_eq!(verdict(Err(errors::api(429, r#"{"error":{"message":"busy"}}"#))), "wait");
        assert_eq!(verdict(Err(errors::api(400, r#"{"error":{"message":"no"}}"#))), "give up");
    }
}
