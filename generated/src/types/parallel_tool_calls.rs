//! The schema `ParallelToolCalls` and what is inside it.

/// Whether the model may ask for several function calls in one turn.
///
/// Default: `true`.
pub type ParallelToolCalls = bool;
