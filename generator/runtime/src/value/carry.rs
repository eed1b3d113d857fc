//! Parts of generated conversions from types that are read into types that are sent.

use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::buffered::from_value;
use super::convert::{convert_with_extra, says_nothing};
use super::extra::{is_met, unwritten};
use super::{ConversionError, Nullable};

/// A list, whose items are converted.
pub trait List<A> {
    /// Converts each item.
    fn each<B: From<A>>(self) -> Vec<B>;

    /// Converts each item, as far as that can be done.
    fn try_each<B: TryFrom<A, Error: Into<ConversionError>>>(
        self,
    ) -> Result<Vec<B>, ConversionError>;
}

impl<A> List<A> for Vec<A> {
    fn each<B: From<A>>(self) -> Vec<B> {
        self.into_iter().map(B::from).collect()
    }

    fn try_each<B: TryFrom<A, Error: Into<ConversionError>>>(
        self,
    ) -> Result<Vec<B>, ConversionError> {
        let convert = |(at, item)| B::try_from(item).at(&format!("[{at}]"));
        self.into_iter().enumerate().map(convert).collect()
    }
}

/// A result of trying something at some place.
pub trait Tried<A> {
    /// Says where that was.
    fn at(self, place: &str) -> Result<A, ConversionError>;
}

impl<A, E: Into<ConversionError>> Tried<A> for Result<A, E> {
    fn at(self, place: &str) -> Result<A, ConversionError> {
        self.map_err(|error| error.into().within(place))
    }
}

/// A value that may be missing.
pub trait Perhaps<A> {
    /// Refuses it where it is missing; `T` is what requires it.
    fn needed<T>(self, name: &str) -> Result<A, ConversionError>;

    /// Leaves it out where it is missing.
    fn nullable(self) -> Nullable<A>;
}

impl<A> Perhaps<A> for Option<A> {
    fn needed<T>(self, name: &str) -> Result<A, ConversionError> {
        self.ok_or_else(|| ConversionError::missing::<T>(name))
    }

    fn nullable(self) -> Nullable<A> {
        self.into()
    }
}

/// A value that has no place in another type.
pub trait Placeless {
    /// Refuses it unless it says nothing; `T` is what has no place for it.
    fn none<T>(&self, name: &str) -> Result<(), ConversionError>;

    /// Refuses another text than that which `T` always has there.
    fn only<T>(&self, name: &str, text: &str) -> Result<(), ConversionError>;
}

impl<A: Serialize> Placeless for A {
    fn only<T>(&self, name: &str, text: &str) -> Result<(), ConversionError> {
        match serde_json::to_value(self) {
            Ok(Value::Null) => Ok(()),
            Ok(Value::String(found)) if found == text => Ok(()),
            Ok(Value::String(found)) => Err(ConversionError::unlisted::<T>(&found).within(name)),
            _ => Err(ConversionError::lost::<T>(name)),
        }
    }

    fn none<T>(&self, name: &str) -> Result<(), ConversionError> {
        let is_empty = serde_json::to_value(self).is_ok_and(|value| says_nothing(&value));
        if is_empty { Ok(()) } else { Err(ConversionError::lost::<T>(name)) }
    }
}

/// A value that may hold properties that the document does not declare.
pub trait Declared: Serialize + DeserializeOwned {
    /// Leaves those behind, at every depth. A value that JSON cannot hold, such as one with
    /// a NaN where there can be no null, is kept as it is: its own fields matter more.
    fn declared(self) -> Self {
        if !is_met(|| serde_json::to_writer(io::sink(), &self)) {
            return self;
        }
        let declared =
            unwritten(|| serde_json::to_value(&self)).and_then(|value| from_value(&value));
        declared.unwrap_or(self)
    }
}

impl<A: Serialize + DeserializeOwned> Declared for A {}

/// The word for a variant.
pub trait Word {
    /// Refuses it; `T` is what has no such variant.
    fn refused<T>(self) -> Result<T, ConversionError>;
}

impl Word for &str {
    fn refused<T>(self) -> Result<T, ConversionError> {
        Err(ConversionError::unlisted::<T>(self))
    }
}

/// Reads any value as one of a type.
pub fn read<A: Serialize + DeserializeOwned>(value: Value) -> Result<A, ConversionError> {
    convert_with_extra(&value)
}

/// Converts the text of an enum into another one, unless it is one of `but`.
pub fn text<A: Into<String>, B: From<String>>(
    value: A,
    but: &[&str],
) -> Result<B, ConversionError> {
    let text = value.into();
    if but.contains(&text.as_str()) {
        return text.refused();
    }
    Ok(B::from(text))
}

/// Defines that a type which is read becomes one that is sent.
///
/// With `=>` that is a `From`; with `=>?` a `TryFrom`, whose
/// [`ConversionError`](crate::ConversionError) says what has no place. Then comes how: a
/// closure, in which `Read` is what was read and `Self` what is sent, or `texts`, for two open enums, of which
/// only the first lists those behind `but`.
///
/// ```
/// # use openapi_loom_runtime::{converts, object, open_enum};
/// open_enum! {
///     /// What was read.
///     pub enum Role { User = "user", Critic = "critic", }
/// }
///
/// open_enum! {
///     /// What is sent.
///     pub enum SentRole { User = "user", }
/// }
///
/// converts! {
///     Role =>? SentRole, texts but "critic"
/// }
///
/// object! {
///     /// What was read.
///     pub struct Said {
///         /// By whom.
///         #[wire(corrected = "role")]
///         pub role: Role,
///     }
/// }
///
/// object! {
///     /// What is sent.
///     pub struct Turn {
///         /// Whose it is.
///         #[wire(required = "role")]
///         pub role: SentRole,
///     }
/// }
///
/// converts! {
///     Said =>? Turn, |value| { Self { role: value.role.try_into().at("role")? } }
/// }
///
/// let said = |role: &str| Said { role: role.into() };
/// assert_eq!(Turn::try_from(said("user")).unwrap().role, SentRole::User);
/// let error = Turn::try_from(said("critic")).unwrap_err();
/// assert_eq!(error.to_string(), "`role` is `critic`, which has no place in `SentRole`");
/// ```
#[macro_export]
macro_rules! converts {
    ($(#[doc $($doc:tt)+])* $from:ty => $to:ident, texts) => {
        $(#[doc $($doc)+])*
        impl ::std::convert::From<$from> for $to {
            fn from(value: $from) -> Self {
                ::std::string::String::from(value).into()
            }
        }
    };
    ($(#[doc $($doc:tt)+])* $from:ty =>? $to:ident, texts but $($but:literal),+) => {
        $(#[doc $($doc)+])*
        impl ::std::convert::TryFrom<$from> for $to {
            type Error = $crate::ConversionError;

            // `Self::Error` could be a variant.
            fn try_from(value: $from) -> ::std::result::Result<Self, $crate::ConversionError> {
                $crate::value::carry::text(value, &[$($but),+])
            }
        }
    };
    ($(#[doc $($doc:tt)+])* $from:ty => $to:ident, |$value:ident| $body:block) => {
        $(#[doc $($doc)+])*
        impl ::std::convert::From<$from> for $to {
            fn from($value: $from) -> Self {
                #[allow(unused_imports, reason = "not each conversion needs them")]
                use $crate::value::{Empty as _, carry::*};
                #[allow(dead_code, reason = "only unions are read variant by variant")]
                type Read = $from;
                $body
            }
        }
    };
    ($(#[doc $($doc:tt)+])* $from:ty =>? $to:ident, |$value:ident| $body:block) => {
        $(#[doc $($doc)+])*
        impl ::std::convert::TryFrom<$from> for $to {
            type Error = $crate::ConversionError;

            fn try_from($value: $from) -> ::std::result::Result<Self, $crate::ConversionError> {
                #[allow(unused_imports, reason = "not each conversion needs them")]
                use $crate::value::{Empty as _, carry::*};
                #[allow(dead_code, reason = "only unions are read variant by variant")]
                type Read = $from;
                ::std::result::Result::Ok($body)
            }
        }
    };
}

#[cfg(test)]
#[allow(unreachable_pub, reason = "the macros define what is public")]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::{object, tagged_union};

    object! {
        /// A home, as it is read and sent.
        #[extra(extra)]
        #[derive(Default)]
        pub struct Home {
            /// Its name.
            #[wire(corrected = "name")]
            pub name: String,
            /// The rooms in it.
            #[wire(optional = "rooms")]
            pub rooms: Option<Vec<Home>>,
        }
    }

    object! {
        /// A cat, as it is read.
        #[extra(extra)]
        #[derive(Default)]
        pub struct Cat {
            /// The place where it lives.
            #[wire(optional = "home")]
            pub home: Option<Home>,
            /// Its age.
            #[wire(corrected = "age")]
            pub age: i64,
            /// The toys that it has.
            #[wire(corrected = "toys")]
            pub toys: Vec<String>,
        }
    }

    object! {
        /// A cat, as it is sent.
        pub struct NewCat {
            /// The place where it lives.
            #[wire(required = "home")]
            pub home: Home,
            /// Its age.
            #[wire(required = "age")]
            pub age: i8,
        }
    }

    tagged_union! {
        /// A pet, as it is read.
        #[tag = "type"]
        pub enum Pet {
            /// A cat.
            Cat(Cat) = "cat",
            /// A dog.
            Dog(Home) = "dog",
        }
    }

    tagged_union! {
        /// A pet, as it is sent.
        #[tag = "type"]
        pub enum NewPet {
            /// A cat.
            Cat(NewCat) = "cat",
        }
    }

    converts! {
        Cat =>? NewCat, |value| {
            value.toys.none::<Self>("toys")?;
            Self {
                home: value.home.needed::<Self>("home")?.declared(),
                age: value.age.try_into().at("age")?,
            }
        }
    }

    converts! {
        Pet =>? NewPet, |value| {
            match value {
                Read::Cat(value) => Self::Cat(value.try_into()?),
                Read::Dog(_) => "dog".refused::<Self>()?,
                Read::Other(value) => Self::Other(value),
            }
        }
    }

    object! {
        /// A note, as it is read.
        #[extra(extra)]
        #[derive(Default)]
        pub struct Note {
            /// Whose it is.
            #[wire(optional = "role")]
            pub role: Option<String>,
            /// The place that it is about.
            #[wire(corrected = "about")]
            pub about: Value,
        }
    }

    object! {
        /// A note, as it is sent.
        pub struct NewNote {
            /// The place that it is about.
            #[wire(required = "about")]
            pub about: Home,
        }
    }

    converts! {
        Note =>? NewNote, |value| {
            value.role.only::<Self>("role", "owner")?;
            Self { about: read(value.about).at("about")? }
        }
    }

    fn noted(note: Value) -> Result<Value, String> {
        let note: Note = serde_json::from_value(note).unwrap();
        let sent = NewNote::try_from(note).map_err(|error| error.to_string())?;
        Ok(serde_json::to_value(sent).unwrap())
    }

    #[test]
    fn a_text_that_is_always_there_is_the_only_one() {
        let of = |role: Value| noted(json!({"role": role, "about": {"name": "a"}}));
        let sent = Ok(json!({"about": {"name": "a"}}));
        assert_eq!(of(json!("owner")), sent);
        assert_eq!(of(Value::Null), sent);
        let refused = "`role` is `guest`, which has no place in `NewNote`";
        assert_eq!(of(json!("guest")), Err(refused.to_owned()));
    }

    #[test]
    fn any_value_is_read_with_all_that_is_in_it() {
        let of = |about: Value| noted(json!({"about": about}));
        let about = json!({"name": "a", "rooms": [{"name": "b"}], "undeclared": [1]});
        assert_eq!(of(about.clone()), Ok(json!({"about": about})));
        let refused = of(json!("a text")).unwrap_err();
        assert!(refused.starts_with("`about` is no `Home`: invalid type: string"), "{refused}");
    }

    fn sent(pets: Value) -> Result<Value, String> {
        let read: Vec<Pet> = serde_json::from_value(pets).unwrap();
        let sent: Vec<NewPet> = read.try_each().map_err(|error| error.to_string())?;
        Ok(serde_json::to_value(sent).unwrap())
    }

    #[test]
    fn what_is_not_declared_stays_behind_at_every_depth() {
        let home = json!({"name": "a", "rooms": [{"name": "b", "x": 1}], "y": 2});
        let read = json!([{"type": "cat", "home": home, "age": 3, "toys": [], "z": 3}]);
        let home = json!({"name": "a", "rooms": [{"name": "b"}]});
        assert_eq!(sent(read), Ok(json!([{"home": home, "age": 3}])));
        // A value that no variant is for is kept as it is.
        let unlisted = json!([{"type": "cow", "x": 1}]);
        assert_eq!(sent(unlisted.clone()), Ok(unlisted));
        // It is only so while something is converted.
        let read: Home = serde_json::from_value(json!({"name": "a", "y": 2})).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap()["y"], 2);
        assert_eq!(serde_json::to_value(read.declared()).unwrap(), json!({"name": "a"}));
    }

    #[test]
    fn what_is_refused_is_named() {
        let refused = |pet: Value| sent(json!([{"type": "cow"}, pet])).unwrap_err();
        let cat = |name: &str, value: Value| {
            let mut cat = json!({"type": "cat", "home": {"name": "a"}, "age": 3, "toys": []});
            cat[name] = value;
            refused(cat)
        };
        assert_eq!(cat("home", Value::Null), "`[1].home` is missing, and `NewCat` requires it");
        assert_eq!(cat("age", json!(128)), "`[1].age` is out of range");
        let lost = "`[1].toys` would be lost: it has no place in `NewCat`";
        assert_eq!(cat("toys", json!(["mouse"])), lost);
        let dog = "`[1]` is `dog`, which has no place in `NewPet`";
        assert_eq!(refused(json!({"type": "dog", "name": "a"})), dog);
        let alone = NewPet::try_from(Pet::Dog(Home::default())).unwrap_err();
        assert_eq!(alone.path(), "");
        assert_eq!(alone.to_string(), "it is `dog`, which has no place in `NewPet`");
    }
}
