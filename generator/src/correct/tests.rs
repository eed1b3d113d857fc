use serde_json::{Value, json};

use super::*;
use crate::report::{Report, Severity};
use crate::source::{Document, Pointer};

/// Returns a document after an overlay of this version with these actions, and what was
/// said of them.
fn corrected(version: &str, document: &str, rest: &str) -> (Document, Vec<String>) {
    let text = format!("overlay: {version}\ninfo: {{title: T, version: '1'}}\n{rest}");
    let mut document = Document::parse(document.as_bytes()).unwrap();
    let nodes = Overlay::document(&text).unwrap_or_else(|report| panic!("{report}"));
    let overlay = Overlay::read(&nodes).unwrap_or_else(|report| panic!("{report}"));
    let mut report = Report::default();
    overlay.apply(&nodes, &mut document, Severity::Warning, &mut report);
    let found = report
        .found()
        .iter()
        .map(|found| format!("{} {} {}: {}", found.severity, found.rule, found.at, found.message));
    let found = found.collect();
    (document, found)
}

#[track_caller]
fn becomes(version: &str, document: Value, actions: &str, expected: Value) {
    let (document, found) =
        corrected(version, &document.to_string(), &format!("actions:\n{actions}"));
    assert_eq!(found, [""; 0]);
    assert_eq!(document.value(), &expected);
    // The tree that is written out is the one that is looked at.
    assert_eq!(document.root().to_value(), expected);
}

#[track_caller]
fn says(version: &str, document: Value, rest: &str, expected: &str) {
    let (_, found) = corrected(version, &document.to_string(), rest);
    assert_eq!(found, [expected], "{rest}");
}

#[test]
fn updates_merge_append_and_replace() {
    for version in ["1.0.0", "1.1.0", "1.2.1"] {
        becomes(
            version,
            json!({"a": {"b": {"c": 1}, "l": [1]}, "n": null}),
            "- {target: $.a, description: D, update: {b: {c: 2, d: {e: []}}, l: [2, 3], '': x}}
- {target: $.a.l, description: D, update: {f: 1}}
- {target: $.a.l, description: D, update: [[4]]}
- {target: $.n, description: D, update: 1.10}
- {target: '$.a.l[0]', description: D, update: ~}
",
            json!({"a": {"b": {"c": 2, "d": {"e": []}}, "l": [null, 2, 3, {"f": 1}, [4]], "": "x"}, "n": 1.1}),
        );
    }
}

#[test]
fn removals_take_out_all_that_is_selected() {
    becomes(
        "1.0.0",
        json!({"l": [1, 2, 1, {"x": 1}, 1], "o": {"x": {"x": 2}, "y": 1}, "x": 3}),
        "- {target: '$.l[?@ == 1]', description: D, remove: true}
- {target: $..x, description: D, remove: true}
",
        json!({"l": [2, {}], "o": {"y": 1}}),
    );
}

#[test]
fn a_member_can_be_taken_out_and_put_in_again() {
    becomes(
        "1.0.0",
        json!({"a": {"b": 1, "c": 2}}),
        "- {target: $.a.b, description: D, remove: true}
- {target: $.a, description: D, update: {b: {d: [1]}}}
",
        json!({"a": {"c": 2, "b": {"d": [1]}}}),
    );
}

#[test]
fn long_objects_stay_searchable() {
    let members = (0..40).map(|number| (format!("k{number}"), json!(number)));
    let document = json!({"a": members.collect::<serde_json::Map<_, _>>()});
    let actions = "actions:
- {target: $.a, description: D, update: {k7: x, new: 1, another: 2}}
- {target: $.a.k3, description: D, remove: true}
- {target: $.a, description: D, update: {last: 3}}
";
    let (document, found) = corrected("1.0.0", &document.to_string(), actions);
    assert_eq!(found, [""; 0]);
    let object = document.root().get("a").unwrap();
    let value = object.to_value();
    assert_eq!(object.len(), 42);
    for (key, node) in object.entries() {
        assert_eq!(object.get(key), Some(node), "{key}");
        assert_eq!(node.to_value(), value[key]);
    }
    assert_eq!(object.get("k3"), None);
    assert_eq!(object.get("k7").unwrap().as_str(), Some("x"));
}

#[test]
fn copies_take_what_was_there_before() {
    becomes(
        "1.1.0",
        json!({"a": {"b": {"c": [1]}}, "d": {"e": 2}, "l": [1]}),
        "- {target: $.d, description: D, copy: $.a}
- {target: $.a, description: D, copy: $}
- {target: $.l, description: D, copy: $.l}
- {target: $.l, description: D, copy: $.d.e}
- {target: $.d.e, description: D, copy: '$.l[0]'}
",
        json!({
            "a": {
                "b": {"c": [1]},
                "a": {"b": {"c": [1]}},
                "d": {"e": 2, "b": {"c": [1]}},
                "l": [1],
            },
            "d": {"e": 1, "b": {"c": [1]}},
            "l": [1, 1, 2],
        }),
    );
}

#[test]
fn actions_that_are_used_several_times() {
    becomes(
        "1.2.0",
        json!({"a": {}, "b": {}, "c": 1}),
        "- {$ref: '#/components/actions/more~1~0less', target: $.a}
- {$ref: '#/components/actions/more~1~0less', target: $.b, description: Own., x-note: 1}
- {$ref: '#/components/actions/gone', target: $.c}
- {$ref: '#/components/actions/gone', target: $.c, x-when: $.z}
components:
  actions:
    more/~less: {description: D, fields: {update: {x: [1]}}}
    gone: {fields: {description: D, remove: true}}
",
        json!({"a": {"x": [1]}, "b": {"x": [1]}}),
    );
}

#[test]
fn what_is_said_besides_the_actions_is_no_error() {
    let rest = "extends: a.yaml\n$self: https://x/y\nx-a: 1\nactions:
- {target: $.a, description: D, update: 2, x-b: 1}
";
    let (document, found) = corrected("1.2.0", r#"{"a": 1}"#, rest);
    assert_eq!(found, [""; 0]);
    assert_eq!(document.value(), &json!({"a": 2}));
}

#[test]
fn later_versions_merge_what_is_of_one_kind() {
    let document = || json!({"a": {"b": {"c": 1}, "l": [1], "s": "x"}});
    for (update, target, message) in [
        ("{b: 1}", "$.a", "a value cannot be merged into the object at `/a/b`"),
        ("{l: 1}", "$.a", "a value cannot be merged into the list at `/a/l`"),
        ("{s: [1]}", "$.a", "a list cannot be merged into the value at `/a/s`"),
        ("[1]", "$.a", "a list cannot be merged into the object at `/a`"),
        ("{}", "$.a.s", "an object cannot be merged into the value at `/a/s`"),
    ] {
        let action = format!("actions: [{{target: {target}, description: D, update: {update}}}]");
        let expected = format!("error overlay-action /actions/0/update: {message}");
        says("1.1.0", document(), &action, &expected);
        let (_, found) = corrected("1.0.0", &document().to_string(), &action);
        assert_eq!(found, [""; 0], "{action}");
    }
    says(
        "1.1.0",
        document(),
        "actions: [{target: '$.a.*', description: D, update: {}}]",
        "error overlay-action /actions/0/target: this selects parts of different kinds",
    );
}

#[test]
fn what_is_no_action() {
    let action = |rest: &str| format!("actions: [{{target: $.a, {rest}}}]");
    for (version, rest, expected) in [
        ("1.0.0", "update: 1", "description: an action must say why it is there"),
        (
            "1.0.0",
            "description: ' ', remove: true",
            "description: an action must say why it is there",
        ),
        ("1.0.0", "description: D", "target: an action needs one of `update` and `remove: true`"),
        (
            "1.2.0",
            "description: D, update: 1, copy: $",
            "target: an action does one thing, and this one has several of `update`, `copy` and \
             `remove: true`",
        ),
        (
            "1.1.0",
            "description: D, update: 1, remove: true",
            "target: an action does one thing, and this one has several of `update`, `copy` and \
             `remove: true`",
        ),
        ("1.0.0", "description: D, copy: $.a", "copy: `copy` came with Overlay 1.1"),
        (
            "1.1.0",
            "description: D, $ref: '#/components/actions/x'",
            "$ref: references to actions came with Overlay 1.2",
        ),
        (
            "1.2.0",
            "description: D, $ref: '#/components/actions/x'",
            "$ref: `#/components/actions/x` is no action of the overlay",
        ),
        (
            "1.2.0",
            "description: D, $ref: '#/a', update: 1",
            "update: `update` cannot stand beside `$ref`",
        ),
        ("1.1.0", "description: D, copy: '$.*'", "copy: `$.*` selects 2 parts of the document"),
    ] {
        let expected = format!("error overlay-action /actions/0/{expected}");
        says(version, json!({"a": 1, "b": 2}), &action(rest), &expected);
    }
}

#[test]
fn what_does_nothing_is_said() {
    let rest = "actions:
- {target: $.a, description: D, update: 1}
- {target: $.b, description: D, remove: true}
- {target: $.a, description: D, copy: $.z}
components: {actions: {spare: {description: D, fields: {remove: true}}}}
";
    let (_, found) = corrected("1.2.0", r#"{"a": 1}"#, rest);
    assert_eq!(
        found,
        [
            "warning overlay-unused /actions/0: `$.a` already is as the action wants it",
            "warning overlay-unused /actions/1: `$.b` matches nothing in the document",
            "warning overlay-unused /actions/2: `$.z` matches nothing in the document",
            "warning overlay-unused /components/actions/spare: no action refers to this one",
        ]
    );
}

#[test]
fn a_document_grows_to_a_limit() {
    for (document, path, from, times, expected) in [
        (r#"{"a": {"x": {}}}"#, "$.a.x", "$", 70, "copy: this would nest the document too deep"),
        (r#"{"l": [1]}"#, "$.l", "$.l", 25, "copy: this would make the document too large"),
    ] {
        let action = format!("- {{target: {path}, description: D, copy: {from}}}\n");
        let rest = format!("actions:\n{}", action.repeat(times));
        let (_, found) = corrected("1.1.0", document, &rest);
        assert!(found[0].ends_with(expected), "{found:?}");
    }
}

#[test]
fn where_what_was_put_there_is_written() {
    let document =
        json!({"list": [{"a": 0}, {"a": 1}, {"a": 2}], "old": {"d": 1}, "gone": {"e": 1}, "s": 1});
    let actions = "actions:
- {target: $.list, description: D, update: [x]}
- {target: '$.list[0]', description: D, remove: true}
- {target: $, description: D, update: {new: {a: {b: 1}}, old: {c: 2}}}
- {target: $.gone, description: D, remove: true}
- {target: $.new.a.b, description: D, update: 3}
- {target: $, description: D, update: {copy: {}}}
- {target: $.copy, description: D, copy: $.old}
- {target: $.s, description: D, update: 2}
";
    let (document, found) = corrected("1.1.0", &document.to_string(), actions);
    assert_eq!(found, [""; 0]);
    let spot = |at: &str| {
        let node = document.find(&Pointer::from_text(at)).unwrap();
        let (input, place) = document.spot(node.id());
        assert_eq!(node.at().as_str(), at);
        format!("{input} {place}")
    };
    assert_eq!(spot("/list/1/a"), "document /list/2/a");
    assert_eq!(spot("/list/2"), "overlay /actions/0/update/0");
    assert_eq!(spot("/new/a"), "overlay /actions/2/update/new/a");
    assert_eq!(spot("/new/a/b"), "overlay /actions/4/update");
    assert_eq!(spot("/old/c"), "overlay /actions/2/update/old/c");
    assert_eq!(spot("/old/d"), "document /old/d");
    assert_eq!(spot("/copy/d"), "document /old/d");
    assert_eq!(spot("/copy/c"), "overlay /actions/2/update/old/c");
    assert_eq!(spot("/s"), "overlay /actions/7/update");
    let by = document.taken_out_by(document.root().id(), "gone").unwrap();
    assert_eq!(document.spot(by).1.as_str(), "/actions/3");
}
