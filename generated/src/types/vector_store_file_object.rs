//! The schema `VectorStoreFileObject` and what is inside it.

use openapi_loom_runtime::{UnixTime, object, open_enum, tagged_union};
use openapi_loom_runtime::value::Constant;

use crate::types::{
    OtherChunkingStrategyResponseParam, StaticChunkingStrategyResponseParam,
    VectorStoreFileAttributes,
};

object! {
    /// A file in a vector store.
    #[extra(extra)]
    #[derive(Default)]
    pub struct VectorStoreFileObject {
        /// Id of the file.
        #[wire(corrected = "id")]
        pub id: String,
        /// Marks a file of a vector store.
        ///
        /// Always `vector_store.file`.
        #[wire(corrected = "object")]
        #[always = "vector_store.file"]
        pub object: Constant<Self>,
        /// Space that the file takes in the vector store, in bytes; not the size of the file itself.
        #[wire(corrected = "usage_bytes")]
        pub usage_bytes: i64,
        /// When the file was added, in Unix seconds.
        #[wire(corrected = "created_at")]
        pub created_at: UnixTime,
        /// Id of the vector store.
        #[wire(corrected = "vector_store_id")]
        pub vector_store_id: String,
        /// How far the indexing is; searches find the file once it is `completed`.
        #[wire(corrected = "status")]
        pub status: VectorStoreFileObjectStatus,
        /// Why the file could not be indexed; null if nothing went wrong.
        #[wire(nullable = "last_error")]
        pub last_error: Option<VectorStoreFileObjectLastError>,
        /// How the file was cut into chunks.
        #[wire(optional = "chunking_strategy")]
        pub chunking_strategy: Option<VectorStoreFileObjectChunkingStrategy>,
        /// What searches can filter the file by.
        ///
        /// At most 16 keys.
        #[wire(optional = "attributes")]
        pub attributes: Option<VectorStoreFileAttributes>,
    }
}

tagged_union! {
    /// How the file was cut into chunks.
    #[tag = "type"]
    pub enum VectorStoreFileObjectChunkingStrategy {
        /// `static`
        Static(StaticChunkingStrategyResponseParam) = "static",
        /// `other`
        OtherValue(OtherChunkingStrategyResponseParam) = "other",
    }

    impl VectorStoreFileObjectChunkingStrategy {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

object! {
    /// Why the file could not be indexed; null if nothing went wrong.
    #[extra(extra)]
    #[derive(Default)]
    pub struct VectorStoreFileObjectLastError {
        /// Kind of the error.
        #[wire(corrected = "code")]
        pub code: VectorStoreFileObjectLastErrorCode,
        /// What went wrong, for people.
        #[wire(corrected = "message")]
        pub message: String,
    }
}

open_enum! {
    /// Kind of the error.
    pub enum VectorStoreFileObjectLastErrorCode {
        ServerError = "server_error",
        UnsupportedFile = "unsupported_file",
        InvalidFile = "invalid_file",
    }
}

open_enum! {
    /// How far the indexing is; searches find the file once it is `completed`.
    pub enum VectorStoreFileObjectStatus {
        InProgress = "in_progress",
        Completed = "completed",
        Cancelled = "cancelled",
        Failed = "failed",
    }
}

impl VectorStoreFileObjectStatus {
    /// Tells whether a poll ends at this.
    pub fn is_terminal(&self) -> bool {
        ["completed", "cancelled", "failed"].contains(&self.as_str())
    }
}
