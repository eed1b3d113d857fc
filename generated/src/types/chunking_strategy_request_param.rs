//! The schema `ChunkingStrategyRequestParam` and what is inside it.

use openapi_loom_runtime::tagged_union;

use crate::types::{AutoChunkingStrategyRequestParam, StaticChunkingStrategyRequestParam};

tagged_union! {
    /// How files are cut into chunks for indexing; the automatic strategy when absent.
    #[tag = "type"]
    pub enum ChunkingStrategyRequestParam {
        /// `auto`
        Auto(AutoChunkingStrategyRequestParam) = "auto",
        /// `static`
        Static(StaticChunkingStrategyRequestParam) = "static",
    }

    impl ChunkingStrategyRequestParam {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

openapi_loom_runtime::converts! {
    /// An error for `other`.
    super::VectorStoreFileObjectChunkingStrategy =>? ChunkingStrategyRequestParam, |value| {
        match value {
            Read::Static(value) => Self::Static(value.into()),
            Read::OtherValue(_) => "other".refused::<Self>()?,
            Read::Other(value) => Self::Other(value),
        }
    }
}

openapi_loom_runtime::converts! {
    super::StaticChunkingStrategyResponseParam => ChunkingStrategyRequestParam, |value| {
        Self::Static(value.into())
    }
}
