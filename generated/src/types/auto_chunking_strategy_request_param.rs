//! The schema `AutoChunkingStrategyRequestParam` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Leaves the sizes to the server: at present chunks of 800 tokens that overlap by 400.
    ///
    /// The document allows no other properties.
    #[derive(Default)]
    pub struct AutoChunkingStrategyRequestParam {
        /// Marks the automatic strategy.
        ///
        /// Always `auto`.
        #[wire(corrected = "type")]
        #[always = "auto"]
        pub r#type: Constant<Self>,
    }
}

impl AutoChunkingStrategyRequestParam {
    /// An `AutoChunkingStrategyRequestParam` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }
}
