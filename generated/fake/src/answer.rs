//! What is answered, and how it goes over the wire.

use serde_json::Value;

use crate::server::Reply;

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// One JSON object.
    Object {
        /// The HTTP status.
        status: u16,
        /// The object.
        body: Value,
    },
    /// The content of a file.
    Bytes(Vec<u8>),
    /// A stream of events, without the `done` at its end.
    Events(Vec<Event>),
}

/// An event of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its name, such as `thread.run.created`.
    pub name: String,
    /// What it is about.
    pub data: Value,
}

impl Answer {
    pub(super) fn ok(body: Value) -> Self {
        Self::Object { status: 200, body }
    }

    pub(super) fn reply(&self) -> Reply {
        match self {
            Self::Object { status, body } => {
                let reply = Reply::json(*status, body.to_string());
                match body["object"].as_str() {
                    // Nothing goes on between two requests: no need to wait.
                    Some("thread.run" | "vector_store.file" | "vector_store.files_batch") => {
                        reply.header("openai-poll-after-ms", "1")
                    }
                    _ => reply,
                }
            }
            Self::Bytes(bytes) => {
                Reply::new(200).header("content-type", "application/octet-stream").piece(bytes)
            }
            Self::Events(events) => {
                let sent =
                    |event: &Event| format!("event: {}\ndata: {}\n\n", event.name, event.data);
                let reply = events.iter().map(sent).fold(Reply::events(), Reply::piece);
                reply.piece("event: done\ndata: [DONE]\n\n")
            }
        }
    }
}
