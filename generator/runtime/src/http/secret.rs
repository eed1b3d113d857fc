//! A value that is used and never shown.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::text::CUT;
use super::unescaped::Unescaped;

/// The text that stands in the place of a secret.
const REDACTED: &str = "[redacted]";

/// The least number of bytes of a secret. Anything shorter stands for a key where none is
/// needed, or is a version or a number, and as such a part of the server's own words.
const SHORTEST: usize = 8;

/// The least number of characters of a secret before a cut: a service begins all its keys
/// with fewer.
const SHORTEST_BEGINNING: usize = 4;

/// An API key: cheap to clone, and its `Debug` shows nothing of it.
#[derive(Clone)]
pub(crate) struct Secret(Arc<str>);

impl Secret {
    pub(crate) fn new(value: String) -> Self {
        Self(value.into())
    }

    /// Returns the value itself, for the one place that sends it.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// Takes the secret out of a text that a server had a say in: one that
    /// echoes requests would otherwise have it printed by an error.
    pub(crate) fn redact(&self, text: &mut String) {
        if self.0.len() < SHORTEST {
            return;
        }
        let forms = [
            self.0.to_string(),
            BASE64_STANDARD.encode(&*self.0),
            // As user without a password.
            BASE64_STANDARD.encode(format!("{}:", self.0)),
            // As servers read headers that take each byte for a character.
            self.0.bytes().map(char::from).collect(),
        ];
        redact(text, &forms);
    }
}

/// Takes a secret out of a text in any of its forms, written as it is or with escapes.
fn redact(text: &mut String, forms: &[String]) {
    for form in forms {
        if text.contains(form) {
            *text = text.replace(form, REDACTED);
        }
        if text.contains(CUT) {
            *text = without_beginnings(text, form);
        }
    }
    let Some(unescaped) = Unescaped::of(text) else { return };
    let cuts = unescaped.find(CUT.to_string().as_bytes());
    let mut found = Vec::new();
    for form in forms {
        found.extend(unescaped.find(form.as_bytes()));
        found.extend(cuts.iter().filter_map(|cut| {
            let length = beginning(&unescaped.bytes()[..cut.start], form)?;
            Some(cut.start - length..cut.start)
        }));
    }
    if !found.is_empty() {
        *text = unescaped.replace(found, REDACTED);
    }
}

/// Takes out the longest beginning of a secret that stands before each cut, which may be
/// inside of the secret.
fn without_beginnings(text: &str, secret: &str) -> String {
    let mut redacted = String::with_capacity(text.len());
    for piece in text.split_inclusive(CUT) {
        let before = piece.strip_suffix(CUT).unwrap_or_default();
        match beginning(before.as_bytes(), secret) {
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

/// Returns the length of the longest beginning of a secret at the end of a text.
fn beginning(text: &[u8], secret: &str) -> Option<usize> {
    let lengths = secret.char_indices().map(|(length, _)| length).skip(SHORTEST_BEGINNING);
    let fitting = lengths.take_while(|length| *length <= text.len());
    fitting.filter(|length| text.ends_with(&secret.as_bytes()[..*length])).last()
}

/// Takes secrets out of a name that a server gives, such as a code: it stays if a secret is
/// but a part of it, since that is a word of the server's own.
pub(crate) fn redact_name(name: &mut String, redact: impl Fn(&mut String)) {
    let is_word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    let mut redacted = name.clone();
    redact(&mut redacted);
    if !is_word || redacted == REDACTED {
        *name = redacted;
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
            Secret::new("a+b/cdef==".to_owned()).redact(&mut text);
            text
        };
        assert_eq!(echoed("?key=a%2Bb%2Fcdef%3D%3D&x"), "?key=[redacted]&x");
        assert_eq!(echoed(r#"{"key":"a+b\/cdef=="}"#), r#"{"key":"[redacted]"}"#);
        assert_eq!(echoed(r#"{"k":"a\u002Bb\/cdef\u003d="}"#), r#"{"k":"[redacted]"}"#);
        assert_eq!(echoed("key=a%2bb/cdef%3D="), "key=[redacted]");
        // As the user of a pair, in base64 that is escaped: `YStiL2NkZWY9PTo=`.
        assert_eq!(echoed(r"YStiL2NkZWY9PTo\u003d"), r"[redacted]");
        assert_eq!(echoed(r"<b>a&#43;b&#x2F;cdef==</b>&lt;"), "<b>[redacted]</b>&lt;");
        assert_eq!(
            echoed(r"a\u002bb\u002fc\u00… a%2bb%2fc%3… a%2Bb\/…"),
            "[redacted]… [redacted]… [redacted]…"
        );
        let others = r"a\u002db\/cdef== a%2Ab/c== a&amp;b 100% \u002b a\u002b…";
        assert_eq!(echoed(others), others);

        let secret = Secret::new("user:pässword".to_owned());
        let mut text = "a user:pässword b dXNlcjpww6Rzc3dvcmQ= c user:pä… use… user d".to_owned();
        secret.redact(&mut text);
        assert_eq!(format!("{secret:?}"), "[redacted]");
        for no_secret in ["", "a", "red", "redacte"] {
            Secret::new(no_secret.to_owned()).redact(&mut text);
        }
        assert_eq!(text, "a [redacted] b [redacted] c [redacted]… use… user d");
    }

    #[test]
    fn a_name_of_which_a_secret_is_a_part_stays() {
        let secret = Secret::new("sk-12345678".to_owned());
        let named = |name: &str| {
            let mut name = name.to_owned();
            redact_name(&mut name, |text| secret.redact(text));
            name
        };
        assert_eq!(named("sk-12345678"), REDACTED);
        assert_eq!(named("c2stMTIzNDU2Nzg="), REDACTED);
        assert_eq!(named("Bearer sk-12345678"), "Bearer [redacted]");
        assert_eq!(named("no_sk-12345678"), "no_sk-12345678");
    }

    #[test]
    fn bytes_that_a_server_takes_for_characters_are_taken_out() {
        let secret = Secret::new("pässword\"&".to_owned());
        for text in [
            r#"{"k":"p\u00e4ssword\"\u0026"}"#,
            r#"{"k":"p\u00c3\u00a4ssword\"\u0026"}"#,
            r#"{"k":"pÃ¤ssword\"&"}"#,
            r#"{"k":"p%C3%A4ssword&quot;&amp;"}"#,
        ] {
            let mut text = text.to_owned();
            secret.redact(&mut text);
            assert_eq!(text, r#"{"k":"[redacted]"}"#);
        }
    }

    #[test]
    fn the_longest_beginning_before_a_cut_is_taken_out() {
        let mut text = "…abcdabcd… abcdabcdabcdX… abcdabcde…abcd".to_owned();
        redact(&mut text, &["abcdabcdabcde".to_owned()]);
        assert_eq!(text, "…[redacted]… abcdabcdabcdX… abcdabcde…abcd");
    }

    #[test]
    fn a_long_beginning_is_taken_out() {
        let secret: String = ('a'..='z').cycle().take(4096).collect();
        let mut text = format!("{}{}…", "x".repeat(1 << 22), &secret[..4000]);
        redact(&mut text, &[secret]);
        assert!(text.ends_with("x[redacted]…"));
    }
}
