//! The schema `DeleteThreadResponse` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Result of deleting a thread.
    #[extra(extra)]
    #[derive(Default)]
    pub struct DeleteThreadResponse {
        /// Id of the thread.
        #[wire(corrected = "id")]
        pub id: String,
        /// True when the thread is gone.
        #[wire(corrected = "deleted")]
        pub deleted: bool,
        /// Marks a deleted thread.
        ///
        /// Always `thread.deleted`.
        #[wire(corrected = "object")]
        #[always = "thread.deleted"]
        pub object: Constant<Self>,
    }
}
