//! The body of a request.

use std::fmt;

use bytes::Bytes;
use reqwest::Request;
use reqwest::header::{CONTENT_TYPE, HeaderValue};

use super::error::Error;
#[cfg(feature = "forms")]
use super::form::Form;

/// A request body. Retries share its bytes.
#[derive(Clone)]
pub(crate) enum Body {
    Bytes {
        content_type: &'static str,
        bytes: Bytes,
    },
    #[cfg(feature = "forms")]
    Form(Form),
}

impl Body {
    pub(crate) fn new(content_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        Self::Bytes { content_type, bytes: bytes.into() }
    }

    /// Whether it can be sent more than once.
    pub(crate) fn is_repeatable(&self) -> bool {
        match self {
            Self::Bytes { .. } => true,
            #[cfg(feature = "forms")]
            Self::Form(form) => form.is_repeatable(),
        }
    }

    /// Puts the body and its type into a request that `http` will send.
    #[cfg_attr(not(feature = "forms"), allow(unused_variables, clippy::unused_async))]
    pub(crate) async fn add_to(
        &self,
        http: &reqwest::Client,
        mut request: Request,
    ) -> Result<Request, Error> {
        match self {
            Self::Bytes { content_type, bytes } => {
                let content_type = HeaderValue::from_static(content_type);
                request.headers_mut().insert(CONTENT_TYPE, content_type);
                *request.body_mut() = Some(bytes.clone().into());
                Ok(request)
            }
            #[cfg(feature = "forms")]
            Self::Form(form) => form.add_to(http, request).await,
        }
    }
}

impl fmt::Debug for Body {
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
