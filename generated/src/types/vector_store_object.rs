//! The schema `VectorStoreObject` and what is inside it.

use openapi_loom_runtime::{UnixTime, object, open_enum};
use openapi_loom_runtime::value::Constant;

use crate::types::{Metadata, VectorStoreExpirationAfter};

object! {
    /// Files that are cut up and indexed for file search.
    #[extra(extra)]
    #[derive(Default)]
    pub struct VectorStoreObject {
        /// Id of the vector store.
        #[wire(corrected = "id")]
        pub id: String,
        /// Marks a vector store.
        ///
        /// Always `vector_store`.
        #[wire(corrected = "object")]
        #[always = "vector_store"]
        pub object: Constant<Self>,
        /// When the vector store was created, in Unix seconds.
        #[wire(corrected = "created_at")]
        pub created_at: UnixTime,
        /// Name of the vector store.
        #[wire(corrected = "name")]
        pub name: String,
        /// Space that all of the files take, in bytes.
        #[wire(corrected = "usage_bytes")]
        pub usage_bytes: i64,
        /// How many of the files are how far.
        #[wire(corrected = "file_counts")]
        pub file_counts: VectorStoreObjectFileCounts,
        /// Whether files are being indexed, all of them are, or the vector store has expired.
        #[wire(corrected = "status")]
        pub status: VectorStoreObjectStatus,
        /// When the server deletes the vector store of its own accord.
        #[wire(optional = "expires_after")]
        pub expires_after: Option<VectorStoreExpirationAfter>,
        /// When the vector store expires, in Unix seconds.
        #[wire(optional = "expires_at")]
        pub expires_at: Option<UnixTime>,
        /// When the vector store was last used, in Unix seconds.
        #[wire(nullable = "last_active_at")]
        pub last_active_at: Option<UnixTime>,
        /// Notes the caller stored with the vector store.
        #[wire(nullable = "metadata")]
        pub metadata: Option<Metadata>,
    }
}

object! {
    /// How many of the files are how far.
    #[extra(extra)]
    #[derive(Default)]
    pub struct VectorStoreObjectFileCounts {
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
        /// All files of the vector store.
        #[wire(corrected = "total")]
        pub total: i64,
    }
}

open_enum! {
    /// Whether files are being indexed, all of them are, or the vector store has expired.
    pub enum VectorStoreObjectStatus {
        Expired = "expired",
        InProgress = "in_progress",
        Completed = "completed",
    }
}

impl VectorStoreObjectStatus {
    /// Tells whether a poll ends at this.
    pub fn is_terminal(&self) -> bool {
        ["expired", "completed"].contains(&self.as_str())
    }
}
