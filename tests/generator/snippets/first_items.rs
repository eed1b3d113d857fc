//! First items of a list, and those after them, where several parts or keywords speak of them.

use workspace_tests::snippet::Snippet;

/// Returns the documentation and the type of the field `at` of a schema, and the warnings.
fn field(schema: &str) -> (String, String, String) {
    let pets = Snippet::read(&format!(
        "
        Pet: {{properties: {{at: {{{schema}}}}}}}
        Pair: {{type: array, prefixItems: [{{type: string}}, {{type: integer}}]}}
        Name: {{type: string, maxLength: 3}}
        "
    ));
    let pet = pets.pet();
    let lines = pet.lines().map(str::trim).skip_while(|line| *line != "pub struct Pet {").skip(1);
    let (docs, code): (Vec<&str>, Vec<&str>) =
        lines.take_while(|line| *line != "}").partition(|line| line.starts_with("///"));
    let docs = docs.iter().map(|line| line.trim_start_matches("/// ")).collect::<Vec<_>>();
    let kind = code.iter().find_map(|line| line.strip_prefix("pub at: Option<"));
    let kind = kind.and_then(|kind| kind.strip_suffix(">,")).unwrap_or_default();
    let warnings = pets.warnings();
    let warning = warnings.lines().next().unwrap_or_default();
    (docs.join(" "), kind.to_owned(), warning.to_owned())
}

/// A list whose parts speak of more or fewer of its first items has items of all their types.
#[test]
fn parts_of_different_lengths() {
    let (one, two) =
        ("{prefixItems: [{type: string}]}", "{prefixItems: [{type: string}, {type: integer}]}");
    let both = "Item 1: a text. Item 2: an integer.";
    for (schema, docs, kind) in [
        (format!("allOf: [{two}, {one}]"), both, "Vec<PetAtItem>"),
        (format!("allOf: [{one}, {two}]"), both, "Vec<PetAtItem>"),
        (format!("prefixItems: [{{type: string}}], allOf: [{two}]"), both, "Vec<PetAtItem>"),
        (format!("allOf: [{{$ref: '#/components/schemas/Pair'}}, {one}]"), both, "Vec<PairItem>"),
        (format!("allOf: [{one}, {one}]"), "", "Vec<String>"),
        (
            format!("allOf: [{{type: array, items: {{type: [string, integer]}}}}, {one}]"),
            "",
            "Vec<PetAtItem>",
        ),
        (
            format!("allOf: [{one}, {{prefixItems: [{{type: string}}], items: {{type: boolean}}}}]"),
            "Item 1: a text. Each further item: true or false.",
            "Vec<PetAtItem>",
        ),
        // Of the second item something is said, and of all that follow nothing.
        (
            format!("allOf: [{one}, {{prefixItems: [{{}}, {{type: integer}}]}}]"),
            "Item 1: a text. Item 2: an integer.",
            "Vec<Value>",
        ),
        // A part that ends the list speaks of all items.
        (
            "allOf: [{type: array, prefixItems: [{type: string}], items: false}, {prefixItems: [{type: string}, {type: string}]}]".to_owned(),
            "At most 1 item.",
            "Vec<String>",
        ),
    ] {
        assert_eq!(field(&schema), (docs.into(), kind.into(), String::new()), "{schema}");
    }
}

/// A list has no more items than its parts speak of, if the whole says that there are no others.
#[test]
fn lists_that_end_with_what_their_parts_say() {
    let (one, two) =
        ("{prefixItems: [{type: string}]}", "{prefixItems: [{type: string}, {type: string}]}");
    let end = "unevaluatedItems: false";
    let most = "At most 2 items.";
    for (schema, docs, kind) in [
        (format!("allOf: [{one}, {two}], {end}"), most, "Vec<String>"),
        (format!("allOf: [{one}, {two}], {end}, maxItems: 1"), "At most 1 item.", "Vec<String>"),
        (
            format!("$ref: '#/components/schemas/Pair', {end}"),
            "Item 1: a text. Item 2: an integer. At most 2 items.",
            "Pair",
        ),
        (format!("type: array, {end}"), "At most 0 items.", "Vec<Value>"),
        (format!("type: array, allOf: [{{prefixItems: [{{}}, {{}}]}}], {end}"), most, "Vec<Value>"),
        (
            format!("type: array, allOf: [{{uniqueItems: true}}], {end}"),
            "At most 0 items. No item twice.",
            "Vec<Value>",
        ),
        // What is said of other properties says nothing of further items.
        (
            format!("allOf: [{two}, {{type: array, maxItems: 9}}]"),
            "At most 9 items.",
            "Vec<String>",
        ),
        ("type: array, items: false".to_owned(), "At most 0 items.", "Vec<Value>"),
    ] {
        assert_eq!(field(&schema), (docs.into(), kind.into(), String::new()), "{schema}");
    }
    let (_, kind, warning) =
        field(&format!("allOf: [{one}, {{type: array, items: {{type: string}}}}], {end}"));
    assert_eq!(kind, "Vec<String>");
    assert_eq!(
        warning,
        "warning[left-out]: `unevaluatedItems` of a schema is left out: its parts are about all items"
    );
}

/// The properties of first items are some more of those of all items.
#[test]
fn first_items_that_are_objects() {
    let object = |name: &str| format!("{{type: object, properties: {{{name}: {{type: string}}}}}}");
    let [id, a, b] = ["id", "a", "b"].map(object);
    for limit in ["", ", maxItems: 2"] {
        let pets = Snippet::read(&format!(
            "Pet: {{properties: {{at: {{prefixItems: [{a}, {b}], allOf: [{{type: array, items: {id}{limit}}}]}}}}}}"
        ));
        let text = pets.pet();
        let item = text.split("pub struct PetAtItem {").nth(1).unwrap_or_default();
        let fields = item.lines().filter_map(|line| line.trim().strip_prefix("pub "));
        let fields: Vec<&str> = fields.map(|field| field.split(':').next().unwrap()).collect();
        assert_eq!(fields, ["id", "a", "b"], "{text}");
    }
}

/// A list is not ended by keywords about the other properties of objects.
#[test]
fn lists_beside_what_is_said_of_properties() {
    for closing in ["additionalProperties: false", "unevaluatedProperties: false"] {
        let pets = Snippet::read(&format!(
            "Pet: {{properties: {{at: {{type: array, prefixItems: [{{type: string}}, {{type: string}}], {closing}}}, \
             of: {{oneOf: [{{type: string}}, {{type: integer}}]}}}}}}"
        ));
        assert!(!pets.pet().contains("items"), "{}", pets.pet());
        assert!(!pets.warnings().contains("unevaluatedItems"), "{}", pets.warnings());
    }
}

/// Items of which no other keyword says anything are those of `unevaluatedItems`; where these are
/// none, or not known, a warning says so.
#[test]
fn items_that_nothing_else_is_about() {
    let docs = String::new();
    for schema in
        ["type: array, unevaluatedItems: {type: string}", "unevaluatedItems: {type: string}"]
    {
        assert_eq!(field(schema), (docs.clone(), "Vec<String>".into(), String::new()), "{schema}");
    }
    for (schema, kind, warning) in [
        (
            "type: array, additionalItems: {type: string}",
            "Vec<Value>",
            "`additionalItems` of a schema is left out: it is about items after the first ones, and \
             there are none of these",
        ),
        (
            "type: array, items: {type: string}, unevaluatedItems: {type: integer}",
            "Vec<String>",
            "`unevaluatedItems` of a schema is left out: `items` is about all items",
        ),
        (
            "type: array, items: false, unevaluatedItems: {type: integer}",
            "Vec<Value>",
            "`unevaluatedItems` of a schema is left out: `items` is about all items",
        ),
        (
            "oneOf: [{type: array, items: {type: string}}, {type: string}], unevaluatedItems: false",
            "PetAt",
            "`unevaluatedItems` of a schema is left out: it is not checked, and left to the server",
        ),
        (
            "allOf: [{prefixItems: [{type: string}]}, {minItems: 3}], unevaluatedItems: {type: integer}",
            "Vec<String>",
            "`unevaluatedItems` of a schema is left out: further items are read as the first ones are",
        ),
    ] {
        let (_, found, told) = field(schema);
        assert_eq!(
            (found.as_str(), told),
            (kind, format!("warning[left-out]: {warning}")),
            "{schema}"
        );
    }
}

/// Limits of several parts that leave no value are left out with a warning.
#[test]
fn limits_of_parts_that_leave_no_value() {
    for (schema, keys) in [
        (
            "allOf: [{type: string, minLength: 4}, {type: string, maxLength: 2}]",
            "`minLength` 4 and `maxLength` 2",
        ),
        ("$ref: '#/components/schemas/Name', minLength: 9", "`minLength` 9 and `maxLength` 3"),
        (
            "allOf: [{type: number, minimum: 4}, {type: number, exclusiveMaximum: 4}]",
            "`minimum` 4 and `exclusiveMaximum` 4",
        ),
        (
            "allOf: [{type: array, minItems: 4, items: {}}, {type: array, maxItems: 3, items: {type: string}}]",
            "`minItems` 4 and `maxItems` 3",
        ),
    ] {
        let (docs, _, warning) = field(schema);
        assert!(!docs.contains(" to ") && !docs.contains("least"), "{schema}: {docs}");
        let wanted = format!("no value is within {keys} of these parts: both are left out");
        assert_eq!(warning, format!("warning[left-out]: {wanted}"), "{schema}");
    }
    let (docs, _, warning) = field("$ref: '#/components/schemas/Name', minLength: 3");
    assert_eq!((docs.as_str(), warning.as_str()), ("Exactly 3 characters.", ""));
}
