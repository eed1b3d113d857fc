//! The schema `MessageDeltaContentImageUrlObject` and what is inside it.

use openapi_loom_runtime::{object, open_enum};
use openapi_loom_runtime::value::Constant;

object! {
    /// Streamed piece of an image part that is a URL.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageDeltaContentImageUrlObject {
        /// Number of the content part that the piece belongs to, from 0.
        #[wire(corrected = "index")]
        pub index: i64,
        /// Marks an image behind a URL.
        ///
        /// Always `image_url`.
        #[wire(corrected = "type")]
        #[always = "image_url"]
        pub r#type: Constant<Self>,
        /// Where the image is and how closely to look at it.
        #[wire(optional = "image_url")]
        pub image_url: Option<MessageDeltaContentImageUrlObjectImageUrl>,
    }
}

object! {
    /// Where the image is and how closely to look at it.
    #[extra(extra)]
    #[derive(Default)]
    pub struct MessageDeltaContentImageUrlObjectImageUrl {
        /// Address of the image, a JPEG, PNG, GIF or WebP file.
        ///
        /// In the format `uri`.
        #[wire(optional = "url")]
        pub url: Option<String>,
        /// Resolution the model sees: `low` costs fewer tokens, `high` shows more, `auto` leaves it to
        /// the server.
        ///
        /// Default: `auto`.
        #[wire(optional = "detail")]
        pub detail: Option<MessageDeltaContentImageUrlObjectImageUrlDetail>,
    }
}

open_enum! {
    /// Resolution the model sees: `low` costs fewer tokens, `high` shows more, `auto` leaves it to
    /// the server.
    ///
    /// Default: `auto`.
    pub enum MessageDeltaContentImageUrlObjectImageUrlDetail {
        Auto = "auto",
        Low = "low",
        High = "high",
    }
}
