//! Answers of several types, told apart by their status.

use reqwest::StatusCode;

use super::decode;
use super::error::{Error, ErrorKind};

/// The kind of a body, which says how it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyKind {
    /// JSON, in whatever charset.
    Json,
    /// Text, in the charset that it says.
    Text,
    /// Bytes, as they come. JSON in their place may be the server's error.
    Bytes,
    /// Bytes, as they come, of what may be JSON.
    JsonBytes,
    /// A body of which nothing is read.
    Nothing,
}

/// The answer of an operation that has several successes, as
/// [`answers!`](crate::answers) implements it.
pub trait Answer: Sized {
    /// Reads a body by the status that it came with.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](super::ErrorKind::Decode) if the body is not what
    /// the status promises.
    fn decode(status: StatusCode, body: &[u8]) -> Result<Self, Error>;

    /// Returns the kind of a body that comes with that status.
    fn body_kind(status: StatusCode) -> BodyKind {
        let _ = status;
        BodyKind::Json
    }
}

/// Reads an answer that is text in UTF-8; what is none is an error.
#[doc(hidden)]
pub fn text_answer(body: &[u8]) -> Result<String, Error> {
    let text = str::from_utf8(decode::without_mark(body));
    text.map(str::to_owned)
        .map_err(|error| Error::new(ErrorKind::Decode, "the text is not UTF-8").with_source(error))
}

/// Defines the answer of an operation that has several successes: a variant for
/// each status, with its body or without. A body is JSON, unless it is said
/// to be text by `#[body(text)]`, or bytes by `#[body(bytes)]`. JSON in the place of these is the
/// server's error, if it says `error`, and never in the place of `#[body(json_bytes)]`.
///
/// ```
/// use openapi_loom_runtime::http::{Answer, StatusCode};
///
/// openapi_loom_runtime::answers! {
///     /// What `createThing` answers.
///     pub enum CreateThingAnswer {
///         /// 200: the thing.
///         Ok(String) = 200,
///         /// 202: it is being worked on.
///         Accepted(u64) = 202,
///         /// 204: nothing.
///         NoContent = 204,
///     }
/// }
///
/// let read = |status: u16, body: &str| {
///     CreateThingAnswer::decode(StatusCode::from_u16(status).unwrap(), body.as_bytes())
/// };
/// assert_eq!(read(202, "7").unwrap(), CreateThingAnswer::Accepted(7));
/// assert_eq!(read(204, "").unwrap(), CreateThingAnswer::NoContent);
/// assert_eq!(read(201, "\"new\"").unwrap(), CreateThingAnswer::Ok("new".to_owned()));
/// assert!(read(200, "7").is_err());
/// ```
#[macro_export]
macro_rules! answers {
    (
        $(#[doc $($doc:tt)+])*
        pub enum $name:ident {
            $(
                $(#[doc $($variant_doc:tt)+])*
                $(#[body($how:ident)])?
                $variant:ident $(($payload:ty $(,)?))? = $status:literal,
            )*
        }
    ) => {
        $(#[doc $($doc)+])*
        ///
        /// Told apart by the status of the answer. A success that the document
        /// does not list reads as the first variant that has a body.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[doc $($variant_doc)+])* $variant $(($payload))?, )*
        }

        impl $crate::http::Answer for $name {
            // One `return` per variant for a status that is not listed: the
            // first with a body, or else the first.
            #[allow(unreachable_code, reason = "in some enums the first `return` is for any status")]
            fn decode(
                status: $crate::http::StatusCode,
                body: &[u8],
            ) -> $crate::http::Result<Self> {
                let _ = body;
                match status.as_u16() {
                    $(
                        $status => {
                            return $crate::__answer!(
                                read status body; $($how)? $variant $(($payload))?
                            );
                        }
                    )*
                    _ => {}
                }
                $( $crate::__answer!(with_body status body; $($how)? $variant $(($payload))?); )*
                $( return $crate::__answer!(read status body; $($how)? $variant $(($payload))?); )*
            }

            #[allow(unreachable_code, reason = "in some enums the first `return` is for any status")]
            fn body_kind(status: $crate::http::StatusCode) -> $crate::http::BodyKind {
                match status.as_u16() {
                    $(
                        $status => {
                            return $crate::__answer!(kind $($how)? $variant $(($payload))?);
                        }
                    )*
                    _ => {}
                }
                $( $crate::__answer!(kind_with_body $($how)? $variant $(($payload))?); )*
                $( return $crate::__answer!(kind $($how)? $variant $(($payload))?); )*
            }
        }
    };
}

/// Emits the part of one variant of [`answers!`](crate::answers).
#[doc(hidden)]
#[macro_export]
macro_rules! __answer {
    (read $status:ident $body:ident; $variant:ident($payload:ty)) => {
        $crate::http::decode_answer::<$payload>($status, $body).map(Self::$variant)
    };
    (read $status:ident $body:ident; text $variant:ident($payload:ty)) => {
        $crate::http::text_answer($body).map(Self::$variant)
    };
    (read $status:ident $body:ident; bytes $variant:ident($payload:ty)) => {
        ::std::result::Result::Ok(Self::$variant($crate::http::Bytes::copy_from_slice($body)))
    };
    (read $status:ident $body:ident; json_bytes $variant:ident($payload:ty)) => {
        $crate::__answer!(read $status $body; bytes $variant($payload))
    };
    (read $status:ident $body:ident; $variant:ident) => {
        ::std::result::Result::Ok(Self::$variant)
    };
    (with_body $status:ident $body:ident; $($name:ident)+ ($payload:ty)) => {
        return $crate::__answer!(read $status $body; $($name)+ ($payload))
    };
    (with_body $status:ident $body:ident; $variant:ident) => {};
    (kind $variant:ident($payload:ty)) => {
        $crate::http::BodyKind::Json
    };
    (kind text $variant:ident($payload:ty)) => {
        $crate::http::BodyKind::Text
    };
    (kind bytes $variant:ident($payload:ty)) => {
        $crate::http::BodyKind::Bytes
    };
    (kind json_bytes $variant:ident($payload:ty)) => {
        $crate::http::BodyKind::JsonBytes
    };
    (kind $variant:ident) => {
        $crate::http::BodyKind::Nothing
    };
    (kind_with_body $($name:ident)+ ($payload:ty)) => {
        return $crate::__answer!(kind $($name)+ ($payload))
    };
    (kind_with_body $variant:ident) => {};
}
