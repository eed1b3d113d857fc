//! A crate of numbers, listed integers and formats is compiled, and its callers
//! write what they would: what goes over the wire, and what comes back.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use workspace_tests::crates::{OnDisk, with_executor};
use workspace_tests::server::{Reply, Server};
use workspace_tests::snippet::Snippet;

const DRIVE: &str = include_str!("drive.rs.txt");

/// The answer of a server that writes numbers and texts in its own way.
const ANSWER: &str = r#"{
    "serial": 18446744073709551615, "count": 12.0, "level": 1.0, "score": 9007199254740993,
    "born": "2024-01-01T00:00:00+00:00", "id": "soon", "levels": [2.0, 9], "marks": {"a": 1e2},
    "mode": 1, "either": 2.0
}"#;

fn pets() -> Snippet {
    Snippet::paths(
        "
        /pets/{level}/{id}:
          post:
            operationId: sendPet
            tags: [pets]
            parameters:
            - {name: level, in: path, required: true, schema: {$ref: '#/components/schemas/Level'}}
            - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
            - {name: of, in: query, schema: {type: array, items: {type: integer, format: uint64}}}
            - {name: at, in: query, schema: {type: array, items: {$ref: '#/components/schemas/Level'}}}
            - {name: above, in: query, schema: {type: [integer, number]}}
            - {name: since, in: query, schema: {type: string, format: date-time}}
            - {name: X-Level, in: header, schema: {$ref: '#/components/schemas/Level'}}
            - {name: X-Serial, in: header, schema: {type: integer, format: uint64}}
            requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
            responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
        ",
    )
    .schemas(
        "
        Level: {type: integer, oneOf: [{const: 1, title: Low}, {const: 2, title: High}]}
        Pet:
          type: object
          required: [serial, count, level]
          properties:
            serial: {type: integer, format: uint64}
            count: {type: integer, format: int32}
            level: {$ref: '#/components/schemas/Level'}
            score: {type: [integer, number, 'null']}
            weight: {type: number, format: float}
            father: {type: [integer, 'null'], format: uint64}
            serials: {type: [array, 'null'], items: {type: integer, format: uint64}}
            levels: {type: array, items: {$ref: '#/components/schemas/Level'}}
            marks: {type: object, additionalProperties: {type: integer, format: uint64}}
            born: {type: string, format: date-time}
            id: {type: [string, 'null'], format: uuid}
            price: {type: string, format: decimal}
            photo: {type: string, format: byte}
            mode: {enum: [auto, 1, 2.5]}
            either: {oneOf: [{type: string}, {$ref: '#/components/schemas/Level'}]}
        ",
    )
    .config(
        "
        numbers: {int32: i32, float: f32}
        formats: {date-time: jiff, uuid: uuid, decimal: rust_decimal, byte: bytes}
        ",
    )
}

#[test]
fn callers_write_what_they_would() {
    let output = with_executor(pets().run().unwrap());
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    let example = [("numbers.rs".to_owned(), DRIVE.to_owned())];
    let on_disk = OnDisk::write(&home, "numbers", &output, &example);
    on_disk.cargo(&["clippy", "--lib"]);
    on_disk.cargo(&["build", "--example", "numbers"]);
    let server = Server::answering(|_| Reply::json(200, ANSWER));
    let run = Command::new(on_disk.example("numbers")).arg(server.url()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let [sent] = server.requests().try_into().unwrap();
    let query = "of=18446744073709551615&of=2&at=1&at=7&above=3\
         &since=2024-01-01T00%3A00%3A00Z";
    let path = "/pets/2/67e55044-10b1-426f-9247-bb680e5fe0c8";
    assert_eq!(sent.target, format!("{path}?{query}"));
    assert_eq!(sent.header("x-level"), Some("1"));
    assert_eq!(sent.header("x-serial"), Some("18446744073709551615"));
    let body: Value = serde_json::from_slice(&sent.body).unwrap();
    let wanted = json!({
        "serial": u64::MAX, "count": -1, "level": 5, "score": 9_007_199_254_740_993_u64,
        "weight": 0.1, "father": 7, "serials": [1, 2], "levels": [1, 2], "marks": {"a": 1},
        "born": "1970-01-01T00:00:00Z", "id": null, "price": "1.50", "photo": "aGk=", "mode": 1,
        "either": 2
    });
    assert_eq!(body, wanted);
    let written = String::from_utf8(run.stdout).unwrap();
    let back: Value = serde_json::from_str(&written).unwrap();
    let wanted = json!({
        "serial": u64::MAX, "count": 12, "level": 1, "score": 9_007_199_254_740_993_u64,
        "born": "2024-01-01T00:00:00+00:00", "id": "soon", "levels": [2, 9], "marks": {"a": 100},
        "mode": 1, "either": 2
    });
    assert_eq!(back, wanted);
    // To the letter, which a tree would hide.
    for text in ["\"score\":9007199254740993,", "\"mode\":1,", "\"count\":12,"] {
        assert!(written.contains(text), "{text}: {written}");
    }
}
