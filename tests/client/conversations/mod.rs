//! Whole conversations of the generated client with a fake of the API.

mod companions;
mod document;
mod support;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::pin::Pin;

use futures_util::StreamExt;
use openai_threads::threads::Threads;
use openai_threads::types::{
    AssistantStreamEvent, AssistantsNamedToolChoice, AssistantsNamedToolChoiceFunction,
    CreateMessageRequest, CreateMessageRequestContentItem, CreateThreadRequest,
    CreateThreadRequestToolResources, CreateThreadRequestToolResourcesFileSearch,
    CreateThreadRequestToolResourcesFileSearchVectorStore, MessageContentImageFileObject,
    MessageContentImageFileObjectImageFile, MessageRequestContentTextObject,
    ModifyThreadRequestToolResources, RunObjectStatus, RunStepObjectStepDetails,
};
use openai_threads::{ApiErrorKind, Client, ErrorKind};
use openai_threads_fake::{Answer, Exchange, Fake};
use openapi_loom_generator::ir::{Operation, TypeRef};
use serde_json::json;
use workspace_tests::oracle::{Counts, Oracle, same};
use workspace_tests::server::Reply;
use workspace_tests::vendor::Vendor;

use crate::checked_in;
use document::{operation, sent};
use support::{
    all, asked, calculator, calls, client, computed, function, last_run, names, output, outputs,
    refused, streamed_calls, text, text_pieces,
};

const ASSISTANT: &str = "asst_1";

/// Each conversation is a test of its own, and all of them together show what
/// they use of the API.
macro_rules! conversations {
    (threads: $($name:ident),*; companions: $($other:ident),* $(,)?) => {
        mod conversation {
            use super::*;

            $(
                #[tokio::test]
                async fn $name() {
                    super::$name(client(&Fake::start()).threads()).await;
                }
            )*
            $(
                #[tokio::test]
                async fn $other() {
                    companions::$other(client(&Fake::start())).await;
                }
            )*
        }

        /// Returns each with a fake of its own.
        fn conversations() -> Vec<(Fake, Pin<Box<dyn Future<Output = ()>>>)> {
            let mut all: Vec<(Fake, Pin<Box<dyn Future<Output = ()>>>)> = Vec::new();
            $(
                let fake = Fake::start();
                let threads = client(&fake).threads();
                all.push((fake, Box::pin($name(threads))));
            )*
            $(
                let fake = Fake::start();
                let conversation = companions::$other(client(&fake));
                all.push((fake, Box::pin(conversation)));
            )*
            all
        }
    };
}

conversations![
    threads:
    a_question_is_polled_to_its_answer,
    a_list_is_read_page_by_page,
    functions_are_called_at_once,
    functions_are_called_one_after_another,
    functions_are_called_until_the_run_is_done,
    functions_are_called_while_streaming,
    what_is_streamed_adds_up_to_what_is_stored,
    a_thread_begins_with_a_run,
    a_run_is_cancelled,
    a_run_may_fail_or_be_cut_short,
    what_there_is_can_be_modified,
    what_is_deleted_is_gone,
    what_makes_no_sense_is_refused,
    what_is_unknown_is_not_found;
    companions:
    an_assistant_is_made_changed_and_gone,
    files_are_kept,
    large_files_come_in_parts,
    models_are_known_by_name,
    a_vector_store_is_filled_and_searched,
    files_are_added_in_batches,
    an_assistant_searches_its_files,
];

async fn a_question_is_polled_to_its_answer(threads: Threads) {
    let thread = threads.create_thread().metadata([("user", "u-1")]).await.unwrap();
    assert_eq!(threads.get_thread(&thread.id).await.unwrap(), thread);
    let question = threads.create_message(&thread.id, "user", "Is anybody there?").await.unwrap();
    assert_eq!(threads.get_message(&thread.id, &question.id).await.unwrap(), question);

    let run = threads.create_run(&thread.id, ASSISTANT).instructions("Be kind.").await.unwrap();
    assert_eq!((run.status, &*run.instructions), (RunObjectStatus::Queued, "Be kind."));
    let run = threads.get_run(&thread.id, &run.id).await.unwrap();
    assert_eq!(run.status, RunObjectStatus::InProgress);
    let run = threads.get_run(&thread.id, &run.id).await.unwrap();
    assert_eq!(run.status, RunObjectStatus::Completed);
    assert!(run.completed_at > run.started_at && run.expires_at.is_none());
    assert_eq!(run.usage.unwrap().total_tokens, 3 + 5);

    let answers = threads.list_messages(&thread.id).run_id(&run.id).await.unwrap();
    let [answer] = &answers.data[..] else { panic!("{answers:?}") };
    assert_eq!(text(answer), "You said: Is anybody there?");
    assert_eq!((&*answer.role.to_string(), &answer.run_id), ("assistant", &Some(run.id.clone())));

    let steps = threads.list_run_steps(&thread.id, &run.id).await.unwrap();
    let [step] = &steps.data[..] else { panic!("{steps:?}") };
    let RunStepObjectStepDetails::MessageCreation(details) = &step.step_details else {
        panic!("{step:?}")
    };
    assert_eq!(details.message_creation.message_id, answer.id);
    assert_eq!(threads.get_run_step(&thread.id, &run.id, &step.id).await.unwrap(), *step);
}

async fn a_list_is_read_page_by_page(threads: Threads) {
    let thread = threads.create_thread().await.unwrap().id;
    let empty = threads.list_messages(&thread).await.unwrap();
    assert!(empty.data.is_empty() && !empty.has_more);
    let mut ids = Vec::new();
    for number in 1..=5 {
        let message = threads.create_message(&thread, "user", format!("No. {number}")).await;
        ids.push(message.unwrap().id);
    }
    let newest_first: Vec<_> = ids.iter().rev().cloned().collect();

    let pages: Vec<_> =
        threads.list_messages(&thread).limit(2).pages().try_collect().await.unwrap();
    let found: Vec<(Vec<_>, bool)> = pages
        .iter()
        .map(|page| (page.data.iter().map(|item| item.id.clone()).collect(), page.has_more))
        .collect();
    let expected: Vec<_> =
        newest_first.chunks(2).map(|page| (page.to_vec(), page.len() == 2)).collect();
    assert_eq!(found, expected);
    assert!(pages.iter().zip(&expected).all(|(page, (ids, _))| {
        Some(&page.first_id) == ids.first() && Some(&page.last_id) == ids.last()
    }));

    let listed = async |call: openai_threads::threads::ListMessages| -> Vec<String> {
        call.items().map(|item| item.unwrap().id).collect().await
    };
    assert_eq!(listed(threads.list_messages(&thread).limit(1).order("asc")).await, ids);
    let after = threads.list_messages(&thread).order("asc").after(&ids[2]).limit(1);
    assert_eq!(listed(after).await, ids[3..]);
    let before = threads.list_messages(&thread).order("asc").before(&ids[3]).limit(2);
    let page = before.await.unwrap();
    assert_eq!(page.data.iter().map(|item| &item.id).collect::<Vec<_>>(), [&ids[1], &ids[2]]);
    assert!(page.has_more, "there is one more before");

    let mut runs = Vec::new();
    for _ in 0..3 {
        runs.push(threads.create_run(&thread, ASSISTANT).poll().await.unwrap());
    }
    let listed: Vec<_> =
        threads.list_runs(&thread).order("asc").limit(2).items().try_collect().await.unwrap();
    assert_eq!(listed, runs);
}

async fn functions_are_called_at_once(threads: Threads) {
    let thread = threads.create_thread().await.unwrap().id;
    let question = "What is 17 * 23, what 2+2, and the weather city=Paris?";
    threads.create_message(&thread, "user", question).await.unwrap();
    let tools = [calculator(), function("weather", &[("city", "string"), ("days", "integer")])];
    let run = threads.create_run(&thread, ASSISTANT).tools(tools).poll().await.unwrap();
    let expected = [
        ("weather", json!({"city": "Paris"})),
        ("calculate", json!({"a": 17, "operator": "*", "b": 23})),
        ("calculate", json!({"a": 2, "operator": "+", "b": 2})),
    ];
    assert_eq!(asked(&run), expected);
    let ids: Vec<_> = calls(&run).iter().map(|call| &call.id).collect();
    let given = [output(ids[2], "4"), output(ids[0], "sunny"), output(ids[1], "391")];

    let submitted = threads.submit_tool_outputs_to_run(&thread, &run.id, given);
    let run = submitted.poll().await.unwrap();
    assert_eq!((run.status, run.required_action), (RunObjectStatus::Completed, None));
    let answer = &threads.list_messages(&thread).limit(1).await.unwrap().data[0];
    assert_eq!(text(answer), "weather city Paris = sunny and 17 * 23 = 391 and 2 + 2 = 4.");
    let steps: Vec<_> = threads
        .list_run_steps(&thread, &run.id)
        .order("asc")
        .limit(1)
        .items()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(steps.len(), 2);
    assert_eq!(outputs(&steps[0]), [Some("sunny"), Some("391"), Some("4")]);
}

async fn functions_are_called_one_after_another(threads: Threads) {
    let messages = [CreateMessageRequest::new("user", "1 + 2, then 8 - 5?")];
    let thread = threads.create_thread().messages(messages).await.unwrap().id;
    let tools = [calculator(), function("evaluate", &[("expression", "string")])];
    let choice = AssistantsNamedToolChoice::new("function")
        .function(AssistantsNamedToolChoiceFunction::new("evaluate"));
    let call = threads.create_run(&thread, ASSISTANT).parallel_tool_calls(false).tools(tools);
    let run = call.tool_choice(choice).poll().await.unwrap();
    assert_eq!(asked(&run), [("evaluate", json!({"expression": "1 + 2"}))]);
    let given = [output(&calls(&run)[0].id, "3")];
    let run = threads.submit_tool_outputs_to_run(&thread, &run.id, given).poll().await.unwrap();
    assert_eq!(asked(&run), [("evaluate", json!({"expression": "8 - 5"}))]);
    let given = [output(&calls(&run)[0].id, "still 3")];
    let run = threads.submit_tool_outputs_to_run(&thread, &run.id, given).poll().await.unwrap();
    assert_eq!(run.status, RunObjectStatus::Completed);
    let answer = &threads.list_messages(&thread).limit(1).await.unwrap().data[0];
    assert_eq!(text(answer), "1 + 2 = 3 and 8 - 5 = still 3.");

    let call = threads.create_run(&thread, ASSISTANT).tools([calculator()]).tool_choice("none");
    assert_eq!(call.poll().await.unwrap().status, RunObjectStatus::Completed);
}

async fn functions_are_called_until_the_run_is_done(threads: Threads) {
    let messages = [CreateMessageRequest::new("user", "1 + 2, 8 - 5 and 6 * 7?")];
    let thread = threads.create_thread().messages(messages).await.unwrap().id;
    let call = threads.create_run(&thread, ASSISTANT).parallel_tool_calls(false);
    let turns = Cell::new(0);
    let run = call.tools([calculator()]).poll().follow(async |run| {
        if run.required_action.is_none() {
            return ControlFlow::Break(run);
        }
        turns.set(turns.get() + 1);
        let outputs = computed(&run);
        ControlFlow::Continue(threads.submit_tool_outputs_to_run(&thread, &run.id, outputs).poll())
    });
    assert_eq!(run.await.unwrap().status, RunObjectStatus::Completed);
    assert_eq!(turns.get(), 3);
    let answer = &threads.list_messages(&thread).limit(1).await.unwrap().data[0];
    assert_eq!(text(answer), "1 + 2 = 3 and 8 - 5 = 3 and 6 * 7 = 42.");
}

/// The events while a message is written.
const ANSWERED: [&str; 9] = [
    "thread.run.in_progress",
    "thread.run.step.created",
    "thread.run.step.in_progress",
    "thread.message.created",
    "thread.message.in_progress",
    "thread.message.delta",
    "thread.message.completed",
    "thread.run.step.completed",
    "thread.run.completed",
];

async fn functions_are_called_while_streaming(threads: Threads) {
    let thread = threads.create_thread().await.unwrap().id;
    threads.create_message(&thread, "user", "17 * 23 and 1000 - 1").await.unwrap();
    let call = threads.create_run(&thread, ASSISTANT).tools([calculator()]);
    let events = all(call.stream().await).await;
    let expected = [
        "thread.run.created",
        "thread.run.queued",
        "thread.run.in_progress",
        "thread.run.step.created",
        "thread.run.step.in_progress",
        "thread.run.step.delta",
        "thread.run.requires_action",
    ];
    assert_eq!(names(&events), expected);
    let run = last_run(&events);
    let streamed = streamed_calls(&events);
    assert_eq!(streamed.len(), 2);
    for (call, (name, arguments, pieces)) in calls(run).iter().zip(&streamed) {
        assert_eq!((&call.function.name, &call.function.arguments), (name, arguments));
        assert!(*pieces > 3, "the arguments come in {pieces} pieces");
    }

    let call = threads.submit_tool_outputs_to_run(&thread, &run.id, computed(run));
    let events = all(call.stream().await).await;
    let expected = [&["thread.run.step.completed", "thread.run.queued"], &ANSWERED[..]].concat();
    assert_eq!(names(&events), expected);
    let AssistantStreamEvent::ThreadRunStepCompleted(step) = &events[0] else { panic!() };
    assert_eq!(outputs(step), [Some("391"), Some("999")]);
    assert_eq!(threads.get_run_step(&thread, &run.id, &step.id).await.unwrap(), *step);
    let pieces = text_pieces(&events);
    assert!(pieces.len() > 8, "{pieces:?}");
    let answer = &threads.list_messages(&thread).limit(1).await.unwrap().data[0];
    assert_eq!(text(answer), pieces.concat());
    assert_eq!(text(answer), "17 * 23 = 391 and 1000 - 1 = 999.");
    assert_eq!(threads.get_run(&thread, &run.id).await.unwrap(), *last_run(&events));
}

async fn what_is_streamed_adds_up_to_what_is_stored(threads: Threads) {
    let thread = threads.create_thread().await.unwrap().id;
    threads.create_message(&thread, "user", "17 * 23 and 1000 - 1").await.unwrap();
    let call = threads.create_run(&thread, ASSISTANT).tools([calculator()]);
    let mut events = call.stream().await.unwrap().accumulate();
    // No event has brought the calls as a whole when the last delta has come.
    let state = events.finish().await.unwrap();
    let run = state.runs.last().unwrap().unwrap();
    assert_eq!(threads.get_run(&thread, &run.id).await.unwrap(), run);
    let step = state.run_steps.last().unwrap().unwrap();
    assert_eq!(threads.get_run_step(&thread, &run.id, &step.id).await.unwrap(), step);
    assert_eq!(outputs(&step), [None, None]);

    let call = threads.submit_tool_outputs_to_run(&thread, &run.id, computed(&run));
    events.resume(call.stream().await.unwrap());
    let mut pieces = String::new();
    let mut texts = events.text_deltas();
    while let Some(piece) = texts.next().await {
        pieces.push_str(&piece.unwrap());
    }
    let state = events.into_state();
    let answer = state.messages.last().unwrap().unwrap();
    assert_eq!(text(&answer), pieces);
    assert_eq!(threads.get_message(&thread, &answer.id).await.unwrap(), answer);
    assert_eq!(state.run_steps.len(), 2);
    for step in state.run_steps.all().unwrap() {
        assert_eq!(threads.get_run_step(&thread, &run.id, &step.id).await.unwrap(), step);
    }
    let run = state.runs.get(&run.id).unwrap().unwrap();
    assert_eq!(run.status, RunObjectStatus::Completed);
}

async fn a_thread_begins_with_a_run(threads: Threads) {
    let image = MessageContentImageFileObjectImageFile::new("file_1");
    let content: Vec<CreateMessageRequestContentItem> = vec![
        MessageRequestContentTextObject::new("What is this?").into(),
        MessageContentImageFileObject::new(image).into(),
    ];
    let thread = CreateThreadRequest::new().messages([CreateMessageRequest::new("user", content)]);
    let call = threads.create_thread_and_run(ASSISTANT).thread(thread);
    let events = all(call.clone().stream().await).await;
    let begin = ["thread.created", "thread.run.created", "thread.run.queued"];
    assert_eq!(names(&events), [&begin, &ANSWERED[..]].concat());
    assert_eq!(text_pieces(&events).concat(), "You said: What is this?");
    let AssistantStreamEvent::ThreadCreated(thread) = &events[0] else { panic!() };
    assert_eq!(last_run(&events).thread_id, thread.id);
    assert_eq!(threads.get_thread(&thread.id).await.unwrap(), *thread);

    let run = call.poll().await.unwrap();
    assert_eq!(run.status, RunObjectStatus::Completed);
    assert_ne!(run.thread_id, thread.id);
}

async fn a_run_is_cancelled(threads: Threads) {
    let thread = threads.create_thread().await.unwrap().id;
    threads.create_message(&thread, "user", "1 + 1").await.unwrap();
    let run = threads.create_run(&thread, ASSISTANT).tools([calculator()]).poll().await.unwrap();
    let given = computed(&run);
    let run = threads.cancel_run(&thread, &run.id).await.unwrap();
    assert_eq!((run.status, run.required_action), (RunObjectStatus::Cancelling, None));
    let (kind, _) = refused(threads.submit_tool_outputs_to_run(&thread, &run.id, given)).await;
    assert_eq!(kind, ApiErrorKind::BadRequest);
    let run = threads.get_run(&thread, &run.id).await.unwrap();
    assert_eq!(run.status, RunObjectStatus::Cancelled);
    assert!(run.cancelled_at.is_some());
    let steps = threads.list_run_steps(&thread, &run.id).await.unwrap().data;
    assert_eq!(steps[0].status, "cancelled");
    assert_eq!(outputs(&steps[0]), [None]);

    let (kind, message) = refused(threads.cancel_run(&thread, &run.id)).await;
    assert_eq!(kind, ApiErrorKind::BadRequest);
    assert!(message.contains("cancelled"), "{message}");
    let run = threads.create_run(&thread, ASSISTANT).poll().await.unwrap();
    assert_eq!(run.status, RunObjectStatus::Completed, "the thread is free again");
}

async fn a_run_may_fail_or_be_cut_short(threads: Threads) {
    let thread = threads.create_thread().await.unwrap().id;
    let events = all(threads.create_run(&thread, ASSISTANT).stream().await).await;
    let run = last_run(&events);
    assert_eq!(run.status, RunObjectStatus::Failed);
    assert_eq!(run.last_error.as_ref().unwrap().code, "invalid_prompt");
    assert_eq!(threads.get_run(&thread, &run.id).await.unwrap(), *run);

    let long = CreateMessageRequest::new("user", "so ".repeat(300));
    let call = threads.create_run(&thread, ASSISTANT).additional_messages([long]);
    let events = all(call.max_completion_tokens(256).stream().await).await;
    assert_eq!(text_pieces(&events).len(), 256);
    let run = last_run(&events);
    assert_eq!(run.status, RunObjectStatus::Incomplete);
    assert_eq!(run.usage.as_ref().unwrap().completion_tokens, 256);
    let message = &threads.list_messages(&thread).limit(1).await.unwrap().data[0];
    assert_eq!(message.incomplete_details.as_ref().unwrap().reason, "max_tokens");
}

async fn what_there_is_can_be_modified(threads: Threads) {
    let note = || [("note", "changed")];
    let search = CreateThreadRequestToolResourcesFileSearch::new()
        .vector_stores([CreateThreadRequestToolResourcesFileSearchVectorStore::new()]);
    let resources = CreateThreadRequestToolResources::new().file_search(search);
    let thread = threads.create_thread().tool_resources(resources).await.unwrap();
    let search = thread.tool_resources.unwrap().file_search.unwrap();
    assert_eq!(search.vector_store_ids.unwrap().len(), 1);

    let resources = ModifyThreadRequestToolResources::new();
    let modified = threads.modify_thread(&thread.id).metadata(note()).tool_resources(resources);
    let modified = modified.await.unwrap();
    assert_eq!(modified.metadata.as_ref().unwrap()["note"], "changed");
    assert_eq!(modified.tool_resources.as_ref().unwrap().file_search, None);
    assert_eq!(threads.get_thread(&thread.id).await.unwrap(), modified);

    let message = threads.create_message(&thread.id, "user", "Hello").await.unwrap().id;
    let modified = threads.modify_message(&thread.id, &message).metadata(note()).await.unwrap();
    assert_eq!(modified.metadata.as_ref().unwrap()["note"], "changed");
    assert_eq!(threads.get_message(&thread.id, &message).await.unwrap(), modified);

    let run = threads.create_run(&thread.id, ASSISTANT).poll().await.unwrap().id;
    let modified = threads.modify_run(&thread.id, &run).metadata(note()).await.unwrap();
    assert_eq!(modified.metadata.as_ref().unwrap()["note"], "changed");
    assert_eq!(threads.get_run(&thread.id, &run).await.unwrap(), modified);
}

async fn what_is_deleted_is_gone(threads: Threads) {
    let thread = threads.create_thread().await.unwrap().id;
    let message = threads.create_message(&thread, "user", "Forget it").await.unwrap().id;
    let deleted = threads.delete_message(&thread, &message).await.unwrap();
    assert_eq!((deleted.id, deleted.deleted), (message.clone(), true));
    let (kind, said) = refused(threads.get_message(&thread, &message)).await;
    assert_eq!((kind, said.contains(&message)), (ApiErrorKind::NotFound, true));
    assert!(threads.list_messages(&thread).await.unwrap().data.is_empty());

    let deleted = threads.delete_thread(&thread).await.unwrap();
    assert_eq!((&deleted.id, deleted.deleted), (&thread, true));
    assert_eq!(refused(threads.get_thread(&thread)).await.0, ApiErrorKind::NotFound);
    assert_eq!(refused(threads.delete_thread(&thread)).await.0, ApiErrorKind::NotFound);
}

async fn what_makes_no_sense_is_refused(threads: Threads) {
    let thread = threads.create_thread().await.unwrap().id;
    threads.create_message(&thread, "user", "1 + 1 and 2 + 2").await.unwrap();
    let run = threads.create_run(&thread, ASSISTANT).tools([calculator()]).poll().await.unwrap();
    let active = format!("Thread {thread} already has an active run {}.", run.id);
    let active = (ApiErrorKind::BadRequest, active);
    assert_eq!(refused(threads.create_run(&thread, ASSISTANT)).await, active);
    assert_eq!(refused(threads.create_message(&thread, "user", "Hello?")).await, active);

    let right = computed(&run);
    let wrong = [right[0].clone(), output("call_other", "4")];
    let twice = [right[0].clone(), right[0].clone()];
    for outputs in [vec![right[0].clone()], wrong.to_vec(), twice.to_vec(), vec![]] {
        let call = threads.submit_tool_outputs_to_run(&thread, &run.id, outputs);
        let (kind, message) = refused(call.clone()).await;
        assert_eq!(kind, ApiErrorKind::BadRequest);
        assert!(calls(&run).iter().all(|call| message.contains(&call.id)), "{message}");
        assert!(call.stream().await.is_err(), "a stream is refused before it begins");
    }
    let call = threads.submit_tool_outputs_to_run(&thread, &run.id, right);
    assert_eq!(call.clone().poll().await.unwrap().status, RunObjectStatus::Completed);
    assert_eq!(refused(call).await.0, ApiErrorKind::BadRequest);

    for call in [
        threads.list_messages(&thread).limit(0),
        threads.list_messages(&thread).limit(101),
        threads.list_messages(&thread).order("random"),
        threads.list_messages(&thread).after("msg_other"),
    ] {
        assert_eq!(refused(call).await.0, ApiErrorKind::BadRequest);
    }
    let (kind, message) = refused(threads.create_message(&thread, "system", "Obey")).await;
    assert_eq!((kind, message.contains("role")), (ApiErrorKind::BadRequest, true));
}

async fn what_is_unknown_is_not_found(threads: Threads) {
    let thread = threads.create_thread().await.unwrap().id;
    let run = threads.create_run(&thread, ASSISTANT).poll().await.unwrap().id;
    let found = [
        refused(threads.get_thread("thread_other")).await,
        refused(threads.list_runs("thread_other")).await,
        refused(threads.get_message(&thread, "msg_other")).await,
        refused(threads.get_run(&thread, "run_other")).await,
        refused(threads.cancel_run(&thread, "run_other")).await,
        refused(threads.get_run_step(&thread, &run, "step_other")).await,
        refused(threads.create_run(&thread, "other")).await,
        refused(threads.create_thread_and_run("other")).await,
    ];
    for (kind, message) in found {
        assert_eq!(kind, ApiErrorKind::NotFound, "{message}");
    }
}

#[tokio::test]
async fn a_request_needs_a_key_the_header_and_a_path_that_is_known() {
    let fake = Fake::start();
    let builder = || Client::builder().base_url(fake.url()).max_retries(0);
    let nobody = builder().build().unwrap();
    let error = nobody.threads().create_thread().await.unwrap_err();
    assert_eq!(error.kind(), openai_threads::ErrorKind::Configuration);
    let anybody = builder().without_authentication().build().unwrap();
    let (kind, _) = refused(anybody.threads().create_thread()).await;
    assert_eq!(kind, ApiErrorKind::Authentication);
    let threads = client(&fake).threads();
    let (kind, message) = refused(threads.create_thread().header("OpenAI-Beta", "v1")).await;
    assert_eq!((kind, message.contains("OpenAI-Beta")), (ApiErrorKind::BadRequest, true));
    let elsewhere = threads.create_thread().base_url(fake.url() + "/beta");
    assert_eq!(refused(elsewhere).await.0, ApiErrorKind::NotFound);
}

#[tokio::test]
async fn a_scripted_reply_stands_for_one_answer() {
    let fake = Fake::start();
    let threads = client(&fake).threads();
    fake.answer_next(Reply::nothing());
    fake.answer_next(Reply::json(409, r#"{"error":{"message":"locked"}}"#));
    let failed = threads.create_thread().await.unwrap_err();
    assert_eq!(failed.kind(), ErrorKind::Connection);
    let failed = threads.create_thread().await.unwrap_err();
    assert_eq!(failed.api().unwrap().message, "locked");
    let thread = threads.create_thread().await.unwrap();
    assert_eq!(threads.get_thread(&thread.id).await.unwrap(), thread);
    assert_eq!((fake.requests().len(), fake.exchanges().len()), (4, 2));
    let asked: Vec<_> = fake.requests().iter().map(|request| request.target.clone()).collect();
    assert_eq!(asked[..3], ["/v1/threads", "/v1/threads", "/v1/threads"]);
    // No thread came of what failed: ids count up from the first.
    assert_eq!(thread.id, "thread_000001");
}

/// Runs all conversations; returns what is asked and answered.
async fn exchanges() -> Vec<Exchange> {
    let mut exchanges = Vec::new();
    for (fake, conversation) in conversations() {
        conversation.await;
        exchanges.extend(fake.exchanges());
    }
    exchanges
}

#[tokio::test]
async fn the_conversations_use_every_operation() {
    let api = Vendor::of_record().api();
    let exchanges = exchanges().await;
    let used = |streamed: bool| -> BTreeSet<_> {
        let answered = exchanges.iter().filter(|exchange| match exchange.answer {
            Answer::Object { status, .. } => status == 200 && !streamed,
            Answer::Bytes(_) => !streamed,
            Answer::Events(_) => streamed,
        });
        answered.map(|exchange| operation(&api, exchange).map(|found| &*found.id)).collect()
    };
    let all = |wanted: fn(&&Operation) -> bool| -> BTreeSet<_> {
        api.operations.iter().filter(wanted).map(|operation| Some(&*operation.id)).collect()
    };
    assert_eq!(used(false), all(|_| true));
    assert_eq!(used(true), all(|operation| operation.stream.is_some()));
    assert_eq!((used(false).len(), used(true).len()), (51, 3));
}

#[tokio::test]
async fn the_fake_speaks_as_the_document_says() {
    let api = Vendor::of_record().api();
    let mut kinds = BTreeSet::new();
    for exchange in exchanges().await {
        for (ty, value) in sent(&api, &exchange) {
            let mut oracle = Oracle::new(&api);
            let foretold = oracle.written(&TypeRef::Named(ty.clone()), &value);
            assert!(foretold.is_ok_and(|foretold| same(&foretold, &value)), "{ty:?}: {value}");
            assert_eq!(oracle.counts, Counts::default(), "{ty:?}: {value}");
            let written = checked_in::again(&ty, &value).unwrap();
            assert!(same(&written, &value), "{ty:?}:\n{value}\n{written}");
            kinds.insert((ty, value["event"].as_str().map(str::to_owned)));
        }
    }
    // Everything that operations answer, refusals, and the events to which a
    // run comes while nobody interferes.
    let events = kinds.iter().filter(|(_, event)| event.is_some()).count();
    assert_eq!((kinds.len() - events, events), (30, 17));
}
