//! The schema `DeleteFileResponse` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Confirms that a file was deleted.
    #[extra(extra)]
    #[derive(Default)]
    pub struct DeleteFileResponse {
        /// Id of the file.
        #[wire(corrected = "id")]
        pub id: String,
        /// Marks a file.
        ///
        /// Always `file`.
        #[wire(corrected = "object")]
        #[always = "file"]
        pub object: Constant<Self>,
        /// Whether the file was deleted.
        #[wire(corrected = "deleted")]
        pub deleted: bool,
    }
}
