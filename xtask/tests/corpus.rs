//! `cargo xtask corpus` from the outside.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Ran, xtask};

const PETS: &str = "\
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths:
  /pets: {get: {operationId: listPets, responses: {'200': {description: ok, content: {application/json: {schema: TYPE}}}}}}
";

/// Returns a directory with a document that is generated, one that is refused, and a file that
/// is none.
fn place() -> TempDir {
    let dir = TempDir::new().unwrap();
    let inner = dir.path().join("all/inner");
    fs::create_dir_all(&inner).unwrap();
    fs::write(dir.path().join("all/pets.yaml"), PETS.replace("TYPE", "{type: string}")).unwrap();
    fs::write(inner.join("broken.json"), r#"{"openapi": "3.1.0", "paths": []}"#).unwrap();
    fs::write(dir.path().join("all/README.md"), "openapi: 3.1.0").unwrap();
    dir
}

fn corpus(dir: &Path, options: &[&str]) -> Ran {
    xtask(dir, &[&["corpus", "all"], options].concat())
}

/// Returns the lines without what is measured.
fn lines(ran: &Ran) -> Vec<String> {
    let timed = |line: &str| match line.split_once(" any values, ") {
        Some((told, _)) => format!("{told} any values"),
        None => line.split(", in ").next().unwrap_or_default().to_owned(),
    };
    ran.stdout.lines().map(timed).collect()
}

#[test]
fn it_tells_what_becomes_of_each_document() {
    let dir = place();
    let ran = corpus(dir.path(), &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let lines = lines(&ran);
    assert!(lines[0].starts_with("inner/broken.json: refused: no-operations: "), "{}", ran.stdout);
    assert!(lines[1].starts_with("pets.yaml: "), "{}", ran.stdout);
    assert!(lines[1].ends_with(" lines, 0 warnings, 0 any values"), "{}", ran.stdout);
    assert_eq!(lines[2], "2 documents: 1 generated, 1 refused");
    assert_eq!(lines.len(), 3);
    assert_eq!(corpus(dir.path(), &["--only", "pets"]).stdout.lines().count(), 2);
}

#[test]
fn the_manifest_shows_what_a_change_changes() {
    let dir = place();
    let manifest = ["--manifest", "before.yaml"];
    let written = corpus(dir.path(), &[&manifest[..], &["--write"]].concat());
    assert_eq!(written.code, 0, "{}", written.stderr);
    let same = corpus(dir.path(), &manifest);
    assert_eq!((same.code, same.stdout.lines().count()), (0, 3), "{}", same.stdout);

    fs::write(dir.path().join("all/pets.yaml"), PETS.replace("TYPE", "{}")).unwrap();
    fs::rename(dir.path().join("all/inner"), dir.path().join("all/other")).unwrap();
    let other = corpus(dir.path(), &manifest);
    assert_eq!(other.code, 1);
    let told: Vec<&str> = other.stdout.lines().skip(3).collect();
    let [new, changed, gone] = told[..] else { panic!("{}", other.stdout) };
    assert_eq!((new, gone), ("new: other/broken.json", "gone: inner/broken.json"));
    let both = "changed: pets.yaml: the document is another one; the output is another one; ";
    assert!(changed.starts_with(both) && changed.ends_with("; any values 0 -> 1"), "{changed}");
    // Of documents that were not asked for, nothing is said.
    let some = corpus(dir.path(), &["--manifest", "before.yaml", "--only", "other"]);
    assert_eq!(some.stdout.lines().skip(2).collect::<Vec<_>>(), ["new: other/broken.json"]);
}

#[test]
fn a_manifest_keeps_what_a_run_does_not_tell() {
    let dir = place();
    let path = dir.path().join("before.yaml");
    let write = |options: &[&str]| {
        let ran =
            corpus(dir.path(), &[&["--manifest", "before.yaml", "--write"][..], options].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        fs::read_to_string(&path).unwrap()
    };
    let whole = write(&[]);
    assert_eq!(write(&["--only", "pets"]), whole);
    // So does what the compiler said, while it is about the same crate.
    let compiled = format!("{whole}  compiled:\n    errors: 0\n    warnings: 0\n");
    fs::write(&path, &compiled).unwrap();
    assert_eq!(write(&[]), compiled);
    fs::write(dir.path().join("all/pets.yaml"), PETS.replace("TYPE", "{}")).unwrap();
    assert!(!write(&["--only", "pets"]).contains("compiled"));
    // Documents that are gone are not kept.
    fs::remove_dir_all(dir.path().join("all/inner")).unwrap();
    assert!(write(&["--only", "pets"]).contains("inner/broken.json"));
    assert!(!write(&[]).contains("inner/broken.json"));
}

#[test]
fn what_is_wrong_is_said() {
    let dir = place();
    let cases: [(&[&str], &str); 4] = [
        (&["--only", "dogs"], "no YAML or JSON file is in `all`"),
        (&["--manifest", "all/README.md"], "is not as `corpus` writes it"),
        (&["--manifest", "befor.yaml"], "cannot read `befor.yaml`"),
        (&["--write"], "--manifest <FILE>"),
    ];
    for (options, told) in cases {
        let ran = corpus(dir.path(), options);
        assert_ne!(ran.code, 0);
        assert!(ran.stderr.contains(told), "{}", ran.stderr);
    }
}
