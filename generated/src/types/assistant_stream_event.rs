//! The schema `AssistantStreamEvent` and what is inside it.

use openapi_loom_runtime::event_union;
use openapi_loom_runtime::http::{Accumulate, Snapshots};
use openapi_loom_runtime::value::MergeRules;

use crate::Result;
use crate::types::{
    MessageDeltaObject, MessageDeltaObjectDeltaContentItem, MessageObject, RunObject,
    RunStepDeltaObject, RunStepObject, ThreadObject,
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

/// What the events of a stream of [`AssistantStreamEvent`] add up to so far.
///
/// Get it from [`Accumulated::state`](crate::Accumulated::state).
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct AssistantStreamEventState {
    /// Each [`ThreadObject`], as far as it is known.
    pub threads: Snapshots<ThreadObject>,
    /// Each [`RunObject`], as far as it is known.
    pub runs: Snapshots<RunObject>,
    /// Each [`RunStepObject`], as far as it is known.
    pub run_steps: Snapshots<RunStepObject>,
    /// Each [`MessageObject`], as far as it is known.
    pub messages: Snapshots<MessageObject>,
}

const RULES: MergeRules = MergeRules {
    index: "index",
    identity: Some("id"),
    replaced: &["detail", "file_id", "id", "message_id", "role", "type", "url"],
};

impl Accumulate for AssistantStreamEvent {
    type State = AssistantStreamEventState;

    fn add_to(&self, state: &mut AssistantStreamEventState) -> Result<()> {
        match self {
            Self::ThreadCreated(whole) => state.threads.replace(&whole.id, whole),
            Self::ThreadRunCreated(whole)
            | Self::ThreadRunQueued(whole)
            | Self::ThreadRunInProgress(whole)
            | Self::ThreadRunRequiresAction(whole)
            | Self::ThreadRunCompleted(whole)
            | Self::ThreadRunIncomplete(whole)
            | Self::ThreadRunFailed(whole)
            | Self::ThreadRunCancelling(whole)
            | Self::ThreadRunCancelled(whole)
            | Self::ThreadRunExpired(whole) => state.runs.replace(&whole.id, whole),
            Self::ThreadRunStepCreated(whole)
            | Self::ThreadRunStepInProgress(whole)
            | Self::ThreadRunStepCompleted(whole)
            | Self::ThreadRunStepFailed(whole)
            | Self::ThreadRunStepCancelled(whole)
            | Self::ThreadRunStepExpired(whole) => {
                state.run_steps.replace(&whole.id, whole)
            }
            Self::ThreadRunStepDelta(part) => {
                state.run_steps.merge("id", &part.id, &part.delta, &RULES)?;
            }
            Self::ThreadMessageCreated(whole)
            | Self::ThreadMessageInProgress(whole)
            | Self::ThreadMessageCompleted(whole)
            | Self::ThreadMessageIncomplete(whole) => {
                state.messages.replace(&whole.id, whole)
            }
            Self::ThreadMessageDelta(part) => {
                state.messages.merge("id", &part.id, &part.delta, &RULES)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&self) -> impl Iterator<Item = &str> {
        self.text_deltas()
    }
}

impl AssistantStreamEvent {
    /// The pieces of text that the event brings, in their order.
    pub fn text_deltas(&self) -> impl Iterator<Item = &str> {
        let messages = match self {
            Self::ThreadMessageDelta(part) => Some(part),
            _ => None,
        };
        messages
            .into_iter()
            .map(|value| &value.delta)
            .filter_map(|value| value.content.as_ref())
            .flatten()
            .filter_map(|value| match value {
                MessageDeltaObjectDeltaContentItem::Text(value) => Some(value),
                _ => None,
            })
            .filter_map(|value| value.text.as_ref())
            .filter_map(|value| value.value.as_deref())
    }
}
