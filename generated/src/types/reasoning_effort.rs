//! The schema `ReasoningEffort` and what is inside it.

use openapi_client_runtime::open_enum;

open_enum! {
    /// How much a reasoning model thinks before it answers: less is faster and spends fewer tokens.
    /// Not every model takes every level.
    ///
    /// Default: `medium`.
    pub enum ReasoningEffort {
        /// `none`
        None = "none",
        /// `minimal`
        Minimal = "minimal",
        /// `low`
        Low = "low",
        /// `medium`
        Medium = "medium",
        /// `high`
        High = "high",
        /// `xhigh`
        Xhigh = "xhigh",
        /// `max`
        Max = "max",
    }
}
