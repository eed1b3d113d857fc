//! The schema `FileSearchRanker` and what is inside it.

use openapi_loom_runtime::open_enum;

open_enum! {
    /// Algorithm that scores the results of a file search; `auto` leaves the choice to the server.
    pub enum FileSearchRanker {
        Auto = "auto",
        Default20240821 = "default_2024_08_21",
    }
}
