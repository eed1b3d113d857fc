//! The vendor's own documents and the examples in them: every one generates,
//! and every example that is JSON is read and written without loss.

mod case;

use std::sync::LazyLock;

use openapi_loom_generator::generate;
use openapi_loom_generator::ir::{Api, Shape};
use serde_json::Value;
use workspace_tests::examples::{Counts, Example};
use workspace_tests::vendor::Vendor;
use workspace_tests::{oracle, tree};

use case::{Case, Checked};

/// Generating and compiling takes a while, so the tests share it.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(Case::all);

#[test]
fn each_document_generates_the_same_from_yaml_and_json() {
    let expected =
        [("2024-06-17", 67, 0, 89), ("2025-03-22", 79, 0, 94), ("2026-08-21", 80, 1, 94)];
    for document in Vendor::all() {
        let yaml = generate(&document.inputs()).unwrap();
        let json = generate(&document.as_json().inputs()).unwrap();
        let account = yaml.summary.account;
        assert_eq!(yaml.summary, json.summary);
        assert!(yaml.files == json.files, "{}: YAML and JSON differ", document.date);
        eprintln!("{}: {account:?}", document.date);
        assert_eq!(account.operations, 18);
        let found = (document.date.as_str(), account.schemas, account.shared, account.inline);
        assert!(expected.contains(&found), "{found:?}");
    }
}

#[test]
fn the_document_of_record_describes_the_vendor_s_api() {
    let Some(vendor) = Vendor::of("2026-08-21") else { return };
    let (vendor, ours) = (vendor.configured().api(), Vendor::of_record().api());
    let (vendor, ours) = (vendor.without_docs(), ours.without_docs());
    if let Some(difference) = first_difference(&vendor, &ours) {
        panic!("{difference}");
    }
    assert!(vendor == ours);
}

/// Returns the first thing in which two APIs differ, in few lines.
fn first_difference(vendor: &Api, ours: &Api) -> Option<String> {
    for (id, theirs) in &vendor.types {
        match ours.types.get(id) {
            None => return Some(format!("only the vendor has {id:?}")),
            Some(own) if own != theirs => return Some(differing(&format!("{id:?}"), theirs, own)),
            Some(_) => {}
        }
    }
    if let Some(id) = ours.types.keys().find(|id| !vendor.types.contains_key(id)) {
        return Some(format!("only we have {id:?}"));
    }
    for (theirs, own) in vendor.operations.iter().zip(&ours.operations) {
        if theirs != own {
            return Some(differing(&theirs.id, theirs, own));
        }
    }
    let rest = |api: &Api| Api { types: [].into(), operations: Vec::new(), ..api.clone() };
    let (theirs, own) = (rest(vendor), rest(ours));
    let operations = (vendor.operations.len(), ours.operations.len());
    (theirs != own || operations.0 != operations.1)
        .then(|| differing(&format!("the whole (operations: {operations:?})"), &theirs, &own))
}

/// Returns the first lines that differ, and what leads to them.
fn differing(what: &str, theirs: &dyn std::fmt::Debug, ours: &dyn std::fmt::Debug) -> String {
    let (theirs, ours) = (format!("{theirs:#?}"), format!("{ours:#?}"));
    let same = theirs.lines().zip(ours.lines()).take_while(|(theirs, ours)| theirs == ours).count();
    let lines = |text: &str, from: usize, count: usize| -> String {
        text.lines().skip(from).take(count).map(|line| format!("  {line}\n")).collect()
    };
    format!(
        "{what} differs\nafter:\n{}vendor:\n{}ours:\n{}",
        lines(&theirs, same.saturating_sub(8), same.min(8)),
        lines(&theirs, same, 4),
        lines(&ours, same, 4),
    )
}

/// The numbers of examples in each document: the vendor has not touched them. The
/// data of 15 events has a brace too many.
const COUNTS: Counts = Counts {
    responses: 19,
    json_responses: 19,
    objects: 6,
    json_objects: 6,
    events: 66,
    json_events: 51,
};

/// The differences that reading and writing the examples make.
const CHANGES: oracle::Counts = oracle::Counts { undeclared: 24, corrected: 96, nulls: 1 };

#[test]
fn every_example_is_read_and_written_without_loss() {
    for case in &*CASES {
        let values: Vec<_> =
            case.examples.json.iter().map(|example| (example, example.value.clone())).collect();
        let checked = case.check(&values);
        let counts = case.counts();
        eprintln!("{}: {counts:?}, {:?}", case.document.date, checked.counts);
        checked.report();
        assert_eq!(checked.same, counts.json_responses + counts.json_objects + counts.json_events);
        assert_eq!((counts, checked.counts), (COUNTS, CHANGES));
    }
}

#[test]
fn the_events_of_examples_are_known() {
    for case in &*CASES {
        let is_event = |example: &&Example| example.is_event(&case.api);
        let events: Vec<&Example> = case.examples.json.iter().filter(is_event).collect();
        assert_eq!(events.len(), COUNTS.json_events);
        for example in events {
            let Shape::Events(of) = &case.api.types[&example.ty].shape else { continue };
            let known = of.events.iter().any(|event| example.value["event"] == event.name);
            assert!(known, "{}: {}", case.document.date, example.place);
        }
    }
}

/// Lists every change of a value that an edit can make at one place.
fn changed(
    value: &Value,
    edits: &mut Vec<Value>,
    edit: &dyn Fn(&str, &Value) -> Vec<Option<Value>>,
) {
    let mut places = tree::children(value, "");
    places.reverse();
    while let Some(place) = places.pop() {
        places.extend(tree::children(value, &place).into_iter().rev());
        let here = value.pointer(&place).unwrap_or(&Value::Null);
        for new in edit(&place, here) {
            let mut whole = value.clone();
            replace(&mut whole, &place, new);
            edits.push(whole);
        }
    }
}

/// Replaces or removes what is at a place.
fn replace(whole: &mut Value, place: &str, new: Option<Value>) {
    match new {
        Some(new) => *whole.pointer_mut(place).unwrap() = new,
        None => _ = tree::take(whole, place),
    }
}

fn check_changed(
    case: &Case,
    edit: impl Fn(&Example, &str, &Value) -> Vec<Option<Value>>,
) -> Checked {
    let mut values = Vec::new();
    for example in &case.examples.json {
        let mut edits = Vec::new();
        changed(&example.value, &mut edits, &|place, here| edit(example, place, here));
        values.extend(edits.into_iter().map(|value| (example, value)));
    }
    case.check(&values)
}

/// Tells whether a place is a property, and of more than the frame of an event.
fn is_property(case: &Case, example: &Example, place: &str) -> bool {
    let (parent, key) = place.rsplit_once('/').unwrap();
    let listed = example.value.pointer(parent).is_some_and(Value::is_array);
    let frame = parent.is_empty() && example.is_event(&case.api);
    !listed && !frame && !key.is_empty()
}

#[test]
fn no_property_that_is_missing_or_null_loses_a_response() {
    for case in &*CASES {
        let checked =
            check_changed(case, |example, place, _| match is_property(case, example, place) {
                true => vec![None, Some(Value::Null)],
                false => Vec::new(),
            });
        let Checked { same, refused, .. } = checked;
        eprintln!("{}: {same} read with a property less, {refused} refused", case.document.date);
        checked.report();
        assert_eq!((same, refused), (2486, 0));
    }
}

#[test]
fn no_new_text_loses_a_response() {
    for case in &*CASES {
        let checked = check_changed(case, |_, _, here| match here {
            Value::String(_) => vec![Some("something-new".into())],
            _ => Vec::new(),
        });
        eprintln!("{}: {} read with another text", case.document.date, checked.same);
        checked.report();
        assert_eq!((checked.same, checked.refused), (604, 0));
    }
}
