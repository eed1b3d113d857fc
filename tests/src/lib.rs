//! What the tests share.

pub mod server;
pub mod shared;
pub mod snippet;
