//! From a call to its answer: attempts, and what comes between them.

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, LOCATION};
use reqwest::{StatusCode, Url};
use tokio::time::{Instant, sleep, timeout_at};

use super::api_error::ApiError;
use super::call::Call;
use super::error::{Error, ErrorKind};
use super::frames::Framing;
use super::response::{Head, Response};
use super::security::Tokens;
use super::text::OneLine;
use super::{charset, retry, trace, url};

/// How much of the body of an error is kept.
const MAX_ERROR_SIZE: usize = 1 << 20;

/// Sends a call and reads the whole answer.
pub(crate) async fn send(call: &Call) -> Result<Response<Bytes>, Error> {
    let limits = call.limits();
    let most = limits.max_answer_size;
    exchange(call, limits.timeout, |response, deadline| whole(response, deadline, most)).await
}

/// Sends a call and reads the head of the answer, which may take so long.
pub(crate) async fn begin(
    call: &Call,
    limit: Duration,
) -> Result<Response<reqwest::Response>, Error> {
    exchange(call, limit, |response, _| std::future::ready(Ok(response))).await
}

/// Sends a call and reads the head of the answer: the beginning of an event
/// stream, or else an error.
pub(crate) async fn open(
    call: &Call,
    framing: Framing,
) -> Result<Response<reqwest::Response>, Error> {
    let limits = call.limits();
    let limit = limits.timeout.min(limits.idle_timeout);
    let answer = begin(call, limit).await?;
    let kind = answer.headers().get(CONTENT_TYPE).map(|value| value.as_bytes());
    if kind.is_none_or(|kind| framing.may_be(kind)) {
        return Ok(answer);
    }
    let kind = String::from_utf8_lossy(kind.unwrap_or_default());
    let problem = format!("expected {framing}, the server sent {}", OneLine(&kind));
    let (head, response) = answer.into_parts();
    let (body, _) = gather(response, Deadline::after(limit), limits.max_event_size).await;
    let error = Error::new(ErrorKind::Stream, problem).with_body(body);
    Err(call.explain(head.describe(error)))
}

/// When an attempt must be over.
#[derive(Clone, Copy)]
struct Deadline {
    limit: Duration,
    /// `None` if the clock does not go so far.
    at: Option<Instant>,
}

impl Deadline {
    fn after(limit: Duration) -> Self {
        Self { limit, at: Instant::now().checked_add(limit) }
    }

    async fn bound<F: Future>(self, work: F) -> Result<F::Output, Error> {
        let Some(at) = self.at else {
            return Ok(work.await);
        };
        let late = |_| Error::new(ErrorKind::Timeout, format!("no answer within {:?}", self.limit));
        timeout_at(at, work).await.map_err(late)
    }
}

/// All of a body, which has at most so many bytes. What came of one that breaks
/// off is kept by the error.
async fn whole(
    response: reqwest::Response,
    deadline: Deadline,
    most: usize,
) -> Result<Bytes, Error> {
    let is_larger = |length: u64| usize::try_from(length).map_or(true, |length| length > most);
    if response.content_length().is_some_and(is_larger) {
        return Err(Error::too_large(most));
    }
    let (body, end) = gather(response, deadline, most.saturating_add(1)).await;
    match end {
        _ if body.len() > most => Err(Error::too_large(most)),
        Ok(()) => Ok(body),
        Err(error) => Err(error.with_body(body)),
    }
}

/// As much of a body as comes, up to `most` bytes, and why no more of it came.
async fn gather(
    mut response: reqwest::Response,
    deadline: Deadline,
    most: usize,
) -> (Bytes, Result<(), Error>) {
    let mut body = Vec::new();
    let reading = async {
        while body.len() < most
            && let Some(chunk) = response.chunk().await?
        {
            let room = most - body.len();
            body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        }
        Ok(())
    };
    let end = deadline.bound(reading).await;
    (body.into(), end.and_then(|end| end.map_err(Error::transport)))
}

/// Makes attempts until one succeeds or the failure is final. `limit` is for
/// each attempt, `read` takes what is wanted of a successful answer.
async fn exchange<B, F, R>(call: &Call, limit: Duration, read: F) -> Result<Response<B>, Error>
where
    F: Fn(reqwest::Response, Deadline) -> R,
    R: Future<Output = Result<B, Error>>,
{
    let service = call.client().service();
    let mut retries = 0;
    let mut tokens = Tokens::default();
    // The last attempt that a server has answered.
    let mut answered = None;
    loop {
        let span = trace::Attempt::start(call.operation().id, retries + 1);
        let error =
            match span.watch(attempt(call, Deadline::after(limit), &read, &mut tokens)).await {
                Ok(answer) => {
                    span.succeeded(answer.head());
                    return Ok(answer);
                }
                Err(error) => error,
            };
        // A token can end before its time; a new one is no retry.
        let is_refused = error.status() == Some(StatusCode::UNAUTHORIZED);
        if is_refused && call.is_repeatable() && tokens.refuse() {
            span.failed(&error, Some(Duration::ZERO));
            answered = Some(error);
            continue;
        }
        let again = retries < call.limits().max_retries && call.is_repeatable();
        let delay = again.then(|| retry::delay(&error, retries, service)).flatten();
        span.failed(&error, delay);
        match delay {
            Some(delay) => sleep(delay).await,
            None => {
                let previous = answered.filter(|_| error.kind() == ErrorKind::Credential);
                return Err(call.explain(match previous {
                    Some(previous) => error.after(previous),
                    None => error,
                }));
            }
        }
        answered = error.status().is_some().then_some(error).or(answered);
        retries += 1;
    }
}

async fn attempt<B, F, R>(
    call: &Call,
    deadline: Deadline,
    read: &F,
    tokens: &mut Tokens,
) -> Result<Response<B>, Error>
where
    F: Fn(reqwest::Response, Deadline) -> R,
    R: Future<Output = Result<B, Error>>,
{
    let request = deadline.bound(call.request(tokens)).await??;
    let sent = call.client().http().execute(request);
    let mut response = deadline.bound(sent).await?.map_err(Error::transport)?;
    let headers = std::mem::take(response.headers_mut());
    let head = Head { status: response.status(), request_id: call.request_id(&headers), headers };
    if head.status.is_success() {
        return match read(response, deadline).await {
            Ok(body) => Ok(Response::new(head, body)),
            Err(error) => Err(head.describe(error)),
        };
    }
    let elsewhere = redirection(&head, response.url());
    // What the server says by its status holds even if the rest is lost.
    let most = call.limits().max_answer_size.min(MAX_ERROR_SIZE);
    let (body, _) = gather(response, deadline, most).await;
    let text = charset::other(&head.headers, &body);
    let mut api = ApiError::read(head.status, text.as_deref().map_or(&body, str::as_bytes));
    if let Some(elsewhere) = elsewhere {
        api.message = elsewhere;
    }
    Err(head.describe(Error::answered(api, body)))
}

/// Why a redirect is the answer: it leads to where the key must not go.
fn redirection(head: &Head, from: &Url) -> Option<String> {
    let target = head.headers.get(LOCATION).filter(|_| head.status.is_redirection())?;
    let target = from.join(target.to_str().ok()?).ok()?;
    Some(format!("the redirect to {} is not followed", url::shown(&target)))
}
