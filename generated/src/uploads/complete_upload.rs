//! `POST /uploads/{upload_id}/complete`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};
use openapi_loom_runtime::value::IntoOptional;

use crate::Client;
use crate::types::{CompleteUploadRequest, Upload};

/// `POST /uploads/{upload_id}/complete`
pub(crate) static COMPLETE_UPLOAD: Operation = Operation::new(
    "completeUpload",
    Method::POST,
    "/uploads/{upload_id}/complete",
);

/// A call of [`complete_upload`](super::Uploads::complete_upload).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct CompleteUpload {
    call: Call,
    body: CompleteUploadRequest,
}

impl CompleteUpload {
    pub(super) fn new(
        client: &Client,
        upload_id: impl AsRef<str>,
        body: CompleteUploadRequest,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &COMPLETE_UPLOAD)
                .path("upload_id", upload_id.as_ref()),
            body,
        }
    }

    /// MD5 checksum of the whole file, for the server to compare with that of what it received.
    pub fn md5<M>(mut self, value: impl IntoOptional<String, M>) -> Self {
        self.body = self.body.md5(value);
        self
    }

    fn into_call(self) -> Call {
        self.call.json(&self.body)
    }
}

call! { CompleteUpload -> Upload }
crate::client::call_options! { CompleteUpload }
