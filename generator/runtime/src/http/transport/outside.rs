//! Work of the caller's that goes by no clock of a transport: files, streams, tokens.

use std::sync::atomic::{AtomicU64, Ordering};

/// The number of pieces of work that have begun so far.
static BEGUN: AtomicU64 = AtomicU64::new(0);

/// The number of those that have ended.
static ENDED: AtomicU64 = AtomicU64::new(0);

/// Does work that a clock of its own has to leave time for.
pub(crate) async fn outside<W: Future>(work: W) -> W::Output {
    BEGUN.fetch_add(1, Ordering::SeqCst);
    let _end = End;
    work.await
}

/// Counts the end of a piece of work, even of one that is given up.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        ENDED.fetch_add(1, Ordering::SeqCst);
    }
}

/// The work of the process so far, whichever transport it is for.
#[cfg(feature = "testing")]
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Work {
    begun: u64,
    ended: u64,
}

#[cfg(feature = "testing")]
impl Work {
    pub(super) fn so_far() -> Self {
        // What ends has begun: counted in this order, there is never more of it.
        let ended = ENDED.load(Ordering::SeqCst);
        Self { begun: BEGUN.load(Ordering::SeqCst), ended }
    }

    /// Tells whether some of it goes on.
    pub(super) fn goes_on(self) -> bool {
        self.begun > self.ended
    }
}
