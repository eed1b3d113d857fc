//! A stream of pieces of a message, and the client at its server.

use openai_threads::Client;
use openai_threads::threads::Threads;

use crate::server::Answer;

/// Returns the data of a thousand events.
pub(crate) fn payloads() -> Vec<String> {
    const WORDS: [&str; 8] =
        ["The", " answer", " is", " \\\"391\\\"", ",", " since", " 17 × 23", ".\\n"];
    let payload = |place: usize| {
        let word = WORDS[place % WORDS.len()];
        format!(
            r#"{{"id":"msg_{place:06}","object":"thread.message.delta","delta":{{"content":[{{"index":0,"type":"text","text":{{"value":"{word}"}}}}]}}}}"#
        )
    };
    (0..1000).map(payload).collect()
}

/// The way in which events come.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Arrival {
    /// As many at a time as the connection holds.
    Together,
    /// Each in an HTTP chunk of its own, as servers send what they have just
    /// made.
    OneByOne,
}

/// Returns a server of these events, so many times over; its URL.
pub(crate) fn serve(payloads: &[String], times: usize, arrival: Arrival) -> String {
    let framed = |text: &str| match arrival {
        Arrival::Together => text.to_owned(),
        Arrival::OneByOne => format!("{:x}\r\n{text}\r\n", text.len()),
    };
    let event = |data: &String| framed(&format!("event: thread.message.delta\ndata: {data}\n\n"));
    let block = payloads.iter().map(event).collect::<String>();
    let end = framed("event: done\ndata: [DONE]\n\n");
    let (length, tail) = match arrival {
        Arrival::Together => (format!("content-length: {}", block.len() * times + end.len()), end),
        Arrival::OneByOne => ("transfer-encoding: chunked".to_owned(), end + "0\r\n\r\n"),
    };
    Answer {
        headers: format!("content-type: text/event-stream\r\n{length}\r\n\r\n"),
        block: block.into_bytes(),
        times,
        tail: tail.into_bytes(),
    }
    .serve()
}

/// Returns the client of a server.
pub(crate) fn threads(url: &str) -> Threads {
    Client::builder().api_key("sk-test").base_url(url).build().expect("a client").threads()
}

/// Reads a stream to its end; the number of its events.
pub(crate) async fn read(threads: &Threads) -> usize {
    let mut events = threads.create_run("thread_1", "asst_1").stream().await.expect("a stream");
    let mut count = 0;
    while let Some(event) = events.next().await {
        std::hint::black_box(event.expect("an event"));
        count += 1;
    }
    count
}
