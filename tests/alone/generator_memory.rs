//! Twice as large a document costs twice as much and not more: by what is
//! allocated, which no clock and no other program has a part in.

use allocation_counter::{AllocationInfo, measure};
use openapi_client_generator::{Inputs, generate};
use serde_json::{Map, Value, json};
use workspace_tests::synthetic;

/// How many things there are in the smaller document.
const SIZE: usize = 100;

/// What generating allocates, but for writing the files, which has threads of
/// its own.
fn cost(document: &[u8]) -> AllocationInfo {
    let inputs = Inputs {
        document,
        overlay: None,
        config: "",
        groups: Default::default(),
        of_record: false,
        lenient: false,
        files: None,
    };
    measure(|| {
        generate(&inputs).unwrap();
    })
}

/// Checks that twice the document costs twice as much.
#[track_caller]
fn is_linear(name: &str, document: impl Fn(usize) -> Vec<u8>, size: usize) {
    // What is done once is done before.
    cost(&document(1));
    let (once, twice) = (cost(&document(size)), cost(&document(2 * size)));
    let figures = |of: &dyn Fn(&AllocationInfo) -> u64| (of(&once), of(&twice));
    let counts = figures(&|cost| cost.count_total);
    let bytes = figures(&|cost| cost.bytes_total);
    let peak = figures(&|cost| cost.bytes_max);
    eprintln!("{name}: allocations {counts:?}, bytes {bytes:?}, bytes at once {peak:?}");
    for (what, (once, twice)) in [("allocations", counts), ("bytes", bytes), ("peak", peak)] {
        // A tenth is for tables that double, and for longer numbers.
        assert!(twice * 10 <= once * 22, "{name}, {what}: {once} and then {twice}");
        assert!(twice * 10 >= once * 15, "{name}, {what}: {once} and then {twice} tells nothing");
    }
}

#[test]
fn twice_the_document_allocates_twice_as_much() {
    is_linear("things", synthetic::document, SIZE);
}

#[test]
fn twice_the_listed_values_allocate_twice_as_much() {
    let document = |values: Vec<Value>| synthetic::schema(json!({ "enum": values }));
    is_linear(
        "texts",
        |size| document((0..size).map(|number| json!(format!("value {number}"))).collect()),
        1000,
    );
    is_linear("integers", |size| document((0..size).map(|number| json!(number)).collect()), 1000);
    is_linear(
        "texts that collide",
        |size| document(synthetic::colliding(size).map(Value::from).collect()),
        1000,
    );
}

#[test]
fn twice_the_names_that_collide_allocate_twice_as_much() {
    let text = json!({"type": "string"});
    let object = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let named = |size: usize, schema: &Value| -> Map<String, Value> {
        synthetic::colliding(size).map(|name| (name, schema.clone())).collect()
    };
    is_linear("fields", |size| synthetic::schema(json!({ "properties": named(size, &text) })), 500);
    is_linear(
        "inline types",
        |size| synthetic::schema(json!({ "properties": named(size, &object) })),
        500,
    );
    is_linear("components", |size| synthetic::components(named(size, &object)), 500);
    is_linear("parameters", |size| synthetic::parameters(synthetic::colliding(size)), 500);
}
