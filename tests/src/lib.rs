//! The code that the tests share.

pub use openai_threads_fake::server;

pub mod crates;
pub mod every_example;
pub mod examples;
pub mod multipart;
pub mod oracle;
pub mod outline;
pub mod program;
pub mod recorded;
pub mod service;
pub mod shared;
pub mod snippet;
pub mod synthetic;
pub mod tree;
pub mod vendor;
