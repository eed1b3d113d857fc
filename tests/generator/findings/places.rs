//! Findings as people read them: the file, the line, the column, what is there,
//! and what to write.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

#[test]
fn in_yaml() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          type: object
          required: [name, nmae]
          properties:
            name: {type: string, minLenght: 1}
            friends:
              oneOf:
              - type: 'null'
              - {type: array, items: {type: string}}
              - type: array
                items: {type: string}
        "
        )
        .shown()
    );
}

#[test]
fn in_json() {
    let document =
        Snippet::pets().document().replace("{type: string}", "{type: string, minLenght: 1}");
    let root: serde_json::Value = serde_yaml::from_str(&document).unwrap();
    let tabs = serde_json::to_string_pretty(&root).unwrap().replace("  ", "\t");
    assert_snapshot!(Snippet::pets().shown_document(tabs.as_bytes()));
    let escaped = root.to_string().replace("\"minLenght\"", "\"\\u006dinLenght\"");
    assert_snapshot!(Snippet::pets().shown_document(escaped.as_bytes()));
}

#[test]
fn after_wide_characters_and_tabs() {
    let schema = "Pet: {description: '日本語 🐕\tä', typ: [a], x-é: 1, 鍵: 2}";
    assert_snapshot!(Snippet::read(schema).shown());
}

#[test]
fn in_very_long_lines() {
    let words = "words and words ".repeat(40);
    assert_snapshot!(
        Snippet::read(&format!("Pet: {{description: '{words}', typ: '{words}', items: {{}}}}"))
            .shown()
    );
}

#[test]
fn through_aliases_and_repeated_anchors() {
    let pet = Snippet::read(
        "
        Pet: {type: object, properties: {a: *pet, b: &pet {type: string}, c: *pet}}
        ",
    );
    let document = pet.document().replace("info:", "x-a: &pet {type: integer, minimun: 1}\ninfo:");
    assert_snapshot!(pet.shown_document(document.as_bytes()));
}

#[test]
fn in_shared_parts() {
    let pets = Snippet::paths(
        "
        /pets/{id}:
          parameters:
          - {name: id, in: path, required: true, schema: {type: string}}
          - {name: a, in: query, content: {text/csv: {schema: {type: object}}}}
          get:
            operationId: getPet
            tags: [pets]
            responses: {'200': {$ref: '#/paths/~1pets/post/responses/200'}}
        /pets:
          post:
            operationId: sendPet
            tags: [pets]
            responses:
              '200':
                description: A pet.
                content: {application/json: {}}
        ",
    );
    assert_snapshot!(pets.shown());
}

#[test]
fn put_there_by_the_overlay() {
    let pets = Snippet::pets().actions(
        "
        - target: $.components.schemas.Pet.properties
          description: They have an age.
          update:
            age:
              type: integer
              minimun: 1
        ",
    );
    assert_snapshot!(pets.shown());
    let pets = pets.actions(
        "- {target: \"$['paths', 'components']\", description: Away with it., remove: true}",
    );
    assert_snapshot!(pets.shown());
}

#[test]
fn in_the_overlay() {
    let pets = Snippet::pets().actions(
        "
        - {target: '$.components[', description: A slip., remove: true}
        - {target: $.components.schemas.Dog, description: No dogs., remove: true}
        - {target: $.info, description: ' ', remove: true}
        ",
    );
    assert_snapshot!(pets.shown());
    let unknown = "- target: $.info\n  description: A slip.\n  removed: true";
    assert_snapshot!(pets.actions(unknown).shown());
}

#[test]
fn in_the_configuration() {
    let config = "
        groups: [pets, cats]
        streams:
        - operations: [sendPets]
          property: steam
          events: Pet
          error: error
          end: {event: done, data: ''}
        ";
    assert_snapshot!(Snippet::pets().config(config).shown());
    assert_snapshot!(Snippet::pets().config("crate: pets\ngruops: [pets]").shown());
    assert_snapshot!(Snippet::pets().config("environment:\n  api_key: [A]").shown());
    assert_snapshot!(Snippet::pets().config("options: {a: {description: A.}}").shown());
}

#[test]
fn in_all_inputs_at_once() {
    let pets = Snippet::pets().config("groups: [").actions("- {target: $.info, delete: true}");
    let document =
        "openapi: 3.1.0\npaths:\n  /a: {}\n  /b: {c: 1, c: 1}\n  /a: {}\n  /b: {}\n  /a: [\n";
    assert_snapshot!(pets.shown_document(document.as_bytes()));
}

#[test]
fn where_a_text_is_broken() {
    for (name, text) in [
        ("cut_off_yaml", "openapi: 3.1.0\npaths:\n  /a: {get: {tags: [a, \n\n"),
        ("cut_off_json", "{\"openapi\": \"3.1.0\",\n \"paths\": {\"/ä\": {\"get\""),
        ("a_tab", "openapi: 3.1.0\npaths:\n\t/a: {}\n"),
        ("no_quotes", "info:\n  title: ä: b\n"),
        ("indentation", "paths:\n  /a:\n    get: {}\n   put: {}\n"),
        ("a_comma", "{\"openapi\": \"3.1.0\",\n\"ä\": 1,}\n"),
        ("an_anchor", "a: 1\nb: *a\n"),
        ("a_control_character", "a: 1\nb: \"ä\u{1}\"\n"),
        ("nothing", ""),
        ("two_documents", "openapi: 3.1.0\n---\nopenapi: 3.1.0\n"),
    ] {
        assert_snapshot!(name, Snippet::pets().shown_document(text.as_bytes()));
    }
    assert_snapshot!(
        "latin_1",
        Snippet::pets().shown_document(b"openapi: 3.1.0\ninfo: {title: Caf\xe9}\n")
    );
}

/// Points at the cause of an error of YAML above the place where it is noticed.
#[test]
fn above_where_it_is_noticed() {
    let shown = |text: &str| Snippet::pets().shown_document(text.as_bytes());
    assert_snapshot!(shown(
        "paths:\n  /a:\n    get:\n     operationId: a\n\n      responses:\n        '204': {}\n"
    ));
    assert_snapshot!(shown(
        "info: {title: T, version: \"1}\npaths:\n  /a:\n    get: {responses: {\"204\": {}}}\n"
    ));
    assert_snapshot!(shown("info:\n  title: 'The\n  version: '1'\npaths: {}\n"));
    // These are as they are noticed.
    assert_snapshot!(shown("info:\n  title: Pets: the API\n"));
    assert_snapshot!(shown("info:\n  title: Pets,\n    and more: the API\n"));
    assert_snapshot!(shown("info: {title: \"T, version: \"1\"}\n"));
}

#[test]
fn in_a_packed_file() {
    for (bytes, message) in [
        (&b"\x1f\x8b\x08\x00"[..], "error[syntax]: gzip data, and not text"),
        (b"PK\x03\x04\x14\x00", "error[syntax]: zip data, and not text"),
    ] {
        let shown = Snippet::pets().shown_document(bytes);
        assert!(shown.starts_with(message), "{shown}");
        assert!(shown.contains("help: unpack it, as with `"), "{shown}");
    }
    // A text may begin with these letters.
    assert!(!Snippet::pets().shown_document(b"PK: 1\n").contains("zip"));
}

#[test]
fn in_another_encoding() {
    let text = "openapi: 3.1.0\n";
    let low: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let high: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let wanted = Snippet::pets().shown_document(&low);
    assert_snapshot!(wanted);
    for bytes in [high.clone(), [b"\xff\xfe", &*low].concat(), [b"\xfe\xff", &*high].concat()] {
        let shown = Snippet::pets().shown_document(&bytes);
        assert_eq!(shown.lines().next(), wanted.lines().next());
    }
}

#[test]
fn slips_of_the_pen_in_operations() {
    assert_snapshot!(
        Snippet::paths(
            "
        pets:
          get:
            operationId: listPets
            parameters:
            - {name: a, in: qery, schema: {type: strng}}
            - {name: b, in: query, required: 'yes', explode: 7, schema: {type: strng}}
            - {name: b, in: query, schema: {type: integer}}
            - {name: c, in: body, schema: {type: integer}}
            responses: {'204': {description: None.}}
        /toys:
          gett: {operationId: listToys}
        "
        )
        .shown()
    );
    assert_snapshot!(
        Snippet::read("Pet: {properties: {home: {$ref: '#components/schemas/Pet'}}}").shown()
    );
    assert_snapshot!(Snippet::get("responses: {'200': {$ref: '#info'}}").shown());
    assert_snapshot!(Snippet::paths("/toys: {gett: {operationId: listToys}}").shown());
}
