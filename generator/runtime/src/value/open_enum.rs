//! String enums that stay open.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

/// What [`open_enum!`](crate::open_enum) implements.
pub trait OpenEnum: From<String> {
    /// The variant of a text that the document lists.
    fn known(text: &str) -> Option<Self>;
}

/// Decodes any string; the document's own values without an allocation.
#[doc(hidden)]
pub fn deserialize_text<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: OpenEnum,
    D: Deserializer<'de>,
{
    struct Text<T>(PhantomData<T>);

    impl<T: OpenEnum> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            Ok(T::known(text).unwrap_or_else(|| T::from(text.to_owned())))
        }
    }

    deserializer.deserialize_str(Text(PhantomData))
}

/// Defines a string enum that keeps values which its document does not list.
///
/// ```
/// openapi_loom_runtime::open_enum! {
///     /// Who wrote a message.
///     pub enum Role {
///         User = "user",
///         Assistant = "assistant",
///     }
/// }
///
/// assert_eq!(Role::from("user"), Role::User);
/// assert_eq!(Role::from("critic"), Role::Other("critic".to_owned()));
/// assert_eq!(Role::Assistant.as_str(), "assistant");
/// ```
#[macro_export]
macro_rules! open_enum {
    (
        $(#[doc = $doc:tt])*
        pub enum $name:ident {
            $( $(#[doc = $variant_doc:tt])* $variant:ident = $value:literal, )*
        }
    ) => {
        $(#[doc = $doc])*
        ///
        /// The enum is open: a value that the document does not list reads as
        /// `Other` and is sent back unchanged, and any text converts into it.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[doc = $variant_doc])* #[doc = concat!("\n`", $value, "`")] $variant, )*
            /// A value that the document does not list.
            Other(::std::string::String),
        }

        impl $name {
            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $value, )*
                    Self::Other(text) => text,
                }
            }
        }

        impl $crate::value::OpenEnum for $name {
            fn known(text: &str) -> ::std::option::Option<Self> {
                match text {
                    $( $value => ::std::option::Option::Some(Self::$variant), )*
                    _ => ::std::option::Option::None,
                }
            }
        }

        impl $crate::value::Empty for $name {
            fn empty() -> Self {
                Self::Other(::std::string::String::new())
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                $crate::value::OpenEnum::known(&text).unwrap_or(Self::Other(text))
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                text.to_owned().into()
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error>
            where
                S: $crate::serde::Serializer,
            {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
            where
                D: $crate::serde::Deserializer<'de>,
            {
                $crate::value::deserialize_text(deserializer)
            }
        }
    };
}
