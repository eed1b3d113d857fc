//! The schema `DeleteModelResponse` and what is inside it.

use openapi_loom_runtime::object;

object! {
    /// Confirms that a model was deleted.
    #[extra(extra)]
    #[derive(Default)]
    pub struct DeleteModelResponse {
        /// Name of the model.
        #[wire(corrected = "id")]
        pub id: String,
        /// Whether the model was deleted.
        #[wire(corrected = "deleted")]
        pub deleted: bool,
        /// Kind of the object, `model`.
        #[wire(corrected = "object")]
        pub object: String,
    }
}
