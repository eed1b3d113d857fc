//! A program and its test, which needs no network:
//! `cargo test -p openai-threads --example scripted`
//!
//! The program takes its tokens from a provider; run it with
//! `OPENAI_BASE_URL` for a server that takes them.

use std::time::Duration;

use openai_threads::{Client, Credential, Error, Token, Transport};

/// A client that asks for its tokens as they are needed, over any transport.
fn client(transport: impl Transport) -> Result<Client, Error> {
    Client::builder().api_key(Credential::provider(fetch_token)).transport(transport).build()
}

/// Stands for the identity service of a program.
async fn fetch_token() -> Result<Token, std::io::Error> {
    Ok(Token::new("short-lived").expires_in(Duration::from_secs(3600)))
}

/// Asks a question and gives the id of the run.
async fn ask(client: &Client, question: &str) -> Result<String, Error> {
    let threads = client.threads();
    let thread = threads.create_thread().await?;
    threads.create_message(&thread.id, "user", question).await?;
    Ok(threads.create_run(&thread.id, "asst_1").await?.id)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let http = openai_threads::http_client_builder().build()?;
    let client = client(openai_threads::transport::ReqwestTransport::new(http))?;
    println!("{}", ask(&client, "What is 17 * 23?").await?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{ask, client};
    use openai_threads::transport::testing::{Reply, ScriptedTransport};
    use std::time::Duration;

    #[tokio::test]
    async fn it_asks_once_the_server_is_there() {
        let script = ScriptedTransport::new([
            Reply::json(401, r#"{"error":{"message":"the token has expired"}}"#),
            Reply::json(200, r#"{"id":"thread_1"}"#),
            Reply::new(503).header("retry-after", "30"),
            Reply::json(200, r#"{"id":"msg_1"}"#),
            Reply::json(200, r#"{"id":"run_1"}"#).delayed(Duration::from_secs(2)),
        ]);
        let run = ask(&client(script.clone()).unwrap(), "Is it there?").await.unwrap();
        assert_eq!(run, "run_1");
        let requests = script.requests();
        assert_eq!(requests.len(), 5);
        assert_eq!(requests[3].uri.path(), "/v1/threads/thread_1/messages");
        assert_eq!(requests[3].header("authorization"), Some("Bearer short-lived"));
        assert_eq!(script.elapsed(), Duration::from_secs(32));
    }
}
