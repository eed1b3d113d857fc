//! Documents on standard input, and the directory from which references lead.

use std::fs;

use tempfile::TempDir;

use crate::support::{Ran, xtask, xtask_reading};

/// A document of which a type is in another file.
const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Pets, version: 1.2.3}
servers: [{url: 'https://pets.example/v1'}]
paths:
  /pets:
    get:
      operationId: getPet
      tags: [pets]
      responses:
        '200':
          description: The pet.
          content: {application/json: {schema: {$ref: 'schemas/pet.yaml'}}}
";

const PET: &str = "{type: object, properties: {name: {type: string}}}";

/// Returns a directory with the file, and a document that lacks it.
fn place() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("api/schemas")).unwrap();
    fs::write(dir.path().join("api/schemas/pet.yaml"), PET).unwrap();
    fs::write(dir.path().join("pets.yaml"), DOCUMENT).unwrap();
    dir
}

const CHOICES: [&str; 2] = ["--no-overlay", "--no-config"];

/// Runs a command with the document on standard input.
fn piped(dir: &TempDir, arguments: &[&str]) -> Ran {
    xtask_reading(dir.path(), &[arguments, &CHOICES].concat(), DOCUMENT)
}

#[test]
fn files_below_the_base_are_read() {
    let dir = place();
    let ran = piped(&dir, &["regen", "--spec", "-", "--base", "api", "--out", "out"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let out = dir.path().join("out/src/types");
    let types: Vec<_> = fs::read_dir(out).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(types.iter().any(|name| name == "pet.rs"), "{types:?}");
    for command in [&["explain", "Pet.name", "--spec", "-"][..], &["list", "-"]] {
        let ran = piped(&dir, &[command, &["--base", "api"]].concat());
        assert_eq!(ran.code, 0, "{command:?}: {}", ran.stderr);
    }
    let ran = piped(&dir, &["diff", "-", "api/../pets.yaml", "--base", "api"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
}

#[test]
fn without_a_base_standard_input_has_no_files_beside_it() {
    let dir = place();
    let ran = piped(&dir, &["regen", "--spec", "-", "--out", "out"]);
    assert_eq!(ran.code, 1);
    let told = "`schemas/pet.yaml` cannot be read: the document comes from standard input, which \
                has no directory: name that of its files with `--base DIR`";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    assert!(ran.stderr.contains("--> <stdin>:12:"), "{}", ran.stderr);
    assert!(!dir.path().join("out").exists());
    // A document that needs none does without.
    let alone = DOCUMENT.replace("$ref: 'schemas/pet.yaml'", "type: string");
    let ran = xtask_reading(dir.path(), &[&["list", "-"], &CHOICES[..]].concat(), &alone);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn nothing_out_of_the_base_is_read() {
    let dir = place();
    let outside = DOCUMENT.replace("schemas/pet.yaml", "../pets.yaml");
    let arguments = ["regen", "--spec", "-", "--base", "api", "--out", "out"];
    let ran = xtask_reading(dir.path(), &[&arguments, &CHOICES[..]].concat(), &outside);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("external-reference"), "{}", ran.stderr);
}

#[test]
fn a_file_may_have_another_base_too() {
    let dir = place();
    let run = |options: &[&str]| {
        let arguments = ["regen", "--spec", "pets.yaml", "--out", "out"];
        xtask(dir.path(), &[&arguments, &CHOICES[..], options].concat())
    };
    assert_eq!(run(&[]).code, 1);
    assert_eq!(run(&["--base", "api"]).code, 0);
    let ran = run(&["--base", "pets.yaml"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("`pets.yaml` is no directory"), "{}", ran.stderr);
}

#[test]
fn two_documents_are_not_on_one_standard_input() {
    let ran = piped(&place(), &["diff", "-", "-"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("standard input has one document, and not two"), "{}", ran.stderr);
}
