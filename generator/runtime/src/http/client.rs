//! A client of one service: configuration, and the connections under it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue, USER_AGENT};

use super::budget::{self, Budget};
use super::credential::Credential;
use super::error::{Error, ErrorKind};
use super::options::{Options, Placed};
use super::security;
use super::service::{Auth, Scheme, Service};
use super::transport::{self, ReqwestTransport, Shared, Transport};
use super::url;

/// The longest that one attempt may take, from connecting to the last byte.
const TIMEOUT: Duration = Duration::from_secs(600);

/// The longest that an event stream may be silent.
const IDLE_TIMEOUT: Duration = Duration::from_secs(600);

/// The most times that a failed attempt is repeated.
const MAX_RETRIES: u32 = 2;

/// The largest size in bytes of one event of a stream.
const MAX_EVENT_SIZE: usize = 16 << 20;

/// The size in bytes up to which an answer is taken into memory as a whole.
const MAX_ANSWER_SIZE: usize = 256 << 20;

/// A client of a [`Service`]. Cloning it is cheap, and clones share their
/// connections.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    /// All that was set.
    settings: ClientBuilder,
    transport: Shared,
    base_url: Url,
    headers: HeaderMap,
    /// The response header with the id of a request.
    request_id: Option<HeaderName>,
    limits: Limits,
    budget: Budget,
}

/// The bounds of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) timeout: Duration,
    pub(crate) idle_timeout: Duration,
    /// For all attempts together, if there is one.
    pub(crate) deadline: Option<Duration>,
    pub(crate) max_retries: u32,
    pub(crate) max_event_size: usize,
    pub(crate) max_answer_size: usize,
}

impl Client {
    /// Starts a client of `service` that knows no key.
    pub fn builder(service: &'static Service) -> ClientBuilder {
        ClientBuilder::new(service)
    }

    /// Starts another client with all that is set for this one. They share their
    /// connections, unless the other one gets a transport of its own.
    pub fn to_builder(&self) -> ClientBuilder {
        let transport = Some(self.0.transport.clone());
        ClientBuilder { transport, ..self.0.settings.clone() }
    }

    /// Returns the service that this is a client of.
    pub fn service(&self) -> &'static Service {
        self.0.settings.service
    }

    pub(crate) fn transport(&self) -> &Shared {
        &self.0.transport
    }

    pub(crate) fn base_url(&self) -> &Url {
        &self.0.base_url
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// Looks for the id of a request in the headers of its answer.
    pub(crate) fn request_id<'h>(&self, headers: &'h HeaderMap) -> Option<&'h HeaderValue> {
        headers.get(self.0.request_id.as_ref()?)
    }

    pub(crate) fn query(&self) -> &[(String, String)] {
        &self.0.settings.options.query
    }

    /// Returns the place of a scheme's credential in a request.
    pub(crate) fn auth(&self, scheme: &'static Scheme) -> &Auth {
        auth_of(self.service(), self.0.settings.auth.as_ref(), scheme)
    }

    pub(crate) fn credentials(&self) -> &[(&'static str, Credential)] {
        &self.0.settings.options.credentials
    }

    /// Returns the method of the generated client that sets the credential of a scheme.
    pub(crate) fn setter(&self, scheme: &Scheme) -> Option<&'static str> {
        let mut setters = self.0.settings.setters.iter();
        setters.find(|(name, _)| *name == scheme.name).map(|(_, setter)| *setter)
    }

    pub(crate) fn is_anonymous(&self) -> bool {
        self.0.settings.anonymous
    }

    pub(crate) fn limits(&self) -> Limits {
        self.0.limits
    }

    pub(crate) fn budget(&self) -> &Budget {
        &self.0.budget
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &url::shown(&self.0.base_url))
            .field("auth", &self.0.settings.auth)
            .field("credentials", &self.credentials())
            .field("limits", &self.0.limits)
            .finish_non_exhaustive()
    }
}

/// Configures a [`Client`].
#[derive(Clone)]
pub struct ClientBuilder {
    service: &'static Service,
    /// The methods that set the credentials of schemes, by the names of these.
    setters: &'static [(&'static str, &'static str)],
    options: Options,
    /// The place of the API key, if it is another one than its scheme says.
    auth: Option<Auth>,
    /// Set where the client is built without credentials on purpose.
    anonymous: bool,
    variables: Vec<(&'static str, String)>,
    connect_timeout: Duration,
    retry_budget: Option<u32>,
    max_event_size: usize,
    max_answer_size: usize,
    transport: Option<Shared>,
    from_env: bool,
}

impl ClientBuilder {
    /// Starts with the defaults of `service`. The environment is not read.
    pub fn new(service: &'static Service) -> Self {
        Self {
            service,
            setters: &[],
            options: Options::default(),
            auth: None,
            anonymous: false,
            variables: Vec::new(),
            connect_timeout: transport::CONNECT_TIMEOUT,
            retry_budget: Some(budget::RETRIES),
            max_event_size: MAX_EVENT_SIZE,
            max_answer_size: MAX_ANSWER_SIZE,
            transport: None,
            from_env: false,
        }
    }

    /// Starts with what the environment variables of `service` say. An empty
    /// variable counts as unset. Without a key that calls need, from there, from
    /// [`api_key`](Self::api_key) or by hand in its place,
    /// [`build`](Self::build) fails.
    pub fn from_env(service: &'static Service) -> Self {
        let mut builder = Self::new(service);
        builder.from_env = true;
        for scheme in service.schemes {
            if let Some(value) = variable(scheme.env) {
                builder.options.set_credential(scheme.name, value.into());
            }
        }
        if let Some((name, text)) = service.base_url_env.zip(variable(service.base_url_env)) {
            match url::parse_base(&text) {
                Ok(url) => builder.options.base_url = Some(url),
                Err(problem) => {
                    builder.options.fail(format!("the environment variable {name}: {problem}"));
                }
            }
        }
        for header in service.headers {
            if let Some(value) = variable(header.env) {
                builder.options.set_header(header.header, &value);
            }
        }
        builder
    }

    /// Sets the API key: the credential of the service's first scheme.
    pub fn api_key(mut self, key: impl Into<Credential>) -> Self {
        self.options.set_api_key(self.service, key.into());
        self
    }

    /// Says which methods of the generated client set the credentials of schemes, by the names
    /// of these: errors name them.
    #[doc(hidden)]
    pub fn setters(mut self, setters: &'static [(&'static str, &'static str)]) -> Self {
        self.setters = setters;
        self
    }

    /// Sets the credential of the scheme of that name.
    pub fn credential(mut self, scheme: &'static str, credential: impl Into<Credential>) -> Self {
        self.options.set_credential(scheme, credential.into());
        self
    }

    /// Says that calls are sent without the credentials that are not set,
    /// whatever their operations ask for.
    pub fn without_authentication(mut self) -> Self {
        self.anonymous = true;
        self
    }

    /// Sets where the API key goes.
    pub fn auth(mut self, auth: Auth) -> Self {
        self.auth = Some(auth);
        self
    }

    /// Sets the URL to which operation paths are appended. It may have a path
    /// and a query, and end in a slash or not.
    pub fn base_url(mut self, url: impl AsRef<str>) -> Self {
        self.options.set_base_url(url.as_ref());
        self
    }

    /// Sets the variable of that name in the service's own base URL. It has no
    /// effect beside one that is set by [`base_url`](Self::base_url).
    pub fn variable(mut self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.variables.push((name, value.as_ref().to_owned()));
        self
    }

    /// Sets a header of every request, over any that is set otherwise.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.options.set_header(name.as_ref(), value.as_ref());
        self
    }

    /// Adds a query pair to every request.
    pub fn query(mut self, name: impl AsRef<str>, value: impl fmt::Display) -> Self {
        self.options.add_query(name.as_ref(), &value.to_string());
        self
    }

    /// Sets how long one attempt may take, from connecting to the last byte of
    /// the answer: 600 s by default. For an event stream it bounds the time to
    /// the beginning of the answer.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Sets how long connecting may take: 5 s by default. It is a matter of
    /// the HTTP client, so it has no effect on one that is given by
    /// [`http_client`](Self::http_client), or that is there already: that of the client
    /// whose settings [`to_builder`](Client::to_builder) gave.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets how long an event stream may be silent: 600 s by default.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.options.idle_timeout = Some(timeout);
        self
    }

    /// Sets how often a failed attempt is repeated: twice by default.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.options.max_retries = Some(retries);
        self
    }

    /// Sets how long a call may take with all its attempts and the waits between
    /// them; there is no limit by default. A retry that could not begin in time
    /// is not waited for. Of an event stream and of a download it bounds the time
    /// to the beginning of the answer; each page of a list and each call of a poll
    /// has its own. A poll's own deadline is for all of it.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.options.deadline = Some(deadline);
        self
    }

    /// Sets how many retries all calls of this client may make beyond what their
    /// successes earn: 100 by default, and no limit with `None`. A call that
    /// succeeds at once earns a fifth of one, a retry that succeeds earns itself.
    /// Where none is left, a call fails with its first error: an outage does not
    /// multiply the load.
    pub fn retry_budget(mut self, retries: impl Into<Option<u32>>) -> Self {
        self.retry_budget = retries.into();
        self
    }

    /// Sets how large one event of a stream may be: 16 MiB by default.
    pub fn max_event_size(mut self, bytes: usize) -> Self {
        self.max_event_size = bytes;
        self
    }

    /// Sets how large an answer may be that is taken into memory as a whole:
    /// 256 MiB by default. A larger one is an error of the kind
    /// [`ErrorKind::TooLarge`]; an event stream, and a download that is read as
    /// it comes, may be of any size. Of the body of an error, at most 1 MiB is
    /// kept.
    pub fn max_answer_size(mut self, bytes: usize) -> Self {
        self.max_answer_size = bytes;
        self
    }

    /// Sets the HTTP client, with its own proxies, certificates, connect
    /// timeout and redirects: in place of any transport that is set before.
    ///
    /// Start it from [`http_client_builder`](super::http_client_builder),
    /// which says what else a client should look to: above all that a redirect
    /// does not carry the key to another host. What another client does by
    /// itself, it does: its redirects, its timeouts, its decompression.
    pub fn http_client(self, client: reqwest::Client) -> Self {
        self.transport(ReqwestTransport::new(client))
    }

    /// Sets what makes the exchanges and knows the time, in place of any HTTP
    /// client that is set before. Redirects, retries, limits and credentials are
    /// above it, and stay as they are.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Shared::new(transport));
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] if something that was set cannot be used,
    /// or the environment was to give a key and does not.
    pub fn build(self) -> Result<Client, Error> {
        let service = self.service;
        let options = &self.options;
        if let Some(problem) = &options.problem {
            return Err(configuration(problem.as_str()));
        }
        let auth = |scheme| auth_of(service, self.auth.as_ref(), scheme);
        if self.from_env && !self.anonymous {
            let has = |scheme: &'static Scheme| {
                let (headers, query) = (&options.headers, &options.query);
                options.credential(scheme.name).is_some()
                    || security::is_set(auth(scheme), headers, query, options.base_url.as_ref())
            };
            if let Some(scheme) = security::missing(service, service.security, has) {
                return Err(missing_credential(service, scheme));
            }
        }
        for (scheme, credential) in &options.credentials {
            let known = service.schemes.iter().find(|known| known.name == *scheme);
            let Some(known) = known else {
                return Err(configuration(format!(
                    "the service has no security scheme `{scheme}`"
                )));
            };
            if let Some(value) = credential.value() {
                Placed::new(auth(known), value).map_err(configuration)?;
            }
        }
        let mut base_url = match &options.base_url {
            Some(url) => url.clone(),
            None => default_base(service, &self.variables).map_err(configuration)?,
        };
        url::make_room(&mut base_url);
        let mut headers = service_headers(service).map_err(configuration)?;
        headers.extend(options.headers.clone());
        let transport = match &self.transport {
            Some(transport) => transport.clone(),
            None => {
                let http = transport::build(self.connect_timeout)?;
                Shared::new(ReqwestTransport::new(http))
            }
        };
        let limits = Limits {
            timeout: options.timeout.unwrap_or(TIMEOUT),
            idle_timeout: options.idle_timeout.unwrap_or(IDLE_TIMEOUT),
            deadline: options.deadline,
            max_retries: options.max_retries.unwrap_or(MAX_RETRIES),
            max_event_size: self.max_event_size,
            max_answer_size: self.max_answer_size,
        };
        let budget = Budget::new(self.retry_budget);
        let request_id = HeaderName::try_from(service.request_id_header).ok();
        let inner =
            Inner { settings: self, transport, base_url, headers, request_id, limits, budget };
        Ok(Client(Arc::new(inner)))
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("options", &self.options)
            .field("auth", &self.auth)
            .field("variables", &self.variables)
            .field("connect_timeout", &self.connect_timeout)
            .field("retry_budget", &self.retry_budget)
            .field("max_event_size", &self.max_event_size)
            .field("max_answer_size", &self.max_answer_size)
            .finish_non_exhaustive()
    }
}

/// Returns the value of an environment variable, if it has one.
fn variable(name: Option<&str>) -> Option<String> {
    let value = std::env::var(name?).ok()?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// Returns the headers that every request carries unless the caller says otherwise.
fn service_headers(service: &Service) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let user_agent = (USER_AGENT.as_str(), service.user_agent);
    for (name, value) in [user_agent].iter().chain(service.fixed_headers) {
        match (HeaderName::try_from(*name), HeaderValue::try_from(*value)) {
            (Ok(name), Ok(value)) => _ = headers.insert(name, value),
            _ => return Err(format!("{name}: {value} is not a header")),
        }
    }
    Ok(headers)
}

/// Returns the service's own base URL.
fn default_base(service: &Service, variables: &[(&'static str, String)]) -> Result<Url, String> {
    let text = url::fill_base(service, variables)?;
    if text.contains("://") {
        return url::parse_base(&text);
    }
    let known = if text.is_empty() { String::new() } else { format!(", only the path {text:?}") };
    let or = service.base_url_env.map(|name| format!(", or the environment variable {name}"));
    Err(format!(
        "the service has no base URL of its own{known}: set it with `base_url`{}",
        or.unwrap_or_default()
    ))
}

/// Finds the place of a scheme's credential in a request; that of the first
/// scheme may go elsewhere by the caller's word.
fn auth_of<'a>(service: &Service, key: Option<&'a Auth>, scheme: &'static Scheme) -> &'a Auth {
    let is_first = service.schemes.first().is_some_and(|first| first.name == scheme.name);
    key.filter(|_| is_first).unwrap_or(&scheme.auth)
}

/// Makes the error for a credential that the environment was to give and does not.
fn missing_credential(service: &Service, scheme: &Scheme) -> Error {
    let is_first = service.schemes.first().is_some_and(|first| first.name == scheme.name);
    let what = match is_first {
        true => "no API key".to_owned(),
        false => format!("no credential for the security scheme `{}`", scheme.name),
    };
    configuration(match scheme.env {
        Some(variable) => format!("{what}: set the environment variable {variable}"),
        None => format!("{what}, and no environment variable is known for it"),
    })
}

fn configuration(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Configuration, message)
}
