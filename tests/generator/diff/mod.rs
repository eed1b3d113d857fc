//! What the difference of two documents means for callers.

mod changes;
mod contract;
mod fingerprints;
mod hooks;
mod outline;
mod places;
mod semver;
mod support;
mod taken;
mod vendor;
