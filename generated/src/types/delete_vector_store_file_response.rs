//! The schema `DeleteVectorStoreFileResponse` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Confirms that a file was taken out of a vector store.
    #[extra(extra)]
    #[derive(Default)]
    pub struct DeleteVectorStoreFileResponse {
        /// Id of the file.
        #[wire(corrected = "id")]
        pub id: String,
        /// Whether the file was taken out.
        #[wire(corrected = "deleted")]
        pub deleted: bool,
        /// Marks a file that was taken out of a vector store.
        ///
        /// Always `vector_store.file.deleted`.
        #[wire(corrected = "object")]
        #[always = "vector_store.file.deleted"]
        pub object: Constant<Self>,
    }
}
