//! The meaning for callers of the difference of two documents.

mod changes;
mod contract;
mod effects;
mod fingerprints;
mod headers;
mod hooks;
mod inside;
mod outline;
mod places;
mod semver;
mod support;
mod taken;
mod vendor;
