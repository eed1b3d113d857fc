//! What the tests share.

pub mod crates;
pub mod every_example;
pub mod examples;
pub mod fake;
pub mod multipart;
pub mod oracle;
pub mod outline;
pub mod program;
pub mod server;
pub mod service;
pub mod shared;
pub mod snippet;
pub mod synthetic;
pub mod vendor;
