//! The schema `VectorStoreFileBatchObject` and what is inside it.

use openapi_loom_runtime::{UnixTime, object, open_enum};
use openapi_loom_runtime::value::Constant;

object! {
    /// Files that are added to a vector store together.
    #[extra(extra)]
    #[derive(Default)]
    pub struct VectorStoreFileBatchObject {
        /// Id of the batch.
        #[wire(corrected = "id")]
        pub id: String,
        /// Marks a batch of files.
        ///
        /// Always `vector_store.files_batch`.
        #[wire(corrected = "object")]
        #[always = "vector_store.files_batch"]
        pub object: Constant<Self>,
        /// When the batch was created, in Unix seconds.
        #[wire(corrected = "created_at")]
        pub created_at: UnixTime,
        /// Id of the vector store.
        #[wire(corrected = "vector_store_id")]
        pub vector_store_id: String,
        /// How far the batch is.
        #[wire(corrected = "status")]
        pub status: VectorStoreFileBatchObjectStatus,
        /// How many of the files are how far.
        #[wire(corrected = "file_counts")]
        pub file_counts: VectorStoreFileBatchObjectFileCounts,
    }
}

object! {
    /// How many of the files are how far.
    #[extra(extra)]
    #[derive(Default)]
    pub struct VectorStoreFileBatchObjectFileCounts {
        /// Files that are being indexed.
        #[wire(corrected = "in_progress")]
        pub in_progress: i64,
        /// Files that are indexed.
        #[wire(corrected = "completed")]
        pub completed: i64,
        /// Files that could not be indexed.
        #[wire(corrected = "failed")]
        pub failed: i64,
        /// Files whose indexing was cancelled.
        #[wire(corrected = "cancelled")]
        pub cancelled: i64,
        /// All files of the batch.
        #[wire(corrected = "total")]
        pub total: i64,
    }
}

open_enum! {
    /// How far the batch is.
    pub enum VectorStoreFileBatchObjectStatus {
        InProgress = "in_progress",
        Completed = "completed",
        Cancelled = "cancelled",
        Failed = "failed",
    }
}

impl VectorStoreFileBatchObjectStatus {
    /// Tells whether a poll ends at this.
    pub fn is_terminal(&self) -> bool {
        ["completed", "cancelled", "failed"].contains(&self.as_str())
    }
}
