//! The generator: small documents in; exact Rust, exact messages, or what changed
//! for callers out.

mod adopt;
mod arms;
mod conversions;
mod diff;
mod explain;
mod findings;
mod fingerprints;
mod fuzz;
mod heard;
mod readmes;
mod refusals;
mod snippets;
