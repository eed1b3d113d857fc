//! The program from the outside.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use workspace_tests::program::Ran;
use workspace_tests::shared::workspace;

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: 'The \"pets\" {runtime}', version: 1.2.3}
paths:
  /pets/{pet_id}:
    get:
      operationId: getPet
      tags: [pets]
      parameters: [{name: pet_id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: The pet.
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
";

/// Returns a directory with the document.
fn place() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("api.yaml"), DOCUMENT).unwrap();
    dir
}

fn loom(dir: &Path, arguments: &[&str]) -> Ran {
    Ran::of(env!("CARGO_BIN_EXE_openapi-loom"), dir, arguments)
}

fn generate(dir: &Path, options: &[&str]) -> Ran {
    loom(dir, &[&["generate", "--spec", "api.yaml", "--out", "client"], options].concat())
}

/// Returns the lines of a manifest that begin so.
fn line(dir: &Path, start: &str) -> String {
    let manifest = fs::read_to_string(dir.join("client/Cargo.toml")).unwrap();
    let mut lines = manifest.lines().filter(|line| line.starts_with(start));
    let line = lines.next().unwrap_or_default().to_owned();
    assert_eq!(lines.next(), None);
    line
}

#[test]
fn a_crate_asks_for_the_runtime_by_version_or_by_a_relative_path() {
    let dir = place();
    let ran = generate(dir.path(), &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(
        line(dir.path(), "openapi-loom-runtime"),
        "openapi-loom-runtime = { version = \"0.1.0\", default-features = false }"
    );
    assert!(
        ran.stderr.contains("this program is of a checkout: `--runtime-path "),
        "{}",
        ran.stderr
    );
    assert_eq!(generate(dir.path(), &["--check"]).code, 0);

    let dir = place();
    fs::create_dir_all(dir.path().join("a/runtime")).unwrap();
    fs::copy(workspace("generator/runtime/Cargo.toml"), dir.path().join("a/runtime/Cargo.toml"))
        .unwrap();
    let ran = generate(dir.path(), &["--runtime-path", "a/runtime"]);
    assert_eq!((ran.code, &*ran.stderr), (0, ""));
    assert_eq!(
        line(dir.path(), "openapi-loom-runtime"),
        "openapi-loom-runtime = { version = \"0.1.0\", path = \"../a/runtime\", default-features = false }"
    );
}

#[test]
fn a_workspace_around_the_crate_is_told() {
    for (manifest, is_one) in [
        ("[workspace] # of all\nmembers = []\n", true),
        ("[ workspace.package ]\nversion = \"1.0.0\"\n", true),
        ("[package]\nname = \"own\"\n# [workspace]\n", false),
        ("[workspaces]\n[package.metadata.workspace]\n", false),
    ] {
        let dir = place();
        fs::write(dir.path().join("Cargo.toml"), manifest).unwrap();
        let ran = generate(dir.path(), &[]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let told = "Cargo.toml`\n  help: add it to the `members` there, if they do not have it\n";
        assert_eq!(ran.stderr.contains(told), is_one, "{manifest}{}", ran.stderr);
        // It is said of a manifest that is new, and not of one whose features change.
        assert_eq!(generate(dir.path(), &[]).stderr, "");
        let more = "/animals: {get: {tags: [animals], responses: {'204': {description: None.}}}}";
        let document = DOCUMENT.replace("components:", &format!("  {more}\ncomponents:"));
        fs::write(dir.path().join("api.yaml"), document).unwrap();
        assert_eq!(generate(dir.path(), &["--all"]).stderr, "");
        assert_eq!(line(dir.path(), "animals"), "animals = []");
    }
}

#[test]
fn a_runtime_that_is_none_is_refused() {
    let dir = place();
    let ran = generate(dir.path(), &["--runtime-path", "elsewhere"]);
    assert_eq!(ran.code, 1);
    let told = "error: `elsewhere` is not the directory of `openapi-loom-runtime`\n";
    assert!(ran.stderr.starts_with(told), "{}", ran.stderr);
    assert!(!dir.path().join("client").exists());
}

#[test]
fn a_manifest_says_what_the_configuration_and_the_options_say() {
    let dir = place();
    let config = "\
crate: pets
manifest:
  published: true
  version: 2.0.0-rc.1
  description: |
    Asks for \"pets\",
    and no\\thing else.
  license: MIT
  repository: https://pets.example/source
  homepage: https://pets.example
  documentation: https://docs.pets.example
  keywords: [pets]
  categories: [api-bindings, web-programming::http-client, science::bioinformatics::genomics, no-std, wasm]
";
    fs::write(dir.path().join("config.yaml"), config).unwrap();
    let ran = generate(dir.path(), &["--config", "config.yaml", "--crate-name", "many-pets"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let manifest = fs::read_to_string(dir.path().join("client/Cargo.toml")).unwrap();
    let start = "\
[package]
name = \"many-pets\"
version = \"2.0.0-rc.1\"
description = \"Asks for \\\"pets\\\", and no\\\\thing else.\"
license = \"MIT\"
repository = \"https://pets.example/source\"
homepage = \"https://pets.example\"
documentation = \"https://docs.pets.example\"
keywords = [\"pets\"]
categories = [\"api-bindings\", \"web-programming::http-client\", \"science::bioinformatics::genomics\", \"no-std\", \"wasm\"]
edition = \"2024\"
";
    assert!(manifest.starts_with(start), "{manifest}");
    let root = fs::read_to_string(dir.path().join("client/src/lib.rs")).unwrap();
    assert!(root.contains("many_pets::Client"), "{root}");
}

#[test]
fn a_title_cannot_break_out_of_the_manifest() {
    let dir = place();
    assert_eq!(generate(dir.path(), &[]).code, 0);
    assert_eq!(
        line(dir.path(), "description"),
        "description = \"Client of The \\\"pets\\\" { runtime}, generated from its OpenAPI document\""
    );
}

/// The pages and the examples are compiled with the crate as its manifest names it.
#[test]
fn a_crate_keeps_the_name_in_its_manifest() {
    let dir = place();
    assert_eq!(generate(dir.path(), &["--crate-name", "pets"]).code, 0);
    let manifest = dir.path().join("client/Cargo.toml");
    let renamed = fs::read_to_string(&manifest).unwrap().replace("\"pets\"", "'many-pets'");
    let renamed = renamed.replace("[package]\n", "[ package ] # of mine\n");
    fs::write(&manifest, renamed).unwrap();
    assert_eq!(generate(dir.path(), &[]).code, 0);
    let root = fs::read_to_string(dir.path().join("client/src/lib.rs")).unwrap();
    assert!(root.contains("many_pets::Client"), "{root}");
    assert_eq!(generate(dir.path(), &["--crate-name", "many-pets", "--check"]).code, 0);

    let ran = generate(dir.path(), &["--crate-name", "pets"]);
    let told = "error: `client/Cargo.toml` names the crate `many-pets`, and `--crate-name` says `pets`\n  \
                help: change the name there, or leave `--crate-name` out";
    assert_eq!((ran.code, ran.stderr.trim_end()), (1, told));
}

#[test]
fn names_and_versions_that_no_package_has_are_refused() {
    let dir = place();
    for name in ["test", "1pet", "pets and dogs", "fn", "serde", "tokio", ""] {
        let ran = generate(dir.path(), &["--crate-name", name]);
        assert_eq!(ran.code, 2, "{name}");
        assert!(ran.stderr.contains("is no name of a package"), "{name}: {}", ran.stderr);
    }
    let rows = [
        ("crate: core", "is no name of a package: it is a word of Rust, or a crate"),
        ("manifest: {version: '1'}", "`1` is no version such as `0.1.0`"),
        ("manifest: {keywords: [a, b, c, d, e, f]}", "a package has at most 5 keywords"),
        ("manifest: {keywords: ['two words']}", "`two words` is no keyword"),
        ("manifest: {categories: [a, b, c, d, e, f]}", "a package has at most 5 categories"),
        ("manifest: {categories: [Web Programming]}", "`Web Programming` is no category"),
        (
            "manifest: {description: ' '}",
            "it says something: leave it out where there is nothing to say",
        ),
        ("manifest: {repository: 'git@pets.example:pets'}", "is no address of a page, such as"),
        ("manifest: {homepage: 'ftp://pets.example'}", "`ftp://pets.example` is no address"),
        ("manifest: {homepage: 'https:///pets'}", "`https:///pets` is no address"),
        ("manifest: {documentation: 'https://pets.example/a b'}", "is no address of a page"),
        ("manifest: {licence: MIT}", "unknown key `licence`"),
        ("[groups]", "a configuration has settings, as `key: value`"),
        ("a text", "a configuration has settings, as `key: value`"),
    ];
    for (config, told) in rows {
        fs::write(dir.path().join("config.yaml"), config).unwrap();
        let ran = generate(dir.path(), &["--config", "config.yaml"]);
        assert_eq!(ran.code, 1, "{config}");
        assert!(ran.stderr.contains(told), "{config}: {}", ran.stderr);
        assert!(ran.stderr.contains("config.yaml:1:"), "{config}: {}", ran.stderr);
    }
    assert!(!dir.path().join("client").exists());
}

#[test]
fn the_document_and_the_directory_have_to_be_named() {
    let dir = place();
    for arguments in [&["generate", "--spec", "api.yaml"][..], &["list"], &["explain"], &["diff"]] {
        let ran = loom(dir.path(), arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.stderr.contains("required arguments"), "{}", ran.stderr);
    }
}

/// An overlay names the document that it is made for: without another one that is read, and
/// with another one that is told.
#[test]
fn the_document_that_an_overlay_extends() {
    let dir = place();
    let write = |extends: &str| {
        let overlay = format!(
            "overlay: 1.0.0\ninfo: {{title: Corrections, version: '1'}}\n{extends}actions: [{{target: $.info, description: The wrong title., update: {{title: Cats}}}}]\n"
        );
        fs::create_dir_all(dir.path().join("overlays")).unwrap();
        fs::write(dir.path().join("overlays/cats.yaml"), overlay).unwrap();
    };
    let run = |spec: &[&str]| {
        let overlay = ["--overlay", "overlays/cats.yaml", "--out", "client"];
        loom(dir.path(), &[&["generate"], spec, &overlay].concat())
    };
    write("extends: ../api.yaml\n");
    for spec in [&[][..], &["--spec", "api.yaml"]] {
        let ran = run(spec);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(!ran.stderr.contains("warning"), "{}", ran.stderr);
    }
    let manifest = fs::read_to_string(dir.path().join("client/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"cats\""), "{manifest}");
    fs::copy(dir.path().join("api.yaml"), dir.path().join("other.yaml")).unwrap();
    let ran = run(&["--spec", "other.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let warning = "warning[overlay-extends]: the overlay is made for `../api.yaml`, and \
                   `other.yaml` is read";
    assert!(ran.stderr.contains(warning), "{}", ran.stderr);
    assert!(ran.stderr.contains("overlays/cats.yaml:3:1"), "{}", ran.stderr);
    // A copy of what is on the web has its name.
    write("extends: https://pets.example/v1/api.yaml?raw=1\n");
    assert!(!run(&["--spec", "api.yaml"]).stderr.contains("warning"));
    let ran = run(&[]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("is an address, and only files are read"), "{}", ran.stderr);
    write("");
    let ran = run(&[]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("no document is named"), "{}", ran.stderr);
}

#[test]
fn other_commands_speak_of_the_program_by_its_name() {
    let dir = place();
    assert!(loom(dir.path(), &["list", "api.yaml"]).stdout.contains("pets: 1"));
    assert!(
        loom(dir.path(), &["explain", "--spec", "api.yaml", "Pet.name"]).stdout.contains("name")
    );
    let ran = loom(dir.path(), &["explain", "--spec", "api.yaml", "Dog"]);
    assert!(ran.stderr.contains("`openapi-loom explain` without a name"), "{}", ran.stderr);
    let ran = loom(dir.path(), &["diff", "api.yaml", "api.yaml", "--fail-on", "any"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(generate(dir.path(), &[]).code, 0);
    fs::write(dir.path().join("api.yaml"), DOCUMENT.replace("The pet.", "A pet.")).unwrap();
    fs::remove_file(dir.path().join("client/src/types/pet.rs")).unwrap();
    let ran = generate(dir.path(), &["--check"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("help: run `openapi-loom generate` with"), "{}", ran.stderr);
}

/// A key that need not be given is another thing than no key at all.
#[test]
fn words_for_who_is_let_in() {
    let dir = place();
    let said = |old: &str, new: &str| {
        for (name, ways) in [("old.yaml", old), ("new.yaml", new)] {
            let scheme = "components:\n  securitySchemes:\n    app: {type: http, scheme: bearer}\n";
            let text = DOCUMENT.replacen("components:\n", scheme, 1);
            fs::write(dir.path().join(name), format!("{text}\nsecurity: {ways}\n")).unwrap();
        }
        let ran = loom(dir.path(), &["diff", "old.yaml", "new.yaml"]);
        let line = ran.stdout.lines().find(|line| line.contains("getPet: "));
        let line = line.and_then(|line| line.split("  ").find(|part| part.contains("getPet: ")));
        line.unwrap_or(&ran.stdout).to_owned()
    };
    let (must, may, none) = ("[{app: []}]", "[{app: []}, {}]", "[]");
    assert_eq!(said(must, may), "getPet: a key may be left out: `app`");
    assert_eq!(said(must, none), "getPet: no longer asks for a key: `app`");
    assert_eq!(said(may, must), "getPet: a key may no longer be left out: `app`");
    assert_eq!(said(none, must), "getPet: asks for a key: `app`");
}

/// However small the stacks are that threads have by default.
#[test]
fn the_old_document_may_be_as_deep_as_the_new_one() {
    let dir = place();
    let deep = "{type: object, properties: {name: ".repeat(50);
    let deep = format!("{deep}{{type: string}}{}", "}}".repeat(50));
    let pet = "{type: object, properties: {name: {type: string}}}";
    fs::write(dir.path().join("api.yaml"), DOCUMENT.replace(pet, &deep)).unwrap();
    let ran: Ran = Command::new(env!("CARGO_BIN_EXE_openapi-loom"))
        .current_dir(dir.path())
        .args(["diff", "api.yaml", "api.yaml"])
        .env("RUST_MIN_STACK", "65536")
        .output()
        .unwrap()
        .into();
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
}

/// Returns the text of a page.
fn page(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join("client").join(name)).unwrap()
}

#[test]
fn pages_are_written_once_and_then_only_between_their_markers() {
    let dir = place();
    assert_eq!(generate(dir.path(), &[]).code, 0);
    let reference = page(dir.path(), "reference.md");
    let wanted = "\
<!-- @generated begin operations -->
## `client.pets()`

### `get_pet`

```text
get_pet(pet_id: &str) -> Pet
GET /pets/{pet_id}
```

```rust
let answer = client.pets().get_pet(\"pet_id\").await?;
```
<!-- @generated end operations -->
";
    assert!(reference.ends_with(wanted), "{reference}");
    let readme = page(dir.path(), "README.md");
    assert!(readme.contains("\n<!-- @generated begin calls -->\n```rust\n"), "{readme}");

    // One page has words of somebody's, the other has lost its markers.
    let by_hand = format!("Mine.\n{reference}Mine, too.\n");
    fs::write(dir.path().join("client/reference.md"), &by_hand).unwrap();
    fs::write(dir.path().join("client/README.md"), "Mine.\n").unwrap();
    assert_eq!(generate(dir.path(), &["--check"]).code, 1);
    fs::write(dir.path().join("api.yaml"), DOCUMENT.replace("getPet", "readPet")).unwrap();
    let ran = generate(dir.path(), &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(page(dir.path(), "reference.md"), by_hand.replace("get_pet", "read_pet"));
    assert_eq!(page(dir.path(), "README.md"), "Mine.\n");
    assert_eq!(generate(dir.path(), &["--check"]).code, 0);
}

#[test]
fn a_damaged_marker_is_told_and_nothing_is_written() {
    let dir = place();
    assert_eq!(generate(dir.path(), &[]).code, 0);
    let reference = page(dir.path(), "reference.md");
    fs::write(dir.path().join("api.yaml"), DOCUMENT.replace("getPet", "readPet")).unwrap();
    let lib = page(dir.path(), "src/pets/mod.rs");
    let (end, begin) =
        ("<!-- @generated end operations -->\n", "<!-- @generated begin operations -->\n");
    let rows = [
        reference.replace(end, ""),
        reference.replace(begin, ""),
        reference.replace(end, begin),
        format!("{reference}{end}"),
    ];
    for damaged in rows {
        fs::write(dir.path().join("client/reference.md"), &damaged).unwrap();
        let ran = generate(dir.path(), &[]);
        assert_eq!(ran.code, 1, "{damaged}");
        assert!(ran.stderr.contains("reference.md`: a marker in line "), "{}", ran.stderr);
        assert!(ran.stderr.contains(" has no counterpart"), "{}", ran.stderr);
        assert_eq!(page(dir.path(), "reference.md"), damaged);
        assert_eq!(page(dir.path(), "src/pets/mod.rs"), lib);
    }
    // What somebody changed between the markers is not lost either.
    let edited = reference.replace("### `get_pet`", "### Mine");
    fs::write(dir.path().join("client/reference.md"), &edited).unwrap();
    let ran = generate(dir.path(), &[]);
    assert!(ran.stderr.contains("`operations` is changed since"), "{}", ran.stderr);
    assert_eq!(page(dir.path(), "reference.md"), edited);
}

#[test]
fn no_words_of_the_document_are_a_marker() {
    let dir = place();
    for line in ["# @generated end operations", "// @generated begin operations"] {
        let operation = format!("operationId: getPet\n      description: '{line}'");
        fs::write(dir.path().join("api.yaml"), DOCUMENT.replace("operationId: getPet", &operation))
            .unwrap();
        assert_eq!(generate(dir.path(), &[]).code, 0);
        assert_eq!(generate(dir.path(), &["--check"]).code, 0, "{line}");
    }
}

/// `/dev/full` is a disk without room.
#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_an_error() {
    let dir = place();
    for arguments in [
        &["list", "api.yaml"][..],
        &["explain", "--spec", "api.yaml", "Pet"],
        &["diff", "api.yaml", "api.yaml", "--format", "json"],
        &["generate", "--spec", "api.yaml", "--out", "client"],
        &["generate", "--spec", "api.yaml", "--out", "client", "--check"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_openapi-loom"));
        command.current_dir(dir.path()).args(arguments).stdout(full);
        let ran = Ran::from(command.output().unwrap());
        assert_eq!(ran.code, 1, "{arguments:?}");
        assert!(
            ran.stderr.contains("error: cannot write to standard output: No space left on device"),
            "{}",
            ran.stderr
        );
    }
}

#[cfg(feature = "completions")]
#[test]
fn completions_and_the_manual_know_the_commands() {
    let dir = place();
    for target in ["bash", "elvish", "fish", "powershell", "zsh", "man"] {
        let ran = loom(dir.path(), &["completions", target]);
        assert_eq!((ran.code, &*ran.stderr), (0, ""), "{target}");
        for command in ["generate", "diff", "list", "explain"] {
            assert!(ran.stdout.contains(command), "{target}: {command}");
        }
        assert!(ran.stdout.contains("runtime"), "{target}");
    }
}

/// No file of choices is there by default, so an option that is left out is none.
#[test]
fn choices_that_cannot_be_read_can_be_left_out() {
    let dir = place();
    for option in ["--config", "--overlay"] {
        let ran = generate(dir.path(), &[option, "none.yaml"]);
        let (first, help) = ran.stderr.split_once('\n').unwrap_or_default();
        assert!(ran.code == 1 && first.starts_with("error: cannot read `none.yaml`: "), "{first}");
        assert_eq!(
            help,
            format!(
                "  help: correct the path, or name another with `{option} FILE`, or leave that out\n"
            )
        );
    }
}

#[test]
fn a_directory_in_place_of_a_document_is_told() {
    let dir = place();
    fs::create_dir(dir.path().join("apis")).unwrap();
    let ran = loom(dir.path(), &["list", "apis"]);
    let (first, help) = ran.stderr.split_once('\n').unwrap_or_default();
    assert!(ran.code == 1 && first.starts_with("error: cannot read `apis`: "), "{first}");
    assert_eq!(help, "  help: name a file in that directory\n");
}

/// Groups of one name in Rust are one, for each command.
#[test]
fn a_group_may_be_written_in_another_case() {
    let dir = place();
    let listed = loom(dir.path(), &["list", "api.yaml", "--group", "Pets"]);
    assert!(listed.code == 0 && listed.stdout.contains("getPet  GET"), "{}", listed.stderr);
    let compared = loom(dir.path(), &["diff", "api.yaml", "api.yaml", "--group", "Pets"]);
    assert_eq!((compared.code, &*compared.stderr), (0, ""));
    assert_eq!(generate(dir.path(), &["--group", "Pets"]).code, 0);
}

/// A document of types or webhooks alone is compared as it is generated.
#[test]
fn documents_without_operations_are_compared() {
    let dir = place();
    let types = |ty: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\ncomponents:\n  schemas:\n    \
             Pet: {{type: object, required: [age], properties: {{age: {{type: {ty}}}}}}}\n"
        )
    };
    fs::write(dir.path().join("old.yaml"), types("string")).unwrap();
    fs::write(dir.path().join("new.yaml"), types("integer")).unwrap();
    let ran = loom(dir.path(), &["diff", "old.yaml", "new.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("Pet.age: type changed: `String` → `i64`"), "{}", ran.stdout);
    fs::write(dir.path().join("none.yaml"), "openapi: 3.1.0\npaths: {}\n").unwrap();
    let ran = loom(dir.path(), &["diff", "none.yaml", "none.yaml"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("neither document has operations"), "{}", ran.stderr);
}

/// Lines to add are a whole manifest where the one that is there names no package.
#[test]
fn a_manifest_without_a_package_lacks_it() {
    let dir = place();
    fs::create_dir(dir.path().join("client")).unwrap();
    let lines = |text: &str| {
        fs::write(dir.path().join("client/Cargo.toml"), text).unwrap();
        generate(dir.path(), &["--force"]).stderr
    };
    assert!(lines("[workspace]\n").contains("\n[package]\nname = "));
    assert!(!lines("[package]\nname = \"pets\"\n").contains("[package]"));
}

#[test]
fn a_manifest_that_is_no_toml_is_refused() {
    let dir = place();
    fs::create_dir(dir.path().join("client")).unwrap();
    fs::write(dir.path().join("client/Cargo.toml"), "[package]\nname = pets\n").unwrap();
    let ran = generate(dir.path(), &[]);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.stderr,
        "error: cannot read `client/Cargo.toml`: TOML parse error at line 2, column 8\n  |\n\
         2 | name = pets\n  |        ^^^^\n\
         string values must be quoted, expected literal string\n  \
         help: correct it, and run it again\n"
    );
    assert!(!dir.path().join("client/src").exists());
}

/// A manifest that Cargo cannot read does not keep the crate from being generated.
#[test]
fn a_manifest_above_that_is_no_toml_is_told() {
    let dir = place();
    fs::write(dir.path().join("Cargo.toml"), "[workspace]\nmembers = pets\n").unwrap();
    let ran = generate(dir.path(), &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let told = "note: Cargo looks for a workspace above the crate, but cannot read `";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    assert!(ran.stderr.contains("TOML parse error at line 2, column 11\n"), "{}", ran.stderr);
    assert!(dir.path().join("client/src/lib.rs").exists());
}

/// The runtime and its features are found wherever Cargo takes them.
#[test]
fn a_manifest_that_asks_for_the_runtime_in_another_way() {
    let dir = place();
    assert_eq!(generate(dir.path(), &[]).code, 0);
    let path = dir.path().join("client/Cargo.toml");
    let first = fs::read_to_string(&path).unwrap();
    let dependency = line(dir.path(), "openapi-loom-runtime");
    let lacks = |text: &str| {
        fs::write(&path, first.replace(&dependency, text)).unwrap();
        generate(dir.path(), &["--check"]).stderr.contains("lacks what the crate needs")
    };
    let table = "[target.'cfg(unix)'.dependencies]\nopenapi-loom-runtime = \"0.1\"";
    assert!(!lacks(table));
    assert!(!lacks("openapi-loom-runtime.workspace = true"));
    assert!(lacks("[dev-dependencies]\nopenapi-loom-runtime = \"0.1\""));
    assert!(lacks("[package.metadata.openapi-loom-runtime]\nversion = \"0.1\""));
    assert!(lacks("# openapi-loom-runtime = \"0.1\""));
}

/// A runtime in a directory or a repository is whatever is there, and the lock has which version
/// of several is taken.
#[test]
fn a_manifest_that_excludes_the_runtime_of_the_generator_is_told() {
    let dir = place();
    assert_eq!(generate(dir.path(), &[]).code, 0);
    let path = dir.path().join("client/Cargo.toml");
    let first = fs::read_to_string(&path).unwrap();
    let dependency = line(dir.path(), "openapi-loom-runtime");
    let told = |text: &str, option: &str| {
        fs::write(&path, first.replace(&dependency, text)).unwrap();
        let ran = generate(dir.path(), &[option]);
        assert!(ran.stderr.is_empty() || ran.code == i32::from(option == "--check"), "{text}");
        ran.stderr
    };
    let excludes = [
        ("0.0.9", "openapi-loom-runtime = \"0.0.9\" # 0.1.0 isn't there"),
        ("2.0.0", "openapi-loom-runtime = { version = '2.0.0', default-features = false }"),
        ("<0.1", "openapi-loom-runtime = { features = [\n\"fs\", # }\n], version = \"<0.1\" }"),
        (
            "1",
            "openapi-loom-runtime.version = \"1\"\nopenapi-loom-runtime.default-features = false",
        ),
        ("=0.0.1", "[dependencies.'openapi-loom-runtime'] # path\nversion = \"=0.0.1\"\n[target]"),
    ];
    for (version, text) in excludes {
        for (option, severity) in [("--check", "error"), ("--lenient", "warning")] {
            let message = format!(
                "{severity}: `client/Cargo.toml` asks for `openapi-loom-runtime` {version}, and the \
                 crate is generated for 0.1.0\n  help: ask for it by `version = \"0.1.0\"`, or \
                 generate with `openapi-loom` of that version\n\n"
            );
            assert_eq!(told(text, option), message, "{text}");
        }
    }
    for text in [
        "openapi-loom-runtime = \"0.1\"",
        "openapi-loom-runtime = { version = \">=0.0.9, <0.2\" }",
        "openapi-loom-runtime = { version = \"0.0.9\", path = \"../runtime\" }",
        "openapi-loom-runtime = { version = \"0.0.9\", git = \"https://example.com/loom\" }",
        "openapi-loom-runtime.workspace = true",
        "[dependencies.openapi-loom-runtime]\nversion = \"0.0.9\" # isn't asked\npath = \"..\"\n[target]",
    ] {
        assert_eq!(told(text, "--check"), "", "{text}");
    }
}

/// A page that a server answered instead of the document, or nothing at all, is told by its name.
#[test]
fn what_is_no_document_is_told() {
    let dir = place();
    let rows: [(&[u8], &str, &str); 3] = [
        (b" \n", "the document is empty", "see whether what writes it has failed"),
        (
            b"\n<html>\n</html>\n",
            "the document is a page of HTML or XML",
            "get the document itself",
        ),
        (b"\x7fELF\x02\0\0\xff", "not UTF-8 text", "name a text file"),
    ];
    for (bytes, message, help) in rows {
        fs::write(dir.path().join("api.yaml"), bytes).unwrap();
        let ran = generate(dir.path(), &[]);
        assert_eq!(ran.code, 1);
        assert!(ran.stderr.starts_with(&format!("error[syntax]: {message}")), "{}", ran.stderr);
        assert!(ran.stderr.contains(help), "{}", ran.stderr);
        assert!(!dir.path().join("client").exists());
    }
}

/// The message names the path that is in the way.
#[cfg(unix)]
#[test]
fn a_directory_that_cannot_be_there_is_told() {
    let dir = place();
    let dangling = "`client` is a symbolic link that leads to no directory";
    std::os::unix::fs::symlink("nowhere", dir.path().join("client")).unwrap();
    let rows = [
        ("client", dangling),
        ("client/deep/er", dangling),
        ("api.yaml/client", "`api.yaml` is not a directory"),
    ];
    for (out, told) in rows {
        for more in [&[][..], &["--check"], &["--force"]] {
            let ran = loom(
                dir.path(),
                &[&["generate", "--spec", "api.yaml", "--out", out], more].concat(),
            );
            let told = format!(
                "error: {told}\n  help: give a directory of a generated crate, or a new one, with \
                 `--out DIR`\n"
            );
            assert_eq!((ran.code, ran.stdout, ran.stderr), (1, String::new(), told), "{out}");
        }
    }
    assert!(!dir.path().join("nowhere").exists());
}

/// Nothing is read from the network, whatever a document is called.
#[test]
fn an_address_is_no_file_and_the_message_says_what_to_do() {
    let dir = place();
    let address = "https://pets.example/api.yaml";
    let generate = ["generate", "--spec", address, "--out", "client"];
    let overlay = ["list", "api.yaml", "--overlay", address];
    let told = "error: `https://pets.example/api.yaml` is an address, and only files are read\n  \
                help: get it first, with `curl -fsSL -o FILE https://pets.example/api.yaml`, and name \
                that file\n";
    for arguments in [&generate[..], &["list", address], &["diff", "api.yaml", address], &overlay] {
        let ran = loom(dir.path(), arguments);
        assert_eq!((ran.code, ran.stderr.as_str()), (1, told), "{arguments:?}");
    }
    let ran = loom(dir.path(), &["list", "api-2.yaml"]);
    assert!(ran.stderr.starts_with("error: cannot read `api-2.yaml`: "), "{}", ran.stderr);
    // A file of that name is one.
    fs::create_dir_all(dir.path().join("https:/pets.example")).unwrap();
    fs::copy(dir.path().join("api.yaml"), dir.path().join(address)).unwrap();
    assert_eq!(loom(dir.path(), &["list", address]).code, 0);
}

/// A document from elsewhere cannot write over what a terminal shows.
#[test]
fn control_characters_of_a_document_are_spelled_out() {
    let dir = place();
    let document = DOCUMENT
        .replace(
            "'The \"pets\" {runtime}', version: 1.2.3",
            r#""A\e]0;b\a\u202ec", version: "1\r2""#,
        )
        .replace("operationId: getPet", r#"operationId: "get\ePet""#)
        .replace("tags: [pets]", r#"tags: ["pets\e[2J\nx"]"#)
        .replace("/pets/{pet_id}:", r#""/pets/\e{pet_id}":"#);
    fs::write(dir.path().join("api.yaml"), document).unwrap();
    let summary = generate(dir.path(), &[]);
    assert_eq!(summary.code, 0, "{}", summary.stderr);
    let first = summary.stdout.lines().next();
    assert_eq!(first, Some(r"A\u{1b}]0;b\u{7}\u{202e}c 1\r2"));
    let groups = loom(dir.path(), &["list", "api.yaml"]).stdout;
    assert!(groups.contains("\n  pets\\u{1b}[2J\\nx: 1\n    get\\u{1b}Pet\n"), "{groups}");
    let group = loom(dir.path(), &["list", "api.yaml", "--group", "pets\u{1b}[2J\nx"]).stdout;
    assert!(group.contains("  get\\u{1b}Pet  GET  /pets/\\u{1b}{pet_id}\n"), "{group}");
    let unknown = loom(dir.path(), &["list", "api.yaml", "--group", "dogs"]).stderr;
    for text in [&summary.stdout, &groups, &group, &unknown] {
        let is_raw = |c: char| c != '\n' && c.is_control();
        assert!(!text.contains(is_raw), "{text:?}");
    }
}

#[test]
fn what_fails_says_what_was_not_done() {
    let dir = place();
    fs::write(dir.path().join("api.yaml"), "openapi: [").unwrap();
    let explain = ["explain", "--spec", "api.yaml"];
    for (arguments, done) in [(&["list", "api.yaml"][..], "listed"), (&explain, "explained")] {
        let ran = loom(dir.path(), arguments);
        let told = format!("error: nothing was {done}, because of 1 error in the input\n");
        assert!(ran.code == 1 && ran.stderr.ends_with(&told), "{}", ran.stderr);
    }
    let ran = generate(dir.path(), &[]);
    assert!(ran.stderr.contains("error: nothing was written, because"), "{}", ran.stderr);
}

/// Puts something in a place where a file is to go.
#[cfg(unix)]
type Block<'a> = &'a dyn Fn(&Path);

/// A crate is none without its manifest; its other pages may be anything.
#[cfg(unix)]
#[test]
fn a_manifest_that_is_no_file_is_in_the_way() {
    let blocked = |name: &str, block: Block<'_>| {
        let dir = place();
        fs::create_dir(dir.path().join("client")).unwrap();
        block(&dir.path().join("client").join(name));
        (generate(dir.path(), &[]), generate(dir.path(), &["--check"]), dir)
    };
    let directory = |path: &Path| fs::create_dir(path).unwrap();
    let pipe = |path: &Path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    let link = |path: &Path| std::os::unix::fs::symlink(".", path).unwrap();
    let nowhere = |path: &Path| std::os::unix::fs::symlink("none.toml", path).unwrap();
    let rows: [(Block<'_>, &str); 3] = [
        (&directory, "a directory, where a file is to go"),
        (&pipe, "neither a file nor a directory"),
        (&link, "a symbolic link, which is not followed"),
    ];
    for (block, why) in rows {
        let told = format!(
            "error: nothing was written, since this is in the way:\n  `client/Cargo.toml`: {why}\n"
        );
        let (ran, checked, dir) = blocked("Cargo.toml", block);
        assert!(ran.code == 1 && ran.stderr.contains(&told), "{}", ran.stderr);
        assert!(checked.code == 1 && checked.stderr.contains(&told), "{}", checked.stderr);
        assert!(!dir.path().join("client/src").exists());
    }
    let manifest = |path: &Path| {
        let text = "[package]\nname = \"pets\"\n[features]\n[dependencies]\nopenapi-loom-runtime = \"1\"\n";
        fs::write(path.with_file_name("mine.toml"), text).unwrap();
        std::os::unix::fs::symlink("mine.toml", path).unwrap();
    };
    for block in [&manifest as Block<'_>, &nowhere] {
        assert_eq!(blocked("Cargo.toml", block).0.code, 0);
    }
    for block in [&directory as Block<'_>, &pipe] {
        assert_eq!(blocked("README.md", block).0.code, 0);
    }
}
