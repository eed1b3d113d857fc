//! The schema `CreateUploadRequest` and what is inside it.

use openapi_loom_runtime::{object, open_enum};
use openapi_loom_runtime::value::{IntoOptional, IntoValue};

use crate::types::FileExpirationAfter;

object! {
    /// A large file that will be sent in parts.
    ///
    /// The document allows no other properties.
    pub struct CreateUploadRequest {
        /// Name of the file.
        #[wire(required = "filename")]
        pub filename: String,
        /// What the file is for, as when a file is uploaded at once.
        #[wire(required = "purpose")]
        pub purpose: CreateUploadRequestPurpose,
        /// Size of the whole file, in bytes.
        #[wire(required = "bytes")]
        pub bytes: i64,
        /// MIME type of the file; it has to be one that the purpose allows.
        #[wire(required = "mime_type")]
        pub mime_type: String,
        /// When the server deletes the finished file of its own accord.
        #[wire(optional = "expires_after")]
        pub expires_after: Option<FileExpirationAfter>,
    }
}

impl CreateUploadRequest {
    /// A `CreateUploadRequest` of what it requires: `filename`, `purpose`, `bytes`, `mime_type`.
    pub fn new<M1, M2, M3, M4>(
        filename: impl IntoValue<String, M1>,
        purpose: impl IntoValue<CreateUploadRequestPurpose, M2>,
        bytes: impl IntoValue<i64, M3>,
        mime_type: impl IntoValue<String, M4>,
    ) -> Self {
        Self {
            filename: filename.into_value(),
            purpose: purpose.into_value(),
            bytes: bytes.into_value(),
            mime_type: mime_type.into_value(),
            expires_after: None,
        }
    }

    /// Sets [`expires_after`](Self::expires_after).
    #[must_use]
    pub fn expires_after<M>(
        mut self,
        expires_after: impl IntoOptional<FileExpirationAfter, M>,
    ) -> Self {
        self.expires_after = expires_after.into_optional();
        self
    }
}

open_enum! {
    /// What the file is for, as when a file is uploaded at once.
    pub enum CreateUploadRequestPurpose {
        Assistants = "assistants",
        Batch = "batch",
        FineTune = "fine-tune",
        Vision = "vision",
    }
}
