//! `POST /files`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};
use openapi_loom_runtime::value::IntoOptional;

use crate::Client;
use crate::types::{CreateFileRequest, FileExpirationAfter, OpenAiFile};

/// `POST /files`
pub(crate) static CREATE_FILE: Operation = Operation::new(
    "createFile",
    Method::POST,
    "/files",
);

/// A call of [`create_file`](super::Files::create_file).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct CreateFile {
    call: Call,
    body: CreateFileRequest,
}

impl CreateFile {
    pub(super) fn new(client: &Client, body: CreateFileRequest) -> Self {
        Self {
            call: Call::new(client.inner(), &CREATE_FILE),
            body,
        }
    }

    /// When the server deletes the file of its own accord.
    pub fn expires_after<M>(
        mut self,
        value: impl IntoOptional<FileExpirationAfter, M>,
    ) -> Self {
        self.body = self.body.expires_after(value);
        self
    }

    fn into_call(self) -> Call {
        self.call.form(&self.body, &[])
    }
}

call! { CreateFile -> OpenAiFile }
crate::client::call_options! { CreateFile }
