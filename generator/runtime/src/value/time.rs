//! Points in time as numbers on the wire.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::lenient;
use super::number::{JsonNumber, whole};

/// A point in time, in seconds since 1970-01-01T00:00:00Z; an integer on the wire.
/// A fraction that a server sends is kept, and written back.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use openapi_loom_runtime::UnixTime;
///
/// let time = UnixTime::from_secs(1_700_000_000);
/// assert_eq!(SystemTime::from(time), SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime {
    secs: i64,
    /// The nanoseconds after the second, below 1,000,000,000.
    nanos: u32,
}

impl Serialize for UnixTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.nanos {
            0 => serializer.serialize_i64(self.secs),
            _ => serializer.serialize_f64(self.as_secs_f64()),
        }
    }
}

impl<'de> Deserialize<'de> for UnixTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TimeVisitor;

        impl Visitor<'_> for TimeVisitor {
            type Value = UnixTime;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("seconds since 1970")
            }

            fn visit_i64<E: Error>(self, secs: i64) -> Result<UnixTime, E> {
                Ok(UnixTime::from_secs(secs))
            }

            fn visit_u64<E: Error>(self, secs: u64) -> Result<UnixTime, E> {
                let of = |_| E::invalid_value(Unexpected::Unsigned(secs), &self);
                secs.try_into().map(UnixTime::from_secs).map_err(of)
            }

            fn visit_f64<E: Error>(self, secs: f64) -> Result<UnixTime, E> {
                let none = || E::invalid_value(Unexpected::Float(secs), &self);
                UnixTime::from_secs_f64(secs).ok_or_else(none)
            }
        }

        lenient::integer(deserializer, TimeVisitor)
    }
}

/// Returns the time of day.
#[cfg(not(target_arch = "wasm32"))]
#[allow(clippy::disallowed_methods, reason = "all others ask here")]
pub(crate) fn wall_time() -> SystemTime {
    SystemTime::now()
}

/// Returns the time of day by JavaScript's clock, as the standard library has none.
#[cfg(target_arch = "wasm32")]
pub(crate) fn wall_time() -> SystemTime {
    UNIX_EPOCH + Duration::try_from_secs_f64(js_sys::Date::now() / 1e3).unwrap_or_default()
}

impl UnixTime {
    /// Returns the time of day, rounded down to the second; in a browser, by the clock of that.
    pub fn now() -> Self {
        wall_time().into()
    }

    /// Returns the time that many seconds after (or, negative, before) 1970.
    pub const fn from_secs(secs: i64) -> Self {
        Self { secs, nanos: 0 }
    }

    /// Seconds since 1970, rounded down.
    pub const fn as_secs(self) -> i64 {
        self.secs
    }

    /// Seconds since 1970, with their fraction.
    pub fn as_secs_f64(self) -> f64 {
        self.secs as f64 + f64::from(self.nanos) / 1e9
    }

    /// Reads seconds with a fraction; none if they are too many.
    fn from_secs_f64(secs: f64) -> Option<Self> {
        let nanos = ((secs - secs.floor()) * 1e9).round() as u32;
        let secs = i64::try_from(whole(secs.floor())?).ok()?;
        match nanos {
            1_000_000_000.. => Some(Self::from_secs(secs.checked_add(1)?)),
            _ => Some(Self { secs, nanos }),
        }
    }

    /// Returns the time that a number on the wire is, if it is one.
    pub(super) fn from_number(number: JsonNumber) -> Option<Self> {
        match number.as_i64() {
            Some(secs) => Some(Self::from_secs(secs)),
            None => Self::from_secs_f64(number.as_f64()),
        }
    }
}

impl From<i64> for UnixTime {
    fn from(secs: i64) -> Self {
        Self::from_secs(secs)
    }
}

/// Rounds down to the second.
impl From<UnixTime> for i64 {
    fn from(time: UnixTime) -> Self {
        time.secs
    }
}

/// A time that the platform's clock cannot express becomes 1970.
impl From<UnixTime> for SystemTime {
    fn from(time: UnixTime) -> Self {
        let UnixTime { secs, nanos } = time;
        let distance = Duration::from_secs(secs.unsigned_abs());
        let moved = if secs < 0 {
            UNIX_EPOCH.checked_sub(distance)
        } else {
            UNIX_EPOCH.checked_add(distance)
        };
        let fraction = Duration::from_nanos(nanos.into());
        moved.and_then(|moved| moved.checked_add(fraction)).unwrap_or(UNIX_EPOCH)
    }
}

/// Rounds down to the second.
impl From<SystemTime> for UnixTime {
    fn from(time: SystemTime) -> Self {
        let secs = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Self::from_secs(secs(after)),
            Err(before) => {
                let before = before.duration();
                Self::from_secs(-secs(before) - i64::from(before.subsec_nanos() > 0))
            }
        }
    }
}

impl fmt::Display for UnixTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.nanos {
            0 => self.secs.fmt(f),
            _ => self.as_secs_f64().fmt(f),
        }
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

    #[test]
    fn a_fraction_is_kept() {
        let read = |text| serde_json::from_str::<UnixTime>(text);
        for text in ["1764300000.5", "1764300000.123456", "-0.25", "-1.75", "7"] {
            let time = read(text).unwrap();
            assert_eq!(serde_json::to_string(&time).unwrap(), text);
            assert_eq!(time.to_string(), text);
        }
        assert_eq!(read("7.0").unwrap(), UnixTime::from_secs(7));
        assert_eq!(read("1e3").unwrap(), UnixTime::from_secs(1000));
        assert_eq!(read("0.9999999999").unwrap(), UnixTime::from_secs(1));
        let time = read("-1.75").unwrap();
        assert_eq!((time.as_secs(), time.as_secs_f64()), (-2, -1.75));
        assert_eq!(SystemTime::from(time), UNIX_EPOCH - Duration::from_millis(1750));
        for text in ["1e300", "18446744073709551615", "\"7\"", "null", "true"] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains("expected seconds since 1970"), "{error}");
        }
    }
}
