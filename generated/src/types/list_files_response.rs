//! The schema `ListFilesResponse` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::http::Page;

use crate::types::OpenAiFile;

object! {
    /// One page of files.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ListFilesResponse {
        /// Kind of the object, `list`.
        #[wire(corrected = "object")]
        pub object: String,
        /// The files, in the order asked for.
        #[wire(corrected = "data")]
        pub data: Vec<OpenAiFile>,
        /// Id of the first file here.
        #[wire(corrected = "first_id")]
        pub first_id: String,
        /// Id of the last file here; pass it as `after` to get the next page.
        #[wire(corrected = "last_id")]
        pub last_id: String,
        /// Whether there are more files beyond this page.
        #[wire(corrected = "has_more")]
        pub has_more: bool,
    }
}

impl Page for ListFilesResponse {
    type Item = OpenAiFile;

    const LIST: Option<&'static [&'static str]> = Some(&["data"]);
    const CURSOR: Option<&'static str> = Some("id");
    const MORE: Option<&'static [&'static str]> = Some(&["has_more"]);

    fn items(&self) -> &[OpenAiFile] {
        &self.data
    }

    fn into_items(self) -> Vec<OpenAiFile> {
        self.data
    }

    fn has_more(&self) -> bool {
        self.has_more
    }

    fn next_cursor(&self) -> Option<&str> {
        self.data.last().map(|item| item.id.as_str()).filter(|cursor| !cursor.is_empty())
    }
}
