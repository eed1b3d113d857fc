//! The schema `AssistantStreamEvent` and what is inside it.

use openapi_client_runtime::event_union;

use crate::types::{
    MessageDeltaObject, MessageObject, RunObject, RunStepDeltaObject, RunStepObject, ThreadObject,
};

event_union! {
    /// One server-sent event of a streamed run. The stream ends with `done`, or with `error` when
    /// it breaks off.
    #[error = "error"]
    #[end = "[DONE]"]
    pub enum AssistantStreamEvent {
        /// A stream event about the thread: it was created.
        ThreadCreated(ThreadObject) = "thread.created",
        /// A run was created.
        ThreadRunCreated(RunObject) = "thread.run.created",
        /// A run entered the queue.
        ThreadRunQueued(RunObject) = "thread.run.queued",
        /// Work on a run began or went on.
        ThreadRunInProgress(RunObject) = "thread.run.in_progress",
        /// A run waits for outputs of the caller's functions. The stream ends here.
        ThreadRunRequiresAction(RunObject) = "thread.run.requires_action",
        /// A run was completed.
        ThreadRunCompleted(RunObject) = "thread.run.completed",
        /// A run was cut short.
        ThreadRunIncomplete(RunObject) = "thread.run.incomplete",
        /// A run failed.
        ThreadRunFailed(RunObject) = "thread.run.failed",
        /// Cancelling a run has begun.
        ThreadRunCancelling(RunObject) = "thread.run.cancelling",
        /// A run was cancelled.
        ThreadRunCancelled(RunObject) = "thread.run.cancelled",
        /// A run expired.
        ThreadRunExpired(RunObject) = "thread.run.expired",
        /// A step was created.
        ThreadRunStepCreated(RunStepObject) = "thread.run.step.created",
        /// Work on a step began.
        ThreadRunStepInProgress(RunStepObject) = "thread.run.step.in_progress",
        /// A step grew by a piece.
        ThreadRunStepDelta(RunStepDeltaObject) = "thread.run.step.delta",
        /// A step was completed.
        ThreadRunStepCompleted(RunStepObject) = "thread.run.step.completed",
        /// A step failed.
        ThreadRunStepFailed(RunStepObject) = "thread.run.step.failed",
        /// A step was cancelled.
        ThreadRunStepCancelled(RunStepObject) = "thread.run.step.cancelled",
        /// A step expired.
        ThreadRunStepExpired(RunStepObject) = "thread.run.step.expired",
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
