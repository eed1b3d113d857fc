//! Cuts the body of a stream into its events.

use std::fmt;

use memchr::memmem;

use super::framer::{BOM, Framer, TooLarge};
use super::lines::Lines;
use super::parts::Parts;
use super::records::Records;

/// A way to cut the body of a stream into its events.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Framing {
    /// As a `text/event-stream`.
    Events,
    /// As lines of JSON.
    Lines,
    /// As a sequence of JSON texts (RFC 7464).
    Records,
    /// As the parts of a multipart body.
    Parts,
}

impl Framing {
    /// Tells whether a body of a content type may be such a stream. A server that
    /// names no type, plain text or bytes may mean one; of a server that names
    /// another type, such as HTML, the body [shows](Self::shows) it.
    pub(crate) fn may_be(self, content_type: &[u8]) -> bool {
        let essence = content_type.split(|byte| *byte == b';').next().unwrap_or_default();
        let essence = essence.trim_ascii().to_ascii_lowercase();
        let is_vague = matches!(&*essence, b"" | b"text/plain" | b"application/octet-stream");
        is_vague
            || match self {
                Self::Events => essence == b"text/event-stream",
                // One text is a stream of one.
                Self::Lines | Self::Records => memmem::find(&essence, b"json").is_some(),
                Self::Parts => essence.starts_with(b"multipart/"),
            }
    }

    /// Tells by the beginning of a body whether it is such a stream, whatever its type says;
    /// `None` if that takes more of it. A stream of events begins with a line of data or the
    /// name of an event, or with another line of its own and one more.
    pub(crate) fn shows(self, body: &[u8]) -> Option<bool> {
        if !matches!(self, Self::Events) {
            return Some(false);
        }
        if BOM.starts_with(body) {
            return None;
        }
        let body = body.strip_prefix(BOM).unwrap_or(body);
        let blank = body.iter().take_while(|byte| is_line_end(**byte)).count();
        if blank > MAX_BLANK {
            return Some(false);
        }
        let body = &body[blank..];
        if [FIELDS[0], FIELDS[1]].iter().any(|field| body.starts_with(field)) {
            return Some(true);
        }
        match body.iter().position(|byte| is_line_end(*byte)) {
            _ if begins_field(body) == Some(false) => Some(false),
            None => None,
            Some(end) => match &body[end..] {
                [b'\r'] | [b'\r', b'\n'] => None,
                [b'\r', b'\n', next @ ..] | [_, next @ ..] => match next {
                    [byte, ..] if is_line_end(*byte) => Some(true),
                    next => begins_field(next),
                },
                [] => None,
            },
        }
    }
}

/// The most line ends before the first line of a stream.
const MAX_BLANK: usize = 64;

/// The beginnings of the lines of an event stream; the first two alone tell it.
const FIELDS: [&[u8]; 5] = [b"data:", b"event:", b":", b"id:", b"retry:"];

const fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

/// Tells whether a text begins as a line of an event stream; `None` if that takes more of it.
fn begins_field(text: &[u8]) -> Option<bool> {
    match FIELDS.iter().any(|field| text.starts_with(field)) {
        true => Some(true),
        false => (!FIELDS.iter().any(|field| field.starts_with(text))).then_some(false),
    }
}

impl fmt::Display for Framing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Events => "an event stream",
            Self::Lines => "lines of JSON",
            Self::Records => "a sequence of JSON texts",
            Self::Parts => "a multipart body",
        })
    }
}

/// Cuts the body of a stream into its events.
pub(crate) enum Frames {
    Events(Framer),
    Lines(Lines),
    Records(Records),
    Parts(Parts),
}

impl Frames {
    /// Finds events of at most `limit` bytes in a body of this content type.
    pub(crate) fn new(framing: Framing, limit: usize, content_type: Option<&str>) -> Self {
        match framing {
            Framing::Events => Self::Events(Framer::new(limit)),
            Framing::Lines => Self::Lines(Lines::new(limit)),
            Framing::Records => Self::Records(Records::new(limit)),
            Framing::Parts => Self::Parts(Parts::new(limit, content_type)),
        }
    }

    /// Takes the next bytes. The current event must not be needed any more.
    pub(crate) fn push(&mut self, chunk: &[u8]) {
        match self {
            Self::Events(framer) => framer.push(chunk),
            Self::Lines(lines) => lines.push(chunk),
            Self::Records(records) => records.push(chunk),
            Self::Parts(parts) => parts.push(chunk),
        }
    }

    /// Moves on to the next event; `false` if more bytes are needed for it.
    pub(crate) fn advance(&mut self) -> Result<bool, TooLarge> {
        match self {
            Self::Events(framer) => framer.advance(),
            Self::Lines(lines) => lines.advance(),
            Self::Records(records) => records.advance(),
            Self::Parts(parts) => parts.advance(),
        }
    }

    /// Takes what has come last as an event, where all has come and it can be
    /// one; tells whether there is such an event. `is_whole` judges data without
    /// the end of its line.
    pub(crate) fn finish(&mut self, is_whole: impl Fn(&[u8]) -> bool) -> bool {
        match self {
            Self::Events(framer) => framer.finish(is_whole),
            Self::Lines(lines) => lines.finish(),
            Self::Records(records) => records.finish(),
            Self::Parts(parts) => parts.finish(is_whole),
        }
    }

    /// Tells whether the current event may be the beginning of a longer one.
    pub(crate) fn is_cut(&self) -> bool {
        match self {
            Self::Records(records) => records.is_cut(),
            Self::Events(_) | Self::Lines(_) | Self::Parts(_) => false,
        }
    }

    /// Returns the content type of the current event, if it has one of its own.
    pub(crate) fn content_type(&self) -> Option<&str> {
        match self {
            Self::Parts(parts) => parts.content_type(),
            Self::Events(_) | Self::Lines(_) | Self::Records(_) => None,
        }
    }

    /// Tells whether the current event is the server's account of its failure.
    pub(crate) fn failed(&self) -> bool {
        match self {
            Self::Events(framer) => framer.failed(),
            Self::Lines(_) | Self::Records(_) | Self::Parts(_) => false,
        }
    }

    /// Returns the name of the current event; empty if it has none.
    pub(crate) fn name(&self) -> &[u8] {
        match self {
            Self::Events(framer) => framer.name(),
            Self::Lines(_) | Self::Records(_) | Self::Parts(_) => &[],
        }
    }

    /// Returns the data of the current event.
    pub(crate) fn data(&self) -> &[u8] {
        match self {
            Self::Events(framer) => framer.data(),
            Self::Lines(lines) => lines.data(),
            Self::Records(records) => records.data(),
            Self::Parts(parts) => parts.data(),
        }
    }

    /// Tells whether the current event has data, which may be empty where it is an event's.
    pub(crate) fn has_data(&self) -> bool {
        match self {
            Self::Events(framer) => framer.has_data(),
            Self::Lines(_) | Self::Records(_) | Self::Parts(_) => !self.data().is_empty(),
        }
    }

    /// Returns the bytes so far of an event that is not complete.
    pub(crate) fn rest(&self) -> &[u8] {
        match self {
            Self::Events(framer) => framer.rest(),
            Self::Lines(lines) => lines.rest(),
            Self::Records(records) => records.rest(),
            Self::Parts(parts) => parts.rest(),
        }
    }
}
