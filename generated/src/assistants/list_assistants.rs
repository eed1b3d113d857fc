//! `GET /assistants`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Items, Method, Operation, Pages};
use openapi_loom_runtime::value::IntoOptional;

use crate::Client;
use crate::types::{ListAssistantsOrder, ListAssistantsResponse};

/// `GET /assistants`
pub(crate) static LIST_ASSISTANTS: Operation = Operation::new(
        "listAssistants",
        Method::GET,
        "/assistants",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`list_assistants`](super::Assistants::list_assistants).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct ListAssistants {
    call: Call,
}

impl ListAssistants {
    pub(super) fn new(client: &Client) -> Self {
        Self {
            call: Call::new(client.inner(), &LIST_ASSISTANTS),
        }
    }

    /// Largest number of objects on a page, from 1 to 100.
    ///
    /// Default: `20`.
    ///
    /// This is the size of a page, not of the whole list.
    pub fn limit<M>(mut self, limit: impl IntoOptional<i64, M>) -> Self {
        if let Some(limit) = limit.into_optional() {
            self.call.set_query("limit", limit);
        }
        self
    }

    /// Order by creation time: `asc` starts with the oldest object, `desc` with the newest.
    ///
    /// Default: `desc`.
    pub fn order<M>(mut self, order: impl IntoOptional<ListAssistantsOrder, M>) -> Self {
        if let Some(order) = order.into_optional() {
            self.call.set_query("order", order);
        }
        self
    }

    /// Object id as a cursor; the page starts with the object that follows it in the list.
    pub fn after<M>(mut self, after: impl IntoOptional<String, M>) -> Self {
        if let Some(after) = after.into_optional() {
            self.call.set_query("after", after);
        }
        self
    }

    /// Object id as a cursor; the page ends with the object that precedes it in the list.
    pub fn before<M>(mut self, before: impl IntoOptional<String, M>) -> Self {
        if let Some(before) = before.into_optional() {
            self.call.set_query("before", before);
        }
        self
    }

    /// The list page by page, each asked for when it is wanted. A page comes
    /// without the items that are malformed, and after it an error for each.
    ///
    /// It goes backwards where `before` alone says where it begins.
    pub fn pages(self) -> Pages<ListAssistantsResponse> {
        self.into_call().pages_either_way("after", "before")
    }

    /// The list item by item, over all pages. One that is malformed is an error
    /// in its place, after which the list goes on.
    pub fn items(self) -> Items<ListAssistantsResponse> {
        self.pages().items()
    }

    /// The list backwards: the page before `before`, then that before it, and so on.
    /// Within a page, the items are in their order.
    pub fn pages_back(self) -> Pages<ListAssistantsResponse> {
        self.into_call().pages_back("before")
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { ListAssistants -> ListAssistantsResponse }
crate::client::call_options! { ListAssistants }
