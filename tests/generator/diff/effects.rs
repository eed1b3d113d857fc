//! Changes whose effect on callers no signature shows, and those that have none.

use openapi_loom_generator::diff::diff;

use super::support::{told, written};

/// A document of an operation that makes a pet, in the group `pets`.
const MADE: &str = "
openapi: 3.1.0
info: {title: Pets, version: '1'}
servers: [{url: 'https://{r}.example/v1', variables: {r: {default: us, enum: [us, eu]}}}]
paths:
  /pets/{x}/{y}:
    post:
      operationId: makePet
      tags: [pets]
      parameters:
        - {name: x, in: path, required: true, schema: {type: string}}
        - {name: y, in: path, required: true, schema: {type: string}}
        - {name: X-Trace, in: header, schema: {type: string}}
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}
      responses:
        '201':
          description: It.
          headers: {X-Left: {schema: {type: integer}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
        '404': {description: No., content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
components:
  schemas:
    NewPet:
      type: object
      required: [name]
      properties:
        name: {type: string}
        note: {type: [string, 'null'], default: null}
        toy: {$ref: '#/components/schemas/NewToy'}
    NewToy: {type: object, properties: {of: {type: string}}}
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
        weight: {type: number}
        toy: {$ref: '#/components/schemas/Toy'}
        kind: {$ref: '#/components/schemas/Kind'}
    Toy: {type: object, properties: {of: {type: string}}}
    Kind: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
    Cat: {type: object, required: [a], properties: {a: {type: string}}}
    Dog: {type: object, required: [a], properties: {a: {type: string}, b: {type: string}}}
    Error: {type: object, required: [code], properties: {code: {type: string}}}
    Other: {type: object, required: [text], properties: {text: {type: string}}}
";

/// Checks what is told when one text of [`MADE`] is another, but for other words.
#[track_caller]
fn check(from: &str, to: &str, lines: &[&str]) {
    assert!(MADE.contains(from), "{from}");
    let mut found = told(MADE, &MADE.replacen(from, to, 1));
    found.retain(|line| !line.contains("description-changed"));
    assert_eq!(found, lines, "{from} -> {to}");
}

#[test]
fn nothing_changes() {
    assert_eq!(told(MADE, MADE), [""; 0]);
}

/// A server that is told to send no other properties refuses nothing of callers.
#[test]
fn what_is_only_read_has_no_other_properties() {
    let open = "Toy: {type: object, properties: {of: {type: string}}}";
    let closed =
        "Toy: {type: object, properties: {of: {type: string}}, additionalProperties: false}";
    check(
        &format!("    {open}"),
        &format!("    {closed}"),
        &["docs only: Toy: limits-changed -> no other properties"],
    );
}

#[test]
fn arguments_in_the_path_that_change_places() {
    let found = told(MADE, &MADE.replace("/pets/{x}/{y}:", "/pets/{y}/{x}:"));
    let [line] = &found[..] else { panic!("{found:#?}") };
    let start = "breaking: makePet: item-changed | pets::Pets::make_pet: fn make_pet(x: impl AsRef<str>, y: impl AsRef<str>, name: ";
    assert!(line.starts_with(start), "{line}");
    assert!(
        line.contains("-> fn make_pet(y: impl AsRef<str>, x: impl AsRef<str>, name: "),
        "{line}"
    );
}

#[test]
fn headers_have_no_case() {
    check(
        "X-Trace",
        "x-trace",
        &["docs only: makePet(x-trace): parameter-renamed X-Trace -> x-trace"],
    );
}

#[test]
fn formats_of_headers() {
    check(
        "X-Left: {schema: {type: integer}}",
        "X-Left: {schema: {type: integer, format: int32}}",
        &["compatible: makePet(header x-left): format-changed -> int32"],
    );
}

#[test]
fn groups_of_the_same_module() {
    let old = MADE.replace("tags: [pets]", "tags: [pets, more]");
    let side = |text: &str| {
        let inputs = super::support::inputs(text, "groups: []\n");
        openapi_loom_generator::version(&inputs).unwrap()
    };
    let found = diff(&side(&old), &side(&old.replace("[pets, more]", "[Pets, more]")));
    let lines: Vec<String> = found.changes.iter().map(super::support::line).collect();
    assert_eq!(lines, ["compatible: makePet: operation-group-changed pets -> Pets"]);
}

#[test]
fn a_type_that_nobody_sends_any_more() {
    let version = |text: &str| {
        let inputs = super::support::inputs(text, "groups: []\n");
        openapi_loom_generator::version(&inputs).unwrap()
    };
    let start = MADE.find("      requestBody").unwrap();
    let end = MADE.find("      responses").unwrap();
    let without = format!("{}{}", &MADE[..start], &MADE[end..]);
    let found = diff(&version(MADE), &version(&without));
    let lines: Vec<String> = found.changes.iter().map(super::support::line).collect();
    let line = "breaking: NewPet: type-direction-changed sent -> not at all";
    assert!(lines.contains(&line.to_owned()), "{lines:#?}");
}

#[test]
fn servers() {
    check("example/v1'", "example/v1/'", &[]);
    check(
        "enum: [us, eu]",
        "enum: [us]",
        &["breaking: document: server-variable-changed {r}, us, eu -> {r}, us"],
    );
    check(
        "enum: [us, eu]",
        "enum: [us, eu, ap]",
        &["compatible: document: server-variable-changed {r}, us, eu -> {r}, us, eu, ap"],
    );
    check(
        "      tags: [pets]\n",
        "      tags: [pets]\n      servers: [{url: https://eu.example/v2}]\n",
        &["breaking: makePet: base-url-changed https://us.example/v1 -> https://eu.example/v2"],
    );
}

#[test]
fn a_declared_error_of_another_type() {
    let from = "schema: {$ref: '#/components/schemas/Error'}";
    let mut lines = told(MADE, &MADE.replace(from, "schema: {$ref: '#/components/schemas/Other'}"));
    lines.truncate(1);
    assert_eq!(
        lines,
        ["breaking: makePet: error-type-changed 404, Error -> 404, Other + Other - Error"]
    );
}

#[test]
fn sets_of_properties_that_are_to_be_given() {
    let given = |sets: &str| {
        MADE.replacen(
            "      required: [name]\n",
            &format!("      required: [name]\n      {sets}\n"),
            1,
        )
    };
    let any = given("anyOf: [{required: [note]}, {required: [toy]}]");
    let one = given("oneOf: [{required: [note]}, {required: [toy]}]");
    let words = ["at least", "exactly"].map(|n| format!("{n} one of note and toy is to be given"));
    let kind = "NewPet: alternatives-changed";
    assert_eq!(told(MADE, &any), [format!("may be refused: {kind} -> {}", words[0])]);
    assert_eq!(told(&any, MADE), [format!("compatible: {kind} {}", words[0])]);
    assert_eq!(told(&any, &one), [format!("may be refused: {kind} {} -> {}", words[0], words[1])]);
    assert_eq!(told(&one, &any), [format!("compatible: {kind} {} -> {}", words[1], words[0])]);
}

#[test]
fn a_default_of_null() {
    check("default: null", "default: x", &["breaking: NewPet.note: default-changed null -> \"x\""]);
}

#[test]
fn an_arm_that_nothing_tells_apart() {
    check(
        "properties: {a: {type: string}}}\n    Dog",
        "properties: {a: {type: string}, b: {type: string}}}\n    Dog",
        &[
            "breaking: Kind: arm-read-as-another Dog -> Cat",
            "compatible: Cat.b: property-added -> Option<String>",
        ],
    );
}

#[test]
fn conversions() {
    check(
        "        note: {",
        "        weight: {type: string}\n        note: {",
        &[
            "breaking: NewPet: conversion-changed NewPet: From<Pet> -> NewPet: TryFrom<Pet>",
            "compatible: NewPet.weight: property-added -> Option<String>",
        ],
    );
    // Those within it go with it.
    let answer = "schema: {$ref: '#/components/schemas/Pet'}";
    let new = MADE.replacen(
        answer,
        "schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}",
        1,
    );
    let found = diff(&written(MADE), &written(&new));
    let change = found.changes.iter().find(|it| it.kind.name() == "conversion-changed").unwrap();
    assert_eq!(change.before, ["NewPet: From<Pet>"]);
    let gone: Vec<&str> = change.broken.iter().map(|broken| broken.item.as_str()).collect();
    assert_eq!(gone, ["types::NewPet: From<Pet>", "types::NewToy: From<Toy>"]);
}

/// A limit of listed values is told at their type alone.
#[test]
fn limits_of_listed_items() {
    let tags = |length: usize| {
        let items = format!("{{type: string, enum: [a, b], maxLength: {length}}}");
        let tags = format!("        tags: {{type: array, maxItems: 5, items: {items}}}\n");
        MADE.replacen("        note: {", &format!("{tags}        note: {{"), 1)
    };
    assert_eq!(
        told(&tags(10), &tags(8)),
        [
            "may be refused: NewPetTag: limits-tightened at most 10 characters -> at most 8 characters"
        ]
    );
}

#[test]
fn content_types_of_answers() {
    let answer = |kind: &str| {
        let schema = "{schema: {$ref: '#/components/schemas/Pet'}}";
        MADE.replacen(
            &format!("content: {{application/json: {schema}}}"),
            &format!("content: {{{kind}: {schema}}}"),
            1,
        )
    };
    let other = answer("application/vnd.pet+json");
    let both = answer(
        "application/vnd.pet+json: {schema: {$ref: '#/components/schemas/Pet'}}, application/json",
    );
    let kind = "makePet: accept-changed";
    assert_eq!(
        told(MADE, &other),
        [format!("may be refused: {kind} application/json -> application/vnd.pet+json")]
    );
    assert_eq!(told(MADE, &both), [""; 0]);
}

/// The same answer, which `response()` shows with its status.
#[test]
fn statuses_of_success() {
    let kind = "docs only: makePet: success-status-changed";
    check("'201':", "'200':", &[&format!("{kind} 201 -> 200")]);
    check("'201':", "default:", &[&format!("{kind} 201 -> default")]);
    // Another answer is told with its statuses.
    check(
        "        '404':",
        "        '204': {description: It was there.}\n        '404':",
        &["breaking: makePet: response-type-changed Pet -> Pet or nothing"],
    );
}

#[test]
fn who_writes_a_property() {
    check(
        "        weight: {type: number}",
        "        weight: {type: number, writeOnly: true}",
        &["docs only: Pet.weight: form-changed -> never sent by the server"],
    );
}

/// A property that becomes one of one side alone, or of both, is one change: that it is required
/// no more follows from it.
#[test]
fn who_says_a_property() {
    let told = |usage: &str, old: &str, new: &str| {
        let pets = [old, new].map(|said| {
            let pet = format!("{{Pet: {{type: object, {said}, b: {{type: string}}}}}}}}");
            super::support::schemas(usage, &super::support::yaml(&pet))
        });
        super::support::lines(&pets[0], &pets[1])
    };
    let form = |words: &str| format!("docs only: Pet.a: form-changed {words}");
    let required = |more: &str| format!("required: [a], properties: {{a: {{type: string{more}}}");
    let optional = |more: &str| format!("properties: {{a: {{type: string{more}}}");
    let (read_only, write_only) = (", readOnly: true", ", writeOnly: true");
    for (old, new) in [(required(read_only), required("")), (optional(read_only), required(""))] {
        let is_now = "breaking: Pet.a: no-longer-read-only Option<String> -> String";
        assert_eq!(told("both", &old, &new), [is_now]);
        let was = "breaking: Pet.a: newly-read-only String -> Option<String>";
        assert_eq!(told("both", &new, &old), [was]);
    }
    let words = "set by the server alone";
    let [without, with] = ["", read_only].map(required);
    assert_eq!(told("read", &with, &without), [form(words)]);
    assert_eq!(told("read", &without, &with), [form(&format!("-> {words}"))]);
    let [without, with] = ["", read_only].map(optional);
    assert_eq!(told("both", &with, &without), ["compatible: Pet.a: no-longer-read-only"]);
    assert_eq!(told("both", &without, &with), ["breaking: Pet.a: newly-read-only"]);
    // A constant is never one that callers say.
    let constant = "required: [a], properties: {a: {const: x}".to_owned();
    let lines = told("both", &required(read_only), &constant);
    assert!(lines.contains(&form(words)), "{lines:#?}");
    assert!(!lines.iter().any(|line| line.contains("read-only")), "{lines:#?}");
    let words = "never sent by the server";
    let [without, with] = ["", write_only].map(required);
    let is_now = "breaking: Pet.a: no-longer-write-only Option<String> -> String";
    assert_eq!(told("both", &with, &without), [is_now]);
    let was = "breaking: Pet.a: newly-write-only String -> Option<String>";
    assert_eq!(told("both", &without, &with), [was]);
    assert_eq!(told("sent", &with, &without), [form(words)]);
    // Other words of the form are told beside it.
    let held = ", contentMediaType: text/html";
    let lines = told("both", &required(read_only), &required(held));
    assert_eq!(
        lines,
        [
            "breaking: Pet.a: no-longer-read-only Option<String> -> String",
            &form("-> holds text/html"),
        ]
    );
}

#[test]
fn places_of_errors_and_servers() {
    let new = MADE
        .replace("schema: {$ref: '#/components/schemas/Error'}", "schema: {type: string}")
        .replace("example/v1'", "example/v2'");
    let found = diff(&written(MADE), &written(&new));
    let at = |kind: &str| {
        let change = found.changes.iter().find(|change| change.kind.name() == kind).unwrap();
        change.new.as_ref().unwrap().to_string()
    };
    assert_eq!(at("error-type-changed"), "/paths/~1pets~1{x}~1{y}/post/responses/404");
    assert_eq!(at("base-url-changed"), "/servers");
}

/// A method whose signature is the same breaks only where it sets something else: that is said.
#[test]
fn methods_of_the_same_signature() {
    let side = |parameter: &str, body: &str| {
        written(&format!(
            "
openapi: 3.1.0
info: {{title: Pets, version: '1'}}
paths:
  /pets:
    post:
      operationId: makePet
      tags: [pets]
      parameters: [{parameter}]
      requestBody: {{required: true, content: {{application/json: {{schema: {body}}}}}}}
      responses: {{'204': {{description: Done.}}}}
components:
  schemas:
    Cat: {{type: object, required: [a], properties: {{a: {{type: string}}, x: {{type: string}}}}}}
    Dog: {{type: object, required: [a], properties: {{a: {{type: string}}, x: {{type: string}}, y: {{type: string}}}}}}
"
        ))
    };
    let broken = |old: &_, new: &_| -> Vec<String> {
        let changes = diff(old, new).changes;
        let items = changes.into_iter().flat_map(|change| change.broken);
        let calls = items.filter(|item| item.item.starts_with("pets::"));
        calls.map(|it| format!("{} -> {}", it.before, it.after.unwrap_or_default())).collect()
    };
    // The same properties, of another type.
    let of = |arms: &[&str]| {
        let arms = arms.iter().map(|it| format!("{{$ref: '#/components/schemas/{it}'}}"));
        side("", &format!("{{anyOf: [{}]}}", arms.collect::<Vec<_>>().join(", ")))
    };
    assert_eq!(
        broken(&of(&["Cat"]), &of(&["Cat", "Dog"])),
        [
            "fn make_pet_with(body: Cat) -> MakePet -> fn make_pet_with(body: MakePetRequest) -> MakePet"
        ]
    );
    let body = |properties: &str| format!("{{type: object, properties: {{{properties}}}}}");
    let (y, both) = ("y: {type: string}", "y: {type: string}, x: {type: string}");
    let parameter = "{name: x, in: query, schema: {type: string}}";
    let setter = "fn x(self, impl IntoOptional<String, M>) -> Self for";
    assert_eq!(
        broken(&side(parameter, &body(y)), &side("", &body(both))),
        [format!("{setter} \"parameter x\" -> {setter} \"property x\"")]
    );
}

/// Words and facts about items and values that have no documentation of their own are told of
/// the place that these are in, once.
#[test]
fn what_is_said_of_items_and_values() {
    let told = |usage: &str, [old, new]: [&str; 2]| {
        let pets = [old, new].map(|schema| {
            let all = format!("{{Pet: {{type: object, properties: {{x: {schema}}}}}}}");
            super::support::schemas(usage, &super::support::yaml(&all))
        });
        super::support::lines(&pets[0], &pets[1])
    };
    let check = |old: &str, new: &str, lines: &[&str]| {
        assert_eq!(told("both", [old, new]), lines, "{old} -> {new}");
    };
    let words = |more: &str| format!("docs only: Pet.x: description-changed {more}");
    let list = |items: &str| format!("{{type: array, items: {{type: string, {items}}}}}");
    check(
        &list("description: One."),
        &list("description: Two."),
        &[&words("each item: One. -> each item: Two.")],
    );
    check(&list(""), &list("description: Two."), &[&words("-> each item: Two.")]);
    // What no line of documentation holds is told, too.
    check(
        &list("description: \"One.\\n- two\""),
        &list("description: \"One.\\n- three\""),
        &[&words("each item: One.\n- two -> each item: One.\n- three")],
    );
    check(
        "{type: array, description: A., items: {type: string, description: One.}}",
        "{type: array, description: B., items: {type: string, description: Two.}}",
        &[&words("A., each item: One. -> B., each item: Two.")],
    );
    check(
        &list("description: One., maxLength: 2"),
        &list("description: Two., maxLength: 3"),
        &[
            "compatible: Pet.x: limits-loosened each item: at most 2 characters -> each item: at most 3 characters",
            &words("each item: One. -> each item: Two."),
        ],
    );
    let map = |values: &str| {
        format!("{{type: object, patternProperties: {{'^a': {{type: string, {values}}}}}}}")
    };
    check(
        &map("description: One."),
        &map("description: Two."),
        &[&words("names that match ^a: One. -> names that match ^a: Two.")],
    );
    let read = told("read", [&map("maxLength: 2, description: A."), &map("description: A.")]);
    assert_eq!(
        read,
        [
            "docs only: Pet.x: limits-changed names that match ^a: a text, at most 2 characters -> names that match ^a: a text"
        ]
    );
    // Of arms of a union that is one text.
    let arms =
        |arm: &str| format!("{{anyOf: [{{type: string{arm}}}, {{format: uuid, type: string}}]}}");
    let either = |most: u8| format!("either at most {most} characters, or in the format uuid");
    check(
        &arms(", maxLength: 3"),
        &arms(", maxLength: 4"),
        &[&format!("compatible: Pet.x: limits-loosened {} -> {}", either(3), either(4))],
    );
    check(
        &arms(", maxLength: 3"),
        &arms(""),
        &[&format!("compatible: Pet.x: limits-loosened {}", either(3))],
    );
    let read = told("read", [&arms(", maxLength: 3"), &arms("")]);
    assert_eq!(read, [format!("docs only: Pet.x: limits-changed {}", either(3))]);
    // A change of the type says that of the facts.
    check(
        &arms(", maxLength: 3"),
        "{type: integer}",
        &["breaking: Pet.x: type-changed String -> i64"],
    );
}

/// The words about the items of a type are told of the type, and not of each place of it.
#[test]
fn what_is_said_of_items_of_a_type() {
    let pet = "Pet: {type: object, properties: {x: {$ref: '#/components/schemas/Names'}, y: {$ref: '#/components/schemas/Names', description: Mine.}}}";
    let [old, new] = ["One.", "Two."].map(|text| {
        let names = format!("Names: {{type: array, items: {{type: string, description: {text}}}}}");
        super::support::schemas("both", &super::support::yaml(&format!("{{{pet}, {names}}}")))
    });
    assert_eq!(
        super::support::lines(&old, &new),
        ["docs only: Names: description-changed each item: One. -> each item: Two."]
    );
}
