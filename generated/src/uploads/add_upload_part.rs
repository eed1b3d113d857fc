//! `POST /uploads/{upload_id}/parts`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

use crate::Client;
use crate::types::{AddUploadPartRequest, UploadPart};

/// `POST /uploads/{upload_id}/parts`
pub(crate) static ADD_UPLOAD_PART: Operation = Operation::new(
    "addUploadPart",
    Method::POST,
    "/uploads/{upload_id}/parts",
);

/// A call of [`add_upload_part`](super::Uploads::add_upload_part).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct AddUploadPart {
    call: Call,
    body: AddUploadPartRequest,
}

impl AddUploadPart {
    pub(super) fn new(
        client: &Client,
        upload_id: impl AsRef<str>,
        body: AddUploadPartRequest,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &ADD_UPLOAD_PART)
                .path("upload_id", upload_id.as_ref()),
            body,
        }
    }

    fn into_call(self) -> Call {
        self.call.form(&self.body, &[])
    }
}

call! { AddUploadPart -> UploadPart }
crate::client::call_options! { AddUploadPart }
