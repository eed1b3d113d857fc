//! `cargo xtask regen` from the outside: files in, files and words out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::support::{Ran, xtask};
use crate::workplace::{DOCUMENT, OVERLAY, Workplace};

/// Asserts that a run failed with just these words and wrote nothing.
#[track_caller]
fn assert_fails(place: &Workplace, ran: &Ran, stderr: &str) {
    assert_eq!(ran.stderr, stderr);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(!place.path("out").exists(), "something was written");
}

#[test]
fn the_crate_that_is_checked_in_is_fresh() {
    let ran = xtask(Path::new(env!("CARGO_MANIFEST_DIR")), &["regen", "--check"]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stdout.contains("is fresh"), "{}", ran.stdout);
}

#[test]
fn the_places_of_any_value_are_counted_and_listed_on_request() {
    let place = Workplace::new();
    let schemas = DOCUMENT.replace(
        "        id: {type: string}\n",
        "        id: {type: string}\n        note: {}\n        tags: {type: object}\n",
    );
    place.put("pets.yaml", &schemas);

    let counted =
        "any value   2: 1 the schema says nothing of its values, 1 an object of any properties";
    let ran = place.regen(&[]);
    assert_eq!((ran.code, ran.line("any value")), (0, counted));
    assert!(!ran.stdout.contains("/properties/"), "{}", ran.stdout);

    let ran = place.regen(&["--values"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.stdout.starts_with(
            "/components/schemas/Pet/properties/note: the schema says nothing of its values\n\
             /components/schemas/Pet/properties/tags: an object of any properties\n\
             Pets 1.2.3\n"
        ),
        "{}",
        ran.stdout
    );
}

#[test]
fn the_time_of_each_stage_is_shown_on_request() {
    let place = Workplace::new();

    let ran = place.regen(&["--timings"]);

    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let lines: Vec<&str> = ran.stdout.lines().take_while(|line| line.ends_with(" ms")).collect();
    let stages: Vec<&str> = lines.iter().map(|line| line[..15].trim_end()).collect();
    assert_eq!(
        stages,
        ["source", "correct", "select, schema", "build", "passes", "plan", "report", "emit"]
    );
    assert!(!place.regen(&[]).stdout.contains("select, schema"));
}

#[test]
fn a_new_directory_becomes_a_complete_crate() {
    let place = Workplace::new();

    let ran = place.regen(&[]);

    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let files = place
        .snapshot()
        .iter()
        .filter(|(path, ..)| path.extension().is_some_and(|e| e == "rs"))
        .count();
    assert!(ran.stdout.starts_with(
        "Pets 1.2.3\noperations  1 in, 1 out\ntypes       1 of components, 1 inline\n\
         any value   0\n"
    ));
    assert_eq!(
        ran.line("files"),
        format!("files       {files} in out/src: 0 changed, {files} new, 0 removed")
    );
    assert_eq!(ran.line("also"), "also        out/Cargo.toml, new");
    assert!(ran.line("time").ends_with(" ms"));
    let manifest = place.text("out/Cargo.toml");
    assert!(
        manifest.contains("name = \"pets\"") && !manifest.contains("[workspace]"),
        "{manifest}"
    );
    let runtime =
        manifest.split("path = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let runtime = fs::read_to_string(place.path("out").join(runtime).join("Cargo.toml")).unwrap();
    assert!(runtime.contains("name = \"openapi-loom-runtime\""), "{runtime}");
    assert!(place.text("out/src/lib.rs").contains("Pets"));
    assert!(ran.stdout.contains("also        out/src/.generated, new\n"), "{}", ran.stdout);
    let left = fs::read_dir(place.path("out")).unwrap().count();
    assert_eq!(left, 4, "there is something beside the manifest, the pages and the sources");
}

#[test]
fn the_overlay_is_applied_or_left_out() {
    let place = Workplace::generated();
    assert!(place.text("out/src/types/pet.rs").contains("Which pet it is."));

    let options = ["regen", "--spec", "pets.yaml", "--no-overlay", "--no-config", "--out", "other"];
    assert_eq!(xtask(place.dir.path(), &options).code, 0);

    assert!(!place.text("other/src/types/pet.rs").contains("Which pet it is."));
}

#[test]
fn a_manifest_by_hand_stays() {
    let place = Workplace::new();
    place.put("out/Cargo.toml", "# mine\n");

    let ran = place.regen(&[]);

    assert_eq!(ran.code, 0);
    assert!(!ran.stdout.contains("Cargo.toml"), "{}", ran.stdout);
    assert_eq!(place.text("out/Cargo.toml"), "# mine\n");
}

#[test]
fn a_second_run_touches_nothing() {
    let place = Workplace::generated();
    let before = place.snapshot();
    // So that a file written again would have another time.
    std::thread::sleep(Duration::from_millis(20));

    let ran = place.regen(&[]);

    assert_eq!(ran.code, 0);
    assert!(ran.line("files").ends_with(": 0 changed, 0 new, 0 removed"), "{}", ran.stdout);
    assert_eq!(place.snapshot(), before);
}

#[test]
fn check_says_that_a_fresh_crate_is_fresh() {
    let place = Workplace::generated();
    let before = place.snapshot();

    let ran = place.regen(&["--check"]);

    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.starts_with("out is fresh: "), "{}", ran.stdout);
    assert_eq!(place.snapshot(), before);
}

#[test]
fn check_shows_what_differs_and_changes_nothing() {
    let place = stale();
    let before = place.snapshot();

    let ran = place.regen(&["--check"]);

    assert_eq!(ran.code, 1);
    let lib = place.text("out/src/lib.rs");
    let lines = lib.lines().count();
    let context: Vec<&str> = lib.lines().skip(lines - 4).take(3).collect();
    let expected = format!(
        "missing  out/src/client.rs
edited   out/src/lib.rs
stale    out/src/types/gone.rs
changed  out/src/types/mod.rs
changed  out/src/types/pet.rs
changed  out/src/.generated

--- out/src/lib.rs
+++ out/src/lib.rs, regenerated
@@ -{},4 +{},3 @@
 {}
-// by hand

--- out/src/types/mod.rs
",
        lines - 3,
        lines - 3,
        context.join("\n ")
    );
    assert!(ran.stdout.starts_with(&expected), "{}", ran.stdout);
    assert_eq!(ran.stdout.matches("\n--- ").count(), 3, "{}", ran.stdout);
    assert_eq!(
        ran.stderr,
        "error: out is stale: 4 changed, 1 missing, 1 to be removed; 1 of them edited by hand
  help: run `cargo xtask regen` with the same options, without `--check`
  help: to overwrite or delete what was edited, add `--force`
"
    );
    assert_eq!(place.snapshot(), before);
}

/// Returns a crate of a former document, with a file edited and a file missing.
fn stale() -> Workplace {
    let place = Workplace::new();
    let gone = "        gone: {$ref: '#/components/schemas/Gone'}\n    \
                Gone: {type: object, properties: {a: {type: string}}}\n";
    place.put("pets.yaml", &format!("{DOCUMENT}{gone}"));
    assert_eq!(place.regen(&[]).code, 0);
    place.put("pets.yaml", DOCUMENT);
    place.put("out/src/lib.rs", &(place.text("out/src/lib.rs") + "// by hand\n"));
    fs::remove_file(place.path("out/src/client.rs")).unwrap();
    place
}

#[test]
fn check_caps_what_it_shows() {
    let place = Workplace::generated();
    place.put("out/src/types/pet.rs", &"// by hand\n".repeat(1000));

    let ran = place.regen(&["--check"]);

    assert_eq!(ran.code, 1);
    assert!(ran.stdout.starts_with("edited   out/src/types/pet.rs\n\n--- "), "{}", ran.stdout);
    assert!(ran.stdout.lines().count() < 310);
    assert!(
        ran.stdout
            .ends_with("\n… and more than is shown here: regenerate, and look at `git diff`\n")
    );
}

#[test]
fn check_misses_a_manifest() {
    let place = Workplace::generated();
    fs::remove_file(place.path("out/Cargo.toml")).unwrap();

    let ran = place.regen(&["--check"]);

    assert_eq!((ran.code, ran.stdout.as_str()), (1, "missing  out/Cargo.toml\n"));
    assert!(!place.path("out/Cargo.toml").exists());
}

/// A manifest by hand, without a region for features, is not written; that a feature is
/// not there, or not what it brings, is said, and a check fails.
#[test]
fn check_fails_where_a_manifest_lacks_a_feature() {
    let place = Workplace::new();
    place.put("config.yaml", "crate: pets\ngroups: [pets]\noptional_groups: [cars]\n");
    let form = "requestBody: {content: {multipart/form-data: {schema: {type: object, \
                properties: {plan: {type: string, format: binary}}}}}}";
    let path = format!(
        "paths:\n  /cars: {{post: {{operationId: newCar, tags: [cars], {form}, responses: {{'204': \
         {{description: ok}}}}}}}}\n"
    );
    place.put("pets.yaml", &DOCUMENT.replace("paths:\n", &path));
    let full = "full = [\"cars\"]";
    let cars = "cars = [\"openapi-loom-runtime/forms\"]";
    let fresh = |manifest: &str| {
        place.put("out/Cargo.toml", manifest);
        assert_eq!(place.regen(&["--force"]).code, 0);
        place.regen(&["--check"])
    };
    let lacking = |lines: &[&str]| {
        format!(
            "error: `out/Cargo.toml` lacks what the crate needs\n  help: add to it:\n[features]\n{}\n\n",
            lines.join("\n")
        )
    };
    let depends = "[dependencies]\nopenapi-loom-runtime = \"0.1.0\"\n";
    let whole = format!("{depends}[features]\n{full}\n{cars}\n");
    assert_eq!(fresh(&whole).code, 0);
    let spread = whole.replace("[\"open", "[\n  \"open").replace("forms\"]", "forms\",\n]");
    assert_eq!(fresh(&spread).code, 0);
    for (manifest, lines) in [
        (whole.replace(cars, ""), vec![cars]),
        (whole.replace(cars, "cars = []"), vec![cars]),
        (whole.replace(full, "full = []"), vec![full]),
        (whole.replace("cars = ", "carts = "), vec![cars]),
        (depends.to_owned(), vec![full, cars]),
    ] {
        let ran = fresh(&manifest);
        assert_eq!((ran.code, ran.stderr), (1, lacking(&lines)), "{manifest}");
        let ran = place.regen(&[]);
        assert_eq!((ran.code, ran.stderr), (0, lacking(&lines).replace("error", "warning")));
    }
    // One without the runtime needs all of it.
    let ran = fresh("[package]\nname = \"pets\"\n\n[dependencies]\n");
    let advice = ran.stderr.split_once("add to it:\n").unwrap().1;
    for line in ["tls = [\"openapi-loom-runtime/tls\"]", full, cars, "# below [dependencies]:"] {
        assert!(advice.contains(&format!("\n{line}\n")), "{line} is not in {advice}");
    }
    // A table of a name can be there once.
    assert!(advice.starts_with("[features]\n"), "{advice}");
    assert!(!advice.contains("\n[dependencies]"), "{advice}");
    assert!(advice.contains("\nopenapi-loom-runtime = { "), "{advice}");
}

#[test]
fn regen_mends_what_is_stale() {
    let fresh = texts(&Workplace::generated());
    let place = stale();
    place.put("out/src/notes.txt", "not a source file\n");

    let ran = place.regen(&["--force"]);

    assert_eq!(ran.code, 0);
    assert!(
        ran.line("files").ends_with(" in out/src: 3 changed, 1 new, 1 removed"),
        "{}",
        ran.stdout
    );
    assert_eq!(ran.line("removed"), "removed     out/src/types/gone.rs");
    assert_eq!(ran.line("also"), "also        out/src/.generated, changed");
    assert_eq!(place.text("out/src/notes.txt"), "not a source file\n");
    fs::remove_file(place.path("out/src/notes.txt")).unwrap();
    assert_eq!(texts(&place), fresh);
}

/// Returns the texts below `out/src`, by path.
fn texts(place: &Workplace) -> Vec<(PathBuf, Vec<u8>)> {
    let src = place.path("out/src");
    let below = |path: PathBuf| path.strip_prefix(&src).map(Path::to_owned).ok();
    place.snapshot().into_iter().filter_map(|(path, text, _)| Some((below(path)?, text))).collect()
}

#[test]
fn a_changed_document_changes_only_what_it_concerns() {
    let place = Workplace::generated();
    place.put("pets.yaml", &DOCUMENT.replace("name: {type: string}", "nickname: {type: string}"));

    let ran = place.regen(&[]);

    assert_eq!(ran.code, 0);
    assert!(ran.line("files").ends_with(": 1 changed, 0 new, 0 removed"), "{}", ran.stdout);
}

#[test]
fn an_output_that_is_a_file_is_refused() {
    let place = Workplace::new();
    place.put("out", "a file\n");

    let ran = place.regen(&[]);

    assert_eq!(
        ran.stderr,
        "error: `out` is not a directory
  help: give a directory of a generated crate, or a new one, with `--out DIR`
"
    );
    assert_eq!((ran.code, place.text("out").as_str()), (1, "a file\n"));
}

/// Files below the directory of the document are read; a link out of it is not.
#[test]
fn references_into_other_files() {
    let place = Workplace::new();
    place.put(
        "pets.yaml",
        "openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
paths:
  /pets:
    get:
      operationId: readPet
      responses:
        '200': {description: A pet., content: {application/json: {schema: {$ref: 'schemas/Pet.yaml'}}}}
",
    );
    place.put("schemas/Pet.yaml", "type: object\nproperties: {tail: {$ref: 'Tail.yaml#/Tail'}}\n");
    place.put("schemas/Tail.yaml", "Tail: {type: object, properties: {long: {type: boolean}}}\n");
    let ran = place.regen(&[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);

    place.put("schemas/Tail.yaml", "Tail: {type: strnig}\n");
    let ran = place.regen(&[]);
    assert!(ran.stderr.contains("schemas/Tail.yaml:1:"), "{}", ran.stderr);

    place.put("schemas/Pet.yaml", "$ref: ../../elsewhere.yaml\n");
    let ran = place.regen(&[]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("external-reference"), "{}", ran.stderr);
}

#[test]
fn a_broken_document_is_an_error() {
    let place = Workplace::new();
    place.put("pets.yaml", "openapi: 3.1.0\ninfo: {title: [}\n");

    assert_fails(
        &place,
        &place.regen(&[]),
        "error[syntax]: not readable as YAML: mismatched bracket '[' closed by '}'
 --> pets.yaml:2:15
  |
2 | info: {title: [}
  |               ^
  |
  = at: /info/title/0
  = help: close the bracket with one of its own kind

error: nothing was written, because of 1 error in the input
",
    );
}

#[test]
fn colours_are_for_terminals_and_for_those_who_force_them() {
    let place = Workplace::new();
    place.put("pets.yaml", "openapi: [");
    let coloured = |variable: &str| {
        let ran = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .current_dir(place.dir.path())
            .args(["regen", "--spec", "pets.yaml", "--out", "out"])
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env(variable, "1")
            .output()
            .unwrap();
        Ran::from(ran).stderr.contains('\u{1b}')
    };

    assert!(!coloured("UNRELATED"));
    assert!(!coloured("NO_COLOR"));
    assert!(coloured("CLICOLOR_FORCE"));
}

#[test]
fn every_problem_is_shown() {
    let place = Workplace::new();
    let broken = DOCUMENT
        .replace("required: [id]", "frobnicate: 1")
        .replace("id: {type: string}", "id: {type: animal}")
        .replace("name: {type: string}", "name: {minimum: a}");
    place.put("pets.yaml", &broken);
    place.put("config.yaml", "groups: [pets, cars]\n");
    place.put("overlay.yaml", &OVERLAY.replace("properties.id", "properties.["));

    let ran = place.regen(&[]);

    let found: Vec<&str> = ran
        .stderr
        .lines()
        .filter(|line| line.starts_with("error[") || line.starts_with("warning["))
        .filter_map(|line| line.split_once(']').map(|(found, _)| found))
        .collect();
    assert_eq!(
        found,
        [
            "error[overlay-action",
            "error[config-unmatched",
            "warning[unknown-keyword",
            "warning[unknown-type",
            "warning[schema",
        ],
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.ends_with("because of 2 errors in the input\n"), "{}", ran.stderr);
}

#[test]
fn an_unknown_key_of_the_configuration_is_an_error() {
    let place = Workplace::new();
    place.put("config.yaml", "crate: pets\ngruops: [pets]\n");

    let ran = place.regen(&[]);

    let end = "error[config-syntax]: unknown key `gruops`
 --> config.yaml:2:1
  |
2 | gruops: [pets]
  | ^^^^^^
  |
  = at: /gruops
  = help: write `groups`, if that is meant

error: nothing was written, because of 1 error in the input
";
    assert!(ran.stderr.ends_with(end), "{}", ran.stderr);
    assert_fails(&place, &ran, &ran.stderr);
}

#[test]
fn an_overlay_that_is_none_is_an_error() {
    let place = Workplace::new();
    place.put(
        "overlay.yaml",
        "overlay: 9.0.0\ninfo: {title: Corrections, version: 1.0.0}\nactions: []\n",
    );

    assert_fails(
        &place,
        &place.regen(&[]),
        "error[overlay-version]: version `9.0.0` of the Overlay format is not known
 --> overlay.yaml:1:1
  |
1 | overlay: 9.0.0
  | ^^^^^^^^^^^^^^
  |
  = at: /overlay
  = help: write `overlay: 1.2.0`, or the version 1.0 or 1.1

error: nothing was written, because of 1 error in the input
",
    );
}

#[test]
fn an_idle_action_is_an_error_only_for_the_document_of_record() {
    let place = Workplace::new();
    place.put("overlay.yaml", &OVERLAY.replace("properties.id", "properties.name"));

    let ran = place.regen(&[]);

    assert_eq!(
        ran.stderr,
        "warning[overlay-unused]: `$.components.schemas.Pet.properties.name` matches nothing in the document
 --> overlay.yaml:4:5
  |
4 |   - target: $.components.schemas.Pet.properties.name
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = at: /actions/0
  = help: correct its `target`, take the action out, or limit it to other documents with `x-when`

"
    );
    assert_eq!(ran.code, 0);

    let of_record = ["regen", "--overlay", "overlay.yaml", "--check"];
    let ran = xtask(place.dir.path(), &of_record);

    assert!(ran.stderr.contains("error[overlay-unused]"), "{}", ran.stderr);
    assert_eq!(ran.code, 1);
}

#[test]
fn an_unknown_group_is_an_error() {
    let place = Workplace::new();

    assert_fails(
        &place,
        &place.regen(&["--group", "pets", "--group", "cars"]),
        "error[config-unmatched]: the document has no operation in the group `cars`
--> --group cars
 = help: its groups are: pets

error: nothing was written, because of 1 error in the input
",
    );

    place.put("config.yaml", "groups: [cars]\n");
    assert_fails(
        &place,
        &place.regen(&[]),
        "error[config-unmatched]: the document has no operation in the group `cars`
 --> config.yaml:1:10
  |
1 | groups: [cars]
  |          ^^^^
  |
  = at: /groups/0
  = help: its groups are: pets

error: nothing was written, because of 1 error in the input
",
    );
}

#[test]
fn a_missing_or_unreadable_input_is_an_error() {
    let place = Workplace::new();
    fs::remove_file(place.path("overlay.yaml")).unwrap();
    assert_fails(
        &place,
        &place.regen(&[]),
        "error: cannot read `overlay.yaml`: No such file or directory (os error 2)
  help: correct the path, or name another with `--overlay FILE`, or do without it: `--no-overlay`
",
    );

    fs::write(place.path("overlay.yaml"), b"overlay: \xFF\n").unwrap();
    assert_fails(
        &place,
        &place.regen(&[]),
        "error: `overlay.yaml` is not UTF-8 text: see line 1
  help: save it as UTF-8
",
    );

    fs::remove_file(place.path("pets.yaml")).unwrap();
    assert_fails(
        &place,
        &place.regen(&[]),
        "error: cannot read `pets.yaml`: No such file or directory (os error 2)
  help: correct the path, or name the document with `--spec FILE`
",
    );
}

#[test]
fn an_error_leaves_a_crate_as_it_was() {
    let place = Workplace::generated();
    let before = place.snapshot();
    place.put("pets.yaml", &DOCUMENT.replace("schemas/Pet'", "schemas/Dog'"));

    let ran = place.regen(&[]);

    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("--> pets.yaml:16:24\n"), "{}", ran.stderr);
    assert!(
        ran.stderr.ends_with("\nerror: nothing was written, because of 1 error in the input\n"),
        "{}",
        ran.stderr
    );
    assert_eq!(place.snapshot(), before);
}

#[test]
fn wrong_usage_exits_with_2() {
    let place = Workplace::new();
    for arguments in [
        &["regen", "--frobnicate"][..],
        &["regen", "--no-overlay", "--overlay", "x"],
        &["rgeen"],
        &[],
    ] {
        let ran = xtask(place.dir.path(), arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
        assert!(ran.stderr.contains("Usage: cargo xtask"), "{}", ran.stderr);
    }
}
