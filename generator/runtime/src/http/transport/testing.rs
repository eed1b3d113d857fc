//! Testing your code: all that a test of a client's caller needs, without a
//! network.
//!
//! | A test of | Takes |
//! |---|---|
//! | what is made of an answer | [`from_json`]: any type that is read, of as much JSON as matters |
//! | what is made of an error | [`errors`]: one of each kind |
//! | a few calls, and what goes wrong between them | [`ScriptedTransport`]: replies in their order, failures and waits |
//! | whole conversations | [`ScriptedTransport::answering`]: a function that makes up each reply |
//!
//! # Answers
//!
//! Properties that the JSON lacks read as empty, so that a test says only what it
//! is about. Types that are only read have public fields and a `Default`, too.
//!
//! ```
//! use openapi_loom_runtime::http::transport::testing::from_json;
//! # openapi_loom_runtime::object! {
//! #     /// A job.
//! #     #[extra(extra)]
//! #     #[derive(Default)]
//! #     pub struct Job {
//! #         /// Its id.
//! #         #[wire(corrected = "id")]
//! #         pub id: String,
//! #         /// How far it is.
//! #         #[wire(corrected = "status")]
//! #         pub status: String,
//! #     }
//! # }
//!
//! // Of the caller's code.
//! fn is_done(job: &Job) -> bool {
//!     job.status == "completed"
//! }
//!
//! let job: Job = from_json(r#"{"status": "completed"}"#)?;
//! assert!(is_done(&job) && job.id.is_empty());
//! # Ok::<(), openapi_loom_runtime::http::Error>(())
//! ```
//!
//! # Calls
//!
//! A client takes any [`Transport`]. This one answers from a script, and its clock
//! is its own: waits of calls (between retries, for an answer that is late, for
//! the end of a deadline) end at once and move it on. While files and streams of the
//! caller's are read, and tokens are asked for, it stands still, unless nothing comes of
//! them for a second. Of other work, such as what a test does beside a call, it knows
//! nothing: a wait ends in the meantime.
//!
//! ```
//! # use openapi_loom_runtime::http::{Call, Client, Method, Operation, Service};
//! use openapi_loom_runtime::http::transport::testing::{Reply, ScriptedTransport};
//! use std::time::Duration;
//! # static SERVICE: Service = Service { base_url: "http://localhost", ..Service::DEFAULT };
//! # static GET: Operation = Operation::new("getThing", Method::GET, "/things/1");
//!
//! # async fn example() -> openapi_loom_runtime::http::Result<()> {
//! let script = ScriptedTransport::new([
//!     Reply::new(503).header("retry-after", "7"),
//!     Reply::json(200, r#"{"id": 1}"#),
//! ]);
//! let client = Client::builder(&SERVICE).transport(script.clone()).build()?;
//! let thing = Call::new(&client, &GET).send::<serde_json::Value>().await?;
//! assert_eq!(thing.body()["id"], 1);
//! assert_eq!(script.requests()[1].uri, "http://localhost/things/1");
//! assert_eq!(script.elapsed(), Duration::from_secs(7));
//! # Ok(())
//! # }
//! ```

mod clock;
pub mod errors;
mod reply;

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;

use super::{Body, BoxFuture, Transport, http, outside};
use crate::http::decode;
use crate::http::error::{Error, ErrorKind};
use clock::Clock;
pub use reply::{JsonBody, Reply};

/// Reads JSON as an answer is read: as any type that callers read, or send.
///
/// # Errors
///
/// As of a call, of the kind [`ErrorKind::Decode`] with the place of what is
/// wrong.
pub fn from_json<T: DeserializeOwned>(json: impl AsRef<[u8]>) -> Result<T, Error> {
    decode::json(json.as_ref())
}

/// A transport that answers from a script and records what it is sent. Clones
/// share script, record and clock.
#[derive(Clone)]
pub struct ScriptedTransport(Arc<Shared>);

/// Makes up the reply to a request, if the script is not at its end.
type Answer = dyn Fn(&Recorded) -> Option<Reply> + Send + Sync;

struct Shared {
    answer: Box<Answer>,
    requests: Mutex<Vec<Recorded>>,
    clock: Clock,
}

/// A request as a transport was given it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Recorded {
    /// `GET`, `POST` …
    pub method: Method,
    /// The URL with its query.
    pub uri: http::Uri,
    /// The headers, without those that a connection adds, such as `host`.
    pub headers: HeaderMap,
    /// The body, as far as it was read.
    pub body: Bytes,
}

impl Recorded {
    /// Returns a header as text; `None` if there is none, or it is no text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

impl ScriptedTransport {
    /// Gives these replies, one to each request. A further request is an error
    /// of the kind [`ErrorKind::Configuration`].
    pub fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        let replies = Mutex::new(replies.into_iter().collect::<VecDeque<_>>());
        Self::with(move |_| lock(&replies).pop_front())
    }

    /// Makes up the reply to each request.
    pub fn answering(answer: impl Fn(&Recorded) -> Reply + Send + Sync + 'static) -> Self {
        Self::with(move |request| Some(answer(request)))
    }

    fn with(answer: impl Fn(&Recorded) -> Option<Reply> + Send + Sync + 'static) -> Self {
        Self(Arc::new(Shared {
            answer: Box::new(answer),
            requests: Mutex::default(),
            clock: Clock::default(),
        }))
    }

    /// Returns all requests so far.
    pub fn requests(&self) -> Vec<Recorded> {
        lock(&self.0.requests).clone()
    }

    /// Gives the time by which the clock has moved.
    pub fn elapsed(&self) -> Duration {
        self.0.clock.now()
    }

    /// Moves the clock on.
    pub fn advance(&self, time: Duration) {
        self.0.clock.advance(time);
    }

    async fn answer(&self, request: http::Request<Body>) -> Result<http::Response<Body>, Error> {
        let (head, mut body) = request.into_parts();
        let mut recorded = Recorded {
            method: head.method,
            uri: head.uri,
            headers: head.headers,
            body: Bytes::new(),
        };
        let reply = (self.0.answer)(&recorded);
        let most = reply.as_ref().map_or(0, Reply::reads);
        let mut sent = Vec::new();
        let mut failed = None;
        while sent.len() < most
            && let Some(chunk) = outside(body.chunk()).await
        {
            match chunk {
                Ok(chunk) => sent.extend_from_slice(&chunk),
                Err(cause) => {
                    failed = Some(cause);
                    break;
                }
            }
        }
        recorded.body = sent.into();
        let missing = format!("the script has no reply to {} {}", recorded.method, recorded.uri);
        lock(&self.0.requests).push(recorded);
        if let Some(cause) = failed {
            return Err(Error::new(ErrorKind::Io, "the body cannot be sent").caused_by(cause));
        }
        let reply = reply.ok_or_else(|| Error::new(ErrorKind::Configuration, missing))?;
        reply.play(&self.0.clock).await
    }
}

impl Transport for ScriptedTransport {
    fn exchange(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, Error>> {
        Box::pin(self.answer(request))
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        Box::pin(self.0.clock.sleep(time))
    }

    fn now(&self) -> Duration {
        self.0.clock.now()
    }
}

impl fmt::Debug for ScriptedTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScriptedTransport")
            .field("requests", &lock(&self.0.requests).len())
            .field("elapsed", &self.elapsed())
            .finish_non_exhaustive()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
