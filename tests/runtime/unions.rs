//! Unions that the macros define: what decides for an arm, what becomes of new
//! values, and that nothing is lost on the way.

use std::collections::BTreeMap;

use openapi_loom_runtime::serde_json::{self, Value, json};
use openapi_loom_runtime::value::{Constant, IntoList, IntoMap, IntoValue, decode};
use openapi_loom_runtime::{
    JsonNumber, Nullable, object, open_enum, ruled_union, tagged_union, union,
};

object! {
    /// Something that was asked.
    pub struct Asked {
        /// Its type.
        #[wire(optional = "type")]
        pub r#type: Option<String>,
        /// The role of the one who asked.
        #[wire(required = "role")]
        pub role: String,
        /// The text.
        #[wire(optional = "text")]
        pub text: Option<String>,
    }
}

object! {
    /// Something that was answered.
    pub struct Told {
        /// Its type.
        #[wire(required = "type")]
        pub r#type: String,
        /// The role of the one who answered.
        #[wire(required = "role")]
        pub role: String,
        /// The parts.
        #[wire(required = "content")]
        pub content: Vec<Value>,
    }
}

object! {
    /// A call.
    pub struct Called {
        /// Its type.
        #[wire(required = "type")]
        pub r#type: String,
        /// Its id.
        #[wire(optional = "id")]
        pub id: Option<String>,
        /// The arguments.
        #[wire(optional = "arguments")]
        pub arguments: Option<Value>,
    }
}

object! {
    /// Something that has a level.
    pub struct Leveled {
        /// The level.
        #[wire(required = "level")]
        pub level: i64,
        /// True if it is on.
        #[wire(optional = "on")]
        pub on: Option<bool>,
    }
}

object! {
    /// Choices that are texts.
    pub struct Texts {
        /// The choices.
        #[wire(required = "choices")]
        pub choices: Vec<BTreeMap<String, String>>,
    }
}

object! {
    /// Choices that are numbers.
    pub struct Numbers {
        /// The choices.
        #[wire(required = "choices")]
        pub choices: Vec<BTreeMap<String, i64>>,
    }
}

ruled_union! {
    /// By type, then by role or by the kind of the content.
    #[expected = "an object with `type` or an object"]
    #[tag = "type"]
    pub enum Item {
        /// Told by its type alone.
        Called(Called) = "call",
        /// Of a type that may be left out.
        Asked(Asked) = (object, "type" = "message" | absent, "role" = "user" | "system"),
        /// Of the same type, with another role, and parts.
        Told(Told) = (object, "type" = "message", "role" = "assistant", "content" = list),
        /// Anything newer.
        Other(Value) = [object],
    }
}

tagged_union! {
    /// By a number.
    #[tag = "level"]
    pub enum Level {
        /// One number.
        Below(Leveled) = "-1",
        /// Two numbers.
        High(Box<Leveled>) = "2" | "3",
    }
}

ruled_union! {
    /// By a number and a boolean.
    #[expected = "an object"]
    pub enum State {
        /// A negative number.
        BelowOn(Leveled) = (object, "level" = (-1i64), "on" = true),
        /// Either of two, and false or nothing.
        HighOff(Box<Leveled>) = (object, "level" = 2i64 | 3i64, "on" = false | null | absent),
        /// Anything newer.
        Other(Value) = [object],
    }
}

ruled_union! {
    /// Lists by their first item.
    #[expected = "a string or a list"]
    pub enum Input {
        /// A text.
        Text(String) = string,
        /// Texts.
        Strings(Vec<String>) = (items, "0" = string | absent),
        /// Numbers.
        Integers(Vec<i64>) = (items_2, "0" = integer),
        /// Lists.
        Lists(Vec<Vec<i64>>) = (list, "0" = list),
        /// Levels.
        Levels(Vec<Level>) = (items_3, "0" = object),
        /// Anything newer.
        Other(Value) = [list],
    }
}

ruled_union! {
    /// By what is inside it.
    #[expected = "an object"]
    pub enum Choices {
        /// Texts.
        Texts(Texts) = (object, "choices/0/value" = string | absent),
        /// Numbers.
        Numbers(Numbers) = object,
    }
}

ruled_union! {
    /// By any of several properties.
    #[expected = "an object"]
    pub enum Part {
        /// It has an id or an order.
        Known(BTreeMap<String, Value>) = (object, "id" | "order" = present | null),
        /// Anything newer.
        Other(Value) = [object],
    }
}

union! {
    /// A map beside what is tagged.
    #[expected = "an object with `type` or an object"]
    #[tag = "type"]
    pub enum Settings {
        /// Tagged.
        Called(Called) = ("call" | "return"),
        /// A map.
        Map(BTreeMap<String, String>) = object,
    }
}

object! {
    /// Something that somebody said, as callers only read it.
    pub struct Said {
        /// Its type.
        #[wire(optional = "type")]
        pub r#type: Option<String>,
        /// The role of the one who said it.
        #[wire(nullable = "role")]
        pub role: Option<String>,
        /// The parts.
        #[wire(optional = "content")]
        pub content: Option<Vec<Value>>,
    }
}

union! {
    /// Something that was said, whoever said it.
    #[expected = "an object"]
    #[tag = "role"]
    pub enum Line {
        /// A question.
        Asked(Asked) = "user",
        /// An answer, of whatever role.
        Said(Said) = default,
    }
}

/// Reads a value, makes sure that it is written as it was, and that it is read
/// from text, borrowed or not, as it is read from a tree.
fn read<T>(value: Value) -> T
where
    T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let read: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    let text = value.to_string();
    assert_eq!(serde_json::from_str::<T>(&text).unwrap(), read);
    assert_eq!(serde_json::from_reader::<_, T>(text.as_bytes()).unwrap(), read);
    read
}

fn refused<T: serde::de::DeserializeOwned + std::fmt::Debug>(value: Value) -> String {
    serde_json::from_value::<T>(value).unwrap_err().to_string()
}

#[test]
fn by_type_and_then_by_role() {
    let asked = json!({"type": "message", "role": "user", "text": "Why?"});
    assert!(matches!(read(asked), Item::Asked(asked) if asked.text.as_deref() == Some("Why?")));
    let told = json!({"type": "message", "role": "assistant", "content": [{"a": 1}]});
    assert!(matches!(read(told), Item::Told(told) if told.content.len() == 1));
    assert!(matches!(read(json!({"role": "system"})), Item::Asked(_)));
    assert!(matches!(read(json!({"id": "1", "type": "call"})), Item::Called(_)));
}

#[test]
fn new_values_are_kept() {
    for new in [
        json!({"type": "image", "role": "user"}),
        json!({"type": "message", "role": "critic", "text": "No."}),
        json!({"type": "message", "role": "assistant", "content": "Text."}),
        json!({"type": null, "role": "user"}),
        json!({"type": 7, "role": "user"}),
        json!({}),
    ] {
        assert_eq!(read::<Item>(new.clone()), Item::Other(new));
    }
    assert_eq!(read::<Level>(json!({"level": 4})), Level::Other(json!({"level": 4})));
    assert_eq!(
        read::<State>(json!({"level": 1, "on": true})),
        State::Other(json!({"level": 1, "on": true}))
    );
    assert_eq!(read::<Input>(json!([null])), Input::Other(json!([null])));
}

/// The properties before the tag are not lost, and the tag may be the last of all.
#[test]
fn tags_late_in_the_object() {
    let text = r#"{"id":"1","arguments":{"type":"message","n":[1,2.5,-3,null]},"type":"call"}"#;
    let called: Item = serde_json::from_str(text).unwrap();
    let Item::Called(called) = called else { panic!("{called:?}") };
    assert_eq!(called.id.as_deref(), Some("1"));
    assert_eq!(called.arguments, Some(json!({"type": "message", "n": [1, 2.5, -3, null]})));
    let text = r#"{"text":"Why?","role":"user","type":"message"}"#;
    assert!(matches!(serde_json::from_str(text).unwrap(), Item::Asked(_)));
}

#[test]
fn by_numbers_and_booleans() {
    assert!(matches!(read(json!({"on": true, "level": -1})), Level::Below(one) if one.level == -1));
    assert!(matches!(read(json!({"level": 3})), Level::High(_)));
    assert!(matches!(read(json!({"level": -1, "on": true})), State::BelowOn(_)));
    assert!(matches!(read(json!({"level": 2, "on": false})), State::HighOff(_)));
    assert!(matches!(read(json!({"level": 3})), State::HighOff(_)));
    assert!(matches!(read(json!({"level": 3, "on": true})), State::Other(_)));
    assert!(matches!(read(json!({"level": -1, "on": false})), State::Other(_)));
}

#[test]
fn lists_by_their_first_item() {
    assert_eq!(read::<Input>(json!("a")), Input::Text("a".to_owned()));
    assert_eq!(read::<Input>(json!([])), Input::Strings(Vec::new()));
    assert_eq!(read::<Input>(json!(["a", "b"])), Input::Strings(vec!["a".into(), "b".into()]));
    assert_eq!(read::<Input>(json!([1, 2])), Input::Integers(vec![1, 2]));
    assert_eq!(read::<Input>(json!([[1], []])), Input::Lists(vec![vec![1], vec![]]));
    assert!(refused::<Input>(json!({})).contains("expected a string or a list"));
}

/// Of several arms that are lists, the one into whose items the items convert.
#[test]
fn lists_of_what_the_items_of_one_arm_are_made_of() {
    fn input<M>(value: impl IntoValue<Input, M>) -> Input {
        value.into_value()
    }
    let leveled = || Leveled { level: 2, on: None };
    let level = || Level::from(leveled());
    for made in [input(["a", "b"]), input(("a", "b".to_owned())), input(&["a", "b"][..])] {
        assert_eq!(made, Input::Strings(vec!["a".into(), "b".into()]));
    }
    for made in [input([1, 2]), input((1u8, 2i64)), input(vec![1, 2])] {
        assert_eq!(made, Input::Integers(vec![1, 2]));
    }
    for made in [input([level()]), input((leveled(),)), input(&[level()])] {
        assert_eq!(made, Input::Levels(vec![level()]));
    }
    assert_eq!(input("a"), Input::Text("a".to_owned()));
    assert_eq!(input(vec![vec![1]]), Input::Lists(vec![vec![1]]));
}

/// The arm that is decided for is decoded, and no other arm is tried.
#[test]
fn an_arm_that_does_not_fit_is_an_error() {
    let error = refused::<Input>(json!(["a", 1]));
    assert!(error.contains("expected a string"), "{error}");
    let error = refused::<Item>(json!({"type": "message", "role": "user", "text": 1}));
    assert!(error.contains("expected a string"), "{error}");
}

#[test]
fn by_what_is_inside_a_property() {
    assert!(matches!(read(json!({"choices": [{"value": "a"}]})), Choices::Texts(_)));
    assert!(matches!(read(json!({"choices": [{"value": 1}]})), Choices::Numbers(_)));
    assert!(matches!(read(json!({"choices": []})), Choices::Texts(_)));
    assert!(matches!(read(json!({"order": null})), Part::Known(_)));
    assert!(matches!(read(json!({"id": "1"})), Part::Known(_)));
    assert!(matches!(read(json!({"name": "a"})), Part::Other(_)));
}

object! {
    /// Something with a.
    pub struct First {
        /// The value.
        #[wire(nullable = "a")]
        pub a: Option<Value>,
    }
}

object! {
    /// Something with b or c.
    pub struct Second {
        /// The value.
        #[wire(nullable = "c")]
        pub c: Option<Value>,
    }
}

object! {
    /// Something with a number, which is never null.
    pub struct Count {
        /// The number.
        #[wire(required = "number")]
        pub number: u8,
    }
}

ruled_union! {
    /// By what is required.
    #[expected = "an object"]
    pub enum Required {
        /// It has an a.
        First(First) = (object, "a" = present),
        /// It has a b, or c and no a.
        Second(Second) =
            ((object, "b" = present), (object, "a" = absent | null, "c" = present | null)),
        /// It has a number.
        Number(Count) = (object, "number" = present),
        /// Anything newer.
        Other(Value) = [object],
    }
}

ruled_union! {
    /// By what is required, or else a third.
    #[expected = "an object or a list"]
    pub enum Completed {
        /// It has an a.
        First(First) = (object, "a" = present),
        /// Anything else.
        Second(BTreeMap<String, Value>) = object,
        /// Items with an a.
        Firsts(Vec<First>) = (list, "0/a" = present),
        /// Any other items.
        Other(Value) = [list],
    }
}

/// A property that is null is as good as none, unless null is a value of it, or no other arm
/// takes the value.
#[test]
fn null_is_nothing_that_is_required() {
    for (value, arm) in [
        (json!({"a": 1, "b": null}), "First"),
        (json!({"a": false}), "First"),
        (json!({"a": null, "b": "x"}), "Second"),
        (json!({"a": null, "c": null}), "Second"),
        (json!({"c": 1}), "Second"),
        (json!({"a": null}), "First"),
        (json!({"a": null, "z": "s"}), "First"),
        (json!({"b": null}), "Second"),
        (json!({"z": null}), "Other"),
        (json!({"z": {"a": null}}), "Other"),
        // It cannot be read as that arm.
        (json!({"number": null}), "Other"),
    ] {
        let shown = format!("{:?}", serde_json::from_value::<Required>(value).unwrap());
        assert!(shown.starts_with(arm), "{shown}");
    }
    for (value, arm) in [
        (json!({"a": 1}), "First("),
        (json!({"a": null}), "Second("),
        (json!([{"a": 1}]), "Firsts("),
        (json!([{"a": null}]), "Firsts("),
        (json!([{"b": null}]), "Other("),
    ] {
        let shown = format!("{:?}", serde_json::from_value::<Completed>(value).unwrap());
        assert!(shown.starts_with(arm), "{shown}");
    }
}

#[test]
fn a_map_beside_what_is_tagged() {
    assert!(matches!(read(json!({"type": "return"})), Settings::Called(_)));
    let map = json!({"type": "other", "b": "c"});
    assert!(matches!(read(map), Settings::Map(map) if map.len() == 2));
    assert!(matches!(read(json!({})), Settings::Map(map) if map.is_empty()));
}

#[test]
fn arms_become_unions() {
    assert_eq!(Input::from("a"), Input::Text("a".to_owned()));
    assert_eq!(Input::from(vec![1]), Input::Integers(vec![1]));
    let called = Called { r#type: "call".to_owned(), id: None, arguments: None };
    assert_eq!(Item::from(called.clone()), Item::Called(called));
}

#[test]
fn what_no_tag_tells_apart_is_the_arm_for_the_rest() {
    assert!(matches!(read(json!({"role": "user"})), Line::Asked(_)));
    for value in
        [json!({"type": "x", "role": "bot", "content": [1]}), json!({"role": null, "content": []})]
    {
        let Line::Said(said) = read(value.clone()) else { panic!("{value}") };
        assert_eq!(said.role.as_deref(), value["role"].as_str());
    }
    let line: Line = serde_json::from_value(json!({"content": []})).unwrap();
    assert!(matches!(line, Line::Said(_)), "{line:?}");
    assert_eq!(refused::<Line>(json!("user")), "invalid type: string \"user\", expected an object");
    // Null in a list keeps its place.
    let lines: Vec<Line> = decode(json!([null])).unwrap();
    assert!(matches!(lines.as_slice(), [Line::Said(_)]), "{lines:?}");
}

ruled_union! {
    /// Arms of one type, told by one rule or another.
    #[expected = "a list or an object"]
    pub enum Either {
        /// Booleans.
        Booleans(Vec<bool>) = ((list, "0" = true), (list, "0" = false)),
        /// Objects, by one of two rules, or any other.
        Sizes(BTreeMap<String, i64>) = ((object, "a" = present), (object, "b" = 1i64), object),
        /// Anything else.
        Other(Value) = [list],
    }
}

#[test]
fn one_of_several_rules_is_enough() {
    let read = |json: Value| serde_json::from_value::<Either>(json).unwrap();
    for value in [json!([true, false]), json!([false])] {
        assert!(matches!(read(value.clone()), Either::Booleans(_)), "{value}");
        assert_eq!(serde_json::to_value(read(value.clone())).unwrap(), value);
    }
    for value in [json!({"a": 0}), json!({"b": 1}), json!({"c": 2}), json!({})] {
        assert!(matches!(read(value.clone()), Either::Sizes(_)), "{value}");
    }
    for value in [json!([]), json!([1]), json!(["true"])] {
        assert!(matches!(read(value.clone()), Either::Other(_)), "{value}");
    }
}

object! {
    /// An object with unions inside.
    pub struct Nested {
        /// Its type.
        #[wire(optional = "type")]
        pub r#type: Option<String>,
        /// The object inside.
        #[wire(optional = "inside")]
        pub inside: Option<Box<Nest>>,
        /// Some number.
        #[wire(optional = "number")]
        pub number: Option<f64>,
        /// Some text.
        #[wire(optional = "text")]
        pub text: Option<String>,
    }
}

tagged_union! {
    /// By its type.
    #[tag = "type"]
    pub enum Nest {
        /// One that is known.
        Nested(Nested) = "nested",
    }
}

/// Returns JSON that a parser has to go through, and no value holds.
fn unheld() -> [String; 3] {
    ["1e999".to_owned(), r#"{"a":["\ud800"]}"#.to_owned(), "[".repeat(500) + &"]".repeat(500)]
}

/// Objects of the same entries, in every place of the tag.
fn orders(tag: &str, entries: &[&str]) -> Vec<String> {
    let object = |place: usize| {
        let mut entries = entries.to_vec();
        entries.insert(place, tag);
        format!("{{{}}}", entries.join(","))
    };
    (0..=entries.len()).map(object).collect()
}

#[test]
fn what_no_document_knows_costs_no_answer_wherever_the_tag_is() {
    for value in unheld() {
        let unknown = format!(r#""unknown":{value}"#);
        for inner in orders(r#""type":"nested""#, &[&unknown, r#""text":"a""#]) {
            let inside = format!(r#""inside":{inner}"#);
            for outer in orders(r#""type":"nested""#, &[&inside, &unknown]) {
                let read = serde_json::from_str::<Nest>(&outer).map_err(|error| error.to_string());
                let Ok(Nest::Nested(Nested { inside: Some(inside), .. })) = read else {
                    panic!("{outer}: {read:?}")
                };
                let Nest::Nested(inside) = *inside else { panic!("{outer}: {inside:?}") };
                assert_eq!(inside.text.as_deref(), Some("a"), "{outer}");
            }
        }
    }
}

#[test]
fn what_is_declared_is_an_error_wherever_the_tag_is() {
    for (entry, problem) in [
        (r#""number":1e999"#, "number out of range"),
        (r#""number":"1""#, "invalid type: string \"1\", expected f64"),
        (r#""text":[]"#, "invalid type: sequence, expected a string"),
    ] {
        for object in orders(r#""type":"nested""#, &[entry]) {
            let error = serde_json::from_str::<Nest>(&object).unwrap_err().to_string();
            assert!(error.contains(problem), "{object}: {error}");
        }
    }
}

/// An object that no arm is for is kept, with null for what no value holds.
#[test]
fn what_no_arm_is_for_is_kept_wherever_the_tag_is() {
    for (value, kept) in
        unheld().iter().zip([json!(null), json!({"a": ["\u{fffd}"]}), json!("deep")])
    {
        for object in orders(r#""type":"new""#, &[&format!(r#""value":{value}"#)]) {
            let Ok(Nest::Other(read)) = serde_json::from_str(&object) else { panic!("{object}") };
            assert_eq!(read["type"], "new", "{object}");
            match kept.as_str() {
                Some(_) => assert!(read["value"].to_string().contains("null"), "{object}"),
                None => assert_eq!(read["value"], kept, "{object}"),
            }
            assert!(matches!(serde_json::from_str(&object), Ok(Item::Other(_))), "{object}");
        }
    }
}

#[test]
fn a_number_is_the_same_wherever_the_tag_is() {
    for number in ["0.1", "-0.0", "123456789.01234567", "1.7976931348623155e308", "5e-324", "-0"] {
        let read = |object: String| match serde_json::from_str(&object) {
            Ok(Nest::Nested(Nested { number: Some(number), .. })) => number.to_bits(),
            other => panic!("{object}: {other:?}"),
        };
        let [first, last] = [
            format!(r#"{{"type":"nested","number":{number}}}"#),
            format!(r#"{{"number":{number},"type":"nested"}}"#),
        ];
        assert_eq!(read(first), read(last), "{number}");
    }
}

union! {
    /// A map, or nothing.
    #[expected = "a string or an object"]
    pub enum Metadata {
        /// Empty text.
        Empty = "",
        /// A map.
        Map(BTreeMap<String, String>) = object,
        /// Anything else.
        Other(Value) = [string],
    }
}

/// Pairs are the arm that is a map.
#[test]
fn a_union_with_a_map_takes_pairs() {
    fn metadata<M>(value: impl IntoValue<Metadata, M>) -> Metadata {
        value.into_value()
    }
    let map = Metadata::Map(BTreeMap::from([("k".to_owned(), "v".to_owned())]));
    assert_eq!(metadata([("k", "v")]), map);
    assert_eq!(metadata(vec![("k", "v".to_owned())]), map);
    assert_eq!(metadata(BTreeMap::from([("k".to_owned(), "v".to_owned())])), map);
}

object! {
    /// A note.
    pub struct Note {
        /// Its number.
        #[wire(required = "number")]
        pub number: i64,
        /// Its text.
        #[wire(required = "noteText")]
        pub text: String,
        /// Its labels.
        #[wire(required = "labels")]
        pub labels: Vec<String>,
        /// The call that it is about.
        #[wire(required = "about")]
        pub about: Called,
    }
}

object! {
    /// A mark.
    pub struct Mark {
        /// Its number.
        #[wire(optional = "number")]
        pub number: Nullable<i64>,
        /// Its text.
        #[wire(optional = "noteText")]
        pub text: Option<String>,
        /// Its labels.
        #[wire(optional = "labels")]
        pub labels: Option<Vec<String>>,
        /// The call that it is about.
        #[wire(optional = "about")]
        pub about: Nullable<Called>,
    }
}

ruled_union! {
    /// Something that is written.
    #[expected = "an object"]
    pub enum Written {
        /// A note.
        Note(Box<Note>) = (object, "kind" = "note"),
        /// A mark.
        Mark(Mark) = (object, "kind" = "mark"),
        /// Anything newer.
        Other(Value) = [object],
    }

    impl Written {
        /// Returns the number.
        pub fn number(&self) -> Option<i64> {
            shared("number")
        }

        /// Returns the text.
        pub fn text(&self) -> Option<&str> {
            shared("noteText")
        }

        /// Returns the labels.
        pub fn labels(&self) -> Option<&[String]> {
            shared("labels")
        }

        /// Returns what it is about; written as a signature too long for a line is.
        pub fn about(
            &self,
        ) -> Option<&Called> {
            shared("about")
        }
    }
}

#[test]
fn what_all_variants_have_the_union_has() {
    let rest = json!({"number": 7, "noteText": "Hi", "labels": ["a"], "about": {"type": "call", "id": "c"}});
    let written = |kind: &str, mut value: Value| {
        value["kind"] = json!(kind);
        serde_json::from_value::<Written>(value).unwrap()
    };
    for kind in ["note", "mark"] {
        let one = written(kind, rest.clone());
        assert!(!matches!(one, Written::Other(_)));
        assert_eq!((one.number(), one.text()), (Some(7), Some("Hi")));
        assert_eq!(one.labels(), Some(&["a".to_owned()][..]));
        assert_eq!(one.about().and_then(|about| about.id.as_deref()), Some("c"));
    }
    let bare = written("mark", json!({"number": null, "about": null}));
    assert_eq!((bare.number(), bare.text(), bare.labels(), bare.about()), (None, None, None, None));
    let newer = written("drawing", rest);
    assert_eq!((newer.number(), newer.text()), (Some(7), Some("Hi")));
    assert_eq!((newer.labels(), newer.about()), (None, None), "it was never read as these");
    let otherwise = written("drawing", json!({"number": "7", "noteText": 1}));
    assert_eq!((otherwise.number(), otherwise.text()), (None, None));
}

open_enum! {
    /// A position.
    pub enum Position {
        /// It is open.
        Open = "open",
    }
}

object! {
    /// A door.
    pub struct Door {
        /// Its type.
        #[wire(corrected = "type")]
        #[always = "door"]
        pub r#type: Constant<Self>,
        /// Its position.
        #[wire(optional = "position")]
        pub position: Option<Position>,
    }
}

object! {
    /// A window.
    pub struct Window {
        /// Its type.
        #[wire(required = "type")]
        pub r#type: String,
        /// Its position.
        #[wire(required = "position")]
        pub position: Position,
    }
}

tagged_union! {
    /// Something that opens.
    #[tag = "type"]
    pub enum Opening {
        /// A door.
        Door(Door) = "door",
        /// A window.
        Window(Window) = "window",
    }

    impl Opening {
        /// Returns the type.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }

        /// Returns the position.
        pub fn position(&self) -> Option<&str> {
            shared("position")
        }
    }
}

#[test]
fn constants_and_enums_are_texts_of_all_variants() {
    for (kind, position) in [("door", "open"), ("window", "ajar"), ("hatch", "open")] {
        let one: Opening =
            serde_json::from_value(json!({"type": kind, "position": position})).unwrap();
        assert_eq!((one.r#type(), one.position()), (Some(kind), Some(position)));
    }
    let door: Opening = serde_json::from_value(json!({"type": "door"})).unwrap();
    assert_eq!((door.r#type(), door.position()), (Some("door"), None));
}

union! {
    /// A value of any kind.
    #[expected = "a string, a boolean or a number"]
    pub enum Scalar {
        /// Text.
        Text(String) = string,
        /// True or false.
        Boolean(bool) = boolean,
        /// A number.
        Number(JsonNumber) = exact_numbers,
    }
}

union! {
    /// A position, by its name or its number.
    #[expected = "a string or an integer"]
    pub enum Place {
        /// By its name.
        Name(Position) = texts,
        /// By its number.
        Number(i64) = integer,
    }
}

/// Texts of whatever owner become the enum that an arm is.
#[test]
fn texts_beside_other_kinds_are_those_of_an_enum() {
    fn place<M>(place: impl IntoValue<Place, M>) -> Place {
        place.into_value()
    }

    let owned = "open".to_owned();
    let open = Place::Name(Position::Open);
    assert_eq!(place(owned.clone()), open);
    assert_eq!(
        (place(&owned), place("open"), place(Position::Open)),
        (open.clone(), open, Place::from("open"))
    );
    let new = Place::Name(Position::Other("ajar".to_owned()));
    assert_eq!(
        (place("ajar".to_owned()), serde_json::from_str("\"ajar\"").unwrap()),
        (new.clone(), new)
    );
    assert_eq!(serde_json::from_str::<Place>("7").unwrap(), Place::Number(7));
}

ruled_union! {
    /// Tokens, as a text or by their numbers.
    #[expected = "a string or a list"]
    pub enum Tokens {
        /// As a text.
        Text(String) = string,
        /// By their numbers.
        Numbers(Vec<i64>) = (items, "0" = integer | absent),
        /// Several lists of numbers.
        Lists(Vec<Vec<i64>>) = items_2,
    }
}

/// Slices and borrowed lists of numbers go where arrays of them do, whatever their width.
#[test]
fn numbers_behind_references_are_items() {
    fn tokens<M>(tokens: impl IntoValue<Tokens, M>) -> Tokens {
        tokens.into_value()
    }
    fn list<M>(list: impl IntoList<f64, M>) -> Vec<f64> {
        list.into_list()
    }

    let (owned, both) = (vec![1_u32, 2], Tokens::Numbers(vec![1, 2]));
    assert_eq!((tokens(&owned), tokens(&owned[..])), (both.clone(), both.clone()));
    assert_eq!((tokens(&[1_usize, 2]), tokens([1_u8, 2])), (both.clone(), both));
    assert_eq!((list(&[1_i32, 2]), list(&[0.5_f32])), (vec![1.0, 2.0], vec![0.5]));
}

/// Whatever their width, numbers of callers and of servers go on as they are.
#[test]
fn numbers_beside_other_kinds_are_exact() {
    fn map<M>(entries: impl IntoMap<Scalar, M>) -> Value {
        json!(entries.into_map())
    }

    let (wide, count) = (u64::MAX, 9_007_199_254_740_993_i64);
    assert_eq!(map([("a", 1), ("b", -2)]), json!({"a": 1, "b": -2}));
    assert_eq!(map([("a", 1.5)]), json!({"a": 1.5}));
    assert_eq!(map([("a", count)]), json!({"a": count}));
    assert_eq!(map([("a", wide)]), json!({"a": wide}));
    assert_eq!(map([("a", Scalar::from(7)), ("b", true.into())]), json!({"a": 7, "b": true}));
    for text in ["9007199254740993", "18446744073709551615", "-3", "0.5"] {
        let read: Scalar = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
    }
}

/// Documents call their schemas as the macros might call their parameters.
#[test]
fn arms_may_be_called_by_one_letter() {
    #[allow(dead_code, reason = "they are there for their names")]
    mod named {
        use openapi_loom_runtime::{object, ruled_union, tagged_union, union};

        macro_rules! all {
            ($($name:ident = $text:literal)+) => {
                $(
                    object! {
                        /// A letter.
                        pub struct $name {
                            /// The next one.
                            #[wire(optional = "next")]
                            pub next: Option<Box<$name>>,
                        }
                    }
                )+

                tagged_union! {
                    /// By the letter.
                    #[tag = "letter"]
                    pub enum Tagged { $( $name($name) = $text, )+ }
                }

                ruled_union! {
                    /// By the letter, too.
                    #[expected = "an object"]
                    pub enum Ruled { $( $name($name) = (object, "letter" = $text), )+ }
                }

                $(
                    const _: () = {
                        union! {
                            /// By kind.
                            #[expected = "a list or an object"]
                            pub enum ByKind {
                                /// One.
                                One($name) = object,
                                /// Several.
                                Several(Vec<$name>) = items,
                            }
                        }
                    };
                )+
            };
        }

        all! {
            A = "a" B = "b" C = "c" D = "d" E = "e" F = "f" I = "i" K = "k" M = "m" N = "n" O = "o"
            R = "r" S = "s" T = "t" U = "u" V = "v" W = "w"
        }
    }

    let read: named::Tagged = serde_json::from_value(json!({"letter": "d"})).unwrap();
    assert!(matches!(read, named::Tagged::D(_)));
}

object! {
    /// A circle.
    pub struct Circle {
        /// Its type.
        #[wire(fixed = "type")]
        #[always = "circle"]
        pub r#type: Constant<Self>,
        /// Its size.
        #[wire(required = "size")]
        pub size: i64,
    }
}

object! {
    /// A square.
    #[extra(extra)]
    pub struct Square {
        /// Its type.
        #[wire(optional = "type")]
        pub r#type: Option<String>,
        /// Its size.
        #[wire(required = "size")]
        pub size: i64,
    }
}

tagged_union! {
    /// A form.
    #[tag = "type"]
    pub enum Form {
        /// A circle.
        Circle(Circle) = "circle",
        /// A square.
        Square(Square) = "square",
    }
}

union! {
    /// A form, or any map.
    #[expected = "an object"]
    #[tag = "type"]
    pub enum Formed {
        /// A circle.
        Circle(Circle) = "circle",
        /// A map.
        Map(BTreeMap<String, Value>) = object,
    }
}

/// What is said first by a tag tells what an object is, wherever it is said again.
#[test]
fn a_tag_that_comes_twice_is_what_it_was_first() {
    let orders = |first: &str, second: &str| {
        let (first, second) = (format!(r#""type":{first}"#), format!(r#""type":{second}"#));
        let size = r#""size":1"#.to_owned();
        [
            [first.clone(), second.clone(), size.clone()],
            [first.clone(), size.clone(), second.clone()],
            [size, first, second],
        ]
        .map(|entries| format!("{{{}}}", entries.join(",")))
    };
    let again = |form: &Form| serde_json::from_value(serde_json::to_value(form).unwrap()).unwrap();
    for json in orders(r#""circle""#, r#""square""#) {
        let form: Form = serde_json::from_str(&json).unwrap();
        assert!(matches!(&form, Form::Circle(it) if it.size == 1), "{json}: {form:?}");
        assert_eq!(form, again(&form), "{json}");
        let formed: Formed = serde_json::from_str(&json).unwrap();
        assert!(matches!(&formed, Formed::Circle(it) if it.r#type.as_str() == "circle"), "{json}");
    }
    for json in orders(r#""square""#, r#"{"a":["\u00e9"]}"#) {
        let form: Form = serde_json::from_str(&json).unwrap();
        let Form::Square(square) = &form else { panic!("{json}: {form:?}") };
        assert_eq!((square.r#type.as_deref(), square.size), (Some("square"), 1), "{json}");
        assert!(square.extra.is_empty(), "{json}");
        assert_eq!(form, again(&form), "{json}");
    }
    for json in orders(r#""new""#, r#""circle""#).into_iter().chain(orders("null", r#""circle""#)) {
        let form: Form = serde_json::from_str(&json).unwrap();
        assert!(matches!(&form, Form::Other(it) if it["type"] != "circle"), "{json}: {form:?}");
        assert_eq!(form, again(&form), "{json}");
        let formed: Formed = serde_json::from_str(&json).unwrap();
        assert!(matches!(&formed, Formed::Map(it) if it["type"] != "circle"), "{json}");
    }
    // Of another property the last is read, as of any object; one in an object is its own.
    let json = r#"{"size":1,"type":"square","size":2,"new":{"type":"circle","type":"line"}}"#;
    let Form::Square(square) = serde_json::from_str(json).unwrap() else { panic!("no square") };
    assert_eq!((square.size, &square.extra["new"]), (2, &json!({ "type": "line" })));
}

object! {
    /// A part with a text.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ClashOfTexts {
        /// A text.
        #[wire(optional = "clash")]
        pub clash: Option<String>,
    }
}

object! {
    /// A part with a number.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ClashOfNumbers {
        /// A number.
        #[wire(optional = "clash")]
        pub clash: Option<i64>,
    }
}

ruled_union! {
    /// Lists by what their items have.
    #[expected = "a list"]
    pub enum Clashes {
        /// Texts.
        Texts(Vec<ClashOfTexts>) = (items, "0/clash" = string | null | absent),
        /// Numbers.
        Numbers(Vec<ClashOfNumbers>) = list,
    }
}

/// A list is told by the first item that tells, not by the first one.
#[test]
fn lists_whose_first_items_tell_nothing() {
    let read = |json| serde_json::from_value::<Clashes>(json).unwrap();
    let texts = [json!([]), json!([{}]), json!([{}, {"clash": "a"}]), json!([{"clash": null}, {}])];
    for json in texts {
        assert!(matches!(read(json.clone()), Clashes::Texts(_)), "{json}");
    }
    for json in [
        json!([{}, {"clash": 5}]),
        json!([{"clash": null}, {"clash": 5}]),
        json!([{"a": 1}, {"clash": null}, {}, {"clash": 5}, {}]),
    ] {
        assert!(matches!(read(json.clone()), Clashes::Numbers(_)), "{json}");
    }
}

object! {
    /// An object that does not say what it is, or may leave it out.
    #[extra(extra)]
    #[derive(Default)]
    pub struct Unsaid {
        /// Its kind.
        #[wire(optional = "kind")]
        pub kind: Option<String>,
        /// Its sort.
        #[wire(optional = "sort")]
        pub sort: Nullable<String>,
    }
}

object! {
    /// An object that holds anything.
    #[rest(rest)]
    #[derive(Default)]
    pub struct Holder {
        /// All that it holds.
        #[wire(rest = "")]
        pub rest: BTreeMap<String, String>,
    }
}

tagged_union! {
    /// By a tag that the objects may leave out.
    #[tag = "kind"]
    pub enum ByKind {
        /// Nothing is said.
        #[written = "unsaid"]
        Unsaid(Unsaid) = "unsaid" | "untold",
        /// Anything is said.
        #[written = "holder"]
        Holder(Box<Holder>) = "holder",
        /// The object says it.
        Told(Told) = "told",
    }
}

union! {
    /// By another one, beside texts.
    #[expected = "an object or a text"]
    #[tag = "sort"]
    pub enum BySort {
        /// Nothing is said.
        #[written = "a"]
        Unsaid(Unsaid) = "a",
        /// Of several texts.
        #[written = "b"]
        Holder(Holder) = ("b" | "c"),
        /// Just a text.
        Text(String) = string,
        /// Anything newer.
        Other(Value) = [object],
    }
}

ruled_union! {
    /// By rules beside a tag.
    #[expected = "an object"]
    #[tag = "kind"]
    pub enum ByRules {
        /// Told by its tag.
        #[written = "it"]
        Unsaid(Unsaid) = "it",
        /// Told by what is in it.
        Holder(Holder) = (object, "name" = present),
        /// Anything newer.
        Other(Value) = [object],
    }
}

/// Tags are written once: by the union where the object does not say them.
#[test]
fn tags_that_objects_leave_out() {
    let written = |value: Value| value.to_string();
    let json = |value: ByKind| serde_json::to_string(&value).unwrap();
    let unsaid = Unsaid::default;

    assert_eq!(json(ByKind::Unsaid(unsaid())), r#"{"kind":"unsaid"}"#);
    let said = Unsaid { kind: Some("untold".into()), ..unsaid() };
    assert_eq!(json(ByKind::Unsaid(said)), r#"{"kind":"untold"}"#);
    let sorted = || Unsaid { sort: Nullable::Null, ..unsaid() };
    assert_eq!(json(ByKind::Unsaid(sorted())), r#"{"sort":null,"kind":"unsaid"}"#);
    let held = |key: &str| Holder { rest: BTreeMap::from([(key.into(), "x".into())]) };
    assert_eq!(json(ByKind::Holder(Box::new(held("a")))), r#"{"a":"x","kind":"holder"}"#);
    assert_eq!(json(ByKind::Holder(Box::new(held("kind")))), r#"{"kind":"x"}"#);

    // By itself, and by another union, an object has no tag of this one.
    assert_eq!(serde_json::to_string(&unsaid()).unwrap(), "{}");
    assert_eq!(written(json!(BySort::Unsaid(unsaid()))), r#"{"sort":"a"}"#);
    assert_eq!(written(json!(BySort::Unsaid(sorted()))), r#"{"sort":null}"#);
    assert_eq!(written(json!(BySort::Holder(held("a")))), r#"{"a":"x","sort":"b"}"#);
    assert_eq!(written(json!(BySort::from("sort"))), r#""sort""#);
    assert_eq!(written(json!(ByRules::Unsaid(unsaid()))), r#"{"kind":"it"}"#);
    assert_eq!(written(json!(ByRules::Holder(held("name")))), r#"{"name":"x"}"#);

    // What was read is written as it came.
    for kept in [r#"{"kind":"untold","a":1}"#, r#"{"kind":"new","a":1}"#] {
        let value: ByKind = serde_json::from_str(kept).unwrap();
        let kept: Value = serde_json::from_str(kept).unwrap();
        assert_eq!(json!(value), kept);
    }
}
