//! The recorded calls of what threads are used with, as a user of the client writes
//! them, in the order of the recordings.

use openai_threads::types::*;
use openai_threads::{Client, File, Nullable, Result};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Returns a request's type, of JSON.
pub(crate) fn read<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).unwrap()
}

/// Returns the parameters of the function that is offered.
pub(crate) fn add() -> Value {
    json!({
        "type": "object",
        "properties": {"a": {"type": "number"}, "b": {"type": "number"}},
        "required": ["a", "b"],
        "additionalProperties": false,
    })
}

/// Returns the function that is offered.
pub(crate) fn adding() -> FunctionObject {
    FunctionObject::new("add").description("Adds two numbers").parameters(add()).strict(true)
}

pub(crate) fn notes() -> File {
    File::from_bytes("notes.txt", "line one\nline two\n")
}

pub(crate) async fn files(client: &Client) -> Result<()> {
    let api = client.files();
    api.create_file(notes(), "assistants").await?;
    api.create_file(notes(), "batch").expires_after(FileExpirationAfter::new(3600)).await?;
    api.list_files().await?;
    api.list_files().limit(10).order("asc").after("file_1").purpose("batch").await?;
    api.retrieve_file("file_1").await?;
    api.delete_file("file_1").await?;
    api.download_file("file_1").await?;
    Ok(())
}

pub(crate) async fn uploads(client: &Client) -> Result<()> {
    let api = client.uploads();
    let upload = api.create_upload("notes.txt", "assistants", 18, "text/plain");
    upload.expires_after(FileExpirationAfter::new(3600)).await?;
    api.add_upload_part("upload_1", File::from_bytes("part", "line one\n")).await?;
    let complete = api.complete_upload("upload_1", ["part_1", "part_2"]);
    complete.md5("d41d8cd98f00b204e9800998ecf8427e").await?;
    api.cancel_upload("upload_1").await?;
    Ok(())
}

pub(crate) async fn vector_stores(client: &Client) -> Result<()> {
    let api = client.vector_stores();
    let chunks = || StaticChunkingStrategyRequestParam::new(StaticChunkingStrategy::new(400, 100));
    api.create_vector_store().await?;
    api.create_vector_store()
        .name("Notes")
        .file_ids(["file_1"])
        .chunking_strategy(chunks())
        .expires_after(VectorStoreExpirationAfter::new(7))
        .metadata([("of", "me")])
        .description("All of it")
        .await?;
    api.list_vector_stores().limit(3).order("asc").after("vs_0").before("vs_9").await?;
    api.get_vector_store("vs_1").await?;
    let modify = api.modify_vector_store("vs_1").name("Old notes").expires_after(Nullable::Null);
    modify.metadata([("of", "us")]).await?;
    api.delete_vector_store("vs_1").await?;
    api.search_vector_store("vs_1", ["sky", "sea"])
        .max_num_results(4)
        .rewrite_query(true)
        .filters(CompoundFilter::new(
            "and",
            (ComparisonFilter::new("eq", "year", 2026), ComparisonFilter::new("ne", "draft", true)),
        ))
        .ranking_options(
            VectorStoreSearchRequestRankingOptions::new().ranker("auto").score_threshold(0.5),
        )
        .await?;
    let search = api.search_vector_store("vs_1", "sky");
    search.filters(ComparisonFilter::new("gte", "year", 2020)).await?;
    api.create_vector_store_file("vs_1", "file_1")
        .attributes(json!({"year": 2026, "draft": true, "by": "me"}))
        .chunking_strategy(AutoChunkingStrategyRequestParam::new())
        .await?;
    let list = api.list_vector_store_files("vs_1").filter("completed").limit(2).order("desc");
    list.after("file_0").before("file_9").await?;
    api.get_vector_store_file("vs_1", "file_1").await?;
    let attributes = json!({"year": 2027});
    api.update_vector_store_file_attributes("vs_1", "file_1", attributes).await?;
    api.retrieve_vector_store_file_content("vs_1", "file_1").await?;
    api.delete_vector_store_file("vs_1", "file_1").await?;
    let batch = api.create_vector_store_file_batch("vs_1").file_ids(["file_1", "file_2"]);
    batch.attributes(json!({"year": 2026})).chunking_strategy(chunks()).await?;
    let of_year = CreateVectorStoreFileRequest::new("file_1").attributes(json!({"year": 2026}));
    let batch = api.create_vector_store_file_batch("vs_1");
    batch.files([of_year, CreateVectorStoreFileRequest::new("file_2")]).await?;
    api.get_vector_store_file_batch("vs_1", "vsfb_1").await?;
    api.cancel_vector_store_file_batch("vs_1", "vsfb_1").await?;
    let list = api.list_files_in_vector_store_batch("vs_1", "vsfb_1").filter("failed").limit(2);
    list.order("asc").after("file_0").before("file_9").await?;
    Ok(())
}

pub(crate) async fn assistants(client: &Client) -> Result<()> {
    let api = client.assistants();
    api.create_assistant("gpt-4o").await?;
    let search = AssistantToolsFileSearchFileSearch::new().max_num_results(5);
    api.create_assistant("gpt-4o")
        .name("Adder")
        .description("Adds")
        .instructions("Add.")
        .metadata([("of", "me")])
        .temperature(0.1)
        .top_p(1)
        .tools((
            AssistantToolsCode::new(),
            AssistantToolsFileSearch::new().file_search(search),
            AssistantToolsFunction::new(adding()),
        ))
        .tool_resources(read::<CreateAssistantRequestToolResources>(json!({
            "code_interpreter": {"file_ids": ["file_1"]},
            "file_search": {"vector_store_ids": ["vs_1"]},
        })))
        .response_format(ResponseFormatJsonObject::new())
        .reasoning_effort("low")
        .await?;
    api.list_assistants().limit(3).order("asc").after("asst_0").before("asst_9").await?;
    api.get_assistant("asst_1").await?;
    let modify = api.modify_assistant("asst_1").name("Summer").description(Nullable::Null);
    modify.tools(Vec::<AssistantToolsCode>::new()).response_format("auto").await?;
    api.delete_assistant("asst_1").await?;
    Ok(())
}

pub(crate) async fn models(client: &Client) -> Result<()> {
    let api = client.models();
    api.list_models().await?;
    api.retrieve_model("ft:gpt-4o:acme::7q8").await?;
    api.delete_model("ft:gpt-4o:acme::7q8").await?;
    Ok(())
}
