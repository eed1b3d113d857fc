//! The schema `AddUploadPartRequest` and what is inside it.

use openapi_loom_runtime::{File, object};
use openapi_loom_runtime::value::IntoValue;

object! {
    /// A part to add to an upload.
    ///
    /// The document allows no other properties.
    pub struct AddUploadPartRequest {
        /// The bytes of the part, at most 64 MB.
        #[wire(required = "data")]
        pub data: File,
    }
}

impl AddUploadPartRequest {
    /// An `AddUploadPartRequest` of what it requires.
    pub fn new<M>(data: impl IntoValue<File, M>) -> Self {
        Self { data: data.into_value() }
    }
}
