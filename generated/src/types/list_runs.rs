//! What is inside the operation `listRuns`.

use openapi_loom_runtime::open_enum;

open_enum! {
    /// What `listRuns.order` holds. Default: `desc`.
    pub enum ListRunsOrder {
        Asc = "asc",
        Desc = "desc",
    }
}
