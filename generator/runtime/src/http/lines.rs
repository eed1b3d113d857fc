//! Bytes to the lines of a stream of JSON lines, an item each.

use memchr::memchr;

use super::framer::{BOM, TooLarge};
use super::window::Window;

/// Finds lines in chunks of bytes, however they are cut. Blank ones are passed
/// over.
pub(crate) struct Lines {
    window: Window,
    at_start: bool,
}

impl Lines {
    /// Finds lines of at most `limit` bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self { window: Window::new(limit), at_start: true }
    }

    /// Takes the next bytes. The current line must not be needed any more.
    pub(crate) fn push(&mut self, chunk: &[u8]) {
        self.window.push(chunk);
    }

    /// Moves on to the next line that is not blank; `false` if more bytes are
    /// needed for it.
    pub(crate) fn advance(&mut self) -> Result<bool, TooLarge> {
        if self.at_start {
            if self.window.rest().starts_with(BOM) {
                self.window.skip(BOM.len());
            } else if BOM.starts_with(self.window.rest()) {
                return Ok(false);
            }
            self.at_start = false;
        }
        while let Some(length) = memchr(b'\n', self.window.unseen()) {
            self.window.see(length);
            self.window.take(1)?;
            if !self.data().is_empty() {
                return Ok(true);
            }
        }
        self.window.see_all();
        self.window.wait()
    }

    /// Ends the last line where all has come; tells whether there is one.
    pub(crate) fn finish(&mut self) -> bool {
        self.window.finish(b"\n")
    }

    /// Returns the current line, without the space around it.
    pub(crate) fn data(&self) -> &[u8] {
        self.window.item().trim_ascii()
    }

    /// Returns the bytes so far of a line that is not complete.
    pub(crate) fn rest(&self) -> &[u8] {
        self.window.rest()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the lines of chunks, and what is left at the end.
    fn frame(chunks: &[&[u8]], limit: usize) -> Result<Vec<String>, TooLarge> {
        let mut lines = Lines::new(limit);
        let mut found = Vec::new();
        for chunk in chunks {
            lines.push(chunk);
            while lines.advance()? {
                found.push(String::from_utf8(lines.data().to_vec()).unwrap());
            }
        }
        if lines.finish() {
            assert!(lines.advance()?);
            found.push(String::from_utf8(lines.data().to_vec()).unwrap());
        }
        assert!(!lines.advance()? && !lines.finish());
        Ok(found)
    }

    #[test]
    fn lines_are_the_same_however_they_are_cut() {
        for end in ["\n", "\r\n", "\n\n", " \r\n\r\n"] {
            for last in ["", " ", end] {
                for mark in ["", "\u{feff}"] {
                    let text = format!("{mark}1{end}{end}{{\"é\":2}}{end}[3]{last}");
                    for size in 1..=text.len() {
                        let chunks: Vec<_> = text.as_bytes().chunks(size).collect();
                        let found = frame(&chunks, 100).unwrap();
                        assert_eq!(found, ["1", "{\"é\":2}", "[3]"], "{text:?} by {size}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_length_of_a_line_is_bounded_however_it_is_cut() {
        for (text, fits) in [("1234\n1234\n", true), ("1\n12345\n", false), ("12345", false)] {
            for size in 1..=text.len() {
                let chunks: Vec<_> = text.as_bytes().chunks(size).collect();
                assert_eq!(frame(&chunks, 4).is_ok(), fits, "{text:?} by {size}");
            }
        }
    }
}
