//! The conversions that the arguments of constructors and setters take.
//!
//! A trait here is implemented for all that becomes what the document has. Nothing is lost
//! but of numbers that are too large or too exact, as [`IntoValue`] says. `M` is the way that
//! leads there, and is always inferred.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::ser::Serialize;
use serde_json::{Map, Value};

use super::buffered::from_value;
use super::misfit::Misfit;
use super::{Apart, Empty, ListUnion, Nullable, Object, OpenEnum, OpenUnion, Union};

/// The ways from what a caller has to what the document has.
#[doc(hidden)]
pub mod marker {
    use std::marker::PhantomData;

    /// By [`Into`].
    #[derive(Debug)]
    pub enum Converted {}

    /// From a text behind a pointer.
    #[derive(Debug)]
    pub enum Behind {}

    /// From a number of another width.
    #[derive(Debug)]
    pub enum Widened {}

    /// From a number that is borrowed.
    #[derive(Debug)]
    pub struct Copied<M>(PhantomData<M>);

    /// By cloning what is borrowed: an object, a union, an enum.
    #[derive(Debug)]
    pub enum Cloned<const KIND: u8> {}

    /// From what is held apart.
    #[derive(Debug)]
    pub enum HeldApart {}

    /// From JSON.
    #[derive(Debug)]
    pub enum Json {}

    /// By cloning an object that is an arm of a union.
    #[derive(Debug)]
    pub enum Arm {}

    /// From lists of texts.
    #[derive(Debug)]
    pub enum Texts {}

    /// From lists of integers of another width.
    #[derive(Debug)]
    pub enum Integers {}

    /// By the arm of a union that is a file, from what becomes one.
    #[derive(Debug)]
    pub enum AsFile {}

    /// By the arm of a union that is a map.
    #[derive(Debug)]
    pub enum Mapped {}

    /// By the arm of a union that is a list; of several, by the one of this number.
    #[derive(Debug)]
    pub struct Listed<const NUMBER: u8, M>(PhantomData<M>);

    /// From something that can be iterated over.
    #[derive(Debug)]
    pub struct Each<M>(PhantomData<M>);

    /// From a tuple.
    #[derive(Debug)]
    pub struct Together<M>(PhantomData<M>);

    /// From something that is there.
    #[derive(Debug)]
    pub struct Given<M>(PhantomData<M>);

    /// From an [`Option`].
    #[derive(Debug)]
    pub struct Perhaps<M>(PhantomData<M>);

    /// From an [`Option`] of an item, which may mean no list or an empty one: it is
    /// there so that neither is meant.
    #[derive(Debug)]
    pub struct Unclear<M>(PhantomData<M>);

    /// From an [`Option`] that is borrowed.
    #[derive(Debug)]
    pub struct Borrowed<M>(PhantomData<M>);

    /// From a [`Nullable`](crate::Nullable).
    #[derive(Debug)]
    pub enum Presence {}
}

use marker::{
    Arm, Behind, Borrowed, Cloned, Converted, Copied, Each, Given, HeldApart, Integers, Json,
    Listed, Mapped, Perhaps, Presence, Texts, Together, Unclear, Widened,
};

/// An argument of type `T`: anything that converts into it, and
///
/// - for an object, a union or an enum, one by reference, which is cloned;
/// - for a union, an object by reference that converts into it, which is cloned;
/// - for what is held [apart](Apart), its holder, owned or borrowed;
/// - for texts, a text behind whatever pointer;
/// - for a number, one by reference, as slices have them;
/// - for 64-bit integers, `usize`, `isize` and `u64`; beyond `i64::MAX` it is that;
/// - for 32-bit numbers, `f64` and `i32`, rounded;
/// - for a list of texts, or a text that may be null, inside a map or a list, the same of `&str`;
/// - for a list of integers inside a map or a list, one of any width;
/// - for a union with an arm that is a file, its path, or one by reference;
/// - for a union with an arm that is a map of texts, an array or a [`Vec`] of pairs;
/// - for a union with an arm that is a list, an array, a slice or a tuple of what
///   converts into the items, a [`Vec`] of the items, of `&str` for texts, of paths for files
///   and of any integers for integers, or a JSON list where [`IntoList`] takes one;
/// - for a union that keeps what it does not know, JSON: a value that no variant is
///   for, or of which a variant would lose something, is sent as it is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no `{T}`, and nothing makes one of it",
    label = "expected what converts into `{T}`",
    note = "JSON becomes an object by `serde_json::from_value`; `.body_field(…)` of a call sends any",
    note = "items go where a list does as an array or by reference: `[One::new()]`, `&ones`"
)]
pub trait IntoValue<T, M> {
    /// Converts.
    fn into_value(self) -> T;
}

impl<T, U: Into<T>> IntoValue<T, Converted> for U {
    fn into_value(self) -> T {
        self.into()
    }
}

macro_rules! by_clone {
    ($($kind:literal = $of:ident),*) => {
        $(
            impl<T: $of + Clone> IntoValue<T, Cloned<$kind>> for &T {
                fn into_value(self) -> T {
                    self.clone()
                }
            }
        )*
    };
}

by_clone!(0 = Object, 1 = Union, 2 = OpenEnum);

impl<T: Union + From<U>, U: Object + Clone> IntoValue<T, Arm> for &U {
    fn into_value(self) -> T {
        self.clone().into()
    }
}

impl<T> IntoValue<T, HeldApart> for Apart<T> {
    fn into_value(self) -> T {
        self.into_inner()
    }
}

impl<T: Clone> IntoValue<T, HeldApart> for &Apart<T> {
    fn into_value(self) -> T {
        T::clone(self)
    }
}

macro_rules! behind {
    ($($pointer:ty),*) => {
        $(
            impl<T: for<'a> From<&'a str>> IntoValue<T, Behind> for $pointer {
                fn into_value(self) -> T {
                    let text: &str = self.as_ref();
                    text.into()
                }
            }
        )*
    };
}

behind!(Arc<str>, Rc<str>, &Arc<str>, &Rc<str>, &Box<str>, &Cow<'_, str>, &&str, &&String);

impl IntoValue<Option<String>, Behind> for Option<&str> {
    fn into_value(self) -> Option<String> {
        self.map(str::to_owned)
    }
}

impl IntoValue<Vec<String>, Texts> for Vec<&str> {
    fn into_value(self) -> Vec<String> {
        self.into_iter().map(str::to_owned).collect()
    }
}

impl IntoValue<Vec<String>, Texts> for Vec<&String> {
    fn into_value(self) -> Vec<String> {
        self.into_iter().cloned().collect()
    }
}

impl<const N: usize> IntoValue<Vec<String>, Texts> for [&str; N] {
    fn into_value(self) -> Vec<String> {
        self.map(str::to_owned).into()
    }
}

macro_rules! mapped {
    ($(<$(const $size:ident)?> $pairs:ty),*) => {
        $(
            impl<T, K, V, $(const $size: usize)?> IntoValue<T, Mapped> for $pairs
            where
                T: OpenUnion + From<BTreeMap<String, String>>,
                K: Into<String>,
                V: Into<String>,
            {
                fn into_value(self) -> T {
                    let pairs = self.into_iter().map(|(key, value)| (key.into(), value.into()));
                    pairs.collect::<BTreeMap<String, String>>().into()
                }
            }
        )*
    };
}

mapped!(<const N> [(K, V); N], <> Vec<(K, V)>);

/// Gives the greatest `i64` for what is beyond it.
fn saturated(integer: impl TryInto<i64>) -> i64 {
    integer.try_into().unwrap_or(i64::MAX)
}

macro_rules! saturating {
    ($($from:ty),*) => {
        $(
            impl IntoValue<i64, Widened> for $from {
                fn into_value(self) -> i64 {
                    saturated(self)
                }
            }
        )*
    };
}

saturating!(usize, u64, isize);

macro_rules! copied {
    ($($number:ty),*) => {
        $(
            impl<T, M> IntoValue<T, Copied<M>> for &$number
            where
                $number: IntoValue<T, M>,
            {
                fn into_value(self) -> T {
                    (*self).into_value()
                }
            }
        )*
    };
}

copied!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize, f32, f64);

/// An integer of another type than `i64`, whose lists convert by [`Into`].
#[doc(hidden)]
pub trait OtherInteger: TryInto<i64> + Copy {}

macro_rules! other_integers {
    ($($integer:ty),*) => {
        $( impl OtherInteger for $integer {} )*
    };
}

other_integers!(i8, i16, i32, isize, u8, u16, u32, u64, usize);

macro_rules! integers {
    ($(<$(const $size:ident)?> $list:ty),*) => {
        $(
            impl<I: OtherInteger, $(const $size: usize)?> IntoValue<Vec<i64>, Integers> for $list {
                fn into_value(self) -> Vec<i64> {
                    self.iter().map(|&integer| saturated(integer)).collect()
                }
            }
        )*
    };
}

integers!(<> Vec<I>, <> &Vec<I>, <> &[I], <const N> [I; N], <const N> &[I; N]);

impl<L: IntoValue<Vec<i64>, Integers>> IntoValue<Vec<Vec<i64>>, Each<Integers>> for Vec<L> {
    fn into_value(self) -> Vec<Vec<i64>> {
        self.into_iter().map(IntoValue::into_value).collect()
    }
}

impl IntoValue<f32, Widened> for f64 {
    fn into_value(self) -> f32 {
        self as f32
    }
}

impl IntoValue<f32, Widened> for i32 {
    fn into_value(self) -> f32 {
        self as f32
    }
}

impl<T: OpenUnion + Serialize + DeserializeOwned> IntoValue<T, Json> for Value {
    fn into_value(self) -> T {
        let known: Option<T> = from_value(&self).ok();
        let keeps_all = |known: &T| serde_json::to_value(known).is_ok_and(|json| json == self);
        known.filter(keeps_all).unwrap_or_else(|| T::unlisted(self))
    }
}

/// The item of a list that an arm of `T` is.
type Item<T, const NUMBER: u8> = <<T as ListUnion<NUMBER>>::List as IntoIterator>::Item;

/// Makes the list that an arm of `T` is of `items`.
fn listed<T: ListUnion<NUMBER>, M, const NUMBER: u8>(
    items: impl IntoList<Item<T, NUMBER>, M>,
) -> T {
    items.into_list().into_iter().collect::<T::List>().into()
}

/// One implementation for each arm: of several, the compiler takes the one into whose items
/// the items convert. Of the [`Vec`]s there are those of texts and integers alone: any other
/// converts by [`Into`], which says of which items it is where the caller does not.
macro_rules! listed {
    ($($number:literal)*) => {
        $(
            listed! {
                $number:
                [U, const N: usize] [U; N] as U;
                ['a, U, const N: usize] &'a [U; N] as &'a U;
                ['a, U] &'a [U] as &'a U;
                ['a, U] &'a Vec<U> as &'a U;
            }

            listed! {
                $number:
                [] Vec<&str>, Texts => Vec<String>;
                [] Vec<&String>, Texts => Vec<String>;
                [I: OtherInteger,] Vec<I>, Integers => Vec<i64>;
                [L: IntoValue<Vec<i64>, Integers>,] Vec<L>, Each<Integers> => Vec<Vec<i64>>;
            }

            impl<T: ListUnion<$number>> IntoValue<T, Listed<$number, Json>> for Value
            where
                Self: IntoList<Item<T, $number>, Json>,
            {
                fn into_value(self) -> T {
                    listed(self)
                }
            }
        )*
    };
    ($number:literal: $([$($param:tt)*] $from:ty, $way:ty => $list:ty;)*) => {
        $(
            impl<$($param)* T: ListUnion<$number, List = $list>>
                IntoValue<T, Listed<$number, $way>> for $from
            {
                fn into_value(self) -> T {
                    T::from(IntoValue::<$list, $way>::into_value(self))
                }
            }
        )*
    };
    ($number:literal: $([$($param:tt)*] $list:ty as $item:ty;)*) => {
        $(
            impl<$($param)*, T: ListUnion<$number>, M> IntoValue<T, Listed<$number, M>> for $list
            where
                $item: IntoValue<Item<T, $number>, M>,
            {
                fn into_value(self) -> T {
                    listed(self)
                }
            }
        )*
    };
}

listed! { 1 2 3 }

/// An argument for a list: an iterator, or a tuple of up to twelve, the items of which
/// convert into `T` each in its way. Where `T` is a union that keeps what it does not
/// know, a JSON list as well; the call that is to send JSON of another kind fails with
/// [`ErrorKind::Configuration`](crate::http::ErrorKind::Configuration).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of `{T}`, and nothing makes one of it",
    label = "expected a list or an iterator of what converts into `{T}`, or a tuple of such",
    note = "one item goes as a list of one: `[One::new()]`",
    note = "items of several types go as a tuple: `(One::new(), Other::new())`"
)]
pub trait IntoList<T, M> {
    /// Converts.
    fn into_list(self) -> Vec<T>;
}

impl<T, M, I: IntoIterator<Item: IntoValue<T, M>>> IntoList<T, Each<M>> for I {
    fn into_list(self) -> Vec<T> {
        self.into_iter().map(IntoValue::into_value).collect()
    }
}

impl<T: OpenUnion + Serialize + DeserializeOwned> IntoList<T, Json> for Value {
    fn into_list(self) -> Vec<T> {
        match self {
            Self::Array(items) => items.into_iter().map(IntoValue::into_value).collect(),
            other => {
                let key = Misfit::no_list(&other).into_key();
                vec![T::unlisted(Self::Object(Map::from_iter([(key, Self::Null)])))]
            }
        }
    }
}

impl<T, M, U: IntoValue<T, M>> IntoList<T, Unclear<M>> for Option<U> {
    fn into_list(self) -> Vec<T> {
        self.map(IntoValue::into_value).into_iter().collect()
    }
}

macro_rules! tuples {
    ($(($($item:ident $way:ident),*))*) => {
        $(
            impl<T, $($item, $way),*> IntoList<T, Together<($($way,)*)>> for ($($item,)*)
            where
                $( $item: IntoValue<T, $way>, )*
            {
                #[allow(non_snake_case, reason = "each is called by its type")]
                fn into_list(self) -> Vec<T> {
                    let ($($item,)*) = self;
                    vec![$( $item.into_value() ),*]
                }
            }

            tuples! { 1 ($($item $way),*) }
            tuples! { 2 ($($item $way),*) }
            tuples! { 3 ($($item $way),*) }
        )*
    };
    ($number:literal ($($item:ident $way:ident),*)) => {
        impl<T: ListUnion<$number>, $($item, $way),*>
            IntoValue<T, Listed<$number, Together<($($way,)*)>>> for ($($item,)*)
        where
            $( $item: IntoValue<self::Item<T, $number>, $way>, )*
        {
            fn into_value(self) -> T {
                listed(self)
            }
        }
    };
}

tuples! {
    (A MA)
    (A MA, B MB)
    (A MA, B MB, C MC)
    (A MA, B MB, C MC, D MD)
    (A MA, B MB, C MC, D MD, E ME)
    (A MA, B MB, C MC, D MD, E ME, F MF)
    (A MA, B MB, C MC, D MD, E ME, F MF, G MG)
    (A MA, B MB, C MC, D MD, E ME, F MF, G MG, H MH)
    (A MA, B MB, C MC, D MD, E ME, F MF, G MG, H MH, I MI)
    (A MA, B MB, C MC, D MD, E ME, F MF, G MG, H MH, I MI, J MJ)
    (A MA, B MB, C MC, D MD, E ME, F MF, G MG, H MH, I MI, J MJ, K MK)
    (A MA, B MB, C MC, D MD, E ME, F MF, G MG, H MH, I MI, J MJ, K MK, L ML)
}

/// An argument for a map: pairs of a text and what converts into `T`, or JSON. The call
/// that is to send JSON of another kind fails with
/// [`ErrorKind::Configuration`](crate::http::ErrorKind::Configuration).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no map to `{T}`, and nothing makes one of it",
    label = "expected pairs of a text and what converts into `{T}`"
)]
pub trait IntoMap<T, M> {
    /// Converts.
    fn into_map(self) -> BTreeMap<String, T>;
}

impl<T, K, V, M, N, I> IntoMap<T, Each<(M, N)>> for I
where
    I: IntoIterator<Item = (K, V)>,
    K: IntoValue<String, M>,
    V: IntoValue<T, N>,
{
    fn into_map(self) -> BTreeMap<String, T> {
        self.into_iter().map(|(key, value)| (key.into_value(), value.into_value())).collect()
    }
}

impl<T: DeserializeOwned + Empty> IntoMap<T, Json> for Value {
    fn into_map(self) -> BTreeMap<String, T> {
        let entry =
            |(key, value): (String, Value)| Misfit::read(&key, &value).map(|value| (key, value));
        let map = match self {
            Self::Object(object) => object.into_iter().map(entry).collect(),
            other => Err(Misfit::no_object(&other)),
        };
        map.unwrap_or_else(|misfit| BTreeMap::from([(misfit.into_key(), T::empty())]))
    }
}

/// An argument for an object of any properties: pairs of a text and what converts into
/// JSON, or JSON. The call that is to send JSON of another kind fails with
/// [`ErrorKind::Configuration`](crate::http::ErrorKind::Configuration).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no JSON object, and nothing makes one of it",
    label = "expected JSON, or pairs of a text and what converts into JSON"
)]
pub trait IntoObject<M> {
    /// Converts.
    fn into_object(self) -> Map<String, Value>;
}

impl<K, V, M, I> IntoObject<Each<M>> for I
where
    I: IntoIterator<Item = (K, V)>,
    K: IntoValue<String, M>,
    V: Into<Value>,
{
    fn into_object(self) -> Map<String, Value> {
        self.into_iter().map(|(key, value)| (key.into_value(), value.into())).collect()
    }
}

impl IntoObject<Json> for Value {
    fn into_object(self) -> Map<String, Value> {
        match self {
            Self::Object(object) => object,
            other => Map::from_iter([(Misfit::no_object(&other).into_key(), Self::Null)]),
        }
    }
}

/// Defines what the setters of properties take that may be left out, or be null.
macro_rules! presences {
    ($(
        $base:ident<$($param:ident),*>::$convert:ident -> $of:ty:
        $optional:ident::$into_optional:ident, $nullable:ident::$into_nullable:ident, $what:literal,
        $expected:literal, $note:literal;
    )*) => {
        $(
            #[doc = concat!("What the setter of ", $what, " that may be left out takes: what")]
            #[doc = concat!("[`", stringify!($base), "`] says, or an [`Option`] of it.")]
            #[diagnostic::on_unimplemented(
                message = "`{Self}` is not taken here",
                label = $expected,
                note = $note,
                note = "an `Option` is taken as well; of a bare `None` say which: `None::<&str>`"
            )]
            pub trait $optional<$($param,)* M> {
                /// Converts; `None` leaves the property out.
                fn $into_optional(self) -> Option<$of>;
            }

            impl<$($param,)* M, U: $base<$($param,)* M>> $optional<$($param,)* Given<M>> for U {
                fn $into_optional(self) -> Option<$of> {
                    Some(self.$convert())
                }
            }

            impl<$($param,)* M, U: $base<$($param,)* M>> $optional<$($param,)* Perhaps<M>> for Option<U> {
                fn $into_optional(self) -> Option<$of> {
                    self.map($base::$convert)
                }
            }

            impl<$($param,)* M, U> $optional<$($param,)* Borrowed<M>> for &Option<U>
            where
                U: $base<$($param,)* M> + Clone,
            {
                fn $into_optional(self) -> Option<$of> {
                    self.clone().map($base::$convert)
                }
            }

            #[doc = concat!("What the setter of ", $what, " that may also be null takes: what")]
            #[doc = concat!("[`", stringify!($base), "`] says, an [`Option`] of it, or a [`Nullable`].")]
            /// So does the argument for one that is required: there `None` is null.
            #[diagnostic::on_unimplemented(
                message = "`{Self}` is not taken here",
                label = $expected,
                note = $note,
                note = "an `Option` is taken as well, and `Nullable::Null` sends null; of a bare `None` say which: `None::<&str>`"
            )]
            pub trait $nullable<$($param,)* M> {
                /// Converts; `None` leaves the property out.
                fn $into_nullable(self) -> Nullable<$of>;
            }

            impl<$($param,)* M, U: $base<$($param,)* M>> $nullable<$($param,)* Given<M>> for U {
                fn $into_nullable(self) -> Nullable<$of> {
                    Nullable::Value(self.$convert())
                }
            }

            impl<$($param,)* M, U: $base<$($param,)* M>> $nullable<$($param,)* Perhaps<M>> for Option<U> {
                fn $into_nullable(self) -> Nullable<$of> {
                    self.map($base::$convert).into()
                }
            }

            impl<$($param,)* M, U> $nullable<$($param,)* Borrowed<M>> for &Option<U>
            where
                U: $base<$($param,)* M> + Clone,
            {
                fn $into_nullable(self) -> Nullable<$of> {
                    self.clone().map($base::$convert).into()
                }
            }

            impl<$($param),*> $nullable<$($param,)* Presence> for Nullable<$of> {
                fn $into_nullable(self) -> Self {
                    self
                }
            }
        )*
    };
}

presences! {
    IntoValue<T>::into_value -> T:
        IntoOptional::into_optional, IntoNullable::into_nullable, "a property",
        "expected what converts into `{T}`",
        "JSON becomes what is needed by `serde_json::from_value`";
    IntoList<T>::into_list -> Vec<T>:
        IntoOptionalList::into_optional_list, IntoNullableList::into_nullable_list, "a list",
        "expected a list or an iterator of what converts into `{T}`, or a tuple of such",
        "one item goes as `[One::new()]`, items of several types as `(One::new(), Other::new())`";
    IntoMap<T>::into_map -> BTreeMap<String, T>:
        IntoOptionalMap::into_optional_map, IntoNullableMap::into_nullable_map, "a map",
        "expected pairs of a text and what converts into `{T}`",
        "pairs go as an array or a map, `[(\"key\", value)]`, and JSON by `json!(…)`";
    IntoObject<>::into_object -> Map<String, Value>:
        IntoOptionalObject::into_optional_object, IntoNullableObject::into_nullable_object,
        "an object of any properties",
        "expected JSON, or pairs of a text and what converts into JSON",
        "JSON is made by `json!(…)`, and by `serde_json::to_value` of a type of your own";
}

/// An argument for a property that is any JSON, which may be null: what converts into
/// JSON, an [`Option`] of that, whose `None` is null, or a [`Nullable`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no JSON, and nothing makes some of it",
    label = "expected `json!(…)`, or what converts into it"
)]
pub trait IntoNullableJson<M> {
    /// Converts.
    fn into_nullable_json(self) -> Nullable<Value>;
}

impl<U: Into<Value>> IntoNullableJson<Converted> for U {
    fn into_nullable_json(self) -> Nullable<Value> {
        Nullable::Value(self.into())
    }
}

impl IntoNullableJson<Presence> for Nullable<Value> {
    fn into_nullable_json(self) -> Self {
        self
    }
}

#[cfg(test)]
#[allow(unreachable_pub, reason = "the macros define what is public")]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{open_enum, tagged_union};

    open_enum! {
        /// A loudness.
        pub enum Volume {
            Low = "low",
        }
    }

    crate::object! {
        /// A bell.
        pub struct Bell {
            /// The constant by which it is told apart.
            #[wire(corrected = "type")]
            #[always = "bell"]
            pub r#type: crate::value::Constant<Self>,
            /// The number of times that it is rung.
            #[wire(optional = "times")]
            pub times: Option<i64>,
        }
    }

    tagged_union! {
        /// Something that is heard.
        #[tag = "type"]
        pub enum Sound {
            /// A bell.
            Bell(Bell) = "bell",
        }
    }

    crate::union! {
        /// Several sounds that are heard, in order.
        #[expected = "a string or a list"]
        pub enum Tune {
            /// By its name.
            Name(String) = string,
            /// By its sounds.
            Sounds(Vec<Sound>) = items,
        }
    }

    crate::ruled_union! {
        /// The input that is measured.
        #[expected = "a string or a list"]
        pub enum Input {
            /// One text.
            Text(String) = string,
            /// Several texts.
            Texts(Vec<String>) = (items, "0" = string | absent),
            /// The tokens of one.
            Tokens(Vec<i64>) = (items_2, "0" = integer | absent),
            /// Those of several.
            Both(Vec<Vec<i64>>) = items_3,
        }
    }

    fn value<T, M>(argument: impl IntoValue<T, M>) -> T {
        argument.into_value()
    }

    fn optional<T, M>(argument: impl IntoOptional<T, M>) -> Option<T> {
        argument.into_optional()
    }

    fn nullable<T, M>(argument: impl IntoNullable<T, M>) -> Nullable<T> {
        argument.into_nullable()
    }

    fn list<T, M>(argument: impl IntoNullableList<T, M>) -> Nullable<Vec<T>> {
        argument.into_nullable_list()
    }

    fn map<T, M>(argument: impl IntoOptionalMap<T, M>) -> Option<BTreeMap<String, T>> {
        argument.into_optional_map()
    }

    fn bell(times: Option<i64>) -> Bell {
        Bell { r#type: Default::default(), times }
    }

    #[test]
    fn a_map_takes_texts_that_may_be_null_and_lists_of_texts() {
        let tags = map::<Option<String>, _>([("a", Some("b")), ("c", None)]).unwrap();
        assert_eq!(tags["a"].as_deref(), Some("b"));
        assert_eq!(tags["c"], None);
        let owned = map::<Option<String>, _>([("a", Some("b".to_owned()))]).unwrap();
        assert_eq!(owned["a"].as_deref(), Some("b"));
        for fields in [
            map::<Vec<String>, _>([("a", vec!["b"])]),
            map::<Vec<String>, _>([("a", ["b"])]),
            map::<Vec<String>, _>([("a", vec!["b".to_owned()])]),
        ] {
            assert_eq!(fields.unwrap()["a"], ["b"]);
        }
    }

    #[test]
    fn a_setter_takes_a_value_or_a_presence() {
        assert_eq!(nullable::<String, _>("a"), Nullable::Value("a".to_owned()));
        assert_eq!(nullable::<String, _>(Nullable::Null), Nullable::Null);
        assert_eq!(nullable::<String, _>(Nullable::Absent), Nullable::Absent);
        assert_eq!(nullable::<String, _>(None::<&str>), Nullable::Absent);
        assert_eq!(nullable::<Volume, _>(Some("low")), Nullable::Value(Volume::Low));
        assert_eq!(nullable::<f64, _>(0.5), Nullable::Value(0.5));
        assert_eq!(nullable::<f64, _>(2), Nullable::Value(2.0));
        assert_eq!(optional::<i64, _>(2usize), Some(2));
        assert_eq!(optional::<Volume, _>(None::<String>), None);
        // Any JSON: an option is one of JSON.
        let json = |json: Nullable<Value>| json;
        assert_eq!(json(None::<i64>.into_nullable_json()), Nullable::Value(Value::Null));
        assert_eq!(json(Some(7).into_nullable_json()), Nullable::Value(json!(7)));
        assert_eq!(json(Nullable::<Value>::Absent.into_nullable_json()), Nullable::Absent);
    }

    #[test]
    fn a_list_and_a_map_may_be_absent_or_null() {
        assert_eq!(list::<String, _>(["a"]), Nullable::Value(vec!["a".to_owned()]));
        assert_eq!(list::<String, _>(("a", &"b", String::from("c"))).as_ref().unwrap().len(), 3);
        assert_eq!(list::<String, _>(Nullable::Null), Nullable::Null);
        assert_eq!(list::<String, _>(None::<[&str; 1]>), Nullable::Absent);
        assert_eq!(list::<String, _>(Vec::<&str>::new()), Nullable::Value(Vec::new()));
        assert_eq!(
            list::<Sound, _>((bell(None), &Sound::Bell(bell(Some(2))))).as_ref().unwrap().len(),
            2
        );
        assert_eq!(map::<String, _>([("k", "v")]).unwrap()["k"], "v");
        assert_eq!(map::<i64, _>(json!({"k": 7})).unwrap()["k"], 7);
        assert_eq!(map::<i64, _>(None::<Value>), None);
    }

    #[test]
    fn numbers_keep_their_value_or_end_at_the_greatest() {
        assert_eq!(value::<i64, _>(7u32), 7);
        assert_eq!(value::<i64, _>(usize::MAX), i64::MAX);
        assert_eq!(value::<i64, _>(-7isize), -7);
        assert_eq!(value::<f32, _>(0.1), 0.1f32);
        assert_eq!(value::<f32, _>(3), 3.0);
        assert_eq!(value::<Vec<u8>, _>("a"), b"a");
    }

    #[test]
    fn a_union_takes_lists_of_what_converts() {
        let two = Tune::Sounds(vec![bell(None).into(), bell(Some(2)).into()]);
        let (one, other) = (bell(None), bell(Some(2)));
        let sound = Sound::Bell(other.clone());
        assert_eq!(value::<Tune, _>("name"), Tune::Name("name".to_owned()));
        assert_eq!(value::<Tune, _>([one.clone(), other.clone()]), two);
        assert_eq!(value::<Tune, _>((one.clone(), &sound)), two);
        assert_eq!(value::<Tune, _>(vec![one.clone().into(), sound.clone()]), two);
        assert_eq!(value::<Tune, _>(&vec![Sound::Bell(one.clone()), sound.clone()]), two);
        assert_eq!(value::<Tune, _>(&[Sound::Bell(one.clone()), sound.clone()][..]), two);
        assert_eq!(value::<Tune, _>(&[Sound::Bell(one.clone()), sound.clone()]), two);
        assert_eq!(value::<Tune, _>([&Sound::Bell(one), &sound]), two);
        assert_eq!(nullable::<Tune, _>(Some([other; 1])).as_ref().map(|_| ()), Some(()));
    }

    #[test]
    fn a_union_takes_an_arm_by_reference() {
        let (one, other) = (bell(None), bell(Some(2)));
        let two = vec![Sound::Bell(one.clone()), Sound::Bell(other.clone())];
        let bells = vec![one.clone(), other.clone()];
        assert_eq!(value::<Sound, _>(&one), two[0]);
        assert_eq!(list::<Sound, _>(&bells), Nullable::Value(two.clone()));
        assert_eq!(list::<Sound, _>(&bells[..]), Nullable::Value(two.clone()));
        assert_eq!(list::<Sound, _>((&one, other.clone())), Nullable::Value(two.clone()));
        assert_eq!(value::<Tune, _>(&bells), Tune::Sounds(two.clone()));
        assert_eq!(value::<Tune, _>([&one, &other]), Tune::Sounds(two));
    }

    #[test]
    fn a_union_takes_a_vector_of_texts_or_of_any_integers() {
        let texts = Input::Texts(vec!["a".to_owned(), "b".to_owned()]);
        let (a, b) = ("a".to_owned(), "b".to_owned());
        assert_eq!(value::<Input, _>(vec!["a", "b"]), texts);
        assert_eq!(value::<Input, _>(vec![&a, &b]), texts);
        assert_eq!(value::<Input, _>(["a", "b"]), texts);
        assert_eq!(value::<Input, _>(vec![a, b]), texts);

        let ids = vec![1u32, 2];
        let tokens = Input::Tokens(vec![1, 2]);
        assert_eq!(value::<Input, _>(&ids), tokens);
        assert_eq!(value::<Input, _>(&ids[..]), tokens);
        assert_eq!(value::<Input, _>([1, 2]), tokens);
        assert_eq!(value::<Input, _>(vec![1, 2]), tokens);
        assert_eq!(value::<Input, _>(vec![1i64, 2]), tokens);
        assert_eq!(value::<Input, _>(vec![1u8, 2]), tokens);
        assert_eq!(value::<Input, _>(vec![1usize, 2]), tokens);
        assert_eq!(value::<Input, _>(vec![u64::MAX]), Input::Tokens(vec![i64::MAX]));
        assert_eq!(nullable::<Input, _>(Some(ids.clone())), Nullable::Value(tokens.clone()));
        assert_eq!(value::<Input, _>(ids.clone()), tokens);

        let both = Input::Both(vec![vec![1, 2], vec![1, 2]]);
        assert_eq!(value::<Input, _>(vec![ids.clone(), ids.clone()]), both);
        assert_eq!(value::<Input, _>(&vec![ids.clone(), ids.clone()]), both);
        assert_eq!(value::<Input, _>([&ids, &ids]), both);
        assert_eq!(value::<Input, _>([&ids[..], &ids[..]]), both);
        assert_eq!(value::<Input, _>(vec![&ids[..], &ids[..]]), both);
        assert_eq!(value::<Input, _>(vec![[1u16, 2], [1, 2]]), both);
        assert_eq!(value::<Input, _>([ids.clone(), ids.clone()]), both);
        assert_eq!(value::<Input, _>(vec![vec![1, 2], vec![1, 2]]), both);
        assert_eq!(value::<Input, _>([[1, 2], [1, 2]]), both);
        assert_eq!(value::<Input, _>([vec![1i64, 2], vec![1, 2]]), both);
        assert_eq!(list::<Vec<i64>, _>([ids.clone()]), Nullable::Value(vec![vec![1, 2]]));
        assert_eq!(map::<Vec<i64>, _>([("a", ids)]).unwrap()["a"], [1, 2]);
    }

    #[test]
    fn json_of_a_union_is_sent_as_it_is() {
        let known: Sound = value(json!({"type": "bell", "times": 2}));
        assert_eq!(known, Sound::Bell(bell(Some(2))));
        let unknown = json!({"type": "gong"});
        assert_eq!(value::<Sound, _>(unknown.clone()), Sound::Other(unknown));
        // The bell would lose the key, and cannot be without a number.
        for kept in [json!({"type": "bell", "key": "c"}), json!({"type": "bell", "times": "often"})]
        {
            assert_eq!(value::<Sound, _>(kept.clone()), Sound::Other(kept));
        }
    }

    #[test]
    fn a_json_list_is_a_list_of_what_its_items_are() {
        let json = json!([{"type": "bell", "times": 2}, {"type": "gong"}]);
        let sounds = [Sound::Bell(bell(Some(2))), Sound::Other(json!({"type": "gong"}))];
        assert_eq!(list::<Sound, _>(json.clone()), Nullable::Value(sounds.to_vec()));
        assert_eq!(value::<Tune, _>(json), Tune::Sounds(sounds.to_vec()));
        assert_eq!(list::<Sound, _>(json!([])), Nullable::Value(Vec::new()));
    }

    #[test]
    fn json_that_is_no_list_says_so_in_its_stead() {
        let wanted = "is an object, where the document has a list";
        let problem = crate::value::not_finite(&list::<Sound, _>(json!({}))).unwrap();
        assert_eq!(problem, format!("`[0]` {wanted}"));
        let problem = crate::value::not_finite(&value::<Tune, _>(json!({}))).unwrap();
        assert_eq!(problem, format!("`[0]` {wanted}"));
    }

    #[test]
    fn json_that_is_no_map_says_so_in_its_stead() {
        let map = map::<i64, _>(json!({"k": "seven"})).unwrap();
        let problem = crate::value::not_finite(&map).unwrap();
        assert!(problem.starts_with("it is JSON in which `k` is wrong: "), "{problem}");
        let object = json!([1]).into_object();
        let problem = crate::value::not_finite(&BTreeMap::from([("schema", object)])).unwrap();
        assert_eq!(problem, "`schema` is a list, where the document has an object");
        assert_eq!(crate::value::not_finite(&json!({"k": 1}).into_object()), None);
    }
}
