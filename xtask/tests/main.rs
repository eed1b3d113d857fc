//! `cargo xtask` from the outside, a module for each command.

mod adopt;
mod base;
mod changelog;
mod corpus;
mod diff;
mod explain;
#[cfg(unix)]
mod fetch;
mod list;
mod owned;
mod regen;
mod support;
mod workplace;
