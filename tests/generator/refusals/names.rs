//! Names that collide, each of which is used once and with a warning; and names
//! and descriptions that try to become code.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use workspace_tests::snippet::{Snippet, checked};

/// Returns the warnings, and what is generated all the same.
fn renamed(pets: &Snippet, files: &[&str]) -> String {
    format!("{}\n\n{}", pets.warnings(), pets.file(files))
}

#[test]
fn types_that_collide() {
    let pets = Snippet::read(
        "
        Pet: {type: object, properties: {a: {$ref: '#/components/schemas/cat_home'}, b: {$ref: '#/components/schemas/CatHome'}}}
        cat_home: {type: object, properties: {a: {type: string}}}
        CatHome: {type: object, properties: {a: {type: string}}}
        ",
    );
    let files =
        ["types/cat_home.rs", "types/cat_underscore_home.rs", "types/mod.rs", "types/pet.rs"];
    assert_snapshot!(renamed(&pets, &files));
}

#[test]
fn an_inline_type_that_collides_with_a_component() {
    let pets = Snippet::read(
        "
        Pet: {type: object, properties: {home: {type: object, properties: {a: {$ref: '#/components/schemas/PetHome'}}}}}
        PetHome: {type: object, properties: {a: {type: string}}}
        ",
    );
    assert_snapshot!(renamed(&pets, &["types/pet.rs", "types/pet_home.rs"]));
}

#[test]
fn inline_types_that_collide() {
    let pets = Snippet::read(
        "
        Pet:
          type: object
          properties:
            box: {type: object, properties: {a: {type: string}}}
            boxes: {type: array, items: {type: object, properties: {b: {type: string}}}}
        ",
    );
    assert_snapshot!(renamed(&pets, &["types/pet.rs"]));
}

#[test]
fn the_order_of_properties_names_no_type() {
    let properties = [
        "box: {type: object, properties: {a: {type: string}}}",
        "boxes: {type: array, items: {type: object, properties: {b: {type: string}}}}",
        "Box: {type: object, properties: {c: {type: string}}}",
    ];
    let fields = |order: [usize; 3]| {
        let properties = order.map(|number| properties[number]).join(", ");
        let schema = format!("Pet: {{type: object, properties: {{{properties}}}}}");
        let pet = Snippet::read(&schema).pet();
        let mut fields: Vec<String> =
            pet.lines().filter(|line| line.contains(": Option<")).map(str::to_owned).collect();
        fields.sort();
        fields
    };
    let wanted = fields([0, 1, 2]);
    assert_eq!(wanted.len(), 6);
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(fields(order), wanted);
    }
}

/// Returns the lines that declare types or variants, with what those stand for.
fn declared(files: &[(String, String)]) -> String {
    let declares = |line: &&str| {
        ["pub struct ", "pub enum ", ") = ", " = \""].iter().any(|part| line.contains(part))
    };
    let lines = files.iter().flat_map(|(_, text)| text.lines().filter(declares));
    lines.map(|line| line.trim().to_owned() + "\n").collect()
}

#[test]
fn a_path_through_two_components_that_reads_alike() {
    let pets = Snippet::read(
        "
        Pet:
          type: object
          properties:
            home: {$ref: '#/components/schemas/pet_home'}
            town: {type: object, properties: {size: {type: string, enum: [a]}}}
        pet_home: {type: object, properties: {door: {type: object, properties: {size: {type: string, enum: [a]}}}}}
        pet_home_door: {type: object, properties: {size: {type: string, enum: [b]}, pet: {$ref: '#/components/schemas/Pet'}}}
        pet_town: {type: object, properties: {size: {type: string, enum: [b]}}}
        ",
    );
    assert_snapshot!(declared(&pets.actions(EVERYTHING).files()));
}

/// Takes in what no operation needs.
const EVERYTHING: &str = "
    - target: $.components.schemas.Pet.properties
      description: Reaches the rest.
      update:
        x: {$ref: '#/components/schemas/pet_home_door'}
        y: {$ref: '#/components/schemas/pet_town'}
    ";

#[test]
fn a_schema_of_a_reserved_name_beside_its_type() {
    let pets = Snippet::read(
        "
        Pet:
          type: object
          properties:
            a: {$ref: '#/components/schemas/Client'}
            b: {$ref: '#/components/schemas/ClientType'}
        Client: {type: object, properties: {a: {type: string}}}
        ClientType: {type: string, enum: [a]}
        ",
    );
    assert_snapshot!(declared(&pets.files()));
}

#[test]
fn lists_of_lists_and_a_tag_that_a_text_has_too() {
    let pets = Snippet::read(
        "
        Pet:
          anyOf:
          - {type: array, items: {type: array, items: {type: number}}}
          - {type: array, items: {type: array, items: {type: array, items: {type: number}}}}
        ",
    );
    let swapped = Snippet::read(
        "
        Pet:
          anyOf:
          - {type: array, items: {type: array, items: {type: array, items: {type: number}}}}
          - {type: array, items: {type: array, items: {type: number}}}
        ",
    );
    let indexed = Snippet::both(
        "
        Pet:
          oneOf:
          - {type: string, enum: [keyword, text]}
          - {$ref: '#/components/schemas/KeywordIndex'}
          - {$ref: '#/components/schemas/Texts'}
        KeywordIndex: {type: object, required: [type], properties: {type: {type: string, const: keyword}}}
        Texts: {type: object, required: [type], properties: {type: {type: string, const: text}}}
        ",
    );
    let all = [pets.files(), swapped.files(), indexed.files()];
    assert_snapshot!(all.map(|files| declared(&files)).join("\n"));
}

#[test]
fn names_for_values_that_say_less_than_the_values() {
    let pets = Snippet::read(
        "
        Pet:
          type: string
          enum: [AnthropicAPIKey, -created_at, created_at, '1']
          x-enum-varnames: [ANTHROPICAPIKEY, CREATED_AT, CREATED_AT_FIRST, ONE]
        ",
    );
    assert_snapshot!(declared(&pets.files()));
}

#[test]
fn fields_that_collide() {
    let pets = Snippet::read(
        "Pet: {type: object, properties: {petName: {type: string}, pet_name: {type: string}, type: {type: string}, Type: {type: string}}}",
    );
    assert_snapshot!(renamed(&pets, &["types/pet.rs"]));
}

#[test]
fn parameters_of_several_places_that_collide() {
    let pets = Snippet::paths(
        "
        /a:
          parameters: [{name: a_b, in: cookie, required: true, schema: {type: string}}, {name: A-B, in: header, required: true, schema: {type: string}}]
          get:
            operationId: listPets
            tags: [pets]
            parameters: [{name: X-Date, in: header, schema: {type: string}}, {name: x-date, in: query, schema: {type: string}}, {name: $top, in: query, schema: {type: integer}}, {name: top, in: query, schema: {type: integer}}]
            responses: {'204': {description: None.}}
        ",
    );
    assert_snapshot!(renamed(&pets, &["pets/mod.rs", "pets/list_pets.rs"]));
}

#[test]
fn methods_that_collide() {
    let pets = Snippet::paths(
        "
        /a: {get: {operationId: listPets, tags: [pets], responses: {'204': {description: None.}}}}
        /b: {get: {operationId: list_pets, tags: [pets], responses: {'204': {description: None.}}}}
        ",
    );
    assert_snapshot!(renamed(&pets, &["pets/mod.rs"]));
}

/// The name of each operation is one of it and its neighbours, and not of their order.
#[test]
fn methods_that_collide_in_any_order() {
    let named = |operations: &[(&str, &str, &str)]| {
        let paths = operations.iter().map(|(method, path, id)| {
            let id = if id.is_empty() { String::new() } else { format!("operationId: {id}, ") };
            let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
            let parameter = |name| {
                format!("{{name: {name}, in: path, required: true, schema: {{type: string}}}}")
            };
            let parameters = names.map(parameter).collect::<Vec<_>>().join(", ");
            let more = format!("tags: [pets], parameters: [{parameters}], responses: {{}}");
            format!("{path}: {{{method}: {{{id}{more}}}}}\n")
        });
        let pets = Snippet::paths(&paths.collect::<String>());
        let api = pets.api().unwrap();
        let ids = api.operations.iter().map(|one| (one.path.clone(), one.id.clone()));
        (ids.collect::<BTreeMap<String, String>>(), pets.warnings())
    };
    let any_order = |operations: &[(&str, &str, &str)], wanted: &[&str], warnings: usize| {
        let reversed: Vec<_> = operations.iter().rev().copied().collect();
        for order in [operations, &reversed] {
            let (ids, warned) = named(order);
            let ids: Vec<&str> =
                operations.iter().map(|(_, path, _)| ids[*path].as_str()).collect();
            assert_eq!(ids, wanted);
            assert_eq!(warned.matches("another operation has the same name").count(), warnings);
        }
    };
    // The one that is written as in Rust keeps it.
    any_order(&[("get", "/a", "sameName"), ("get", "/b", "same_name")], &["get_a", "same_name"], 1);
    any_order(&[("get", "/a", "sameName"), ("post", "/b", "same-name")], &["get_a", "post_b"], 2);
    any_order(&[("get", "/a", "list"), ("get", "/b/{c}", "list")], &["get_a", "get_b_by_c"], 2);
    any_order(&[("get", "/a/{b}", ""), ("get", "/a/b", "")], &["get_a_by_b", "get /a/b"], 1);
    // The name is that of another one.
    any_order(
        &[("get", "/a", "list"), ("get", "/b", "list"), ("get", "/c", "getA")],
        &["list_get_a", "get_b", "getA"],
        2,
    );
    any_order(&[("get", "/a", "one"), ("get", "/b", "two")], &["one", "two"], 0);
}

#[test]
fn a_method_that_collides_with_that_of_a_whole_body() {
    let pets = Snippet::paths(
        "
        /a:
          post:
            operationId: listPets
            tags: [pets]
            requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}
            responses: {'204': {description: None.}}
        /b: {get: {operationId: listPetsWith, tags: [pets], responses: {'204': {description: None.}}}}
        ",
    );
    assert_snapshot!(renamed(&pets, &["pets/mod.rs"]));
}

/// Tags that are the same in Rust are one group.
#[test]
fn groups_that_collide() {
    let pets = Snippet::paths(
        "
        /a: {get: {operationId: a, tags: [Big Pets], responses: {'204': {description: None.}}}}
        /b: {get: {operationId: b, tags: [big-pets], responses: {'204': {description: None.}}}}
        ",
    );
    assert_snapshot!(renamed(&pets, &["big_pets/mod.rs"]));
}

#[test]
fn parameters_that_collide() {
    let pets = Snippet::paths(
        "
        /{petId}/{pet_id}/{client}/{body}:
          post:
            operationId: new
            tags: [pets]
            parameters:
            - {name: petId, in: path, required: true, schema: {type: string}}
            - {name: pet_id, in: path, required: true, schema: {type: string}}
            - {name: client, in: path, required: true, schema: {type: string}}
            - {name: body, in: path, required: true, schema: {type: string}}
            - {name: call, in: query, required: true, schema: {type: string}}
            - {name: new, in: query, schema: {type: string}}
            - {name: send, in: query, schema: {type: string}}
            - {name: into_call, in: query, schema: {type: string}}
            requestBody:
              content: {application/json: {schema: {type: object, required: [client], properties: {client: {type: string}, send: {type: string}}}}}
            responses: {'204': {description: None.}}
        ",
    );
    assert_snapshot!(pets.file(&["pets/mod.rs", "pets/new.rs"]));
}

/// Texts that would break out of a comment or a string, were they written as they
/// are.
const HOSTILE: [&str; 16] = [
    "*/ fn pwned() {} /*",
    "\"# ; fn pwned() {} //",
    "\"; fn pwned() {} //",
    "r#\"",
    "\n fn pwned() {}",
    "\r fn pwned() {}",
    "\u{2028} fn pwned() {} \u{2029}",
    "a\u{202e}b\u{2066}",
    "fn pwned(){}",
    "💥",
    "",
    "\\",
    "#![pwned]",
    "```\nfn pwned() {}\n```",
    "{pwned}",
    "\u{0}\u{7}\u{1b}[31m",
];

/// Returns a document that has the text wherever a document has text, as a name where
/// `names` says so.
fn hostile(text: &str, names: bool) -> serde_json::Value {
    let name = |plain: &str| if names { text.to_owned() } else { plain.to_owned() };
    let schema = format!("S{}", name(""));
    let reference = format!(
        "#/components/schemas/{}",
        schema.replace('~', "~0").replace('/', "~1").replace('%', "%25")
    );
    let path = format!("/{}", name("pets").replace(['{', '}'], ""));
    let content = serde_json::json!({"application/json": {"schema": {"$ref": reference}}});
    serde_json::json!({
        "openapi": "3.1.0",
        "info": {"title": text, "version": text},
        "servers": [{"url": text}],
        "paths": {path: {"post": {
            "operationId": name("sendPet"),
            "tags": [name("pets")],
            "summary": text,
            "description": text,
            "parameters": [{"name": name("a"), "in": "query", "description": text, "schema": {"type": "string"}}],
            "requestBody": {"content": content},
            "responses": {
                "200": {"description": text, "content": content},
                "400": {"description": text, "content": content},
            },
        }}},
        "components": {"schemas": {schema: {
            "type": "object",
            "title": text,
            "description": text,
            "required": ["constant", "required"],
            "properties": {
                "constant": {"type": "string", "const": text, "description": text},
                "required": {"type": "string", "description": text, "pattern": text},
                "listed": {"type": "string", "enum": [text, "b"], "default": text},
                name("b"): {"type": "string", "description": text},
                "union": {"oneOf": [
                    {"type": "object", "description": text, "required": ["t"], "properties": {"t": {"const": text}}},
                    {"type": "object", "required": ["t"], "properties": {"t": {"const": "b"}}},
                ]},
            },
        }}},
    })
}

/// Counts how often the code, strings and comments apart, has a word.
fn count(word: &str, tokens: proc_macro2::TokenStream) -> usize {
    let counts = tokens.into_iter().map(|token| match token {
        proc_macro2::TokenTree::Ident(ident) => usize::from(ident == word),
        proc_macro2::TokenTree::Group(group) => count(word, group.stream()),
        _ => 0,
    });
    counts.sum()
}

/// Returns the functions of each file, harmless or not.
fn functions(text: &str, names: bool) -> Result<Vec<usize>, String> {
    let document = hostile(text, names).to_string();
    let output = Snippet::paths("")
        .run_document(document.as_bytes())
        .map_err(|failure| failure.to_string())?;
    let files = checked(&output);
    for (path, code) in &files {
        let mark = |c: &char| matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let odd = code.chars().find(|c| (c.is_control() && *c != '\n') || mark(c));
        assert_eq!(odd, None, "{path} of {text:?}:\n{code}");
        assert!(path.chars().all(|c| c.is_ascii_alphanumeric() || "_/.".contains(c)), "{path}");
        assert!(!path.contains(".."), "{path}");
    }
    let mut counts: Vec<usize> =
        files.iter().map(|(_, code)| count("fn", code.parse().unwrap())).collect();
    counts.sort_unstable();
    Ok(counts)
}

#[test]
fn hostile_descriptions_and_values() {
    let wanted = functions("harmless", false);
    for text in HOSTILE {
        assert_eq!(functions(text, false), wanted, "{text:?}");
    }
}

#[test]
fn hostile_names() {
    let wanted = functions("harmless", true);
    let outcome = |text: &&str| match functions(text, true) {
        Ok(found) => {
            assert_eq!(Ok(found), wanted, "{text:?}");
            format!("{text:?} is harmless")
        }
        Err(error) => format!("{text:?} is refused: {error}"),
    };
    let outcomes: Vec<String> = HOSTILE.iter().map(outcome).collect();
    assert_snapshot!(outcomes.join("\n"));
}

#[test]
fn an_operation_named_as_its_group() {
    let pets =
        Snippet::get("operationId: pets\ntags: [pets]\nresponses: {'204': {description: None.}}");
    assert_snapshot!(pets.file(&["pets/mod.rs"]));
}
