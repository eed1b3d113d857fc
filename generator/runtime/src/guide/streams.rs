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
//! An event is a variant of the stream's type; what the document does not list is
//! `Other`: with its name and data where the names of events tell them apart, and with
//! the JSON alone where a property of the data does. After an error about one event
//! (kind `Decode`) the stream goes on; any other is its last item: an error that the
//! server reports, too long a silence, an event beyond `max_event_size`, and a
//! connection that ends before the stream does. What came before it has been delivered.
//! It reads from the connection only as fast as it is read from.
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
//! [`Incomplete`](crate::http::ErrorKind::Incomplete) where the stream ended before the object was
//! whole. After `.finish().await`, or after the last event, `.is_complete()` tells whether
//! `.state()` has all of it: false where the stream was cut.
//!
//! With `.resume_on_disconnect(n)` on a call, a stream whose connection ends too early
//! is asked for again from its last event on, up to `n` times in a row without anything
//! new. It is for servers that give their events ids, and for calls that may be made
//! twice.
