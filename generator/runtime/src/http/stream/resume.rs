//! Streams that go on over another connection.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use reqwest::header::HeaderValue;

use crate::http::call::Call;
use crate::http::error::Error;
use crate::http::exchange;
use crate::http::framer::Framer;
use crate::http::frames::Framing;
use crate::http::response::Response;
use crate::http::retry;
use crate::http::transport::{Body, BoxFuture};

/// The header that says which event came last.
const LAST_EVENT_ID: &str = "last-event-id";

/// The most events that are known again: some 30 MB of them.
const MOST: usize = 1 << 20;

/// The way to go on with a stream whose connection ends too early: the call is made
/// again, from the event on that came last. That event is known only as long as
/// each has an id of its own; a server that sends events again sends known ids.
pub(super) struct Resume {
    call: Call,
    /// The most times in a row that the call may be made again without anything
    /// new.
    most: u32,
    made: u32,
    /// The wait that the server asks for.
    wait: Option<Duration>,
    /// The events that came, by their ids, and over which connection.
    seen: HashMap<u64, u32>,
    hasher: RandomState,
    connection: u32,
    /// Each event so far has an id of its own.
    is_known: bool,
    next: Option<BoxFuture<'static, Result<Response<Body>, Error>>>,
}

impl Resume {
    /// Says how the stream of a call goes on, if that is wanted.
    pub(super) fn of(call: &Call, framing: Framing) -> Option<Self> {
        let most = call.context().options.resumptions;
        (most > 0 && matches!(framing, Framing::Events) && call.is_repeatable()).then(|| Self {
            call: call.clone(),
            most,
            made: 0,
            wait: None,
            seen: HashMap::new(),
            hasher: RandomState::new(),
            connection: 0,
            is_known: true,
            next: None,
        })
    }

    /// Tells whether no event of that id came over an earlier connection.
    pub(super) fn is_new(&mut self, id: Option<&[u8]>) -> bool {
        let id = id.filter(|id| !id.is_empty()).map(|id| self.hasher.hash_one(id));
        match id.map(|id| (id, self.seen.get(&id))) {
            Some((_, Some(connection))) if *connection < self.connection => return false,
            Some((id, None)) if self.seen.len() < MOST => {
                self.seen.insert(id, self.connection);
            }
            // An event that has no id, or that of another, cannot be told from one
            // that comes again.
            _ => self.is_known = false,
        }
        if self.made > 0 {
            self.made = 0;
            self.call.client().budget().succeeded(1);
        }
        true
    }

    /// Makes the call again, unless it has been made too often or it is not known
    /// from where on.
    pub(super) fn begin(&mut self, framer: &Framer) -> bool {
        self.wait = framer.retry().or(self.wait);
        let Some(wait) = retry::pause(self.wait, self.made) else { return false };
        let id = framer.last_id().map(sendable);
        if !self.is_known || self.made == self.most || id == Some(None) {
            return false;
        }
        if !self.call.client().budget().take() {
            return false;
        }
        if let Some(id) = id.flatten() {
            self.call.set_header(LAST_EVENT_ID, id);
        }
        self.connection += 1;
        self.open_after(wait);
        true
    }

    fn open_after(&mut self, wait: Duration) {
        self.made += 1;
        let call = self.call.clone();
        self.next = Some(Box::pin(async move {
            call.context().sleep(wait).await;
            exchange::open(&call, Framing::Events).await
        }));
    }

    /// Returns the answer with which the stream goes on; `None` unless it is on its way.
    pub(super) fn poll(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Option<Poll<Result<Response<Body>, Error>>> {
        loop {
            let Poll::Ready(answer) = Pin::new(self.next.as_mut()?).poll(cx) else {
                return Some(Poll::Pending);
            };
            self.next = None;
            let error = match answer {
                Ok(answer) => return Some(Poll::Ready(Ok(answer))),
                Err(error) => error,
            };
            let client = self.call.client();
            let wait = retry::delay(&error, self.made, client.service());
            match wait.filter(|_| self.made < self.most && client.budget().take()) {
                Some(wait) => self.open_after(wait),
                None => {
                    let note = "the stream could not go on after its connection had ended";
                    return Some(Poll::Ready(Err(error.noting(note))));
                }
            }
        }
    }

    /// Returns how often in a row the call was made again.
    pub(super) fn made(&self) -> u32 {
        self.made
    }

    pub(super) fn is_on_its_way(&self) -> bool {
        self.next.is_some()
    }
}

/// Returns an id as text, if a header can carry it.
fn sendable(id: &[u8]) -> Option<&str> {
    HeaderValue::from_bytes(id).ok()?;
    str::from_utf8(id).ok()
}
