//! The schema `RunStepObject` and what is inside it.

use openapi_loom_runtime::{UnixTime, object, open_enum, tagged_union};
use openapi_loom_runtime::value::Constant;

use crate::types::{
    Metadata, RunStepCompletionUsage, RunStepDetailsMessageCreationObject,
    RunStepDetailsToolCallsObject,
};

object! {
    /// One thing a run did: it wrote a message or called tools.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepObject {
        /// Id of the step.
        #[wire(corrected = "id")]
        pub id: String,
        /// Marks a run step.
        ///
        /// Always `thread.run.step`.
        #[wire(corrected = "object")]
        #[always = "thread.run.step"]
        pub object: Constant<Self>,
        /// When the step was created, in Unix seconds.
        #[wire(corrected = "created_at")]
        pub created_at: UnixTime,
        /// Id of the assistant that runs.
        #[wire(corrected = "assistant_id")]
        pub assistant_id: String,
        /// Id of the thread that is run.
        #[wire(corrected = "thread_id")]
        pub thread_id: String,
        /// Id of the run this step belongs to.
        #[wire(corrected = "run_id")]
        pub run_id: String,
        /// Whether the step writes a message or calls tools.
        #[wire(corrected = "type")]
        pub r#type: RunStepObjectType,
        /// `in_progress` until the step ends in one of the other states.
        #[wire(corrected = "status")]
        pub status: RunStepObjectStatus,
        /// The message or the tool calls of the step.
        #[wire(corrected = "step_details")]
        pub step_details: RunStepObjectStepDetails,
        /// Why the step failed; null when it did not.
        #[wire(nullable = "last_error")]
        pub last_error: Option<RunStepObjectLastError>,
        /// When the step expired, in Unix seconds; null if it did not. A step expires with its run.
        #[wire(nullable = "expired_at")]
        pub expired_at: Option<UnixTime>,
        /// When the step was cancelled, in Unix seconds; null if it was not.
        #[wire(nullable = "cancelled_at")]
        pub cancelled_at: Option<UnixTime>,
        /// When the step failed, in Unix seconds; null if it did not.
        #[wire(nullable = "failed_at")]
        pub failed_at: Option<UnixTime>,
        /// When the step was completed, in Unix seconds; null if it was not.
        #[wire(nullable = "completed_at")]
        pub completed_at: Option<UnixTime>,
        /// Notes stored with the step.
        #[wire(nullable = "metadata")]
        pub metadata: Option<Metadata>,
        /// Tokens used; null until the step has ended.
        #[wire(nullable = "usage")]
        pub usage: Option<RunStepCompletionUsage>,
    }
}

object! {
    /// Why the step failed; null when it did not.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepObjectLastError {
        /// Kind of the failure.
        #[wire(corrected = "code")]
        pub code: RunStepObjectLastErrorCode,
        /// Explanation for people.
        #[wire(corrected = "message")]
        pub message: String,
    }
}

open_enum! {
    /// Kind of the failure.
    pub enum RunStepObjectLastErrorCode {
        ServerError = "server_error",
        RateLimitExceeded = "rate_limit_exceeded",
    }
}

open_enum! {
    /// `in_progress` until the step ends in one of the other states.
    pub enum RunStepObjectStatus {
        InProgress = "in_progress",
        Cancelled = "cancelled",
        Failed = "failed",
        Completed = "completed",
        Expired = "expired",
    }
}

tagged_union! {
    /// The message or the tool calls of the step.
    #[tag = "type"]
    pub enum RunStepObjectStepDetails {
        /// `message_creation`
        MessageCreation(RunStepDetailsMessageCreationObject) = "message_creation",
        /// `tool_calls`
        ToolCalls(RunStepDetailsToolCallsObject) = "tool_calls",
    }

    impl RunStepObjectStepDetails {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

open_enum! {
    /// Whether the step writes a message or calls tools.
    pub enum RunStepObjectType {
        MessageCreation = "message_creation",
        ToolCalls = "tool_calls",
    }
}
