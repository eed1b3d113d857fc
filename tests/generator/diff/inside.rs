//! Changes of items and arms that have no types of their own.

use serde_json::{Value, json};

use super::support::{lines, schemas};

/// Checks what is told when a property that callers send, or read, is another one.
#[track_caller]
fn check(usage: &str, old: &Value, new: &Value, expected: &[&str]) {
    let of = |property: &Value| {
        schemas(usage, &json!({"Pet": {"type": "object", "properties": {"a": property}}}))
    };
    assert_eq!(lines(&of(old), &of(new)), expected, "{old} -> {new}");
}

/// Of many alternatives documentation says nothing, and a comparison all.
#[test]
fn more_alternatives_than_are_told() {
    let any = |letters: &str| {
        let arm = |letter| json!({"type": "string", "pattern": format!("^{letter}")});
        json!({"oneOf": letters.chars().map(arm).collect::<Vec<_>>()})
    };
    let words = |letters: &str| {
        let all: Vec<String> = letters.chars().map(|it| format!("matches ^{it}")).collect();
        format!("either {}", all.join(", or "))
    };
    let (nine, ten) = ("abcdefghi", "abcdefghij");
    let (few, many) = (words(nine), words(ten));
    let looser = format!("compatible: Pet.a: limits-loosened {few} -> {many}");
    let tighter = format!("may be refused: Pet.a: limits-tightened {many} -> {few}");
    check("sent", &any(nine), &any(ten), &[&looser]);
    check("sent", &any(ten), &any(nine), &[&tighter]);
    let read = format!("docs only: Pet.a: limits-changed {few} -> {many}");
    check("read", &any(nine), &any(ten), &[&read]);
    check("sent", &any(nine), &any("ihgfedcba"), &[]);
}

/// A title of what has no name of its own is told as its description is.
#[test]
fn titles_of_items() {
    let list = |about: Value| {
        let mut items = json!({"type": "string"});
        items.as_object_mut().unwrap().extend(about.as_object().unwrap().clone());
        json!({"type": "array", "items": items})
    };
    let line = "docs only: Pet.a: description-changed";
    check(
        "sent",
        &list(json!({})),
        &list(json!({"title": "Nickname"})),
        &[&format!("{line} -> each item: Nickname")],
    );
    check(
        "read",
        &list(json!({"title": "Nickname", "description": "As it is called."})),
        &list(json!({"description": "As it is called."})),
        &[&format!(
            "{line} each item: Nickname\n\nAs it is called. -> each item: As it is called."
        )],
    );
}

/// A limit at a position of a list, or under a condition, may be looser than before.
#[test]
fn numbers_of_limits() {
    let at = |limit: &str, number: u64| {
        let second = json!({"type": if limit.ends_with("Length") { "string" } else { "integer" }, limit: number});
        json!({"type": "array", "prefixItems": [{"type": "boolean"}, second]})
    };
    let under = |limit: &str, number: u64| {
        let then = json!({"properties": {"b": {limit: number}}});
        let b = if limit.ends_with("Length") { "string" } else { "integer" };
        json!({
            "type": "object",
            "properties": {"b": {"type": b}, "c": {"type": "string"}},
            "if": {"required": ["c"]},
            "then": then,
        })
    };
    type Limited<'l> = &'l dyn Fn(&str, u64) -> Value;
    let held: [(Limited<'_>, &str); 2] =
        [(&at, "item 2"), (&under, "if {\"required\":[\"c\"]} then b")];
    for (limited, way) in held {
        for limit in ["maxLength", "minLength", "maximum", "minimum"] {
            let [looser, tighter] = match limit.starts_with("max") {
                true => [[5, 9], [9, 5]],
                false => [[9, 5], [5, 9]],
            };
            for ([from, to], kind) in [
                (looser, "compatible: limits-loosened"),
                (tighter, "may be refused: limits-tightened"),
            ] {
                let (old, new) = [from, to].map(|number| limited(limit, number)).into();
                let of = |property: &Value| {
                    schemas(
                        "sent",
                        &json!({"Pet": {"type": "object", "properties": {"a": property}}}),
                    )
                };
                let (class, kind) = kind.split_once(": ").unwrap();
                let change = format!("{kind} {way} {limit}: {from} -> {way} {limit}: {to}");
                let found = lines(&of(&old), &of(&new));
                let is_it = |line: &String| line.starts_with(class) && line.ends_with(&change);
                assert!(found.iter().any(is_it), "{change}: {found:#?}");
            }
        }
    }
}

/// A least number is a limit though it is zero or less: only counts are never less.
#[test]
fn least_numbers_of_nothing() {
    let class = |kind: &str, old: Value, new: Value| {
        let of = |limit: Value| {
            let mut second = json!({"type": kind});
            second.as_object_mut().unwrap().extend(limit.as_object().unwrap().clone());
            let pair = json!({"type": "array", "prefixItems": [{"type": "boolean"}, second]});
            schemas("sent", &json!({"Pet": {"type": "object", "properties": {"a": pair}}}))
        };
        let found = lines(&of(old), &of(new));
        let line = found.iter().find(|line| line.contains(": limits-")).cloned();
        line.and_then(|line| Some(line.split_once(':')?.0.to_owned())).unwrap_or_default()
    };
    for keyword in ["minimum", "exclusiveMinimum"] {
        for (old, new) in
            [(json!({}), json!({keyword: 0})), (json!({keyword: -5}), json!({keyword: 0}))]
        {
            assert_eq!(class("integer", old.clone(), new.clone()), "may be refused", "{old} {new}");
            assert_eq!(class("integer", new.clone(), old.clone()), "compatible", "{new} {old}");
        }
    }
    assert_eq!(class("string", json!({"minLength": 3}), json!({"minLength": 0})), "compatible");
}

/// The names and the words of values at a position of a list keep none of them out.
#[test]
fn words_of_values_by_position() {
    let list = |more: Value| {
        let mut second = json!({"type": "integer", "enum": [1, 2]});
        second.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"type": "array", "prefixItems": [{"type": "string"}, second]})
    };
    check(
        "sent",
        &list(json!({})),
        &list(json!({"x-enum-descriptions": ["One.", "Two."]})),
        &[
            "docs only: PetAItemInteger.1: description-changed  -> One.",
            "docs only: PetAItemInteger.2: description-changed  -> Two.",
        ],
    );
    check("sent", &list(json!({})), &list(json!({"x-terminal": [2]})), &[]);
}
