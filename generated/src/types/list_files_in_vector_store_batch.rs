//! What is inside the operation `listFilesInVectorStoreBatch`.

use openapi_loom_runtime::open_enum;

open_enum! {
    /// What `listFilesInVectorStoreBatch.filter` holds.
    pub enum ListFilesInVectorStoreBatchFilter {
        InProgress = "in_progress",
        Completed = "completed",
        Failed = "failed",
        Cancelled = "cancelled",
    }
}

open_enum! {
    /// What `listFilesInVectorStoreBatch.order` holds. Default: `desc`.
    pub enum ListFilesInVectorStoreBatchOrder {
        Asc = "asc",
        Desc = "desc",
    }
}
