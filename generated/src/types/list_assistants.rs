//! What is inside the operation `listAssistants`.

use openapi_loom_runtime::open_enum;

open_enum! {
    /// What `listAssistants.order` holds. Default: `desc`.
    pub enum ListAssistantsOrder {
        Asc = "asc",
        Desc = "desc",
    }
}
