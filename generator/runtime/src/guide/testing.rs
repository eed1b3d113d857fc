//! Tests of your code without a network.
//!
//! With the feature `testing`, the module `transport::testing` of the client has a
//! transport that answers from a script by a clock of its own (`ScriptedTransport`, of
//! `Reply`s), a reader that makes any type of as much JSON as matters (`from_json`), and a
//! constructor for each kind of error (`errors`). In the `Cargo.toml` of your crate, with
//! the name and version of the client:
//!
//! ```toml
//! [dev-dependencies]
//! my-client = { version = "1", features = ["testing"] }
//! ```
//!
#![cfg_attr(
    feature = "testing",
    doc = "The page of the module has examples: [Testing your code](crate::http::transport::testing)."
)]
#![cfg_attr(not(feature = "testing"), doc = "The page of the module has examples.")]
