//! JSON values as generated types need them.
//!
//! Everything here is about keeping what is on the wire: the difference
//! between absent and null ([`Nullable`]), values that a newer server adds
//! ([`open_enum!`](crate::open_enum), [`union!`](crate::union),
//! [`Constant`]), and properties that a server leaves out although its
//! document calls them required ([`Empty`]).

mod constant;
mod empty;
mod event;
#[cfg(feature = "forms")]
mod file;
mod merge;
mod nullable;
mod object;
mod open_enum;
mod text;
mod time;
mod union;

pub use constant::{Constant, Constants};
pub use empty::Empty;
pub use event::{deserialize_event, event_name, raw_data, serialize_event};
#[cfg(feature = "forms")]
pub use file::File;
#[cfg(feature = "forms")]
pub(crate) use file::{FileError, Files};
pub use merge::MergeRules;
pub use nullable::{IntoNullable, IntoNullableList, IntoNullableMap, Nullable, marker};
pub use object::{Object, Presence, Rest, Writer, deserialize_object, serialize_object, wire};
pub use open_enum::{OpenEnum, deserialize_text};
pub use serde::de::Unexpected;
pub use text::FromText;
pub use time::UnixTime;
pub use union::{Mismatch, Union, Whole, at, deserialize_union, whole};
