//! The schema `RunStepDeltaStepDetailsToolCallsCodeOutputImageObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Streamed image output of executed code.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDeltaStepDetailsToolCallsCodeOutputImageObject {
        /// Number of the output that the piece belongs to, from 0.
        #[wire(corrected = "index")]
        pub index: i64,
        /// Marks an image.
        ///
        /// Always `image`.
        #[wire(corrected = "type")]
        #[always = "image"]
        pub r#type: Constant<Self>,
        /// The image.
        #[wire(optional = "image")]
        pub image: Option<RunStepDeltaStepDetailsToolCallsCodeOutputImageObjectImage>,
    }
}

object! {
    /// The image.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDeltaStepDetailsToolCallsCodeOutputImageObjectImage {
        /// Id of the image file.
        #[wire(optional = "file_id")]
        pub file_id: Option<String>,
    }
}
