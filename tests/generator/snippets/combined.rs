//! Values about which several places say something: small YAML in, exact Rust or exact
//! warnings out.

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

/// Of two lists of values, all are left that both have.
#[test]
fn values_that_are_listed_twice() {
    let pets = Snippet::read(
        "
        Pet:
          type: object
          properties:
            color: {type: string, enum: [red, blue, green], allOf: [{enum: [blue, red, pink]}]}
            size: {type: integer, enum: [1, 2], oneOf: [{type: integer, enum: [2], description: Two.}]}
            kind: {enum: [cat, dog], allOf: [{const: cat, description: A cat.}]}
            none: {enum: [cat], allOf: [{enum: [dog]}]}
        ",
    );
    assert_snapshot!(pets.pet());
    assert_snapshot!(pets.warnings());
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

/// Of a scalar that two parts declare both hold, with the later one's words, unless one alone
/// lists its values. Else the narrower declaration is taken, or the later one where neither is.
/// A warning is given where they are of different kinds.
#[test]
fn each_kind_of_property_that_is_declared_twice() {
    let kinds = [
        ("any", ""),
        ("boolean", "type: boolean"),
        ("integer", "type: integer"),
        ("number", "type: number"),
        ("text", "type: string"),
        ("a or b", "enum: [a, b]"),
        ("a", "enum: [a]"),
        ("b or c", "enum: [b, c]"),
        ("1 or 2", "type: integer, enum: [1, 2]"),
        ("list", "type: array, items: {type: string}"),
        ("object", "type: object, properties: {d: {type: string}}"),
        ("either", "oneOf: [{type: integer}, {type: string}]"),
        ("a name", "$ref: '#/components/schemas/Name'"),
        ("a mood", "$ref: '#/components/schemas/Mood'"),
        ("text or null", "type: [string, 'null']"),
    ];
    let taken = |one: &str, other: &str| {
        let pets = Snippet::read(&format!(
            "
        Pet:
          oneOf: [{{properties: {{c: {{description: One., {one}}}}}}}]
          properties: {{c: {{description: Other., {other}}}}}
        Name: {{type: string}}
        Mood: {{enum: [a, b]}}"
        ))
        .not_of_record();
        let warned =
            if pets.warnings().contains("disagree about the property `c`") { "!" } else { "" };
        let text = pets.pet();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let field = lines.iter().position(|line| line.starts_with("pub c: ")).expect("a field");
        let says = lines[..field].iter().rev().find_map(|line| line.strip_prefix("/// "));
        let says = says.unwrap_or_default().trim_end_matches('.').to_lowercase();
        format!(
            "{says}, {}{warned}",
            lines[field].trim_start_matches("pub c: ").trim_end_matches(',')
        )
    };
    let mut table = String::new();
    for (one, first) in kinds {
        for (other, second) in kinds {
            table.push_str(&format!("{one} + {other} = {}\n", taken(first, second)));
        }
    }
    assert_snapshot!(table);
}

/// A component that says all that holds together keeps its name, whichever part it is.
#[test]
fn a_component_that_says_it_all_among_other_parts() {
    let (color, values) = ("{$ref: '#/components/schemas/Color'}", "{type: string, enum: [a, b]}");
    for parts in [[color, values], [values, color]] {
        let parts = parts.join(", ");
        let pets = Snippet::both(&format!(
            "
        Pet: {{type: object, properties: {{n: {{allOf: [{parts}]}}}}}}
        Color: {{type: string, enum: [a, b]}}
        "
        ));
        assert!(pets.pet().contains("pub n: Option<Color>,"), "{parts}:\n{}", pets.pet());
    }
}

/// Defaults and deprecation of arms of one type are told of that type: of all of it, or of some
/// cases.
#[test]
fn marks_of_arms_of_one_type() {
    let said = |schema: &str| {
        let schema = format!("{{type: object, properties: {{n: {schema}}}}}");
        let pets = format!("Pet: {schema}\nName: {{type: string}}");
        let pet = Snippet::both(&pets).pet();
        let lines = pet.lines().map(str::trim).skip_while(|line| *line != "pub struct Pet {");
        let lines = lines.skip(1).take_while(|line| *line != "}");
        let docs = lines.filter_map(|line| {
            line.strip_prefix("///").or_else(|| (line == "#[deprecated]").then_some(line))
        });
        docs.map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let (old, new) = ("{type: string, deprecated: true}", "{type: string, maxLength: 3}");
    let old_too = "{type: string, maxLength: 3, deprecated: true}";
    let name = "{$ref: '#/components/schemas/Name'}";
    for (schema, wanted) in [
        (format!("{{anyOf: [{old}, {old_too}]}}"), "**Deprecated.** #[deprecated]"),
        (format!("{{oneOf: [{old}, {new}]}}"), "Deprecated in some cases."),
        (format!("{{anyOf: [{old}, {name}]}}"), "Deprecated in some cases."),
        (
            format!("{{anyOf: [{{type: string, enum: [a, b]}}, {old}]}}"),
            "Deprecated in some cases.",
        ),
        (
            format!("{{type: array, items: {{anyOf: [{old}, {old_too}]}}}}"),
            "Each item: deprecated.",
        ),
        (
            format!("{{type: array, items: {{anyOf: [{old}, {new}]}}}}"),
            "Each item: Deprecated in some cases.",
        ),
        // Each of the listed values is deprecated by itself.
        (
            "{anyOf: [{type: string, enum: [a, b], deprecated: true}, {type: string}]}".to_owned(),
            "",
        ),
        (
            "{anyOf: [{type: integer, default: 1}, {type: number, default: 2.5}]}".to_owned(),
            "Default: `1` or `2.5`.",
        ),
        (
            "{anyOf: [{type: string, format: uri, default: a}, {type: string, format: uri}]}"
                .to_owned(),
            "In the format `uri`. Default: `a`.",
        ),
    ] {
        assert_eq!(said(&schema), wanted, "{schema}");
    }
}

/// Of two declarations of an object, the one holds that says more of what is inside, whichever is
/// first.
#[test]
fn what_two_parts_say_of_what_is_inside() {
    let text = "{type: string}";
    let object = "{type: object, properties: {p: {type: string}}}";
    let union = "{oneOf: [{type: object, required: [p], properties: {p: {type: string}}}, \
                 {type: object, required: [q], properties: {q: {type: integer}}}]}";
    let list = "{type: array, items: {type: string}}";
    for (more, less, wanted) in [
        (text, "{}", "pub x: Option<String>,"),
        ("{type: string, enum: [a]}", text, "A = \"a\","),
        (object, "{}", "pub x: Option<PetOX>,"),
        (union, object, "pub p: Option<String>,"),
        (list, "{type: array, items: {}}", "pub x: Option<Vec<String>>,"),
    ] {
        let pet = |first: &str, second: &str| {
            let part = |x: &str| {
                format!("{{properties: {{o: {{type: object, properties: {{x: {x}}}}}}}}}")
            };
            let pets = format!("Pet: {{allOf: [{}, {}]}}", part(first), part(second));
            Snippet::both(&pets).pet()
        };
        for pet in [pet(more, less), pet(less, more)] {
            assert!(pet.contains(wanted), "{more} {less}:\n{pet}");
        }
    }
}

/// A property that one part says nothing of is as the other part says, whichever is
/// first.
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

#[test]
fn an_object_is_no_text_of_a_union_beside_it() {
    let pet = |beside: &str| {
        let arms =
            "[{type: string}, {type: object, required: [age], properties: {age: {type: integer}}}]";
        Snippet::read(&format!("Pet: {{{beside}, oneOf: {arms}}}")).not_of_record().pet()
    };
    let properties = "properties: {name: {type: string}}";
    assert!(pet(properties).contains("Text(String) = string"));
    assert!(!pet(&format!("type: object, {properties}")).contains("Text(String)"));
    let union =
        "allOf: [{oneOf: [{type: integer}, {type: object, properties: {a: {type: string}}}]}]";
    assert!(!pet(union).contains("Text(String)") && !pet(union).contains("Integer(i64)"));
}

/// Of unions of objects and scalars, the scalars are left that all of them have.
#[test]
fn scalars_that_unions_of_objects_share() {
    let pets = Snippet::read(
        "
        Pet:
          allOf:
          - oneOf:
            - {$ref: '#/components/schemas/Mood'}
            - {type: integer}
            - {type: object, required: [a], properties: {a: {type: string}}}
          - anyOf:
            - {$ref: '#/components/schemas/Mood'}
            - {type: boolean}
            - {type: object, properties: {b: {type: string}}}
        Mood: {type: string, enum: [calm, wild]}
        ",
    );
    assert_snapshot!(pets.pet());
    assert_eq!(pets.warnings(), "");
}

#[test]
fn properties_beside_a_union_say_nothing_of_its_texts_and_lists() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          properties: {name: {type: string}}
          oneOf:
          - {type: string}
          - {type: array, items: {type: integer}}
          - {type: object, required: [age], properties: {age: {type: integer}}}
        "
        )
        .pet()
    );
}

/// An arm that says nothing takes any object with the properties beside it.
#[test]
fn an_empty_arm_beside_properties_is_any_object_with_them() {
    let arms = |arms: &str| {
        let pets = Snippet::read(&format!(
            "
        Pet: {{properties: {{name: {{type: string}}}}, oneOf: [{arms}]}}
        Any: {{description: It.}}
        "
        ));
        assert_eq!(pets.warnings(), "");
        pets.pet()
    };
    let age = "{type: object, required: [age], properties: {age: {type: integer}}}";
    let pet = arms(&format!("{{}}, {age}"));
    assert_snapshot!(pet);
    for empty in ["{type: object}, {}", "{$ref: '#/components/schemas/Any'}", "{minProperties: 1}"]
    {
        let other = arms(&format!("{empty}, {age}"));
        for part in ["Age(PetAge) = (object, \"age\" = present)", "Object(PetObject) = object"] {
            assert!(other.contains(part), "{empty}: {other}");
        }
        assert_eq!(other.matches("pub name: Option<String>").count(), 2, "{empty}: {other}");
    }
    assert!(arms("{}, {description: It.}").contains("pub struct Pet {"));
    assert!(arms("{type: string}, {}").contains("Object(PetObject) = object"));
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

#[test]
fn limits_in_a_union_leave_the_type_beside_it() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          type: object
          properties:
            link: {type: string, anyOf: [{format: uri}, {maxLength: 3}]}
            code: {type: string, oneOf: [{pattern: a}, {pattern: b}]}
            both: {type: [string, integer], anyOf: [{minLength: 3}, {minimum: 4}]}
            tags: {type: array, items: {type: string}, anyOf: [{minItems: 3}, {maxItems: 2}]}
            size: {type: integer, allOf: [{minimum: 1}, {maximum: 4}]}
            some: {type: string, anyOf: [{type: string, enum: [x]}, {type: integer}]}
            any: {allOf: [{minLength: 3}, {maxLength: 4}]}
        "
        )
        .pet()
    );
}

/// Arms that only limit are of the type beside the union, also where other arms name a
/// type.
#[test]
fn arms_of_which_some_say_types_leave_the_type_beside_them() {
    let pets = Snippet::read(
        "
        Pet:
          type: object
          properties:
            text: {type: string, anyOf: [{type: string, minLength: 1}, {pattern: x}]}
            size: {type: integer, oneOf: [{type: integer, minimum: 1}, {}]}
            word: {type: string, anyOf: [{$ref: '#/components/schemas/Word'}, {pattern: x}]}
            code: {type: [string, integer], anyOf: [{type: string, minLength: 1}, {minimum: 2}]}
            mark: {type: [string, integer, boolean], oneOf: [{enum: [a]}, {pattern: x}]}
            tags: {type: array, items: {type: string}, anyOf: [{type: array, minItems: 1}, {maxItems: 3}]}
            toys: {type: array, anyOf: [{type: array, items: {type: string}}, {maxItems: 3}]}
            rows: {type: array, items: {type: string}, anyOf: [{type: array}, {type: array, maxItems: 3}]}
            keys: {type: array, items: {type: string}, anyOf: [{items: {enum: [a]}}, {items: {enum: [b]}}]}
            open: {allOf: [{$ref: '#/components/schemas/Open'}, {$ref: '#/components/schemas/Word'}]}
            home: {type: [string, object], anyOf: [{type: object, properties: {city: {type: string}}}, {pattern: x}]}
        Word: {type: string, enum: [a, b]}
        Open: {anyOf: [{type: string, minLength: 1}, {pattern: x}]}
        ",
    );
    assert_snapshot!(pets.pet());
    let warnings = pets.warnings();
    let (told, _) = warnings.split_once("\n  :::").unwrap();
    let wanted = "warning[left-out]: an arm of a union has no type: another one takes any value \
                  (in 2 places, of which this is the first)\n  \
                  --> document /components/schemas/Open/anyOf/0";
    assert_eq!(told, wanted);
}

#[test]
fn scalars_that_two_unions_share() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          allOf:
          - {anyOf: [{type: string}, {type: integer}]}
          - {oneOf: [{type: boolean}, {type: integer}, {type: string}]}
        "
        )
        .pet()
    );
}

#[test]
fn a_format_apart_from_its_type() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet: {type: object, properties: {size: {format: uint64, allOf: [{type: integer}, {minimum: 3}]}}}
        "
        )
        .pet()
    );
}

#[test]
fn a_list_whose_items_one_part_says() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          type: object
          properties:
            names: {allOf: [{type: array, items: {type: string}}, {type: array, minItems: 1}]}
            sizes: {items: {type: integer}, allOf: [{type: array, minItems: 1}, {maxItems: 3}]}
            some: {allOf: [{type: array, minItems: 1}, {type: array, maxItems: 3}]}
            toys: {allOf: [{$ref: '#/components/schemas/Names'}, {type: array, items: {}, maxItems: 3}]}
            homes: {allOf: [{$ref: '#/components/schemas/Homes'}, {type: array, maxItems: 3}]}
        Names: {type: array, items: {type: string}}
        Homes: {allOf: [{type: array, items: {type: string}}, {type: array, minItems: 1}]}
        "
        )
        .pet()
    );
}

#[test]
fn what_extends_a_union_of_its_own_children() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet: {allOf: [{$ref: '#/components/schemas/Animal'}, {type: object, properties: {home: {type: string}}}]}
        Animal:
          type: object
          required: [kind]
          properties: {kind: {type: string}}
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
        Cat: {allOf: [{$ref: '#/components/schemas/Animal'}, {type: object, properties: {kind: {const: cat}}}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Animal'}, {type: object, properties: {kind: {const: dog}}}]}
        "
        )
        .pet()
    );
}

#[test]
fn what_is_required_beside_an_any_of() {
    assert_snapshot!(
        Snippet::sent(
            "
        Pet:
          type: object
          required: [name]
          additionalProperties: {type: integer}
          anyOf:
          - {properties: {name: {type: string}, a: {type: string}}}
          - {properties: {name: {type: string}, b: {type: string}}}
        "
        )
        .pet()
    );
}

#[test]
fn objects_that_can_hold_at_once() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          anyOf:
          - allOf:
            - {$ref: '#/components/schemas/Named'}
            - type: object
              required: [size]
              properties:
                nick: {type: string}
                last: {type: [string, 'null']}
                size: {type: integer}
                home: {$ref: '#/components/schemas/Home'}
                toy: {$ref: '#/components/schemas/Home'}
          - type: object
            required: [name]
            properties:
              name: {type: string}
              nick: {type: [string, 'null']}
              last: {type: string}
              size: {type: number}
              home: {$ref: '#/components/schemas/Home'}
              toy: {$ref: '#/components/schemas/Ball'}
            additionalProperties: {type: boolean}
        Named: {type: object, required: [name], properties: {name: {type: string}}}
        Home: {type: object, properties: {street: {type: string}}}
        Ball: {type: object, required: [color], properties: {color: {type: string}}}
        "
        )
        .pet()
    );
}

/// The type of further properties in one arm holds for those that only another arm declares, and
/// not for the further ones of an arm that takes any.
#[test]
fn further_properties_of_objects_that_can_hold_at_once() {
    let further = |one: &str, other: &str| {
        let pet = format!(
            "
        Pet:
          anyOf:
          - {{type: object, properties: {{a: {{type: string}}}}, additionalProperties: {one}}}
          - {{type: object, properties: {{b: {{type: integer}}}}, additionalProperties: {other}}}
        "
        );
        let pet = Snippet::read(&pet).not_of_record().pet();
        let fields = pet.lines().filter(|line| line.trim_start().starts_with("pub "));
        fields.map(|line| line.trim().to_owned()).take(4).collect::<Vec<_>>()
    };
    let text = "{type: string}";
    let map = "pub rest: Map<String, Value>,";
    let (a, b) = ("pub a: Option<String>,", "pub b: Option<PetB>,");
    assert_eq!(further(text, "true"), ["pub struct Pet {", a, b, map]);
    let texts = "pub rest: BTreeMap<String, String>,";
    assert_eq!(further(text, "false"), ["pub struct Pet {", a, b, texts]);
    assert_eq!(
        further(text, "{type: integer}"),
        ["pub struct Pet {", "pub a: Option<PetA>,", b, "pub rest: BTreeMap<String, PetValue>,"]
    );
    assert_eq!(further("true", "true"), ["pub struct Pet {", a, "pub b: Option<i64>,", map]);
}

#[test]
fn an_any_of_with_a_discriminator_stays_a_union() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet: {anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}
        Cat: {type: object, required: [kind], properties: {kind: {type: string}, claws: {type: integer}}}
        Dog: {type: object, required: [kind], properties: {kind: {type: string}, tail: {type: integer}}}
        "
        )
        .pet()
    );
}

#[test]
fn an_any_of_whose_arm_extends_a_union_stays_a_union() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet: {anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Bird'}]}
        About: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {more: {type: string}}}]}
        Base:
          type: object
          properties: {name: {type: string}, about: {$ref: '#/components/schemas/About'}}
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
        Cat: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, required: [claws], properties: {claws: {type: integer}}}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, required: [tail], properties: {tail: {type: integer}}}]}
        Bird: {type: object, properties: {wings: {type: integer}}}
        "
        )
        .pet()
    );
}

#[test]
fn properties_without_a_type_beside_a_union() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          oneOf:
          - {type: object, required: [a], properties: {a: {type: string}}}
          - {type: object, required: [b], properties: {b: {type: string}}}
          properties: {name: {type: string}}
        "
        )
        .pet()
    );
}

#[test]
fn two_unions_by_the_same_keyword() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          oneOf:
          - {type: object, required: [a], properties: {a: {type: string}}}
          - {type: object, required: [b], properties: {b: {type: string}}}
          allOf:
          - oneOf:
            - {type: object, required: [c], properties: {c: {type: string}}}
            - {type: object, required: [d], properties: {d: {type: string}}}
        "
        )
        .pet()
    );
}

#[test]
fn what_is_beside_a_reference() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          type: object
          required: [kind]
          properties:
            kind: {$ref: '#/components/schemas/Kind', enum: [cat]}
            base: {$ref: '#/components/schemas/Base', properties: {more: {type: string}}}
            other: {$ref: '#/components/schemas/Base', description: Another.}
        Kind: {type: string, enum: [cat, dog]}
        Base: {type: object, properties: {name: {type: string}}}
        "
        )
        .pet()
    );
}

#[test]
fn scalars_by_other_names_in_unions_and_in_maps() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          type: object
          properties:
            alias: {allOf: [{$ref: '#/components/schemas/Alias'}, {enum: [cat]}]}
            union: {allOf: [{anyOf: [{type: string, enum: [a, b]}, {type: integer}]}, {enum: [a, c]}]}
            later: {allOf: [{type: string, enum: [a]}, {type: string, enum: [b, c]}, {type: string, enum: [c, d]}]}
            whole: {allOf: [{type: integer}, {enum: [1.0, 2.0, 2.5]}]}
            exact: {allOf: [{type: integer}, {enum: [9007199254740993, 1]}]}
        Alias: {$ref: '#/components/schemas/Kind'}
        Kind: {type: string, enum: [cat, dog]}
        "
        )
        .pet()
    );
    assert_snapshot!(
        Snippet::read("Pet: {type: object, additionalProperties: {allOf: [{type: string, maxLength: 3}, {enum: [a, b]}]}}")
            .pet()
    );
}

/// Returns a union of so many objects beside a property, which is combined itself.
fn arms(count: usize) -> String {
    let mut text = "
  properties: {toy: {allOf: [{type: string, maxLength: 9}, {enum: [ball, rope]}]}}
  oneOf:
"
    .to_owned();
    for arm in 0..count {
        text += &format!(
            "  - {{type: object, required: [kind], properties: {{kind: {{const: k{arm}}}}}}}\n"
        );
    }
    text
}

#[test]
fn as_many_arms_as_there_may_be_beside_a_property() {
    let most = Snippet::read(&format!("Pet:{}", arms(400)));
    assert_eq!(most.warnings(), "");
    assert!(most.pet().contains("Ball = \"ball\""));
}

#[test]
fn what_has_too_many_arms_costs_nothing_else() {
    let more = arms(401).replace('\n', "\n    ");
    let snippet = Snippet::read(&format!(
        "
Pet:
  type: object
  properties:
    one:{more}
    two:{more}
    toy: {{allOf: [{{type: string, maxLength: 9}}, {{enum: [ball, rope]}}]}}
"
    ));
    assert_snapshot!(snippet.warnings());
    assert_snapshot!(snippet.pet());
}

#[test]
fn too_many_arms_are_said_of_each_component() {
    let more = arms(401);
    let pets = Snippet::read(&format!(
        "
Pet: {{type: object, properties: {{cat: {{$ref: '#/components/schemas/Cat'}}, dog: {{$ref: '#/components/schemas/Dog'}}}}}}
Cat:{more}
Dog:{more}
"
    ));
    for name in ["Cat", "Dog"] {
        let place = format!("document /components/schemas/{name}\n");
        assert!(pets.warnings().contains(&place), "{name}: {}", pets.warnings());
    }
}

#[test]
fn unions_whose_product_no_number_holds() {
    let arm = |number| format!("{{type: object, properties: {{k: {{const: k{number}}}}}}}");
    let arms: Vec<String> = (0..16).map(arm).collect();
    let union = format!("{{oneOf: [{}]}}", arms.join(", "));
    let unions = vec![union; 17].join(", ");
    assert_snapshot!(Snippet::read(&format!("Pet: {{allOf: [{unions}]}}")).warnings());
}

#[test]
fn scalars_are_combined_so_deep_and_no_deeper() {
    for key in ["anyOf", "allOf"] {
        let pet = |depth| {
            let other = if key == "anyOf" { "{type: string}" } else { "{minimum: 1}" };
            let nested = (0..depth).fold("{type: integer}".to_owned(), |inner, _| {
                format!("{{{key}: [{inner}, {other}]}}")
            });
            Snippet::read(&format!(
                "Pet: {{type: object, properties: {{size: {{allOf: [{nested}, {{type: number}}]}}}}}}"
            ))
        };
        assert!(pet(32).pet().contains("pub size: Option<i64>"), "{key}");
        assert!(pet(33).refusal().contains("unsupported-schema"), "{key}");
    }
}

#[test]
fn null_in_one_arm_is_null_in_all() {
    assert_snapshot!(
        Snippet::sent(
            "
        Pet:
          anyOf:
          - {type: object, properties: {first: {type: string}, last: {type: [string, 'null']}}}
          - {type: object, properties: {first: {type: [string, 'null']}, last: {type: string}}}
        "
        )
        .pet()
    );
}

#[test]
fn a_reference_with_words_is_the_same_as_without() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          anyOf:
          - {type: object, properties: {a: {type: string}, home: {$ref: '#/components/schemas/Home'}}}
          - {type: object, properties: {b: {type: string}, home: {$ref: '#/components/schemas/Home', description: Its own.}}}
        Home: {type: object, properties: {street: {type: string}}}
        "
        )
        .pet()
    );
}

#[test]
fn an_any_of_beside_what_holds_for_all_arms() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          allOf: [{$ref: '#/components/schemas/Named'}]
          anyOf:
          - {type: object, required: [a], properties: {a: {type: string}}}
          - {type: object, required: [b], properties: {b: {type: string}}}
        Named: {type: object, required: [name], properties: {name: {type: string}}}
        "
        )
        .pet()
    );
}

#[test]
fn arms_that_are_unions_beside_a_property() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          properties: {name: {type: string}}
          oneOf:
          - oneOf:
            - {type: object, required: [kind], properties: {kind: {const: cat}}}
            - {type: object, required: [kind], properties: {kind: {const: dog}}}
          - {type: object, required: [kind], properties: {kind: {const: eel}}}
        "
        )
        .pet()
    );
}

#[test]
fn null_beside_what_is_combined() {
    assert_snapshot!(
        Snippet::sent(
            "
        Pet:
          type: object
          properties:
            name: {type: [string, 'null'], allOf: [{maxLength: 3}, {enum: [a, b]}]}
            none: {allOf: [{type: 'null'}]}
        "
        )
        .pet()
    );
}

/// An arm that cannot have one text of its own leaves all of them as they are.
#[test]
fn a_discriminator_that_no_single_text_is_for_is_left_as_it_is() {
    let pet = |of: &str, mapping: &str| {
        Snippet::read(&format!(
            "
        Pet:
          oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}]
          discriminator: {{propertyName: kind, mapping: {{{mapping}}}}}
          properties: {{name: {{type: string}}}}
        Cat: {{type: object, required: [kind, lives], properties: {{kind: {{type: {of}}}, lives: {{type: integer}}}}}}
        Dog: {{type: object, required: [kind], properties: {{kind: {{type: {of}}}}}}}
        "
        ))
        .pet()
    };
    for (of, mapping, field) in [
        ("integer", "'1': Cat, '2': Dog", "pub kind: i64"),
        ("string", "one: Cat, uno: Cat, two: Dog", "pub kind: String"),
    ] {
        let pet = pet(of, mapping);
        for part in [field, "Lives(PetLives) = (object, \"lives\" = present)"] {
            assert!(pet.contains(part), "{part}: {pet}");
        }
    }
    assert!(pet("string", "one: Cat, two: Dog").contains(" = \"one\","));
}

#[test]
fn a_discriminator_beside_properties_tells_arms_by_their_names() {
    for key in ["oneOf", "anyOf"] {
        let pet = Snippet::read(&format!(
            "
        Pet:
          {key}:
          - {{$ref: '#/components/schemas/Cat'}}
          - {{$ref: '#/components/schemas/Dog'}}
          - {{$ref: '#/components/schemas/Eel'}}
          discriminator: {{propertyName: kind, mapping: {{a dog: Dog}}}}
          properties: {{name: {{type: string}}}}
        Cat: {{type: object, required: [kind], properties: {{kind: {{type: string}}}}}}
        Dog: {{type: object, required: [kind], properties: {{kind: {{type: string, enum: [a dog, Cat]}}}}}}
        Eel: {{type: object, required: [kind], properties: {{kind: {{const: eel}}}}}}
        "
        ))
        .pet();
        for arm in ["Cat(PetCat) = \"Cat\"", "(PetADog) = \"a dog\"", "Eel(PetEel) = \"eel\""] {
            assert!(pet.contains(arm), "{key}: {arm}: {pet}");
        }
    }
}

/// An arm that is a union itself, which properties beside it leave without its name.
#[test]
fn a_discriminator_beside_properties_tells_unions_among_arms() {
    let pet = |cat: &str, kind: &str| {
        let pets = Snippet::read(&format!(
            "
        Pet:
          oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}]
          discriminator: {{propertyName: kind, mapping: {{cat: Cat, dog: Dog}}}}
          properties: {{name: {{type: string}}}}
        Cat: {{oneOf: [{{$ref: '#/components/schemas/Lion'}}, {cat}}}
        Lion: {{type: object, required: [kind, mane], properties: {{kind: {{{kind}}}, mane: {{type: string}}}}}}
        Puma: {{type: object, required: [kind, spots], properties: {{kind: {{type: string}}, spots: {{type: string}}}}}}
        Dog: {{type: object, required: [kind], properties: {{kind: {{type: string}}}}}}
        "
        ));
        assert_eq!(pets.warnings(), "");
        pets.pet()
    };
    let arms = |pet: &str| {
        let is_arm = |line: &&str| line.ends_with(',') && line.contains(") = ");
        pet.lines().map(str::trim).filter(is_arm).collect::<Vec<_>>().join("\n")
    };
    let puma = "{$ref: '#/components/schemas/Puma'}]";
    assert_snapshot!(arms(&pet(puma, "type: string")));
    // The inner union tells its own arms apart.
    let inner = format!("{puma}, discriminator: {{propertyName: kind}}");
    assert_snapshot!(arms(&pet(&inner, "type: string")));
    let two = inner.replace(": kind", ": kind, mapping: {lion: Lion, leo: Lion}");
    assert_snapshot!(arms(&pet(&two, "type: string")));
    // The constant of one leaves the other without a text.
    assert_snapshot!(arms(&pet(puma, "const: lion")));
    // A text has no property.
    assert_snapshot!(arms(&pet("{type: string}]", "type: string")));
}

/// Some of what arms require has to be given; what limits one of them does not hold for
/// the others.
#[test]
fn arms_that_hold_at_once_beside_properties_are_one_object() {
    let pets = Snippet::read(
        "
        Pet:
          properties:
            required: {properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}
            both: {$ref: '#/components/schemas/Both'}
            limited:
              properties: {a: {type: string}, b: {type: string}}
              anyOf: [{required: [a]}, {required: [b]}, {type: object, maxProperties: 0}]
            declared:
              type: object
              properties: {id: {type: string}}
              required: [id]
              anyOf:
              - {properties: {a: {type: string}}, required: [id, a]}
              - {properties: {b: {type: integer}, c: {type: integer}}, required: [b, c]}
            apart:
              properties: {id: {type: string}}
              anyOf: [{properties: {a: {type: string}}}, {properties: {a: {type: integer}}}]
        Both:
          properties: {a: {type: string}, b: {type: string}, c: {type: string}, d: {type: string}}
          oneOf: [{required: [a]}, {required: [b]}, {required: [c]}]
          anyOf: [{required: [c, d]}, {required: [d]}]
        ",
    );
    assert_snapshot!(pets.warnings());
    assert_snapshot!(pets.pet());
    assert!(pets.file(&["types/both.rs"]).contains(
        "/// Exactly one of `a`, `b` and `c` is to be given.\n    ///\n    \
         /// At least one of these is to be given: `c` with `d`; `d`.\n"
    ));
}

#[test]
fn what_is_said_of_properties_says_nothing_of_other_values() {
    let pets = Snippet::read(
        "
        Pet:
          properties:
            text: {additionalProperties: false, allOf: [{$ref: '#/components/schemas/Icons'}]}
            list: {required: [a], allOf: [{type: array, items: {type: string}}]}
            parts: {allOf: [{type: integer}, {additionalProperties: false}]}
            either: {required: [a], oneOf: [{type: string}, {type: array, items: {type: string}}]}
            object: {additionalProperties: false, allOf: [{properties: {a: {type: string}}}]}
        Icons: {type: string, enum: [a, b]}
        ",
    );
    assert_snapshot!(pets.warnings());
    assert_snapshot!(pets.pet());
}

/// Parents of which a list or an object would have to name the child.
#[test]
fn a_discriminator_that_is_no_text_is_not_followed() {
    let pets = |of: &str| {
        Snippet::read(&format!(
            "
        Pet: {{allOf: [{{$ref: '#/components/schemas/Page'}}, {{properties: {{n: {{type: integer}}}}}}]}}
        Page:
          type: object
          discriminator: {{propertyName: content}}
          required: [content]
          properties: {{content: {{{of}}}}}
        "
        ))
    };
    let (list, text) = (pets("type: array, items: {type: string}"), pets("type: string"));
    assert_snapshot!(list.warnings());
    assert!(list.pet().contains("pub content: Vec<String>"), "{}", list.pet());
    assert_eq!(text.warnings(), "");
    assert!(text.pet().contains("pub content: Constant<Self>"), "{}", text.pet());
}

/// All that several parts say of one property holds: of an object, the properties of all
/// parts, however deep, and whichever part is first.
#[test]
fn a_property_of_which_several_parts_say_something() {
    let tame = "properties:
            owner: {type: object, properties: {name: {type: string}}}
            homes: {type: array, items: {type: object, properties: {street: {type: string}}}}
            chip: {oneOf: [{type: string}, {type: integer}]}
            toy: {$ref: '#/components/schemas/Toy'}
            marks: {type: object, additionalProperties: {type: string}}";
    let wild = "properties:
            owner: {type: object, properties: {age: {type: integer}}}
            homes: {type: array, items: {type: object, properties: {city: {type: string}}}}
            chip: {description: Under the skin.}
            toy: {type: object}
            marks: {type: object, properties: {ear: {type: boolean}}}";
    for (name, first, second) in [("tame_first", tame, wild), ("wild_first", wild, tame)] {
        let pets = Snippet::read(&format!(
            "
        Pet:
          allOf: [{{$ref: '#/components/schemas/First'}}, {{$ref: '#/components/schemas/Second'}}]
        First:
          {first}
        Second:
          {second}
        Toy: {{type: object, properties: {{color: {{type: string}}}}}}
        "
        ));
        assert_eq!(pets.warnings(), "");
        assert_snapshot!(name, pets.pet());
    }
}

/// Parts that lead to themselves are put together once.
#[test]
fn a_property_of_parts_that_hold_themselves() {
    let pets = Snippet::read(
        "
        Pet:
          allOf:
          - {properties: {home: {$ref: '#/components/schemas/A'}}}
          - {properties: {home: {$ref: '#/components/schemas/B'}}}
        A: {type: object, properties: {next: {$ref: '#/components/schemas/A'}, a: {type: string}}}
        B: {type: object, properties: {next: {$ref: '#/components/schemas/B'}, b: {type: string}}}
        ",
    );
    assert_snapshot!(pets.warnings());
    assert_snapshot!(pets.pet());
}

/// Other properties are of a type that holds what each part says of them.
#[test]
fn further_properties_of_several_parts() {
    let text = "patternProperties: {'^x-': {type: string}}";
    let rest = |parts: &str, own: &str| {
        let pets = Snippet::read(&format!(
            "Pet: {{allOf: [{parts}], properties: {{id: {{type: string}}}}{own}}}"
        ));
        let pet = pets.pet();
        let line = pet.lines().find(|line| line.contains("pub rest:")).map_or("none", str::trim);
        let values = pet.split_once("pub enum PetValue {").map_or("", |(_, values)| values);
        let arms = values.lines().map(str::trim).filter(|line| line.contains(" = "));
        let arms = arms.map(|arm| format!("\n  {arm}")).collect::<String>();
        format!("{parts}{own}\n{line}{arms}")
    };
    let said = [
        rest(&format!("{{{text}}}"), ", unevaluatedProperties: {type: integer}"),
        rest(
            &format!("{{{text}}}, {{properties: {{a: {{}}}}}}"),
            ", additionalProperties: {type: integer}",
        ),
        rest(&format!("{{{text}}}"), ", additionalProperties: false"),
        rest(&format!("{{{text}}}, {{patternProperties: {{'^y-': {{type: integer}}}}}}"), ""),
        rest("{additionalProperties: {type: string}}, {additionalProperties: {type: integer}}", ""),
        rest("{additionalProperties: {type: string}}, {additionalProperties: {type: string}}", ""),
        rest(
            "{additionalProperties: {type: string}}, {additionalProperties: {type: integer}}, \
             {additionalProperties: {type: boolean}}",
            "",
        ),
        rest("{additionalProperties: true}, {additionalProperties: {type: string}}", ""),
        rest("{additionalProperties: {type: string}}, {additionalProperties: false}", ""),
    ];
    assert_snapshot!(said.join("\n\n"));
}

/// A type that is inline in a component is named after it, whatever includes it.
#[test]
fn inline_parts_of_components_are_named_after_these() {
    let pets = Snippet::read(
        "
        Pet: {type: object, properties: {all: {type: array, items: {$ref: '#/components/schemas/Any'}}, zoo: {$ref: '#/components/schemas/Zoo'}}}
        Any:
          type: array
          items: {oneOf: [{type: string}, {$ref: '#/components/schemas/Zoo'}, {allOf: [{$ref: '#/components/schemas/Base'}, {required: [kind], properties: {kind: {const: b}}}]}]}
        Base: {type: object, properties: {home: {type: object, properties: {city: {type: string}}}}}
        Zoo:
          oneOf:
          - {type: object, required: [kind], properties: {kind: {const: cage}, bars: {type: integer}}}
          - {type: object, required: [kind], properties: {kind: {const: pool}, depth: {type: integer}}}
        ",
    );
    assert_snapshot!(pets.file(&["types/any.rs", "types/base.rs", "types/zoo.rs"]));
}

/// A reference with siblings is still what the discriminator maps its text to.
#[test]
fn an_arm_that_says_more_beside_its_reference_has_its_text() {
    let pets = Snippet::read(
        "
        Pet:
          oneOf:
          - {$ref: '#/components/schemas/Cat', description: It purrs.}
          - {$ref: '#/components/schemas/Dog', required: [name], properties: {name: {type: string}}}
          - {$ref: '#/components/schemas/Eel', properties: {name: {type: string}}}
          discriminator: {propertyName: kind, mapping: {c: Cat, d: '#/components/schemas/Dog'}}
        Cat: {type: object, required: [kind], properties: {kind: {type: string}}}
        Dog: {type: object, required: [kind], properties: {kind: {type: string}, tricks: {type: integer}}}
        Eel: {type: object, required: [kind], properties: {kind: {type: string}}}
        ",
    );
    assert_eq!(pets.warnings(), "");
    assert_snapshot!(pets.pet());
}

/// An only arm keeps what it says where the schema around it says the same keys otherwise.
#[test]
fn what_an_only_arm_says_of_the_same() {
    let pets = Snippet::read(
        "
        Pet:
          type: object
          properties:
            toy:
              properties: {part: {properties: {name: {type: string}}}}
              allOf:
              - properties: {part: {properties: {size: {type: integer}}}}
            home:
              properties: {part: {properties: {name: {type: string}}}}
              oneOf:
              - properties: {part: {properties: {size: {type: integer}}}}
            toys:
              items: {properties: {name: {type: string}}}
              allOf:
              - items: {properties: {size: {type: integer}}}
            names:
              items: {description: A name.}
              allOf:
              - items: {type: string}
            size: {type: number, allOf: [{type: integer}]}
            both:
              allOf:
              - {properties: {a: {type: string}}}
              - {properties: {b: {type: string}}}
              oneOf:
              - allOf:
                - {properties: {c: {type: string}}}
                - {properties: {d: {type: string}}}
        ",
    );
    assert_snapshot!(pets.pet());
    assert_snapshot!(pets.warnings());
}

/// All parts of an `allOf` hold of a property that several declare: the narrower limits, each
/// format, and who says it. Of words, the later ones count, and the earlier ones where those
/// are silent.
#[test]
fn a_property_that_parts_declare_again() {
    let pet = |first: &str, second: &str| {
        let pets = Snippet::both(&format!(
            "        Old: {{type: object, properties: {{size: {first}}}}}
        Pet:
          allOf:
          - {{$ref: '#/components/schemas/Old'}}
          - {{type: object, properties: {{size: {second}}}}}"
        ));
        let pet = pets.pet();
        let field = pet.split_once("pub struct Pet {").unwrap().1.split_once("}").unwrap().0;
        let lines: Vec<&str> = field.trim().lines().map(str::trim).collect();
        lines.join(" ").replace("#[wire(optional = \"size\")] ", "")
    };
    for (first, second, wanted) in [
        (
            "{type: integer}",
            "{type: integer, format: uint64, description: In bytes.}",
            "/// In bytes. pub size: Option<u64>,",
        ),
        (
            "{type: integer, format: uint64, description: In bytes.}",
            "{type: integer}",
            "/// In bytes. pub size: Option<u64>,",
        ),
        ("{type: number}", "{type: integer, minimum: 1}", "/// At least 1. pub size: Option<i64>,"),
        (
            "{type: string, maxLength: 9, minLength: 1}",
            "{type: string, maxLength: 5}",
            "/// 1 to 5 characters. pub size: Option<String>,",
        ),
        (
            "{type: string, maxLength: 5}",
            "{type: string, maxLength: 9, pattern: '^a'}",
            "/// At most 5 characters. Matches `^a`. pub size: Option<String>,",
        ),
        (
            "{type: string, deprecated: true}",
            "{type: string}",
            "/// **Deprecated.** #[deprecated] pub size: Option<String>,",
        ),
        (
            "{type: string, readOnly: true}",
            "{type: string, description: New.}",
            "/// New. /// /// Set by the server alone. pub size: Option<String>,",
        ),
        (
            "{type: string, description: Old., default: a}",
            "{type: string, writeOnly: true}",
            "/// Old. /// /// Never sent by the server. Default: `a`. pub size: Option<String>,",
        ),
        (
            "{type: string, description: Old.}",
            "{type: string, description: New.}",
            "/// New. pub size: Option<String>,",
        ),
        (
            "{type: array, items: {type: string}, readOnly: true}",
            "{type: array, items: {type: string}}",
            "/// Set by the server alone. pub size: Option<Vec<String>>,",
        ),
    ] {
        assert_eq!(pet(first, second), wanted, "{first} {second}");
    }
}

/// Lists of the same values in another order, and a narrower one, keep what either part says.
#[test]
fn words_about_values_that_are_listed_twice() {
    let pets = Snippet::read(
        "
        Pet:
          allOf:
          - properties:
              mood: {type: string, description: How it is., enum: [good, bad]}
              size: {type: string, description: How big it is., default: big, enum: [small, big]}
              age: {type: string, description: How old., enum: [young, old]}
          - properties:
              mood: {type: string, enum: [bad, good]}
              size: {type: string, enum: [big]}
              age: {type: string, enum: [old, ancient]}",
    );
    assert_snapshot!(pets.pet());
}

/// The component keeps its type; what is beside it is for people.
/// A reference keeps its type, by its own name, beside parts that add nothing.
#[test]
fn what_adds_nothing_to_a_reference() {
    let pet = |home: &str| {
        let schemas = format!(
            "
        Pet: {{type: object, properties: {{home: {{{home}}}}}}}
        Home: {{type: object, required: [street], properties: {{street: {{type: string}}, number: {{type: integer}}}}}}
        Either: {{oneOf: [{{$ref: '#/components/schemas/Home'}}, {{type: string}}]}}
        "
        );
        let pet = Snippet::read(&schemas).not_of_record().pet();
        let field = pet.lines().find(|line| line.contains("pub home"));
        field.unwrap_or(&pet).trim().to_owned()
    };
    let home = "{$ref: '#/components/schemas/Home'}";
    let either = "{$ref: '#/components/schemas/Either'}";
    for same in [
        format!("allOf: [{home}, {home}]"),
        format!("allOf: [{home}, {{}}, {home}]"),
        format!("allOf: [{home}, {{description: Words.}}]"),
        format!("allOf: [{home}, {{$ref: '#/components/schemas/Home', description: Words.}}]"),
        format!("allOf: [{home}, {{type: object, properties: {{}}}}]"),
        format!("allOf: [{home}, {{type: object, required: [street]}}]"),
        format!("allOf: [{home}], $ref: '#/components/schemas/Home'"),
    ] {
        assert_eq!(pet(&same), "pub home: Option<Home>,", "{same}");
    }
    assert_eq!(pet(&format!("allOf: [{either}, {either}]")), "pub home: Option<Either>,");
    for more in ["{required: [number]}", "{required: [street, number]}", "{properties: {x: {}}}"] {
        let more = format!("allOf: [{home}, {more}]");
        assert_eq!(pet(&more), "pub home: Option<PetHome>,", "{more}");
    }
    let words = Snippet::read(
        "
        Pet: {type: object, properties: {home: {allOf: [{$ref: '#/components/schemas/Home'}, {$ref: '#/components/schemas/Home', description: The second home.}]}}}
        Home: {type: object, properties: {street: {type: string}}}
        ",
    );
    assert!(words.pet().contains("/// The second home.\n"), "{}", words.pet());
}

#[test]
fn a_format_beside_a_reference_to_text() {
    let pet = Snippet::read(
        "
        Pet: {properties: {id: {$ref: '#/components/schemas/Id', format: uuid, maxLength: 40}}}
        Id: {type: string, description: An id.}
        ",
    )
    .pet();
    assert!(pet.contains("/// An id. In the format `uuid`. At most 40 characters."), "{pet}");
    assert!(pet.contains("pub id: Option<Id>"), "{pet}");
}

/// Objects whose further properties are such objects end, whether one extends the other or
/// they only hold at once.
#[test]
fn further_properties_within_one_another() {
    let objects = |how: &str, one: &str, other: &str| {
        format!(
            "
        Pet: {{{how}: [{{$ref: '#/components/schemas/One'}}, {other}]}}
        One: {{type: object, properties: {{a: {{type: string}}}}, {one}}}
        Other: {{type: object, properties: {{b: {{type: string}}}}, additionalProperties: {{$ref: '#/components/schemas/Other'}}}}"
        )
    };
    let of = |name: &str| format!("additionalProperties: {{$ref: '#/components/schemas/{name}'}}");
    let unevaluated = "unevaluatedProperties: {$ref: '#/components/schemas/One'}";
    let more = format!("{{type: object, properties: {{b: {{type: string}}}}, {}}}", of("Pet"));
    let other = "{$ref: '#/components/schemas/Other'}";
    let cases = [
        objects("allOf", &of("One"), &more),
        objects("allOf", unevaluated, &more),
        objects("allOf", &of("One"), other),
        objects("anyOf", &of("One"), other),
    ];
    let cases = cases.map(|case| Snippet::read(&case).not_of_record().pet());
    assert_snapshot!(cases.join("\n----\n"));
}

/// Objects that hold at once, one of which has values of both among its further properties:
/// a property of the other one may be such a value, and ends.
#[test]
fn further_properties_that_are_the_objects_themselves() {
    let cases = ["{}", "{type: object, properties: {b: {type: string}}}"].map(|name| {
        let schemas = format!(
            "
        Pet:
          properties: {{a: {{type: string}}}}
          patternProperties: {{'^p': {{$ref: '#/components/schemas/Pet'}}}}
          unevaluatedProperties: {{$ref: '#/components/schemas/Other'}}
        Other: {{allOf: [{{properties: {{name: {name}}}}}]}}"
        );
        Snippet::read(&schemas).not_of_record().pet()
    });
    assert_snapshot!(cases.join("\n----\n"));
}

/// Words of the parts are words of the whole, behind its own; those of a component stay there.
#[test]
fn words_and_marks_of_parts_are_those_of_the_whole() {
    let pets = Snippet::both(
        "
        Pet:
          description: Whole words.
          allOf:
          - $ref: '#/components/schemas/Base'
          - type: object
            title: A part with a name
            description: Part words.
            deprecated: true
            default: {y: q}
            externalDocs: {url: 'https://example.com/part'}
            properties:
              y: {type: string}
              inner:
                allOf:
                - {$ref: '#/components/schemas/Base', description: Words beside the reference.}
                - type: object
                  description: Words of the second part.
                  readOnly: true
                  default: {z: first}
                  properties: {z: {type: string}}
                - {type: object, default: {z: last}, properties: {w: {type: string}}}
          - {type: object, description: Whole words., properties: {v: {type: string}}}
          - type: object
            title: Another part
            externalDocs: {url: 'https://example.com/another'}
            properties: {u: {type: string}}
        Base: {type: object, description: Words of the base., properties: {a: {type: string}}}
        ",
    );
    assert_snapshot!(pets.file(&["types/pet.rs", "types/base.rs"]));
}

/// Of scalars and lists as well: the last of several defaults holds.
#[test]
fn words_and_marks_of_parts_that_are_no_objects() {
    let pets = Snippet::both(
        "
        Pet:
          type: object
          properties:
            names:
              allOf:
              - {type: array, items: {type: string}}
              - {items: {description: A name., deprecated: true}}
            size:
              allOf:
              - {type: string, default: small, description: The size.}
              - {type: string, maxLength: 5, default: large, description: At the shoulder.}
            kind:
              description: The kind.
              allOf:
              - {$ref: '#/components/schemas/Kind'}
              - {description: As its owner says.}
              - {description: It never changes.}
        Kind: {type: string, enum: [cat, dog]}
        ",
    );
    assert_snapshot!(pets.pet());
}

/// A child says the narrower of a property: its default, its title and its link hold.
#[test]
fn a_child_restates_what_is_said_of_an_inherited_property() {
    let pets = Snippet::both(
        "
        Pet:
          allOf:
          - $ref: '#/components/schemas/Base'
          - type: object
            properties:
              a: {default: own}
              b: {default: over, title: Another name, externalDocs: {url: 'https://example.com/b'}}
              c: {default: {x: over}}
              home: {$ref: '#/components/schemas/Home'}
        Home:
          $ref: '#/components/schemas/Base'
          properties:
            b: {default: over}
        Base:
          type: object
          properties:
            a: {type: string}
            b: {type: string, default: base, title: The base of it, externalDocs: {url: 'https://example.com/a'}}
            c: {type: object, default: {x: base}, properties: {x: {type: string}}}
        ",
    );
    assert_snapshot!(pets.file(&["types/pet.rs", "types/home.rs"]));
}

/// A component that adds words to a child is another name of it, unless the mapping names it.
#[test]
fn words_beside_a_reference_make_no_child() {
    let children = |own: &str| {
        Snippet::both(&format!(
            "
        Pet:
          type: object
          properties: {{kind: {{type: string}}, cat: {{$ref: '#/components/schemas/Named'}}}}
          discriminator:
            propertyName: kind
            mapping: {{cat: '#/components/schemas/Cat'{own}}}
        Cat: {{allOf: [{{$ref: '#/components/schemas/Pet'}}, {{type: object, properties: {{lives: {{type: integer}}}}}}]}}
        Dog: {{allOf: [{{$ref: '#/components/schemas/Pet'}}]}}
        Named: {{$ref: '#/components/schemas/Cat', description: A cat with a name.}}
        Again: {{allOf: [{{$ref: '#/components/schemas/Cat'}}], description: A cat as well.}}
            "
        ))
        .file(&["types/pet.rs", "types/named.rs", "types/dog.rs"])
    };
    assert_snapshot!(children(""));
    assert_snapshot!(children(", named: '#/components/schemas/Named'"));
}

/// Words beside a reference stand where this is used, in bodies, answers and errors as well.
#[test]
fn words_beside_references_in_operations() {
    let docs = |operation: &str| {
        let snippet = Snippet::post(&format!("operationId: sendPet\ntags: [pets]\n{operation}"));
        let text = snippet
            .schemas("Pet: {type: object, description: A pet., properties: {a: {type: string}}}")
            .file(&["pets/mod.rs"]);
        let lines = text.lines().map(|line| line.trim().trim_start_matches("///").trim());
        lines.collect::<Vec<_>>().join(" ")
    };
    let json = |schema: &str| format!("content: {{application/json: {{schema: {schema}}}}}");
    let pet = |words: &str| json(&format!("{{$ref: '#/components/schemas/Pet', {words}}}"));
    let none = "responses: {'204': {description: None.}}";
    let cases = [
        (
            format!("requestBody: {{required: true, {}}}\n{none}", pet("description: The new one.")),
            "The body: The new one. ",
        ),
        (
            format!("responses: {{'200': {{description: A., {}}}}}", pet("description: The old one., deprecated: true")),
            "The answer: The old one. **Deprecated.** ",
        ),
        (
            format!("responses: {{'400': {{description: Bad., {}}}}}", pet("title: What is bad, deprecated: true, unevaluatedProperties: false")),
            "declares 400 ([`Pet`](crate::types::Pet)): Bad. What is bad. Deprecated. No other properties. ",
        ),
        (
            format!("responses: {{'400': {{description: Bad., {}}}}}", pet("description: It is bad")),
            "declares 400 ([`Pet`](crate::types::Pet)): Bad. It is bad. ",
        ),
        (
            format!("responses: {{'400': {{description: What is bad., {}}}}}", json("{description: What is bad, items: {type: string, maxLength: 3}}")),
            "declares 400 (`Vec<String>`): What is bad. Each item: at most 3 characters. ",
        ),
        (
            "responses: {'200': {description: A., content: {text/event-stream: {schema: {type: integer, maximum: 3, description: A number.}}}}}".to_owned(),
            "Each item: A number. An integer. At most 3. ",
        ),
    ];
    for (operation, wanted) in cases {
        let docs = docs(&operation);
        assert!(docs.contains(wanted), "{operation}: {docs}");
    }
}

/// An object without other properties is told of where it is used, unless its type says so.
#[test]
fn references_to_objects_without_other_properties() {
    let pet = Snippet::read(
        "
        Pet:
          type: object
          properties:
            a: {$ref: '#/components/schemas/Home', unevaluatedProperties: false}
            b: {$ref: '#/components/schemas/Home', additionalProperties: false}
            c: {anyOf: [{$ref: '#/components/schemas/Home', unevaluatedProperties: false}, {type: 'null'}]}
            d: {type: array, items: {$ref: '#/components/schemas/Home', unevaluatedProperties: false}}
            e: {$ref: '#/components/schemas/Closed', unevaluatedProperties: false}
            f: {allOf: [{$ref: '#/components/schemas/Home'}, {properties: {b: {}}}], unevaluatedProperties: false}
            g: {oneOf: [{$ref: '#/components/schemas/Home'}, {type: string}], unevaluatedProperties: false}
            h: {type: array, prefixItems: [{$ref: '#/components/schemas/Home', unevaluatedProperties: false}, {type: integer}]}
            i: {type: array, items: {$ref: '#/components/schemas/Closed', unevaluatedProperties: false}}
        Home: {type: object, properties: {a: {type: string}}}
        Closed: {type: object, properties: {a: {type: string}}, additionalProperties: false}
        ",
    )
    .pet();
    let (_, fields) = pet.split_once("pub struct Pet {").unwrap();
    let (fields, _) = fields.split_once("\n    }\n").unwrap();
    let lines = fields.lines().map(str::trim).filter(|line| !line.starts_with("#["));
    let wanted = [
        "/// No other properties.",
        "pub a: Option<Home>,",
        "/// No other properties.",
        "pub b: Option<Home>,",
        "/// No other properties.",
        "pub c: Option<Home>,",
        "/// Each item: no other properties.",
        "pub d: Option<Vec<Home>>,",
        "pub e: Option<Closed>,",
        "pub f: Option<PetF>,",
        "/// No other properties.",
        "pub g: Option<PetG>,",
        "/// Item 1: `Home`, no other properties. Item 2: an integer.",
        "pub h: Option<Vec<PetHItem>>,",
        "pub i: Option<Vec<Closed>>,",
    ];
    assert_eq!(lines.skip(1).collect::<Vec<_>>(), wanted, "{pet}");
}

/// Of defaults and formats that parts say of one value, one is taken; of the others a warning
/// tells. The words of each inline part stay.
#[test]
fn parts_that_give_way_to_others() {
    let warnings = |schema: &str| {
        let pet = Snippet::read(&format!("Pet: {{properties: {{a: {schema}}}}}"));
        let warnings = pet.warnings();
        let told = warnings.lines().filter(|line| line.starts_with("warning"));
        told.collect::<Vec<_>>().join(" ")
    };
    let default = "warning[left-out]: a default is left out: it gives way to that of another part";
    let part =
        |default: &str| format!("{{properties: {{b: {{type: string, default: {default}}}}}}}");
    for schema in [
        "{allOf: [{type: string, default: b}, {type: string, default: c}]}",
        "{type: string, default: b, allOf: [{type: string, default: c}]}",
        &format!("{{allOf: [{}, {}]}}", part("c"), part("d")),
    ] {
        assert_eq!(warnings(schema), default, "{schema}");
    }
    assert_eq!(warnings("{allOf: [{type: string, default: b}, {default: b}]}"), "");
    let format =
        "warning[left-out]: the format `uuid` is left out: the same text has the format `date`";
    for schema in [
        "{allOf: [{type: string, format: date}, {type: string, format: uuid}]}",
        "{allOf: [{type: array, items: {type: string, format: date}}, {type: array, items: {type: string, format: uuid}}]}",
    ] {
        assert_eq!(warnings(schema), format, "{schema}");
    }
    assert_eq!(warnings("{allOf: [{type: integer, format: int64}, {format: int32}]}"), "");
    let words = "{allOf: [{properties: {b: {type: string, description: One.}}}, {properties: {b: {description: Two.}}}]}";
    let pet = Snippet::read(&format!("Pet: {words}")).pet();
    assert!(pet.contains("        /// One.\n        ///\n        /// Two.\n"), "{pet}");
}
