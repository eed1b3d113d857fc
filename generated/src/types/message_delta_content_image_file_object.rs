//! The schema `MessageDeltaContentImageFileObject` and what is inside it.

use openapi_loom_runtime::{object, open_enum};
use openapi_loom_runtime::value::Constant;

object! {
    /// Streamed piece of an image part that is an uploaded file.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageDeltaContentImageFileObject {
        /// Number of the content part that the piece belongs to, from 0.
        #[wire(corrected = "index")]
        pub index: i64,
        /// Marks an uploaded image.
        ///
        /// Always `image_file`.
        #[wire(corrected = "type")]
        #[always = "image_file"]
        pub r#type: Constant<Self>,
        /// The uploaded image.
        #[wire(optional = "image_file")]
        pub image_file: Option<MessageDeltaContentImageFileObjectImageFile>,
    }
}

object! {
    /// The uploaded image.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageDeltaContentImageFileObjectImageFile {
        /// Id of the image file.
        #[wire(optional = "file_id")]
        pub file_id: Option<String>,
        /// Resolution the model sees: `low` costs fewer tokens, `high` shows more, `auto` leaves it to
        /// the server.
        ///
        /// Default: `auto`.
        #[wire(optional = "detail")]
        pub detail: Option<MessageDeltaContentImageFileObjectImageFileDetail>,
    }
}

open_enum! {
    /// Resolution the model sees: `low` costs fewer tokens, `high` shows more, `auto` leaves it to
    /// the server.
    ///
    /// Default: `auto`.
    pub enum MessageDeltaContentImageFileObjectImageFileDetail {
        Auto = "auto",
        Low = "low",
        High = "high",
    }
}
