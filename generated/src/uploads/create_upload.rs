//! `POST /uploads`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};
use openapi_loom_runtime::value::IntoOptional;

use crate::Client;
use crate::types::{CreateUploadRequest, FileExpirationAfter, Upload};

/// `POST /uploads`
pub(crate) static CREATE_UPLOAD: Operation = Operation::new(
    "createUpload",
    Method::POST,
    "/uploads",
);

/// A call of [`create_upload`](super::Uploads::create_upload).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct CreateUpload {
    call: Call,
    body: CreateUploadRequest,
}

impl CreateUpload {
    pub(super) fn new(client: &Client, body: CreateUploadRequest) -> Self {
        Self {
            call: Call::new(client.inner(), &CREATE_UPLOAD),
            body,
        }
    }

    /// When the server deletes the finished file of its own accord.
    pub fn expires_after<M>(
        mut self,
        value: impl IntoOptional<FileExpirationAfter, M>,
    ) -> Self {
        self.body = self.body.expires_after(value);
        self
    }

    fn into_call(self) -> Call {
        self.call.json(&self.body)
    }
}

call! { CreateUpload -> Upload }
crate::client::call_options! { CreateUpload }
