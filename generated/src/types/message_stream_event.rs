//! The schema `MessageStreamEvent` and what is inside it.

use openapi_loom_runtime::event_union;

use crate::types::{MessageDeltaObject, MessageObject};

event_union! {
    /// A stream event about a message.
    ///
    /// No call takes this type or answers with it.
    #[error = "error"]
    #[end = "[DONE]"]
    pub enum MessageStreamEvent {
        /// A message was created, still without content.
        ThreadMessageCreated(MessageObject) = "thread.message.created",
        /// The assistant began to write a message.
        ThreadMessageInProgress(MessageObject) = "thread.message.in_progress",
        /// A message grew by a piece.
        ThreadMessageDelta(MessageDeltaObject) = "thread.message.delta",
        /// A message was finished.
        ThreadMessageCompleted(MessageObject) = "thread.message.completed",
        /// A message was cut short.
        ThreadMessageIncomplete(MessageObject) = "thread.message.incomplete",
    }
}
