//! Documents that would never end, were they followed: each fails at once with
//! a message, or is understood.

use insta::assert_snapshot;
use openapi_loom_generator::ir::{Arm, ArmKey, JsonKind, Shape};
use serde_json::{Map, Value, json};
use workspace_tests::snippet::{Snippet, refusal_of as document};
use workspace_tests::synthetic;

/// Nine levels of nine aliases each would be 387 million values.
#[test]
fn alias_bomb() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..9 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    assert_snapshot!(document(&bomb));
}

#[test]
fn alias_to_itself() {
    assert_snapshot!(document("a: &a [*a]"));
}

#[test]
fn very_deep_nesting() {
    let lists = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_snapshot!(document(&format!("a: {}", lists(10_000))));
    assert_snapshot!(document(&format!("{{\"a\": {}}}", lists(10_000))));
    assert_snapshot!(document(&format!("{}1", "{\"a\":".repeat(10_000))));
}

#[test]
fn circular_alias() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet: {$ref: '#/components/schemas/Animal'}
        Animal: {allOf: [{$ref: '#/components/schemas/Pet'}], description: What it is.}
        "
        )
        .refusal()
    );
}

#[test]
fn circular_union_of_nothing_but_itself() {
    assert_snapshot!(
        Snippet::read("Pet: {oneOf: [{$ref: '#/components/schemas/Pet'}, {type: string}]}").pet()
    );
}

#[test]
fn circular_all_of() {
    assert_snapshot!(Snippet::read(
        "
        Pet: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {a: {type: string}}}]}
        "
    )
    .pet());
}

#[test]
fn circular_shared_parts() {
    let pets = Snippet::paths(
        "
        /pets:
          get:
            operationId: listPets
            tags: [pets]
            responses: {'200': {$ref: '#/paths/~1pets/get/responses/200'}}
        ",
    );
    assert_snapshot!(pets.refusal());
    let pets = Snippet::paths(
        "
        /pets:
          get:
            operationId: listPets
            tags: [pets]
            responses:
              '200':
                description: It.
                links: {again: {$ref: '#/paths/~1pets/get/responses/200'}}
        ",
    );
    assert_eq!(pets.warnings(), "");
}

/// Thirty levels of two references each would be a billion parts.
#[test]
fn all_of_bomb() {
    let mut schemas = "P0: {type: object, properties: {a: {type: string}}}\n".to_owned();
    for level in 1..=30 {
        let part = |name| format!("{{$ref: '#/components/schemas/{name}{}'}}", level - 1);
        let (part, same) = (part("P"), part("Q"));
        let link = format!("P{level}: {{allOf: [{part}, {same}]}}\n");
        // It adds a limit, so that it is no other name of the same.
        let other = format!("Q{}: {{allOf: [{part}], minProperties: 1}}\n", level - 1);
        schemas.push_str(&format!("{other}{link}"));
    }
    let schemas = format!("Pet: {{$ref: '#/components/schemas/P30'}}\n{schemas}");
    assert_snapshot!(Snippet::read(&schemas).file(&["types/p30.rs"]));
}

/// Two unions of a hundred and twenty scalars each make fourteen thousand, of which each
/// may limit its values in another way.
#[test]
fn product_of_unions_of_scalars() {
    let pets = |kind: &str, limits: [&str; 2]| {
        let union = |limit: &str| {
            let arm = |number| format!("{{type: {kind}, {limit}: {number}}}");
            format!("{{anyOf: [{}]}}", (1..=120).map(arm).collect::<Vec<_>>().join(", "))
        };
        let unions = limits.map(union).join(", ");
        Snippet::read(&format!("Pet: {{type: object, properties: {{a: {{allOf: [{unions}]}}}}}}"))
    };
    let texts = pets("string", ["maxLength", "minLength"]);
    assert_eq!(texts.warnings(), "");
    assert!(texts.pet().contains("pub a: Option<String>"), "{}", texts.pet());

    let numbers = pets("integer", ["maximum", "minimum"]);
    assert_snapshot!(numbers.warnings());
    assert!(numbers.pet().contains("pub a: Option<Value>"), "{}", numbers.pet());
}

/// Thirty levels of two references each would be a billion scalars.
#[test]
fn bomb_of_scalars() {
    for key in ["allOf", "anyOf"] {
        let link = |level: usize| {
            let part = |name| format!("{{$ref: '#/components/schemas/{name}{}'}}", level - 1);
            let (part, same) = (part("P"), part("Q"));
            let other = format!("Q{}: {{allOf: [{part}], minLength: 1}}\n", level - 1);
            format!("{other}P{level}: {{{key}: [{part}, {same}]}}\n")
        };
        let levels: String = (1..=30).map(link).collect();
        let pets = Snippet::read(&format!(
            "Pet:
              type: object
              properties:
                a: {{allOf: [{{$ref: '#/components/schemas/P30'}}, {{type: string}}]}}
                b: {{allOf: [{{$ref: '#/components/schemas/P0'}}, {{type: string}}]}}\n\
             P0: {{type: string, minLength: 1}}\n{levels}"
        ));
        assert!(pets.warnings().contains("too-many-arms"), "{key}");
        let pet = pets.pet();
        assert!(pet.contains("a: Option<Value>") && pet.contains("b: Option<P0>"), "{key}: {pet}");
    }
}

#[test]
fn circular_nullability() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}
        A: {oneOf: [{$ref: '#/components/schemas/B'}, {type: string}]}
        B: {oneOf: [{$ref: '#/components/schemas/A'}, {type: integer}]}
        "
        )
        .file(&["types/a.rs", "types/b.rs", "types/pet.rs"])
    );
}

/// As deep as schemas may be, in a thread of the usual stack.
#[test]
fn lists_in_lists() {
    let nested = |depth: usize| {
        let [open, close] = ["{type: array, items: ", "}"].map(|text| text.repeat(depth));
        let pet =
            format!("Pet: {{type: object, properties: {{a: {open}{{type: string}}{close}}}}}");
        Snippet::read(&pet)
    };
    let pet: String = nested(95).pet().split_whitespace().collect();
    let [open, close] = ["Vec<", ">"].map(|text| text.repeat(95));
    assert!(pet.replace(",>", ">").contains(&format!("{open}String{close}")), "{pet}");
    let refusal = nested(100).refusal();
    assert!(refusal.starts_with("error[depth]"), "{refusal}");
}

#[test]
fn what_is_too_deep_to_be_combined() {
    let nested = |depth: usize| {
        let open = "{type: object, properties: {a: ".repeat(depth);
        let inside = "{type: string, anyOf: [{minLength: 1}, {maxLength: 2}]}";
        Snippet::read(&format!("Pet: {open}{inside}{}", "}}".repeat(depth))).not_of_record()
    };
    assert_eq!(nested(48).warnings(), "");
    assert_snapshot!(nested(49).warnings());
}

/// Each schema is one level further down, but none of them is deep.
#[test]
fn long_chains() {
    let ending = |link: fn(String) -> String, end: &str| {
        let link = |level: usize| {
            format!(
                "P{level}: {}\n",
                link(format!("{{$ref: '#/components/schemas/P{}'}}", level + 1))
            )
        };
        let schemas: String = (0..300).map(link).collect();
        Snippet::read(&format!("{schemas}P300: {end}\n"))
    };
    let chain = |link: fn(String) -> String| {
        ending(link, "{type: object, properties: {a: {type: string}}}")
    };
    let links: [fn(String) -> String; 5] = [
        |next| next,
        |next| format!("{{type: object, properties: {{a: {next}}}}}"),
        |next| format!("{{type: array, items: {next}}}"),
        |next| format!("{{oneOf: [{next}, {{type: string}}]}}"),
        |next| format!("{{oneOf: [{next}, {{type: 'null'}}]}}"),
    ];
    for link in links {
        assert!(chain(link).run().is_ok());
    }
    let merge = |next| {
        format!(
            "{{type: object, properties: {{a: {{allOf: [{next}, {{type: object, required: [a]}}]}}}}}}"
        )
    };
    // The last one is understood first, unless there is none.
    assert!(chain(merge).run().is_ok());
    let merged = ending(merge, &merge("{$ref: '#/components/schemas/P0'}".to_owned()));
    assert_snapshot!(merged.refusal().lines().take(2).collect::<Vec<_>>().join("\n"));
    let all_of = |next| {
        format!("{{allOf: [{next}, {{type: object, properties: {{a: {{type: string}}}}}}]}}")
    };
    let inherited =
        ending(all_of, "{type: object, properties: {b: {type: string}}}").file(&["types/p0.rs"]);
    assert!(inherited.contains("pub b: Option<String>"), "{inherited}");
}

/// Each of these unions would take in all after it: fifty thousand arms.
#[test]
fn chain_of_unions() {
    let link = |level: usize| {
        let own =
            format!("{{type: object, required: [k], properties: {{k: {{const: v{level}}}}}}}");
        format!("P{level}: {{oneOf: [{own}, {{$ref: '#/components/schemas/P{}'}}]}}\n", level + 1)
    };
    let schemas: String = (0..320).map(link).collect();
    let pets = Snippet::read(&format!(
        "Pet: {{$ref: '#/components/schemas/P0'}}\n{schemas}\
         P320: {{type: object, required: [k], properties: {{k: {{const: end}}}}}}\n"
    ));

    let warnings = pets.warnings();

    let first = warnings.split("\n\n").next().unwrap();
    assert_snapshot!(first);
    assert!(warnings.matches("too-many-arms").count() < 320, "the shorter ones are understood");
    assert_snapshot!(pets.file(&["types/p196.rs", "types/p319.rs"]));
}

/// Six hundred arms, of which each could be told from each other by what else it has, if one
/// compared each with each.
#[test]
fn union_of_too_much_alike() {
    let arm = |arm: usize| {
        format!(
            "A{arm}: {{type: object, properties: {{kind: {{$ref: '#/components/schemas/Kind'}}, \
             p{arm}: {{type: string}}}}}}\n"
        )
    };
    let arms: String = (0..600).map(arm).collect();
    let names: Vec<String> =
        (0..600).map(|arm| format!("{{$ref: '#/components/schemas/A{arm}'}}")).collect();
    let pets = Snippet::read(&format!(
        "Pet: {{oneOf: [{}]}}\n{arms}Kind: {{type: string, enum: [a, b]}}\n",
        names.join(", "),
    ));

    assert_snapshot!(pets.warnings());
    assert_snapshot!(pets.pet());
}

/// Two hundred and fifty arms that have most of their properties in common. Nothing is compared
/// that is the same in all of them, so that there is not too much.
#[test]
fn union_of_many_arms_with_much_in_common() {
    let arm = |arm: usize| {
        let text = || json!({"type": "string"});
        let shared = (0..75).map(|name| (format!("s{name}"), text()));
        let own = (0..3).map(|name| (format!("a{arm}_{name}"), text()));
        json!({"type": "object", "properties": shared.chain(own).collect::<Map<_, _>>()})
    };
    let arms: Vec<Value> = (0..250).map(arm).collect();
    let document = synthetic::schema(json!({ "oneOf": arms }));

    let api = openapi_loom_generator::api(&synthetic::alone(&document)).unwrap();

    let (_, union) = api.types.iter().find(|(id, _)| id.0 == ["Thing"]).unwrap();
    let Shape::Union(union) = &union.shape else { panic!("{:?}", union.shape) };
    let is_told = |arm: &&Arm| matches!(arm.key, ArmKey::Rule(JsonKind::Object, _));
    assert_eq!((union.arms.len(), union.arms.iter().filter(is_told).count()), (250, 249));
}

/// A part that holds under a condition may lead back to where the condition is.
#[test]
fn conditions_in_a_circle() {
    let pet = "{$ref: '#/components/schemas/Pet'}";
    let property = |number: usize| {
        format!("p{number}: {{type: object, dependentSchemas: {{x: {pet}}}, then: {pet}}}")
    };
    for count in [1, 2, 12] {
        let properties: Vec<String> = (0..count).map(property).collect();
        let pet = format!("Pet: {{type: object, properties: {{{}}}}}", properties.join(", "));
        let pets = Snippet::read(&pet);
        assert!(pets.pet().contains("pub struct PetP0 {"), "{}", pets.pet());
        let warnings = pets.warnings();
        assert_eq!(warnings.contains("too-many-conditions"), count == 12, "{warnings}");
    }
}

/// A part that is too deep is said to be left out, and one that is not is there.
#[test]
fn conditions_of_deep_parts() {
    for (depth, is_whole) in [(32, true), (33, false)] {
        let mut part = "{properties: {deep: {type: string}}}".to_owned();
        for _ in 0..depth {
            part = format!("{{allOf: [{{required: [id]}}, {part}]}}");
        }
        let pets = Snippet::read(&format!(
            "Pet: {{type: object, properties: {{id: {{type: string}}}}, then: {part}}}"
        ));
        assert_eq!(pets.pet().contains("deep: Option<String>"), is_whole, "{}", pets.pet());
        assert_eq!(!pets.warnings().contains("too-many-conditions"), is_whole);
    }
}

/// Unions in unions, with a type beside each: each arm is looked at once, not once
/// for each type around it.
#[test]
fn unions_in_unions_beside_types() {
    let mut pet = "{type: object, properties: {a: {type: string}}}".to_owned();
    for depth in 0..40 {
        pet = format!("{{type: object, oneOf: [{pet}, {{type: string, const: x{depth}}}]}}");
    }
    let pets = Snippet::read(&format!("Pet: {pet}")).not_of_record();
    assert!(pets.pet().contains("pub enum Pet "), "{}", pets.pet());
}

/// Arms that declare the same in ways of their own: what is said of it is one union,
/// and more arms than are compared stay a union.
#[test]
fn one_property_declared_in_many_ways() {
    let pets = |count: usize, arm: &dyn Fn(usize) -> String| {
        let arms: Vec<String> = (0..count).map(arm).collect();
        Snippet::read(&format!("Pet: {{anyOf: [{}]}}", arms.join(", "))).not_of_record()
    };
    let text = |at: usize| format!("{{properties: {{x: {{type: string, maxLength: {at}}}}}}}");
    let object = |at: usize| {
        format!("{{properties: {{x: {{type: object, properties: {{p{at}: {{type: string}}}}}}}}}}")
    };
    let rest = |at: usize| {
        format!(
            "{{properties: {{x: {{type: string}}}}, \
             additionalProperties: {{type: string, maxLength: {at}}}}}"
        )
    };
    assert_snapshot!(pets(1000, &text).pet());
    assert_snapshot!(pets(1000, &rest).pet());
    assert_snapshot!(pets(3, &object).pet());
    assert_eq!(pets(500, &object).warnings(), "");
    assert_snapshot!(pets(10_000, &text).warnings());
}

/// An empty value, as which reads what a server left out, has to end.
#[test]
fn circles_of_required_properties() {
    let pets = Snippet::both(
        "
        Pet:
          type: object
          required: [name, mother, team, food, toy]
          properties:
            name: {type: string}
            mother: {$ref: '#/components/schemas/Pet'}
            team: {$ref: '#/components/schemas/Team'}
            food: {$ref: '#/components/schemas/Food'}
            toy: {$ref: '#/components/schemas/Toy'}
        Toy: {oneOf: [{$ref: '#/components/schemas/Set'}, {$ref: '#/components/schemas/Ball'}]}
        Set: {type: object, required: [first], properties: {first: {$ref: '#/components/schemas/Toy'}}}
        Ball: {type: object, properties: {size: {type: integer}}}
        Team: {type: object, required: [lead], properties: {lead: {$ref: '#/components/schemas/Leader'}}}
        Leader: {type: object, required: [of, pets], properties: {of: {$ref: '#/components/schemas/Team'}, pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}
        Food: {oneOf: [{$ref: '#/components/schemas/Mix'}, {type: number}]}
        Mix: {type: object, required: [a, b], properties: {a: {$ref: '#/components/schemas/Food'}, b: {$ref: '#/components/schemas/Food'}}}
        ",
    );
    assert_snapshot!(pets.shown());
    assert_snapshot!(pets.file(&[
        "types/pet.rs",
        "types/team.rs",
        "types/leader.rs",
        "types/food.rs",
        "types/mix.rs",
        "types/toy.rs",
        "types/set.rs"
    ]));
}
