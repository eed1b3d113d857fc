//! The schema `StaticChunkingStrategyResponseParam` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

use crate::types::StaticChunkingStrategy;

object! {
    /// The file was cut into chunks of these sizes.
    ///
    /// The document allows no other properties.
    #[extra(extra)]
    #[derive(Default)]
    pub struct StaticChunkingStrategyResponseParam {
        /// Marks the static strategy.
        ///
        /// Always `static`.
        #[wire(corrected = "type")]
        #[always = "static"]
        pub r#type: Constant<Self>,
        /// Sizes of the chunks.
        #[wire(corrected = "static")]
        pub r#static: StaticChunkingStrategy,
    }
}
