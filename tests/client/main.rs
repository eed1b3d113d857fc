//! The generated client, as its users have it.

mod accumulate;
mod assistant;
mod calls;
mod chat;
mod checked_in;
mod conformance;
mod conversations;
mod dependencies;
mod faults;
mod outline;
mod readme;
mod secrets;
mod sendable;
mod stream_faults;
mod support;
mod wire;
mod written;
