//! The schema `CreateFileRequest` and what is inside it.

use openapi_loom_runtime::{File, object, open_enum};
use openapi_loom_runtime::value::{IntoOptional, IntoValue};

use crate::types::FileExpirationAfter;

object! {
    /// A file to upload.
    ///
    /// The document allows no other properties.
    pub struct CreateFileRequest {
        /// The file, with its name: its ending says what it is.
        #[wire(required = "file")]
        pub file: File,
        /// What the file is for: assistants and vector stores (`assistants`), requests of a batch
        /// (`batch`), training (`fine-tune`, with images `vision`), evaluations (`evals`), or anything
        /// (`user_data`).
        #[wire(required = "purpose")]
        pub purpose: CreateFileRequestPurpose,
        /// When the server deletes the file of its own accord.
        #[wire(optional = "expires_after")]
        pub expires_after: Option<FileExpirationAfter>,
    }
}

impl CreateFileRequest {
    /// A `CreateFileRequest` of what it requires: `file`, `purpose`.
    pub fn new<M1, M2>(
        file: impl IntoValue<File, M1>,
        purpose: impl IntoValue<CreateFileRequestPurpose, M2>,
    ) -> Self {
        Self {
            file: file.into_value(),
            purpose: purpose.into_value(),
            expires_after: None,
        }
    }

    /// Sets [`expires_after`](Self::expires_after).
    #[must_use]
    pub fn expires_after<M>(
        mut self,
        expires_after: impl IntoOptional<FileExpirationAfter, M>,
    ) -> Self {
        self.expires_after = expires_after.into_optional();
        self
    }
}

open_enum! {
    /// What the file is for: assistants and vector stores (`assistants`), requests of a batch
    /// (`batch`), training (`fine-tune`, with images `vision`), evaluations (`evals`), or anything
    /// (`user_data`).
    pub enum CreateFileRequestPurpose {
        Assistants = "assistants",
        Batch = "batch",
        FineTune = "fine-tune",
        Vision = "vision",
        UserData = "user_data",
        Evals = "evals",
    }
}

openapi_loom_runtime::converts! {
    /// An error for `assistants_output`, `batch_output`, `fine-tune-results`.
    super::OpenAiFilePurpose =>? CreateFileRequestPurpose, texts but "assistants_output", "batch_output", "fine-tune-results"
}
