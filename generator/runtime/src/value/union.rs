//! Unions, decoded by what tells their arms apart and never by trial.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde_json::Value;

use super::object::Key;
use super::{Empty, JsonNumber};

/// How a union's arms are told apart; what [`union!`](crate::union) implements.
///
/// Each method answers for one JSON kind; the default is that no arm has it.
pub trait Union: Empty + Sized {
    /// What the union takes, for error messages.
    const EXPECTED: &'static str;
    /// The property that tells object arms apart; empty when none does.
    const TAG: &'static str;

    /// The arm of a string.
    fn text(text: &str) -> Result<Self, Mismatch> {
        let _ = text;
        Err(Mismatch)
    }

    /// The arm of a boolean.
    fn boolean(value: bool) -> Result<Self, Mismatch> {
        let _ = value;
        Err(Mismatch)
    }

    /// The arm of a whole number.
    fn integer(value: JsonNumber) -> Result<Self, Mismatch> {
        let _ = value;
        Err(Mismatch)
    }

    /// The arm of a number.
    fn number(value: JsonNumber) -> Result<Self, Mismatch> {
        let _ = value;
        Err(Mismatch)
    }

    /// The arm of a list.
    fn list<'de, D: Deserializer<'de>>(list: D) -> Result<Self, D::Error> {
        let _ = list;
        Err(Self::mismatch(Unexpected::Seq))
    }

    /// The arm of an object with this tag.
    fn object<'de, D: Deserializer<'de>>(tag: Option<&str>, object: D) -> Result<Self, D::Error> {
        let _ = (tag, object);
        Err(Self::mismatch(Unexpected::Map))
    }

    /// The error of a kind that no arm takes.
    fn mismatch<E: Error>(found: Unexpected<'_>) -> E {
        E::invalid_type(found, &Self::EXPECTED)
    }
}

/// No arm takes a value of this kind.
#[derive(Clone, Copy, Debug)]
pub struct Mismatch;

/// Decodes a [`Union`].
#[doc(hidden)]
pub fn deserialize_union<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Union,
    D: Deserializer<'de>,
{
    // The tag tells those who ask by what a value is known.
    deserializer.deserialize_newtype_struct(T::TAG, UnionVisitor(PhantomData))
}

struct UnionVisitor<T>(PhantomData<T>);

impl<'de, T: Union> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::text(text).map_err(|_| E::invalid_type(Unexpected::Str(text), &self))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        T::boolean(value).map_err(|_| E::invalid_type(Unexpected::Bool(value), &self))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        number(value.into()).ok_or_else(|| E::invalid_type(Unexpected::Signed(value), &self))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        number(value.into()).ok_or_else(|| E::invalid_type(Unexpected::Unsigned(value), &self))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        number(value.into()).ok_or_else(|| E::invalid_type(Unexpected::Float(value), &self))
    }

    /// No other than one in a list or a map, where it keeps its place.
    fn visit_none<E: Error>(self) -> Result<T, E> {
        Ok(T::empty())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<T, A::Error> {
        T::list(SeqAccessDeserializer::new(seq))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut before = Vec::new();
        let mut tag = None;
        while !T::TAG.is_empty()
            && tag.is_none()
            && let Some(Key(key)) = map.next_key()?
        {
            if key == T::TAG {
                tag = Some(map.next_value::<Tag<'de>>()?);
            } else {
                before.push((key, map.next_value()?));
            }
        }
        let text = match &tag {
            Some(Tag::Text(text)) => Some(text.clone()),
            Some(Tag::Other(value @ (Value::Number(_) | Value::Bool(_)))) => {
                let integer = integer(value).map(|integer| integer.to_string());
                Some(integer.unwrap_or_else(|| value.to_string()).into())
            }
            _ => None,
        };
        let tag = tag.map(|tag| (T::TAG, tag));
        let replay = Replay { before: before.into_iter(), tag, value: None, rest: map };
        T::object(text.as_deref(), MapAccessDeserializer::new(replay))
    }
}

/// The arm of a number: an integer is one, however it is written.
fn number<T: Union>(value: JsonNumber) -> Option<T> {
    let integer = if value.is_integer() { T::integer(value).ok() } else { None };
    integer.or_else(|| T::number(value).ok())
}

/// An object or a list that is looked at as a whole before it is decoded.
#[derive(Debug)]
pub struct Whole<E> {
    value: Value,
    error: PhantomData<fn() -> E>,
}

/// Reads all of an object or a list.
#[doc(hidden)]
pub fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Whole<D::Error>, D::Error> {
    Ok(Whole { value: Value::deserialize(deserializer)?, error: PhantomData })
}

impl<E> Whole<E> {
    /// What was read.
    pub fn value(&self) -> &Value {
        &self.value
    }
}

impl<'de, E: Error> Deserializer<'de> for Whole<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.value.deserialize_any(visitor).map_err(E::custom)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// What is at a place in a value: `choices/0/text`. An integer is one, however
/// it is written.
#[doc(hidden)]
pub fn at<'v>(value: &'v Value, place: &str) -> Option<Cow<'v, Value>> {
    let found = value.pointer(&format!("/{place}"))?;
    let integer = integer(found).filter(|_| found.is_f64());
    Some(integer.map_or(Cow::Borrowed(found), |integer| Cow::Owned(integer.into())))
}

/// A value as an integer, however that is written.
fn integer(value: &Value) -> Option<i64> {
    let float = || value.as_f64().and_then(|value| JsonNumber::from(value).as_i64());
    value.as_i64().or_else(float)
}

/// The value of a tag: text, which is borrowed from the input where that is
/// possible, or another value, which numbers and booleans tell apart as well.
enum Tag<'de> {
    Text(Cow<'de, str>),
    Other(Value),
}

impl<'de> Deserialize<'de> for Tag<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TagVisitor)
    }
}

struct TagVisitor;

impl<'de> Visitor<'de> for TagVisitor {
    type Value = Tag<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a tag")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Tag<'de>, E> {
        Ok(Tag::Text(text.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tag<'de>, E> {
        Ok(Tag::Text(text.to_owned().into()))
    }

    fn visit_unit<E>(self) -> Result<Tag<'de>, E> {
        Ok(Tag::Other(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tag<'de>, E> {
        Ok(Tag::Other(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tag<'de>, E> {
        Ok(Tag::Other(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tag<'de>, E> {
        Ok(Tag::Other(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tag<'de>, E> {
        Ok(Tag::Other(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Tag<'de>, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(seq)).map(Tag::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Tag<'de>, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(map)).map(Tag::Other)
    }
}

/// A map whose first entries were read already: those, then the tag, then the
/// rest.
struct Replay<'de, A> {
    before: std::vec::IntoIter<(Cow<'de, str>, Value)>,
    tag: Option<(&'static str, Tag<'de>)>,
    value: Option<Tag<'de>>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replay<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        if let Some((key, value)) = self.before.next() {
            self.value = Some(Tag::Other(value));
            return seed.deserialize(key.into_deserializer()).map(Some);
        }
        match self.tag.take() {
            Some((key, tag)) => {
                self.value = Some(tag);
                seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some)
            }
            None => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some(Tag::Text(text)) => seed.deserialize(Text(text, PhantomData)),
            Some(Tag::Other(value)) => seed.deserialize(value).map_err(A::Error::custom),
            None => self.rest.next_value_seed(seed),
        }
    }
}

/// A text that was read already. Unlike a text of serde's own, it can be read
/// as an `Option`.
struct Text<'de, E>(Cow<'de, str>, PhantomData<E>);

impl<'de, E: Error> Deserializer<'de> for Text<'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.0 {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Defines a union of objects that one constant property, the tag, tells apart.
///
/// ```
/// # use openapi_client_runtime::serde_json::{self, json};
/// # use openapi_client_runtime::{serde, tagged_union};
/// #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
/// # #[serde(crate = "openapi_client_runtime::serde")]
/// pub struct Circle { r#type: String, radius: f64 }
///
/// tagged_union! {
///     /// A shape.
///     #[tag = "type"]
///     pub enum Shape {
///         /// A circle.
///         Circle(Circle) = "circle",
///     }
/// }
///
/// let read = |json| serde_json::from_value::<Shape>(json);
/// assert!(matches!(read(json!({"radius": 1.5, "type": "circle"})), Ok(Shape::Circle(_))));
/// assert!(matches!(read(json!({"type": "square", "side": 1})), Ok(Shape::Other(_))));
/// assert!(read(json!("circle")).is_err());
/// ```
#[macro_export]
macro_rules! tagged_union {
    (
        $(#[doc = $doc:tt])*
        #[tag = $tag:literal]
        pub enum $name:ident {
            $( $(#[doc = $variant_doc:tt])* $variant:ident($payload:ty $(,)?) = $($value:literal)|+, )*
        }
    ) => {
        $(#[doc = $doc])*
        #[doc = concat!("\nTold apart by `", $tag, "`; an object with another or no `", $tag, "` reads as `Other`.")]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[doc = $variant_doc])* $variant($payload), )*
            /// An object that the document does not list, kept as it is.
            Other($crate::serde_json::Value),
        }

        impl $crate::value::Union for $name {
            const EXPECTED: &'static str = concat!("an object with `", $tag, "`");
            const TAG: &'static str = $tag;

            fn object<'de, D: $crate::serde::Deserializer<'de>>(
                tag: ::std::option::Option<&str>,
                object: D,
            ) -> ::std::result::Result<Self, D::Error> {
                ::std::result::Result::Ok(match tag {
                    $( ::std::option::Option::Some($($value)|+) => {
                        Self::$variant($crate::value::decode(object)?)
                    } )*
                    _ => Self::Other($crate::serde::Deserialize::deserialize(object)?),
                })
            }
        }

        impl $crate::value::Empty for $name {
            fn empty() -> Self {
                Self::Other($crate::serde_json::Value::Null)
            }
        }

        $( impl ::std::convert::From<$payload> for $name {
            fn from(value: $payload) -> Self {
                Self::$variant(value)
            }
        } )*

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    $( Self::$variant(value) => value.serialize(serializer), )*
                    Self::Other(value) => value.serialize(serializer),
                }
            }
        }

        $crate::__union_deserialize!($name);
    };
}

/// Defines a union whose arms are told apart by JSON kind, by literal, or, for
/// objects, by tag.
///
/// Each variant says what it is told apart by: a text (a variant without
/// payload is that very string, one with payload an object whose tag has that
/// text; of several texts, `("a" | "b")`), or a JSON kind (`string`, `boolean`, `integer`, `number`, `list`,
/// `object`; `integers` for an [`integer_enum!`](crate::integer_enum), into
/// which integers convert; `default` for an object that no tag has told apart,
/// which is also what the union is where there is no value). `Other(Value) = [string, object]` keeps values of these kinds
/// that no other variant takes.
///
/// ```
/// # use openapi_client_runtime::serde_json::{self, Value, json};
/// # use openapi_client_runtime::union;
/// union! {
///     /// How many.
///     #[expected = "a string or an integer"]
///     pub enum Count {
///         /// All of them.
///         All = "all",
///         /// So many.
///         Exactly(i64) = integer,
///         /// Anything newer.
///         Other(Value) = [string],
///     }
/// }
///
/// let read = |json| serde_json::from_value::<Count>(json);
/// assert_eq!(read(json!("all")).unwrap(), Count::All);
/// assert_eq!(read(json!(7)).unwrap(), Count::Exactly(7));
/// assert_eq!(read(json!("few")).unwrap(), Count::Other(json!("few")));
/// assert_eq!(
///     read(json!([])).unwrap_err().to_string(),
///     "invalid type: sequence, expected a string or an integer"
/// );
/// ```
#[macro_export]
macro_rules! union {
    ($($definition:tt)*) => {
        $crate::__union! { [] $($definition)* }
    };
}

/// Defines a [`union!`](crate::union) in which some arms are told apart by more
/// than one property.
///
/// Such a variant says of which kind it is and what holds of all its values:
/// `(object, "role" = "user" | "system", "id" = present)`. A place in a value is
/// a path of properties, in which `0` is the first item of a list; what is there
/// is a text, a number (a negative one in parentheses) or a boolean, a kind,
/// `null`, `absent` or `present`; of several places one is enough. Where one of
/// several rules is enough, they stand in parentheses, and the kind behind them
/// takes all the rest: `((list, "0" = true), (list, "0" = absent), list)`. These variants are tried in their order, after
/// those that the tag alone tells apart, by looking at the value and never by
/// decoding it: what is decided for is decoded once.
///
/// ```
/// # use openapi_client_runtime::serde_json::{self, Value, json};
/// # use openapi_client_runtime::{object, ruled_union};
/// object! {
///     /// What was asked.
///     pub struct Question {
///         /// The text.
///         #[wire(required = "text")]
///         pub text: String,
///     }
/// }
///
/// object! {
///     /// What was answered.
///     pub struct Answer {
///         /// Its id.
///         #[wire(required = "id")]
///         pub id: String,
///         /// The text.
///         #[wire(required = "text")]
///         pub text: String,
///     }
/// }
///
/// ruled_union! {
///     /// What was said.
///     #[expected = "an object with `type`"]
///     pub enum Said {
///         /// An answer.
///         Answer(Answer) = (object, "type" = "message", "id" = present),
///         /// A question.
///         Question(Question) = (object, "type" = "message" | absent),
///         /// Anything newer.
///         Other(Value) = [object],
///     }
/// }
///
/// let read = |json| serde_json::from_value::<Said>(json).unwrap();
/// assert!(matches!(read(json!({"type": "message", "id": "1", "text": ""})), Said::Answer(_)));
/// assert!(matches!(read(json!({"text": "Why?"})), Said::Question(_)));
/// assert!(matches!(read(json!({"type": "image"})), Said::Other(_)));
/// ```
#[macro_export]
macro_rules! ruled_union {
    ($($definition:tt)*) => {
        $crate::__union! { [whole] $($definition)* }
    };
}

/// Both kinds of unions: where there is `whole`, objects and lists are looked at
/// as a whole once no tag has told them apart.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (
        [$($whole:ident)?]
        $(#[doc = $doc:tt])*
        #[expected = $expected:literal]
        $(#[tag = $tag:literal])?
        pub enum $name:ident {
            $( $(#[doc = $variant_doc:tt])* $variant:ident $(($payload:ty $(,)?))? = $key:tt, )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[doc = $variant_doc])* $variant $(($payload))?, )*
        }

        // One `if` or `return` per arm: the last return is without a condition
        // where a kind belongs to one arm alone.
        #[allow(unreachable_code)]
        impl $crate::value::Union for $name {
            const EXPECTED: &'static str = $expected;
            const TAG: &'static str = concat!("", $($tag)?);

            fn text(text: &str) -> ::std::result::Result<Self, $crate::value::Mismatch> {
                $( $crate::__union_arm!(text text; $variant $(($payload))? = $key); )*
                ::std::result::Result::Err($crate::value::Mismatch)
            }

            fn boolean(value: bool) -> ::std::result::Result<Self, $crate::value::Mismatch> {
                let _ = value;
                $( $crate::__union_arm!(boolean value; $variant $(($payload))? = $key); )*
                ::std::result::Result::Err($crate::value::Mismatch)
            }

            fn integer(
                value: $crate::JsonNumber,
            ) -> ::std::result::Result<Self, $crate::value::Mismatch> {
                let _ = value;
                $( $crate::__union_arm!(integer value; $variant $(($payload))? = $key); )*
                ::std::result::Result::Err($crate::value::Mismatch)
            }

            fn number(
                value: $crate::JsonNumber,
            ) -> ::std::result::Result<Self, $crate::value::Mismatch> {
                let _ = value;
                $( $crate::__union_arm!(number value; $variant $(($payload))? = $key); )*
                ::std::result::Result::Err($crate::value::Mismatch)
            }

            fn list<'de, D: $crate::serde::Deserializer<'de>>(
                list: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $( let list = $crate::value::$whole(list)?; )?
                $( $crate::__union_arm!(rule list list; $variant $(($payload))? = $key); )*
                $( $crate::__union_arm!(list list; $variant $(($payload))? = $key); )*
                drop(list);
                ::std::result::Result::Err(Self::mismatch($crate::value::Unexpected::Seq))
            }

            fn object<'de, D: $crate::serde::Deserializer<'de>>(
                tag: ::std::option::Option<&str>,
                object: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let _ = tag;
                $( $crate::__union_arm!(tag object tag; $variant $(($payload))? = $key); )*
                $( let object = $crate::value::$whole(object)?; )?
                $( $crate::__union_arm!(rule object object; $variant $(($payload))? = $key); )*
                $( $crate::__union_arm!(object object; $variant $(($payload))? = $key); )*
                drop(object);
                ::std::result::Result::Err(Self::mismatch($crate::value::Unexpected::Map))
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    $( $crate::__union_arm!(pattern value; $variant $(($payload))?) => {
                        $crate::__union_arm!(serialize value serializer; $(($payload))? $key)
                    } )*
                }
            }
        }

        #[allow(unreachable_code)]
        impl $crate::value::Empty for $name {
            fn empty() -> Self {
                $( $crate::__union_arm!(default_empty; $variant $(($payload))? = $key); )*
                $( $crate::__union_arm!(other_empty; $variant $(($payload))? = $key); )*
                $( $crate::__union_arm!(empty; $variant $(($payload))? = $key); )*
            }
        }

        $( $crate::__union_from!($name $variant $(($payload))? = $key); )*

        $crate::__union_deserialize!($name);
    };
}

/// What one variant of [`union!`](crate::union) contributes to each method.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_arm {
    (text $text:ident; $variant:ident = $key:literal) => {
        if $text == $key {
            return ::std::result::Result::Ok(Self::$variant);
        }
    };
    (text $text:ident; $variant:ident($payload:ty) = string) => {
        return ::std::result::Result::Ok(Self::$variant(
            <$payload as $crate::value::FromText>::from_text($text),
        ))
    };
    (text $text:ident; $variant:ident($payload:ty) = [string $($more:tt)*]) => {
        return ::std::result::Result::Ok(Self::$variant($text.into()))
    };
    (boolean $value:ident; $variant:ident($payload:ty) = boolean) => {
        return ::std::result::Result::Ok(Self::$variant(<$payload>::from($value)))
    };
    (integer $value:ident; $variant:ident($payload:ty) = integer) => {
        return <$payload as $crate::value::FromNumber>::from_number($value)
            .map(Self::$variant)
            .ok_or($crate::value::Mismatch)
    };
    (integer $value:ident; $variant:ident($payload:ty) = integers) => {
        $crate::__union_arm!(integer $value; $variant($payload) = integer)
    };
    (number $value:ident; $variant:ident($payload:ty) = number) => {
        return <$payload as $crate::value::FromNumber>::from_number($value)
            .map(Self::$variant)
            .ok_or($crate::value::Mismatch)
    };
    (list $list:ident; $variant:ident($payload:ty) = list) => {
        return $crate::value::decode::<$payload, _>($list).map(Self::$variant)
    };
    (list $list:ident; $variant:ident($payload:ty) = [$(string,)? $(object,)? list]) => {
        return $crate::value::decode::<$payload, _>($list).map(Self::$variant)
    };
    (tag $object:ident $tag:ident; $variant:ident($payload:ty) = $key:literal) => {
        if $tag == ::std::option::Option::Some($key) {
            return $crate::value::decode::<$payload, _>($object)
                .map(Self::$variant);
        }
    };
    (tag $object:ident $tag:ident; $variant:ident($payload:ty) = ($($key:literal)|+)) => {
        if ::std::matches!($tag, $(::std::option::Option::Some($key))|+) {
            return $crate::value::decode::<$payload, _>($object)
                .map(Self::$variant);
        }
    };
    (rule object $value:ident; $variant:ident($payload:ty) = (object, $($tests:tt)+)) => {
        $crate::__union_arm!(decide $value; $variant($payload) = $($tests)+);
    };
    (rule list $value:ident; $variant:ident($payload:ty) = (list, $($tests:tt)+)) => {
        $crate::__union_arm!(decide $value; $variant($payload) = $($tests)+);
    };
    (rule $kind:ident $value:ident; $variant:ident($payload:ty) = ($(($($rule:tt)+)),+ $(, $rest:ident)?)) => {
        $( $crate::__union_arm!(rule $kind $value; $variant($payload) = ($($rule)+)); )+
    };
    (object $object:ident; $variant:ident($payload:ty) = ($(($($rule:tt)+)),+ , object)) => {
        return $crate::value::decode::<$payload, _>($object).map(Self::$variant)
    };
    (list $list:ident; $variant:ident($payload:ty) = ($(($($rule:tt)+)),+ , list)) => {
        return $crate::value::decode::<$payload, _>($list).map(Self::$variant)
    };
    (
        decide $value:ident;
        $variant:ident($payload:ty) = $($($place:literal)|+ = $($is:tt)|+),+ $(,)?
    ) => {
        if $( $crate::__union_test!($value, [$($place),+], [$($is),+]) )&&+ {
            return $crate::value::decode::<$payload, _>($value).map(Self::$variant);
        }
    };
    // What is not understood must not be an arm that is never decided for.
    (decide $($other:tt)*) => {
        ::std::compile_error!(concat!("no test of an arm: ", stringify!($($other)*)))
    };
    (object $object:ident; $variant:ident($payload:ty) = object) => {
        return $crate::value::decode::<$payload, _>($object).map(Self::$variant)
    };
    (object $object:ident; $variant:ident($payload:ty) = default) => {
        return $crate::value::decode::<$payload, _>($object).map(Self::$variant)
    };
    (object $object:ident; $variant:ident($payload:ty) = [$(string,)? object $(, list)?]) => {
        return $crate::value::decode::<$payload, _>($object).map(Self::$variant)
    };
    (default_empty; $variant:ident($payload:ty) = default) => {
        return Self::$variant(<$payload as $crate::value::Empty>::empty())
    };
    (other_empty; $variant:ident($payload:ty) = [$($kind:ident),*]) => {
        return Self::$variant($crate::serde_json::Value::Null)
    };
    (empty; $variant:ident($payload:ty) = $key:tt) => {
        return Self::$variant(<$payload as $crate::value::Empty>::empty())
    };
    (empty; $variant:ident = $key:tt) => {
        return Self::$variant
    };
    (pattern $value:ident; $variant:ident($payload:ty)) => {
        Self::$variant($value)
    };
    (pattern $value:ident; $variant:ident) => {
        Self::$variant
    };
    (serialize $value:ident $serializer:ident; ($payload:ty) $key:tt) => {
        $value.serialize($serializer)
    };
    (serialize $value:ident $serializer:ident; $key:literal) => {
        $serializer.serialize_str($key)
    };
    ($($other:tt)*) => {};
}

/// Whether what is at one of these places is one of these.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_test {
    ($value:ident, [$($place:literal),+], $is:tt) => {
        ( $( $crate::__union_test!($value.value(), $place, $is) )||+ )
    };
    ($value:expr, $place:literal, [$($is:tt),+]) => {{
        let found = $crate::value::at($value, $place);
        let found = found.as_deref();
        $( $crate::__union_test!(found $is) )||+
    }};
    ($found:ident present) => {
        $found.is_some()
    };
    ($found:ident absent) => {
        $found.is_none()
    };
    ($found:ident null) => {
        $found.is_some_and($crate::serde_json::Value::is_null)
    };
    ($found:ident string) => {
        $found.is_some_and($crate::serde_json::Value::is_string)
    };
    ($found:ident boolean) => {
        $found.is_some_and($crate::serde_json::Value::is_boolean)
    };
    ($found:ident integer) => {
        $found.is_some_and(|value| value.is_i64() || value.is_u64())
    };
    ($found:ident number) => {
        $found.is_some_and($crate::serde_json::Value::is_number)
    };
    ($found:ident list) => {
        $found.is_some_and($crate::serde_json::Value::is_array)
    };
    ($found:ident object) => {
        $found.is_some_and($crate::serde_json::Value::is_object)
    };
    ($found:ident ($value:literal)) => {
        $found.is_some_and(|found| *found == $value)
    };
    ($found:ident $value:literal) => {
        $found.is_some_and(|found| *found == $value)
    };
}

/// The conversions into one variant of [`union!`](crate::union).
#[doc(hidden)]
#[macro_export]
macro_rules! __union_from {
    ($name:ident $variant:ident($payload:ty) = [$($kind:ident),*]) => {
        $( $crate::__union_from!(other $name $variant $kind); )*
    };
    ($name:ident $variant:ident($payload:ty) = $key:tt) => {
        impl ::std::convert::From<$payload> for $name {
            fn from(value: $payload) -> Self {
                Self::$variant(value)
            }
        }

        $crate::__union_from!(text $name $variant $payload = $key);
    };
    (text $name:ident $variant:ident $payload:ty = integers) => {
        impl ::std::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                Self::$variant(value.into())
            }
        }
    };
    (text $name:ident $variant:ident $payload:ty = string) => {
        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::$variant($crate::value::FromText::from_text(text))
            }
        }
    };
    (other $name:ident $variant:ident string) => {
        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                $crate::value::Union::text(text)
                    .unwrap_or_else(|$crate::value::Mismatch| Self::$variant(text.into()))
            }
        }
    };
    ($($other:tt)*) => {};
}

/// The entry into [`Union`](crate::value::Union) from serde.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_deserialize {
    ($name:ident) => {
        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::value::deserialize_union(deserializer)
            }
        }
    };
}
