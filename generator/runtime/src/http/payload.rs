//! Payloads of calls.

use std::fmt;

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderValue};

use super::error::Error;
#[cfg(feature = "forms")]
use super::form::Form;
use super::request::written;
use super::transport::Body;

/// Payload of a call. Attempts share its bytes.
#[derive(Clone)]
pub(crate) enum Payload {
    Bytes {
        content_type: &'static str,
        bytes: Bytes,
    },
    #[cfg(feature = "forms")]
    Form(Form),
}

impl Payload {
    pub(crate) fn new(content_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        Self::Bytes { content_type, bytes: bytes.into() }
    }

    /// Tells whether it can be sent more than once.
    pub(crate) fn is_repeatable(&self) -> bool {
        match self {
            Self::Bytes { .. } => true,
            #[cfg(feature = "forms")]
            Self::Form(form) => form.is_repeatable(),
        }
    }

    /// Returns the bytes of an attempt, and what they are.
    #[cfg_attr(not(feature = "forms"), allow(clippy::unused_async, reason = "files are opened"))]
    pub(crate) async fn open(&self) -> Result<(HeaderValue, Body), Error> {
        match self {
            Self::Bytes { content_type, bytes } => {
                Ok((written(&CONTENT_TYPE, content_type)?, bytes.clone().into()))
            }
            #[cfg(feature = "forms")]
            Self::Form(form) => form.open().await,
        }
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes { content_type, bytes } => {
                write!(f, "{content_type} of {} bytes", bytes.len())
            }
            #[cfg(feature = "forms")]
            Self::Form(form) => form.fmt(f),
        }
    }
}
