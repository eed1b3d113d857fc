//! The schema `UploadPart` and what is inside it.

use openapi_loom_runtime::{UnixTime, object};
use openapi_loom_runtime::value::Constant;

object! {
    /// A part that an upload has received.
    #[extra(extra)]
    #[derive(Default)]
    pub struct UploadPart {
        /// Id of the part, by which the upload is completed.
        #[wire(corrected = "id")]
        pub id: String,
        /// When the part was received, in Unix seconds.
        #[wire(corrected = "created_at")]
        pub created_at: UnixTime,
        /// Id of the upload.
        #[wire(corrected = "upload_id")]
        pub upload_id: String,
        /// Marks a part of an upload.
        ///
        /// Always `upload.part`.
        #[wire(corrected = "object")]
        #[always = "upload.part"]
        pub object: Constant<Self>,
    }
}
