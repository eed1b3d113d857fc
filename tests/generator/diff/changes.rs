//! The meaning of two documents for callers: a table of small documents, and
//! the lines that their comparison gives.

use openapi_loom_generator::diff::{Broken, diff};
use serde_json::{Value, json};

use super::support::{CONFIG, configured, document, line, lines, schemas, told, version, yaml};

/// Checks a table: by the name of each case, two sets of schemas or of paths,
/// and the lines.
#[track_caller]
fn check(table: &str) {
    let table = yaml(table);
    let mut wrong = Vec::new();
    for (name, case) in table.as_object().unwrap() {
        let [old, new] = ["old", "new"].map(|side| tree(case, side));
        let wanted = texts(&case["lines"]);
        let found = lines(&old, &new);
        if found != wanted {
            let list = |lines: &[String]| {
                lines.iter().map(|line| format!("\n    {line}")).collect::<String>()
            };
            wrong.push(format!("{name}\n  wanted:{}\n  found:{}", list(&wanted), list(&found)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns the document of one side of a case.
fn tree(case: &Value, side: &str) -> Value {
    let part = |key: &str| match &case[key] {
        Value::Object(one) if one.contains_key("old") => one[side].clone(),
        both => both.clone(),
    };
    match case["use"].as_str() {
        Some(usage) => schemas(usage, &part("schemas")),
        None => document(part("paths"), part("schemas")),
    }
}

fn texts(list: &Value) -> Vec<String> {
    let text = |item: &Value| item.as_str().map(str::to_owned);
    list.as_array().unwrap().iter().map(|item| text(item).unwrap()).collect()
}

#[test]
fn properties() {
    check(include_str!("../../data/diff-properties.yaml"));
}

#[test]
fn types() {
    check(include_str!("../../data/diff-types.yaml"));
}

#[test]
fn names() {
    check(include_str!("../../data/diff-names.yaml"));
}

#[test]
fn operations() {
    check(include_str!("../../data/diff-operations.yaml"));
}

#[test]
fn kinds_of_calls() {
    check(include_str!("../../data/diff-calls.yaml"));
}

#[test]
fn the_document_itself() {
    let pet = json!({"Pet": {"type": "object", "properties": {"id": {"type": "string"}}}});
    let old = schemas("read", &pet);
    let mut new = old.clone();
    new["info"] = json!({"title": "Animals", "version": "2"});
    new["servers"][0]["url"] = json!("https://animals.example");
    new["components"]["securitySchemes"] =
        json!({"key": {"type": "apiKey", "in": "header", "name": "X-Key"}});

    assert_eq!(
        lines(&old, &new),
        [
            "breaking: document: base-url-changed https://pets.example/v1 -> https://animals.example",
            "breaking: document: auth-changed Authorization: Bearer -> the header X-Key",
            "breaking: document: package-renamed pets -> animals",
        ]
    );
}

/// All that mentions it has the new name, but its own path is gone.
#[test]
fn a_renamed_type_breaks_its_path() {
    let home = json!({"type": "object", "properties": {"town": {"type": "string"}}});
    let pet = |home: &str| json!({"type": "object", "properties": {"home": {"$ref": format!("#/components/schemas/{home}")}}});
    let old = schemas("read", &json!({"Pet": pet("Home"), "Home": home}));
    let new = schemas("read", &json!({"Pet": pet("Place"), "Place": home}));

    let found = diff(&version(&old), &version(&new));

    assert_eq!(found.changes.len(), 1, "{:#?}", found.changes);
    let gone = Broken { item: "types::Home".to_owned(), before: "struct".to_owned(), after: None };
    assert_eq!(found.changes[0].broken, [gone]);
}

/// A change that many operations have in common is told once, each type and path of their own
/// aside.
#[test]
fn changes_that_operations_share() {
    let document = |prefix: &str, headers: Value, more: Value| {
        let path = |number: usize| {
            let schema = json!({"type": "object", "properties": {"id": {"type": "string"}}});
            let success = json!({"description": "It.", "headers": headers, "content": {"application/json": {"schema": schema}}});
            let mut answers = json!({"200": success});
            answers.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let get = json!({"operationId": format!("get{number}"), "tags": ["pets"], "responses": answers});
            (format!("{prefix}/{number}"), json!({"get": get}))
        };
        document((0..6).map(path).collect(), json!({}))
    };
    let header = json!({"X-Left": {"schema": {"type": "integer"}}});
    let old = document("", json!({}), json!({}));
    let with_header = document("", header, json!({}));
    assert_eq!(
        lines(&old, &with_header),
        [
            "compatible: get0+get1+get2+get3+get4+get5(header x-left): response-header-added -> 200, X-Left, integer"
        ]
    );
    assert_eq!(
        lines(&with_header, &old),
        [
            "breaking: get0+get1+get2+get3+get4+get5(header x-left): response-header-removed 200, X-Left, integer"
        ]
    );
    assert_eq!(
        lines(&old, &document("/v2", json!({}), json!({}))),
        ["breaking: all of 6: operation-moved /… -> /v2/…"]
    );
    assert_eq!(
        lines(&old, &document("", json!({}), json!({"204": {"description": "Not there."}}))),
        ["breaking: all of 6: response-type-changed … -> … or nothing"]
    );
    // Where it is one, all of it is told.
    let mut moved = old.clone();
    let paths = moved["paths"].as_object_mut().unwrap();
    let (_, one) = paths.shift_remove_entry("/0").unwrap();
    paths.insert("/v2/0".to_owned(), one);
    assert_eq!(lines(&old, &moved), ["breaking: get0: operation-moved GET /0 -> GET /v2/0"]);
}

#[test]
fn a_document_without_operations() {
    let pet = json!({"Pet": {"type": "object", "properties": {"id": {"type": "string"}}}});
    let old = schemas("both", &pet);
    let mut new = old.clone();
    new["paths"] = json!({});

    assert_eq!(
        lines(&old, &new),
        [
            "breaking: document: type-removed - Pet",
            "breaking: readPet: operation-removed GET /pets",
            "breaking: sendPet: operation-removed POST /pets",
        ]
    );
    assert_eq!(
        lines(&new, &old),
        [
            "compatible: document: type-added + Pet",
            "compatible: readPet: operation-added -> GET /pets",
            "compatible: sendPet: operation-added -> POST /pets",
        ]
    );
}

/// Checks a change of a document whose configuration says that it streams,
/// pages and polls.
#[track_caller]
fn configured_change(change: impl Fn(&mut Value), there: &[&str], back: &[&str]) {
    let old = yaml(include_str!("../../data/diff-mutants.yaml"));
    let mut new = old.clone();
    change(&mut new);
    let (old, new) = (configured(&old, CONFIG), configured(&new, CONFIG));
    let lines = |old, new| diff(old, new).changes.iter().map(line).collect::<Vec<_>>();

    assert_eq!(lines(&old, &new), there);
    assert_eq!(lines(&new, &old), back);
}

#[test]
fn an_operation_that_no_longer_streams() {
    configured_change(
        |document| {
            let body = document.pointer_mut("/components/schemas/NewPet/properties").unwrap();
            body.as_object_mut().unwrap().shift_remove("stream");
        },
        &[
            "breaking: makePet: stream-removed PetEvent",
            "breaking: NewPet.stream: property-removed Option<bool>",
        ],
        &[
            "compatible: makePet: stream-added -> PetEvent",
            "compatible: NewPet.stream: property-added -> Option<bool>",
        ],
    );
}

/// A stream is named by its content type where that changed.
#[test]
fn the_content_type_of_a_stream() {
    let streams = |kind: &str| {
        let content = json!({kind: {"schema": {"type": "array", "items": {"type": "string"}}}});
        let answers = json!({"200": {"description": "Pets.", "content": content}});
        let operation = json!({"operationId": "watchPets", "responses": answers});
        document(json!({"/pets": {"get": operation}}), json!({}))
    };
    let [lines_of, records] = ["application/jsonl", "application/json-seq"].map(streams);
    assert_eq!(
        lines(&lines_of, &records),
        [
            "breaking: watchPets: response-type-changed application/jsonl -> application/json-seq",
            "compatible: watchPets: stream-changed application/jsonl, Value -> application/json-seq, Value",
        ]
    );
}

#[test]
fn an_event_less() {
    configured_change(
        |document| {
            let events = document.pointer_mut("/components/schemas/PetEvent/oneOf").unwrap();
            events.as_array_mut().unwrap().remove(2);
        },
        &[
            "breaking: PetEvent.pet.named: event-removed PetEventPetNamedData - PetEventPetNamedData",
        ],
        &[
            "compatible: PetEvent.pet.named: event-added -> PetEventPetNamedData + PetEventPetNamedData",
        ],
    );
}

#[test]
fn an_operation_that_no_longer_pages() {
    configured_change(
        |document| {
            let parameters = document.pointer_mut("/paths/~1pets/get/parameters").unwrap();
            parameters.as_array_mut().unwrap().remove(1);
        },
        &[
            "breaking: listPets(after): parameter-removed String, query",
            "breaking: listPets: pages-removed Pet",
        ],
        &[
            "compatible: listPets(after): parameter-added -> String, query",
            "compatible: listPets: pages-added -> Pet",
        ],
    );
}

#[test]
fn a_result_that_is_no_longer_polled() {
    configured_change(
        |document| {
            let answer = document.pointer_mut("/paths/~1pets/post/responses").unwrap();
            *answer = json!({"204": {"description": "Done."}});
        },
        &[
            "breaking: makePet: response-removed Pet",
            "breaking: makePet+getPet: poll-removed",
            "breaking: Kind: item-changed | types::Kind::is_terminal: fn is_terminal -> gone",
        ],
        &[
            "breaking: makePet: response-added -> Pet",
            "compatible: makePet+getPet: poll-added",
            "compatible: Kind: item-added | types::Kind::is_terminal:  -> fn is_terminal",
        ],
    );
}

/// Another way of writing the parts of a body is a change of the body.
#[test]
fn bodies_in_parts() {
    let sent = |content: &str| {
        format!(
            "openapi: 3.2.0\ninfo: {{title: Pets, version: '1'}}\npaths:\n  /pets:\n    post:\n      \
             operationId: makePet\n      tags: [pets]\n      requestBody: {{required: true, content: {{{content}}}}}\n      \
             responses: {{'204': {{description: Done.}}}}\n"
        )
    };
    let list = "schema: {type: array, items: {type: string}}";
    let parts = |encodings: &str| sent(&format!("multipart/mixed: {{{list}{encodings}}}"));
    let was = parts(", itemEncoding: {contentType: text/csv}");
    assert_eq!(told(&was, &was), [""; 0]);
    for (encodings, words) in [
        ("", "usual"),
        (", itemEncoding: {contentType: text/xml}", "text/xml"),
        (
            ", prefixEncoding: [{}], itemEncoding: {contentType: text/csv, headers: {X-A: {schema: {const: b}}}}",
            "usual, text/csv with X-A: b",
        ),
    ] {
        let line = format!(
            "breaking: makePet: body-type-changed multipart/mixed of Vec<String> as text/csv -> \
             multipart/mixed of Vec<String> as {words}"
        );
        assert_eq!(told(&was, &parts(encodings)), [line], "{encodings}");
    }
}

/// A way back is new to callers, and missed where it is no more.
#[test]
fn lists_that_go_back() {
    let pets = |before: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\npaths:\n  /pets:\n    get:\n      \
             operationId: listPets\n      tags: [pets]\n      parameters: [{{name: after, in: query, schema: {{type: string}}}}{before}]\n      \
             responses: {{'200': {{description: It., content: {{application/json: {{schema: {{type: object, properties: {{\
             has_more: {{type: boolean}}, data: {{type: array, items: {{type: object, properties: {{id: {{type: string}}}}}}}}}}}}}}}}}}}}\n"
        )
    };
    let one = pets("");
    let both = pets(", {name: before, in: query, schema: {type: string}}");
    let changed = |class: &str, old: &str, new: &str| {
        format!(
            "{class}: listPets: pages-changed after, data, ListPetsResponseDataItem, has_more, id{old} -> \
             after, data, ListPetsResponseDataItem, has_more, id{new}"
        )
    };
    assert!(
        told(&one, &both).contains(&changed("compatible", "", ", before, id")),
        "{:?}",
        told(&one, &both)
    );
    assert!(
        told(&both, &one).contains(&changed("breaking", ", before, id", "")),
        "{:?}",
        told(&both, &one)
    );
}
