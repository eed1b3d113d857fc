//! The account of what the events of a stream add up to.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::error::Error;
use super::stream::{Event, EventStream};

/// Events that add up to something.
pub trait Accumulate: Event {
    /// The sum of the events.
    type State: Default;

    /// Takes the event into account.
    ///
    /// # Errors
    ///
    /// Fails if the event cannot be added.
    fn add_to(&self, state: &mut Self::State) -> Result<(), Error>;

    /// Returns the pieces of text that the event brings, in their order.
    fn text(&self) -> impl Iterator<Item = &str>;
}

impl<E: Accumulate> EventStream<E> {
    /// Keeps an account of what the events add up to, beside passing them on.
    pub fn accumulate(self) -> Accumulated<E> {
        Accumulated { events: self, state: E::State::default(), refused: None, skipped: false }
    }
}

/// The events of one call, and what they add up to so far.
///
/// The parts that came before an error stay in [`state`](Self::state).
pub struct Accumulated<E: Accumulate> {
    events: EventStream<E>,
    state: E::State,
    /// The reason why the event handed out last could not be added.
    refused: Option<Error>,
    /// An event could not be read or added.
    skipped: bool,
}

impl<E: Accumulate> Accumulated<E> {
    /// Returns the next event, taken into account; `None` after the last.
    ///
    /// An event that cannot be added is handed out all the same, and the error that says why
    /// comes after it.
    pub async fn next(&mut self) -> Option<Result<E, Error>> {
        std::future::poll_fn(|cx| self.poll_event(cx)).await
    }

    /// Returns only the text, piece by piece as it comes.
    pub fn text_deltas(&mut self) -> TextDeltas<'_, E> {
        TextDeltas { events: self }
    }

    /// Returns only the text, as [`text_deltas`](Self::text_deltas): a stream that a function can
    /// return, and that gives up what the events add up to.
    pub fn into_text_deltas(self) -> IntoTextDeltas<E> {
        IntoTextDeltas { events: self }
    }

    /// Returns the sum of the events so far.
    pub fn state(&self) -> &E::State {
        &self.state
    }

    /// Goes on with another stream, whose events add to the same state: that of
    /// the call that answers what the events before asked for.
    pub fn resume(&mut self, events: EventStream<E>) {
        self.events = events;
    }

    /// Gives up the rest of the stream, and so closes the connection unless it
    /// has come to its end.
    pub fn into_state(self) -> E::State {
        self.state
    }

    /// Reads the rest of the stream. Where the events build up one object, `is_complete` then
    /// tells whether it is whole.
    ///
    /// # Errors
    ///
    /// The first that the stream yields; it can be read on from there.
    pub async fn finish(&mut self) -> Result<&E::State, Error> {
        while let Some(event) = self.next().await {
            event?;
        }
        Ok(&self.state)
    }

    /// Tells whether an event could not be read or added.
    pub(super) fn has_skipped(&self) -> bool {
        self.skipped
    }

    /// Returns the stream itself, for what is known of its answer.
    pub fn events(&self) -> &EventStream<E> {
        &self.events
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<E, Error>>> {
        if let Some(error) = self.refused.take() {
            return Poll::Ready(Some(Err(error)));
        }
        let event = ready!(self.events.poll_event(cx));
        if let Some(Ok(event)) = &event {
            self.refused = event.add_to(&mut self.state).err();
        }
        self.skipped |= self.refused.is_some() || matches!(event, Some(Err(_)));
        Poll::Ready(event)
    }

    fn poll_text(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<String, Error>>> {
        loop {
            match ready!(self.poll_event(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(event)) => {
                    let text: String = event.text().collect();
                    if !text.is_empty() {
                        return Poll::Ready(Some(Ok(text)));
                    }
                }
            }
        }
    }
}

// Neither is ever pinned.
impl<E: Accumulate> Unpin for Accumulated<E> {}

impl<E: Accumulate> Stream for Accumulated<E> {
    type Item = Result<E, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(cx)
    }
}

impl<E: Accumulate<State: fmt::Debug>> fmt::Debug for Accumulated<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accumulated")
            .field("events", &self.events)
            .field("state", &self.state)
            .finish()
    }
}

/// The text of a stream as it comes: for each event that brings any, its
/// pieces joined.
///
/// All other events are taken into account as well; dropping this loses
/// nothing.
pub struct TextDeltas<'a, E: Accumulate> {
    events: &'a mut Accumulated<E>,
}

/// The text of a stream as it comes, as [`TextDeltas`], with the stream itself.
pub struct IntoTextDeltas<E: Accumulate> {
    events: Accumulated<E>,
}

macro_rules! text_deltas {
    ($($name:ident [$($lifetime:lifetime)?]),*) => {$(
        impl<E: Accumulate> $name<$($lifetime,)? E> {
            /// Returns the next text; `None` after the last.
            pub async fn next(&mut self) -> Option<Result<String, Error>> {
                std::future::poll_fn(|cx| self.events.poll_text(cx)).await
            }
        }

        impl<E: Accumulate> Stream for $name<$($lifetime,)? E> {
            type Item = Result<String, Error>;

            fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
                self.events.poll_text(cx)
            }
        }

        impl<E: Accumulate<State: fmt::Debug>> fmt::Debug for $name<$($lifetime,)? E> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.events).finish()
            }
        }
    )*};
}

text_deltas! { TextDeltas['_], IntoTextDeltas[] }
