//! The schema `ErrorResponse` and what is inside it.

use openapi_loom_runtime::object;

use crate::types::Error;

object! {
    /// Body of a response that is not a success.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ErrorResponse {
        /// What went wrong.
        #[wire(corrected = "error")]
        pub error: Error,
    }
}
