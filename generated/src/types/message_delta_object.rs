//! The schema `MessageDeltaObject` and what is inside it.

use openapi_loom_runtime::{object, open_enum, tagged_union};
use openapi_loom_runtime::value::Constant;

use crate::types::{
    MessageDeltaContentImageFileObject, MessageDeltaContentImageUrlObject,
    MessageDeltaContentRefusalObject, MessageDeltaContentTextObject,
};

object! {
    /// What a streamed event adds to a message.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageDeltaObject {
        /// Id of the message that grows.
        #[wire(corrected = "id")]
        pub id: String,
        /// Marks a message delta.
        ///
        /// Always `thread.message.delta`.
        #[wire(corrected = "object")]
        #[always = "thread.message.delta"]
        pub object: Constant<Self>,
        /// The properties that changed; the others are absent.
        #[wire(corrected = "delta")]
        pub delta: MessageDeltaObjectDelta,
    }
}

impl MessageDeltaObject {
    /// The text that is new in the message, its pieces joined.
    pub fn text(&self) -> String {
        std::iter::once(self)
            .map(|value| &value.delta)
            .filter_map(|value| value.content.as_ref())
            .flatten()
            .filter_map(|value| match value {
                MessageDeltaObjectDeltaContentItem::Text(value) => Some(value),
                _ => None,
            })
            .filter_map(|value| value.text.as_ref())
            .filter_map(|value| value.value.as_deref())
            .collect()
    }
}

object! {
    /// The properties that changed; the others are absent.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageDeltaObjectDelta {
        /// Author of the message.
        #[wire(optional = "role")]
        pub role: Option<MessageDeltaObjectDeltaRole>,
        /// Pieces of content, each placed by its `index`.
        #[wire(optional = "content")]
        pub content: Option<Vec<MessageDeltaObjectDeltaContentItem>>,
    }
}

tagged_union! {
    /// Streamed piece of a content part.
    #[tag = "type"]
    pub enum MessageDeltaObjectDeltaContentItem {
        /// `image_file`
        ImageFile(MessageDeltaContentImageFileObject) = "image_file",
        /// `text`
        Text(MessageDeltaContentTextObject) = "text",
        /// `refusal`
        Refusal(MessageDeltaContentRefusalObject) = "refusal",
        /// `image_url`
        ImageUrl(MessageDeltaContentImageUrlObject) = "image_url",
    }

    impl MessageDeltaObjectDeltaContentItem {
        /// Returns `index` of whichever variant this is.
        ///
        /// Number of the content part that the piece belongs to, from 0.
        pub fn index(&self) -> Option<i64> {
            shared("index")
        }

        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

open_enum! {
    /// Author of the message.
    pub enum MessageDeltaObjectDeltaRole {
        User = "user",
        Assistant = "assistant",
    }
}
