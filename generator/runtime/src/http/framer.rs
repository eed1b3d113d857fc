//! Bytes to the events of a `text/event-stream`.
//!
//! Own code rather than `sse-stream`, which neither bounds the size of an
//! event nor tells a stream that is cut inside an event from one that ends
//! after it, and makes `String`s of every event. Here an event is a pair of
//! slices of the one buffer; only data of several lines is put together.

use std::ops::Range;
use std::time::Duration;

use memchr::memchr2;

use super::refusal;

/// The byte-order mark that a stream may begin with.
pub(crate) const BOM: &[u8] = b"\xef\xbb\xbf";

/// Finds events in chunks of bytes, however they are cut.
pub(crate) struct Framer {
    buffer: Vec<u8>,
    /// The start of the current event: nothing before it is needed any more.
    block: usize,
    /// The start of the current line.
    line: usize,
    /// The place up to which the current line is known not to end.
    scanned: usize,
    at_start: bool,
    /// The last line ended in CR: a LF that follows belongs to it.
    after_cr: bool,
    name: Range<usize>,
    data: Data,
    /// True for what a server says of its failure in a way that servers use and no
    /// standard knows: as a field `error`, or as JSON without a field.
    failed: bool,
    /// The JSON or the page without a field that has begun, and goes on in the next line.
    open: Option<Open>,
    position: Position,
    complete: bool,
    /// The number of bytes at the end that have not come, but end the last event.
    added: usize,
    limit: usize,
}

/// The data of the current event.
#[derive(Default)]
struct Data {
    lines: usize,
    /// The first line, in the buffer.
    first: Range<usize>,
    /// All lines, once there are several.
    joined: Vec<u8>,
}

/// An object of JSON, or a page, on lines of its own, without a field, until it is whole.
#[derive(Clone, Copy)]
struct Open {
    /// Its place in the buffer.
    start: usize,
    /// The number of objects and lists that are open; a page is never whole.
    depth: usize,
    is_page: bool,
}

/// An event is larger than allowed.
#[derive(Debug, PartialEq)]
pub(crate) struct TooLarge;

impl Framer {
    /// Finds events of at most `limit` bytes, field names and line ends
    /// included.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            buffer: Vec::new(),
            block: 0,
            line: 0,
            scanned: 0,
            at_start: true,
            after_cr: false,
            name: 0..0,
            data: Data::default(),
            failed: false,
            open: None,
            position: Position::default(),
            complete: false,
            added: 0,
            limit,
        }
    }

    /// Takes the next bytes. The current event must not be needed any more.
    pub(crate) fn push(&mut self, chunk: &[u8]) {
        let done = self.block;
        self.buffer.drain(..done);
        self.block = 0;
        self.line -= done;
        self.scanned -= done;
        for range in [&mut self.name, &mut self.data.first] {
            *range = range.start.saturating_sub(done)..range.end.saturating_sub(done);
        }
        if let Some(open) = &mut self.open {
            open.start -= done;
        }
        self.buffer.extend_from_slice(chunk);
    }

    /// Moves on to the next event, which has a name or data or both; `false`
    /// if more bytes are needed for it.
    pub(crate) fn advance(&mut self) -> Result<bool, TooLarge> {
        if self.complete {
            self.start_block();
        }
        while let Some(line) = self.next_line() {
            if self.line - self.block > self.limit {
                return Err(TooLarge);
            }
            if !line.is_empty() {
                self.field(line);
            } else if self.is_blank() {
                self.position.settle();
                self.start_block();
            } else {
                self.position.settle();
                self.complete = true;
                return Ok(true);
            }
        }
        if self.buffer.len() - self.block > self.limit {
            return Err(TooLarge);
        }
        Ok(false)
    }

    /// Returns the name of the current event; empty if it has none.
    pub(crate) fn name(&self) -> &[u8] {
        &self.buffer[self.name.clone()]
    }

    /// Returns the data of the current event.
    pub(crate) fn data(&self) -> &[u8] {
        match self.data.lines {
            0 => &[],
            1 => &self.buffer[self.data.first.clone()],
            _ => &self.data.joined,
        }
    }

    /// Tells whether the current event has data, which may be empty.
    pub(crate) fn has_data(&self) -> bool {
        self.data.lines > 0
    }

    /// Returns the id of the current event, if it has one of its own.
    pub(crate) fn id(&self) -> Option<&[u8]> {
        self.position.is_own.then_some(&*self.position.last)
    }

    /// Returns the id that came last with anything complete, unless that is empty.
    pub(crate) fn last_id(&self) -> Option<&[u8]> {
        (!self.position.last.is_empty()).then_some(&*self.position.last)
    }

    /// Returns the time to wait before the stream is asked for again, as the
    /// server says it.
    pub(crate) fn retry(&self) -> Option<Duration> {
        self.position.retry
    }

    /// Tells whether the current event is the server's account of its failure.
    pub(crate) fn failed(&self) -> bool {
        self.failed
    }

    /// Takes what has come last as an event without its blank line, where all has
    /// come and nothing of its data is missing. Tells whether there is such an
    /// event. `is_whole` judges data whose line has no end.
    pub(crate) fn finish(&mut self, is_whole: impl Fn(&[u8]) -> bool) -> bool {
        let (block, line, length) = (self.block, self.line, self.buffer.len());
        let is_cut = line < length;
        if self.at_start || self.is_blank() && !is_cut {
            return false;
        }
        // No LF comes any more that would belong to a CR.
        self.after_cr = false;
        if is_cut {
            self.buffer.push(b'\n');
            if let Some(line) = self.next_line() {
                self.field(line);
            }
        }
        if self.data.lines == 0 || is_cut && !is_whole(self.data()) {
            self.buffer.truncate(length);
            (self.block, self.line, self.scanned) = (block, line, length);
            return false;
        }
        self.buffer.push(b'\n');
        self.added = self.buffer.len() - length;
        true
    }

    /// Returns the bytes that have come of an event that is not complete.
    pub(crate) fn rest(&self) -> &[u8] {
        let end = self.buffer.len() - self.added;
        &self.buffer[self.block.min(end)..end]
    }

    fn start_block(&mut self) {
        self.block = self.line;
        self.name = 0..0;
        self.data.lines = 0;
        self.failed = false;
        self.open = None;
        self.position.is_own = false;
        self.complete = false;
    }

    /// Returns the next complete line, without its end: LF, CR or CRLF.
    fn next_line(&mut self) -> Option<Range<usize>> {
        if self.at_start {
            self.skip_bom()?;
        }
        if self.after_cr {
            self.skip_lf()?;
        }
        match memchr2(b'\r', b'\n', &self.buffer[self.scanned..]) {
            None => {
                self.scanned = self.buffer.len();
                None
            }
            Some(length) => {
                let end = self.scanned + length;
                self.after_cr = self.buffer[end] == b'\r';
                let line = self.line..end;
                self.line = end + 1;
                self.scanned = self.line;
                Some(line)
            }
        }
    }

    /// Drops a byte-order mark, once enough has come to tell.
    fn skip_bom(&mut self) -> Option<()> {
        if self.buffer.starts_with(BOM) {
            self.skip(BOM.len());
        } else if BOM.starts_with(&self.buffer) {
            return None;
        }
        self.at_start = false;
        Some(())
    }

    /// Drops the second half of a CRLF, once there is a byte to tell by.
    fn skip_lf(&mut self) -> Option<()> {
        if *self.buffer.get(self.line)? == b'\n' {
            self.skip(1);
        }
        self.after_cr = false;
        Some(())
    }

    fn skip(&mut self, count: usize) {
        self.line += count;
        self.scanned = self.line;
        if self.is_blank() && self.open.is_none() {
            self.block = self.line;
        }
    }

    /// Tells whether the current event has nothing in it yet.
    fn is_blank(&self) -> bool {
        self.data.lines == 0 && self.name.is_empty()
    }

    fn field(&mut self, line: Range<usize>) {
        // Some send an error as it is, without any field, on one line or on several.
        if self.goes_on(&line) {
            return;
        }
        let text = &self.buffer[line.clone()];
        // A longer name than any that is known is as good as any other.
        let beginning = &text[..text.len().min(MAX_FIELD + 1)];
        let (name, value) = match beginning.iter().position(|byte| *byte == b':') {
            Some(colon) if text.get(colon + 1) == Some(&b' ') => (&text[..colon], colon + 2),
            Some(colon) => (&text[..colon], colon + 1),
            None => (beginning, text.len()),
        };
        let value = line.start + value..line.end;
        match name {
            b"data" if !self.failed => self.data.add(&self.buffer, value),
            b"error" if !value.is_empty() => {
                if !self.failed {
                    self.data.lines = 0;
                }
                self.failed = true;
                self.data.add(&self.buffer, value);
            }
            b"event" => self.name = value,
            _ => {
                match name {
                    b"id" => self.position.id(&self.buffer[value]),
                    b"retry" => self.position.wait(&self.buffer[value]),
                    _ => {}
                }
                // Before an event they are not part of it: a stream of nothing but
                // comments stays small.
                if self.is_blank() {
                    self.block = self.line;
                }
            }
        }
    }

    /// Takes a line for one of JSON or a page without a field, if it begins that or goes on with
    /// it. Once JSON is whole, it is an error, or is left out as any line without a field.
    fn goes_on(&mut self, line: &Range<usize>) -> bool {
        let text = &self.buffer[line.clone()];
        let is_page = text.starts_with(b"<");
        let begins = || (is_page || text.starts_with(b"{")) && !self.failed;
        let begun = || begins().then_some(Open { start: line.start, depth: 0, is_page });
        let Some(mut open) = self.open.take().or_else(begun) else { return false };
        if FIELDS.contains(&text.split(|byte| *byte == b':').next().unwrap_or_default()) {
            return false;
        }
        open.add(text);
        let json = open.start..line.end;
        if open.depth > 0 || open.is_page {
            self.open = Some(open);
            return true;
        }
        let is_error = refusal::is_error_alone(&self.buffer[json.clone()]);
        if is_error {
            self.data.lines = 0;
            self.failed = true;
            self.data.add(&self.buffer, json);
        }
        is_error
    }
}

/// The names of the fields that are read, and that of a comment.
const FIELDS: [&[u8]; 6] = [b"", b"data", b"error", b"event", b"id", b"retry"];

/// The length of the longest of them.
const MAX_FIELD: usize = 5;

impl Open {
    /// Goes on by a line, in which a text ends as it begins.
    fn add(&mut self, line: &[u8]) {
        let mut is_text = false;
        let mut bytes = line.iter();
        while let Some(byte) = bytes.next() {
            match byte {
                b'"' => is_text = !is_text,
                b'\\' if is_text => _ = bytes.next(),
                b'{' | b'[' if !is_text => self.depth += 1,
                b'}' | b']' if !is_text => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
    }
}

/// A position in a stream, by the server's ids and times to wait.
#[derive(Default)]
struct Position {
    /// The id that came last with anything complete.
    last: Vec<u8>,
    /// The id of what is not complete yet.
    next: Option<Vec<u8>>,
    /// True if what came complete last has an id of its own, which is `last`.
    is_own: bool,
    retry: Option<Duration>,
}

impl Position {
    /// Takes an id, unless it is one that no header can carry.
    fn id(&mut self, value: &[u8]) {
        if !value.contains(&0) {
            self.next = Some(value.to_vec());
        }
    }

    /// Takes the time to wait, in milliseconds.
    fn wait(&mut self, value: &[u8]) {
        let digits = str::from_utf8(value).ok().filter(|text| !text.starts_with('+'));
        let time = digits.and_then(|text| text.parse().ok()).map(Duration::from_millis);
        self.retry = time.or(self.retry);
    }

    /// Takes the id for that of what is complete now.
    fn settle(&mut self) {
        self.is_own = self.next.is_some();
        if let Some(id) = self.next.take() {
            self.last = id;
        }
    }
}

impl Data {
    fn add(&mut self, buffer: &[u8], line: Range<usize>) {
        if self.lines == 0 {
            self.first = line;
        } else {
            if self.lines == 1 {
                self.joined.clear();
                self.joined.extend_from_slice(&buffer[self.first.clone()]);
            }
            self.joined.push(b'\n');
            self.joined.extend_from_slice(&buffer[line]);
        }
        self.lines += 1;
    }
}

#[cfg(test)]
mod properties;

#[cfg(test)]
mod tests {
    use super::*;

    type Events = Vec<(String, String)>;

    /// Returns the events of chunks, and what is left at the end.
    fn frame(chunks: &[&[u8]], limit: usize) -> Result<(Events, String), TooLarge> {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let mut framer = Framer::new(limit);
        let mut events = Vec::new();
        for chunk in chunks {
            framer.push(chunk);
            while framer.advance()? {
                events.push((text(framer.name()), text(framer.data())));
            }
        }
        Ok((events, text(framer.rest())))
    }

    /// Frames `stream` whole, cut at every two places, and byte by byte.
    fn however_cut(stream: &str) -> Events {
        let bytes = stream.as_bytes();
        let (whole, _) = frame(&[bytes], 1 << 20).unwrap();
        for first in 0..=bytes.len() {
            for second in first..=bytes.len() {
                let chunks = [&bytes[..first], &bytes[first..second], &bytes[second..]];
                assert_eq!(frame(&chunks, 1 << 20).unwrap().0, whole, "{first} {second}");
            }
        }
        let single: Vec<_> = bytes.chunks(1).collect();
        assert_eq!(frame(&single, 1 << 20).unwrap().0, whole);
        whole
    }

    fn events(pairs: &[(&str, &str)]) -> Events {
        pairs.iter().map(|(name, data)| ((*name).to_owned(), (*data).to_owned())).collect()
    }

    #[test]
    fn every_line_end_gives_the_same_events() {
        let stream =
            "event: a\ndata: é1\n\ndata:2\nid: 7\nevent:b\n\n:c\n\ndata: x\ndata\ndata:  y\n\n";
        let expected = events(&[("a", "é1"), ("b", "2"), ("", "x\n\n y")]);
        for end in ["\n", "\r", "\r\n"] {
            let stream = stream.replace('\n', end);
            assert_eq!(however_cut(&stream), expected, "{end:?}");
            assert_eq!(however_cut(&format!("\u{feff}{stream}")), expected, "{end:?}");
        }
    }

    #[test]
    fn an_event_has_a_name_or_data() {
        let stream = "id: 1\n\nevent: ping\n\ndata\n\nevent: a\nevent: b\ndata: 1\n\n\n\nevent\n\n";
        assert_eq!(however_cut(stream), events(&[("ping", ""), ("", ""), ("b", "1")]));
    }

    #[test]
    fn mixed_line_ends_and_a_late_mark() {
        assert_eq!(
            however_cut("data: 1\r\n\ndata: 2\n\r\ndata: 3\r\r"),
            events(&[("", "1"), ("", "2"), ("", "3")])
        );
        assert_eq!(
            however_cut("data: 1\n\n\u{feff}data: 2\n\ndata: 3\n\n"),
            events(&[("", "1"), ("", "3")])
        );
        assert_eq!(however_cut("\u{feff}\u{feff}data: 1\n\n"), events(&[]));
    }

    #[test]
    fn what_is_cut_off_is_not_an_event() {
        let (found, rest) = frame(&[b"data: 1\n\nevent: x\ndata: 2\n"], 100).unwrap();
        assert_eq!(found, events(&[("", "1")]));
        assert_eq!(rest, "event: x\ndata: 2\n");
    }

    /// Returns the data of the event that is left at the end, if it is whole.
    fn finished(stream: &str) -> Option<String> {
        let mut framer = Framer::new(100);
        framer.push(stream.as_bytes());
        while framer.advance().unwrap() {}
        let rest = framer.rest().to_vec();
        let is_event = framer.finish(|data| data.ends_with(b"}"));
        assert_eq!(framer.rest(), rest, "{stream:?}");
        assert_eq!(framer.advance().unwrap(), is_event);
        let data = is_event.then(|| String::from_utf8(framer.data().to_vec()).unwrap());
        if is_event {
            assert!(!framer.advance().unwrap() && !framer.finish(|_| true), "{stream:?}");
            assert_eq!(framer.rest(), b"", "{stream:?}");
        }
        data
    }

    #[test]
    fn what_is_left_at_the_end_is_an_event_if_its_data_is_whole() {
        let whole = [
            ("data: 1\n\ndata: 2\n", "2"),
            ("data: 2\r", "2"),
            ("event: a\ndata: 2\r\nid: 5\n", "2"),
            ("\u{feff}data: {}", "{}"),
            ("data: {\ndata: }", "{\n}"),
            ("data: {}\nid", "{}"),
        ];
        for (stream, data) in whole {
            assert_eq!(finished(stream).as_deref(), Some(data), "{stream:?}");
        }
        for stream in [
            "",
            "\u{feff}",
            "data: 1\n\n",
            "data: 2",
            "data: {",
            "data: 1\ndat",
            "da",
            ": {}",
            "id: {}",
            "event: {}\n",
            "data: 1\n\n: comment\n",
        ] {
            assert_eq!(finished(stream), None, "{stream:?}");
        }
    }

    #[test]
    fn a_field_error_is_a_failure_with_its_data() {
        let stream = "data: 1\nerror: {\"a\":\nerror: 1}\ndata: 2\n\ndata: 3\nerror\nerrors: 4\n\n";
        let mut framer = Framer::new(100);
        framer.push(stream.as_bytes());
        assert!(framer.advance().unwrap() && framer.failed());
        assert_eq!(framer.data(), b"{\"a\":\n1}");
        assert!(framer.advance().unwrap() && !framer.failed());
        assert_eq!(framer.data(), b"3");
    }

    #[test]
    fn the_size_of_an_event_is_bounded_however_it_is_cut() {
        let fits = "event: abc\ndata: 123\ndata: 4\n\n";
        let larger = "event: abc\ndata: 123\ndata: 45\n\n";
        let line = format!(":{}\n", "c".repeat(40));
        for (stream, expected) in [(fits, true), (larger, false), (&line, false)] {
            for size in 1..=stream.len() {
                let chunks: Vec<_> = stream.as_bytes().chunks(size).collect();
                assert_eq!(frame(&chunks, fits.len()).is_ok(), expected, "{stream:?} by {size}");
            }
        }
        let many = [fits, ": comment\n", "id: 5\n\n"].concat().repeat(50);
        assert_eq!(frame(&[many.as_bytes()], fits.len()).unwrap().0.len(), 50);
    }
}
