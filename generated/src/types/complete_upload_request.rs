//! The schema `CompleteUploadRequest` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::{IntoList, IntoOptional};

object! {
    /// The parts of which a file is made.
    ///
    /// The document allows no other properties.
    pub struct CompleteUploadRequest {
        /// Ids of the parts, in the order of their bytes in the file.
        #[wire(required = "part_ids")]
        pub part_ids: Vec<String>,
        /// MD5 checksum of the whole file, for the server to compare with that of what it received.
        #[wire(optional = "md5")]
        pub md5: Option<String>,
    }
}

impl CompleteUploadRequest {
    /// A `CompleteUploadRequest` of what it requires.
    pub fn new<M>(part_ids: impl IntoList<String, M>) -> Self {
        Self {
            part_ids: part_ids.into_list(),
            md5: None,
        }
    }

    /// Sets [`md5`](Self::md5).
    #[must_use]
    pub fn md5<M>(mut self, md5: impl IntoOptional<String, M>) -> Self {
        self.md5 = md5.into_optional();
        self
    }
}
