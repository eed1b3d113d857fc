//! The look, comparison and conversion of the values that generated types are made
//! of.

use std::any::type_name;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Debug;
use std::net::IpAddr;
use std::time::SystemTime;

use openapi_loom_runtime::http::Bytes;
use openapi_loom_runtime::value::{Constant, decode};
use openapi_loom_runtime::{
    Extra, JsonNumber, Nullable, Parsed, UnixTime, convert, object, open_enum, ruled_union,
    tagged_union, union,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

object! {
    /// A function.
    #[derive(Default)]
    pub struct Function {
        /// Always the same.
        #[wire(corrected = "type")]
        #[always = "function"]
        pub r#type: Constant<Self>,
        /// Its name.
        #[wire(optional = "name")]
        pub name: Option<String>,
    }
}

object! {
    /// What somebody agrees to.
    #[derive(Default)]
    pub struct Terms {
        /// Always true.
        #[wire(fixed = "accepted")]
        #[otherwise = true]
        pub accepted: bool,
        /// Always the same.
        #[wire(fixed = "version")]
        #[otherwise = -2]
        pub version: i64,
    }
}

object! {
    /// An object with properties of any name.
    #[rest(rest)]
    #[derive(Default)]
    pub struct Labels {
        /// The person who set them.
        #[wire(optional = "by")]
        pub by: Option<String>,
        /// The labels.
        #[wire(rest = "")]
        pub rest: Map<String, Value>,
    }
}

#[deny(warnings)]
mod nameless {
    use std::collections::BTreeMap;

    use openapi_loom_runtime::object;

    object! {
        /// An object with a property that has no name, and others of any.
        #[rest(rest)]
        #[derive(Default)]
        pub struct Nameless {
            /// The one without a name.
            #[wire(optional = "")]
            pub empty: Option<String>,
            /// The others.
            #[wire(rest = "")]
            pub rest: BTreeMap<String, i64>,
        }
    }
}

#[test]
fn a_property_without_a_name_beside_those_of_any() {
    let text = r#"{"":"here","there":1}"#;
    let nameless: nameless::Nameless = serde_json::from_str(text).unwrap();
    assert_eq!(nameless.empty.as_deref(), Some("here"));
    assert_eq!(nameless.rest.get("there"), Some(&1));
    assert_eq!(serde_json::to_string(&nameless).unwrap(), text);
}

object! {
    /// A list of servers.
    pub struct Servers {
        /// Their addresses.
        #[wire(required = "addresses")]
        pub addresses: Vec<IpAddr>,
        /// Their kind.
        #[wire(optional = "kind")]
        pub kind: Option<Kind>,
    }
}

open_enum! {
    /// A kind.
    pub enum Kind {
        /// Near.
        Near = "near",
    }
}

union! {
    /// A point in time, or a fraction.
    #[expected = "an integer or a number"]
    pub enum Since {
        /// A point in time.
        Time(UnixTime) = integer,
        /// A fraction.
        Part(f32) = number,
    }
}

tagged_union! {
    /// By something that is no text.
    #[tag = "of"]
    pub enum Of {
        /// By a boolean.
        True(BTreeMap<String, Value>) = "true",
        /// By a fraction.
        Half(Box<BTreeMap<String, Value>>) = "0.5",
    }
}

ruled_union! {
    /// By the kind or the value of what is in it.
    #[expected = "an object"]
    pub enum Held {
        /// Nothing.
        Nothing(Map<String, Value>) = (object, "it" = null),
        /// True or false.
        Whether(BTreeMap<String, bool>) = (object, "it" = boolean),
        /// A certain fraction.
        Half(Box<BTreeMap<String, f64>>) = (object, "it" = 0.5f64),
        /// Any number.
        Number(BTreeMap<String, f64>) = (object, "it" = number),
        /// An object.
        Object(BTreeMap<String, Value>) = (object, "it" = object),
        /// Anything else.
        Other(Value) = [object],
    }
}

#[track_caller]
fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap_or_else(|error| panic!("{}: {error}", type_name::<T>()))
}

#[track_caller]
fn refused<T: DeserializeOwned + Debug>(value: Value) -> String {
    serde_json::from_value::<T>(value).unwrap_err().to_string()
}

#[test]
fn a_constant_is_what_the_document_says_unless_a_server_says_something_else() {
    for said in [json!({}), json!({"type": null}), json!({"type": "function"})] {
        let function: Function = read(said);
        assert_eq!(function, Function::default());
        assert_eq!(function.r#type.to_string(), "function");
        assert_eq!(serde_json::to_value(&function).unwrap(), json!({"type": "function"}));
    }
    let newer: Function = read(json!({"type": "newer"}));
    assert_eq!(newer.r#type.as_str(), "newer");
    assert_eq!(format!("{} {:?}", newer.r#type, newer.r#type), "newer \"newer\"");
    assert_ne!(newer, Function::default());
    assert_eq!(newer.clone(), newer);
    assert_eq!(serde_json::to_value(&newer).unwrap(), json!({"type": "newer"}));
    let constant = |text: &str| read::<Constant<Function>>(text.into());
    let constants = HashSet::from(["function", "newer", "newest", "newer"].map(constant));
    assert_eq!(constants.len(), 3);
    assert_eq!(read::<Constant<Function>>(Value::Null), Constant::default());
    let refusal = refused::<Constant<Function>>(json!(1));
    assert_eq!(refusal, "invalid type: integer `1`, expected the string `function`");
}

#[test]
fn a_constant_that_is_no_text_is_not_empty_where_a_server_leaves_it_out() {
    let always = json!({"accepted": true, "version": -2});
    for sent in [json!({}), json!({"accepted": null, "version": null}), always.clone()] {
        let terms: Terms = read(sent);
        assert_eq!(terms, Terms::default());
        assert_eq!(serde_json::to_value(&terms).unwrap(), always);
    }
    let newer = json!({"accepted": false, "version": 3});
    assert_eq!(serde_json::to_value(read::<Terms>(newer.clone())).unwrap(), newer);
}

#[test]
fn a_text_with_a_value_is_a_text() {
    let [hi, ho] = ["aGk=", "aG8="].map(Parsed::<Bytes>::from);
    assert_eq!((hi.len(), hi.as_ref(), format!("{hi:?}").as_str()), (4, "aGk=", "\"aGk=\""));
    assert_ne!(hi, ho);
    assert_ne!(hi, *"aG8=");
    assert_eq!(hi, *"aGk=");
    assert_ne!(hi, Bytes::from("ho"));
    // The same value in other words is another text.
    let other = Parsed::<Bytes>::from("aGk");
    assert_eq!(other.value(), hi.value());
    assert_eq!(HashSet::from([hi.clone(), ho, other, hi]).len(), 3);
}

#[test]
fn numbers_are_seen_as_what_they_are() {
    let number = |text: &str| serde_json::from_str::<JsonNumber>(text).unwrap();
    assert_eq!(number("18446744073709551615"), u64::MAX);
    assert_ne!(number("18446744073709551614"), u64::MAX);
    assert_eq!(format!("{:?}", number("2.50")), "2.5");
    // Far beyond 64 bits, numbers differ still.
    assert_ne!(number("1e300"), number("2e300"));
    assert_ne!(number("-1e300"), number("-2e300"));
    assert_eq!(read::<Since>(json!(7)), Since::Time(UnixTime::from_secs(7)));
    assert_eq!(read::<Since>(json!(0.25)), Since::Part(0.25));
}

#[test]
fn a_point_in_time_is_a_number() {
    assert_eq!(UnixTime::from(7), UnixTime::from_secs(7));
    let (before, now) = (UnixTime::from(SystemTime::now()), UnixTime::now());
    assert!((before..=UnixTime::from(SystemTime::now())).contains(&now));
    assert_eq!(serde_json::to_string(&now).unwrap(), now.as_secs().to_string());
    assert_eq!(
        (i64::from(UnixTime::from_secs(7)), UnixTime::from_secs(7).to_string()),
        (7, "7".to_owned())
    );
}

#[test]
fn presence_is_three_things() {
    let ada = Nullable::Value("Ada".to_owned());
    assert_eq!((ada.as_deref(), ada.clone().into_value()), (Some("Ada"), Some("Ada".to_owned())));
    assert_eq!(format!("{ada:?}"), "\"Ada\"");
    for (nothing, name) in [(Nullable::<String>::Absent, "Absent"), (Nullable::Null, "Null")] {
        assert_eq!(format!("{nothing:?}"), name);
        assert_eq!((nothing.as_deref(), Option::from(nothing.clone())), (None, None::<String>));
    }
}

/// Null is one of the values that any value is.
#[test]
fn null_is_any_value_and_no_other() {
    object! {
        /// A change.
        pub struct Change {
            /// The new value.
            #[wire(optional = "value")]
            pub value: Option<Value>,
            /// The value that it had.
            #[wire(optional = "old")]
            pub old: Nullable<Value>,
            /// The reason for it.
            #[wire(optional = "why")]
            pub why: Option<String>,
        }
    }

    let change: Change = read(json!({"value": null, "old": null, "why": null}));
    assert_eq!((&change.value, &change.old), (&Some(Value::Null), &Nullable::Null));
    assert_eq!(change.why, None);
    assert_eq!(json!(change), json!({"value": null, "old": null}));
    assert_eq!(json!(read::<Change>(json!({}))), json!({}));
    let value = json!({"value": {"a": null}, "old": [null]});
    assert_eq!(json!(read::<Change>(value.clone())), value);
}

#[test]
fn arms_are_told_apart_by_any_kind_of_value() {
    for value in [json!({"it": true}), json!({"it": false})] {
        assert!(matches!(read(value), Held::Whether(_)));
    }
    assert!(matches!(read(json!({"it": null})), Held::Nothing(_)));
    assert!(matches!(read(json!({"it": 0.5})), Held::Half(_)));
    for value in [json!({"it": 1.5}), json!({"it": 1})] {
        assert!(matches!(read(value), Held::Number(_)));
    }
    assert!(matches!(read(json!({"it": {}})), Held::Object(_)));
    for value in [json!({"it": "text"}), json!({"it": []}), json!({})] {
        assert!(matches!(read(value), Held::Other(_)));
    }
    assert!(matches!(read(json!({"of": true})), Of::True(_)));
    assert!(matches!(read(json!({"of": 0.5})), Of::Half(_)));
    assert!(matches!(read(json!({"of": false})), Of::Other(_)));
}

#[test]
fn properties_of_any_name_are_kept_as_they_are() {
    let said = json!({"by": "me", "": 1, "a": null, "b": [{"c": -2.5}]});
    let labels: Labels = read(said.clone());
    assert_eq!(labels.rest.keys().collect::<Vec<_>>(), ["", "a", "b"]);
    assert_eq!(serde_json::to_value(&labels).unwrap(), said);
}

#[test]
fn what_reads_text_in_its_own_way_does_so_in_lists() {
    let said = json!({"addresses": ["127.0.0.1", "::1"], "kind": "near"});
    let servers: Servers = read(said.clone());
    assert_eq!(servers.addresses, ["127.0.0.1", "::1"].map(|it| it.parse::<IpAddr>().unwrap()));
    assert_eq!(serde_json::to_value(&servers).unwrap(), said);
}

#[test]
fn what_was_expected_is_named() {
    let expected = |refusal: String| refusal.split(", expected ").nth(1).map(str::to_owned);
    for (refusal, wanted) in [
        (refused::<Function>(json!(1)), "an object (`Function`)"),
        (refused::<Servers>(json!({"addresses": [1]})), "IP address"),
        (refused::<Kind>(json!(1)), "a string"),
    ] {
        assert_eq!(expected(refusal).as_deref(), Some(wanted));
    }
}

#[test]
fn what_is_not_declared_can_be_read_by_itself() {
    let extra: Extra = read(json!({"a": 1}));
    assert_eq!(extra.get("a"), Some(&json!(1)));
    assert_eq!(extra.into_iter().collect::<Vec<_>>(), [("a".to_owned(), json!(1))]);
}

#[test]
fn a_conversion_loses_no_digit_and_no_item() {
    object! {
        /// An object that takes numbers.
        pub struct Taken {
            /// The amounts.
            #[wire(required = "much")]
            pub much: Vec<f64>,
        }
    }

    let taken = |much: Value| convert::<Taken>(&json!({"much": much}));
    // The way a number is written says nothing.
    assert_eq!(taken(json!([2, 2.5])).unwrap().much, [2.0, 2.5]);
    let lost = taken(json!([0, 9_007_199_254_740_993_i64])).unwrap_err();
    assert_eq!(lost.to_string(), "`much[1]` would be lost: it has no place in `Taken`");
    // Null has a place, and comes back.
    assert!(taken(json!([null])).unwrap().much[0].is_nan());
    // A set has fewer items than the list had.
    let lost = convert::<HashSet<i64>>(&json!([1, 1])).unwrap_err();
    assert_eq!((lost.path(), lost.to_string().as_str()), ("", "it is no `HashSet<i64>`"));
}

#[test]
fn what_cannot_be_decoded_says_what_it_is() {
    let error = decode::<Vec<Function>, _>(json!([[]])).unwrap_err().to_string();
    assert_eq!(error, "invalid type: sequence, expected an object (`Function`)");
}

#[test]
fn a_property_of_the_rest_is_written_in_the_stead_of_a_declared_one() {
    let mut labels = Labels { by: Some("Ann".to_owned()), ..Labels::default() };
    labels.rest.insert("by".to_owned(), "Bea".into());
    labels.rest.insert("kind".to_owned(), "red".into());
    assert_eq!(serde_json::to_string(&labels).unwrap(), r#"{"by":"Bea","kind":"red"}"#);
}
