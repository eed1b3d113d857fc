//! Budget of the retries that all calls of a client may make.

use std::sync::atomic::{AtomicU32, Ordering};

/// Cost of a retry, given back if it succeeds.
const RETRY: u32 = 5;

/// Earnings of an attempt that succeeds at once.
const SUCCESS: u32 = 1;

/// Number of retries to begin with, unless the caller says otherwise.
pub(crate) const RETRIES: u32 = 100;

/// The retries of all calls of a client, which an outage spends: from then on
/// each call fails at its first attempt, until successes have earned more.
pub(crate) struct Budget {
    /// Without one there is no limit.
    most: Option<u32>,
    left: AtomicU32,
}

impl Budget {
    /// Makes a budget of so many retries, if they are limited.
    pub(crate) fn new(retries: Option<u32>) -> Self {
        let most = retries.map(|retries| retries.saturating_mul(RETRY));
        Self { most, left: AtomicU32::new(most.unwrap_or_default()) }
    }

    /// Takes a retry, if there is one.
    pub(crate) fn take(&self) -> bool {
        let take = |left: u32| left.checked_sub(RETRY);
        self.most.is_none()
            || self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    /// Takes into account that a call has succeeded, after so many retries.
    pub(crate) fn succeeded(&self, retries: u32) {
        let Some(most) = self.most else { return };
        let earned = if retries == 0 { SUCCESS } else { RETRY };
        let earn = |left: u32| (left < most).then(|| left.saturating_add(earned).min(most));
        // Nothing is to be earned where nothing is spent.
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, earn);
    }
}
