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
    if text.contains('…') {
        // An excerpt may end inside of the secret.
        for (length, _) in secret.char_indices().skip(NO_SECRET + 1) {
            let cut = format!("{}…", &secret[..length]);
            *text = text.replace(&cut, &format!("{REDACTED}…"));
        }
    }
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
}
