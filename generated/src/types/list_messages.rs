//! What is inside the operation `listMessages`.

use openapi_loom_runtime::open_enum;

open_enum! {
    /// What `listMessages.order` holds. Default: `desc`.
    pub enum ListMessagesOrder {
        Asc = "asc",
        Desc = "desc",
    }
}
