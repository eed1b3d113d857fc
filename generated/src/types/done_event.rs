//! The schema `DoneEvent` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// The last event of a stream: nothing comes after it.
    ///
    /// No call takes this type or answers with it.
    #[extra(extra)]
    #[derive(Default)]
    pub struct DoneEvent {
        /// Marks the end of the stream.
        ///
        /// Always `done`.
        #[wire(corrected = "event")]
        #[always = "done"]
        pub event: Constant<Self>,
        /// Fixed text; not JSON.
        ///
        /// Always `[DONE]`.
        #[wire(corrected = "data")]
        #[always = "[DONE]"]
        pub data: Constant<Self, 1>,
    }
}
