//! YAML or JSON bytes → one tree.
//!
//! A text is read once, from the events of its parser. Every node knows where
//! it is written and every scalar how it is written, so that nothing has to be
//! found again. The tree keeps the order of keys; what a reader could lose
//! without a word (a repeated key, a key to merge) is an error or is done.

mod builder;
mod document;
mod edit;
mod files;
mod json;
mod node;
pub mod pointer;
mod scalar;
mod syntax;
mod tree;
mod typed;
mod yaml;

pub use document::{Document, ReferredFile};
pub(crate) use files::has_scheme;
pub use files::{Files, ResolveError};
pub use node::Node;
pub use pointer::Pointer;
pub use tree::{NodeId, NodeKind};

pub(crate) use document::without_mark;
pub(crate) use edit::EditError;
pub(crate) use node::MAX_HOPS;
pub(crate) use scalar::{is_of_yaml_alone, is_out_of_range, is_plain_text};
pub(crate) use typed::typed;

#[cfg(test)]
mod tests;
