//! Texts whatever their line ends: a checkout may have put others in.

use std::borrow::Cow;

use openapi_loom_generator::sha256;

/// Returns the SHA-256 of a text with `\n` at the end of each line.
pub(super) fn hash(text: &[u8]) -> String {
    sha256(&with_lf(text))
}

/// Tells whether two texts differ in nothing but their line ends.
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    one == other || with_lf(one) == with_lf(other)
}

/// Gives a text the line ends of what is before it.
pub(super) fn continued<'a>(before: &str, text: &'a str) -> Cow<'a, str> {
    if before.ends_with("\r\n") { text.replace('\n', "\r\n").into() } else { text.into() }
}

fn with_lf(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.contains(&b'\r') {
        return text.into();
    }
    let lines = text.split(|byte| *byte == b'\n');
    let lines: Vec<&[u8]> = lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line)).collect();
    lines.join(&b'\n').into()
}
