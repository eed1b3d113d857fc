//! A typed stream of events.

mod ending;
mod progress;
mod resume;
mod source;

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use self::progress::Progress;
use self::resume::Resume;
use self::source::{NULL, Names, Source};
use super::assembly::Assembly;
use super::call::Call;
use super::decode;
use super::error::Error;
use super::exchange;
use super::frames::Framing;
use super::text::Excerpt;
use crate::value::{JsonNumber, Shape, UnixTime};

/// An event of a stream: an enum with a variant for each name.
pub trait Event: Sized {
    /// The data that ends the stream, such as `[DONE]`, and without which it is
    /// cut short, unless its events show that they are all. If it is empty, the stream
    /// ends with the connection, or by `[DONE]` where a server sends that nevertheless.
    const END: &'static str;

    /// The name of the event that carries an error.
    const ERROR: &'static str;

    /// The name of the event that says nothing but that the server lives.
    const PING: &'static str = "ping";

    /// Tells whether the data of an event called [`PING`](Self::PING) is that of an event
    /// nevertheless.
    #[doc(hidden)]
    fn is_in_ping(_data: &[u8]) -> bool {
        false
    }

    /// Returns the shape of the events without a name, as far as it is known: errors without a name
    /// have to be told from them.
    #[doc(hidden)]
    fn unnamed() -> Shape {
        Shape::default()
    }

    /// Tells whether the data of the events called `name` is text, which may be white space.
    #[doc(hidden)]
    fn is_text(_name: &str) -> bool {
        false
    }

    /// Returns the rules by which the events build up one object, if they do: these may show
    /// where the stream ends.
    #[doc(hidden)]
    fn assembly() -> Option<&'static Assembly> {
        None
    }

    /// Reads the event called `name`, which is empty if the server gave none.
    ///
    /// A name that is not known is not an error: it makes the variant for
    /// others.
    ///
    /// # Errors
    ///
    /// Fails if the data is not what the name promises.
    fn decode(name: &str, data: EventData<'_>) -> Result<Self, Error>;
}

/// Makes types without names of a document's own the events of a stream.
macro_rules! unnamed_events {
    ($([$($inner:ident)?] $event:ty,)*) => {$(
        impl$(<$inner: DeserializeOwned>)? Event for $event {
            const END: &'static str = "";
            const ERROR: &'static str = "error";

            fn is_in_ping(data: &[u8]) -> bool {
                is_in_ping::<Self>(data)
            }

            fn decode(_: &str, data: EventData<'_>) -> Result<Self, Error> {
                data.json()
            }
        }
    )*};
}

unnamed_events! {
    // JSON of any kind, which nobody has described.
    [] Value,
    [] Map<String, Value>,
    [T] BTreeMap<String, T>,
    [T] Vec<T>,
    [] bool,
    [] i8,
    [] i16,
    [] i32,
    [] i64,
    [] u8,
    [] u16,
    [] u32,
    [] u64,
    [] f32,
    [] f64,
    [] JsonNumber,
    [] UnixTime,
}

/// Events of which null is one as well.
impl<E: Event> Event for Option<E> {
    const END: &'static str = E::END;
    const ERROR: &'static str = E::ERROR;
    const PING: &'static str = E::PING;

    fn is_in_ping(data: &[u8]) -> bool {
        E::is_in_ping(data)
    }

    fn unnamed() -> Shape {
        E::unnamed()
    }

    fn is_text(name: &str) -> bool {
        E::is_text(name)
    }

    fn assembly() -> Option<&'static Assembly> {
        E::assembly()
    }

    fn decode(name: &str, data: EventData<'_>) -> Result<Self, Error> {
        match data.0.trim_ascii() {
            b"null" => Ok(None),
            _ => E::decode(name, data).map(Some),
        }
    }
}

/// Events that are text as it comes.
impl Event for String {
    const END: &'static str = "";
    const ERROR: &'static str = "error";

    fn is_text(_: &str) -> bool {
        true
    }

    fn is_in_ping(data: &[u8]) -> bool {
        is_in_ping::<Self>(data)
    }

    fn decode(_: &str, data: EventData<'_>) -> Result<Self, Error> {
        Ok(data.text())
    }
}

/// Makes a type the event of a stream whose events are plain JSON, whatever
/// their names are.
///
/// `end` is the data that ends the stream; without it the stream ends with the
/// connection, or by `[DONE]` where a server sends that. `ping` is the name of
/// the event that says nothing, as long as its data has none of what the type
/// declares; without it that is `ping`, and if it is empty there is none. `assembly` is a
/// static with the rules by which the events build up one object.
///
/// An event without a name that says `error`, which the type does not declare,
/// and nothing of what the type requires, is the server's error; so is one with nothing of that
/// and a message, alone or beside a code.
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
    (
        $event:ty,
        error = $error:literal
        $(, end = $end:literal)?
        $(, ping = $ping:literal)?
        $(, assembly = $assembly:ident)?
        $(,)?
    ) => {
        impl $crate::http::Event for $event {
            const END: &'static str = concat!("" $(, $end)?);
            const ERROR: &'static str = $error;
            $( const PING: &'static str = $ping; )?

            fn unnamed() -> $crate::value::Shape {
                $crate::value::Shape::of::<Self>()
            }

            fn is_in_ping(data: &[u8]) -> bool {
                $crate::http::is_in_ping::<Self>(data)
            }

            $(
                fn assembly() -> ::std::option::Option<&'static $crate::http::Assembly> {
                    ::std::option::Option::Some(&$assembly)
                }
            )?

            fn decode(_: &str, data: $crate::http::EventData<'_>) -> $crate::http::Result<Self> {
                data.json()
            }
        }
    };
}

/// Tells whether the data of a ping is that of an event: an object with anything that the
/// type declares, but for its name; or another value of a type that is no object.
#[doc(hidden)]
pub fn is_in_ping<E: Event + DeserializeOwned>(data: &[u8]) -> bool {
    let shape = Shape::of::<E>();
    match decode::read::<Value>(data) {
        Ok(Value::Object(entries)) => entries
            .iter()
            .any(|(key, value)| value != E::PING && (!shape.is_known() || shape.declares(key))),
        _ => !shape.is_known() && E::decode(E::PING, EventData(data)).is_ok(),
    }
}

/// The data of an event, as it came.
#[derive(Clone, Copy)]
pub struct EventData<'a>(&'a [u8]);

impl<'a> EventData<'a> {
    /// Makes data that came some other way than by a stream.
    pub const fn new(data: &'a [u8]) -> Self {
        Self(data)
    }

    /// Reads the data as JSON.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](super::ErrorKind::Decode), with the place in the JSON and the data.
    pub fn json<T: DeserializeOwned>(self) -> Result<T, Error> {
        decode::json(self.0)
    }

    /// Returns the data as text; what is not UTF-8 is replaced.
    pub fn text(self) -> String {
        String::from_utf8_lossy(self.0).into_owned()
    }

    /// Returns the bytes themselves.
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
    /// not repeated once the answer has begun, unless that is
    /// [asked for](Self::set_resumptions).
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Decode`](super::ErrorKind::Decode).
    pub async fn stream<E: Event>(self) -> Result<EventStream<E>, Error> {
        self.begin(Framing::Events).await
    }

    async fn begin<E: Event>(self, framing: Framing) -> Result<EventStream<E>, Error> {
        let answer = exchange::open(&self, framing).await?;
        let names = Names {
            end: E::END,
            error: E::ERROR,
            ping: E::PING,
            is_in_ping: E::is_in_ping,
            is_text: E::is_text,
            takes_null: |name| E::decode(name, EventData(NULL)).is_ok(),
            unnamed: E::unnamed(),
        };
        let progress = E::assembly().and_then(Progress::of);
        let resume = Resume::of(&self, framing);
        let source = Source::new(self.into_context(), answer, names, framing, progress, resume);
        Ok(EventStream { source, events: PhantomData })
    }

    /// Sends the call and gives the items of its answer as they come, each of
    /// them a line of JSON. As [`stream`](Self::stream) otherwise.
    ///
    /// An item that is an object with an `error` is the server's error, unless
    /// [`Event::ERROR`] is empty.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Decode`](super::ErrorKind::Decode).
    pub async fn stream_lines<E: Event>(self) -> Result<EventStream<E>, Error> {
        self.begin(Framing::Lines).await
    }

    /// Sends the call and gives the items of its answer as they come, each of
    /// them a text of a sequence of JSON texts (RFC 7464). As
    /// [`stream_lines`](Self::stream_lines) otherwise.
    ///
    /// A text that is broken, or may be cut short, is an error of the kind
    /// [`ErrorKind::Decode`](super::ErrorKind::Decode) with what came of it; those after it still come.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Decode`](super::ErrorKind::Decode).
    pub async fn stream_records<E: Event>(self) -> Result<EventStream<E>, Error> {
        self.begin(Framing::Records).await
    }

    /// Sends the call and gives the items of its answer as they come, each of
    /// them a part of a multipart body, without its head. As
    /// [`stream_lines`](Self::stream_lines) otherwise.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Decode`](super::ErrorKind::Decode).
    pub async fn stream_parts<E: Event>(self) -> Result<EventStream<E>, Error> {
        self.begin(Framing::Parts).await
    }
}

/// The events of one call as they come.
///
/// It reads from the connection when it is polled and not before, and stops
/// reading at the end of the stream; dropping it closes the connection. After
/// an error of the kind [`ErrorKind::Decode`](super::ErrorKind::Decode), which concerns one event, it
/// goes on; any other error is the last item.
///
/// The last event counts even without the blank line that the standard asks
/// for, if the connection ends in order and its data is whole: its last line has
/// an end, or is the end of JSON. An event whose data is `null` says nothing, and is passed
/// over unless its type takes that.
pub struct EventStream<E> {
    source: Source,
    events: PhantomData<fn() -> E>,
}

impl<E: Event> EventStream<E> {
    /// Returns the next event; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<E, Error>> {
        std::future::poll_fn(|cx| self.poll_event(cx)).await
    }

    pub(crate) fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<E, Error>>> {
        match ready!(self.source.poll(cx)) {
            Some(Ok(())) => Poll::Ready(Some(self.decode())),
            Some(Err(error)) => Poll::Ready(Some(Err(error))),
            None => Poll::Ready(None),
        }
    }

    /// Reads the event that has come.
    fn decode(&mut self) -> Result<E, Error> {
        let (name, data) = self.source.event();
        // No name that is not text is known.
        let name = str::from_utf8(name).unwrap_or("\u{fffd}");
        let mut event = E::decode(name, EventData(data));
        // An event may be large: it stays where it is.
        if event.is_ok() && self.source.is_cut() {
            event = Err(self.source.cut_event());
        } else if let Err(error) = event {
            event = Err(match self.source.is_unfinished() {
                true => self.source.end_inside_event(),
                false => self.source.explain(error),
            });
        }
        event
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
    /// Returns the status of the answer that the stream came with.
    pub fn status(&self) -> StatusCode {
        self.source.head().status
    }

    /// Returns the head of the answer.
    #[cfg(feature = "schemars")]
    pub(crate) fn head(&self) -> &super::response::Head {
        self.source.head()
    }

    /// Tells whether the server has said that the stream is at its end.
    pub(crate) fn is_marked(&self) -> bool {
        self.source.is_marked()
    }

    /// Tells whether the stream has come to its end in order: by no error.
    pub(crate) fn is_ended_in_order(&self) -> bool {
        self.source.is_ended_in_order()
    }

    /// Tells whether the connection has ended in order, and the stream had not.
    pub(crate) fn is_ended_early(&self) -> bool {
        self.source.is_ended_early()
    }

    /// Returns the name of the event that came last, until the next one is asked for; empty if it
    /// has none.
    pub fn event_name(&self) -> &str {
        str::from_utf8(self.source.event().0).unwrap_or_default()
    }

    /// Returns the id of the event that came last, until the next one is asked for; `None`
    /// if it has none of its own.
    pub fn event_id(&self) -> Option<&str> {
        str::from_utf8(self.source.framer()?.id()?).ok()
    }

    /// Returns how long the server would have the client wait before it asks for the
    /// stream again (`retry:`), as it said last.
    pub fn retry(&self) -> Option<Duration> {
        self.source.framer()?.retry()
    }

    /// Returns the headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.source.head().headers
    }

    /// Returns the id by which the server knows the request.
    pub fn request_id(&self) -> Option<&str> {
        self.source.head().request_id.as_deref()
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
            .field("operation", &self.source.operation())
            .field("request_id", &self.source.head().request_id)
            .field("ended", &self.source.is_ended())
            .finish_non_exhaustive()
    }
}
