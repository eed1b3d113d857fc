//! The schema `ModifyThreadRequest` and what is inside it.

use openapi_loom_runtime::{Nullable, object};
use openapi_loom_runtime::value::{
    IntoNullable, IntoNullableMap, IntoOptional, IntoOptionalList,
};

use crate::types::Metadata;

object! {
    /// Changes to make to a thread.
    ///
    /// The document allows no other properties.
    #[derive(Default)]
    pub struct ModifyThreadRequest {
        /// Files and vector stores for tools used in this thread, by tool.
        #[wire(optional = "tool_resources")]
        pub tool_resources: Nullable<ModifyThreadRequestToolResources>,
        /// Notes of the caller's own to store with the thread.
        #[wire(optional = "metadata")]
        pub metadata: Nullable<Metadata>,
    }
}

impl ModifyThreadRequest {
    /// A `ModifyThreadRequest` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`tool_resources`](Self::tool_resources).
    #[must_use]
    pub fn tool_resources<M>(
        mut self,
        tool_resources: impl IntoNullable<ModifyThreadRequestToolResources, M>,
    ) -> Self {
        self.tool_resources = tool_resources.into_nullable();
        self
    }

    /// Sets [`metadata`](Self::metadata).
    #[must_use]
    pub fn metadata<M>(mut self, metadata: impl IntoNullableMap<String, M>) -> Self {
        self.metadata = metadata.into_nullable_map();
        self
    }
}

openapi_loom_runtime::converts! {
    /// `id`, `object`, `created_at` stay behind.
    super::ThreadObject => ModifyThreadRequest, |value| {
        Self {
            tool_resources: value.tool_resources.map(Into::into).nullable(),
            metadata: value.metadata.nullable(),
        }
    }
}

object! {
    /// Files and vector stores for tools used in this thread, by tool.
    #[derive(Default)]
    pub struct ModifyThreadRequestToolResources {
        /// Resources of the code interpreter.
        #[wire(optional = "code_interpreter")]
        pub code_interpreter: Option<ModifyThreadRequestToolResourcesCodeInterpreter>,
        /// Resources of file search.
        #[wire(optional = "file_search")]
        pub file_search: Option<ModifyThreadRequestToolResourcesFileSearch>,
    }
}

impl ModifyThreadRequestToolResources {
    /// A `ModifyThreadRequestToolResources` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`code_interpreter`](Self::code_interpreter).
    #[must_use]
    pub fn code_interpreter<M>(
        mut self,
        code_interpreter: impl IntoOptional<
            ModifyThreadRequestToolResourcesCodeInterpreter,
            M,
        >,
    ) -> Self {
        self.code_interpreter = code_interpreter.into_optional();
        self
    }

    /// Sets [`file_search`](Self::file_search).
    #[must_use]
    pub fn file_search<M>(
        mut self,
        file_search: impl IntoOptional<ModifyThreadRequestToolResourcesFileSearch, M>,
    ) -> Self {
        self.file_search = file_search.into_optional();
        self
    }
}

openapi_loom_runtime::converts! {
    super::ThreadObjectToolResources => ModifyThreadRequestToolResources, |value| {
        Self {
            code_interpreter: value.code_interpreter.map(Into::into),
            file_search: value.file_search.map(Into::into),
        }
    }
}

object! {
    /// Resources of the code interpreter.
    #[derive(Default)]
    pub struct ModifyThreadRequestToolResourcesCodeInterpreter {
        /// Ids of the files that code may read.
        ///
        /// At most 20 items. Default: `[]`.
        #[wire(optional = "file_ids")]
        pub file_ids: Option<Vec<String>>,
    }
}

impl ModifyThreadRequestToolResourcesCodeInterpreter {
    /// A `ModifyThreadRequestToolResourcesCodeInterpreter` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`file_ids`](Self::file_ids).
    #[must_use]
    pub fn file_ids<M>(mut self, file_ids: impl IntoOptionalList<String, M>) -> Self {
        self.file_ids = file_ids.into_optional_list();
        self
    }
}

openapi_loom_runtime::converts! {
    super::ThreadObjectToolResourcesCodeInterpreter =>
        ModifyThreadRequestToolResourcesCodeInterpreter, |value| {
        Self {
            file_ids: value.file_ids,
        }
    }
}

object! {
    /// Resources of file search.
    #[derive(Default)]
    pub struct ModifyThreadRequestToolResourcesFileSearch {
        /// Id of the vector store to search.
        ///
        /// At most 1 item.
        #[wire(optional = "vector_store_ids")]
        pub vector_store_ids: Option<Vec<String>>,
    }
}

impl ModifyThreadRequestToolResourcesFileSearch {
    /// A `ModifyThreadRequestToolResourcesFileSearch` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`vector_store_ids`](Self::vector_store_ids).
    #[must_use]
    pub fn vector_store_ids<M>(
        mut self,
        vector_store_ids: impl IntoOptionalList<String, M>,
    ) -> Self {
        self.vector_store_ids = vector_store_ids.into_optional_list();
        self
    }
}

openapi_loom_runtime::converts! {
    super::ThreadObjectToolResourcesFileSearch =>
        ModifyThreadRequestToolResourcesFileSearch, |value| {
        Self {
            vector_store_ids: value.vector_store_ids,
        }
    }
}
