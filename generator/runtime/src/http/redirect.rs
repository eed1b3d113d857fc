//! Redirects: which are followed, and what becomes of the others.

use reqwest::header::LOCATION;
use reqwest::{Method, StatusCode, Url};

use super::error::{Error, ErrorKind};
use super::transport::{Body, http};
use super::url;

/// Number of redirects that are followed, as by browsers and other HTTP clients.
const MAX_REDIRECTS: usize = 10;

/// Target of an answer that leads elsewhere.
pub(crate) enum Redirect {
    /// To the same origin, with the same request.
    Followed(Url),
    /// Elsewhere: it is the answer.
    Refused(Url),
}

impl Redirect {
    /// Reads where an answer from that URL leads, if it leads anywhere.
    ///
    /// Another host must not get the key, wherever in the request it is, nor the
    /// body; so the redirect itself becomes the answer, which is an error.
    pub(crate) fn of(answer: &http::Response<Body>, method: &Method, from: &Url) -> Option<Self> {
        let status = answer.status();
        let target = answer.headers().get(LOCATION).filter(|_| status.is_redirection())?;
        let mut target = from.join(target.to_str().ok()?).ok()?;
        // A user and a password are not for the server to set.
        let _ = (target.set_username(""), target.set_password(None));
        // Other redirects than these make a GET of a POST: what was to be created
        // would not be, and the answer would be that of something else. A GET stays one.
        let keeps_method =
            matches!(status, StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT);
        let makes_get = matches!(
            status,
            StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER
        );
        let is_same_request =
            keeps_method || makes_get && matches!(*method, Method::GET | Method::HEAD);
        Some(match target.origin() == from.origin() && is_same_request {
            true => Self::Followed(target),
            false => Self::Refused(target),
        })
    }

    /// Says that a redirect is not followed, and where it leads.
    pub(crate) fn refusal(target: &Url) -> String {
        format!("the redirect to {} is not followed", url::shown(target))
    }
}

/// The redirects of one attempt.
#[derive(Default)]
pub(crate) struct Followed(usize);

impl Followed {
    /// Counts one more.
    pub(crate) fn add(&mut self) -> Result<(), Error> {
        self.0 += 1;
        if self.0 <= MAX_REDIRECTS {
            return Ok(());
        }
        let problem = "could not follow a redirect: too many redirects";
        Err(Error::new(ErrorKind::Connection, problem).lasting())
    }
}
