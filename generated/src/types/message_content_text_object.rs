//! The schema `MessageContentTextObject` and what is inside it.

use openapi_loom_runtime::{object, tagged_union};
use openapi_loom_runtime::value::Constant;

use crate::types::{
    MessageContentTextAnnotationsFileCitationObject, MessageContentTextAnnotationsFilePathObject,
};

object! {
    /// A text part of a message.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageContentTextObject {
        /// Marks text.
        ///
        /// Always `text`.
        #[wire(corrected = "type")]
        #[always = "text"]
        pub r#type: Constant<Self>,
        /// The text with its annotations.
        #[wire(corrected = "text")]
        pub text: MessageContentTextObjectText,
    }
}

object! {
    /// The text with its annotations.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageContentTextObjectText {
        /// The text itself, annotation markers included.
        #[wire(corrected = "value")]
        pub value: String,
        /// Sources and files that markers in the text stand for.
        #[wire(corrected = "annotations")]
        pub annotations: Vec<MessageContentTextObjectTextAnnotation>,
    }
}

openapi_loom_runtime::converts! {
    /// An error unless `annotations` is empty.
    MessageContentTextObjectText =>? String, |value| {
        value.annotations.none::<Self>("annotations")?;
        value.value
    }
}

tagged_union! {
    /// What a marker in the text stands for.
    #[tag = "type"]
    pub enum MessageContentTextObjectTextAnnotation {
        /// `file_citation`
        FileCitation(MessageContentTextAnnotationsFileCitationObject) = "file_citation",
        /// `file_path`
        FilePath(MessageContentTextAnnotationsFilePathObject) = "file_path",
    }

    impl MessageContentTextObjectTextAnnotation {
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
