//! Integer enums that stay open.

/// Defines an integer enum that keeps values which its document does not list.
///
/// ```
/// # use openapi_loom_runtime::serde_json;
/// openapi_loom_runtime::integer_enum! {
///     /// What a channel is for.
///     pub enum Kind {
///         /// Text.
///         Text = 0,
///         /// Talk.
///         Voice = 2,
///     }
/// }
///
/// assert_eq!(Kind::from(2), Kind::Voice);
/// assert_eq!(Kind::from(7), Kind::Other(7));
/// assert_eq!(Kind::Voice, 2);
/// assert_eq!(Kind::Voice.to_string(), "2");
/// assert_eq!(i64::from(Kind::Text), 0);
/// assert_eq!(serde_json::from_str::<Kind>("2.0").unwrap(), Kind::Voice);
/// assert_eq!(serde_json::to_string(&Kind::Other(7)).unwrap(), "7");
/// ```
#[macro_export]
macro_rules! integer_enum {
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
        /// `Other` and is sent back unchanged, and any integer converts into it.
        #[derive(Clone, Copy, Debug)]
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
            Other(i64),
        }

        impl $name {
            /// Returns the integer on the wire.
            pub const fn as_i64(self) -> i64 {
                match self {
                    $( $(#[cfg $($variant_cfg)+])* Self::$variant => $value, )*
                    Self::Other(value) => value,
                }
            }
        }

        impl ::std::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                match value {
                    $( $(#[cfg $($variant_cfg)+])* $value => Self::$variant, )*
                    _ => Self::Other(value),
                }
            }
        }

        impl ::std::convert::From<i32> for $name {
            fn from(value: i32) -> Self {
                i64::from(value).into()
            }
        }

        impl ::std::convert::From<$name> for i64 {
            fn from(value: $name) -> Self {
                value.as_i64()
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_i64() == other.as_i64()
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::cmp::PartialEq<i64> for $name {
            fn eq(&self, other: &i64) -> bool {
                self.as_i64() == *other
            }
        }

        impl ::std::cmp::PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> ::std::option::Option<::std::cmp::Ordering> {
                ::std::option::Option::Some(::std::cmp::Ord::cmp(self, other))
            }
        }

        impl ::std::cmp::Ord for $name {
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                ::std::cmp::Ord::cmp(&self.as_i64(), &other.as_i64())
            }
        }

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(&self.as_i64(), state);
            }
        }

        impl $crate::value::Empty for $name {
            fn empty() -> Self {
                Self::from(0i64)
            }
        }

        impl $crate::value::FromNumber for $name {
            fn from_number(number: $crate::JsonNumber) -> ::std::option::Option<Self> {
                number.as_i64().map(<Self as ::std::convert::From<i64>>::from)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::value::decode::<i64, D>(deserializer)
                    .map(<Self as ::std::convert::From<i64>>::from)
            }
        }
    };
}
