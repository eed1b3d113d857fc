//! Attributes of what the macros define: `doc`, `deprecated` and `cfg`.
#![allow(deprecated, reason = "it is what the tests are of")]

use openapi_loom_runtime::serde_json::{self, Value, json};
use openapi_loom_runtime::{integer_enum, object, open_enum, tagged_union, union};

object! {
    /// A pet.
    #[doc(alias = "animal")]
    #[deprecated = "there are toys now"]
    #[extra(extra)]
    #[derive(Default)]
    pub struct Pet {
        /// Its name.
        #[doc(alias = "title")]
        #[deprecated(note = "it has a number")]
        #[wire(optional = "name")]
        pub name: Option<String>,
        /// The place where it lives.
        #[cfg(not(test))]
        #[wire(required = "home")]
        pub home: std::convert::Infallible,
        /// Its number.
        #[cfg(test)]
        #[wire(corrected = "number")]
        pub number: i64,
    }
}

open_enum! {
    /// The way it sleeps.
    #[deprecated]
    pub enum Sleep {
        /// Well.
        #[doc(alias = "good")]
        #[deprecated]
        Well = "well",
        /// Not in this build.
        #[cfg(not(test))]
        Deep = "deep",
    }
}

integer_enum! {
    /// The number of legs.
    #[deprecated]
    pub enum Legs {
        /// As most have.
        #[deprecated]
        Four = 4,
        /// Not in this build.
        #[cfg(not(test))]
        Two = 2,
    }
}

tagged_union! {
    /// By its type.
    #[deprecated]
    #[tag = "type"]
    pub enum Owned {
        /// A pet.
        #[doc(alias = "animal")]
        #[deprecated]
        Pet(Pet) = "pet",
        /// Not in this build.
        #[cfg(not(test))]
        Toy(Missing) = "toy",
    }
}

union! {
    /// By its kind.
    #[deprecated]
    #[expected = "a string or an object"]
    pub enum Found {
        /// Its name.
        #[deprecated]
        Named(String) = string,
        /// Not in this build.
        #[cfg(not(test))]
        Numbered(Missing) = integer,
        /// Anything newer.
        Other(Value) = [object],
    }
}

#[test]
fn what_is_deprecated_is_read_and_written() {
    let json = json!({"name": "Rex", "number": 7, "home": "here"});
    let pet: Pet = serde_json::from_value(json.clone()).unwrap();
    assert_eq!((pet.name.as_deref(), pet.number), (Some("Rex"), 7));
    assert_eq!(serde_json::to_value(&pet).unwrap(), json);
    assert_eq!(Legs::from(4), Legs::Four);
    assert!(matches!(Owned::from(pet), Owned::Pet(_)));
    assert_eq!(Found::from("Rex"), Found::Named("Rex".to_owned()));
}

#[test]
fn what_is_not_in_a_build_is_not_known() {
    assert_eq!(Sleep::from("deep"), Sleep::Other("deep".to_owned()));
    assert_eq!(Legs::from(2), Legs::Other(2));
    let toy = json!({"type": "toy"});
    assert_eq!(serde_json::from_value::<Owned>(toy.clone()).unwrap(), Owned::Other(toy));
    assert!(serde_json::from_value::<Found>(json!(7)).is_err());
}
