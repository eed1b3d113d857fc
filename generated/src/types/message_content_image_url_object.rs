//! The schema `MessageContentImageUrlObject` and what is inside it.

use openapi_loom_runtime::{object, open_enum};
use openapi_loom_runtime::value::{Constant, IntoOptional, IntoValue};

object! {
    /// An image part of a message, fetched from a URL.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageContentImageUrlObject {
        /// Marks an image behind a URL.
        ///
        /// Always `image_url`.
        #[wire(corrected = "type")]
        #[always = "image_url"]
        pub r#type: Constant<Self>,
        /// Where the image is and how closely to look at it.
        #[wire(corrected = "image_url")]
        pub image_url: MessageContentImageUrlObjectImageUrl,
    }
}

impl MessageContentImageUrlObject {
    /// A `MessageContentImageUrlObject` of what it requires, with `type` = `image_url`.
    pub fn new<M>(
        image_url: impl IntoValue<MessageContentImageUrlObjectImageUrl, M>,
    ) -> Self {
        Self {
            r#type: Constant::default(),
            image_url: image_url.into_value(),
            extra: Default::default(),
        }
    }
}

object! {
    /// Where the image is and how closely to look at it.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageContentImageUrlObjectImageUrl {
        /// Address of the image, which must be a JPEG, PNG, GIF or WebP file.
        ///
        /// In the format `uri`.
        #[wire(corrected = "url")]
        pub url: String,
        /// Resolution the model sees: `low` costs fewer tokens, `high` shows more, `auto` leaves it to
        /// the server.
        ///
        /// Default: `auto`.
        #[wire(optional = "detail")]
        pub detail: Option<MessageContentImageUrlObjectImageUrlDetail>,
    }
}

impl MessageContentImageUrlObjectImageUrl {
    /// A `MessageContentImageUrlObjectImageUrl` of what it requires.
    pub fn new<M>(url: impl IntoValue<String, M>) -> Self {
        Self {
            url: url.into_value(),
            detail: None,
            extra: Default::default(),
        }
    }

    /// Sets [`detail`](Self::detail).
    #[must_use]
    pub fn detail<M>(
        mut self,
        detail: impl IntoOptional<MessageContentImageUrlObjectImageUrlDetail, M>,
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
    pub enum MessageContentImageUrlObjectImageUrlDetail {
        Auto = "auto",
        Low = "low",
        High = "high",
    }
}
