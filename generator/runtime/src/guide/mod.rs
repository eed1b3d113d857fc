//! Guide to a generated client: a page for each thing that all of them do alike.
//!
//! - [`values`]: what an argument takes, and how what was read is sent again
//! - [`credentials`]: keys, tokens that expire, servers without a key, gateways
//! - [`connections`]: proxies, headers of all calls, a transport of your own, one client for all
//! - [`errors`]: the one error type, and what to do about each kind
//! - [`retries`]: what is tried again, when, and the limits on time
//! - [`streams`]: events as they come, and what they add up to
//! - [`lists`]: pages and items, and going on later
//! - [`files`]: files that are sent, and bytes that come
//! - [`models`]: answers that are values of your types, and functions that models call
//! - [`polls`]: work that takes a while
//! - [`webhooks`]: messages that a service posts to you
//! - [`beyond`]: what the document of the API does not have
//! - [`blocking`]: programs without async code
//! - [`testing`]: tests of your code without a network
//! - [`features`]: Cargo features, and what they cost
//! - [`updates`]: what may change between two versions of a client
//!
//! An example that names no method of an API takes what the method gives.

pub mod beyond;
pub mod blocking;
pub mod connections;
pub mod credentials;
pub mod errors;
pub mod features;
pub mod files;
pub mod lists;
pub mod models;
pub mod polls;
pub mod retries;
pub mod streams;
pub mod testing;
pub mod updates;
pub mod values;
pub mod webhooks;
