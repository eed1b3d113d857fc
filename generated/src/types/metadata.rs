//! The schema `Metadata` and what is inside it.

use std::collections::BTreeMap;

/// Notes of the caller's own on an object: up to 16 pairs, keys of at most 64 and values of at
/// most 512 characters.
pub type Metadata = BTreeMap<String, String>;
