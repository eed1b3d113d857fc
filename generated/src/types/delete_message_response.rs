//! The schema `DeleteMessageResponse` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Result of deleting a message.
    #[extra(extra)]
    #[derive(Default)]
    pub struct DeleteMessageResponse {
        /// Id of the message.
        #[wire(corrected = "id")]
        pub id: String,
        /// True when the message is gone.
        #[wire(corrected = "deleted")]
        pub deleted: bool,
        /// Marks a deleted message.
        ///
        /// Always `thread.message.deleted`.
        #[wire(corrected = "object")]
        #[always = "thread.message.deleted"]
        pub object: Constant<Self>,
    }
}
