//! A chat with an assistant that has a calculator:
//! `cargo run -p openai-threads --example chat -- 'What is 17 * 23?'`
//!
//! Without a question as an argument, each line of the input is one.
//!
//! A server in this process answers, by simple rules and not by a model. To ask
//! a real one, set `OPENAI_BASE_URL`, `OPENAI_API_KEY` and
//! `OPENAI_ASSISTANT_ID`.

use std::error::Error;
use std::io::{self, IsTerminal, Write};
use std::{env, iter};

use openai_threads::threads::Threads;
use openai_threads::types::{
    AssistantStreamEvent as Event, AssistantToolsFunction, FunctionObject, RunObject,
    RunObjectRequiredAction, SubmitToolOutputsRunRequestToolOutput as ToolOutput,
};
use openai_threads::{Accumulated, Client};
use openai_threads_fake::Fake;
use serde::Deserialize;
use serde_json::json;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let (client, assistant) = match env::var("OPENAI_BASE_URL") {
        Ok(_) => (Client::from_env()?, env::var("OPENAI_ASSISTANT_ID")?),
        Err(_) => {
            let client = Client::builder().base_url(Fake::start().url()).api_key("none");
            (client.build()?, "asst_1".to_owned())
        }
    };
    let threads = client.threads();
    let thread = threads.create_thread().await?.id;
    for question in questions() {
        ask(&threads, &thread, &assistant, &question?).await?;
    }
    Ok(())
}

/// The argument, or else the lines of the input, or else one of our own.
fn questions() -> Box<dyn Iterator<Item = io::Result<String>>> {
    if let Some(question) = env::args().nth(1) {
        return Box::new(iter::once(Ok(question)));
    }
    if io::stdin().is_terminal() {
        println!("What would you like to know?");
    }
    let mut lines = io::stdin().lines();
    let first = lines.next().unwrap_or_else(|| Ok("What is 17 * 23, and what 1 - 9?".to_owned()));
    Box::new(iter::once(first).chain(lines))
}

async fn ask(
    threads: &Threads,
    thread: &str,
    assistant: &str,
    question: &str,
) -> openai_threads::Result<()> {
    println!("> {question}");
    threads.create_message(thread, "user", question).await?;
    let call = threads.create_run(thread, assistant).tools([calculator()]);
    let mut events = call.stream().await?.accumulate();
    show(&mut events).await?;
    while let Some(RunObject { id, required_action: Some(action), .. }) =
        events.state().runs.last()?
    {
        let call = threads.submit_tool_outputs_to_run(thread, id, outputs(&action));
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
async fn show(events: &mut Accumulated<Event>) -> openai_threads::Result<()> {
    let mut answer = events.text_deltas();
    while let Some(text) = answer.next().await {
        print!("{}", text?);
        // A line is not over yet.
        let _ = io::stdout().flush();
    }
    Ok(())
}

/// What the assistant is told about the calculator.
fn calculator() -> AssistantToolsFunction {
    let parameters = json!({
        "type": "object",
        "properties": {
            "a": {"type": "number"},
            "operator": {"type": "string", "enum": ["+", "-", "*", "/"]},
            "b": {"type": "number"},
        },
        "required": ["a", "operator", "b"],
    });
    let function = FunctionObject::new("calculate")
        .description("Calculates with two numbers")
        .parameters(parameters.as_object().cloned().unwrap_or_default());
    AssistantToolsFunction::new(function)
}

fn outputs(action: &RunObjectRequiredAction) -> Vec<ToolOutput> {
    let calls = action.submit_tool_outputs.tool_calls.iter();
    let output = calls.map(|call| {
        let result = calculate(&call.function.arguments);
        println!("  {}({}) = {result}", call.function.name, call.function.arguments);
        ToolOutput::new().tool_call_id(&call.id).output(result)
    });
    output.collect()
}

/// The calculator. What went wrong is an output, too: the assistant can try
/// again.
fn calculate(arguments: &str) -> String {
    #[derive(Deserialize)]
    struct Calculation {
        a: f64,
        operator: String,
        b: f64,
    }

    match serde_json::from_str(arguments) {
        Ok(Calculation { a, operator, b }) => match &*operator {
            "+" => (a + b).to_string(),
            "-" => (a - b).to_string(),
            "*" => (a * b).to_string(),
            "/" => (a / b).to_string(),
            other => format!("There is no operator {other}"),
        },
        Err(error) => error.to_string(),
    }
}
