//! The schema `Error` and what is inside it.

use openapi_loom_runtime::object;

object! {
    /// What went wrong with a request.
    #[extra(extra)]
    #[derive(Default)]
    pub struct Error {
        /// Short name of the cause, meant for programs; null when there is none.
        #[wire(nullable = "code")]
        pub code: Option<String>,
        /// Explanation for people.
        #[wire(corrected = "message")]
        pub message: String,
        /// Request parameter at fault; null when no single one is.
        #[wire(nullable = "param")]
        pub param: Option<String>,
        /// Broad class of the error, such as `invalid_request_error`.
        #[wire(corrected = "type")]
        pub r#type: String,
    }
}
