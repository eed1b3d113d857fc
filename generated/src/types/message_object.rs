//! The schema `MessageObject` and what is inside it.

use openapi_loom_runtime::{UnixTime, object, open_enum, tagged_union};
use openapi_loom_runtime::value::Constant;

use crate::types::{
    AssistantToolsCode, AssistantToolsFileSearchTypeOnly, MessageContentImageFileObject,
    MessageContentImageUrlObject, MessageContentRefusalObject, MessageContentTextObject, Metadata,
};

object! {
    /// A message in a thread.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageObject {
        /// Id of the message.
        #[wire(corrected = "id")]
        pub id: String,
        /// Marks a message.
        ///
        /// Always `thread.message`.
        #[wire(corrected = "object")]
        #[always = "thread.message"]
        pub object: Constant<Self>,
        /// When the message was created, in Unix seconds.
        #[wire(corrected = "created_at")]
        pub created_at: UnixTime,
        /// Id of the thread that holds the message.
        #[wire(corrected = "thread_id")]
        pub thread_id: String,
        /// `in_progress` while it is being written, then `completed`, or `incomplete` if it was cut
        /// short.
        #[wire(corrected = "status")]
        pub status: MessageObjectStatus,
        /// Why the message was cut short; null unless `incomplete`.
        #[wire(nullable = "incomplete_details")]
        pub incomplete_details: Option<MessageObjectIncompleteDetails>,
        /// When the message was finished, in Unix seconds; null if it was not.
        #[wire(nullable = "completed_at")]
        pub completed_at: Option<UnixTime>,
        /// When the message was cut short, in Unix seconds; null if it was not.
        #[wire(nullable = "incomplete_at")]
        pub incomplete_at: Option<UnixTime>,
        /// Who wrote the message.
        #[wire(corrected = "role")]
        pub role: MessageObjectRole,
        /// Parts of the message, in reading order.
        #[wire(corrected = "content")]
        pub content: Vec<MessageObjectContentItem>,
        /// Id of the assistant that wrote the message; null when none did.
        #[wire(nullable = "assistant_id")]
        pub assistant_id: Option<String>,
        /// Id of the run that wrote the message; null for one that was created through the API.
        #[wire(nullable = "run_id")]
        pub run_id: Option<String>,
        /// Files that came with the message; null when there are none.
        #[wire(nullable = "attachments")]
        pub attachments: Option<Vec<MessageObjectAttachment>>,
        /// Notes the caller stored with the message.
        #[wire(nullable = "metadata")]
        pub metadata: Option<Metadata>,
    }
}

impl MessageObject {
    /// The text of the message, its pieces joined.
    pub fn text(&self) -> String {
        std::iter::once(self)
            .flat_map(|value| &value.content)
            .filter_map(|value| match value {
                MessageObjectContentItem::Text(value) => Some(value),
                _ => None,
            })
            .map(|value| &value.text)
            .map(|value| value.value.as_str())
            .collect()
    }
}

object! {
    /// A file and the tools that may read it.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageObjectAttachment {
        /// Id of the file.
        #[wire(optional = "file_id")]
        pub file_id: Option<String>,
        /// Tools that have access to the file.
        #[wire(optional = "tools")]
        pub tools: Option<Vec<MessageObjectAttachmentTool>>,
    }
}

tagged_union! {
    /// A tool that reads attached files.
    #[tag = "type"]
    pub enum MessageObjectAttachmentTool {
        /// `code_interpreter`
        CodeInterpreter(AssistantToolsCode) = "code_interpreter",
        /// `file_search`
        FileSearch(AssistantToolsFileSearchTypeOnly) = "file_search",
    }

    impl MessageObjectAttachmentTool {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

tagged_union! {
    /// A part of a message.
    #[tag = "type"]
    pub enum MessageObjectContentItem {
        /// `image_file`
        ImageFile(MessageContentImageFileObject) = "image_file",
        /// `image_url`
        ImageUrl(MessageContentImageUrlObject) = "image_url",
        /// `text`
        Text(MessageContentTextObject) = "text",
        /// `refusal`
        Refusal(MessageContentRefusalObject) = "refusal",
    }

    impl MessageObjectContentItem {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

object! {
    /// Why the message was cut short; null unless `incomplete`.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageObjectIncompleteDetails {
        /// What cut the message short.
        #[wire(corrected = "reason")]
        pub reason: MessageObjectIncompleteDetailsReason,
    }
}

open_enum! {
    /// What cut the message short.
    pub enum MessageObjectIncompleteDetailsReason {
        ContentFilter = "content_filter",
        MaxTokens = "max_tokens",
        RunCancelled = "run_cancelled",
        RunExpired = "run_expired",
        RunFailed = "run_failed",
    }
}

open_enum! {
    /// Who wrote the message.
    pub enum MessageObjectRole {
        User = "user",
        Assistant = "assistant",
    }
}

open_enum! {
    /// `in_progress` while it is being written, then `completed`, or `incomplete` if it was cut
    /// short.
    pub enum MessageObjectStatus {
        InProgress = "in_progress",
        Incomplete = "incomplete",
        Completed = "completed",
    }
}
