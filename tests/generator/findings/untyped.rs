//! A type is any value only where the document says so, and the run says where.

use std::collections::BTreeMap;

use openapi_loom_generator::ir::Untyped;
use openapi_loom_generator::{generate, read};
use serde_json::{Map, Value};
use workspace_tests::snippet::Snippet;
use workspace_tests::vendor::Vendor;

/// Lists what a run says, a line for each place.
fn said(snippet: &Snippet) -> String {
    let output = snippet.run().unwrap();
    let places = output.untyped.iter();
    places
        .map(|(at, why)| {
            let at = at.as_str().strip_prefix("/components/schemas/").unwrap_or(at.as_str());
            format!("{at}: {why}\n")
        })
        .collect()
}

#[test]
fn each_place_of_any_value_is_listed_with_why() {
    let pets = Snippet::both(
        "
        Pet:
          type: object
          properties:
            name: {type: string}
            note: {description: Anything.}
            nothing: {type: 'null'}
            maybe: {nullable: true}
            extras: {type: object}
            labels: {type: object, additionalProperties: {type: string}}
            data: {type: object, additionalProperties: {}}
            things: {type: array}
            notes: {type: array, items: {}}
            notes-old: {}
            either: {oneOf: [{type: string}, {description: Or anything else.}]}
            owner: {$ref: '#/components/schemas/Owner'}
            tree: {$ref: '#/components/schemas/Tree'}
        Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}}
        Owner: {type: object, properties: {name: {type: string}}, additionalProperties: true}
        ",
    );
    assert_eq!(
        said(&pets),
        "Owner: any properties beside those declared\n\
         Pet/properties/data/additionalProperties: the schema says nothing of its values\n\
         Pet/properties/either: a union with an arm of any value\n\
         Pet/properties/extras: an object of any properties\n\
         Pet/properties/maybe: the schema says nothing of its values\n\
         Pet/properties/note: the schema says nothing of its values\n\
         Pet/properties/notes-old: the schema says nothing of its values\n\
         Pet/properties/notes/items: the schema says nothing of its values\n\
         Pet/properties/nothing: only null\n\
         Pet/properties/things: a list of any items\n\
         Tree: a list or map that holds itself\n"
    );
}

#[test]
fn so_is_what_is_not_understood() {
    let pets = Snippet::read(
        "Pet: {properties: {a: {allOf: [{type: object, properties: {a: {type: string}}}, {type: string}]}}}",
    )
    .not_of_record();
    assert_eq!(said(&pets), "Pet/properties/a: not understood: see the warning\n");
    assert!(pets.warnings().contains("Pet/properties/a"), "{}", pets.warnings());

    // A component that is not understood is there all the same.
    let pets = Snippet::read(
        "Pet: {allOf: [{type: object, properties: {a: {type: string}}}, {type: string}]}",
    )
    .not_of_record();
    assert_eq!(said(&pets), "Pet: not understood: see the warning\n");
}

#[test]
fn so_are_operations() {
    let pets = Snippet::get(
        "
        operationId: readPet
        parameters: [{name: filter, in: query, schema: {}}]
        responses: {'200': {description: A pet., content: {application/json: {schema: {}}}}}
        ",
    );
    assert_eq!(
        said(&pets),
        "/paths/~1pets/get/parameters/0/schema: the schema says nothing of its values\n\
         /paths/~1pets/get/responses/200/content/application~1json/schema: \
         the schema says nothing of its values\n"
    );
}

/// Keywords that say something of a schema's values.
fn says(schema: &Map<String, Value>) -> Vec<&str> {
    let keywords = [
        "$ref",
        "type",
        "enum",
        "const",
        "properties",
        "additionalProperties",
        "items",
        "allOf",
        "oneOf",
        "anyOf",
        "format",
    ];
    schema.keys().map(String::as_str).filter(|key| keywords.contains(key)).collect()
}

/// Returns the schema without its null, if it takes null as well.
fn beside_null(schema: &Map<String, Value>) -> &Map<String, Value> {
    let arms = ["anyOf", "oneOf"].iter().find_map(|key| schema.get(*key)?.as_array());
    let others = |arms: &'_ [Value]| -> Vec<usize> {
        (0..arms.len()).filter(|number| arms[*number]["type"] != "null").collect()
    };
    match arms {
        Some(arms) if says(schema).len() == 1 => match others(arms).as_slice() {
            [only] => arms[*only].as_object().unwrap(),
            _ => schema,
        },
        _ => schema,
    }
}

/// Tells whether a document itself says that anything goes at a place.
fn is_so(schema: &Map<String, Value>, why: Untyped) -> bool {
    let is_object = schema.get("type").is_none_or(|kind| {
        kind == "object" || kind.as_array().is_some_and(|kinds| kinds.contains(&"object".into()))
    });
    let others = schema.get("additionalProperties");
    let any_others = others.is_none_or(|others| {
        others == &Value::Bool(true) || others.as_object().is_some_and(|one| says(one).is_empty())
    });
    let declares = schema.get("properties").is_some_and(|all| !all.as_object().unwrap().is_empty());
    match why {
        Untyped::Unsaid => says(schema).is_empty(),
        Untyped::Properties => {
            let combined = ["allOf", "oneOf", "anyOf", "enum"];
            is_object
                && any_others
                && !declares
                && !combined.iter().any(|key| schema.contains_key(*key))
        }
        Untyped::MoreProperties => declares && others == Some(&Value::Bool(true)),
        Untyped::Items => schema["type"] == "array" && !schema.contains_key("items"),
        Untyped::Null => says(schema) == ["type"] && schema["type"] == "null",
        Untyped::Arm
        | Untyped::MixedArm
        | Untyped::Itself
        | Untyped::NoSchema
        | Untyped::Events
        | Untyped::NotUnderstood => false,
    }
}

#[test]
fn the_documents_of_vendors_say_so_themselves() {
    for document in Vendor::whole() {
        let inputs = document.inputs();
        let root = read(&inputs).unwrap().document.value().clone();
        let output = generate(&inputs).unwrap();
        let mut counts: BTreeMap<Untyped, usize> = BTreeMap::new();
        for (at, why) in &output.untyped {
            let schema = at.find(&root).unwrap_or_else(|| panic!("{at}: nothing is there"));
            assert!(
                is_so(beside_null(schema.as_object().unwrap()), *why),
                "{}: {at}: {why}: {schema}",
                document.date
            );
            *counts.entry(*why).or_default() += 1;
        }
        eprintln!("{}: {counts:?}", document.date);
        let count: usize = counts.values().sum();
        assert!(document.date != "2026-08-21" || count >= 50, "{count}");
    }
}
