//! Reasons for names, unions, parts of types, headers and webhooks, each of which is so.

use openapi_loom_generator::explain::Explainer;
use openapi_loom_generator::source::Files;
use openapi_loom_generator::{Inputs, explainer};
use workspace_tests::synthetic::alone;

const DOCUMENT: &str = "
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters:
        - {name: id, in: query, schema: {type: string}}
        - {name: id, in: header, schema: {type: integer}}
        - {name: Idempotency-Key, in: header, schema: {type: string}}
      responses:
        '200':
          description: All.
          headers: {X-Left: {schema: {type: integer}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
webhooks:
  born:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Born'}}}}
      responses: {'204': {description: Done.}}
  fed:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Fed'}}}}
      responses: {'204': {description: Done.}}
components:
  schemas:
    Pet:
      type: object
      properties:
        a-b: {type: string}
        a_b: {type: string}
        kind: {$ref: '#/components/schemas/Kind'}
        size: {$ref: '#/components/schemas/Size'}
        toy: {$ref: '#/components/schemas/Toy'}
    pet: {type: object, properties: {b: {type: string}}}
    Kind:
      oneOf:
        - {type: object, required: [t], properties: {t: {const: a}, x: {type: string}}}
        - {type: object, required: [t], properties: {t: {const: b}, y: {type: string}}}
        - {type: object, required: [t], properties: {t: {const: b}, z: {type: string}}}
    Size:
      oneOf:
        - {type: object, properties: {p: {type: string}}}
        - {type: object, properties: {p: {type: integer}, q: {type: string}}}
    Toy:
      type: object
      properties: {of: {type: string}}
      if: {properties: {of: {const: wood}, from: {const: afar}}}
      then: {properties: {tree: {type: string}}}
    Born: {type: object, required: [type], properties: {type: {const: born}}}
    Fed: {type: object, required: [type], properties: {type: {const: fed}}}
";

fn explained(config: &str) -> Explainer {
    explainer(&Inputs { config, ..alone(DOCUMENT.as_bytes()) }).unwrap()
}

/// Checks the form in Rust, the place and one of the reasons of what has this name.
#[track_caller]
fn check(name: &str, rust: &str, at: &str, reason: &str) {
    let found = explained("").explain(name).unwrap_or_else(|unknown| panic!("{unknown:?}"));
    assert_eq!((found.rust.as_str(), found.places[0].at.as_str()), (rust, at));
    assert!(found.reasons.iter().any(|known| known == reason), "{:#?}", found.reasons);
}

#[test]
fn names_that_are_taken() {
    check(
        "pet",
        "struct PetLower",
        "/components/schemas/pet",
        "the schema `pet`; by itself, its name would be `Pet`, and so would that of `Pet`, which has it",
    );
    check(
        "Pet.a-b",
        "Pet.a_minus_b: Option<String>",
        "/components/schemas/Pet/properties/a-b",
        "by itself, its name would be `a_b`, and so would that of `a_b`, which has it",
    );
    // Of two that have one name in the document, each names the other.
    check(
        "list_pets.id",
        "list_pets.id_query: String",
        "/paths/~1pets/get/parameters/0",
        "by itself, its name would be `id`, and so would that of `id`, which is `id_header`",
    );
}

/// No schema of the document is called as the type of one in another file.
#[test]
fn schemas_of_other_files() {
    let document = DOCUMENT.replace("#/components/schemas/Pet", "pets.yaml#/Pet");
    let load = |_: &str| Ok(b"Pet: {properties: {a: {type: string}}}".to_vec());
    let files = Some(Files { name: "api.yaml", load: &load });
    let explained = explainer(&Inputs { files, ..alone(document.as_bytes()) }).unwrap();
    let found = explained.explain("PetsPet").unwrap();
    assert_eq!(found.reasons[0], "named after its place, `pets.yaml#/Pet`");
}

#[test]
fn unions_that_one_property_tells_apart_in_part() {
    check(
        "Kind",
        "enum Kind",
        "/components/schemas/Kind",
        "a union of which `t` tells apart the objects that have a text of their own in it; of the \
         others, each has tests, and the first that pass decide, never a trial",
    );
    check(
        "Size",
        "enum Size",
        "/components/schemas/Size",
        "arms of one kind are told apart by tests: the first that pass decide, never a trial",
    );
    check(
        "Size.Q",
        "Size::Q(SizeQ)",
        "/components/schemas/Size/oneOf/1",
        "an object that no arm before it takes",
    );
}

#[test]
fn parts_of_a_type() {
    check(
        "Toy.tree",
        "Toy.tree: Option<String>",
        "/components/schemas/Toy/then/properties/tree",
        "it is declared under a condition, in `then`, and so it is optional",
    );
    check(
        "Toy.from",
        "Toy.from: Option<Value>",
        "/components/schemas/Toy/if/properties/from",
        "`if` alone names it: what it asks for there is a condition, and no type",
    );
    check(
        "PetLower",
        "struct PetLower",
        "/components/schemas/pet",
        "no call sends or reads `PetLower`: it is made as what callers only read",
    );
}

#[test]
fn headers() {
    let at = "/paths/~1pets/get/responses/200/headers";
    check(
        "ListPetsHeaders",
        "struct ListPetsHeaders",
        at,
        "the successes of `GET /pets` declare headers: a struct, with a field for each",
    );
    for name in ["ListPetsHeaders.x_left", "ListPetsHeaders.X-Left"] {
        check(
            name,
            "ListPetsHeaders.x_left: Option<i64>",
            &format!("{at}/X-Left"),
            "the header `X-Left` of a success",
        );
    }
}

#[test]
fn the_header_of_idempotency_keys() {
    check(
        "list_pets.Idempotency-Key",
        "list_pets.idempotency_key()",
        "/paths/~1pets/get/parameters/2",
        "the header of idempotency keys, for which each call has a setter",
    );
}

#[test]
fn webhooks() {
    check(
        "born",
        "webhook born: WebhookEvent",
        "/webhooks/born/post",
        "a webhook, `POST`: the server asks it of its own accord, and no call does",
    );
    check(
        "WebhookEvent",
        "enum WebhookEvent",
        "/webhooks",
        "no schema: one of what is posted to `webhooks` of the document",
    );
    check("Born", "struct Born", "/components/schemas/Born", "the schema `Born`");
}

#[test]
fn lists_that_do_not_page() {
    let found = explained("no_pages: [listPets]").explain("list_pets").unwrap();
    let reason = "`no_pages` of the configuration: it does not page, whatever its shapes";
    assert!(found.reasons.iter().any(|known| known == reason), "{:#?}", found.reasons);
    assert_eq!(found.places[1].at.as_str(), "/no_pages/0");
}

/// A property that several arms declare stands at the first of them.
#[test]
fn properties_of_several_arms() {
    let document = DOCUMENT.replace(
        "      oneOf:\n        - {type: object, properties: {p:",
        "      anyOf:\n        - {type: object, properties: {p:",
    );
    let explained = explainer(&alone(document.as_bytes())).unwrap();
    let of = |name| explained.explain(name).unwrap();
    let words = |arms| {
        format!(
            "`Size` has the properties of all arms of its `anyOf`, which can hold together: {arms}"
        )
    };
    let several = of("Size.p");
    assert_eq!(several.places[0].at.as_str(), "/components/schemas/Size/anyOf/0/properties/p");
    assert!(several.reasons.contains(&words("several arms declare it, this one first")));
    let one = of("Size.q");
    assert_eq!(one.places[0].at.as_str(), "/components/schemas/Size/anyOf/1/properties/q");
    assert!(one.reasons.contains(&words("this arm declares it")));
}
