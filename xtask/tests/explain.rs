//! `cargo xtask explain` from the outside.

use std::fs;

use tempfile::TempDir;

use crate::support::{Ran, xtask};

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Pets, version: 1.2.3}
paths:
  /pets/{pet_id}:
    post:
      operationId: updatePet
      tags: [pets]
      parameters:
      - {name: pet_id, in: path, required: true, schema: {type: string}}
      - {name: 'tags[]', in: query, schema: {type: array, items: {type: string}}}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/PetUpdate'}}}
      responses:
        '200':
          description: A pet.
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
components:
  schemas:
    Pet:
      type: object
      required: [id, kind, born, owner, status, left_over]
      properties:
        id: {type: string}
        kind: {const: pet}
        born: {type: integer, format: unixtime}
        weight: {type: number}
        owner: {$ref: '#/components/schemas/Notes'}
        status: {type: string, enum: [at-home, lost]}
        toy: {$ref: '#/components/schemas/Toy'}
        mother: {$ref: '#/components/schemas/Pet'}
        anything: {}
        about: {type: object}
        friends: {type: array, items: {type: [string, 'null']}}
        type: {type: string}
        chip: {type: string, format: uuid}
        nick: {allOf: [{$ref: '#/components/schemas/Value'}, {description: Short.}]}
        merged: {$ref: '#/components/schemas/Merged'}
        food: {$ref: '#/components/schemas/Food'}
        event: {type: string}
      additionalProperties: {type: integer}
    PetUpdate:
      type: object
      required: [name, note, dry]
      properties:
        name: {type: string}
        note: {type: [string, 'null']}
        dry: {type: boolean, enum: [true]}
        mood: {type: string}
        model:
          anyOf:
          - type: string
          - {type: string, enum: [good, better]}
          - type: 'null'
    Value: {type: string}
    Notes: {type: [object, 'null'], additionalProperties: {type: string}}
    Toy:
      oneOf:
      - {$ref: '#/components/schemas/Ball'}
      - {$ref: '#/components/schemas/Sticks'}
    Ball: {type: object, required: [type], properties: {type: {const: ball}}}
    Sticks: {oneOf: [{$ref: '#/components/schemas/Stick'}, {$ref: '#/components/schemas/Bone'}]}
    Stick: {type: object, required: [type], properties: {type: {const: stick}}}
    Bone: {type: object, required: [type], properties: {type: {const: bone}}}
    Food:
      oneOf:
      - {type: string, enum: [any, none]}
      - {type: array, items: {type: string}}
    Merged:
      allOf:
      - {type: object, properties: {first: {type: string}}}
      - type: object
        properties:
          second: {type: string}
";

const OVERLAY: &str = "\
overlay: 1.0.0
info: {title: Corrections, version: '1'}
actions:
- target: $.components.schemas.Pet.required[?@ == 'left_over']
  description: It is not declared.
  remove: true
- target: $.components.schemas.Pet.properties
  description: The vendor forgot the age.
  update: {age: {type: integer}}
- target: $.components.schemas.Pet.properties.age
  description: Pets have no age before they are born.
  update: {minimum: 0}
- target: $.components.schemas.Pet
  description: Servers always send the weight.
  update: {required: [weight]}
- target: $.components.schemas.Pet.required[?@ == 'born']
  description: The birth of a stray is not known.
  remove: true
- target: $.components.schemas.Pet.properties.event
  description: It is of another schema.
  remove: true
";

fn explain(options: &[&str]) -> (i32, String, String) {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("pets.yaml"), DOCUMENT).unwrap();
    fs::write(dir.path().join("overlay.yaml"), OVERLAY).unwrap();
    fs::write(dir.path().join("broken.yaml"), "paths: [").unwrap();
    let arguments = [&["explain", "--no-config", "--overlay", "overlay.yaml"], options].concat();
    let Ran { code, stdout, stderr } = xtask(dir.path(), &arguments);
    (code, stdout, stderr)
}

/// Returns what is said of a name.
#[track_caller]
fn explained(name: &str) -> String {
    let (code, text, error) = explain(&["--spec", "pets.yaml", name]);
    assert_eq!((code, &*error), (0, ""), "{name}");
    text
}

/// Finds the place of something, by a text on its line.
fn place(file: &str, text: &str, line: &str) -> String {
    let number = text.lines().position(|other| other.contains(line)).unwrap();
    let column = text.lines().nth(number).unwrap().find(|c: char| !" -".contains(c)).unwrap();
    format!("{file}:{}:{}", number + 1, column + 1)
}

#[test]
fn what_is_said_of_a_field_in_full() {
    let born = place("pets.yaml", DOCUMENT, "born: {");
    let action = place("overlay.yaml", OVERLAY, "Pet.required[?@ == 'born']");
    assert_eq!(
        explained("Pet.born"),
        format!(
            "\
Pet.born: Option<UnixTime>
  {born}
  at /components/schemas/Pet/properties/born

  - optional: an `Option`, `None` where it is left out or null
  - an integer with the format `unixtime`: `UnixTime`
  - callers only read `Pet`: its fields are public, and it has no constructor
  - overlay action 5 ({action}) made it optional: The birth of a stray is not known.
"
        )
    );
}

#[test]
fn each_rule_is_told() {
    let cases = [
        (
            "Pet.id",
            "Pet.id: String",
            "leaves it out or sends null all the same, it reads as empty text",
        ),
        ("Pet.kind", "Pet.kind: Constant<Self>", "`pet` is its only value: it reads as that"),
        ("Pet.weight", "Pet.weight: f64", "a number: `f64`"),
        ("Pet.weight", "Pet.weight: f64", ") made it required: Servers always send the weight."),
        (
            "Pet.owner",
            "Pet.owner: Option<Notes>",
            "that it may be null is said by the schema `Notes`",
        ),
        ("Pet.owner", "Pet.owner: Option<Notes>", "another name for `BTreeMap<String, String>`"),
        ("Pet.status", "Pet.status: PetStatus", "it reads as `Other(\"\")`"),
        (
            "PetStatus",
            "enum PetStatus",
            "an inline schema, named after its owner and the way to it: `Pet.status`",
        ),
        ("PetStatus", "enum PetStatus", "an open enum, in which `Other` keeps values"),
        ("PetStatus.AtHome", "PetStatus::AtHome", "`at-home` on the wire; in Rust, `AtHome`"),
        ("PetStatus.at-home", "PetStatus::AtHome", "the listed text `at-home`"),
        ("PetStatus::Other", "PetStatus::Other(String)", "kept, and sent back unchanged"),
        ("Pet.mother", "Pet.mother: Option<Box<Pet>>", "it leads back to `Pet`: a `Box`"),
        ("Pet.anything", "Pet.anything: Option<Value>", "no type is said"),
        ("Pet.about", "Pet.about: Option<Map<String, Value>>", "declares no properties"),
        (
            "Pet.friends",
            "Pet.friends: Option<Vec<Option<String>>>",
            "its items: a string: `String`; or null",
        ),
        ("Pet.type", "Pet.r#type: Option<String>", "`type` is a keyword of Rust"),
        ("Pet::r#type", "Pet.r#type: Option<String>", "optional: an `Option`"),
        ("Pet.chip", "Pet.chip: Option<String>", "the format `uuid` has no type of its own"),
        ("Pet.nick", "Pet.nick: Option<ValueType>", "an `allOf` with one part"),
        ("Value", "type ValueType = String", "so `Type` is added"),
        ("Pet.rest", "Pet.rest: BTreeMap<String, i64>", "each of them is an integer: `i64`"),
        ("Pet.age", "Pet.age: Option<i64>", ") put it there: The vendor forgot the age."),
        ("Pet.age", "Pet.age: Option<i64>", ") changed `minimum` in it: Pets have no age"),
        ("Pet", "struct Pet", ") took `properties/event` out of it: It is of another schema."),
        ("PetUpdate", "struct PetUpdate", "callers only send `PetUpdate`"),
        ("PetUpdate.name", "PetUpdate.name: String", "required: an argument of the constructor"),
        ("PetUpdate.note", "PetUpdate.note: Option<String>", "null is sent for `None`"),
        (
            "PetUpdate.dry",
            "PetUpdate.dry: bool",
            "`true` is its only value: callers never write it",
        ),
        ("PetUpdate.mood", "PetUpdate.mood: Option<String>", "`None` is left out"),
        (
            "PetUpdate.model",
            "PetUpdate.model: Nullable<PetUpdateModel>",
            "tells left out, null and a value apart",
        ),
        (
            "PetUpdateModel",
            "enum PetUpdateModel",
            "a union of texts, some of them listed: an open enum",
        ),
        ("PetUpdateModel.better", "PetUpdateModel::Better", "the listed text `better`"),
        (
            "Notes",
            "type Notes = BTreeMap<String, String>",
            "it may be null: that counts where it is used",
        ),
        ("Toy", "enum Toy", "a union of objects that `type` tells apart"),
        ("Toy", "enum Toy", "the arms of unions inside it are its own"),
        ("Toy.bone", "Toy::Bone(Bone)", "an object whose `type` is `bone`"),
        ("Toy.Other", "Toy::Other(Value)", "an object with another `type`, or without one"),
        ("Food", "enum Food", "the kind of JSON value tells apart: a string, a list"),
        ("Food.none", "Food::None", "the listed text `none`"),
        ("Food.List", "Food::List(Vec<String>)", "the only arm that is a list"),
        ("Food.Other", "Food::Other(Value)", "in which a newer document may list more: string"),
        ("Merged", "struct Merged", "an `allOf` of 2 parts, which are one struct"),
        ("Merged.second", "Merged.second: Option<String>", "this part declares it"),
        (
            "update_pet",
            "Pets::update_pet(pet_id, name, note) -> Pet",
            "`POST /pets/{pet_id}`: the operation `updatePet`",
        ),
        (
            "updatePet",
            "Pets::update_pet(pet_id, name, note) -> Pet",
            "`update_pet_with` takes a whole body",
        ),
        (
            "Pets::update_pet",
            "Pets::update_pet(pet_id, name, note) -> Pet",
            "its group is its first tag, else the first part of its path: `pets`",
        ),
        ("update_pet.pet_id", "update_pet.pet_id: String", "a parameter in the path, required"),
        ("update_pet.tags", "update_pet.tags: Vec<String>", "a list is a pair per item"),
        ("updatePet.tags[]", "update_pet.tags: Vec<String>", "optional: a setter of the call"),
        (
            "update_pet.name",
            "PetUpdate.name: String",
            "an argument of the method: `PetUpdate` requires it",
        ),
        ("update_pet.model", "PetUpdate.model: Nullable<PetUpdateModel>", "a setter of the call"),
        ("Pets", "struct Pets", "from `Client::pets()`"),
    ];
    for (name, rust, reason) in cases {
        let text = explained(name);
        // Lines are wrapped.
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(text.lines().next(), Some(rust), "{text}");
        assert!(flat.contains(reason), "`{name}` should say `{reason}`:\n{text}");
    }
}

#[test]
fn places_are_those_of_the_text() {
    for (name, line) in [
        ("Pet", "    Pet:"),
        ("Pet.type", "type: {type: string}"),
        ("Merged.second", "second: {"),
        ("Toy.ball", "schemas/Ball'}"),
        ("PetUpdateModel", "model:"),
        ("update_pet", "post:"),
        ("update_pet.tags", "tags[]"),
    ] {
        let place = place("pets.yaml", DOCUMENT, line);
        let text = explained(name);
        let found = text.lines().nth(1).unwrap().trim();
        let (found_line, place_line) = (found.rsplit_once(':'), place.rsplit_once(':'));
        assert_eq!(found_line.map(|(line, _)| line), place_line.map(|(line, _)| line), "{text}");
    }
    // A property that the overlay put there has its place in the overlay.
    let age = explained("Pet.age");
    assert!(
        age.contains("  overlay.yaml:9:12\n  at /components/schemas/Pet/properties/age\n"),
        "{age}"
    );
}

#[test]
fn what_is_not_there_is_an_error() {
    let refused = |options: &[&str]| {
        let (code, text, error) = explain(&[&["--spec", "pets.yaml"], options].concat());
        assert_eq!((code, &*text), (1, ""));
        error
    };
    assert_eq!(
        refused(&["Pett"]),
        "error: nothing in the generated crate has the name `Pett`\n  help: perhaps you mean `Pet`, \
         `Pets`\n  help: `cargo xtask explain` without a name lists types and operations, with the \
         same options\n"
    );
    assert_eq!(
        refused(&["Pet.wieght"]),
        "error: `Pet` has nothing of the name `Pet.wieght`\n  help: perhaps you mean `Pet.weight`\n"
    );
    assert_eq!(
        refused(&["Food.everything"]),
        "error: `Food` has nothing of the name `Food.everything`\n  help: it has `Any`, `None`, `List`, \
         `Other`\n"
    );
    assert_eq!(
        refused(&["Notes.x"]),
        "error: `Notes` has nothing of the name `Notes.x`\n  help: `cargo xtask explain Notes` says \
         what it is\n"
    );
    let (code, text, error) = explain(&["--spec", "broken.yaml", "Pet"]);
    assert_eq!((code, &*text), (1, ""));
    assert!(error.contains("broken.yaml") && error.contains("syntax"), "{error}");
    assert_eq!(explain(&["--spec", "none.yaml", "Pet"]).0, 1);
    assert_eq!(explain(&["Pet", "Toy"]).0, 2);
}

#[test]
fn without_a_name_all_are_listed() {
    let (code, text, _) = explain(&["--spec", "pets.yaml"]);
    assert_eq!(code, 0);
    assert_eq!(
        text.split_whitespace().collect::<Vec<_>>(),
        [
            "Ball",
            "Bone",
            "Food",
            "Merged",
            "Notes",
            "Pet",
            "PetStatus",
            "PetUpdate",
            "PetUpdateModel",
            "Stick",
            "Sticks",
            "Toy",
            "ValueType",
            "update_pet",
            "Pets",
        ]
    );
}
