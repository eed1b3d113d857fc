//! Lists, scalars and types beside unions: small YAML in, exact Rust or exact warnings
//! out.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

#[test]
fn a_list_is_one_of_the_lists_of_each_union() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          properties:
            one:
              allOf:
              - oneOf: [{type: string}, {type: array, items: {type: string}}, {$ref: '#/components/schemas/A'}]
              - oneOf: [{type: string, maxLength: 3}, {type: array, maxItems: 2}, {$ref: '#/components/schemas/B'}]
            several:
              allOf:
              - oneOf: [{type: array, minItems: 2}, {type: integer}]
              - oneOf: [{type: array, items: {type: string}}, {type: array, items: {type: integer}}, {type: string}]
              - anyOf: [{type: array, maxItems: 2}, {type: number}]
            nested:
              allOf:
              - oneOf: [{type: array, minItems: 2}, {type: integer}]
              - oneOf: [{$ref: '#/components/schemas/Either'}, {type: boolean}]
            none:
              allOf:
              - oneOf: [{type: array, items: {type: string}}, {$ref: '#/components/schemas/A'}]
              - oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
        Either: {oneOf: [{type: string}, {$ref: '#/components/schemas/Texts'}]}
        Texts: {type: array, items: {type: string}}
        A: {type: object, properties: {a: {type: string}}}
        B: {type: object, properties: {b: {type: string}}}
        "
        )
        .pet()
    );
}

/// The type of a component with a union is that of its arms, not the one beside
/// them.
#[test]
fn a_list_is_one_of_a_union_that_contradicts_its_type() {
    let pets = Snippet::both(
        "
        Pet:
          allOf:
          - $ref: '#/components/schemas/Texts'
          - oneOf: [{type: array, maxItems: 2}, {type: integer}]
        Texts: {type: string, oneOf: [{type: string}, {type: array, items: {type: string}}]}
        ",
    )
    .not_of_record();
    assert!(pets.pet().contains("pub type Pet = Vec<String>;"));
}

#[test]
fn a_list_or_text_beside_a_union_is_one_of_its_own() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          properties:
            list:
              allOf:
              - {type: array, items: {type: string}}
              - {oneOf: [{type: array, minItems: 3}, {type: string}]}
            lists:
              type: array
              maxItems: 3
              oneOf: [{type: array, items: {type: string}}, {type: array, items: {type: integer}}]
            text:
              allOf:
              - {type: string}
              - {oneOf: [{type: string, enum: [a, b]}, {type: array, items: {type: string}}]}
            object:
              allOf:
              - {$ref: '#/components/schemas/A'}
              - {oneOf: [{type: string}, {$ref: '#/components/schemas/B'}]}
            tagged:
              allOf:
              - {$ref: '#/components/schemas/A'}
              - {oneOf: [{$ref: '#/components/schemas/B'}, {type: string}], discriminator: {propertyName: b}}
        A: {type: object, properties: {a: {type: string}}}
        B: {type: object, properties: {b: {type: string}}}
        "
        )
        .pet()
    );
}

#[test]
fn what_is_said_of_one_kind_leaves_the_arms_of_others() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          properties:
            items: {items: {type: string}, oneOf: [{type: array, maxItems: 3}, {type: object}, {type: integer}]}
            values: {enum: [a, b], oneOf: [{type: string}, {type: array, items: {type: string}}]}
            properties: {additionalProperties: {type: object}, oneOf: [{type: object}, {type: array, items: {}}]}
        "
        )
        .pet()
    );
}

#[test]
fn arms_that_only_limit_leave_the_type_beside_them() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          properties:
            all: {type: string, oneOf: [{$ref: '#/components/schemas/Short'}, {$ref: '#/components/schemas/Free'}]}
            some: {type: string, anyOf: [{$ref: '#/components/schemas/Short'}, {$ref: '#/components/schemas/Text'}]}
            both: {type: string, anyOf: [{$ref: '#/components/schemas/Short'}, {type: string, maxLength: 3}]}
        Short: {maxLength: 5}
        Free: {description: Any.}
        Text: {type: string, maxLength: 3}
        "
        )
        .pet()
    );
}

#[test]
fn a_type_that_is_not_that_of_the_arms_is_reported() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          properties:
            list: {type: array, items: {type: string}, oneOf: [{type: array, maxItems: 3}, {type: integer}]}
            text: {type: string, oneOf: [{type: string}, {type: integer}]}
            object: {type: object, oneOf: [{type: string}, {type: array, items: {type: string}}]}
            nested: {type: object, oneOf: [{oneOf: [{type: object, required: [a], properties: {a: {type: string}}}, {type: string}]}, {type: object, required: [b], properties: {b: {type: string}}}]}
            parts: {allOf: [{type: object, additionalProperties: false}, {type: integer}]}
            items: {allOf: [{type: object}, {type: array, items: {type: string}}]}
        "
        )
        .shown()
    );
}

#[test]
fn a_type_that_is_that_of_the_arms_is_none_to_report() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          properties:
            number: {type: number, oneOf: [{type: integer}, {type: number, minimum: 3}]}
            integer: {type: integer, oneOf: [{type: integer, maximum: 3}, {type: number, minimum: 9}]}
            object: {type: object, oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
            declared: {type: object, properties: {c: {type: string}}, oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
            nested: {type: object, oneOf: [{$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/D'}]}
        A: {type: object, required: [a], properties: {a: {type: string}}}
        B: {type: object, required: [b], properties: {b: {type: string}}}
        C: {type: object, oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
        D: {oneOf: [{type: object, required: [d], properties: {d: {type: string}}}, {$ref: '#/components/schemas/D'}]}
        "
        )
        .pet()
    );
}

#[test]
fn an_arm_that_no_value_is_of_is_left_out() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          properties:
            some:
              properties: {c: {type: string}}
              oneOf:
              - {allOf: [{type: string}, {type: array, items: {type: string}}]}
              - {$ref: '#/components/schemas/A'}
            object:
              type: object
              properties: {c: {type: string}}
              oneOf:
              - {type: string}
              - {$ref: '#/components/schemas/A'}
        A: {type: object, required: [a], properties: {a: {type: string}}}
        "
        )
        .shown()
    );
}

/// Each type is held against the arms once, and against those of unions by `allOf`, too.
#[test]
fn a_contradiction_is_told_where_it_is() {
    let told = |pet: &str| {
        let schemas = "
        A: {type: object, required: [a], properties: {a: {type: string}}}
        B: {type: object, required: [b], properties: {b: {type: string}}}
        C: {type: object, oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]}
        D: {allOf: [{$ref: '#/components/schemas/A'}, {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}]}
        ";
        let warnings =
            Snippet::both(&format!("        Pet: {pet}{schemas}")).not_of_record().warnings();
        let lines: Vec<&str> = warnings.lines().map(str::trim).collect();
        let told = lines.windows(2).filter(|pair| pair[0].contains("[contradicted-type]"));
        let mut places: Vec<String> = told.map(|pair| pair[1].to_owned()).collect();
        places.sort();
        places
    };
    let arms = |arms: &str| format!("{{type: object, oneOf: [{arms}]}}");
    let of = |name: &str| format!("{{$ref: '#/components/schemas/{name}'}}");
    let at = |name: &str| format!("--> document /components/schemas/{name}/type");
    assert_eq!(told(&arms(&format!("{}, {}", of("C"), of("B")))), [at("C")]);
    assert_eq!(told(&arms(&format!("{}, {}", of("D"), of("B")))), [at("C")]);
    let mixed = "{allOf: [{$ref: '#/components/schemas/A'}, {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]}]}";
    assert_eq!(told(&arms(&format!("{mixed}, {}", of("B")))), [at("C"), at("Pet")]);
}
