//! The schema `MessageDeltaContentTextAnnotationsFilePathObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Streamed piece of a pointer to a generated file.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageDeltaContentTextAnnotationsFilePathObject {
        /// Number of the annotation in the text part, from 0.
        #[wire(corrected = "index")]
        pub index: i64,
        /// Marks a generated file.
        ///
        /// Always `file_path`.
        #[wire(corrected = "type")]
        #[always = "file_path"]
        pub r#type: Constant<Self>,
        /// Marker in the message text that stands for the file; replace it for display.
        #[wire(optional = "text")]
        pub text: Option<String>,
        /// The generated file.
        #[wire(optional = "file_path")]
        pub file_path: Option<MessageDeltaContentTextAnnotationsFilePathObjectFilePath>,
        /// Start of the marker in the text.
        ///
        /// At least 0.
        #[wire(optional = "start_index")]
        pub start_index: Option<i64>,
        /// End of the marker in the text, exclusive.
        ///
        /// At least 0.
        #[wire(optional = "end_index")]
        pub end_index: Option<i64>,
    }
}

object! {
    /// The generated file.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageDeltaContentTextAnnotationsFilePathObjectFilePath {
        /// Id of the file to download.
        #[wire(optional = "file_id")]
        pub file_id: Option<String>,
    }
}
