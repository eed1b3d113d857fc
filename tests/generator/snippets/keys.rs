//! Keys of objects that nothing is made of, and of those that callers serve; texts beside
//! references.

use insta::assert_snapshot;
use openapi_loom_generator::Groups;
use serde_json::{Value, json};
use workspace_tests::snippet::Snippet;
use workspace_tests::synthetic;

/// Returns a document with an object of each kind that nothing is made of.
fn document() -> Value {
    let docs = json!({"url": "https://pets.example", "description": "More."});
    let server = json!({"url": "https://other.example", "variables": {"a": {"default": "b"}}});
    let posted = json!({
        "operationId": "posted",
        "servers": [server],
        "externalDocs": docs,
        "requestBody": {
            "required": true,
            "description": "A pet.",
            "content": {"application/json": {"schema": {"type": "string"}}},
        },
        "responses": {"200": {"description": "Done.", "headers": {"X-A": {"schema": {}}}}},
    });
    json!({
        "openapi": "3.2.0",
        "info": {
            "title": "Pets",
            "version": "1",
            "contact": {"name": "A", "url": "https://pets.example", "email": "a@pets.example"},
            "license": {"name": "MIT", "identifier": "MIT", "url": "https://pets.example"},
        },
        "externalDocs": docs,
        "tags": [{"name": "pets", "externalDocs": docs}],
        "paths": {"/pets": {"get": {
            "operationId": "readPet",
            "tags": ["pets"],
            "externalDocs": docs,
            "callbacks": {
                "born": {"{$request.body#/url}": {"post": posted}},
                "sold": {"$ref": "#/components/callbacks/Sold"},
            },
            "responses": {"200": {
                "description": "A pet.",
                "content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/Pet"},
                    "examples": {
                        "own": {"summary": "A.", "description": "B.", "dataValue": {"a": 1}},
                        "other": {"$ref": "#/components/examples/Other", "summary": "C."},
                    },
                }},
                "links": {
                    "next": {
                        "operationId": "readPet",
                        "parameters": {"id": "$response.body#/id"},
                        "requestBody": 1,
                        "description": "The next one.",
                        "server": server,
                    },
                    "last": {"$ref": "#/components/links/Last"},
                },
            }},
        }}},
        "webhooks": {"made": {"summary": "Made.", "servers": [server], "post": posted}},
        "components": {
            "callbacks": {"Sold": {"{$request.body#/url}": {"post": posted}}},
            "examples": {"Other": {"value": 1, "externalValue": "https://pets.example/1"}},
            "links": {"Last": {"operationRef": "#/paths/~1pets/get"}},
            "schemas": {"Pet": {
                "type": "object",
                "externalDocs": docs,
                "xml": {
                    "name": "pet", "namespace": "https://pets.example", "prefix": "p",
                    "attribute": false, "wrapped": false, "nodeType": "element",
                },
            }},
        },
    })
}

/// Returns the warnings about keys that are not known, each with its place.
fn unknown(document: &Value) -> Vec<String> {
    let bytes = serde_json::to_vec(document).unwrap();
    let output = openapi_loom_generator::generate(&openapi_loom_generator::Inputs {
        groups: Groups::All,
        lenient: true,
        ..synthetic::alone(&bytes)
    });
    let warnings = output.unwrap().warnings.into_iter();
    let warnings = warnings.filter(|found| found.rule == "unknown-key");
    warnings.map(|found| format!("{} {}", found.at, found.message)).collect()
}

#[test]
fn keys_that_these_objects_do_not_have() {
    assert_eq!(unknown(&document()), [""; 0]);
    let answer = "/paths/~1pets/get/responses/200";
    for (at, kind) in [
        ("/info/contact", "`contact`"),
        ("/info/license", "`license`"),
        ("/externalDocs", "`externalDocs`"),
        ("/tags/0/externalDocs", "`externalDocs`"),
        ("/paths/~1pets/get/externalDocs", "`externalDocs`"),
        ("/components/schemas/Pet/externalDocs", "`externalDocs`"),
        ("/components/schemas/Pet/xml", "`xml`"),
        (&format!("{answer}/links/next"), "a link"),
        (&format!("{answer}/links/next/server"), "a server"),
        (&format!("{answer}/links/next/server/variables/a"), "a server variable"),
        (&format!("{answer}/links/last"), "a reference"),
        ("/components/links/Last", "a link"),
        (&format!("{answer}/content/application~1json/examples/own"), "an example"),
        (&format!("{answer}/content/application~1json/examples/other"), "a reference"),
        ("/components/examples/Other", "an example"),
        ("/paths/~1pets/get/callbacks/born/{$request.body#~1url}", "a path item"),
        (
            "/paths/~1pets/get/callbacks/born/{$request.body#~1url}/post",
            "a request that callers serve",
        ),
        ("/components/callbacks/Sold/{$request.body#~1url}", "a path item"),
        ("/webhooks/made", "a path item"),
        ("/webhooks/made/servers/0", "a server"),
        ("/webhooks/made/post", "a request that callers serve"),
        ("/webhooks/made/post/externalDocs", "`externalDocs`"),
        ("/webhooks/made/post/requestBody", "a request body"),
        ("/webhooks/made/post/responses/200", "a response"),
        ("/webhooks/made/post/responses/200/headers/X-A", "a header"),
    ] {
        let mut changed = document();
        let object = changed.pointer_mut(at).unwrap().as_object_mut().unwrap();
        object.insert("x-own".to_owned(), json!(1));
        object.insert("fooBar".to_owned(), json!(1));
        let message = format!("{at}/fooBar `fooBar` is no key of {kind}; it is ignored");
        assert_eq!(unknown(&changed), [message]);
    }
}

/// A webhook whose method is misspelt would be none.
#[test]
fn path_items_of_webhooks() {
    let text = "
        openapi: 3.1.0
        info: {title: Pets, version: '1'}
        webhooks:
          made:
            summary: A pet was made.
            parameters: [{name: X-Signature, in: header, schema: {type: string}}]
            post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Made'}}}}}
          gone:
            description: A pet was lost.
            parameters: []
            pst: {requestBody: {content: {application/json: {schema: {type: string}}}}}
        components: {schemas: {Made: {type: object, properties: {a: {type: string}}}}}
        ";
    let output = Snippet::paths("").run_document(text.as_bytes()).unwrap();
    let found: Vec<String> = output.warnings.iter().map(ToString::to_string).collect();
    let events = output.files.iter().find(|file| file.path == "types/webhook_event.rs").unwrap();
    assert_snapshot!(format!("{}\n\n{}", found.join("\n\n"), events.text));
}

/// The description beside a reference counts before that of what it refers to.
#[test]
fn descriptions_beside_references() {
    let pets = Snippet::paths(
        "
        /pets:
          parameters: [{$ref: '#/components/parameters/Limit', description: Our limit.}]
          get:
            operationId: listPets
            tags: [pets]
            parameters: [{$ref: '#/components/parameters/After', description: Our cursor.}, {$ref: '#/components/parameters/Before'}]
            responses: {'200': {$ref: '#/components/responses/Pets'}}
          post:
            operationId: createPet
            tags: [pets]
            requestBody: {$ref: '#/components/requestBodies/Pet', description: Our pet.}
            responses: {'204': {description: Done.}}
        ",
    );
    let parameter = |name: &str, description: &str| {
        format!("{{name: {name}, in: query, schema: {{type: integer}}{description}}}")
    };
    let parts = format!(
        "components:
  parameters:
    Limit: {}
    After: {}
    Before: {}
  requestBodies: {{Pet: {{description: Their pet., required: true, content: {{text/plain: {{schema: {{type: string}}}}}}}}}}
  responses: {{Pets: {{description: Pets., headers: {{X-Left: {{$ref: '#/components/headers/Left', description: Our header.}}}}}}}}
  headers: {{Left: {{description: Their header., schema: {{type: integer}}}}}}
",
        parameter("limit", ""),
        parameter("after", ", description: Their cursor."),
        parameter("before", ", description: Their other cursor."),
    );
    let text = format!("{}\n{parts}", pets.document());
    let output = pets.run_document(text.as_bytes()).unwrap();
    let texts: String = output.files.iter().map(|file| file.text.as_str()).collect();
    for own in ["Our limit.", "Our cursor.", "Their other cursor.", "Our pet.", "Our header."] {
        assert!(texts.contains(own), "{own}: {texts}");
    }
    for other in ["Their cursor.", "Their pet.", "Their header."] {
        assert!(!texts.contains(other), "{other}: {texts}");
    }
}

#[test]
fn a_description_beside_the_reference_of_a_security_scheme() {
    let text = "
        openapi: 3.1.0
        info: {title: Pets, version: '1'}
        security: [{own: []}]
        paths: {/pets: {get: {operationId: listPets, tags: [pets], responses: {'204': {description: Done.}}}}}
        components:
          securitySchemes:
            own: {$ref: '#/components/securitySchemes/key', description: Our key.}
            key: {type: apiKey, in: header, name: X-Key, description: Their key.}
        ";
    let output = Snippet::paths("").run_document(text.as_bytes()).unwrap();
    let texts: String = output.files.iter().map(|file| file.text.as_str()).collect();
    assert!(texts.contains("Our key."), "{texts}");
    assert!(!texts.contains("Their key."), "{texts}");
}

/// A tag says of which other one it is a part.
#[test]
fn a_tag_with_a_parent() {
    let text = |tag: &str| {
        let text = format!(
            "openapi: 3.2.0
info: {{title: Pets, version: '1'}}
tags: [{tag}]
paths: {{/pets: {{get: {{operationId: listPets, tags: [pets], responses: {{'204': {{description: Done.}}}}}}}}}}
"
        );
        let output = Snippet::paths("").run_document(text.as_bytes()).unwrap();
        let file = output.files.into_iter().find(|file| file.path == "pets/mod.rs");
        file.unwrap().text
    };
    let part = text("{name: pets, description: All pets., parent: animals}");
    assert!(part.contains("/// All pets.\n///\n/// It is part of `animals`.\n"), "{part}");
    assert!(!text("{name: pets, description: All pets.}").contains("part of"));
}

/// Keys that count for nothing because of what else is said, and the message of each.
#[test]
fn keys_without_effect() {
    let told = |operation: &str| {
        let get =
            format!("tags: [pets]\nresponses: {{'204': {{description: Done.}}}}\n{operation}");
        let shown = Snippet::get(&get).shown();
        let rule = "warning[no-effect]: ";
        let told = shown.lines().filter_map(|line| line.strip_prefix(rule).map(str::to_owned));
        told.collect::<Vec<_>>()
    };
    let content = |kind: &str, more: &str| format!("content: {{{kind}: {{schema: {{}}}}{more}}}");
    let json = content("application/json", "");
    let parameter = |keys: &str| told(&format!("parameters: [{{name: a, in: query, {keys}}}]"));
    let body = |kind: &str| {
        let parts =
            "schema: {properties: {a: {type: string}}}, encoding: {a: {contentType: text/a}}";
        told(&format!("requestBody: {{content: {{{kind}: {{{parts}}}}}}}"))
    };
    let none: [&str; 0] = [];
    assert_eq!(parameter(&json), none);
    assert_eq!(
        parameter(&content("application/json", ", x-a: 1, text/a: {}, text/b: {}")),
        [
            "only one content type counts here, \"application/json\": \"text/a\" is ignored",
            "only one content type counts here, \"application/json\": \"text/b\" is ignored",
        ]
    );
    assert_eq!(
        parameter(&format!(
            "schema: {{}}, style: pipeDelimited, explode: true, allowReserved: true, {json}"
        )),
        ["schema", "style", "explode", "allowReserved"]
            .map(|key| format!("`{key}` is ignored beside `content`"))
    );
    let defaults = "style: form, explode: true, allowReserved: false";
    assert_eq!(parameter(&format!("{defaults}, {json}")), none);
    let empty = "requestBody: {content: {application/json: {schema: {}, encoding: {}}}}";
    assert_eq!(told(empty), none);
    assert_eq!(
        body("application/json"),
        ["`encoding` is ignored in \"application/json\", which is no form"]
    );
    for form in ["application/x-www-form-urlencoded", "multipart/form-data", "multipart/mixed"] {
        assert_eq!(body(form), none, "{form}");
    }
    assert_eq!(
        told(
            "servers: [{url: 'https://{a}.example', variables: {a: {default: a}, b: {default: b}, x-c: 1}}]"
        ),
        ["the URL has no `{b}`: this variable is ignored"]
    );
}

/// The tags of an operation beside the one that its group is named after are in its docs; a tag
/// that no group is named after is told of if it says more than a name.
#[test]
fn tags_beside_that_of_the_group() {
    let run = |tags: &str, root: &str| {
        let get = format!(
            "operationId: getPet\ntags: {tags}\nresponses: {{'204': {{description: Done.}}}}"
        );
        let snippet = Snippet::get(&get);
        let document = format!("{}\ntags: {root}\n", snippet.document());
        let output = snippet.not_of_record().run_document(document.as_bytes()).unwrap();
        let file = output.files.into_iter().find(|file| file.path == "pets/mod.rs").unwrap();
        let tagged = file.text.lines().find_map(|line| line.split_once("It is tagged "));
        let told = output.warnings.into_iter().filter(|found| found.rule == "no-effect");
        (
            tagged.map(|(_, tags)| tags.to_owned()),
            told.map(|found| found.message).collect::<Vec<_>>(),
        )
    };
    let said = "[{name: pets, description: Pets.}, {name: cats, description: Cats.}, {name: dogs, x-a: 1}]";
    assert_eq!(run("[pets]", said), (None, Vec::new()));
    assert_eq!(run("[pets, pets, Pets]", said), (None, Vec::new()));
    assert_eq!(run("[pets, dogs]", said), (Some("`dogs`.".to_owned()), Vec::new()));
    let told = "no group is named after the tag \"cats\": what it says is ignored";
    assert_eq!(
        run("[pets, cats, dogs]", said),
        (Some("`cats` and `dogs`.".to_owned()), vec![told.to_owned()])
    );
}
