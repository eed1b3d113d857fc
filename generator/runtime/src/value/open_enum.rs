//! String enums that stay open.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

/// An enum by [`open_enum!`](crate::open_enum).
#[doc(hidden)]
pub trait OpenEnum: From<String> + AsRef<str> {
    /// Returns the variant of a text that the document lists.
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
/// assert_eq!(Role::Assistant, "assistant");
/// assert_eq!("user".parse(), Ok(Role::User));
/// assert_eq!(String::from(Role::User), "user");
/// assert!(Role::Assistant < Role::User);
/// ```
///
/// Two values are equal, and in order, as their texts are.
#[macro_export]
macro_rules! open_enum {
    (
        $(#[doc $($doc:tt)+])*
        $(#[deprecated $($deprecated:tt)*])?
        pub enum $name:ident {
            $(
                $(#[doc $($variant_doc:tt)+])*
                $(#[deprecated $($variant_deprecated:tt)*])?
                $(#[cfg $($variant_cfg:tt)+])*
                $variant:ident = $value:literal,
            )*
        }
    ) => {
        $(#[doc $($doc)+])*
        $(#[deprecated $($deprecated)*])?
        ///
        /// The enum is open: a value that the document does not list reads as
        /// `Other` and is sent back unchanged, and any text converts into it.
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[doc $($variant_doc)+])*
                #[doc = concat!("\n`", $value, "`")]
                $(#[deprecated $($variant_deprecated)*])?
                $(#[cfg $($variant_cfg)+])*
                $variant,
            )*
            /// A value that the document does not list.
            Other(::std::string::String),
        }

        impl $name {
            /// Returns the text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $( $(#[cfg $($variant_cfg)+])* Self::$variant => $value, )*
                    Self::Other(text) => text,
                }
            }
        }

        impl $crate::value::OpenEnum for $name {
            fn known(text: &str) -> ::std::option::Option<Self> {
                match text {
                    $(
                        $(#[cfg $($variant_cfg)+])*
                        $value => ::std::option::Option::Some(Self::$variant),
                    )*
                    _ => ::std::option::Option::None,
                }
            }
        }

        impl $crate::value::Empty for $name {
            fn empty() -> Self {
                Self::Other(::std::string::String::new())
            }
        }

        impl<T: $crate::value::Text> ::std::convert::From<T> for $name {
            fn from(text: T) -> Self {
                $crate::value::OpenEnum::known(text.as_ref())
                    .unwrap_or_else(|| Self::Other(text.into()))
            }
        }

        impl ::std::convert::From<$name> for ::std::string::String {
            fn from(value: $name) -> Self {
                match value {
                    $name::Other(text) => text,
                    listed => listed.as_str().to_owned(),
                }
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            // `Self::Err` could be a variant.
            fn from_str(
                text: &str,
            ) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(text.into())
            }
        }

        impl<T: ::std::convert::AsRef<str> + ?::std::marker::Sized> ::std::cmp::PartialEq<T>
            for $name
        {
            fn eq(&self, other: &T) -> bool {
                self.as_str() == other.as_ref()
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::cmp::PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> ::std::option::Option<::std::cmp::Ordering> {
                ::std::option::Option::Some(::std::cmp::Ord::cmp(self, other))
            }
        }

        impl ::std::cmp::Ord for $name {
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(self.as_str(), state);
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
