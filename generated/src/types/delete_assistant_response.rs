//! The schema `DeleteAssistantResponse` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Confirms that an assistant was deleted.
    #[extra(extra)]
    #[derive(Default)]
    pub struct DeleteAssistantResponse {
        /// Id of the assistant.
        #[wire(corrected = "id")]
        pub id: String,
        /// Whether the assistant was deleted.
        #[wire(corrected = "deleted")]
        pub deleted: bool,
        /// Marks a deleted assistant.
        ///
        /// Always `assistant.deleted`.
        #[wire(corrected = "object")]
        #[always = "assistant.deleted"]
        pub object: Constant<Self>,
    }
}
