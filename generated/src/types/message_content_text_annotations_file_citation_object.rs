//! The schema `MessageContentTextAnnotationsFileCitationObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Points from a passage of the text to the file it quotes. Written by file search.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageContentTextAnnotationsFileCitationObject {
        /// Marks a citation.
        ///
        /// Always `file_citation`.
        #[wire(corrected = "type")]
        #[always = "file_citation"]
        pub r#type: Constant<Self>,
        /// Marker in the message text that stands for the citation; replace it for display.
        #[wire(corrected = "text")]
        pub text: String,
        /// The source.
        #[wire(corrected = "file_citation")]
        pub file_citation: MessageContentTextAnnotationsFileCitationObjectFileCitation,
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
    /// The source.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageContentTextAnnotationsFileCitationObjectFileCitation {
        /// Id of the cited file.
        #[wire(corrected = "file_id")]
        pub file_id: String,
    }
}
