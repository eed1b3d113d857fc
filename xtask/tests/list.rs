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
"
        )
    );
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
