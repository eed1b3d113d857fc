//! Asks for tokens, once for all calls that need one.

use std::error::Error as StdError;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync;

use super::credential::Token;
use super::secret::Secret;
use super::transport::{BoxFuture, Cause, MaybeSend, MaybeSync, Shared};

/// The time before its end at which a token is replaced: this, or a tenth of its
/// lifetime if that is less. It has to reach the server while it holds.
const MARGIN: Duration = Duration::from_secs(30);

/// No token is kept for longer than a century, which every clock can count.
const LONGEST: Duration = Duration::from_secs(100 * 366 * 24 * 3600);

/// A token that is asked for.
pub(crate) type Asking = BoxFuture<'static, Result<Token, Cause>>;

/// A function that asks for tokens.
trait Ask: Fn(&Shared) -> Asking + MaybeSend + MaybeSync {}

impl<F: Fn(&Shared) -> Asking + MaybeSend + MaybeSync> Ask for F {}

/// Asks for tokens, one call at a time.
pub(crate) struct Provider {
    ask: Box<dyn Ask>,
    /// Held by the call that asks.
    asking: sync::Mutex<()>,
    /// The outcome of asking so far.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The number of answers so far, errors included; each has its number.
    answers: u64,
    last: Option<Given>,
    /// The last answer, if that is an error.
    failed: Option<Failure>,
    /// Number of the last token that a server refused.
    refused: u64,
}

/// A token as it was given.
#[derive(Clone)]
struct Given {
    value: Secret,
    number: u64,
    /// The times when it has to be replaced and ends; if unknown, it is only for
    /// the calls that waited for it.
    holds: Option<Holds>,
}

/// The times at which a token has to be replaced and ends, by the clock of the
/// transport.
#[derive(Clone, Copy)]
struct Holds {
    /// The time at which it has to be replaced.
    until: Duration,
    /// The time at which it ends.
    end: Duration,
}

/// The token that a call asks for.
#[derive(Clone, Copy)]
struct Wanted {
    /// The number of answers when it began to wait.
    before: u64,
    /// Number of the token with which it was refused.
    refused: Option<u64>,
}

impl Provider {
    pub(crate) fn new(ask: impl Fn(&Shared) -> Asking + MaybeSend + MaybeSync + 'static) -> Self {
        Self { ask: Box::new(ask), asking: sync::Mutex::new(()), state: Mutex::default() }
    }

    /// Returns the token that holds, or a new one, with its number.
    pub(crate) async fn token(
        &self,
        refused: Option<u64>,
        transport: &Shared,
    ) -> Result<(Secret, u64), Cause> {
        let wanted = Wanted { before: self.state().answers, refused };
        let fresh = self.state().fresh(wanted, transport.now());
        if let Some(given) = fresh {
            return Ok(given);
        }
        let _asking = match self.asking.try_lock() {
            Ok(asking) => asking,
            Err(_) => {
                // Another call sees to the next one.
                let valid = self.state().valid(transport.now());
                if let Some(given) = valid {
                    return Ok(given);
                }
                self.asking.lock().await
            }
        };
        let meanwhile = self.state().meanwhile(wanted, transport.now());
        if let Some(answer) = meanwhile {
            return answer;
        }
        let asked = (self.ask)(transport).await.and_then(|token| match token.value.expose() {
            "" => Err("it gave an empty value".into()),
            _ => Ok(token),
        });
        self.state().answered(asked, transport.now())
    }

    /// Has a token that a server refuses not given again.
    pub(crate) fn refuse(&self, number: u64) {
        let mut state = self.state();
        state.refused = state.refused.max(number);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Returns the token that need not be replaced yet, or was given to a call while it
    /// waited.
    fn fresh(&self, wanted: Wanted, now: Duration) -> Option<(Secret, u64)> {
        let given = self.last.as_ref().filter(|given| given.number > self.refused)?;
        let holds = given.holds.map(|holds| now < holds.until);
        let is_fresh = match wanted.refused {
            Some(refused) => given.number > refused && holds.unwrap_or(true),
            None => given.number > wanted.before || holds.unwrap_or(false),
        };
        is_fresh.then(|| given.token())
    }

    /// Returns the token that has not ended yet.
    fn valid(&self, now: Duration) -> Option<(Secret, u64)> {
        let given = self.last.as_ref().filter(|given| given.number > self.refused)?;
        given.holds.is_some_and(|holds| now < holds.end).then(|| given.token())
    }

    /// Returns the answer that has come for a call while it waited.
    fn meanwhile(&self, wanted: Wanted, now: Duration) -> Option<Result<(Secret, u64), Cause>> {
        if let Some(given) = self.fresh(wanted, now) {
            return Some(Ok(given));
        }
        let failed = self.failed.as_ref().filter(|_| self.answers > wanted.before)?;
        Some(self.valid(now).ok_or_else(|| failed.clone().into()))
    }

    /// Keeps an answer, and gives what the call that asked makes of it.
    fn answered(
        &mut self,
        asked: Result<Token, Cause>,
        now: Duration,
    ) -> Result<(Secret, u64), Cause> {
        self.answers += 1;
        match asked {
            Ok(Token { value, lifetime }) => {
                let holds = lifetime.map(|lifetime| Holds::of(lifetime.min(LONGEST), now));
                self.failed = None;
                let given = Given { value, number: self.answers, holds };
                Ok(self.last.insert(given).token())
            }
            Err(cause) => {
                let failed = self.failed.insert(Failure(cause.into())).clone();
                self.valid(now).ok_or_else(|| failed.into())
            }
        }
    }
}

impl Given {
    fn token(&self) -> (Secret, u64) {
        (self.value.clone(), self.number)
    }
}

impl Holds {
    fn of(lifetime: Duration, now: Duration) -> Self {
        let end = now + lifetime;
        Self { until: end.saturating_sub(MARGIN.min(lifetime / 10)), end }
    }
}

/// The reason why no token came, for all calls that waited for it.
#[derive(Clone, Debug)]
pub(crate) struct Failure(Arc<dyn StdError + Send + Sync>);

impl Failure {
    /// Returns the provider's own error.
    pub(crate) fn cause(&self) -> &(dyn StdError + 'static) {
        &*self.0
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for Failure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}
