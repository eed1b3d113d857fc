//! Redirects: which are followed, and what becomes of the others.

use percent_encoding::{AsciiSet, percent_encode};
use reqwest::header::LOCATION;
use reqwest::{Method, StatusCode, Url};

use super::call::Call;
use super::error::{Error, ErrorKind};
use super::request::Outgoing;
use super::transport::{Body, http};
use super::url;

/// Number of redirects that are followed, as by browsers and other HTTP clients.
const MAX_REDIRECTS: usize = 10;

/// The fate of an answer that leads elsewhere.
pub(crate) enum Redirect {
    /// Followed there, by a request of that form.
    Followed(Url, Form),
    /// It is the answer; why it is not followed.
    Refused(String),
}

/// Parts of a call that a request is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// All of them.
    Whole,
    /// All but the body, by GET.
    Get,
    /// None of the caller's, for another host.
    Bare,
}

/// The request that was answered.
pub(crate) struct Sent<'r> {
    pub(crate) method: &'r Method,
    pub(crate) url: &'r Url,
    pub(crate) call: &'r Call,
    pub(crate) has_body: bool,
    pub(crate) is_repeatable: bool,
}

impl Sent<'_> {
    /// Tells whether another host can be asked without learning anything of the caller's.
    fn may_go_to(&self, target: &Url) -> bool {
        !self.has_body && self.call.may_leave() && !self.call.context().is_shown_in(target)
    }
}

impl Redirect {
    /// Reads where an answer leads, if it leads anywhere.
    ///
    /// Another host must not get a credential, wherever in the request it is, nor the
    /// body. A file is asked for there without; else the redirect itself becomes the answer,
    /// which is an error.
    pub(crate) fn of(answer: &http::Response<Body>, outgoing: &Outgoing) -> Option<Self> {
        let status = answer.status();
        if !status.is_redirection() {
            return None;
        }
        let location = answer.headers().get(LOCATION)?;
        let sent = outgoing.sent();
        let location = percent_encode(location.as_bytes(), &AsciiSet::EMPTY).to_string();
        let Ok(mut target) = sent.url.join(&location) else {
            return Some(Self::Refused("the redirect leads to what is no URL".to_owned()));
        };
        // A user and a password are not for the server to set.
        let _ = (target.set_username(""), target.set_password(None));
        Some(match form(status, &target, &sent) {
            Ok(form) => Self::Followed(target, form),
            Err(why) => Self::Refused(format!(
                "the redirect to {} is not followed: {why}",
                url::shown(&target)
            )),
        })
    }
}

/// Says what is wrong with an answer that is to be followed and names no place.
pub(crate) fn nowhere(status: StatusCode) -> Option<&'static str> {
    (keeps_method(status) || makes_get(status)).then_some("the redirect has no `Location` to go to")
}

fn keeps_method(status: StatusCode) -> bool {
    matches!(status, StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT)
}

fn makes_get(status: StatusCode) -> bool {
    matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER)
}

/// Returns the form of the request that follows a redirect, or why none does.
fn form(status: StatusCode, target: &Url, sent: &Sent) -> Result<Form, &'static str> {
    let makes_get = makes_get(status);
    let is_read = matches!(*sent.method, Method::GET | Method::HEAD);
    if !keeps_method(status) && !makes_get {
        return Err("its status does not ask for it");
    }
    if target.origin() != sent.url.origin() {
        return match target.scheme() {
            scheme if !matches!(scheme, "https" | "http") => Err("it leads to no web server"),
            _ if !is_read || !sent.may_go_to(target) => {
                Err("another host must not get credentials or a body")
            }
            "https" => Ok(Form::Bare),
            "http" if sent.url.scheme() == "http" => Ok(Form::Bare),
            _ => Err("it leads away from https"),
        };
    }
    match status {
        _ if !is_read && status == StatusCode::SEE_OTHER => Ok(Form::Get),
        // What was to be created would not be, and the answer would be that of
        // something else.
        _ if !is_read && makes_get => Err("its status makes a GET of the request"),
        _ if !sent.is_repeatable => Err("the body can be sent only once"),
        _ => Ok(Form::Whole),
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
