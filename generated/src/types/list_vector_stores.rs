//! What is inside the operation `listVectorStores`.

use openapi_loom_runtime::open_enum;

open_enum! {
    /// What `listVectorStores.order` holds. Default: `desc`.
    pub enum ListVectorStoresOrder {
        Asc = "asc",
        Desc = "desc",
    }
}
