//! The schema `RunStepStreamEvent` and what is inside it.

use openapi_loom_runtime::event_union;

use crate::types::{RunStepDeltaObject, RunStepObject};

event_union! {
    /// A stream event about a run step.
    ///
    /// No call takes this type or answers with it.
    #[error = "error"]
    #[end = "[DONE]"]
    pub enum RunStepStreamEvent {
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
    }
}
