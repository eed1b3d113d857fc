//! The runtime that generated OpenAPI clients call.
//!
//! Two rooms, which know nothing of each other's insides, and the [`guide`] to what
//! callers have of them:
//!
//! - [`value`]: JSON values as the generated types need them: presence
//!   ([`Nullable`]), constants, open enums, unions, client error correction.
//! - [`http`]: one request and what can become of it: client, call, retries,
//!   errors, responses, event streams, pages, polling.
//!
//! No API is known here by name; what is particular to one is static data
//! ([`http::Service`], [`http::Operation`]) of the generated crate.

pub mod guide;
pub mod http;
pub mod value;

#[cfg(feature = "forms")]
pub use http::File;
pub use value::{
    Apart, ConversionError, Extra, JsonNumber, Nullable, Parsed, UnixTime, convert,
    convert_with_extra,
};

#[cfg(feature = "schemars")]
pub use value::{SchemaError, strict_schema};

#[cfg(feature = "jiff")]
pub use jiff;
#[cfg(feature = "rust_decimal")]
pub use rust_decimal;
#[cfg(feature = "schemars")]
pub use schemars;
#[cfg(feature = "uuid")]
pub use uuid;

#[doc(hidden)]
pub use {serde, serde_json};

/// Accepts code that was generated for the interface of this runtime, or for one of its
/// first number with less in it; the generator's has the same number.
#[doc(hidden)]
#[macro_export]
macro_rules! interface {
    (1.0) => {};
    (1.1) => {};
    (1.2) => {};
    ($other:literal) => {
        compile_error!(concat!(
            "this code was generated for interface ",
            $other,
            " of `openapi-loom-runtime`, and the runtime in Cargo.lock has interface 1.2: take \
             the version of the generator (`version` in Cargo.toml, then `cargo update`), or \
             generate the code anew",
        ));
    };
}
