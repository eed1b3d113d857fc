//! `DELETE /files/{file_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

use crate::Client;
use crate::types::DeleteFileResponse;

/// `DELETE /files/{file_id}`
pub(crate) static DELETE_FILE: Operation = Operation::new(
    "deleteFile",
    Method::DELETE,
    "/files/{file_id}",
);

/// A call of [`delete_file`](super::Files::delete_file).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct DeleteFile {
    call: Call,
}

impl DeleteFile {
    pub(super) fn new(client: &Client, file_id: impl AsRef<str>) -> Self {
        Self {
            call: Call::new(client.inner(), &DELETE_FILE)
                .path("file_id", file_id.as_ref()),
        }
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { DeleteFile -> DeleteFileResponse }
crate::client::call_options! { DeleteFile }
