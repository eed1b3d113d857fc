//! The schema `MessageDeltaContentTextAnnotationsFileCitationObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Streamed piece of a citation.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageDeltaContentTextAnnotationsFileCitationObject {
        /// Number of the annotation in the text part, from 0.
        #[wire(corrected = "index")]
        pub index: i64,
        /// Marks a citation.
        ///
        /// Always `file_citation`.
        #[wire(corrected = "type")]
        #[always = "file_citation"]
        pub r#type: Constant<Self>,
        /// Marker in the message text that stands for the citation; replace it for display.
        #[wire(optional = "text")]
        pub text: Option<String>,
        /// The source.
        #[wire(optional = "file_citation")]
        pub file_citation: Option<
            MessageDeltaContentTextAnnotationsFileCitationObjectFileCitation,
        >,
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
    /// The source.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageDeltaContentTextAnnotationsFileCitationObjectFileCitation {
        /// Id of the cited file.
        #[wire(optional = "file_id")]
        pub file_id: Option<String>,
        /// Passage of the file that is cited, word for word.
        #[wire(optional = "quote")]
        pub quote: Option<String>,
    }
}
