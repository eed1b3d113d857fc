//! The schema `VectorStoreFileContentResponse` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// What was read out of a file of a vector store.
    #[extra(extra)]
    #[derive(Default)]
    pub struct VectorStoreFileContentResponse {
        /// Marks the content of a file.
        ///
        /// Always `vector_store.file_content.page`.
        #[wire(corrected = "object")]
        #[always = "vector_store.file_content.page"]
        pub object: Constant<Self>,
        /// The content, in its order.
        #[wire(corrected = "data")]
        pub data: Vec<VectorStoreFileContentResponseDataItem>,
        /// Whether there is more of it.
        #[wire(corrected = "has_more")]
        pub has_more: bool,
        /// What stands for the next page, if there is one.
        #[wire(nullable = "next_page")]
        pub next_page: Option<String>,
    }
}

object! {
    /// A piece of the content.
    #[extra(extra)]
    #[derive(Default)]
    pub struct VectorStoreFileContentResponseDataItem {
        /// Kind of the piece; at present always `text`.
        #[wire(optional = "type")]
        pub r#type: Option<String>,
        /// The text.
        #[wire(optional = "text")]
        pub text: Option<String>,
    }
}
