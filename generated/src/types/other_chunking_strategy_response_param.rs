//! The schema `OtherChunkingStrategyResponseParam` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// How the file was cut is not known, as for files that were indexed before strategies existed.
    ///
    /// The document allows no other properties.
    #[extra(extra)]
    #[derive(Default)]
    pub struct OtherChunkingStrategyResponseParam {
        /// Marks a strategy that is not known.
        ///
        /// Always `other`.
        #[wire(corrected = "type")]
        #[always = "other"]
        pub r#type: Constant<Self>,
    }
}
