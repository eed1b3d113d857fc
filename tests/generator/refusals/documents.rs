//! Bad documents in, exact messages out, and never any output.

use insta::assert_snapshot;
use workspace_tests::snippet::{Snippet, refusal_of as document};

#[test]
fn yaml_that_is_none() {
    assert_snapshot!(document("openapi: 3.1.0\npaths: [}\n"));
}

#[test]
fn json_that_is_none() {
    assert_snapshot!(document("{\"openapi\": \"3.1.0\", }"));
    assert_snapshot!(document("{} {}"));
}

#[test]
fn repeated_key() {
    assert_snapshot!(document("openapi: 3.1.0\npaths:\n  /pets: {}\n  /pets: {}\n"));
    assert_snapshot!(document("{\"a\": 1, \"a\": 2}"));
}

#[test]
fn no_object() {
    assert_snapshot!(document("- openapi"));
    assert_snapshot!(document(""));
    assert_snapshot!(document("[1]"));
    assert_snapshot!(document("<html>\n<p>Not found</p>\n</html>"));
}

#[test]
fn bytes_that_are_no_text() {
    let failure = Snippet::paths("").run_document(b"openapi: \"\xff\xfe\"").unwrap_err();
    assert_snapshot!(failure.to_string());
    let failure = Snippet::paths("").run_document(b"\x7fELF\x02\0\0\xff").unwrap_err();
    assert_snapshot!(failure.to_string());
}

#[test]
fn no_operations() {
    assert_snapshot!(Snippet::paths("{}").refusal());
    assert_snapshot!(document("openapi: 3.1.0"));
}

#[test]
fn undeclared_path_parameter() {
    assert_snapshot!(Snippet::paths(
        "/pets/{pet_id}: {get: {operationId: getPet, tags: [pets], responses: {'204': {description: None.}}}}"
    )
    .refusal());
}

#[test]
fn unknown_reference() {
    assert_snapshot!(
        Snippet::read(
            "Pet: {type: object, properties: {home: {$ref: '#/components/schemas/Hoem'}}}"
        )
        .refusal()
    );
}

/// Only `fetch` touches the network, and nothing but the command line reads
/// files: a reference that leaves the document is refused as it stands.
#[test]
fn reference_to_another_document() {
    let bundle = "bundle the documents into one, or copy the part into `components`";
    let address = "is not read: it is an address, and nothing is read from the network";
    let outside = "is not read: it leads out of the directory of the document";
    let widen =
        "name a directory that has both documents with `--base DIR`, or bundle them into one";
    let rows = [
        ("file:///etc/passwd", format!("`file:///etc/passwd` {address}"), bundle),
        ("http://pets.example/a.yaml", format!("`http://pets.example/a.yaml` {address}"), bundle),
        (
            "other.yaml#/Pet",
            "`other.yaml#/Pet` refers to another document, which is not opened".to_owned(),
            bundle,
        ),
        ("../pet.yaml", format!("`../pet.yaml` {outside}"), widen),
        ("/etc/passwd", format!("`/etc/passwd` {outside}"), bundle),
        (
            "",
            "an empty reference is to the whole document, which is no part of it".to_owned(),
            bundle,
        ),
    ];
    for (target, told, help) in rows {
        let refusal = Snippet::read(&format!(
            "Pet: {{type: object, properties: {{home: {{$ref: '{target}'}}}}}}"
        ));
        let wanted = format!(
            "error[external-reference]: {told}\n  \
             --> document /components/schemas/Pet/properties/home/$ref\n  \
             help: {help}; or add to the overlay:\n  \
             - target: $.components.schemas.Pet.properties.home['$ref']\n    \
             description: What is in another document is not known.\n    \
             remove: true"
        );
        assert_eq!(refusal.refusal(), wanted);
    }
}

#[test]
fn reference_of_a_parameter_to_another_document() {
    let pets = Snippet::get(
        "
        operationId: listPets
        tags: [pets]
        parameters: [{$ref: 'file:///etc/passwd'}]
        responses: {'200': {$ref: 'https://pets.example/r.json'}}
        ",
    );
    assert_snapshot!(pets.refusal());
}

#[test]
fn reference_to_what_is_no_schema() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          type: object
          properties:
            home: {type: object, properties: {street: {type: string}}}
            den: {$ref: '#/paths/~1pets/get/responses'}
        "
        )
        .refusal()
    );
}

#[test]
fn reference_that_is_no_text() {
    assert_snapshot!(
        Snippet::read("Pet: {type: object, properties: {home: {$ref: [1]}}}").refusal()
    );
}

#[test]
fn unsettled_union() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          oneOf:
          - {$ref: '#/components/schemas/Cat'}
          - {$ref: '#/components/schemas/Dog'}
        Cat: {type: object, properties: {name: {type: string}}}
        Dog: {type: object, properties: {name: {type: string}}}
        "
        )
        .refusal()
    );
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          oneOf:
          - {type: array, items: {type: string}}
          - {type: array, items: {type: string, minLength: 1}}
        "
        )
        .refusal()
    );
}

#[test]
fn parts_of_an_all_of_that_disagree() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          allOf:
          - {type: object, properties: {age: {type: integer}}}
          - {type: object, properties: {age: {type: string}}}
        "
        )
        .warnings()
    );
    assert_snapshot!(
        Snippet::read("Pet: {allOf: [{type: object, properties: {a: {type: string}}}, {type: string, enum: [a]}]}")
            .refusal());
}

#[test]
fn unknown_keyword() {
    assert_snapshot!(
        Snippet::read("Pet: {type: object, properties: {age: {type: integer, minimun: 1}}}")
            .warnings()
    );
}

#[test]
fn schemas_that_are_none() {
    assert_snapshot!(Snippet::read("Pet: {type: object, properties: {age: 7}}").refusal());
    assert_snapshot!(
        Snippet::read("Pet: {type: object, properties: {age: {type: animal}}}").warnings()
    );
    assert_snapshot!(
        Snippet::read("Pet: {type: object, properties: {age: {type: integer, minimum: a}}}")
            .refusal()
    );
    assert_snapshot!(Snippet::read("Pet: 7").refusal());
    assert_snapshot!(
        Snippet::read("Pet: {type: object, required: name, properties: {name: {type: string}}}")
            .refusal()
    );
}

/// A part of another shape than the document's frame is named, and not taken for
/// empty; null is taken for empty, and notes have any shape.
#[test]
fn a_frame_of_other_shapes() {
    assert_snapshot!(document("openapi: 3.1.0\npaths: []\n"));
    assert_snapshot!(document(
        "openapi: 3.1.0\ninfo: [a]\nservers: {}\ntags:\npaths: {/a: [], x-note: 1, /b: null}\n\
         components: {responses: 7, parameters: {A: text, x-b: 2}, x-c: []}\n"
    ));
    assert_snapshot!(document("openapi: 3.1.0\npaths: {}\ncomponents: []\n"));
}

#[test]
fn operations_that_are_none() {
    assert_snapshot!(Snippet::paths("/pets: {get: 7}").refusal());
    assert_snapshot!(Snippet::get("operationId: a\nparameters: {}\nresponses: {}").refusal());
    assert_snapshot!(
        Snippet::get(
            "operationId: a\nparameters: [{name: a, in: body, schema: {}}]\nresponses: {}"
        )
        .refusal()
    );
    assert_snapshot!(
        Snippet::get("operationId: a\nparameters: [{name: a, in: query, content: {text/csv: {schema: {type: object}}}}]\nresponses: {}").refusal());
    assert_snapshot!(
        Snippet::get(
            "operationId: a\nresponses: {'200': {description: A., content: {application/json: {}}}}"
        )
        .refusal()
    );
}

#[test]
fn a_document_for_another_reader() {
    let document = "swagger: '2.0'\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {operationId: a, responses: {'204': {description: None.}}}}}\n";
    assert_snapshot!(workspace_tests::snippet::refusal_of(document));
}

#[test]
fn a_version_that_is_none_is_a_warning() {
    let warned = |version: &str| {
        let document = format!(
            "{version}\ninfo: {{title: A, version: '1'}}\npaths: {{/a: {{get: {{operationId: a, responses: {{'204': {{description: None.}}}}}}}}}}\n"
        );
        let output = Snippet::paths("").not_of_record().run_document(document.as_bytes()).unwrap();
        output.warnings.iter().map(|found| found.message.clone()).collect::<Vec<_>>().join(", ")
    };
    for version in ["3.0", "3.0.4", "3.1.0", "3.2.0"] {
        assert_eq!(warned(&format!("openapi: {version}")), "", "{version}");
    }
    assert!(warned("").contains("does not say its version"));
    for version in ["3.7.0", "3.1.0x"] {
        assert!(warned(&format!("openapi: '{version}'")).contains("is no version"), "{version}");
    }
}
