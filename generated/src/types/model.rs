//! The schema `Model` and what is inside it.

use openapi_loom_runtime::{UnixTime, object};
use openapi_loom_runtime::value::Constant;

object! {
    /// A model that the caller can use.
    #[extra(extra)]
    #[derive(Default)]
    pub struct Model {
        /// Name of the model, as calls take it.
        #[wire(corrected = "id")]
        pub id: String,
        /// When the model was created, in Unix seconds.
        #[wire(corrected = "created")]
        pub created: UnixTime,
        /// Marks a model.
        ///
        /// Always `model`.
        #[wire(corrected = "object")]
        #[always = "model"]
        pub object: Constant<Self>,
        /// Organization that the model belongs to.
        #[wire(corrected = "owned_by")]
        pub owned_by: String,
        /// Day on which the model is switched off; null while none is known.
        ///
        /// In the format `date`.
        #[wire(optional = "shutdown_date")]
        pub shutdown_date: Option<String>,
    }
}
