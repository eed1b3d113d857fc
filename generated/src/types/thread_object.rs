//! The schema `ThreadObject` and what is inside it.

use openapi_loom_runtime::{UnixTime, object};
use openapi_loom_runtime::value::Constant;

use crate::types::Metadata;

object! {
    /// A conversation: an ordered set of messages that assistants are run on.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ThreadObject {
        /// Id of the thread.
        #[wire(corrected = "id")]
        pub id: String,
        /// Marks a thread.
        ///
        /// Always `thread`.
        #[wire(corrected = "object")]
        #[always = "thread"]
        pub object: Constant<Self>,
        /// When the thread was created, in Unix seconds.
        #[wire(corrected = "created_at")]
        pub created_at: UnixTime,
        /// Files and vector stores for tools used in this thread, by tool.
        #[wire(nullable = "tool_resources")]
        pub tool_resources: Option<ThreadObjectToolResources>,
        /// Notes the caller stored with the thread.
        #[wire(nullable = "metadata")]
        pub metadata: Option<Metadata>,
    }
}

object! {
    /// Files and vector stores for tools used in this thread, by tool.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ThreadObjectToolResources {
        /// Resources of the code interpreter.
        #[wire(optional = "code_interpreter")]
        pub code_interpreter: Option<ThreadObjectToolResourcesCodeInterpreter>,
        /// Resources of file search.
        #[wire(optional = "file_search")]
        pub file_search: Option<ThreadObjectToolResourcesFileSearch>,
    }
}

object! {
    /// Resources of the code interpreter.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ThreadObjectToolResourcesCodeInterpreter {
        /// Ids of the files that code may read.
        ///
        /// At most 20 items. Default: `[]`.
        #[wire(optional = "file_ids")]
        pub file_ids: Option<Vec<String>>,
    }
}

object! {
    /// Resources of file search.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ThreadObjectToolResourcesFileSearch {
        /// Id of the vector store that is searched.
        ///
        /// At most 1 item.
        #[wire(optional = "vector_store_ids")]
        pub vector_store_ids: Option<Vec<String>>,
    }
}
