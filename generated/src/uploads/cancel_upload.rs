//! `POST /uploads/{upload_id}/cancel`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

use crate::Client;
use crate::types::Upload;

/// `POST /uploads/{upload_id}/cancel`
pub(crate) static CANCEL_UPLOAD: Operation = Operation::new(
    "cancelUpload",
    Method::POST,
    "/uploads/{upload_id}/cancel",
);

/// A call of [`cancel_upload`](super::Uploads::cancel_upload).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct CancelUpload {
    call: Call,
}

impl CancelUpload {
    pub(super) fn new(client: &Client, upload_id: impl AsRef<str>) -> Self {
        Self {
            call: Call::new(client.inner(), &CANCEL_UPLOAD)
                .path("upload_id", upload_id.as_ref()),
        }
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { CancelUpload -> Upload }
crate::client::call_options! { CancelUpload }
