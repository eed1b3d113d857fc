//! The types of the API, one file per schema.

/// Types that are only there with features that reach them.
macro_rules! types {
    ($condition:meta => $($module:ident($($name:ident),+)),+ $(,)?) => {
        $(
            #[cfg($condition)]
            mod $module;
            #[cfg($condition)]
            pub use self::$module::{$($name),+};
        )+
    };
}

mod assistant_stream_event;
pub use self::assistant_stream_event::{AssistantStreamEvent, AssistantStreamEventState};
mod assistant_supported_models;
pub use self::assistant_supported_models::AssistantSupportedModels;
mod assistant_tools_code;
pub use self::assistant_tools_code::AssistantToolsCode;
mod assistant_tools_file_search;
pub use self::assistant_tools_file_search::{
    AssistantToolsFileSearch, AssistantToolsFileSearchFileSearch,
};
mod assistant_tools_file_search_type_only;
pub use self::assistant_tools_file_search_type_only::AssistantToolsFileSearchTypeOnly;
mod assistant_tools_function;
pub use self::assistant_tools_function::AssistantToolsFunction;
mod assistants_api_response_format_option;
pub use self::assistants_api_response_format_option::AssistantsApiResponseFormatOption;
mod assistants_api_tool_choice_option;
pub use self::assistants_api_tool_choice_option::AssistantsApiToolChoiceOption;
mod assistants_named_tool_choice;
pub use self::assistants_named_tool_choice::{
    AssistantsNamedToolChoice, AssistantsNamedToolChoiceFunction, AssistantsNamedToolChoiceType,
};
mod create_message_request;
pub use self::create_message_request::{
    CreateMessageRequest, CreateMessageRequestAttachment, CreateMessageRequestAttachmentTool,
    CreateMessageRequestContent, CreateMessageRequestContentItem, CreateMessageRequestRole,
};
mod create_run;
pub use self::create_run::CreateRunIncludeItem;
mod create_run_request;
pub use self::create_run_request::{CreateRunRequest, CreateRunRequestTool};
mod create_thread_and_run_request;
pub use self::create_thread_and_run_request::{
    CreateThreadAndRunRequest, CreateThreadAndRunRequestModel, CreateThreadAndRunRequestTool,
    CreateThreadAndRunRequestToolResources, CreateThreadAndRunRequestToolResourcesCodeInterpreter,
    CreateThreadAndRunRequestToolResourcesFileSearch,
};
mod create_thread_request;
pub use self::create_thread_request::{
    CreateThreadRequest, CreateThreadRequestToolResources,
    CreateThreadRequestToolResourcesCodeInterpreter, CreateThreadRequestToolResourcesFileSearch,
    CreateThreadRequestToolResourcesFileSearchVectorStore,
    CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategy,
    CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto,
    CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic,
    CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic,
};
mod delete_message_response;
pub use self::delete_message_response::DeleteMessageResponse;
mod delete_thread_response;
pub use self::delete_thread_response::DeleteThreadResponse;
mod done_event;
pub use self::done_event::DoneEvent;
mod error;
pub use self::error::Error;
mod error_event;
pub use self::error_event::ErrorEvent;
mod error_response;
pub use self::error_response::ErrorResponse;
mod file_search_ranker;
pub use self::file_search_ranker::FileSearchRanker;
mod file_search_ranking_options;
pub use self::file_search_ranking_options::FileSearchRankingOptions;
mod function_object;
pub use self::function_object::FunctionObject;
mod function_parameters;
pub use self::function_parameters::FunctionParameters;
mod get_run_step;
pub use self::get_run_step::GetRunStepIncludeItem;
mod list_messages;
pub use self::list_messages::ListMessagesOrder;
mod list_messages_response;
pub use self::list_messages_response::ListMessagesResponse;
mod list_run_steps;
pub use self::list_run_steps::{ListRunStepsIncludeItem, ListRunStepsOrder};
mod list_run_steps_response;
pub use self::list_run_steps_response::ListRunStepsResponse;
mod list_runs;
pub use self::list_runs::ListRunsOrder;
mod list_runs_response;
pub use self::list_runs_response::ListRunsResponse;
mod message_content_image_file_object;
pub use self::message_content_image_file_object::{
    MessageContentImageFileObject, MessageContentImageFileObjectImageFile,
    MessageContentImageFileObjectImageFileDetail,
};
mod message_content_image_url_object;
pub use self::message_content_image_url_object::{
    MessageContentImageUrlObject, MessageContentImageUrlObjectImageUrl,
    MessageContentImageUrlObjectImageUrlDetail,
};
mod message_content_refusal_object;
pub use self::message_content_refusal_object::MessageContentRefusalObject;
mod message_content_text_annotations_file_citation_object;
pub use self::message_content_text_annotations_file_citation_object::{
    MessageContentTextAnnotationsFileCitationObject,
    MessageContentTextAnnotationsFileCitationObjectFileCitation,
};
mod message_content_text_annotations_file_path_object;
pub use self::message_content_text_annotations_file_path_object::{
    MessageContentTextAnnotationsFilePathObject,
    MessageContentTextAnnotationsFilePathObjectFilePath,
};
mod message_content_text_object;
pub use self::message_content_text_object::{
    MessageContentTextObject, MessageContentTextObjectText, MessageContentTextObjectTextAnnotation,
};
mod message_delta_content_image_file_object;
pub use self::message_delta_content_image_file_object::{
    MessageDeltaContentImageFileObject, MessageDeltaContentImageFileObjectImageFile,
    MessageDeltaContentImageFileObjectImageFileDetail,
};
mod message_delta_content_image_url_object;
pub use self::message_delta_content_image_url_object::{
    MessageDeltaContentImageUrlObject, MessageDeltaContentImageUrlObjectImageUrl,
    MessageDeltaContentImageUrlObjectImageUrlDetail,
};
mod message_delta_content_refusal_object;
pub use self::message_delta_content_refusal_object::MessageDeltaContentRefusalObject;
mod message_delta_content_text_annotations_file_citation_object;
pub use self::message_delta_content_text_annotations_file_citation_object::{
    MessageDeltaContentTextAnnotationsFileCitationObject,
    MessageDeltaContentTextAnnotationsFileCitationObjectFileCitation,
};
mod message_delta_content_text_annotations_file_path_object;
pub use self::message_delta_content_text_annotations_file_path_object::{
    MessageDeltaContentTextAnnotationsFilePathObject,
    MessageDeltaContentTextAnnotationsFilePathObjectFilePath,
};
mod message_delta_content_text_object;
pub use self::message_delta_content_text_object::{
    MessageDeltaContentTextObject, MessageDeltaContentTextObjectText,
    MessageDeltaContentTextObjectTextAnnotation,
};
mod message_delta_object;
pub use self::message_delta_object::{
    MessageDeltaObject, MessageDeltaObjectDelta, MessageDeltaObjectDeltaContentItem,
    MessageDeltaObjectDeltaRole,
};
mod message_object;
pub use self::message_object::{
    MessageObject, MessageObjectAttachment, MessageObjectAttachmentTool, MessageObjectContentItem,
    MessageObjectIncompleteDetails, MessageObjectIncompleteDetailsReason, MessageObjectRole,
    MessageObjectStatus,
};
mod message_request_content_text_object;
pub use self::message_request_content_text_object::MessageRequestContentTextObject;
mod message_stream_event;
pub use self::message_stream_event::MessageStreamEvent;
mod metadata;
pub use self::metadata::Metadata;
mod modify_message_request;
pub use self::modify_message_request::ModifyMessageRequest;
mod modify_run_request;
pub use self::modify_run_request::ModifyRunRequest;
mod modify_thread_request;
pub use self::modify_thread_request::{
    ModifyThreadRequest, ModifyThreadRequestToolResources,
    ModifyThreadRequestToolResourcesCodeInterpreter, ModifyThreadRequestToolResourcesFileSearch,
};
mod parallel_tool_calls;
pub use self::parallel_tool_calls::ParallelToolCalls;
mod reasoning_effort;
pub use self::reasoning_effort::ReasoningEffort;
mod response_format_json_object;
pub use self::response_format_json_object::ResponseFormatJsonObject;
mod response_format_json_schema;
pub use self::response_format_json_schema::{
    ResponseFormatJsonSchema, ResponseFormatJsonSchemaJsonSchema,
};
mod response_format_json_schema_schema;
pub use self::response_format_json_schema_schema::ResponseFormatJsonSchemaSchema;
mod response_format_text;
pub use self::response_format_text::ResponseFormatText;
mod run_completion_usage;
pub use self::run_completion_usage::RunCompletionUsage;
mod run_object;
pub use self::run_object::{
    RunObject, RunObjectIncompleteDetails, RunObjectIncompleteDetailsReason, RunObjectLastError,
    RunObjectLastErrorCode, RunObjectRequiredAction, RunObjectRequiredActionSubmitToolOutputs,
    RunObjectStatus, RunObjectTool,
};
mod run_step_completion_usage;
pub use self::run_step_completion_usage::RunStepCompletionUsage;
mod run_step_delta_object;
pub use self::run_step_delta_object::{
    RunStepDeltaObject, RunStepDeltaObjectDelta, RunStepDeltaObjectDeltaStepDetails,
};
mod run_step_delta_step_details_message_creation_object;
pub use self::run_step_delta_step_details_message_creation_object::{
    RunStepDeltaStepDetailsMessageCreationObject,
    RunStepDeltaStepDetailsMessageCreationObjectMessageCreation,
};
mod run_step_delta_step_details_tool_calls_code_object;
pub use self::run_step_delta_step_details_tool_calls_code_object::{
    RunStepDeltaStepDetailsToolCallsCodeObject,
    RunStepDeltaStepDetailsToolCallsCodeObjectCodeInterpreter,
    RunStepDeltaStepDetailsToolCallsCodeObjectCodeInterpreterOutput,
};
mod run_step_delta_step_details_tool_calls_code_output_image_object;
pub use self::run_step_delta_step_details_tool_calls_code_output_image_object::{
    RunStepDeltaStepDetailsToolCallsCodeOutputImageObject,
    RunStepDeltaStepDetailsToolCallsCodeOutputImageObjectImage,
};
mod run_step_delta_step_details_tool_calls_code_output_logs_object;
pub use self::run_step_delta_step_details_tool_calls_code_output_logs_object::RunStepDeltaStepDetailsToolCallsCodeOutputLogsObject;
mod run_step_delta_step_details_tool_calls_file_search_object;
pub use self::run_step_delta_step_details_tool_calls_file_search_object::RunStepDeltaStepDetailsToolCallsFileSearchObject;
mod run_step_delta_step_details_tool_calls_function_object;
pub use self::run_step_delta_step_details_tool_calls_function_object::{
    RunStepDeltaStepDetailsToolCallsFunctionObject,
    RunStepDeltaStepDetailsToolCallsFunctionObjectFunction,
};
mod run_step_delta_step_details_tool_calls_object;
pub use self::run_step_delta_step_details_tool_calls_object::{
    RunStepDeltaStepDetailsToolCallsObject, RunStepDeltaStepDetailsToolCallsObjectToolCall,
};
mod run_step_details_message_creation_object;
pub use self::run_step_details_message_creation_object::{
    RunStepDetailsMessageCreationObject, RunStepDetailsMessageCreationObjectMessageCreation,
};
mod run_step_details_tool_calls_code_object;
pub use self::run_step_details_tool_calls_code_object::{
    RunStepDetailsToolCallsCodeObject, RunStepDetailsToolCallsCodeObjectCodeInterpreter,
    RunStepDetailsToolCallsCodeObjectCodeInterpreterOutput,
};
mod run_step_details_tool_calls_code_output_image_object;
pub use self::run_step_details_tool_calls_code_output_image_object::{
    RunStepDetailsToolCallsCodeOutputImageObject, RunStepDetailsToolCallsCodeOutputImageObjectImage,
};
mod run_step_details_tool_calls_code_output_logs_object;
pub use self::run_step_details_tool_calls_code_output_logs_object::RunStepDetailsToolCallsCodeOutputLogsObject;
mod run_step_details_tool_calls_file_search_object;
pub use self::run_step_details_tool_calls_file_search_object::{
    RunStepDetailsToolCallsFileSearchObject, RunStepDetailsToolCallsFileSearchObjectFileSearch,
};
mod run_step_details_tool_calls_file_search_ranking_options_object;
pub use self::run_step_details_tool_calls_file_search_ranking_options_object::RunStepDetailsToolCallsFileSearchRankingOptionsObject;
mod run_step_details_tool_calls_file_search_result_object;
pub use self::run_step_details_tool_calls_file_search_result_object::{
    RunStepDetailsToolCallsFileSearchResultObject,
    RunStepDetailsToolCallsFileSearchResultObjectContentItem,
    RunStepDetailsToolCallsFileSearchResultObjectContentItemType,
};
mod run_step_details_tool_calls_function_object;
pub use self::run_step_details_tool_calls_function_object::{
    RunStepDetailsToolCallsFunctionObject, RunStepDetailsToolCallsFunctionObjectFunction,
};
mod run_step_details_tool_calls_object;
pub use self::run_step_details_tool_calls_object::{
    RunStepDetailsToolCallsObject, RunStepDetailsToolCallsObjectToolCall,
};
mod run_step_object;
pub use self::run_step_object::{
    RunStepObject, RunStepObjectLastError, RunStepObjectLastErrorCode, RunStepObjectStatus,
    RunStepObjectStepDetails, RunStepObjectType,
};
mod run_step_stream_event;
pub use self::run_step_stream_event::RunStepStreamEvent;
mod run_stream_event;
pub use self::run_stream_event::RunStreamEvent;
mod run_tool_call_object;
pub use self::run_tool_call_object::{RunToolCallObject, RunToolCallObjectFunction};
mod submit_tool_outputs_run_request;
pub use self::submit_tool_outputs_run_request::{
    SubmitToolOutputsRunRequest, SubmitToolOutputsRunRequestToolOutput,
};
mod thread_object;
pub use self::thread_object::{
    ThreadObject, ThreadObjectToolResources, ThreadObjectToolResourcesCodeInterpreter,
    ThreadObjectToolResourcesFileSearch,
};
mod thread_stream_event;
pub use self::thread_stream_event::ThreadStreamEvent;
mod truncation_object;
pub use self::truncation_object::{TruncationObject, TruncationObjectType};

types! { feature = "assistants" =>
    assistant_object(AssistantObject, AssistantObjectTool, AssistantObjectToolResources,
    AssistantObjectToolResourcesCodeInterpreter, AssistantObjectToolResourcesFileSearch),
    create_assistant_request(CreateAssistantRequest, CreateAssistantRequestTool,
    CreateAssistantRequestToolResources, CreateAssistantRequestToolResourcesCodeInterpreter,
    CreateAssistantRequestToolResourcesFileSearch,
    CreateAssistantRequestToolResourcesFileSearchVectorStore,
    CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategy,
    CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto,
    CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic,
    CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic),
    delete_assistant_response(DeleteAssistantResponse), list_assistants(ListAssistantsOrder),
    list_assistants_response(ListAssistantsResponse),
    modify_assistant_request(ModifyAssistantRequest, ModifyAssistantRequestTool,
    ModifyAssistantRequestToolResources, ModifyAssistantRequestToolResourcesCodeInterpreter,
    ModifyAssistantRequestToolResourcesFileSearch),
}

types! { feature = "files" =>
    create_file_request(CreateFileRequest, CreateFileRequestPurpose),
    delete_file_response(DeleteFileResponse), list_files(ListFilesOrder),
    list_files_response(ListFilesResponse),
}

types! { any(feature = "files", feature = "uploads") =>
    file_expiration_after(FileExpirationAfter), open_ai_file(OpenAiFile, OpenAiFilePurpose,
    OpenAiFileStatus),
}

types! { feature = "models" =>
    delete_model_response(DeleteModelResponse), list_models_response(ListModelsResponse),
    model(Model),
}

types! { feature = "uploads" =>
    add_upload_part_request(AddUploadPartRequest), complete_upload_request(CompleteUploadRequest),
    create_upload_request(CreateUploadRequest, CreateUploadRequestPurpose), upload(Upload,
    UploadObject, UploadStatus), upload_part(UploadPart),
}

types! { feature = "vector_stores" =>
    auto_chunking_strategy_request_param(AutoChunkingStrategyRequestParam),
    chunking_strategy_request_param(ChunkingStrategyRequestParam),
    comparison_filter(ComparisonFilter, ComparisonFilterType, ComparisonFilterValue,
    ComparisonFilterValueItem), compound_filter(CompoundFilter, CompoundFilterFilter,
    CompoundFilterType), create_vector_store_file_batch_request(CreateVectorStoreFileBatchRequest),
    create_vector_store_file_request(CreateVectorStoreFileRequest),
    create_vector_store_request(CreateVectorStoreRequest, CreateVectorStoreRequestChunkingStrategy),
    delete_vector_store_file_response(DeleteVectorStoreFileResponse),
    delete_vector_store_response(DeleteVectorStoreResponse),
    list_files_in_vector_store_batch(ListFilesInVectorStoreBatchFilter,
    ListFilesInVectorStoreBatchOrder), list_vector_store_files(ListVectorStoreFilesFilter,
    ListVectorStoreFilesOrder), list_vector_store_files_response(ListVectorStoreFilesResponse),
    list_vector_stores(ListVectorStoresOrder),
    list_vector_stores_response(ListVectorStoresResponse),
    other_chunking_strategy_response_param(OtherChunkingStrategyResponseParam),
    static_chunking_strategy(StaticChunkingStrategy),
    static_chunking_strategy_request_param(StaticChunkingStrategyRequestParam),
    static_chunking_strategy_response_param(StaticChunkingStrategyResponseParam),
    update_vector_store_file_attributes_request(UpdateVectorStoreFileAttributesRequest),
    update_vector_store_request(UpdateVectorStoreRequest),
    vector_store_expiration_after(VectorStoreExpirationAfter),
    vector_store_file_attributes(VectorStoreFileAttributes, VectorStoreFileAttributesItem),
    vector_store_file_batch_object(VectorStoreFileBatchObject, VectorStoreFileBatchObjectFileCounts,
    VectorStoreFileBatchObjectStatus),
    vector_store_file_content_response(VectorStoreFileContentResponse,
    VectorStoreFileContentResponseDataItem), vector_store_file_object(VectorStoreFileObject,
    VectorStoreFileObjectChunkingStrategy, VectorStoreFileObjectLastError,
    VectorStoreFileObjectLastErrorCode, VectorStoreFileObjectStatus),
    vector_store_object(VectorStoreObject, VectorStoreObjectFileCounts, VectorStoreObjectStatus),
    vector_store_search_request(VectorStoreSearchRequest, VectorStoreSearchRequestFilters,
    VectorStoreSearchRequestQuery, VectorStoreSearchRequestRankingOptions,
    VectorStoreSearchRequestRankingOptionsRanker),
    vector_store_search_result_content_object(VectorStoreSearchResultContentObject),
    vector_store_search_result_item(VectorStoreSearchResultItem),
    vector_store_search_results_page(VectorStoreSearchResultsPage,
    VectorStoreSearchResultsPageSearchQuery),
}
