//! Bytes to the lines of a stream of JSON lines, an item each.

use std::ops::Range;

use memchr::memchr;

use super::framer::{BOM, TooLarge};

/// Finds lines in chunks of bytes, however they are cut. Blank ones are passed
/// over.
pub(crate) struct Lines {
    buffer: Vec<u8>,
    /// The current line, without its end.
    line: Range<usize>,
    /// The start of the next line.
    next: usize,
    /// The end of the bytes in which no line break was found.
    scanned: usize,
    at_start: bool,
    limit: usize,
}

impl Lines {
    /// Finds lines of at most `limit` bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self { buffer: Vec::new(), line: 0..0, next: 0, scanned: 0, at_start: true, limit }
    }

    /// Takes the next bytes. The current line must not be needed any more.
    pub(crate) fn push(&mut self, chunk: &[u8]) {
        self.buffer.drain(..self.next);
        self.scanned -= self.next;
        (self.next, self.line) = (0, 0..0);
        self.buffer.extend_from_slice(chunk);
    }

    /// Moves on to the next line that is not blank; `false` if more bytes are
    /// needed for it.
    pub(crate) fn advance(&mut self) -> Result<bool, TooLarge> {
        if self.at_start {
            if self.buffer.starts_with(BOM) {
                (self.next, self.scanned) = (BOM.len(), BOM.len());
            } else if BOM.starts_with(&self.buffer) {
                return Ok(false);
            }
            self.at_start = false;
        }
        while let Some(length) = memchr(b'\n', &self.buffer[self.scanned..]) {
            let end = self.scanned + length;
            self.line = self.next..end;
            (self.next, self.scanned) = (end + 1, end + 1);
            if self.line.len() > self.limit {
                return Err(TooLarge);
            }
            if !self.data().is_empty() {
                return Ok(true);
            }
        }
        self.scanned = self.buffer.len();
        if self.rest().len() > self.limit { Err(TooLarge) } else { Ok(false) }
    }

    /// Ends the last line where all has come; whether there is one.
    pub(crate) fn finish(&mut self) -> bool {
        if self.rest().trim_ascii().is_empty() {
            self.next = self.buffer.len();
            return false;
        }
        self.push(b"\n");
        true
    }

    /// The current line, without the space around it.
    pub(crate) fn data(&self) -> &[u8] {
        self.buffer[self.line.clone()].trim_ascii()
    }

    /// The bytes so far of a line that is not complete.
    pub(crate) fn rest(&self) -> &[u8] {
        &self.buffer[self.next..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of chunks, and what is left at the end.
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
