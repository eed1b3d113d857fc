//! `POST /files`

use std::time::Duration;

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation, Poll};
use openapi_loom_runtime::value::IntoOptional;

use crate::Client;
use crate::files::retrieve_file::RETRIEVE_FILE;
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

    /// Makes the call, then asks for its result until that has come to an
    /// end.
    pub fn poll(self) -> Poll<OpenAiFile> {
        let poll: Poll<OpenAiFile> = Poll::new(
            self.into_call(),
            &RETRIEVE_FILE,
            |call, result| call.path("file_id", &result.id),
            |result| result.status.as_str(),
            &["processed", "error", "deleted"],
        );
        poll.deadline(Duration::from_secs(1800))
    }

    fn into_call(self) -> Call {
        self.call.form(&self.body, &[])
    }
}

call! { CreateFile -> OpenAiFile }
crate::client::call_options! { CreateFile }
