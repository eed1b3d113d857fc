use serde_json::{Value, json};

use super::*;

#[track_caller]
fn value(text: &str) -> Value {
    parse(text).value().clone()
}

/// Returns what is underlined for a node: its key and its value.
#[track_caller]
fn spans<'t>(text: &'t str, document: &Document, keys: &[&str]) -> (Option<&'t str>, &'t str) {
    let (key, value) = document.root().descend(keys).unwrap().spans();
    (key.map(|key| &text[key]), &text[value])
}

#[test]
fn scalars_are_what_the_core_schema_says() {
    let all = [
        ("1", json!(1)),
        ("-7", json!(-7)),
        ("+7", json!(7)),
        ("-0", json!(0)),
        ("0x1F", json!(31)),
        ("0o17", json!(15)),
        ("-0b11", json!(-3)),
        ("012", json!("012")),
        ("1_000", json!("1_000")),
        ("1.10", json!(1.1)),
        (".5", json!(0.5)),
        ("1e3", json!(1000.0)),
        ("1e999", json!("1e999")),
        ("1.2.3", json!("1.2.3")),
        ("2026-08-21", json!("2026-08-21")),
        ("12:30", json!("12:30")),
        ("18446744073709551615", json!(u64::MAX)),
        ("18446744073709551616", json!(18446744073709551616.0)),
        ("-9223372036854775808", json!(i64::MIN)),
        ("-9223372036854776000", json!(-9223372036854776000.0)),
        ("true", json!(true)),
        ("False", json!(false)),
        ("no", json!("no")),
        ("on", json!("on")),
        ("~", json!(null)),
        ("Null", json!(null)),
        ("", json!(null)),
        ("nul", json!("nul")),
        ("'1'", json!("1")),
        ("\"null\"", json!("null")),
        ("!!str 1", json!("1")),
        ("!!int '1'", json!(1)),
        ("!!float 1", json!(1.0)),
        ("!!bool \"true\"", json!(true)),
        ("!!null ~", json!(null)),
        ("! 1", json!("1")),
        ("|+\n  \nb: 1", json!("\n")),
        ("|\n  \nb: 1", json!("")),
        ("|-\n  x\n   y\nb: 1", json!("x\n y")),
        (">\n  x\n  y\nb: 1", json!("x y\n")),
        ("!!timestamp 2026-08-21", json!("2026-08-21")),
    ];
    for (text, expected) in all {
        assert_eq!(value(&format!("a: {text}\n"))["a"], expected, "{text}");
    }
}

#[test]
fn a_scalar_keeps_how_it_is_written() {
    let document = parse("a: [1.10, no, 012, 0x1F, 'x', \"y\\n\", ~]\n1.0: True\nb: |\n  t\n");
    let list = document.root().get("a").unwrap();
    let texts: Vec<_> = list.items().map(|item| item.text().unwrap()).collect();
    assert_eq!(texts[..7], ["1.10", "no", "012", "0x1F", "x", "y\n", "~"]);
    assert_eq!(document.root().get("1.0").unwrap().text(), Some("True"));
    assert_eq!(document.root().get("b").unwrap().text(), Some("t\n"));
}

#[test]
fn keys_are_text_in_the_order_of_the_file() {
    assert_eq!(
        value("b: 1\n200: 2\ntrue: 3\n1.10: 4\n'': 5\n? a\n: 6\n").to_string(),
        r#"{"b":1,"200":2,"true":3,"1.10":4,"":5,"a":6}"#,
    );
}

#[test]
fn a_node_knows_its_bytes() {
    let text = "\u{feff}é: {x: [1, \"a b\"]}\nlong:\n  'k y':  # note\n    - >\n      t\n    -\n";
    let document = parse(text);
    let text = &text[3..];
    assert_eq!(spans(text, &document, &["é"]), (Some("é"), "{x: [1, \"a b\"]}"));
    assert_eq!(spans(text, &document, &["é", "x", "1"]), (None, "\"a b\""));
    assert_eq!(spans(text, &document, &["long", "k y"]).0, Some("'k y'"));
    assert_eq!(spans(text, &document, &["long", "k y", "0"]).1.trim_end(), "t");
    assert_eq!(spans(text, &document, &["long", "k y", "1"]).1, "");
}

#[test]
fn places_and_what_is_around_them() {
    let document = parse("a/b:\n- x: {y: 1}\n- 2\n");
    let node = document.root().descend(&["a/b", "0", "x", "y"]).unwrap();
    assert_eq!(node.at().as_str(), "/a~1b/0/x/y");
    assert_eq!(document.find(&node.at()), Some(node));
    let item = node.parent().unwrap().parent().unwrap();
    assert_eq!((item.key(), item.index(), item.len()), (None, 0, 1));
    assert_eq!(item.parent().unwrap().item(1).unwrap().as_u64(), Some(2));
    for missing in ["/a~1b/2", "/a~1b/00", "/a~1b/+1", "/a~1b/-", "/a~1b/0/x/y/z", "/x"] {
        assert_eq!(document.find(&Pointer::from_text(missing)), None, "{missing}");
    }
}

#[test]
fn merge_keys_are_merged_and_own_keys_win() {
    let text = "base: &base {a: 1, b: 2}\nmore: &more {b: 3, c: 4}\n\
                one:\n  a: 0\n  <<: *base\n  z: 5\n\
                two:\n  <<: [*more, *base, {d: 6}]\n\
                three: {<<: {<<: *base, c: 7}}\n\
                tagged: {!!merge <<: *base, b: 0}\n\
                text: {'<<': 1}\nword: {!!str <<: 2}\n";
    let value = value(text);
    assert_eq!(value["one"].to_string(), r#"{"a":0,"b":2,"z":5}"#);
    assert_eq!(value["two"].to_string(), r#"{"b":3,"c":4,"a":1,"d":6}"#);
    assert_eq!(value["three"], json!({"a": 1, "b": 2, "c": 7}));
    assert_eq!(value["tagged"], json!({"a": 1, "b": 0}));
    assert_eq!((&value["text"], &value["word"]), (&json!({"<<": 1}), &json!({"<<": 2})));
    // A merged value is written where it was read.
    let document = parse(text);
    assert_eq!(spans(text, &document, &["one", "b"]), (Some("b"), "2"));
    assert_eq!(document.root().descend(&["one", "b"]).unwrap().at().as_str(), "/one/b");
}

#[test]
fn what_cannot_be_merged_is_an_error_that_names_the_key() {
    let message = "`<<` merges an object, or a list of objects, and here is something else";
    for (text, at) in [
        ("a: {<<: 1}", "/a/<<"),
        ("a: {<<: ~}", "/a/<<"),
        ("a:\n- <<: [{b: 1}, 2]", "/a/0/<<"),
        ("<<: text", "/<<"),
    ] {
        let offset = text.find("<<").unwrap();
        assert_eq!(faults(text.as_bytes()), [format!("merge-key {at} @{offset}: {message}")]);
    }
}

#[test]
fn several_merge_keys_are_one_that_is_repeated() {
    let text = "a: {<<: {p: 1}, <<: {q: 2}, r: 3}";
    let found = faults(text.as_bytes());
    assert_eq!(found, [format!("duplicate-key /a/<< @{}: the key `<<` is there twice", 16)]);
}

#[test]
fn an_anchor_that_is_defined_again_is_the_later_one_from_there_on() {
    let text = "a: &x 1\nb: &x 2\nc: &y 3\nd: [*x, *y]\ne: &x 4\nf: *x\n";
    let value = value(text);
    assert_eq!(value["d"], json!([2, 3]));
    assert_eq!(value["f"], json!(4));
}

#[test]
fn aliases_are_trees_of_their_own() {
    let text = "a: &a {x: &x [1]}\nb: *a\nc: *x\n&k k: 1\n*k : 2\n";
    let found = faults(text.as_bytes());
    assert_eq!(found, [format!("duplicate-key /k @{}: the key `k` is there twice", 38)]);
    let text = "a: &a {x: &x [1]}\nb: *a\nc: *x\n&k k: 1\nd: {*k : 2}\n";
    let document = parse(text);
    assert_eq!(
        document.value(),
        &json!({"a": {"x": [1]}, "b": {"x": [1]}, "c": [1], "k": 1, "d": {"k": 2}})
    );
    let copy = document.root().descend(&["b", "x", "0"]).unwrap();
    assert_eq!(copy.at().as_str(), "/b/x/0");
    // An alias is written where it stands, what is in it where it was read.
    assert_eq!(spans(text, &document, &["b"]), (Some("b"), "*a"));
    assert_eq!(spans(text, &document, &["b", "x"]), (Some("x"), "[1]"));
}

#[test]
fn a_repeated_key_is_an_error_at_the_second_one() {
    let text = "a:\n  b: 1\n  b: 2\n  c: {d: 1, 'd': 2, d: 3}\n";
    assert_eq!(
        faults(text.as_bytes()),
        [
            "duplicate-key /a/c/d @29: the key `d` is there twice",
            "duplicate-key /a/c/d @37: the key `d` is there twice",
            "duplicate-key /a/b @12: the key `b` is there twice",
        ]
    );
    let mut long: String = (0..40).map(|number| format!("k{number}: 1\n")).collect();
    long.push_str("k7: 2\n");
    let offset = long.len() - 6;
    assert_eq!(
        faults(long.as_bytes()),
        [format!("duplicate-key /k7 @{offset}: the key `k7` is there twice")]
    );
}

#[test]
fn what_stops_reading_says_where() {
    for (text, expected) in [
        ("a:\n  b: [1, 2\n", "syntax /a/b/1 @8"),
        ("a: {b: }}", "syntax / @8"),
        ("a: *b", "syntax /a @3"),
        ("a: !mine 1", "syntax /a @9"),
        ("a: 1\n---\nb: 2\n", "syntax / @5"),
        ("a:\n  b: 'x", "syntax /a/b"),
        ("a: \u{1}", "syntax / @3"),
        ("- 1", "syntax / @0"),
        ("", "syntax / @0"),
        ("a: {[b]: 1}", "syntax /a @4"),
        ("a: !!int x", "syntax /a @9"),
    ] {
        let found = faults(text.as_bytes());
        assert!(found.len() == 1 && found[0].starts_with(expected), "{text}: {found:?}");
    }
}

#[test]
fn deep_nesting_and_bombs_are_errors() {
    let deep = |depth: usize| format!("a: {}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(faults(deep(MAX_DEPTH - 1).as_bytes()).is_empty());
    for depth in [MAX_DEPTH, MAX_DEPTH * 500] {
        let found = faults(deep(depth).as_bytes());
        assert!(found[0].contains("recursion limit"), "{found:?}");
    }
    let mut block = String::from("a:");
    for depth in 1..1000 {
        block += &format!("\n{}a:", " ".repeat(depth));
    }
    assert!(faults(block.as_bytes())[0].contains("recursion limit"));
    let mut bomb = String::from("a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    assert!(faults(bomb.as_bytes())[0].contains("repetition limit"));
    assert!(faults(b"a: &a {b: *a}")[0].contains("an alias inside of what it stands for"));
    // Depth through aliases counts too.
    let mut chain = String::from("a0: &a0 [1]\n");
    for level in 1..200 {
        chain += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
    }
    assert!(faults(chain.as_bytes())[0].contains("recursion limit"));
}

/// In JSON, keys have quotes.
#[test]
fn an_object_in_braces_is_yaml_where_its_keys_have_no_quotes() {
    assert_eq!(parse(" {a: 1, b: {c: x}} # A note.\n").value(), &json!({"a": 1, "b": {"c": "x"}}));
}

#[test]
fn a_list_begins_with_its_first_dash() {
    let text = "\
a:
- {x: 1}
- b
b:
-\t[1]
c:
-   # note
  {x: 1}
d:
- -1
e: &e
- &f {x: 1}
f:
- *f
g:
  - {x: 1}
h: [{x: 1}]
i: [-1]
";
    let document = parse(text);
    let start = |key: &str| spans(text, &document, &[key]).1.lines().next().unwrap_or_default();
    let found = ["a", "b", "c", "d", "e", "f", "g", "h", "i"].map(start);
    assert_eq!(
        found,
        [
            "- {x: 1}",
            "-\t[1]",
            "-   # note",
            "- -1",
            "- &f {x: 1}",
            "- *f",
            "- {x: 1}",
            "[{x: 1}]",
            "[-1]"
        ]
    );
}
