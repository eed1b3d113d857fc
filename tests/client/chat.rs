//! The example `chat` of the client as a program: alone, and with a server of
//! the test's.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use openai_threads_fake::Fake;
use workspace_tests::crates::workspace_example;

static CHAT: LazyLock<PathBuf> = LazyLock::new(|| workspace_example("chat"));

/// Returns a chat that knows of no server.
fn chat() -> Command {
    let mut command = Command::new::<&Path>(&CHAT);
    for variable in ["OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_ASSISTANT_ID"] {
        command.env_remove(variable);
    }
    command
}

/// Runs a chat with an input; gives what it printed.
fn printed(command: &mut Command, input: &str) -> String {
    let mut chat = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    // A chat that is given its question does not read the input.
    let _ = chat.stdin.take().unwrap().write_all(input.as_bytes());
    let output = chat.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn it_answers_what_is_on_its_input_line_by_line() {
    let expected = r#"> What is 6 * 7, and 1 / 8?
  calculate({"a":6,"operator":"*","b":7}) = 42
  calculate({"a":1,"operator":"/","b":8}) = 0.125
6 * 7 = 42 and 1 / 8 = 0.125.
> Thank you!
You said: Thank you!
"#;
    assert_eq!(printed(&mut chat(), "What is 6 * 7, and 1 / 8?\nThank you!\n"), expected);
}

#[test]
fn it_answers_its_argument_or_else_a_question_of_its_own() {
    let found = printed(chat().arg("2 + 2?"), "not read\n");
    assert!(found.ends_with("\n2 + 2 = 4.\n") && !found.contains("not read"), "{found}");
    let found = printed(&mut chat(), "");
    assert!(found.ends_with("\n17 * 23 = 391 and 1 - 9 = -8.\n"), "{found}");
}

#[test]
fn it_asks_another_server() {
    let fake = Fake::start();
    let mut chat = chat();
    chat.envs([("OPENAI_API_KEY", "sk-other"), ("OPENAI_ASSISTANT_ID", "asst_other")]);
    let found = printed(chat.env("OPENAI_BASE_URL", fake.url()), "1 + 1\n");
    assert!(found.ends_with("\n1 + 1 = 2.\n"), "{found}");
    let requests: Vec<_> = fake.exchanges().into_iter().map(|exchange| exchange.request).collect();
    assert_eq!(requests.len(), 4);
    assert!(requests.iter().all(|it| it.header("authorization") == Some("Bearer sk-other")));
    assert_eq!(requests[2].json()["assistant_id"], "asst_other");
}
