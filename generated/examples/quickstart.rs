//! A question to an assistant: `cargo run -p openai-threads --example quickstart -- asst_…`
//!
//! Needs `OPENAI_API_KEY`, and `OPENAI_BASE_URL` for a server other than the vendor's.

use openai_threads::types::AssistantStreamEvent;
use openai_threads::{Client, Nullable};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let assistant = std::env::args().nth(1).ok_or("usage: quickstart ASSISTANT_ID")?;
    let threads = Client::from_env()?.threads();
    let thread = threads.create_thread().metadata([("example", "quickstart")]).await?;
    threads.create_message(&thread.id, "user", "What is 17 * 23?").await?;

    let mut events = threads
        .create_run(&thread.id, assistant)
        .instructions(Nullable::Null)
        .temperature(0.2)
        .stream()
        .await?;
    while let Some(event) = events.next().await {
        match event? {
            AssistantStreamEvent::ThreadRunCompleted(run) => {
                println!("{}: {:?}", run.id, run.usage)
            }
            event => println!("{}", event.event()),
        }
    }
    Ok(())
}
