//! Real documents, broken at random: the generator never panics, never writes
//! anything from a document with an error in it, and always says where it is.
//!
//! The same cases in every run. `OPENAPI_FUZZ_CASES` makes them more: the number
//! of times as many.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use fastrand::Rng;
use openapi_loom_generator::report::{Finding, Texts};
use openapi_loom_generator::{Inputs, generate};
use serde_json::{Map, Value, json};
use workspace_tests::snippet::{checked, names, plain};
use workspace_tests::vendor::Vendor;

/// The findings in all cases: how often there was no output, and the rules that
/// were broken.
#[derive(Default)]
struct Tally {
    cases: usize,
    refused: usize,
    rules: BTreeSet<&'static str>,
}

impl Tally {
    /// Runs the generator on a broken document.
    ///
    /// # Panics
    ///
    /// Panics if it does what it should never do.
    fn check(&mut self, name: &str, inputs: &Inputs<'_>) {
        let found = check(name, inputs);
        self.cases += 1;
        self.refused += usize::from(found.iter().any(Finding::is_error));
        self.rules.extend(found.iter().map(|found| found.rule));
    }

    /// Adds the findings in other cases.
    fn and(mut self, other: Self) -> Self {
        self.cases += other.cases;
        self.refused += other.refused;
        self.rules.extend(other.rules);
        self
    }

    /// Makes sure that the cases were worth it.
    fn sum_up(&self, rules: usize) {
        let Self { cases, refused, rules: found } = self;
        // Most faults are warnings where the document is not that of record.
        assert!(refused * 10 > *cases && refused < cases, "{refused} of {cases} are refused");
        assert!(found.len() >= rules, "only {found:?}");
    }
}

fn check(name: &str, inputs: &Inputs<'_>) -> Vec<Finding> {
    let outcome = catch_unwind(AssertUnwindSafe(|| examine(inputs)));
    let outcome = match outcome {
        Ok(Ok(found)) => return found,
        other => other.map(Result::unwrap_err),
    };
    let file = std::env::temp_dir().join(format!("{}.txt", name.replace(' ', "-")));
    std::fs::write(&file, inputs.document).unwrap();
    match outcome {
        Ok(wrong) => panic!("{name} ({}): {wrong:?}", file.display()),
        Err(_) => panic!("{name} ({}): see the panic above", file.display()),
    }
}

/// Says what should not be.
fn examine(inputs: &Inputs<'_>) -> Result<Vec<Finding>, String> {
    let found = match generate(inputs) {
        Ok(output) => {
            // Panics when a file is no Rust.
            checked(&output);
            if let Some(error) = output.warnings.iter().find(|found| found.is_error()) {
                return Err(format!("output in spite of {error}"));
            }
            output.warnings
        }
        Err(failure) if failure.found.iter().any(|found| found.is_error()) => failure.found,
        Err(failure) => return Err(format!("no output, and no error: {failure}")),
    };
    let texts = Texts::new(*inputs, names());
    for found in &found {
        let place = &found.place;
        // Only operations that are not there are nowhere.
        if !place.exact && found.rule != "no-operations" {
            return Err(format!("somewhere in line {}: {found}", place.line));
        }
        if place.text.get(place.underlined.clone()).is_none() {
            return Err(format!("{place:?} is beyond the text: {found}"));
        }
        let shown = plain(&texts.render(found));
        if !shown.contains(&format!(".yaml:{}:{}\n", place.line, place.column)) {
            return Err(format!("it does not say {}:{}:\n{shown}", place.line, place.column));
        }
        if found.advice().is_none() {
            return Err(format!("it does not say what to do: {shown}"));
        }
    }
    Ok(found)
}

/// Returns a document with the choices for it.
fn with<'a>(vendor: &'a Vendor, document: &'a [u8]) -> Inputs<'a> {
    Inputs { document, of_record: false, ..vendor.inputs() }
}

/// Returns the number of cases, when the least is that many.
fn cases(least: u64) -> u64 {
    let times = std::env::var("OPENAPI_FUZZ_CASES").ok().and_then(|times| times.parse().ok());
    least * times.unwrap_or(1)
}

/// Breaks the tree of a document.
fn break_trees(vendor: &Vendor, least: u64) -> Tally {
    let mut tally = Tally::default();
    let root = vendor.root();
    for case in 0..cases(least) {
        let mut rng = Rng::with_seed(case);
        let mut broken = root.clone();
        for _ in 0..rng.usize(1..4) {
            mutate(&mut broken, &mut rng);
        }
        let text = match case % 3 {
            0 => broken.to_string(),
            1 => serde_json::to_string_pretty(&broken).unwrap(),
            _ => serde_yaml::to_string(&broken).unwrap(),
        };
        tally.check(&format!("tree {} {case}", vendor.date), &with(vendor, text.as_bytes()));
    }
    tally
}

/// Changes a node somewhere: the way there is taken at random, and often ends
/// early, so that what is near the root has its turn.
fn mutate(root: &mut Value, rng: &mut Rng) {
    // Most of a large document is never looked at; the components are.
    let start = if rng.bool() { "/components/schemas" } else { "" };
    let Some(mut node) = root.pointer_mut(start) else { return };
    loop {
        let enough = rng.u8(..8) == 0;
        let next = match node {
            Value::Object(members) if !members.is_empty() => {
                let number = rng.usize(..members.len());
                let leaf = members.values().nth(number).is_some_and(is_leaf);
                if leaf || enough {
                    return change_member(members, number, rng);
                }
                members.values_mut().nth(number)
            }
            Value::Array(items) if !items.is_empty() => {
                let number = rng.usize(..items.len());
                if is_leaf(&items[number]) || enough {
                    return change_item(items, number, rng);
                }
                items.get_mut(number)
            }
            _ => None,
        };
        match next {
            Some(next) => node = next,
            None => return,
        }
    }
}

fn is_leaf(node: &Value) -> bool {
    match node {
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => true,
    }
}

fn change_member(members: &mut Map<String, Value>, number: usize, rng: &mut Rng) {
    let Some(key) = members.keys().nth(number).cloned() else { return };
    match rng.u8(..4) {
        0 => drop(members.shift_remove(&key)),
        1 => {
            let copy = members[&key].clone();
            members.insert(format!("{key}{}", rng.u8(..3)), copy);
        }
        2 => drop(members.insert(key, other(rng))),
        _ => {
            let value = members.shift_remove(&key).unwrap_or_default();
            members.insert(name(&key, rng), value);
        }
    }
}

fn change_item(items: &mut Vec<Value>, number: usize, rng: &mut Rng) {
    match rng.u8(..3) {
        0 => drop(items.remove(number)),
        1 => items.insert(number, items[number].clone()),
        _ => items[number] = other(rng),
    }
}

/// Returns a value that is probably of another kind.
fn other(rng: &mut Rng) -> Value {
    let text = |text: &str| Value::from(text);
    let values = [
        Value::Null,
        true.into(),
        0.into(),
        (-1.5).into(),
        f64::MAX.into(),
        text(""),
        text("object"),
        text("#/components/schemas/RunObject"),
        text("#/components/schemas/None"),
        text("other.yaml#/a"),
        text("\u{1f980}\u{202e}\u{7f}\n"),
        json!([]),
        json!([null, "a", 1, {}]),
        json!({}),
        json!({"type": "string"}),
        json!({"$ref": "#/components/schemas/RunObject"}),
        json!({"allOf": [{"$ref": "#/components/schemas/RunObject"}, {"type": "array"}]}),
    ];
    values[rng.usize(..values.len())].clone()
}

/// Returns another name.
fn name(key: &str, rng: &mut Rng) -> String {
    let names = [
        "",
        "type",
        "$ref",
        "properties",
        "allOf",
        "0",
        "a/b~c",
        "é\u{1f980}",
        "self",
        "Type",
        "\u{202e}",
        "x-a",
    ];
    match rng.usize(..names.len() + 2) {
        0 => key.to_uppercase(),
        1 => key.chars().rev().collect(),
        number => names[number - 2].to_owned(),
    }
}

/// Breaks the bytes of a document.
fn break_bytes(vendor: &Vendor, least: u64) -> Tally {
    let mut tally = Tally::default();
    let json = vendor.as_json();
    for case in 0..cases(least) {
        let mut rng = Rng::with_seed(case);
        let mut broken = if rng.u8(..4) == 0 { json.bytes.clone() } else { vendor.bytes.clone() };
        for _ in 0..rng.usize(1..3) {
            spoil(&mut broken, &mut rng);
        }
        tally.check(&format!("bytes {} {case}", vendor.date), &with(vendor, &broken));
    }
    tally
}

fn spoil(bytes: &mut Vec<u8>, rng: &mut Rng) {
    let at = rng.usize(..bytes.len());
    match rng.u8(..8) {
        0 => bytes.truncate(at),
        1 => {
            let with = rng.usize(..bytes.len());
            bytes.swap(at, with);
        }
        2 if at > 0 => bytes.swap(at, at - 1),
        3 => drop(bytes.remove(at)),
        4 => bytes.insert(at, rng.u8(..)),
        5 => bytes[at] = rng.u8(..),
        6 => {
            let odd = [
                "\t", "&a ", "*a ", ": ", "- ", "\n", "'", "\"", "{", "]", "\u{feff}", "é", "#",
                "| ",
            ];
            let odd = odd[rng.usize(..odd.len())];
            bytes.splice(at..at, odd.bytes());
        }
        _ => {
            // A line twice: often a key that is there twice.
            let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            let end = bytes[at..]
                .iter()
                .position(|byte| *byte == b'\n')
                .map_or(bytes.len(), |end| at + end + 1);
            let line = bytes[start..end].to_vec();
            bytes.splice(start..start, line);
        }
    }
}

#[test]
fn trees_of_the_document_of_record() {
    break_trees(&Vendor::of_record(), 50).sum_up(10);
}

#[test]
fn bytes_of_the_document_of_record() {
    break_bytes(&Vendor::of_record(), 40).sum_up(3);
}

#[test]
fn trees_of_the_vendors_documents() {
    let found = Vendor::all().into_iter().map(|vendor| break_trees(&vendor, 9));
    found.reduce(Tally::and).iter().for_each(|all| all.sum_up(5));
}

#[test]
fn bytes_of_the_vendors_documents() {
    let found = Vendor::all().into_iter().map(|vendor| break_bytes(&vendor, 9));
    found.reduce(Tally::and).iter().for_each(|all| all.sum_up(3));
}

/// The vendor's documents as they are have nothing wrong with them but what the
/// overlay and warnings say, and a group that they lack is an error.
#[test]
fn a_group_that_is_not_there() {
    let vendors = Vendor::all().into_iter().map(Vendor::configured);
    for vendor in vendors.chain([Vendor::of_record()]) {
        let config = "groups:\n  - threads\n  - Thräds\ngroup_key: [x-oaiMeta, group]\n";
        let inputs = Inputs { config, overlay: None, ..with(&vendor, &vendor.bytes) };
        let failure = generate(&inputs).unwrap_err();
        let error = failure.found.iter().find(|found| found.rule == "config-unmatched").unwrap();
        let place = &error.place;
        assert_eq!((place.line, place.column, place.exact), (3, 5, true), "{}", vendor.date);
    }
}
