//! What is said about one value in several places: small YAML in, exact Rust
//! or exact warnings out.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

const LEVELS: &str = "
        Level:
          type: integer
          format: int32
          oneOf:
          - {const: 1, title: LOW, description: Near the ground.}
          - {const: 2, title: HIGH}
";

fn with_levels(schemas: &str) -> Snippet {
    Snippet::both(&format!("{schemas}{LEVELS}"))
}

#[test]
fn titled_integers_are_an_integer_that_documents_them() {
    assert_snapshot!(
        with_levels("
        Pet: {type: object, required: [level], properties: {level: {$ref: '#/components/schemas/Level'}}}")
            .file(&["types/level.rs", "types/pet.rs"])
    );
}

#[test]
fn titled_texts_are_an_open_enum() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: string
          oneOf:
          - {const: cat, title: A cat, description: It purrs.}
          - {const: dog}
        "
        )
        .pet()
    );
}

#[test]
fn the_narrowest_of_scalars() {
    assert_snapshot!(
        with_levels(
            "
        Pet:
          type: object
          required: [level, size, color, kind]
          properties:
            level: {type: integer, enum: [1], allOf: [{$ref: '#/components/schemas/Level'}], format: int32}
            size: {type: number, allOf: [{type: integer}, {minimum: 3}]}
            color: {type: string, default: red, allOf: [{$ref: '#/components/schemas/Color'}]}
            kind: {type: string, enum: [cat], allOf: [{$ref: '#/components/schemas/Kind'}]}
            some: {allOf: [{$ref: '#/components/schemas/Kind'}, {enum: [dog, cat, eel]}]}
        Color: {type: string, enum: [red, blue]}
        Kind: {type: string, enum: [cat, dog, cow]}"
        )
        .pet()
    );
}

#[test]
fn lists_that_hold_together() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          properties:
            names: {type: array, minItems: 1, allOf: [{$ref: '#/components/schemas/Names'}]}
            toys:
              allOf:
              - {type: array, items: {type: object, properties: {name: {type: string}}}}
              - {type: array, items: {type: object, properties: {size: {type: integer}}}}
        Names: {type: array, items: {type: string}}
        "
        )
        .pet()
    );
}

const KINDS: &str = "
        Cat: {type: object, required: [kind], properties: {kind: {const: cat}, lives: {type: integer}}}
        Dog: {type: object, required: [kind], properties: {kind: {const: dog}, tricks: {type: array, items: {type: string}}}}
";

#[test]
fn union_beside_properties() {
    assert_snapshot!(
        Snippet::both(&format!(
            "
        Pet:
          type: object
          description: A cat or a dog.
          required: [name]
          properties:
            name: {{type: string}}
            home: {{type: object, properties: {{street: {{type: string}}}}}}
          oneOf:
          - {{$ref: '#/components/schemas/Cat'}}
          - {{$ref: '#/components/schemas/Dog'}}
          - {{type: object, required: [kind], properties: {{kind: {{const: eel}}, length: {{type: number}}}}}}
        {KINDS}"
        ))
        .pet()
    );
}

#[test]
fn all_of_a_union_and_an_object() {
    assert_snapshot!(
        Snippet::both(&format!(
            "
        Pet:
          allOf:
          - {{$ref: '#/components/schemas/Animal'}}
          - {{type: object, required: [id], properties: {{id: {{type: string}}}}}}
        Animal:
          anyOf:
          - {{$ref: '#/components/schemas/Cat'}}
          - {{$ref: '#/components/schemas/Dog'}}
        {KINDS}"
        ))
        .file(&["types/pet.rs", "types/animal.rs"])
    );
}

/// A parent that lists its children, which are made of it.
#[test]
fn parent_and_children() {
    let pets = Snippet::both(
        "
        Pet:
          type: object
          required: [kind, name]
          properties: {kind: {type: string}, name: {type: string}}
          discriminator: {propertyName: kind}
          oneOf:
          - {$ref: '#/components/schemas/Cat'}
          - {$ref: '#/components/schemas/Dog'}
        Cat:
          allOf:
          - {$ref: '#/components/schemas/Pet'}
          - {type: object, properties: {kind: {const: cat}, lives: {type: integer}}}
        Dog:
          allOf:
          - {$ref: '#/components/schemas/Pet'}
          - {type: object, properties: {kind: {const: dog}, friend: {$ref: '#/components/schemas/Pet'}}}
        ",
    );
    assert_snapshot!(pets.file(&["types/cat.rs", "types/dog.rs", "types/pet.rs"]));
    assert_eq!(pets.warnings(), "");
}

/// Merged into itself again and again, a union would have no end.
#[test]
fn union_inside_its_own_rest() {
    let pets = Snippet::both(&format!(
        "
        Pet:
          type: object
          properties:
            child:
              allOf:
              - {{$ref: '#/components/schemas/Pet'}}
              - {{type: object, properties: {{age: {{type: integer}}}}}}
          oneOf:
          - {{$ref: '#/components/schemas/Cat'}}
          - {{$ref: '#/components/schemas/Dog'}}
        {KINDS}"
    ));
    assert_snapshot!(pets.pet());
}

#[test]
fn the_narrower_of_two_properties() {
    let pets = Snippet::both(
        "
        Pet:
          allOf:
          - {$ref: '#/components/schemas/Old'}
          - type: object
            required: [kind, mood, id]
            properties:
              kind: {type: string}
              mood: {type: string, enum: [calm, wild]}
              id: {type: [string, 'null']}
              size: {type: integer}
              home: {type: object, properties: {city: {type: string}}}
        Old:
          type: object
          properties:
            kind: {type: string, const: cat}
            mood: {$ref: '#/components/schemas/Mood'}
            id: {type: string}
            size: {type: number}
            home: {type: object, properties: {street: {type: string}}}
        Mood: {type: string, enum: [calm, wild, sad]}
        ",
    );
    assert_snapshot!(pets.pet());
    assert_eq!(pets.warnings(), "");
}

/// What a part says nothing of is what the other says, whichever is first.
#[test]
fn a_property_that_one_part_says_nothing_of() {
    let pets = Snippet::both(
        "
        Pet:
          allOf:
          - {type: object, properties: {first: {}, then: {type: string}, home: {description: Where.}}}
          - {type: object, properties: {first: {type: string}, then: {}, home: {type: object, properties: {city: {type: string}}}}}
        ",
    );
    assert_eq!(pets.warnings(), "");
    let pet = pets.pet();
    for field in ["first: Option<String>", "then: Option<String>", "home: Option<PetHome>"] {
        assert!(pet.contains(&format!("pub {field},")), "{field}:\n{pet}");
    }
}

#[test]
fn arms_that_only_require_are_documentation() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          allOf: [{$ref: '#/components/schemas/Base'}]
          oneOf: [{required: [name]}, {required: [age]}]
          not: {required: [name, age]}
        Base: {type: object, properties: {name: {type: string}, age: {type: integer}}}
        "
        )
        .pet()
    );
}

#[test]
fn what_contradicts_is_any_value_elsewhere() {
    let pets = Snippet::read(
        "Pet: {properties: {a: {allOf: [{type: object, properties: {a: {type: string}}}, {type: string}]}}}",
    )
    .not_of_record();
    assert_snapshot!(pets.pet());
    assert_snapshot!(pets.warnings());
}

/// Further properties are no less than declared ones beside a union of texts.
#[test]
fn further_properties_beside_a_union_of_scalars() {
    let pets = Snippet::read(
        "
        Pet:
          type: object
          properties:
            n: {additionalProperties: {type: string}, oneOf: [{type: string}, {type: integer}]}
        ",
    );
    let pets = pets.not_of_record();
    let wanted = "a schema with `oneOf` and `properties` is not understood";
    assert!(pets.warnings().contains(wanted), "{}", pets.warnings());
    assert!(pets.pet().contains("pub n: Option<Value>"));
}

/// Of two declarations of the same values, the one without null is kept, or else
/// the one that has a name, or was there first with its limits.
#[test]
fn one_of_two_properties_of_the_same_values() {
    let pets = Snippet::read(
        "
        Pet:
          allOf:
          - {$ref: '#/components/schemas/Old'}
          - type: object
            required: [tag, mood, state, weight]
            properties:
              tag: {$ref: '#/components/schemas/Tag'}
              mood: {type: string, enum: [calm, wild]}
              state: {type: string, enum: [calm, wild]}
              weight: {type: number}
        Old:
          type: object
          properties:
            tag: {type: string}
            mood: {$ref: '#/components/schemas/Mood'}
            state: {$ref: '#/components/schemas/State'}
            weight: {type: number, minimum: 1}
        Tag: {type: [string, 'null'], description: A tag.}
        Mood: {type: string, enum: [calm, wild]}
        State: {type: [string, 'null'], enum: [calm, wild, null]}
        ",
    );
    let pet = pets.pet();
    for field in ["pub tag: String,", "pub mood: Mood,", "pub state: PetState,", "/// At least 1."]
    {
        assert!(pet.contains(field), "no {field} in\n{pet}");
    }
    assert_eq!(pets.warnings(), "");
}
