//! The schema `AssistantsApiToolChoiceOption` and what is inside it.

use openapi_loom_runtime::union;
use serde_json::Value;

use crate::types::AssistantsNamedToolChoice;

union! {
    /// Whether the model calls a tool, and which.
    ///
    /// `none` forbids tool calls, `auto` leaves them to the model, `required` demands at least one
    /// before the model answers.
    #[expected = "a string or an object"]
    pub enum AssistantsApiToolChoiceOption {
        /// `none`
        None = "none",
        /// `auto`
        Auto = "auto",
        /// `required`
        Required = "required",
        /// An object.
        Named(AssistantsNamedToolChoice) = object,
        /// A value that the document does not list, kept as it is.
        Other(Value) = [string],
    }
}
