//! The schema `MessageRequestContentTextObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::{Constant, IntoValue};

object! {
    /// A text part of a message to send.
    pub struct MessageRequestContentTextObject {
        /// Marks text.
        ///
        /// Always `text`.
        #[wire(corrected = "type")]
        #[always = "text"]
        pub r#type: Constant<Self>,
        /// The text.
        #[wire(required = "text")]
        pub text: String,
    }
}

impl MessageRequestContentTextObject {
    /// A `MessageRequestContentTextObject` of what it requires, with `type` = `text`.
    pub fn new<M>(text: impl IntoValue<String, M>) -> Self {
        Self {
            r#type: Constant::default(),
            text: text.into_value(),
        }
    }
}

openapi_loom_runtime::converts! {
    /// An error if something in `text` is refused.
    super::MessageContentTextObject =>? MessageRequestContentTextObject, |value| {
        Self {
            text: value.text.try_into().at("text")?,
            ..Self::empty()
        }
    }
}
