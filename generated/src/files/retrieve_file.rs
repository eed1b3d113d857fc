//! `GET /files/{file_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

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

    fn into_call(self) -> Call {
        self.call
    }
}

call! { RetrieveFile -> OpenAiFile }
crate::client::call_options! { RetrieveFile }
