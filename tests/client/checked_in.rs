//! Decoding and encoding again in the crate that is checked in, by the name of
//! a type.

use openai_threads::types;
use openapi_loom_generator::ir::TypeId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The value that a value becomes, or why it cannot be read.
pub(crate) type Outcome = Result<Value, String>;

/// The types that are read; that of another one fails the test by name.
macro_rules! by_name {
    ($name:expr, $json:expr; $($ty:ident),* $(,)?) => {
        match $name {
            $( stringify!($ty) => through::<types::$ty>($json), )*
            other => panic!("add `{other}` here"),
        }
    };
}

/// Decodes a value as a type, and encodes it again.
pub(crate) fn again(ty: &TypeId, value: &Value) -> Outcome {
    let name = match ty.component() {
        // The only one whose name is another in Rust.
        "OpenAIFile" => "OpenAiFile",
        name => name,
    };
    by_name!(name, &value.to_string();
        AssistantObject,
        AssistantStreamEvent,
        DeleteAssistantResponse,
        DeleteFileResponse,
        DeleteMessageResponse,
        DeleteModelResponse,
        DeleteThreadResponse,
        DeleteVectorStoreFileResponse,
        DeleteVectorStoreResponse,
        ErrorResponse,
        ListAssistantsResponse,
        ListFilesResponse,
        ListMessagesResponse,
        ListModelsResponse,
        ListRunStepsResponse,
        ListRunsResponse,
        ListVectorStoreFilesResponse,
        ListVectorStoresResponse,
        MessageDeltaObject,
        MessageObject,
        Model,
        OpenAiFile,
        RunObject,
        RunStepDeltaObject,
        RunStepObject,
        ThreadObject,
        Upload,
        UploadPart,
        VectorStoreFileBatchObject,
        VectorStoreFileContentResponse,
        VectorStoreFileObject,
        VectorStoreObject,
        VectorStoreSearchResultsPage,
    )
}

fn through<T: DeserializeOwned + Serialize>(json: &str) -> Outcome {
    let value: T = serde_json::from_str(json).map_err(|error| error.to_string())?;
    serde_json::to_value(&value).map_err(|error| error.to_string())
}
