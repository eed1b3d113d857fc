//! The schema `ResponseFormatText` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Output is plain text.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ResponseFormatText {
        /// Marks plain text.
        ///
        /// Always `text`.
        #[wire(corrected = "type")]
        #[always = "text"]
        pub r#type: Constant<Self>,
    }
}

impl ResponseFormatText {
    /// A `ResponseFormatText` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }
}
