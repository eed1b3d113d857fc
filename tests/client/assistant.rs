//! The example `assistant` of the client as a program: alone, and with a server of
//! the test's.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use openai_threads_fake::Fake;
use workspace_tests::crates::workspace_example;

static ASSISTANT: LazyLock<PathBuf> = LazyLock::new(|| workspace_example("assistant"));

/// Runs the program, which knows of a server or of none; gives what it printed.
fn printed(url: Option<String>) -> String {
    let mut command = Command::new::<&Path>(&ASSISTANT);
    for variable in ["OPENAI_BASE_URL", "OPENAI_API_KEY"] {
        command.env_remove(variable);
    }
    command.envs(url.map(|url| ("OPENAI_BASE_URL", url)));
    let output = command.env("OPENAI_API_KEY", "sk-other").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

const EXPECTED: &str = r#"menu.txt is completed, 126 bytes
> Until when is breakfast served?
Breakfast is served until eleven, at weekends until noon.【0:0†menu.txt】
> What is 3 * 4.5?
  multiply({"a":3,"operator":"*","b":4.5}) = 13.5
3 * 4.5 = 13.5.
> Are dogs welcome?
Dogs are welcome in the garden.【0:0†menu.txt】
All is cleaned up: 0 assistants are left.
"#;

#[test]
fn it_answers_from_its_file_and_with_its_function() {
    assert_eq!(printed(None), EXPECTED);
}

#[test]
fn it_leaves_nothing_behind() {
    let fake = Fake::start();
    assert_eq!(printed(Some(fake.url())), EXPECTED);
    let requests: Vec<_> = fake.exchanges().into_iter().map(|exchange| exchange.request).collect();
    assert!(requests.iter().all(|it| it.header("authorization") == Some("Bearer sk-other")));
    let deleted = requests.iter().filter(|request| request.method == "DELETE");
    let kinds: Vec<&str> =
        deleted.map(|request| request.path().split('/').nth(2).unwrap()).collect();
    assert_eq!(kinds, ["threads", "assistants", "vector_stores", "files"]);
}
