//! `cargo xtask` from the outside, a module for each command.

mod changelog;
mod diff;
mod explain;
mod fetch;
mod list;
mod regen;
mod support;
