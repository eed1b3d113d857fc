//! What is inside the operation `listFiles`.

use openapi_loom_runtime::open_enum;

open_enum! {
    /// What `listFiles.order` holds. Default: `desc`.
    pub enum ListFilesOrder {
        Asc = "asc",
        Desc = "desc",
    }
}
