//! The schema `RunCompletionUsage` and what is inside it.

use openapi_loom_runtime::object;

object! {
    /// Tokens that a run used; null until the run has ended.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunCompletionUsage {
        /// Tokens the model wrote during the run.
        #[wire(corrected = "completion_tokens")]
        pub completion_tokens: i64,
        /// Tokens the model read during the run.
        #[wire(corrected = "prompt_tokens")]
        pub prompt_tokens: i64,
        /// Sum of prompt and completion tokens.
        #[wire(corrected = "total_tokens")]
        pub total_tokens: i64,
    }
}
