//! The decision whether to try again, and when.

use std::error::Error as _;
use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::client_credentials::NoToken;
use super::error::{Error, ErrorKind};
use super::service::Service;
use crate::value::wall_time;

/// The longest that a server may ask us to wait; beyond it the caller learns
/// of the failure at once and can decide.
const LONGEST_ASKED: Duration = Duration::from_secs(120);

/// The first wait of our own choosing, which doubles up to the longest.
const FIRST: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(8);

/// The fraction of a wait that is left to chance, so that clients that failed
/// together do not come back together.
const JITTER: f64 = 0.25;

/// Returns the wait before trying again after `error`, when `retries` have been
/// made already; `None` if it is not to be tried again.
pub(crate) fn delay(error: &Error, retries: u32, service: &Service) -> Option<Duration> {
    let (error, service) = match of_token_endpoint(error) {
        Some(error) => (error, &Service::DEFAULT),
        None => (error, service),
    };
    if !is_worth_it(error, service) {
        return None;
    }
    pause(asked(error.headers(), service, Some(wall_time())), retries)
}

/// Returns the wait where the server may have asked for one; `None` if that is
/// too long.
pub(crate) fn pause(asked: Option<Duration>, retries: u32) -> Option<Duration> {
    match asked {
        // A server that asks for no wait does not know of one that is better.
        Some(Duration::ZERO) | None => Some(backoff(retries, random())),
        Some(asked) => (asked <= LONGEST_ASKED).then_some(asked),
    }
}

/// Returns the failure of the token endpoint that left the call without a credential.
fn of_token_endpoint(error: &Error) -> Option<&Error> {
    error.source()?.downcast_ref::<NoToken>().map(|NoToken(error)| error)
}

fn is_worth_it(error: &Error, service: &Service) -> bool {
    let advice = service.should_retry_header.and_then(|name| error.headers().get(name));
    match advice.map(|value| value.as_bytes()) {
        // The server's word is about what it does, and the way to it; what the
        // client makes of an answer stays the same.
        Some(b"true") => {
            return matches!(
                error.kind(),
                ErrorKind::Api | ErrorKind::Connection | ErrorKind::Timeout
            );
        }
        Some(b"false") => return false,
        _ => {}
    }
    match error.kind() {
        ErrorKind::Connection | ErrorKind::Timeout => !error.is_lasting(),
        ErrorKind::Api => is_passing(error) && !is_final(error, service),
        _ => false,
    }
}

/// Tells whether the status can change by itself. 501 cannot: what a server does
/// not implement now, it does not implement the next time either.
fn is_passing(error: &Error) -> bool {
    let status = error.status().map(|status| status.as_u16());
    matches!(status, Some(408 | 409 | 429 | 500 | 502..))
}

/// Tells whether the service says by a code that trying again is of no use.
fn is_final(error: &Error, service: &Service) -> bool {
    error.api().is_some_and(|api| {
        [&api.code, &api.r#type]
            .into_iter()
            .flatten()
            .any(|code| service.final_error_codes.contains(&code.as_str()))
    })
}

/// Returns the wait that the server asks for; one until a point in time only where it is known
/// what time it is.
pub(crate) fn asked(
    headers: &HeaderMap,
    service: &Service,
    now: Option<SystemTime>,
) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok();
    let in_ms = service.retry_after_ms_header.and_then(text);
    if let Some(wait) = in_ms.and_then(|text| read_wait(text, 1e3)) {
        return Some(wait);
    }
    let after = text(RETRY_AFTER.as_str())?;
    if let Some(wait) = read_wait(after, 1.0) {
        return Some(wait);
    }
    Some(read_date(after)?.duration_since(now?).unwrap_or_default())
}

/// Reads a point in time as HTTP writes it.
pub(crate) fn read_date(text: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(text.trim()).ok()
}

/// Reads a wait in a unit of which `per_second` are a second.
pub(crate) fn read_wait(text: &str, per_second: f64) -> Option<Duration> {
    let number = text.trim().parse::<f64>().ok().filter(|number| *number >= 0.0)?;
    // A time that no `Duration` can hold is a long one.
    Some(Duration::try_from_secs_f64(number / per_second).unwrap_or(Duration::MAX))
}

/// Returns the wait of our own choosing, for a `chance` between 0 and 1.
fn backoff(retries: u32, chance: f64) -> Duration {
    let doubled = FIRST.saturating_mul(2_u32.saturating_pow(retries));
    doubled.min(LONGEST).mul_f64(1.0 - JITTER * chance)
}

/// Returns a number between 0 and 1, by the keys that the standard library draws for
/// its hash maps: good enough to spread retries, and no dependency.
fn random() -> f64 {
    let bits = RandomState::new().hash_one(());
    bits as f64 / u64::MAX as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(pairs: &[(&'static str, &str)]) -> Option<Duration> {
        let headers = pairs.iter().map(|(name, value)| {
            (reqwest::header::HeaderName::from_static(name), value.parse().unwrap())
        });
        let now = httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        asked(&headers.collect(), &SERVICE, Some(now))
    }

    static SERVICE: Service =
        Service { retry_after_ms_header: Some("retry-after-ms"), ..Service::DEFAULT };

    #[test]
    fn a_header_that_the_service_does_not_have_says_nothing() {
        let headers = [("retry-after-ms", "40"), ("retry-after", "3")].map(|(name, value)| {
            (reqwest::header::HeaderName::from_static(name), value.parse().unwrap())
        });
        let headers = headers.into_iter().collect();
        let asked = asked(&headers, &Service::DEFAULT, Some(wall_time()));
        assert_eq!(asked, Some(Duration::from_secs(3)));
    }

    #[test]
    fn the_server_can_ask_in_three_ways() {
        let ms = |ms| Some(Duration::from_millis(ms));
        assert_eq!(
            wait(&[("retry-after-ms", "1.5"), ("retry-after", "9")]),
            Some(Duration::from_micros(1500))
        );
        assert_eq!(wait(&[("retry-after", "0.25")]), ms(250));
        assert_eq!(wait(&[("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT")]), ms(3000));
        assert_eq!(wait(&[("retry-after", "Sun, 06 Nov 1994 08:49:30 GMT")]), ms(0));
        assert_eq!(wait(&[("retry-after-ms", "soon"), ("retry-after", "1")]), ms(1000));
        assert_eq!(wait(&[("retry-after-ms", "-5"), ("retry-after", "1")]), ms(1000));
        for nonsense in ["", "soon", "-1", "NaN", "-inf", "1,5", "0x10", "Sun, 99 Nov"] {
            assert_eq!(wait(&[("retry-after", nonsense)]), None, "{nonsense}");
        }
        for endless in ["1e30", "99999999999999999999999", "1e999", "inf"] {
            assert_eq!(wait(&[("retry-after", endless)]), Some(Duration::MAX), "{endless}");
            assert_eq!(wait(&[("retry-after-ms", endless)]), Some(Duration::MAX), "{endless}");
        }
    }

    #[test]
    fn our_own_wait_doubles_up_to_a_bound() {
        let waits: Vec<_> = (0..6).map(|n| backoff(n, 0.0).as_millis()).collect();
        assert_eq!(waits, [500, 1000, 2000, 4000, 8000, 8000]);
        assert_eq!(backoff(u32::MAX, 1.0), Duration::from_secs(6));
    }

    #[test]
    fn chance_is_between_nothing_and_one() {
        let draws: Vec<f64> = (0..1000).map(|_| random()).collect();
        assert!(draws.iter().all(|draw| (0.0..=1.0).contains(draw)));
        let mean = draws.iter().sum::<f64>() / 1000.0;
        assert!((0.4..0.6).contains(&mean), "{mean}");
    }
}
