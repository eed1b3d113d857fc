//! `GET /files/{file_id}`

use std::time::Duration;

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation, Poll};

use crate::Client;
use crate::types::OpenAiFile;

/// `GET /files/{file_id}`
pub(crate) static RETRIEVE_FILE: Operation = Operation::new(
    "retrieveFile",
    Method::GET,
    "/files/{file_id}",
);

/// A call of [`retrieve_file`](super::Files::retrieve_file).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct RetrieveFile {
    call: Call,
}

impl RetrieveFile {
    pub(super) fn new(client: &Client, file_id: impl AsRef<str>) -> Self {
        Self {
            call: Call::new(client.inner(), &RETRIEVE_FILE)
                .path("file_id", file_id.as_ref()),
        }
    }

    /// Makes the call, again and again until what it answers has come to an end.
    pub fn poll(self) -> Poll<OpenAiFile> {
        let poll: Poll<OpenAiFile> = Poll::again(
            self.into_call(),
            |result| result.status.as_str(),
            &["processed", "error", "deleted"],
        );
        poll.deadline(Duration::from_secs(1800))
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { RetrieveFile -> OpenAiFile }
crate::client::call_options! { RetrieveFile }
