//! Cuts the body of a stream into its events.

use super::framer::{Framer, TooLarge};
use super::lines::Lines;

/// A way to cut the body of a stream into its events.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Framing {
    /// As a `text/event-stream`.
    Events,
    /// As lines of JSON.
    Lines,
}

/// Cuts the body of a stream into its events.
pub(crate) enum Frames {
    Events(Framer),
    Lines(Lines),
}

impl Frames {
    /// Finds events of at most `limit` bytes.
    pub(crate) fn new(framing: Framing, limit: usize) -> Self {
        match framing {
            Framing::Events => Self::Events(Framer::new(limit)),
            Framing::Lines => Self::Lines(Lines::new(limit)),
        }
    }

    /// Takes the next bytes. The current event must not be needed any more.
    pub(crate) fn push(&mut self, chunk: &[u8]) {
        match self {
            Self::Events(framer) => framer.push(chunk),
            Self::Lines(lines) => lines.push(chunk),
        }
    }

    /// Moves on to the next event; `false` if more bytes are needed for it.
    pub(crate) fn advance(&mut self) -> Result<bool, TooLarge> {
        match self {
            Self::Events(framer) => framer.advance(),
            Self::Lines(lines) => lines.advance(),
        }
    }

    /// Takes what has come last as an event, where all has come and that can be
    /// one; whether there is such an event. Of data without the end of its line,
    /// `is_whole` knows whether it can.
    pub(crate) fn finish(&mut self, is_whole: impl Fn(&[u8]) -> bool) -> bool {
        match self {
            Self::Events(framer) => framer.finish(is_whole),
            Self::Lines(lines) => lines.finish(),
        }
    }

    /// Whether the current event is what a server says of its failure.
    pub(crate) fn failed(&self) -> bool {
        match self {
            Self::Events(framer) => framer.failed(),
            Self::Lines(_) => false,
        }
    }

    /// The name of the current event; empty if it has none.
    pub(crate) fn name(&self) -> &[u8] {
        match self {
            Self::Events(framer) => framer.name(),
            Self::Lines(_) => &[],
        }
    }

    /// The data of the current event.
    pub(crate) fn data(&self) -> &[u8] {
        match self {
            Self::Events(framer) => framer.data(),
            Self::Lines(lines) => lines.data(),
        }
    }

    /// The bytes so far of an event that is not complete.
    pub(crate) fn rest(&self) -> &[u8] {
        match self {
            Self::Events(framer) => framer.rest(),
            Self::Lines(lines) => lines.rest(),
        }
    }
}
