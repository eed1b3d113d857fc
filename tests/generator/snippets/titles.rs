//! Inline arms of unions that are named by their titles.

use insta::assert_snapshot;
use openapi_loom_generator::{Groups, Inputs, explainer};
use workspace_tests::snippet::Snippet;

const PET: &str = "
        Pet:
          oneOf:
          - {title: House cat, type: object, required: [kind], properties: {kind: {const: cat}}}
          - {title: GuardDog, type: object, required: [kind], properties: {kind: {const: dog}}}
          - {title: Wild Bird 2, type: object, required: [kind], properties: {kind: {const: bird}}}
          - {title: Name, type: string}
          - {title: Age, type: integer}
          - {title: Parts, type: array, items: {type: string}}
          - {$ref: '#/components/schemas/Emu'}
        Emu: {title: Bigger, type: object, required: [kind], properties: {kind: {const: emu}}}
";

const BY_TITLE: &str = "arms_by_title: true";

/// Returns the variants of `Pet`, each with what it holds.
fn variants(pets: &Snippet) -> Vec<String> {
    let text = pets.pet();
    let (_, body) = text.split_once("pub enum Pet {").expect("an enum");
    let (body, _) = body.split_once("\n    }").expect("its end");
    let lines = body.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.filter(|line| !line.starts_with("///")).map(str::to_owned).collect()
}

#[test]
fn titles_that_are_names_name_arms() {
    let pets = Snippet::both(PET).config(BY_TITLE);
    assert_snapshot!(pets.pet());
    assert_eq!(pets.warnings(), "");
}

#[test]
fn without_the_choice_arms_are_named_by_what_tells_them_apart() {
    let found = variants(&Snippet::both(PET));
    let expected = [
        "Text(String) = string,",
        "Integer(i64) = integer,",
        "List(Vec<String>) = items,",
        "Cat(PetCat) = \"cat\",",
        "Dog(PetDog) = \"dog\",",
        "Bird(PetBird) = \"bird\",",
        "Emu(Emu) = \"emu\",",
        "Other(Value) = [object],",
    ];
    assert_eq!(found, expected);
}

#[test]
fn prose_names_nothing() {
    for title in ["Array of parts", "House cat", "a. b", "What is it?", "-", "house cat"] {
        let arm = |title: &str, of: &str| {
            format!("{{title: '{title}', type: array, items: {{type: {of}}}}}")
        };
        let pet = format!("Pet: {{oneOf: [{}, {{type: string}}]}}", arm(title, "integer"));
        let pets = Snippet::both(&pet).config(BY_TITLE).not_of_record();
        let found = variants(&pets);
        assert_eq!(found, ["Text(String) = string,", "List(Vec<i64>) = items,"], "{title}");
        let warnings = pets.warnings();
        assert!(warnings.contains("no inline arm of a union has a `title` that is a name"));
    }
}

#[test]
fn arms_of_one_title_are_told_apart_as_other_names_are() {
    let arm = |kind: &str| {
        format!(
            "{{title: Animal, type: object, required: [kind], properties: {{kind: {{const: {kind}}}}}}}"
        )
    };
    let pet = |one: &str, other: &str| format!("Pet: {{oneOf: [{}, {}]}}", arm(one), arm(other));
    let pets = Snippet::both(&pet("cat", "dog")).config(BY_TITLE);
    assert_snapshot!(variants(&pets).join("\n"));
    let warnings = pets.warnings();
    assert!(warnings.contains("two schemas would both become `Pet.Animal`"), "{warnings}");
}

/// Each gets the first number that is free: what needs no type takes none.
#[test]
fn numbers_of_arms_of_one_title() {
    let object = |kind: &str| {
        format!(
            "{{title: Animal, type: object, required: [kind], properties: {{kind: {{const: {kind}}}}}}}"
        )
    };
    let types = |arms: &[&str]| {
        let pet = format!("Pet: {{oneOf: [{}]}}", arms.join(", "));
        let types = Snippet::both(&pet).config(BY_TITLE).file(&["types/mod.rs"]);
        let line = types.lines().find(|line| line.starts_with("pub use self::pet::"));
        line.unwrap_or_else(|| panic!("{types}")).to_owned()
    };
    assert_eq!(
        types(&[&object("cat"), &object("dog"), &object("emu")]),
        "pub use self::pet::{Pet, PetAnimal, PetAnimal2, PetAnimal3};"
    );
    let (boolean, integer) =
        ("{title: Animal, type: boolean}", "{title: Animal, type: integer, enum: [1, 2]}");
    assert_eq!(
        types(&[&object("cat"), boolean, integer]),
        "pub use self::pet::{Pet, PetAnimal, PetAnimal2};"
    );
}

#[test]
fn several_arms_of_one_kind_have_no_title() {
    let texts = "Pet: {oneOf: [{title: Name, type: string}, {title: Id, type: string, format: uuid}, \
                 {title: Tags, type: array, items: {type: string}}]}";
    let found = variants(&Snippet::both(texts).config(BY_TITLE));
    assert_eq!(found, ["Text(String) = string,", "Tags(Vec<String>) = items,"]);
    let numbers = "Pet: {oneOf: [{title: Count, type: integer}, {title: Size, type: number}, \
                   {title: Tags, type: array, items: {type: string}}]}";
    let found = variants(&Snippet::both(numbers).config(BY_TITLE));
    assert_eq!(found, ["Number(JsonNumber) = exact_numbers,", "Tags(Vec<String>) = items,"]);
}

#[test]
fn nothing_to_name_is_reported() {
    let pets = Snippet::both("Pet: {title: Animal, type: object}").config(BY_TITLE);
    assert_snapshot!(pets.refusal());
}

#[test]
fn a_name_of_the_title_is_explained() {
    let document = Snippet::both(PET).document();
    let inputs = Inputs {
        document: document.as_bytes(),
        overlay: None,
        config: BY_TITLE,
        groups: Groups::Configured,
        of_record: true,
        package: None,
        lenient: false,
        files: None,
    };
    let explainer = explainer(&inputs).unwrap();
    let reasons = |name: &str| explainer.explain(name).unwrap().reasons.join("\n");
    let named = "named by its `title`, `GuardDog`: `arms_by_title` of the configuration";
    assert!(reasons("Pet.GuardDog").contains(named), "{}", reasons("Pet.GuardDog"));
    assert!(reasons("Pet.GuardDog").contains("an object whose `kind` is `dog`\n"));
    assert!(reasons("PetGuardDog").contains("`Pet.GuardDog`, whose last word is its `title`"));
    assert!(!reasons("Pet.Cat").contains("title"), "{}", reasons("Pet.Cat"));
    assert!(!reasons("Pet.Emu").contains("title"), "{}", reasons("Pet.Emu"));
}
