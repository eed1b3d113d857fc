//! JSON values as generated types need them.
//!
//! Everything here is about keeping what is on the wire: the difference
//! between absent and null ([`Nullable`]), values that a newer server adds
//! ([`open_enum!`](crate::open_enum), [`integer_enum!`](crate::integer_enum),
//! [`union!`](crate::union), [`Constant`]), and properties that a server leaves out although its
//! document calls them required ([`Empty`]); and about taking what is meant,
//! however it is written: integers ([`JsonNumber`], [`UnixTime`]) and texts that
//! stand for something ([`Parsed`]).

mod apart;
mod argument;
mod buffered;
#[doc(hidden)]
pub mod carry;
mod constant;
mod convert;
mod empty;
mod extra;
mod finite;
mod integer_enum;
mod lenient;
mod merge;
mod misfit;
mod nullable;
mod nulls;
mod number;
mod object;
mod open_enum;
mod packed;
mod parsed;
mod saturated;
mod shape;
mod source;
#[cfg(feature = "schemars")]
mod strict;
mod surrogates;
mod text;
mod time;
mod too_large;
mod trace;
mod union;

pub use apart::Apart;
pub use argument::{
    IntoList, IntoMap, IntoNullable, IntoNullableJson, IntoNullableList, IntoNullableMap,
    IntoNullableObject, IntoObject, IntoOptional, IntoOptionalList, IntoOptionalMap,
    IntoOptionalObject, IntoValue, marker,
};
pub(crate) use buffered::reader;
pub use constant::{Constant, Constants};
#[cfg(feature = "schemars")]
pub(crate) use convert::name_of;
pub use convert::{ConversionError, convert, convert_with_extra};
pub use empty::Empty;
pub use extra::Extra;
#[cfg(feature = "schemars")]
pub(crate) use extra::unwritten;
pub(crate) use extra::without;
pub(crate) use finite::{finite_text, not_finite};
pub use lenient::decode;
pub use merge::MergeRules;
pub(crate) use misfit::Misfit;
pub use nullable::Nullable;
pub use number::{FromNumber, JsonNumber};
pub(crate) use object::Key;
pub use object::{
    InStead, Object, Presence, Rest, Writer, deserialize_object, serialize_object, wire,
};
pub use open_enum::{OpenEnum, deserialize_text};
pub use parsed::{Format, Parsed};
pub(crate) use saturated::saturating;
pub use serde::de::Unexpected;
#[doc(hidden)]
pub use shape::{OBJECT, Shape, is_listed};
#[cfg(feature = "schemars")]
pub use strict::{SchemaError, strict_schema};
#[cfg(feature = "schemars")]
pub(crate) use strict::{arguments_schema, schema_name};
pub(crate) use surrogates::replaced;
pub use text::{FromText, Text};
pub use time::UnixTime;
pub(crate) use time::wall_time;
pub(crate) use too_large::{NOT_FINITE, with_nulls};
pub(crate) use trace::traced;
pub use union::{
    ListUnion, Mismatch, OpenUnion, Shared, Union, Unlisted, Whole, at, by_rules,
    deserialize_union, other, whole,
};
