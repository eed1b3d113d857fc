//! The options that can be set for a client and, over it, for one call.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use reqwest::Url;
use reqwest::header::{
    AUTHORIZATION, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING,
};

use super::credential::Credential;
use super::secret::Secret;
use super::service::{Auth, Service};
use super::url;

/// The settings that a client and a call have in common. What is not set here
/// is taken from the layer below.
///
/// Setters cannot fail; the first thing that is wrong is kept in `problem`,
/// and building the client or sending the call reports it.
#[derive(Clone, Default)]
pub(crate) struct Options {
    /// By the names of their schemes.
    pub(crate) credentials: Vec<(&'static str, Credential)>,
    pub(crate) base_url: Option<Url>,
    pub(crate) headers: HeaderMap,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) max_retries: Option<u32>,
    /// The most times in a row that a stream is asked for again.
    pub(crate) resumptions: u32,
    pub(crate) problem: Option<String>,
}

impl Options {
    /// Sets the credential of the scheme that “the API key” means.
    pub(crate) fn set_api_key(&mut self, service: &Service, key: Credential) {
        let Some(scheme) = service.schemes.first() else {
            return self.fail("the service has no security scheme for an API key".to_owned());
        };
        if let Some(problem) = key.problem() {
            self.fail(format!("the API key {problem}"));
        }
        self.set_known(scheme.name, key);
    }

    /// Sets the credential of a scheme.
    pub(crate) fn set_credential(&mut self, scheme: &'static str, credential: Credential) {
        if let Some(problem) = credential.problem() {
            self.fail(format!("the credential of the security scheme `{scheme}` {problem}"));
        }
        self.set_known(scheme, credential);
    }

    fn set_known(&mut self, scheme: &'static str, credential: Credential) {
        self.credentials.retain(|(known, _)| *known != scheme);
        self.credentials.push((scheme, credential));
    }

    pub(crate) fn credential(&self, scheme: &str) -> Option<&Credential> {
        find(&self.credentials, scheme)
    }

    pub(crate) fn set_base_url(&mut self, text: &str) {
        match url::parse_base(text) {
            Ok(url) => self.base_url = Some(url),
            Err(problem) => self.fail(problem),
        }
    }

    /// Sets a header. Its value is never shown: it may well be a key. How a body
    /// is framed is not for the caller to say: another length would cut it.
    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        match (HeaderName::try_from(name), sensitive(value)) {
            (Ok(CONTENT_LENGTH | TRANSFER_ENCODING), _) => {}
            (Ok(name), Some(value)) => _ = self.headers.insert(name, value),
            (Err(_), _) => self.fail(format!("{name:?} cannot be a header's name")),
            (_, None) => self.fail(format!(
                "the value of the header {name} has characters that no header can carry"
            )),
        }
    }

    /// Adds a query pair.
    pub(crate) fn add_query(&mut self, name: &str, value: &str) {
        self.query.push((name.to_owned(), value.to_owned()));
    }

    pub(crate) fn fail(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }
}

/// Names only: every value may be a secret.
impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("credentials", &self.credentials)
            .field("base_url", &self.base_url.as_ref().map(url::shown))
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("query", &self.query.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("timeout", &self.timeout)
            .field("idle_timeout", &self.idle_timeout)
            .field("deadline", &self.deadline)
            .field("max_retries", &self.max_retries)
            .field("problem", &self.problem)
            .finish()
    }
}

/// Returns the credential of a scheme among those that are set.
pub(crate) fn find<'c>(
    credentials: &'c [(&'static str, Credential)],
    scheme: &str,
) -> Option<&'c Credential> {
    credentials.iter().find(|(known, _)| *known == scheme).map(|(_, credential)| credential)
}

/// A credential in the place where a server looks for it.
pub(crate) enum Placed {
    None,
    Header(HeaderName, HeaderValue),
    Query((String, String)),
    Cookie(Cow<'static, str>, String),
}

impl Placed {
    pub(crate) fn new(auth: &Auth, secret: &Secret) -> Result<Self, String> {
        let text = secret.expose();
        let (name, value) = match auth {
            Auth::None => return Ok(Self::None),
            Auth::Query(name) => {
                return Ok(Self::Query((name.clone().into_owned(), text.to_owned())));
            }
            Auth::Cookie(name) => return Ok(Self::Cookie(name.clone(), text.to_owned())),
            Auth::Bearer => {
                const SCHEME: &str = "Bearer ";
                let begin = text.get(..SCHEME.len());
                if begin.is_some_and(|begin| begin.eq_ignore_ascii_case(SCHEME)) {
                    let problem = "begins with `Bearer `, which is sent by itself: leave it out";
                    return Err(format!("the API key {problem}"));
                }
                (AUTHORIZATION, [SCHEME, text].concat())
            }
            Auth::Basic => {
                // One without a colon is a user without a password.
                let pair = if text.contains(':') { text.to_owned() } else { format!("{text}:") };
                (AUTHORIZATION, format!("Basic {}", BASE64_STANDARD.encode(pair)))
            }
            Auth::Header(name) => {
                let name = HeaderName::try_from(name.as_ref())
                    .map_err(|_| format!("{name:?} cannot be a header's name"))?;
                (name, text.to_owned())
            }
        };
        let value =
            sensitive(value).ok_or("the API key has characters that no header can carry")?;
        Ok(Self::Header(name, value))
    }
}

fn sensitive(value: impl TryInto<HeaderValue>) -> Option<HeaderValue> {
    let mut value = value.try_into().ok()?;
    value.set_sensitive(true);
    Some(value)
}
