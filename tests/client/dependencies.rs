//! The crates that users of the client compile beside it.

use std::collections::BTreeSet;
use std::process::Command;

#[test]
fn the_client_needs_fewer_than_a_hundred_crates() {
    let arguments =
        "tree --offline --locked -p openai-threads --edges normal --prefix none --format {p}";
    let output = Command::new(env!("CARGO"))
        .args(arguments.split(' '))
        .current_dir(workspace_tests::shared::workspace("."))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    // A crate that was listed before has ` (*)` behind it.
    let crates: BTreeSet<&str> = text
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .filter(|line| !line.is_empty())
        .collect();
    assert!(crates.iter().any(|name| name.starts_with("reqwest ")), "{crates:#?}");
    assert!(crates.len() < 100, "{}: {crates:#?}", crates.len());
}
