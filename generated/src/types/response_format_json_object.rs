//! The schema `ResponseFormatJsonObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Output is some valid JSON object. The prompt itself must also ask for JSON, or the model may
    /// emit whitespace without end.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ResponseFormatJsonObject {
        /// Marks JSON without a schema.
        ///
        /// Always `json_object`.
        #[wire(corrected = "type")]
        #[always = "json_object"]
        pub r#type: Constant<Self>,
    }
}

impl ResponseFormatJsonObject {
    /// A `ResponseFormatJsonObject` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }
}
