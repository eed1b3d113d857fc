//! The type of each kind of schema: small YAML in, exact Rust out.
//!
//! A test per row of the design's table. The Rust is in `snapshots/`; after a
//! wanted change, `INSTA_UPDATE=always cargo test -p workspace-tests` writes it
//! anew, and the diff is what there is to review.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

const PRESENCE: &str = "
    Pet:
      type: object
      description: An animal that lives with people.
      required: [name, owner]
      properties:
        name: {type: string, description: What it is called., minLength: 1, maxLength: 64}
        owner: {type: [string, 'null'], description: Whose it is.}
        age: {type: integer, description: Years., minimum: 0}
        nickname: {type: [string, 'null'], description: What else it is called.}
";

#[test]
fn presence_in_what_callers_read() {
    assert_snapshot!(Snippet::read(PRESENCE).pet());
}

#[test]
fn presence_in_what_callers_send() {
    assert_snapshot!(Snippet::sent(PRESENCE).pet());
}

#[test]
fn presence_in_what_callers_send_and_read() {
    assert_snapshot!(Snippet::both(PRESENCE).pet());
}

#[test]
fn string_enum() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: string
          description: What an animal is.
          enum: [cat, guinea-pig, 4-legged]
        "
        )
        .pet()
    );
}

#[test]
fn string_or_string_enum() {
    let pet = Snippet::both(
        "
        Pet:
          type: object
          required: [model]
          properties:
            model:
              description: Which one it is.
              anyOf:
              - type: string
              - {type: string, enum: [aibo-2, aibo-2.1-mini, aibo]}
        ",
    );
    assert_snapshot!(pet.pet());
}

#[test]
fn string_or_component_enum() {
    let pet = Snippet::both(
        "
        Pet:
          type: object
          properties:
            model:
              anyOf:
              - type: string
              - {$ref: '#/components/schemas/Model'}
              - type: 'null'
        Model: {type: string, enum: [aibo, furby]}
        ",
    );
    assert_snapshot!(pet.file(&["types/pet.rs", "types/model.rs"]));
}

#[test]
fn constants() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          required: [object, kind, version, tame, weight, legs, name]
          properties:
            object: {type: string, const: pet}
            kind: {type: string, enum: [cat], description: What it is.}
            version: {type: integer, enum: [2]}
            tame: {type: boolean, const: true}
            weight: {type: number, const: 1.5}
            legs: {type: number, const: 4}
            name: {type: string}
        "
        )
        .pet()
    );
}

/// A point in time is no number in Rust, and so is an argument.
#[test]
fn constants_of_other_types_are_arguments() {
    let pet = Snippet::both(
        "
        Pet:
          type: object
          required: [born]
          properties:
            born: {type: integer, format: unixtime, const: 1700000000}
        ",
    );
    assert!(pet.pet().contains("pub fn new<M>(born: impl IntoValue<PetBorn, M>)"), "{}", pet.pet());
}

#[test]
fn optional_and_nullable_constants_are_choices() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          required: [mood]
          properties:
            kind: {type: string, enum: [cat]}
            mood: {type: [string, 'null'], const: happy}
        "
        )
        .pet()
    );
}

const TAGGED: &str = "
    Pet:
      description: A cat or a dog.
      oneOf:
      - {$ref: '#/components/schemas/Cat'}
      - {$ref: '#/components/schemas/Dog'}
    Cat:
      type: object
      description: It purrs.
      required: [kind, lives]
      properties:
        kind: {type: string, const: cat}
        lives: {type: integer}
    Dog:
      type: object
      required: [kind]
      properties:
        kind: {type: string, enum: [dog]}
        tricks: {type: array, items: {type: string}}
";

#[test]
fn tagged_union() {
    assert_snapshot!(Snippet::both(TAGGED).file(&["types/cat.rs", "types/dog.rs", "types/pet.rs"]));
}

#[test]
fn tagged_union_of_several_tags_for_an_arm() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          oneOf:
          - type: object
            description: It purrs.
            required: [kind]
            properties:
              kind: {type: string, enum: [cat, lion]}
              lives: {type: integer}
          - type: object
            required: [kind, tricks]
            properties:
              kind: {type: string, enum: [dog]}
              tricks: {type: array, items: {type: string}}
        "
        )
        .pet()
    );
}

#[test]
fn union_by_kind() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          description: A name, names, or all about it.
          oneOf:
          - {type: string, description: Its name.}
          - {type: array, items: {type: string}}
          - type: object
            properties:
              name: {type: string}
          - {type: boolean}
          - {type: integer}
        "
        )
        .pet()
    );
}

#[test]
fn union_of_number_kinds_is_a_number() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          required: [weight]
          properties:
            weight: {anyOf: [{type: integer}, {type: number}]}
        "
        )
        .pet()
    );
}

#[test]
fn literal_or_object() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          description: Which one to take.
          oneOf:
          - {type: string, enum: [none, auto], description: Any or none.}
          - {$ref: '#/components/schemas/NamedPet'}
        NamedPet:
          type: object
          required: [type, name]
          properties:
            type: {type: string, enum: [named]}
            name: {type: string}
        "
        )
        .pet()
    );
}

#[test]
fn null_in_a_component_moves_to_its_uses() {
    let pet = Snippet::both(
        "
        Pet:
          type: object
          required: [home]
          properties:
            home: {$ref: '#/components/schemas/Home'}
            den: {$ref: '#/components/schemas/Home'}
            past: {type: array, items: {$ref: '#/components/schemas/Home'}}
            chip: {oneOf: [{type: string}, {type: 'null'}]}
        Home:
          oneOf:
          - type: object
            required: [street]
            properties:
              street: {type: string}
          - type: 'null'
        ",
    );
    assert_snapshot!(pet.file(&["types/home.rs", "types/pet.rs"]));
}

#[test]
fn union_of_unions() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          oneOf:
          - {$ref: '#/components/schemas/Furry'}
          - {$ref: '#/components/schemas/Fish'}
        Furry:
          oneOf:
          - {type: object, required: [kind], properties: {kind: {type: string, const: cat}}}
          - {type: object, required: [kind], properties: {kind: {type: string, const: dog}}}
        Fish: {type: object, required: [kind], properties: {kind: {type: string, const: fish}}}
        "
        )
        .pet()
    );
}

#[test]
fn all_of_one_and_annotations() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          required: [home]
          properties:
            home:
              description: Where it sleeps.
              allOf: [{$ref: '#/components/schemas/Home'}]
              nullable: true
            den:
              allOf:
              - {$ref: '#/components/schemas/Home'}
              - {description: Where it hides., nullable: true}
        Home: {type: object, properties: {street: {type: string}}}
        "
        )
        .pet()
    );
}

#[test]
fn all_of_objects() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          description: An animal with a home.
          allOf:
          - {$ref: '#/components/schemas/Animal'}
          - type: object
            required: [street, age]
            properties:
              street: {type: string}
        Animal:
          type: object
          required: [name]
          properties:
            name: {type: string, description: What it is called.}
            age: {type: integer}
        "
        )
        .pet()
    );
}

#[test]
fn maps_and_free_form_objects() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          required: [vaccinations]
          properties:
            vaccinations: {type: object, additionalProperties: {type: string}}
            weights: {type: object, additionalProperties: {type: [number, 'null']}}
            visits:
              type: object
              additionalProperties: {type: object, properties: {doctor: {type: string}}}
            metadata: {type: object, nullable: true}
            anything: {description: Whatever comes to mind.}
            strict: {type: object, additionalProperties: false}
        "
        )
        .pet()
    );
}

#[test]
fn declared_and_further_properties() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          properties:
            rest: {type: boolean}
          additionalProperties: {type: string}
        "
        )
        .pet()
    );
}

/// Only what callers read has a field for what is not declared, under a name
/// that no property has.
#[test]
fn properties_that_are_not_declared() {
    const PET: &str = "
        Pet:
          type: object
          required: [extra]
          properties:
            extra: {type: boolean}
            rest: {type: boolean}
          additionalProperties: false
    ";
    assert_snapshot!(Snippet::read(PET).pet());
    let sent = Snippet::sent(PET).pet();
    assert!(!sent.contains("#[extra"), "{sent}");
}

#[test]
fn unix_time() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          required: [born_at]
          properties:
            born_at: {type: integer, format: unixtime}
            seen_at: {type: [integer, 'null'], format: unixtime}
        "
        )
        .pet()
    );
}

#[test]
fn recursion_is_boxed_on_one_edge() {
    let pet = Snippet::both(
        "
        Pet:
          type: object
          required: [mother]
          properties:
            mother: {$ref: '#/components/schemas/Parent'}
            twin: {$ref: '#/components/schemas/Pet'}
            rival: {oneOf: [{$ref: '#/components/schemas/Pet'}, {type: 'null'}]}
            children: {type: array, items: {$ref: '#/components/schemas/Pet'}}
        Parent:
          oneOf:
          - {type: string}
          - {$ref: '#/components/schemas/Pet'}
        ",
    );
    assert_snapshot!(pet.file(&["types/parent.rs", "types/pet.rs"]));
}

/// A list that is met again inside of it has a name by which it is.
#[test]
fn recursion_of_a_list_through_a_merge() {
    let pet = Snippet::both(
        "
        Pet:
          type: object
          properties:
            children:
              type: array
              items:
                allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {x: {type: string}}}]
        ",
    )
    .pet();
    assert!(pet.contains("pub type PetChildren = Vec<PetChildrenItem>;"), "{pet}");
    assert_eq!(pet.matches("pub children: Option<PetChildren>,").count(), 2, "{pet}");
}

/// A title says what neither the name nor the description does.
#[test]
fn titles_that_say_more() {
    let pet = Snippet::read(
        "
        Pet:
          type: object
          properties:
            colour: {type: string, title: Colour}
            size: {type: number, title: Weight, description: The weight of it.}
            age: {type: integer, title: Years}
            name: {type: string, title: How is it called?}
            home: {type: string, title: Where it lives}
        ",
    )
    .pet();
    let (_, fields) = pet.split_once("pub struct Pet {").unwrap();
    let fields = fields.lines().map(str::trim).filter(|line| line.starts_with("///"));
    let docs: Vec<&str> = fields.take(4).collect();
    let wanted = [
        "/// The weight of it.",
        "/// Titled `Years`.",
        "/// How is it called?",
        "/// Where it lives.",
    ];
    assert_eq!(docs, wanted, "{pet}");
}

/// Items and values that have no type of their own are described where they are, in one line up
/// to a block; those of types are not.
#[test]
fn what_is_said_of_items_and_values() {
    let pet = Snippet::read(
        "
        Pet:
          type: object
          properties:
            tags: {type: array, items: {type: string, description: A word about it.}}
            names: {type: object, additionalProperties: {type: string, description: What it is called.}}
            toys: {type: array, items: {type: object, description: By their makers., additionalProperties: {type: integer, description: How many.}}}
            long: {type: array, items: {type: string, description: \"One.\\n\\nTwo.\"}}
            code: {type: array, items: {type: string, title: Some words, description: \"One\\ntwo:\\n- Three.\"}}
            block: {type: array, items: {type: string, maxLength: 3, description: \"- One.\\n- Two.\"}}
            numbered: {type: array, items: {type: string, description: \"By:\\n1) One\\n2) Two\"}}
            number: {type: array, items: {type: string, description: \"By\\n7.\\nTwo\"}}
            indented: {type: array, items: {type: string, description: \"By\\n\\tOne\"}}
            fraction: {type: array, items: {type: string, description: \"By\\n1.5 of\\n12\"}}
            none: {type: array, items: {type: string, description: ''}}
            colors: {type: array, items: {type: string, default: red, deprecated: true, maxLength: 9}}
            ages: {type: object, additionalProperties: {type: integer, title: The age, default: 3, deprecated: true}}
            marks: {type: object, patternProperties: {^m: {type: string, default: a, deprecated: true}}}
            pair: {type: array, prefixItems: [{type: string, default: b}, {type: string, title: Last, deprecated: true}]}
            homes: {type: array, items: {$ref: '#/components/schemas/Home', default: {}, deprecated: true}}
            either: {type: array, items: {anyOf: [{type: string, maxLength: 3, default: c}, {type: string, format: uuid}]}}
            sizes: {type: array, items: {type: string, enum: [s, l], default: s, deprecated: true}}
            kinds: {type: array, items: {type: object, description: What it knows., properties: {a: {type: string}}}}
        Home: {type: object, properties: {a: {type: string}}}
        ",
    )
    .pet();
    let (_, fields) = pet.split_once("pub struct Pet {").unwrap();
    let (fields, _) = fields.split_once("\n    }\n").unwrap();
    let lines = fields.lines().map(str::trim).filter(|line| line.starts_with("///"));
    let wanted = [
        "/// Each item: A word about it.",
        "/// Each value: What it is called.",
        "/// Each item: By their makers. Each item: each value: How many.",
        "/// Each item: One. Two.",
        "/// Each item: Some words. One two.",
        "/// Each item: at most 3 characters.",
        "/// Each item: By.",
        "/// Each item: By.",
        "/// Each item: By One.",
        "/// Each item: By 1.5 of 12.",
        "/// Each item: default `red`. Each item: deprecated. Each item: at most 9 characters.",
        "/// Each value: The age. Each value: default `3`. Each value: deprecated.",
        "/// Names that match `^m`: a text, default `a`, deprecated.",
        "/// Item 1: default `b`. Item 2: Last (deprecated).",
        "/// Each item: default `{}`. Each item: deprecated.",
        "/// Each item: either at most 3 characters, or in the format `uuid`. Each item: default `c`.",
    ];
    assert_eq!(lines.collect::<Vec<_>>(), wanted, "{pet}");
}

#[test]
fn recursion_through_a_merge() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          properties:
            name: {type: string}
            child:
              allOf:
              - {$ref: '#/components/schemas/Pet'}
              - {type: object, properties: {since: {type: integer, format: unixtime}}}
        "
        )
        .pet()
    );
}

#[test]
fn each_of_several_types_has_what_belongs_to_it() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          type: object
          properties:
            level: {type: [string, integer], enum: [low, 1, 2.0, null]}
            size: {type: [integer, number, string], enum: [1, 2.5, big]}
            weight: {type: [number, string], enum: [1, heavy]}
            none: {type: [string, integer], enum: [low, high]}
            home: {type: [string, object], properties: {street: {type: string}}, required: [street], additionalProperties: {type: integer}}
            tags: {type: [string, array], items: {type: integer}, minLength: 2, minItems: 3}
            at: {type: [string, number], format: date-time}
            count: {type: [string, integer], format: uint64}
        "
        )
        .pet()
    );
}

#[test]
fn a_type_that_is_named_twice_is_one() {
    assert_snapshot!(
        Snippet::read(
            "Pet: {type: object, properties: {name: {type: [string, string], enum: [1, b]}}}"
        )
        .pet()
    );
}

#[test]
fn what_an_inline_part_says_to_people() {
    assert_snapshot!(
        Snippet::sent(
            "
        Pet:
          type: object
          required: [secret, shown, old]
          externalDocs: {url: https://pets.example/pet}
          properties:
            secret: {allOf: [{type: string, writeOnly: true}]}
            shown: {allOf: [{type: string, readOnly: true}]}
            old: {allOf: [{type: string, deprecated: true, minimum: 3}]}
            map: {type: object, additionalProperties: {type: string}, minProperties: 2, maxProperties: 4}
        "
        )
        .pet()
    );
}

#[test]
fn a_parent_that_is_another_component_by_another_name() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet: {allOf: [{$ref: '#/components/schemas/Base'}], discriminator: {propertyName: kind}}
        Base: {type: object, properties: {kind: {type: string}, name: {type: string}}}
        Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {claws: {type: integer}}}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {tail: {type: integer}}}]}
        "
        )
        .file(&["types/pet.rs", "types/cat.rs"])
    );
}

#[test]
fn a_condition_that_leads_to_a_cycle_is_followed_once() {
    let snippet = Snippet::read(
        "
        Pet: {type: object, properties: {name: {type: string}}, if: {required: [name]}, then: {$ref: '#/components/schemas/Cat'}}
        Cat: {allOf: [{$ref: '#/components/schemas/Animal'}, {type: object, properties: {claws: {type: integer}}}]}
        Animal:
          type: object
          required: [kind]
          properties: {kind: {type: string}}
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
          discriminator: {propertyName: kind}
        Dog: {allOf: [{$ref: '#/components/schemas/Animal'}, {type: object, properties: {tail: {type: integer}}}]}
        ",
    );
    assert_eq!(snippet.warnings(), "");
    assert_snapshot!(snippet.pet());
}

#[test]
fn properties_by_pattern_have_one_type_that_holds_all() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          type: object
          properties:
            none: {type: object, patternProperties: {'^a': false}, additionalProperties: false}
            any: {type: object, patternProperties: {'^a': {}}, additionalProperties: false}
            same: {type: object, patternProperties: {'^a': {type: integer}, '^b': {type: integer}}, additionalProperties: false}
            null: {type: object, patternProperties: {'^a': {type: integer}, '^b': {type: [integer, 'null']}}, additionalProperties: false}
        "
        )
        .pet()
    );
}

/// A schema that takes no value says nothing of those that there are, however it is written.
#[test]
fn schemas_that_take_no_value() {
    for none in ["false", "{not: {}}", "{not: true}"] {
        let pets = Snippet::read(&format!(
            "
        Pet:
          type: object
          properties:
            either: {{oneOf: [{none}, {{type: string}}]}}
            any: {{anyOf: [{{type: integer}}, {none}, {{type: 'null'}}]}}
            pair: {{type: array, prefixItems: [{{type: string}}, {{type: string}}], items: {none}}}
            last: {{type: array, prefixItems: [{{type: string}}], unevaluatedItems: {none}}}
            map: {{type: object, patternProperties: {{'^a': {{type: string}}}}, additionalProperties: {none}}}
          unevaluatedProperties: {none}
            "
        ));
        assert_eq!(pets.warnings(), "", "{none}");
        let pet = pets.pet();
        let fields = pet.lines().map(str::trim).filter(|line| line.starts_with("pub "));
        let wanted = [
            "pub struct Pet {",
            "pub either: Option<String>,",
            "pub any: Option<i64>,",
            "pub pair: Option<Vec<String>>,",
            "pub last: Option<Vec<String>>,",
            "pub map: Option<BTreeMap<String, String>>,",
        ];
        assert_eq!(fields.collect::<Vec<_>>(), wanted, "{none}");
    }
}

/// The documentation of a type says that others may be refused, whichever keyword says it.
#[test]
fn objects_without_further_properties() {
    let documented = |keyword: &str| {
        let pet =
            format!("Pet: {{type: object, {keyword} properties: {{name: {{type: string}}}}}}");
        Snippet::both(&pet).pet().contains("    /// The document allows no other properties.\n")
    };
    assert!(documented("additionalProperties: false,"));
    assert!(documented("unevaluatedProperties: {not: {}},"));
    assert!(!documented("additionalProperties: true,"));
    assert!(!documented("additionalProperties: {type: string}, unevaluatedProperties: false,"));
    assert!(!documented(""));
}

/// The only object that there can be is made of constants, and tells an arm from another.
#[test]
fn objects_that_are_always_the_same() {
    let pets = Snippet::both(
        "
        Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
        Cat: {type: object, required: [of], properties: {of: {const: {kind: cat, version: 1, by: {name: us, tame: true}}}, name: {type: string}}}
        Dog: {type: object, required: [of], properties: {of: {type: object, const: {kind: dog, version: 1}}, name: {type: string}}}
        ",
    );
    assert_eq!(pets.warnings(), "");
    assert_snapshot!(pets.file(&["types/pet.rs", "types/cat.rs", "types/dog.rs"]));
    // Null is another value, and what is deep inside is not taken apart.
    let field = |schema: &str| {
        let pet = format!("Pet: {{type: object, properties: {{n: {schema}}}}}");
        let pet = Snippet::both(&pet).not_of_record().pet();
        let field = pet.lines().find_map(|line| line.trim().strip_prefix("pub n: "));
        field.map(str::to_owned).unwrap_or_else(|| panic!("{pet}"))
    };
    assert_eq!(field("{const: {k: a}, nullable: true}"), "Nullable<Map<String, Value>>,");
    let deep = |levels: usize| {
        let value = (0..levels).fold("1".to_owned(), |inner, _| format!("{{a: {inner}}}"));
        field(&format!("{{const: {value}}}"))
    };
    assert_eq!(deep(8), "Option<PetN>,");
    assert_eq!(deep(9), "Option<Map<String, Value>>,");
}

/// A list that ends with its first items has no more than these.
#[test]
fn lists_that_end_with_their_first_items() {
    let docs = |schema: &str| {
        let pet = Snippet::read(&format!("Pet: {{properties: {{at: {schema}}}}}")).pet();
        let lines = pet.lines().map(str::trim);
        lines.skip_while(|line| *line != "pub struct Pet {").nth(1).map(str::to_owned)
    };
    let pair = "type: array, prefixItems: [{type: number}, {type: number}]";
    let most = Some("/// At most 2 items.".to_owned());
    assert_eq!(docs(&format!("{{{pair}, items: false}}")), most);
    assert_eq!(docs(&format!("{{{pair}, items: false, maxItems: 7}}")), most);
    assert_eq!(docs(&format!("{{{pair}, unevaluatedItems: false}}")), most);
    let exactly = Some("/// Exactly 2 items.".to_owned());
    assert_eq!(docs(&format!("{{{pair}, items: false, minItems: 2}}")), exactly);
    let open = Some("#[wire(optional = \"at\")]".to_owned());
    assert_eq!(docs(&format!("{{{pair}}}")), open);
}

/// A name is text whatever is said of it.
#[test]
fn names_that_are_text_keep_nothing_out() {
    let warnings = |names: &str| {
        let map = format!("{{type: object, propertyNames: {names}, additionalProperties: {{}}}}");
        Snippet::read(&format!("Pet: {{properties: {{map: {map}}}}}")).warnings()
    };
    assert_eq!(warnings("{type: string}"), "");
    assert_eq!(warnings("{}"), "");
    let left_out = "warning[left-out]: `propertyNames` of a schema is left out";
    assert!(warnings("{type: string, maxLength: 3}").starts_with(left_out));
    assert!(warnings("{type: integer}").starts_with(left_out));
}

#[test]
fn properties_by_several_patterns_and_others() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          type: object
          properties:
            scalars: {type: object, patternProperties: {'^n': {type: integer}, '^b': {type: boolean}}, additionalProperties: {type: string}}
            lists: {type: object, patternProperties: {'^n': {type: object, properties: {n: {type: integer}}}, '^l': {type: array, items: {type: string}}}, additionalProperties: {type: boolean}}
            texts: {type: object, patternProperties: {'^e': {enum: [a, b]}, '^t': {type: string}}, unevaluatedProperties: {type: [integer, 'null']}}
          patternProperties: {'^a': {$ref: '#/components/schemas/Cat'}, '^b': {$ref: '#/components/schemas/Dog'}}
          additionalProperties: {type: boolean}
        Cat: {type: object, properties: {claws: {type: integer}}}
        Dog: {type: object, properties: {tail: {type: integer}}}
        "
        )
        .pet()
    );
}

#[test]
fn an_object_by_its_conditions_alone() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet: {type: object, properties: {toy: {if: {required: [a]}, then: {properties: {a: {type: string}}}}}}
        "
        )
        .pet()
    );
}

#[test]
fn files_and_lists_as_older_documents_spell_them() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          type: object
          properties:
            photo: {type: file}
            text: {type: text}
            id: {type: file, format: uuid}
            kinds: {type: array, enum: [cat], items: {$ref: '#/components/schemas/Kind'}}
            sizes: {type: array, enum: [small], items: {type: string, enum: [small, big]}}
        Kind: {type: string, enum: [cat, dog]}
        "
        )
        .pet()
    );
}

#[test]
fn constants_of_a_union_with_and_without_words() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          type: object
          properties:
            titled: {oneOf: [{const: a, title: First}, {const: b}]}
            described: {oneOf: [{const: a, description: The first.}, {const: b}]}
            plain: {oneOf: [{const: a}, {const: b}]}
            either: {type: object, properties: {a: {type: string}, b: {type: string}}, oneOf: [{title: A, required: [a]}, {required: [b]}]}
        "
        )
        .pet()
    );
}

/// Nobody has to give the only value that there is.
#[test]
fn a_required_null_is_no_argument() {
    let pet = Snippet::both(
        "Pet: {type: object, required: [nothing, name], properties: {nothing: {const: null}, name: {type: string}}}",
    )
    .pet();
    assert!(pet.contains("pub fn new<M>(name: impl IntoValue<String, M>)"), "{pet}");
    assert!(pet.contains("nothing: Value::Null,"), "{pet}");
}
