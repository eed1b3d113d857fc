//! The schema `Upload` and what is inside it.

use openapi_loom_runtime::{UnixTime, object, open_enum};

use crate::types::OpenAiFile;

object! {
    /// A large file on its way to the server, in parts.
    #[extra(extra)]
    #[derive(Default)]
    pub struct Upload {
        /// Id of the upload.
        #[wire(corrected = "id")]
        pub id: String,
        /// When the upload was created, in Unix seconds.
        #[wire(corrected = "created_at")]
        pub created_at: UnixTime,
        /// Name that the file will have.
        #[wire(corrected = "filename")]
        pub filename: String,
        /// Size that the whole file will have, in bytes.
        #[wire(corrected = "bytes")]
        pub bytes: i64,
        /// What the file will be for.
        #[wire(corrected = "purpose")]
        pub purpose: String,
        /// How far the upload is: it takes parts while it is `pending`.
        #[wire(corrected = "status")]
        pub status: UploadStatus,
        /// When the upload expires, in Unix seconds.
        #[wire(corrected = "expires_at")]
        pub expires_at: UnixTime,
        /// Marks an upload.
        #[wire(optional = "object")]
        pub object: Option<UploadObject>,
        /// The file, once the upload is completed.
        #[wire(optional = "file")]
        pub file: Option<OpenAiFile>,
    }
}

open_enum! {
    /// Marks an upload.
    pub enum UploadObject {
        Upload = "upload",
    }
}

open_enum! {
    /// How far the upload is: it takes parts while it is `pending`.
    pub enum UploadStatus {
        Pending = "pending",
        Completed = "completed",
        Cancelled = "cancelled",
        Expired = "expired",
    }
}
