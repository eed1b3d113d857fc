//! Points in time as integers on the wire.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Deserializer, Serialize};

use super::decode;

/// A point in time, in whole seconds since 1970-01-01T00:00:00Z; an integer on
/// the wire.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use openapi_loom_runtime::UnixTime;
///
/// let time = UnixTime::from_secs(1_700_000_000);
/// assert_eq!(SystemTime::from(time), SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct UnixTime(i64);

impl<'de> Deserialize<'de> for UnixTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode(deserializer).map(Self)
    }
}

impl UnixTime {
    /// The time that many seconds after (or, negative, before) 1970.
    pub const fn from_secs(secs: i64) -> Self {
        Self(secs)
    }

    /// Seconds since 1970.
    pub const fn as_secs(self) -> i64 {
        self.0
    }
}

impl From<i64> for UnixTime {
    fn from(secs: i64) -> Self {
        Self(secs)
    }
}

impl From<UnixTime> for i64 {
    fn from(time: UnixTime) -> Self {
        time.0
    }
}

/// A time that the platform's clock cannot express becomes 1970.
impl From<UnixTime> for SystemTime {
    fn from(time: UnixTime) -> Self {
        let distance = Duration::from_secs(time.0.unsigned_abs());
        let moved = if time.0 < 0 {
            UNIX_EPOCH.checked_sub(distance)
        } else {
            UNIX_EPOCH.checked_add(distance)
        };
        moved.unwrap_or(UNIX_EPOCH)
    }
}

/// Rounds down to the second.
impl From<SystemTime> for UnixTime {
    fn from(time: SystemTime) -> Self {
        let secs = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Self(secs(after)),
            Err(before) => {
                let before = before.duration();
                Self(-secs(before) - i64::from(before.subsec_nanos() > 0))
            }
        }
    }
}

impl fmt::Display for UnixTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_both_ways_before_and_after_1970() {
        for secs in [-1, 0, 1, 1_700_000_000] {
            let time = UnixTime::from_secs(secs);
            assert_eq!(UnixTime::from(SystemTime::from(time)), time);
        }
        let half_before = UNIX_EPOCH - Duration::from_millis(500);
        assert_eq!(UnixTime::from(half_before).as_secs(), -1);
    }
}
