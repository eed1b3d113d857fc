//! The cost of reading JSON, by what is allocated for it.

use std::fmt::Debug;

use allocation_counter::{AllocationInfo, measure};
use openapi_loom_runtime::serde_json::{self, Value};
use openapi_loom_runtime::{object, ruled_union, serde, tagged_union};

object! {
    /// An object that has more of its kind inside.
    pub struct Tree {
        /// Its type.
        #[wire(optional = "type")]
        pub r#type: Option<String>,
        /// The object inside.
        #[wire(optional = "inside")]
        pub inside: Option<Box<Tagged>>,
    }
}

tagged_union! {
    /// By its type.
    #[tag = "type"]
    pub enum Tagged {
        /// A tree.
        Tree(Tree) = "tree",
    }
}

object! {
    /// An object that has more of its kind inside.
    pub struct Branch {
        /// Its type.
        #[wire(optional = "type")]
        pub r#type: Option<String>,
        /// The object inside.
        #[wire(optional = "inside")]
        pub inside: Option<Box<Ruled>>,
    }
}

ruled_union! {
    /// By its type and what is inside.
    #[expected = "an object"]
    pub enum Ruled {
        /// A branch.
        Branch(Branch) = (object, "type" = "tree", "inside" = object | absent),
        /// Anything newer.
        Other(Value) = [object],
    }
}

/// Measures what reading a value allocates.
fn cost<T: serde::de::DeserializeOwned + Debug>(json: &str) -> AllocationInfo {
    let read = || serde_json::from_str::<T>(json).unwrap();
    // Things that are done once are done before it is measured.
    let value = format!("{:?}", read());
    assert!(!value.contains("Other"), "{value}");
    measure(|| drop(read()))
}

/// Unions in unions, with something in each of them and the tag at the end.
fn nested(levels: usize) -> String {
    let begin = r#"{"unknown":[1,2,{"a":"text"}],"inside":"#;
    let end = r#","type":"tree"}"#;
    format!(r#"{}{{"type":"tree"}}{}"#, begin.repeat(levels), end.repeat(levels))
}

#[track_caller]
fn is_linear<T: serde::de::DeserializeOwned + Debug>() {
    let (once, twice) = (cost::<T>(&nested(40)), cost::<T>(&nested(80)));
    eprintln!("allocations {} and {}", once.count_total, twice.count_total);
    eprintln!("bytes {} and {}", once.bytes_total, twice.bytes_total);
    assert!(twice.count_total * 10 <= once.count_total * 22, "{once:?} and then {twice:?}");
    assert!(twice.bytes_total * 10 <= once.bytes_total * 22, "{once:?} and then {twice:?}");
}

#[test]
fn twice_the_unions_in_one_another_allocate_twice_as_much() {
    is_linear::<Tagged>();
    is_linear::<Ruled>();
}

object! {
    /// An object that keeps what is not declared.
    #[extra(extra)]
    pub struct Kept {
        /// Its id.
        #[wire(required = "id")]
        pub id: String,
    }
}

object! {
    /// An object that does not.
    pub struct Dropped {
        /// Its id.
        #[wire(required = "id")]
        pub id: String,
    }
}

#[test]
fn nothing_undeclared_costs_nothing() {
    let json = r#"{"id":"1"}"#;
    let (kept, dropped) = (cost::<Kept>(json), cost::<Dropped>(json));
    assert_eq!(kept.count_total, dropped.count_total);
    assert_eq!(kept.bytes_total, dropped.bytes_total);
    assert_eq!(size_of::<Kept>(), size_of::<Dropped>() + size_of::<usize>());
}
