//! A service for the tests of the HTTP runtime, and a clock that stands still
//! while anything is on its way.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, mpsc};

use openapi_loom_runtime::http::{
    Auth, Call, Client, ClientBuilder, Error, Event, EventStream, Method, NamedHeader, Operation,
    RateLimitHeaders, Scheme, Service, http_client_builder, reqwest,
};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::server::Server;

/// The key that nothing may show.
pub const KEY: &str = "sk-secret-1234";

/// A service with a part of everything that a service can have.
pub static SERVICE: Service = Service {
    user_agent: "runtime-tests/1",
    base_url: "http://unset.invalid",
    schemes: &[Scheme { name: "key", auth: Auth::Bearer, env: Some("RUNTIME_TESTS_KEY") }],
    security: &[&[], &["key"]],
    base_url_env: Some("RUNTIME_TESTS_URL"),
    headers: &[NamedHeader { header: "x-organization", env: Some("RUNTIME_TESTS_ORG") }],
    fixed_headers: &[("x-beta", "v2")],
    poll_after_header: Some("x-poll-after-ms"),
    should_retry_header: Some("x-should-retry"),
    retry_after_ms_header: Some("retry-after-ms"),
    rate_limits: &[
        RateLimitHeaders {
            name: "requests",
            limit: Some("x-ratelimit-limit-requests"),
            remaining: Some("x-ratelimit-remaining-requests"),
            reset: Some("x-ratelimit-reset-requests"),
        },
        RateLimitHeaders {
            name: "tokens",
            limit: Some("x-ratelimit-limit-tokens"),
            remaining: Some("x-ratelimit-remaining-tokens"),
            reset: None,
        },
    ],
    final_error_codes: &["insufficient_quota"],
    ..Service::DEFAULT
};

/// An operation with a parameter in its path.
pub static GET: Operation = Operation::new("getThing", Method::GET, "/things/{id}");

/// An operation without parameters.
pub static LIST: Operation = Operation::new("listThings", Method::GET, "/things");

/// An operation with a body.
pub static CREATE: Operation = Operation::new("createThing", Method::POST, "/things");

/// Returns a client of `server` that never waits: no retries.
///
/// # Panics
///
/// Panics if it cannot be built.
pub fn client(server: &Server) -> Client {
    builder(server).max_retries(0).build().unwrap()
}

/// Returns a client of `server` to be.
pub fn builder(server: &Server) -> ClientBuilder {
    Client::builder(&SERVICE).api_key(KEY).base_url(server.url())
}

/// Returns a call of [`GET`].
pub fn get(client: &Client) -> Call {
    Call::new(client, &GET).path("id", "1")
}

/// Returns a call of [`CREATE`] with a body in JSON.
pub fn create(client: &Client) -> Call {
    Call::new(client, &CREATE).json(&serde_json::json!({ "name": "é" }))
}

/// Returns all events of a stream, and the error after them.
///
/// # Panics
///
/// Panics if anything comes after an error or after the end.
pub async fn read<E: Event>(mut stream: EventStream<E>) -> (Vec<E>, Option<Error>) {
    let mut events = Vec::new();
    let mut failure = None;
    while let Some(event) = stream.next().await {
        assert!(failure.is_none(), "{failure:?} is not the end");
        match event {
            Ok(event) => events.push(event),
            Err(error) => failure = Some(error),
        }
    }
    assert!(stream.next().await.is_none());
    (events, failure)
}

/// Keeps a paused clock from moving while a connection is open.
///
/// A paused clock of tokio jumps to the next timer as soon as nothing is left
/// to do, and waiting for a socket counts as nothing: every timeout would pass
/// before the first answer. It does not jump while blocking work is under way,
/// though. So blocking work begins where a connection begins, in the resolver
/// of its host name, and ends when the server has seen the connection closed
/// or the test says so.
#[derive(Clone)]
pub struct Clock {
    address: SocketAddr,
    /// One for each connection so far; `None` once it is released.
    holds: Arc<Mutex<Vec<Option<mpsc::Sender<()>>>>>,
}

impl Clock {
    /// Returns a client of `server` under such a clock. The server must close its
    /// connections, so that every attempt makes one.
    ///
    /// # Panics
    ///
    /// Outside of a runtime.
    pub fn client(server: &Server) -> (Self, ClientBuilder) {
        let (clock, http, url) = Self::http(server);
        (clock, Client::builder(&SERVICE).api_key(KEY).base_url(url).http_client(http))
    }

    /// Returns the things that another client needs to be under such a clock:
    /// its HTTP client and the URL at which it finds the server.
    ///
    /// # Panics
    ///
    /// Outside of a runtime.
    pub fn http(server: &Server) -> (Self, reqwest::Client, String) {
        let clock = Self { address: server.address(), holds: Arc::default() };
        let http = http_client_builder().no_proxy().dns_resolver(clock.clone()).build().unwrap();
        let url = format!("http://server.test:{}", server.address().port());
        tokio::spawn(clock.clone().follow(server.clone()));
        (clock, http, url)
    }

    /// Lets the clock move although one of the first `count` connections is
    /// open.
    ///
    /// # Panics
    ///
    /// Panics if another holder of the clock has.
    pub fn release(&self, count: usize) {
        self.holds.lock().unwrap().iter_mut().take(count).for_each(|hold| *hold = None);
    }

    async fn follow(self, server: Server) {
        for count in 1.. {
            server.closed(count).await;
            self.release(count);
        }
    }
}

impl Resolve for Clock {
    fn resolve(&self, _: Name) -> Resolving {
        let (hold, held) = mpsc::channel::<()>();
        self.holds.lock().unwrap().push(Some(hold));
        tokio::task::spawn_blocking(move || held.recv());
        let addresses: Addrs = Box::new(std::iter::once(self.address));
        Box::pin(std::future::ready(Ok(addresses)))
    }
}
