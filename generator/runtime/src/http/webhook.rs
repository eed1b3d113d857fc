//! The messages that a service posts of its own accord, and the proof that they are
//! from the service.
//!
//! Signatures are those of Standard Webhooks: HMAC-SHA256 over the id, the time
//! and the body.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde::de::DeserializeOwned;
use sha2::Sha256;

use super::decode;
use super::error::{Error, ErrorKind};
use crate::value::wall_time;

/// The most that the clock of the service may be off and its message may be on its
/// way, unless the caller says otherwise.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// A prefix that a secret may have.
const PREFIX: &str = "whsec_";

/// Reads what a service posts to a webhook, once it is sure that it is from the
/// service: by the scheme [Standard Webhooks](https://www.standardwebhooks.com).
///
/// ```
/// use openapi_loom_runtime::http::{Result, Webhooks};
/// use openapi_loom_runtime::serde_json::Value;
///
/// # fn example(headers: http::HeaderMap, body: &[u8]) -> Result<()> {
/// let webhooks = Webhooks::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")?;
/// // In a crate that has a type of the events, `WebhookEvent` instead of `Value`.
/// let event: Value = webhooks.read(|name| headers.get(name)?.to_str().ok(), body)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Webhooks {
    secrets: Vec<Vec<u8>>,
    tolerance: Duration,
}

impl Webhooks {
    /// Takes the secret that the service shows for the webhook: Base64, with or
    /// without `whsec_` before it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] if it is no Base64, or empty.
    pub fn new(secret: &str) -> Result<Self, Error> {
        Ok(Self { secrets: vec![read_secret(secret)?], tolerance: TOLERANCE })
    }

    /// Takes messages signed with this secret, too: the one before or after, while
    /// it is changed.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn or(mut self, secret: &str) -> Result<Self, Error> {
        self.secrets.push(read_secret(secret)?);
        Ok(self)
    }

    /// Sets how much older or younger than the clock here a message may be: 5 minutes
    /// unless set. A message that was taken can be posted again for that long: its
    /// id, in the header `webhook-id`, tells that it was.
    #[must_use]
    pub fn tolerance(self, tolerance: Duration) -> Self {
        Self { tolerance, ..self }
    }

    /// Reads a message that is from the service. `header` gives the value of a header
    /// by its name, which is in small letters; `body` is as it came, byte by byte.
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify), and [`ErrorKind::Decode`] if the message is not
    /// what the document says.
    pub fn read<'h, T: DeserializeOwned>(
        &self,
        header: impl Fn(&str) -> Option<&'h str>,
        body: &[u8],
    ) -> Result<T, Error> {
        self.verify(header, body)?;
        decode::json(body)
    }

    /// Checks that a message is from the service, and of now.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Signature`] if a header of the signature is missing or malformed,
    /// the message is too old or too young, or no signature is of one of the secrets.
    pub fn verify<'h>(
        &self,
        header: impl Fn(&str) -> Option<&'h str>,
        body: &[u8],
    ) -> Result<(), Error> {
        self.verify_at(wall_time(), header, body)
    }

    fn verify_at<'h>(
        &self,
        now: SystemTime,
        header: impl Fn(&str) -> Option<&'h str>,
        body: &[u8],
    ) -> Result<(), Error> {
        let header = |name: &str| {
            header(name).ok_or_else(|| refused(format!("the header `{name}` is missing")))
        };
        let id = header("webhook-id")?;
        let time = header("webhook-timestamp")?;
        let signatures = header("webhook-signature")?;
        self.check_time(now, time)?;
        let is_signed = |signature: &str| {
            let Some(signature) = signature.strip_prefix("v1,") else { return false };
            let Ok(signature) = BASE64_STANDARD.decode(signature) else { return false };
            let signed_by = |secret: &Vec<u8>| is_signed(secret, id, time, body, &signature);
            self.secrets.iter().any(signed_by)
        };
        match signatures.split(' ').any(is_signed) {
            true => Ok(()),
            false => Err(refused("no signature of it is of a secret that is known".to_owned())),
        }
    }

    fn check_time(&self, now: SystemTime, time: &str) -> Result<(), Error> {
        let seconds = time.parse().map_err(|_| refused("its time is no number".to_owned()))?;
        let sent = UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
        let sent = sent.ok_or_else(|| refused("its time is beyond all clocks".to_owned()))?;
        let (age, word) = match now.duration_since(sent) {
            Ok(age) => (age, "ago"),
            Err(error) => (error.duration(), "from now"),
        };
        match age > self.tolerance {
            true => Err(refused(format!("it was sent {} s {word}", age.as_secs()))),
            false => Ok(()),
        }
    }
}

/// Tells whether a signature is that of a message by a secret, in a time that does
/// not depend on how much of it is right.
fn is_signed(secret: &[u8], id: &str, time: &str, body: &[u8], signature: &[u8]) -> bool {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return false };
    for part in [id.as_bytes(), b".", time.as_bytes(), b".", body] {
        mac.update(part);
    }
    mac.verify_slice(signature).is_ok()
}

fn read_secret(secret: &str) -> Result<Vec<u8>, Error> {
    let text = secret.strip_prefix(PREFIX).unwrap_or(secret);
    match BASE64_STANDARD.decode(text) {
        Ok(bytes) if !bytes.is_empty() => Ok(bytes),
        _ => {
            let message = "the secret of a webhook is Base64, after `whsec_` or alone";
            Err(Error::new(ErrorKind::Configuration, message))
        }
    }
}

fn refused(why: String) -> Error {
    Error::new(ErrorKind::Signature, format!("a message to a webhook was refused: {why}"))
}

impl fmt::Debug for Webhooks {
    /// Shows nothing of the secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhooks")
            .field("secrets", &self.secrets.len())
            .field("tolerance", &self.tolerance)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The example of the scheme's own description.
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const TIME: u64 = 1_614_265_330;
    const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    const BODY: &[u8] = br#"{"test": 2432232314}"#;

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn said(webhooks: &Webhooks, now: u64, headers: &[(&str, &str)], body: &[u8]) -> String {
        let header =
            |name: &str| headers.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        match webhooks.verify_at(at(now), header, body) {
            Ok(()) => "taken".to_owned(),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Signature);
                error.to_string()
            }
        }
    }

    fn headers<'h>(signature: &'h str, time: &'h str) -> [(&'static str, &'h str); 3] {
        [("webhook-id", ID), ("webhook-timestamp", time), ("webhook-signature", signature)]
    }

    #[test]
    fn a_message_of_the_service_is_taken() {
        let webhooks = Webhooks::new(SECRET).unwrap();
        let time = TIME.to_string();
        assert_eq!(said(&webhooks, TIME, &headers(SIGNATURE, &time), BODY), "taken");
        assert_eq!(said(&webhooks, TIME + 300, &headers(SIGNATURE, &time), BODY), "taken");
        assert_eq!(said(&webhooks, TIME - 300, &headers(SIGNATURE, &time), BODY), "taken");
        let others = format!("v1a,AAAA v1,AAAA {SIGNATURE}");
        assert_eq!(said(&webhooks, TIME, &headers(&others, &time), BODY), "taken");
        let bare = Webhooks::new(SECRET.trim_start_matches(PREFIX)).unwrap();
        assert_eq!(said(&bare, TIME, &headers(SIGNATURE, &time), BODY), "taken");
        let rotated = Webhooks::new("AAAA").unwrap().or(SECRET).unwrap();
        assert_eq!(said(&rotated, TIME, &headers(SIGNATURE, &time), BODY), "taken");
    }

    #[test]
    fn what_anybody_else_sends_is_refused() {
        let webhooks = Webhooks::new(SECRET).unwrap();
        let time = TIME.to_string();
        let told = |now: u64, headers: &[(&str, &str)], body: &[u8]| {
            said(&webhooks, now, headers, body)
                .trim_start_matches("a message to a webhook was refused: ")
                .to_owned()
        };
        let unsigned = "no signature of it is of a secret that is known";
        let known = headers(SIGNATURE, &time);
        assert_eq!(told(TIME, &known, br#"{"test": 2432232315}"#), unsigned);
        assert_eq!(told(TIME, &headers(SIGNATURE, "1614265331"), BODY), unsigned);
        for signature in ["", "v1,", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "v1,?"] {
            assert_eq!(told(TIME, &headers(signature, &time), BODY), unsigned, "{signature}");
        }
        assert_eq!(told(TIME + 301, &known, BODY), "it was sent 301 s ago");
        assert_eq!(told(TIME - 301, &known, BODY), "it was sent 301 s from now");
        assert_eq!(told(TIME, &headers(SIGNATURE, "now"), BODY), "its time is no number");
        assert_eq!(told(TIME, &known[..2], BODY), "the header `webhook-signature` is missing");
        let other = Webhooks::new("AAAA").unwrap();
        assert!(said(&other, TIME, &known, BODY).ends_with(unsigned));
    }

    #[test]
    fn a_secret_is_base64_and_never_shown() {
        for secret in ["", "whsec_", "whsec_not base64"] {
            assert_eq!(Webhooks::new(secret).unwrap_err().kind(), ErrorKind::Configuration);
        }
        let shown = format!("{:?}", Webhooks::new(SECRET).unwrap());
        assert_eq!(shown, "Webhooks { secrets: 1, tolerance: 300s }");
    }

    #[test]
    fn what_is_taken_is_read() {
        let webhooks = Webhooks::new(SECRET).unwrap().tolerance(Duration::MAX);
        let time = TIME.to_string();
        let headers = headers(SIGNATURE, &time);
        let header =
            |name: &str| headers.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let event: serde_json::Value = webhooks.read(header, BODY).unwrap();
        assert_eq!(event, serde_json::json!({"test": 2_432_232_314_u64}));
        let error = webhooks.read::<Vec<u8>>(header, BODY).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
    }
}
