//! The schema `MessageContentTextAnnotationsFilePathObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Points from a passage of the text to a file that the code interpreter made.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageContentTextAnnotationsFilePathObject {
        /// Marks a generated file.
        ///
        /// Always `file_path`.
        #[wire(corrected = "type")]
        #[always = "file_path"]
        pub r#type: Constant<Self>,
        /// Marker in the message text that stands for the file; replace it for display.
        #[wire(corrected = "text")]
        pub text: String,
        /// The generated file.
        #[wire(corrected = "file_path")]
        pub file_path: MessageContentTextAnnotationsFilePathObjectFilePath,
        /// Start of the marker in the text.
        ///
        /// At least 0.
        #[wire(corrected = "start_index")]
        pub start_index: i64,
        /// End of the marker in the text, exclusive.
        ///
        /// At least 0.
        #[wire(corrected = "end_index")]
        pub end_index: i64,
    }
}

object! {
    /// The generated file.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageContentTextAnnotationsFilePathObjectFilePath {
        /// Id of the file to download.
        #[wire(corrected = "file_id")]
        pub file_id: String,
    }
}
