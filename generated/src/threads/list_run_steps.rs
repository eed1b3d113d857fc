//! `GET /threads/{thread_id}/runs/{run_id}/steps`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Items, Method, Operation, Pages};
use openapi_loom_runtime::value::{IntoOptional, IntoOptionalList};

use crate::Client;
use crate::types::{ListRunStepsIncludeItem, ListRunStepsOrder, ListRunStepsResponse};

/// `GET /threads/{thread_id}/runs/{run_id}/steps`
pub(crate) static LIST_RUN_STEPS: Operation = Operation::new(
        "listRunSteps",
        Method::GET,
        "/threads/{thread_id}/runs/{run_id}/steps",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`list_run_steps`](super::Threads::list_run_steps).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct ListRunSteps {
    call: Call,
}

impl ListRunSteps {
    pub(super) fn new(
        client: &Client,
        thread_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &LIST_RUN_STEPS)
                .path("thread_id", thread_id.as_ref())
                .path("run_id", run_id.as_ref()),
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
    pub fn order<M>(mut self, order: impl IntoOptional<ListRunStepsOrder, M>) -> Self {
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

    /// Additional fields to return. The only one offered is the text that file search found.
    pub fn include<M>(
        mut self,
        include: impl IntoOptionalList<ListRunStepsIncludeItem, M>,
    ) -> Self {
        if let Some(include) = include.into_optional_list() {
            self.call.set_query_list("include[]", include);
        }
        self
    }

    /// The list page by page, each asked for when it is wanted. A page comes
    /// without the items that are malformed, and after it an error for each.
    ///
    /// It goes backwards where `before` alone says where it begins.
    pub fn pages(self) -> Pages<ListRunStepsResponse> {
        self.into_call().pages_either_way("after", "before")
    }

    /// The list item by item, over all pages. One that is malformed is an error
    /// in its place, after which the list goes on.
    pub fn items(self) -> Items<ListRunStepsResponse> {
        self.pages().items()
    }

    /// The list backwards: the page before `before`, then that before it, and so on.
    /// Within a page, the items are in their order.
    pub fn pages_back(self) -> Pages<ListRunStepsResponse> {
        self.into_call().pages_back("before")
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { ListRunSteps -> ListRunStepsResponse }
crate::client::call_options! { ListRunSteps }
