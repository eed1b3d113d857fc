//! The schema `StaticChunkingStrategy` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::IntoValue;

object! {
    /// Sizes of the chunks.
    ///
    /// The document allows no other properties.
    #[extra(extra)]
    #[derive(Default)]
    pub struct StaticChunkingStrategy {
        /// Largest size of a chunk, in tokens. The automatic strategy takes 800.
        ///
        /// 100 to 4096.
        #[wire(corrected = "max_chunk_size_tokens")]
        pub max_chunk_size_tokens: i64,
        /// Tokens that neighbouring chunks share; at most half of `max_chunk_size_tokens`. The
        /// automatic strategy takes 400.
        #[wire(corrected = "chunk_overlap_tokens")]
        pub chunk_overlap_tokens: i64,
    }
}

impl StaticChunkingStrategy {
    /// A `StaticChunkingStrategy` of what it requires: `max_chunk_size_tokens`, `chunk_overlap_tokens`.
    pub fn new<M1, M2>(
        max_chunk_size_tokens: impl IntoValue<i64, M1>,
        chunk_overlap_tokens: impl IntoValue<i64, M2>,
    ) -> Self {
        Self {
            max_chunk_size_tokens: max_chunk_size_tokens.into_value(),
            chunk_overlap_tokens: chunk_overlap_tokens.into_value(),
            extra: Default::default(),
        }
    }
}
