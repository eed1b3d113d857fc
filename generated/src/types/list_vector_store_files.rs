//! What is inside the operation `listVectorStoreFiles`.

use openapi_loom_runtime::open_enum;

open_enum! {
    /// What `listVectorStoreFiles.filter` holds.
    pub enum ListVectorStoreFilesFilter {
        InProgress = "in_progress",
        Completed = "completed",
        Failed = "failed",
        Cancelled = "cancelled",
    }
}

open_enum! {
    /// What `listVectorStoreFiles.order` holds. Default: `desc`.
    pub enum ListVectorStoreFilesOrder {
        Asc = "asc",
        Desc = "desc",
    }
}
