//! The schema `CompoundFilter` and what is inside it.

use openapi_loom_runtime::{object, open_enum, tagged_union};
use openapi_loom_runtime::value::{IntoList, IntoValue};

use crate::types::ComparisonFilter;

object! {
    /// Joins several filters into one.
    ///
    /// The document allows no other properties.
    pub struct CompoundFilter {
        /// `and` keeps what passes all of the filters, `or` what passes one at least.
        #[wire(required = "type")]
        pub r#type: CompoundFilterType,
        /// The filters.
        #[wire(required = "filters")]
        pub filters: Vec<CompoundFilterFilter>,
    }
}

impl CompoundFilter {
    /// A `CompoundFilter` of what it requires.
    pub fn new<M1, M2>(
        r#type: impl IntoValue<CompoundFilterType, M1>,
        filters: impl IntoList<CompoundFilterFilter, M2>,
    ) -> Self {
        Self {
            r#type: r#type.into_value(),
            filters: filters.into_list(),
        }
    }
}

tagged_union! {
    /// A comparison, or filters joined in turn.
    #[tag = "type"]
    pub enum CompoundFilterFilter {
        /// `eq`, `ne`, `gt`, `gte`, `lt`, `lte`, `in`, `nin`
        #[doc(alias = "eq")]
        Comparison(
            ComparisonFilter,
        ) = "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "in" | "nin",
        /// `and`, `or`
        #[doc(alias = "and")]
        CompoundFilter(CompoundFilter) = "and" | "or",
    }

    impl CompoundFilterFilter {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

open_enum! {
    /// `and` keeps what passes all of the filters, `or` what passes one at least.
    pub enum CompoundFilterType {
        And = "and",
        Or = "or",
    }
}
