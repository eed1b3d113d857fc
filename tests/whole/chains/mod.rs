//! Crates of types that hold one another in long chains are compiled, and so are
//! their callers, which set no limit of the compiler's.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use workspace_tests::crates::{OnDisk, with_executor};
use workspace_tests::server::{Reply, Server};
use workspace_tests::snippet::Snippet;

const DRIVE: &str = include_str!("drive.rs.txt");

/// Makes so many types, each of which holds a list of the next.
fn chain(links: usize) -> Snippet {
    let mut schemas = String::new();
    for number in 1..links {
        schemas.push_str(&format!(
            "Link{number}: {{type: object, properties: {{next: {{type: array, items: {{$ref: \
             '#/components/schemas/Link{}'}}}}}}}}\n",
            number + 1
        ));
    }
    schemas
        .push_str(&format!("Link{links}: {{type: object, properties: {{a: {{type: string}}}}}}\n"));
    let content = "{content: {application/json: {schema: {$ref: '#/components/schemas/Link1'}}}";
    Snippet::post(&format!(
        "
        operationId: sendChain
        tags: [pets]
        requestBody: {content}, required: true}}
        responses: {{'200': {content}, description: It.}}}}
        "
    ))
    .schemas(&schemas)
    .config("crate: chain")
}

/// Returns a value of so many links.
fn value(depth: usize) -> Value {
    (1..depth).fold(json!({}), |inner, _| json!({"next": [inner]}))
}

/// Writes the crate with a caller, checks it as a crate of the workspace is, and
/// says where it is.
fn on_disk(links: usize) -> OnDisk {
    let output = with_executor(chain(links).run().unwrap());
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    let example = [(format!("chain{links}.rs"), DRIVE.to_owned())];
    let on_disk = OnDisk::write(&home, &format!("chain{links}"), &output, &example);
    on_disk.cargo(&["clippy", "--lib"]);
    on_disk
}

/// Has a chain of so many types read an answer of such a depth, and checks that
/// it is written again as it was.
fn drive(links: usize, depth: usize) {
    let on_disk = on_disk(links);
    let example = format!("chain{links}");
    on_disk.cargo(&["build", "--example", &example]);
    let answer = value(depth);
    let text = answer.to_string();
    let server = Server::answering(move |_| Reply::json(200, &text));
    let mut caller = Command::new(on_disk.example(&example));
    let run = caller.args([&server.url(), &depth.to_string()]).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(serde_json::from_slice::<Value>(&run.stdout).unwrap(), answer);
}

#[test]
fn sixty_types_compile_and_are_read() {
    drive(60, 60);
}

/// As deep as the reader of JSON goes.
#[test]
fn two_hundred_types_compile_and_are_read() {
    drive(200, 60);
}
