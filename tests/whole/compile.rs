//! The crate of each vendor document, and of what is hard to name, compiles
//! without a warning, of clippy's either.

use std::path::Path;

use openapi_loom_generator::generate;
use workspace_tests::crates::OnDisk;
use workspace_tests::snippet::Snippet;
use workspace_tests::vendor::Vendor;

#[test]
fn the_crate_of_each_document_compiles_without_a_warning() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    for document in Vendor::all() {
        let output = generate(&document.inputs()).unwrap();
        let on_disk = OnDisk::write(&home, &format!("checked-{}", document.date), &output, &[]);
        on_disk.cargo(&["clippy", "--lib"]);
        on_disk.cargo(&["check", "--lib"]);
        eprintln!("{}: {} files compile without a warning", document.date, output.files.len());
    }
}

/// Several arms that are one type in Rust, groups that share types, and fields
/// that collide.
#[test]
fn what_would_be_defined_twice_compiles() {
    let output = Snippet::paths(
        "
        /pets:
          post:
            operationId: sendPet
            tags: [pets]
            requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
            responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
        /toys:
          get:
            operationId: listToys
            tags: [toy box]
            responses: {'200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/Maps'}}}}}
        ",
    )
    .schemas(
        "
        Pet:
          type: object
          properties:
            type: {type: string}
            Type: {type: string}
            maps: {$ref: '#/components/schemas/Maps'}
            box: {type: object, properties: {a: {type: string}}}
            boxes: {type: array, items: {type: object, properties: {b: {type: string}}}}
            lists:
              oneOf:
              - {$ref: '#/components/schemas/NameList'}
              - {type: array, items: {type: string}}
              - {type: array, items: {type: integer}}
            level:
              oneOf:
              - {type: object, required: [level, on], properties: {level: {const: -1}, on: {const: true}}}
              - {type: object, required: [level, on], properties: {level: {const: -1}, on: {const: false}}}
            twice:
              oneOf:
              - {type: object, required: [kind], properties: {kind: {const: cat}, a: {type: string}}}
              - {type: object, required: [kind], properties: {kind: {const: cat}, a: {type: string}}}
              - {type: object, required: [kind], properties: {kind: {const: dog}}}
            items:
              oneOf:
              - {type: array, items: {type: object, required: [a], properties: {a: {const: x}}}}
              - {type: array, items: {type: object, required: [a], properties: {a: {const: y}}}}
        Maps:
          oneOf:
          - {$ref: '#/components/schemas/Names'}
          - {$ref: '#/components/schemas/Words'}
          - {type: string}
        Names: {type: object, additionalProperties: {type: string}}
        Words: {type: object, additionalProperties: {type: string}}
        NameList: {type: array, items: {type: string}}
        ",
    )
    .not_of_record()
    .run()
    .unwrap();
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    let on_disk = OnDisk::write(&home, "checked-twice", &output, &[]);
    on_disk.cargo(&["clippy", "--lib"]);
    on_disk.cargo(&["check", "--lib", "--features", ""]);
    for group in ["pets", "toy-box"] {
        on_disk.cargo(&["check", "--lib", "--features", group]);
    }
}

/// A document without operations, and one with webhooks beside its only
/// operation, which should no longer be used.
#[test]
fn types_alone_compile() {
    let document = "
openapi: 3.1.0
info: {title: Pets, version: '1'}
webhooks:
  born: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Born'}}}}}}
  sold: {post: {requestBody: {content: {application/json: {schema: {type: object, required: [event], properties: {event: {const: sold}, by: {type: string}}}}}}}}
components:
  schemas:
    Born: {type: object, required: [event], properties: {event: {const: born}}}
    Photo: {type: string, format: binary}
";
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    let operations = "paths: {/pets: {get: {operationId: listPets, tags: [pets], deprecated: true, responses: {'204': {description: None.}}}}}";
    for (name, paths) in [("checked-types", ""), ("checked-webhooks", operations)] {
        let document = format!("{document}{paths}\n");
        let signed = Snippet::paths("").config("webhooks: {signature: standard}");
        let output = signed.run_document(document.as_bytes()).unwrap();
        let on_disk = OnDisk::write(&home, name, &output, &[]);
        on_disk.cargo(&["clippy", "--lib", "--features", "webhooks"]);
        if !paths.is_empty() {
            on_disk.cargo(&["test", "--doc", "--features", "webhooks", "webhook_event"]);
        }
    }
}
