//! A comparison beside what is really generated: in a document with some of
//! everything each node is taken away or changed in turn, and the outline of
//! the crate, read off its source, says whether callers lose anything.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use openapi_loom_generator::diff::{Class, Version, diff};
use openapi_loom_generator::{SourceFile, generate};
use serde_json::{Value, json};
use workspace_tests::outline::outline;
use workspace_tests::tree;

use super::support::{CONFIG, inputs, line, yaml};

/// The kinds of changes that break callers without a trace in the outline:
/// where a request goes, what is in it, of which values a variant of the same
/// name is made, and as what an error is read.
const ON_THE_WIRE: [&str; 8] = [
    "arm-read-as-another",
    "arm-removed",
    "constant-changed",
    "default-changed",
    "error-type-changed",
    "operation-moved",
    "parameter-moved",
    "parameter-style-changed",
];

/// A document, understood, and what is generated from it.
struct Side {
    version: Version,
    files: Vec<SourceFile>,
    outline: BTreeSet<String>,
}

impl Side {
    /// Returns `None` for a document that the generator refuses.
    fn of(document: &Value, home: &Path) -> Option<Self> {
        let document = document.to_string();
        let inputs = inputs(&document, CONFIG);
        let read = openapi_loom_generator::version(&inputs);
        let (version, output) = match (read, generate(&inputs)) {
            (Ok(version), Ok(output)) => (version, output),
            (Err(_), Err(_)) => return None,
            (Ok(_), Err(failure)) => panic!("compared, and not generated: {failure}\n{document}"),
            (Err(failure), Ok(_)) => panic!("generated, and not compared: {failure}\n{document}"),
        };
        let _ = fs::remove_dir_all(home);
        for file in &output.files {
            let path = home.join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &file.text).unwrap();
        }
        let outline = outline(home).lines().map(essence).collect();
        Some(Self { version, files: output.files, outline })
    }
}

/// Returns a line of an outline without what callers' code does not depend on: names
/// of arguments, numbers of constants, and how things are on the wire.
fn essence(line: &str) -> String {
    let line = line.split(" [").next().unwrap_or(line);
    let is_variant = line.contains("::") && !line.contains(": fn") && !line.contains("type ");
    let line = line.split(" =").next().filter(|_| is_variant).unwrap_or(line);
    let line = line.replace("Constant<Self, 1>", "Constant<Self>");
    if let Some((head, rest)) = line.split_once(" enum ") {
        let head = head.replace("tagged_union", "union").replace("ruled_union", "union");
        return format!("{head} enum {}", rest.split(' ').next().unwrap_or(rest));
    }
    let Some((head, signature)) = line.split_once(": fn") else { return line };
    let words = signature.split(' ').filter(|word| !is_argument_name(word));
    format!("{head}: fn{}", words.collect::<Vec<_>>().join(" "))
}

fn is_argument_name(word: &str) -> bool {
    let name = word.trim_start_matches('(').strip_suffix(':');
    name.is_some_and(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '#'))
}

/// Returns the documents that differ from this one in one node.
fn mutants(document: &Value) -> Vec<(String, Value)> {
    let mut places = Vec::new();
    for part in ["/paths", "/components/schemas"] {
        collect(document, part, &mut places);
    }
    let mut mutants = Vec::new();
    for place in &places {
        mutants.push((format!("without {place}"), tree::without(document, place)));
        if let Some(other) = changed(document.pointer(place).unwrap()) {
            let mut mutant = document.clone();
            *mutant.pointer_mut(place).unwrap() = other;
            mutants.push((format!("other {place}"), mutant));
        }
    }
    mutants
}

fn collect(document: &Value, at: &str, places: &mut Vec<String>) {
    for child in tree::children(document, at) {
        collect(document, &child, places);
        places.push(child);
    }
}

/// Returns a value of the same kind in its place.
fn changed(node: &Value) -> Option<Value> {
    match node {
        Value::String(text) => Some(match text.as_str() {
            "string" => json!("integer"),
            "integer" | "number" | "boolean" => json!("string"),
            "query" => json!("header"),
            reference if reference.starts_with('#') => json!("#/components/schemas/Kind"),
            text => json!(format!("{text}_2")),
        }),
        Value::Bool(value) => Some(json!(!value)),
        Value::Number(_) => Some(json!(7)),
        Value::Array(list) if list.len() > 1 => Some(list.iter().rev().cloned().collect()),
        _ => None,
    }
}

/// Returns the lines of a file without examples: what they pass is no promise.
fn promised(text: &str) -> impl Iterator<Item = &str> {
    let mut in_example = false;
    text.lines().filter(move |line| {
        let is_fence =
            ["/// ```", "//! ```"].iter().any(|fence| line.trim_start().starts_with(fence));
        in_example ^= is_fence;
        !in_example && !is_fence
    })
}

/// Checks that the comparison of two sides says what the outlines say, which
/// is whether callers lose anything.
fn loses(name: &str, old: &Side, new: &Side) -> bool {
    let found = diff(&old.version, &new.version);
    let lines: Vec<String> = found.changes.iter().map(line).collect();
    let lost: Vec<&String> = old.outline.difference(&new.outline).collect();
    let broken =
        found.changes.iter().filter(|change| change.class == Class::Breaking).collect::<Vec<_>>();
    if lost.is_empty() {
        let in_rust = broken.iter().find(|change| !ON_THE_WIRE.contains(&change.kind.name()));
        assert!(in_rust.is_none(), "{name}: nothing is lost, but {lines:#?}");
    } else {
        assert!(!broken.is_empty(), "{name}: {lost:#?} are lost, but {lines:#?}");
    }
    let sorted = |side: &Side| {
        let lines = side.files.iter().flat_map(|file| promised(&file.text));
        lines.map(str::to_owned).collect::<BTreeSet<_>>()
    };
    assert!(
        !lines.is_empty() || sorted(old) == sorted(new),
        "{name}: the files differ, but nothing is reported"
    );
    !lost.is_empty()
}

#[test]
fn each_node_in_turn() {
    let home = tempfile::tempdir().unwrap();
    let document = yaml(include_str!("../../data/diff-mutants.yaml"));
    let whole = Side::of(&document, home.path()).unwrap();
    let (mut compared, mut losing) = (0, 0);
    for (name, mutant) in mutants(&document) {
        let Some(mutant) = Side::of(&mutant, home.path()) else { continue };
        for (name, old, new) in
            [(name.clone(), &whole, &mutant), (format!("{name}, back"), &mutant, &whole)]
        {
            compared += 1;
            losing += usize::from(loses(&name, old, new));
        }
    }
    // The test is worth little if most are refused, or if few lose anything.
    assert!(compared > 500 && losing > 200, "{losing} of {compared}");
}
