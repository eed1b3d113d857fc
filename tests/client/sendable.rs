//! All that users hold can go to another thread, so that it can be spawned.

use std::ops::ControlFlow;

use openai_threads::types::{
    AssistantStreamEvent, AssistantStreamEventState, MessageObject, RunObject,
    SubmitToolOutputsRunRequestToolOutput as ToolOutput,
};
use openai_threads::{
    Accumulated, Client, Error, EventStream, Items, Poll, Response, Snapshots, TextDeltas,
};

fn sendable<T: Send>(_: T) {}

fn is_send<T: Send>() {}

fn is_sync<T: Sync>() {}

#[test]
fn values_can() {
    is_send::<Client>();
    is_sync::<Client>();
    is_send::<Error>();
    is_sync::<Error>();
    is_send::<Response<RunObject>>();
    is_send::<Poll<RunObject>>();
    is_send::<EventStream<AssistantStreamEvent>>();
    is_send::<Accumulated<AssistantStreamEvent>>();
    is_send::<TextDeltas<'_, AssistantStreamEvent>>();
    is_send::<Snapshots<MessageObject>>();
    is_sync::<AssistantStreamEventState>();
    is_send::<Items<openai_threads::types::ListMessagesResponse>>();
}

async fn look_up(id: &str) -> String {
    tokio::task::yield_now().await;
    id.to_owned()
}

#[test]
fn futures_can() {
    let client = Client::builder().base_url("http://server.invalid").build().unwrap();
    let threads = client.threads();
    sendable(threads.create_thread().send());
    let polling = threads.clone();
    sendable(async move {
        let run = polling.create_run("thread_1", "asst_1").poll().follow(async |run| {
            if run.required_action.is_none() {
                return ControlFlow::Break(run);
            }
            let output = ToolOutput::new().output(look_up(&run.id).await);
            let call = polling.submit_tool_outputs_to_run(&run.thread_id, &run.id, [output]);
            ControlFlow::Continue(call.poll())
        });
        run.await.map(drop)
    });
    sendable(async move {
        let call = threads.create_run("thread_1", "asst_1");
        let mut events = call.stream().await?.accumulate();
        let mut texts = events.text_deltas();
        while let Some(text) = texts.next().await {
            look_up(&text?).await;
        }
        events.state().messages.last().map(drop)
    });
}
