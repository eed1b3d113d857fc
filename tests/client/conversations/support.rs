//! A function for the assistant, and short ways to look at what came.

use openai_threads::types::{
    AssistantStreamEvent, AssistantToolsFunction, FunctionObject,
    MessageDeltaObjectDeltaContentItem as DeltaContent, MessageObject,
    MessageObjectContentItem as Content, RunObject, RunStepDeltaObject,
    RunStepDeltaObjectDeltaStepDetails as DeltaDetails,
    RunStepDeltaStepDetailsToolCallsObjectToolCall as DeltaCall,
    RunStepDetailsToolCallsObjectToolCall as StepCall, RunStepObject,
    RunStepObjectStepDetails as Details, RunToolCallObject, SubmitToolOutputsRunRequestToolOutput,
};
use openai_threads::{ApiErrorKind, Client, ErrorKind, EventStream, Result};
use openai_threads_fake::Fake;
use serde_json::{Value, json};

pub(crate) fn client(fake: &Fake) -> Client {
    Client::builder().api_key("sk-test").base_url(fake.url()).max_retries(0).build().unwrap()
}

/// Returns a function with these parameters, each of a type.
pub(crate) fn function(name: &str, parameters: &[(&str, &str)]) -> AssistantToolsFunction {
    let property = |(name, ty): &(&str, &str)| (name.to_string(), json!({"type": ty}));
    let properties: Value = parameters.iter().map(property).collect();
    let schema = json!({"type": "object", "properties": properties});
    let Value::Object(schema) = schema else { unreachable!() };
    AssistantToolsFunction::new(FunctionObject::new(name).parameters(schema))
}

pub(crate) fn calculator() -> AssistantToolsFunction {
    function("calculate", &[("a", "number"), ("operator", "string"), ("b", "number")])
}

/// Returns the functions that a run waits for: name and arguments.
pub(crate) fn asked(run: &RunObject) -> Vec<(&str, Value)> {
    let arguments =
        |call: &RunToolCallObject| serde_json::from_str(&call.function.arguments).unwrap();
    calls(run).iter().map(|call| (&*call.function.name, arguments(call))).collect()
}

pub(crate) fn calls(run: &RunObject) -> &[RunToolCallObject] {
    assert_eq!(run.status, "requires_action");
    &run.required_action.as_ref().unwrap().submit_tool_outputs.tool_calls
}

/// Returns the calculator's outputs for the calls of a run.
pub(crate) fn computed(run: &RunObject) -> Vec<SubmitToolOutputsRunRequestToolOutput> {
    let compute = |call: &RunToolCallObject| {
        let arguments: Value = serde_json::from_str(&call.function.arguments).unwrap();
        let (a, b) = (arguments["a"].as_i64().unwrap(), arguments["b"].as_i64().unwrap());
        let result = match arguments["operator"].as_str().unwrap() {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            other => panic!("no operator: {other}"),
        };
        output(&call.id, &result.to_string())
    };
    calls(run).iter().map(compute).collect()
}

pub(crate) fn output(id: &str, output: &str) -> SubmitToolOutputsRunRequestToolOutput {
    SubmitToolOutputsRunRequestToolOutput::new().tool_call_id(id).output(output)
}

pub(crate) fn text(message: &MessageObject) -> &str {
    let [Content::Text(content)] = &message.content[..] else { panic!("{message:?}") };
    &content.text.value
}

/// Returns the outputs that a step has of its functions.
pub(crate) fn outputs(step: &RunStepObject) -> Vec<Option<&str>> {
    let Details::ToolCalls(details) = &step.step_details else { panic!("{step:?}") };
    let calls = details.tool_calls.iter().map(|call| match call {
        StepCall::Function(call) => call.function.output.as_deref(),
        other => panic!("{other:?}"),
    });
    calls.collect()
}

/// Returns all events of a stream.
pub(crate) async fn all(
    stream: Result<EventStream<AssistantStreamEvent>>,
) -> Vec<AssistantStreamEvent> {
    let mut stream = stream.unwrap();
    let mut events = Vec::new();
    while let Some(event) = stream.next().await {
        events.push(event.unwrap());
    }
    events
}

/// Returns the names of events in their order, each once where it is repeated.
pub(crate) fn names(events: &[AssistantStreamEvent]) -> Vec<&str> {
    let mut names: Vec<_> = events.iter().map(AssistantStreamEvent::event).collect();
    names.dedup();
    names
}

/// Returns the pieces of text in events.
pub(crate) fn text_pieces(events: &[AssistantStreamEvent]) -> Vec<&str> {
    let deltas = events.iter().filter_map(|event| match event {
        AssistantStreamEvent::ThreadMessageDelta(delta) => Some(delta),
        _ => None,
    });
    let parts = deltas.flat_map(|delta| delta.delta.content.iter().flatten());
    parts
        .map(|part| match part {
            DeltaContent::Text(part) => part.text.as_ref().unwrap().value.as_deref().unwrap(),
            other => panic!("{other:?}"),
        })
        .collect()
}

/// Returns the calls of functions in events, put together of their pieces: name,
/// arguments and the number of pieces.
pub(crate) fn streamed_calls(events: &[AssistantStreamEvent]) -> Vec<(String, String, usize)> {
    let deltas = events.iter().filter_map(|event| match event {
        AssistantStreamEvent::ThreadRunStepDelta(delta) => Some(delta),
        _ => None,
    });
    let mut calls = Vec::new();
    for piece in deltas.flat_map(tool_calls) {
        let DeltaCall::Function(piece) = piece else { panic!("{piece:?}") };
        let function = piece.function.as_ref().unwrap();
        let place = usize::try_from(piece.index).unwrap();
        assert!(place <= calls.len(), "a call is left out before {piece:?}");
        if place == calls.len() {
            assert!(piece.id.is_some(), "a call begins with its id: {piece:?}");
            calls.push((function.name.clone().unwrap(), String::new(), 0));
        }
        calls[place].1 += function.arguments.as_deref().unwrap();
        calls[place].2 += 1;
    }
    calls
}

fn tool_calls(delta: &RunStepDeltaObject) -> &[DeltaCall] {
    match &delta.delta.step_details {
        Some(DeltaDetails::ToolCalls(details)) => details.tool_calls.as_deref().unwrap(),
        other => panic!("{other:?}"),
    }
}

/// Returns the run in the last event.
pub(crate) fn last_run(events: &[AssistantStreamEvent]) -> &RunObject {
    match events.last().unwrap() {
        AssistantStreamEvent::ThreadRunRequiresAction(run)
        | AssistantStreamEvent::ThreadRunCompleted(run)
        | AssistantStreamEvent::ThreadRunIncomplete(run)
        | AssistantStreamEvent::ThreadRunFailed(run) => run,
        other => panic!("the stream ends with {other:?}"),
    }
}

/// Returns the server's reason for refusing a call.
pub(crate) async fn refused<T: std::fmt::Debug>(
    call: impl IntoFuture<Output = Result<T>>,
) -> (ApiErrorKind, String) {
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api, "{error}");
    assert!(error.request_id().is_some_and(|id| id.starts_with("req_")), "{error}");
    let error = error.api().unwrap();
    assert_eq!(error.r#type.as_deref(), Some("invalid_request_error"));
    (error.kind, error.message.clone())
}
