//! The schema `MessageDeltaContentTextObject` and what is inside it.

use openapi_loom_runtime::{object, tagged_union};
use openapi_loom_runtime::value::Constant;

use crate::types::{
    MessageDeltaContentTextAnnotationsFileCitationObject,
    MessageDeltaContentTextAnnotationsFilePathObject,
};

object! {
    /// Streamed piece of a text part.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageDeltaContentTextObject {
        /// Number of the content part that the piece belongs to, from 0.
        #[wire(corrected = "index")]
        pub index: i64,
        /// Marks text.
        ///
        /// Always `text`.
        #[wire(corrected = "type")]
        #[always = "text"]
        pub r#type: Constant<Self>,
        /// What is new in the text.
        #[wire(optional = "text")]
        pub text: Option<MessageDeltaContentTextObjectText>,
    }
}

object! {
    /// What is new in the text.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageDeltaContentTextObjectText {
        /// Characters to append to the text so far.
        #[wire(optional = "value")]
        pub value: Option<String>,
        /// Annotations that are new or have grown.
        #[wire(optional = "annotations")]
        pub annotations: Option<Vec<MessageDeltaContentTextObjectTextAnnotation>>,
    }
}

tagged_union! {
    /// Streamed piece of an annotation.
    #[tag = "type"]
    pub enum MessageDeltaContentTextObjectTextAnnotation {
        /// `file_citation`
        FileCitation(MessageDeltaContentTextAnnotationsFileCitationObject) = "file_citation",
        /// `file_path`
        FilePath(MessageDeltaContentTextAnnotationsFilePathObject) = "file_path",
    }

    impl MessageDeltaContentTextObjectTextAnnotation {
        /// Returns `index` of whichever variant this is.
        ///
        /// Number of the annotation in the text part, from 0.
        pub fn index(&self) -> Option<i64> {
            shared("index")
        }

        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }

        /// Returns `text` of whichever variant this is.
        pub fn text(&self) -> Option<&str> {
            shared("text")
        }

        /// Returns `start_index` of whichever variant this is.
        ///
        /// Start of the marker in the text.
        ///
        /// At least 0.
        pub fn start_index(&self) -> Option<i64> {
            shared("start_index")
        }

        /// Returns `end_index` of whichever variant this is.
        ///
        /// End of the marker in the text, exclusive.
        ///
        /// At least 0.
        pub fn end_index(&self) -> Option<i64> {
            shared("end_index")
        }
    }
}
