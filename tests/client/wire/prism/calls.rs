//! The operations with as little and with as much as they take.

use openai_threads::threads::{CreateThreadAndRun, Threads};
use openai_threads::types::{
    AssistantToolsCode, AssistantToolsFileSearch, AssistantToolsFileSearchFileSearch,
    AssistantToolsFileSearchTypeOnly, AssistantToolsFunction, AssistantsApiResponseFormatOption,
    AssistantsApiToolChoiceOption, CreateMessageRequest, CreateMessageRequestAttachment,
    CreateMessageRequestAttachmentTool, CreateMessageRequestContentItem,
    CreateThreadAndRunRequestTool, CreateThreadAndRunRequestToolResources,
    CreateThreadAndRunRequestToolResourcesCodeInterpreter,
    CreateThreadAndRunRequestToolResourcesFileSearch, CreateThreadRequest,
    CreateThreadRequestToolResources, CreateThreadRequestToolResourcesCodeInterpreter,
    CreateThreadRequestToolResourcesFileSearch,
    CreateThreadRequestToolResourcesFileSearchVectorStore,
    CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto, FileSearchRanker,
    FileSearchRankingOptions, FunctionObject, GetRunStepIncludeItem, ListMessagesOrder,
    ListRunStepsIncludeItem, ListRunStepsOrder, ListRunsOrder, MessageContentImageFileObject,
    MessageContentImageFileObjectImageFile, MessageContentImageFileObjectImageFileDetail,
    MessageContentImageUrlObject, MessageContentImageUrlObjectImageUrl,
    MessageContentImageUrlObjectImageUrlDetail, MessageRequestContentTextObject,
    ModifyThreadRequestToolResources, ModifyThreadRequestToolResourcesCodeInterpreter,
    ModifyThreadRequestToolResourcesFileSearch, ResponseFormatJsonObject, ResponseFormatJsonSchema,
    ResponseFormatJsonSchemaJsonSchema, ResponseFormatText, SubmitToolOutputsRunRequestToolOutput,
    TruncationObject, TruncationObjectType,
};
use serde_json::json;

use crate::wire::calls::{Made, RUN, THREAD, call, object, run_with_everything, stream};

const ASSISTANT: &str = "asst_1";
const MESSAGE: &str = "msg_1";
const STEP: &str = "step_1";

/// Makes a call that streams.
///
/// As the vendor's own client does, ours accepts whatever comes of it; Prism
/// has the choice then, and chooses JSON.
macro_rules! streamed {
    ($call:expr) => {
        stream!($call.header("accept", "text/event-stream"))
    };
}

/// Returns each operation with no more than it requires.
pub(crate) fn minimal(t: &Threads) -> Vec<Made> {
    vec![
        call(t.create_thread()),
        call(t.get_thread(THREAD)),
        call(t.modify_thread(THREAD)),
        call(t.delete_thread(THREAD)),
        call(t.create_message(THREAD, "user", "Hi")),
        call(t.list_messages(THREAD)),
        call(t.get_message(THREAD, MESSAGE)),
        call(t.modify_message(THREAD, MESSAGE)),
        call(t.delete_message(THREAD, MESSAGE)),
        call(t.create_run(THREAD, ASSISTANT)),
        call(t.create_thread_and_run(ASSISTANT)),
        call(t.list_runs(THREAD)),
        call(t.get_run(THREAD, RUN)),
        call(t.modify_run(THREAD, RUN)),
        call(t.cancel_run(THREAD, RUN)),
        call(t.submit_tool_outputs_to_run(THREAD, RUN, [output()])),
        call(t.list_run_steps(THREAD, RUN)),
        call(t.get_run_step(THREAD, RUN, STEP)),
    ]
}

/// Returns each operation that takes more than it requires with all of it.
pub(crate) fn whole(t: &Threads) -> Vec<Made> {
    [threads(t), messages(t), runs(t), steps(t)].into_iter().flatten().collect()
}

fn threads(t: &Threads) -> Vec<Made> {
    let code =
        ModifyThreadRequestToolResourcesCodeInterpreter::new().file_ids(["file-1", "file-2"]);
    let search = ModifyThreadRequestToolResourcesFileSearch::new().vector_store_ids(["vs_1"]);
    let resources =
        ModifyThreadRequestToolResources::new().code_interpreter(code).file_search(search);
    vec![
        call(
            t.create_thread()
                .messages([message()])
                .tool_resources(resources_with_a_store())
                .metadata([("k", "v")]),
        ),
        call(t.modify_thread(THREAD).tool_resources(resources).metadata([("k", "v")])),
    ]
}

fn messages(t: &Threads) -> Vec<Made> {
    vec![
        call(
            t.create_message(THREAD, "assistant", content())
                .attachments([attachment()])
                .metadata([("k", "v")]),
        ),
        call(t.modify_message(THREAD, MESSAGE).metadata([("k", "v")])),
        call(
            t.list_messages(THREAD)
                .limit(100)
                .order(ListMessagesOrder::Asc)
                .after("msg_1")
                .before("msg_9")
                .run_id(RUN),
        ),
    ]
}

fn runs(t: &Threads) -> Vec<Made> {
    vec![
        streamed!(run_with_everything(t)),
        streamed!(thread_and_run(t).response_format(answer_format())),
        call(thread_and_run(t).response_format(ResponseFormatText::new())),
        call(thread_and_run(t).response_format(ResponseFormatJsonObject::new())),
        call(thread_and_run(t).response_format(AssistantsApiResponseFormatOption::Auto)),
        call(t.modify_run(THREAD, RUN).metadata([("k", "v")])),
        call(
            t.list_runs(THREAD).limit(1).order(ListRunsOrder::Desc).after("run_1").before("run_9"),
        ),
        streamed!(t.submit_tool_outputs_to_run(THREAD, RUN, [output()])),
    ]
}

fn steps(t: &Threads) -> Vec<Made> {
    use GetRunStepIncludeItem::StepDetailsToolCallsFileSearchResultsContent as OfOne;
    use ListRunStepsIncludeItem::StepDetailsToolCallsFileSearchResultsContent as OfAll;
    vec![
        call(
            t.list_run_steps(THREAD, RUN)
                .limit(20)
                .order(ListRunStepsOrder::Asc)
                .after("step_1")
                .before("step_9")
                .include([OfAll]),
        ),
        call(t.get_run_step(THREAD, RUN, STEP).include([OfOne])),
    ]
}

/// Returns a thread and a run with all but the format of the response.
fn thread_and_run(t: &Threads) -> CreateThreadAndRun {
    let thread = CreateThreadRequest::new()
        .messages([message()])
        .tool_resources(resources_with_a_store())
        .metadata([("k", "v")]);
    let code = CreateThreadAndRunRequestToolResourcesCodeInterpreter::new().file_ids(["file-1"]);
    let search = CreateThreadAndRunRequestToolResourcesFileSearch::new().vector_store_ids(["vs_1"]);
    let resources =
        CreateThreadAndRunRequestToolResources::new().code_interpreter(code).file_search(search);
    t.create_thread_and_run(ASSISTANT)
        .thread(thread)
        .model("gpt-4o")
        .instructions("Be brief.")
        .tools(tools())
        .tool_resources(resources)
        .metadata([("k", "v")])
        .temperature(0.0)
        .top_p(1.0)
        .max_prompt_tokens(256)
        .max_completion_tokens(256)
        .truncation_strategy(
            TruncationObject::new(TruncationObjectType::LastMessages).last_messages(1),
        )
        .tool_choice(AssistantsApiToolChoiceOption::Auto)
        .parallel_tool_calls(true)
}

fn tools() -> [CreateThreadAndRunRequestTool; 3] {
    let sum = FunctionObject::new("sum")
        .description("Adds numbers")
        .parameters(object(json!({"type": "object", "properties": {}})))
        .strict(false);
    let search = AssistantToolsFileSearchFileSearch::new()
        .max_num_results(50)
        .ranking_options(FileSearchRankingOptions::new(0.5).ranker(FileSearchRanker::Auto));
    [
        AssistantToolsCode::new().into(),
        AssistantToolsFunction::new(sum).into(),
        AssistantToolsFileSearch::new().file_search(search).into(),
    ]
}

fn answer_format() -> ResponseFormatJsonSchema {
    let answer = ResponseFormatJsonSchemaJsonSchema::new("answer")
        .description("A number")
        .schema(object(json!({"type": "object", "properties": {"n": {"type": "integer"}}})))
        .strict(true);
    ResponseFormatJsonSchema::new(answer)
}

fn resources_with_a_store() -> CreateThreadRequestToolResources {
    let chunks = CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto::new();
    let store = CreateThreadRequestToolResourcesFileSearchVectorStore::new()
        .file_ids(["file-1"])
        .chunking_strategy(chunks)
        .metadata([("k", "v")]);
    CreateThreadRequestToolResources::new()
        .code_interpreter(
            CreateThreadRequestToolResourcesCodeInterpreter::new().file_ids(["file-1"]),
        )
        .file_search(CreateThreadRequestToolResourcesFileSearch::new().vector_stores([store]))
}

fn message() -> CreateMessageRequest {
    CreateMessageRequest::new("user", content()).attachments([attachment()]).metadata([("k", "v")])
}

fn content() -> Vec<CreateMessageRequestContentItem> {
    let picture = MessageContentImageUrlObjectImageUrl::new("https://example.org/plot.png")
        .detail(MessageContentImageUrlObjectImageUrlDetail::High);
    let file = MessageContentImageFileObjectImageFile::new("file-1")
        .detail(MessageContentImageFileObjectImageFileDetail::Low);
    vec![
        MessageRequestContentTextObject::new("See this:").into(),
        MessageContentImageUrlObject::new(picture).into(),
        MessageContentImageFileObject::new(file).into(),
    ]
}

fn attachment() -> CreateMessageRequestAttachment {
    let tools: [CreateMessageRequestAttachmentTool; 2] =
        [AssistantToolsCode::new().into(), AssistantToolsFileSearchTypeOnly::new().into()];
    CreateMessageRequestAttachment::new().file_id("file-1").tools(tools)
}

fn output() -> SubmitToolOutputsRunRequestToolOutput {
    SubmitToolOutputsRunRequestToolOutput::new().tool_call_id("call_1").output("12 C")
}
