//! Documents of any size.

use openapi_loom_generator::{Groups, Inputs};
use serde_json::{Map, Value, json};

/// Returns a document with nothing beside it: no overlay, no choices, no other files.
pub fn alone(document: &[u8]) -> Inputs<'_> {
    Inputs {
        document,
        overlay: None,
        config: "",
        groups: Groups::default(),
        of_record: false,
        package: None,
        lenient: false,
        files: None,
    }
}

/// Returns a document of `size` things, each an object in a union, an object made of
/// others, and two operations; some have names that collide in Rust.
pub fn document(size: usize) -> Vec<u8> {
    let mut schemas = Map::new();
    let mut paths = Map::new();
    schemas.insert("Shared".to_owned(), shared());
    for number in 0..size {
        let (next, far) = ((number + 1) % size, (number * 7 + 3) % size);
        schemas.insert(format!("Thing{number}"), thing(number, next));
        schemas.insert(
            format!("Either{number}"),
            json!({"oneOf": [reference("Thing", number), reference("Thing", size + number)]}),
        );
        schemas.insert(format!("Thing{}", size + number), thing(size + number, far));
        schemas.insert(
            format!("New{number}"),
            json!({"allOf": [
                reference("Thing", number),
                {"type": "object", "properties": {
                    "comment": {"type": "string", "maxLength": 100},
                    "others": {"type": "array", "items": reference("Either", far)},
                }},
            ]}),
        );
        if number.is_multiple_of(20) {
            schemas.insert(format!("thing_{number}_"), json!({"type": "string"}));
        }
        paths.insert(format!("/things/{number}/{{id}}"), operations(number));
    }
    of(paths, schemas)
}

/// Returns a document of one schema, which an operation answers with.
pub fn schema(schema: Value) -> Vec<u8> {
    components(Map::from_iter([("Thing".to_owned(), schema)]))
}

/// Returns a document of schemas, each of which an operation answers with.
pub fn components(schemas: Map<String, Value>) -> Vec<u8> {
    let mut paths = Map::new();
    for (number, name) in schemas.keys().enumerate() {
        let reference = json!({"$ref": format!("#/components/schemas/{name}")});
        let answer = json!({
            "description": "It.",
            "content": {"application/json": {"schema": reference}},
        });
        let operation =
            json!({"operationId": format!("read{number}"), "responses": {"200": answer}});
        paths.insert(format!("/{number}"), json!({ "get": operation }));
    }
    of(paths, schemas)
}

/// Returns a document of an operation with these parameters.
pub fn parameters(names: impl Iterator<Item = String>) -> Vec<u8> {
    let parameters: Vec<Value> = names
        .map(|name| json!({"name": name, "in": "query", "schema": {"type": "string"}}))
        .collect();
    let operation = json!({
        "operationId": "findThings",
        "parameters": parameters,
        "responses": {"204": {"description": "None."}},
    });
    of(Map::from_iter([("/things".to_owned(), json!({ "get": operation }))]), Map::new())
}

/// Names that are one name in Rust: signs between the same words.
pub fn colliding(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(|number| {
        let sign = |bit: usize| if number >> bit & 1 == 1 { '-' } else { '.' };
        (0..12).map(|bit| format!("w{}", sign(bit))).collect::<String>() + "x"
    })
}

/// Returns a document of paths and component schemas.
pub fn of(paths: Map<String, Value>, schemas: Map<String, Value>) -> Vec<u8> {
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    });
    document.to_string().into_bytes()
}

fn reference(name: &str, number: usize) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}{number}")})
}

fn shared() -> Value {
    json!({"type": "object", "properties": {
        "name": {"type": "string"},
        "parent": {"$ref": "#/components/schemas/Shared"},
    }})
}

fn thing(number: usize, next: usize) -> Value {
    json!({
        "type": "object",
        "description": "A thing like others.",
        "required": ["id", "type"],
        "properties": {
            "id": {"type": "string"},
            "type": {"type": "string", "const": format!("thing_{number}")},
            "size": {"type": "integer", "minimum": 0},
            "state": {"type": "string", "enum": ["new", "old", format!("state {number}")]},
            "next": reference("Thing", next),
            "parts": {"type": "array", "items": {"type": "object", "properties": {
                "name": {"type": ["string", "null"]},
                "whole": reference("Thing", number),
            }}},
            "shared": {"$ref": "#/components/schemas/Shared"},
            "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    })
}

fn operations(number: usize) -> Value {
    let id = json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"}});
    let answer = json!({
        "description": "It.",
        "content": {"application/json": {"schema": reference("Either", number)}},
    });
    let collides = if number.is_multiple_of(20) {
        json!({"$ref": format!("#/components/schemas/thing_{number}_")})
    } else {
        json!({"type": "string"})
    };
    json!({
        "get": {
            "operationId": format!("getThing{number}"),
            "tags": [format!("group {}", number % 10)],
            "parameters": [id, {"name": "filter", "in": "query", "schema": collides}],
            "responses": {"200": answer},
        },
        "post": {
            "operationId": format!("changeThing{number}"),
            "tags": [format!("group {}", number % 10)],
            "parameters": [id],
            "requestBody": {"required": true, "content": {
                "application/json": {"schema": reference("New", number)},
            }},
            "responses": {"200": answer},
        },
    })
}
