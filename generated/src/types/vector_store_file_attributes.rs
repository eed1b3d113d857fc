//! The schema `VectorStoreFileAttributes` and what is inside it.

use std::collections::BTreeMap;

use openapi_loom_runtime::{JsonNumber, union};

/// What is known of a file, for searches to filter by: up to 16 pairs, keys of at most 64
/// characters, each with a text, a number or a boolean.
///
/// At most 16 keys.
pub type VectorStoreFileAttributes = BTreeMap<String, VectorStoreFileAttributesItem>;

union! {
    /// A text of at most 512 characters, a number, or a boolean.
    #[expected = "a string, a boolean or a number"]
    pub enum VectorStoreFileAttributesItem {
        /// A string. At most 512 characters.
        Text(String) = string,
        /// A boolean.
        Boolean(bool) = boolean,
        /// A number.
        Number(JsonNumber) = exact_numbers,
    }
}
