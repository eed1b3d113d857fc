//! Tests of your code without a network.
//!
//! With the feature `testing` there is a transport that answers from a script by a clock
//! of its own, a reader that makes any type of as much JSON as matters, and a
//! constructor for each kind of error. In the `Cargo.toml` of your crate, with the name
//! and version of the client:
//!
//! ```toml
//! [dev-dependencies]
//! my-client = { version = "1", features = ["testing"] }
//! ```
//!
#![cfg_attr(
    feature = "testing",
    doc = "The page of the module has all of it: [Testing your code](crate::http::transport::testing)."
)]
#![cfg_attr(
    not(feature = "testing"),
    doc = "The page of the module `transport::testing` has all of it."
)]
