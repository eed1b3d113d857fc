//! The schema `UpdateVectorStoreFileAttributesRequest` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::IntoNullableMap;

use crate::types::{VectorStoreFileAttributes, VectorStoreFileAttributesItem};

object! {
    /// The attributes of a file in a vector store, in place of those before.
    ///
    /// The document allows no other properties.
    pub struct UpdateVectorStoreFileAttributesRequest {
        /// What searches can filter the file by; null takes all of it away.
        ///
        /// At most 16 keys.
        #[wire(nullable = "attributes")]
        pub attributes: Option<VectorStoreFileAttributes>,
    }
}

impl UpdateVectorStoreFileAttributesRequest {
    /// A `UpdateVectorStoreFileAttributesRequest` of what it requires.
    pub fn new<M>(
        attributes: impl IntoNullableMap<VectorStoreFileAttributesItem, M>,
    ) -> Self {
        Self {
            attributes: attributes.into_nullable_map().into_value(),
        }
    }
}
