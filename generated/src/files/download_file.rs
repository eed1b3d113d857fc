//! `GET /files/{file_id}/content`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Bytes, Call, Method, Operation};

use crate::Client;

/// `GET /files/{file_id}/content`
pub(crate) static DOWNLOAD_FILE: Operation = Operation::new(
    "downloadFile",
    Method::GET,
    "/files/{file_id}/content",
);

/// A call of [`download_file`](super::Files::download_file).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct DownloadFile {
    call: Call,
}

impl DownloadFile {
    pub(super) fn new(client: &Client, file_id: impl AsRef<str>) -> Self {
        let mut call = Call::new(client.inner(), &DOWNLOAD_FILE)
            .path("file_id", file_id.as_ref());
        call.set_accept("*/*");
        Self { call }
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { DownloadFile -> Bytes as bytes }
crate::client::call_options! { DownloadFile }
