//! The schema `MessageContentRefusalObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// A part in which the assistant declines to answer.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageContentRefusalObject {
        /// Marks a refusal.
        ///
        /// Always `refusal`.
        #[wire(corrected = "type")]
        #[always = "refusal"]
        pub r#type: Constant<Self>,
        /// The words of the refusal.
        #[wire(corrected = "refusal")]
        pub refusal: String,
    }
}
