//! The exact tests that tell the arms of a union apart, in the order in which
//! they are tried.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

/// A union of objects with these properties, each a component.
fn union(arms: &[&str]) -> Snippet {
    let names = ["One", "Two", "Three"];
    let listed =
        names.iter().zip(arms).map(|(name, _)| format!("{{$ref: '#/components/schemas/{name}'}}"));
    let listed = listed.collect::<Vec<_>>().join(", ");
    let arms = names
        .iter()
        .zip(arms)
        .map(|(name, arm)| format!("        {name}: {{type: object, {arm}}}\n"));
    Snippet::both(&format!("        Pet: {{oneOf: [{listed}]}}\n{}", arms.collect::<String>()))
        .not_of_record()
}

/// The variants of `Pet`, on a line each, and only what decides for them.
fn variants(pets: &Snippet) -> Vec<String> {
    let text = pets.pet();
    let (_, text) = text.split_once("pub enum Pet {\n").unwrap_or_else(|| panic!("{text}"));
    let (text, _) = text.split_once("\n    }").unwrap();
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with("///"));
    let text = lines.collect::<Vec<_>>().join(" ");
    let variants = text.replace(")) ", ")) \n").replace(", ", "\n");
    variants.lines().map(|line| line.trim().trim_end_matches(',').to_owned()).collect()
}

#[track_caller]
fn check(arms: &[&str], wanted: &[&str]) {
    assert_eq!(variants(&union(arms)), wanted, "{arms:?}");
}

/// A property that only the last arm requires is no test of it where another test
/// tells it: a server may leave it out.
#[test]
fn the_last_arm_by_its_constant_alone() {
    let message = |role: &str| {
        format!("required: [type, role], properties: {{type: {{const: message}}, role: {role}}}")
    };
    check(
        &[
            &message("{enum: [user, system]}"),
            &message("{const: assistant}"),
            "required: [type, name], properties: {type: {const: call}, name: {type: string}}",
        ],
        &[
            "Call(Three) = \"call\"",
            "One(One) = (object",
            "\"type\" = \"message\"",
            "\"role\" = \"user\" | \"system\")",
            "Two(Two) = (object",
            "\"type\" = \"message\"",
            "\"role\" = \"assistant\")",
            "Other(Value) = [object]",
        ],
    );
}

/// The last arm is told by the properties that it alone requires where nothing
/// else tells it; a property that another arm declares too is none of them.
#[test]
fn the_last_arm_by_what_it_alone_requires() {
    check(
        &[
            "required: [x], properties: {x: {type: string}}",
            "required: [y], properties: {y: {type: string}}",
        ],
        &[
            "One(One) = (object",
            "\"x\" = present)",
            "Two(Two) = (object",
            "\"y\" = present)",
            "Other(Value) = [object]",
        ],
    );
    check(
        &[
            "required: [x], properties: {x: {type: string}, y: {type: string}}",
            "required: [y], properties: {y: {type: string}}",
        ],
        &["One(One) = (object", "\"x\" = present)", "Two(Two) = object"],
    );
    check(
        &["required: [x], properties: {x: {type: string}}", "properties: {y: {type: string}}"],
        &["One(One) = (object", "\"x\" = present)", "Two(Two) = object"],
    );
    // It is the last one that is kept from what is new, and no other.
    check(
        &[
            "required: [x], properties: {x: {type: string}}",
            "required: [z, y], properties: {y: {type: string}, z: {type: string}}",
            "required: [x, y], properties: {x: {type: integer}, y: {type: string}}",
        ],
        &[
            "One(One) = (object",
            "\"x\" = present",
            "\"x\" = string)",
            "Two(Two) = (object",
            "\"z\" = present)",
            "Three(Three) = object",
        ],
    );
}

/// The narrower of two arms is tried first, wherever it stands, also before one
/// that declares more.
#[test]
fn the_narrower_arm_first() {
    let listed = "properties: {kind: {enum: [a, b]}}";
    let noted = "properties: {kind: {type: string}, note: {type: string}}";
    let test = ["(object", "\"kind\" = \"a\" | \"b\" | absent)"];
    let [object, kind] = test;
    check(&[listed, noted], &[&format!("One(One) = {object}"), kind, "Two(Two) = object"]);
    check(&[noted, listed], &[&format!("Two(Two) = {object}"), kind, "One(One) = object"]);
    // Where neither is narrower, the one that declares more is tried first.
    check(
        &["properties: {a: {type: string}}", "properties: {a: {type: string}, b: {type: string}}"],
        &["Two(Two) = (object", "\"b\" = present)", "One(One) = object"],
    );
    check(
        &[
            "properties: {kind: {type: [string, integer, boolean]}}",
            "properties: {kind: {type: [string, integer]}}",
        ],
        &["Two(Two) = (object", "\"kind\" = string | integer | absent)", "One(One) = object"],
    );
}

/// Values that one arm alone lists, and may leave out, do not keep others out of it: lists
/// grow.
#[test]
fn a_list_of_one_arm_alone() {
    let noted = "properties: {note: {type: string}}";
    check(
        &["properties: {kind: {enum: [a, b]}, name: {type: string}}", noted],
        &["One(One) = (object", "\"kind\" | \"name\" = present)", "Two(Two) = object"],
    );
}

/// An arm has to be told only from those that were not tried before it.
#[test]
fn only_arms_that_are_left_are_told_from() {
    check(
        &[
            "properties: {y: {type: [string, 'null']}}",
            "required: [w], properties: {w: {enum: [a, b]}}",
            "required: [w], properties: {y: {type: array}, w: {const: a}}",
        ],
        &["A(Three) = \"a\"", "Two(Two) = (object", "\"w\" = \"a\" | \"b\")", "One(One) = object"],
    );
    check(
        &[
            "required: [w], properties: {y: {const: b}, w: {const: a}}",
            "required: [w], properties: {w: {type: string, enum: [a, b]}}",
            "required: [w], properties: {w: {type: [string, integer]}}",
        ],
        &[
            "A(One) = \"a\"",
            "Two(Two) = (object",
            "\"w\" = \"a\" | \"b\")",
            "Three(Three) = object",
        ],
    );
}

/// A list of several values may grow: it tells nothing from what does not declare
/// the property but has one of its own.
#[test]
fn values_that_only_one_arm_lists() {
    check(
        &[
            "required: [z], properties: {z: {enum: [a, b]}}",
            "required: [x], properties: {x: {type: string}}",
        ],
        &[
            "#[doc(alias = \"a\")] One(One) = (\"a\" | \"b\")",
            "Two(Two) = (object",
            "\"x\" = present)",
            "Other(Value) = [object]",
        ],
    );
}

/// Lists of the same values, or with values that the other has not, are no
/// narrower than one another.
#[test]
fn what_is_not_narrower() {
    let alike = |one: &str, other: &str| {
        let pets = union(&[
            &format!("properties: {{kind: {{enum: {one}}}}}"),
            &format!("properties: {{kind: {{enum: {other}}}}}"),
        ]);
        pets.warnings().contains("two arms of a union cannot be told apart")
    };
    assert!(alike("[a, b]", "[a, b]"));
    assert!(alike("[a, b]", "[b, a]"));
    assert!(alike("[a, b]", "[b, c, d]"));
    assert!(alike("[b, c, d]", "[a, b]"));
    assert!(!alike("[a, b]", "[a, b, c]"));
    assert!(!alike("[a, b, c]", "[b, c]"));
    assert!(!alike("[a, b]", "[c, d]"));
}

/// Of several lists, each has a number of its own, unless what converts into its items does so
/// into those of one before it.
#[test]
fn lists_into_which_lists_of_what_their_items_are_made_of_convert() {
    let (text, number) = ("{type: string}", "{type: integer}");
    let cat = "{type: object, required: [claws], properties: {claws: {type: integer}}}";
    let dog = "{type: object, required: [bark], properties: {bark: {type: string}}}";
    let word = "{enum: [a, b]}";
    let listed = format!("{{type: array, items: {number}}}");
    let either = format!("{{oneOf: [{text}, {number}]}}");
    for (items, wanted) in [
        (vec![text, number], vec!["items", "items_2"]),
        (vec![number, text], vec!["items", "items_2"]),
        (vec![text, cat], vec!["items", "items_2"]),
        (vec![text, number, cat, "{type: boolean}"], vec!["items", "items_2", "items_3", "list"]),
        (vec![text, &listed], vec!["items", "items_2"]),
        (vec![cat, &listed, "{type: boolean}"], vec!["items", "items_2", "items_3"]),
        (vec![word, cat], vec!["items", "items_2"]),
        (vec![cat, dog], vec!["items", "list"]),
        (vec![&either, cat], vec!["items", "items_2"]),
    ] {
        let lists: Vec<String> =
            items.iter().map(|items| format!("{{type: array, items: {items}}}")).collect();
        let pets = format!("        Pet: {{oneOf: [{}, {{type: object}}]}}", lists.join(", "));
        let variants = variants(&Snippet::both(&pets));
        let words = variants.iter().filter_map(|variant| {
            let key = variant.split_once(" = ")?.1.trim_start_matches('(');
            key.split([',', ')']).next().filter(|key| key.contains("items") || *key == "list")
        });
        assert_eq!(words.collect::<Vec<_>>(), wanted, "{items:?}: {variants:?}");
    }
}

/// An arm that is another name, or a combination, is one of the kind of its
/// values.
#[test]
fn arms_by_the_kind_of_what_they_stand_for() {
    for (schema, other, wanted) in [
        ("{type: number}", "string", vec!["Text(String) = string", "Number(Same) = numbers"]),
        ("{type: integer}", "string", vec!["Text(String) = string", "Integer(Same) = integer"]),
        ("{type: boolean}", "string", vec!["Text(String) = string", "Boolean(Same) = boolean"]),
        (
            "{type: array, items: {type: string}}",
            "string",
            vec!["Text(String) = string", "List(Same) = items"],
        ),
        ("{type: string}", "boolean", vec!["Text(String) = string", "Boolean(bool) = boolean"]),
        (
            "{enum: [a, b]}",
            "boolean",
            vec!["A = \"a\"", "B = \"b\"", "Boolean(bool) = boolean", "Other(Value) = [string]"],
        ),
        (
            "{enum: [1, 2.5]}",
            "boolean",
            vec!["Boolean(bool) = boolean", "Number(JsonNumber) = numbers"],
        ),
    ] {
        let pets = Snippet::both(&format!(
            "        Same: {schema}\n        Pet: {{oneOf: [{{allOf: [{{$ref: '#/components/schemas/Same'}}]}}, {{type: {other}}}]}}"
        ));
        assert_eq!(variants(&pets), wanted, "{schema}");
    }
    let narrow = "        Pet: {oneOf: [{type: number, format: float}, {type: boolean}]}";
    let narrow = Snippet::both(narrow).config("numbers: {float: f32}");
    assert_eq!(variants(&narrow), ["Boolean(bool) = boolean", "Number(f32) = number"]);
}

/// Only the fault of a broken arm is reported: what is left of the arm may be
/// like another.
#[test]
fn a_broken_arm_that_is_like_another() {
    let pets = |second: &str| {
        Snippet::both(&format!(
            "        Pet: {{oneOf: [{{$ref: '#/components/schemas/One'}}, {{$ref: '#/components/schemas/Two'}}]}}
        One: {{type: object, properties: {{name: {{type: string}}}}}}
        Two: {{type: object, {second}properties: {{name: {{type: string}}}}}}"
        ))
    };
    let alike = "two arms of a union cannot be told apart";
    assert!(pets("").not_of_record().warnings().contains(alike));
    let broken = pets("required: 7, ").not_of_record().warnings();
    assert!(
        broken.contains("a list of names should be here") && !broken.contains(alike),
        "{broken}"
    );
}

/// An object that has all that one arm requires may be of that arm; one that has
/// not is of another.
#[test]
fn arms_are_told_apart_at_last_by_what_others_leave_open() {
    let pets = Snippet::read(
        "
        Pet:
          oneOf:
          - {title: Any, properties: {a: {type: string}, b: {type: string}, c: {type: string}}}
          - {title: One, required: [a], properties: {a: {type: string}, b: {type: string}, c: {type: string}}}
          - {title: Two, required: [b, c], properties: {a: {type: string}, b: {type: string}, c: {type: string}}}
        ",
    );
    assert_eq!(pets.warnings(), "");
    assert_snapshot!(pets.pet().split("\nobject!").next().unwrap());
}

/// A number and the text of its digits are two values.
#[test]
fn a_number_and_its_text() {
    let arm = |value: &str| format!("required: [v], properties: {{v: {{const: {value}}}}}");
    check(
        &[&arm("1"), &arm("'1'"), &arm("auto")],
        &[
            "Auto(Three) = \"auto\"",
            "One(One) = (object",
            "\"v\" = 1i64)",
            "Two(Two) = (object",
            "\"v\" = \"1\")",
            "Other(Value) = [object]",
        ],
    );
}

/// A constant that one arm alone may leave out is that arm's where it is missing. Where
/// several may, nothing says whose value it is.
#[test]
fn a_constant_that_may_be_missing() {
    let one = |required: &str| {
        format!(
            "required: [id{required}], properties: {{id: {{type: string}}, gone: {{enum: [false]}}}}"
        )
    };
    let gone = "required: [id, gone], properties: {id: {type: string}, gone: {enum: [true]}}";
    check(
        &[&one(""), gone],
        &[
            "True(Two) = \"true\"",
            "One(One) = (object",
            "\"gone\" = false | absent)",
            "Other(Value) = [object]",
        ],
    );
    let tagged = ["False(One) = \"false\"", "True(Two) = \"true\""];
    check(&[&one(", gone"), gone], &tagged);
    check(&[&one(""), &gone.replace("[id, gone]", "[id]")], &tagged);
}

/// A constant that only one arm declares is a test of it, whichever is tried first; what the
/// others require may be there, too, where all that it requires is there.
#[test]
fn constants_that_other_arms_do_not_declare() {
    let cat = "required: [kind, meows], properties: {kind: {const: cat}, meows: {type: integer}}";
    let named = "required: [name], properties: {name: {type: string}}";
    check(
        &[cat, named],
        &[
            "One(One) = (object",
            "\"kind\" = \"cat\"",
            "\"meows\" = present)",
            "Two(Two) = (object",
            "\"name\" = present)",
            "Other(Value) = [object]",
        ],
    );
    check(
        &["required: [kind], properties: {kind: {const: cat}}", named],
        &[
            "One(One) = (object",
            "\"kind\" = \"cat\"",
            "\"name\" = absent)",
            "Two(Two) = (object",
            "\"name\" = present)",
            "Other(Value) = [object]",
        ],
    );
    let full = "required: [type, amount], properties: {type: {const: a}, amount: {type: integer}}";
    let gone = "required: [type, gone], properties: {type: {const: a}, gone: {const: true}}";
    check(
        &[full, gone],
        &[
            "One(One) = (object",
            "\"type\" = \"a\"",
            "\"amount\" = present)",
            "Two(Two) = (object",
            "\"type\" = \"a\"",
            "\"gone\" = true)",
            "Other(Value) = [object]",
        ],
    );
}
