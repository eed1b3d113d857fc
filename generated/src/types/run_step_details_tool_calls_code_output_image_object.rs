//! The schema `RunStepDetailsToolCallsCodeOutputImageObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Image output of executed code.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDetailsToolCallsCodeOutputImageObject {
        /// Marks an image.
        ///
        /// Always `image`.
        #[wire(corrected = "type")]
        #[always = "image"]
        pub r#type: Constant<Self>,
        /// The image.
        #[wire(corrected = "image")]
        pub image: RunStepDetailsToolCallsCodeOutputImageObjectImage,
    }
}

object! {
    /// The image.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDetailsToolCallsCodeOutputImageObjectImage {
        /// Id of the image file.
        #[wire(corrected = "file_id")]
        pub file_id: String,
    }
}
