//! Bytes to the texts of a sequence of JSON texts (RFC 7464).
//!
//! A text begins with the character RS and ends with a line end. One that is
//! broken goes on to the next RS, and costs no other.

use super::framer::{BOM, TooLarge};
use super::window::Window;

/// Byte that begins a text.
pub(crate) const RS: u8 = 0x1e;

/// Finds texts in chunks of bytes, however they are cut. Empty ones are passed
/// over.
pub(crate) struct Records {
    window: Window,
    /// True if the current text ends where another begins or the body ends, and
    /// not with a line end.
    is_open: bool,
    /// The position in the current JSON text.
    position: Position,
}

/// A position in a JSON text.
#[derive(Clone, Copy, Default)]
struct Position {
    /// Number of lists and objects that it is in.
    depth: usize,
    in_string: bool,
    after_backslash: bool,
}

impl Position {
    fn step(&mut self, byte: u8) {
        match byte {
            _ if self.after_backslash => self.after_backslash = false,
            b'\\' if self.in_string => self.after_backslash = true,
            b'"' => self.in_string = !self.in_string,
            _ if self.in_string => {}
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    fn is_outside(self) -> bool {
        self.depth == 0 && !self.in_string
    }
}

impl Records {
    /// Finds texts of at most `limit` bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self { window: Window::new(limit), is_open: false, position: Position::default() }
    }

    /// Takes the next bytes. The current text must not be needed any more.
    pub(crate) fn push(&mut self, chunk: &[u8]) {
        self.window.push(chunk);
    }

    /// Moves on to the next text that is not empty; `false` if more bytes are
    /// needed for it.
    pub(crate) fn advance(&mut self) -> Result<bool, TooLarge> {
        while let Some(byte) = self.window.unseen().first().copied() {
            if byte != RS && !(byte == b'\n' && self.position.is_outside()) {
                self.position.step(byte);
                self.window.see(1);
            } else if self.end(byte == RS)? {
                return Ok(true);
            }
        }
        self.window.wait()
    }

    /// Ends the last text where all has come; tells whether there is one.
    pub(crate) fn finish(&mut self) -> bool {
        self.window.finish(&[RS])
    }

    /// Returns the current text, without the space around it.
    pub(crate) fn data(&self) -> &[u8] {
        self.window.item().trim_ascii()
    }

    /// Tells whether the current text may be cut short, as far as it shows: a
    /// number, or a word, without space after it.
    pub(crate) fn is_cut(&self) -> bool {
        let shows_its_end = |data: &[u8]| matches!(data.last(), Some(b'}' | b']' | b'"'));
        let record = self.window.item();
        self.is_open
            && !shows_its_end(record)
            && !record.ends_with(b" ")
            && !record.ends_with(b"\t")
    }

    /// Returns the bytes so far of a text that is not complete.
    pub(crate) fn rest(&self) -> &[u8] {
        self.window.rest()
    }

    /// Ends the current text before the byte that is looked at; tells whether
    /// there is something in it.
    fn end(&mut self, is_open: bool) -> Result<bool, TooLarge> {
        if self.rest().starts_with(BOM) {
            self.window.skip(BOM.len());
        }
        (self.is_open, self.position) = (is_open, Position::default());
        self.window.take(1)?;
        Ok(!self.data().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the texts of chunks, each with whether it may be cut.
    fn frame(chunks: &[&[u8]], limit: usize) -> Result<Vec<(String, bool)>, TooLarge> {
        let mut records = Records::new(limit);
        let mut found = Vec::new();
        let mut take = |records: &Records| {
            found.push((String::from_utf8(records.data().to_vec()).unwrap(), records.is_cut()));
        };
        for chunk in chunks {
            records.push(chunk);
            while records.advance()? {
                take(&records);
            }
        }
        if records.finish() {
            assert!(records.advance()?);
            take(&records);
        }
        assert!(!records.advance()? && !records.finish());
        Ok(found)
    }

    /// Returns the texts of a body, and checks that they are the same however it
    /// is cut.
    fn found(text: &str) -> Vec<(String, bool)> {
        let whole = frame(&[text.as_bytes()], 100).unwrap();
        for size in 1..text.len() {
            let chunks: Vec<_> = text.as_bytes().chunks(size).collect();
            assert_eq!(frame(&chunks, 100).unwrap(), whole, "{text:?} by {size}");
        }
        whole
    }

    fn texts(text: &str) -> Vec<String> {
        let found = found(text);
        assert!(found.iter().all(|(_, is_cut)| !is_cut), "{found:?}");
        found.into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn texts_are_the_same_however_they_are_cut() {
        let of = |text: &str| texts(&text.replace('^', "\u{1e}"));
        let plain = ["{\"é\":1}", "2", "[3]", "\"a\""];
        assert_eq!(of("^{\"é\":1}\n^2\n^[3]\n^\"a\"\n"), plain);
        assert_eq!(of("\u{feff}^{\"é\":1}\r\n^^ \n^2 ^[3]^\"a\""), plain);
        // Without RS, what ends a line ends a text.
        assert_eq!(of("{\"é\":1}\n2\n[3]\n\"a\"\n"), plain);
    }

    #[test]
    fn a_text_may_have_lines() {
        let pretty = "{\n  \"a]\\\"\\n\": [\n1\n]\n}";
        assert_eq!(texts(&format!("\u{1e}{pretty}\n\u{1e}2\n")), [pretty, "2"]);
    }

    #[test]
    fn what_is_broken_ends_where_the_next_begins() {
        let text = "\u{1e}{\"a\": [1,\n\u{1e}2\n\u{1e}3]}\n\u{1e}\"4\n\u{1e}5\n";
        let expected = ["{\"a\": [1,", "2", "3]}", "\"4", "5"];
        let found: Vec<String> = found(text).into_iter().map(|(text, _)| text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_number_or_a_word_may_be_cut() {
        let is_cut = |text: &str| found(text)[0].1;
        for text in ["\u{1e}12", "\u{1e}12\u{1e}3\n", "\u{1e}true", "\u{1e}nul\u{1e}"] {
            assert!(is_cut(text), "{text:?}");
        }
        for text in ["\u{1e}12\n", "\u{1e}12 ", "12\n", "\u{1e}{}", "\u{1e}[]\u{1e}", "\"1\""] {
            assert!(!is_cut(text), "{text:?}");
        }
    }

    #[test]
    fn the_length_of_a_text_is_bounded_however_it_is_cut() {
        for (text, fits) in
            [("\u{1e}1234\n\u{1e}1234\n", true), ("1\n12345\n", false), ("[\n\n\n\n", false)]
        {
            for size in 1..=text.len() {
                let chunks: Vec<_> = text.as_bytes().chunks(size).collect();
                assert_eq!(frame(&chunks, 4).is_ok(), fits, "{text:?} by {size}");
            }
        }
    }
}
