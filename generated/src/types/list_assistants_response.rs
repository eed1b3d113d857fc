//! The schema `ListAssistantsResponse` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::http::Page;

use crate::types::AssistantObject;

object! {
    /// One page of assistants.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ListAssistantsResponse {
        /// Kind of the object, `list`.
        #[wire(corrected = "object")]
        pub object: String,
        /// The assistants, in the order asked for.
        #[wire(corrected = "data")]
        pub data: Vec<AssistantObject>,
        /// Id of the first assistant here; pass it as `before` to page backwards.
        #[wire(corrected = "first_id")]
        pub first_id: String,
        /// Id of the last assistant here; pass it as `after` to get the next page.
        #[wire(corrected = "last_id")]
        pub last_id: String,
        /// Whether there are more assistants beyond this page.
        #[wire(corrected = "has_more")]
        pub has_more: bool,
    }
}

impl Page for ListAssistantsResponse {
    type Item = AssistantObject;

    const LIST: Option<&'static [&'static str]> = Some(&["data"]);
    const CURSOR: Option<&'static str> = Some("id");
    const MORE: Option<&'static [&'static str]> = Some(&["has_more"]);

    fn items(&self) -> &[AssistantObject] {
        &self.data
    }

    fn into_items(self) -> Vec<AssistantObject> {
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
