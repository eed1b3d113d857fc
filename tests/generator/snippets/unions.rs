//! Unions that no single property tells apart: small YAML in, exact Rust or
//! exact findings out.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

#[test]
fn by_type_and_then_by_role() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          oneOf:
          - {$ref: '#/components/schemas/Asked'}
          - {$ref: '#/components/schemas/Told'}
          - {$ref: '#/components/schemas/Called'}
        Asked:
          type: object
          required: [type, role]
          properties: {type: {const: message}, role: {enum: [user, system]}, text: {type: string}}
        Told:
          type: object
          required: [type, role]
          properties: {type: {const: message}, role: {const: assistant}, text: {type: string}}
        Called:
          type: object
          required: [type]
          properties: {type: {const: call}, name: {type: string}}
        "
        )
        .pet()
    );
}

#[test]
fn by_type_and_then_by_a_required_key() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          oneOf:
          - {$ref: '#/components/schemas/Draft'}
          - {$ref: '#/components/schemas/Sent'}
          - {$ref: '#/components/schemas/Called'}
        Draft: {type: object, required: [type], properties: {type: {const: message}, text: {type: string}}}
        Sent: {type: object, required: [type, id], properties: {type: {const: message}, id: {type: string}, text: {type: string}}}
        Called: {type: object, required: [type], properties: {type: {const: call}}}
        "
        )
        .pet()
    );
}

#[test]
fn by_type_and_then_by_the_kind_of_a_value() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          oneOf:
          - {$ref: '#/components/schemas/Short'}
          - {$ref: '#/components/schemas/Long'}
          - {$ref: '#/components/schemas/Called'}
        Short: {type: object, required: [type, content], properties: {type: {const: message}, content: {type: string}}}
        Long: {type: object, required: [type, content], properties: {type: {const: message}, content: {type: array, items: {type: string}}}}
        Called: {type: object, required: [type], properties: {type: {const: call}}}
        "
        )
        .pet()
    );
}

#[test]
fn by_a_type_that_may_be_left_out() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          oneOf:
          - {$ref: '#/components/schemas/Said'}
          - {$ref: '#/components/schemas/Referred'}
          - {$ref: '#/components/schemas/Called'}
        Said: {type: object, required: [text], properties: {type: {const: message}, text: {type: string}}}
        Referred: {type: object, required: [id], properties: {type: {type: [string, 'null'], enum: [reference, null]}, id: {type: string}}}
        Called: {type: object, required: [type], properties: {type: {const: call}, name: {type: string}}}
        "
        )
        .pet()
    );
}

#[test]
fn by_numbers_and_booleans() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          properties:
            level:
              oneOf:
              - {$ref: '#/components/schemas/Low'}
              - {$ref: '#/components/schemas/High'}
              - {$ref: '#/components/schemas/Below'}
            state:
              oneOf:
              - {$ref: '#/components/schemas/On'}
              - {$ref: '#/components/schemas/Off'}
            both:
              oneOf:
              - {$ref: '#/components/schemas/LowOn'}
              - {$ref: '#/components/schemas/LowOff'}
              - {$ref: '#/components/schemas/BelowOn'}
              - {$ref: '#/components/schemas/BelowOff'}
        Low: {type: object, required: [level], properties: {level: {type: integer, enum: [1]}, a: {type: string}}}
        High: {type: object, required: [level], properties: {level: {type: integer, enum: [2, 3]}, b: {type: string}}}
        Below: {type: object, required: [level], properties: {level: {type: integer, const: -1}, c: {type: string}}}
        On: {type: object, required: [on], properties: {on: {type: boolean, const: true}, power: {type: number}}}
        Off: {type: object, required: [on], properties: {on: {type: boolean, const: false}}}
        LowOn: {type: object, required: [level, on], properties: {level: {type: integer, const: 1}, on: {const: true}}}
        LowOff: {type: object, required: [level, on], properties: {level: {type: integer, const: 1}, on: {const: false}}}
        BelowOn: {type: object, required: [level, on], properties: {level: {type: integer, const: -1}, on: {const: true}}}
        BelowOff: {type: object, required: [level, on], properties: {level: {type: integer, const: -1}, on: {const: false}}}
        "
        )
        .pet()
    );
}

const PLAIN_KINDS: &str = "
        Cat: {type: object, required: [kind], properties: {kind: {type: string}, lives: {type: integer}}}
        Dog: {type: object, required: [kind], properties: {kind: {type: string}, tricks: {type: integer}}}
";

#[test]
fn by_a_discriminator_with_a_mapping() {
    assert_snapshot!(
        Snippet::both(&format!(
            "
        Pet:
          oneOf:
          - {{$ref: '#/components/schemas/Cat'}}
          - {{$ref: '#/components/schemas/Dog'}}
          discriminator:
            propertyName: kind
            mapping:
              cat: '#/components/schemas/Cat'
              lion: Cat
              dog: '#/components/schemas/Dog'
{PLAIN_KINDS}"
        ))
        .file(&["types/cat.rs", "types/pet.rs"])
    );
}

/// All arms have the enum of the kinds, from a schema that they share.
#[test]
fn by_a_discriminator_whose_arms_share_an_enum() {
    let pets = Snippet::both(
        "
        Pet:
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
          discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog'}}
        Kind: {type: string, enum: [cat, dog, emu]}
        Base: {type: object, required: [kind], properties: {kind: {$ref: '#/components/schemas/Kind'}, name: {type: string}}}
        Cat: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {lives: {type: integer}}}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {bark: {type: string}}}]}
        ",
    );
    assert_snapshot!(pets.file(&["types/pet.rs"]));
    assert_eq!(pets.warnings(), "");
}

/// The schema that the arms extend says how they are told apart.
#[test]
fn by_a_discriminator_that_is_inherited() {
    let pets = Snippet::both(
        "
        Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
        Base: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind, mapping: {dog: '#/components/schemas/Dog'}}}
        Cat: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {lives: {type: integer}}}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {bark: {type: string}}}]}
        ",
    );
    assert_snapshot!(pets.file(&["types/pet.rs"]));
    assert_eq!(pets.warnings(), "");
}

#[test]
fn by_a_discriminator_without_a_mapping() {
    assert_snapshot!(
        Snippet::both(&format!(
            "
        Pet:
          oneOf:
          - {{$ref: '#/components/schemas/Cat'}}
          - {{$ref: '#/components/schemas/Dog'}}
          discriminator: {{propertyName: kind}}
{PLAIN_KINDS}"
        ))
        .pet()
    );
}

#[test]
fn lists_by_the_kind_of_their_items() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          oneOf:
          - {type: string}
          - {type: array, items: {type: string}}
          - {type: array, items: {type: integer}}
          - {type: array, items: {type: array, items: {type: integer}}}
        "
        )
        .pet()
    );
}

#[test]
fn lists_by_their_objects() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          oneOf:
          - {type: array, items: {$ref: '#/components/schemas/Cat'}}
          - {type: array, items: {$ref: '#/components/schemas/Dog'}}
        Cat: {type: object, required: [kind], properties: {kind: {const: cat}}}
        Dog: {type: object, required: [kind], properties: {kind: {const: dog}}}
        "
        )
        .pet()
    );
}

#[test]
fn by_what_is_inside_a_property() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          oneOf:
          - {$ref: '#/components/schemas/Named'}
          - {$ref: '#/components/schemas/Counted'}
        Named:
          type: object
          required: [choices]
          properties:
            choices: {type: array, items: {type: object, required: [value], properties: {value: {type: string}}}}
        Counted:
          type: object
          required: [choices]
          properties:
            choices: {type: array, items: {type: object, required: [value], properties: {value: {type: integer}}}}
        "
        )
        .pet()
    );
}

#[test]
fn a_narrower_arm_within_a_wider_one() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          oneOf:
          - {$ref: '#/components/schemas/Any'}
          - {$ref: '#/components/schemas/Known'}
        Any: {type: object, required: [kind], properties: {kind: {type: string}, note: {type: string}}}
        Known: {type: object, required: [kind], properties: {kind: {enum: [cat, dog]}, note: {type: string}}}
        "
        )
        .pet()
    );
}

#[test]
fn a_map_beside_tagged_arms() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          oneOf:
          - {type: object, additionalProperties: {type: string}}
          - {$ref: '#/components/schemas/Cat'}
          - {$ref: '#/components/schemas/Dog'}
        Cat: {type: object, required: [kind], properties: {kind: {const: cat}}}
        Dog: {type: object, required: [kind], properties: {kind: {const: dog}}}
        "
        )
        .pet()
    );
}

fn alike() -> Snippet {
    Snippet::both(
        "
        Pet:
          oneOf:
          - {$ref: '#/components/schemas/Cat'}
          - {$ref: '#/components/schemas/Dog'}
        Cat: {type: object, properties: {name: {type: string}}}
        Dog: {type: object, properties: {name: {type: string}}}
        ",
    )
}

#[test]
fn arms_that_nothing_tells_apart() {
    assert_snapshot!(alike().refusal());
}

/// The first takes all.
#[test]
fn arms_that_nothing_tells_apart_in_another_document() {
    assert_snapshot!(alike().not_of_record().warnings());
    assert_snapshot!(alike().not_of_record().pet());
}

#[test]
fn the_same_component_twice() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          oneOf:
          - {$ref: '#/components/schemas/Cat'}
          - {$ref: '#/components/schemas/Dog'}
          - {$ref: '#/components/schemas/Cat'}
          - {$ref: '#/components/schemas/Feline'}
        Feline: {$ref: '#/components/schemas/Cat'}
        Cat: {type: object, required: [kind], properties: {kind: {const: cat}}}
        Dog: {type: object, required: [kind], properties: {kind: {const: dog}}}
        "
        )
        .pet()
    );
}

/// Arms that are one type in Rust are one variant.
#[test]
fn aliases_of_one_type() {
    let pet = Snippet::both(
        "
        Pet:
          type: object
          properties:
            told:
              oneOf:
              - {$ref: '#/components/schemas/Cat'}
              - {$ref: '#/components/schemas/Dog'}
              discriminator: {propertyName: kind, mapping: {cat: Cat, dog: Dog}}
            maps:
              oneOf:
              - {$ref: '#/components/schemas/Names'}
              - {$ref: '#/components/schemas/Words'}
              - {type: string}
            lists:
              oneOf:
              - {$ref: '#/components/schemas/NameList'}
              - {type: array, items: {type: string}}
              - {type: array, items: {type: integer}}
        Animal: {type: object, required: [kind], properties: {kind: {type: string}}}
        Cat: {allOf: [{$ref: '#/components/schemas/Animal'}], description: It purrs.}
        Dog: {allOf: [{$ref: '#/components/schemas/Animal'}], description: It barks.}
        Names: {type: object, additionalProperties: {type: string}}
        Words: {type: object, additionalProperties: {type: string}}
        NameList: {type: array, items: {type: string}}
        ",
    )
    .not_of_record();
    assert_snapshot!(pet.warnings());
    assert_snapshot!(pet.file(&["types/cat.rs", "types/pet.rs"]));
}

#[test]
fn texts_beside_an_object_of_their_name() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          oneOf:
          - {type: string}
          - {type: string, enum: [auto, none]}
          - {type: object, required: [type], properties: {type: {const: text}, text: {type: string}}}
          - {type: object, required: [type], properties: {type: {const: image}, url: {type: string}}}
        "
        )
        .pet()
    );
}

/// A constant that only one arm declares may be sent with the other as well: it
/// is told by what it alone requires.
#[test]
fn by_what_one_requires_beside_a_constant_of_the_other() {
    let pets = |long: &str| {
        Snippet::read(&format!(
            "
        Pet:
          oneOf:
          - {{$ref: '#/components/schemas/Short'}}
          - {{$ref: '#/components/schemas/Told'}}
          - {{$ref: '#/components/schemas/Long'}}
        Short: {{type: object, required: [text], properties: {{text: {{type: string}}}}}}
        Told: {{type: object, required: [task, text], properties: {{task: {{const: tell}}, text: {{type: string}}}}}}
        Long: {{type: object, required: [{long}text], properties: {{language: {{type: string}}, text: {{type: string}}}}}}
        "
        ))
        .pet()
    };
    assert_snapshot!(pets("language, "));
    // Where that arm requires no more, the constant is enough.
    let text = pets("");
    assert!(text.contains("Tell(Told) = \"tell\","), "{text}");
}

/// Arms that are one type are one variant, and what is told to be either is it.
#[test]
fn arms_of_one_type() {
    let lists = |last: &str| {
        let list = |items: &str| format!("{{type: array, items: {{{items}}}}}");
        let [yes, no] =
            ["true", "false"].map(|value| list(&format!("type: boolean, enum: [{value}]")));
        let text = list("type: string");
        let last = if last.is_empty() { no } else { format!("{no}, {}", list(last)) };
        Snippet::read(&format!("Pet: {{oneOf: [{yes}, {text}, {last}]}}")).pet()
    };
    assert_snapshot!(lists(""));
    assert_snapshot!(lists("type: integer"));
    let nested = "
        Pet:
          oneOf:
          - {type: array, items: {type: array, items: {type: boolean, const: true}}}
          - {type: array, items: {type: string}}
          - {type: array, items: {type: array, items: {type: boolean, const: false}}}
    ";
    assert_snapshot!(Snippet::read(nested).pet());
}

/// An arm is called as what is only there in it.
#[test]
fn names_of_inline_arms_by_what_they_require() {
    let arm =
        |name: &str| format!("{{type: object, required: [{name}], properties: {{{name}: {{}}}}}}");
    let pet = Snippet::read(&format!("Pet: {{oneOf: [{}, {}]}}", arm("x"), arm("y"))).pet();
    assert!(pet.contains("X(PetX) = (object, \"x\" = present | null),"), "{pet}");
    assert!(pet.contains("Y(PetY) = (object, \"y\" = present | null),"), "{pet}");
}

/// Null of a property that an arm requires is as good as none, unless it is a value of it.
#[test]
fn what_is_required_is_there_and_not_null() {
    let arm = |name: &str, ty: &str| {
        format!(
            "{{type: object, required: [{name}], properties: {{{name}: {{type: {ty}}}, z: {{type: string}}}}}}"
        )
    };
    let pet = |of_x: &str| {
        let arms = [arm("x", of_x), arm("y", "string")].join(", ");
        Snippet::read(&format!("Pet: {{oneOf: [{arms}]}}")).pet()
    };
    let told = pet("string");
    assert!(told.contains("X(PetX) = (object, \"x\" = present),"), "{told}");
    assert!(told.contains("Y(PetY) = (object, \"y\" = present),"), "{told}");
    let told = pet("[string, 'null']");
    assert!(told.contains("X(PetX) = (object, \"x\" = present | null),"), "{told}");
    assert!(told.contains("Y(PetY) = (object, \"y\" = present),"), "{told}");
}

/// An inline arm is called by what it alone has, wherever it stands among the others.
#[test]
fn names_of_inline_arms_whatever_their_order() {
    let object = |required: &str, properties: &str| {
        format!("{{type: object, required: [{required}], properties: {{{properties}}}}}")
    };
    let names = |arms: &[String]| {
        let pet =
            Snippet::both(&format!("Pet: {{oneOf: [{}]}}", arms.join(", "))).not_of_record().pet();
        let variants = pet.lines().filter_map(|line| line.trim().split_once("(Pet"));
        let names = variants
            .filter_map(|(name, rest)| Some((name.to_owned(), rest.split(')').next()?.to_owned())));
        names.collect::<std::collections::BTreeSet<_>>()
    };
    let check = |arms: &[String], wanted: &[&str]| {
        let wanted = wanted.iter().map(|name| ((*name).to_owned(), (*name).to_owned())).collect();
        assert_eq!(names(arms), wanted, "{arms:?}");
        let turned: Vec<String> = arms.iter().rev().cloned().collect();
        assert_eq!(names(&turned), wanted, "{turned:?}");
    };
    // One value of a property that both have.
    let grant = |own: &str| {
        object(
            &format!("grant, {own}"),
            &format!("grant: {{const: code}}, {own}: {{type: string}}"),
        )
    };
    check(&[grant("login"), grant("refresh")], &["CodeLogin", "CodeRefresh"]);
    // Properties that may be left out.
    let open = |own: &str| object("", &format!("{own}: {{type: integer}}"));
    check(&[open("tail"), open("wings")], &["Tail", "Wings"]);
    // What is inside of a property.
    let card = |own: &str| {
        object("card", &format!("card: {}", object(own, &format!("{own}: {{type: string}}"))))
    };
    check(&[card("number"), card("token"), open("iban")], &["Iban", "Number", "Token"]);
    // One that is inside of different properties.
    let inside = |of: &str, other: &str| {
        object(
            "a, b",
            &format!("{of}: {}, {other}: {{type: object}}", object("", "x: {type: string}")),
        )
    };
    check(&[inside("a", "b"), inside("b", "a")], &["AX", "BX"]);
    // One that is required, wherever another is declared.
    let requires = |own: &str, other: &str| {
        object(
            &format!("grant, {own}"),
            &format!("grant: {{const: x}}, {own}: {{type: string}}, {other}: {{type: string}}"),
        )
    };
    check(&[requires("login", "scope"), requires("refresh", "login")], &["XLogin", "XRefresh"]);
    // Words that a value and a property make, and one that is a value.
    let of = |tag: &str, own: &str| {
        object(&format!("type, {own}"), &format!("type: {{const: {tag}}}, {own}: {{type: string}}"))
    };
    let delta = object("type", "type: {const: m_delta}");
    check(&[delta, of("m", "delta"), of("m", "content")], &["M", "MContent", "MDelta"]);
    // One more arm renames no other.
    let url = object("url", "url: {type: string}");
    let file = |own: &str| {
        object("file", &format!("file: {}", object(own, &format!("{own}: {{type: string}}"))))
    };
    check(&[url.clone(), file("id")], &["File", "Url"]);
    check(&[url, file("id"), file("path")], &["Id", "Path", "Url"]);
    // The kind of a value.
    let valued = |kind: &str| object("v", &format!("v: {{type: {kind}}}"));
    check(&[valued("string"), valued("integer")], &["VInteger", "VString"]);
    // One that has nothing of its own.
    let nothing = object("a", "a: {type: string}");
    let more = object("a, b", "a: {type: string}, b: {type: string}");
    check(&[nothing, more], &["B", "Object"]);
}

/// Of two objects, a property of several values tells one from the other; one
/// alone it tells from nothing.
#[test]
fn by_a_property_of_several_values() {
    let pets = |arms: &str| {
        let pet = format!("        Pet: {{oneOf: [{arms}]}}");
        Snippet::both(&format!(
            "{pet}
        Cat: {{type: object, required: [kind], properties: {{kind: {{enum: [cat, lion]}}}}}}
        Dog: {{type: object, required: [kind], properties: {{kind: {{enum: [dog, wolf]}}}}}}
        "
        ))
        .pet()
    };
    let (cat, dog) = ("{$ref: '#/components/schemas/Cat'}", "{$ref: '#/components/schemas/Dog'}");
    let two = pets(&format!("{cat}, {dog}"));
    assert!(two.contains("Cat(Cat) = \"cat\" | \"lion\","), "{two}");
    let one = pets(&format!("{cat}, {{type: string}}"));
    assert!(one.contains("Object(Cat) = object,") || one.contains("Cat(Cat) = object,"), "{one}");
}

/// Listed texts are variants beside values of other kinds: each has its own words, name and marks;
/// words about several of them are the union's.
#[test]
fn what_is_said_of_listed_texts_beside_values_of_other_kinds() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          oneOf:
          - {type: string, enum: [none, all], x-enum-descriptions: [Takes none., Takes all.], x-enum-varnames: [nothing, everything], description: How many., default: none}
          - {const: one, description: Takes one., deprecated: true}
          - oneOf: [{type: string, enum: [all, few], description: Inner.}, {type: boolean, enum: [true], description: Truly.}]
            description: Between.
          - {type: object, properties: {name: {type: string}}}
        "
        )
        .pet()
    );
}

/// Words and marks beside a reference to listed values are those of the variants, or of the union
/// where it has no variants for them.
#[test]
fn what_is_said_beside_references_to_listed_values() {
    let auto = "{$ref: '#/components/schemas/Auto', description: Beside., deprecated: true}";
    let few = "{$ref: '#/components/schemas/Few', description: Beside few., deprecated: true}";
    assert_snapshot!(
        Snippet::read(&format!(
            "
        Auto: {{type: string, enum: [auto], description: Alone.}}
        Few: {{type: string, enum: [one, two], description: Few.}}
        Pet:
          type: object
          properties:
            texts: {{oneOf: [{auto}, {few}]}}
            mixed: {{oneOf: [{auto}, {few}, {{type: boolean}}]}}
            open: {{anyOf: [{auto}, {{type: string}}]}}
        "
        ))
        .pet()
    );
}

/// A union takes any value if one of its arms does: the others have no type, which is told.
#[test]
fn arms_beside_one_of_any_value() {
    let found = |arms: &str| {
        let pet = Snippet::read(&format!(
            "
            Any: {{}}
            Pet: {{type: object, properties: {{n: {{anyOf: [{arms}]}}}}}}
            "
        ));
        let warnings = pet.warnings();
        (
            pet.pet().contains("Option<Value>"),
            warnings.lines().next().unwrap_or_default().to_owned(),
        )
    };
    let any = "warning[left-out]: an arm of a union has no type: another one takes any value";
    let object = "{type: object, properties: {a: {type: string}}}";
    for arms in [format!("{object}, {{}}"), format!("true, {object}"), "{type: string}, {}".into()]
    {
        assert_eq!(found(&arms), (true, any.to_owned()), "{arms}");
    }
    let reference = "{$ref: '#/components/schemas/Any'}";
    let twice = format!("{any} (in 2 places, of which this is the first)");
    assert_eq!(found(&format!("{object}, {reference}, {{type: integer}}")), (true, twice));
    for arms in ["{}, {}", "{type: 'null'}, {}", "{description: One}, {}"] {
        assert_eq!(found(arms), (true, String::new()), "{arms}");
    }
}

/// An arm that several schemas share says what each of them says, and of limits those
/// that all of them have.
#[test]
fn what_is_said_of_an_arm_that_several_schemas_share() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          type: object
          properties:
            size:
              anyOf:
              - {type: integer, title: Count, description: How many., maximum: 3}
              - {type: number, title: Share, minimum: 5}
              - {type: string, title: Word, maxLength: 3}
              - {type: string, description: A line.}
            same:
              anyOf:
              - {type: number, description: Both., minimum: 1}
              - {type: integer, description: Both., minimum: 1, deprecated: true}
              - {type: boolean}
            name:
              anyOf:
              - {type: string, enum: [mia, tom]}
              - {type: string, description: Another., maxLength: 3}
              - {type: integer}
        "
        )
        .pet()
    );
}

/// A value that is mapped to what is no arm says nothing, and is told.
#[test]
fn values_that_are_mapped_to_no_arm() {
    let pets = Snippet::read(
        "
        Pet:
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Bird'}]
          discriminator:
            propertyName: kind
            mapping: {cat: Cat, tom: '#/components/schemas/Tom', owl: Owl, dog: '#/components/schemas/Dog', gone: Gone.json}
        Cat: {type: object, required: [kind], properties: {kind: {type: string}}}
        Tom: {$ref: '#/components/schemas/Cat'}
        Bird: {oneOf: [{$ref: '#/components/schemas/Owl'}, {$ref: '#/components/schemas/Finch'}], discriminator: {propertyName: kind}}
        Owl: {type: object, required: [kind], properties: {kind: {type: string}, dog: {$ref: '#/components/schemas/Dog'}}}
        Finch: {type: object, required: [kind], properties: {kind: {type: string}}}
        Dog: {type: object, required: [kind], properties: {kind: {type: string}}}
        ",
    );
    assert_snapshot!(pets.warnings());
}

/// A discriminator that contradicts what it speaks of is told, of one arm or several, and of
/// a parent.
#[test]
fn discriminators_that_cannot_be_right() {
    let pets = Snippet::read(
        "
        Pet:
          properties:
            one: {oneOf: [{$ref: '#/components/schemas/Cat'}], discriminator: {propertyName: nope, mapping: {cat: Cat, gone: Gone}}}
            two: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Cow'}], discriminator: {propertyName: nope}}
            other: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {cat: Cat, hound: Dog}}}
            list: {type: array, items: {type: string}, discriminator: {propertyName: kind}}
            bare: {$ref: '#/components/schemas/Bare'}
            parent: {$ref: '#/components/schemas/Parent'}
            right: {oneOf: [{$ref: '#/components/schemas/Cat'}], discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat'}}}
            undeclared: {oneOf: [{$ref: '#/components/schemas/One'}, {$ref: '#/components/schemas/Two'}], discriminator: {propertyName: n, mapping: {one: One}}}
        Cat: {type: object, required: [kind], properties: {kind: {const: cat}}}
        Dog: {type: object, required: [kind], properties: {kind: {$ref: '#/components/schemas/Kind'}}}
        Cow: {type: object, required: [kind], properties: {kind: {const: cow}}}
        Kind: {type: string, enum: [dog, puppy]}
        Bare: {type: object, properties: {kind: {type: string}}, discriminator: {propertyName: kind, mapping: {cat: Cat, bare: Bare}}}
        Parent: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind, mapping: {kid: Child}}}
        Child: {allOf: [{$ref: '#/components/schemas/Parent'}, {properties: {kind: {const: child}}}]}
        One: {type: object, properties: {one: {type: string}}}
        Two: {type: object, properties: {two: {type: string}}}
        ",
    );
    assert_snapshot!(pets.warnings());
}

/// The words of arms of texts: those about one value are its variant's, others the type's.
#[test]
fn texts_beside_listed_ones_keep_what_is_said_of_them() {
    let pet = Snippet::read(
        "
        Pet:
          properties:
            single:
              anyOf:
              - {type: string, format: uuid, maxLength: 40, description: Any id., default: z}
              - {const: v1, deprecated: true, title: The first}
              - {const: v2, description: The second.}
            several: {anyOf: [{type: string}, {enum: [p, q], deprecated: true, description: Known.}]}
            mixed: {anyOf: [{type: string}, {const: v1, description: The first.}, {type: integer}]}
            named: {$ref: '#/components/schemas/Named'}
        Named: {anyOf: [{type: string, description: A name.}, {enum: [m, n], description: Some names.}]}
        ",
    )
    .pet();
    assert_snapshot!(pet);
}

/// A union of numbers, or of texts, is one type: its limits are those of one arm
/// or another. So are those of the first items of a list.
#[test]
fn limits_of_arms_that_are_one_type() {
    let pet = Snippet::read(
        "
        Pet:
          properties:
            first: {type: array, prefixItems: [{type: integer, minimum: 2}, {type: integer, maximum: 9}]}
            either: {anyOf: [{type: integer, minimum: 2}, {type: number, maximum: 0}]}
            names: {type: array, items: {anyOf: [{type: string, description: A name., minLength: 2}, {type: string, maxLength: 3}]}}
            any: {anyOf: [{type: integer, minimum: 2}, {type: integer}]}
        ",
    )
    .pet();
    for line in [
        "/// Item 1: at least 2. Item 2: at most 9.",
        "/// Either at least 2, or at most 0.",
        "/// Each item: A name. Each item: either at least 2 characters, or at most 3 characters.",
    ] {
        assert!(pet.contains(line), "{line}: {pet}");
    }
    assert_eq!(pet.matches("t least 2").count(), 3, "{pet}");
}

#[test]
fn an_empty_text_among_arms_is_told() {
    let pet = Snippet::read("Pet: {anyOf: [{type: integer}, {type: string, enum: ['']}]}").pet();
    assert!(pet.contains("/// Empty text.\n        Empty = \"\","), "{pet}");
}

/// A list of listed texts or integers is named by what is listed, and by its component where it is
/// one, whichever list comes first.
#[test]
fn names_of_lists_of_listed_values() {
    let arms = |arms: [&str; 2]| {
        let pet = Snippet::both(&format!(
            "Pet: {{oneOf: [{}]}}\nLevel: {{type: integer, enum: [7, 8]}}\n\
             Levels: {{type: array, items: {{type: integer, enum: [5, 6]}}}}",
            arms.join(", ")
        ))
        .pet();
        let (_, arms) = pet.split_once("pub enum Pet {").unwrap_or_else(|| panic!("{pet}"));
        let (arms, _) = arms.split_once("\n    }").unwrap();
        let arms = arms.lines().filter_map(|line| line.trim().split_once(" = "));
        let arms = arms.map(|(arm, _)| arm).filter(|arm| *arm != "Other(Value)");
        let mut arms: Vec<&str> = arms.collect();
        arms.sort_unstable();
        arms.join(" ")
    };
    let list = |items: &str| format!("{{type: array, items: {items}}}");
    let integers = list("{type: integer, enum: [1, 2]}");
    let texts = list("{type: string, enum: [a, b]}");
    let object = list("{type: object, properties: {x: {type: string}}}");
    let cases = [
        (&integers, &object, "IntegerList(Vec<PetIntegerListItem>) XList(Vec<PetXListItem>)"),
        (&integers, &texts, "AList(Vec<PetAListItem>) IntegerList(Vec<PetIntegerListItem>)"),
        (&texts, &object, "AList(Vec<PetAListItem>) XList(Vec<PetXListItem>)"),
        (
            &integers,
            &list("{type: integer, enum: [3]}"),
            "V1List(Vec<Pet1ListItem>) V3List(Vec<Pet3ListItem>)",
        ),
        (&integers, &list("{type: string}"), "Strings(Vec<String>) Values(Vec<PetItem>)"),
        (
            &integers,
            &list("{$ref: '#/components/schemas/Level'}"),
            "LevelList(Vec<Level>) Values(Vec<PetItem>)",
        ),
        (
            &texts,
            &"{$ref: '#/components/schemas/Levels'}".to_owned(),
            "Levels(Levels) Values(Vec<PetItem>)",
        ),
    ];
    for (one, other, wanted) in cases {
        assert_eq!(arms([one, other]), wanted);
        assert_eq!(arms([other, one]), wanted);
    }
}
