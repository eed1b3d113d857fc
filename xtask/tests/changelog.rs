//! `cargo xtask changelog` from the outside: two documents in, an entry out.

use std::fs;

use tempfile::TempDir;
use workspace_tests::shared::read_workspace;

use crate::support::{Ran, xtask};

const OLD: &str = "\
openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
servers: [{url: 'https://pets.example/v1'}]
paths:
  /pets:
    post:
      operationId: makePet
      tags: [pets]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}
      responses: {'204': {description: Done.}}
components:
  schemas:
    NewPet:
      type: object
      required: [name]
      properties:
        name: {type: string, maxLength: 10}
        home: {type: string, description: Where it lives.}
        kind: {type: string, enum: [cat, dog]}
";

/// The changelog before the first entry is written.
const CHANGELOG: &str = "\
# Changelog

## [Unreleased]

## [0.1.9] - 2026-08-21

The first version.
";

/// Returns a value and a property more, another limit, other words, and one property
/// that should no longer be used.
fn compatible() -> String {
    OLD.replace("version: 1.0.0", "version: 1.1.0")
        .replace("[cat, dog]}", "[cat, dog, emu_bird]}\n        age: {type: integer}")
        .replace("maxLength: 10", "maxLength: 20, deprecated: true")
        .replace("Where it lives.", "Its home.")
}

/// Returns a property that is newly required.
fn breaking() -> String {
    compatible().replace("[name]", "[name, home]")
}

/// A directory with documents and a changelog.
struct Workplace {
    dir: TempDir,
}

impl Workplace {
    fn new(new: &str, changelog: &str) -> Self {
        let place = Self { dir: tempfile::tempdir().unwrap() };
        place.put("old.yaml", OLD);
        place.put("new.yaml", new);
        place.put("CHANGELOG.md", changelog);
        place
    }

    fn put(&self, path: &str, text: &str) {
        fs::write(self.dir.path().join(path), text).unwrap();
    }

    fn changelog(&self) -> String {
        fs::read_to_string(self.dir.path().join("CHANGELOG.md")).unwrap()
    }

    /// Runs the command from one document to another.
    fn run(&self, documents: [&str; 2], options: &[&str]) -> (i32, String, String) {
        let choices = ["--no-overlay", "--no-config", "--out", "CHANGELOG.md"];
        let arguments = [&["changelog"], &documents[..], &choices, options].concat();
        let Ran { code, stdout, stderr } = xtask(self.dir.path(), &arguments);
        (code, stdout, stderr)
    }

    /// Writes an entry.
    #[track_caller]
    fn write(&self, options: &[&str]) -> String {
        let (code, said, errors) = self.run(["old.yaml", "new.yaml"], options);
        assert_eq!((code, errors.as_str()), (0, ""), "{said}");
        said
    }

    /// Checks that it is refused, with nothing written.
    #[track_caller]
    fn refused(&self, options: &[&str]) -> String {
        let before = self.changelog();
        let (code, said, errors) = self.run(["old.yaml", "new.yaml"], options);
        assert_eq!((code, said.as_str()), (1, ""), "{errors}");
        assert_eq!(self.changelog(), before);
        errors
    }
}

#[test]
fn an_entry_above_the_newest() {
    let place = Workplace::new(&compatible(), CHANGELOG);

    let said = place.write(&[]);

    let sum = openapi_loom_generator::sha256(compatible().as_bytes());
    let entry = format!(
        "\
## 0.1.10

Pets 1.0.0 → Pets 1.1.0: 1 operation. 0 breaking, 4 compatible, 1 docs only.
Version step: patch. Document: sha256 `{sum}`.

### Added

- **NewPet.age**: property added: `Option<i64>` \\[sent, makePet]
- **NewPetKind**: values added: `emu_bird` \\[sent, makePet]

### Changed

- **NewPet.name**: limits loosened: `at most 10 characters` → `at most 20 characters` \\[sent, makePet]

### Deprecated

- **NewPet.name**: deprecated \\[sent, makePet]

### Documentation

- 1 place described in other words

"
    );
    let wanted = CHANGELOG.replace("## [0.1.9]", &format!("{entry}## [0.1.9]"));
    assert_eq!(place.changelog(), wanted);
    let note = "written to `CHANGELOG.md`: 0.1.10 is the version to set in its manifest\n";
    assert_eq!(said, format!("{entry}{note}"));
}

#[test]
fn what_breaks_is_a_step_of_the_middle_number_below_one() {
    let place = Workplace::new(&breaking(), CHANGELOG);
    place.write(&[]);
    let changelog = place.changelog();
    let entry = changelog.split("## ").nth(2).unwrap();
    assert!(entry.starts_with("0.2.0\n"), "{entry}");
    assert!(entry.contains("Version step: minor."), "{entry}");
    assert!(changelog.contains("### Breaking\n\n- **NewPet.home**: newly required"), "{changelog}");

    let place = Workplace::new(&breaking(), &CHANGELOG.replace("0.1.9", "1.4.2"));
    place.write(&[]);
    assert!(place.changelog().contains("\n## 2.0.0\n"), "{}", place.changelog());

    let place = Workplace::new(&compatible(), &CHANGELOG.replace("0.1.9", "1.4.2"));
    place.write(&[]);
    assert!(place.changelog().contains("\n## 1.5.0\n"), "{}", place.changelog());
}

#[test]
fn a_later_version_may_be_asked_for() {
    let place = Workplace::new(&breaking(), CHANGELOG);

    let errors = place.refused(&["--version", "0.1.10"]);
    assert_eq!(
        errors,
        "error: 0.1.10 is too small a step from 0.1.9 for these changes\n  help: take 0.2.0 or later\n"
    );

    place.write(&["--version", "1.0.0"]);
    assert!(place.changelog().contains("\n## 1.0.0\n"), "{}", place.changelog());
}

#[test]
fn what_follows_a_pre_release_is_the_version_that_it_is_for() {
    let of = |new: &str, newest: &str, options: &[&str]| {
        let place = Workplace::new(new, &CHANGELOG.replace("0.1.9", newest));
        place.write(options);
        place.changelog().split("## ").nth(2).unwrap().lines().next().unwrap().to_owned()
    };
    let (compatible, breaking) = (compatible(), breaking());
    assert_eq!(of(&compatible, "0.3.0-rc.1", &[]), "0.3.0");
    assert_eq!(of(&breaking, "0.3.0-rc.1", &[]), "0.3.0");
    assert_eq!(of(&breaking, "0.3.1-rc.1", &[]), "0.4.0");
    assert_eq!(of(&breaking, "2.0.0-rc.1", &[]), "2.0.0");
    assert_eq!(of(&breaking, "2.1.0-rc.1", &[]), "3.0.0");
    assert_eq!(of(&breaking, "0.3.0-rc.1", &["--version", "0.3.0-rc.2"]), "0.3.0-rc.2");
    assert_eq!(of(&breaking, "0.2.0", &["--version", "0.3.0-rc.1"]), "0.3.0-rc.1");
}

#[test]
fn no_entry_twice() {
    let place = Workplace::new(&compatible(), CHANGELOG);
    place.write(&[]);

    let errors = place.refused(&[]);
    assert_eq!(
        errors,
        "error: the newest entry of `CHANGELOG.md`, 0.1.10, is for this document already\n  \
         help: to write it anew, remove it first\n"
    );

    // Another document is another entry; so is one that was there before.
    place.put("newer.yaml", &breaking());
    assert_eq!(place.run(["new.yaml", "newer.yaml"], &[]).0, 0);
    assert_eq!(place.run(["newer.yaml", "new.yaml"], &[]).0, 0);
    let versions: Vec<String> = place
        .changelog()
        .lines()
        .filter_map(|line| line.strip_prefix("## ").map(str::to_owned))
        .collect();
    assert_eq!(versions, ["[Unreleased]", "0.3.0", "0.2.0", "0.1.10", "[0.1.9] - 2026-08-21"]);
}

#[test]
fn nothing_changed_is_no_entry() {
    let place = Workplace::new(OLD, CHANGELOG);
    assert_eq!(place.write(&[]), "`CHANGELOG.md` is as it was: nothing changed\n");
    assert_eq!(place.changelog(), CHANGELOG);
}

#[test]
fn a_changelog_that_does_not_say_the_version() {
    let place = Workplace::new(&compatible(), "# Changelog\n\n## Soon\n");
    let help = "begin it with a heading for the version that is out, such as `## 0.1.0`";
    assert_eq!(
        place.refused(&[]),
        format!("error: `CHANGELOG.md` has no heading with a version\n  help: {help}\n")
    );

    fs::remove_file(place.dir.path().join("CHANGELOG.md")).unwrap();
    let (code, _, errors) = place.run(["old.yaml", "new.yaml"], &[]);
    assert!(code == 1 && errors.starts_with("error: cannot read `CHANGELOG.md`"), "{errors}");
    assert!(errors.contains(help), "{errors}");
}

#[test]
fn a_document_that_is_none() {
    let place = Workplace::new("openapi: 3.1.0\npaths: [", CHANGELOG);
    assert!(
        place.refused(&[]).ends_with("nothing was compared, because of 1 error in the input\n")
    );
}

/// Returns the version that a manifest says after an entry was written.
fn versions(manifest: &str, options: &[&str]) -> (String, String) {
    let place = Workplace::new(&compatible(), CHANGELOG);
    place.put("Cargo.toml", manifest);
    let said = place.write(options);
    let manifest = fs::read_to_string(place.dir.path().join("Cargo.toml")).unwrap();
    (manifest, said.lines().last().unwrap().to_owned())
}

#[test]
fn a_manifest_beside_it_gets_the_version() {
    let of = |version: &str| {
        format!(
            "[dependencies]\nversion = \"0.1.9\"\n\n[ package ] # of mine\nrust-version = \"0.1.9\"\n\
             version = '{version}' # of callers\nedition = \"2024\"\n\n[features]\nversion = \"0.1.9\"\n"
        )
    };
    let done = "written to `CHANGELOG.md`: `Cargo.toml` has the version 0.1.10";
    assert_eq!(versions(&of("0.1.9"), &[]), (of("0.1.10"), done.to_owned()));
    // A version that was set by hand before it is out stays.
    assert_eq!(versions(&of("0.1.10"), &[]).0, of("0.1.10"));
    assert_eq!(versions(&of("0.1.9"), &["--version", "0.4.0-rc.1"]).0, of("0.4.0-rc.1"));
    let done = "written to `CHANGELOG.md`: 0.1.10 is the version to set in its manifest";
    for other in
        ["[package]\nversion.workspace = true\n", "[workspace.package]\nversion = \"1.0.0\"\n"]
    {
        assert_eq!(versions(other, &[]), (other.to_owned(), done.to_owned()));
    }
}

#[test]
fn a_manifest_that_is_ahead_is_refused() {
    let place = Workplace::new(&compatible(), CHANGELOG);
    let manifest = "[package]\nname = \"pets\"\nversion = \"0.2.0\"\n";
    place.put("Cargo.toml", manifest);
    assert_eq!(
        place.refused(&[]),
        "error: `Cargo.toml` has the version 0.2.0 already, which is after 0.1.10\n  help: nothing was \
         changed; name a later version with `--version`\n"
    );
    assert_eq!(fs::read_to_string(place.dir.path().join("Cargo.toml")).unwrap(), manifest);
    place.write(&["--version", "0.2.0"]);
}

#[test]
fn the_newest_entry_is_of_the_version_in_the_manifest() {
    let changelog = read_workspace("generated/CHANGELOG.md");
    let newest = changelog.lines().find_map(|line| line.strip_prefix("## ")).unwrap();
    let manifest = read_workspace("generated/Cargo.toml");
    assert!(manifest.contains(&format!("\nversion = \"{newest}\"\n")), "{newest}: {manifest}");
}
