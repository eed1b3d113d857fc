//! Comparisons beside `cargo-semver-checks`, which compares the crates: what it
//! finds breaks callers, so the comparison of the documents must say so at that
//! item, and where that says that nothing breaks it must find nothing.
//!
//! It finds less: types of fields and arguments it does not compare.

mod checker;

use std::collections::BTreeSet;

use openapi_loom_generator::diff::{Class, Diff, diff};
use serde_json::Value;
use workspace_tests::vendor::Vendor;

use super::support::{CONFIG, inputs, line, yaml};
use checker::{Checker, Finding, Side};

/// Compares two sides in both ways, and gives what was found from old to new.
#[track_caller]
fn agree(checker: &Checker, old: &Side, new: &Side) -> (Diff, Vec<Finding>) {
    let (diff, findings) = compared(checker, old, new);
    compared(checker, new, old);
    (diff, findings)
}

#[track_caller]
fn compared(checker: &Checker, old: &Side, new: &Side) -> (Diff, Vec<Finding>) {
    let diff = diff(&old.version, &new.version);
    let findings = checker.findings(old, new);
    let breaking = || diff.changes.iter().filter(|change| change.class == Class::Breaking);
    let items: Vec<&str> =
        breaking().flat_map(|change| &change.broken).map(|broken| broken.item.as_str()).collect();
    let missed: Vec<&Finding> = findings.iter().filter(|finding| !finding.is_in(&items)).collect();
    let lines = || breaking().map(line).collect::<Vec<_>>();
    let names = format!("{} -> {}", old.name, new.name);
    assert!(missed.is_empty(), "{names}: {missed:#?} not in {items:#?} of {:#?}", lines());
    eprintln!(
        "{names}: {} findings, {} breaking changes of {}",
        findings.len(),
        breaking().count(),
        diff.changes.len()
    );
    (diff, findings)
}

/// Returns `diff-mutants.yaml` with other nodes at these places; with none, where there
/// is `null`. The place `-` of a list is the one after its last.
fn edited(edits: &str) -> String {
    let mut document = yaml(include_str!("../../../data/diff-mutants.yaml"));
    for (place, node) in yaml(edits).as_object().unwrap() {
        let (parent, key) = place.rsplit_once('/').unwrap();
        let key = key.replace("~1", "/");
        match document.pointer_mut(parent).unwrap_or_else(|| panic!("no {parent}")) {
            Value::Array(list) if key == "-" => list.push(node.clone()),
            Value::Array(list) => {
                let index = key.parse::<usize>().unwrap();
                list.splice(index..=index, (!node.is_null()).then(|| node.clone()));
            }
            Value::Object(map) if node.is_null() => {
                assert!(map.shift_remove(&key).is_some(), "no {place}");
            }
            Value::Object(map) => _ = map.insert(key, node.clone()),
            other => panic!("{place} in {other}"),
        }
    }
    document.to_string()
}

/// Returns a side from that document.
fn pets(name: &str, edits: &str) -> Side {
    let document = edited(edits);
    Side::of(name, "pets", &inputs(&document, CONFIG))
}

#[test]
fn what_is_compatible_breaks_nothing() {
    let Some(checker) = Checker::find() else { return };
    let old = pets("compatible-old", "{}");
    let new = pets(
        "compatible-new",
        "
/components/schemas/Kind/enum/-: yak
/components/schemas/Food/anyOf/0/enum/-: grass
/components/schemas/NewPet/properties/age: {type: [integer, 'null']}
/components/schemas/NewPet/properties/name: {type: string, maxLength: 12, description: Any.}
/components/schemas/Pet/properties/age: {type: integer}
/components/schemas/Pet/properties/vet: {$ref: '#/components/schemas/Vet'}
/components/schemas/Pet/properties/deeds/items/oneOf/-: {$ref: '#/components/schemas/Swim'}
/components/schemas/Swim: {type: object, required: [type], properties: {type: {type: string, const: swim}}}
/components/schemas/Vet: {type: object, required: [name], properties: {name: {type: string}}}
/components/schemas/PetEvent/oneOf/-: {type: object, required: [event, data], properties: {event: {type: string, const: pet.sold}, data: {$ref: '#/components/schemas/Pet'}}}
/paths/~1pets/get/parameters/-: {name: before, in: query, schema: {type: string}}
/paths/~1pets/get/summary: Lists pets.
/paths/~1vets: {get: {operationId: listVets, tags: [vets], responses: {'200': {description: Some., content: {application/json: {schema: {$ref: '#/components/schemas/Vet'}}}}}}}
",
    );

    let (diff, findings) = agree(&checker, &old, &new);

    assert_eq!((diff.count(Class::Breaking), findings.len()), (0, 0));
    // Each of the edits but the two that are only of documentation.
    let lines: Vec<String> = diff.changes.iter().map(line).collect();
    assert_eq!(diff.count(Class::Compatible), 11, "{lines:#?}");
}

#[test]
fn what_breaks_is_blamed_on_the_change_behind_it() {
    let Some(checker) = Checker::find() else { return };
    let swim = "/components/schemas/Swim: {type: object, required: [type], properties: {type: {type: string, const: swim}}}";
    let old = format!(
        "
{swim}
/components/schemas/Pet/properties/deeds/items/oneOf/-: {{$ref: '#/components/schemas/Swim'}}
"
    );
    let new = format!(
        "
{swim}
/components/schemas/Pet/properties/deeds/items/oneOf/1: {{$ref: '#/components/schemas/Swim'}}
/components/schemas/Pet/properties/weight: null
/components/schemas/Pet/properties/born: {{type: string}}
/components/schemas/NewPet/required/-: food
/components/schemas/Kind/enum/1: null
/components/schemas/PetEvent/oneOf/2: null
/paths/~1pets/get/parameters/2: null
/paths/~1pets~1{{pet_id}}/delete: null
"
    );

    let (diff, findings) =
        agree(&checker, &pets("breaking-old", &old), &pets("breaking-new", &new));

    let lines: Vec<String> = diff.changes.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            // One group is left, and a crate of one group has no features.
            "breaking: document: item-changed | feature pets: feature -> gone",
            "breaking: dropPet: operation-removed DELETE /pets/{pet_id}",
            "breaking: listPets(kinds): parameter-removed Vec<ListPetsKind>, query - ListPetsKind",
            "breaking: Kind: values-removed dog",
            "breaking: NewPet.food: newly-required Option<Food> -> Food",
            "breaking: Pet.born: type-changed UnixTime -> String",
            "breaking: Pet.weight: property-removed Option<f64>",
            "breaking: PetDeed.nap: arm-removed Nap",
            "breaking: PetEvent.pet.named: event-removed PetEventPetNamedData - PetEventPetNamedData",
        ]
    );
    let lints: BTreeSet<&str> = findings.iter().map(|finding| finding.lint.as_str()).collect();
    assert_eq!(
        Vec::from_iter(lints),
        [
            "enum_missing",
            "enum_variant_missing",
            "inherent_method_missing",
            "method_parameter_count_changed",
            "method_requires_different_generic_type_params",
            "module_missing",
            "struct_missing",
            "struct_pub_field_missing",
        ]
    );
}

#[test]
fn the_documents_of_the_vendor() {
    let Some(checker) = Checker::find() else { return };
    let side = |vendor: &Vendor| Side::of(&vendor.date, "openai_threads", &vendor.inputs());
    let sides: Vec<Side> = Vendor::all().iter().map(side).collect();
    for (index, old) in sides.iter().enumerate() {
        for new in &sides[index + 1..] {
            agree(&checker, old, new);
        }
    }
}
