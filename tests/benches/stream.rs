//! The speed of decoding a stream of events, from loopback to typed events, beside
//! `serde_json` alone on the same payloads in memory, and beside another client on
//! the same stream.

mod deltas;
mod server;
mod table;

use std::hint::black_box;

use async_openai::config::OpenAIConfig;
use async_openai::types::assistants::{AssistantStreamEvent, CreateRunRequest};
use deltas::Arrival;
use futures_util::StreamExt;
use openai_threads::types::MessageDeltaObject;
use openapi_loom_runtime::http::http_client_builder;
use table::{Contender, compare};
use tokio::runtime::Builder;

const TIMES: usize = 200;

fn main() {
    let payloads = deltas::payloads();
    let events = payloads.len() * TIMES;
    let decode_alone = || {
        for payload in payloads.iter().cycle().take(events) {
            let delta = serde_json::from_slice::<MessageDeltaObject>(payload.as_bytes());
            black_box(delta.expect("a delta"));
        }
    };
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    for (arrival, how) in [
        (Arrival::Together, "as many at a time as the connection holds"),
        (Arrival::OneByOne, "each in an HTTP chunk of its own"),
    ] {
        let url = deltas::serve(&payloads, TIMES, arrival);
        let (threads, peer) = (deltas::threads(&url), peer(&url));
        let client = || assert_eq!(runtime.block_on(deltas::read(&threads)), events);
        let other = || assert_eq!(runtime.block_on(read_by_peer(&peer)), events);
        let http = http_client_builder().build().expect("an HTTP client");
        let unread = || runtime.block_on(read_nothing(&http, &url));
        let alone = match arrival {
            Arrival::Together => Contender::against("serde_json alone", 0.7, decode_alone),
            // The connection takes longer than decoding, so there is no target.
            Arrival::OneByOne => Contender::new("serde_json alone", decode_alone),
        };
        compare(
            &format!("{events} events of `thread.message.delta`, {how}"),
            9,
            vec![
                Contender::new("client", client),
                alone,
                Contender::new("connection alone", unread),
                Contender::against("async-openai", 2.0, other),
            ],
        );
    }
}

/// Takes the bytes of the stream as they come, and no more.
async fn read_nothing(http: &reqwest::Client, url: &str) {
    let mut answer = http.post(url).send().await.expect("a stream");
    while let Some(chunk) = answer.chunk().await.expect("bytes") {
        black_box(chunk);
    }
}

fn peer(url: &str) -> async_openai::Client<OpenAIConfig> {
    let config = OpenAIConfig::new().with_api_key("sk-test").with_api_base(url);
    let http = http_client_builder().build().expect("an HTTP client");
    async_openai::Client::build(http, config)
}

#[expect(deprecated, reason = "as the vendor's own endpoints are")]
async fn read_by_peer(client: &async_openai::Client<OpenAIConfig>) -> usize {
    let request =
        CreateRunRequest { assistant_id: "asst_1".to_owned(), ..CreateRunRequest::default() };
    let threads = client.threads();
    let mut events = threads.runs("thread_1").create_stream(request).await.expect("a stream");
    let mut count = 0;
    while let Some(event) = events.next().await {
        match event.expect("an event") {
            AssistantStreamEvent::Done(_) => {}
            event => {
                black_box(event);
                count += 1;
            }
        }
    }
    count
}
