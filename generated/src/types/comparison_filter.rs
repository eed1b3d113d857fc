//! The schema `ComparisonFilter` and what is inside it.

use openapi_loom_runtime::{JsonNumber, object, open_enum, union};
use openapi_loom_runtime::value::IntoValue;

object! {
    /// Keeps what has an attribute that compares with a value as it should.
    ///
    /// The document allows no other properties.
    pub struct ComparisonFilter {
        /// How to compare: equal (`eq`), not equal (`ne`), greater (`gt`), at least (`gte`), less
        /// (`lt`), at most (`lte`), one of a list (`in`), or none of it (`nin`).
        ///
        /// Default: `eq`.
        #[wire(required = "type")]
        pub r#type: ComparisonFilterType,
        /// Name of the attribute.
        #[wire(required = "key")]
        pub key: String,
        /// What to compare it with; a list for `in` and `nin`.
        #[wire(required = "value")]
        pub value: ComparisonFilterValue,
    }
}

impl ComparisonFilter {
    /// A `ComparisonFilter` of what it requires: `type`, `key`, `value`.
    pub fn new<M1, M2, M3>(
        r#type: impl IntoValue<ComparisonFilterType, M1>,
        key: impl IntoValue<String, M2>,
        value: impl IntoValue<ComparisonFilterValue, M3>,
    ) -> Self {
        Self {
            r#type: r#type.into_value(),
            key: key.into_value(),
            value: value.into_value(),
        }
    }
}

open_enum! {
    /// How to compare: equal (`eq`), not equal (`ne`), greater (`gt`), at least (`gte`), less
    /// (`lt`), at most (`lte`), one of a list (`in`), or none of it (`nin`).
    ///
    /// Default: `eq`.
    pub enum ComparisonFilterType {
        Eq = "eq",
        Ne = "ne",
        Gt = "gt",
        Gte = "gte",
        Lt = "lt",
        Lte = "lte",
        In = "in",
        Nin = "nin",
    }
}

union! {
    /// What to compare it with; a list for `in` and `nin`.
    #[expected = "a string, a boolean, a number or a list"]
    pub enum ComparisonFilterValue {
        /// A string.
        Text(String) = string,
        /// A boolean.
        Boolean(bool) = boolean,
        /// A number.
        Number(JsonNumber) = exact_numbers,
        /// A list.
        List(Vec<ComparisonFilterValueItem>) = items,
    }
}

union! {
    /// A value of the list.
    #[expected = "a string or a number"]
    pub enum ComparisonFilterValueItem {
        /// A string.
        Text(String) = string,
        /// A number.
        Number(JsonNumber) = exact_numbers,
    }
}
