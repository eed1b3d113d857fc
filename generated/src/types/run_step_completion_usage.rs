//! The schema `RunStepCompletionUsage` and what is inside it.

use openapi_loom_runtime::object;

object! {
    /// Tokens that a run step used; null until the step has ended.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepCompletionUsage {
        /// Tokens the model wrote during the step.
        #[wire(corrected = "completion_tokens")]
        pub completion_tokens: i64,
        /// Tokens the model read during the step.
        #[wire(corrected = "prompt_tokens")]
        pub prompt_tokens: i64,
        /// Sum of prompt and completion tokens.
        #[wire(corrected = "total_tokens")]
        pub total_tokens: i64,
    }
}
