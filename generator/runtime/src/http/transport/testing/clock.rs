//! A clock that moves when everybody waits for it.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use super::lock;
use crate::http::transport::outside::Work;
use crate::value::wall_time;

/// The number of times that a wait looks again before it takes it that nothing
/// else goes on.
const PATIENCE: u32 = 100;

/// The time of the machine for which nothing happens until a wait takes it that nothing
/// comes of the work that goes on.
const QUIET: Duration = Duration::from_secs(1);

/// A clock that stands still until nothing happens but waits for it; then it
/// moves on to the end of the first of them.
#[derive(Clone, Default)]
pub(super) struct Clock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    now: Duration,
    /// Ends of waits, by their numbers.
    waits: Vec<(u64, Duration)>,
    /// Number of waits that have begun so far.
    begun: u64,
    /// Number of things that have happened so far.
    changes: u64,
}

impl Clock {
    pub(super) fn now(&self) -> Duration {
        lock(&self.0).now
    }

    pub(super) fn advance(&self, time: Duration) {
        let mut state = lock(&self.0);
        state.now = state.now.saturating_add(time);
        state.changes += 1;
    }

    /// Ends when the clock has moved on by so much.
    pub(super) fn sleep(&self, time: Duration) -> Sleep {
        let end = self.now().saturating_add(time);
        let seen = (0, Work::default());
        Sleep {
            clock: self.clone(),
            end,
            number: None,
            seen,
            since: wall_time(),
            patience: PATIENCE,
        }
    }
}

/// A wait.
pub(super) struct Sleep {
    clock: Clock,
    end: Duration,
    /// Its number, once it is waited for.
    number: Option<u64>,
    /// The number of changes and the work when it was looked at last.
    seen: (u64, Work),
    /// The time of the machine since when that is so.
    since: SystemTime,
    patience: u32,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let mut state = lock(&this.clock.0);
        if state.now >= this.end {
            return Poll::Ready(());
        }
        if this.number.is_none() {
            state.begun += 1;
            state.changes += 1;
            let number = state.begun;
            state.waits.push((number, this.end));
            this.number = Some(number);
        }
        let work = Work::so_far();
        if this.seen != (state.changes, work) {
            (this.seen, this.patience) = ((state.changes, work), PATIENCE);
            this.since = wall_time();
        }
        this.patience = this.patience.saturating_sub(1);
        // Of those that end at once, the one that began first.
        let first = state.waits.iter().min_by_key(|(number, end)| (*end, *number));
        let is_first = first.map(|(number, _)| *number) == this.number;
        // A clock of the machine that was set back counts as no time.
        let is_quiet = || wall_time().duration_since(this.since).is_ok_and(|time| time >= QUIET);
        if this.patience == 0 && is_first && (!work.goes_on() || is_quiet()) {
            state.now = this.end;
            state.changes += 1;
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        let mut state = lock(&self.clock.0);
        state.waits.retain(|(number, _)| Some(*number) != self.number);
        state.changes += 1;
    }
}
