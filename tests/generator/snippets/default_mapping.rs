//! Unions whose discriminator has another value, or none.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

const KINDS: &str = "
        Cat: {type: object, required: [kind], properties: {kind: {type: string}, lives: {type: integer}}}
        Dog: {type: object, required: [kind], properties: {kind: {const: dog}, tricks: {type: integer}}}
        Emu: {type: object, required: [kind], properties: {kind: {const: emu}}}
        OtherPet: {type: object, properties: {kind: {type: string, not: {enum: [cat, dog]}}, name: {type: string}}}
";

/// Returns a union of these arms with this discriminator, of OpenAPI 3.2.
fn pets(arms: &[&str], discriminator: &str) -> Snippet {
    let arms: Vec<String> =
        arms.iter().map(|name| format!("{{$ref: '#/components/schemas/{name}'}}")).collect();
    let arms = arms.join(", ");
    let pet = format!("        Pet: {{oneOf: [{arms}], discriminator: {{{discriminator}}}}}");
    Snippet::both(&format!("{pet}{KINDS}")).openapi("3.2.0")
}

const ALL: [&str; 3] = ["OtherPet", "Cat", "Dog"];
const MAPPING: &str = "propertyName: kind, mapping: {cat: Cat, dog: '#/components/schemas/Dog'}";

#[test]
fn another_value_or_none_is_the_arm_that_is_named() {
    let pets = pets(&ALL, &format!("{MAPPING}, defaultMapping: OtherPet"));
    assert_snapshot!(pets.pet());
    assert_eq!(pets.warnings().matches("default").count(), 0, "{}", pets.warnings());
}

#[test]
fn a_reference_names_the_arm_as_well() {
    let of = |default| pets(&ALL, &format!("{MAPPING}, defaultMapping: {default}")).pet();
    assert_eq!(of("'#/components/schemas/OtherPet'"), of("OtherPet"));
    // The arm takes all other values, whatever values it has of its own.
    assert!(of("Dog").contains("Dog(Dog) = default,"), "{}", of("Dog"));
    assert!(of("Dog").contains("OtherPet(OtherPet) = \"OtherPet\","), "{}", of("Dog"));
}

/// A text that is mapped to the arm is what its constructor writes, and another one is told.
#[test]
fn a_text_that_is_mapped_to_the_arm_as_well() {
    let of = |mapping: &str| {
        let mapping = format!("propertyName: kind, mapping: {{{mapping}}}, defaultMapping: Cat");
        pets(&["Cat", "Dog"], &mapping)
    };
    let [cat, none] = ["cat: Cat, dog: Dog", "dog: Dog"].map(of);
    let words = "`cat`, or any other object: its `kind` is of no other variant, or missing.";
    assert!(cat.pet().contains(words), "{}", cat.pet());
    let made = cat.file(&["types/cat.rs"]);
    assert!(made.contains("kind: \"cat\".into(),"), "{made}");
    let made = none.file(&["types/cat.rs"]);
    assert!(made.contains("pub fn new<M>(kind: impl IntoValue<String, M>)"), "{made}");
    assert!(none.pet().contains("/// Any other object"), "{}", none.pet());
}

#[test]
fn beside_text_only_objects_are_the_arm() {
    let pets = Snippet::both(&format!(
        "
        Pet:
          oneOf:
          - {{type: string}}
          - oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/OtherPet'}}]
            discriminator: {{{MAPPING}, defaultMapping: OtherPet}}
{KINDS}"
    ));
    assert_snapshot!(pets.openapi("3.2.0").pet());
}

#[test]
fn a_parent_may_be_the_arm_itself() {
    let pets = Snippet::both(
        "
        Pet: {type: object, properties: {kind: {type: string}}, discriminator: {propertyName: kind, defaultMapping: Pet}}
        Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {lives: {type: integer}}}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {tricks: {type: integer}}}]}
        ",
    );
    let pet = pets.openapi("3.2.0").pet();
    assert!(pet.contains("Cat(Cat) = \"Cat\","), "{pet}");
    assert!(pet.contains("Pet(PetPet) = default,"), "{pet}");
}

#[test]
fn what_cannot_be_followed_is_reported() {
    let found = |arms: &[&str], discriminator: &str| {
        let pets = pets(arms, discriminator).not_of_record();
        let found = pets.warnings();
        let found: Vec<&str> = found.lines().filter(|line| line.contains("efault")).collect();
        (found.join("\n"), pets.pet())
    };
    let (nobody, text) = found(&ALL, &format!("{MAPPING}, defaultMapping: Bird"));
    assert_eq!(
        nobody,
        "warning[default-mapping]: `defaultMapping` is left out: it names no object among the arms \
         of the union\n  --> document /components/schemas/Pet/discriminator/defaultMapping\n  - \
         target: $.components.schemas.Pet.discriminator.defaultMapping"
    );
    assert!(text.contains("tagged_union!"), "{text}");
    // `Dog` is there, but no arm.
    let (no_arm, _) = found(&["Cat", "OtherPet"], &format!("{MAPPING}, defaultMapping: Dog"));
    assert_eq!(no_arm, nobody);
    let (other_tag, text) = found(&["Dog", "Emu"], "propertyName: sort, defaultMapping: Dog");
    assert!(other_tag.contains("`propertyName` is not what tells the arms apart"), "{other_tag}");
    assert!(text.contains("tagged_union!"), "{text}");
}

#[test]
fn of_two_that_differ_neither_is_taken() {
    let union = |default| {
        format!(
            "{{oneOf: [{{$ref: '#/components/schemas/{default}'}}, {{$ref: \
             '#/components/schemas/Dog'}}], discriminator: {{{MAPPING}, defaultMapping: {default}}}}}"
        )
    };
    let of = |one, other| {
        let pet = format!("        Pet: {{oneOf: [{}, {}]}}", union(one), union(other));
        Snippet::both(&format!("{pet}{KINDS}")).openapi("3.2.0").not_of_record()
    };
    let differ = of("Cat", "OtherPet");
    let problem = "another union among the arms of the same union has another";
    assert_eq!(differ.warnings().matches(problem).count(), 2, "{}", differ.warnings());
    assert!(!differ.pet().contains("= default"), "{}", differ.pet());
}

/// OpenAPI 3.2 asks for `defaultMapping` where the value may be missing; older
/// ones ask for the value.
#[test]
fn a_value_that_may_be_missing_needs_an_arm_in_openapi_3_2() {
    let missing = "`kind` may be missing here, and no `defaultMapping` says what that is";
    let without = pets(&ALL, MAPPING);
    let warnings = without.warnings();
    assert_eq!(warnings.matches(missing).count(), 1, "{warnings}");
    assert!(warnings.contains("--> document /components/schemas/OtherPet\n"), "{warnings}");
    assert!(!without.openapi("3.1.0").warnings().contains(missing));
    assert!(!pets(&["Cat", "Dog"], MAPPING).warnings().contains(missing));
}
