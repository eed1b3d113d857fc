//! JSON text (RFC 8259) → the nodes of a tree.

use super::builder::{MemberKey, TreeBuilder};
use super::scalar;
use super::syntax::{self, Stop};
use super::tree::{NodeContent, NodeKind, Text};

/// Reads the one value of a text.
pub(super) fn read(text: &str, builder: &mut TreeBuilder) -> Result<(), Stop> {
    let mut reader = JsonReader { text, bytes: text.as_bytes(), at: 0, builder, open: Vec::new() };
    reader.value()?;
    match reader.peek() {
        Some(_) => Err(reader.stop("trailing characters")),
        None => Ok(()),
    }
}

struct JsonReader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    /// The next byte.
    at: usize,
    builder: &'t mut TreeBuilder,
    /// The lists and objects that are open, the innermost last.
    open: Vec<NodeKind>,
}

impl JsonReader<'_> {
    /// Reads a value with all that is in it. Nothing here calls itself, however
    /// deep the text is nested.
    fn value(&mut self) -> Result<(), Stop> {
        loop {
            if !self.begin()? {
                continue;
            }
            loop {
                let Some(kind) = self.open.last().copied() else { return Ok(()) };
                if self.goes_on(kind)? {
                    break;
                }
            }
        }
    }

    /// Reads a scalar, or the beginning of a list or an object. Whether the
    /// value is complete.
    fn begin(&mut self) -> Result<bool, Stop> {
        let start = match self.peek() {
            None => return Err(self.cut_off("value")),
            Some(b'{') => return self.enter(NodeKind::Object, b'}'),
            Some(b'[') => return self.enter(NodeKind::List, b']'),
            Some(_) => self.at,
        };
        let content = match self.bytes[start] {
            b'"' => NodeContent::String(self.string()?),
            b't' => NodeContent::Bool(self.word("true")?),
            b'f' => NodeContent::Bool(self.word("false")?),
            b'n' => NodeContent::Null(self.word("null")?),
            b'-' | b'0'..=b'9' => self.number()?,
            _ => return Err(self.stop("expected value")),
        };
        self.builder.add(content, start..self.at);
        Ok(true)
    }

    fn enter(&mut self, kind: NodeKind, end: u8) -> Result<bool, Stop> {
        let start = self.at;
        self.builder
            .open(kind, start..start + 1)
            .map_err(|_| syntax::of_json("recursion limit exceeded", start))?;
        self.open.push(kind);
        self.at += 1;
        match self.peek() {
            Some(byte) if byte == end => {
                self.leave();
                Ok(true)
            }
            None if kind == NodeKind::Object => Err(self.cut_off("object")),
            None => Err(self.cut_off("list")),
            Some(_) if kind == NodeKind::Object => self.key().map(|()| false),
            Some(_) => Ok(false),
        }
    }

    fn leave(&mut self) {
        self.at += 1;
        self.open.pop();
        self.builder.close(self.at);
    }

    /// Reads what is behind a value in a list or an object. Whether another
    /// value follows.
    fn goes_on(&mut self, kind: NodeKind) -> Result<bool, Stop> {
        let object = kind == NodeKind::Object;
        let end = if object { b'}' } else { b']' };
        match self.peek() {
            Some(b',') => {}
            Some(byte) if byte == end => {
                self.leave();
                return Ok(false);
            }
            None if object => return Err(self.cut_off("object")),
            None => return Err(self.cut_off("list")),
            Some(_) if object => return Err(self.stop("expected `,` or `}`")),
            Some(_) => return Err(self.stop("expected `,` or `]`")),
        }
        self.at += 1;
        match self.peek() {
            Some(byte) if byte == end => Err(self.stop("trailing comma")),
            None => Err(self.cut_off("value")),
            Some(_) if object => self.key().map(|()| true),
            Some(_) => Ok(true),
        }
    }

    /// Reads a key and the colon behind it.
    fn key(&mut self) -> Result<(), Stop> {
        let start = self.at;
        if self.bytes[start] != b'"' {
            return Err(self.stop("key must be a string"));
        }
        let text = self.string()?;
        self.builder.key(MemberKey { text, span: (start..self.at).into(), merges: false });
        match self.peek() {
            Some(b':') => self.at += 1,
            Some(_) => return Err(self.stop("expected `:`")),
            None => return Err(self.cut_off("object")),
        }
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<Text, Stop> {
        let start = self.at;
        for expected in word.bytes() {
            match self.bytes.get(self.at) {
                Some(byte) if *byte == expected => self.at += 1,
                Some(_) => return Err(self.stop("expected ident")),
                None => return Err(self.cut_off("value")),
            }
        }
        Ok(self.builder.at(start..self.at))
    }

    /// Reads a number; one that is beyond those of 64 bits is text, as in YAML.
    fn number(&mut self) -> Result<NodeContent, Stop> {
        let start = self.at;
        self.take(b'-');
        if self.take(b'0') {
            if self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
                return Err(self.stop("invalid number"));
            }
        } else {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        let text = self.builder.at(start..self.at);
        let is_out_of_range = scalar::is_out_of_range(&self.text[start..self.at]);
        Ok(if is_out_of_range { NodeContent::Beyond(text) } else { NodeContent::Number(text) })
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(there);
        there
    }

    /// Reads at least one digit.
    fn digits(&mut self) -> Result<(), Stop> {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        match self.at == start {
            false => Ok(()),
            true if self.at == self.bytes.len() => Err(self.cut_off("value")),
            true => Err(self.stop("invalid number")),
        }
    }

    /// Reads a text in quotes.
    fn string(&mut self) -> Result<Text, Stop> {
        self.at += 1;
        let start = self.at;
        let end = self.run();
        if self.bytes.get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(self.builder.at(start..end));
        }
        let mut made = String::new();
        let mut from = start;
        loop {
            let end = self.run();
            made.push_str(&self.text[from..end]);
            self.at = end;
            match self.bytes.get(end) {
                None => return Err(self.cut_off("string")),
                Some(b'"') => break,
                Some(b'\\') => made.push(self.escape()?),
                Some(_) => {
                    let message =
                        "control character (\\u0000-\\u001F) found while parsing a string";
                    return Err(self.stop(message));
                }
            }
            from = self.at;
        }
        self.at += 1;
        Ok(self.builder.make(&made))
    }

    /// Returns the end of the text that stands for itself.
    fn run(&self) -> usize {
        let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
        let length = self.bytes[self.at..].iter().position(special);
        length.map_or(self.bytes.len(), |length| self.at + length)
    }

    fn escape(&mut self) -> Result<char, Stop> {
        let start = self.at;
        let Some(byte) = self.bytes.get(start + 1) else { return Err(self.cut_off("string")) };
        self.at += 2;
        Ok(match byte {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(start),
            _ => {
                self.at -= 1;
                return Err(self.stop("invalid escape"));
            }
        })
    }

    /// Returns a character by its number, which may be written as two.
    fn unicode(&mut self, start: usize) -> Result<char, Stop> {
        let first = self.hex()?;
        if let Some(c) = char::from_u32(first.into()) {
            return Ok(c);
        }
        let lone = || syntax::of_json("lone leading surrogate in hex escape", start);
        if first >= 0xDC00 {
            return Err(lone());
        }
        if !(self.take(b'\\') && self.take(b'u')) {
            return Err(if self.at == self.bytes.len() { self.cut_off("string") } else { lone() });
        }
        let second = self.hex()?;
        let pair = char::decode_utf16([first, second]).next();
        pair.and_then(Result::ok).ok_or_else(lone)
    }

    fn hex(&mut self) -> Result<u16, Stop> {
        let mut number = 0;
        for _ in 0..4 {
            let Some(byte) = self.bytes.get(self.at) else { return Err(self.cut_off("string")) };
            let Some(digit) = char::from(*byte).to_digit(16) else {
                return Err(self.stop("invalid escape"));
            };
            number = number * 16 + digit as u16;
            self.at += 1;
        }
        Ok(number)
    }

    /// Returns the next byte that is no space.
    fn peek(&mut self) -> Option<u8> {
        while let Some(byte) = self.bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                return Some(*byte);
            }
            self.at += 1;
        }
        None
    }

    fn stop(&self, message: &str) -> Stop {
        syntax::of_json(message, self.at)
    }

    fn cut_off(&self, inside: &str) -> Stop {
        syntax::cut_off_json(inside, self.bytes.len())
    }
}
