//! `cargo xtask list` from the outside.

use std::fs;

use tempfile::TempDir;

use crate::support::{Ran, xtask};

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Pets, version: 1.2.3}
paths:
  /pets:
    get: {operationId: listPets, tags: [pets, lists], x-group: zoo, responses: {}}
    post:
      operationId: createPet
      deprecated: true
      tags: [pets]
      x-group: zoo
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {}
  /keepers:
    get: {tags: [keepers], responses: {}}
webhooks:
  petSold: {post: {responses: {}}}
  petFed: {post: {responses: {}}, put: {responses: {}}}
components:
  schemas:
    Pet: {type: object, properties: {owner: {$ref: '#/components/schemas/Owner'}}}
    Owner: {type: object}
    Stray: {type: object}
";

fn list(options: &[&str]) -> (i32, String, String) {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("pets.yaml"), DOCUMENT).unwrap();
    fs::write(dir.path().join("config.yaml"), "group_key: [x-group]").unwrap();
    fs::write(dir.path().join("broken.yaml"), "paths: [").unwrap();
    let arguments = [&["list", "--no-overlay"], options].concat();
    let Ran { code, stdout, stderr } = xtask(dir.path(), &arguments);
    (code, stdout, stderr)
}

#[test]
fn groups_and_tags_with_their_operations() {
    let (code, listed, _) = list(&["pets.yaml", "--config", "config.yaml"]);
    assert_eq!(
        (code, &*listed),
        (
            0,
            "\
3 operations in 2 groups

groups
  zoo: 2
    listPets createPet
  keepers: 1
    get /keepers

tags
  pets: 2
    listPets createPet
  lists: 1
    listPets
  keepers: 1
    get /keepers

webhooks: 2
    petSold petFed
"
        )
    );
}

#[test]
fn a_document_of_another_version_is_refused() {
    for version in ["swagger: '2.0'", "openapi: 4.0.0"] {
        let dir = TempDir::new().unwrap();
        let document = DOCUMENT.replace("openapi: 3.1.0", version);
        fs::write(dir.path().join("pets.yaml"), document).unwrap();
        let ran = xtask(dir.path(), &["list", "pets.yaml", "--no-overlay", "--no-config"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{version}");
        assert!(ran.stderr.contains("error[version]: a document of version "), "{}", ran.stderr);
    }
}

#[test]
fn a_group_with_what_it_reaches() {
    let (code, listed, _) = list(&["pets.yaml", "--no-config", "--group", "pets"]);
    assert_eq!(
        (code, &*listed),
        (
            0,
            "\
pets: 2 operations
  listPets   GET   /pets
  createPet  POST  /pets  (deprecated)

2 types
    Owner Pet
"
        )
    );
}

/// Operations are listed with how they page and are polled, and with what says so.
#[test]
fn operations_with_their_ways() {
    let dir = TempDir::new().unwrap();
    let answer = |schema: &str| {
        format!(
            "{{'200': {{description: It., content: {{application/json: {{schema: {schema}}}}}}}}}"
        )
    };
    let job = answer("{$ref: '#/components/schemas/Job'}");
    let jobs = answer(
        "{type: object, properties: {has_more: {type: boolean}, data: {type: array, items: {$ref: '#/components/schemas/Job'}}}}",
    );
    let document = format!(
        "openapi: 3.1.0
info: {{title: Jobs, version: '1'}}
paths:
  /jobs:
    get: {{operationId: listJobs, tags: [jobs], parameters: [{{name: after, in: query, schema: {{type: string}}}}], responses: {jobs}}}
    post: {{operationId: makeJob, tags: [jobs], responses: {job}}}
  /jobs/{{id}}:
    get: {{operationId: readJob, tags: [jobs], parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}], responses: {job}}}
components:
  schemas:
    Job: {{type: object, required: [id, status], properties: {{id: {{type: string}}, status: {{enum: [queued, done], x-terminal: [done]}}}}}}
"
    );
    fs::write(dir.path().join("jobs.yaml"), document).unwrap();
    let config = "pages: [{operations: [listJobs], cursor: after, items: data, item_cursor: id}]";
    fs::write(dir.path().join("config.yaml"), config).unwrap();
    let listed = |choices: &[&str]| {
        let arguments =
            [&["list", "jobs.yaml", "--no-overlay", "--group", "jobs"], choices].concat();
        let Ran { stdout, .. } = xtask(dir.path(), &arguments);
        stdout
            .lines()
            .filter(|line| line.starts_with("    "))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let poll = "    polls with `readJob` until `status` is `done`, by the shapes of the document";
    assert_eq!(
        listed(&["--no-config"])[..2],
        [
            "    pages by `after`, the `id` of the last item, while `has_more`, by the shapes of the document",
            poll,
        ]
    );
    assert_eq!(
        listed(&["--config", "config.yaml"])[..2],
        ["    pages by `after`, the `id` of the last item, by the configuration", poll]
    );
}

#[test]
fn what_is_not_there_is_an_error() {
    let (code, listed, error) = list(&["pets.yaml", "--no-config", "--group", "dogs"]);
    assert_eq!((code, &*listed), (1, ""));
    assert_eq!(
        error,
        "error: the document has no operation in the group `dogs`\n  help: its groups are: pets, keepers\n"
    );
    let (code, listed, error) = list(&["broken.yaml", "--no-config"]);
    assert_eq!((code, &*listed), (1, ""));
    assert!(error.contains("broken.yaml") && error.contains("syntax"), "{error}");
    assert_eq!(list(&["none.yaml"]).0, 1);
    assert_eq!(list(&["--groups", "pets"]).0, 2);
}
