//! Comparisons of the vendor's documents: what changed for callers from date
//! to date, in our own notation.

use openapi_loom_generator::diff::{Class, Growth, diff};
use serde_json::Value;
use workspace_tests::vendor::Vendor;

use super::support::{facts, line};

#[test]
fn a_document_is_as_itself() {
    let dated = Vendor::all().into_iter().map(|vendor| (vendor, 18));
    for (vendor, operations) in dated.chain([(Vendor::of_record(), 51)]) {
        let found = diff(&vendor.version(), &vendor.as_json().version());
        assert_eq!(found.changes, [], "{}", vendor.date);
        assert_eq!((found.growth(), found.old.operations), (Growth::None, operations));
    }
}

#[test]
fn from_date_to_date() {
    for (old, new) in [("2024-06-17", "2025-03-22"), ("2025-03-22", "2026-08-21")] {
        let (Some(before), Some(after)) = (Vendor::of(old), Vendor::of(new)) else { continue };
        let found = diff(&before.version(), &after.version());
        insta::assert_snapshot!(format!("from_{old}_to_{new}"), facts(&found));
    }
}

/// The latest changes in the group are put back: an error that every operation
/// declares, and the newest values of an enum.
#[test]
fn the_same_in_every_operation_is_one_line() {
    let Some(vendor) = Vendor::of("2026-08-21") else { return };
    let mut root = vendor.root();
    for methods in root["paths"].as_object_mut().unwrap().values_mut() {
        for operation in methods.as_object_mut().unwrap().values_mut() {
            if let Some(Value::Object(responses)) = operation.get_mut("responses") {
                responses.remove("429");
            }
        }
    }
    let efforts = root.pointer_mut("/components/schemas/ReasoningEffort/anyOf/0/enum").unwrap();
    efforts.as_array_mut().unwrap().retain(|value| value != "xhigh" && value != "max");

    let found = diff(&vendor.with_root(&root).version(), &vendor.version());

    assert_eq!(
        found.changes.iter().map(line).collect::<Vec<_>>(),
        [
            "compatible: all of 18: error-added -> 429, ErrorResponse + ErrorResponse",
            "compatible: ReasoningEffort: values-added -> xhigh, max",
        ]
    );
    assert_eq!(found.changes[0].operations.len(), 18);
}

/// A change that is an addition in one direction is a removal in the other.
#[test]
fn back_in_time() {
    let (Some(old), Some(new)) = (Vendor::of("2024-06-17"), Vendor::of("2026-08-21")) else {
        return;
    };
    let (old, new) = (old.version(), new.version());
    let [there, back] = [diff(&old, &new), diff(&new, &old)].map(|found| {
        let count = |one: &str, other: &str| {
            let kinds = found.changes.iter().map(|change| change.kind.name());
            kinds.filter(|kind| kind.ends_with(one) || kind.ends_with(other)).count()
        };
        (count("property-added", "arm-added"), count("property-removed", "arm-removed"))
    });

    assert_eq!(there, (back.1, back.0));
    assert!(there.0 > 0 && there.1 > 0);
}

#[test]
fn the_document_of_record_says_the_same_in_other_words() {
    let Some(vendor) = Vendor::of("2026-08-21") else { return };
    let found = diff(&Vendor::of_record().version(), &vendor.configured().version());

    assert_eq!(facts(&found), "");
    assert!(found.count(Class::Docs) > 100, "{}", found.count(Class::Docs));
}
