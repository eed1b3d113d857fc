//! The schema `ListMessagesResponse` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::http::Page;

use crate::types::MessageObject;

object! {
    /// One page of messages.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ListMessagesResponse {
        /// Kind of the object, `list`.
        #[wire(corrected = "object")]
        pub object: String,
        /// The messages, in the order asked for.
        #[wire(corrected = "data")]
        pub data: Vec<MessageObject>,
        /// Id of the first message here; pass it as `before` to page backwards.
        #[wire(corrected = "first_id")]
        pub first_id: String,
        /// Id of the last message here; pass it as `after` to get the next page.
        #[wire(corrected = "last_id")]
        pub last_id: String,
        /// Whether there are more messages beyond this page.
        #[wire(corrected = "has_more")]
        pub has_more: bool,
    }
}

impl Page for ListMessagesResponse {
    type Item = MessageObject;

    const LIST: Option<&'static [&'static str]> = Some(&["data"]);
    const CURSOR: Option<&'static str> = Some("id");
    const MORE: Option<&'static [&'static str]> = Some(&["has_more"]);

    fn items(&self) -> &[MessageObject] {
        &self.data
    }

    fn into_items(self) -> Vec<MessageObject> {
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
