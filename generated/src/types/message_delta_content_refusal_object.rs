//! The schema `MessageDeltaContentRefusalObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Streamed piece of a refusal.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageDeltaContentRefusalObject {
        /// Number of the content part that the piece belongs to, from 0.
        #[wire(corrected = "index")]
        pub index: i64,
        /// Marks a refusal.
        ///
        /// Always `refusal`.
        #[wire(corrected = "type")]
        #[always = "refusal"]
        pub r#type: Constant<Self>,
        /// Words to append to the refusal so far.
        #[wire(optional = "refusal")]
        pub refusal: Option<String>,
    }
}
