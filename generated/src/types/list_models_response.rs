//! The schema `ListModelsResponse` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

use crate::types::Model;

object! {
    /// The models, all of them at once.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ListModelsResponse {
        /// Marks a list.
        ///
        /// Always `list`.
        #[wire(corrected = "object")]
        #[always = "list"]
        pub object: Constant<Self>,
        /// The models.
        #[wire(corrected = "data")]
        pub data: Vec<Model>,
    }
}
