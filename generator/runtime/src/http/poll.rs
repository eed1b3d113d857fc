//! Waiting for something that takes the server a while.

use std::fmt;
use std::ops::ControlFlow;
use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;

use super::call::Call;
use super::deadline::{Deadline, Late};
use super::error::{Error, ErrorKind};
use super::exchange;
use super::response::{Head, Response};
use super::retry;
use super::service::Operation;
use super::transport::{BoxFuture, MaybeSend};

/// The time between two calls if neither the caller nor the server says another.
const INTERVAL: Duration = Duration::from_secs(1);

/// The shortest time after which a server may want to be asked again.
const SHORTEST_ASKED: Duration = Duration::from_millis(100);

/// The time for which to go on asking if the caller does not say another.
const DEADLINE: Duration = Duration::from_secs(600);

/// A call that starts something, followed by as many calls as it takes to see
/// it end.
///
/// Each call has the options of the first, retries included.
#[must_use = "a poll does nothing before it is awaited"]
pub struct Poll<T> {
    first: Call,
    again: Again<T>,
    status: fn(&T) -> &str,
    terminal: &'static [&'static str],
    interval: Option<Duration>,
    deadline: Duration,
}

/// The call that asks how far it is.
enum Again<T> {
    /// The same.
    Same,
    /// One of another operation, whose path the last value fills in.
    Of(&'static Operation, fn(Call, &T) -> Call),
}

impl<T> Clone for Again<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Again<T> {}

impl<T> fmt::Debug for Again<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => f.write_str("the same"),
            Self::Of(operation, _) => f.write_str(&operation.id),
        }
    }
}

impl<T: DeserializeOwned> Poll<T> {
    /// Polls what `first` starts by the operation `again`, for which `address`
    /// fills in the path from the last value, until `status` of the value is
    /// one of `terminal`. A status that is not known to be terminal is not.
    pub fn new(
        first: Call,
        again: &'static Operation,
        address: fn(Call, &T) -> Call,
        status: fn(&T) -> &str,
        terminal: &'static [&'static str],
    ) -> Self {
        Self::of(first, Again::Of(again, address), status, terminal)
    }

    /// Makes the same call until `status` of what it answers is one of `terminal`.
    pub fn again(call: Call, status: fn(&T) -> &str, terminal: &'static [&'static str]) -> Self {
        Self::of(call, Again::Same, status, terminal)
    }

    fn of(
        first: Call,
        again: Again<T>,
        status: fn(&T) -> &str,
        terminal: &'static [&'static str],
    ) -> Self {
        Self { first, again, status, terminal, interval: None, deadline: DEADLINE }
    }

    /// Sets how long to wait before asking again. Otherwise it is what the
    /// server says, though at least 0.1 s, or 1 s.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = Some(interval);
        self
    }

    /// Sets how long all of it may take: 600 s, unless the operation has its own.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Makes the calls and gives the last value. Awaiting the poll itself does
    /// the same.
    ///
    /// # Errors
    ///
    /// As any call. When the deadline passes, [`ErrorKind::Timeout`] with the
    /// status and the body of the last answer; what was started goes on.
    pub async fn send(self) -> Result<T, Error> {
        Ok(self.response().await?.into_body())
    }

    /// Makes the calls; then those of the poll with which `next` continues after
    /// the result, and so on until it breaks off with a result.
    ///
    /// This is for work that stops where it is the caller's turn: `next` does
    /// what it is asked for, and continues with the poll of the call that
    /// answers. Each poll has a deadline of its own.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), and the error that `next` gives.
    pub async fn follow<F>(self, mut next: impl FnMut(T) -> F) -> Result<T, Error>
    where
        F: Future<Output: NextPoll<T>>,
    {
        let mut poll = self;
        loop {
            match next(poll.send().await?).await.next()? {
                ControlFlow::Continue(then) => poll = then,
                ControlFlow::Break(result) => return Ok(result),
            }
        }
    }

    /// Makes the calls and gives the last answer.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn response(self) -> Result<Response<T>, Error> {
        let mut deadline = Deadline::after(self.deadline, self.first.client().transport());
        let mut last = None;
        let done = deadline.bound(pin!(self.until_ended(&mut last))).await;
        match done {
            Ok(answer) => answer,
            Err(Late(_)) => Err(self.late(last)),
        }
    }

    async fn until_ended(&self, last: &mut Option<Last>) -> Result<Response<T>, Error> {
        let mut call = self.first.clone();
        loop {
            let answer = exchange::send(&call, |_| true).await?;
            let body = answer.body().clone();
            let answer = answer.json::<T>().map_err(|error| call.context().explain(error))?;
            let status = (self.status)(answer.body());
            if self.terminal.contains(&status) {
                return Ok(answer);
            }
            let head = answer.head().clone();
            if let Again::Of(operation, address) = self.again {
                call = address(self.first.follow_up(operation), answer.body());
            }
            if let Err(problem) = call.url() {
                let message = format!("the answer does not say what to ask for: {problem}");
                let error = head.describe(Error::decode(message, None, body));
                return Err(self.first.context().explain(error));
            }
            let wait = self.interval.or_else(|| self.asked(&head.headers)).unwrap_or(INTERVAL);
            *last = Some(Last { status: status.to_owned(), head, body });
            self.first.context().sleep(wait).await;
        }
    }

    /// Returns the interval that the server asks for.
    fn asked(&self, headers: &HeaderMap) -> Option<Duration> {
        let name = self.first.client().service().poll_after_header?;
        let wait = retry::read_wait(headers.get(name)?.to_str().ok()?, 1e3)?;
        Some(wait.max(SHORTEST_ASKED))
    }

    /// Returns the error of a deadline that has passed.
    fn late(&self, last: Option<Last>) -> Error {
        let deadline = self.deadline;
        let error = match last {
            None => Error::new(ErrorKind::Timeout, format!("no answer within {deadline:?}")),
            Some(Last { status, head, body }) => {
                let message =
                    format!("not at an end within {deadline:?}; the last status is {status}");
                head.describe(Error::new(ErrorKind::Timeout, message).with_body(body))
            }
        };
        self.first.context().explain(error)
    }
}

/// The way on after the result of a poll: another poll to continue with, or the result with
/// which to break off; as a `Result`, if finding it may fail.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no way on after a poll of `{T}`",
    label = "expected `ControlFlow<{T}, Poll<{T}>>`, or a `Result` of it",
    note = "`ControlFlow::Continue(poll)` goes on, `ControlFlow::Break(result)` ends"
)]
pub trait NextPoll<T> {
    /// Gives the poll or the result.
    ///
    /// # Errors
    ///
    /// The failure of finding it, if it is one.
    fn next(self) -> Result<ControlFlow<T, Poll<T>>, Error>;
}

impl<T> NextPoll<T> for ControlFlow<T, Poll<T>> {
    fn next(self) -> Result<Self, Error> {
        Ok(self)
    }
}

impl<T> NextPoll<T> for Result<ControlFlow<T, Poll<T>>, Error> {
    fn next(self) -> Self {
        self
    }
}

/// The answer that a later one may replace.
struct Last {
    status: String,
    head: Head,
    body: Bytes,
}

impl<T: DeserializeOwned + MaybeSend + 'static> IntoFuture for Poll<T> {
    type Output = Result<T, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl<T> Clone for Poll<T> {
    fn clone(&self) -> Self {
        Self { first: self.first.clone(), ..*self }
    }
}

impl<T> fmt::Debug for Poll<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poll")
            .field("first", &self.first)
            .field("again", &self.again)
            .field("interval", &self.interval)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}
