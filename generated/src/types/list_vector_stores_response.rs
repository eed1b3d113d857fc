//! The schema `ListVectorStoresResponse` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::http::Page;

use crate::types::VectorStoreObject;

object! {
    /// One page of vector stores.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ListVectorStoresResponse {
        /// Kind of the object, `list`.
        #[wire(corrected = "object")]
        pub object: String,
        /// The vector stores, in the order asked for.
        #[wire(corrected = "data")]
        pub data: Vec<VectorStoreObject>,
        /// Id of the first vector store here; pass it as `before` to page backwards.
        #[wire(corrected = "first_id")]
        pub first_id: String,
        /// Id of the last vector store here; pass it as `after` to get the next page.
        #[wire(corrected = "last_id")]
        pub last_id: String,
        /// Whether there are more vector stores beyond this page.
        #[wire(corrected = "has_more")]
        pub has_more: bool,
    }
}

impl Page for ListVectorStoresResponse {
    type Item = VectorStoreObject;

    const LIST: Option<&'static [&'static str]> = Some(&["data"]);
    const CURSOR: Option<&'static str> = Some("id");
    const MORE: Option<&'static [&'static str]> = Some(&["has_more"]);

    fn items(&self) -> &[VectorStoreObject] {
        &self.data
    }

    fn into_items(self) -> Vec<VectorStoreObject> {
        self.data
    }

    fn has_more(&self) -> bool {
        self.has_more
    }

    fn next_cursor(&self) -> Option<&str> {
        self.data.last().map(|item| item.id.as_str()).filter(|cursor| !cursor.is_empty())
    }

    fn previous_cursor(&self) -> Option<&str> {
        self.data
            .first()
            .map(|item| item.id.as_str())
            .filter(|cursor| !cursor.is_empty())
    }
}
