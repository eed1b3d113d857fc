//! Corrections: Document → Document, by what an overlay says; and what an
//! overlay could say about a finding.

mod apply;
mod overlay;
mod path;
pub(crate) mod remedy;

pub use overlay::{Action, extended};

pub(crate) use apply::{Edit, NodeChange};
pub(crate) use overlay::Overlay;

#[cfg(test)]
mod tests;
