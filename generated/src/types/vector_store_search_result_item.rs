//! The schema `VectorStoreSearchResultItem` and what is inside it.

use openapi_loom_runtime::object;

use crate::types::{VectorStoreFileAttributes, VectorStoreSearchResultContentObject};

object! {
    /// A file in which something was found.
    ///
    /// The document allows no other properties.
    #[extra(extra)]
    #[derive(Default)]
    pub struct VectorStoreSearchResultItem {
        /// Id of the file.
        #[wire(corrected = "file_id")]
        pub file_id: String,
        /// Name of the file.
        #[wire(corrected = "filename")]
        pub filename: String,
        /// How well it matches, from 0 to 1.
        ///
        /// 0 to 1.
        #[wire(corrected = "score")]
        pub score: f64,
        /// What is known of the file.
        ///
        /// At most 16 keys.
        #[wire(nullable = "attributes")]
        pub attributes: Option<VectorStoreFileAttributes>,
        /// What was found in the file.
        #[wire(corrected = "content")]
        pub content: Vec<VectorStoreSearchResultContentObject>,
    }
}
