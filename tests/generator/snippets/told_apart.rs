//! The exact tests that tell the arms of a union apart, in the order in which
//! they are tried.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

/// Returns a union of objects with these properties, each a component.
fn union(arms: &[&str]) -> Snippet {
    let names = ["One", "Two", "Three", "Four"];
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

/// Returns the variants of `Pet`, on a line each, and only what decides for them.
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

/// A union of several lists of values has the values of each.
#[test]
fn values_of_several_lists() {
    check(
        &[
            "required: [t], properties: {t: {anyOf: [{enum: [a]}, {enum: [b, a]}]}}",
            "required: [t], properties: {t: {anyOf: [{enum: [c]}, {type: integer, enum: [1]}]}}",
            "required: [t], properties: {t: {const: d}}",
        ],
        &[
            "#[doc(alias = \"a\")] One(One) = \"a\" | \"b\"",
            "#[doc(alias = \"c\")] Two(Two) = \"c\" | \"1\"",
            "D(Three) = \"d\"",
        ],
    );
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

/// The last arm takes nothing that is of no arm where only something inside of a property tells
/// it from one before it.
#[test]
fn the_last_arm_by_what_is_inside() {
    let card = |name: &str| {
        let inside = format!(
            "{{type: object, required: [{name}], properties: {{{name}: {{type: string}}}}}}"
        );
        format!("required: [card], properties: {{card: {inside}}}")
    };
    check(
        &[&card("number"), &card("token"), "required: [iban], properties: {iban: {type: string}}"],
        &[
            "Three(Three) = (object",
            "\"iban\" = present)",
            "One(One) = (object",
            "\"card/number\" = present)",
            "Two(Two) = (object",
            "\"card/token\" = present)",
            "Other(Value) = [object]",
        ],
    );
    // Both require the value, so that one without it is of neither.
    let of =
        |kind: &str| format!("required: [of], properties: {{of: {{const: {{kind: {kind}}}}}}}");
    check(
        &[&of("cat"), &of("dog"), &of("cow")],
        &[
            "One(One) = (object",
            "\"of/kind\" = \"cat\")",
            "Two(Two) = (object",
            "\"of/kind\" = \"dog\")",
            "Three(Three) = (object",
            "\"of/kind\" = \"cow\")",
            "Other(Value) = [object]",
        ],
    );
    // One that may leave it out takes what has none.
    let of = |kind: &str| format!("properties: {{of: {{const: {{kind: {kind}}}}}}}");
    check(
        &[&of("cat"), &of("dog")],
        &[
            "One(One) = (object",
            "\"of/kind\" = \"cat\" | absent)",
            "Two(Two) = (object",
            "\"of/kind\" = \"dog\" | absent)",
            "Other(Value) = [object]",
        ],
    );
    // So it is beside a constant that all arms have.
    let of = |kind: &str| {
        format!(
            "required: [type, of], properties: {{type: {{const: e}}, of: {{const: {{kind: {kind}}}}}}}"
        )
    };
    check(
        &[&of("cat"), &of("dog")],
        &[
            "One(One) = (object",
            "\"type\" = \"e\"",
            "\"of/kind\" = \"cat\")",
            "Two(Two) = (object",
            "\"type\" = \"e\"",
            "\"of/kind\" = \"dog\")",
            "Other(Value) = [object]",
        ],
    );
    // A property that one of them may have inside, or one of another kind there, is no such sign.
    let of = |inside: &str| {
        format!(
            "required: [of], properties: {{of: {{type: object, required: [b], properties: {inside}}}}}"
        )
    };
    check(
        &[
            &of("{a: {type: string}, b: {type: string}}"),
            &of("{a: {type: string}, b: {type: boolean}}"),
        ],
        &["One(One) = (object", "\"of/b\" = string | absent)", "Two(Two) = object"],
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
            "One(One) = (object",
            "\"z\" = present)",
            "Two(Two) = (object",
            "\"x\" = present)",
            "Other(Value) = [object]",
        ],
    );
}

/// A list of the same values in several arms tells these from no other: what is new in it is
/// of the arm that the rest tells. A value that is the same in all of them does keep others out.
#[test]
fn a_list_that_some_arms_share() {
    let pet = |kind: &str, color: &str| {
        format!(
            "required: [id, color, kind], properties: {{id: {{type: string}}, color: {color}, \
             kind: {{const: {kind}}}}}"
        )
    };
    let failed = "required: [code], properties: {code: {type: integer}}";
    let told = |color: &str| {
        let arms = [pet("cat", color), pet("dog", color)];
        variants(&union(&[&arms[0], &arms[1], failed]))
    };
    assert_eq!(
        told("{enum: [red, blue]}"),
        [
            "One(One) = (object",
            "\"kind\" = \"cat\"",
            "\"id\" = present)",
            "Two(Two) = (object",
            "\"kind\" = \"dog\"",
            "\"id\" = present)",
            "Three(Three) = (object",
            "\"code\" = present)",
            "Other(Value) = [object]",
        ],
    );
    assert_eq!(
        told("{const: red}")[..3],
        ["One(One) = (object", "\"color\" = \"red\"", "\"kind\" = \"cat\""]
    );
}

/// A required property of one arm tells more than an optional one of both, and is looked for
/// first; of the other it still keeps out what is of another kind.
#[test]
fn what_one_requires_before_what_both_may_be_without() {
    check(
        &[
            "properties: {p: {type: string}}",
            "required: [a], properties: {a: {type: integer}, p: {type: array, items: {}}}",
        ],
        &["Two(Two) = (object", "\"a\" = present)", "One(One) = object"],
    );
    check(
        &[
            "properties: {p: {type: string}}",
            "required: [a], properties: {a: {type: integer}, p: {type: array, items: {}}}",
            "required: [a], properties: {a: {type: integer}, q: {type: string}}",
        ],
        &[
            "One(One) = (object",
            "\"a\" = absent | null",
            "\"p\" = string | absent)",
            "Two(Two) = (object",
            "\"p\" = present)",
            "Three(Three) = object",
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
            vec!["Boolean(bool) = boolean", "Number(JsonNumber) = exact_numbers"],
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
    // Nothing of it is taken over, so that it is like an arm that says nothing.
    let empty = Snippet::both(
        "        Pet: {oneOf: [{$ref: '#/components/schemas/One'}, {$ref: '#/components/schemas/Two'}]}
        One: {type: object}
        Two: {type: object, required: 7, properties: {name: {type: string}}}",
    );
    let broken = empty.not_of_record().warnings();
    assert!(!broken.contains(alike), "{broken}");
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
            "\"name\" = absent | null)",
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

/// Where a value may do without what tells two arms apart, all that one of them cannot be read
/// from is kept out of it, null aside, which is read as nothing.
#[test]
fn all_properties_of_other_kinds() {
    check(
        &[
            "properties: {a: {type: string}, b: {type: string}, c: {type: string}}",
            "properties: {a: {type: integer}, b: {type: integer}, c: {type: string}}",
        ],
        &[
            "One(One) = (object",
            "\"a\" = string | absent",
            "\"b\" = string | null | absent)",
            "Two(Two) = object",
        ],
    );
    // One that has more kinds in the other arm is one of them, and so is one inside of another.
    check(
        &[
            "properties: {a: {type: string}, b: {type: integer}}",
            "properties: {a: {type: integer}, b: {type: number}}",
        ],
        &[
            "One(One) = (object",
            "\"a\" = string | absent",
            "\"b\" = integer | null | absent)",
            "Two(Two) = object",
        ],
    );
    let inside = |kind: &str| {
        let home = format!("{{type: object, properties: {{x: {kind}, y: {kind}, z: {{}}}}}}");
        format!("properties: {{home: {home}, to: {{type: array, items: {kind}}}}}")
    };
    check(
        &[&inside("{type: string}"), &inside("{type: boolean}")],
        &[
            "One( One",
            ") = ( object",
            "\"home/x\" = string | absent",
            "\"home/y\" = string | null | absent",
            "\"to/0\" = string | null | absent",
            ")",
            "Two(Two) = object",
        ],
    );
    // What one of them requires is told by that alone.
    check(
        &[
            "required: [a], properties: {a: {type: string}, b: {type: string}}",
            "properties: {a: {type: integer}, b: {type: integer}}",
        ],
        &["One(One) = (object", "\"a\" = string)", "Two(Two) = object"],
    );
}

/// However many properties clash, at whatever depth, a union has as many lines as anybody reads.
#[test]
fn of_many_properties_of_other_kinds_some() {
    let level = |of: &str| {
        let each = |n| format!("p{n}: {of}");
        let all = (0..20).map(each).collect::<Vec<_>>().join(", ");
        format!("{{type: object, properties: {{{all}}}}}")
    };
    let schemas = |kind: &str| {
        let next = |level: &str| format!("{{$ref: '#/components/schemas/{kind}{level}'}}");
        format!(
            "{kind}2: {}\n{kind}1: {}\n{kind}0: {}\n",
            level(&format!("{{type: {kind}}}")),
            level(&next("2")),
            level(&next("1"))
        )
    };
    let of = "U: {oneOf: [{$ref: '#/components/schemas/string0'}, {$ref: '#/components/schemas/integer0'}]}";
    let text = Snippet::read(&format!("{of}\n{}{}", schemas("string"), schemas("integer")));
    let text = text.file(&["types/u.rs"]);
    assert_eq!(text.matches(" = string").count(), 16, "{text}");
    assert!(text.contains("\"p0/p0/p15\" = string"), "{text}");
}

/// A property that both arms may leave out, or say to be null, tells less than anything else.
#[test]
fn what_both_may_be_without() {
    check(
        &[
            "properties: {c: {const: y}, a: {type: [string, 'null']}}",
            "required: [a], properties: {c: {type: number}, a: {type: [number, 'null']}}",
        ],
        &[
            "One(One) = (object",
            "\"c\" = \"y\" | absent",
            "\"a\" = string | null | absent)",
            "Two(Two) = object",
        ],
    );
    check(
        &[
            "required: [c, b], properties: {c: {const: x}, b: {type: string}}",
            "properties: {c: {type: object}}",
        ],
        &["X(One) = \"x\"", "Two(Two) = object"],
    );
    check(
        &[
            "required: [c, b], properties: {c: {type: string}, b: {type: integer}}",
            "properties: {b: {enum: [x, null]}}",
        ],
        &[
            "One(One) = (object",
            "\"b\" = integer)",
            "Two(Two) = (object",
            "\"b\" = \"x\" | null | absent)",
            "Other(Value) = [object]",
        ],
    );
    check(
        &[
            "required: [c, b], properties: {c: {enum: [x, null]}, b: {type: integer}}",
            "properties: {b: {const: x}}",
        ],
        &["One(One) = (object", "\"c\" = \"x\" | null", "\"b\" = integer)", "Two(Two) = object"],
    );
    check(
        &[
            "properties: {d: {type: integer}}",
            "properties: {a: {type: string}}",
            "required: [a], properties: {a: {type: string}, d: {const: z}}",
        ],
        &[
            "Three(Three) = (object",
            "\"d\" = \"z\" | absent",
            "\"a\" = present)",
            "One(One) = (object",
            "\"d\" = present)",
            "Two(Two) = object",
        ],
    );
    check(
        &[
            "properties: {c: {const: y}, a: {type: string}}",
            "properties: {c: {type: number}, a: {type: number}}",
        ],
        &[
            "One(One) = (object",
            "\"c\" = \"y\" | absent",
            "\"a\" = string | null | absent)",
            "Two(Two) = object",
        ],
    );
}

/// A property of any kind, or of any number, leaves open what one of a kind settles.
#[test]
fn a_kind_that_the_other_arm_has_among_others() {
    check(
        &["properties: {d: {type: integer}}", "properties: {d: {description: Whatever.}}"],
        &["One(One) = (object", "\"d\" = integer | absent)", "Two(Two) = object"],
    );
    check(
        &["properties: {d: {description: Whatever.}}", "properties: {d: {type: number}}"],
        &["Two(Two) = (object", "\"d\" = number | absent)", "One(One) = object"],
    );
}

/// Of several properties that tell arms apart, the one of which most arms list values is
/// tested first, and alone.
#[test]
fn the_property_that_most_arms_list_first() {
    check(
        &[
            "properties: {c: {const: y}}",
            "required: [b, c], properties: {b: {const: y}, c: {const: w}}",
            "properties: {name: {type: string}}",
        ],
        &[
            "W(Two) = \"w\"",
            "One(One) = (object",
            "\"c\" = \"y\" | absent)",
            "Three(Three) = object",
        ],
    );
    check(
        &[
            "properties: {name: {type: string}}",
            "required: [b, c], properties: {b: {const: y}, c: {const: w}}",
            "properties: {c: {const: z}, b: {const: z}}",
        ],
        &[
            "Y(Two) = \"y\"",
            "One(One) = (object",
            "\"name\" = present)",
            "Three(Three) = (object",
            "\"b\" = \"z\" | absent)",
            "Other(Value) = [object]",
        ],
    );
    check(
        &[
            "properties: {a: {const: 1}}",
            "properties: {b: {const: x}}",
            "properties: {b: {const: y}, a: {const: x}}",
        ],
        &[
            "Three(Three) = (object",
            "\"a\" = \"x\" | absent",
            "\"b\" = \"y\" | absent)",
            "One(One) = (object",
            "\"a\" = 1i64 | absent)",
            "Two(Two) = object",
        ],
    );
}

#[test]
fn of_what_the_last_arm_alone_requires_the_first() {
    check(
        &[
            "required: [c], properties: {c: {type: string}}",
            "required: [d, b], properties: {d: {type: string}, b: {type: string}}",
        ],
        &[
            "One(One) = (object",
            "\"c\" = present)",
            "Two(Two) = (object",
            "\"d\" = present)",
            "Other(Value) = [object]",
        ],
    );
}

/// An arm that could have what another one requires is told from it by the absence of that.
#[test]
fn what_another_arm_requires_is_absent() {
    check(
        &[
            "properties: {d: {type: string}}",
            "properties: {c: {type: string}}",
            "required: [c], properties: {c: {type: string}}",
        ],
        &[
            "One(One) = (object",
            "\"d\" = present",
            "\"c\" = absent | null)",
            "Three(Three) = (object",
            "\"c\" = present)",
            "Two(Two) = object",
        ],
    );
}

/// The order goes on by what tells an arm from those that are left.
#[test]
fn what_is_told_already_counts_no_more() {
    check(
        &[
            "properties: {c: {type: string}}",
            "properties: {a: {type: string}}",
            "properties: {c: {const: y}}",
        ],
        &[
            "Three(Three) = (object",
            "\"c\" = \"y\" | absent)",
            "One(One) = (object",
            "\"c\" = present)",
            "Two(Two) = object",
        ],
    );
    check(
        &[
            "properties: {b: {const: z}, c: {type: integer}}",
            "properties: {a: {type: string}}",
            "properties: {c: {const: y}}",
            "properties: {b: {type: string}}",
        ],
        &[
            "One(One) = (object",
            "\"b\" = \"z\" | absent",
            "\"b\" | \"c\" = present",
            "\"c\" = integer | absent)",
            "Two(Two) = (object",
            "\"a\" = present)",
            "Three(Three) = (object",
            "\"c\" = present)",
            "Four(Four) = object",
        ],
    );
    check(
        &[
            "properties: {a: {const: 1}}",
            "properties: {b: {type: string}, a: {const: 2}}",
            "properties: {c: {type: string}}",
        ],
        &[
            "One(One) = (object",
            "\"a\" = 1i64 | absent)",
            "Two(Two) = (object",
            "\"a\" = 2i64 | absent",
            "\"b\" | \"a\" = present)",
            "Three(Three) = object",
        ],
    );
}

#[test]
fn one_value_that_a_property_may_be_without() {
    check(
        &["required: [c], properties: {c: {enum: [x, null]}}", "properties: {a: {type: string}}"],
        &["One(One) = (object", "\"c\" = \"x\" | null)", "Two(Two) = object"],
    );
    check(
        &["properties: {c: {type: string}}", "properties: {a: {const: y}}"],
        &["One(One) = (object", "\"c\" = present)", "Two(Two) = object"],
    );
}

/// A property with one value in each arm is the tag, before one with several: one that all
/// require before one that not all do, whichever is declared first.
#[test]
fn the_tag_that_all_arms_require() {
    check(
        &[
            "required: [name], properties: {breed: {const: tabby}, name: {const: Cat}}",
            "required: [breed, name], properties: {breed: {const: collie}, name: {const: Dog}}",
        ],
        &["Cat(One) = \"Cat\"", "Dog(Two) = \"Dog\""],
    );
    check(
        &[
            "properties: {size: {enum: [small, tiny]}, kind: {const: cat}}",
            "properties: {size: {enum: [large, huge]}, kind: {const: dog}}",
        ],
        &["Cat(One) = \"cat\"", "Dog(Two) = \"dog\""],
    );
    check(
        &[
            "properties: {size: {enum: [small, tiny]}, kind: {enum: [cat, kitten]}}",
            "properties: {size: {enum: [large, huge]}, kind: {enum: [dog, puppy]}}",
        ],
        &[
            "#[doc(alias = \"small\")] One(One) = \"small\" | \"tiny\"",
            "#[doc(alias = \"large\")] Two(Two) = \"large\" | \"huge\"",
        ],
    );
}

#[test]
fn a_value_beside_what_has_none() {
    check(
        &["properties: {c: {const: x}}", "required: [a], properties: {a: {const: y}}"],
        &["Two(Two) = (object", "\"a\" = \"y\")", "One(One) = object"],
    );
}

/// Lists are told apart by what is in their items.
#[test]
fn lists_by_their_items() {
    let check = |items: [&str; 2], wanted: &[&str]| {
        let [one, two] = items.map(|items| format!("{{type: array, items: {{{items}}}}}"));
        for (first, second) in [(&one, &two), (&two, &one)] {
            let pets = Snippet::both(&format!("        Pet: {{oneOf: [{first}, {second}]}}"));
            assert_eq!(variants(&pets), wanted, "{first} {second}");
        }
    };
    let named = "required: [name], properties: {name: {type: string}}";
    check(
        [named, "type: object, properties: {age: {type: integer}}"],
        &[
            "NameList(Vec<PetNameListItem>) = (items",
            "\"0/name\" = present)",
            "AgeList(Vec<PetAgeListItem>) = list",
        ],
    );
    check(
        ["properties: {name: {const: cat}}", "properties: {name: {type: string}}"],
        &[
            "CatList(Vec<PetCatListItem>) = (items",
            "\"0/name\" = \"cat\" | absent)",
            "NameList(Vec<PetNameListItem>) = list",
        ],
    );
}

/// A list has a name that its items give it, if several have items with a type of their own.
#[test]
fn lists_of_which_some_have_types_of_items() {
    let types = |items: [&str; 2]| {
        let [one, two] = items.map(|items| format!("{{type: array, items: {{{items}}}}}"));
        let variants = variants(&Snippet::both(&format!("        Pet: {{oneOf: [{one}, {two}]}}")));
        let variants = variants.iter().filter_map(|variant| variant.split_once(" = "));
        let mut types: Vec<String> =
            variants.map(|(kind, _)| kind.to_owned()).filter(|kind| kind.contains('<')).collect();
        types.sort();
        types
    };
    let named = "required: [name], properties: {name: {type: string}}";
    for (items, wanted) in [
        ("enum: [a]", ["AList(Vec<PetAListItem>)", "NameList(Vec<PetNameListItem>)"]),
        ("type: integer", ["Integers(Vec<i64>)", "Objects(Vec<PetItem>)"]),
        ("type: [string, integer]", ["NameList(Vec<PetNameListItem>)", "Objects(Vec<PetItem>)"]),
    ] {
        assert_eq!(types([items, named]), wanted, "{items}");
        assert_eq!(types([named, items]), wanted, "{items}");
    }
}

/// The first item says nothing of the kinds of the others, so the list with items of more kinds
/// takes those of fewer as well; what no item of the other can be tells.
#[test]
fn a_list_that_has_the_items_of_another() {
    let told = |lists: &[&str]| {
        let lists = lists.iter().map(|items| format!("{{type: array, items: {{{items}}}}}"));
        let lists = lists.collect::<Vec<_>>().join(", ");
        let pets = Snippet::both(&format!("        Pet: {{oneOf: [{lists}]}}")).not_of_record();
        let alike = pets.warnings().matches("both are lists, and their items are alike").count();
        (variants(&pets), alike)
    };
    let (text, more) = ("type: string", "type: [string, integer]");
    let wide_first = ["Objects(Vec<PetItem>) = items", "Strings(Vec<String>) = list"];
    assert_eq!(told(&[text, more]), (wide_first.map(str::to_owned).to_vec(), 1));
    assert_eq!(told(&[more, text]), (wide_first.map(str::to_owned).to_vec(), 1));
    let by_value =
        ["Values(Vec<PetItem>) = (items", "\"0\" = \"a\" | absent)", "Strings(Vec<String>) = list"];
    let listed = "type: string, enum: [a]";
    assert_eq!(told(&[listed, text]), (by_value.map(str::to_owned).to_vec(), 0));
}

/// Lists of the same kinds of items are not told apart by their length, or by the order of the
/// items. The warning says it, and the documentation of what takes several says what is so of each.
#[test]
fn lists_of_the_same_kinds_of_items() {
    let told = |lists: &[&str]| {
        let lists = lists.iter().map(|list| format!("{{type: array, {list}}}"));
        let lists = lists.collect::<Vec<_>>().join(", ");
        let pets = Snippet::both(&format!("        Pet: {{oneOf: [{lists}]}}")).not_of_record();
        let warnings = pets.warnings();
        let told = warnings.lines().filter(|line| line.contains("told apart"));
        let told: Vec<String> =
            told.map(|line| line.rsplit(": ").next().unwrap().to_owned()).collect();
        let one_list =
            warnings.contains("help: say it as one list, or put each list into an object");
        assert_eq!(one_list, warnings.contains("nor their order"), "{warnings}");
        let pet = pets.pet();
        let docs = pet.lines().map(str::trim).filter(|line| {
            ["/// A list.", "/// Short."].iter().any(|start| line.starts_with(start))
        });
        (told, docs.map(str::to_owned).collect::<Vec<_>>())
    };
    let same_kinds = "both are lists of the same kinds of items, and neither the number of items nor \
                      their order tells what a list is read as";
    let alike = "both are lists, and their items are alike";
    let pair = "items: {type: array, maxItems: 2, items: {type: number}}";
    let three = "items: {type: array, maxItems: 3, items: {type: number}}";
    let either = "/// A list. Either each item: at most 2 items, or each item: at most 3 items.";
    assert_eq!(told(&[pair, three]), (vec![same_kinds.to_owned()], vec![either.to_owned()]));
    let open = "items: {type: array, items: {type: number}}";
    assert_eq!(told(&[pair, open]), (vec![same_kinds.to_owned()], vec!["/// A list.".to_owned()]));
    assert_eq!(told(&[open, open]), (vec![alike.to_owned()], vec!["/// A list.".to_owned()]));
    let both = told(&[pair, pair]).1;
    assert_eq!(both, ["/// A list. Each item: at most 2 items."]);
    let long = "minItems: 1, items: {type: number}";
    let short = "items: {type: number}, description: Short.";
    let said = vec!["/// Short.".to_owned()];
    assert_eq!(told(&[long, short]), (vec![same_kinds.to_owned()], said));
    let north = "prefixItems: [{type: number}, {type: string}]";
    let name = "prefixItems: [{type: string}, {type: number}]";
    let each = [
        "/// A list. Item 1: a number. Item 2: a text.",
        "/// A list. Item 1: a text. Item 2: a number.",
    ];
    assert_eq!(
        told(&[north, name]),
        (vec![same_kinds.to_owned()], each.map(str::to_owned).to_vec())
    );
}

/// A discriminator names a property that arms need not declare.
#[test]
fn a_discriminator_of_one_arm() {
    let of = |property: &str| {
        let pets = Snippet::both(&format!(
            "        Pet: {{oneOf: [{{type: array, items: {{type: string}}}}, {{$ref: '#/components/schemas/One'}}], \
             discriminator: {{propertyName: kind}}}}
        One: {{type: object, properties: {{{property}}}}}"
        ));
        variants(&pets)
    };
    let undeclared = [
        "List(Vec<String>) = items",
        "#[written = \"One\"] One(One) = \"One\"",
        "Other(Value) = [object]",
    ];
    assert_eq!(of("name: {type: string}"), undeclared);
    assert_eq!(of("kind: {const: one}"), ["List(Vec<String>) = items", "One(One) = object"]);
}

/// Arms are told by numbers, where the property beside them that a discriminator names has some.
#[test]
fn arms_by_numbers() {
    let pets = Snippet::both(
        "
        Pet:
          type: object
          required: [kind]
          properties: {kind: {type: integer}}
          discriminator: {propertyName: kind, mapping: {'1': '#/components/schemas/One', '2': '#/components/schemas/Two'}}
          oneOf: [{$ref: '#/components/schemas/One'}, {$ref: '#/components/schemas/Two'}]
        One: {type: object, properties: {a: {type: string}}}
        Two: {type: object, properties: {b: {type: string}}}
        ",
    );
    let text = pets.pet();
    for number in [1, 2] {
        assert!(text.contains(&format!("#[otherwise = {number}]")), "{text}");
        assert!(!text.contains(&format!("\"{number}\"]")), "{text}");
    }
    assert_eq!(pets.warnings(), "");
}

/// A property with the same values in all arms tells nothing, wherever it stands.
#[test]
fn values_that_all_arms_share() {
    let arm = |required: &str, status: &str| {
        format!(
            "required: [{required}], properties: {{end: {{enum: [a, b]}}, status: {{enum: [{status}]}}}}"
        )
    };
    check(
        &[&arm("status, end", "done"), &arm("id", "made, going")],
        &[
            "Done(One) = \"done\"",
            "Two(Two) = (object",
            "\"status\" = \"made\" | \"going\" | absent)",
            "Other(Value) = [object]",
        ],
    );
}
