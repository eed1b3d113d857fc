//! The requests that the server makes of callers: webhooks and callbacks.

use openapi_loom_generator::diff::{Version, diff};
use openapi_loom_generator::{Groups, Inputs};

use super::support::{PETS, check, inputs, line, told};

#[test]
fn callbacks() {
    check(
        "        born:\n",
        "        died:\n",
        &[
            "breaking: makePet: callback-removed POST born {$request.body#/url}",
            "compatible: makePet: callback-added -> POST died {$request.body#/url}",
        ],
    );
    check(
        ", on: {type: string, format: date}",
        "",
        &[
            "breaking: makePet: callback-changed POST born {$request.body#/url}, application/json on: string (date) -> POST born {$request.body#/url}",
        ],
    );
    check(
        ", on: {type: string, format: date}",
        ", on: {type: string, format: date}, by: {type: string}",
        &[
            "compatible: makePet: callback-changed POST born {$request.body#/url} -> POST born {$request.body#/url}, application/json by: string",
        ],
    );
}

#[test]
fn webhooks() {
    check(
        "  fed:\n",
        "  washed:\n",
        &[
            "breaking: webhook fed: webhook-removed POST",
            "compatible: webhook washed: webhook-added -> POST",
        ],
    );
    check(
        "at: {type: string}",
        "at: {type: integer}",
        &[
            "breaking: webhook fed: webhook-changed application/json at: string -> application/json at: integer",
        ],
    );
    check(
        "at: {type: string}",
        "at: {type: string}, by: {type: string}",
        &["compatible: webhook fed: webhook-changed -> application/json by: string"],
    );
    // A value of a format is read as any other.
    check(
        "at: {type: string}",
        "at: {type: string, format: date}",
        &[
            "compatible: webhook fed: webhook-changed application/json at: string -> application/json at: string (date)",
        ],
    );
    // One of another group is none of the crate's.
    let other = PETS.replace(
        "      tags: [pets]\n      requestBody: {content",
        "      tags: [homes]\n      requestBody: {content",
    );
    let changed = other.replace("at: {type: string}", "at: {type: integer}");
    assert_eq!(told(&other, &changed), [""; 0]);
}

/// A change in what webhooks bring is told by the component that says it: by its
/// type, if operations reach it.
#[test]
fn components_that_webhooks_bring() {
    check(
        "maxLength: 9}, born",
        "maxLength: 9}, name: {type: string}, born",
        &["compatible: Pet.name: property-added -> Option<String>"],
    );
    let fur = |from: &str, to: &str, line: &str| check(from, to, &[line]);
    fur(
        "soft: {type: boolean}",
        "soft: {type: string}",
        "breaking: webhook fed: webhook-changed Fur soft: boolean -> Fur soft: string",
    );
    fur(
        "const: fur",
        "const: hair",
        "breaking: webhook fed: webhook-changed Fur kind: one of \"fur\" required -> Fur kind: one of \"hair\" required",
    );
    fur(
        "const: fur",
        "enum: [fur, hair]",
        "compatible: webhook fed: webhook-changed Fur kind: one of \"fur\" required -> Fur kind: one of \"fur\", \"hair\" required",
    );
    fur(
        "required: [kind]",
        "required: [kind, soft]",
        "compatible: webhook fed: webhook-changed Fur soft: boolean -> Fur soft: boolean required",
    );
    fur(
        "required: [kind]",
        "required: []",
        "breaking: webhook fed: webhook-changed Fur kind: one of \"fur\" required -> Fur kind: one of \"fur\"",
    );
    fur(
        "soft: {type: boolean}",
        "soft: {type: [boolean, 'null']}",
        "breaking: webhook fed: webhook-changed Fur soft: boolean -> Fur soft: boolean or null",
    );
    // The same in other words is the same.
    check("soft: {type: boolean}", "soft: {description: Or not., type: [boolean]}", &[]);
    check("length: {type: integer}", "length: {allOf: [{type: integer}]}", &[]);
    let nullable = PETS.replace("length: {type: integer}", "length: {type: [integer, 'null']}");
    let other = PETS
        .replace("length: {type: integer}", "length: {anyOf: [{type: integer}, {type: 'null'}]}");
    let lines = told(&nullable, &other);
    assert_eq!(lines, [""; 0]);
    // With all groups it has a type.
    let changed = PETS.replace("soft: {type: boolean}", "soft: {type: string}");
    let lines: Vec<String> = diff(&all(PETS), &all(&changed)).changes.iter().map(line).collect();
    assert_eq!(lines, ["breaking: Fur.soft: type-changed bool -> String"]);
}

/// Every keyword that holds schemas leads to what webhooks bring, by what it says
/// of the value.
#[test]
fn keywords_of_components_that_webhooks_bring() {
    let told = |schema: &str| {
        let [old, new] = ["string", "integer"].map(|ty| {
            let schema = schema.replace("INNER", &format!("{{type: {ty}}}"));
            PETS.replace("soft: {type: boolean}", &format!("soft: {schema}"))
        });
        let lines = told(&old, &new);
        let [line] = lines.as_slice() else { panic!("{schema}: {lines:?}") };
        let line = line.strip_prefix("breaking: webhook fed: webhook-changed Fur soft");
        line.unwrap_or_else(|| panic!("{schema}: {lines:?}")).to_owned()
    };
    for (schema, line) in [
        ("{additionalProperties: INNER}", " *: string -> Fur soft *: integer"),
        ("{unevaluatedProperties: INNER}", " *: string -> Fur soft *: integer"),
        (
            "{patternProperties: {'^x': INNER}}",
            " matching ^x: string -> Fur soft matching ^x: integer",
        ),
        ("{items: INNER}", " []: string -> Fur soft []: integer"),
        ("{items: [{}, INNER]}", " [1]: string -> Fur soft [1]: integer"),
        ("{prefixItems: [INNER]}", " [0]: string -> Fur soft [0]: integer"),
        ("{additionalItems: INNER}", " []: string -> Fur soft []: integer"),
        ("{unevaluatedItems: INNER}", " []: string -> Fur soft []: integer"),
        ("{contentSchema: INNER}", " decoded: string -> Fur soft decoded: integer"),
        ("{then: INNER}", ": string -> Fur soft: integer"),
        ("{else: {properties: {a: INNER}}}", " a: string -> Fur soft a: integer"),
        ("{dependentSchemas: {b: {properties: {a: INNER}}}}", " a: string -> Fur soft a: integer"),
        (
            "{dependencies: {c: [d], b: {properties: {a: INNER}}}}",
            " a: string -> Fur soft a: integer",
        ),
        ("{oneOf: [INNER, {type: boolean}]}", " (1): string -> Fur soft (1): integer"),
        ("{anyOf: [INNER, {type: 'null'}]}", ": string or null -> Fur soft: integer or null"),
        (
            "{$ref: '#/components/schemas/Pet', properties: {own: INNER}}",
            " own: string -> Fur soft own: integer",
        ),
    ] {
        assert_eq!(told(schema), line, "{schema}");
    }
    // A definition that is not used is not brought; a keyword that narrows brings
    // nothing.
    for keyword in ["$defs: {A: INNER}", "if: INNER", "not: INNER", "x-note: INNER"] {
        let [old, new] = ["string", "integer"].map(|ty| {
            let keyword = keyword.replace("INNER", &format!("{{type: {ty}}}"));
            PETS.replace("soft: {type: boolean}", &format!("soft: {{{keyword}}}"))
        });
        assert_eq!(self::told(&old, &new), [""; 0], "{keyword}");
    }
}

/// A component that several webhooks and callbacks lead to is told by each of
/// them, and those that do not lead to it say nothing.
#[test]
fn components_that_several_lead_to() {
    let more = PETS.replace(
        "webhooks:\n",
        "webhooks:
  brushed: {post: {tags: [pets], requestBody: {content: {application/json: {schema: {properties: {coat: {$ref: '#/components/schemas/Coat'}}}}}}, responses: {}}}
  seen: {post: {tags: [pets], requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Place'}}}}, responses: {}}}
",
    );
    let more = more.replace(
        "    Fur:",
        "    Coat: {properties: {fur: {$ref: '#/components/schemas/Fur'}}}
    Place: {properties: {name: {type: string}}}
    Fur:",
    );
    let changed = more.replace("soft: {type: boolean}", "soft: {type: string}");
    assert_eq!(
        told(&more, &changed),
        [
            "breaking: webhook brushed: webhook-changed Fur soft: boolean -> Fur soft: string",
            "breaking: webhook fed: webhook-changed Fur soft: boolean -> Fur soft: string",
        ]
    );
    // A component that is no longer led to is told where it was named.
    let apart = more.replace(
        "Coat: {properties: {fur: {$ref: '#/components/schemas/Fur'}}}",
        "Coat: {properties: {fur: {type: string}}}",
    );
    assert_eq!(
        told(&more, &apart),
        ["breaking: webhook brushed: webhook-changed Coat fur: Fur -> Coat fur: string"]
    );
    let alone = PETS.replace("fur: {$ref: '#/components/schemas/Fur'}", "fur: {type: string}");
    assert_eq!(
        told(PETS, &alone),
        [
            "breaking: webhook fed: webhook-changed application/json fur: Fur -> application/json fur: string"
        ]
    );
}

/// Components in a circle, and many that refer to each other.
#[test]
fn webhooks_without_end() {
    let ring = PETS.replace(
        "length: {type: integer}",
        "length: {type: integer}, under: {$ref: '#/components/schemas/Fur'}, all: {type: array, items: {$ref: '#/components/schemas/Fur'}}",
    );
    let changed = ring.replace("length: {type: integer}", "length: {type: number}");
    assert_eq!(
        told(&ring, &changed),
        ["breaking: webhook fed: webhook-changed Fur length: integer -> Fur length: number"]
    );
}

fn all(document: &str) -> Version {
    let inputs = Inputs { groups: Groups::All, ..inputs(document, "") };
    openapi_loom_generator::version(&inputs).unwrap_or_else(|failure| panic!("{failure}"))
}
