//! The schema `ErrorEvent` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

use crate::types::Error;

object! {
    /// Reports a failure in the middle of a stream, which then ends.
    ///
    /// No call takes this type or answers with it.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ErrorEvent {
        /// Marks an error.
        ///
        /// Always `error`.
        #[wire(corrected = "event")]
        #[always = "error"]
        pub event: Constant<Self>,
        /// What went wrong.
        #[wire(corrected = "data")]
        pub data: Error,
    }
}
