//! A value that is held apart reads, is written, compares and shows like the value
//! itself.

use openapi_loom_runtime::value::{IntoNullable, IntoOptional, IntoValue};
use openapi_loom_runtime::{Apart, Nullable, object};
use serde_json::json;

object! {
    /// An object that holds others.
    pub struct Owner {
        /// One.
        #[wire(corrected = "one")]
        pub one: Apart<Vec<String>>,
        /// Maybe one.
        #[wire(optional = "maybe")]
        pub maybe: Option<Apart<Vec<i64>>>,
        /// Maybe one, maybe null.
        #[wire(optional = "nullable")]
        pub nullable: Nullable<Apart<Vec<i64>>>,
    }
}

object! {
    /// An object that holds whatever there is.
    #[rest(rest)]
    pub struct Open {
        /// All.
        #[wire(rest = "")]
        pub rest: Apart<std::collections::BTreeMap<String, Vec<i64>>>,
    }
}

#[test]
fn it_is_on_the_wire_what_the_value_is() {
    let written = json!({"one": ["a"], "maybe": [1, 2], "nullable": null});
    let owner: Owner = serde_json::from_value(written.clone()).unwrap();
    assert_eq!(*owner.one, ["a"]);
    assert_eq!(owner.maybe.as_deref(), Some(&vec![1, 2]));
    assert_eq!(serde_json::to_value(&owner).unwrap(), written);
    // Properties that are missing or null, and integers, however they are written.
    let read = |text: &str| serde_json::from_str::<Owner>(text).unwrap();
    assert!(read("{}").one.is_empty());
    assert!(read(r#"{"one": null}"#).one.is_empty());
    assert_eq!(read(r#"{"maybe": [1.0, null]}"#).maybe.unwrap().into_inner(), [1, 0]);
    let error = serde_json::from_str::<Owner>(r#"{"maybe": ["x"]}"#).unwrap_err().to_string();
    assert_eq!(error, "invalid type: string \"x\", expected i64 at line 1 column 14");
}

#[test]
fn further_properties_go_there() {
    let written = json!({"a": [1], "b": [2, 3]});
    let open: Open = serde_json::from_value(written.clone()).unwrap();
    assert_eq!(open.rest["b"], [2, 3]);
    assert_eq!(serde_json::to_value(&open).unwrap(), written);
}

#[test]
fn copies_are_of_their_own() {
    let one = Apart::new(vec![1]);
    let mut other = one.clone();
    assert_eq!(one, other);
    other.push(2);
    assert_ne!(one, other);
    assert_eq!((one.len(), other.len()), (1, 2));
    assert_eq!(format!("{other:?} {:?}", Apart::from("a")), "[1, 2] \"a\"");
    assert_eq!((&other).into_iter().sum::<i32>(), 3);
    assert!(Apart::<Vec<u8>>::default().is_empty());
}

/// A value that was read apart goes where the same thing is sent.
#[test]
fn arguments_take_what_is_held() {
    fn value<M>(argument: impl IntoValue<Vec<i64>, M>) -> Vec<i64> {
        argument.into_value()
    }
    fn optional<M>(argument: impl IntoOptional<Vec<i64>, M>) -> Option<Vec<i64>> {
        argument.into_optional()
    }
    fn nullable<M>(argument: impl IntoNullable<Vec<i64>, M>) -> Nullable<Vec<i64>> {
        argument.into_nullable()
    }
    let one = Apart::new(vec![1, 2]);
    assert_eq!((value(&one), value(one.clone())), (vec![1, 2], vec![1, 2]));
    assert_eq!(optional(Some(one.clone())), Some(vec![1, 2]));
    assert_eq!(optional(None::<Apart<Vec<i64>>>), None);
    assert_eq!(nullable(Some(&one)), Nullable::Value(vec![1, 2]));
    assert_eq!(nullable(Nullable::Null), Nullable::Null);
}
