//! Events as they come, and what they add up to.
//!
//! `.stream().await` of a call gives an [`EventStream`](crate::http::EventStream), once
//! the server has begun to answer:
//!
//! ```
//! use openapi_loom_runtime::http::{Event, EventStream, Result};
//!
//! async fn print<E: Event + std::fmt::Debug>(mut events: EventStream<E>) -> Result<()> {
//!     while let Some(event) = events.next().await {
//!         println!("{:?}", event?);
//!     }
//!     Ok(())
//! }
//! ```
//!
//! An answer that begins as an event stream is one, whatever its content type says.
//!
//! An event is a variant of the stream's type; what the document does not list is
//! `Other`: with its name and data where the names of events tell them apart, and with
//! the JSON alone where a property of the data does. After an error about one event
//! (kind `Decode`) the stream goes on; any other is its last item: an error that the
//! server reports, too long a silence, an event beyond `max_event_size`, a connection that
//! breaks or ends inside of an event. What came before it has been delivered. It reads from
//! the connection only as fast as it is read from.
//!
//! An event `error` comes as an `Err` of the kind `Api`, even where the type has a variant for
//! it. One that tells of a failure by another name is an event as others are, and what
//! `.whole()` gives then is the failed object.
//!
//! A connection that ends in order between two events, but too early, is an error of the kind
//! `Stream` as its last item, where something shows the end of the stream: one mark, such as
//! `[DONE]` (`Event::END` of its type), or what makes the object whole that its events build
//! up, as a reason for the end in each choice of a model. A mark that is left out after that
//! is no error. Any other stream ends with its connection, and no item of it tells that
//! something is missing.
//!
//! The stream tells what the server sends with an event beside its data, until the next
//! event is asked for: `event_name()`, `event_id()` and `retry()`. An event `ping`
//! without anything that the document declares says that the server lives, and is none of
//! the stream's.
//!
//! Where the events are parts of a whole, `.accumulate()` adds them up while they pass:
//!
//! ```
//! use openapi_loom_runtime::http::{Accumulate, EventStream, Result};
//!
//! async fn say<E: Accumulate>(events: EventStream<E>) -> Result<E::State> {
//!     let mut events = events.accumulate();
//!     let mut texts = events.text_deltas();
//!     while let Some(text) = texts.next().await {
//!         print!("{}", text?);
//!     }
//!     Ok(events.into_state())
//! }
//! ```
//!
//! `.state()` is what there is so far, after each event. An event that cannot be added is handed
//! out all the same; the error that says why comes after it, and the stream goes on.
//!
//! `.state().get()` is the object so far, where the events make one. `.whole().await` reads
//! to the end and gives it; it is an error of the kind
//! [`Incomplete`](crate::http::ErrorKind::Incomplete), with what had come as its body, where the
//! stream ended before the object was whole.
//!
//! If you take the events or the texts one by one, call `.is_complete()` after the last of them,
//! or after `.finish().await`: it tells whether `.state()` has all of the object. It is false
//! where the stream was cut, or an event of it could not be read or added.
//! `.into_text_deltas()` is a stream of the texts that a function can return; it cannot be
//! asked.
//!
//! With `.resume_on_disconnect(n)` on a call, a stream whose connection ends too early
//! is asked for again from its last event on, up to `n` times in a row without anything
//! new. It is for servers that give their events ids, and for calls that may be made
//! twice.
