//! A value that is used and never shown.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::url;

/// The text that stands in the place of a secret.
const REDACTED: &str = "[redacted]";

/// So few characters are no secret: a service begins all its keys with them,
/// or they stand for a key where none is needed.
const NO_SECRET: usize = 3;

/// An API key: cheap to clone, and its `Debug` shows nothing of it.
#[derive(Clone)]
pub(crate) struct Secret(Arc<str>);

impl Secret {
    pub(crate) fn new(value: String) -> Self {
        Self(value.into())
    }

    /// The value itself, for the one place that sends it.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// Takes the secret out of a text that a server had a say in: one that
    /// echoes requests would otherwise have it printed by an error.
    pub(crate) fn redact(&self, text: &mut String) {
        redact(text, &self.0);
        for form in [
            BASE64_STANDARD.encode(&*self.0),
            // As user without a password.
            BASE64_STANDARD.encode(format!("{}:", self.0)),
            utf8_percent_encode(&self.0, NON_ALPHANUMERIC).to_string(),
            url::encode_query(&self.0),
            self.0.replace('/', "\\/"),
        ] {
            if form != *self.0 {
                redact(text, &form);
            }
        }
    }
}

fn redact(text: &mut String, secret: &str) {
    if secret.chars().count() <= NO_SECRET {
        return;
    }
    if text.contains(secret) {
        *text = text.replace(secret, REDACTED);
    }
    if text.contains(CUT) {
        *text = without_beginnings(text, secret);
    }
}

/// The sign at which an excerpt ends, which may be inside of the secret.
const CUT: char = '…';

/// Takes out the longest beginning of a secret that stands before each cut.
fn without_beginnings(text: &str, secret: &str) -> String {
    let mut redacted = String::with_capacity(text.len());
    for piece in text.split_inclusive(CUT) {
        let before = piece.strip_suffix(CUT).unwrap_or_default();
        let lengths = secret.char_indices().map(|(length, _)| length).skip(NO_SECRET + 1);
        let fitting = lengths.take_while(|length| *length <= before.len());
        match fitting.filter(|length| before.ends_with(&secret[..*length])).last() {
            Some(length) => {
                redacted.push_str(&before[..before.len() - length]);
                redacted.push_str(REDACTED);
                redacted.push(CUT);
            }
            None => redacted.push_str(piece),
        }
    }
    redacted
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_taken_out_in_every_form() {
        let echoed = |text: &str| {
            let mut text = text.to_owned();
            Secret::new("a+b/c==".to_owned()).redact(&mut text);
            text
        };
        assert_eq!(echoed("?key=a%2Bb%2Fc%3D%3D&x"), "?key=[redacted]&x");
        assert_eq!(echoed(r#"{"key":"a+b\/c=="}"#), r#"{"key":"[redacted]"}"#);

        let secret = Secret::new("user:pässword".to_owned());
        let mut text = "a user:pässword b dXNlcjpww6Rzc3dvcmQ= c user:pä… use… user d".to_owned();
        secret.redact(&mut text);
        assert_eq!(format!("{secret:?}"), "[redacted]");
        for no_secret in ["", "a", "red"] {
            Secret::new(no_secret.to_owned()).redact(&mut text);
        }
        assert_eq!(text, "a [redacted] b [redacted] c [redacted]… use… user d");
    }

    #[test]
    fn the_longest_beginning_before_a_cut_is_taken_out() {
        let mut text = "…abcdabcd… abcdabcdabcdX… abcdabcde…abcd".to_owned();
        redact(&mut text, "abcdabcdabcde");
        assert_eq!(text, "…[redacted]… abcdabcdabcdX… abcdabcde…abcd");
    }

    #[test]
    fn a_long_beginning_is_taken_out() {
        let secret: String = ('a'..='z').cycle().take(4096).collect();
        let mut text = format!("{}{}…", "x".repeat(1 << 22), &secret[..4000]);
        redact(&mut text, &secret);
        assert!(text.ends_with("x[redacted]…"));
    }
}
