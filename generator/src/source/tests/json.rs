use serde_json::json;

use super::*;

#[test]
fn values_are_what_json_says() {
    let text = r#" {"a": [1, -0, 1.10, 1E2, -7, true, false, null, ""],
        "b": {"": {}, "c": []}, "d": "q\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00",
        "big": 18446744073709551616, "small": -9223372036854776000} "#;
    let document = parse(text);
    let expected: serde_json::Value = serde_json::from_str(text).unwrap();
    assert_eq!(document.value().to_string(), expected.to_string());
    let texts: Vec<_> = document.root().get("a").unwrap().items().map(Node::text).collect();
    assert_eq!(texts[..4], [Some("1"), Some("-0"), Some("1.10"), Some("1E2")]);
    assert_eq!(document.root().get("big").unwrap().as_f64(), Some(18446744073709551616.0));
    // Nothing of it is YAML.
    assert_eq!(parse(r#"{"<<": 1, "a": "*b"}"#).value(), &json!({"<<": 1, "a": "*b"}));
}

#[test]
fn numbers_beyond_64_bits_are_text() {
    let text = r#"{"a": [1e999, -1E+999, 1e308, 1e-999, 1]}"#;
    let document = parse(text);
    let expected = json!({"a": ["1e999", "-1E+999", 1e308, 0.0, 1]});
    assert_eq!(document.value(), &expected);
}

#[test]
fn a_node_knows_its_bytes() {
    let text = r#"{"a": {"b\n": [1, {"c": true}]}}"#;
    let document = parse(text);
    let spans = |keys: &[&str]| {
        let (key, value) = document.root().descend(keys).unwrap().spans();
        (key.map(|key| &text[key]), &text[value])
    };
    assert_eq!(spans(&["a", "b\n"]), (Some(r#""b\n""#), r#"[1, {"c": true}]"#));
    assert_eq!(spans(&["a", "b\n", "1", "c"]), (Some(r#""c""#), "true"));
    assert_eq!(spans(&["a", "b\n", "0"]), (None, "1"));
}

/// The messages and their places are those of `serde_json`.
#[test]
fn what_stops_reading_says_where() {
    for (text, expected) in [
        ("{", "syntax / @1: not readable as JSON: EOF while parsing an object"),
        ("{\"a\": [1, 2}", "syntax /a/2 @11: not readable as JSON: expected `,` or `]`"),
        ("{\"a\": [1,]}", "syntax /a/1 @9: not readable as JSON: trailing comma"),
        ("{\"a\" 1}", "syntax /a @5: not readable as JSON: expected `:`"),
        ("{\"a\": 1, b: 1}", "syntax / @9: not readable as JSON: key must be a string"),
        ("{\"a\": 01}", "syntax /a @7: not readable as JSON: invalid number"),
        ("{\"a\": tru}", "syntax /a @9: not readable as JSON: expected ident"),
        ("{\"a\": \"\\x\"}", "syntax /a @8: not readable as JSON: invalid escape"),
        (
            "{\"a\": \"\\ud800x\"}",
            "syntax /a @7: not readable as JSON: lone leading surrogate in hex escape",
        ),
        ("{\"a\": 1} x", "syntax / @9: not readable as JSON: trailing characters"),
        (
            "{\"a\": 1, \"b\": {\"c\": 1, \"c\": 2}}",
            "duplicate-key /b/c @23: the key `c` is there twice",
        ),
    ] {
        assert_eq!(faults(text.as_bytes()), [expected], "{text}");
    }
    let control = faults(b"{\"a\": \"x\ny\"}");
    assert!(control[0].starts_with("syntax /a @8: not readable as JSON: control character"));
    assert_eq!(
        faults(b"{\"a\": \"\xff\"}"),
        ["syntax / @7: not UTF-8 text: the byte at offset 7 begins no character"]
    );
}

#[test]
fn deep_nesting_is_an_error() {
    let deep = |depth: usize| format!("{{\"a\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
    assert!(faults(deep(MAX_DEPTH - 1).as_bytes()).is_empty());
    for depth in [MAX_DEPTH, MAX_DEPTH * 5000] {
        let found = faults(deep(depth).as_bytes());
        assert!(found[0].contains("recursion limit exceeded"), "{found:?}");
    }
}
