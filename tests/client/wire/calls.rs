//! The recorded calls as a user of the crate writes them.

use std::future::Future;
use std::pin::Pin;

use openai_threads::threads::{CreateRun, Threads};
use openai_threads::types::{
    AssistantSupportedModels, AssistantToolsCode, AssistantToolsFileSearch,
    AssistantToolsFileSearchFileSearch, AssistantToolsFileSearchTypeOnly, AssistantToolsFunction,
    AssistantsApiResponseFormatOption, AssistantsApiToolChoiceOption, AssistantsNamedToolChoice,
    AssistantsNamedToolChoiceFunction, AssistantsNamedToolChoiceType, CreateMessageRequest,
    CreateMessageRequestAttachment, CreateMessageRequestContentItem, CreateMessageRequestRole,
    CreateRunIncludeItem, CreateRunRequestTool, CreateThreadRequest,
    CreateThreadRequestToolResources, CreateThreadRequestToolResourcesCodeInterpreter,
    CreateThreadRequestToolResourcesFileSearch,
    CreateThreadRequestToolResourcesFileSearchVectorStore,
    CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic,
    CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic,
    FileSearchRankingOptions, FunctionObject, ListMessagesOrder, ListRunStepsIncludeItem,
    MessageContentImageFileObject, MessageContentImageFileObjectImageFile,
    MessageContentImageUrlObject, MessageContentImageUrlObjectImageUrl,
    MessageContentImageUrlObjectImageUrlDetail, MessageRequestContentTextObject, ReasoningEffort,
    ResponseFormatJsonSchema, ResponseFormatJsonSchemaJsonSchema,
    SubmitToolOutputsRunRequestToolOutput, TruncationObject, TruncationObjectType,
};
use openai_threads::{Client, Nullable, Result};
use serde_json::{Map, Value, json};
use workspace_tests::server::{Reply, Server};

/// A call that is ready to be made.
pub(crate) type Made = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// A call, and which recorded one it is.
pub(crate) type Named = (&'static str, Made);

/// Makes a call, of whose answer nothing is wanted.
pub(crate) fn call<T>(
    call: impl IntoFuture<Output = Result<T>, IntoFuture: Send + 'static>,
) -> Made {
    let call = call.into_future();
    Box::pin(async move { call.await.map(drop) })
}

/// Makes a call that streams, and reads the stream to its end.
macro_rules! stream {
    ($call:expr) => {{
        let call = $call;
        Box::pin(async move {
            let mut events = call.stream().await?;
            while let Some(event) = events.next().await {
                event?;
            }
            Ok(())
        })
    }};
}
pub(crate) use stream;

pub(crate) const THREAD: &str = "thread_abc";
pub(crate) const RUN: &str = "run_1";

/// Returns a server that answers whatever is asked with nothing in particular.
pub(crate) fn server() -> Server {
    Server::answering(|request| match &request.json()["stream"] {
        Value::Bool(true) => Reply::events().piece("event: done\ndata: [DONE]\n\n"),
        _ => Reply::json(200, "{}"),
    })
}

/// Returns the client of some server, configured as that of the recording.
pub(crate) fn threads(url: &str) -> Threads {
    Client::builder()
        .api_key("sk-test-1234")
        .organization("org-42")
        .project("proj-7")
        .base_url(url)
        .max_retries(0)
        .build()
        .unwrap()
        .threads()
}

/// Returns all calls, in the order of the recording.
pub(crate) fn all(threads: &Threads) -> Vec<Named> {
    [create_threads(threads), one_thread(threads), messages(threads), runs(threads), steps(threads)]
        .into_iter()
        .flatten()
        .collect()
}

fn create_threads(threads: &Threads) -> Vec<Named> {
    let resources = CreateThreadRequestToolResources::new()
        .code_interpreter(
            CreateThreadRequestToolResourcesCodeInterpreter::new().file_ids(["file-a", "file-b"]),
        )
        .file_search(CreateThreadRequestToolResourcesFileSearch::new().vector_store_ids(["vs_1"]));
    let question = CreateMessageRequest::new("user", "What is 17 * 23?");
    let chunks =
        CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic::new(
            800, 400,
        );
    let store = CreateThreadRequestToolResourcesFileSearchVectorStore::new()
        .file_ids(["file-a"])
        .chunking_strategy(
            CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic::new(
                chunks,
            ),
        );
    let search = CreateThreadRequestToolResourcesFileSearch::new().vector_stores([store]);
    vec![
        ("createThread", call(threads.create_thread())),
        (
            "createThread",
            call(
                threads
                    .create_thread()
                    .messages([question.metadata([("source", "cli")])])
                    .metadata([("user", "u-1")])
                    .tool_resources(resources),
            ),
        ),
        (
            "createThread",
            call(
                threads
                    .create_thread()
                    .tool_resources(CreateThreadRequestToolResources::new().file_search(search)),
            ),
        ),
        ("createThread", call(threads.create_thread().metadata(Nullable::Null))),
    ]
}

fn one_thread(threads: &Threads) -> Vec<Named> {
    vec![
        ("getThread", call(threads.get_thread(THREAD))),
        ("getThread", call(threads.get_thread("a/b?c#d %é"))),
        ("modifyThread", call(threads.modify_thread(THREAD).metadata([("k", "v")]))),
        (
            "modifyThread",
            call(
                threads
                    .modify_thread(THREAD)
                    .metadata(Nullable::Null)
                    .tool_resources(Nullable::Null),
            ),
        ),
        ("deleteThread", call(threads.delete_thread(THREAD))),
    ]
}

fn messages(threads: &Threads) -> Vec<Named> {
    let plot = MessageContentImageUrlObjectImageUrl::new("https://example.org/plot.png")
        .detail(MessageContentImageUrlObjectImageUrlDetail::Low);
    let file = MessageContentImageFileObjectImageFile::new("file-1");
    let content: Vec<CreateMessageRequestContentItem> = vec![
        MessageRequestContentTextObject::new("See this:").into(),
        MessageContentImageUrlObject::new(plot).into(),
        MessageContentImageFileObject::new(file).into(),
    ];
    let attachment = CreateMessageRequestAttachment::new()
        .file_id("file-9")
        .tools([AssistantToolsFileSearchTypeOnly::new()]);
    vec![
        ("createMessage", call(threads.create_message(THREAD, "user", "Hello"))),
        (
            "createMessage",
            call(
                threads
                    .create_message(THREAD, CreateMessageRequestRole::Assistant, content)
                    .attachments([attachment]),
            ),
        ),
        ("getMessage", call(threads.get_message(THREAD, "msg_1"))),
        (
            "modifyMessage",
            call(threads.modify_message(THREAD, "msg_1").metadata([("seen", "yes")])),
        ),
        ("deleteMessage", call(threads.delete_message(THREAD, "msg_1"))),
        ("listMessages", call(threads.list_messages(THREAD))),
        (
            "listMessages",
            call(
                threads
                    .list_messages(THREAD)
                    .after("msg_1")
                    .limit(5)
                    .order(ListMessagesOrder::Asc)
                    .run_id(RUN),
            ),
        ),
    ]
}

fn runs(threads: &Threads) -> Vec<Named> {
    let greeting = CreateThreadRequest::new().messages([CreateMessageRequest::new("user", "Hi")]);
    vec![
        ("createRun", call(threads.create_run(THREAD, "asst_1"))),
        ("createRun", call(run_with_everything(threads))),
        (
            "createRun",
            call(
                threads
                    .create_run(THREAD, "asst_1")
                    .model("my-finetuned-model")
                    .response_format(AssistantsApiResponseFormatOption::Auto)
                    .tool_choice(AssistantsApiToolChoiceOption::Required),
            ),
        ),
        ("createRun(stream)", stream!(threads.create_run(THREAD, "asst_1"))),
        (
            "createThreadAndRun",
            call(
                threads
                    .create_thread_and_run("asst_1")
                    .thread(greeting)
                    .tool_choice(AssistantsApiToolChoiceOption::None),
            ),
        ),
        ("createThreadAndRun(stream)", stream!(threads.create_thread_and_run("asst_1"))),
        ("getRun", call(threads.get_run(THREAD, RUN))),
        ("modifyRun", call(threads.modify_run(THREAD, RUN).metadata([("k", "v")]))),
        ("cancelRun", call(threads.cancel_run(THREAD, RUN))),
        ("listRuns", call(threads.list_runs(THREAD).before("run_9").limit(2))),
    ]
}

/// Returns a run with all that it takes.
pub(crate) fn run_with_everything(threads: &Threads) -> CreateRun {
    let answer = ResponseFormatJsonSchemaJsonSchema::new("answer")
        .schema(object(json!({"type": "object"})))
        .strict(true);
    let choice = AssistantsNamedToolChoice::new(AssistantsNamedToolChoiceType::Function)
        .function(AssistantsNamedToolChoiceFunction::new("get_weather"));
    threads
        .create_run(THREAD, "asst_1")
        .include([CreateRunIncludeItem::StepDetailsToolCallsFileSearchResultsContent])
        .model(AssistantSupportedModels::Gpt4o)
        .additional_instructions("Use metric units.")
        .additional_messages([CreateMessageRequest::new("user", "And in Oslo?")])
        .instructions("Be brief.")
        .max_completion_tokens(500)
        .max_prompt_tokens(1000)
        .metadata([("a", "1")])
        .parallel_tool_calls(false)
        .reasoning_effort(ReasoningEffort::Low)
        .response_format(ResponseFormatJsonSchema::new(answer))
        .temperature(0.2)
        .tool_choice(choice)
        .tools(tools())
        .top_p(0.9)
        .truncation_strategy(
            TruncationObject::new(TruncationObjectType::LastMessages).last_messages(10),
        )
}

fn tools() -> [CreateRunRequestTool; 3] {
    let city = json!({
        "type": "object",
        "properties": {"city": {"type": "string"}},
        "required": ["city"],
    });
    let weather = FunctionObject::new("get_weather")
        .description("Current weather")
        .parameters(object(city))
        .strict(true);
    let search = AssistantToolsFileSearchFileSearch::new()
        .max_num_results(5)
        .ranking_options(FileSearchRankingOptions::new(0.5));
    [
        AssistantToolsCode::new().into(),
        AssistantToolsFunction::new(weather).into(),
        AssistantToolsFileSearch::new().file_search(search).into(),
    ]
}

fn steps(threads: &Threads) -> Vec<Named> {
    let output =
        |id, output| SubmitToolOutputsRunRequestToolOutput::new().tool_call_id(id).output(output);
    vec![
        ("getRunStep", call(threads.get_run_step(THREAD, RUN, "step_1"))),
        (
            "listRunSteps",
            call(
                threads
                    .list_run_steps(THREAD, RUN)
                    .include([
                        ListRunStepsIncludeItem::StepDetailsToolCallsFileSearchResultsContent,
                    ])
                    .limit(50)
                    .order("desc"),
            ),
        ),
        (
            "submitToolOuputsToRun",
            call(threads.submit_tool_outputs_to_run(
                THREAD,
                RUN,
                [output("call_1", "12 C"), output("call_2", "")],
            )),
        ),
        (
            "submitToolOuputsToRun(stream)",
            stream!(threads.submit_tool_outputs_to_run(THREAD, RUN, [output("call_1", "12 C")])),
        ),
    ]
}

pub(crate) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        other => panic!("not an object: {other}"),
    }
}
