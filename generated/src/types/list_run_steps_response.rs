//! The schema `ListRunStepsResponse` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::http::Page;

use crate::types::RunStepObject;

object! {
    /// One page of run steps.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ListRunStepsResponse {
        /// Kind of the object, `list`.
        #[wire(corrected = "object")]
        pub object: String,
        /// The steps, in the order asked for.
        #[wire(corrected = "data")]
        pub data: Vec<RunStepObject>,
        /// Id of the first step here; pass it as `before` to page backwards.
        #[wire(corrected = "first_id")]
        pub first_id: String,
        /// Id of the last step here; pass it as `after` to get the next page.
        #[wire(corrected = "last_id")]
        pub last_id: String,
        /// Whether there are more steps beyond this page.
        #[wire(corrected = "has_more")]
        pub has_more: bool,
    }
}

impl Page for ListRunStepsResponse {
    type Item = RunStepObject;

    const LIST: Option<&'static [&'static str]> = Some(&["data"]);
    const CURSOR: Option<&'static str> = Some("id");
    const MORE: Option<&'static [&'static str]> = Some(&["has_more"]);

    fn items(&self) -> &[RunStepObject] {
        &self.data
    }

    fn into_items(self) -> Vec<RunStepObject> {
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
