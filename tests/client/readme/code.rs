//! The code of the READMEs, with what it takes for granted.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Duration;

use futures_util::future::try_join_all;
use openai_threads::threads::Threads;
use openai_threads::transport::testing::{Reply, ScriptedTransport, errors, from_json};
use openai_threads::types::*;
use openai_threads::{Client, File, Nullable, Result, Token, types};
use openai_threads_fake::{Fake, server};
use serde_json::json;

/// Settings of a program.
struct Config {
    model: Option<String>,
}

/// Stands for an identity service.
async fn entra_token() -> Result<Token, std::io::Error> {
    Ok(Token::new("token"))
}

/// Stands for an identity service that says for how many seconds a token is taken.
async fn fetch_token() -> Result<(String, u64), std::io::Error> {
    Ok(("token".to_owned(), 3600))
}

/// Stands for a function that the model calls.
fn look_up(arguments: &str) -> String {
    arguments.to_owned()
}

/// Asks a question and gives the run at its end.
async fn ask(client: &Client, question: &str) -> Result<RunObject> {
    let thread = client.threads().create_thread().await?;
    client.threads().create_message(&thread.id, "user", question).await?;
    client.threads().create_run(&thread.id, "asst_1").poll().await
}

/// Tells what to do about the end of a run.
fn verdict(ended: Result<RunObject>) -> &'static str {
    match ended {
        Ok(run) if run.status == "completed" => "done",
        Ok(run) if run.status == "expired" => "ask again",
        Err(error) if error.status().is_some_and(|status| status == 429) => "wait",
        Err(_) => "ask again",
        Ok(_) => "give up",
    }
}

async fn first_call() -> Result<()> {
    let client = openai_threads::Client::from_env()?;
    let thread = client.threads().create_thread().await?;
    client.threads().create_message(&thread.id, "user", "What is 17 * 23?").await?;
    let run = client
        .threads()
        .create_run(&thread.id, "asst_1")
        .model("gpt-4o")
        .temperature(0.2)
        .poll()
        .await?;
    println!("{}", run.status);
    Ok(())
}

fn clients() -> Result<()> {
    use openai_threads::{Auth, Client, Credential, Token};

    // OPENAI_API_KEY, and OPENAI_BASE_URL, OPENAI_ORG_ID, OPENAI_PROJECT_ID if they are set.
    let client = Client::from_env()?;

    // Another server, with tokens of Entra ID and a fixed query.
    let client = Client::builder()
        .base_url("https://example.services.ai.azure.com/api/projects/example")
        .api_key(Credential::provider(entra_token))
        .query("api-version", "v1")
        .build()?;

    // A gateway that wants the key in a header of its own.
    let client = Client::builder()
        .base_url("http://localhost:4000/v1")
        .auth(Auth::header("x-gateway-key"))
        .api_key("…")
        .build()?;

    // Tokens that expire: asked for when the last one is about to end, or was refused.
    let client = Client::builder()
        .api_key(Credential::provider(|| async {
            let (token, seconds) = fetch_token().await?;
            Ok::<_, std::io::Error>(Token::new(token).expires_in(Duration::from_secs(seconds)))
        }))
        .build()?;

    // A server that needs no key; without this, a call without one is an error.
    let client = Client::builder().base_url("http://localhost:4000/v1").without_authentication().build()?;

    // Another client with the same settings but one, over the same connections.
    let patient = client.to_builder().timeout(Duration::from_secs(3600)).build()?;
    Ok(())
}

async fn calls(client: &Client) -> Result<()> {
    let threads = client.threads();
    let thread = threads.create_thread().metadata([("user", "u-1")]).await?;
    let message = threads.create_message(&thread.id, "user", "What is 17 * 23?").await?;

    let run = threads
        .create_run(&thread.id, "asst_1")
        .model("gpt-4o")                    // or a variant: AssistantSupportedModels::Gpt4o
        .tool_choice("required")
        .instructions(Nullable::Null)       // null is not the same as absent
        .organization("org-42")             // for this call only
        .max_retries(0)
        .await?;
    Ok(())
}

fn arguments(
    threads: &Threads,
    thread: &ThreadObject,
    assistant: &String,
    config: &Config,
    prompt: &str,
    function: FunctionObject,
    messages: Vec<CreateMessageRequest>,
) {
    let call = threads
        .create_run(&thread.id, assistant)  // &String, Cow<str>, Box<str>, Arc<str>
        .model(config.model.as_deref())     // an Option: `None` leaves it out, lists and maps, too
        .temperature(1)                     // an integer for a number
        .max_prompt_tokens(prompt.len() * 8) // usize and u64
        .tools((AssistantToolsCode::new(), AssistantToolsFunction::new(function))) // several kinds
        .additional_messages(&messages)     // slices and what is borrowed
        .metadata(json!({"user": "u-1"}))   // JSON for a map, an object of any properties,
        .response_format(json!({"type": "grammar", "syntax": "lark"})); // and a union with `Other`
    drop(call);
}

async fn streams(threads: &Threads, thread: &ThreadObject) -> Result<()> {
    let mut events = threads.create_run(&thread.id, "asst_1").stream().await?.accumulate();

    let mut texts = events.text_deltas();
    while let Some(text) = texts.next().await {
        print!("{}", text?);
    }

    // Messages, run steps and runs by id, with all deltas merged in.
    let state = events.state();
    let answer = state.messages.last()?;
    let run = state.runs.last()?;
    drop((answer, run));
    Ok(())
}

async fn tool_calls(threads: &Threads, thread: &ThreadObject, weather: AssistantToolsFunction) -> Result<()> {
    use openai_threads::types::SubmitToolOutputsRunRequestToolOutput as ToolOutput;

    let run = threads.create_run(&thread.id, "asst_1").tools([weather]).poll().follow(async |run| {
        let Some(action) = &run.required_action else { return ControlFlow::Break(run) };
        let outputs = action.submit_tool_outputs.tool_calls.iter().map(|call| {
            ToolOutput::new().tool_call_id(&call.id).output(look_up(&call.function.arguments))
        });
        let call = threads.submit_tool_outputs_to_run(&run.thread_id, &run.id, outputs);
        ControlFlow::Continue(call.poll())
    });
    let run = run.await?;
    drop(run);
    Ok(())
}

async fn companions(client: &Client, thread: &ThreadObject, function: FunctionObject) -> Result<()> {
    let threads = client.threads();
    let file = client.files().create_file(File::from_path("menu.txt"), "assistants").await?;
    let stores = client.vector_stores();
    let store = stores.create_vector_store().name("Café").await?;
    stores.create_vector_store_file(&store.id, &file.id).poll().await?; // until it is indexed

    let search = CreateAssistantRequestToolResourcesFileSearch::new().vector_store_ids([&store.id]);
    let assistant = client
        .assistants()
        .create_assistant("gpt-4o")
        .tools((AssistantToolsFileSearch::new(), AssistantToolsFunction::new(function)))
        .tool_resources(CreateAssistantRequestToolResources::new().file_search(search))
        .await?;
    let run = threads.create_run(&thread.id, &assistant.id).poll().await?;
    drop(run);
    Ok(())
}

async fn many_files(client: &Client, store: &VectorStoreObject, paths: &[PathBuf]) -> Result<()> {
    let stores = client.vector_stores();
    let files = paths.iter().map(|path| client.files().create_file(path, "assistants").send());
    let files = try_join_all(files).await?; // of the crate `futures`
    let ids = files.iter().map(|file| &file.id);
    let batch = stores.create_vector_store_file_batch(&store.id).file_ids(ids).poll().await?;
    drop(batch);
    Ok(())
}

async fn large_files(client: &Client) -> Result<()> {
    let whole = File::from_path("corpus.jsonl");
    let (uploads, length) = (client.uploads(), whole.length().await?);
    let upload = uploads.create_upload(whole.name(), "assistants", length, "application/jsonl").await?;
    let mut parts = Vec::new();
    for part in whole.parts(64 << 20).await? {
        parts.push(uploads.add_upload_part(&upload.id, part).await?.id);
    }
    let file = uploads.complete_upload(&upload.id, parts).await?.file;
    drop(file);
    Ok(())
}

fn blocking(threads: &Threads) -> Result<()> {
    let thread = threads.create_thread().send_blocking()?;
    let run = threads.create_run(&thread.id, "asst_1").poll().send_blocking()?;
    for message in threads.list_messages(&thread.id).items() {
        println!("{}", message?.id);
    }
    for event in threads.create_run(&thread.id, "asst_1").stream_blocking()? {
        println!("{}", event?.event());
    }
    Ok(())
}

#[test]
fn answers_without_a_client() -> Result<()> {
    let run: types::RunObject = from_json(r#"{"status": "expired"}"#)?;
    assert_eq!(verdict(Ok(run)), "ask again");
    let busy = errors::api(429, r#"{"error": {"message": "Slow down", "code": "rate_limit"}}"#);
    assert_eq!(verdict(Err(busy)), "wait");
    assert_eq!(verdict(Err(errors::timeout("timed out"))), "ask again");
    Ok(())
}

#[tokio::test]
async fn a_script() -> Result<()> {
    let script = ScriptedTransport::new([
        Reply::new(503).header("retry-after", "30"),
        Reply::json(200, r#"{"id":"thread_1"}"#),
    ]);
    let client = Client::builder().api_key("k").transport(script.clone()).build()?;
    assert_eq!(client.threads().create_thread().await?.id, "thread_1");
    assert_eq!(script.elapsed(), Duration::from_secs(30));
    Ok(())
}

#[tokio::test]
async fn whole_conversations() -> Result<()> {
    let fake = Fake::start();
    let client = Client::builder().base_url(fake.url()).api_key("any").build()?;
    fake.answer_next(server::Reply::text(503, "out of order").header("retry-after-ms", "1"));
    let run = ask(&client, "Is it there?").await;
    assert_eq!(verdict(run), "done");
    Ok(())
}

/// The code of the fake's README is a whole program.
mod fake {
    use openai_threads::Client;
    use openai_threads_fake::Fake;
    use openai_threads_fake::server::Reply;

    #[tokio::main(flavor = "current_thread")]
    async fn main() -> openai_threads::Result<()> {
        let fake = Fake::start();
        let client = Client::builder().base_url(fake.url()).api_key("any").build()?;
        let threads = client.threads();

        let thread = threads.create_thread().await?;
        threads.create_message(&thread.id, "user", "Is anybody there?").await?;

        // What goes wrong is scripted: the next request is answered so, and tried again.
        fake.answer_next(Reply::text(503, "out of order").header("retry-after-ms", "1"));
        let run = threads.create_run(&thread.id, "asst_1").poll().await?;
        assert_eq!(run.status, "completed");

        let answers = threads.list_messages(&thread.id).run_id(&run.id).await?;
        assert_eq!(answers.data[0].text(), "You said: Is anybody there?");

        let bodies: Vec<_> = fake.requests().iter().map(|request| request.json()).collect();
        assert_eq!(bodies[2], bodies[3]);
        assert_eq!(bodies[3]["assistant_id"], "asst_1");
        Ok(())
    }

    #[test]
    fn runs() {
        main().unwrap();
    }
}
