//! Text in UTF-16 or UTF-32 to UTF-8, as it comes.

use std::borrow::Cow;

use super::{Charset, by_zeros, is_wide, marked};

/// The number of bytes by which the charset of a body is known at the latest.
const ENOUGH: usize = 4;

/// A body in UTF-8, of JSON or events in UTF-16 or UTF-32: by its mark, or by the zeros in its
/// first character, which is of ASCII, whatever its label says. That in another charset stays as
/// it is.
pub(crate) struct Coming {
    /// Tells of a first character with zeros whether it is one in such a charset.
    is_first: fn(u8) -> bool,
    /// `None` before it is known.
    charset: Option<Wide>,
    /// The beginning of what was not given yet.
    begun: Vec<u8>,
}

/// The kind of a charset.
#[derive(Clone, Copy)]
enum Wide {
    /// Units of two bytes, of which two can be a character.
    Two(fn([u8; 2]) -> u16),
    /// Units of four bytes.
    Four(fn([u8; 4]) -> u32),
    /// A charset in which lines end as they do in ASCII.
    Not,
}

impl Coming {
    /// Returns a body of JSON, in which there is no zero.
    pub(crate) fn json() -> Self {
        Self { is_first: |_| true, charset: None, begun: Vec::new() }
    }

    /// Returns a body of events. One in UTF-8 may begin with a comment that has zeros: unless the
    /// content type names UTF-16 or UTF-32, the first character has to be that of a field.
    pub(crate) fn events(content_type: Option<&str>) -> Self {
        match content_type.is_some_and(is_wide) {
            true => Self::json(),
            false => Self { is_first: |first| b"deir".contains(&first), ..Self::json() },
        }
    }

    /// Takes the next bytes, and gives what of the text is known by now.
    pub(crate) fn take<'b>(&mut self, chunk: &'b [u8]) -> Cow<'b, [u8]> {
        if let Some(Wide::Not) = self.charset {
            return Cow::Borrowed(chunk);
        }
        self.begun.extend_from_slice(chunk);
        if self.charset.is_none() && may_be_wide(&self.begun) {
            return Cow::Borrowed(&[]);
        }
        Cow::Owned(self.given())
    }

    /// Gives what is left where no more comes, without a character that is cut.
    pub(crate) fn finish(&mut self) -> Vec<u8> {
        match self.begun.is_empty() {
            true => Vec::new(),
            false => self.given(),
        }
    }

    /// Gives the characters that are whole.
    fn given(&mut self) -> Vec<u8> {
        let charset = match self.charset {
            Some(charset) => charset,
            None => {
                let (charset, mark) = self.found();
                self.begun.drain(..mark);
                *self.charset.insert(charset)
            }
        };
        let mut text = String::new();
        let taken = match charset {
            Wide::Not => return std::mem::take(&mut self.begun),
            Wide::Two(unit) => {
                let (pairs, _) = self.begun.as_chunks::<2>();
                let units = pairs.iter().map(|pair| unit(*pair));
                // The second half of a character may be on its way.
                let is_half = units.clone().next_back().is_some_and(|unit| unit & 0xfc00 == 0xd800);
                let whole = pairs.len() - usize::from(is_half);
                let read = char::decode_utf16(units.take(whole));
                text.extend(read.map(|read| read.unwrap_or(char::REPLACEMENT_CHARACTER)));
                whole * 2
            }
            Wide::Four(unit) => {
                let (units, _) = self.begun.as_chunks::<4>();
                let read = units.iter().map(|bytes| char::from_u32(unit(*bytes)));
                text.extend(read.map(|read| read.unwrap_or(char::REPLACEMENT_CHARACTER)));
                units.len() * 4
            }
        };
        self.begun.drain(..taken);
        text.into_bytes()
    }

    /// Finds the charset, and the length of the mark that says it.
    fn found(&self) -> (Wide, usize) {
        let begun = &*self.begun;
        let (charset, mark) = match marked(begun) {
            Some((charset, rest)) => (Some(charset), begun.len() - rest.len()),
            None => {
                let first = begun.iter().copied().find(|byte| *byte != 0);
                (by_zeros(begun).filter(|_| first.is_some_and(self.is_first)), 0)
            }
        };
        match charset {
            Some(Charset::Utf16(unit)) => (Wide::Two(unit), mark),
            Some(Charset::Utf32(unit)) => (Wide::Four(unit), mark),
            // The mark of UTF-8 is no matter of this.
            _ => (Wide::Not, 0),
        }
    }
}

/// Tells whether more bytes could show that a body is in UTF-16 or UTF-32.
fn may_be_wide(begun: &[u8]) -> bool {
    begun.len() < ENOUGH && matches!(begun, [] | [_] | [0 | 0xfe | 0xff, ..] | [_, 0, ..])
}
