//! The schema `ListRunsResponse` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::http::Page;

use crate::types::RunObject;

object! {
    /// One page of runs.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ListRunsResponse {
        /// Kind of the object, `list`.
        #[wire(corrected = "object")]
        pub object: String,
        /// The runs, in the order asked for.
        #[wire(corrected = "data")]
        pub data: Vec<RunObject>,
        /// Id of the first run here; pass it as `before` to page backwards.
        #[wire(corrected = "first_id")]
        pub first_id: String,
        /// Id of the last run here; pass it as `after` to get the next page.
        #[wire(corrected = "last_id")]
        pub last_id: String,
        /// Whether there are more runs beyond this page.
        #[wire(corrected = "has_more")]
        pub has_more: bool,
    }
}

impl Page for ListRunsResponse {
    type Item = RunObject;

    const LIST: Option<&'static [&'static str]> = Some(&["data"]);
    const CURSOR: Option<&'static str> = Some("id");
    const MORE: Option<&'static [&'static str]> = Some(&["has_more"]);

    fn items(&self) -> &[RunObject] {
        &self.data
    }

    fn into_items(self) -> Vec<RunObject> {
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
