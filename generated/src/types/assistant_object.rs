//! The schema `AssistantObject` and what is inside it.

use openapi_loom_runtime::{UnixTime, object, tagged_union};
use openapi_loom_runtime::value::Constant;

use crate::types::{
    AssistantToolsCode, AssistantToolsFileSearch, AssistantToolsFunction,
    AssistantsApiResponseFormatOption, Metadata,
};

object! {
    /// An assistant: a model with instructions and tools, which runs use.
    ///
    /// **Deprecated.**
    #[extra(extra)]
    #[derive(Default)]
    pub struct AssistantObject {
        /// Id of the assistant.
        #[wire(corrected = "id")]
        pub id: String,
        /// Marks an assistant.
        ///
        /// Always `assistant`.
        #[wire(corrected = "object")]
        #[always = "assistant"]
        pub object: Constant<Self>,
        /// When the assistant was created, in Unix seconds.
        #[wire(corrected = "created_at")]
        pub created_at: UnixTime,
        /// Name of the assistant.
        ///
        /// At most 256 characters.
        #[wire(nullable = "name")]
        pub name: Option<String>,
        /// What the assistant is for.
        ///
        /// At most 512 characters.
        #[wire(nullable = "description")]
        pub description: Option<String>,
        /// Model that runs use unless they name another.
        #[wire(corrected = "model")]
        pub model: String,
        /// Instructions that the model follows in each run.
        ///
        /// At most 256000 characters.
        #[wire(nullable = "instructions")]
        pub instructions: Option<String>,
        /// Tools that runs may use.
        ///
        /// At most 128 items. Default: `[]`.
        #[wire(corrected = "tools")]
        pub tools: Vec<AssistantObjectTool>,
        /// Files and vector stores for the tools, by tool.
        #[wire(optional = "tool_resources")]
        pub tool_resources: Option<AssistantObjectToolResources>,
        /// Notes the caller stored with the assistant.
        #[wire(nullable = "metadata")]
        pub metadata: Option<Metadata>,
        /// Randomness of sampling: near 0 the output is focused and repeatable, above 1 it varies
        /// widely.
        ///
        /// 0 to 2. Default: `1`.
        #[wire(optional = "temperature")]
        pub temperature: Option<f64>,
        /// Nucleus sampling: only the likeliest tokens that together reach this probability are
        /// considered.
        ///
        /// 0 to 1. Default: `1`.
        #[wire(optional = "top_p")]
        pub top_p: Option<f64>,
        /// Shape that the output must have; null or absent leaves it to the model.
        #[wire(optional = "response_format")]
        pub response_format: Option<AssistantsApiResponseFormatOption>,
    }
}

tagged_union! {
    /// A tool that runs may use.
    #[tag = "type"]
    pub enum AssistantObjectTool {
        /// `code_interpreter`
        CodeInterpreter(AssistantToolsCode) = "code_interpreter",
        /// `file_search`
        FileSearch(AssistantToolsFileSearch) = "file_search",
        /// `function`
        Function(AssistantToolsFunction) = "function",
    }

    impl AssistantObjectTool {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

object! {
    /// Files and vector stores for the tools, by tool.
    #[extra(extra)]
    #[derive(Default)]
    pub struct AssistantObjectToolResources {
        /// Resources of the code interpreter.
        #[wire(optional = "code_interpreter")]
        pub code_interpreter: Option<AssistantObjectToolResourcesCodeInterpreter>,
        /// Resources of file search.
        #[wire(optional = "file_search")]
        pub file_search: Option<AssistantObjectToolResourcesFileSearch>,
    }
}

object! {
    /// Resources of the code interpreter.
    #[extra(extra)]
    #[derive(Default)]
    pub struct AssistantObjectToolResourcesCodeInterpreter {
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
    pub struct AssistantObjectToolResourcesFileSearch {
        /// Id of the vector store that is searched.
        ///
        /// At most 1 item.
        #[wire(optional = "vector_store_ids")]
        pub vector_store_ids: Option<Vec<String>>,
    }
}
