//! What the tests share.

pub mod crates;
pub mod examples;
pub mod fake;
pub mod oracle;
pub mod server;
pub mod shared;
pub mod snippet;
pub mod vendor;
