//! Methods of unions for what all of their variants have: small YAML in, exact Rust out.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

/// Returns two arms of a union, of these properties beside the tag.
fn arms(one: &str, other: &str) -> String {
    format!(
        "
        Pet: {{oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}]}}
        Cat: {{type: object, required: [kind, id], properties: {{kind: {{const: cat}}, {one}}}}}
        Dog: {{type: object, required: [kind], properties: {{kind: {{const: dog}}, {other}}}}}
        Toy: {{type: object, properties: {{name: {{type: string}}}}}}
        Id: {{type: string}}
        "
    )
}

#[test]
fn fields_of_each_kind_and_presence() {
    let toys = "toys: {type: array, items: {$ref: '#/components/schemas/Toy'}}";
    let one = "id: {type: string}, age: {type: integer, description: In years.}, \
               best: {$ref: '#/components/schemas/Toy'}, born: {type: integer, format: unix-time}";
    let other = "id: {$ref: '#/components/schemas/Id'}, \
                 age: {type: [integer, 'null'], description: In years.}, \
                 best: {anyOf: [{$ref: '#/components/schemas/Toy'}, {type: 'null'}]}, \
                 born: {type: integer, format: unix-time}";
    let schemas = arms(&format!("{one}, {toys}"), &format!("{other}, {toys}"));
    assert_snapshot!(Snippet::both(&schemas).pet());
}

#[test]
fn texts_of_several_types() {
    let schemas = "
        Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
        Cat:
          type: object
          required: [kind, role, size]
          properties:
            kind: {const: cat}
            role: {const: x, description: Its role.}
            size: {const: 1}
            state: {type: string, enum: [a, b]}
            mood: {enum: [a, b], description: Now.}
        Dog:
          type: object
          required: [kind, role, size]
          properties:
            kind: {const: dog}
            role: {const: y, description: Its role.}
            size: {const: 1}
            state: {type: string}
            mood: {enum: [b, c], description: Now.}
        ";
    assert_snapshot!(Snippet::read(schemas).pet());
}

#[test]
fn a_name_that_rust_has_and_one_that_it_writes_otherwise() {
    let both = "id: {type: string}, type: {type: string}, petAge: {type: integer}";
    assert_snapshot!(Snippet::read(&arms(both, both)).pet());
}

#[test]
fn no_other_where_the_arms_take_all() {
    let schemas = "
        Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
        Cat: {type: object, required: [kind, toy], properties: {kind: {const: cat}, toy: {$ref: '#/components/schemas/Toy'}}}
        Dog: {type: object, required: [toy], properties: {kind: {type: string}, toy: {$ref: '#/components/schemas/Toy'}}}
        Toy: {type: object, properties: {name: {type: string}}}
        ";
    assert_snapshot!(Snippet::read(schemas).pet());
}

/// Returns the methods of a union of these arms, but for the one of their tag.
fn methods(snippet: &Snippet) -> String {
    let text = snippet.pet();
    let methods = text.lines().filter(|line| line.contains("pub fn") && line.contains("&self"));
    let methods = methods.filter(|line| !line.contains("fn kind("));
    methods.map(|line| format!("{}\n", line.trim())).collect()
}

#[test]
fn fields_that_are_not_of_all() {
    let unlike = [
        ("one has it not", "id: {type: string}", "name: {type: string}"),
        ("another type", "id: {type: string}", "id: {type: integer}"),
        ("a constant of one that is no text", "id: {type: integer}", "id: {const: 1}"),
        ("deprecated", "id: {type: string}", "id: {type: string, deprecated: true}"),
        ("a method of Rust", "clone: {type: boolean}", "clone: {type: boolean}"),
        (
            "a ring",
            "id: {$ref: '#/components/schemas/Pet'}",
            "id: {$ref: '#/components/schemas/Pet'}",
        ),
    ];
    for (what, one, other) in unlike {
        assert_eq!(methods(&Snippet::read(&arms(one, other))), "", "{what}");
    }
    let same = "id: {type: string}";
    assert_eq!(methods(&Snippet::read(&arms(same, same))), "pub fn id(&self) -> Option<&str> {\n");
    assert_eq!(methods(&Snippet::sent(&arms(same, same))), "pub fn id(&self) -> Option<&str> {\n");
    let with_text = arms(same, same).replace("oneOf: [", "oneOf: [{type: string}, ");
    assert_eq!(methods(&Snippet::read(&with_text)), "", "a text has no properties");
}
