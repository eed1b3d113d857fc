//! The schema `RunObject` and what is inside it.

use openapi_loom_runtime::{UnixTime, object, open_enum, tagged_union};
use openapi_loom_runtime::value::Constant;

use crate::types::{
    AssistantToolsCode, AssistantToolsFileSearch, AssistantToolsFunction,
    AssistantsApiResponseFormatOption, AssistantsApiToolChoiceOption, Metadata, ParallelToolCalls,
    RunCompletionUsage, RunToolCallObject, TruncationObject,
};

object! {
    /// One execution of an assistant on a thread.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunObject {
        /// Id of the run.
        #[wire(corrected = "id")]
        pub id: String,
        /// Marks a run.
        ///
        /// Always `thread.run`.
        #[wire(corrected = "object")]
        #[always = "thread.run"]
        pub object: Constant<Self>,
        /// When the run was created, in Unix seconds.
        #[wire(corrected = "created_at")]
        pub created_at: UnixTime,
        /// Id of the thread that is run.
        #[wire(corrected = "thread_id")]
        pub thread_id: String,
        /// Id of the assistant that runs.
        #[wire(corrected = "assistant_id")]
        pub assistant_id: String,
        /// How far the run is. It goes from `queued` to `in_progress`, waits in `requires_action` for
        /// outputs of the caller's functions, and ends as `completed`, `incomplete`, `failed`,
        /// `cancelled` or `expired`.
        #[wire(corrected = "status")]
        pub status: RunObjectStatus,
        /// What the caller must do for the run to go on; null unless the status is `requires_action`.
        #[wire(nullable = "required_action")]
        pub required_action: Option<RunObjectRequiredAction>,
        /// Why the run failed; null when it did not.
        #[wire(nullable = "last_error")]
        pub last_error: Option<RunObjectLastError>,
        /// When the run expires if it has not ended by then, in Unix seconds; null when no deadline
        /// applies.
        #[wire(nullable = "expires_at")]
        pub expires_at: Option<UnixTime>,
        /// When work on the run began, in Unix seconds; null if it has not.
        #[wire(nullable = "started_at")]
        pub started_at: Option<UnixTime>,
        /// When the run was cancelled, in Unix seconds; null if it was not.
        #[wire(nullable = "cancelled_at")]
        pub cancelled_at: Option<UnixTime>,
        /// When the run failed, in Unix seconds; null if it did not.
        #[wire(nullable = "failed_at")]
        pub failed_at: Option<UnixTime>,
        /// When the run was completed, in Unix seconds; null if it was not.
        #[wire(nullable = "completed_at")]
        pub completed_at: Option<UnixTime>,
        /// Why the run was cut short; null unless `incomplete`.
        #[wire(nullable = "incomplete_details")]
        pub incomplete_details: Option<RunObjectIncompleteDetails>,
        /// Name of the model in use.
        #[wire(corrected = "model")]
        pub model: String,
        /// Instructions in force for the run.
        #[wire(corrected = "instructions")]
        pub instructions: String,
        /// Tools that the run may use.
        ///
        /// At most 20 items. Default: `[]`.
        #[wire(corrected = "tools")]
        pub tools: Vec<RunObjectTool>,
        /// Notes the caller stored with the run.
        #[wire(nullable = "metadata")]
        pub metadata: Option<Metadata>,
        /// Tokens used; null until the run has ended.
        #[wire(nullable = "usage")]
        pub usage: Option<RunCompletionUsage>,
        /// Sampling temperature in force for the run.
        #[wire(optional = "temperature")]
        pub temperature: Option<f64>,
        /// Nucleus sampling threshold in force for the run.
        #[wire(optional = "top_p")]
        pub top_p: Option<f64>,
        /// Budget of prompt tokens for the whole run; null when there is none.
        ///
        /// At least 256.
        #[wire(nullable = "max_prompt_tokens")]
        pub max_prompt_tokens: Option<i64>,
        /// Budget of completion tokens for the whole run; null when there is none.
        ///
        /// At least 256.
        #[wire(nullable = "max_completion_tokens")]
        pub max_completion_tokens: Option<i64>,
        /// How the thread is shortened to fit the context window.
        #[wire(nullable = "truncation_strategy")]
        pub truncation_strategy: Option<TruncationObject>,
        /// Whether tools must, may or must not be called.
        #[wire(nullable = "tool_choice")]
        pub tool_choice: Option<AssistantsApiToolChoiceOption>,
        /// Whether one turn may ask for several function calls.
        ///
        /// Default: `true`.
        #[wire(corrected = "parallel_tool_calls")]
        pub parallel_tool_calls: ParallelToolCalls,
        /// Required shape of the output.
        #[wire(nullable = "response_format")]
        pub response_format: Option<AssistantsApiResponseFormatOption>,
    }
}

object! {
    /// Why the run was cut short; null unless `incomplete`.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunObjectIncompleteDetails {
        /// Which token budget ran out.
        #[wire(optional = "reason")]
        pub reason: Option<RunObjectIncompleteDetailsReason>,
    }
}

open_enum! {
    /// Which token budget ran out.
    pub enum RunObjectIncompleteDetailsReason {
        MaxCompletionTokens = "max_completion_tokens",
        MaxPromptTokens = "max_prompt_tokens",
    }
}

object! {
    /// Why the run failed; null when it did not.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunObjectLastError {
        /// Kind of the failure.
        #[wire(corrected = "code")]
        pub code: RunObjectLastErrorCode,
        /// Explanation for people.
        #[wire(corrected = "message")]
        pub message: String,
    }
}

open_enum! {
    /// Kind of the failure.
    pub enum RunObjectLastErrorCode {
        ServerError = "server_error",
        RateLimitExceeded = "rate_limit_exceeded",
        InvalidPrompt = "invalid_prompt",
    }
}

object! {
    /// What the caller must do for the run to go on; null unless the status is `requires_action`.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunObjectRequiredAction {
        /// Marks a wait for outputs of function calls.
        ///
        /// Always `submit_tool_outputs`.
        #[wire(corrected = "type")]
        #[always = "submit_tool_outputs"]
        pub r#type: Constant<Self>,
        /// The calls that wait for an output.
        #[wire(corrected = "submit_tool_outputs")]
        pub submit_tool_outputs: RunObjectRequiredActionSubmitToolOutputs,
    }
}

object! {
    /// The calls that wait for an output.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunObjectRequiredActionSubmitToolOutputs {
        /// Functions to call; each needs an output.
        #[wire(corrected = "tool_calls")]
        pub tool_calls: Vec<RunToolCallObject>,
    }
}

open_enum! {
    /// How far the run is. It goes from `queued` to `in_progress`, waits in `requires_action` for
    /// outputs of the caller's functions, and ends as `completed`, `incomplete`, `failed`,
    /// `cancelled` or `expired`.
    pub enum RunObjectStatus {
        Queued = "queued",
        InProgress = "in_progress",
        RequiresAction = "requires_action",
        Cancelling = "cancelling",
        Cancelled = "cancelled",
        Failed = "failed",
        Completed = "completed",
        Incomplete = "incomplete",
        Expired = "expired",
    }
}

impl RunObjectStatus {
    /// Tells whether a poll ends at this.
    pub fn is_terminal(&self) -> bool {
        ["requires_action", "cancelled", "failed", "completed", "incomplete", "expired"]
            .contains(&self.as_str())
    }
}

tagged_union! {
    /// A tool that the run may use.
    #[tag = "type"]
    pub enum RunObjectTool {
        /// `code_interpreter`
        CodeInterpreter(AssistantToolsCode) = "code_interpreter",
        /// `file_search`
        FileSearch(AssistantToolsFileSearch) = "file_search",
        /// `function`
        Function(AssistantToolsFunction) = "function",
    }

    impl RunObjectTool {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}
