//! From a call to its answer: attempts, and what comes between them.

use std::collections::VecDeque;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use reqwest::StatusCode;
use reqwest::header::CONTENT_TYPE;

use super::api_error::ApiError;
use super::call::Call;
use super::deadline::{Deadline, Late};
use super::error::{Error, ErrorKind};
use super::frames::Framing;
use super::redirect::{Followed, Redirect};
use super::request::Outgoing;
use super::response::{Head, Response};
use super::security::Tokens;
use super::text::{OneLine, gist};
use super::transport::{Body, Cause, Shared, http};
use super::{charset, coding, decode, early, media, redirect, refusal, retry, trace, url};

/// The most bytes of the body of an error that are kept.
const MAX_ERROR_SIZE: usize = 1 << 20;

/// The most bytes by which an answer that is read as it comes is told from an error.
const MAX_LOOKED_AT: usize = 64 << 10;

/// Sends a call and reads the whole answer. JSON may lack what would have come after it, where
/// nothing but JSON is read of that status.
pub(crate) async fn send(
    call: &Call,
    reads_json: fn(StatusCode) -> bool,
) -> Result<Response<Bytes>, Error> {
    let limits = call.context().limits();
    let most = limits.max_answer_size;
    let read = |body, deadline, head: &Head| {
        let (status, kind) = (head.status, head.headers.get(CONTENT_TYPE).cloned());
        // Of most answers nobody asks.
        let is_json = move || {
            let kind = kind.as_ref().and_then(|kind| kind.to_str().ok());
            reads_json(status) && kind.is_some_and(media::is_json)
        };
        whole(body, deadline, most, is_json)
    };
    exchange(call, limits.timeout, read).await
}

/// Sends a call and reads the head of the answer, which may take so long.
pub(crate) async fn begin(call: &Call, limit: Duration) -> Result<Response<Body>, Error> {
    exchange(call, limit, |body, _, _| std::future::ready(Ok(body))).await
}

/// Sends a call and reads the head of the answer: the beginning of an event
/// stream, or else an error.
pub(crate) async fn open(call: &Call, framing: Framing) -> Result<Response<Body>, Error> {
    let context = call.context();
    let limits = context.limits();
    let limit = limits.timeout.min(limits.idle_timeout);
    let end = end_of(call);
    let answer = begin(call, limit).await?;
    let kind = answer.headers().get(CONTENT_TYPE).map(|value| value.as_bytes());
    let kind = kind.filter(|kind| !framing.may_be(kind)).map(String::from_utf8_lossy);
    let other = |kind| format!("expected {framing}, the server sent {}", OneLine(kind));
    let is_other = kind.is_some();
    let coding = coding::problem(answer.headers());
    let is_coded = coding.is_some();
    let problem = kind.as_deref().map(other).or(coding);
    let Some(problem) = problem else { return Ok(answer) };
    let (head, mut response) = answer.into_parts();
    let mut deadline = Deadline::after(within(limit, end, call), call.client().transport());
    if is_other && !is_coded {
        let is_enough = |bytes: &[u8]| framing.shows(bytes).is_some();
        let (bytes, body) = look_at(response, &mut deadline, is_enough).await;
        if framing.shows(&bytes) == Some(true) {
            return Ok(Response::new(head, body));
        }
        response = body;
    }
    let (body, _) = gather(response, deadline, limits.max_event_size).await;
    let error = refusal::instead_of_a_stream(&head, &body).unwrap_or_else(|| {
        let problem = match is_other && !body.is_empty() {
            true => format!("{problem}: {}", gist(&body)),
            false => problem,
        };
        Error::new(ErrorKind::Stream, problem).with_body(body)
    });
    Err(context.explain(head.describe(error)))
}

/// Sends a call and reads the head of the answer: the beginning of bytes that are read
/// as they come, or else an error.
pub(crate) async fn begin_bytes(call: &Call) -> Result<Response<Body>, Error> {
    let context = call.context();
    let limits = context.limits();
    let end = end_of(call);
    let answer = begin(call, limits.timeout).await?;
    if !refusal::is_suspect(answer.head(), call) {
        return Ok(answer);
    }
    let (head, body) = answer.into_parts();
    // What takes longer is no error, and goes on after what has come.
    let limit = within(limits.idle_timeout, end, call);
    let mut deadline = Deadline::after(limit, call.client().transport());
    let (bytes, body) = look_at(body, &mut deadline, |_| false).await;
    match refusal::instead_of_bytes(&head, &bytes.into(), call) {
        Some(error) => Err(context.explain(head.describe(error))),
        None => Ok(Response::new(head, body)),
    }
}

/// Reads the beginning of a body until it is enough, and no further than to the most that is
/// looked at; gives it, and the body from its beginning.
async fn look_at(
    mut rest: Body,
    deadline: &mut Deadline,
    is_enough: impl Fn(&[u8]) -> bool,
) -> (Vec<u8>, Body) {
    let (mut first, mut bytes) = (VecDeque::new(), Vec::new());
    let reading = async {
        while bytes.len() < MAX_LOOKED_AT
            && !is_enough(&bytes)
            && let Some(chunk) = rest.chunk().await
        {
            chunk.iter().for_each(|chunk| bytes.extend_from_slice(chunk));
            let is_broken = chunk.is_err();
            first.push_back(chunk);
            if is_broken {
                break;
            }
        }
    };
    let _ = deadline.bound(pin!(reading)).await;
    (bytes, Body::from_stream(Begun { first, rest }))
}

/// A body of which the first chunks have been looked at.
struct Begun {
    first: VecDeque<Result<Bytes, Cause>>,
    rest: Body,
}

impl Stream for Begun {
    type Item = Result<Bytes, Cause>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.first.pop_front() {
            Some(chunk) => Poll::Ready(Some(chunk)),
            None => self.rest.poll_chunk(cx),
        }
    }
}

/// Makes the error of an attempt that was not over in time.
fn late(Late(limit): Late) -> Error {
    Error::new(ErrorKind::Timeout, format!("no answer within {limit:?}"))
}

/// Makes the error of an attempt that had no answer in time, if only for want of a
/// credential.
fn too_late(late: Late, tokens: &Tokens) -> Error {
    match tokens.asked() {
        Some(scheme) => Error::late_credential(scheme, late.0),
        None => self::late(late),
    }
}

/// Reads all of a body, which has at most so many bytes. If it breaks off, the
/// error keeps what came, unless that is all of what is JSON.
async fn whole(
    body: Body,
    deadline: Deadline,
    most: usize,
    is_json: impl Fn() -> bool,
) -> Result<Bytes, Error> {
    let is_larger = |length: u64| usize::try_from(length).map_or(true, |length| length > most);
    if is_larger(http_body::Body::size_hint(&body).lower()) {
        return Err(Error::too_large(most));
    }
    let (body, end) = gather(body, deadline, most.saturating_add(1)).await;
    match end {
        _ if body.len() > most => Err(Error::too_large(most)),
        Ok(()) => Ok(body),
        Err(error) if error.kind() != ErrorKind::Decode && is_json() && decode::is_whole(&body) => {
            Ok(body)
        }
        // One that was not what it said has been kept as it was.
        Err(error) if body.is_empty() => Err(error),
        Err(error) => Err(error.with_body(body)),
    }
}

/// Reads as much of a body as comes, up to `most` bytes, and why no more of it came.
async fn gather(mut body: Body, mut deadline: Deadline, most: usize) -> (Bytes, Result<(), Error>) {
    let mut gathered = Gathered::default();
    let reading = async {
        while gathered.len() < most
            && let Some(chunk) = body.chunk().await
        {
            let mut chunk = chunk?;
            chunk.truncate(most - gathered.len());
            gathered.add(chunk);
        }
        Ok(())
    };
    let end = deadline.bound(pin!(reading)).await;
    (gathered.into_bytes(), end.map_err(late).and_then(|end| end.map_err(Error::broken)))
}

/// The chunks of a body that have come. One alone is not copied.
#[derive(Default)]
struct Gathered {
    first: Bytes,
    /// All bytes, once there is more than one chunk.
    all: Vec<u8>,
}

impl Gathered {
    fn len(&self) -> usize {
        self.first.len().max(self.all.len())
    }

    fn add(&mut self, chunk: Bytes) {
        if self.len() == 0 {
            self.first = chunk;
            return;
        }
        if self.all.is_empty() {
            self.all.extend_from_slice(&self.first);
        }
        self.all.extend_from_slice(&chunk);
    }

    fn into_bytes(self) -> Bytes {
        if self.all.is_empty() { self.first } else { self.all.into() }
    }
}

/// Makes attempts until one succeeds or the failure is final, within the deadline
/// of the call. `limit` is for each attempt, `read` takes what is wanted of a
/// successful answer.
async fn exchange<B, F, R>(call: &Call, limit: Duration, read: F) -> Result<Response<B>, Error>
where
    F: Fn(Body, Deadline, &Head) -> R,
    R: Future<Output = Result<B, Error>>,
{
    let result = attempts(call, limit, &read).await;
    result.map_err(|error| call.context().explain(error))
}

/// Makes attempts; none begins at the deadline of the call or later, or goes on after it. What an
/// attempt has by then may be all that it takes.
async fn attempts<B, F, R>(call: &Call, limit: Duration, read: &F) -> Result<Response<B>, Error>
where
    F: Fn(Body, Deadline, &Head) -> R,
    R: Future<Output = Result<B, Error>>,
{
    let client = call.client();
    let transport = client.transport();
    let end = end_of(call);
    // The error of the last attempt that a server has answered.
    let mut answered = None;
    let mut retries = 0;
    let mut tokens = Tokens::default();
    loop {
        let span = trace::Attempt::start(&call.operation().id, retries + 1);
        let limit = within(limit, end, call);
        // Boxed: an allocator is slow to give as much room at once as all of a call takes.
        let made = Box::pin(attempt(call, Deadline::after(limit, transport), read, &mut tokens));
        let mut error = match span.watch(made).await {
            Ok(answer) => {
                span.succeeded(answer.head());
                client.budget().succeeded(retries);
                return Ok(answer);
            }
            Err(error) if error.kind() == ErrorKind::Timeout && is_at(end, transport) => {
                span.failed(&error, None);
                let deadline = call.context().limits().deadline.unwrap_or_default();
                let error = error.saying(format!("not done within the deadline of {deadline:?}"));
                let previous = answered.take().filter(|_| error.status().is_none());
                return Err(match previous {
                    Some(previous) => error.after(previous),
                    None => error,
                });
            }
            Err(error) => error,
        };
        // A token can end before its time; a new one is no retry.
        let is_refused = error.status() == Some(StatusCode::UNAUTHORIZED) && !error.is_lasting();
        if is_refused && !is_at(end, transport) && tokens.refuse() && call.is_repeatable() {
            span.failed(&error, Some(Duration::ZERO));
            answered = Some(error);
            continue;
        }
        let again = retries < call.context().limits().max_retries && call.is_repeatable();
        let delay = again.then(|| retry::delay(&error, retries, client.service())).flatten();
        let is_before_end =
            |delay: &Duration| end.is_none_or(|end| transport.now().saturating_add(*delay) < end);
        let mut delay = delay.filter(is_before_end);
        if delay.is_some() && !client.budget().take() {
            error = error.noting("it is not tried again: the client's retry budget is spent");
            delay = None;
        }
        span.failed(&error, delay);
        match delay {
            Some(delay) => transport.sleep(delay).await,
            None => {
                let previous = answered.take();
                let previous = previous.filter(|_| error.kind() == ErrorKind::Credential);
                return Err(match previous {
                    Some(previous) => error.after(previous),
                    None => error,
                });
            }
        }
        answered = error.status().is_some().then_some(error).or(answered.take());
        retries += 1;
    }
}

/// Returns the time by which a call that begins now must be over, or have begun to give what comes.
fn end_of(call: &Call) -> Option<Duration> {
    let deadline = call.context().limits().deadline?;
    Some(call.client().transport().now().saturating_add(deadline))
}

/// Returns as much of a limit as is left until then.
fn within(limit: Duration, end: Option<Duration>, call: &Call) -> Duration {
    let left = |end: Duration| end.saturating_sub(call.client().transport().now());
    end.map_or(limit, |end| limit.min(left(end)))
}

/// Tells whether the time has come, or is nearer than the clocks and timers of browsers tell.
fn is_at(end: Option<Duration>, transport: &Shared) -> bool {
    end.is_some_and(|end| transport.now().saturating_add(Duration::from_millis(2)) >= end)
}

async fn attempt<B, F, R>(
    call: &Call,
    mut deadline: Deadline,
    read: &F,
    tokens: &mut Tokens,
) -> Result<Response<B>, Error>
where
    F: Fn(Body, Deadline, &Head) -> R,
    R: Future<Output = Result<B, Error>>,
{
    let asked = deadline.bound(pin!(ask(call, tokens))).await;
    let Asked { answer, refused, left } = asked.map_err(|late| too_late(late, tokens))??;
    let (head, body) = opened(call, answer);
    if head.status.is_success() && !refusal::is_problem(&head, call) {
        return match read(body, deadline, &head).await {
            Ok(body) => Ok(Response::new(head, body)),
            Err(error) => Err(head.describe(error)),
        };
    }
    // The server's status still holds if the rest of the body is lost.
    let most = call.context().limits().max_answer_size.min(MAX_ERROR_SIZE);
    let (body, end) = gather(body, deadline, most).await;
    let body = match end {
        // What is not in its coding has been kept as it came.
        Err(error) if body.is_empty() => Bytes::copy_from_slice(error.body()),
        _ => body,
    };
    let status = head.status;
    let mut api = ApiError::read(status, &charset::in_utf8(&head.headers, &body));
    match refused {
        Some(problem) => api.message = problem,
        None if api.message.is_empty() => {
            api.message = redirect::nowhere(status).unwrap_or_default().to_owned();
        }
        None => {}
    }
    let error = Error::answered(api, body);
    Err(head.describe(match left {
        // Its 401 is not about the credentials, which it has not seen.
        Some(to) => error.noting(&format!("{to} was asked without credentials")).lasting(),
        None => error,
    }))
}

/// Takes an answer apart, without its codings.
fn opened(call: &Call, answer: http::Response<Body>) -> (Head, Body) {
    let (http::response::Parts { status, headers, .. }, body) = coding::undone(answer).into_parts();
    let request_id = call.context().request_id(&headers);
    (Head { status, request_id, headers, service: call.client().service() }, body)
}

/// The head of an answer, after the redirects that are followed.
struct Asked {
    answer: http::Response<Body>,
    /// The reason why the answer is a redirect, if it is one.
    refused: Option<String>,
    /// The other host to which the call went on without its credentials.
    left: Option<String>,
}

/// Sends a call and gives the head of the answer.
async fn ask(call: &Call, tokens: &mut Tokens) -> Result<Asked, Error> {
    let transport = call.client().transport();
    let mut left = None;
    let mut outgoing = Outgoing::new(call, tokens).await?;
    let mut followed = Followed::default();
    loop {
        let (url, request) = outgoing.request().await?;
        let answer = early::exchange(transport, url, request).await?;
        match Redirect::of(&answer, &outgoing) {
            Some(Redirect::Followed(target, form)) => {
                followed.add()?;
                if form == redirect::Form::Bare && !call.is_public() {
                    left = Some(url::shown(&target));
                }
                outgoing.follow(target, form);
            }
            Some(Redirect::Refused(problem)) => {
                return Ok(Asked { answer, refused: Some(problem), left });
            }
            None => return Ok(Asked { answer, refused: None, left }),
        }
    }
}
