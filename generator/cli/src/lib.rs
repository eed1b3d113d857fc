//! The command line of the generator, as a library, so that a workspace can have
//! the same commands with paths of its own.
//!
//! All reading and writing of files is here; what is written, the generator
//! decides. One module per command, beside what the commands share. The
//! interface follows the needs of this project's own workspace, and may change
//! with any version.

pub mod cargo_toml;
#[cfg(feature = "completions")]
pub mod completions;
mod defaults;
pub mod diff;
pub mod explain;
pub mod generate;
pub mod help;
pub mod inputs;
pub mod list;
mod output;
pub mod paths;
mod progress;
pub mod report;

pub use defaults::Defaults;
pub use progress::Progress;
