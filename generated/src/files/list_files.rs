//! `GET /files`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Items, Method, Operation, Pages};
use openapi_loom_runtime::value::IntoOptional;

use crate::Client;
use crate::types::{ListFilesOrder, ListFilesResponse};

/// `GET /files`
pub(crate) static LIST_FILES: Operation = Operation::new(
    "listFiles",
    Method::GET,
    "/files",
);

/// A call of [`list_files`](super::Files::list_files).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct ListFiles {
    call: Call,
}

impl ListFiles {
    pub(super) fn new(client: &Client) -> Self {
        Self {
            call: Call::new(client.inner(), &LIST_FILES),
        }
    }

    /// Keeps only the files that are for this.
    pub fn purpose<M>(mut self, purpose: impl IntoOptional<String, M>) -> Self {
        if let Some(purpose) = purpose.into_optional() {
            self.call.set_query("purpose", purpose);
        }
        self
    }

    /// Largest number of files on a page, from 1 to 10,000.
    ///
    /// Default: `10000`.
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
    pub fn order<M>(mut self, order: impl IntoOptional<ListFilesOrder, M>) -> Self {
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

    /// The list page by page, each asked for when it is wanted. A page comes
    /// without the items that are malformed, and after it an error for each.
    pub fn pages(self) -> Pages<ListFilesResponse> {
        self.into_call().pages("after")
    }

    /// The list item by item, over all pages. One that is malformed is an error
    /// in its place, after which the list goes on.
    pub fn items(self) -> Items<ListFilesResponse> {
        self.pages().items()
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { ListFiles -> ListFilesResponse }
crate::client::call_options! { ListFiles }
