//! The schema `ReasoningEffort` and what is inside it.

use openapi_loom_runtime::open_enum;

open_enum! {
    /// How much a reasoning model thinks before it answers: less is faster and spends fewer tokens.
    /// Not every model takes every level.
    ///
    /// Default: `medium`.
    pub enum ReasoningEffort {
        None = "none",
        Minimal = "minimal",
        Low = "low",
        Medium = "medium",
        High = "high",
        Xhigh = "xhigh",
        Max = "max",
    }
}
