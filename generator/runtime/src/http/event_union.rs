//! Events of a stream that are told apart by their names.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::Value;

use super::stream::{Event, EventData};

/// Reads an event from an object of its name and data.
#[doc(hidden)]
pub fn deserialize_event<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Event,
    D: Deserializer<'de>,
{
    #[derive(serde::Deserialize)]
    struct Object {
        event: String,
        data: Value,
    }

    let Object { event, data } = Object::deserialize(deserializer)?;
    let bytes = match data {
        Value::String(text) => text.into_bytes(),
        data => serde_json::to_vec(&data).map_err(D::Error::custom)?,
    };
    T::decode(&event, EventData::new(&bytes)).map_err(D::Error::custom)
}

/// Writes an event as an object of its name and data.
#[doc(hidden)]
pub fn serialize_event<S: Serializer>(
    event: &str,
    data: &impl Serialize,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_struct("Event", 2)?;
    object.serialize_field("event", event)?;
    object.serialize_field("data", data)?;
    object.end()
}

/// Returns the name by which an event is known: one that has none is called `message`,
/// where that is listed.
#[doc(hidden)]
pub fn event_name<'n>(name: &'n str, known: &[&str]) -> &'n str {
    const UNNAMED: &str = "message";
    if name.is_empty() && known.contains(&UNNAMED) { UNNAMED } else { name }
}

/// Returns the data of an event that is not known: JSON where it is JSON.
#[doc(hidden)]
pub fn raw_data(data: &str) -> Value {
    serde_json::from_str(data).unwrap_or_else(|_| data.into())
}

/// Defines the events of a stream: a variant per event, which holds its data,
/// and `Other` for what the document does not list.
///
/// ```
/// # use openapi_loom_runtime::serde_json::{self, json};
/// openapi_loom_runtime::event_union! {
///     /// What happens.
///     #[error = "error"]
///     #[end = "[DONE]"]
///     pub enum Progress {
///         /// So much is done.
///         Done(u8) = "progress.done",
///         /// What a person may read.
///         Note(String) = "progress.note" as text,
///     }
/// }
///
/// let read = |json| serde_json::from_value::<Progress>(json).unwrap();
/// assert_eq!(read(json!({"event": "progress.done", "data": 7})), Progress::Done(7));
/// assert_eq!(read(json!({"event": "progress.new", "data": {}})).event(), "progress.new");
/// ```
#[macro_export]
macro_rules! event_union {
    (
        $(#[doc $($doc:tt)+])*
        #[error = $error:literal]
        #[end = $end:literal]
        pub enum $name:ident {
            $( $(#[doc $($variant_doc:tt)+])* $variant:ident($payload:ty $(,)?) = $event:literal $(as $how:ident)?, )*
        }
    ) => {
        $(#[doc $($doc)+])*
        ///
        /// An event that the document does not list is `Other`. The event that
        /// ends the stream has no variant, nor has one by which the stream reports
        /// an error: the stream ends, or yields an error.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[doc $($variant_doc)+])* $variant($payload), )*
            /// An event that the document does not list.
            Other {
                /// Its name.
                event: ::std::string::String,
                /// Its data as sent.
                data: ::std::string::String,
            },
        }

        impl $name {
            /// Returns the event's name.
            pub fn event(&self) -> &str {
                match self {
                    $( Self::$variant(_) => $event, )*
                    Self::Other { event, .. } => event,
                }
            }
        }

        impl $crate::http::Event for $name {
            const ERROR: &'static str = $error;
            const END: &'static str = $end;
            // An event of that name that is described has something to say.
            const PING: &'static str =
                if $crate::value::is_listed("ping", &[$($event),*]) { "" } else { "ping" };

            fn unnamed() -> $crate::value::Shape {
                $(
                    if $event == "message" {
                        return $crate::event_shape!($payload $(, $how)?);
                    }
                )*
                $crate::value::Shape::default()
            }

            fn is_text(name: &str) -> bool {
                match $crate::http::event_name(name, &[$($event),*]) {
                    $( $event => $crate::event_is_text!($($how)?), )*
                    _ => false,
                }
            }

            fn decode(name: &str, data: $crate::http::EventData<'_>) -> $crate::http::Result<Self> {
                // Each is made where it is returned: what is large would be moved.
                match $crate::http::event_name(name, &[$($event),*]) {
                    $(
                        $event => ::std::result::Result::Ok(Self::$variant(
                            $crate::event_data!(data $(, $how)?),
                        )),
                    )*
                    _ => ::std::result::Result::Ok(Self::Other {
                        event: name.to_owned(),
                        data: ::std::string::String::from_utf8_lossy(data.as_bytes()).into_owned(),
                    }),
                }
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    $( Self::$variant(data) => {
                        $crate::http::serialize_event($event, data, serializer)
                    } )*
                    Self::Other { event, data } => {
                        $crate::http::serialize_event(event, &$crate::http::raw_data(data), serializer)
                    }
                }
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::http::deserialize_event(deserializer)
            }
        }
    };
}

/// The shape of the data of an event.
#[doc(hidden)]
#[macro_export]
macro_rules! event_shape {
    ($payload:ty) => {
        $crate::value::Shape::of::<$payload>()
    };
    ($payload:ty, text) => {
        $crate::value::Shape::default()
    };
}

/// Tells whether the data of an event is text as it comes.
#[doc(hidden)]
#[macro_export]
macro_rules! event_is_text {
    () => {
        false
    };
    (text) => {
        true
    };
}

/// Reads the data of an event: JSON, or text as it comes.
#[doc(hidden)]
#[macro_export]
macro_rules! event_data {
    ($data:ident) => {
        $data.json()?
    };
    ($data:ident, text) => {
        $data.text().into()
    };
}
