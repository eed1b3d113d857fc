//! Prism, what it serves, and what it is asked.

pub(crate) mod calls;
pub(crate) mod coverage;
pub(crate) mod document;
pub(crate) mod mistakes;
pub(crate) mod process;
