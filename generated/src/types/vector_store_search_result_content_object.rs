//! The schema `VectorStoreSearchResultContentObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// A piece of a file that was found.
    ///
    /// The document allows no other properties.
    #[extra(extra)]
    #[derive(Default)]
    pub struct VectorStoreSearchResultContentObject {
        /// Kind of the piece.
        ///
        /// Always `text`.
        #[wire(corrected = "type")]
        #[always = "text"]
        pub r#type: Constant<Self>,
        /// The text.
        #[wire(corrected = "text")]
        pub text: String,
    }
}
