//! The schema `RunStreamEvent` and what is inside it.

use openapi_loom_runtime::event_union;

use crate::types::RunObject;

event_union! {
    /// A stream event about the run itself.
    ///
    /// No call takes this type or answers with it.
    #[error = "error"]
    #[end = "[DONE]"]
    pub enum RunStreamEvent {
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
    }
}
