//! The schema `CreateMessageRequest` and what is inside it.

use openapi_loom_runtime::{Nullable, object, open_enum, tagged_union, union};
use openapi_loom_runtime::value::{
    IntoNullableList, IntoNullableMap, IntoOptional, IntoOptionalList, IntoValue,
};

use crate::types::{
    AssistantToolsCode, AssistantToolsFileSearchTypeOnly, MessageContentImageFileObject,
    MessageContentImageUrlObject, MessageRequestContentTextObject, Metadata,
};

object! {
    /// A message to add to a thread.
    ///
    /// The document allows no other properties.
    pub struct CreateMessageRequest {
        /// Author of the message: `user` for the end user, `assistant` to put earlier words of the
        /// assistant into the conversation.
        #[wire(required = "role")]
        pub role: CreateMessageRequestRole,
        /// What the message says: plain text, or a list of text and image parts.
        #[wire(required = "content")]
        pub content: CreateMessageRequestContent,
        /// Files that come with the message; null or absent means none.
        #[wire(optional = "attachments")]
        pub attachments: Nullable<Vec<CreateMessageRequestAttachment>>,
        /// Notes of the caller's own to store with the message.
        #[wire(optional = "metadata")]
        pub metadata: Nullable<Metadata>,
    }
}

impl CreateMessageRequest {
    /// A `CreateMessageRequest` of what it requires: `role`, `content`.
    pub fn new<M1, M2>(
        role: impl IntoValue<CreateMessageRequestRole, M1>,
        content: impl IntoValue<CreateMessageRequestContent, M2>,
    ) -> Self {
        Self {
            role: role.into_value(),
            content: content.into_value(),
            attachments: Nullable::Absent,
            metadata: Nullable::Absent,
        }
    }

    /// Sets [`attachments`](Self::attachments).
    #[must_use]
    pub fn attachments<M>(
        mut self,
        attachments: impl IntoNullableList<CreateMessageRequestAttachment, M>,
    ) -> Self {
        self.attachments = attachments.into_nullable_list();
        self
    }

    /// Sets [`metadata`](Self::metadata).
    #[must_use]
    pub fn metadata<M>(mut self, metadata: impl IntoNullableMap<String, M>) -> Self {
        self.metadata = metadata.into_nullable_map();
        self
    }
}

openapi_loom_runtime::converts! {
    /// `id`, `object`, `created_at`, `thread_id`, `status`, `incomplete_details`, `completed_at`,
    /// `incomplete_at`, `assistant_id`, `run_id` stay behind. An error if something in `content` is
    /// refused.
    super::MessageObject =>? CreateMessageRequest, |value| {
        Self {
            role: value.role.into(),
            content: value.content.try_each().map(super::CreateMessageRequestContent::List).at("content")?,
            attachments: value.attachments.map(|value| value.each()).nullable(),
            metadata: value.metadata.nullable(),
        }
    }
}

object! {
    /// A file and the tools that may read it.
    #[derive(Default)]
    pub struct CreateMessageRequestAttachment {
        /// Id of an uploaded file.
        #[wire(optional = "file_id")]
        pub file_id: Option<String>,
        /// Tools that get access to the file.
        #[wire(optional = "tools")]
        pub tools: Option<Vec<CreateMessageRequestAttachmentTool>>,
    }
}

impl CreateMessageRequestAttachment {
    /// A `CreateMessageRequestAttachment` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`file_id`](Self::file_id).
    #[must_use]
    pub fn file_id<M>(mut self, file_id: impl IntoOptional<String, M>) -> Self {
        self.file_id = file_id.into_optional();
        self
    }

    /// Sets [`tools`](Self::tools).
    #[must_use]
    pub fn tools<M>(
        mut self,
        tools: impl IntoOptionalList<CreateMessageRequestAttachmentTool, M>,
    ) -> Self {
        self.tools = tools.into_optional_list();
        self
    }
}

openapi_loom_runtime::converts! {
    super::MessageObjectAttachment => CreateMessageRequestAttachment, |value| {
        Self {
            file_id: value.file_id,
            tools: value.tools.map(|value| value.each()),
        }
    }
}

tagged_union! {
    /// A tool that reads attached files.
    #[tag = "type"]
    pub enum CreateMessageRequestAttachmentTool {
        /// `code_interpreter`
        CodeInterpreter(AssistantToolsCode) = "code_interpreter",
        /// `file_search`
        FileSearch(AssistantToolsFileSearchTypeOnly) = "file_search",
    }

    impl CreateMessageRequestAttachmentTool {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

openapi_loom_runtime::converts! {
    super::MessageObjectAttachmentTool => CreateMessageRequestAttachmentTool, |value| {
        match value {
            Read::CodeInterpreter(value) => Self::CodeInterpreter(value.declared()),
            Read::FileSearch(value) => Self::FileSearch(value.declared()),
            Read::Other(value) => Self::Other(value),
        }
    }
}

union! {
    /// What the message says: plain text, or a list of text and image parts.
    #[expected = "a string or a list"]
    pub enum CreateMessageRequestContent {
        /// The whole message as text.
        Text(String) = string,
        /// The message as parts. Images need a model with vision.
        ///
        /// At least 1 item.
        List(Vec<CreateMessageRequestContentItem>) = items,
    }
}

tagged_union! {
    /// A part of a message to send.
    #[tag = "type"]
    pub enum CreateMessageRequestContentItem {
        /// `image_file`
        ImageFile(MessageContentImageFileObject) = "image_file",
        /// `image_url`
        ImageUrl(MessageContentImageUrlObject) = "image_url",
        /// `text`
        Text(MessageRequestContentTextObject) = "text",
    }

    impl CreateMessageRequestContentItem {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

openapi_loom_runtime::converts! {
    /// An error for `refusal`. An error if something in `text` is refused.
    super::MessageObjectContentItem =>? CreateMessageRequestContentItem, |value| {
        match value {
            Read::ImageFile(value) => Self::ImageFile(value.declared()),
            Read::ImageUrl(value) => Self::ImageUrl(value.declared()),
            Read::Text(value) => Self::Text(value.try_into()?),
            Read::Refusal(_) => "refusal".refused::<Self>()?,
            Read::Other(value) => Self::Other(value),
        }
    }
}

open_enum! {
    /// Author of the message: `user` for the end user, `assistant` to put earlier words of the
    /// assistant into the conversation.
    pub enum CreateMessageRequestRole {
        User = "user",
        Assistant = "assistant",
    }
}

openapi_loom_runtime::converts! {
    super::MessageObjectRole => CreateMessageRequestRole, texts
}
