//! Conversations about what threads are used with: assistants, files, vector stores,
//! uploads and models.

use futures_util::StreamExt;
use openai_threads::types::{
    AssistantToolsFileSearch, ComparisonFilter, CompoundFilter,
    CreateAssistantRequestToolResources, CreateAssistantRequestToolResourcesFileSearch,
    CreateAssistantRequestToolResourcesFileSearchVectorStore, CreateVectorStoreFileRequest,
    FileExpirationAfter, RunStepDetailsToolCallsObjectToolCall as StepCall,
    RunStepObjectStepDetails as Details, StaticChunkingStrategy,
    StaticChunkingStrategyRequestParam, VectorStoreExpirationAfter,
};
use openai_threads::{ApiErrorKind, Client, File, Nullable};
use serde_json::json;

use super::support::{all, calculator, last_run, refused, text};

/// Tea, and what it costs.
const TEA: &str = "Tea is served at noon.\n\nA cup of coffee costs three euros.";

/// Uploads a text; gives its id.
async fn uploaded(client: &Client, name: &str, text: &str) -> String {
    let file = File::from_bytes(name, text.as_bytes().to_vec());
    client.files().create_file(file, "assistants").await.unwrap().id
}

pub(super) async fn an_assistant_is_made_changed_and_gone(client: Client) {
    let assistants = client.assistants();
    let store = CreateAssistantRequestToolResourcesFileSearchVectorStore::new();
    let search = CreateAssistantRequestToolResourcesFileSearch::new().vector_stores([store]);
    let made = assistants
        .create_assistant("gpt-4o")
        .name("Host")
        .instructions("Be kind.")
        .tools((calculator(), AssistantToolsFileSearch::new()))
        .tool_resources(CreateAssistantRequestToolResources::new().file_search(search))
        .await
        .unwrap();
    assert_eq!(assistants.get_assistant(&made.id).await.unwrap(), made);
    let resources = made.tool_resources.as_ref().unwrap().file_search.as_ref().unwrap();
    let [store] = &resources.vector_store_ids.as_ref().unwrap()[..] else { panic!("{made:?}") };
    assert_eq!(client.vector_stores().get_vector_store(store).await.unwrap().id, *store);

    let other = assistants.create_assistant("my-tuned-model").await.unwrap();
    let listed: Vec<_> =
        assistants.list_assistants().order("asc").limit(1).items().try_collect().await.unwrap();
    assert_eq!(listed, [made.clone(), other.clone()]);

    // Runs take from it what they do not say.
    let threads = client.threads();
    let thread = threads.create_thread().await.unwrap().id;
    threads.create_message(&thread, "user", "What is 2 + 3?").await.unwrap();
    let run = threads.create_run(&thread, &made.id).model("gpt-4o-mini").poll().await.unwrap();
    assert_eq!((run.status.as_str(), &*run.instructions), ("requires_action", "Be kind."));
    assert_eq!((run.model.as_str(), run.tools.len()), ("gpt-4o-mini", 2));
    threads.cancel_run(&thread, &run.id).await.unwrap();
    threads.get_run(&thread, &run.id).await.unwrap();

    let changed = assistants
        .modify_assistant(&made.id)
        .name(Nullable::Null)
        .tools([calculator()])
        .metadata([("kind", "test")])
        .await
        .unwrap();
    assert_eq!((changed.name, changed.tools.len()), (None, 1));
    assert_eq!(changed.instructions.as_deref(), Some("Be kind."));
    assert_eq!(changed.metadata.unwrap()["kind"], "test");

    let gone = assistants.delete_assistant(&made.id).await.unwrap();
    assert!(gone.deleted && gone.id == made.id);
    let (kind, message) = refused(assistants.get_assistant(&made.id)).await;
    assert_eq!(kind, ApiErrorKind::NotFound);
    assert_eq!(message, format!("No assistant found with id '{}'.", made.id));
    assert_eq!(refused(threads.create_run(&thread, &made.id)).await.0, ApiErrorKind::NotFound);
}

pub(super) async fn files_are_kept(client: Client) {
    let files = client.files();
    let file = File::from_bytes("tea \"black\".txt", TEA);
    let made = files
        .create_file(file, "user_data")
        .expires_after(FileExpirationAfter::new(3600))
        .await
        .unwrap();
    assert_eq!((made.bytes, made.purpose.as_str()), (TEA.len() as i64, "user_data"));
    let seconds = made.expires_at.unwrap().as_secs() - made.created_at.as_secs();
    assert_eq!(seconds, 3600);
    assert_eq!(files.retrieve_file(&made.id).await.unwrap(), made);
    assert_eq!(files.download_file(&made.id).await.unwrap(), TEA);

    let notes = uploaded(&client, "notes.txt", "one").await;
    let more = uploaded(&client, "more.txt", "two").await;
    let ids = async |call: openai_threads::files::ListFiles| -> Vec<String> {
        call.items().map(|item| item.unwrap().id).collect().await
    };
    assert_eq!(ids(files.list_files().purpose("assistants")).await, [&*more, &*notes]);
    let all = [&*made.id, &*notes, &*more];
    assert_eq!(ids(files.list_files().order("asc").limit(2)).await, all);
    assert_eq!(ids(files.list_files().order("asc").after(&notes)).await, [&*more]);

    assert!(files.delete_file(&notes).await.unwrap().deleted);
    assert_eq!(refused(files.download_file(&notes)).await.0, ApiErrorKind::NotFound);
    let (kind, message) = refused(files.list_files().limit(10_001)).await;
    assert_eq!(kind, ApiErrorKind::BadRequest);
    assert_eq!(message, "Invalid value '10001' for 'limit'.");
}

pub(super) async fn large_files_come_in_parts(client: Client) {
    let uploads = client.uploads();
    let part = |text: &'static str| File::from_bytes("part", text);
    let upload = uploads.create_upload("tea.txt", "assistants", 8, "text/plain").await.unwrap();
    assert_eq!((upload.status.as_str(), &upload.file), ("pending", &None));
    let second = uploads.add_upload_part(&upload.id, part("cups")).await.unwrap();
    let first = uploads.add_upload_part(&upload.id, part("tea ")).await.unwrap();
    assert_eq!((&first.upload_id, first.id != second.id), (&upload.id, true));

    let short = uploads.complete_upload(&upload.id, [&*first.id]);
    assert_eq!(refused(short).await.1, "The parts have 4 bytes, expected 8.");
    let unknown = uploads.complete_upload(&upload.id, ["part_none"]);
    assert_eq!(refused(unknown).await.0, ApiErrorKind::NotFound);
    let done = uploads.complete_upload(&upload.id, [first.id, second.id]).await.unwrap();
    assert_eq!(done.status.as_str(), "completed");
    let file = done.file.unwrap();
    assert_eq!(file.filename, "tea.txt");
    assert_eq!(client.files().download_file(&file.id).await.unwrap(), "tea cups");

    let whole = File::from_bytes("pot.txt", "a pot of tea");
    let length = whole.length().await.unwrap();
    let begun = uploads.create_upload("pot.txt", "assistants", length, "text/plain");
    let pot = begun.await.unwrap();
    let mut ids = Vec::new();
    for part in whole.parts(5).await.unwrap() {
        ids.push(uploads.add_upload_part(&pot.id, part).await.unwrap().id);
    }
    assert_eq!(ids.len(), 3);
    let file = uploads.complete_upload(&pot.id, ids).await.unwrap().file.unwrap();
    assert_eq!(client.files().download_file(&file.id).await.unwrap(), "a pot of tea");

    let late = uploads.add_upload_part(&upload.id, part("more"));
    assert_eq!(refused(late).await.1, "The upload is completed.");
    let upload = uploads.create_upload("no.txt", "assistants", 1, "text/plain").await.unwrap();
    assert_eq!(uploads.cancel_upload(&upload.id).await.unwrap().status.as_str(), "cancelled");
    let late = uploads.complete_upload(&upload.id, Vec::<String>::new());
    assert_eq!(refused(late).await.1, "The upload is cancelled.");
}

pub(super) async fn models_are_known_by_name(client: Client) {
    let models = client.models();
    let listed = models.list_models().await.unwrap().data;
    for model in &listed {
        assert_eq!(models.retrieve_model(&model.id).await.unwrap(), *model);
    }
    let tuned = listed.iter().find(|model| model.id.starts_with("ft:")).unwrap();
    assert!(models.delete_model(&tuned.id).await.unwrap().deleted);
    assert_eq!(refused(models.retrieve_model(&tuned.id)).await.0, ApiErrorKind::NotFound);
    assert_eq!(models.list_models().await.unwrap().data.len(), listed.len() - 1);
    assert_eq!(refused(models.delete_model("gpt-4o")).await.0, ApiErrorKind::BadRequest);
}

pub(super) async fn a_vector_store_is_filled_and_searched(client: Client) {
    let stores = client.vector_stores();
    let file = uploaded(&client, "tea.txt", TEA).await;
    let store = stores
        .create_vector_store()
        .name("Drinks")
        .expires_after(VectorStoreExpirationAfter::new(7))
        .await
        .unwrap()
        .id;
    let sizes = StaticChunkingStrategy::new(200, 20);
    let added = stores
        .create_vector_store_file(&store, &file)
        .attributes(json!({"price": 3, "hot": true, "of": "tea"}))
        .chunking_strategy(StaticChunkingStrategyRequestParam::new(sizes));
    let waiting = added.clone().await.unwrap();
    assert_eq!((waiting.status.as_str(), waiting.usage_bytes), ("in_progress", 0));
    assert!(stores.search_vector_store(&store, "noon").await.unwrap().data.is_empty());
    let done = added.poll().await.unwrap();
    assert_eq!((done.status.as_str(), done.usage_bytes), ("completed", TEA.len() as i64));
    assert_eq!(stores.get_vector_store_file(&store, &file).await.unwrap(), done);
    let content = stores.retrieve_vector_store_file_content(&store, &file).await.unwrap();
    assert_eq!(content.data[0].text.as_deref(), Some(TEA));

    let found = stores.search_vector_store(&store, "When is tea served?").await.unwrap();
    let [best] = &found.data[..] else { panic!("{found:?}") };
    assert_eq!((&*best.filename, &*best.content[0].text), ("tea.txt", "Tea is served at noon."));
    let found = stores
        .search_vector_store(&store, vec!["coffee".to_owned(), "noon".to_owned()])
        .max_num_results(1);
    assert_eq!(found.await.unwrap().data.len(), 1);
    let of_tea = ComparisonFilter::new("eq", "of", "tea");
    for (filter, expected) in [
        (of_tea.clone(), 1),
        (ComparisonFilter::new("gt", "price", 3.0), 0),
        (ComparisonFilter::new("lte", "price", 3.0), 1),
        (ComparisonFilter::new("in", "of", vec!["milk".into()]), 0),
    ] {
        let found = stores.search_vector_store(&store, "noon").filters(filter.clone());
        assert_eq!(found.await.unwrap().data.len(), expected, "{filter:?}");
        let either = (filter, ComparisonFilter::new("ne", "hot", true));
        let found =
            stores.search_vector_store(&store, "noon").filters(CompoundFilter::new("or", either));
        assert_eq!(found.await.unwrap().data.len(), expected);
    }

    let changed = stores.update_vector_store_file_attributes(&store, &file, [("of", "milk")]);
    assert_eq!(json!(changed.await.unwrap().attributes), json!({"of": "milk"}));
    let found = stores.search_vector_store(&store, "noon").filters(of_tea).await.unwrap();
    assert!(found.data.is_empty());

    let completed = stores.list_vector_store_files(&store).filter("completed").items();
    assert_eq!(completed.count().await, 1);
    let failed = stores.list_vector_store_files(&store).filter("failed").items();
    assert_eq!(failed.count().await, 0);
    let shown = stores.get_vector_store(&store).await.unwrap();
    assert_eq!((shown.file_counts.completed, shown.usage_bytes), (1, TEA.len() as i64));
    let changed = stores.modify_vector_store(&store).name("Food").await.unwrap();
    assert_eq!((&*changed.name, changed.expires_after.unwrap().days), ("Food", 7));

    assert!(stores.delete_vector_store_file(&store, &file).await.unwrap().deleted);
    assert_eq!(client.files().retrieve_file(&file).await.unwrap().id, file);
    assert_eq!(stores.list_vector_stores().items().count().await, 1);
    assert!(stores.delete_vector_store(&store).await.unwrap().deleted);
    assert_eq!(refused(stores.get_vector_store(&store)).await.0, ApiErrorKind::NotFound);
}

pub(super) async fn files_are_added_in_batches(client: Client) {
    let stores = client.vector_stores();
    let mut files = Vec::new();
    for (name, text) in [("one.txt", "one"), ("two.txt", "two"), ("empty.txt", "")] {
        files.push(uploaded(&client, name, text).await);
    }
    let store = stores.create_vector_store().file_ids([&*files[0]]).poll().await.unwrap();
    assert_eq!((store.status.as_str(), store.file_counts.completed), ("completed", 1));
    let store = store.id;
    let batch = stores.create_vector_store_file_batch(&store).file_ids(&files[1..]);
    let done = batch.poll().await.unwrap();
    assert_eq!(done.status.as_str(), "completed");
    assert_eq!((done.file_counts.completed, done.file_counts.failed), (1, 1));
    let failed = stores.list_files_in_vector_store_batch(&store, &done.id).filter("failed");
    let failed: Vec<_> = failed.items().try_collect().await.unwrap();
    assert_eq!((failed.len(), &failed[0].id), (1, &files[2]));
    assert_eq!(failed[0].last_error.as_ref().unwrap().code.as_str(), "invalid_file");

    let each = files.iter().map(CreateVectorStoreFileRequest::new);
    let batch = stores.create_vector_store_file_batch(&store).files(each).await.unwrap();
    assert_eq!((batch.status.as_str(), batch.file_counts.in_progress), ("in_progress", 3));
    let got = stores.get_vector_store_file_batch(&store, &batch.id).await.unwrap();
    assert_eq!((got.file_counts.completed, got.file_counts.in_progress), (1, 2));
    let stopped = stores.cancel_vector_store_file_batch(&store, &batch.id).await.unwrap();
    assert_eq!((stopped.status.as_str(), stopped.file_counts.cancelled), ("cancelled", 2));

    let nothing = stores.create_vector_store_file_batch(&store);
    assert_eq!(refused(nothing).await.1, "Missing required parameter: 'file_ids'.");
    let unknown = stores.create_vector_store_file_batch(&store).file_ids(["file_none"]);
    assert_eq!(refused(unknown).await.0, ApiErrorKind::NotFound);
    // A file that is deleted is in no vector store, either.
    client.files().delete_file(&files[0]).await.unwrap();
    assert_eq!(stores.list_vector_store_files(&store).items().count().await, 2);
}

pub(super) async fn an_assistant_searches_its_files(client: Client) {
    let threads = client.threads();
    let file = uploaded(&client, "tea.txt", TEA).await;
    let store = client.vector_stores().create_vector_store().file_ids([&*file]).poll();
    let store = store.await.unwrap().id;
    let search = CreateAssistantRequestToolResourcesFileSearch::new().vector_store_ids([store]);
    let assistant = client
        .assistants()
        .create_assistant("gpt-4o")
        .tools((AssistantToolsFileSearch::new(), calculator()))
        .tool_resources(CreateAssistantRequestToolResources::new().file_search(search))
        .await
        .unwrap();
    let thread = threads.create_thread().await.unwrap().id;
    threads.create_message(&thread, "user", "When is tea served?").await.unwrap();
    let events = all(threads.create_run(&thread, &assistant.id).stream().await).await;
    let run = last_run(&events);
    assert_eq!(run.status.as_str(), "completed");

    let answers = threads.list_messages(&thread).run_id(&run.id).await.unwrap();
    assert_eq!(text(&answers.data[0]), "Tea is served at noon.【0:0†tea.txt】");
    let content = json!(answers.data[0].content);
    assert_eq!(content[0]["text"]["annotations"][0]["file_citation"]["file_id"], file);
    let mut events =
        threads.create_run(&thread, &assistant.id).stream().await.unwrap().accumulate();
    while let Some(event) = events.next().await {
        event.unwrap();
    }
    let state = events.state();
    let told = state.messages.last().unwrap().unwrap();
    assert_eq!(json!(told.content), content, "what is streamed adds up");

    let steps = threads.list_run_steps(&thread, &run.id).order("asc").await.unwrap().data;
    let [Details::ToolCalls(details), Details::MessageCreation(_)] =
        [&steps[0].step_details, &steps[1].step_details]
    else {
        panic!("{steps:?}")
    };
    let [StepCall::FileSearch(call)] = &details.tool_calls[..] else { panic!("{details:?}") };
    let results = call.file_search.results.as_ref().unwrap();
    assert_eq!((&results[0].file_id, results[0].score > 0.5), (&file, true));

    // A function goes before, and nothing is found for what no file has a word of.
    threads.create_message(&thread, "user", "What is 2 + 3?").await.unwrap();
    let run = threads.create_run(&thread, &assistant.id).poll().await.unwrap();
    assert_eq!(run.status.as_str(), "requires_action");
    threads.cancel_run(&thread, &run.id).await.unwrap();
    threads.get_run(&thread, &run.id).await.unwrap();
    threads.create_message(&thread, "user", "Hello?").await.unwrap();
    let run = threads.create_run(&thread, &assistant.id).poll().await.unwrap();
    let answers = threads.list_messages(&thread).run_id(&run.id).await.unwrap();
    assert_eq!(text(&answers.data[0]), "You said: Hello?");
    // Without file search among the tools, nothing is searched.
    threads.create_message(&thread, "user", "When is tea served?").await.unwrap();
    let run = threads.create_run(&thread, &assistant.id).tools([calculator()]).poll().await;
    let answers = threads.list_messages(&thread).run_id(run.unwrap().id).await.unwrap();
    assert_eq!(text(&answers.data[0]), "You said: When is tea served?");
}
