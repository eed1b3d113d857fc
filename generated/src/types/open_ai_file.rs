//! The schema `OpenAIFile` and what is inside it.

use openapi_loom_runtime::{UnixTime, object, open_enum};
use openapi_loom_runtime::value::Constant;

object! {
    /// A file that the server keeps.
    #[extra(extra)]
    #[derive(Default)]
    pub struct OpenAiFile {
        /// Id of the file.
        #[wire(corrected = "id")]
        pub id: String,
        /// Size of the file, in bytes.
        #[wire(corrected = "bytes")]
        pub bytes: i64,
        /// When the file was uploaded, in Unix seconds.
        #[wire(corrected = "created_at")]
        pub created_at: UnixTime,
        /// When the file is deleted of itself, in Unix seconds.
        #[wire(optional = "expires_at")]
        pub expires_at: Option<UnixTime>,
        /// Name of the file.
        #[wire(corrected = "filename")]
        pub filename: String,
        /// Marks a file.
        ///
        /// Always `file`.
        #[wire(corrected = "object")]
        #[always = "file"]
        pub object: Constant<Self>,
        /// What the file is for. The purposes that end in `output` or `results` are those of files that
        /// the server made.
        #[wire(corrected = "purpose")]
        pub purpose: OpenAiFilePurpose,
        /// How far the file was checked; servers no longer need to keep this up to date.
        ///
        /// **Deprecated.**
        #[deprecated]
        #[wire(corrected = "status")]
        pub status: OpenAiFileStatus,
        /// Why a file for training was refused; the fine-tuning job says so now.
        ///
        /// **Deprecated.**
        #[deprecated]
        #[wire(optional = "status_details")]
        pub status_details: Option<String>,
    }
}

open_enum! {
    /// What the file is for. The purposes that end in `output` or `results` are those of files that
    /// the server made.
    pub enum OpenAiFilePurpose {
        Assistants = "assistants",
        AssistantsOutput = "assistants_output",
        Batch = "batch",
        BatchOutput = "batch_output",
        FineTune = "fine-tune",
        FineTuneResults = "fine-tune-results",
        Vision = "vision",
        UserData = "user_data",
    }
}

open_enum! {
    /// How far the file was checked; servers no longer need to keep this up to date.
    ///
    /// **Deprecated.**
    pub enum OpenAiFileStatus {
        Uploaded = "uploaded",
        Processed = "processed",
        Error = "error",
    }
}

impl OpenAiFileStatus {
    /// Tells whether a poll ends at this.
    pub fn is_terminal(&self) -> bool {
        ["processed", "error", "deleted"].contains(&self.as_str())
    }
}
