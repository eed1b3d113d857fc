//! The schema `VectorStoreExpirationAfter` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::{Constant, IntoValue};

object! {
    /// When the server deletes a vector store of its own accord.
    #[extra(extra)]
    #[derive(Default)]
    pub struct VectorStoreExpirationAfter {
        /// The time from which the days count: when the vector store was last used.
        ///
        /// Always `last_active_at`.
        #[wire(corrected = "anchor")]
        #[always = "last_active_at"]
        pub anchor: Constant<Self>,
        /// For how many days the vector store is kept while nobody uses it.
        ///
        /// 1 to 365.
        #[wire(corrected = "days")]
        pub days: i64,
    }
}

impl VectorStoreExpirationAfter {
    /// A `VectorStoreExpirationAfter` of what it requires, with `anchor` = `last_active_at`.
    pub fn new<M>(days: impl IntoValue<i64, M>) -> Self {
        Self {
            anchor: Constant::default(),
            days: days.into_value(),
            extra: Default::default(),
        }
    }
}
