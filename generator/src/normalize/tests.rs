use serde_json::{Value, json};

use super::schema;

fn normalized(mut node: Value) -> Value {
    schema(&mut node);
    let once = node.clone();
    schema(&mut node);
    assert_eq!(node, once, "normalizing twice is normalizing once");
    node
}

#[test]
fn every_spelling_of_a_nullable_string_is_one() {
    let wanted = json!({"type": "string", "nullable": true});
    for spelling in [
        json!({"type": ["string", "null"]}),
        json!({"type": "string", "nullable": true}),
        json!({"anyOf": [{"type": "string"}, {"type": "null"}]}),
        json!({"oneOf": [{"type": "null"}, {"type": "string"}]}),
        json!({"anyOf": [{"type": "string", "nullable": true}]}),
        json!({"allOf": [{"type": "string"}, {"nullable": true}]}),
    ] {
        assert_eq!(normalized(spelling.clone()), wanted, "{spelling}");
    }
}

#[test]
fn every_spelling_of_a_nullable_reference_is_one() {
    let wanted = json!({"allOf": [{"$ref": "#/a"}], "nullable": true});
    for spelling in [
        json!({"$ref": "#/a", "nullable": true}),
        json!({"allOf": [{"$ref": "#/a"}, {"nullable": true}]}),
        json!({"anyOf": [{"$ref": "#/a"}, {"type": "null"}]}),
        json!({"anyOf": [{"$ref": "#/a"}], "nullable": true}),
    ] {
        assert_eq!(normalized(spelling.clone()), wanted, "{spelling}");
    }
}

#[test]
fn constants_are_enums_of_one() {
    assert_eq!(normalized(json!({"const": "x"})), json!({"enum": ["x"], "type": "string"}));
    assert_eq!(
        normalized(json!({"enum": ["x", null]})),
        json!({"enum": ["x"], "nullable": true, "type": "string"})
    );
}

#[test]
fn several_types_are_arms() {
    assert_eq!(
        normalized(
            json!({"type": ["string", "array", "null"], "items": {"type": "string"}, "maxLength": 4})
        ),
        json!({"nullable": true, "anyOf": [
            {"type": "string", "maxLength": 4},
            {"type": "array", "items": {"type": "string"}},
        ]})
    );
}

#[test]
fn arms_that_only_require_keys_are_a_note() {
    assert_eq!(
        normalized(json!({
            "type": "object",
            "properties": {"a": {}, "b": {}},
            "oneOf": [{"required": ["a"]}, {"required": ["b"]}],
        })),
        json!({
            "type": "object",
            "properties": {"a": {}, "b": {}},
            "x-exactly-one-of": [["a"], ["b"]],
        })
    );
}

#[test]
fn bounds_are_those_of_an_integer() {
    assert_eq!(
        normalized(
            json!({"type": "integer", "minimum": -9223372036854776000.0, "exclusiveMaximum": 7})
        ),
        json!({"type": "integer", "exclusiveMaximum": true, "maximum": 7})
    );
}

#[test]
fn keywords_of_another_type_say_nothing() {
    assert_eq!(
        normalized(json!({"type": "array", "items": {"type": "string"}, "required": ["a"]})),
        json!({"type": "array", "items": {"type": "string"}})
    );
}
