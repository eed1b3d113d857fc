//! Tokens of OAuth 2 by client credentials (RFC 6749, section 4.4).

use std::error::Error as StdError;
use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Method, StatusCode};
use serde_json::Value;

use super::api_error::ApiError;
use super::credential::{Credential, Token};
use super::deadline::{Deadline, Late};
use super::error::{Error, ErrorKind};
use super::response::Head;
use super::secret::Secret;
use super::service::Service;
use super::text::{OneLine, Reason};
use super::transport::{Body, Cause, Shared, http};
use super::{coding, decode, fields, refusal, retry, url};

/// As much of an answer is read; a token has a few kilobytes.
const MOST: usize = 1 << 20;

/// Time that a token may take: calls wait for it, and it is little work.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Says what is wrong with a URL, which is not shown: it may have a secret in it.
const NO_URL: &str = "the token URL is not an http or https URL without user and password";

/// Asks a token endpoint for tokens.
struct Endpoint {
    url: String,
    authentication: Authentication,
    secret: Secret,
    scope: String,
}

/// The way in which a client says who it is.
enum Authentication {
    /// By a header: id and secret as it has them (`client_secret_basic`).
    Basic(Secret),
    /// By the body: id and secret as it has them (`client_secret_post`).
    Post(String, Secret),
}

impl Authentication {
    /// Makes the header of an id and a secret, each as a form has it.
    fn basic(id: String, secret: String) -> Self {
        Self::Basic(Secret::new(BASE64_STANDARD.encode(format!("{id}:{secret}"))))
    }

    /// Makes the part of the body of an id and a secret, each as a form has it.
    fn post(id: String, secret: String) -> Self {
        Self::Post(id, Secret::new(secret))
    }

    /// Returns the secret as it is sent.
    const fn sent(&self) -> &Secret {
        match self {
            Self::Basic(sent) | Self::Post(_, sent) => sent,
        }
    }
}

impl Credential {
    /// Tokens that a client gets by its id and its secret from the token endpoint
    /// at this URL, for scopes with spaces between them, if there are any. They
    /// are fetched when they are needed and kept until shortly before their end;
    /// without one, until a server refuses them with 401.
    ///
    /// They are fetched by the transport of the client within 30 s, and from
    /// that URL only: a redirect is not followed. A failure that passes by itself has
    /// the call tried again, as its own failures have. A [`provider`](Self::provider)
    /// can fetch them in another way.
    ///
    /// Id and secret go in a header (`client_secret_basic`). A server that wants them in
    /// the body refuses that with `invalid_client`: see
    /// [`client_secret_post`](Self::client_secret_post).
    pub fn client_credentials(
        token_url: impl Into<String>,
        client_id: impl AsRef<str>,
        client_secret: impl AsRef<str>,
        scope: impl Into<String>,
    ) -> Self {
        let client = [client_id.as_ref(), client_secret.as_ref()];
        Self::tokens_of(Endpoint::new(token_url, client, scope, Authentication::basic))
    }

    /// Returns the same for a server that wants id and secret in the body
    /// (`client_secret_post`), and not in a header.
    pub fn client_secret_post(
        token_url: impl Into<String>,
        client_id: impl AsRef<str>,
        client_secret: impl AsRef<str>,
        scope: impl Into<String>,
    ) -> Self {
        let client = [client_id.as_ref(), client_secret.as_ref()];
        Self::tokens_of(Endpoint::new(token_url, client, scope, Authentication::post))
    }

    /// Returns the tokens of an endpoint, each fetched when it is needed.
    fn tokens_of(endpoint: Endpoint) -> Self {
        let endpoint = Arc::new(endpoint);
        Self::by_transport(move |transport| {
            let (endpoint, transport) = (endpoint.clone(), transport.clone());
            Box::pin(async move {
                let mut deadline = Deadline::after(TIMEOUT, &transport);
                let token = deadline.bound(pin!(endpoint.token(&transport))).await;
                let token = token.unwrap_or_else(|Late(limit)| {
                    let problem = format!("the token endpoint timed out after {limit:?}");
                    Err(Error::new(ErrorKind::Timeout, problem).lasting())
                });
                token.map_err(|error| Cause::from(NoToken(endpoint.redacted(error))))
            })
        })
    }
}

impl Endpoint {
    fn new(
        url: impl Into<String>,
        [id, secret]: [&str; 2],
        scope: impl Into<String>,
        authentication: fn(String, String) -> Authentication,
    ) -> Self {
        Self {
            url: url.into(),
            authentication: authentication(url::encode_query(id), url::encode_query(secret)),
            secret: Secret::new(secret.to_owned()),
            scope: scope.into(),
        }
    }

    async fn token(&self, transport: &Shared) -> Result<Token, Error> {
        let request = self
            .request()
            .map_err(|cause| Error::new(ErrorKind::Configuration, cause.to_string()))?;
        let answer = coding::undone(transport.exchange(request).await?);
        let (head, mut body) = answer.into_parts();
        let mut answer = Vec::new();
        while let Some(chunk) = body.chunk().await {
            answer.extend_from_slice(&chunk.map_err(Error::broken)?);
            if answer.len() > MOST {
                let problem = "the answer of the token endpoint is too large";
                return Err(Error::new(ErrorKind::TooLarge, problem));
            }
        }
        let is_refused = !head.status.is_success() || refusal::is_error(&answer);
        let token = decode::read(&answer).ok().and_then(|answer| read(&answer));
        match token.filter(|_| !is_refused) {
            Some(token) => Ok(token),
            None => Err(self.refused(head.status, head.headers, &answer)),
        }
    }

    /// Takes the secret out of what the server may have echoed.
    fn redacted(&self, error: Error) -> Error {
        error.redacted(|text| {
            self.secret.redact(text);
            self.authentication.sent().redact(text);
        })
    }

    /// Makes the error of an answer that has no token.
    fn refused(&self, status: StatusCode, headers: HeaderMap, answer: &[u8]) -> Error {
        let said = ApiError::read(status, answer);
        let is_of_client = said.code.as_deref() == Some("invalid_client");
        let hint = match &self.authentication {
            Authentication::Basic(_) if is_of_client => {
                "; if the server wants the secret in the body, see `Credential::client_secret_post`"
            }
            _ => "",
        };
        let said = [said.code.unwrap_or_default(), said.message];
        let said = match said.map(|text| text.trim().to_owned()) {
            [code, message] if code.is_empty() || code == message => message,
            [code, message] if message.is_empty() => code,
            said => said.join(": "),
        };
        let said = if said.is_empty() { "no bearer token".to_owned() } else { said };
        let (reason, said) = (Reason(status), OneLine(&said));
        let problem = format!("the token endpoint answered {reason} with {said}{hint}");
        let head = Head { status, headers, request_id: None, service: &Service::DEFAULT };
        head.describe(Error::new(ErrorKind::Api, problem))
    }

    fn request(&self) -> Result<http::Request<Body>, Cause> {
        let url = url::parse_base(&self.url).map_err(|_| NO_URL)?;
        let mut body = "grant_type=client_credentials".to_owned();
        if !self.scope.is_empty() {
            body.push_str("&scope=");
            body.push_str(&url::encode_query(&self.scope));
        }
        let mut pair = None;
        match &self.authentication {
            Authentication::Basic(sent) => {
                let basic = HeaderValue::try_from(format!("Basic {}", sent.expose()))?;
                pair.insert(basic).set_sensitive(true);
            }
            Authentication::Post(id, sent) => {
                let secret = sent.expose();
                body.push_str(&format!("&client_id={id}&client_secret={secret}"));
            }
        }
        let mut request = http::Request::new(Body::from(body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = http::Uri::try_from(url.as_str()).map_err(|_| NO_URL)?;
        let headers = request.headers_mut();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, form);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.extend(pair.map(|pair| (AUTHORIZATION, pair)));
        Ok(request)
    }
}

/// Returns the token of an answer, if that is a bearer token: `Bearer`, and for some gateways
/// `BearerToken`. One that does not say how long it holds is kept until it is refused.
fn read(answer: &Value) -> Option<Token> {
    let token = answer["access_token"].as_str().filter(|token| !token.is_empty())?;
    let kind = answer["token_type"].as_str().unwrap_or("bearer");
    let token = Token::new(token);
    // Some say it as text, or with decimals.
    let lifetime = retry::read_wait(&fields::text(&answer["expires_in"]), 1.0);
    let is_bearer = ["bearer", "bearertoken"].iter().any(|known| kind.eq_ignore_ascii_case(known));
    is_bearer.then(|| token.expires_in(lifetime.unwrap_or(Duration::MAX)))
}

/// The reason why a token endpoint gave no token.
pub(crate) struct NoToken(pub(crate) Error);

impl fmt::Display for NoToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The message alone: what it comes from is the transport's, and may show the request.
impl fmt::Debug for NoToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_string())
    }
}

impl StdError for NoToken {}
