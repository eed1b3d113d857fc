//! The bytes of a stream that are still needed.

use std::ops::Range;

use super::framer::TooLarge;

/// Bytes of a stream from the first on that is still needed, and the item among
/// them that was taken last.
pub(crate) struct Window {
    bytes: Vec<u8>,
    item: Range<usize>,
    /// The start of what was not taken.
    next: usize,
    /// The end of what was looked at.
    seen: usize,
    limit: usize,
}

impl Window {
    /// Makes a window for items of at most `limit` bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self { bytes: Vec::new(), item: 0..0, next: 0, seen: 0, limit }
    }

    /// Takes the next bytes, for which what was taken goes, the item included. Says
    /// how many bytes that were.
    pub(crate) fn push(&mut self, chunk: &[u8]) -> usize {
        let gone = self.next;
        self.bytes.drain(..gone);
        self.seen -= gone;
        (self.next, self.item) = (0, 0..0);
        self.bytes.extend_from_slice(chunk);
        gone
    }

    /// Returns all that is there.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the item that was taken last.
    pub(crate) fn item(&self) -> &[u8] {
        &self.bytes[self.item.clone()]
    }

    /// Returns the bytes that were not taken.
    pub(crate) fn rest(&self) -> &[u8] {
        &self.bytes[self.next..]
    }

    /// Returns the bytes that were not looked at.
    pub(crate) fn unseen(&self) -> &[u8] {
        &self.bytes[self.seen..]
    }

    /// Returns the start of the bytes that were not taken.
    pub(crate) fn next(&self) -> usize {
        self.next
    }

    /// Returns the start of the bytes that were not looked at.
    pub(crate) fn seen(&self) -> usize {
        self.seen
    }

    /// Looks at so many bytes.
    pub(crate) fn see(&mut self, count: usize) {
        self.seen += count;
    }

    /// Looks at all that is there.
    pub(crate) fn see_all(&mut self) {
        self.seen = self.bytes.len();
    }

    /// Passes over the first bytes of what was not taken.
    pub(crate) fn skip(&mut self, count: usize) {
        self.next += count;
        self.seen = self.seen.max(self.next);
    }

    /// Passes over all that is there.
    pub(crate) fn skip_all(&mut self) {
        self.skip(self.rest().len());
    }

    /// Takes the bytes up to the first that was not looked at as an item. The end
    /// of the item begins there, and has so many bytes.
    pub(crate) fn take(&mut self, end: usize) -> Result<(), TooLarge> {
        self.item = self.next..self.seen;
        self.seen += end;
        self.next = self.seen;
        if self.item.len() > self.limit { Err(TooLarge) } else { Ok(()) }
    }

    /// Takes an item from among all bytes, after which those from `next` on are not
    /// taken.
    pub(crate) fn take_from(&mut self, item: Range<usize>, next: usize) {
        (self.item, self.next) = (item, next);
    }

    /// Tells whether so many bytes are more than an item may have.
    pub(crate) fn is_too_large(&self, length: usize) -> bool {
        length > self.limit
    }

    /// Gives that more bytes are needed, unless what was not taken is too large
    /// already.
    pub(crate) fn wait(&self) -> Result<bool, TooLarge> {
        if self.is_too_large(self.rest().len()) { Err(TooLarge) } else { Ok(false) }
    }

    /// Ends the last item by `end`, where all has come; tells whether there is one.
    pub(crate) fn finish(&mut self, end: &[u8]) -> bool {
        if self.rest().trim_ascii().is_empty() {
            self.skip_all();
            return false;
        }
        self.push(end);
        true
    }
}
