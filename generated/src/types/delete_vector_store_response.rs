//! The schema `DeleteVectorStoreResponse` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Confirms that a vector store was deleted.
    #[extra(extra)]
    #[derive(Default)]
    pub struct DeleteVectorStoreResponse {
        /// Id of the vector store.
        #[wire(corrected = "id")]
        pub id: String,
        /// Whether the vector store was deleted.
        #[wire(corrected = "deleted")]
        pub deleted: bool,
        /// Marks a deleted vector store.
        ///
        /// Always `vector_store.deleted`.
        #[wire(corrected = "object")]
        #[always = "vector_store.deleted"]
        pub object: Constant<Self>,
    }
}
