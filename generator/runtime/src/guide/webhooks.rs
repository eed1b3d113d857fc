//! Messages that a service posts to you.
//!
//! The type `WebhookEvent` of a client whose document has webhooks is what is posted to
//! them: a variant for each, and `Other` for what the document does not list. You serve the
//! address yourself; `Webhooks`, with the feature `webhooks`, makes sure that a message is
//! from the service and reads it:
//!
#![cfg_attr(feature = "webhooks", doc = "```")]
#![cfg_attr(not(feature = "webhooks"), doc = "```ignore")]
//! use openapi_loom_runtime::http::{Bytes, HeaderMap, Result, StatusCode, Webhooks};
//! # use openapi_loom_runtime::serde_json::Value as WebhookEvent;
//!
//! /// Takes what is posted. This is a handler of axum, too, which has the same types.
//! async fn posted(webhooks: Webhooks, headers: HeaderMap, body: Bytes) -> StatusCode {
//!     let event: Result<WebhookEvent> =
//!         webhooks.read(|name| headers.get(name)?.to_str().ok(), &body);
//!     match event {
//!         Ok(event) => {
//!             println!("{event:?}");
//!             StatusCode::NO_CONTENT
//!         }
//!         Err(error) => {
//!             eprintln!("{error}");
//!             StatusCode::BAD_REQUEST
//!         }
//!     }
//! }
//! # let webhooks = Webhooks::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")?;
//! # let _ = posted(webhooks, HeaderMap::new(), Bytes::new());
//! # Ok::<(), openapi_loom_runtime::http::Error>(())
//! ```
//!
//! `Webhooks::new(secret)?` takes the secret that the service shows for the address; make it
//! once. While the secret is changed, `.or(other)?` takes messages signed with either. The
//! body has to be as it came, byte by byte: what was read and written again has another
//! signature.
//!
//! A message that is not signed with the secret, or is more than 5 minutes old, is an error of
//! the kind [`Signature`](crate::http::ErrorKind::Signature), and one of the kind
//! [`Decode`](crate::http::ErrorKind::Decode) is not what the document says. A service posts a
//! message again that was not answered with success: its id, in the header `webhook-id`, tells
//! that it was there before.
//!
//! Signatures are those of [Standard Webhooks](https://www.standardwebhooks.com). A client has
//! `Webhooks` if it was generated with `webhooks: {signature: standard}` in the configuration.
//! Without it, check what the service says of its signatures, and read the message by
//! `serde_json::from_slice::<WebhookEvent>(&body)?`.
