//! An assistant that answers from a file and calculates, made and cleaned up:
//! `cargo run -p openai-threads --example assistant --features assistants,files,vector_stores`
//!
//! A server in this process answers, by simple rules and not by a model. To ask
//! a real one, set `OPENAI_BASE_URL` and `OPENAI_API_KEY`.

use std::env;
use std::error::Error;
use std::io::{self, Write};

use openai_threads::types::{
    AssistantObject, AssistantStreamEvent as Event, AssistantToolsFileSearch,
    AssistantToolsFunction, CreateAssistantRequestToolResources as Resources,
    CreateAssistantRequestToolResourcesFileSearch as SearchIn, FunctionObject, RunObject,
    RunObjectRequiredAction, SubmitToolOutputsRunRequestToolOutput as ToolOutput, ThreadObject,
};
use openai_threads::{Accumulated, Client, File, Result};
use openai_threads_fake::Fake;
use serde::Deserialize;
use serde_json::json;

/// The text that the assistant answers from.
const MENU: &str = "\
A pot of green tea is 4.50 euros.

Breakfast is served until eleven, at weekends until noon.

Dogs are welcome in the garden.
";

const QUESTIONS: [&str; 3] =
    ["Until when is breakfast served?", "What is 3 * 4.5?", "Are dogs welcome?"];

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::result::Result<(), Box<dyn Error>> {
    let client = match env::var("OPENAI_BASE_URL") {
        Ok(_) => Client::from_env()?,
        Err(_) => Client::builder().base_url(Fake::start().url()).api_key("none").build()?,
    };
    let mut made = Made::default();
    // What was made is cleaned up however the conversation ends.
    let talked = talk(&client, &mut made).await;
    made.clean_up(&client).await?;
    Ok(talked?)
}

/// The ids of what is on the server.
#[derive(Default)]
struct Made {
    file: Option<String>,
    store: Option<String>,
    assistant: Option<String>,
    thread: Option<String>,
}

impl Made {
    /// Deletes what was made, the last first.
    async fn clean_up(self, client: &Client) -> Result<()> {
        if let Some(id) = self.thread {
            client.threads().delete_thread(&id).await?;
        }
        if let Some(id) = self.assistant {
            client.assistants().delete_assistant(&id).await?;
        }
        if let Some(id) = self.store {
            client.vector_stores().delete_vector_store(&id).await?;
        }
        if let Some(id) = self.file {
            client.files().delete_file(&id).await?;
        }
        println!("All is cleaned up: {} assistants are left.", count_assistants(client).await?);
        Ok(())
    }
}

/// Counts the assistants, over all pages of the list.
async fn count_assistants(client: &Client) -> Result<usize> {
    let mut assistants = client.assistants().list_assistants().items();
    let mut count = 0;
    while let Some(assistant) = assistants.next().await {
        assistant?;
        count += 1;
    }
    Ok(count)
}

async fn talk(client: &Client, made: &mut Made) -> Result<()> {
    let file = File::from_bytes("menu.txt", MENU);
    let file = client.files().create_file(file, "assistants").await?;
    made.file = Some(file.id.clone());
    let stores = client.vector_stores();
    let store = stores.create_vector_store().name("Café").await?;
    made.store = Some(store.id.clone());
    // Waits until the file is indexed.
    let indexed = stores.create_vector_store_file(&store.id, &file.id).poll().await?;
    println!("{} is {}, {} bytes", file.filename, indexed.status, indexed.usage_bytes);

    let assistant = assistant(client, &store.id).await?;
    made.assistant = Some(assistant.id.clone());
    let thread = client.threads().create_thread().await?;
    made.thread = Some(thread.id.clone());
    for question in QUESTIONS {
        ask(client, &thread, &assistant, question).await?;
    }
    Ok(())
}

/// Makes an assistant that searches a vector store and calculates.
async fn assistant(client: &Client, store: &str) -> Result<AssistantObject> {
    let search = SearchIn::new().vector_store_ids([store]);
    client
        .assistants()
        .create_assistant("gpt-4o")
        .name("Waiter")
        .instructions("Answer from the menu, and calculate with the function.")
        .tools((AssistantToolsFileSearch::new(), multiply()))
        .tool_resources(Resources::new().file_search(search))
        .await
}

async fn ask(
    client: &Client,
    thread: &ThreadObject,
    assistant: &AssistantObject,
    question: &str,
) -> Result<()> {
    println!("> {question}");
    let threads = client.threads();
    threads.create_message(&thread.id, "user", question).await?;
    let call = threads.create_run(&thread.id, &assistant.id);
    let mut events = call.stream().await?.accumulate();
    show(&mut events).await?;
    while let Some(RunObject { id, required_action: Some(action), .. }) =
        events.state().runs.last()?
    {
        let call = threads.submit_tool_outputs_to_run(&thread.id, id, outputs(&action));
        events.resume(call.stream().await?);
        show(&mut events).await?;
    }
    match events.state().runs.last()?.and_then(|run| run.last_error) {
        Some(error) => println!("The run failed: {}", error.message),
        None => println!(),
    }
    Ok(())
}

/// Shows the answer as it comes.
async fn show(events: &mut Accumulated<Event>) -> Result<()> {
    let mut answer = events.text_deltas();
    while let Some(text) = answer.next().await {
        print!("{}", text?);
        // A line is not over yet.
        let _ = io::stdout().flush();
    }
    Ok(())
}

/// The function as the assistant is told of it.
fn multiply() -> AssistantToolsFunction {
    let number = json!({"type": "number"});
    let parameters = json!({
        "type": "object",
        "properties": {"a": number, "operator": {"type": "string", "enum": ["*"]}, "b": number},
        "required": ["a", "operator", "b"],
    });
    let function = FunctionObject::new("multiply").description("Multiplies two numbers");
    AssistantToolsFunction::new(function.parameters(parameters))
}

fn outputs(action: &RunObjectRequiredAction) -> Vec<ToolOutput> {
    #[derive(Deserialize)]
    struct Factors {
        a: f64,
        b: f64,
    }

    let calls = action.submit_tool_outputs.tool_calls.iter();
    let output = calls.map(|call| {
        // What went wrong is an output, too: the assistant can try again.
        let result = match serde_json::from_str(&call.function.arguments) {
            Ok(Factors { a, b }) => (a * b).to_string(),
            Err(error) => error.to_string(),
        };
        println!("  {}({}) = {result}", call.function.name, call.function.arguments);
        ToolOutput::new().tool_call_id(&call.id).output(result)
    });
    output.collect()
}
