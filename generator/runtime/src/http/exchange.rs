//! From a call to its answer: attempts, and what comes between them.

use std::time::Duration;

use bytes::Bytes;
use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, LOCATION};
use tokio::time::{sleep, timeout};

use super::api_error::ApiError;
use super::call::Call;
use super::error::{Error, ErrorKind};
use super::response::{Head, Response};
use super::text::OneLine;
use super::{retry, trace, url};

/// Sends a call and reads the whole answer.
pub(crate) async fn send(call: &Call) -> Result<Response<Bytes>, Error> {
    exchange(call, call.limits().timeout, reqwest::Response::bytes).await
}

/// Sends a call and reads the head of the answer: the beginning of an event
/// stream, or else an error.
pub(crate) async fn open(call: &Call) -> Result<Response<reqwest::Response>, Error> {
    let limits = call.limits();
    let limit = limits.timeout.min(limits.idle_timeout);
    let answer = exchange(call, limit, |response| std::future::ready(Ok(response))).await?;
    let kind = answer.headers().get(CONTENT_TYPE).map(|value| value.as_bytes());
    if kind.is_none_or(may_be_event_stream) {
        return Ok(answer);
    }
    let kind = String::from_utf8_lossy(kind.unwrap_or_default());
    let problem = format!("expected an event stream, the server sent {}", OneLine(&kind));
    let (head, response) = answer.into_parts();
    let body = timeout(limit, beginning(response, limits.max_event_size)).await;
    let error = Error::new(ErrorKind::Stream, problem).with_body(body.unwrap_or_default());
    Err(call.explain(head.describe(error)))
}

/// A server that does not say `text/event-stream` may mean it; but one that
/// says JSON or HTML means that.
fn may_be_event_stream(content_type: &[u8]) -> bool {
    let essence = content_type.split(|byte| *byte == b';').next().unwrap_or_default();
    let essence = essence.trim_ascii().to_ascii_lowercase();
    matches!(&*essence, b"" | b"text/event-stream" | b"text/plain" | b"application/octet-stream")
}

/// As much of a body as comes, up to a bound.
async fn beginning(mut response: reqwest::Response, most: usize) -> Bytes {
    let mut body = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        let room = most - body.len();
        body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if body.len() == most {
            break;
        }
    }
    body.into()
}

/// Makes attempts until one succeeds or the failure is final. `limit` is for
/// each attempt, `read` takes what is wanted of a successful answer.
async fn exchange<B, F, R>(call: &Call, limit: Duration, read: F) -> Result<Response<B>, Error>
where
    F: Fn(reqwest::Response) -> R,
    R: Future<Output = reqwest::Result<B>>,
{
    let service = call.client().service();
    let mut retries = 0;
    loop {
        let span = trace::Attempt::start(call.operation().id, retries + 1);
        let error = match span.watch(timeout(limit, attempt(call, &read))).await {
            Ok(Ok(answer)) => {
                span.succeeded(answer.head());
                return Ok(answer);
            }
            Ok(Err(error)) => error,
            Err(_) => Error::new(ErrorKind::Timeout, format!("no answer within {limit:?}")),
        };
        let again = retries < call.limits().max_retries;
        let delay = again.then(|| retry::delay(&error, retries, service)).flatten();
        span.failed(&error, delay);
        match delay {
            Some(delay) => sleep(delay).await,
            None => return Err(call.explain(error)),
        }
        retries += 1;
    }
}

async fn attempt<B, F, R>(call: &Call, read: &F) -> Result<Response<B>, Error>
where
    F: Fn(reqwest::Response) -> R,
    R: Future<Output = reqwest::Result<B>>,
{
    let mut response =
        call.client().http().execute(call.request()?).await.map_err(Error::transport)?;
    let headers = std::mem::take(response.headers_mut());
    let head =
        Head { status: response.status(), request_id: call.client().request_id(&headers), headers };
    let broken = |error| head.describe(Error::transport(error));
    if head.status.is_success() {
        let body = read(response).await.map_err(broken)?;
        return Ok(Response::new(head, body));
    }
    let body = response.bytes().await.map_err(broken)?;
    let mut api = ApiError::read(head.status, &body);
    if let Some(elsewhere) = redirection(&head) {
        api.message = elsewhere;
    }
    Err(head.describe(Error::answered(api, body)))
}

/// Why a redirect is the answer: it leads to where the key must not go.
fn redirection(head: &Head) -> Option<String> {
    let target = head.headers.get(LOCATION).filter(|_| head.status.is_redirection())?;
    let target = Url::parse(target.to_str().ok()?).ok()?;
    Some(format!("the redirect to {} is not followed", url::shown(&target)))
}
