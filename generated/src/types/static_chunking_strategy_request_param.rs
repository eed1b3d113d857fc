//! The schema `StaticChunkingStrategyRequestParam` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::{Constant, IntoValue};

use crate::types::StaticChunkingStrategy;

object! {
    /// Cuts files into chunks of a size the caller sets.
    ///
    /// The document allows no other properties.
    pub struct StaticChunkingStrategyRequestParam {
        /// Marks the static strategy.
        ///
        /// Always `static`.
        #[wire(corrected = "type")]
        #[always = "static"]
        pub r#type: Constant<Self>,
        /// Sizes of the chunks.
        #[wire(required = "static")]
        pub r#static: StaticChunkingStrategy,
    }
}

impl StaticChunkingStrategyRequestParam {
    /// A `StaticChunkingStrategyRequestParam` of what it requires, with `type` = `static`.
    pub fn new<M>(r#static: impl IntoValue<StaticChunkingStrategy, M>) -> Self {
        Self {
            r#type: Constant::default(),
            r#static: r#static.into_value(),
        }
    }
}

openapi_loom_runtime::converts! {
    super::StaticChunkingStrategyResponseParam => StaticChunkingStrategyRequestParam, |value| {
        Self {
            r#static: value.r#static.declared(),
            ..Self::empty()
        }
    }
}
