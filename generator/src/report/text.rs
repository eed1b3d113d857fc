//! A text with its lines: from a byte to the line and column that people count.

use std::borrow::Cow;
use std::ops::Range;

/// The number of bytes from one counted place to the next.
const STRIDE: usize = 2048;

/// The number of bytes of a long line that are kept on either side of what is underlined.
const AROUND: usize = 600;

/// The most characters to underline.
const LONG: usize = 80;

/// A text, prepared to say where its bytes are.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    pub(super) text: Cow<'t, str>,
    /// The byte at which each line begins.
    starts: Vec<usize>,
    /// The number of characters before every `STRIDE`th byte, so that counting
    /// those of a line takes no longer the longer it is.
    counted: Vec<usize>,
}

/// A part of a line.
pub(super) struct Fragment {
    pub(super) span: Range<usize>,
    pub(super) line: usize,
    pub(super) column: usize,
    /// The line, or what is around the part if that is long.
    pub(super) text: String,
    pub(super) underlined: Range<usize>,
}

impl<'t> Lines<'t> {
    pub(crate) fn of(text: Cow<'t, str>) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(after_breaks).collect();
        let mut counted = vec![0];
        for chunk in text.as_bytes().chunks(STRIDE) {
            let before = counted[counted.len() - 1];
            counted.push(before + begun(chunk));
        }
        Self { text, starts, counted }
    }

    /// Returns the number of the line that a byte is in, from 1.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|begin| *begin <= offset)
    }

    /// Returns the character at a byte, which may be the end of the text.
    pub(super) fn at(&self, offset: usize) -> Fragment {
        let mut start = offset.min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        // A part that is missing at the end is missing after the last thing there is.
        if start == self.text.len() {
            start = self.text.trim_end().len();
        }
        let next = self.text[start..].chars().next();
        let width = next.filter(|c| *c != '\n' && *c != '\r').map_or(0, char::len_utf8);
        self.part(start..start + width)
    }

    /// Returns the part of a span that is on its first line, as far as it is of use to
    /// underline it.
    pub(super) fn first_line(&self, span: Range<usize>) -> Fragment {
        let part = self.text.get(span.clone()).unwrap_or_default();
        let start = span.start + (part.len() - part.trim_start().len());
        let rest = self.text.get(start..span.end.max(start)).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let line = line.char_indices().nth(LONG).map_or(line, |(end, _)| &line[..end]);
        self.part(start..start + line.trim_end().len())
    }

    /// Returns a part of one line.
    fn part(&self, span: Range<usize>) -> Fragment {
        let line = self.line(span.start);
        let begin = self.starts[line - 1];
        let column = self.characters(span.start) - self.characters(begin) + 1;
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        let from = self.boundary(begin.max(span.start.saturating_sub(AROUND)));
        let to = self.boundary(end.min(span.end.saturating_add(AROUND)).max(span.end));
        let text = self.text[from..to].to_owned();
        let underlined = span.start - from..span.end - from;
        Fragment { span, line, column, text, underlined }
    }

    /// Counts the characters before a byte.
    fn characters(&self, offset: usize) -> usize {
        let whole = offset / STRIDE;
        self.counted[whole] + begun(&self.text.as_bytes()[whole * STRIDE..offset])
    }

    /// Returns the beginning of the character that a byte is in.
    fn boundary(&self, offset: usize) -> usize {
        (0..=offset).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or_default()
    }
}

/// Counts the characters that begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}
