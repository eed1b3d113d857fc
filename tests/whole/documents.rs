//! Whole documents, all groups of them: nothing is skipped, nothing is there
//! twice, and the same document gives the same crate.
//!
//! The content of a document is counted here by looking at its tree, and not by
//! what the generator says of it.

use std::collections::{BTreeMap, BTreeSet};

use openapi_loom_generator::{Groups, Inputs, Output, generate};
use serde_json::Value;
use workspace_tests::vendor::Vendor;

use crate::runs::{RUNS, Run};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The most lines that the largest crate may have, those of documentation
/// included.
const MAX_LINES: usize = 127_000;

/// Returns a document's operations, by method and path.
fn operations(root: &Value) -> BTreeMap<(String, String), &Value> {
    let items = root["paths"].as_object().unwrap();
    let of_item = |(path, item): (&String, &'_ Value)| {
        let methods = METHODS.iter().filter(|method| item.get(**method).is_some());
        methods.map(|method| (method.to_uppercase(), path.clone())).collect::<Vec<_>>()
    };
    let found = items.iter().flat_map(of_item);
    found
        .map(|(method, path)| {
            let node = &root["paths"][&path][&method.to_lowercase()];
            ((method, path), node)
        })
        .collect()
}

/// Returns the component schemas that operations reach, however far away.
fn reached(root: &Value) -> BTreeSet<String> {
    let mut pending: Vec<&Value> = operations(root).into_values().collect();
    let items = root["paths"].as_object().unwrap().values();
    pending.extend(items.filter_map(|item| item.get("parameters")));
    let mut seen = BTreeSet::new();
    let mut schemas = BTreeSet::new();
    while let Some(node) = pending.pop() {
        match node {
            Value::Object(object) => {
                if let Some(reference) = object.get("$ref").and_then(Value::as_str)
                    && seen.insert(reference)
                    && let Some(target) = root.pointer(&reference[1..])
                {
                    pending.push(target);
                    let name = reference.strip_prefix("#/components/schemas/");
                    schemas.extend(name.filter(|name| !name.contains('/')).map(str::to_owned));
                }
                // A part that only describes an answer's surroundings is no type.
                let apart = ["headers", "links", "example", "examples", "default"];
                // A schema's property may have such a name, and is a schema.
                let parts = object.iter().filter(|(key, node)| {
                    let is_schema = node.get("type").is_some_and(Value::is_string);
                    (is_schema || !apart.contains(&key.as_str())) && !key.starts_with("x-")
                });
                pending.extend(parts.map(|(_, node)| node));
            }
            Value::Array(items) => pending.extend(items),
            _ => {}
        }
    }
    schemas
}

/// Returns the files of calls: those in the directories of groups.
fn calls(output: &Output) -> impl Iterator<Item = (&str, &str)> {
    let in_group = output.files.iter().filter(|file| {
        file.path.contains('/')
            && !file.path.starts_with("types/")
            && !file.path.ends_with("/mod.rs")
    });
    in_group.map(|file| (file.path.as_str(), file.text.as_str()))
}

#[test]
fn each_operation_of_a_document_is_in_exactly_one_group() {
    for Run { document, root, api, output } in &*RUNS {
        let wanted = operations(root);
        assert_eq!(output.summary.account.operations, wanted.len(), "{}", document.date);

        let mut built: BTreeMap<(String, String), BTreeSet<&str>> = BTreeMap::new();
        for operation in &api.operations {
            let key = (operation.method.clone(), operation.path.clone());
            assert!(
                built.entry(key.clone()).or_default().insert(&operation.id),
                "{}: {key:?} twice",
                document.date
            );
        }
        assert!(built.keys().eq(wanted.keys()), "{}", document.date);

        // Each has a file of its own, which says what it calls.
        assert_eq!(calls(output).count(), api.operations.len(), "{}", document.date);
        for ((method, path), ids) in &built {
            let line = format!("`{method} {path}`");
            let (files, groups): (Vec<_>, BTreeSet<_>) = calls(output)
                .filter(|(_, text)| text.contains(&line))
                .map(|(file, _)| (file, file.split('/').next()))
                .unzip();
            assert_eq!((files.len(), groups.len()), (ids.len(), 1), "{line}: {files:?}");
        }
        eprintln!("{}: {} operations", document.date, wanted.len());
    }
}

#[test]
fn each_schema_that_an_operation_reaches_is_a_type() {
    for Run { document, root, api, .. } in &*RUNS {
        let wanted = reached(root);
        let built: BTreeSet<&str> =
            api.types.keys().filter(|id| id.0.len() == 1).map(|id| id.component()).collect();
        let missing: Vec<&String> =
            wanted.iter().filter(|name| !built.contains(name.as_str())).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", document.date);
        eprintln!("{}: {} schemas", document.date, wanted.len());
    }
}

#[test]
fn each_file_is_there_once_and_the_same_each_time() {
    for Run { document, output, .. } in &*RUNS {
        // Two that differ in nothing but case are one on some systems.
        let paths: BTreeSet<String> =
            output.files.iter().map(|file| file.path.to_lowercase()).collect();
        assert_eq!(paths.len(), output.files.len(), "{}", document.date);

        let again = generate(&document.inputs()).unwrap();
        assert!(output.files == again.files, "{}: differs", document.date);
        assert_eq!(output.manifest, again.manifest);
        assert_eq!(output.fingerprints, again.fingerprints);

        let lines: usize = output.files.iter().map(|file| file.text.lines().count()).sum();
        eprintln!("{}: {} files, {lines} lines", document.date, output.files.len());
        assert!(lines <= MAX_LINES, "{}: {lines} lines", document.date);
    }
}

#[test]
fn what_the_vendors_own_clients_make_up_is_no_field() {
    let Some(run) = RUNS.iter().find(|run| run.document.date == "2026-08-21") else { return };
    let Run { document, output, .. } = run;
    let made_up = "SDK-only";
    assert!(String::from_utf8_lossy(&document.bytes).contains(made_up));
    let has_it = output.files.iter().filter(|file| file.text.contains(made_up));
    assert_eq!(has_it.map(|file| &*file.path).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn each_entry_and_correction_fits_the_newest_document() {
    let Some(document) = Vendor::of("2026-08-21") else { return };
    let inputs = Inputs { of_record: true, groups: Groups::All, ..document.inputs() };
    let output = generate(&inputs).unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!(output.summary.account.skipped, 0);
}
