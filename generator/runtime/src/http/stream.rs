//! A typed stream of events.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde::de::DeserializeOwned;

use super::api_error::ApiError;
use super::call::Call;
use super::chunks::{Broken, Chunks};
use super::context;
use super::decode;
use super::error::{Error, ErrorKind, is_timeout};
use super::exchange;
use super::framer;
use super::frames::{Frames, Framing};
use super::refusal::is_event_error;
use super::response::{Head, Response};
use super::text::Excerpt;
use super::transport::Body;
use crate::value::Shape;

/// An event of a stream: an enum with a variant for each name.
pub trait Event: Sized {
    /// The data that ends the stream, such as `[DONE]`, and without which it is
    /// cut short. If it is empty, the stream ends with the connection, or by
    /// `[DONE]` where a server sends that nevertheless.
    const END: &'static str;

    /// The name of the event that carries an error.
    const ERROR: &'static str;

    /// The name of the event that says nothing but that the server lives.
    const PING: &'static str = "ping";

    /// What is known of the events that have no name, among which there may be
    /// errors that have none either.
    #[doc(hidden)]
    fn unnamed() -> Shape {
        Shape::default()
    }

    /// Reads the event called `name`, which is empty if the server gave none.
    ///
    /// A name that is not known is not an error: it makes the variant for
    /// others.
    ///
    /// # Errors
    ///
    /// If the data is not what the name promises.
    fn decode(name: &str, data: EventData<'_>) -> Result<Self, Error>;
}

/// Events that nobody has described: JSON of any kind.
impl Event for serde_json::Value {
    const END: &'static str = "";
    const ERROR: &'static str = "error";

    fn decode(_: &str, data: EventData<'_>) -> Result<Self, Error> {
        data.json()
    }
}

/// Events that are text as it comes.
impl Event for String {
    const END: &'static str = "";
    const ERROR: &'static str = "error";

    fn decode(_: &str, data: EventData<'_>) -> Result<Self, Error> {
        Ok(data.text())
    }
}

/// Makes a type the event of a stream whose events are plain JSON, whatever
/// their names are.
///
/// `end` is the data that ends the stream; without it the stream ends with the
/// connection, or by `[DONE]` where a server sends that. `ping` is the name of
/// the event that says nothing; without it that is `ping`, and if it is empty
/// there is none.
///
/// An event without a name that says `error`, which the type does not declare,
/// and nothing of what the type requires, is the server's error.
///
/// ```
/// use openapi_loom_runtime::http::{Event, EventData};
/// # use openapi_loom_runtime::serde;
///
/// #[derive(serde::Deserialize)]
/// # #[serde(crate = "openapi_loom_runtime::serde")]
/// struct Tick {
///     count: u64,
/// }
///
/// openapi_loom_runtime::data_events! { Tick, error = "error", end = "[DONE]" }
///
/// # fn main() -> Result<(), openapi_loom_runtime::http::Error> {
/// assert_eq!(Tick::decode("", EventData::new(br#"{"count":7}"#))?.count, 7);
/// assert_eq!(Tick::END, "[DONE]");
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! data_events {
    ($event:ty, error = $error:literal $(, end = $end:literal)? $(, ping = $ping:literal)? $(,)?) => {
        impl $crate::http::Event for $event {
            const END: &'static str = concat!("" $(, $end)?);
            const ERROR: &'static str = $error;
            $( const PING: &'static str = $ping; )?

            fn unnamed() -> $crate::value::Shape {
                $crate::value::Shape::of::<Self>()
            }

            fn decode(_: &str, data: $crate::http::EventData<'_>) -> $crate::http::Result<Self> {
                data.json()
            }
        }
    };
}

/// The data of an event, as it came.
#[derive(Clone, Copy)]
pub struct EventData<'a>(&'a [u8]);

impl<'a> EventData<'a> {
    /// Data that came some other way than by a stream.
    pub const fn new(data: &'a [u8]) -> Self {
        Self(data)
    }

    /// Reads the data as JSON.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`], with the place in the JSON and the data.
    pub fn json<T: DeserializeOwned>(self) -> Result<T, Error> {
        decode::json(self.0)
    }

    /// The data as text; what is not UTF-8 is replaced.
    pub fn text(self) -> String {
        String::from_utf8_lossy(self.0).into_owned()
    }

    /// The bytes themselves.
    pub fn as_bytes(self) -> &'a [u8] {
        self.0
    }
}

impl fmt::Debug for EventData<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventData({})", Excerpt(self.0))
    }
}

impl Call {
    /// Sends the call and gives the events of its answer as they come. It is
    /// not repeated once the answer has begun.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Decode`].
    pub async fn stream<E: Event>(self) -> Result<EventStream<E>, Error> {
        self.begin(Framing::Events).await
    }

    async fn begin<E: Event>(self, framing: Framing) -> Result<EventStream<E>, Error> {
        let answer = exchange::open(&self, framing).await?;
        Ok(EventStream::new(self.into_context(), answer, framing))
    }

    /// Sends the call and gives the items of its answer as they come, each of
    /// them a line of JSON. As [`stream`](Self::stream) otherwise.
    ///
    /// An item that is an object with an `error` is the server's error, unless
    /// [`Event::ERROR`] is empty.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Decode`].
    pub async fn stream_lines<E: Event>(self) -> Result<EventStream<E>, Error> {
        self.begin(Framing::Lines).await
    }

    /// Sends the call and gives the items of its answer as they come, each of
    /// them a text of a sequence of JSON texts (RFC 7464). As
    /// [`stream_lines`](Self::stream_lines) otherwise.
    ///
    /// A text that is broken, or may be cut short, is an error of the kind
    /// [`ErrorKind::Decode`] with what came of it; those after it still come.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Decode`].
    pub async fn stream_records<E: Event>(self) -> Result<EventStream<E>, Error> {
        self.begin(Framing::Records).await
    }

    /// Sends the call and gives the items of its answer as they come, each of
    /// them a part of a multipart body, without its head. As
    /// [`stream_lines`](Self::stream_lines) otherwise.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Decode`].
    pub async fn stream_parts<E: Event>(self) -> Result<EventStream<E>, Error> {
        self.begin(Framing::Parts).await
    }
}

/// The events of one call as they come.
///
/// It reads from the connection when it is polled and not before, and stops
/// reading at the end of the stream; dropping it closes the connection. After
/// an error of the kind [`ErrorKind::Decode`], which concerns one event, it
/// goes on; any other error is the last item.
///
/// The last event counts even without the blank line that the standard asks
/// for, if the connection ends in order and its data is whole: its last line has
/// an end, or is the end of JSON.
pub struct EventStream<E> {
    source: Source,
    events: PhantomData<fn() -> E>,
}

impl<E: Event> EventStream<E> {
    pub(crate) fn new(call: context::Context, answer: Response<Body>, framing: Framing) -> Self {
        let names = Names { end: E::END, error: E::ERROR, ping: E::PING, unnamed: E::unnamed() };
        Self { source: Source::new(call, answer, names, framing), events: PhantomData }
    }

    /// The next event; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<E, Error>> {
        std::future::poll_fn(|cx| self.poll_event(cx)).await
    }

    pub(crate) fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<E, Error>>> {
        Poll::Ready(match ready!(self.source.poll(cx)) {
            None => None,
            Some(Err(error)) => Some(Err(error)),
            Some(Ok(())) => {
                let (name, data) = self.source.event();
                // No name that is not text is known.
                let name = str::from_utf8(name).unwrap_or("\u{fffd}");
                Some(match E::decode(name, EventData(data)) {
                    Ok(_) if self.source.frames.is_cut() => Err(self.source.explain(cut(data))),
                    Ok(event) => Ok(event),
                    Err(_) if self.source.unfinished => {
                        Err(self.source.end_with(Source::cut_short))
                    }
                    Err(error) => Err(self.source.explain(error)),
                })
            }
        })
    }
}

#[cfg(feature = "blocking")]
impl<E: Event> EventStream<E> {
    /// Waits on this thread for the stream of a call to begin: `call.stream()`.
    /// The events are then those of the stream as an iterator.
    ///
    /// # Errors
    ///
    /// As the call, and as [`wait`](super::wait).
    pub fn blocking(call: impl IntoFuture<Output = Result<Self, Error>>) -> Result<Self, Error> {
        super::wait(call)
    }
}

impl<E> EventStream<E> {
    /// The status of the answer that the stream came with.
    pub fn status(&self) -> StatusCode {
        self.source.head.status
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.source.head.headers
    }

    /// The id by which the server knows the request.
    pub fn request_id(&self) -> Option<&str> {
        self.source.head.request_id.as_deref()
    }
}

impl<E: Event> Stream for EventStream<E> {
    type Item = Result<E, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(cx)
    }
}

impl<E> fmt::Debug for EventStream<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("operation", &self.source.call.operation.id)
            .field("request_id", &self.source.head.request_id)
            .field("ended", &self.source.body.is_none())
            .finish_non_exhaustive()
    }
}

/// What does not depend on the type of the events.
struct Source {
    call: context::Context,
    head: Head,
    /// `None` once the stream has ended.
    body: Option<Chunks>,
    frames: Frames,
    /// All that has come, until the first event comes: an answer that is no
    /// event stream has none.
    opening: Option<Vec<u8>>,
    /// The current event has no blank line behind it: the connection ended.
    unfinished: bool,
    names: Names,
}

/// What an event stream has beside its events.
struct Names {
    end: &'static str,
    error: &'static str,
    ping: &'static str,
    /// What is known of the events without a name.
    unnamed: Shape,
}

impl Names {
    /// The data that ends the stream.
    fn end(&self) -> &'static str {
        if self.end.is_empty() { USUAL_END } else { self.end }
    }
}

/// The data that ends a stream which could do without.
const USUAL_END: &str = "[DONE]";

/// What an event is to us.
enum Role {
    Event,
    /// Nothing but a sign that the server lives.
    Ping,
    Error,
    End,
}

impl Source {
    fn new(call: context::Context, answer: Response<Body>, names: Names, framing: Framing) -> Self {
        let limits = call.limits();
        let (head, body) = answer.into_parts();
        let chunks = Chunks::new(body, limits.idle_timeout, call.client.transport());
        let content_type = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let frames = Frames::new(framing, limits.max_event_size, content_type);
        Self {
            call,
            head,
            body: Some(chunks),
            opening: matches!(framing, Framing::Events).then(Vec::new),
            frames,
            unfinished: false,
            names,
        }
    }

    /// Moves on to the next event that is the caller's to read.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<(), Error>>> {
        while self.body.is_some() {
            match self.frames.advance() {
                Ok(true) => {
                    self.opening = None;
                    match self.role() {
                        Role::Event => return Poll::Ready(Some(Ok(()))),
                        Role::Ping => {}
                        Role::Error => {
                            return Poll::Ready(Some(Err(self.end_with(Self::reported))));
                        }
                        Role::End => self.body = None,
                    }
                }
                Ok(false) => match ready!(self.poll_chunk(cx)) {
                    Ok(Some(chunk)) => self.take(&chunk),
                    // What follows the last line end is an item too, and an
                    // event does not need its blank line.
                    Ok(None) if self.finish() => {}
                    Ok(None) if self.may_end_here() => self.body = None,
                    Ok(None) => return Poll::Ready(Some(Err(self.end_with(Self::cut_short)))),
                    Err(error) => {
                        let error = error.with_body(self.rest());
                        return Poll::Ready(Some(Err(self.end_with(|_| error))));
                    }
                },
                Err(_) => return Poll::Ready(Some(Err(self.end_with(Self::too_large)))),
            }
        }
        Poll::Ready(None)
    }

    fn take(&mut self, chunk: &[u8]) {
        let most = self.call.limits().max_event_size;
        self.opening = self.opening.take().filter(|opening| opening.len() + chunk.len() <= most);
        if let Some(opening) = &mut self.opening {
            opening.extend_from_slice(chunk);
        }
        self.frames.push(chunk);
    }

    /// Takes what is left as the last event; whether there is one.
    fn finish(&mut self) -> bool {
        if self.opening.as_deref().is_some_and(is_document) {
            return false;
        }
        let end = self.names.end();
        let is_event = self.frames.finish(|data| is_end(data, end) || is_whole(data));
        self.unfinished = is_event && matches!(self.frames, Frames::Events(_));
        is_event
    }

    fn event(&self) -> (&[u8], &[u8]) {
        (self.frames.name(), self.frames.data())
    }

    fn role(&self) -> Role {
        let (name, data) = self.event();
        let is = |known: &str| !name.is_empty() && name == known.as_bytes();
        // A part may have any content, and the last one shows by itself.
        let is_part = matches!(self.frames, Frames::Parts(_));
        if self.frames.failed() {
            Role::Error
        } else if !is_part && is_end(data, self.names.end()) {
            Role::End
        } else if is(self.names.error)
            || self.may_be_error(name) && is_event_error(data, self.names.error, self.names.unnamed)
        {
            Role::Error
        } else if is(self.names.ping) || !is_part && data.trim_ascii().is_empty() {
            Role::Ping
        } else {
            Role::Event
        }
    }

    /// Whether data that looks like an error makes an event of that name one:
    /// not where the type of the items has errors of its own.
    fn may_be_error(&self, name: &[u8]) -> bool {
        match self.frames {
            Frames::Events(_) => is_unnamed(name),
            Frames::Lines(_) | Frames::Records(_) | Frames::Parts(_) => {
                !self.names.error.is_empty()
            }
        }
    }

    /// The next bytes; `None` when the server has closed the connection.
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Error>> {
        match &mut self.body {
            Some(body) => body.poll(cx).map_err(broken),
            None => Poll::Ready(Ok(None)),
        }
    }

    /// Whether nothing is missing where the server has closed the connection.
    fn may_end_here(&self) -> bool {
        let is_document = self.opening.as_deref().is_some_and(is_document);
        self.names.end.is_empty() && self.frames.rest().is_empty() && !is_document
    }

    /// Closes the connection and says why.
    fn end_with(&mut self, error: impl FnOnce(&Self) -> Error) -> Error {
        self.body = None;
        self.explain(error(self))
    }

    fn explain(&self, error: Error) -> Error {
        self.call.explain(self.head.describe(error))
    }

    fn reported(&self) -> Error {
        let body = Bytes::copy_from_slice(self.frames.data());
        Error::answered(ApiError::read(self.head.status, &body), body)
    }

    fn cut_short(&self) -> Error {
        let message = match (&self.opening, self.names.end) {
            (Some(opening), _) if is_document(opening) => {
                format!("expected an event stream, the server sent {}", Excerpt(opening))
            }
            (_, "") => "the stream is cut short: the connection ended inside an event".to_owned(),
            (_, end) => format!("the stream is cut short: the connection ended before {end}"),
        };
        Error::new(ErrorKind::Stream, message).with_body(self.rest())
    }

    /// What has come of the event that will not be completed: the whole body
    /// if there has been no event.
    fn rest(&self) -> Bytes {
        Bytes::copy_from_slice(self.opening.as_deref().unwrap_or(self.frames.rest()))
    }

    fn too_large(&self) -> Error {
        let most = self.call.limits().max_event_size;
        Error::new(ErrorKind::Stream, format!("an event is larger than {most} bytes"))
    }
}

/// That a text of a sequence may be the beginning of a longer one, as which it
/// must not be taken.
fn cut(data: &[u8]) -> Error {
    let message = format!("it may be cut short, as no line end follows it: {}", Excerpt(data));
    Error::decode(message, None, Bytes::copy_from_slice(data))
}

/// What a stream is cut short by.
fn broken(broken: Broken) -> Error {
    match broken {
        Broken::Connection(cause) => {
            let kind = if is_timeout(&cause) { ErrorKind::Timeout } else { ErrorKind::Stream };
            Error::new(kind, "the stream is cut short").caused_by(cause)
        }
        Broken::Silent(limit) => {
            let message = format!("the stream has been silent for {limit:?}");
            Error::new(ErrorKind::Timeout, message)
        }
    }
}

/// Whether an event has the name that it has by the standard if the server gave
/// none.
fn is_unnamed(name: &[u8]) -> bool {
    matches!(name, b"" | b"message")
}

/// Whether an event ends a stream by its data.
fn is_end(data: &[u8], end: &str) -> bool {
    data.trim_ascii() == end.as_bytes()
}

/// Whether data shows that nothing of it is missing: JSON that could not go on.
fn is_whole(data: &[u8]) -> bool {
    matches!(data.trim_ascii_end().last(), Some(b'}' | b']' | b'"'))
        && serde_json::from_slice::<serde::de::IgnoredAny>(data).is_ok()
}

/// Whether a body begins as JSON or HTML do, and no line of an event stream.
fn is_document(body: &[u8]) -> bool {
    let body = body.strip_prefix(framer::BOM).unwrap_or(body);
    matches!(body.trim_ascii_start().first(), Some(b'{' | b'[' | b'<'))
}
