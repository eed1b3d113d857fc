//! Foreign text in a message: one line, of bounded length, without control
//! characters.

use std::fmt::{self, Write};

use memchr::memchr;
use reqwest::StatusCode;

use super::xml;

/// The most characters of a body that a message shows.
const EXCERPT: usize = 200;

/// The most characters of a message.
const LINE: usize = 500;

/// The sign at which an excerpt ends.
pub(crate) const CUT: char = '…';

/// Splits a text at the first of a character of ASCII. It does what `split_once` does, in a
/// fraction of its time where texts are as short as paths.
pub(crate) fn split_at_first(text: &str, character: u8) -> Option<(&str, &str)> {
    let at = memchr(character, text.as_bytes())?;
    Some((&text[..at], &text[at + 1..]))
}

/// Text as one line of at most [`LINE`] characters.
pub(crate) struct OneLine<'a>(pub(crate) &'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_line(f, self.0, LINE)
    }
}

/// The beginning of a body, whatever bytes it has.
pub(crate) struct Excerpt<'a>(pub(crate) &'a [u8]);

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // No character of UTF-8 has more than four bytes.
        let head = &self.0[..self.0.len().min(4 * EXCERPT + 4)];
        write_line(f, String::from_utf8_lossy(head).trim(), EXCERPT)
    }
}

/// The most bytes of a page in which its title is looked for.
const HEAD: usize = 16 << 10;

/// Returns the title of a page of HTML, which says more than its markup.
fn title(body: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&body[..body.len().min(HEAD)]);
    let page = head.trim_start_matches('\u{feff}').trim_start();
    // Letters in lower case are as long as they were.
    let lower = page.to_ascii_lowercase();
    let is_page = lower.starts_with("<html") || lower.starts_with("<!doctype html");
    let begin = lower.find("<title").filter(|_| is_page)?;
    let begin = begin + lower[begin..].find('>')? + 1;
    let end = begin + lower[begin..].find("</title")?;
    let title = xml::unescaped(&page[begin..end]);
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

/// Gives what a message says of a body: the title of a page, or else how it begins.
pub(crate) fn gist(body: &[u8]) -> String {
    title(body).map_or_else(|| Excerpt(body).to_string(), |title| format!("a page, “{title}”"))
}

/// A status with the reason that its number stands for, if there is one.
pub(crate) struct Reason(pub(crate) StatusCode);

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.canonical_reason() {
            Some(reason) => write!(f, "{} {reason}", self.0.as_str()),
            None => f.write_str(self.0.as_str()),
        }
    }
}

fn write_line(f: &mut fmt::Formatter<'_>, text: &str, most: usize) -> fmt::Result {
    let mut characters = text.chars();
    for character in characters.by_ref().take(most) {
        if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') {
            write!(f, "{}", character.escape_default())?;
        } else {
            f.write_char(character)?;
        }
    }
    match characters.next() {
        Some(_) => f.write_char(CUT),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_a_title() {
        for page in [
            "<html><head><title>a &amp; b</title>",
            "\u{feff}<!DOCTYPE html>\r\n<HTML lang=en><Title id='x'>\r\n a\t&#38; b \n</TITLE>",
        ] {
            assert_eq!(title(page.as_bytes()).as_deref(), Some("a & b"), "{page}");
        }
        for other in [
            "<html><title></title>",
            "<html><title>a",
            "<html><title",
            "<E><title>a</title></E>",
            "a",
        ] {
            assert_eq!(title(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn foreign_text_is_one_short_line() {
        assert_eq!(OneLine("a\r\nb\u{1b}[31m").to_string(), "a\\r\\nb\\u{1b}[31m");
        assert_eq!(Excerpt("é".repeat(300).as_bytes()).to_string().chars().count(), 201);
        assert_eq!(Excerpt(b"\xff\xfeok").to_string(), "\u{fffd}\u{fffd}ok");
    }
}
