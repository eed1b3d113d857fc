//! The schema `MessageContentImageFileObject` and what is inside it.

use openapi_loom_runtime::{object, open_enum};
use openapi_loom_runtime::value::{Constant, IntoOptional, IntoValue};

object! {
    /// An image part of a message, taken from an uploaded file.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageContentImageFileObject {
        /// Marks an uploaded image.
        ///
        /// Always `image_file`.
        #[wire(corrected = "type")]
        #[always = "image_file"]
        pub r#type: Constant<Self>,
        /// The uploaded image.
        #[wire(corrected = "image_file")]
        pub image_file: MessageContentImageFileObjectImageFile,
    }
}

impl MessageContentImageFileObject {
    /// A `MessageContentImageFileObject` of what it requires, with `type` = `image_file`.
    pub fn new<M>(
        image_file: impl IntoValue<MessageContentImageFileObjectImageFile, M>,
    ) -> Self {
        Self {
            r#type: Constant::default(),
            image_file: image_file.into_value(),
            extra: Default::default(),
        }
    }
}

object! {
    /// The uploaded image.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageContentImageFileObjectImageFile {
        /// Id of the image file. Upload it with purpose `vision` if the model is to see it.
        #[wire(corrected = "file_id")]
        pub file_id: String,
        /// Resolution the model sees: `low` costs fewer tokens, `high` shows more, `auto` leaves it to
        /// the server.
        ///
        /// Default: `auto`.
        #[wire(optional = "detail")]
        pub detail: Option<MessageContentImageFileObjectImageFileDetail>,
    }
}

impl MessageContentImageFileObjectImageFile {
    /// A `MessageContentImageFileObjectImageFile` of what it requires.
    pub fn new<M>(file_id: impl IntoValue<String, M>) -> Self {
        Self {
            file_id: file_id.into_value(),
            detail: None,
            extra: Default::default(),
        }
    }

    /// Sets [`detail`](Self::detail).
    #[must_use]
    pub fn detail<M>(
        mut self,
        detail: impl IntoOptional<MessageContentImageFileObjectImageFileDetail, M>,
    ) -> Self {
        self.detail = detail.into_optional();
        self
    }
}

open_enum! {
    /// Resolution the model sees: `low` costs fewer tokens, `high` shows more, `auto` leaves it to
    /// the server.
    ///
    /// Default: `auto`.
    pub enum MessageContentImageFileObjectImageFileDetail {
        Auto = "auto",
        Low = "low",
        High = "high",
    }
}
